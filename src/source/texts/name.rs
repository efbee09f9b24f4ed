//! What a file's name, or its folder's, says of the time or place of a revision.

use std::path::Path;

use jiff::{Timestamp, civil::DateTime};

use crate::{
    model::{Certainty, Precision, Seen},
    source::time,
};

/// What orders a text among its like.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::source) enum Stamp {
    Time(Seen),
    Ordinal(u32),
}

impl Stamp {
    /// Ordinals before times, each in their order.
    pub(super) fn order(&self) -> (u32, Option<Timestamp>) {
        match self {
            Stamp::Ordinal(number) => (*number, None),
            Stamp::Time(seen) => (u32::MAX, Some(seen.at)),
        }
    }
}

/// What stands between the parts of a name.
const MARKS: [char; 6] = ['-', '_', '.', ' ', ',', '@'];

/// The time or ordinal that a name ends with, or the time that it begins with, and what else the name says.
pub(in crate::source) fn stamp(stem: &str) -> Option<(&str, Stamp)> {
    // It begins where a digit follows something that is none, or a month a mark: there are few places to try.
    let mut before = ' ';
    for (at, c) in stem.char_indices() {
        let starts = c.is_ascii_digit() && !before.is_ascii_digit() || c.is_alphabetic() && MARKS.contains(&before);
        before = c;
        let Some((beginning, end)) = stem.split_at_checked(at).filter(|_| starts) else { continue };
        if let Some(seen) = moment(end).or_else(|| in_words(end)) {
            let beginning = beginning.trim_end_matches(MARKS);
            // One of two days, as of a week.
            return (!is_dated(beginning)).then_some((beginning, Stamp::Time(seen)));
        }
        if (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_digit()) {
            let Some(beginning) = without_counter(beginning) else { continue };
            return end.parse().ok().map(|number| (beginning, Stamp::Ordinal(number)));
        }
    }
    leading(stem)
}

/// Whether a name has a day of its own, wherever it stands in it.
fn is_dated(name: &str) -> bool {
    let is_day = |part: &str| part.len() >= 8 && moment(part).is_some();
    name.split(' ').any(is_day)
}

/// What stands before the word that says that revisions are counted, or before nothing at all: `ferry` of `ferry_v`;
/// `None` where something else is counted.
fn without_counter(beginning: &str) -> Option<&str> {
    // After a name an R may be anything.
    const COUNTERS: [&str; 7] = ["version", "revision", "draft", "rev", "ver", "v", "r"];
    let words = beginning.trim_end_matches(MARKS);
    let before = COUNTERS.into_iter().find_map(|counter| {
        let (before, word) = words.split_at_checked(words.len().checked_sub(counter.len())?)?;
        // So may a V that stands alone (`Henry V 1`).
        let is_bound = before.is_empty() || words.len() == beginning.len() || !matches!(counter, "v" | "ver");
        let is_word = word.eq_ignore_ascii_case(counter) && (before.is_empty() || counter != "r") && is_bound;
        (is_word && (before.is_empty() || before.ends_with(MARKS))).then_some(before)
    });
    before.or(words.is_empty().then_some("")).map(|before| before.trim_end_matches(MARKS))
}

/// The time that a name begins with, and what stands behind it, which begins with a letter.
fn leading(stem: &str) -> Option<(&str, Stamp)> {
    let ends: Vec<usize> = stem.match_indices(MARKS).map(|(at, _)| at).collect();
    ends.into_iter().rev().find_map(|at| {
        let (time, rest) = stem.split_at_checked(at)?;
        let rest = rest.trim_start_matches(MARKS);
        // Ten digits may be the number of anything.
        let is_plain = time.bytes().all(|b| b.is_ascii_digit()) && time.len() != 8;
        let is_half = rest.eq_ignore_ascii_case("am") || rest.eq_ignore_ascii_case("pm");
        if !rest.starts_with(char::is_alphabetic) || is_plain || is_half {
            return None;
        }
        let seen = moment(time).or_else(|| in_words(time))?;
        Some((rest, Stamp::Time(seen)))
    })
}

