//! Phrases that a page holds more than once, for finding where the cells of a joined row meet.
//!
//! News Sniffer pairs by position, so a paragraph that was reworded or moved often stands in another row than its
//! twin. Where a phrase that occurs elsewhere begins or ends, a cell may begin or end; through the middle of such a
//! phrase no border can run.

use std::{
    collections::{HashMap, HashSet, hash_map::DefaultHasher},
    hash::{BuildHasher, Hash, Hasher},
};

use crate::text::stirring::Stirring;

/// How many words a long phrase has.
const LONG: usize = 4;
/// The most words of a row's beginning or end by which rows are told to part ways.
const BRANCH: usize = 7;
/// How many words the beginning or end of a row must share at least.
const SHORT: usize = 2;
/// The most words of a page that are remembered; what follows echoes nothing.
const WORDS: usize = 400_000;
/// Stands for the end of a row.
const BORDER: u64 = 0;

/// One phrase: how often it occurs and what stands around it.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    count: u32,
    before: u64,
    after: u64,
    /// Whether different words stand before it, or after it.
    before_differs: bool,
    after_differs: bool,
}

/// The phrases of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Echoes {
    phrases: HashMap<u64, Phrase, Stirring>,
    /// Beginnings and ends of rows, short and long, with how many rows have them.
    begins: HashMap<u64, u32, Stirring>,
    ends: HashMap<u64, u32, Stirring>,
    /// The first words of rows, with how many rows have them.
    firsts: HashMap<u64, u32, Stirring>,
    /// The first and last words of rows, up to [`BRANCH`] of them, with how many rows have them.
    heads: HashMap<u64, u32, Stirring>,
    tails: HashMap<u64, u32, Stirring>,
    /// Words that somewhere begin with a small letter.
    small: HashSet<u64, Stirring>,
}

/// What one place between two words echoes; 0 or 1 each.
pub(super) const ECHOES: usize = 8;

/// The words of a row as numbers, equal for words that differ in case and punctuation only.
pub(super) fn numbers<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<u64> {
    let number = |word: &str| {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let mut hasher = DefaultHasher::new();
        (if core.is_empty() { word } else { core }).to_lowercase().hash(&mut hasher);
        hasher.finish().max(1)
    };
    words.into_iter().map(number).collect()
}

/// One number for several, only good within this run.
pub(super) fn phrase(words: &[u64]) -> u64 {
    let mut hasher = Stirring::default().build_hasher();
    words.iter().for_each(|&word| hasher.write_u64(word));
    hasher.finish()
}

/// The phrase of the first or last `n` words; a shorter row is followed by its border.
fn edge(words: &[u64], n: usize, last: bool) -> u64 {
    let part = if last { &words[words.len().saturating_sub(n)..] } else { &words[..words.len().min(n)] };
    let mut hasher = Stirring::default().build_hasher();
    part.iter().for_each(|&word| hasher.write_u64(word));
    (part.len()..n).for_each(|_| hasher.write_u64(BORDER));
    hasher.finish()
}

