//! How alike two texts are, by the words they share. Integer arithmetic, so that both directions agree to the bit.

use super::words::{TokenKind, tokens};

/// A word of a bag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    hash: u64,
    times: u32,
    weight: u32,
}

/// The words of a text as a multiset.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bag {
    /// Sorted by hash of the word in lower case.
    words: Vec<Entry>,
    /// How many words there are, repeats counted.
    pub count: usize,
}

impl Bag {
    /// The bag of a text, each word weighing as much as its length says.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut hashes: Vec<u64> =
            tokens(text).iter().filter(|t| t.kind == TokenKind::Word).map(|t| word_hash(t.of(text))).collect();
        hashes.sort_unstable();
        let count = hashes.len();
        let mut words: Vec<Entry> = Vec::with_capacity(count);
        for hash in hashes {
            match words.last_mut() {
                Some(last) if last.hash == hash => last.times += 1,
                _ => words.push(Entry { hash, times: 1, weight: weight(hash, 1) }),
            }
        }
        Bag { words, count }
    }

    /// How many distinct words there are.
    #[must_use]
    pub fn distinct(&self) -> usize {
        self.words.len()
    }
}

/// Where a word is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The word's hash.
    pub word: u64,
    /// The bag, by its place in the list of bags.
    pub bag: u32,
    /// Its place in the bag.
    place: u32,
}

/// Weighs the words of texts among which some are to be told apart: rare ones weigh more than frequent ones. Returns
/// where each word is found, the words in groups, the bags of a group ascending.
pub fn weigh(bags: &mut [Bag]) -> Vec<Found> {
    let mut index: Vec<Found> = Vec::with_capacity(bags.iter().map(Bag::distinct).sum());
    for (bag, b) in (0u32..).zip(bags.iter()) {
        index.extend((0u32..).zip(&b.words).map(|(place, w)| Found { word: w.hash, bag, place }));
    }
    index.sort_unstable();
    for group in index.chunk_by(|a, b| a.word == b.word) {
        for found in group {
            let word = bags.get_mut(found.bag as usize).and_then(|b| b.words.get_mut(found.place as usize));
            if let Some(word) = word {
                word.weight = weight(word.hash, group.len());
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

/// How alike two texts are, from 0 to 1000: twice the weight they share over the weight they have. Both bags must have
/// been weighed alike.
#[must_use]
pub fn shared(one: &Bag, other: &Bag) -> u32 {
    let heavy = |w: &Entry| u64::from(w.weight) * u64::from(w.times);
    let (mut shared, mut all) = (0u64, 0u64);
    let (mut left, mut right) = (one.words.iter().peekable(), other.words.iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a.hash == b.hash => {
                shared += 2 * u64::from(a.weight) * u64::from(a.times.min(b.times));
                all += heavy(a) + heavy(b);
                left.next();
                right.next();
            }
            (Some(a), b) if b.is_none_or(|b| a.hash < b.hash) => {
                all += heavy(a);
                left.next();
            }
            (_, Some(b)) => {
                all += heavy(b);
                right.next();
            }
            (_, None) => break,
        }
    }
    (shared * 1000).checked_div(all).and_then(|s| u32::try_from(s).ok()).unwrap_or(0)
}

/// How alike two texts are, from 0 to 1, by the words they share.
#[must_use]
pub fn similarity(one: &str, other: &str) -> f32 {
    let (a, b) = (Bag::of(one), Bag::of(other));
    if a.count + b.count == 0 {
        return if one == other { 1.0 } else { 0.0 };
    }
    f32::from(u16::try_from(shared(&a, &b)).unwrap_or(1000)) / 1000.0
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
