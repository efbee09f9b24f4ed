//! What two sequences have in common, in order: identical ends first, then elements that occur once on each side
//! (patience), then, in the gaps, an exact longest common subsequence where that is affordable.
//!
//! Work is counted in steps, so that the same input always gives the same answer. Elements are numbers given by a
//! [`Numbering`](crate::text::numbering::Numbering) of both sides, so that what occurs where is counted in lists; whoever
//! needs certainty compares what they stand for.

use crate::{model::Sides, text::stirring::number};

/// Steps that one comparison may take; shared by everything it does.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    left: u64,
    /// Whether something was left undone.
    pub cut: bool,
}

impl Budget {
    /// A budget of so many steps.
    #[must_use]
    pub fn new(steps: u64) -> Self {
        Budget { left: steps, cut: false }
    }

    /// Takes steps if there are enough left; else notes the cut.
    pub fn take(&mut self, steps: u64) -> bool {
        if self.left >= steps {
            self.left -= steps;
            true
        } else {
            self.cut = true;
            false
        }
    }
}

/// A table of more cells than this is never filled.
const TABLE: usize = 1 << 20;

/// Pairs of positions (old, new) of equal elements, ascending on both sides.
#[must_use]
pub fn common(old: &[u32], new: &[u32], budget: &mut Budget) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut seen = Census::of(old, new);
    // A stack instead of recursion: hostile input may nest deeply.
    let mut stack = vec![(0, old.len(), 0, new.len())];
    while let Some((mut a, mut b, mut c, mut d)) = stack.pop() {
        while a < b && c < d && old[a] == new[c] {
            out.push((a, c));
            a += 1;
            c += 1;
        }
        while a < b && c < d && old[b - 1] == new[d - 1] {
            b -= 1;
            d -= 1;
            out.push((b, d));
        }
        if a == b || c == d || !budget.take((b - a + d - c) as u64) {
            continue;
        }
        let anchors = seen.unique_in_both(&old[a..b], &new[c..d]);
        if anchors.is_empty() {
            exact(old, new, (a, b, c, d), &mut seen, budget, &mut out);
            continue;
        }
        // Each anchor closes the gap before it; the gap itself is looked at again, ends and all.
        let (mut i, mut j) = (a, c);
        for (x, y) in anchors {
            let (x, y) = (a + x, c + y);
            out.push((x, y));
            if i < x && j < y {
                stack.push((i, x, j, y));
            }
            (i, j) = (x + 1, y + 1);
        }
        if i < b && j < d {
            stack.push((i, b, j, d));
        }
    }
    out.sort_unstable();
    out
}

/// Pairs of positions (old, new) of equal elements among those that are free, wherever they stand: first with first.
#[must_use]
pub fn left_over(old: &[u32], new: &[u32], free: Sides<&Vec<bool>>) -> Vec<(usize, usize)> {
    const NONE: u32 = u32::MAX;
    // For each element the new places where it is left over, as a chain: the first, and after each one the next.
    let mut first = vec![NONE; old.iter().chain(new).max().map_or(0, |&n| n as usize + 1)];
    let mut next = vec![NONE; new.len()];
    for (j, &n) in new.iter().enumerate().rev().filter(|(j, _)| free.new[*j]) {
        next[j] = std::mem::replace(&mut first[n as usize], u32::try_from(j).unwrap_or(NONE));
    }
    let mut out = Vec::new();
    for (i, &n) in old.iter().enumerate().filter(|(i, _)| free.old[*i]) {
        let j = first[n as usize];
        if j != NONE {
            first[n as usize] = next[j as usize];
            out.push((i, j as usize));
        }
    }
    out
}

/// How often each element occurs in a gap.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    old: u32,
    new: u32,
    /// Where it occurs on the old side, in the gap.
    at: u32,
}

/// What occurs in the gap that is looked at, by element; all 0 between two gaps.
struct Census(Vec<Seen>);

impl Census {
    fn of(old: &[u32], new: &[u32]) -> Self {
        let greatest = old.iter().chain(new).max().map_or(0, |&e| e as usize + 1);
        Census(vec![Seen::default(); greatest])
    }

