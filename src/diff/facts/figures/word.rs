//! What single words are to a figure or date: digits, numerals, times of day, years, numbers of names and versions.

use super::{
    super::{lexicon::Class, passage::Passage},
    amount::is_dotted,
    moment::is_half,
    spelt::{is_number_here, is_one},
};
use crate::text::words::{figure_end, is_currency};

/// Whether a figure is the number of a version, which counts nothing: `1.12.0`.
pub(super) fn is_version(text: &str) -> bool {
    text.matches('.').count() >= 2 && !is_dotted(text) || is_lettered(text)
}

/// Whether a word says which trial of a version it is, behind its number: `alpha2`, `rc1`.
pub(super) fn is_prerelease(word: &str) -> bool {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(stem, "alpha" | "beta" | "rc" | "nightly")
}

/// Whether a word is the number of a version behind its letter: `v0.3`.
pub(super) fn is_lettered(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']).unwrap_or_default();
    let is_dotted = number.contains('.') && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_dotted && number.starts_with(|c: char| c.is_ascii_digit())
}

/// The last token of a figure in digits, of which blanks may set the thousands apart.
pub(super) fn end_of_group(passage: &Passage<'_>, token: usize) -> usize {
    figure_end(passage.text, &passage.tokens, token) - 1
}

/// Whether a word is a figure: digits with what may stand before and after them, or a number in words.
pub(super) fn is_figure(passage: &Passage<'_>, token: usize, class: Class) -> bool {
    let word = passage.word(token);
    if class.number.is_some() {
        return (!class.calendar || !word.starts_with(char::is_uppercase)) && is_number_here(passage, word);
    }
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return is_lettered(word);
    }
    if is_ideographic(word) {
        return true;
    }
    let digits = word.trim_start_matches(|c: char| matches!(c, '-' | '−' | '+') || is_currency(c));
    if !digits.starts_with(char::is_numeric) {
        return false;
    }
    let tail = digits.trim_start_matches(|c: char| {
        c.is_numeric() || matches!(c, ',' | '.' | ':' | '\u{a0}' | '\u{202f}' | '\u{2009}')
    });
    !is_of_name(passage, token) && !is_of_sign(passage, token) && !is_hash(word) && tail.chars().count() <= 3
}

/// Whether digits are a part of an address or a formula: behind a stroke or a plus sign that follows no digit (`fc00::/8`,
/// `H+1`).
fn is_of_sign(passage: &Passage<'_>, token: usize) -> bool {
    // `mill/2023-05`
    let token = std::iter::successors(Some(token), |at| tied_to(passage, *at)).take(CHAIN).last().unwrap_or(token);
    let sign = token.checked_sub(1).map_or("", |sign| passage.word(sign));
    let before = token.checked_sub(2).map_or("", |before| passage.word(before));
    // `10km/20km`, `50%/60%`
    let begins = |c: char| c.is_numeric() || is_currency(c) || c == '%';
    match sign {
        "/" => !before.starts_with(begins) && !before.starts_with(char::is_whitespace),
        "+" => before.ends_with(char::is_alphabetic),
        _ => false,
    }
}

/// Whether a word is the number of a commit: `4986edb`.
fn is_hash(word: &str) -> bool {
    word.len() >= 7
        && word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        && word.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Whether hyphens tie a number in words to words that are none: `division-by-zero`, but not `fifty-two` or `one-in-five`.
pub(super) fn is_of_compound(passage: &Passage<'_>, token: usize) -> bool {
    let mut before = std::iter::successors(tied_to(passage, token), |at| tied_to(passage, *at)).take(CHAIN).peekable();
    let is_number = |at: usize| {
        let class = passage.class(at);
        class.number.is_some()
            || is_one(passage.word(at))
            || class.magnitude.is_some()
            || passage.word(at).starts_with(|c: char| c.is_ascii_digit())
    };
    before.peek().is_some() && !before.any(is_number)
}

/// Words that hyphens tie together, at most.
const CHAIN: usize = 12;

/// Whether a hyphen ties digits to a word of a name: `COVID-19`, `F-16`, and of what paths end with (`/guide-to-covid-19`).
fn is_of_name(passage: &Passage<'_>, token: usize) -> bool {
    let Some(before) = tied_to(passage, token) else { return false };
    let word = passage.word(before);
    let of_path = || {
        let first = std::iter::successors(Some(before), |at| tied_to(passage, *at)).take(CHAIN).last();
        first.and_then(|first| first.checked_sub(1)).is_some_and(|slash| matches!(passage.word(slash), "/" | "#"))
    };
    word.ends_with(char::is_alphabetic)
        && (word.starts_with(char::is_uppercase) || word.eq_ignore_ascii_case("covid") || of_path())
}

/// The word that a hyphen ties to what stands at a token.
fn tied_to(passage: &Passage<'_>, token: usize) -> Option<usize> {
    let (dash, word) = (token.checked_sub(1)?, token.checked_sub(2)?);
    let touches = passage.tokens.get(word)?.end == passage.tokens.get(dash)?.start;
    (touches && matches!(passage.word(dash), "-" | "‑")).then_some(word)
}

/// The first token of what is called by letters, a year and a number, of which this is the number: `CVE-2018-1000622`.
pub(super) fn identifier(passage: &Passage<'_>, token: usize) -> Option<usize> {
    let year = tied_to(passage, token).filter(|&year| is_year(passage.word(year)))?;
    let code = tied_to(passage, year)?;
    let word = passage.word(code);
    (word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase())).then_some(code)
}

