//! Numbers that an origin gave, and that no dump has.

use std::collections::BTreeSet;

use super::count;
use crate::model::{Gap, Revision};

/// The numbers that no revision bears, from `first` up to the highest held and to below `end`.
pub(in crate::source) fn missing(revisions: &[Revision], first: u32, end: u32) -> Vec<Gap> {
    let held: BTreeSet<u32> = revisions.iter().map(|r| r.number).collect();
    let mut next = first;
    let mut gaps = Vec::new();
    for stop in held.into_iter().chain([end]) {
        if next < stop {
            gaps.push(Gap { from: next, to: stop - 1 });
        }
        next = next.max(stop.saturating_add(1));
    }
    gaps
}

/// What parts tell of gaps, as one: ranges that do not touch, in order.
pub(super) fn told(mut all: Vec<Gap>) -> Vec<Gap> {
    all.sort_unstable_by_key(|gap| (gap.from, gap.to));
    let mut told: Vec<Gap> = Vec::new();
    for gap in all {
        match told.last_mut() {
            Some(last) if gap.from <= last.to.saturating_add(1) => last.to = last.to.max(gap.to),
            _ => told.push(gap),
        }
    }
    told
}

/// What is left of the gaps that are told without the numbers of these revisions.
pub(super) fn left(told: &[Gap], revisions: &[Revision]) -> Vec<Gap> {
    let held: BTreeSet<u32> = revisions.iter().map(count::natural).collect();
    let mut left = Vec::new();
    for gap in told {
        let mut from = u64::from(gap.from);
        let end = u64::from(gap.to) + 1;
        let inside = held.range(gap.from..=gap.to.max(gap.from)).map(|number| u64::from(*number));
        for stop in inside.chain([end]) {
            if let (true, Ok(from), Ok(to)) = (from < stop, u32::try_from(from), u32::try_from(stop.saturating_sub(1)))
            {
                left.push(Gap { from, to });
            }
            from = from.max(stop + 1);
        }
    }
    left
}
