//! Which pairs stayed in place and which were moved: as few paragraphs moved as possible; among equals the edited are
//! moved before the verbatim, then those with less text.

use std::sync::Arc;

use super::pairs::Pair;

/// Marks the pairs that stay in place: the heaviest chain that ascends on both sides. `n log n`.
pub fn stay(pairs: &mut [Pair], old: &[Arc<str>]) {
    pairs.sort_unstable_by_key(|p| p.old);
    let places = pairs.iter().map(|p| p.new + 1).max().unwrap_or(0);
    // A Fenwick tree over the new places: the best chain that ends at or before a place.
    let mut best: Vec<(u128, usize)> = vec![(0, usize::MAX); places + 1];
    let mut before = vec![usize::MAX; pairs.len()];
    let mut heaviest = (0, usize::MAX);
    for k in 0..pairs.len() {
        let mut found = (0, usize::MAX);
        let mut at = pairs[k].new;
        while at > 0 {
            if best[at].0 > found.0 {
                found = best[at];
            }
            at &= at - 1;
        }
        before[k] = found.1;
        let chain = (found.0 + weight(&pairs[k], old), k);
        if chain.0 > heaviest.0 {
            heaviest = chain;
        }
        let mut at = pairs[k].new + 1;
        while at <= places {
            if chain.0 > best[at].0 {
                best[at] = chain;
            }
            at += at & at.wrapping_neg();
        }
    }
    for p in pairs.iter_mut() {
        p.in_place = false;
    }
    let mut k = heaviest.1;
    while let Some(p) = pairs.get_mut(k) {
        p.in_place = true;
        k = before[k];
    }
}

/// What keeping a pair in place is worth: one paragraph, then one verbatim paragraph, then its length.
fn weight(pair: &Pair, old: &[Arc<str>]) -> u128 {
    (1 << 80) + (u128::from(pair.same) << 40) + old.get(pair.old).map_or(0, |t| t.len() as u128)
}
