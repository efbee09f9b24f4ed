//! The units of texts, by numbers: looked up once where they stand, and told apart by number from then on.
//!
//! A unit has two numbers. One counts the distinct units of an article, as far as it has been read: by it one reckons
//! with them in plain lists. The other is its term's, in all articles of a batch.

use super::{keys::Keys, room};
use crate::query::Terms;

/// The terms of a batch of articles, and the units of one of these.
#[derive(Debug)]
pub(super) struct Vocabulary {
    keys: Keys,
    /// A unit lies at the first free place from where its key would have it. What is looked for lies in one stretch of
    /// memory then, which counts: most of it is in no cache.
    table: Vec<Known>,
    known: usize,
    /// What the terms are, one after the other, and where each ends.
    texts: Vec<u8>,
    ends: Vec<usize>,
    own_keys: Vec<u64>,
    own_terms: Vec<u32>,
    /// Working space: the keys of a text's units, and where they begin.
    found: Vec<(u64, usize)>,
}

/// What is known of a unit.
#[derive(Debug, Clone, Copy)]
struct Known {
    key: u64,
    term: u32,
    /// Its number in the article that had it last: in the one being read, if there that is its key's.
    own: u32,
}

/// No unit.
const NONE: Known = Known { key: 0, term: u32::MAX, own: 0 };

impl Vocabulary {
    /// One of no terms.
    pub(super) fn new() -> Vocabulary {
        Vocabulary {
            keys: Keys::of_this_run(),
            table: room::filled(NONE, 1024),
            known: 0,
            texts: room::list(0),
            ends: room::list(0),
            own_keys: Vec::new(),
            own_terms: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Begins with another article.
    pub(super) fn begin(&mut self) {
        self.own_keys.clear();
        self.own_terms.clear();
    }

    /// The units of a reduced text, by the article's numbers, in order.
    pub(super) fn read(&mut self, reduced: &str, units: &mut Vec<u32>) {
        let bytes = reduced.as_bytes();
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        let mut terms = Terms::of(reduced);
        while let Some((start, end)) = terms.next_place() {
            // Whether a blank stands before it makes a difference between scripts with and without spaces.
            let is_after_blank = bytes.get(start.wrapping_sub(1)) == Some(&b' ');
            let key = self.keys.of(bytes.get(start - usize::from(is_after_blank)..end).unwrap_or_default());
            found.push((key, start));
        }
        self.approach(&found);
        for (key, start) in &found {
            let at = self.place(*key);
            let own = match self.table.get_mut(at) {
                Some(known) if known.term != NONE.term => {
                    if self.own_keys.get(known.own as usize) != Some(key) {
                        known.own = self.own_keys.len() as u32;
                        self.own_keys.push(*key);
                        self.own_terms.push(known.term);
                    }
                    known.own
                }
                _ => self.first(*key, reduced, *start),
            };
            units.push(own);
        }
        self.found = found;
    }

    /// Looks at where keys would lie, and does nothing with it. None of these looks waits for another; each that comes
    /// when it is its key's turn would have to wait for memory alone.
    fn approach(&self, found: &[(u64, usize)]) {
        let mask = self.table.len() - 1;
        let looks = found.iter().filter_map(|(key, _)| self.table.get(*key as usize & mask));
        std::hint::black_box(looks.fold(0, |all, known| all ^ known.own));
    }

    /// Where a key lies, or would.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = key as usize & mask;
        while self.table.get(at).is_some_and(|known| known.key != key && known.term != NONE.term) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Takes in a unit that no article had, from where it begins in a reduced text.
    #[cold]
    fn first(&mut self, key: u64, reduced: &str, start: usize) -> u32 {
        let Some(unit) = reduced.get(start..).and_then(|rest| Terms::of(rest).next()) else { return 0 };
        // One that stands after a blank, and is no longer than its term, is its term's own unit.
        let is_after_blank = reduced.get(..start).is_some_and(|before| before.ends_with(' '));
        let is_own = is_after_blank && unit.text.len() == unit.end;
        let of_term = if is_own { key } else { self.keys.of(format!(" {}", unit.text).as_bytes()) };
        let known = self.table.get(self.place(of_term)).copied().filter(|known| known.term != NONE.term);
        let term = known.map_or(self.ends.len() as u32, |known| known.term);
        if known.is_none() {
            self.texts.extend_from_slice(unit.text.as_bytes());
            self.ends.push(self.texts.len());
        }
        let own = self.own_keys.len() as u32;
        self.own_keys.push(key);
        self.own_terms.push(term);
        self.know(Known { key, term, own });
        if of_term != key && known.is_none() {
            self.know(Known { key: of_term, term, own: u32::MAX });
        }
        own
    }

    /// Notes a unit that is not known.
    fn know(&mut self, known: Known) {
        self.known += 1;
        if self.known * 3 > self.table.len() * 2 {
            let larger = room::filled(NONE, self.table.len() * 2);
            for known in std::mem::replace(&mut self.table, larger) {
                if known.term != NONE.term {
                    self.lay(known);
                }
            }
        }
        self.lay(known);
    }

    fn lay(&mut self, known: Known) {
        let at = self.place(known.key);
        if let Some(room) = self.table.get_mut(at) {
            *room = known;
        }
    }

    /// The keys of the article's units, by its numbers.
    pub(super) fn own_keys(&self) -> &[u64] {
        &self.own_keys
    }

    /// The terms of the article's units, by its numbers.
    pub(super) fn own_terms(&self) -> &[u32] {
        &self.own_terms
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.ends.len()
    }

    /// A term.
    pub(super) fn term(&self, term: u32) -> &[u8] {
        let before = (term as usize).checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(term as usize).copied().unwrap_or_default();
        self.texts.get(before.copied().unwrap_or_default()..end).unwrap_or_default()
    }

    /// All terms, in the order of their bytes.
    pub(super) fn in_order(&self) -> Vec<u32> {
        // Their first eight bytes decide between nearly all.
        let first = |term: u32| {
            let mut first = [0; 8];
            first.iter_mut().zip(self.term(term)).for_each(|(to, from)| *to = *from);
            u64::from_be_bytes(first)
        };
        let mut terms: Vec<(u64, u32)> = room::list(self.ends.len());
        terms.extend((0..self.ends.len() as u32).map(|term| (first(term), term)));
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.term(a.1).cmp(self.term(b.1))));
        let mut in_order = room::list(terms.len());
        in_order.extend(terms.into_iter().map(|(_, term)| term));
        in_order
    }