impl Echoes {
    /// Reads the rows of a page; an unchanged row is given as one of its halves.
    pub(super) fn new<'a>(rows: impl IntoIterator<Item = &'a str>) -> Echoes {
        let mut echoes = Echoes::default();
        let mut left = WORDS;
        for row in rows {
            let words = numbers(row.split_whitespace().take(left));
            left -= words.len();
            if let Some(&first) = words.first() {
                *echoes.firsts.entry(first).or_default() += 1;
            }
            for (word, &number) in row.split_whitespace().zip(&words) {
                if word.starts_with(char::is_lowercase) {
                    echoes.small.insert(number);
                }
            }
            for n in [SHORT, LONG] {
                *echoes.begins.entry(edge(&words, n, false)).or_default() += 1;
                *echoes.ends.entry(edge(&words, n, true)).or_default() += 1;
            }
            for n in 1..=BRANCH.min(words.len()) {
                *echoes.heads.entry(edge(&words, n, false)).or_default() += 1;
                *echoes.tails.entry(edge(&words, n, true)).or_default() += 1;
            }
            for (at, window) in words.windows(LONG).enumerate() {
                let before = at.checked_sub(1).and_then(|b| words.get(b)).copied().unwrap_or(BORDER);
                let after = words.get(at + LONG).copied().unwrap_or(BORDER);
                let fresh = Phrase { count: 0, before, after, before_differs: false, after_differs: false };
                let known = echoes.phrases.entry(phrase(window)).or_insert(fresh);
                known.count += 1;
                known.before_differs |= known.before != before;
                known.after_differs |= known.after != after;
            }
        }
        echoes
    }

    /// 1 where a word stands somewhere on the page with a small first letter, so that it is no name.
    pub(super) fn small(&self, word: u64) -> f32 {
        f32::from(self.small.contains(&word))
    }

    /// Logarithm of how many other rows begin with word `at` of a row.
    pub(super) fn first(&self, words: &[u64], at: usize) -> f32 {
        let Some(word) = words.get(at) else { return 0.0 };
        let own = u32::from(words.first() == Some(word));
        (self.firsts.get(word).copied().unwrap_or(0).saturating_sub(own) as f32).ln_1p().min(3.0)
    }

    /// How many more rows begin as this one does up to word `at` than go on as it does, or end as it does from there on;
    /// as a difference of logarithms.
    pub(super) fn branch(&self, words: &[u64], at: usize, tail: bool) -> f32 {
        let (map, held) = if tail { (&self.tails, words.len() - at.min(words.len())) } else { (&self.heads, at) };
        if held == 0 || held >= BRANCH || held >= words.len() {
            return 0.0;
        }
        let rows = |n: usize| map.get(&edge(words, n, tail)).copied().unwrap_or(1) as f32;
        (rows(held) / rows(held + 1)).ln().min(3.0)
    }

    /// What is echoed at the place before word `at` of a row: another row begins as what follows (shortly, long),
    /// ends as what precedes (shortly, long), a phrase begins, a phrase ends, a phrase goes across, and the row's own
    /// last words are the end of another row.
    pub(super) fn at(&self, words: &[u64], at: usize) -> [f32; ECHOES] {
        let (left, right) = words.split_at(at.min(words.len()));
        let others = |map: &HashMap<u64, u32, Stirring>, key: u64, own: u64| {
            let count = map.get(&key).copied().unwrap_or(0);
            f32::from(count > u32::from(key == own))
        };
        let begin = |n| others(&self.begins, edge(right, n, false), edge(words, n, false));
        let end = |n| others(&self.ends, edge(left, n, true), edge(words, n, true));
        let twice = |w: Option<&[u64]>| w.and_then(|w| self.phrases.get(&phrase(w))).filter(|p| p.count > 1);
        let starts = twice(right.get(..LONG)).is_some_and(|p| p.before_differs);
        let stops = twice(left.len().checked_sub(LONG).map(|s| &left[s..])).is_some_and(|p| p.after_differs);
        let half = LONG / 2;
        let across = |shift: usize| {
            let from = at.checked_sub(shift)?;
            twice(words.get(from..from + LONG)).map(|_| ())
        };
        let through = across(half).is_some() || across(half - 1).is_some() && across(half + 1).is_some();
        [
            begin(SHORT),
            begin(LONG),
            end(SHORT),
            end(LONG),
            f32::from(starts),
            f32::from(stops),
            f32::from(through),
            f32::from(starts && stops),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Echoes, numbers};

    #[test]
    fn a_twin_in_another_row_shows_the_border() {
        let rows = [
            "The ferry was late again today. Nobody was hurt.",
            "A bridge is planned. The ferry was late again today.",
        ];
        let echoes = Echoes::new(rows);
        let words = numbers(rows[1].split(' '));
        let border = echoes.at(&words, 4);
        assert_eq!((border[1], border[4], border[6]), (1.0, 1.0, 0.0));
        assert_eq!(echoes.at(&words, 6)[6], 1.0);
        assert_eq!(echoes.at(&words, 2)[..2], [0.0, 0.0]);
    }
}
