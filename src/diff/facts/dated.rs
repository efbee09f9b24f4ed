//! Lines that say when something was published, and next to nothing else: they stand for what they stand by.

use super::lexicon::{class, is_in, is_month};
use crate::text::{fold::lower, words::words};

/// Bytes of such a line, at most.
const SHORT: usize = 40;

/// Words that may stand beside the date.
const BESIDE: &str = " published updated posted reviewed modified last first on at of the am pm gmt bst utc uhr um veröffentlicht \
    aktualisiert stand publié le mis à jour publicado actualizado el de del pubblicato il ";

/// Whether a line is the day of a month, and says no more than that it was published: `9 September`, `Published 9 September
/// 2020`.
pub(in crate::diff) fn is_dated(line: &str) -> bool {
    if line.len() > SHORT || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut has_month = false;
    let fits = words(line).all(|word| {
        let lower = lower(word);
        let is_month = is_month(&lower) && class(word).calendar;
        has_month |= is_month;
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_part = digits.parse::<u32>().is_ok_and(|n| n <= 31 || (1900..2100).contains(&n)) || word.contains(':');
        is_month || is_part || class(word).calendar || is_in(BESIDE, &lower)
    });
    fits && has_month
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_hardly_more() {
        for line in ["9 September", "Published 9 September 2020", "Last updated: 3 May 2020", "3 avril 2020"] {
            assert!(is_dated(line), "{line}");
        }
        for line in [
            "Sunday: 12 dead",
            "12 killed in March",
            "Deaths in March: 12",
            "3 May: 204",
            "204 cases",
            "It may be 5.",
            "12 people died on 3 May.",
            "September",
            "Article 12",
        ] {
            assert!(!is_dated(line), "{line}");
        }
    }
}
