//! Which old paragraph became which new one: identical ones first, then those that say nearly the same, over the whole
//! text; best matches first.

use std::{collections::HashMap, sync::Arc};

use super::{
    Ignore,
    moves::stay,
    paragraph::{alike, hash},
    sequence::{Budget, common},
};
use crate::text::similarity::{Bag, Weights};

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
    let mut waiting: HashMap<u64, Vec<usize>> = HashMap::new();
    for j in (0..new.len()).rev().filter(|&j| !taken.1[j]) {
        waiting.entry(right[j]).or_default().push(j);
    }
    for i in (0..old.len()).filter(|&i| !taken.0[i]) {
        if let Some(j) = waiting.get_mut(&left[i]).and_then(Vec::pop) {
            found.push((i, j));
        }
    }
    // Hashes find; the texts decide.
    found.retain(|&(i, j)| alike(&old[i], &new[j], ignore));
    found.into_iter().map(|(old, new)| Pair { old, new, same: true, in_place: true }).collect()
}

/// A paragraph that has no counterpart yet.
struct Single {
    at: usize,
    gap: usize,
    bag: Bag,
}

/// Adds pairs of paragraphs that say nearly the same.
fn similar(old: &[Arc<str>], new: &[Arc<str>], pairs: &mut Vec<Pair>, budget: &mut Budget) {
    stay(pairs, old);
    let mut chain: Vec<(usize, usize)> = pairs.iter().filter(|p| p.in_place).map(|p| (p.old, p.new)).collect();
    chain.sort_unstable();
    let mut free = (vec![true; old.len()], vec![true; new.len()]);
    for p in &*pairs {
        free.0[p.old] = false;
        free.1[p.new] = false;
    }
    let single = |at: usize, text: &str, gap: usize| Single { at, gap, bag: Bag::of(text) };
    let left: Vec<Single> =
        (0..old.len()).filter(|&i| free.0[i]).map(|i| single(i, &old[i], chain.partition_point(|c| c.0 < i))).collect();
    let right: Vec<Single> =
        (0..new.len()).filter(|&j| free.1[j]).map(|j| single(j, &new[j], chain.partition_point(|c| c.1 < j))).collect();
    let weights = Weights::of(left.iter().chain(&right).map(|s| &s.bag));

    let mut scored: Vec<(u32, usize, usize)> = Vec::new();
    for (x, y) in candidates(&left, &right, budget) {
        let (a, b) = (&left[x], &right[y]);
        if !budget.take((a.bag.distinct() + b.bag.distinct()) as u64) {
            break;
        }
        let score = weights.similarity(&a.bag, &b.bag);
        let near = a.gap == b.gap;
        if score >= if near { NEAR } else { FAR } && (near || a.bag.count.min(b.bag.count) >= FAR_WORDS) {
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
fn candidates(left: &[Single], right: &[Single], budget: &mut Budget) -> Vec<(usize, usize)> {
    if left.len() * right.len() <= ALL_PAIRS {
        return (0..left.len()).flat_map(|x| (0..right.len()).map(move |y| (x, y))).collect();
    }
    let mut out = by_words(left, right, budget);
    out.extend(by_words(right, left, budget).into_iter().map(|(y, x)| (x, y)));
    out.extend(by_place(left, right));
    out.sort_unstable();
    out.dedup();
    out
}

/// For each left paragraph those right ones that share most of its rarer words.
fn by_words(left: &[Single], right: &[Single], budget: &mut Budget) -> Vec<(usize, usize)> {
    let mut found_in: HashMap<u64, Vec<usize>> = HashMap::new();
    for (y, s) in right.iter().enumerate() {
        for (word, _) in s.bag.iter() {
            let list = found_in.entry(word).or_default();
            if list.len() <= FREQUENT {
                list.push(y);
            }
        }
    }
    let mut out = Vec::new();
    let mut votes = vec![0u32; right.len()];
    for (x, s) in left.iter().enumerate() {
        let mut met: Vec<usize> = Vec::new();
        for (word, _) in s.bag.iter() {
            let Some(list) = found_in.get(&word).filter(|l| l.len() <= FREQUENT) else { continue };
            if !budget.take(list.len() as u64) {
                break;
            }
            for &y in list {
                if votes[y] == 0 {
                    met.push(y);
                }
                votes[y] += u32::try_from(FREQUENT + 1 - list.len()).unwrap_or(1);
            }
        }
        met.sort_unstable_by_key(|&y| (u32::MAX - votes[y], y));
        out.extend(met.iter().take(CANDIDATES).map(|&y| (x, y)));
        for y in met {
            votes[y] = 0;
        }
    }
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
        for k in 0..n {
            let like = if n > 1 { k * m.saturating_sub(1) / (n - 1) } else { 0 };
            for l in like.saturating_sub(BAND)..(like + BAND + 1).min(m) {
                out.push((from.0 + k, from.1 + l));
            }
        }
        from = (from.0 + n, from.1 + m);
    }
    out
}
