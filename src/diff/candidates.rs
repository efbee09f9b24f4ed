//! Which paragraphs without counterpart are worth weighing against one another: those that share rare words, and those
//! that stand at the like place.

use std::sync::Arc;

use super::{link::Link, sequence::Budget};
use crate::text::likeness::{Bag, Found, bag, weigh};

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
    bags: Vec<Bag<u32>>,
    found: Vec<Found>,
}

impl Singles {
    /// What the links leave over. They must be marked as in place or not.
    pub(super) fn new(old: &[Arc<str>], new: &[Arc<str>], links: &[Link]) -> Self {
        let mut chain: Vec<(usize, usize)> =
            links.iter().filter(|l| l.in_place).map(|l| (l.old.start, l.new.start)).collect();
        chain.sort_unstable();
        let mut free = (vec![true; old.len()], vec![true; new.len()]);
        for l in links {
            free.0[l.old.clone()].fill(false);
            free.1[l.new.clone()].fill(false);
        }
        let left: Vec<Single> = (0..old.len())
            .filter(|&i| free.0[i])
            .map(|at| Single { at, gap: chain.partition_point(|c| c.0 < at) })
            .collect();
        let right: Vec<Single> = (0..new.len())
            .filter(|&j| free.1[j])
            .map(|at| Single { at, gap: chain.partition_point(|c| c.1 < at) })
            .collect();
        let mut bags: Vec<Bag<u32>> = Vec::with_capacity(left.len() + right.len());
        bags.extend(left.iter().map(|s| bag(&old[s.at])).chain(right.iter().map(|s| bag(&new[s.at]))));
        let found = weigh(&mut bags);
        Singles { left, right, bags, found }
    }

    /// The words of the left paragraph `x`.
    pub(super) fn bag(&self, x: usize) -> &Bag<u32> {
        &self.bags[x]
    }

    /// The words of the right paragraph `y`.
    pub(super) fn other_bag(&self, y: usize) -> &Bag<u32> {
        &self.bags[self.left.len() + y]
    }
}

/// Which paragraphs are worth weighing against one another, by index in `left` and `right`; each once.
pub(super) fn candidates(singles: &Singles, budget: &mut Budget) -> Vec<(usize, usize)> {
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

/// For each paragraph those of the other side that share most of its rarer words.
fn by_words(singles: &Singles, budget: &mut Budget) -> Vec<(usize, usize)> {
    let border = singles.left.len();
    let mut votes: Vec<(usize, usize, usize)> = Vec::new();
    for group in singles.found.chunk_by(|a, b| a.word == b.word) {
        let (old, new) = group.split_at(group.partition_point(|f| (f.bag as usize) < border));
        let combinations = old.len() * new.len();
        if old.len().max(new.len()) > FREQUENT || combinations == 0 {
            continue;
        }
        if !budget.take(8 * combinations as u64) {
            break;
        }
        for a in old {
            votes.extend(new.iter().map(|b| (a.bag as usize, b.bag as usize - border, 2 * FREQUENT - group.len() + 1)));
        }
    }
    votes.sort_unstable();
    votes.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    let best = |votes: &mut Vec<(usize, usize, usize)>, of: fn(&(usize, usize, usize)) -> usize| {
        votes.sort_unstable_by_key(|v| (of(v), usize::MAX - v.2, v.0, v.1));
        let groups = votes.chunk_by(|a, b| of(a) == of(b));
        groups.flat_map(|g| g.iter().take(CANDIDATES).map(|v| (v.0, v.1))).collect::<Vec<_>>()
    };
    let mut out = best(&mut votes, |v| v.0);
    out.extend(best(&mut votes, |v| v.1));
    out
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