/// The time of the folder in which a file lies, one for each time (`2024-03-01/ferry.txt`, `2024/03/01/ferry.txt`), and the
/// file's path without it.
pub(in crate::source) fn of_folder(shown: &str) -> Option<(String, Seen)> {
    let parts: Vec<&str> = shown.split('/').collect();
    let (_, folders) = parts.split_last()?;
    (0..folders.len()).rev().find_map(|last| {
        let seen = |from: usize| {
            let folders = folders.get(from..=last)?;
            let is_split = folders.len() > 1 && folders.iter().all(|folder| folder.bytes().all(|b| b.is_ascii_digit()));
            match stamp(&folders.join("-"))? {
                ("", Stamp::Time(seen)) if folders.len() == 1 || is_split => Some((from, seen)),
                _ => None,
            }
        };
        let (from, seen) = last.checked_sub(2).and_then(seen).or_else(|| seen(last))?;
        let rest = parts.iter().enumerate().filter(|(at, _)| !(from..=last).contains(at)).map(|(_, part)| *part);
        Some((rest.collect::<Vec<_>>().join("/"), seen))
    })
}

/// The day of a text of a folder for each month of a year (`2024/03/01.md`), and the path without it.
pub(in crate::source) fn of_month(shown: &str) -> Option<(String, Seen)> {
    let (month, file) = shown.rsplit_once('/')?;
    let day = file.split_once('.').map_or(file, |(stem, _)| stem);
    let [.., year, month_of_year] = &*month.split('/').collect::<Vec<_>>() else { return None };
    let is_day = (1..=2).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit());
    if !is_day || !is_month(Path::new(month)) {
        return None;
    }
    let seen = moment(&format!("{year}-{month_of_year:0>2}-{day:0>2}"))?;
    let place = month.strip_suffix(&format!("{year}/{month_of_year}"))?;
    Some((format!("{place}day"), seen))
}

/// Whether a folder is that of a month, in one for each year: `2024/03`.
pub(in crate::source) fn is_month(folder: &Path) -> bool {
    let mut names = folder.components().rev().map(|name| name.as_os_str().to_str().unwrap_or_default());
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let name = names.next().filter(|name| digits.contains(&name.len()))?;
        number(name)
    };
    number(1..=2).is_some_and(|month| (1..=12).contains(&month))
        && number(4..=4).is_some_and(|year| (1900..2200).contains(&year))
}

/// A day in words, with or without a time of day behind it: `1 March 2024`, `Friday, March 1, 2024 10.30`, `2024 Mar 1 9.30 PM`;
/// with points between its numbers, `1.3.2024`, day before month, which is how they are written with points; and
/// `2024-03-01 9.30 AM`.
fn in_words(text: &str) -> Option<Seen> {
    let parts = text.split(MARKS).filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("at"));
    let parts: Vec<&str> = parts.skip_while(|part| is_weekday(part)).collect();
    let (day, time) = parts.split_at_checked(3)?;
    let ordinal =
        |part: &str| number(["st", "nd", "rd", "th"].iter().find_map(|end| part.strip_suffix(end)).unwrap_or(part));
    let joined_by = |mark: char| text.starts_with(&day.join(mark.encode_utf8(&mut [0; 4])));
    let (year, month, day) = match *day {
        [a, month, b] if let Some(month) = month_of(month) => match (ordinal(a)?, ordinal(b)?) {
            (day @ 1..=31, year @ 1900..2200) | (year @ 1900..2200, day @ 1..=31) => (year, month, day),
            _ => return None,
        },
        [month, day, year] if let Some(month) = month_of(month) => (number(year)?, month, ordinal(day)?),
        [day, month, year] if joined_by('.') => (number(year)?, number(month)?, number(day)?),
        [year, month, day] if joined_by('-') => (number(year)?, number(month)?, number(day)?),
        _ => return None,
    };
    let (hour, minute, precision) = time_of_day(time)?;
    let small = |number: i16| i8::try_from(number).ok();
    let at = DateTime::new(year, small(month)?, small(day)?, hour, minute, 0, 0).ok()?;
    let seen = time::utc(at, Certainty::Assumed, precision).filter(|_| (1900..2200).contains(&year))?;
    Some(Seen { as_given: Some(text.to_owned()), ..seen })
}

/// The hour and minute that the parts behind a day tell: `10 30`, `1030`, `10 30 15`, `9 30 PM`, `9pm`; seconds are left
/// out. Nothing tells none.
fn time_of_day(parts: &[&str]) -> Option<(i8, i8, Precision)> {
    let lower: Vec<String> = parts.iter().map(|part| part.to_ascii_lowercase()).collect();
    let (mut parts, mut half): (Vec<&str>, Option<&str>) = (lower.iter().map(String::as_str).collect(), None);
    if let Some(last) = parts.pop() {
        half = ["am", "pm"].into_iter().find(|half| last.ends_with(half));
        let rest = half.map_or(last, |half| last.strip_suffix(half).unwrap_or_default());
        parts.extend(Some(rest).filter(|rest| !rest.is_empty()));
    }
    let two = |part: &str| number(part).filter(|_| part.len() == 2);
    let (hour, minute) = match *parts {
        [] if half.is_none() => return Some((0, 0, Precision::Day)),
        [hour] if half.is_some() => (number(hour)?, 0),
        [both] if both.len() == 4 => (number(both.get(..2)?)?, number(both.get(2..)?)?),
        [hour, minute] => (number(hour)?, two(minute)?),
        [hour, minute, second] => {
            two(second).filter(|second| *second < 60)?;
            (number(hour)?, two(minute)?)
        }
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some("pm") => hour % 12 + 12,
        Some(_) => hour % 12,
    };
    let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute, Precision::Minute))
}

