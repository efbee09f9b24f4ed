//! What a file's name says of the time or place of a revision.

use jiff::{Timestamp, civil::DateTime};

use crate::{
    model::{Certainty, Precision, Seen},
    source::time,
};

/// What orders a text among its like.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::source) enum Stamp {
    Time(Seen),
    Ordinal(u32),
}

impl Stamp {
    /// Ordinals before times, each in their order.
    pub(super) fn order(&self) -> (u32, Option<Timestamp>) {
        match self {
            Stamp::Ordinal(number) => (*number, None),
            Stamp::Time(seen) => (u32::MAX, Some(seen.at)),
        }
    }
}

/// The end of a name that is a time or an ordinal, and what stands before it.
pub(in crate::source) fn stamp(stem: &str) -> Option<(&str, Stamp)> {
    // A beginning ends where a digit follows something that is none, so there are few places to try.
    let mut before = ' ';
    for (at, c) in stem.char_indices() {
        let starts = c.is_ascii_digit() && !before.is_ascii_digit();
        before = c;
        let Some((beginning, end)) = stem.split_at_checked(at).filter(|_| starts) else { continue };
        if let Some(seen) = moment(end) {
            return Some((beginning.trim_end_matches(['-', '_', '.', ' ', '@']), Stamp::Time(seen)));
        }
        let word = beginning.trim_end_matches(['-', '_', '.', ' ']).to_ascii_lowercase();
        let counts = ["", "v", "r", "rev", "revision", "version", "draft"].contains(&word.as_str());
        if counts && (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_digit()) {
            return end.parse().ok().map(|number| ("", Stamp::Ordinal(number)));
        }
    }
    None
}

/// A time as names write it: in digits only, or with any of `-`, `_`, `.`, `:` between its parts.
fn moment(text: &str) -> Option<Seen> {
    let utc = text.strip_suffix(['Z', 'z']);
    let digits: String = utc.unwrap_or(text).chars().filter(char::is_ascii_digit).collect();
    let others = || utc.unwrap_or(text).chars().filter(|c| !c.is_ascii_digit());
    if !others().all(|c| "-_.:T ".contains(c)) {
        return None;
    }
    if others().next().is_none() && (digits.len() == 10 || digits.len() == 13) {
        let seen = time::number(digits.parse().ok()?)?;
        // Ten digits before 2001 or far ahead are some other number.
        let plausible = (978_307_200..4_102_444_800).contains(&seen.at.as_second());
        return plausible.then_some(Seen { as_given: Some(text.to_owned()), ..seen });
    }
    let (rest, precision) = match digits.len() {
        // Six digits together are any number.
        6 if others().count() == 1 && !text.as_bytes().get(4)?.is_ascii_digit() => ("01000000", Precision::Month),
        8 => ("000000", Precision::Day),
        12 => ("00", Precision::Minute),
        14 => ("", Precision::Second),
        _ => return None,
    };
    let at = DateTime::strptime("%Y%m%d%H%M%S", format!("{digits}{rest}")).ok()?;
    let certainty = if utc.is_some() { Certainty::Stated } else { Certainty::Assumed };
    let plausible = (1900..2200).contains(&at.year());
    let seen = time::utc(at, certainty, precision).filter(|_| plausible)?;
    Some(Seen { as_given: Some(text.to_owned()), ..seen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_bear_times_and_ordinals() {
        for (name, beginning, at) in [
            ("2020-07-07T10-00", "", "2020-07-07T10:00:00Z"),
            ("2020-07-07T10-00-05Z", "", "2020-07-07T10:00:05Z"),
            ("20200707100000", "", "2020-07-07T10:00:00Z"),
            ("20200707T100005", "", "2020-07-07T10:00:05Z"),
            ("ferry-2020-07-07", "ferry", "2020-07-07T00:00:00Z"),
            ("ferry 2_20200707_1000", "ferry 2", "2020-07-07T10:00:00Z"),
            ("ferry-2020-07", "ferry", "2020-07-01T00:00:00Z"),
            ("1594116000", "", "2020-07-07T10:00:00Z"),
            ("1594116000123", "", "2020-07-07T10:00:00.123Z"),
        ] {
            let Some((found, Stamp::Time(seen))) = stamp(name) else { panic!("{name} bears no time") };
            assert_eq!((found, seen.at.to_string().as_str()), (beginning, at), "{name}");
        }
        for (name, number) in [("3", 3), ("v12", 12), ("Rev-007", 7), ("version_2", 2)] {
            assert_eq!(stamp(name), Some(("", Stamp::Ordinal(number))), "{name}");
        }
        for name in [
            "chapter1",
            "ferry",
            "page-1-2",
            "2020-13-40",
            "ferry-2020-13",
            "ferry-202007",
            "0000.new",
            "guardian-1969222-diff-1-2",
            "99999999",
            "",
        ] {
            assert_eq!(stamp(name), None, "{name}");
        }
    }
}
