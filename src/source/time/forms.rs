//! Times in the forms of other clocks and tongues: days with dots and slashes, English words, what `ctime`, git, Ruby and
//! Twitter write.

use std::borrow::Cow;

use jiff::{
    SignedDuration,
    civil::{Date, DateTime},
    fmt::rfc2822,
};

use super::{stated, utc, zones};
use crate::model::{Certainty, Precision, Seen};

/// A time in the order of ISO 8601 as that spells it: with hyphens for slashes (`2020/08/05`), zeros before single digits
/// (`5:47:24`), and no blank before the offset (`05:47:24 +0000`). `None` where it is spelt so, or is of another order.
pub(super) fn evened(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4).filter(|(year, _)| is_number(year, 4))?;
    let mark = rest.chars().next().filter(|mark| matches!(mark, '-' | '/'))?;
    let (month, rest) = rest.get(1..)?.split_once(mark).filter(|(month, _)| is_number(month, 2))?;
    let (day, hour) = rest.split_at(rest.find([' ', 'T']).unwrap_or(rest.len()));
    if !is_number(day, 2) {
        return None;
    }
    let day = format!("{year}-{month:0>2}-{day:0>2}");
    let evened = match hour.get(1..).map(str::trim_start) {
        None => day,
        Some(clock) => {
            // Some put dots between the parts of a clock: `13.30`.
            let dotted = clock.split('.').all(|part| part.len() == 2 && is_number(part, 2));
            let clock = &*if dotted { Cow::Owned(clock.replace('.', ":")) } else { Cow::Borrowed(clock) };
            let (hour, rest) = clock.split_once(':').filter(|(hour, _)| is_number(hour, 2))?;
            let rest = match rest.rsplit_once(' ') {
                Some((minute, offset)) if is_offset(offset) => &format!("{}{offset}", minute.trim_end()),
                _ => rest,
            };
            let between = if text.contains('T') { 'T' } else { ' ' };
            format!("{day}{between}{hour:0>2}:{rest}")
        }
    };
    Some(evened).filter(|evened| evened != text)
}

/// A time in one of the other forms.
pub(super) fn other(text: &str) -> Option<Seen> {
    // Most of what is no time begins otherwise, or is long.
    if text.len() > 48 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    with_dots(text).or_else(|| with_slashes(text)).or_else(|| of_ctime(text)).or_else(|| in_english(text))
}

fn is_number(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is an offset from UTC: `+0000`, `-04:00`.
fn is_offset(text: &str) -> bool {
    text.strip_prefix(['+', '-']).is_some_and(|digits| is_number(&digits.replacen(':', "", 1), 4))
}

/// A day as most of Europe writes it, of a clock nobody names: `07.07.2020`, with or without the time of day. With
/// dots the day always comes first.
fn with_dots(text: &str) -> Option<Seen> {
    if text.len() > 19 || text.matches('.').count() != 2 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Ok(day) = Date::strptime("%d.%m.%Y", text) {
        return utc(day.at(0, 0, 0, 0), Certainty::Assumed, Precision::Day);
    }
    let minute = DateTime::strptime("%d.%m.%Y %H:%M", text).map(|at| (at, Precision::Minute));
    let (at, precision) =
        minute.or_else(|_| DateTime::strptime("%d.%m.%Y %H:%M:%S", text).map(|at| (at, Precision::Second))).ok()?;
    utc(at, Certainty::Assumed, precision)
}

/// What comes first of a day between slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slashes {
    /// `25/03/2020`.
    Day,
    /// `3/25/2020`.
    Month,
}

/// A day between slashes, of a clock nobody names: `25/03/2020 21:00`, `3/25/2020 9:00 PM`. Half the world puts the day
/// first and half the month, so it must be one that cannot be a month.
fn with_slashes(text: &str) -> Option<Seen> {
    match between_slashes(text)? {
        (13.., _) => in_order(text, Slashes::Day),
        (_, 13..) => in_order(text, Slashes::Month),
        (one, two) if one == two => in_order(text, Slashes::Day),
        _ => None,
    }
}

