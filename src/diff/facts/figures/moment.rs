//! What a date counts as, in whatever order and fashion it is written: `3rd March 2024` is `March 3, 2024`, `3 pm` is
//! `15:00`.

use super::{super::lexicon, word::is_year};
use crate::text::{Fold, keys::text_key};

/// The months of English; shortened they are three letters, or `Sept`.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The parts of a date or time of day.
#[derive(Default)]
struct Moment {
    year: Option<String>,
    month: Option<String>,
    day: Option<u32>,
    weekday: Option<String>,
    /// Hour and minute.
    clock: Option<(u32, u32)>,
    zone: Option<String>,
}

/// A date's value: its parts; of what is not plain its words, folded.
pub(super) fn dated(span: &str) -> String {
    let years = years(span).map(|(from, to)| format!("{from}–{to}"));
    years.or_else(|| Moment::read(span).map(Moment::value)).unwrap_or_else(|| text_key(span, Fold::Case))
}

/// The first and last of a range of years: `1939–45`, `1939 and 1945`.
fn years(span: &str) -> Option<(&str, String)> {
    let (from, rest) = span.split_at_checked(4).filter(|(from, _)| is_year(from))?;
    let to = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
    let between = rest.strip_suffix(to)?.trim();
    if !(is_dash(between) || AND.contains(&between)) {
        return None;
    }
    match to.len() {
        2 if is_dash(between) && to.bytes().all(|b| b.is_ascii_digit()) => Some((from, format!("{}{to}", &from[..2]))),
        4 if is_year(to) => Some((from, to.to_owned())),
        _ => None,
    }
}

/// Words between the first and the last of a range, after [`BETWEEN`].
pub(super) const AND: &[&str] = &["and", "to", "und", "bis", "et", "y"];
/// Words before a range.
pub(super) const BETWEEN: &[&str] = &["between", "from", "zwischen", "von", "entre"];

fn is_dash(between: &str) -> bool {
    matches!(between, "-" | "–" | "—" | "/")
}

impl Moment {
    fn read(span: &str) -> Option<Moment> {
        let lower = span.to_lowercase();
        let mut words = lower
            .split(|c: char| c.is_whitespace() || c == ',')
            .map(|word| word.trim_end_matches('.'))
            .filter(|word| !word.is_empty())
            .peekable();
        let mut moment = Moment::default();
        while let Some(word) = words.next() {
            let half = words.peek().and_then(|next| half(next));
            if let Some(clock) = clock(word, half) {
                words.next_if(|_| half.is_some());
                put(&mut moment.clock, clock)?;
            } else if let Some(day) = day(word) {
                put(&mut moment.day, day)?;
            } else if is_year(word) {
                put(&mut moment.year, word.to_owned())?;
            } else if let Some(month) = month(word) {
                put(&mut moment.month, month)?;
            } else if lexicon::is_weekday(word) {
                put(&mut moment.weekday, word.to_owned())?;
            } else if is_zone(&word.to_uppercase()) {
                put(&mut moment.zone, word.to_owned())?;
            } else if !matches!(word, "of" | "at" | "de") {
                return None;
            }
        }
        Some(moment)
    }

    fn value(self) -> String {
        let Moment { year, month, day, weekday, clock, zone } = self;
        let clock = clock.map(|(hour, minute)| format!("{hour}:{minute:02}"));
        let parts = [year, month, day.map(|day| day.to_string()), weekday, clock, zone];
        parts.map(Option::unwrap_or_default).join("|")
    }
}

/// Notes a part that is not yet there.
fn put<T>(part: &mut Option<T>, value: T) -> Option<()> {
    part.is_none().then(|| *part = Some(value))
}

/// Whether a word says which half of the day the hour before it is of.
pub(in super::super) fn is_half(word: &str) -> bool {
    matches!(word, "am" | "pm" | "AM" | "PM" | "a.m." | "p.m." | "a.m" | "p.m" | "A.M" | "P.M" | "Uhr")
}

/// Whether a word says which zone the time before it is of.
pub(in super::super) fn is_zone(word: &str) -> bool {
    #[rustfmt::skip]
    let zone = matches!(
        word,
        "GMT" | "UTC" | "BST" | "IST" | "WET" | "CET" | "CEST" | "MEZ" | "MESZ" | "EET" | "EEST" | "MSK" | "SAST" | "PKT" | "ET"
        | "EST" | "EDT" | "CT" | "CST" | "CDT" | "MT" | "MST" | "MDT" | "PT" | "PST" | "PDT" | "JST" | "KST" | "SGT" | "HKT"
        | "AEST" | "AEDT" | "ACST" | "AWST" | "NZST" | "NZDT"
    );
    zone
}

/// What the hours before a word are counted from: noon, midnight.
fn half(word: &str) -> Option<Half> {
    match word {
        "am" | "a.m" => Some(Half::Morning),
        "pm" | "p.m" => Some(Half::Evening),
        "uhr" => Some(Half::Whole),
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Evening,
    Whole,
}

/// A time of day: `10:30`; `3pm` and `10.30` only with what is said of the half of the day, in the word or behind it.
fn clock(word: &str, behind: Option<Half>) -> Option<(u32, u32)> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let half = match &word[digits.len()..] {
        "" => behind,
        tail => Some(half(tail)?),
    };
    let (hour, minute) = match digits.split_once(':') {
        Some(parts) => parts,
        None => digits.split_once('.').or(Some((digits, "0"))).filter(|_| half.is_some())?,
    };
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(Half::Morning) if hour <= 12 => hour % 12,
        Some(Half::Evening) if hour <= 12 => hour % 12 + 12,
        _ => hour,
    };
    (hour <= 24 && minute < 60).then_some((hour, minute))
}

/// A day of a month: `3`, `3rd`.
fn day(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|tail| word.strip_suffix(tail)).unwrap_or(word);
    digits.parse().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))
}

/// A month, of English in full.
fn month(word: &str) -> Option<String> {
    let short = |month: &&&str| **month == word || word.len() == 3 && month.starts_with(word);
    let english = MONTHS.iter().find(short).copied().or((word == "sept").then_some("september"));
    english.or_else(|| lexicon::is_month(word).then_some(word)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_any_order_are_one_value() {
        for (a, b) in [
            ("3 March 2024", "March 3, 2024"),
            ("3rd March", "3 March"),
            ("3rd of March", "Mar 3"),
            ("Sept 2020", "September 2020"),
            ("Monday, 3 March", "3 March Monday"),
            ("3pm", "15:00"),
            ("3 pm", "3 p.m."),
            ("12am", "0:00"),
            ("10.30am", "10:30am"),
            ("15 Uhr", "15.00 Uhr"),
            ("1939–45", "1939 and 1945"),
            ("1939-1945", "1939–45"),
        ] {
            assert_eq!(dated(a), dated(b), "{a}");
        }
        for (a, b) in [
            ("3 March", "3 May"),
            ("3 March", "3 March 2024"),
            ("3pm", "3am"),
            ("3:00", "3pm"),
            ("16–17 March", "17 March"),
            ("03/04/2024", "04/03/2024"),
            ("3 mars", "3 mai"),
            ("10:30 GMT", "10:30 BST"),
        ] {
            assert_ne!(dated(a), dated(b), "{a}");
        }
    }
}
