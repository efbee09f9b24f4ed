//! Who goes with whom, so that the whole is best: of all ways to give every paragraph at most one partner, the one with
//! the greatest sum, not the one that takes the best pair first.

use super::sequence::Budget;

/// A possible pair and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// The one.
    pub(super) left: usize,
    /// The other.
    pub(super) right: usize,
    /// What the pair is worth, from 1.
    pub(super) worth: u32,
}

/// Beyond so many steps a group of paragraphs that compete with one another is settled best pair first.
const STEPS: usize = 1 << 21;

/// The pairs of the best assignment, ascending.
///
/// Paragraphs that share no candidates do not compete: each such group is settled for itself, by the Hungarian method
/// (Kuhn 1955, with potentials), in steps of the cube of its size; a group too large for that, best pair first, and the
/// budget is marked as cut. Among assignments of equal worth the order of the edges decides.
#[must_use]
pub(super) fn assign(edges: &[Edge], budget: &mut Budget) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for group in groups(edges) {
        let (lefts, rights) = (indices(&group, |e| e.left), indices(&group, |e| e.right));
        if lefts.len() == 1 || rights.len() == 1 {
            out.extend(group.iter().rev().max_by_key(|e| e.worth).map(|e| (e.left, e.right)));
            continue;
        }
        let (few, many) = (lefts.len().min(rights.len()), lefts.len().max(rights.len()));
        let steps = few.saturating_mul(few).saturating_mul(many);
        if steps <= STEPS && budget.take(steps as u64) {
            out.extend(hungarian(&group, &lefts, &rights));
        } else {
            budget.cut = true;
            out.extend(best_first(group));
        }
    }
    out.sort_unstable();
    out
}

/// Edges in groups that share no paragraph, each in the given order.
fn groups(edges: &[Edge]) -> Vec<Vec<Edge>> {
    let rights = edges.iter().map(|e| e.right + 1).max().unwrap_or(0);
    let lefts = edges.iter().map(|e| e.left + 1).max().unwrap_or(0);
    let mut head: Vec<usize> = (0..lefts + rights).collect();
    fn find(head: &mut [usize], mut at: usize) -> usize {
        while head[at] != at {
            head[at] = head[head[at]];
            at = head[at];
        }
        at
    }
    for e in edges {
        let (a, b) = (find(&mut head, e.left), find(&mut head, lefts + e.right));
        head[a.max(b)] = a.min(b);
    }
    let mut sorted: Vec<(usize, Edge)> = edges.iter().map(|e| (find(&mut head, e.left), *e)).collect();
    sorted.sort_by_key(|s| s.0);
    sorted.chunk_by(|a, b| a.0 == b.0).map(|g| g.iter().map(|s| s.1).collect()).collect()
}

