//! How much of one text another holds: of paragraphs that were joined or split, which part is which passage's.

use std::collections::HashMap;

use crate::text::words;

/// Of a thousand words of a part, so many are another text's where the part belongs to it.
const BELONGS: usize = 500;

/// Whether two texts share a passage: half of the words of either are the other's.
pub(super) fn shared(a: &str, b: &str) -> bool {
    share(a, b) >= BELONGS || share(b, a) >= BELONGS
}

/// Of a thousand words of a part, how many the whole holds, each as often as it does.
pub(super) fn share(part: &str, whole: &str) -> usize {
    let mut left: HashMap<String, usize> = HashMap::new();
    words::each_word(whole, |word| *left.entry(word.to_lowercase()).or_default() += 1);
    let (mut held, mut count) = (0, 0);
    words::each_word(part, |word| {
        count += 1;
        if let Some(left) = left.get_mut(&word.to_lowercase()).filter(|left| **left > 0) {
            *left -= 1;
            held += 1;
        }
    });
    held * 1000 / usize::max(count, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_counts_words_as_often_as_they_stand() {
        assert_eq!(share("the weir and the gate", "The weir, and a gate"), 800);
        assert_eq!(share("", "words"), 0);
        assert!(shared("The mayor left in June.", "The mayor left in June. The weather was fine, warm and dry."));
        assert!(!shared("The mayor left in June.", "The weather was fine, warm and dry."));
    }
}
