//! How much of one text another holds: of paragraphs that were joined or split, which part is which passage's.

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use super::TextSide;
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

/// Of a thousand of its words that nothing else in a paragraph has, so many at least are left of a part that is not cut away.
const LEFT: usize = 200;

/// Words that nothing else there has by which a part is known, at least.
const KNOWN_BY: usize = 3;

/// Whether of a paragraph that holds a part among others there is left what holds it no more: hardly any of the words are
/// there that in the paragraph are the part's alone.
pub(super) fn is_cut(part: &str, paragraph: &str, left: &str) -> bool {
    let count = |text: &str| {
        let mut count = 0_usize;
        words::each_word(text, |_| count += 1);
        count
    };
    // Where as much stands in its place it was put in other words.
    let (of_part, of_others) = (count(part), count(paragraph).saturating_sub(count(part)));
    if count(left) > of_others + of_part / 3 {
        return false;
    }
    let mut rest: HashMap<String, isize> = HashMap::new();
    words::each_word(paragraph, |word| *rest.entry(word.to_lowercase()).or_default() += 1);
    let mut own: HashMap<String, bool> = HashMap::new();
    words::each_word(part, |word| {
        let word = word.to_lowercase();
        *rest.entry(word.clone()).or_default() -= 1;
        own.insert(word, false);
    });
    own.retain(|word, _| rest.get(word).is_none_or(|others| *others <= 0));
    words::each_word(left, |word| {
        if let Some(stands) = own.get_mut(&word.to_lowercase()) {
            *stands = true;
        }
    });
    let stand = own.values().filter(|stands| **stands).count();
    own.len() >= KNOWN_BY && stand * 1000 < LEFT * own.len()
}

/// Words of a passage that is known again inside of a paragraph, at least: shorter ones stand in many.
const TELLING: usize = 6;

/// The paragraph of a text, by index from 0, that holds a whole passage of another one as it stood there, and is not among
/// the paragraphs of that itself; of a short passage that is not asked.
pub(super) fn holder(passage: &str, from: &HashSet<&str>, there: &TextSide) -> Option<usize> {
    let mut count = 0;
    words::each_word(passage, |_| count += 1);
    if count < TELLING {
        return None;
    }
    let finder = memmem::Finder::new(passage);
    let holds = |text: &str| finder.find(text.as_bytes()).is_some() && !from.contains(text);
    there.paragraphs.iter().position(|text| holds(text))
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

    #[test]
    fn a_part_is_cut_where_its_own_words_are_gone() {
        let (part, other) = ("The mayor left the mill in June.", "The weather at the mill was fine.");
        let both = format!("{part} {other}");
        assert!(is_cut(part, &both, other));
        assert!(!is_cut(part, &both, &both));
        assert!(!is_cut(part, &both, "The mayor left the mill in July. The weather was bad."));
        assert!(!is_cut("The mill", &both, other), "it is known by nothing");
        assert!(!is_cut(part, &both, &format!("She has quit after three years there. {other}")), "it was reworded");
    }
}
