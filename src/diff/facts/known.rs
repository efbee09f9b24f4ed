//! A side's words, in which a name of the other side is looked up.

use std::{collections::HashSet, sync::Arc};

use memchr::memmem;

use super::{
    names::{is_common, is_title, stem},
    notices::corrects,
};
use crate::text::{fold::lower, stirring::Stirring, terms::is_dense, words::words};

/// After so many bytes searched through, a table of all words is made instead.
const SEARCHED: usize = 1 << 18;

/// Bytes of the end of a line that is looked for elsewhere.
const CUT: usize = 20;

/// A side's headline and text, in which words are looked up: by searching while that is cheaper, then by a table.
pub(super) struct Known<'a> {
    title: &'a str,
    paragraphs: &'a [Arc<str>],
    searched: usize,
    table: Option<Table<'a>>,
    /// Bytes in which is still looked for who is called by a title, and how a name goes on.
    left: usize,
    /// Whether each of the texts is a notice of correction, where that was asked.
    notices: Vec<Option<bool>>,
}

/// All words of a side.
struct Table<'a> {
    /// As they are written, without a possessive ending.
    written: HashSet<&'a str, Stirring>,
    /// Those with a capital, in small letters.
    names: HashSet<String, Stirring>,
}

impl<'a> Known<'a> {
    /// A side's words.
    #[must_use]
    pub(super) fn new(title: &'a str, paragraphs: &'a [Arc<str>]) -> Self {
        Known { title, paragraphs, searched: 0, table: None, left: SEARCHED, notices: Vec::new() }
    }

