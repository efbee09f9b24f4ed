//! What cells begin and end with, for finding where the cells of a joined row meet.
//!
//! The words of a page that are known to begin or end a cell (rows begin and end with one) are set against how often
//! they stand elsewhere: an article or a preposition never ends a cell, and what opens sentences inside paragraphs
//! seldom opens a paragraph.

use std::{collections::HashMap, sync::LazyLock};

use super::{echoes::numbers, splits::stopped};
use crate::text::stirring::Stirring;

/// How often each word of a page stands at the edges of cells and sentences.
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    words: HashMap<u64, Counts, Stirring>,
}

/// Where one word stands.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Anywhere.
    all: f32,
    /// First in a row.
    first: f32,
    /// First in a sentence that is not its row's first.
    opens: f32,
    /// Last in a row or before a stop.
    last: f32,
}

/// The most words of a page that are counted.
const WORDS: usize = 400_000;

impl Edges {
    /// Counts the words of rows, given with their numbers; an unchanged row is given as one of its halves.
    pub(super) fn new<'a>(rows: impl IntoIterator<Item = (&'a str, Vec<u64>)>) -> Edges {
        let mut edges = Edges::default();
        let mut left = WORDS;
        for (row, numbers) in rows {
            let mut ended = true;
            let count = numbers.len();
            for (at, (word, number)) in row.split_whitespace().zip(numbers).enumerate().take(left) {
                let counts = edges.words.entry(number).or_default();
                counts.all += 1.0;
                counts.first += f32::from(at == 0);
                counts.opens += f32::from(at > 0 && ended);
                ended = stopped(word);
                counts.last += f32::from(ended || at + 1 == count);
            }
            left = left.saturating_sub(count);
        }
        edges
    }

    fn of(&self, word: u64) -> Counts {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// How much rather a word opens a cell than a sentence inside one: a logarithm.
    pub(super) fn opening(&self, word: u64) -> f32 {
        let c = self.of(word);
        ((c.first + 0.5) / (c.opens + 0.5)).ln()
    }

    /// How much rather a word opens a cell than it stands anywhere: a logarithm.
    pub(super) fn beginning(&self, word: u64) -> f32 {
        let c = self.of(word);
        ((c.first + 0.3) / (c.all + 3.0)).ln()
    }

    /// How much rather a word ends a cell or sentence than it stands elsewhere: a logarithm.
    pub(super) fn ending(&self, word: u64) -> f32 {
        let c = self.of(word);
        ((c.last + 0.3) / (c.all + 1.0)).ln()
    }
}

/// Words that take up what the sentence before said, in the languages that compare pages are mostly in. A sentence that
/// begins with one seldom begins a paragraph.
const ANAPHORA: &str = "these those it they he she that also and but however then instead so additionally furthermore moreover \
    otherwise thus therefore such even both his her their diese dieser dieses er sie es jedoch auch aber und \
    dabei dazu daher dann sonst ferner außerdem il elle ils elles ces cette cet ce toutefois cependant mais et \
    ainsi alors aussi celui-ci celle-ci este esta estos también pero además questo questa inoltre anche isso \
    também mas dit deze";

/// The numbers of words in a list, ascending.
pub(super) fn list(words: &str) -> Vec<u64> {
    let mut list = numbers(words.split_whitespace());
    list.sort_unstable();
    list
}

/// Whether a word, given by its [number](numbers), takes up what was said before it.
pub(super) fn goes_on(word: u64) -> bool {
    static KNOWN: LazyLock<Vec<u64>> = LazyLock::new(|| list(ANAPHORA));
    KNOWN.binary_search(&word).is_ok()
}

/// How the last word of a cell may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Stop,
    Colon,
    Comma,
    Bare,
}

/// How many ways there are.
pub(super) const ENDS: usize = 4;

impl End {
    /// How a word ends.
    pub(super) fn of(word: &str) -> End {
        let closing = |c: &char| !matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | '）' | '」' | ']' | '*');
        match word.chars().rev().find(closing) {
            Some(':' | '：') => End::Colon,
            Some(',' | ';' | '،' | '、' | '，' | '；') => End::Comma,
            Some(c) if super::style::is_stop(c) => End::Stop,
            _ => End::Bare,
        }
    }
}

/// How the first word of a cell may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    Capital,
    Small,
    Digit,
    Other,
}

/// How many ways there are.
pub(super) const BEGINS: usize = 4;

impl Begin {
    /// How a word begins.
    pub(super) fn of(word: &str) -> Begin {
        match word.chars().find(|c| c.is_alphanumeric()) {
            Some(c) if c.is_uppercase() => Begin::Capital,
            Some(c) if c.is_lowercase() => Begin::Small,
            Some(c) if c.is_numeric() => Begin::Digit,
            _ => Begin::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Begin, Edges, End, goes_on};
    use crate::source::newssniffer::compare::echoes::numbers;

    #[test]
    fn a_preposition_ends_nothing() {
        let rows = ["The ferry of the island is late.", "Ferries of Skarvholm. They wait."];
        let edges = Edges::new(rows.map(|r| (r, numbers(r.split(' ')))));
        let of = |w: &str| numbers([w])[0];
        assert!(edges.ending(of("late")) > edges.ending(of("of")));
        assert!(edges.opening(of("Ferries")) > edges.opening(of("They")));
    }

    #[test]
    fn edges_of_words() {
        assert_eq!((End::of("late.”"), End::of("these:"), End::of("and;")), (End::Stop, End::Colon, End::Comma));
        assert_eq!((Begin::of("“He"), Begin::of("3."), Begin::of("via")), (Begin::Capital, Begin::Digit, Begin::Small));
        let known = |word| goes_on(numbers([word])[0]);
        assert!(known("These") && known("“It") && !known("Ferries"));
    }
}
