//! Times and numbers as queries write them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The beginning of a year, month or day (in UTC), or a moment; `None` where the text is none.
#[must_use]
pub fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(time) = text.parse() {
        return Some(time);
    }
    let mut parts = text.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut part = || parts.next().map_or(Some(1), |part| part.parse::<i8>().ok());
    let date = Date::new(year, part()?, part()?).ok().filter(|_| text.split('-').count() <= 3)?;
    TimeZone::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok()
}

/// The range of numbers that `5`, `>5` and the like mean, both ends included; `None` where the text is none.
#[must_use]
pub fn range(text: &str) -> Option<(usize, usize)> {
    let digits = text.trim_start_matches(['<', '>', '=']);
    let number: usize = digits.parse().ok()?;
    match text.strip_suffix(digits)? {
        "" | "=" => Some((number, number)),
        ">" => Some((number.checked_add(1)?, usize::MAX)),
        ">=" => Some((number, usize::MAX)),
        "<" => Some((0, number.checked_sub(1)?)),
        "<=" => Some((0, number)),
        _ => None,
    }
}

/// What is missing after a field's colon, and how it is written.
pub(super) fn missing(field: &str) -> String {
    let (what, example) = match field {
        "title" | "removed" | "added" | "gone" => ("The word or phrase to be found", "\"two words\""),
        "source" => ("What the outlet is called", "bbc"),
        "url" => ("A part of the address", "example.org/news"),
        "after" | "before" => ("A time", "2020-07"),
        "changed" => ("A kind of change", "headline"),
        _ => ("A number", ">5"),
    };
    format!("{what} is missing after `{field}:`; write it without a blank between, as in {field}:{example}.")
}