    /// Bytes that it takes up, or a little more.
    pub(super) fn size(&self) -> usize {
        self.table.len() * size_of::<Known>() + self.texts.len() + self.ends.len() * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_one_number_in_an_article_and_one_in_all() {
        let mut vocabulary = Vocabulary::new();
        let mut read = |text: &str, begin: bool| {
            if begin {
                vocabulary.begin();
            }
            let mut units = Vec::new();
            vocabulary.read(text, &mut units);
            let terms: Vec<u32> = units.iter().map(|own| vocabulary.own_terms()[*own as usize]).collect();
            (units, terms)
        };
        assert_eq!(read(" a b a ", true), (vec![0, 1, 0], vec![0, 1, 0]));
        assert_eq!(read(" c a ", false), (vec![2, 0], vec![2, 0]));
        assert_eq!(read(" d c b ", true), (vec![0, 1, 2], vec![3, 2, 1]));
        let in_order: Vec<&[u8]> = vocabulary.in_order().into_iter().map(|term| vocabulary.term(term)).collect();
        assert_eq!(in_order, [b"a", b"b", b"c", b"d"]);
    }

    #[test]
    fn different_units_may_be_one_term() {
        let mut vocabulary = Vocabulary::new();
        vocabulary.begin();
        let (mut units, long) = (Vec::new(), "a".repeat(60));
        // With and without a blank before it; two long words that begin in the same way, and their beginning.
        vocabulary.read(&format!(" x東 東 {long}b {long}c {long} "), &mut units);
        assert_eq!(units, [0, 1, 2, 3, 4, 5]);
        assert_eq!(vocabulary.own_terms(), [0, 1, 1, 2, 2, 2]);
        assert_eq!(vocabulary.term(2), long.as_bytes());
    }

    #[test]
    fn terms_are_in_the_order_of_their_bytes() {
        let mut vocabulary = Vocabulary::new();
        vocabulary.begin();
        let words = ["a", "aa", "abcdefgh", "abcdefgha", "abcdefghb", "b", "é", "東", "abcdefg", "zzzzzzzzzz", "0"];
        vocabulary.read(&format!(" {} ", words.join(" ")), &mut Vec::new());
        let mut sorted = words.map(str::as_bytes);
        sorted.sort_unstable();
        let in_order: Vec<&[u8]> = vocabulary.in_order().into_iter().map(|term| vocabulary.term(term)).collect();
        assert_eq!(in_order, sorted);
    }
}
