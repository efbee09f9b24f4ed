//! A text reduced to what words are compared by: letters and digits in lower case without accents, one blank for
//! whatever stands between words, a blank at either end.
//!
//! Whether an apostrophe is straight, a space is thin or an accent is composed makes no difference then; `l'été` is two
//! words, and `don’t` is found by `don't`. Scripts that are written without spaces stay runs, in which any substring is
//! found.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::words::ascii;

/// A reduced text, with the way back.
#[derive(Debug, Default)]
pub struct Reduced {
    /// The text.
    pub text: String,
    /// For each byte of `text` the character of the original, from 0, that it comes from.
    pub origin: Vec<usize>,
}

impl Reduced {
    /// Reduces a text and remembers where everything comes from.
    #[must_use]
    pub fn of(text: &str) -> Reduced {
        let mut reduced = Reduced::default();
        let mut out = String::new();
        push(&mut reduced, " ", 0);
        let mut count = 0;
        for (index, c) in text.chars().enumerate() {
            out.clear();
            one(c, &mut out);
            for piece in out.split_inclusive(' ') {
                if piece != " " || !reduced.text.ends_with(' ') {
                    push(&mut reduced, piece, index);
                }
            }
            count = index + 1;
        }
        if !reduced.text.ends_with(' ') || reduced.text.len() == 1 {
            push(&mut reduced, " ", count);
        }
        reduced
    }
}

fn push(reduced: &mut Reduced, piece: &str, index: usize) {
    reduced.text.push_str(piece);
    reduced.origin.resize(reduced.text.len(), index);
}

/// Reduces a text to what words are compared by, into a string that is used again and again: letters and digits in
/// lower case without accents, one blank for whatever stands between words, a blank at either end.
pub fn reduce(text: &str, out: &mut String) {
    let mut reduced = std::mem::take(out).into_bytes();
    reduced.clear();
    reduced.reserve(text.len() + 10);
    reduced.push(b' ');
    let mut room = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, after) = rest.split_at(ascii(rest.as_bytes()));
        push_plain(plain.as_bytes(), &mut reduced);
        let mut chars = after.chars();
        match chars.next() {
            // Quotation marks, dashes and the like.
            Some('\u{2010}'..='\u{2027}') => push_plain(b" ", &mut reduced),
            Some(c) => {
                room.clear();
                one(c, &mut room);
                // Two blanks come of a mark between blanks, and of a number in brackets that is one character.
                let left = if reduced.ends_with(b" ") { room.trim_start_matches(' ') } else { &room };
                reduced.extend_from_slice(left.as_bytes());
                while reduced.ends_with(b"  ") {
                    reduced.pop();
                }
            }
            None => {}
        }
        rest = chars.as_str();
    }
    if reduced.last() != Some(&b' ') || reduced.len() == 1 {
        reduced.push(b' ');
    }
    // Whole characters went in.
    *out = String::from_utf8(reduced).unwrap_or_default();
}

