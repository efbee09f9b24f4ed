//! Names of zones that mean one offset from UTC, wherever they are written. Those that mean several (`CST`, `IST`, `BST`)
//! are none of them.

/// Each name, and its offset in minutes.
const ZONES: [(&str, i64); 27] = [
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("WEST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("SAST", 120),
    ("HKT", 480),
    ("SGT", 480),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

/// The zone that stands at the end of a text behind a blank: what stands before it, and the offset in minutes.
pub(super) fn named(text: &str) -> Option<(&str, i64)> {
    let (before, name) = text.rsplit_once(' ')?;
    let name = name.trim_start_matches('(').trim_end_matches(')');
    let zone = ZONES.iter().find(|zone| zone.0 == name)?;
    Some((before.trim_end(), zone.1))
}

/// An offset as ISO 8601 writes it: `+01:00`.
pub(super) fn offset(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
