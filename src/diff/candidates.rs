//! Which paragraphs without counterpart are worth weighing against one another: those that share rare words, and those
//! that stand at the like place.

use super::{
    link::{Link, in_gaps},
    sequence::Budget,
};
use crate::text::{
    likeness::{Bags, Found, Scale, alike},
    words::Cuts,
};

/// Up to so many combinations, everything is weighed against everything.
const ALL_PAIRS: usize = 600;
/// Words found in more paragraphs than this lead to no candidates.
const FREQUENT: usize = 24;
/// Candidates weighed for each paragraph.
const CANDIDATES: usize = 8;
/// In a long gap, paragraphs are weighed against so many neighbours of the like place.
const BAND: usize = 3;
/// A gap of more paragraphs than this is a wide one.
const WIDE_GAP: usize = 2000;

/// A paragraph that has no counterpart yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Single {
    /// The paragraph, from 0.
    pub(super) at: usize,
    /// Between which links in place it stands: those of one gap share the number.
    pub(super) gap: usize,
}

/// Paragraphs without counterpart of both sides, and their words: those of the old side, then those of the new.
pub(super) struct Singles {
    pub(super) left: Vec<Single>,
    pub(super) right: Vec<Single>,
    pub(super) bags: Bags,
}

/// Two paragraphs weighed against one another, by index in `left` and `right`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    pub(super) left: usize,
    pub(super) right: usize,
    /// The weight of the words that they share.
    pub(super) common: u64,
    /// How alike they are, of 1000.
    pub(super) likeness: u32,
}

impl Singles {
    /// What the links leave over. They must be marked as in place or not.
    pub(super) fn new<T: AsRef<str>>(old: &[T], new: &[T], links: &[Link], cuts: &Cuts<'_>) -> Self {
        let mut chain: Vec<(usize, usize)> =
            links.iter().filter(|l| l.in_place).map(|l| (l.old.start, l.new.start)).collect();
        chain.sort_unstable();
        let mut free = (vec![true; old.len()], vec![true; new.len()]);
        for l in links {
            free.0[l.old.clone()].fill(false);
            free.1[l.new.clone()].fill(false);
        }
        let singles = |free: &[bool], of: fn(&(usize, usize)) -> usize| -> Vec<Single> {
            let free = (0..free.len()).filter(|&at| free[at]);
            in_gaps(free, chain.iter().map(of)).map(|(at, gap)| Single { at, gap }).collect()
        };
        let (left, right) = (singles(&free.0, |c| c.0), singles(&free.1, |c| c.1));
        // Nothing is weighed where one side has nothing left.
        let both = !left.is_empty() && !right.is_empty();
        let texts = left.iter().map(|s| old[s.at].as_ref()).chain(right.iter().map(|s| new[s.at].as_ref()));
        let bags = if both { Bags::of(texts, cuts) } else { Bags::default() };
        Singles { left, right, bags }
    }

    /// The bag of the right paragraph `y`; that of the left paragraph `x` is `x`.
    pub(super) fn other(&self, y: usize) -> usize {
        self.left.len() + y
    }

    /// How many words the shorter one of two has.
    pub(super) fn shorter(&self, pair: &Weighed) -> usize {
        self.bags.count(pair.left).min(self.bags.count(self.other(pair.right)))
    }

    /// Of 1000 of the weight of the lighter one of two, how much they share.
    pub(super) fn contained(&self, pair: &Weighed) -> u32 {
        let lighter = self.bags.total(pair.left).min(self.bags.total(self.other(pair.right)));
        u32::try_from(pair.common * 1000 / lighter.max(1)).unwrap_or(u32::MAX)
    }

    /// The gaps in which one paragraph stands on either side, and no other, ascending.
    pub(super) fn lone(&self) -> Vec<usize> {
        let lone = |side: &[Single]| -> Vec<usize> {
            side.chunk_by(|a, b| a.gap == b.gap).filter(|gap| gap.len() == 1).map(|gap| gap[0].gap).collect()
        };
        let right = lone(&self.right);
        lone(&self.left).into_iter().filter(|gap| right.binary_search(gap).is_ok()).collect()
    }

