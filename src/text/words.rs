//! A text cut into words, spaces and marks: whole words, never halves.
//!
//! Words follow UAX 29, with three wishes of readers of news: a number keeps its separators, sign, currency and per
//! cent (`−1,234.5`, `£5m`, `12 000`, `4%` are one word each); scripts without spaces (Chinese, Japanese, Thai, Khmer,
//! Lao, Burmese) are cut by dictionary; a combining mark never leaves its base, so that every token is made of whole
//! graphemes. Texts of plain alphabetic characters, nearly all there are, take a short way without tables.

use std::sync::LazyLock;

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use unicode_segmentation::UnicodeSegmentation;

/// Built once: dictionaries, not neural models, because they are faster and do the same on every machine.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word or number.
    Word,
    /// A run of white space.
    Space,
    /// Anything else: punctuation, symbols, emoji; a run of one and the same character.
    Mark,
}

/// A piece of a text: bytes `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The first byte.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// The token's text; empty if the token is of another text.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// The tokens of a text, which joined are the text. Linear in its length.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 3);
    tokens_into(text, &mut out);
    out
}

/// The same, into an empty list that may have been used before.
pub fn tokens_into(text: &str, out: &mut Vec<Token>) {
    if all_plain(text) {
        plain(text, 0, |token| out.push(token));
        return;
    }
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let blank = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
        let end = blank + rest[blank..].find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len() - blank);
        if blank > 0 {
            out.push(Token { start: at, end: at + blank, kind: TokenKind::Space });
        }
        let chunk = &rest[blank..end];
        if all_plain(chunk) {
            plain(chunk, at + blank, |token| out.push(token));
        } else {
            by_dictionary(chunk, at + blank, out);
        }
        at += end;
    }
    whole_graphemes(text, out);
}

/// The words of a text, without spaces and marks.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).into_iter().filter(|t| t.kind == TokenKind::Word).map(move |t| t.of(text))
}

/// How many words a text has.
#[must_use]
pub fn count(text: &str) -> usize {
    let words = |piece: &str| {
        let mut count = 0;
        let add = |token: Token| count += usize::from(token.kind == TokenKind::Word);
        if all_plain(piece) {
            plain(piece, 0, add);
        } else {
            tokens(piece).into_iter().for_each(add);
        }
        count
    };
    let (mut rest, mut count) = (text, 0);
    while let Some((piece, behind)) = piece(rest) {
        count += words(piece);
        rest = behind;
    }
    count + words(rest)
}

/// Bytes of text whose tokens are held at a time where they are only counted.
const PIECE: usize = 64 << 10;

/// The beginning of a very long text, up to a blank between two plain letters, where no token is cut; and the rest.
fn piece(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let blank = |w: &[u8]| w[0].is_ascii_alphabetic() && w[1] == b' ' && w[2].is_ascii_alphabetic();
    let at = PIECE + bytes.get(PIECE..)?.windows(3).position(blank)? + 1;
    text.split_at_checked(at)
}

/// Whether a character is a currency sign.
#[must_use]
pub fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{20a0}'..='\u{20cf}')
}

/// Characters of which none combines with another and which words of alphabetic scripts are made of.
fn is_plain(c: char) -> bool {
    matches!(c,
        '\0'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}'
        | '\u{660}'..='\u{669}' | '\u{671}'..='\u{6d3}' | '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{200a}'
        | '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{205e}' | '\u{20a0}'..='\u{20c0}'
        | '\u{2212}')
}

/// Whether a text has plain characters only, as all those of ASCII are. But for CR and LF each of them is a grapheme.
pub(super) fn all_plain(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| !b.is_ascii()) {
        let mut chars = rest[at..].chars();
        if !chars.next().is_none_or(is_plain) {
            return false;
        }
        rest = chars.as_str();
    }
    true
}

