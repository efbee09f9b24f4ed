//! Folding: spellings that count as the same when comparing and searching. What is shown is never folded.
//!
//! Quotation marks are folded into one another but never away, under any level: that they come or go is news.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::words::{TokenKind, tokens};

/// How much is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fold {
    /// Spacing and typography: kinds of quotation marks, dashes, ellipses and spaces, soft hyphens, composition.
    Typography,
    /// Also case and punctuation.
    Case,
}

/// What a token counts as; empty where it does not count at all (spaces; under [`Fold::Case`] punctuation).
#[must_use]
pub fn key<'a>(token: &'a str, kind: TokenKind, fold: Fold) -> Cow<'a, str> {
    match kind {
        TokenKind::Space => Cow::Borrowed(""),
        TokenKind::Mark => mark_key(token, fold),
        TokenKind::Word => word_key(token, fold),
    }
}

/// A whole text's key: the keys of its tokens, joined by blanks.
#[must_use]
pub fn text_key(text: &str, fold: Fold) -> String {
    let mut out = String::with_capacity(text.len());
    for token in tokens(text) {
        let key = key(token.of(text), token.kind, fold);
        if !key.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&key);
        }
    }
    out
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

/// Whether a character is a dash or hyphen.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Characters that nobody sees and that say nothing: soft hyphen, zero-width space, word joiner, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Punctuation in the sense of [`Fold::Case`]: not quotation marks, not symbols with a meaning (`%`, `&`, `+`, `$`).
fn is_punctuation(c: char) -> bool {
    is_dash(c)
        || matches!(c, '!' | '(' | ')' | '*' | ',' | '.' | '/' | ':' | ';' | '?' | '[' | ']' | '_' | '{' | '}' | '|'
            | '\\' | '·' | '¡' | '¿' | '\u{2016}' | '\u{2017}' | '\u{2020}'..='\u{2027}' | '、' | '。' | '،' | '؛' | '؟'
            | '〈'..='】' | '〔'..='〛' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff0e}' | '\u{ff0f}'
            | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '・' | '।' | '॥')
            && quotation_mark(c).is_none()
}

fn mark_key(token: &str, fold: Fold) -> Cow<'_, str> {
    if token.chars().all(is_invisible) {
        return Cow::Borrowed("");
    }
    if let Some(mark) = token.chars().next().and_then(quotation_mark) {
        return Cow::Borrowed(if mark == '"' || fold == Fold::Case { "\"" } else { "'" });
    }
    if fold == Fold::Case && token.chars().all(is_punctuation) {
        return Cow::Borrowed("");
    }
    if token.chars().all(is_dash) {
        return Cow::Borrowed("-");
    }
    if token.chars().all(|c| c == '…') {
        return Cow::Borrowed("...");
    }
    if is_nfc(token) { Cow::Borrowed(token) } else { Cow::Owned(token.nfc().collect()) }
}

fn word_key(token: &str, fold: Fold) -> Cow<'_, str> {
    if token.is_ascii() && (fold == Fold::Typography || !token.bytes().any(|b| b.is_ascii_uppercase())) {
        return Cow::Borrowed(token);
    }
    let mut out = String::with_capacity(token.len());
    for c in token.nfc() {
        push_folded(c, fold, &mut out);
    }
    Cow::Owned(out)
}

fn push_folded(c: char, fold: Fold, out: &mut String) {
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
    fn typography_is_folded_and_quotation_marks_stay() {
        let a = text_key("“No,” she said – it’s 12\u{a0}000… co\u{ad}op cafe\u{301}", Fold::Typography);
        let b = text_key("\"No,\" she said  -  it's 12\u{202f}000... coop café", Fold::Typography);
        assert_eq!(a, b);
        assert_ne!(text_key("“pausing” it", Fold::Case), text_key("pausing it", Fold::Case));
        assert_eq!(text_key("The end.", Fold::Case), text_key("the end", Fold::Case));
        assert_ne!(text_key("it is", Fold::Case), text_key("it is not", Fold::Case));
        assert_ne!(text_key("-5 degrees", Fold::Case), text_key("5 degrees", Fold::Case));
    }

    #[test]
    fn searching_finds_the_way_back() {
        let folded = fold("A “Café”…\u{a0}x", Fold::Case);
        assert_eq!(folded.text, "a \"café\"... x");
        assert_eq!(folded.origin.len(), folded.text.len() + 1);
        assert_eq!(folded.origin[folded.text.find('x').unwrap()], 10);
        assert_eq!(fold("e\u{301}e", Fold::Typography).origin, [0, 0, 2, 3]);
    }
}
