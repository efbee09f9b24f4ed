//! What a work tree says to be none of its files: `.gitignore`, after `gitignore(5)`. Only what lies in the tree itself
//! counts; what a user's or a repository's configuration names does not.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use gix::{
    bstr::ByteSlice,
    glob::{Pattern, pattern::Case, wildmatch::Mode},
};

use crate::source::{Entry, Kind, Tree};

/// Bytes of one file of patterns that are looked at.
const BYTES: u64 = 1 << 20;

/// Patterns of one file that are.
const PATTERNS: usize = 4000;

/// Wildcards in one pattern: matching takes steps by their number.
const STARS: usize = 16;

/// The patterns of one folder.
pub(in crate::source) struct Ignored {
    folder: PathBuf,
    patterns: Vec<Pattern>,
}

impl Ignored {
    /// Those that stand in a folder with these entries, if any do.
    pub(in crate::source) fn of(tree: &dyn Tree, folder: &Path, entries: &[Entry]) -> Option<Ignored> {
        let file = entries.iter().find(|e| e.name == ".gitignore" && e.kind == Kind::File && !e.link)?;
        let mut bytes = Vec::new();
        tree.open(&file.path).ok()?.take(BYTES).read_to_end(&mut bytes).ok()?;
        let lines = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).lines();
        let patterns = lines.filter(|line| !line.starts_with(b"#")).map(without_blanks_at_end);
        let modest = patterns.filter(|line| line.iter().filter(|byte| **byte == b'*').count() <= STARS);
        let patterns: Vec<Pattern> = modest.filter_map(gix::glob::parse).take(PATTERNS).collect();
        Some(Ignored { folder: folder.to_owned(), patterns }).filter(|ignored| !ignored.patterns.is_empty())
    }

    /// Whether it says of an entry that it is ignored, or that it is not; the last pattern that fits counts.
    fn says(&self, entry: &Entry) -> Option<bool> {
        let path = entry.path.strip_prefix(&self.folder).ok()?.to_str()?.replace('\\', "/");
        let name = path.rfind('/').map(|at| at + 1);
        let is_folder = Some(entry.kind == Kind::Folder && !entry.link);
        let fits = |pattern: &&Pattern| {
            let path = path.as_bytes().as_bstr();
            pattern.matches_repo_relative_path(path, name, is_folder, Case::Sensitive, Mode::NO_MATCH_SLASH_LITERAL)
        };
        self.patterns.iter().rev().find(fits).map(|pattern| !pattern.is_negative())
    }
}

/// Whether an entry is ignored by the folders that it lies in, the innermost last; that one says best.
pub(in crate::source) fn is_ignored(folders: &[Ignored], entry: &Entry) -> bool {
    folders.iter().rev().find_map(|folder| folder.says(entry)).unwrap_or(false)
}

/// A line without blanks at its end, but for one that is escaped.
fn without_blanks_at_end(line: &[u8]) -> &[u8] {
    let kept = line.trim_end_with(|c| c == ' ' || c == '\r');
    let escaped = kept.ends_with(b"\\") && kept.len() < line.len();
    line.get(..kept.len() + usize::from(escaped)).unwrap_or(line)
}