/// Cuts plain text by hand.
fn plain(text: &str, base: usize, mut tell: impl FnMut(Token)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut before = ' ';
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        if byte == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) {
            // One blank, as between most words.
            at += 1;
            before = ' ';
            tell(Token { start: base + start, end: base + at, kind: TokenKind::Space });
            continue;
        }
        if let Some(end) = simple_word(bytes, start) {
            at = end;
            before = char::from(bytes[end - 1]);
            tell(Token { start: base + start, end: base + at, kind: TokenKind::Word });
            continue;
        }
        let c = text[at..].chars().next().unwrap_or(' ');
        at += c.len_utf8();
        let kind = if c.is_whitespace() {
            at += run(&text[at..], char::is_whitespace);
            TokenKind::Space
        } else if c.is_alphanumeric() || c == '_' {
            at = word_end(text, start);
            TokenKind::Word
        } else if let Some(number) = amount_begins(&text[start..], before) {
            at = word_end(text, start + number);
            TokenKind::Word
        } else {
            at += run(&text[at..], |d| d == c);
            TokenKind::Mark
        };
        before = text[..at].chars().next_back().unwrap_or(' ');
        tell(Token { start: base + start, end: base + at, kind });
    }
}

/// Where the word that begins here ends, if it has only letters `a` to `z` and digits and nothing that could belong to it
/// follows: most words of most texts.
fn simple_word(bytes: &[u8], start: usize) -> Option<usize> {
    let end = start + bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let last = bytes[start..end].last()?;
    let ends = match bytes.get(end) {
        None | Some(b' ' | b';' | b')' | b'\n') => true,
        // Between digits a comma parts thousands.
        Some(b',') => last.is_ascii_alphabetic(),
        _ => false,
    };
    ends.then_some(end)
}

/// The length of the run of characters that pass.
fn run(text: &str, pass: impl Fn(char) -> bool) -> usize {
    text.find(|c| !pass(c)).unwrap_or(text.len())
}

/// Where the digits begin if an amount with sign or currency begins here (`$5`, `−3`, `-£2`).
fn amount_begins(text: &str, before: char) -> Option<usize> {
    let mut chars = text.chars();
    let mut at = 0;
    let mut c = chars.next()?;
    if matches!(c, '-' | '−' | '+') && !before.is_alphanumeric() && before != c {
        at += c.len_utf8();
        c = chars.next()?;
    }
    if is_currency(c) {
        at += c.len_utf8();
        c = chars.next()?;
    }
    (at > 0 && c.is_numeric()).then_some(at)
}

/// Where the word that begins at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    let mut at = start;
    let mut before = ' ';
    let mut letters = 0;
    let mut dotted = false;
    let bytes = text.as_bytes();
    loop {
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        if run > 0 {
            letters += run;
            at += run;
            before = char::from(bytes[at - 1]);
        }
        let Some(c) = text[at..].chars().next() else { break };
        let after = at + c.len_utf8();
        let next = text[after..].chars().next().unwrap_or(' ');
        if c.is_alphanumeric() || c == '_' {
            letters += 1;
        } else if c == '\u{ad}' && next.is_alphanumeric() || joins(c, before, next) {
            letters = 0;
        } else if c == '.' && letters == 1 && before.is_alphabetic() && (next.is_alphabetic() || dotted) {
            // Abbreviations such as `U.S.` hold together, their last stop included.
            (letters, dotted) = (0, true);
        } else if is_space_in_number(c, before, &text[after..]) {
            letters = 0;
        } else {
            break;
        }
        before = c;
        at = after;
    }
    if before.is_numeric() {
        at += text[at..].chars().next().filter(|&c| matches!(c, '%' | '‰') || is_currency(c)).map_or(0, char::len_utf8);
    }
    at
}

/// Whether a mark inside a word or number joins its neighbours (`don't`, `1,234.5`, `10:30`).
fn joins(mark: char, before: char, next: char) -> bool {
    match mark {
        '\'' | '’' => before.is_alphanumeric() && next.is_alphanumeric(),
        ',' | '.' | ':' => before.is_numeric() && next.is_numeric(),
        _ => false,
    }
}

/// Whether a no-break or thin space separates thousands here.
fn is_space_in_number(c: char, before: char, after: &str) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')
        && before.is_ascii_digit()
        && after.bytes().take(3).filter(u8::is_ascii_digit).count() == 3
        && !after.as_bytes().get(3).is_some_and(u8::is_ascii_digit)
}

