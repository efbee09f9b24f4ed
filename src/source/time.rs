//! Times as dumps write them.

mod forms;
mod zones;

use std::borrow::Cow;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::rfc2822,
    tz::TimeZone,
};

use crate::model::{Certainty, Precision, Seen};

pub use forms::{Slashes, in_order, slashes};

/// Seconds since 1970 from which a number is taken for milliseconds, microseconds, nanoseconds in turn (the year 5138).
const SECONDS_END: f64 = 1e11;

/// Reads a time: RFC 3339 and its likes (a zone or offset is `Stated`; none is `Assumed` to be UTC), RFC 2822, a date
/// or a month alone, digits only as web archives write them (`20200707100000`, which are UTC; also without seconds or time of day),
/// seconds since 1970, News Sniffer's `August 29, 2006 01:35`, and what [`forms`] knows of other clocks and tongues.
#[must_use]
pub fn read(given: &str) -> Option<Seen> {
    let text = &*without_finest(given.trim());
    let evened = forms::evened(text);
    let text = evened.as_deref().unwrap_or(text);
    let seen = offset_time(text)
        .or_else(|| naive_time(text))
        .or_else(|| rfc2822::parse(text).ok().map(|zoned| stated(zoned.timestamp(), Precision::Second)))
        .or_else(|| digits(text))
        .or_else(|| number(text.parse().ok().filter(|_| is_count(text))?))
        .or_else(|| in_words(text))
        .or_else(|| forms::other(text))
        .or_else(|| of_month(text))?;
    let as_given = (seen.at.to_string() != given).then(|| given.to_owned());
    Some(Seen { as_given, ..seen })
}

/// A time in digits only: year, month and day, then hour and minute, then second.
fn digits(text: &str) -> Option<Seen> {
    let (precision, certainty) = match text.len() {
        8 => (Precision::Day, Certainty::Assumed),
        12 => (Precision::Minute, Certainty::Assumed),
        // As web archives mean it.
        14 => (Precision::Second, Certainty::Implied),
        _ => return None,
    };
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let at = DateTime::strptime("%Y%m%d%H%M%S", format!("{text:0<14}")).ok()?;
    utc(at, certainty, precision).filter(|_| (1990..2100).contains(&at.year()))
}

/// Whether digits are a count of seconds: a year or a compact date is none, and a false time is worse than none.
fn is_count(text: &str) -> bool {
    text.trim_start_matches('-').bytes().take_while(u8::is_ascii_digit).count() >= 9
}

/// A time without the digits of its second that are finer than a nanosecond.
fn without_finest(text: &str) -> Cow<'_, str> {
    let fraction = text.find('.').map_or(text.len(), |at| at + 1);
    let digits = text.bytes().skip(fraction).take_while(u8::is_ascii_digit).count();
    match (text.get(..fraction + 9), text.get(fraction + digits..)) {
        (Some(head), Some(tail)) if digits > 9 && text.contains(':') => format!("{head}{tail}").into(),
        _ => text.into(),
    }
}

/// Reads a number: a time in digits only ([`read`]), else a count of seconds since 1970 (or, when it is too large for
/// that, of milliseconds, microseconds, nanoseconds).
#[must_use]
pub fn numeral(count: f64) -> Option<Seen> {
    let compact = (count.fract() == 0.0 && count > 0.0).then(|| digits(&format!("{count:.0}"))).flatten();
    compact.or_else(|| number(count))
}

/// Reads a count of seconds since 1970 (or, when it is too large for that, of milliseconds, microseconds, nanoseconds).
#[must_use]
pub fn number(count: f64) -> Option<Seen> {
    let mut seconds = count;
    for _ in 0..3 {
        if seconds.abs() >= SECONDS_END {
            seconds /= 1000.0;
        }
    }
    if !seconds.is_finite() || seconds.abs() >= SECONDS_END {
        return None;
    }
    let at = Timestamp::from_millisecond((seconds * 1000.0).round() as i64).ok()?;
    Some(Seen { certainty: Certainty::Implied, ..stated(at, Precision::Second) })
}

/// A date and time of day without a zone, taken for UTC.
#[must_use]
pub fn utc(at: DateTime, certainty: Certainty, precision: Precision) -> Option<Seen> {
    let at = at.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp();
    Some(Seen { certainty, precision, ..Seen::stated(at) })
}

