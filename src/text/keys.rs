//! What a token of a text counts as when typography, or case and punctuation, are ignored.
//!
//! What carries a claim is folded under no level, although it may look like case or punctuation: quotation marks, a
//! question mark, a capital that makes another word (`Turkey`, `US`, `Will`), a mark between figures (`5-10`), a mark
//! behind a word of denial (`No, one`), anything inside a link.

use std::{borrow::Cow, ops::Range};

use memchr::memmem;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{
    fold::{self, Fold, is_dash, is_invisible, quotation_mark},
    words::{Token, TokenKind, each_token, is_currency, tokens},
};

/// Words that are another word with a capital, or in capitals; in lower case.
const HOMOGRAPHS: &str = "us it who will may can mark march august turkey china polish reading bill bush grant jack rob frank \
    grace hope faith joy rose lily daisy ivy violet jersey guinea chile jordan mali oman apple amazon shell target gap visa meta \
    nature sun times guardian independent mirror mail post telegraph express labour labor conservative conservatives \
    liberal liberals democrat democrats democratic republican republicans green greens reform congress house cabinet \
    aids pin ice arm id art nice lords commons west east north south brown black white king queen prince pope page \
    sterling dean earl baker cook mercury mars earth god lord bath cork hull lent job nazi ai";

/// Words of denial behind which a mark changes what is said; in lower case.
const DENIALS: &str = "no not never nor non nein nicht kein nie ne pas sin não нет не ні όχι 不 没 沒 否 لا לא";

/// How a text's tokens are folded.
#[derive(Debug, Clone)]
pub struct Keys {
    fold: Fold,
    /// Bytes of the text that are links, in their order; sought only where case is folded.
    links: Vec<Range<usize>>,
}

impl Keys {
    /// For the tokens of this text.
    #[must_use]
    pub fn new(text: &str, fold: Fold) -> Self {
        Keys { fold, links: if fold == Fold::Case { links(text) } else { Vec::new() } }
    }

    /// What a token, named by its index from 0, counts as; empty where it does not count at all (spaces; under
    /// [`Fold::Case`] punctuation), or where there is no such token.
    #[must_use]
    pub fn key<'a>(&self, text: &'a str, tokens: &[Token], index: usize) -> Cow<'a, str> {
        let Some(token) = tokens.get(index) else { return Cow::Borrowed("") };
        let says = token.of(text);
        let level = if self.in_link(token) { Fold::Typography } else { self.fold };
        match token.kind {
            TokenKind::Space => Cow::Borrowed(""),
            TokenKind::Mark if level == Fold::Case && is_claim(text, tokens, index) => mark_key(says, Fold::Typography),
            TokenKind::Mark => mark_key(says, level),
            TokenKind::Word if level == Fold::Case && is_other_word(says) => word_key(says, Fold::Typography),
            TokenKind::Word => word_key(says, level),
        }
    }

    fn in_link(&self, token: &Token) -> bool {
        let at = self.links.partition_point(|link| link.end <= token.start);
        self.links.get(at).is_some_and(|link| link.start <= token.start)
    }
}

/// A whole text's key: the keys of its tokens, joined by blanks.
#[must_use]
pub fn text_key(text: &str, fold: Fold) -> String {
    let mut joined = Joined { key: String::with_capacity(text.len()), spaced: false };
    match fold {
        // What stands beside a token matters only where case is folded.
        Fold::Typography => each_token(text, |token| {
            let says = token.of(text);
            match token.kind {
                TokenKind::Space => joined.spaced = true,
                TokenKind::Mark => joined.push(&mark_key(says, fold)),
                TokenKind::Word => joined.push(&word_key(says, fold)),
            }
        }),
        Fold::Case => {
            let (keys, tokens) = (Keys::new(text, fold), tokens(text));
            for (index, token) in tokens.iter().enumerate() {
                match token.kind {
                    TokenKind::Space => joined.spaced = true,
                    _ => joined.push(&keys.key(text, &tokens, index)),
                }
            }
        }
    }
    joined.key
}

/// Keys joined by blanks.
struct Joined {
    key: String,
    /// Whether the token before was a space.
    spaced: bool,
}

impl Joined {
    fn push(&mut self, key: &str) {
        let spaced = std::mem::take(&mut self.spaced);
        if key.is_empty() {
            return;
        }
        // `5 €` is `5€`, and `5 %` is `5%`: there no blank parts two words.
        let sign = spaced
            && key.chars().all(|c| is_currency(c) || matches!(c, '%' | '‰'))
            && self.key.ends_with(char::is_numeric);
        if !self.key.is_empty() && !sign {
            self.key.push(' ');
        }
        self.key.push_str(key);
    }
}

/// The links of a text, with what hangs on them up to the next blank.
fn links(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), "://") {
        if out.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let blank = |c: char| c.is_whitespace();
        let from = out.last().map_or(0, |last| last.end);
        let start = text[from..at].rfind(blank).map_or(from, |b| from + b + 1);
        let start = (start..=at).find(|&i| text.is_char_boundary(i)).unwrap_or(at);
        let end = text[at..].find(blank).map_or(text.len(), |b| at + b);
        out.push(start..end);
    }
    out
}

/// Whether a word is another one with this capital.
fn is_other_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.len() <= 13
        && HOMOGRAPHS.split_ascii_whitespace().any(|h| h.eq_ignore_ascii_case(word))
}