/// Digits and nothing else, as a number.
fn number(part: &str) -> Option<i16> {
    part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.to_ascii_lowercase();
    word.len() > 2 && DAYS.iter().any(|day| word == *day || matches!(word.len(), 3 | 4) && day.starts_with(&word))
}

/// The month that a word names, in full or in English by its first letters.
fn month_of(word: &str) -> Option<i16> {
    #[rustfmt::skip]
    const MONTHS: [[&str; 4]; 12] = [
        ["january", "januar", "janvier", "enero"], ["february", "februar", "février", "febrero"],
        ["march", "märz", "mars", "marzo"], ["april", "april", "avril", "abril"], ["may", "mai", "mai", "mayo"],
        ["june", "juni", "juin", "junio"], ["july", "juli", "juillet", "julio"], ["august", "august", "août", "agosto"],
        ["september", "september", "septembre", "septiembre"], ["october", "oktober", "octobre", "octubre"],
        ["november", "november", "novembre", "noviembre"], ["december", "dezember", "décembre", "diciembre"],
    ];
    let word = word.to_lowercase();
    let is_short = |month: &str| (word.len() == 3 || word == "sept") && month.starts_with(&word);
    let is_it = |month: &[&str; 4]| month.contains(&word.as_str()) || is_short(month[0]);
    (1..).zip(&MONTHS).find(|(_, month)| is_it(month)).map(|(number, _)| number)
}

