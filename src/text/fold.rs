//! Folding: characters that count as the same when comparing (`keys`) and searching. What is shown is never folded.
//!
//! Quotation marks are folded into one another but never away, under any level: that they come or go is news.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// How much is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fold {
    /// Spacing and typography: kinds of quotation marks, dashes, ellipses and spaces, soft hyphens, composition.
    Typography,
    /// Also case and punctuation.
    Case,
}

/// A text folded character by character for searching, with the way back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text: runs of space are one blank.
    pub text: String,
    /// For each byte of `text`: the character of the original, from 0, that it comes from; and one more for the end.
    pub origin: Vec<usize>,
}

/// Folds a whole text for searching: typography, and case under [`Fold::Case`]; punctuation stays.
#[must_use]
pub fn fold(text: &str, fold: Fold) -> Folded {
    let mut out = Folded::default();
    let mut length = 0;
    // One grapheme at a time, so that composition is folded with the character it belongs to.
    for grapheme in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        let before = out.text.len();
        if grapheme.chars().all(char::is_whitespace) {
            if !out.text.ends_with(' ') {
                out.text.push(' ');
            }
        } else {
            for c in grapheme.nfc() {
                push_folded(c, fold, &mut out.text);
            }
        }
        out.origin.resize(out.origin.len() + out.text.len() - before, length);
        length += grapheme.chars().count();
    }
    out.origin.push(length);
    out
}

/// The kind of quotation mark that a character is: double, single, or none.
#[must_use]
pub fn quotation_mark(c: char) -> Option<char> {
    match c {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' | '｢'
        | '｣' | '❝' | '❞' | '﹁' | '﹂' | '﹃' | '﹄' => Some('"'),
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' | '＇' | '❛' | '❜' => Some('\''),
        _ => None,
    }
}

/// A word in lower case. Most are so already, and cost no memory.
#[must_use]
pub fn lower(word: &str) -> Cow<'_, str> {
    let is_small = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Whether a character is a dash or hyphen.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Characters that nobody sees and that say nothing: soft hyphen, zero-width space, word joiner, byte order mark.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Adds a character's folded form.
pub(super) fn push_folded(c: char, fold: Fold, out: &mut String) {
    if let Some(mark) = quotation_mark(c) {
        out.push(mark);
    } else if is_dash(c) {
        out.push('-');
    } else if c == '…' {
        out.push_str("...");
    } else if c.is_whitespace() {
        out.push(' ');
    } else if is_invisible(c) {
    } else if fold == Fold::Case {
        out.extend(c.to_lowercase());
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searching_finds_the_way_back() {
        let folded = fold("A “Café”…\u{a0}x", Fold::Case);
        assert_eq!(folded.text, "a \"café\"... x");
        assert_eq!(folded.origin.len(), folded.text.len() + 1);
        assert_eq!(folded.origin[folded.text.find('x').unwrap()], 10);
        assert_eq!(fold("e\u{301}e", Fold::Typography).origin, [0, 0, 2, 3]);
    }
}
