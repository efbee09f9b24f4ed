//! Times and distances in words, as every pane shows them; numbers are in [`text::quantity`](crate::text::quantity).

use jiff::{Timestamp, tz::TimeZone};

pub use crate::text::quantity::{bytes, counted, number};
use crate::{
    app::model::{Model, Zone},
    model::{Gap, Progress, Seen, Timeline},
};

/// The sentence on missing revisions.
#[must_use]
pub fn gap(gap: &Gap) -> String {
    if gap.from == gap.to {
        format!("revision {} is not in this dump", gap.from)
    } else {
        format!("revisions {}–{} are not in this dump", gap.from, gap.to)
    }
}

/// When an article was seen and changed, each as a label and a time, which `told` puts into words; nothing where no
/// revision bears a time. What has one revision never changed, nor has what was seen again as it was.
pub fn history(timeline: &Timeline, told: impl Fn(&Seen) -> String) -> Vec<(&'static str, String)> {
    let times = || timeline.rows.iter().filter_map(|row| row.time.as_ref());
    let (Some(first), Some(last)) = (times().min_by_key(|t| t.at), times().max_by_key(|t| t.at)) else {
        return Vec::new();
    };
    if timeline.rows.len() == 1 {
        return vec![("seen once", told(first))];
    }
    let then = match timeline.last_changed() {
        Some(changed) => ("last changed", told(changed)),
        None if timeline.is_unchanged() => ("last seen", format!("{}, unchanged", told(last))),
        None => ("last seen", told(last)),
    };
    vec![("first seen", told(first)), then]
}

/// Seconds of reading before its pace says anything.
const STEADY: u64 = 2;

/// How far a reading is that began so many seconds ago, in the longest words first:
/// `reading 2.1 GB of 14 GB · 38 MB/s · 4 min left`.
#[must_use]
pub fn reading(progress: &Progress, seconds: u64) -> Vec<String> {
    if progress.waiting {
        return vec!["another recension reads it, waiting".into(), "waiting".into()];
    }
    if progress.bytes_found == 0 {
        return vec!["reading".into()];
    }
    let (read, found) = (bytes(progress.bytes), bytes(progress.bytes_found));
    let amount = if progress.counted { format!("reading {read} of {found}") } else { format!("reading {read}") };
    let rate = if seconds >= STEADY { progress.bytes / seconds } else { 0 };
    if rate == 0 {
        return vec![amount, "reading".into()];
    }
    let pace = format!("{}/s", bytes(rate));
    if !progress.counted {
        return vec![format!("{amount} · {pace}"), amount, "reading".into()];
    }
    let left = left(progress.bytes_found.saturating_sub(progress.bytes) / rate);
    vec![format!("{amount} · {pace} · {left}"), format!("{amount} · {left}"), format!("reading · {left}"), left]
}

/// How long something will take, roughly: `4 min left`.
#[must_use]
pub fn left(seconds: u64) -> String {
    match seconds {
        ..10 => "seconds left".into(),
        10..60 => format!("{} s left", seconds.div_ceil(10) * 10),
        60..3600 => format!("{} min left", seconds.div_ceil(60)),
        _ => format!("{} h {} min left", seconds / 3600, seconds % 3600 / 60),
    }
}

/// How long ago: `3 days ago`; `short` gives `3 d`.
#[must_use]
pub fn ago(at: Timestamp, now: Timestamp, short: bool) -> String {
    let seconds = now.as_second().saturating_sub(at.as_second());
    // Clocks differ by a little; what lies further ahead is a time that somebody set wrong, and said to be so.
    if seconds < -60 {
        return if short { "ahead".into() } else { "in the future".into() };
    }
    let (n, long, letter) = match seconds {
        ..60 => return if short { "now".into() } else { "just now".into() },
        60..3600 => (seconds / 60, "minute", "min"),
        3600..86_400 => (seconds / 3600, "hour", "h"),
        86_400..1_209_600 => (seconds / 86_400, "day", "d"),
        1_209_600..5_184_000 => (seconds / 604_800, "week", "wk"),
        5_184_000..63_072_000 => (seconds / 2_629_800, "month", "mo"),
        _ => (seconds / 31_557_600, "year", "y"),
    };
    if short { format!("{n} {letter}") } else { format!("{} ago", counted(n as usize, long)) }
}

/// A time as the user wants times shown, with its zone; a question mark where it is a guess.
#[must_use]
pub fn moment(seen: &Seen, model: &Model) -> String {
    moment_in(seen, model.zone, &model.local)
}

/// A time as [`moment`] gives it, without a model.
#[must_use]
pub fn moment_in(seen: &Seen, zone: Zone, local: &TimeZone) -> String {
    let text = match zone {
        Zone::Local => seen.in_zone(local),
        Zone::Utc => seen.in_zone(&TimeZone::UTC),
        Zone::Origin => seen.as_given.clone().unwrap_or_else(|| seen.rfc3339()),
    };
    text + seen.doubt()
}

/// The day of a time in the zone that the user wants, with a question mark where it is a guess.
#[must_use]
pub fn day(seen: &Seen, model: &Model) -> String {
    let zone = if model.zone == Zone::Local { model.local.clone() } else { TimeZone::UTC };
    seen.day_in(&zone) + seen.doubt()
}

/// What a new reading of the archive brought: a dump that is no longer there is a new problem.
#[must_use]
pub fn came(before: &Progress, now: &Progress) -> String {
    let told = |of: fn(&Progress) -> usize, what: &str| {
        let (before, now) = (of(before), of(now));
        match (now.checked_sub(before), before.saturating_sub(now)) {
            (Some(0), _) => None,
            (Some(more), _) => Some(counted(more, &format!("new {what}"))),
            (None, fewer) => Some(format!("{} fewer", counted(fewer, what))),
        }
    };
    let told = [told(|p| p.articles, "article"), told(|p| p.revisions, "revision"), told(|p| p.problems, "problem")];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if told.is_empty() { "nothing new".into() } else { told.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_is_told_and_what_is_missing() {
        let progress =
            |articles, revisions, problems| Progress { articles, revisions, problems, ..Progress::default() };
        let told = |now| came(&progress(2, 5, 0), &now);
        assert_eq!(told(progress(2, 5, 0)), "nothing new");
        assert_eq!(told(progress(3, 5, 1)), "1 new article, 1 new problem");
        assert_eq!(told(progress(2, 3, 0)), "2 revisions fewer");
    }

    #[test]
    fn distances_to_now_are_words() {
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let ago = |seconds: i64, short| ago(Timestamp::from_second(1_700_000_000 - seconds).unwrap(), now, short);
        assert_eq!(ago(5, false), "just now");
        assert_eq!(ago(60, false), "1 minute ago");
        assert_eq!([4, 31, 61, 7260].map(left), ["seconds left", "40 s left", "2 min left", "2 h 1 min left"]);
        assert_eq!(ago(3 * 86_400 + 5, false), "3 days ago");
        assert_eq!(ago(3 * 86_400 + 5, true), "3 d");
        assert_eq!(ago(6 * 31_557_600, false), "6 years ago");
        assert_eq!(ago(-4000, false), "in the future");
    }
}