/// Reads a time that is local to a zone, as sure as `certainty`; one that names its zone is read as it says.
#[must_use]
pub fn in_zone(given: &str, zone: &TimeZone, certainty: Certainty) -> Option<Seen> {
    let seen = read(given)?;
    if seen.certainty != Certainty::Assumed {
        return Some(seen);
    }
    // It was taken for UTC; the clock showed the same in the zone.
    let clock = seen.at.to_zoned_datetime(TimeZone::UTC).datetime();
    let at = clock.to_zoned_datetime(zone.clone()).ok()?.timestamp();
    Some(Seen { at, certainty, as_given: Some(given.to_owned()), ..seen })
}

/// A time that is no finer than `precision`, whatever it looks like. Of one that is as coarse already nothing changes.
#[must_use]
pub fn coarsened(seen: Seen, precision: Precision) -> Seen {
    if seen.precision >= precision {
        return seen;
    }
    let clock = seen.at.to_zoned_datetime(TimeZone::UTC).datetime();
    let begun = match precision {
        Precision::Second | Precision::Minute => clock,
        Precision::Day => clock.date().at(0, 0, 0, 0),
        Precision::Month => clock.date().first_of_month().at(0, 0, 0, 0),
        Precision::Year => clock.date().first_of_year().at(0, 0, 0, 0),
    };
    let as_given = seen.as_given.or_else(|| Some(seen.at.to_string()));
    let at = utc(begun, seen.certainty, precision).map_or(seen.at, |begun| begun.at);
    Seen { at, precision, as_given, ..seen }
}

fn stated(at: Timestamp, precision: Precision) -> Seen {
    Seen { precision, ..Seen::stated(at) }
}

fn offset_time(text: &str) -> Option<Seen> {
    if !text.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let text = match ["UTC", "GMT"].iter().find_map(|zone| text.strip_suffix(zone)) {
        Some(rest) => &format!("{}Z", rest.trim_end()),
        // A day alone has no zone.
        None => match zones::named(text).filter(|(before, _)| before.contains(':')) {
            Some((before, offset)) => &format!("{before}{}", zones::offset(offset)),
            None => text,
        },
    };
    let precision = fineness(text);
    text.parse().ok().map(|at| stated(at, precision))
}

/// Whether a time of day has seconds: two colons, those of an offset left out, or six digits (`20200707T103000Z`).
fn fineness(text: &str) -> Precision {
    let day_time = text.get(10..).unwrap_or_default();
    let end = day_time.find(['+', '-', 'Z']).unwrap_or(day_time.len());
    let colons = day_time.get(..end).map_or(0, |t| t.matches(':').count());
    let digits = text.split('T').nth(1).map_or(0, |time| time.bytes().take_while(u8::is_ascii_digit).count());
    if colons < 2 && digits < 6 { Precision::Minute } else { Precision::Second }
}

