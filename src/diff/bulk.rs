//! Very many paragraphs: cut into pieces of some dozen where the paragraphs themselves say so, so that both sides are cut
//! alike. Pieces in common are found first, then, between two of them, paragraphs in common, where that is affordable.
//! Of those that are common but out of order nothing is said.

use super::sequence::{Budget, common};
use crate::text::numbering::Numbering;

/// More paragraphs than this, of both sides, are dealt with in this way; and no more are looked at between two pieces.
pub(super) const MANY: usize = 1 << 17;
/// Of so many paragraphs about one ends a piece.
const ONE_OF: u64 = 32;

/// Pairs of positions (old, new) of equal hashes, ascending on both sides.
pub(super) fn pairs(old: &[u64], new: &[u64], budget: &mut Budget) -> Vec<(usize, usize)> {
    let (left, right) = (pieces(old), pieces(new));
    let mut numbers = Numbering::default();
    let mut numbered = |side: &[u64], ends: &[usize]| -> Vec<u32> {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(|(from, &to)| numbers.of(joint(side.get(from..to).unwrap_or_default()))).collect()
    };
    let (a, b) = (numbered(old, &left), numbered(new, &right));
    let mut out = Vec::new();
    let mut at = (0, 0);
    let ends = |i: usize, j: usize| (left.get(i).copied(), right.get(j).copied());
    for (i, j) in common(&a, &b, budget).into_iter().chain([(left.len(), right.len())]) {
        let start = |ends: &[usize], k: usize| k.checked_sub(1).map_or(0, |before| ends[before]);
        let (x, y) = (start(&left, i), start(&right, j));
        between(old, new, (at, (x, y)), budget, &mut out);
        let (Some(to), Some(_)) = ends(i, j) else { break };
        out.extend((x..to).zip(y..));
        at = (to, y + (to - x));
    }
    // Hashes find; the elements decide.
    out.retain(|&(i, j)| old.get(i) == new.get(j));
    out
}

/// Adds what is in common between two pieces: from a pair of positions to another.
fn between(
    old: &[u64],
    new: &[u64],
    (from, to): ((usize, usize), (usize, usize)),
    budget: &mut Budget,
    out: &mut Vec<(usize, usize)>,
) {
    let (a, b) = (old.get(from.0..to.0).unwrap_or_default(), new.get(from.1..to.1).unwrap_or_default());
    if a.is_empty() || b.is_empty() {
        return;
    }
    if a.len() + b.len() > MANY || !budget.take((a.len() + b.len()) as u64) {
        budget.cut = true;
        return;
    }
    let mut numbers = Numbering::default();
    let mut numbered = |side: &[u64]| side.iter().map(|&h| numbers.of(h)).collect::<Vec<u32>>();
    let (a, b) = (numbered(a), numbered(b));
    out.extend(common(&a, &b, budget).into_iter().map(|(i, j)| (from.0 + i, from.1 + j)));
}

/// Where the pieces of a sequence end.
fn pieces(side: &[u64]) -> Vec<usize> {
    let ends = side.iter().enumerate().filter(|(_, hash)| hash.is_multiple_of(ONE_OF)).map(|(at, _)| at + 1);
    let mut ends: Vec<usize> = ends.collect();
    if ends.last() != Some(&side.len()) {
        ends.push(side.len());
    }
    ends
}

/// One hash of several.
fn joint(piece: &[u64]) -> u64 {
    piece.iter().fold(piece.len() as u64, |sum, h| (sum.rotate_left(5) ^ h).wrapping_mul(0x517c_c1b7_2722_0a95))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_common_is_found_piece_by_piece() {
        let old: Vec<u64> = (0..3000u64).map(|k| k.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let mut new = old.clone();
        new[100] = 7;
        new.insert(1500, 9);
        new.remove(2000);
        let mut budget = Budget::new(1 << 20);
        let found = pairs(&old, &new, &mut budget);
        assert!(found.is_sorted() && found.iter().all(|&(i, j)| old[i] == new[j]));
        assert_eq!((found.len(), budget.cut), (2998, false));
        assert_eq!(pairs(&[], &[], &mut budget), []);
    }
}
