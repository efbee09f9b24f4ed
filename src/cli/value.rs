//! Values of options: how they are written, and which there are.

use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
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

pub(super) fn kinds() -> impl TypedValueParser<Value = ChangeKind> {
    let words: PossibleValuesParser = ChangeKind::ALL.map(ChangeKind::word).into();
    words.try_map(|word| ChangeKind::of(&word).ok_or("no such kind of change"))
}

pub(super) fn since(text: &str) -> Result<Timestamp, String> {
    moment(text, false)
}

pub(super) fn until(text: &str) -> Result<Timestamp, String> {
    moment(text, true)
}

/// A time as users write it, in their own zone unless it names one; a bare day is its beginning or its end.
fn moment(text: &str, end: bool) -> Result<Timestamp, String> {
    let text = text.trim();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    let day = text.parse::<civil::Date>().ok().filter(|_| text.len() <= 10);
    let local = match day {
        Some(day) if end => Some(day.to_datetime(civil::Time::MAX)),
        Some(day) => Some(day.to_datetime(civil::Time::midnight())),
        None => text.parse::<civil::DateTime>().ok(),
    };
    local
        .and_then(|time| TimeZone::system().to_timestamp(time).ok())
        .ok_or_else(|| "a time is written 2020-07-07, 2020-07-07T10:00 or 2020-07-07T10:00:00Z".to_owned())
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
    fn days_are_meant_whole() {
        let day = |end| moment("2020-07-07", end).unwrap();
        assert!(day(true).as_second() - day(false).as_second() >= 86_000);
        assert_eq!(moment("2020-07-07T10:00:00Z", true).unwrap().to_string(), "2020-07-07T10:00:00Z");
        assert!(moment("yesterday", false).is_err());
    }
}
