//! Which old paragraph became which new one: identical ones first, then those that say nearly the same, over the whole
//! text; best matches first.

use std::sync::Arc;

use super::{
    Ignore,
    moves::stay,
    paragraph::{alike, hash},
    sequence::{Budget, common},
};
use crate::text::likeness::{Bag, Found, bag, shared, weigh};

/// One old paragraph that became one new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The old paragraph, from 0.
    pub old: usize,
    /// The new paragraph, from 0.
    pub new: usize,
    /// Both count as the same text.
    pub same: bool,
    /// Neither was carried past the other pairs.
    pub in_place: bool,
}

/// From this similarity (of 1000) on, paragraphs that stand in the same gap are one paragraph, edited.
const NEAR: u32 = 300;
/// From this similarity on, paragraphs are one and the same wherever they stand.
const FAR: u32 = 480;
/// A moved paragraph has at least so many words in common with what it was: less is chance.
const FAR_WORDS: usize = 5;
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

/// Every pair, ascending by old paragraph. Swapping the sides swaps the pairs, for the work is done in one of the two
/// directions only, chosen by the texts.
#[must_use]
pub fn find(old: &[Arc<str>], new: &[Arc<str>], ignore: Ignore, budget: &mut Budget) -> Vec<Pair> {
    let start = old.iter().zip(new).take_while(|(a, b)| alike(a, b, ignore)).count();
    let (a, b) = (&old[start..], &new[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| alike(a, b, ignore)).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);

    let swap = a > b;
    let mut middle = if swap { between(b, a, ignore, budget) } else { between(a, b, ignore, budget) };
    if swap {
        for p in &mut middle {
            std::mem::swap(&mut p.old, &mut p.new);
        }
        middle.sort_unstable_by_key(|p| p.old);
    }
    let fixed = |old, new| Pair { old, new, same: true, in_place: true };
    (0..start)
        .map(|i| fixed(i, i))
        .chain(middle.into_iter().map(|p| Pair { old: p.old + start, new: p.new + start, ..p }))
        .chain((0..end).map(|k| fixed(old.len() - end + k, new.len() - end + k)))
        .collect()
}

/// Pairs of texts that begin and end differently.
fn between(old: &[Arc<str>], new: &[Arc<str>], ignore: Ignore, budget: &mut Budget) -> Vec<Pair> {
    let mut pairs = identical(old, new, ignore, budget);
    if pairs.len() < old.len().min(new.len()) {
        similar(old, new, &mut pairs, budget);
    }
    stay(&mut pairs, old);
    pairs.sort_unstable_by_key(|p| p.old);
    pairs
}

/// Identical paragraphs: as many as possible in order, then those that are left over, first with first.
fn identical(old: &[Arc<str>], new: &[Arc<str>], ignore: Ignore, budget: &mut Budget) -> Vec<Pair> {
    let left: Vec<u64> = old.iter().map(|p| hash(p, ignore)).collect();
    let right: Vec<u64> = new.iter().map(|p| hash(p, ignore)).collect();
    let mut found: Vec<(usize, usize)> = common(&left, &right, budget);
    let mut taken = (vec![false; old.len()], vec![false; new.len()]);
    for &(i, j) in &found {
        taken.0[i] = true;
        taken.1[j] = true;
    }
    let rest = |hashes: &[u64], taken: &[bool]| {
        let free = (0..hashes.len()).filter(|&k| !taken[k]);
        let mut rest: Vec<(u64, usize)> = free.map(|k| (hashes[k], k)).collect();
        rest.sort_unstable();
        rest.into_iter()
    };
    let mut waiting = rest(&right, &taken.1).peekable();
    for (hash, i) in rest(&left, &taken.0) {
        while waiting.next_if(|w| w.0 < hash).is_some() {}
        if let Some((_, j)) = waiting.next_if(|w| w.0 == hash) {
            found.push((i, j));
        }
    }
    // Hashes find; the texts decide.
    found.retain(|&(i, j)| alike(&old[i], &new[j], ignore));
    found.into_iter().map(|(old, new)| Pair { old, new, same: true, in_place: true }).collect()
}

/// A paragraph that has no counterpart yet.
#[derive(Clone, Copy)]
struct Single {
    at: usize,
    gap: usize,
}

/// Paragraphs without counterpart of both sides, and their words: those of the old side, then those of the new.
struct Singles {
    left: Vec<Single>,
    right: Vec<Single>,
    bags: Vec<Bag<u32>>,
    found: Vec<Found>,
}

impl Singles {
    fn new(old: &[Arc<str>], new: &[Arc<str>], pairs: &[Pair]) -> Self {
        let mut chain: Vec<(usize, usize)> = pairs.iter().filter(|p| p.in_place).map(|p| (p.old, p.new)).collect();
        chain.sort_unstable();
        let mut free = (vec![true; old.len()], vec![true; new.len()]);
        for p in pairs {
            free.0[p.old] = false;
            free.1[p.new] = false;
        }
        let left: Vec<Single> = (0..old.len())
            .filter(|&i| free.0[i])
            .map(|at| Single { at, gap: chain.partition_point(|c| c.0 < at) })
            .collect();
        let right: Vec<Single> = (0..new.len())
            .filter(|&j| free.1[j])
            .map(|at| Single { at, gap: chain.partition_point(|c| c.1 < at) })
            .collect();
        let words = left.iter().map(|s| &old[s.at]).chain(right.iter().map(|s| &new[s.at]));
        let mut bags: Vec<Bag<u32>> = words.map(|p| bag(p)).collect();
        let found = weigh(&mut bags);
        Singles { left, right, bags, found }
    }

    fn bag(&self, x: usize) -> &Bag<u32> {
        &self.bags[x]
    }

    fn other_bag(&self, y: usize) -> &Bag<u32> {
        &self.bags[self.left.len() + y]
    }
}

/// Adds pairs of paragraphs that say nearly the same.
fn similar(old: &[Arc<str>], new: &[Arc<str>], pairs: &mut Vec<Pair>, budget: &mut Budget) {
    stay(pairs, old);
    let singles = Singles::new(old, new, pairs);
    let (left, right) = (&singles.left, &singles.right);
    let mut scored: Vec<(u32, usize, usize)> = Vec::new();
    for (x, y) in candidates(&singles, budget) {
        let (a, b) = (singles.bag(x), singles.other_bag(y));
        if !budget.take((8 + 4 * (a.distinct() + b.distinct())) as u64) {
            break;
        }
        let score = shared(a, b);
        let near = left[x].gap == right[y].gap;
        if score >= if near { NEAR } else { FAR } && (near || a.count.min(b.count) >= FAR_WORDS) {
            scored.push((score + if near { 60 } else { 0 }, x, y));
        }
    }
    // Best first; among equals those nearer to the like place, then the earlier ones.
    scored.sort_unstable_by_key(|&(s, x, y)| (u32::MAX - s, left[x].at.abs_diff(right[y].at), x, y));
    let mut taken = (vec![false; left.len()], vec![false; right.len()]);
    for (_, x, y) in scored {
        if !taken.0[x] && !taken.1[y] {
            taken.0[x] = true;
            taken.1[y] = true;
            pairs.push(Pair { old: left[x].at, new: right[y].at, same: false, in_place: false });
        }
    }
}

/// Which paragraphs are worth weighing against one another, by index in `left` and `right`; each once.
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
