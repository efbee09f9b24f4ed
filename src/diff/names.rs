//! Names that came or went: capitalised words of a change that the other side has nowhere.

use std::{collections::HashSet, ops::Range, sync::Arc};

use memchr::memmem;

use crate::text::words::{Token, TokenKind, tokens, words};

/// After so many bytes searched through, a table of all words is made instead.
const SEARCHED: usize = 1 << 16;

/// Capitalised, but no names.
const CALENDAR: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "GMT",
    "BST",
    "UTC",
    "EDT",
    "EST",
];

/// Whether the changed ranges (bytes) of a text hold a name that the other side does not.
#[must_use]
pub fn names_gone(text: &str, changed: &[Range<usize>], elsewhere: &mut Known<'_>) -> bool {
    let tokens = tokens(text);
    let placed: Vec<(&Token, Place)> = placed(text, &tokens);
    // Where every second noun is capitalised, as in German, one capital alone proves nothing.
    let inner = placed.iter().filter(|w| w.1 == Place::Inside && w.0.end - w.0.start > 3).count();
    let capitals = placed.iter().filter(|w| w.1 == Place::Inside && is_capital(w.0.of(text))).count();
    let nouns = inner >= 6 && capitals * 4 > inner;
    for (k, (token, place)) in placed.iter().enumerate() {
        let word = token.of(text);
        if !is_capital(word) || CALENDAR.contains(&word) || !changed.iter().any(|r| r.contains(&token.start)) {
            continue;
        }
        let beside = |other: Option<&(&Token, Place)>| {
            other.is_some_and(|(o, place)| {
                let touches = o.start.abs_diff(token.end) == 1 || token.start.abs_diff(o.end) == 1;
                touches && is_capital(o.of(text)) && (!nouns || *place == Place::Inside)
            })
        };
        let paired = beside(placed.get(k + 1)) || k.checked_sub(1).is_some_and(|b| beside(placed.get(b)));
        if !(paired || *place == Place::Inside && !nouns) {
            continue;
        }
        // `The Times`, `Mr Smith`: what opens a sentence and is short is no name.
        if *place == Place::First && word.chars().count() <= 3 {
            continue;
        }
        if !elsewhere.holds(word) {
            return true;
        }
    }
    false
}

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the beginning of a sentence, where everything has a capital.
    First,
    /// Inside a sentence.
    Inside,
}

/// The words, with their place in their sentence.
fn placed<'a>(text: &str, tokens: &'a [Token]) -> Vec<(&'a Token, Place)> {
    let mut place = Place::First;
    let mut out = Vec::new();
    for token in tokens {
        match token.kind {
            TokenKind::Word => {
                out.push((token, place));
                place = Place::Inside;
            }
            TokenKind::Mark if token.of(text).starts_with(|c: char| ".!?:\"“„«‘•…".contains(c)) => {
                place = Place::First;
            }
            _ => {}
        }
    }
    out
}

/// Whether a word begins with a capital and is no single letter.
fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_alphabetic)
}

/// A side's headline and text, in which words are looked up: by searching while that is cheaper, then by a table.
pub struct Known<'a> {
    title: &'a str,
    paragraphs: &'a [Arc<str>],
    searched: usize,
    table: Option<HashSet<&'a str>>,
}

impl<'a> Known<'a> {
    /// A side's words.
    #[must_use]
    pub fn new(title: &'a str, paragraphs: &'a [Arc<str>]) -> Self {
        Known { title, paragraphs, searched: 0, table: None }
    }

    fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        std::iter::once(self.title).chain(self.paragraphs.iter().map(|p| &**p))
    }

    /// Whether a word occurs anywhere, a possessive set aside.
    fn holds(&mut self, word: &str) -> bool {
        let stem = stem(word);
        if self.searched > SEARCHED {
            let texts = self.texts();
            let table = self.table.get_or_insert_with(|| texts.flat_map(words).map(self::stem).collect());
            return table.contains(stem);
        }
        let finder = memmem::Finder::new(stem.as_bytes());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        for text in self.texts() {
            self.searched += text.len();
            let found = finder.find_iter(text.as_bytes()).any(|at| {
                !letter(text.get(..at).and_then(|t| t.chars().next_back()))
                    && !letter(text.get(at + stem.len()..).and_then(|t| t.chars().next()))
            });
            if found {
                return true;
            }
        }
        false
    }
}

/// A word without a possessive ending.
fn stem(word: &str) -> &str {
    ["’s", "'s"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(text: &str, other: &str) -> bool {
        names_gone(text, std::slice::from_ref(&(0..text.len())), &mut Known::new("", &[Arc::from(other)]))
    }

    #[test]
    fn names_are_capitals_inside_sentences() {
        assert!(gone("They met Smith on Monday.", "They met on Tuesday."));
        assert!(!gone("They met Smith.", "Smith’s friends came."));
        assert!(!gone("However, they met.", "They met."));
        assert!(gone("Jane Smith came.", "She came."));
        assert!(!gone("They came on Monday.", "They came."));
        assert!(!gone(
            "Die Regierung hat das Gesetz über den Haushalt im Parlament gegen die Stimmen der Opposition beschlossen.",
            ""
        ));
    }
}
