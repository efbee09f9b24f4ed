//! What two sequences have in common, in order: identical ends first, then elements that occur once on each side
//! (patience), then, in the gaps, an exact longest common subsequence where that is affordable.
//!
//! Work is counted in steps, so that the same input always gives the same answer. Elements are 64-bit hashes; whoever
//! needs certainty compares what they stand for.

use std::collections::HashMap;

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
pub fn common(old: &[u64], new: &[u64], budget: &mut Budget) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
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
        let anchors = unique_in_both(&old[a..b], &new[c..d]);
        if anchors.is_empty() {
            exact(old, new, (a, b, c, d), budget, &mut out);
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

/// The longest ascending chain of elements that occur once on each side.
fn unique_in_both(old: &[u64], new: &[u64]) -> Vec<(usize, usize)> {
    #[derive(Default)]
    struct Seen {
        old: u32,
        new: u32,
        at: usize,
    }
    let mut seen: HashMap<u64, Seen> = HashMap::with_capacity(old.len());
    for (i, e) in old.iter().enumerate() {
        let s = seen.entry(*e).or_default();
        s.old += 1;
        s.at = i;
    }
    for e in new {
        if let Some(s) = seen.get_mut(e) {
            s.new += 1;
        }
    }
    let pairs: Vec<(usize, usize)> = new
        .iter()
        .enumerate()
        .filter_map(|(j, e)| seen.get(e).filter(|s| s.old == 1 && s.new == 1).map(|s| (s.at, j)))
        .collect();
    ascending(&pairs)
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
    old: &[u64],
    new: &[u64],
    (a, b, c, d): (usize, usize, usize, usize),
    budget: &mut Budget,
    out: &mut Vec<(usize, usize)>,
) {
    // Only what occurs on both sides can be matched.
    let mut right: Vec<u64> = new[c..d].to_vec();
    right.sort_unstable();
    let mut left: Vec<u64> = old[a..b].to_vec();
    left.sort_unstable();
    let rows: Vec<usize> = (a..b).filter(|&i| right.binary_search(&old[i]).is_ok()).collect();
    let columns: Vec<usize> = (c..d).filter(|&j| left.binary_search(&new[j]).is_ok()).collect();
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
    let mut last = [0; 8];
    last[..tail.len()].copy_from_slice(tail);
    h = (h.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(K);
    h ^ (h >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(old: &str, new: &str) -> Vec<(usize, usize)> {
        let ids = |s: &str| s.bytes().map(u64::from).collect::<Vec<_>>();
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
        let old: Vec<u64> = (0..100).map(|i| i % 2).collect();
        let new: Vec<u64> = (0..100).map(|i| i % 3 % 2 + i % 2).collect();
        let _ = common(&old, &new, &mut budget);
        assert!(budget.cut);
    }
}
