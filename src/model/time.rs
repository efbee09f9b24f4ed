//! The time at which a tracker saw a revision, with how sure it is and how fine.
//!
//! When the edit was made lies between two times seen. A publication time stands for a time seen only where a dump has no
//! better one, and says so.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How sure the zone of a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Certainty {
    /// The dump writes the zone or offset beside the time.
    Stated,
    /// The format defines the zone (News Sniffer: UTC).
    Implied,
    /// We took a zone because the tool is known to write it, without a definition.
    Assumed,
    /// A guess only, such as the modification time of a file.
    Unknown,
}

impl Certainty {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Certainty::Stated => "stated",
            Certainty::Implied => "implied",
            Certainty::Assumed => "assumed",
            Certainty::Unknown => "unknown",
        }
    }
}

/// How fine a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Precision {
    /// To the second or finer.
    Second,
    /// To the minute.
    Minute,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

impl Precision {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Precision::Second => "second",
            Precision::Minute => "minute",
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }

    /// Whether it says no time of day.
    #[must_use]
    pub fn is_date(self) -> bool {
        self >= Precision::Day
    }

    /// Whether it says no second, so that a text may have come and gone within it.
    #[must_use]
    pub fn is_coarse(self) -> bool {
        self > Precision::Second
    }

    /// How long the span of time is, in milliseconds at most, in which a moment of this precision may lie.
    #[must_use]
    pub fn width(self) -> i64 {
        const DAY: i64 = 86_400_000;
        match self {
            Precision::Second => 0,
            Precision::Minute => 60_000,
            Precision::Day => DAY,
            Precision::Month => 31 * DAY,
            Precision::Year => 366 * DAY,
        }
    }
}

/// When a tracker fetched a revision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seen {
    /// The moment, in UTC.
    pub at: Timestamp,
    /// How sure the zone is.
    pub certainty: Certainty,
    /// How fine the moment is.
    pub precision: Precision,
    /// The time as the dump writes it, shown on a key; `None` where it is just the RFC 3339 form of `at`.
    pub as_given: Option<String>,
    /// Whether it is only when the text was published, first or changed, as its dump says: it was seen then or later.
    pub is_publication: bool,
}

impl Seen {
    /// A time whose zone the dump states, to the second.
    #[must_use]
    pub fn stated(at: Timestamp) -> Self {
        Seen { at, certainty: Certainty::Stated, precision: Precision::Second, as_given: None, is_publication: false }
    }

    /// What stands behind it in whatever form it is shown: a question mark where it is a guess, such as when a file was last
    /// changed.
    #[must_use]
    pub fn doubt(&self) -> &'static str {
        if self.certainty == Certainty::Unknown { "?" } else { "" }
    }

    /// The time in a zone, as `2020-07-07 10:00` with as much as its precision allows, and the zone's abbreviation. A date
    /// is the same in every zone.
    #[must_use]
    pub fn in_zone(&self, zone: &TimeZone) -> String {
        let form = match self.precision {
            Precision::Second | Precision::Minute => "%Y-%m-%d %H:%M %Z",
            Precision::Day => "%Y-%m-%d",
            Precision::Month => "%Y-%m",
            Precision::Year => "%Y",
        };
        self.written(zone, form)
    }

    /// Its day in a zone, in words: `7 Jul 2020`; `Jul 2020`, `2020` where no day is known.
    #[must_use]
    pub fn day_in(&self, zone: &TimeZone) -> String {
        let form = match self.precision {
            Precision::Second | Precision::Minute | Precision::Day => "%-d %b %Y",
            Precision::Month => "%b %Y",
            Precision::Year => "%Y",
        };
        self.written(zone, form)
    }

    fn written(&self, zone: &TimeZone, form: &str) -> String {
        let zone = if self.precision.is_date() { TimeZone::UTC } else { zone.clone() };
        self.at.to_zoned_datetime(zone).strftime(form).to_string()
    }

    /// The seconds from here to another time; whole days where of one of them no more is known, `None` where one of them
    /// is so coarse that nothing can be said.
    #[must_use]
    pub fn apart(&self, other: &Seen) -> Option<i64> {
        let apart = other.at.as_second().saturating_sub(self.at.as_second());
        let coarse = self.precision.max(other.precision);
        if coarse == Precision::Day {
            const DAY: i64 = 86_400;
            let day = |seen: &Seen| seen.at.as_second().div_euclid(DAY);
            return Some((day(other) - day(self)) * DAY).filter(|apart| *apart != 0);
        }
        let told = coarse <= Precision::Day || apart.saturating_mul(1000).saturating_abs() >= coarse.width();
        told.then_some(apart)
    }

    /// As [`Seen::apart`]; `None` also where one of them is a guess.
    #[must_use]
    pub fn seconds_to(&self, other: &Seen) -> Option<i64> {
        let sure = |seen: &Seen| seen.certainty != Certainty::Unknown;
        self.apart(other).filter(|_| sure(self) && sure(other))
    }

    /// The moment as RFC 3339 in UTC, as JSON and exports write it.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        self.at.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(at: &str, precision: Precision) -> Seen {
        Seen { precision, ..Seen::stated(at.parse().expect("a time")) }
    }

    #[test]
    fn a_time_is_written_no_finer_than_it_is_and_a_date_is_the_same_everywhere() {
        let west = TimeZone::fixed(jiff::tz::offset(-8));
        let all = [Precision::Minute, Precision::Day, Precision::Month, Precision::Year];
        let written = all.map(|precision| seen("2020-01-01T00:00:00Z", precision).in_zone(&west));
        assert_eq!(written, ["2019-12-31 16:00 -08", "2020-01-01", "2020-01", "2020"]);
        let days = all.map(|precision| seen("2020-01-01T00:00:00Z", precision).day_in(&west));
        assert_eq!(days, ["31 Dec 2019", "1 Jan 2020", "Jan 2020", "2020"]);
    }

    #[test]
    fn of_a_month_and_a_day_in_it_nobody_can_say_how_far_they_lie_apart() {
        use Precision::{Day, Month, Second, Year};
        let apart = |a: (&str, Precision), b: (&str, Precision)| seen(a.0, a.1).seconds_to(&seen(b.0, b.1));
        let (new_year, march) = ("2020-01-01T00:00:00Z", "2020-03-03T00:00:00Z");
        assert_eq!(apart((new_year, Year), (march, Second)), None);
        assert_eq!(apart((new_year, Month), ("2020-01-09T10:00:00Z", Day)), None);
        assert_eq!(apart((new_year, Month), (march, Second)), Some(62 * 86_400));
        assert_eq!(apart((march, Day), (new_year, Second)), Some(-62 * 86_400));
        // A day, and an hour of the next: a day, not hours.
        assert_eq!(apart((march, Day), ("2020-03-04T14:00:00Z", Second)), Some(86_400));
        assert_eq!(apart((march, Day), ("2020-03-03T14:00:00Z", Second)), None);
        let guess = Seen { certainty: Certainty::Unknown, ..seen(march, Second) };
        assert_eq!(seen(new_year, Second).seconds_to(&guess), None);
        assert_eq!(seen(new_year, Second).apart(&guess), Some(62 * 86_400));
    }
}
