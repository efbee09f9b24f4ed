//! When a record says that it was seen.

use std::borrow::Cow;

use super::{
    super::time,
    Loose, Record,
    field::{self, Field},
    names,
};
use crate::model::{Certainty, Precision, Seen};

/// What a member called `published` or `downloaded` says where it tells whether, not when.
const FLAGS: [&str; 8] = ["0", "1", "true", "false", "yes", "no", "y", "n"];

/// Names under which news-please and its likes keep a time whose zone nobody knows.
const ZONELESS: [&str; 1] = ["date_download"];

/// A time, and what is to be said of it.
#[derive(Default)]
pub(super) struct Moment<'r> {
    pub(super) seen: Option<Seen>,
    /// What could not be read.
    pub(super) not_understood: Option<Cow<'r, str>>,
    /// Whether that is when it was published.
    pub(super) is_publication: bool,
}

/// The time at which a record was seen; where it does not say, that at which its text was published: when its origin last
/// changed it, else when it published the article. Either is a guess.
pub(super) fn of<'r>(record: &'r Record<'_>) -> Moment<'r> {
    let holds = |value: &&Loose<'_>| value.text().is_none_or(|text| !field::is_missing(&text));
    let said = |field| record.get(field).filter(holds);
    let counts = |value: &&Loose<'_>| record.name(Field::Time).is_some_and(names::may_count) && !is_one(value);
    let said_time = said(Field::Time).filter(|value| !is_flag(value) && !is_of_publication(record) && !counts(value));
    if let Some(value) = said_time {
        let zoneless = record.name(Field::Time).is_some_and(|name| ZONELESS.contains(&name));
        return match of_day_and_hour(record)
            .or_else(|| read(value))
            .map(|seen| as_fine(seen, record, Field::TimePrecision))
        {
            Some(seen) if zoneless && seen.certainty == Certainty::Assumed => {
                Moment { seen: Some(Seen { certainty: Certainty::Unknown, ..seen }), ..Moment::default() }
            }
            Some(seen) => Moment { seen: Some(seen), ..Moment::default() },
            None => Moment { not_understood: Some(value.text().unwrap_or_default()), ..Moment::default() },
        };
    }
    let published = said(Field::Published).map(|value| (value, read(value)));
    let first = published.as_ref().and_then(|(_, seen)| seen.as_ref()).map(|seen| seen.at);
    // What was changed was published once more, and that text not before.
    let changed = said(Field::Changed).and_then(read).filter(|changed| first.is_none_or(|first| changed.at > first));
    if let Some(seen) = changed {
        let seen = Some(Seen { certainty: Certainty::Unknown, is_publication: true, ..seen });
        return Moment { seen, ..Moment::default() };
    }
    let Some((value, seen)) = published else { return Moment::default() };
    match seen.map(|seen| as_fine(seen, record, Field::PublishedPrecision)) {
        Some(seen) => {
            let seen = Some(Seen { certainty: Certainty::Unknown, is_publication: true, ..seen });
            Moment { seen, ..Moment::default() }
        }
        None => {
            let not_understood = value.text().filter(|_| !is_flag(value));
            Moment { not_understood, is_publication: true, ..Moment::default() }
        }
    }
}

/// The time of which one member tells the day and another the time of day (`10:00:00`), where they do.
fn of_day_and_hour(record: &Record<'_>) -> Option<Seen> {
    // Most records have one.
    record.all(Field::Time).nth(1)?;
    let texts: Vec<Cow<'_, str>> = record.all(Field::Time).filter_map(Loose::text).collect();
    let hour = texts.iter().find(|text| is_hour(text))?;
    let others = || texts.iter().filter(|text| *text != hour);
    // A moment says both.
    others()
        .find_map(|text| time::read(text).filter(|seen| !seen.precision.is_date()))
        .or_else(|| others().find_map(|day| time::read(&format!("{} {}", day.trim(), hour.trim()))))
}

/// Whether a text is a time of day alone.
pub(super) fn is_hour(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 12 && text.contains(':') && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
}

/// A time as fine as its record says that it is: NewsCatcher writes days with a time of day that means nothing, and
/// `date` beside them (`full` where it means something, `timezone unknown` where its zone is a guess).
fn as_fine(seen: Seen, record: &Record<'_>, precision: Field) -> Seen {
    let said = record.text(precision);
    let precision = match said.as_deref().map(str::trim).unwrap_or_default().to_ascii_lowercase().as_str() {
        "date" | "day" => Precision::Day,
        "month" => Precision::Month,
        "year" => Precision::Year,
        "minute" => Precision::Minute,
        _ => return seen,
    };
    time::coarsened(seen, precision)
}

/// Whether a value can be a moment at which something of the web was seen.
pub(super) fn is_one(value: &Loose<'_>) -> bool {
    /// The first second of 1990.
    const FIRST: i64 = 631_152_000;
    read(value).is_some_and(|seen| seen.at.as_second() >= FIRST)
        || value.text().is_some_and(|text| is_hour(&text) || text.contains('/'))
}

/// Whether a value tells whether, not when.
pub(super) fn is_flag(value: &Loose<'_>) -> bool {
    match value {
        Loose::Number(number) => *number == 0.0 || *number == 1.0,
        Loose::Text(text) => FLAGS.iter().any(|flag| text.trim().eq_ignore_ascii_case(flag)),
        _ => false,
    }
}

/// Whether its time is one of publication, whatever its name: the `date` of WordPress.
fn is_of_publication(record: &Record<'_>) -> bool {
    record.name(Field::Time) == Some("date") && record.name(Field::Published).is_some_and(names::is_of_wordpress)
}

/// When it was published, as the dump writes it, where its time is another one.
pub(super) fn published(record: &Record<'_>, time: Option<&Seen>) -> Option<String> {
    let is_seen = record.get(Field::Time).is_some() && !is_of_publication(record);
    let value = record.get(Field::Published)?;
    if !is_seen && time.is_none_or(|time| read(value).is_none_or(|published| published.at == time.at)) {
        return None;
    }
    // Nobody reads counts of milliseconds.
    if let Some(seen) = Some(value).filter(|value| matches!(value, Loose::Number(_))).and_then(read) {
        return Some(seen.at.to_string());
    }
    let told = value.text().filter(|text| !field::is_missing(text))?;
    Some(told.chars().take(40).collect())
}

/// When it was published, where its time is another one.
pub(super) fn of_publication(record: &Record<'_>) -> Option<Seen> {
    let seen = record.get(Field::Published).and_then(read)?;
    Some(Seen { certainty: Certainty::Unknown, is_publication: true, ..seen })
}

fn read(value: &Loose<'_>) -> Option<Seen> {
    match value {
        Loose::Number(count) => {
            let text = count.to_string();
            time::of_year(&text).or_else(|| {
                let as_given = Some(text);
                time::numeral(*count).map(|seen| Seen { as_given, ..seen })
            })
        }
        value => {
            let text = value.text()?;
            time::read(&text).or_else(|| time::of_year(text.trim()))
        }
    }
}