/// A year alone, in four digits. [`read`] takes them for no time: they may be any number.
#[must_use]
pub fn of_year(text: &str) -> Option<Seen> {
    let year = Some(text).filter(|text| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let first = Date::new(year, 1, 1).ok().filter(|_| (1900..2200).contains(&year))?;
    let seen = utc(first.at(0, 0, 0, 0), Certainty::Assumed, Precision::Year)?;
    Some(Seen { as_given: Some(text.to_owned()), ..seen })
}

/// A month of a year: `2020-07`, `July 2020`.
fn of_month(text: &str) -> Option<Seen> {
    let first = match text.split_once('-') {
        Some((year, month)) if year.len() == 4 && month.len() == 2 => format!("{text}-01").parse::<Date>().ok()?,
        Some(_) => return None,
        None if text.len() > 14 || !text.ends_with(|c: char| c.is_ascii_digit()) => return None,
        None => {
            let text = format!("1 {text}");
            Date::strptime("%d %B %Y", &text).or_else(|_| Date::strptime("%d %b %Y", &text)).ok()?
        }
    };
    let seen = utc(first.at(0, 0, 0, 0), Certainty::Assumed, Precision::Month)?;
    (1900..2200).contains(&first.year()).then_some(seen)
}

fn naive_time(text: &str) -> Option<Seen> {
    if text.len() == 10 && !text.bytes().all(|b| b.is_ascii_digit()) {
        let day: Date = text.parse().ok()?;
        return utc(day.at(0, 0, 0, 0), Certainty::Assumed, Precision::Day);
    }
    if text.len() < 13 || !text.get(..4)?.bytes().all(|b| b.is_ascii_digit()) || !text.contains(['-', ':']) {
        return None;
    }
    let precision = fineness(text);
    utc(text.parse().ok()?, Certainty::Assumed, precision)
}

/// `August 29, 2006 01:35`, which News Sniffer means in UTC.
fn in_words(text: &str) -> Option<Seen> {
    let text = text.strip_suffix("(UTC)").unwrap_or(text).trim_end();
    let at = DateTime::strptime("%B %d, %Y %H:%M", text).ok()?;
    utc(at, Certainty::Implied, Precision::Minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_made_no_finer_and_keeps_what_was_written() {
        let day = coarsened(read("2020-07-07 10:00:00").expect("a time"), Precision::Day);
        assert_eq!((day.at.to_string().as_str(), day.precision), ("2020-07-07T00:00:00Z", Precision::Day));
        assert_eq!(day.as_given.as_deref(), Some("2020-07-07 10:00:00"));
        assert_eq!(coarsened(day.clone(), Precision::Minute), day);
        for (precision, at) in [(Precision::Month, "2020-07-01T00:00:00Z"), (Precision::Year, "2020-01-01T00:00:00Z")] {
            assert_eq!(coarsened(day.clone(), precision).at.to_string(), at);
        }
        assert_eq!(of_year("2020").map(|seen| seen.precision), Some(Precision::Year));
        assert_eq!([of_year("0020"), of_year("20"), of_year("202O")], [None, None, None]);
        let minute = coarsened(read("2020-07-07T10:00:09Z").expect("a time"), Precision::Minute);
        assert_eq!((minute.at.to_string().as_str(), minute.precision), ("2020-07-07T10:00:09Z", Precision::Minute));
    }

    #[test]
    fn times_are_read_with_their_certainty_and_precision() {
        use Certainty::{Assumed, Implied, Stated};
        use Precision::{Day, Minute, Month, Second};
        for (given, at, certainty, precision) in [
            ("2020-07-07T10:00:00Z", "2020-07-07T10:00:00Z", Stated, Second),
            ("2020-07-07T12:00:00.5+02:00", "2020-07-07T10:00:00.5Z", Stated, Second),
            ("2020-07-07 10:00:00 UTC", "2020-07-07T10:00:00Z", Stated, Second),
            ("2020-07-07T10:00Z", "2020-07-07T10:00:00Z", Stated, Minute),
            ("2020-03-29 02:30:00 CET", "2020-03-29T01:30:00Z", Stated, Second),
            ("2020-03-29 02:30 CEST", "2020-03-29T00:30:00Z", Stated, Minute),
            ("2020-03-29T2:30:00 EST", "2020-03-29T07:30:00Z", Stated, Second),
            ("2020-03-29 13.30", "2020-03-29T13:30:00Z", Assumed, Minute),
            ("January 5, 2020 Sunday", "2020-01-05T00:00:00Z", Assumed, Day),
            ("Sunday, January 5, 2020", "2020-01-05T00:00:00Z", Assumed, Day),
            ("January 5, 2020 Sunday 10:05 PM GMT", "2020-01-05T22:05:00Z", Stated, Minute),
            ("September 5, 2020 10:05 PM EDT", "2020-09-06T02:05:00Z", Stated, Minute),
            ("2020-07-07 10:00:00", "2020-07-07T10:00:00Z", Assumed, Second),
            ("2020-07-07T10:00:00.123456", "2020-07-07T10:00:00.123456Z", Assumed, Second),
            ("2020-07-07 10:00", "2020-07-07T10:00:00Z", Assumed, Minute),
            ("01.02.2020 10:05", "2020-02-01T10:05:00Z", Assumed, Minute),
            ("07.07.2020", "2020-07-07T00:00:00Z", Assumed, Day),
            ("15 Oct 2018, 13:55", "2018-10-15T13:55:00Z", Assumed, Minute),
            ("2020-07-07", "2020-07-07T00:00:00Z", Assumed, Day),
            ("2020-07", "2020-07-01T00:00:00Z", Assumed, Month),
            ("July 2020", "2020-07-01T00:00:00Z", Assumed, Month),
            ("Jul 2020", "2020-07-01T00:00:00Z", Assumed, Month),
            ("Tue, 07 Jul 2020 10:00:00 GMT", "2020-07-07T10:00:00Z", Stated, Second),
            ("1594116000", "2020-07-07T10:00:00Z", Implied, Second),
            ("1594116000000", "2020-07-07T10:00:00Z", Implied, Second),
            ("20200707100005", "2020-07-07T10:00:05Z", Implied, Second),
            ("202007071000", "2020-07-07T10:00:00Z", Assumed, Minute),
            ("20200707", "2020-07-07T00:00:00Z", Assumed, Day),
            ("Jan 5, 2020", "2020-01-05T00:00:00Z", Assumed, Day),
            ("January 5, 2020 10:00 PM", "2020-01-05T22:00:00Z", Assumed, Minute),
            ("5 January 2020 10:00:01", "2020-01-05T10:00:01Z", Assumed, Second),
            ("Sept. 5, 2020", "2020-09-05T00:00:00Z", Assumed, Day),
            ("August 29, 2006 01:35", "2006-08-29T01:35:00Z", Implied, Minute),
            ("December 30, 2016 22:54 (UTC)", "2016-12-30T22:54:00Z", Implied, Minute),
            ("2020-01-01T00:00:00.123456789123Z", "2020-01-01T00:00:00.123456789Z", Stated, Second),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", Stated, Second),
            ("2020-08-05 05:47:24 +0000", "2020-08-05T05:47:24Z", Stated, Second),
            ("2020-08-05 05:47:24 -0400", "2020-08-05T09:47:24Z", Stated, Second),
            ("2020-08-05 05:47 +02:00", "2020-08-05T03:47:00Z", Stated, Minute),
            ("2020/08/05 05:47:24", "2020-08-05T05:47:24Z", Assumed, Second),
            ("2020/8/5", "2020-08-05T00:00:00Z", Assumed, Day),
            ("2020-08-05 5:47:24", "2020-08-05T05:47:24Z", Assumed, Second),
            ("Wed Aug  5 05:47:24 2020", "2020-08-05T05:47:24Z", Assumed, Second),
            ("Wed Aug  5 05:47:24 UTC 2020", "2020-08-05T05:47:24Z", Stated, Second),
            ("Wed Aug 05 05:47:24 +0000 2020", "2020-08-05T05:47:24Z", Stated, Second),
            ("Wed Aug 5 05:47:24 2020 -0400", "2020-08-05T09:47:24Z", Stated, Second),
            ("25/03/2020 21:00", "2020-03-25T21:00:00Z", Assumed, Minute),
            ("25/03/2020, 21:00:05", "2020-03-25T21:00:05Z", Assumed, Second),
            ("3/25/2020 9:00 PM", "2020-03-25T21:00:00Z", Assumed, Minute),
            ("3/25/2020", "2020-03-25T00:00:00Z", Assumed, Day),
            ("03/03/2020", "2020-03-03T00:00:00Z", Assumed, Day),
        ] {
            let seen = read(given).unwrap_or_else(|| panic!("{given} is not read"));
            assert_eq!((seen.at.to_string().as_str(), seen.certainty, seen.precision), (at, certainty, precision));
            assert_eq!(seen.as_given.is_none(), given == at, "{given}");
        }
        for nonsense in [
            "",
            "soon",
            "5 janvier 2020",
            "20209999",
            "12345678",
            "2020-13-40",
            "2020-13",
            "2020-1",
            "2020/08-05",
            "2020/08/05 05",
            "01/02/2020",
            "25/03/20",
            "25/25/2020",
            "Wed Aug 05 05:47:24",
            "Wed Aug 05 05:47:24 EAT 2020",
            "2020",
            "202007",
            "1 2020",
            "Julian 2020",
            "2020-07-07T99:00:00Z",
            "2020-03-29 02:30:00 CST",
            "2020-03-29 99.30",
            "1e400",
            "NaN",
            "-",
            "99999999999999999999999",
        ] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }
}
