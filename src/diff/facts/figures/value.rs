//! What a figure or date counts as: its value, its unit.

use super::super::{lexicon::class, passage::Passage};
use crate::text::words::is_currency;

/// Units of measure, as they stand after a figure.
const UNITS: &str = " km cm mm m kg g mg lb lbs oz ft mi mph kph kmh km/h ha acres ml cl l °C °F C F kW MW GW kWh MWh GWh \
    Hz GHz MHz MB GB TB kB bpm p ";

/// Whether a word is a unit of measure.
pub(super) fn is_unit(word: &str) -> bool {
    word.len() <= 4 && UNITS.contains(&format!(" {word} "))
}

/// A date's value: its words, folded.
pub(super) fn dated(span: &str) -> String {
    crate::text::keys::text_key(span, crate::text::Fold::Case)
}

/// A figure's value: its digits, without separators of thousands, and what multiplies it.
pub(super) fn valued(passage: &Passage<'_>, first: usize, last: usize) -> String {
    let mut out = String::new();
    for token in (first..=last).filter(|&t| passage.is_word(t)) {
        let word = passage.word(token);
        let class = class(word);
        if let Some(short) = class.number.filter(|_| token == first).or(class.magnitude.filter(|_| token > first)) {
            out.push_str(short);
            continue;
        }
        if word == "per" && token > first {
            continue;
        }
        if word == "cent" && token > first {
            out.push('%');
            continue;
        }
        if token > first && is_unit(word) {
            out.push_str(word);
            continue;
        }
        if token > first && word.starts_with(|c: char| c.is_ascii_digit()) {
            out.push('–');
        }
        for (at, c) in word.char_indices() {
            let rest = &word[at + c.len_utf8()..];
            let thousands = matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}')
                && rest.chars().take(3).filter(char::is_ascii_digit).count() == 3
                && !rest.chars().nth(3).is_some_and(char::is_numeric);
            match c {
                _ if thousands => {}
                '−' => out.push('-'),
                '٠'..='٩' => out.extend(char::from_digit(c as u32 - '٠' as u32, 10)),
                '۰'..='۹' => out.extend(char::from_digit(c as u32 - '۰' as u32, 10)),
                '０'..='９' => out.extend(char::from_digit(c as u32 - '０' as u32, 10)),
                _ => out.extend(c.to_lowercase()),
            }
        }
    }
    out
}

/// The unit of a figure's value: a currency, `%`, what is written on to it (`km`, `C`, `th`); empty where it has none.
/// Figures of different units are never one figure that changed.
pub(super) fn unit(value: &str) -> String {
    if value.chars().any(is_currency) {
        return "money".to_owned();
    }
    if value.ends_with('%') {
        return "%".to_owned();
    }
    let tail = value.trim_start_matches(|c: char| !c.is_alphabetic());
    match tail {
        // Millions and the like are no unit, and ordinals are of one kind.
        "m" | "k" | "bn" | "tn" | "dozen" => String::new(),
        "st" | "nd" | "rd" | "th" => "th".to_owned(),
        tail if tail.chars().all(|c| c.is_ascii_alphabetic()) => tail.to_lowercase(),
        _ => String::new(),
    }
}

/// What kind of date a date is: a year, a time of day, a day of the week, a day or month.
pub(super) fn shape(span: &str) -> String {
    let year = span.len() == 4 && span.bytes().all(|b| b.is_ascii_digit());
    let digits = span.contains(|c: char| c.is_numeric());
    let clock = span.contains(':') || ["am", "pm", "a.m", "p.m", "Uhr"].iter().any(|s| span.contains(s));
    match (year, digits, clock) {
        (true, ..) => "year",
        (_, true, true) => "clock",
        (_, true, false) => "day",
        _ if super::super::lexicon::is_weekday(span) => "weekday",
        _ => "day",
    }
    .to_owned()
}
