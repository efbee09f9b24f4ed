//! Sides that a user has set by hand, as a small text file.
//!
//! ```text
//! # lines of guardian-1969222.txt
//! 12 new
//! 14 old  "The decision, which a"
//! 20 both
//! ```
//! A line of the file names a line of the dump (from 1) and where its paragraph belongs: `old`, `new` or `both`. What
//! follows in quotation marks is how the paragraph begins; if the dump's line no longer begins so, the correction is
//! left out and said to be. `#` begins a comment. A later correction of the same line replaces an earlier one.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::model::{Placement, Side};

/// The corrections of one dump.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    lines: BTreeMap<u32, Correction>,
}

/// Where one line's paragraph was put by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Where it belongs.
    pub placement: Placement,
    /// How the paragraph begins, as a check that the line is still the same; may be empty.
    pub begins: String,
}

/// A line of the file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the corrections: {reason}")]
pub struct CorrectionError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub reason: String,
}

impl Corrections {
    /// Reads a file of corrections.
    ///
    /// # Errors
    /// On the first line that is no correction, with its number and what was expected.
    pub fn parse(text: &str) -> Result<Corrections, CorrectionError> {
        let mut corrections = Corrections::default();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let fail = |reason: String| CorrectionError { line: at + 1, reason };
            let (head, quoted) = match line.split_once('"') {
                Some((head, rest)) if !head.contains('#') => (head, Some(rest)),
                _ => (line.split('#').next().unwrap_or(""), None),
            };
            let mut words = head.split_whitespace();
            let Some(number) = words.next() else {
                if quoted.is_some() {
                    return Err(fail("the line's number is missing before the quotation mark".into()));
                }
                continue;
            };
            let number: u32 = match number.parse() {
                Ok(n) if n > 0 => n,
                _ => return Err(fail(format!("`{}` is no line number; write for example `12 new`", short(number)))),
            };
            let placement = match words.next() {
                Some("old") => Placement::One(Side::Old),
                Some("new") => Placement::One(Side::New),
                Some("both") => Placement::Both,
                Some(word) => return Err(fail(format!("`{}` is none of old, new, both", short(word)))),
                None => return Err(fail("the side is missing: old, new or both".into())),
            };
            if let Some(word) = words.next() {
                return Err(fail(format!("`{}` is too much; how the paragraph begins stands in \"…\"", short(word))));
            }
            let begins = match quoted {
                None => String::new(),
                Some(rest) => match rest.rsplit_once('"') {
                    Some((begins, after)) if after.trim().is_empty() || after.trim_start().starts_with('#') => {
                        begins.replace("\\\"", "\"")
                    }
                    _ => return Err(fail("the closing quotation mark is missing".into())),
                },
            };
            corrections.lines.insert(number, Correction { placement, begins });
        }
        Ok(corrections)
    }

    /// Sets a line's place, replacing what was set before. `paragraph` is its text, of which the beginning is kept.
    pub fn set(&mut self, line: u32, placement: Placement, paragraph: &str) {
        let begins = paragraph.chars().filter(|c| !c.is_control()).take(24).collect::<String>().trim_end().to_owned();
        self.lines.insert(line, Correction { placement, begins });
    }

    /// Takes a line's correction back; whether there was one.
    pub fn clear(&mut self, line: u32) -> bool {
        self.lines.remove(&line).is_some()
    }

    /// The corrections by line of the dump, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Correction)> {
        self.lines.iter().map(|(&line, c)| (line, c))
    }

    /// Whether nothing was corrected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The file that [`parse`](Self::parse) reads back.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::from("# line of the dump, side (old, new or both), how the paragraph begins\n");
        for (line, correction) in self.iter() {
            let word = correction.placement.word();
            if correction.begins.is_empty() {
                let _ = writeln!(out, "{line} {word}");
            } else {
                let _ = writeln!(out, "{line} {word} \"{}\"", correction.begins.replace('"', "\\\""));
            }
        }
        out
    }

    /// The corrections that fit the dump's lines; the others are counted as stale.
    pub(super) fn fit<'a>(&self, text_of: impl Fn(u32) -> Option<&'a str>) -> Fixed {
        let mut fixed = Fixed::default();
        for (line, correction) in self.iter() {
            let fold = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
            match text_of(line) {
                Some(text) if fold(text).starts_with(&fold(&correction.begins)) => {
                    fixed.lines.insert(line, correction.placement);
                }
                _ => fixed.stale.push(line),
            }
        }
        fixed
    }
}

fn short(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).take(20).collect()
}

/// The corrections that hold for the page at hand.
#[derive(Debug, Clone, Default)]
pub(super) struct Fixed {
    lines: BTreeMap<u32, Placement>,
    /// Lines whose correction no longer fits the dump.
    pub(super) stale: Vec<u32>,
}

impl Fixed {
    /// Where a line was put by hand.
    pub(super) fn of(&self, line: u32) -> Option<Placement> {
        self.lines.get(&line).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Corrections;
    use crate::model::{Placement, Side};

    #[test]
    fn reads_what_it_writes() {
        let mut corrections = Corrections::default();
        corrections.set(12, Placement::One(Side::New), "“We \"never\" said so,” she said, again and again.");
        corrections.set(3, Placement::Both, "");
        assert_eq!(Corrections::parse(&corrections.write()), Ok(corrections));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let wrong = |text: &str| Corrections::parse(text).map_err(|e| e.to_string()).unwrap_err();
        assert_eq!(wrong("# fine\n\n7 newer"), "line 3 of the corrections: `newer` is none of old, new, both");
        assert!(wrong("zero old").contains("is no line number"));
        assert!(wrong("0 old").contains("is no line number"));
        assert!(wrong("4").contains("the side is missing"));
        assert!(wrong("4 old \"The").contains("closing quotation mark"));
        assert!(wrong("4 old new").contains("too much"));
        assert!(Corrections::parse("4 old # because").is_ok());
    }
}
