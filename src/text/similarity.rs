//! How alike two texts are, by the words they share. Integer arithmetic, so that both directions agree to the bit.

use std::collections::HashMap;

use super::words::{TokenKind, tokens};

/// The words of a text as a multiset, sorted: hash of the word in lower case, times it occurs, letters it has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bag {
    words: Vec<(u64, u32)>,
    /// How many words there are, repeats counted.
    pub count: usize,
}

impl Bag {
    /// The bag of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut hashes: Vec<u64> =
            tokens(text).iter().filter(|t| t.kind == TokenKind::Word).map(|t| word_hash(t.of(text))).collect();
        hashes.sort_unstable();
        let count = hashes.len();
        let mut words: Vec<(u64, u32)> = Vec::with_capacity(count);
        for h in hashes {
            match words.last_mut() {
                Some(last) if last.0 == h => last.1 += 1,
                _ => words.push((h, 1)),
            }
        }
        Bag { words, count }
    }

    /// The distinct words' hashes, ascending, with how often each occurs.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.words.iter().copied()
    }

    /// How many distinct words there are.
    #[must_use]
    pub fn distinct(&self) -> usize {
        self.words.len()
    }
}

/// How much each word says: rare words more than frequent ones, long ones more than short ones.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    found_in: HashMap<u64, u32>,
}

impl Weights {
    /// Weights from all the texts among which some are to be told apart.
    #[must_use]
    pub fn of<'a>(bags: impl IntoIterator<Item = &'a Bag>) -> Self {
        let mut found_in: HashMap<u64, u32> = HashMap::new();
        for bag in bags {
            for (word, _) in bag.iter() {
                *found_in.entry(word).or_insert(0) += 1;
            }
        }
        Weights { found_in }
    }

    /// The weight of a word, from 1.
    #[must_use]
    pub fn weight(&self, word: u64) -> u32 {
        let rarity = match self.found_in.get(&word).copied().unwrap_or(1) {
            0..=2 => 12,
            3..=4 => 8,
            5..=8 => 4,
            9..=24 => 2,
            _ => 1,
        };
        // The lowest two bits of a hash tell how long the word is.
        rarity * [1, 2, 4, 4][(word & 3) as usize]
    }

    /// How alike two texts are, from 0 to 1000: twice the weight they share over the weight they have.
    #[must_use]
    pub fn similarity(&self, one: &Bag, other: &Bag) -> u32 {
        let (mut shared, mut all) = (0u64, 0u64);
        let (mut i, mut j) = (0, 0);
        let heavy = |(word, times): (u64, u32)| u64::from(self.weight(word)) * u64::from(times);
        while i < one.words.len() || j < other.words.len() {
            match (one.words.get(i), other.words.get(j)) {
                (Some(&a), Some(&b)) if a.0 == b.0 => {
                    shared += 2 * heavy((a.0, a.1.min(b.1)));
                    all += heavy(a) + heavy(b);
                    i += 1;
                    j += 1;
                }
                (Some(&a), b) if b.is_none_or(|b| a.0 < b.0) => {
                    all += heavy(a);
                    i += 1;
                }
                (_, Some(&b)) => {
                    all += heavy(b);
                    j += 1;
                }
                (_, None) => break,
            }
        }
        (shared * 1000).checked_div(all).and_then(|s| u32::try_from(s).ok()).unwrap_or(0)
    }
}

/// How alike two texts are, from 0 to 1, by the words they share.
#[must_use]
pub fn similarity(one: &str, other: &str) -> f32 {
    let (a, b) = (Bag::of(one), Bag::of(other));
    if a.count + b.count == 0 {
        return if one == other { 1.0 } else { 0.0 };
    }
    f32::from(u16::try_from(Weights::default().similarity(&a, &b)).unwrap_or(1000)) / 1000.0
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
        assert!((similarity("", "") - 1.0).abs() < f32::EPSILON);
        assert!((similarity("The mayor resigned", "the mayor resigned.") - 1.0).abs() < f32::EPSILON);
        assert!(similarity("The mayor resigned on Monday", "The mayor resigned on Tuesday") > 0.6);
        assert!(similarity("Rain fell in the north", "Shares of the bank rose") < 0.2);
        let (a, b) = ("one two three two", "two three four");
        assert!((similarity(a, b) - similarity(b, a)).abs() < f32::EPSILON);
    }
}
