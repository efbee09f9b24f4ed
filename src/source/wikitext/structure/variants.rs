//! Words that are written once for each script of a language, as the Chinese and Serbian wikis do: `-{zh-hans:…;
//! zh-hant:…}-`. The first is read, as the one who wrote it put it.

use super::{Kind, Scan};

/// Bytes of such a stretch at most.
const LONGEST: usize = 400;

impl Scan<'_> {
    /// Such a stretch, whose brace is met: its marks are cut, and of several writings all but the first. Whether it is one.
    pub(super) fn variants(&mut self) -> bool {
        let at = self.at;
        if at == 0 || self.byte(at - 1) != b'-' || matches!(self.byte(at + 1), b'{' | b'|') {
            return false;
        }
        let near = self.bytes.get(at + 1..self.bytes.len().min(at + 1 + LONGEST)).unwrap_or_default();
        let Some(end) = memchr::memmem::find(near, b"}-").map(|end| at + 1 + end) else { return false };
        let Some(inside) = self.text.get(at + 1..end).filter(|inside| !inside.contains(['{', '\n'])) else {
            return false;
        };
        // What stands before a bar says what is to be done: `H`, `T`, `N` and `-` show nothing.
        let (flags, words) = inside.split_once('|').unwrap_or(("", inside));
        let is_hidden = flags.split(';').any(|flag| matches!(flag.trim(), "H" | "T" | "N" | "D" | "-"));
        let from = end - words.len();
        let (start, length) = if is_hidden { (0, 0) } else { first(words) };
        self.cut(at - 1, from + start, Kind::Mark);
        self.cut(from + start + length, end + 2, Kind::Mark);
        self.at = if length == 0 { end + 2 } else { from + start };
        true
    }
}

/// Where the first of several writings begins, and its length; all where there is but one.
fn first(words: &str) -> (usize, usize) {
    let is_script =
        |name: &str| (2..=10).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    // A rule for one word (`乙=>zh-cn:甲`) shows what is behind its sign.
    match words.split_once(':').filter(|(name, _)| is_script(name.trim())) {
        Some((name, behind)) => {
            let word = behind.split(';').next().unwrap_or(behind);
            (name.len() + 1, word.len())
        }
        None => (0, words.len()),
    }
}
