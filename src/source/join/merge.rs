//! The order of revisions of which several dumps tell, each with times as fine as it writes them, or with none.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use super::count;
use crate::model::Revision;

/// Rounds in which coarse times are moved behind what their dumps have before them.
const ROUNDS: usize = 64;

/// What each dump tells, in its order, as places among the things that are put in order: of `told`, each with its place.
/// What nobody put in order is not among it.
pub(super) fn dumps<'r>(told: impl Iterator<Item = (usize, &'r Revision)>) -> BTreeMap<&'r str, Vec<usize>> {
    let mut dumps: BTreeMap<&str, Vec<(u32, usize)>> = BTreeMap::new();
    for (place, told) in told.filter(|(_, told)| !count::is_by_time(told)) {
        dumps.entry(count::of(told)).or_default().push((count::natural(told), place));
    }
    let in_order = |mut told: Vec<(u32, usize)>| {
        told.sort_unstable();
        let mut places: Vec<usize> = told.into_iter().map(|(_, place)| place).collect();
        places.dedup();
        places
    };
    dumps.into_iter().map(|(dump, told)| (dump, in_order(told))).collect()
}

/// The moment of each thing, in milliseconds: the first of those that its time may stand for (`spans`, to before the second),
/// or the moment of what some dump puts before it, where that is within its time.
pub(super) fn moments(spans: &[Option<(i64, i64)>], dumps: &BTreeMap<&str, Vec<usize>>) -> Vec<Option<i64>> {
    let mut moments: Vec<Option<i64>> = spans.iter().map(|span| span.map(|(from, _)| from)).collect();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for places in dumps.values() {
            let mut before = None;
            for &place in places {
                let Some((span, moment)) = spans.get(place).copied().flatten().zip(moments.get_mut(place)) else {
                    continue;
                };
                let behind = before.filter(|before| (span.0..span.1).contains(before));
                if behind > *moment {
                    (*moment, moved) = (behind, true);
                }
                before = *moment;
            }
        }
        if !moved {
            break;
        }
    }
    moments
}

/// The order of things by their keys; of those of one key each behind whatever its dumps put before it, else as in `first`,
/// which holds all places.
pub(super) fn in_order<K: Ord>(keys: &[K], first: &[usize], dumps: &BTreeMap<&str, Vec<usize>>) -> Vec<usize> {
    let mut order = first.to_vec();
    order.sort_by(|a, b| keys.get(*a).cmp(&keys.get(*b)));
    // Of each thing the run of one key that it is in, and its place there.
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut in_run = vec![(0, 0); order.len()];
    for place in order {
        let is_next = |run: &&mut Vec<usize>| run.first().is_some_and(|head| keys.get(*head) == keys.get(place));
        match runs.last_mut().filter(is_next) {
            Some(run) => run.push(place),
            None => runs.push(vec![place]),
        }
        let at = (runs.len() - 1, runs.last().map_or(0, Vec::len) - 1);
        in_run.get_mut(place).into_iter().for_each(|in_run| *in_run = at);
    }
    let mut told: Vec<Vec<Vec<usize>>> = vec![Vec::new(); runs.len()];
    for places in dumps.values() {
        let mut by_run: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (run, at) in places.iter().filter_map(|place| in_run.get(*place)) {
            by_run.entry(*run).or_default().push(*at);
        }
        for (run, places) in by_run.into_iter().filter(|(_, places)| places.len() > 1) {
            told.get_mut(run).into_iter().for_each(|told| told.push(places.clone()));
        }
    }
    let ordered = runs.into_iter().zip(told).flat_map(|(run, told)| {
        let order = merged(run.len(), told);
        order.into_iter().filter_map(move |at| run.get(at).copied())
    });
    ordered.collect()
}

/// The order of `len` things, each behind whatever its dumps put before it; else as they are. Where dumps contradict each
/// other those that tell less give way.
fn merged(len: usize, mut dumps: Vec<Vec<usize>>) -> Vec<usize> {
    if dumps.is_empty() {
        return (0..len).collect();
    }
    dumps.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut waits = vec![0_usize; len];
    let mut next: Vec<Vec<(usize, usize)>> = vec![Vec::new(); len];
    for (dump, places) in dumps.iter().enumerate() {
        for pair in places.windows(2) {
            if let [a, b] = *pair
                && a != b
                && let (Some(next), Some(waits)) = (next.get_mut(a), waits.get_mut(b))
            {
                next.push((dump, b));
                *waits += 1;
            }
        }
    }
    let free = waits.iter().enumerate().filter(|(_, waits)| **waits == 0).map(|(at, _)| Reverse(at));
    let mut free: BinaryHeap<Reverse<usize>> = free.collect();
    let mut ordered = Vec::with_capacity(len);
    let mut is_done = vec![false; len];
    // Dumps that are still heard.
    let mut heard = dumps.len();
    while ordered.len() < len {
        let Some(Reverse(at)) = free.pop() else {
            // Some that are left wait for each other.
            let Some(last) = heard.checked_sub(1) else { break };
            heard = last;
            let waited_for = next.iter().zip(&is_done).filter(|(_, done)| !**done).flat_map(|(next, _)| next);
            for (_, behind) in waited_for.filter(|(dump, _)| *dump == last) {
                release(*behind, &mut waits, &mut free);
            }
            continue;
        };
        ordered.push(at);
        is_done.get_mut(at).into_iter().for_each(|done| *done = true);
        for (_, behind) in next.get(at).into_iter().flatten().filter(|(dump, _)| *dump < heard) {
            release(*behind, &mut waits, &mut free);
        }
    }
    ordered
}

/// One that a thing waited for is there.
fn release(at: usize, waits: &mut [usize], free: &mut BinaryHeap<Reverse<usize>>) {
    if let Some(waits) = waits.get_mut(at) {
        *waits -= 1;
        if *waits == 0 {
            free.push(Reverse(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_stand_behind_what_their_dumps_put_before_them() {
        for (len, dumps, want) in [
            (3, vec![], vec![0, 1, 2]),
            (3, vec![vec![2, 0]], vec![1, 2, 0]),
            (3, vec![vec![0, 2], vec![2, 1]], vec![0, 2, 1]),
            // The one that tells more is heard.
            (3, vec![vec![1, 0], vec![0, 1, 2]], vec![0, 1, 2]),
            (3, vec![vec![2, 1, 0], vec![0, 2]], vec![2, 1, 0]),
            (4, vec![vec![0, 1], vec![1, 0], vec![3, 2]], vec![3, 2, 0, 1]),
        ] {
            assert_eq!(merged(len, dumps.clone()), want, "{dumps:?}");
        }
    }

    #[test]
    fn a_coarse_time_does_not_overtake_what_is_before_it() {
        let dumps = BTreeMap::from([("a", vec![0, 1, 2]), ("b", vec![0])]);
        let day = |at| Some((at, at + 100));
        assert_eq!(moments(&[Some((10, 10)), day(0), day(0)], &dumps), [Some(10); 3]);
        assert_eq!(moments(&[Some((110, 110)), day(0), None], &dumps), [Some(110), Some(0), None]);
        assert_eq!(in_order(&[5, 5, 4], &[1, 0, 2], &dumps), [2, 0, 1]);
    }
}
