//! Values of options: how they are written, and which there are.

use std::{ffi::OsStr, num::NonZeroUsize, str::FromStr};

use clap::{
    Arg, Command, Error,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use jiff::{Timestamp, civil, tz::TimeZone};

use crate::{
    export::EXPORTERS,
    model::{ChangeKind, HitOrder, Sort},
    source::FORMATS,
};

/// A revision as users name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rev {
    /// By its number.
    Number(u32),
    /// The oldest.
    First,
    /// So many from the end; 1 is the last.
    FromEnd(u32),
    /// What readers saw then: the last revision seen at a time or before it.
    At(Timestamp),
}

impl FromStr for Rev {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
        let rev = match text {
            "first" => Some(Rev::First),
            "last" => Some(Rev::FromEnd(1)),
            _ => match text.strip_prefix('-') {
                Some(digits) => number(digits).filter(|n| *n > 0).map(Rev::FromEnd),
                None => number(text).map(Rev::Number).or_else(|| until(text).ok().map(Rev::At)),
            },
        };
        rev.ok_or_else(|| {
            "a revision is its number, `first`, `last`, `-1`, `-2` … from the end, or a time such as 2020-07-07"
                .to_owned()
        })
    }
}

pub(super) fn exporters() -> PossibleValuesParser {
    EXPORTERS.iter().map(|e| PossibleValue::new(e.name()).help(e.summary())).collect::<Vec<_>>().into()
}

pub(super) fn formats() -> PossibleValuesParser {
    FORMATS.iter().map(|f| PossibleValue::new(f.name()).help(f.summary())).collect::<Vec<_>>().into()
}

pub(super) fn sorts() -> impl TypedValueParser<Value = Sort> {
    let words: PossibleValuesParser = Sort::ALL.map(Sort::word).into();
    words.try_map(|word| Sort::ALL.into_iter().find(|s| s.word() == word).ok_or("no such order"))
}

pub(super) fn orders() -> impl TypedValueParser<Value = HitOrder> {
    let words: PossibleValuesParser = HitOrder::ALL.map(HitOrder::word).into();
    words.try_map(|word| HitOrder::ALL.into_iter().find(|order| order.word() == word).ok_or("no such order"))
}

/// A kind of change by its word, or by what menus and searches call it (`figures`).
#[derive(Debug, Clone, Copy)]
pub(super) struct Kinds;

impl Kinds {
    fn words() -> PossibleValuesParser {
        ChangeKind::ALL.map(ChangeKind::word).into()
    }
}

impl TypedValueParser for Kinds {
    type Value = ChangeKind;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<ChangeKind, Error> {
        if let Some(kind) = value.to_str().and_then(ChangeKind::meant) {
            return Ok(kind);
        }
        let words = Kinds::words().try_map(|word| ChangeKind::of(&word).ok_or("no such kind of change"));
        words.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(ChangeKind::ALL.into_iter().map(|kind| PossibleValue::new(kind.word()))))
    }
}

/// A number, none at all too.
pub(super) fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.trim().parse().map_err(|_| "a number is written in digits, such as 5".to_owned())
}

/// How many at most: of none nothing would be found.
pub(super) fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.trim().parse().map_err(|_| "a number from 1 on is written in digits, such as 5".to_owned())
}

pub(super) fn since(text: &str) -> Result<Timestamp, String> {
    moment(text, false)
}

pub(super) fn until(text: &str) -> Result<Timestamp, String> {
    moment(text, true)
}

/// A time as users write it, in their own zone unless it names one; a bare day, month or year is its beginning or its
/// end.
fn moment(text: &str, end: bool) -> Result<Timestamp, String> {
    let text = text.trim();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    let local = match days(text) {
        Some((_, last)) if end => Some(last.to_datetime(civil::Time::MAX)),
        Some((first, _)) => Some(first.to_datetime(civil::Time::midnight())),
        None => text.parse::<civil::DateTime>().ok(),
    };
    local.and_then(|time| TimeZone::system().to_timestamp(time).ok()).ok_or_else(|| {
        "a time is written 2020, 2020-07, 2020-07-07, 2020-07-07T10:00 or 2020-07-07T10:00:00Z".to_owned()
    })
}

/// The first and the last day of a day, a month or a year.
fn days(text: &str) -> Option<(civil::Date, civil::Date)> {
    if let Some(day) = text.parse::<civil::Date>().ok().filter(|_| text.len() <= 10) {
        return Some((day, day));
    }
    let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?;
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    let year = number(year).filter(|_| year.len() == 4)?;
    match month {
        None => Some((civil::Date::new(year, 1, 1).ok()?, civil::Date::new(year, 12, 31).ok()?)),
        Some(month) => {
            let month = number(month).filter(|_| month.len() == 2)?;
            let first = civil::Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_named_by_number_and_from_either_end() {
        let rev = |text: &str| text.parse::<Rev>().ok();
        assert_eq!(rev("0"), Some(Rev::Number(0)));
        assert_eq!(rev("last"), Some(Rev::FromEnd(1)));
        assert_eq!(rev("-2"), Some(Rev::FromEnd(2)));
        assert_eq!(rev("2020-07-07T10:00:00Z"), Some(Rev::At("2020-07-07T10:00:00Z".parse().unwrap())));
        assert_eq!(rev("2020-07-07"), moment("2020-07-07", true).ok().map(Rev::At));
        for wrong in ["-0", "", "-", "+1", "1.5", "--2", "-+2", "99999999999", "latest", "2020-13-01"] {
            assert_eq!(rev(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_are_told_how_to_be_written() {
        assert_eq!((number::<u32>(" 5"), count("1").ok().map(NonZeroUsize::get)), (Ok(5), Some(1)));
        assert!(number::<u32>("x").unwrap_err().contains("digits") && count("0").unwrap_err().contains("from 1 on"));
    }

    #[test]
    fn days_are_meant_whole() {
        let day = |end| moment("2020-07-07", end).unwrap();
        assert!(day(true).as_second() - day(false).as_second() >= 86_000);
        assert_eq!(moment("2020-07-07T10:00:00Z", true).unwrap().to_string(), "2020-07-07T10:00:00Z");
        assert!(moment("yesterday", false).is_err());
        for (written, first, last) in [("2020-02", "2020-02-01", "2020-02-29"), ("2020", "2020-01-01", "2020-12-31")] {
            assert_eq!(moment(written, false), moment(first, false), "{written}");
            assert_eq!(moment(written, true), moment(last, true), "{written}");
        }
        for wrong in ["202", "20200", "2020-13", "2020-", "2020-1-", "-2020"] {
            assert!(moment(wrong, false).is_err(), "{wrong}");
        }
    }
}