    /// The candidates weighed, as far as the steps suffice.
    pub(super) fn weighed(&self, budget: &mut Budget) -> Vec<Weighed> {
        let candidates = candidates(self, budget);
        let mut out = Vec::with_capacity(candidates.len());
        let mut scale = Scale::new(&self.bags);
        for of_one in candidates.chunk_by(|a, b| a.0 == b.0) {
            let left = of_one[0].0;
            // Where it is weighed against all, only the texts that share a word with it are gone through.
            let shared =
                if of_one.len() == self.right.len() { self.bags.shared(left, self.other(0)) } else { Vec::new() };
            if shared.is_empty() {
                scale.lay(left);
            }
            for &(_, right) in of_one {
                let other = self.other(right);
                if !budget.take((8 + 4 * (self.bags.distinct(left) + self.bags.distinct(other))) as u64) {
                    return out;
                }
                let common = shared.get(right).copied().unwrap_or_else(|| scale.common(other));
                let likeness = alike(common, self.bags.total(left), self.bags.total(other));
                out.push(Weighed { left, right, common, likeness });
            }
            if shared.is_empty() {
                scale.clear(left);
            }
        }
        out
    }
}

/// Which paragraphs are worth weighing against one another, by index in `left` and `right`; each once, ascending.
fn candidates(singles: &Singles, budget: &mut Budget) -> Vec<(usize, usize)> {
    let (left, right) = (&singles.left, &singles.right);
    if left.len().saturating_mul(right.len()) <= ALL_PAIRS {
        return (0..left.len()).flat_map(|x| (0..right.len()).map(move |y| (x, y))).collect();
    }
    let mut out = by_words(singles, budget);
    out.extend(by_place(left, right));
    out.sort_unstable();
    out.dedup();
    out
}

/// For each paragraph those of the other side that share most of its rarer words: every such word votes for the
/// paragraphs that it is found in.
fn by_words(singles: &Singles, budget: &mut Budget) -> Vec<(usize, usize)> {
    let (bags, border) = (&singles.bags, singles.left.len());
    // For each word where its texts of the right side begin, and what its vote counts; 0 for too frequent ones.
    let mut votes: Vec<(usize, u32)> = Vec::with_capacity(bags.vocabulary());
    for word in (0u32..).take(bags.vocabulary()) {
        let found = bags.found(word);
        let old = found.partition_point(|f| (f.text as usize) < border);
        let new = found.len() - old;
        let counts = old.max(new) <= FREQUENT && budget.take(8 * (old * new) as u64);
        votes.push((old, if counts { (2 * FREQUENT - found.len() + 1) as u32 } else { 0 }));
    }
    let mut out = Vec::new();
    let mut poll = Poll { sums: vec![0; border.max(singles.right.len())], named: Vec::new() };
    for x in 0..border {
        for word in bags.of_text(x) {
            let (from, vote) = votes[word as usize];
            poll.count(bags.found(word).get(from..).unwrap_or_default(), border, vote);
        }
        poll.elected(|y| out.push((x, y)));
    }
    for y in 0..singles.right.len() {
        for word in bags.of_text(singles.other(y)) {
            let (to, vote) = votes[word as usize];
            poll.count(bags.found(word).get(..to).unwrap_or_default(), 0, vote);
        }
        poll.elected(|x| out.push((x, y)));
    }
    out
}

/// The votes for the counterpart of one paragraph.
struct Poll {
    /// For each paragraph of the other side; between two polls 0.
    sums: Vec<u32>,
    /// Who has votes.
    named: Vec<usize>,
}

impl Poll {
    /// Adds a word's vote for each of these texts, whose side begins at text `first`.
    fn count(&mut self, texts: &[Found], first: usize, vote: u32) {
        if vote == 0 {
            return;
        }
        for found in texts {
            let at = found.text as usize - first;
            if self.sums[at] == 0 {
                self.named.push(at);
            }
            self.sums[at] += vote;
        }
    }

    /// Tells those with most votes, among equals the first, and begins anew.
    fn elected(&mut self, tell: impl FnMut(usize)) {
        let Poll { sums, named } = self;
        if named.len() > CANDIDATES {
            named.select_nth_unstable_by_key(CANDIDATES, |&at| (u32::MAX - sums[at], at));
        }
        named.iter().take(CANDIDATES).copied().for_each(tell);
        named.drain(..).for_each(|at| sums[at] = 0);
    }
}

/// Paragraphs of the same gap that stand at the like place.
fn by_place(left: &[Single], right: &[Single]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = (0, 0);
    while from.0 < left.len() && from.1 < right.len() {
        let gap = left[from.0].gap.min(right[from.1].gap);
        let n = left[from.0..].partition_point(|s| s.gap <= gap);
        let m = right[from.1..].partition_point(|s| s.gap <= gap);
        // In a gap of thousands only the like place itself: what is worth more has words of its own to be found by.
        let band = if n + m > WIDE_GAP { 0 } else { BAND };
        for k in 0..n {
            let like = if n > 1 { k * m.saturating_sub(1) / (n - 1) } else { 0 };
            for l in like.saturating_sub(band)..(like + band + 1).min(m) {
                out.push((from.0 + k, from.1 + l));
            }
        }
        from = (from.0 + n, from.1 + m);
    }
    out
}
