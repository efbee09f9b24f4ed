//! The units in which an index knows a text: words, and in scripts without spaces each two characters.
//!
//! Whatever a pattern finds in a text, the pattern's units stand in the text's, one after the other: an index of these
//! units misses nothing that looking through the text would find.

use crate::text::reduce::is_spaceless;

/// Bytes of a unit at most; of longer words the beginning counts.
pub(super) const LONGEST: usize = 60;

/// A unit of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term<'a> {
    /// A word; or in a script without spaces two characters, or one where a run of them ends.
    pub text: &'a str,
    /// How many words and characters of scripts without spaces stand before it.
    pub position: usize,
    /// Where it begins in the reduced text, in bytes.
    pub start: usize,
    /// Where it ends: of a very long word `text` is only the beginning.
    pub end: usize,
}

/// The units of a reduced text, in order.
#[derive(Debug)]
pub struct Terms<'a> {
    text: &'a str,
    at: usize,
    position: usize,
}

impl<'a> Terms<'a> {
    /// The units of a text that was reduced ([`super::reduce()`]).
    #[must_use]
    pub fn of(reduced: &'a str) -> Terms<'a> {
        Terms { text: reduced, at: 0, position: 0 }
    }

    /// Where the next unit begins and ends in the reduced text, in bytes; what it is, is not looked at.
    #[inline]
    pub fn next_place(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let start = self.at;
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        self.position += 1;
        if let Some(length) = Terms::plain_word(rest) {
            self.at += length;
            return Some((start, self.at));
        }
        let (step, length) = self.other(start)?;
        self.at += step;
        Some((start, start + length))
    }

    /// Of a unit that is not a word of ASCII, from where it begins: how far off the next may begin, and its length.
    fn other(&self, start: usize) -> Option<(usize, usize)> {
        let rest = self.text.get(start..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        if is_spaceless(first) {
            let second = chars.next().filter(|c| is_spaceless(*c));
            return Some((first.len_utf8(), first.len_utf8() + second.map_or(0, char::len_utf8)));
        }
        let length = rest.find(|c| c == ' ' || is_spaceless(c)).unwrap_or(rest.len());
        Some((length, length))
    }

    /// The length of the word at the beginning of a text, where that is of ASCII only, as most are.
    #[inline]
    fn plain_word(rest: &[u8]) -> Option<usize> {
        let plain = up_to_blank(rest);
        rest.get(plain).is_none_or(|b| *b == b' ').then_some(plain)
    }
}

/// How many bytes stand before the first that is a blank or not of ASCII; eight are looked at in one step.
#[inline]
fn up_to_blank(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        let eight = u64::from_le_bytes(*eight);
        let other = eight ^ (EACH * u64::from(b' '));
        // The highest bit of a byte that is zero; up to the first of them no other byte has it.
        let blank = other.wrapping_sub(EACH) & !other;
        let found = (blank | eight) & (EACH << 7);
        if found != 0 {
            return bytes.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    bytes.len() - rest.len() + rest.iter().position(|b| *b == b' ' || !b.is_ascii()).unwrap_or(rest.len())
}

impl<'a> Iterator for Terms<'a> {
    type Item = Term<'a>;

    fn next(&mut self) -> Option<Term<'a>> {
        let position = self.position;
        let (start, end) = self.next_place()?;
        let most = (start..=end.min(start + LONGEST)).rev().find(|at| self.text.is_char_boundary(*at));
        let text = self.text.get(start..most.unwrap_or(start))?;
        Some(Term { text, position, start, end })
    }
}

/// The units of words that are looked for, and whether the last is only the beginning of what stands in the text.
pub(super) fn looked_for(words: &str, prefix: bool) -> (Vec<Term<'_>>, bool) {
    let mut terms: Vec<Term<'_>> = Terms::of(words).collect();
    let Some(last) = terms.last().copied() else { return (terms, prefix) };
    if !last.text.chars().next().is_some_and(is_spaceless) {
        return (terms, prefix);
    }
    // What follows the last character is not known. With the one before it, it is a unit already; alone it begins one.
    let is_covered = terms.iter().rev().nth(1).is_some_and(|before| before.end > last.start);
    if is_covered {
        terms.pop();
    }
    (terms, !is_covered)
}

#[cfg(test)]
mod tests {
    use super::{super::reduce, *};

    fn terms(text: &str) -> Vec<String> {
        let mut room = String::new();
        reduce(text, &mut room);
        Terms::of(&room).map(|term| term.text.to_owned()).collect()
    }

    #[test]
    fn words_are_units_and_so_are_two_characters() {
        assert_eq!(terms("The L’Été, 1,200"), ["the", "l", "ete", "1", "200"]);
        assert_eq!(terms("of東京都 x"), ["of", "東京", "京都", "都", "x"]);
        assert_eq!(terms("東、京"), ["東", "京"]);
        assert_eq!(terms(&"é".repeat(100)), ["e".repeat(60)]);
        assert_eq!(terms("—"), [""; 0]);
    }

    #[test]
    fn a_word_ends_with_the_first_blank_wherever_it_stands() {
        for other in [" ", "é", "!", "\u{7f}", "\u{a0}"] {
            for before in 0..20 {
                for after in ["", " ", "x y", "é", "\u{1f}\u{21} more of it"] {
                    let text = format!("{}{other}{after}", "a".repeat(before));
                    let slow = text.bytes().position(|b| b == b' ' || !b.is_ascii()).unwrap_or(text.len());
                    assert_eq!(up_to_blank(text.as_bytes()), slow, "{text}");
                }
            }
        }
    }

    #[test]
    fn what_is_looked_for_ends_openly() {
        let shown = |text, prefix| {
            let (terms, prefix) = looked_for(text, prefix);
            (terms.iter().map(|t| t.text).collect::<Vec<_>>(), prefix)
        };
        assert_eq!(shown("the end", false), (vec!["the", "end"], false));
        assert_eq!(shown("the en", true), (vec!["the", "en"], true));
        assert_eq!(shown("東", false), (vec!["東"], true));
        assert_eq!(shown("東京", false), (vec!["東京"], false));
        assert_eq!(shown("of東京", false), (vec!["of", "東京"], false));
        assert_eq!(shown("東 京", false), (vec!["東", "京"], true));
    }
}
