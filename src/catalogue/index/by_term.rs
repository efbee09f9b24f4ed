//! Lists sorted by term, by counting: two rounds over what there is, and nothing is compared.

use std::{mem, ops::Range};

use super::room;

/// Where in a list what there is of each term ends, and that of the next begins.
#[derive(Debug)]
pub(super) struct Ends(Vec<usize>);

impl Ends {
    /// Room for so many terms, each of which takes up what these lengths of it add up to; and how much that is. Who puts
    /// something to where the [next](Ends::next) of a term is to be moves that on, until it is the term's end.
    pub(super) fn of(terms: usize, lengths: impl Iterator<Item = (u32, usize)>) -> (Ends, usize) {
        let mut ends = room::filled(0, terms);
        lengths.for_each(|(term, length)| {
            if let Some(sum) = ends.get_mut(term as usize) {
                *sum += length;
            }
        });
        let mut all = 0;
        for end in &mut ends {
            all += mem::replace(end, all);
        }
        (Ends(ends), all)
    }

    /// Where the next of a term is to be put, while not all is there.
    pub(super) fn next(&mut self, term: u32) -> Option<&mut usize> {
        self.0.get_mut(term as usize)
    }

    /// The same, to look at.
    pub(super) fn peek(&self, term: u32) -> Option<usize> {
        self.0.get(term as usize).copied()
    }

    /// Where what there is of a term stands, once all is there.
    pub(super) fn of_term(&self, term: u32) -> Range<usize> {
        let begin = term.checked_sub(1).and_then(|before| self.peek(before)).unwrap_or_default();
        begin..self.peek(term).unwrap_or_default()
    }
}

/// The articles that have each term, in their order.
#[derive(Debug)]
pub(super) struct ByTerm {
    ends: Ends,
    all: Vec<u32>,
}

impl ByTerm {
    /// Sorts articles by term, of which there are so many.
    pub(super) fn of(terms: usize, all: impl Iterator<Item = (u32, u32)> + Clone) -> ByTerm {
        let (mut ends, count) = Ends::of(terms, all.clone().map(|(term, _)| (term, 1)));
        let mut sorted = room::filled(0, count);
        all.for_each(|(term, article)| {
            let Some(next) = ends.next(term) else { return };
            if let Some(room) = sorted.get_mut(*next) {
                *room = article;
            }
            *next += 1;
        });
        ByTerm { ends, all: sorted }
    }

    /// The articles that have a term.
    pub(super) fn of_term(&self, term: u32) -> &[u32] {
        self.all.get(self.ends.of_term(term)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sorted_by_term_keeps_its_order() {
        let sorted = ByTerm::of(4, [(2, 7), (0, 1), (2, 8), (0, 9), (3, 5)].into_iter());
        assert_eq!(
            [0, 1, 2, 3, 4].map(|term| sorted.of_term(term).to_vec()),
            [vec![1, 9], vec![], vec![7, 8], vec![5], vec![]]
        );
    }
}
