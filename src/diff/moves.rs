//! Which links stayed in place and which were moved: as few paragraphs moved as possible; among equals the edited are
//! moved before the verbatim, then those with less text.

use std::sync::Arc;

use super::{link::Link, slots::is_count};

/// Marks the links that stay in place: the heaviest chain that ascends on both sides. `n log n`.
pub fn stay(links: &mut [Link], old: &[Arc<str>]) {
    links.sort_unstable_by_key(|p| p.old.start);
    if links.is_sorted_by_key(|p| p.new.start) {
        links.iter_mut().for_each(|p| p.in_place = true);
        return;
    }
    let places = links.iter().map(|p| p.new.start + 1).max().unwrap_or(0);
    // A Fenwick tree over the new places: the best chain that ends at or before a place.
    let mut best: Vec<(u128, usize)> = vec![(0, usize::MAX); places + 1];
    let mut before = vec![usize::MAX; links.len()];
    let mut heaviest = (0, usize::MAX);
    for k in 0..links.len() {
        let mut found = (0, usize::MAX);
        let mut at = links[k].new.start;
        while at > 0 {
            if best[at].0 > found.0 {
                found = best[at];
            }
            at &= at - 1;
        }
        before[k] = found.1;
        let chain = (found.0 + weight(&links[k], old), k);
        if chain.0 > heaviest.0 {
            heaviest = chain;
        }
        let mut at = links[k].new.start + 1;
        while at <= places {
            if chain.0 > best[at].0 {
                best[at] = chain;
            }
            at += at & at.wrapping_neg();
        }
    }
    for p in links.iter_mut() {
        p.in_place = false;
    }
    let mut k = heaviest.1;
    while let Some(p) = links.get_mut(k) {
        p.in_place = true;
        k = before[k];
    }
}

/// What keeping a link in place is worth: as many paragraphs as it holds at most, then one verbatim paragraph, rather one
/// that is known by its words than by its figures, then its length.
fn weight(link: &Link, old: &[Arc<str>]) -> u128 {
    let length: usize = old.get(link.old.clone()).map_or(0, |texts| texts.iter().map(|t| t.len()).sum());
    let paragraphs = link.old.len().max(link.new.len()) as u128;
    let count = old.get(link.old.start).is_some_and(|text| link.same && is_count(text));
    (paragraphs << 80) + (u128::from(link.same && !count) << 60) + (u128::from(link.same) << 40) + length as u128
}