    /// The texts in which words are looked up. What a notice of correction names, the article does not: that is asked of
    /// those in which a word was found.
    fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        std::iter::once(self.title).chain(self.paragraphs.iter().map(|p| &**p))
    }

    /// Whether one of the texts announces a correction.
    fn is_notice(&mut self, nth: usize, text: &str) -> bool {
        self.notices.resize(self.paragraphs.len() + 1, None);
        match self.notices.get_mut(nth) {
            Some(known) => *known.get_or_insert_with(|| corrects(text)),
            None => corrects(text),
        }
    }

    /// Whether somebody is called by a title and this surname, and nobody by another name and it: `Mr Bell` for `Ann
    /// Bell`. Of very long texts, and where that was asked often, it is not known.
    pub(super) fn calls_by_title(&mut self, surname: &str) -> bool {
        let finder = memmem::Finder::new(surname);
        let mut is_titled = false;
        for (nth, text) in self.texts().enumerate() {
            let Some(left) = self.left.checked_sub(text.len()) else { return false };
            self.left = left;
            for at in finder.find_iter(text.as_bytes()) {
                let (before, behind) = (&text[..at], &text[at + surname.len()..]);
                if behind.starts_with(char::is_alphanumeric) || before.ends_with(char::is_alphanumeric) {
                    continue;
                }
                let Some(before) = before.strip_suffix([' ', '\u{a0}']) else { continue };
                let before = before.rsplit([' ', '\u{a0}']).next().unwrap_or(before);
                let before = before.trim_matches(|c: char| !c.is_alphanumeric());
                if is_title(before) {
                    is_titled |= !self.is_notice(nth, text);
                } else if before.starts_with(char::is_uppercase) && !is_common(before) {
                    return false;
                }
            }
        }
        is_titled
    }

    /// Whether the end of a line goes on elsewhere with more letters: `Ann Be` is Ann Bell where a headline was cut. Of very
    /// long texts, and where that was asked often, it is not known.
    pub(super) fn goes_on(&mut self, line: &str) -> bool {
        let Some(from) = line.len().checked_sub(CUT) else { return false };
        let end = (0..=from).rev().find_map(|from| line.get(from..)).unwrap_or(line);
        let finder = memmem::Finder::new(end);
        self.texts().any(|text| {
            let Some(left) = self.left.checked_sub(text.len()) else { return false };
            self.left = left;
            finder.find_iter(text.as_bytes()).any(|at| text[at + end.len()..].starts_with(char::is_alphabetic))
        })
    }

    /// Whether a word occurs anywhere: a possessive set aside, as a common word without its capital, or as a name in
    /// other capitals (`YouTube`, `Youtube`). An abbreviation is no common word: `WHO` is not who.
    pub(super) fn holds(&mut self, word: &str) -> bool {
        let word = stem(word);
        let lower = lower(word);
        let abbreviation = word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
        // As it is written is one of the spellings of a name.
        let is_name = word.starts_with(char::is_uppercase);
        let found = (!is_name && self.has(word, false)) || self.has(word, true);
        if found || (!abbreviation && lower != word && self.has(&lower, false)) {
            return true;
        }
        // `CPUs` is no other name than `CPU`.
        let capitals = word.trim_end_matches('s');
        capitals.len() > 1 && capitals.chars().all(char::is_uppercase) && {
            self.has(capitals, false) || self.has(&format!("{capitals}s"), false)
        }
    }

    /// Whether a word stands in the texts as it is written, or respelt: with the same capital, then in whatever letters.
    fn has(&mut self, word: &str, respelt: bool) -> bool {
        if self.searched > SEARCHED {
            let texts = self.texts().filter(|text| !corrects(text));
            let table = self.table.get_or_insert_with(|| {
                let written: HashSet<_, _> = texts.flat_map(words).map(stem).collect();
                let names = written.iter().filter(|w| w.starts_with(char::is_uppercase)).map(|w| small(w).collect());
                Table { names: names.collect(), written }
            });
            return if respelt {
                table.names.contains(&small(word).collect::<String>())
            } else {
                table.written.contains(word)
            };
        }
        // Chinese, Japanese and Korean set no blank between a name and what follows it.
        let letter =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_dense(c) && !('가'..='힣').contains(&c));
        let begin = if respelt { word.chars().next().map_or(0, char::len_utf8) } else { word.len() };
        let finder = memmem::Finder::new(&word.as_bytes()[..begin]);
        // What goes on with another letter is soon passed over.
        let second = word.as_bytes().get(begin).filter(|b| b.is_ascii());
        for (nth, text) in self.texts().enumerate() {
            self.searched += text.len();
            let stands = |at: usize| {
                let next = text.as_bytes().get(at + begin).filter(|b| b.is_ascii());
                if second.zip(next).is_some_and(|(second, next)| !second.eq_ignore_ascii_case(next)) {
                    return false;
                }
                let behind = if respelt { end_of(word, &text[at..]) } else { Some(word.len()) };
                behind.is_some_and(|length| {
                    !letter(text.get(..at).and_then(|t| t.chars().next_back()))
                        && !letter(text.get(at + length..).and_then(|t| t.chars().next()))
                })
            };
            let next = |from: usize| {
                let rest = text.as_bytes().get(from..)?;
                let at = if begin == 1 { memchr::memchr(word.as_bytes()[0], rest) } else { finder.find(rest) };
                at.map(|at| from + at)
            };
            let found = std::iter::successors(next(0), |at| next(at + begin.max(1))).any(stands);
            if found && !self.is_notice(nth, text) {
                return true;
            }
        }
        false
    }
}

/// A word's letters made small one by one, whatever stands beside them.
fn small(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

/// How many bytes a word takes at the beginning of a text, in whatever letters; `None` where it is not there.
fn end_of(word: &str, text: &str) -> Option<usize> {
    let mut left = small(word).peekable();
    let mut at = 0;
    for c in text.chars() {
        if left.peek().is_none() {
            break;
        }
        if !c.to_lowercase().all(|small| left.next() == Some(small)) {
            return None;
        }
        at += c.len_utf8();
    }
    left.next().is_none().then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_and_a_search_hold_the_same_words() {
        let texts = [Arc::from("Smith’s CPUs, the youTube of Łódź, ΣΊΓΜΑΣ and İzmir; ŁÓDŹ-BAŁUTY")];
        let words =
            ["Smith", "CPU", "YouTube", "Łódź", "Lodz", "Σίγμας", "Σίγμα", "SMITH", "IZMIR", "İZMIR", "WHO", "Balut"];
        let found = |searched| {
            let mut known = Known { searched, ..Known::new("Who", &texts) };
            words.map(|word| known.holds(word))
        };
        assert_eq!(found(0), found(SEARCHED + 1), "{words:?}");
        assert_eq!(&found(0)[..4], [true, true, false, true]);
    }
}
