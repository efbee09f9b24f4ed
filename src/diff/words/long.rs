//! Long runs of units, for which no table is large enough: first what occurs once on each side, then tables between, and
//! where nothing is unique, a small table that is carried along.

use super::{
    super::sequence::{Budget, ascending},
    table::table,
    taste::Taste,
    units::{Text, Unit},
};

/// Beyond so many cells a gap is not aligned by one table.
const TABLE: usize = 1 << 18;
/// So many units in a row are looked for that occur once on each side: four seldom meet by chance, more are needed where
/// a text repeats itself, and single ones are better than nothing.
const GRAMS: [usize; 4] = [4, 16, 64, 1];
/// Of more rows of units than this on a side only some are looked at, chosen by what they say; those between two that
/// were found are looked at in their turn.
const MANY: usize = 1 << 16;
/// The side of the table that is carried along.
const WINDOW: usize = 32;

/// Adds the pairs of a gap, `a.0..a.1` of the old and `b.0..b.1` of the new text, ascending on both sides.
pub(in crate::diff) fn gap(
    old: &Text<'_>,
    new: &Text<'_>,
    a: (usize, usize),
    b: (usize, usize),
    taste: &Taste,
    budget: &mut Budget,
    pairs: &mut Vec<(usize, usize)>,
) {
    let first = pairs.len();
    // A stack instead of recursion: hostile input may nest deeply.
    let mut stack = vec![(a, b)];
    while let Some((a, b)) = stack.pop() {
        let (left, right) = (&old.units[a.0..a.1], &new.units[b.0..b.1]);
        let cells = left.len().saturating_mul(right.len());
        if cells == 0 {
            continue;
        }
        if cells <= TABLE {
            if budget.take(cells as u64) {
                table(left, right, taste.open, |i, j| pairs.push((a.0 + i, b.0 + j)));
            }
            continue;
        }
        let found = GRAMS.iter().find_map(|&k| {
            let found =
                if budget.take((left.len() + right.len()) as u64) { unique(left, right, k) } else { Vec::new() };
            (!found.is_empty()).then_some((k, found))
        });
        let Some((k, found)) = found else {
            carried(left, right, taste, budget, |i, j| pairs.push((a.0 + i, b.0 + j)));
            continue;
        };
        let (mut i, mut j) = (a.0, b.0);
        for (x, y) in found {
            let (x, y) = (a.0 + x, b.0 + y);
            if x > i || y > j {
                stack.push(((i, x.max(i)), (j, y.max(j))));
            }
            // Rows that overlap continue one another.
            let begun = i.saturating_sub(x).max(j.saturating_sub(y));
            for t in begun..k {
                pairs.push((x + t, y + t));
                (i, j) = (x + t + 1, y + t + 1);
            }
        }
        stack.push(((i, a.1), (j, b.1)));
    }
    pairs[first..].sort_unstable();
}

/// Where `k` units in a row occur once on each side and are the same: the longest chain that ascends on both.
fn unique(left: &[Unit], right: &[Unit], k: usize) -> Vec<(usize, usize)> {
    let mut grams: Vec<(u64, u32)> = Vec::new();
    let border = left.len();
    let one_of = (left.len().max(right.len()) / MANY).next_power_of_two() as u64;
    grams_of(left, k, 0, one_of, &mut grams);
    grams_of(right, k, border, one_of, &mut grams);
    grams.sort_unstable();
    let mut found: Vec<(usize, usize)> = grams
        .chunk_by(|x, y| x.0 == y.0)
        .filter_map(|same| match *same {
            [(_, x), (_, y)] if (x as usize) < border && y as usize >= border => {
                Some((x as usize, y as usize - border))
            }
            _ => None,
        })
        .collect();
    found.sort_unstable_by_key(|f| f.1);
    ascending(&found)
}

/// A hash of `k` units in a row, with the place of the first, counted from `base`; of every so many rows one.
fn grams_of(units: &[Unit], k: usize, base: usize, one_of: u64, out: &mut Vec<(u64, u32)>) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let first_counts = (0..k).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0u64;
    for (at, unit) in units.iter().enumerate() {
        hash = hash.wrapping_mul(BASE).wrapping_add(unit.key);
        if at >= k {
            hash = hash.wrapping_sub(units[at - k].key.wrapping_mul(first_counts));
        }
        if let Some(start) =
            (at + 1).checked_sub(k).filter(|_| (hash ^ hash >> 32).wrapping_mul(BASE) >> 32 & (one_of - 1) == 0)
        {
            out.push((hash, u32::try_from(base + start).unwrap_or(u32::MAX)));
        }
    }
}

/// Pairs found by a table of [`WINDOW`] by [`WINDOW`] that moves on by what its first half says. Coarse: what was
/// carried further than that is not met again.
fn carried(left: &[Unit], right: &[Unit], taste: &Taste, budget: &mut Budget, mut pair: impl FnMut(usize, usize)) {
    budget.cut = true;
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if left[i].key == right[j].key {
            pair(i, j);
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (x, y) = ((i + WINDOW).min(left.len()), (j + WINDOW).min(right.len()));
        if !budget.take(((x - i) * (y - j)) as u64) {
            return;
        }
        let (mut on, mut met) = ((i, j), false);
        table(&left[i..x], &right[j..y], taste.open, |p, q| {
            if p.max(q) < WINDOW / 2 {
                pair(i + p, j + q);
                on = (i + p + 1, j + q + 1);
                met = true;
            }
        });
        (i, j) = if met { on } else { (i + WINDOW / 2, j + WINDOW / 2) };
    }
}
