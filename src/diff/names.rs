//! Names that came or went: capitalised words of a change that the other side has nowhere.

use std::{ops::Range, sync::Arc};

use memchr::memmem;

use crate::text::words::{Token, TokenKind, tokens};

/// A change with more names than this has certainly some that came or went; the rest need no looking up.
const LOOKED_UP: usize = 64;

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

/// Whether the changed ranges (bytes) of a text hold a name that the other side's headline and paragraphs do not.
#[must_use]
pub fn names_gone(text: &str, changed: &[Range<usize>], title: &str, elsewhere: &[Arc<str>]) -> bool {
    let tokens = tokens(text);
    let words: Vec<(&Token, Place)> = placed(text, &tokens);
    // Where every second noun is capitalised, as in German, one capital alone proves nothing.
    let inner = words.iter().filter(|w| w.1 == Place::Inside && w.0.end - w.0.start > 3).count();
    let capitals = words.iter().filter(|w| w.1 == Place::Inside && is_capital(w.0.of(text))).count();
    let nouns = inner >= 6 && capitals * 4 > inner;
    let mut looked_up = 0;
    for (k, (token, place)) in words.iter().enumerate() {
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
        let paired = beside(words.get(k + 1)) || k.checked_sub(1).is_some_and(|b| beside(words.get(b)));
        if !(paired || *place == Place::Inside && !nouns) {
            continue;
        }
        // `The Times`, `Mr Smith`: what opens a sentence and is short is no name.
        if *place == Place::First && word.chars().count() <= 3 {
            continue;
        }
        looked_up += 1;
        if looked_up > LOOKED_UP || !occurs(word, title, elsewhere) {
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

/// Whether a word occurs anywhere, a possessive set aside.
fn occurs(word: &str, title: &str, paragraphs: &[Arc<str>]) -> bool {
    let stem = ["’s", "'s"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word);
    let finder = memmem::Finder::new(stem.as_bytes());
    std::iter::once(title).chain(paragraphs.iter().map(|p| &**p)).any(|text| {
        finder.find_iter(text.as_bytes()).any(|at| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(text.get(..at).and_then(|t| t.chars().next_back()))
                && !letter(text.get(at + stem.len()..).and_then(|t| t.chars().next()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(text: &str, other: &str) -> bool {
        names_gone(text, std::slice::from_ref(&(0..text.len())), "", &[Arc::from(other)])
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
