//! The time at which a tracker saw a revision, with how sure it is and how fine.
//!
//! It is never a publication time: when the edit was made lies between two times seen.

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
}

impl Precision {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Precision::Second => "second",
            Precision::Minute => "minute",
            Precision::Day => "day",
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
}

impl Seen {
    /// A time whose zone the dump states, to the second.
    #[must_use]
    pub fn stated(at: Timestamp) -> Self {
        Seen { at, certainty: Certainty::Stated, precision: Precision::Second, as_given: None }
    }

    /// The time in a zone, as `2020-07-07 10:00` with as much as its precision allows, and the zone's abbreviation.
    #[must_use]
    pub fn in_zone(&self, zone: &TimeZone) -> String {
        let zoned = self.at.to_zoned_datetime(zone.clone());
        let form = match self.precision {
            Precision::Second | Precision::Minute => "%Y-%m-%d %H:%M %Z",
            Precision::Day => "%Y-%m-%d",
        };
        zoned.strftime(form).to_string()
    }

    /// The moment as RFC 3339 in UTC, as JSON and exports write it.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        self.at.to_string()
    }
}