/// What is left of each byte of ASCII.
const PLAIN: [u8; 128] = {
    let mut table = [b' '; 128];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// In each of eight bytes of ASCII the highest bit, where that is a letter or digit.
#[inline]
pub(super) fn alphanumeric(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // Whether a byte of ASCII is no less than another is what the highest bit of this sum says.
    let from = |bytes: u64, least: u8| bytes + EACH * u64::from(0x80 - least);
    let lower = eight | (EACH * 0x20);
    let letters = from(lower, b'a') & !from(lower, b'z' + 1);
    let digits = from(eight, b'0') & !from(eight, b'9' + 1);
    (letters | digits) & (EACH << 7)
}

/// Adds what is left of ASCII, to what holds something already: letters and digits in lower case, one blank for whatever
/// stands between them, and none at the beginning.
pub fn push_plain(ascii: &[u8], out: &mut Vec<u8>) {
    const ALL: u64 = 0x8080_8080_8080_8080;
    let mut at = out.len();
    let mut last = out.last().copied().unwrap_or(b' ');
    // What is written behind the end is written over again.
    out.resize(at + ascii.len() + 8, b' ');
    let mut rest = ascii;
    // Eight bytes are looked at in one step, which goes on to behind the first of them that is left out.
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        let eight = u64::from_le_bytes(*eight);
        let left_out = alphanumeric(eight) ^ ALL;
        if let Some(room) = out.get_mut(at..).and_then(|room| room.first_chunk_mut::<8>()) {
            // Capital letters become small ones, and digits stay.
            *room = (eight | (ALL >> 2)).to_le_bytes();
        }
        if left_out == 0 {
            (at, last, rest) = (at + 8, b'a', after);
            continue;
        }
        let kept = left_out.trailing_zeros() as usize / 8;
        at += kept;
        if kept > 0 || last != b' ' {
            out[at] = b' ';
            at += 1;
        }
        last = b' ';
        rest = rest.get(kept + 1..).unwrap_or_default();
    }
    for byte in rest {
        let left = PLAIN[usize::from(*byte & 0x7f)];
        out[at] = left;
        at += usize::from(left != b' ' || last != b' ');
        last = left;
    }
    out.truncate(at);
}

/// Reduces one character: to nothing, a blank, or what is left of it.
fn one(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' });
    } else if is_dropped(c) {
    } else if c.is_alphanumeric() || is_combining_mark(c) {
        if matches!(c, '가'..='힣') {
            // Syllables stay whole: their parts are no letters to a reader.
            out.push(c);
        } else {
            decompose_compatible(c, |part| letter(part, out));
        }
    } else {
        out.push(' ');
    }
}

fn letter(c: char, out: &mut String) {
    if is_dropped(c) {
        return;
    }
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ł' | 'Ł' => out.push('l'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        c if c.is_alphanumeric() => out.extend(c.to_lowercase().filter(|c| !is_dropped(*c))),
        c if is_combining_mark(c) => out.push(c),
        _ => out.push(' '),
    }
}

/// Characters that make no difference: accents, vowel points, what joins and hides.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        // The Hebrew block of points holds marks between words too.
        && !matches!(c, '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5c6}')
}

/// Whether a character is of a script that is written without spaces between words.
#[must_use]
pub fn is_spaceless(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x19E0..=0x19FF | 0x1A20..=0x1AAF
        | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3100..=0x312F | 0x31A0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reduced(text: &str) -> String {
        let mut out = String::new();
        reduce(text, &mut out);
        out
    }

    #[test]
    fn spellings_fall_together() {
        for (a, b) in [
            ("L’Été à Brévane", "l ete a brevane"),
            ("e\u{301}te\u{301}", "été"),
            ("Straße, Łódź — Ångström", "strasse lodz angstrom"),
            ("co\u{ad}operate", "cooperate"),
            ("ﬁnance", "finance"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("İstanbul", "istanbul"),
            ("مُحَمَّد", "محمد"),
            ("ｶﾞ", "ガ"),
            ("£1,200.50", "1 200 50"),
            ("½", "1 2"),
            ("⑴ a ⑵", "1 a 2"),
            ("", "—"),
        ] {
            assert_eq!(reduced(a), reduced(b), "{a} and {b}");
        }
        assert_eq!(reduced("東京、日本"), " 東京 日本 ");
        assert_eq!(reduced(""), "  ");
    }

    proptest! {
        #[test]
        fn both_ways_of_reducing_agree(text in "[ -~\t]{0,80}|\\PC{0,40}|[a-zA-Zéß’ ,\u{301}\u{ad}東ﬁ½]{0,40}") {
            let long = Reduced::of(&text);
            prop_assert_eq!(&long.text, &reduced(&text));
            prop_assert_eq!(long.origin.len(), long.text.len());
            prop_assert!(long.origin.is_sorted());
            prop_assert!(long.text.starts_with(' ') && long.text.ends_with(' '));
            prop_assert!(long.text.len() == 2 || !long.text.contains("  "));
        }
    }
}
