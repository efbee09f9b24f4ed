//! What a format is shown of a file or folder before it says whether it can read it.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use super::{Entry, sqlite, sqlite::Table};

/// The beginning of a file.
#[derive(Debug, Clone, Copy)]
pub struct Probe<'a> {
    /// The file's name, without folders. No format relies on it alone.
    pub name: &'a str,
    /// The first bytes, unpacked: at most [`limits::PROBE`](super::limits::PROBE).
    pub bytes: &'a [u8],
    /// The same as text, decoded as well as can be; cut at a character. Empty where the bytes are no text.
    pub text: &'a str,
    /// The tables of an SQLite database, empty for other files.
    pub tables: &'a [Table],
    /// Whether that is the whole file.
    pub whole: bool,
}

impl Probe<'_> {
    /// Whether the bytes are text at all.
    #[must_use]
    pub fn is_text(&self) -> bool {
        !self.text.is_empty()
    }

    /// The table of a database by its name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        sqlite::table(self.tables, name)
    }
}

/// How sure a format is of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is nothing of the kind.
    No,
    /// It resembles the format, but lacks something: what, to end the sentence "… but it has".
    Near(String),
    /// It can be read if nobody knows better.
    Fallback,
    /// It looks like it.
    Likely,
    /// It bears the format's own marks.
    Certain,
}

impl Confidence {
    /// Whether the format would read the file.
    #[must_use]
    pub fn reads(&self) -> bool {
        *self >= Confidence::Fallback
    }
}

/// A folder and what lies directly in it.
#[derive(Debug, Clone, Copy)]
pub struct Folder<'a> {
    /// The folder's name.
    pub name: &'a str,
    /// Its entries, by name, hidden ones among them.
    pub entries: &'a [Entry],
    /// Its path in the file system, where it lies in one.
    pub path: Option<&'a Path>,
    /// The path that was asked for, in which it lies.
    pub base: &'a Path,
}

impl Folder<'_> {
    /// Whether an entry of that name lies in it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name == name)
    }
}

/// What a format takes of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Nothing: its files are offered one by one.
    Nothing,
    /// These of its entries, as indices into [`Folder::entries`]; the others are offered one by one.
    Some(Vec<usize>),
    /// Everything in it, at any depth.
    All,
    /// One entry that keeps the history of what lies beside it. The files that it accounts for (`covers`, at any depth)
    /// are not offered to others. Where there are any, the folder is somebody's workshop: what no format knows of the
    /// rest is passed over in silence.
    History {
        /// The entry, as an index into [`Folder::entries`].
        entry: usize,
        /// Paths of the files it accounts for.
        covers: HashSet<PathBuf>,
    },
}