/// The two numbers before the year of a day between slashes.
fn between_slashes(text: &str) -> Option<(u8, u8)> {
    let mut parts = text.splitn(3, '/');
    let (first, second, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let year = rest.split([' ', ',']).next()?;
    if !is_number(first, 2) || !is_number(second, 2) || !is_number(year, 4) || year.len() < 4 {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// What comes first of a day between slashes, where that can be told from it alone.
#[must_use]
pub fn slashes(text: &str) -> Option<Slashes> {
    match between_slashes(text.trim())? {
        (13.., 1..=12) => Some(Slashes::Day),
        (1..=12, 13..) => Some(Slashes::Month),
        _ => None,
    }
}

/// Reads a day between slashes, with or without a time of day, of which this comes first.
#[must_use]
pub fn in_order(text: &str, first: Slashes) -> Option<Seen> {
    let text = text.trim();
    between_slashes(text)?;
    let day = match first {
        Slashes::Day => "%d/%m/%Y",
        Slashes::Month => "%m/%d/%Y",
    };
    of_clock(text, &[day]).map(|seen| Seen { as_given: Some(text.to_owned()), ..seen })
}

/// What `ctime` writes (`Wed Aug  5 05:47:24 2020`), and with an offset `date`, git and Twitter.
fn of_ctime(text: &str) -> Option<Seen> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (month, day, clock, zone, year) = match *words.as_slice() {
        [_, month, day, clock, year] => (month, day, clock, None, year),
        [_, month, day, clock, year, zone] if is_offset(zone) => (month, day, clock, Some(zone), year),
        [_, month, day, clock, zone, year] => (month, day, clock, Some(zone), year),
        _ => return None,
    };
    let is_day = words.first().is_some_and(|day| day.len() == 3 && day.bytes().all(|b| b.is_ascii_alphabetic()));
    if !is_day || !is_number(day, 2) {
        return None;
    }
    let clock = format!("{day:0>2} {month} {year} {clock}");
    match zone {
        None => utc(DateTime::strptime("%d %b %Y %H:%M:%S", clock).ok()?, Certainty::Assumed, Precision::Second),
        Some(zone) if is_offset(zone) || matches!(zone, "UTC" | "GMT") => {
            let zone = zone.replace(':', "").replace("UTC", "GMT");
            let zoned = rfc2822::parse(&format!("{clock} {zone}")).ok()?;
            Some(stated(zoned.timestamp(), Precision::Second))
        }
        Some(_) => None,
    }
}

/// A date in English words, of a clock nobody names: `Jan 5, 2020`, `5 January 2020 10:00`.
fn in_english(text: &str) -> Option<Seen> {
    if !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (text, offset) = zones::named(text).map_or((text, None), |(before, offset)| (before, Some(offset)));
    let text = text.replacen(" at ", " ", 1).replace(". ", " ").replace("Sept ", "Sep ");
    let text = without_weekday(&text);
    let seen = of_clock(&text, &["%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y"])?;
    match offset {
        Some(_) if seen.precision.is_date() => None,
        Some(minutes) => {
            let at = seen.at.checked_sub(SignedDuration::from_mins(minutes)).ok()?;
            Some(Seen { at, certainty: Certainty::Stated, ..seen })
        }
        None => Some(seen),
    }
}

/// A date without the day of the week, wherever databases of newspapers put it: `January 5, 2020 Sunday`.
fn without_weekday(text: &str) -> Cow<'_, str> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let is_day = |word: &&str| DAYS.contains(&word.trim_end_matches(','));
    match text.split(' ').any(|word| is_day(&word)) {
        true => text.split(' ').filter(|word| !is_day(word)).collect::<Vec<_>>().join(" ").into(),
        false => text.into(),
    }
}

/// A time whose day has one of these forms, with or without a time of day behind it.
fn of_clock(text: &str, days: &[&str]) -> Option<Seen> {
    const HOURS: [(&str, Precision); 5] = [
        ("", Precision::Day),
        (" %H:%M", Precision::Minute),
        (" %H:%M:%S", Precision::Second),
        (" %I:%M %p", Precision::Minute),
        (" %I:%M:%S %p", Precision::Second),
    ];
    let behind = text.rsplit_once(", ").filter(|(_, hour)| hour.find(':').is_some_and(|at| at < 3));
    let text = behind.map_or_else(|| text.to_owned(), |(day, hour)| format!("{day} {hour}"));
    for day in days {
        for (hour, precision) in HOURS {
            let form = format!("{day}{hour}");
            let at = match precision {
                Precision::Day => Date::strptime(&form, &text).map(|day| day.at(0, 0, 0, 0)),
                _ => DateTime::strptime(&form, &text),
            };
            if let Ok(at) = at {
                return utc(at, Certainty::Assumed, precision);
            }
        }
    }
    None
}