/// Whether a mark says something that its absence would not: a question, a range or relation of figures, the pause
/// behind a word of denial.
fn is_claim(text: &str, tokens: &[Token], index: usize) -> bool {
    let mark = tokens[index].of(text);
    if mark.contains(['?', '？', '؟']) {
        return true;
    }
    // A sign of a number (`–5`).
    let behind = tokens.get(index + 1).is_some_and(|t| t.of(text).starts_with(char::is_numeric));
    let apart = index.checked_sub(1).and_then(|i| tokens.get(i)).is_none_or(|t| t.kind == TokenKind::Space);
    if behind && apart && mark.chars().all(is_dash) {
        return true;
    }
    let word = |token: Option<&Token>| token.filter(|t| t.kind == TokenKind::Word).map(|t| t.of(text));
    let nearest = |mut near: std::slice::Iter<'_, Token>, back: bool| {
        let next = if back { near.next_back() } else { near.next() };
        match next {
            Some(t) if t.kind == TokenKind::Space => word(if back { near.next_back() } else { near.next() }),
            other => word(other),
        }
    };
    let (before, after) = (nearest(tokens[..index].iter(), true), nearest(tokens[index + 1..].iter(), false));
    let ends = |w: &str| w.ends_with(char::is_numeric);
    let begins = |w: &str| w.starts_with(char::is_numeric);
    before.is_some_and(ends) && after.is_some_and(begins)
        || after.is_some() && before.is_some_and(|w| w.len() <= 8 && is_denial(&w.to_lowercase()))
}

fn is_denial(word: &str) -> bool {
    DENIALS.split_ascii_whitespace().any(|d| d == word)
}

/// Punctuation in the sense of [`Fold::Case`]: not quotation marks, not symbols with a meaning (`%`, `&`, `+`, `$`).
fn is_punctuation(c: char) -> bool {
    is_dash(c)
        || matches!(c, '!' | '(' | ')' | '*' | ',' | '.' | '/' | ':' | ';' | '[' | ']' | '_' | '{' | '}' | '|' | '\\' | '·'
            | '¡' | '¿' | '\u{2016}' | '\u{2017}' | '\u{2020}'..='\u{2027}' | '、' | '。' | '،' | '؛' | '【' | '】'
            | '〔'..='〛' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff0e}' | '\u{ff0f}' | '\u{ff1a}'
            | '\u{ff1b}' | '・' | '।' | '॥')
            && quotation_mark(c).is_none()
}

fn mark_key(token: &str, fold: Fold) -> Cow<'_, str> {
    // Most marks are commas and stops.
    if fold == Fold::Typography && matches!(token, "," | ".") {
        return Cow::Borrowed(token);
    }
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
        fold::push_folded(c, fold, &mut out);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_folded_and_quotation_marks_stay() {
        let a = text_key("“No,” she said – it’s 12\u{a0}000… co\u{ad}op cafe\u{301}", Fold::Typography);
        let b = text_key("\"No,\" she said  -  it's 12\u{202f}000... coop café", Fold::Typography);
        assert_eq!(a, b);
        assert_eq!(
            text_key("It rose 5 % to 10 €.", Fold::Typography),
            text_key("It rose 5% to 10€.", Fold::Typography)
        );
        assert_ne!(text_key("It cost 5 $5", Fold::Typography), text_key("It cost 5$ 5", Fold::Typography));
        assert_ne!(text_key("“pausing” it", Fold::Case), text_key("pausing it", Fold::Case));
        assert_eq!(text_key("The end.", Fold::Case), text_key("the end", Fold::Case));
        assert_ne!(text_key("it is", Fold::Case), text_key("it is not", Fold::Case));
        assert_ne!(text_key("-5 degrees", Fold::Case), text_key("5 degrees", Fold::Case));
    }

    #[test]
    fn case_and_punctuation_that_carry_a_claim_are_not_folded() {
        for (a, b) in [
            ("They told US troops", "They told us troops"),
            ("so Will said", "so will said"),
            ("the IT failed", "the it failed"),
            ("from Turkey", "from turkey"),
            ("ages 5-10", "ages 5 10"),
            ("won 10−3", "won 10 3"),
            ("No, one came", "No one came"),
            ("fell to –5 overnight", "fell to 5 overnight"),
            ("读《红楼梦》", "读红楼梦"),
            ("He is guilty?", "He is guilty."),
            ("see https://a.example/AbC", "see https://a.example/abc"),
            ("see https://a.example/a-b", "see https://a.example/ab"),
        ] {
            assert_ne!(text_key(a, Fold::Case), text_key(b, Fold::Case), "{a}");
        }
        for (a, b) in [
            ("the President, then", "the president then"),
            ("a well-known man", "a well known man"),
            ("No.", "no"),
            ("He won; they lost!", "He won, they lost."),
        ] {
            assert_eq!(text_key(a, Fold::Case), text_key(b, Fold::Case), "{a}");
        }
    }

    #[test]
    fn many_links_and_long_runs_are_read_once() {
        let text = "://".repeat(100_000);
        assert!(links(&text).into_iter().eq(std::iter::once(0..text.len())));
        assert_eq!(links("é http://a b\u{a0}x://y"), [3..11, 15..20]);
    }
}
