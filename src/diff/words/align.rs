//! Which units of two texts are in common.

use super::{
    super::sequence::{Budget, common},
    islands::without_islands,
    slide::slide,
    table::table,
    taste::Taste,
    units::Text,
};

/// Beyond so many cells a gap is not aligned by one table.
const TABLE: usize = 1 << 20;
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
    pairs
}

/// Hashes find; the texts decide.
fn checked(old: &Text<'_>, new: &Text<'_>, mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    pairs.retain(|&(i, j)| old.same(i, new, j));
    pairs
}

/// The pairs of a gap: by table, or, where that would be too large, by what is in common whatever it is worth.
fn gap(
    old: &Text<'_>,
    new: &Text<'_>,
    a: (usize, usize),
    b: (usize, usize),
    taste: &Taste,
    budget: &mut Budget,
    pairs: &mut Vec<(usize, usize)>,
) {
    let cells = (a.1 - a.0).saturating_mul(b.1 - b.0);
    if cells == 0 {
        return;
    }
    if cells <= TABLE && budget.take(cells as u64) {
        table(&old.units[a.0..a.1], &new.units[b.0..b.1], taste.open, |i, j| pairs.push((a.0 + i, b.0 + j)));
    } else {
        let keys = |t: &Text<'_>, r: (usize, usize)| t.units[r.0..r.1].iter().map(|u| u.key).collect::<Vec<_>>();
        pairs.extend(common(&keys(old, a), &keys(new, b), budget).into_iter().map(|(i, j)| (a.0 + i, b.0 + j)));
    }
}
