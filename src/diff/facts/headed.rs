//! Notices that begin with a head: `Correction, 4 July 2020: …`.

use super::lexicon::class;
use crate::text::{fold::lower, words::words};

/// How the heads of notices begin.
const HEADS: &[&str] =
    &["correction", "corrections", "corrected", "clarification", "clarifications", "update", "updated"];

/// Bytes of such a head.
const HEAD: usize = 60;

/// Words that follow it, at least.
const TOLD: usize = 4;

/// Whether a text begins with the head of a notice, its date and a colon: `Correction, 4 July 2020: …`. An update is one
/// only with a date, or it is an entry of a live report.
pub(super) fn is_headed(text: &str) -> bool {
    let first = text.trim_start_matches(|c: char| !c.is_alphabetic());
    // Most texts begin with another letter than any head.
    if !first.starts_with(['c', 'C', 'u', 'U']) {
        return false;
    }
    let opens = |head: &&str| first.get(..head.len()).is_some_and(|found| found.eq_ignore_ascii_case(head));
    if !HEADS.iter().any(opens) {
        return false;
    }
    let Some((head, rest)) = first.split_once(": ").filter(|(head, _)| head.len() <= HEAD) else { return false };
    let mut dated = false;
    let mut words_of = words(head).enumerate().map(|(at, word)| {
        let lower = lower(word);
        let date = class(word).calendar;
        dated |= date;
        match at {
            0 => HEADS.contains(&&*lower),
            _ => {
                let digits = lower.starts_with(|c: char| c.is_ascii_digit());
                date || digits
                    || matches!(&*lower, "on" | "and" | "at" | "of" | "gmt" | "bst" | "am" | "pm")
                    || lower.starts_with("clarification")
                    || lower.starts_with("correction")
            }
        }
    });
    let is_head = words_of.all(|fits| fits);
    let updates = first.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("update"));
    is_head && (dated || !updates) && words(rest).nth(TOLD - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_headed;

    #[test]
    fn heads_bear_dates_and_lead_to_words() {
        for text in
            ["Correction, 4 July 2020: the profit was £3bn, not £3m.", "UPDATE, 4 July: the road is open once more."]
        {
            assert!(is_headed(text), "{text}");
        }
        for text in
            ["Update: the road is open once more.", "Corrections officers said: it was late.", "Correction: no.", ""]
        {
            assert!(!is_headed(text), "{text}");
        }
    }
}