/// The distinct values of one end, ascending.
fn indices(group: &[Edge], end: fn(&Edge) -> usize) -> Vec<usize> {
    let mut out: Vec<usize> = group.iter().map(end).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The best pair first, then the best of those that are left.
fn best_first(mut group: Vec<Edge>) -> Vec<(usize, usize)> {
    group.sort_by_key(|e| u32::MAX - e.worth);
    let mut taken = (std::collections::HashSet::new(), std::collections::HashSet::new());
    let free = |e: &Edge| {
        let free = !taken.0.contains(&e.left) && !taken.1.contains(&e.right);
        if free {
            taken.0.insert(e.left);
            taken.1.insert(e.right);
        }
        free
    };
    group.into_iter().filter(free).map(|e| (e.left, e.right)).collect()
}

/// The best assignment of one group. Rows are the fewer; a cell without edge is worth nothing, and taking it means to
/// stay alone.
fn hungarian(group: &[Edge], lefts: &[usize], rights: &[usize]) -> Vec<(usize, usize)> {
    let turned = lefts.len() > rights.len();
    let (rows, columns) = if turned { (rights, lefts) } else { (lefts, rights) };
    let (n, m) = (rows.len(), columns.len());
    let mut worth = vec![0i64; n * m];
    for e in group {
        let (row, column) = if turned { (e.right, e.left) } else { (e.left, e.right) };
        let (Ok(r), Ok(c)) = (rows.binary_search(&row), columns.binary_search(&column)) else { continue };
        worth[r * m + c] = worth[r * m + c].max(i64::from(e.worth));
    }
    // Minimises the negative worth; row and column 0 are the method's own.
    let cost = |r: usize, c: usize| -worth[(r - 1) * m + c - 1];
    let (mut u, mut v) = (vec![0i64; n + 1], vec![0i64; m + 1]);
    let (mut holder, mut way) = (vec![0usize; m + 1], vec![0usize; m + 1]);
    for row in 1..=n {
        holder[0] = row;
        let mut at = 0;
        let mut least = vec![i64::MAX; m + 1];
        let mut used = vec![false; m + 1];
        while holder[at] != 0 {
            used[at] = true;
            let (r, mut delta, mut next) = (holder[at], i64::MAX, 0);
            for c in 1..=m {
                if used[c] {
                    continue;
                }
                let reduced = cost(r, c) - u[r] - v[c];
                if reduced < least[c] {
                    (least[c], way[c]) = (reduced, at);
                }
                if least[c] < delta {
                    (delta, next) = (least[c], c);
                }
            }
            for c in 0..=m {
                if used[c] {
                    u[holder[c]] += delta;
                    v[c] -= delta;
                } else if least[c] < i64::MAX {
                    least[c] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            holder[at] = holder[way[at]];
            at = way[at];
        }
    }
    let pairs = (1..=m).filter(|&c| holder[c] > 0 && worth[(holder[c] - 1) * m + c - 1] > 0);
    pairs
        .map(|c| {
            let (row, column) = (rows[holder[c] - 1], columns[c - 1]);
            if turned { (column, row) } else { (row, column) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(edges: &[(usize, usize, u32)], steps: u64) -> Vec<(usize, usize)> {
        let edges: Vec<Edge> = edges.iter().map(|&(left, right, worth)| Edge { left, right, worth }).collect();
        assign(&edges, &mut Budget::new(steps))
    }

    #[test]
    fn the_sum_counts_not_the_best_pair() {
        let edges = [(0, 0, 10), (0, 1, 9), (1, 0, 9)];
        assert_eq!(of(&edges, 1000), [(0, 1), (1, 0)]);
        assert_eq!(of(&edges, 0), [(0, 0)], "best first where steps are short");
        assert_eq!(of(&[(0, 0, 10), (0, 1, 4), (1, 0, 4)], 1000), [(0, 0)]);
        assert_eq!(of(&[], 10), []);
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_worth_more(edges in prop::collection::vec((0..4usize, 0..4usize, 1..50u32), 0..12)) {
            let edges: Vec<Edge> = edges.into_iter().map(|(left, right, worth)| Edge { left, right, worth }).collect();
            let found = assign(&edges, &mut Budget::new(1 << 20));
            let worth = |l: usize, r: usize| {
                edges.iter().filter(|e| (e.left, e.right) == (l, r)).map(|e| e.worth).max().unwrap_or(0)
            };
            let total: u32 = found.iter().map(|&(l, r)| worth(l, r)).sum();
            fn best(left: usize, taken: &mut [bool; 4], worth: &dyn Fn(usize, usize) -> u32) -> u32 {
                if left == 4 {
                    return 0;
                }
                let mut most = best(left + 1, taken, worth);
                for right in 0..4 {
                    if !taken[right] && worth(left, right) > 0 {
                        taken[right] = true;
                        most = most.max(worth(left, right) + best(left + 1, taken, worth));
                        taken[right] = false;
                    }
                }
                most
            }
            prop_assert_eq!(total, best(0, &mut [false; 4], &worth));
        }
    }
}
