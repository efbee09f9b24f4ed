//! Lines that say when something was published, and next to nothing else: they stand for what they stand by.

use super::lexicon::class;
use crate::text::words::words;

/// Bytes of such a line, at most.
const SHORT: usize = 40;

/// Words beside the date, at most (`Published`, `Last updated`).
const BESIDE: usize = 2;

/// Whether a line is a date with a month, and hardly more: `9 September`, `Published 9 September 2020`.
pub(in crate::diff) fn is_dated(line: &str) -> bool {
    if line.len() > SHORT || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let (mut beside, mut months) = (0, 0);
    for word in words(line).filter(|word| !word.starts_with(|c: char| c.is_ascii_digit())) {
        if class(word).calendar { months += 1 } else { beside += 1 }
    }
    months > 0 && beside <= BESIDE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_hardly_more() {
        for line in ["9 September", "Published 9 September 2020", "Last updated: 3 May 2020", "3 avril 2020"] {
            assert!(is_dated(line), "{line}");
        }
        for line in ["204 cases", "It may be 5.", "12 people died on 3 May.", "September", "Article 12"] {
            assert!(!is_dated(line), "{line}");
        }
    }
}