/// A time as names write it: in digits only, or with any of `-`, `_`, `.`, `:` between its parts.
fn moment(text: &str) -> Option<Seen> {
    let utc = text.strip_suffix(['Z', 'z']);
    let digits: String = utc.unwrap_or(text).chars().filter(char::is_ascii_digit).collect();
    let others = || utc.unwrap_or(text).chars().filter(|c| !c.is_ascii_digit());
    if !others().all(|c| "-_.:T ".contains(c)) {
        return None;
    }
    if others().next().is_none() && (digits.len() == 10 || digits.len() == 13) {
        let seen = time::number(digits.parse().ok()?)?;
        // Ten digits before 2001 or far ahead are some other number.
        let plausible = (978_307_200..4_102_444_800).contains(&seen.at.as_second());
        return plausible.then_some(Seen { as_given: Some(text.to_owned()), ..seen });
    }
    let (rest, precision) = match digits.len() {
        // Six digits together are any number.
        6 if others().count() == 1 && !text.as_bytes().get(4)?.is_ascii_digit() => ("01000000", Precision::Month),
        8 => ("000000", Precision::Day),
        12 => ("00", Precision::Minute),
        14 => ("", Precision::Second),
        _ => return None,
    };
    let at = DateTime::strptime("%Y%m%d%H%M%S", format!("{digits}{rest}")).ok()?;
    let certainty = if utc.is_some() { Certainty::Stated } else { Certainty::Assumed };
    let plausible = (1900..2200).contains(&at.year());
    let seen = time::utc(at, certainty, precision).filter(|_| plausible)?;
    Some(Seen { as_given: Some(text.to_owned()), ..seen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_bear_times_and_ordinals() {
        for (name, beginning, at) in [
            ("2020-07-07T10-00", "", "2020-07-07T10:00:00Z"),
            ("2020-07-07T10-00-05Z", "", "2020-07-07T10:00:05Z"),
            ("20200707100000", "", "2020-07-07T10:00:00Z"),
            ("20200707T100005", "", "2020-07-07T10:00:05Z"),
            ("ferry-2020-07-07", "ferry", "2020-07-07T00:00:00Z"),
            ("ferry 2_20200707_1000", "ferry 2", "2020-07-07T10:00:00Z"),
            ("ferry-2020-07", "ferry", "2020-07-01T00:00:00Z"),
            ("1 March 2024", "", "2024-03-01T00:00:00Z"),
            ("March 1, 2024", "", "2024-03-01T00:00:00Z"),
            ("ferry_3rd_Sept_2024_at_10.30", "ferry", "2024-09-03T10:30:00Z"),
            ("ferry - Mar 12 2024 0930", "ferry", "2024-03-12T09:30:00Z"),
            ("ferry 2024 may 7", "ferry", "2024-05-07T00:00:00Z"),
            ("ferry 1.3.2024", "ferry", "2024-03-01T00:00:00Z"),
            ("2024-03-01 ferry sails", "ferry sails", "2024-03-01T00:00:00Z"),
            ("2024-03-01-10-30_ferry", "ferry", "2024-03-01T10:30:00Z"),
            ("20240301-ferry-2", "ferry-2", "2024-03-01T00:00:00Z"),
            ("1 March 2024 - ferry", "ferry", "2024-03-01T00:00:00Z"),
            ("Friday, March 1, 2024", "", "2024-03-01T00:00:00Z"),
            ("2024-03-01 11.30 PM", "", "2024-03-01T23:30:00Z"),
            ("ferry 2024-03-01 9.30 AM", "ferry", "2024-03-01T09:30:00Z"),
            ("March 1, 2024 at 12.05 am", "", "2024-03-01T00:05:00Z"),
            ("1 March 2024 10.30.15", "", "2024-03-01T10:30:00Z"),
            ("Screenshot 2024-03-01 at 10.30.15", "Screenshot", "2024-03-01T10:30:00Z"),
            ("1. März 2024", "", "2024-03-01T00:00:00Z"),
            ("3 août 2024", "", "2024-08-03T00:00:00Z"),
            ("1594116000", "", "2020-07-07T10:00:00Z"),
            ("1594116000123", "", "2020-07-07T10:00:00.123Z"),
        ] {
            let Some((found, Stamp::Time(seen))) = stamp(name) else { panic!("{name} bears no time") };
            assert_eq!((found, seen.at.to_string().as_str()), (beginning, at), "{name}");
        }
        for (name, beginning, number) in [
            ("3", "", 3),
            ("v12", "", 12),
            ("Rev-007", "", 7),
            ("version_2", "", 2),
            ("ferry_v1", "ferry", 1),
            ("the ferry - Version 12", "the ferry", 12),
            ("ferry.draft-3", "ferry", 3),
        ] {
            assert_eq!(stamp(name), Some((beginning, Stamp::Ordinal(number))), "{name}");
        }
        for name in [
            "chapter1",
            "ferry",
            "page-1-2",
            "2020-13-40",
            "ferry-2020-13",
            "ferry-202007",
            "0000.new",
            "guardian-1969222-diff-1-2",
            "99999999",
            "ferry-r2",
            "survey1",
            "2 may sail",
            "may 2024",
            "31 February 2024",
            "1-3-2024",
            "1594116000-ferry",
            "12 May 2020 1984",
            "1 March 2024 13.30 PM",
            "1 March 2024 2500",
            "report 1.3.2024 99.99",
            "2024-03-01 to 2024-03-07",
            "Henry V 1",
            "",
        ] {
            assert_eq!(stamp(name), None, "{name}");
        }
    }

    #[test]
    fn folders_bear_times() {
        let of = |shown: &str| of_folder(shown).map(|(rest, seen)| format!("{rest} {}", seen.at));
        let day = Some("dump/a/ferry.txt 2024-03-01T00:00:00Z".to_owned());
        for shown in ["dump/2024-03-01/a/ferry.txt", "dump/a/1 March 2024/ferry.txt", "dump/2024/03/01/a/ferry.txt"] {
            assert_eq!(of(shown), day, "{shown}");
        }
        let of = |shown: &str| of_month(shown).map(|(rest, seen)| format!("{rest} {}", seen.at));
        for shown in ["dump/2024/03/01.md", "dump/2024/3/1.txt"] {
            assert_eq!(of(shown), Some("dump/day 2024-03-01T00:00:00Z".to_owned()), "{shown}");
        }
        for shown in [
            "dump/2024/03/32.md",
            "dump/2024/13/01.md",
            "dump/24/03/01.md",
            "dump/03/01.md",
            "2024/03/001.md",
            "2024/02/30.md",
        ] {
            assert_eq!(of(shown), None, "{shown}");
        }
        for shown in ["dump/ferry.txt", "2024-03-01.txt", "dump/ferry-2024-03-01/a.txt", "dump/2024/ferry/01/a.txt"] {
            assert_eq!(of_folder(shown), None, "{shown}");
        }
    }
}
