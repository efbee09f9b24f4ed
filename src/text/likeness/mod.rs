//! How alike two texts are, by the terms they share, rare ones counting more than common ones.
//!
//! Each text is a bag of terms. Their likeness is always the weighted Dice coefficient: twice the weight that they share
//! over the weight that they have. What a term is worth is said by one of two weighings:
//! - `lines`: the lines of one page, each a [`Bag`], in real numbers, for a model that was fitted on them;
//! - `pairs`: the paragraphs of two revisions, together [`Bags`], in whole numbers, so that both directions agree to the
//!   bit.

mod lines;
mod pairs;

pub use lines::{Alike, Likeness};
pub use pairs::{Bags, Found, Scale, alike};

use super::terms::Term;

/// A term of a bag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<W> {
    /// The term.
    pub term: Term,
    /// How often it occurs.
    pub times: u32,
    /// What one occurrence is worth.
    pub weight: W,
}

/// The terms of a text as a multiset.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bag<W> {
    /// By term, ascending, each once.
    entries: Vec<Entry<W>>,
    /// How many terms there are, repeats counted.
    pub count: usize,
}

impl<W: Default> Bag<W> {
    /// The bag of these terms, in any order.
    #[must_use]
    pub fn of(mut terms: Vec<Term>, weight: impl Fn(Term) -> W) -> Self {
        terms.sort_unstable();
        let count = terms.len();
        let mut entries: Vec<Entry<W>> = Vec::with_capacity(count);
        for term in terms {
            match entries.last_mut() {
                Some(last) if last.term == term => last.times += 1,
                _ => entries.push(Entry { term, times: 1, weight: weight(term) }),
            }
        }
        Bag { entries, count }
    }
}

impl<W> Bag<W> {
    /// The distinct terms, ascending.
    #[must_use]
    pub fn entries(&self) -> &[Entry<W>] {
        &self.entries
    }

    /// The distinct terms, to be weighed.
    pub fn entries_mut(&mut self) -> &mut [Entry<W>] {
        &mut self.entries
    }

    /// How many distinct terms there are.
    #[must_use]
    pub fn distinct(&self) -> usize {
        self.entries.len()
    }

    /// The terms that both bags hold, as each holds them, ascending. Linear in both.
    pub fn common<'b>(&'b self, other: &'b Bag<W>) -> impl Iterator<Item = (&'b Entry<W>, &'b Entry<W>)> {
        let (mut left, mut right) = (self.entries.iter(), other.entries.iter());
        let (mut a, mut b) = (left.next(), right.next());
        std::iter::from_fn(move || {
            loop {
                let (x, y) = (a?, b?);
                if x.term <= y.term {
                    a = left.next();
                }
                if y.term <= x.term {
                    b = right.next();
                }
                if x.term == y.term {
                    return Some((x, y));
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_counted_and_those_of_both_found() {
        let bag = |terms: &[Term]| Bag::of(terms.to_vec(), |_| 1_u32);
        let (one, other) = (bag(&[5, 1, 5, 9]), bag(&[9, 2, 5, 9, 7]));
        assert_eq!((one.count, one.distinct(), other.distinct()), (4, 3, 4));
        let common: Vec<_> = one.common(&other).map(|(a, b)| (a.term, a.times, b.times)).collect();
        assert_eq!(common, [(5, 2, 1), (9, 1, 2)]);
        assert_eq!(bag(&[]).common(&other).count(), 0);
    }
}
