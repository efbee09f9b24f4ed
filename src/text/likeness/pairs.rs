//! The likeness of the paragraphs of two revisions, of which some are to be told apart. Integer arithmetic, so that both
//! directions agree to the bit.

use super::{
    super::words::{TokenKind, tokens},
    Bag, Term,
};

/// The words of a text as a bag, each word weighing as much as its length says.
#[must_use]
pub fn bag(text: &str) -> Bag<u32> {
    let words = tokens(text).into_iter().filter(|t| t.kind == TokenKind::Word);
    Bag::of(words.map(|t| word_hash(t.of(text))).collect(), |word| weight(word, 1))
}

/// Where a word is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The word's hash.
    pub word: Term,
    /// The bag, by its place in the list of bags.
    pub bag: u32,
    /// Its place in the bag.
    place: u32,
}

/// Weighs the words of texts among which some are to be told apart: rare ones weigh more than frequent ones. Returns
/// where each word is found, the words in groups, the bags of a group ascending.
pub fn weigh(bags: &mut [Bag<u32>]) -> Vec<Found> {
    let mut index: Vec<Found> = Vec::with_capacity(bags.iter().map(Bag::distinct).sum());
    for (bag, b) in (0u32..).zip(bags.iter()) {
        index.extend((0u32..).zip(b.entries()).map(|(place, e)| Found { word: e.term, bag, place }));
    }
    index.sort_unstable();
    for group in index.chunk_by(|a, b| a.word == b.word) {
        for found in group {
            let bag = bags.get_mut(found.bag as usize);
            if let Some(entry) = bag.and_then(|b| b.entries_mut().get_mut(found.place as usize)) {
                entry.weight = weight(entry.term, group.len());
            }
        }
    }
    index
}

/// The weight of a word that is found in so many texts, from 1.
fn weight(word: u64, texts: usize) -> u32 {
    let rarity = match texts {
        0..=2 => 12,
        3..=4 => 8,
        5..=8 => 4,
        9..=24 => 2,
        _ => 1,
    };
    // The lowest two bits of a hash tell how long the word is.
    rarity * [1, 2, 4, 4][(word & 3) as usize]
}

/// The weight that two bags share, and the weight of each. Both must have been weighed alike.
#[must_use]
pub fn overlap(one: &Bag<u32>, other: &Bag<u32>) -> (u64, u64, u64) {
    let worth = |weight: u32, times: u32| u64::from(weight) * u64::from(times);
    let total = |bag: &Bag<u32>| bag.entries().iter().map(|e| worth(e.weight, e.times)).sum::<u64>();
    let shared = one.common(other).map(|(a, b)| worth(a.weight, a.times.min(b.times))).sum();
    (shared, total(one), total(other))
}

/// How alike two texts are, from 0 to 1000: twice the weight they share over the weight they have. Both bags must have
/// been weighed alike.
#[must_use]
pub fn shared(one: &Bag<u32>, other: &Bag<u32>) -> u32 {
    let (shared, first, second) = overlap(one, other);
    (2000 * shared).checked_div(first + second).and_then(|s| u32::try_from(s).ok()).unwrap_or(0)
}

/// A hash of a word, case folded for ASCII; its lowest two bits tell how many characters the word has (0: one or two,
/// 1: three, 2: four or more, 3: of a script without spaces, where short words carry as much as long ones).
fn word_hash(word: &str) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for b in word.bytes() {
        h = (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
    }
    h ^= h >> 31;
    let class = match word.chars().take(4).count() {
        _ if word.chars().next().is_some_and(|c| c >= '\u{e00}') => 3,
        0..=2 if !word.bytes().any(|b| b.is_ascii_digit()) => 0,
        3 => 1,
        _ => 2,
    };
    h & !3 | class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_alike_as_their_words() {
        let alike = |a: &str, b: &str| {
            let mut bags = [bag(a), bag(b)];
            weigh(&mut bags);
            assert_eq!(shared(&bags[0], &bags[1]), shared(&bags[1], &bags[0]));
            shared(&bags[0], &bags[1])
        };
        assert_eq!(alike("", ""), 0);
        assert_eq!(alike("The mayor resigned", "the mayor resigned."), 1000);
        assert!(alike("The mayor resigned on Monday", "The mayor resigned on Tuesday") > 600);
        assert!(alike("Rain fell in the north", "Shares of the bank rose") < 200);
        assert_eq!(alike("one two two three", "two three four"), 600);
    }
}
