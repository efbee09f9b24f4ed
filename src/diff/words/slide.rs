//! Where an insertion or deletion could as well stand a little earlier or later, it stands at the best edge.

use super::{
    taste::Taste,
    units::{Break, Text},
};

/// Slides changes that only add or only take away.
pub(in crate::diff) fn slide(old: &Text<'_>, new: &Text<'_>, pairs: &mut [(usize, usize)], taste: &Taste) {
    for k in 0..=pairs.len() {
        let (i, j) = if k == 0 { (0, 0) } else { (pairs[k - 1].0 + 1, pairs[k - 1].1 + 1) };
        let (x, y) = pairs.get(k).copied().unwrap_or((old.units.len(), new.units.len()));
        match (x - i, y - j) {
            (0, 0) => {}
            (0, size) => one(new, pairs, k, size, |p| &mut p.1, taste),
            (size, 0) => one(old, pairs, k, size, |p| &mut p.0, taste),
            _ => {}
        }
    }
}

/// Where words at the end of a sentence became the end of it and another sentence, or the other way round, sets the full
/// stop that is on both sides between the two: `hours [-for all that can go wrong-]. {+This was 23 hours.+}`.
pub(in crate::diff) fn part(old: &Text<'_>, new: &Text<'_>, pairs: &mut [(usize, usize)]) {
    for k in 0..pairs.len() {
        let (i, j) = if k == 0 { (0, 0) } else { (pairs[k - 1].0 + 1, pairs[k - 1].1 + 1) };
        let (x, y) = pairs[k];
        let next = pairs.get(k + 1).copied().unwrap_or((old.units.len(), new.units.len()));
        if i == x || j == y || next != (x + 1, y + 1) {
            continue;
        }
        let is_end = |text: &Text<'_>, unit: usize| text.break_at(unit + 1) == Break::Sentence;
        let goes = |text: &Text<'_>, first: usize, stop: usize| {
            text.units[first].key == text.units[stop].key && is_end(text, first)
        };
        if !is_end(old, x) || !is_end(new, y) {
            continue;
        }
        match (goes(old, i, x), goes(new, j, y)) {
            (false, true) => pairs[k].1 = j,
            (true, false) => pairs[k].0 = i,
            _ => {}
        }
    }
}

/// Slides the change before pair `k`, of `size` units on one side, over the pairs next to it.
fn one(
    text: &Text<'_>,
    pairs: &mut [(usize, usize)],
    k: usize,
    size: usize,
    side: impl Fn(&mut (usize, usize)) -> &mut usize,
    taste: &Taste,
) {
    let units = &text.units;
    // Pairs before the change that can be carried behind it, and those behind it that can be carried before it. They
    // must follow one another on both sides, else another change would be met.
    let from = if k == 0 { 0 } else { *side(&mut pairs[k - 1]) + 1 };
    let next = |p: &[(usize, usize)], l: usize| p[l].0 + 1 == p[l + 1].0 && p[l].1 + 1 == p[l + 1].1;
    let mut back = 0;
    while back < k
        && (back == 0 || next(pairs, k - back - 1))
        && units[from - 1 - back].key == units[from + size - 1 - back].key
    {
        back += 1;
    }
    let mut on = 0;
    while k + on < pairs.len()
        && (on == 0 || next(pairs, k + on - 1))
        && units[from + on].key == units[from + size + on].key
    {
        on += 1;
    }
    let worth =
        |start: usize| taste.edges[text.break_at(start) as usize] + taste.edges[text.break_at(start + size) as usize];
    // The best place; among equals the nearest to where it is, later rather than earlier.
    let mut best = (worth(from), from);
    for by in 1..=on.max(back) {
        for start in [(by <= on).then(|| from + by), (by <= back).then(|| from - by)].into_iter().flatten() {
            if worth(start) > best.0 {
                best = (worth(start), start);
            }
        }
    }
    for l in 0..best.1.saturating_sub(from) {
        *side(&mut pairs[k + l]) = from + l;
    }
    for l in 0..from.saturating_sub(best.1) {
        *side(&mut pairs[k - 1 - l]) = from + size - 1 - l;
    }
}
