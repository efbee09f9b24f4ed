//! Which units of two texts are in common.

use super::{
    super::sequence::Budget,
    islands::without_islands,
    long::gap,
    mates::with_mates,
    slide::{part, slide},
    taste::Taste,
    units::Text,
};

/// So many units that the texts begin or end with in common are looked at again beside what changed: a change may have
/// a better edge among them.
const AGAIN: usize = 8;

/// Pairs of units in common, ascending on both sides.
pub(in crate::diff) fn align(
    old: &Text<'_>,
    new: &Text<'_>,
    taste: &Taste,
    budget: &mut Budget,
) -> Vec<(usize, usize)> {
    let (a, b) = (&old.units, &new.units);
    let start = a.iter().zip(b).take_while(|(x, y)| x.key == y.key).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x.key == y.key).count();
    if start + end == a.len() && start + end == b.len() {
        return checked(old, new, (0..a.len()).map(|k| (k, k)).collect());
    }
    let (start, end) = (start.saturating_sub(AGAIN), end.saturating_sub(AGAIN));
    let (n, m) = (a.len() - end, b.len() - end);
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|k| (k, k)).collect();
    gap(old, new, (start, n), (start, m), taste, budget, &mut pairs);
    pairs.extend((0..end).map(|k| (n + k, m + k)));
    let mut pairs = checked(old, new, pairs);
    slide(old, new, &mut pairs, taste);
    without_islands(old, new, &mut pairs, taste);
    part(old, new, &mut pairs);
    with_mates(old, new, &mut pairs);
    pairs
}

/// Hashes find; the texts decide: of a run at once where they can.
fn checked(old: &Text<'_>, new: &Text<'_>, mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let is_same = |run: &[(usize, usize)]| {
        let (first, last) = (run[0], run[run.len() - 1]);
        old.span(first.0..last.0 + 1) == new.span(first.1..last.1 + 1)
    };
    let are_next = |a: &(usize, usize), b: &(usize, usize)| (a.0 + 1, a.1 + 1) == *b;
    if !pairs.chunk_by(are_next).all(is_same) {
        pairs.retain(|&(i, j)| old.same(i, new, j));
    }
    pairs
}
