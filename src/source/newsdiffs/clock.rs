//! Times of NewsDiffs: the server's clock in New York, written without a zone; later copies of it keep UTC's.

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{AmbiguousOffset, Offset, TimeZone},
};

use crate::{
    model::{Certainty, Precision, Seen},
    source::time,
};

/// New York's time since 2007, whether or not the machine knows of zones.
const NEW_YORK: &str = "EST5EDT,M3.2.0,M11.1.0";

/// What a column holds where nothing was ever seen.
const NEVER: i16 = 1901;

/// A time without a zone, taken for New York's. `None` for what is no time, or stands for none.
pub(super) fn local(given: &str, precision: Precision) -> Option<Seen> {
    seen(shown(given)?, given, precision)
}

/// What the clock showed.
fn shown(given: &str) -> Option<DateTime> {
    given.trim().trim_end_matches('Z').parse().ok().filter(|at: &DateTime| at.year() > NEVER)
}

/// How many seconds a moment lies from a time without a zone, where that is read as UTC's or as that of a zone so many
/// seconds east of it, whichever is nearer. `None` for what is no time, or stands for none.
pub(super) fn apart_elsewhere(given: &str, moment: Timestamp, east: i32) -> Option<u64> {
    let shown = shown(given)?;
    let zones = [Some(Offset::UTC), Offset::from_seconds(east).ok()];
    let read = |zone: Offset| zone.to_timestamp(shown).ok();
    let apart = |at: Timestamp| at.as_second().abs_diff(moment.as_second());
    zones.into_iter().flatten().filter_map(read).map(apart).min()
}

/// `June 17, 2012 at  3:04pm EDT`, `June 17, 2012, 3:04 p.m.`, `Jan. 5, 2013, noon`, `March 20, 2017, noon UTC`. The zone
/// of New York that a page prints is the same in summer and winter, and therefore not believed.
pub(super) fn in_words(given: &str) -> Option<Seen> {
    let text = given.replace(['.', ','], " ").replace(" at ", " ");
    let mut words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let utc = words.iter().any(|w| w == "utc");
    words.retain(|w| !["edt", "est", "et", "on", "utc"].contains(&w.as_str()));
    let [month, day, year, clock @ ..] = &words[..] else { return None };
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = names.iter().position(|name| month.starts_with(name))? + 1;
    // `p.m.` has become `p m`.
    let clock = clock.concat();
    let (hour, minute) = match clock.as_str() {
        "noon" => (12, 0),
        "midnight" => (0, 0),
        clock => {
            let digits = clock.trim_end_matches(|c: char| c.is_alphabetic());
            let (hour, minute) = digits.split_once(':').unwrap_or((digits, "0"));
            let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
            match clock.get(digits.len()..)? {
                "am" => (hour % 12, minute),
                "pm" => (hour % 12 + 12, minute),
                "" => (hour, minute),
                _ => return None,
            }
        }
    };
    let at =
        DateTime::new(year.parse().ok()?, i8::try_from(month).ok()?, day.parse().ok()?, hour, minute, 0, 0).ok()?;
    if utc {
        let as_given = Some(given.trim().to_owned());
        return time::utc(at, Certainty::Stated, Precision::Minute).map(|seen| Seen { as_given, ..seen });
    }
    seen(at, given, Precision::Minute)
}

fn seen(at: DateTime, given: &str, precision: Precision) -> Option<Seen> {
    let zone = TimeZone::posix(NEW_YORK).ok()?;
    let at = zone.to_ambiguous_timestamp(at).compatible().ok()?;
    Some(Seen { certainty: Certainty::Assumed, precision, as_given: Some(given.trim().to_owned()), ..Seen::stated(at) })
}

/// Whether a time without a zone names two moments: clocks were set back in that hour.
pub(super) fn is_twofold(given: &str) -> bool {
    let at: Option<DateTime> = given.trim().parse().ok();
    at.zip(TimeZone::posix(NEW_YORK).ok())
        .is_some_and(|(at, zone)| matches!(zone.to_ambiguous_timestamp(at).offset(), AmbiguousOffset::Fold { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_new_yorks_in_summer_and_winter() {
        let at = |seen: Option<Seen>| seen.map(|s| s.at.to_string());
        assert_eq!(at(local("2012-06-17 15:04:05", Precision::Second)).as_deref(), Some("2012-06-17T19:04:05Z"));
        assert_eq!(
            at(local("2012-12-17T15:04:05.123456", Precision::Second)).as_deref(),
            Some("2012-12-17T20:04:05.123456Z")
        );
        assert_eq!(at(local("1901-01-01 00:00:00", Precision::Second)), None);
        for words in ["June 17, 2012 at  3:04pm EDT", "June 17, 2012, 3:04 p.m.", "June 17, 2012, 3:04pm"] {
            assert_eq!(at(in_words(words)).as_deref(), Some("2012-06-17T19:04:00Z"), "{words}");
        }
        assert_eq!(at(in_words("Jan. 5, 2013, noon")).as_deref(), Some("2013-01-05T17:00:00Z"));
        assert_eq!(at(in_words("Sept. 5, 2013, midnight")).as_deref(), Some("2013-09-05T04:00:00Z"));
        assert_eq!(at(in_words("Sept. 5, 2013, 3 a.m.")).as_deref(), Some("2013-09-05T07:00:00Z"));
        let utc = ["March 20, 2017 at 12:00 PM UTC", "March 20, 2017, noon UTC", "March 20, 2017, 12 p.m. UTC"];
        for words in utc {
            let seen = in_words(words).expect("a time");
            assert_eq!((seen.at.to_string().as_str(), seen.certainty), ("2017-03-20T12:00:00Z", Certainty::Stated));
        }
        for nonsense in ["", "soon", "June 99, 2012, noon", "June 17, 2012, 3:99 p.m."] {
            assert_eq!(in_words(nonsense), None, "{nonsense}");
        }
        assert!(is_twofold("2012-11-04 01:30:00") && !is_twofold("2012-11-04 03:30:00"));
    }
}
