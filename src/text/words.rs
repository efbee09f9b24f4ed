//! A text cut into words, spaces and marks: whole words, never halves.
//!
//! Words follow UAX 29, with three wishes of readers of news: a number keeps its separators, sign, currency and per
//! cent (`−1,234.5`, `£5m`, `12 000`, `4%` are one word each); scripts without spaces (Chinese, Japanese, Thai, Khmer,
//! Lao, Burmese) are cut by dictionary; a combining mark never leaves its base, so that every token is made of whole
//! graphemes. Texts of plain alphabetic characters, nearly all there are, take a short way without tables.

mod cuts;
mod plain;

use std::sync::LazyLock;

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use unicode_segmentation::UnicodeSegmentation;

pub use self::cuts::Cuts;
pub(super) use self::plain::all_plain;
pub use self::plain::ascii;
use self::plain::plain;

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
    // Two for about five bytes: a word and the blank behind it.
    let mut out = Vec::with_capacity(text.len() * 2 / 5 + 4);
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

/// Tells each word of a text, in order.
pub fn each_word<'t>(text: &'t str, mut tell: impl FnMut(&'t str)) {
    let mut word = |token: Token| {
        if token.kind == TokenKind::Word {
            tell(text.get(token.start..token.end).unwrap_or(""));
        }
    };
    if all_plain(text) {
        plain(text, 0, word);
    } else {
        tokens(text).into_iter().for_each(&mut word);
    }
}

/// Tells each token of a text, in order; of most texts without a list of them.
pub fn each_token(text: &str, mut tell: impl FnMut(Token)) {
    if all_plain(text) {
        plain(text, 0, tell);
    } else {
        tokens(text).into_iter().for_each(&mut tell);
    }
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

/// Where the figure that begins at a token ends, one after its last token: a figure whose thousands are set apart by plain
/// blanks (`10 000`, `1 234 567,5`) is several tokens.
#[must_use]
pub fn figure_end(text: &str, tokens: &[Token], from: usize) -> usize {
    let word = |at: usize| tokens.get(at).filter(|t| t.kind == TokenKind::Word).map_or("", |t| t.of(text));
    let blank = |at: usize| tokens.get(at).is_some_and(|t| t.of(text) == " ");
    let digits = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    let head = word(from).trim_start_matches(|c: char| matches!(c, '-' | '−' | '+') || is_currency(c));
    let mut end = from + 1;
    if head.len() > 3 || head.starts_with('0') || head.is_empty() || digits(head) != head.len() {
        return end;
    }
    // What follows other digits, as in a telephone number, begins no figure.
    let after_digits = from >= 2 && blank(from - 1) && word(from - 2).ends_with(|c: char| c.is_ascii_digit());
    while !after_digits && blank(end) && digits(word(end + 1)) == 3 {
        end += 2;
        if word(end - 1).len() > 3 {
            break;
        }
    }
    end
}

/// Whether a character is a currency sign.
#[must_use]
pub fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{20a0}'..='\u{20cf}')
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
                // What is looked through is asked last, and of signs alone: a run of them is as long as somebody likes.
                let amount = piece.starts_with(char::is_numeric)
                    && (sign || last.kind == TokenKind::Mark && head.chars().all(is_currency));
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

    /// Step by step through all before it would take minutes.
    #[test]
    fn a_run_of_signs_is_as_soon_cut_as_a_run_of_words() {
        let text = format!("漢{}", "$".repeat(1_000_000));
        assert_eq!(tokens(&text).len(), 2);
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
    fn thousands_set_apart_by_blanks() {
        let end = |text: &str| figure_end(text, &tokens(text), 0);
        assert_eq!(["10 000 people", "1 234 567,5 m", "£5 000.", "500 people"].map(end), [3, 5, 3, 1]);
        assert_eq!(
            ["2010 300 people", "1000 000", "020 7946", "12 34", "a 000", "10  000", "10 1000"].map(end),
            [1; 7]
        );
        let text = "0800 123 456";
        assert_eq!(figure_end(text, &tokens(text), 2), 3);
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