/// Chinese numerals, a lone one left out; with a counter, where a dictionary takes both for one word (`四人`).
pub(super) fn is_ideographic(word: &str) -> bool {
    const NUMERALS: &str = "〇零一二三四五六七八九十百千万萬亿億两兩";
    const COUNTERS: &str = "人名个個位件条條家岁歳分円元回台起例";
    if !word.starts_with(|c| NUMERALS.contains(c)) {
        return false;
    }
    let rest = word.trim_start_matches(|c| NUMERALS.contains(c));
    let counted = rest.chars().count() == 1 && rest.chars().all(|c| COUNTERS.contains(c));
    match word {
        "一" | "万" | "千" | "百" | "十分" | "百分" | "千万" | "万分" | "万一" | "一一" => false,
        _ => rest.is_empty() || counted && !word.starts_with('一') || counted && word.chars().count() > 2,
    }
}

/// Whether a figure is a time of day, or a date of its own (`2020-05-03`, `3.5.2020`, `5月`).
pub(super) fn is_time(passage: &Passage<'_>, token: usize) -> bool {
    let word = passage.word(token);
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let clock = word.split_once(':').is_some_and(|(h, m)| digits(h) && h.len() <= 2 && m.get(..2).is_some_and(digits));
    let suffix = ["am", "pm"]
        .iter()
        .any(|s| word.strip_suffix(s).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit() || b == b'.')));
    let after = |n: usize| passage.word(token + n);
    let said = is_half(after(2)) || matches!(after(2), "GMT" | "BST" | "UTC" | "o'clock" | "o’clock");
    // A year has four digits; two years are no date.
    let counted =
        after(1).chars().next().is_some_and(|c| "月日号號点點".contains(c) || c == '年' && word.chars().count() == 4);
    let dotted = word.split('.').count() == 3 && word.rsplit('.').next().is_some_and(is_year);
    // Three figures with hyphens or strokes between them.
    let chain = |from: usize| {
        let mark = passage.word(from + 1);
        matches!(mark, "-" | "/")
            && passage.word(from + 3) == mark
            && [0, 2, 4].iter().all(|n| digits(passage.word(from + n)) && passage.word(from + n).len() <= 4)
    };
    let chained = (0..=4).step_by(2).any(|back| token.checked_sub(back).is_some_and(chain));
    clock || suffix || said || counted || dotted || chained
}

/// Whether a word may be part of a date that goes on: a day, a year, a time of day, a month.
pub(super) fn is_part(passage: &Passage<'_>, token: usize) -> bool {
    let word = passage.word(token);
    let day = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &word[day.len()..];
    let number = day.parse::<u32>().ok();
    number
        .is_some_and(|n| n <= 31 && matches!(tail, "" | "st" | "nd" | "rd" | "th") || tail.is_empty() && is_year(word))
        || is_time(passage, token)
        || passage.class(token).calendar
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// What stands between two words if that is next to nothing: blanks, a comma, a dash or a stop.
pub(super) fn between<'a>(passage: &Passage<'a>, left: usize, right: usize) -> Option<&'a str> {
    let (a, b) = (passage.tokens.get(left)?, passage.tokens.get(right)?);
    let gap = passage.text.get(a.end..b.start)?;
    let bare = gap.trim();
    (!gap.contains('\n') && matches!(bare, "" | "," | "-" | "–" | "/" | "، ")).then_some(bare)
}