    fn count(&mut self, old: &[u32], new: &[u32]) {
        for (i, &e) in (0u32..).zip(old) {
            let seen = &mut self.0[e as usize];
            seen.old += 1;
            seen.at = i;
        }
        new.iter().for_each(|&e| self.0[e as usize].new += 1);
    }

    fn clear(&mut self, old: &[u32], new: &[u32]) {
        old.iter().chain(new).for_each(|&e| self.0[e as usize] = Seen::default());
    }

    /// The longest ascending chain of elements that occur once on each side.
    fn unique_in_both(&mut self, old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
        self.count(old, new);
        let seen = |e: &u32| self.0.get(*e as usize).filter(|s| s.old == 1 && s.new == 1);
        let pairs: Vec<(usize, usize)> =
            new.iter().enumerate().filter_map(|(j, e)| Some((seen(e)?.at as usize, j))).collect();
        self.clear(old, new);
        ascending(&pairs)
    }
}

/// The longest ascending subsequence of pairs that are sorted by their second part.
pub(super) fn ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for (k, p) in pairs.iter().enumerate() {
        let at = tails.partition_point(|&t| pairs[t].0 < p.0);
        if at > 0 {
            before[k] = tails[at - 1];
        }
        if at == tails.len() {
            tails.push(k);
        } else {
            tails[at] = k;
        }
    }
    let mut out = Vec::with_capacity(tails.len());
    let mut k = tails.last().copied().unwrap_or(usize::MAX);
    while let Some(p) = pairs.get(k) {
        out.push(*p);
        k = before[k];
    }
    out.reverse();
    out
}

/// The longest common subsequence of a gap in which nothing is unique, by table.
fn exact(
    old: &[u32],
    new: &[u32],
    (a, b, c, d): (usize, usize, usize, usize),
    seen: &mut Census,
    budget: &mut Budget,
    out: &mut Vec<(usize, usize)>,
) {
    // Only what occurs on both sides can be matched.
    seen.count(&old[a..b], &new[c..d]);
    let rows: Vec<usize> = (a..b).filter(|&i| seen.0[old[i] as usize].new > 0).collect();
    let columns: Vec<usize> = (c..d).filter(|&j| seen.0[new[j] as usize].old > 0).collect();
    seen.clear(&old[a..b], &new[c..d]);
    let (n, m) = (rows.len(), columns.len());
    if n == 0 || m == 0 {
        return;
    }
    if n.saturating_mul(m) > TABLE || !budget.take((n * m) as u64) {
        budget.cut = true;
        return;
    }
    let width = m + 1;
    let mut table = vec![0u32; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            table[i * width + j] = if old[rows[i]] == new[columns[j]] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        if old[rows[i]] == new[columns[j]] {
            out.push((rows[i], columns[j]));
            i += 1;
            j += 1;
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// A quick 64-bit hash of a text. Not against enemies: equality is checked where it matters.
#[must_use]
pub fn hash(text: &str) -> u64 {
    const K: u64 = 0x517c_c1b7_2722_0a95;
    let mut h = text.len() as u64;
    let (words, tail) = text.as_bytes().as_chunks::<8>();
    for word in words {
        h = (h.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(K);
    }
    h = (h.rotate_left(5) ^ number(tail)).wrapping_mul(K);
    h ^ (h >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(old: &str, new: &str) -> Vec<(usize, usize)> {
        let ids = |s: &str| s.bytes().map(u32::from).collect::<Vec<_>>();
        common(&ids(old), &ids(new), &mut Budget::new(1 << 20))
    }

    #[test]
    fn finds_what_is_common() {
        assert_eq!(of("abc", "abc"), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(of("abcd", "axcy"), [(0, 0), (2, 2)]);
        assert_eq!(of("aabab", "babaa").len(), 3);
        assert_eq!(of("", "x"), []);
    }

    #[test]
    fn a_spent_budget_is_told() {
        let mut budget = Budget::new(3);
        let old: Vec<u32> = (0..100).map(|i| i % 2).collect();
        let new: Vec<u32> = (0..100).map(|i| i % 3 % 2 + i % 2).collect();
        let _ = common(&old, &new, &mut budget);
        assert!(budget.cut);
    }
}
