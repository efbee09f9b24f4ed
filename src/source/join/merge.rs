//! The order of revisions of which nobody knows a time: that of their dumps, together.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use super::{anchors::all_told, count};
use crate::model::Revision;

/// Revisions without times, each behind whatever its dumps put before it; else in the order given, as also where dumps
/// contradict each other.
pub(super) fn merged(revisions: Vec<Revision>) -> Vec<Revision> {
    let mut dumps: BTreeMap<&str, Vec<(u32, usize)>> = BTreeMap::new();
    for (at, revision) in revisions.iter().enumerate() {
        for told in all_told(revision).filter(|told| !count::is_by_time(told)) {
            dumps.entry(count::of(told)).or_default().push((count::natural(told), at));
        }
    }
    let mut waits = vec![0_usize; revisions.len()];
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); revisions.len()];
    for told in dumps.values_mut() {
        told.sort_unstable();
        for pair in told.windows(2) {
            if let [(_, a), (_, b)] = *pair
                && a != b
                && let (Some(next), Some(waits)) = (next.get_mut(a), waits.get_mut(b))
            {
                next.push(b);
                *waits += 1;
            }
        }
    }
    let free = waits.iter().enumerate().filter(|(_, waits)| **waits == 0).map(|(at, _)| Reverse(at));
    let mut free: BinaryHeap<Reverse<usize>> = free.collect();
    let mut left: Vec<Option<Revision>> = revisions.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(left.len());
    while let Some(Reverse(at)) = free.pop() {
        ordered.extend(left.get_mut(at).and_then(Option::take));
        for &behind in next.get(at).into_iter().flatten() {
            if let Some(waits) = waits.get_mut(behind) {
                *waits -= 1;
                if *waits == 0 {
                    free.push(Reverse(behind));
                }
            }
        }
    }
    ordered.extend(left.into_iter().flatten());
    ordered
}
