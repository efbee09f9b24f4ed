//! Plain text, nearly all there is, cut without tables.

use super::{Token, TokenKind, is_currency};

/// Characters of which none combines with another and which words of alphabetic scripts are made of.
fn is_plain(c: char) -> bool {
    matches!(c,
        '\0'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}'
        | '\u{660}'..='\u{669}' | '\u{671}'..='\u{6d3}' | '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{200a}'
        | '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{205e}' | '\u{20a0}'..='\u{20c0}'
        | '\u{2212}')
}

/// Whether a text has plain characters only, as all those of ASCII are. But for CR and LF each of them is a grapheme.
pub(in crate::text) fn all_plain(text: &str) -> bool {
    let mut rest = text;
    loop {
        let mut chars = rest.get(ascii(rest.as_bytes())..).unwrap_or("").chars();
        match chars.next() {
            None => return true,
            Some(c) if is_plain(c) => rest = chars.as_str(),
            Some(_) => return false,
        }
    }
}

/// How many bytes of ASCII a text begins with.
#[must_use]
pub fn ascii(bytes: &[u8]) -> usize {
    const BEYOND: u64 = 0x8080_8080_8080_8080;
    let (eights, tail) = bytes.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let beyond = u64::from_le_bytes(*eight) & BEYOND;
        if beyond != 0 {
            return 8 * at + (beyond.trailing_zeros() / 8) as usize;
        }
    }
    8 * eights.len() + tail.iter().take_while(|b| b.is_ascii()).count()
}

/// Bytes of ASCII letters and digits.
const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Where the run of ASCII letters and digits ends that begins here.
fn alphanumeric_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while bytes.get(end).is_some_and(|b| ALPHANUMERIC[usize::from(*b)]) {
        end += 1;
    }
    end
}

/// Cuts plain text by hand.
pub(super) fn plain(text: &str, base: usize, mut tell: impl FnMut(Token)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        if ALPHANUMERIC[usize::from(byte)] {
            let end = alphanumeric_end(bytes, start + 1);
            at = if is_whole(bytes, end) { end } else { word_end(text, start) };
            tell(Token { start: base + start, end: base + at, kind: TokenKind::Word });
            continue;
        }
        if byte == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) {
            // One blank, as between most words.
            at += 1;
            tell(Token { start: base + start, end: base + at, kind: TokenKind::Space });
            continue;
        }
        let c = text[at..].chars().next().unwrap_or(' ');
        at += c.len_utf8();
        let kind = if c.is_whitespace() {
            at += run(&text[at..], char::is_whitespace);
            TokenKind::Space
        } else if c == '_' || !c.is_ascii() && c.is_alphanumeric() {
            at = word_end(text, start);
            TokenKind::Word
        } else if let Some(number) = amount_begins(text, start) {
            at = word_end(text, number);
            TokenKind::Word
        } else {
            at += run(&text[at..], |d| d == c);
            TokenKind::Mark
        };
        tell(Token { start: base + start, end: base + at, kind });
    }
}

/// Whether a word of ASCII letters and digits only ends here for sure, for nothing that could belong to it follows: most
/// words of most texts.
fn is_whole(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        None | Some(b' ' | b';' | b')' | b'\n') => true,
        // Between digits a comma parts thousands.
        Some(b',') => bytes.get(end - 1).is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    }
}

/// The length of the run of characters that pass.
fn run(text: &str, pass: impl Fn(char) -> bool) -> usize {
    text.find(|c| !pass(c)).unwrap_or(text.len())
}

/// Where the digits begin if an amount with sign or currency begins at `start` (`$5`, `−3`, `-£2`).
fn amount_begins(text: &str, start: usize) -> Option<usize> {
    let mut chars = text[start..].chars();
    let mut at = start;
    let mut c = chars.next()?;
    if matches!(c, '-' | '−' | '+') {
        let before = text[..start].chars().next_back().unwrap_or(' ');
        if !before.is_alphanumeric() && before != c {
            at += c.len_utf8();
            c = chars.next()?;
        }
    }
    if is_currency(c) {
        at += c.len_utf8();
        c = chars.next()?;
    }
    (at > start && c.is_numeric()).then_some(at)
}

/// Where the word that begins at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    let mut at = start;
    let mut before = ' ';
    let mut letters = 0;
    let mut dotted = false;
    let bytes = text.as_bytes();
    loop {
        let end = alphanumeric_end(bytes, at);
        if end > at {
            letters += end - at;
            at = end;
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