/// Cuts any text by UAX 29 and dictionaries.
fn by_dictionary(text: &str, base: usize, out: &mut Vec<Token>) {
    let first = out.len();
    let mut start = 0;
    for end in SEGMENTER.segment_str(text).filter(|&e| e > 0) {
        let piece = &text[start..end];
        let kind = if piece.chars().any(char::is_alphanumeric) {
            TokenKind::Word
        } else if piece.chars().all(char::is_whitespace) {
            TokenKind::Space
        } else {
            TokenKind::Mark
        };
        let joined = out.len() > first
            && out.last().is_some_and(|last| {
                let head = &text[last.end - base - (last.end - last.start)..start];
                let sign = last.start == base && matches!(head, "-" | "−" | "+");
                let amount = (sign || head.chars().all(is_currency)) && piece.starts_with(char::is_numeric);
                let percent = matches!(piece, "%" | "％" | "‰") && head.ends_with(char::is_numeric);
                let repeat = kind == TokenKind::Mark && last.kind == kind && repeats(head, piece);
                amount || percent || repeat
            });
        match out.last_mut() {
            Some(last) if joined => {
                last.end = base + end;
                last.kind = if kind == TokenKind::Word { kind } else { last.kind };
            }
            _ => out.push(Token { start: base + start, end: base + end, kind }),
        }
        start = end;
    }
}

/// Whether a piece of one character says the head's last character again.
fn repeats(head: &str, piece: &str) -> bool {
    let mut chars = piece.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if head.ends_with(c))
}

/// Joins tokens whose border lies inside a grapheme.
fn whole_graphemes(text: &str, tokens: &mut Vec<Token>) {
    let mut starts = text.grapheme_indices(true).map(|(at, _)| at).peekable();
    let mut kept: usize = 0;
    for i in 0..tokens.len() {
        let token = tokens[i];
        while starts.next_if(|&s| s < token.start).is_some() {}
        if kept > 0 && starts.peek() != Some(&token.start) {
            let last = &mut tokens[kept - 1];
            last.end = token.end;
            if token.kind == TokenKind::Word {
                last.kind = TokenKind::Word;
            }
        } else {
            tokens[kept] = token;
            kept += 1;
        }
    }
    tokens.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).iter().filter(|t| t.kind != TokenKind::Space).map(|t| t.of(text)).collect()
    }

    #[test]
    fn a_long_text_has_as_many_words_as_its_tokens_say() {
        let piece = "Some 12 000 people’s £1,234.5m, 東京に行きました: co-op a\u{301} b. ";
        for text in [piece.repeat(3000), "x".repeat(200_000), "1 2 ".repeat(60_000), String::new()] {
            let all = tokens(&text).iter().filter(|t| t.kind == TokenKind::Word).count();
            assert_eq!(count(&text), all);
        }
    }

    #[test]
    fn numbers_amounts_and_abbreviations_are_one_word() {
        assert_eq!(cut("It fell −1,234.5 to £5m (4%)."), ["It", "fell", "−1,234.5", "to", "£5m", "(", "4%", ")", "."]);
        assert_eq!(cut("12\u{a0}000 at 10:30, 5€"), ["12\u{a0}000", "at", "10:30", ",", "5€"]);
        assert_eq!(cut("the U.S. didn’t; 2010-2020"), ["the", "U.S.", "didn’t", ";", "2010", "-", "2020"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_by_dictionary() {
        assert_eq!(cut("我们今天去北京。"), ["我们", "今天", "去", "北京", "。"]);
        assert!(cut("ภาษาไทยเป็นภาษา").len() > 2);
        assert!(cut("東京に行きました").len() > 2);
    }

    #[test]
    fn marks_stay_with_their_base() {
        assert_eq!(
            cut("cafe\u{301} \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}!"),
            ["cafe\u{301}", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", "!"]
        );
        assert_eq!(tokens("a \u{301}b").iter().map(|t| t.end).collect::<Vec<_>>(), [1, 4, 5]);
    }

    #[test]
    fn counts() {
        assert_eq!((count(""), count("one two, three — 4."), words("a-b").count()), (0, 4, 2));
    }
}
