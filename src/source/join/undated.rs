//! Texts that bear no time, and which of those that do are the same.

use std::collections::{BTreeMap, HashMap};

use super::{count, sets::Sets};
use crate::model::{Revision, TextState};

/// How many of the moments at which a text was seen are looked at.
const MOST: usize = 64;

/// Brings each text without a time together with the same text of another dump that has one, between what its own dump has
/// before and behind it. Of a dump as many as can be keep its order, or the opposite one where that is of more; a text that
/// came back is so taken for the right one of its times.
pub(super) fn unite(told: &[Revision], sets: &mut Sets) {
    let mut dated: BTreeMap<usize, i128> = BTreeMap::new();
    for (at, revision) in told.iter().enumerate() {
        if let Some(time) = &revision.time {
            let moment = dated.entry(sets.of(at)).or_insert(i128::MAX);
            *moment = time.at.as_nanosecond().min(*moment);
        }
    }
    if dated.is_empty() || dated.len() == told.len() {
        return;
    }
    let mut line: Vec<(i128, usize)> = dated.iter().map(|(set, moment)| (*moment, *set)).collect();
    line.sort_unstable();
    let places: HashMap<usize, usize> = line.iter().enumerate().map(|(place, (_, set))| (*set, place)).collect();
    let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut texts: HashMap<&[_], Vec<usize>> = HashMap::new();
    let mut lacking: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut known: HashMap<&str, Vec<(u32, usize)>> = HashMap::new();
    for (at, revision) in told.iter().enumerate() {
        match places.get(&sets.of(at)) {
            Some(place) => {
                members.entry(*place).or_default().push(at);
                known.entry(dump(revision)).or_default().push((count::natural(revision), *place));
                if is_text(revision) {
                    texts.entry(revision.paragraphs.as_slice()).or_default().push(*place);
                }
            }
            None if is_text(revision) => lacking.entry(dump(revision)).or_default().push(at),
            None => {}
        }
    }
    texts.values_mut().for_each(|places| {
        places.sort_unstable();
        places.dedup();
    });
    for (dump_name, mut lacking) in lacking {
        lacking.sort_by_key(|at| told.get(*at).map(count::natural));
        let fits = |at: usize, place: &usize| {
            let mut held = members.get(place).into_iter().flatten().filter_map(|at| told.get(*at));
            let title = |r: &Revision| told.get(at).is_some_and(|mine| mine.title == r.title || mine.title.is_empty());
            held.all(|theirs| dump(theirs) != dump_name && (title(theirs) || theirs.title.is_empty()))
        };
        let own = Own::of(known.remove(dump_name).unwrap_or_default());
        let within = |at: usize, place: usize| own.admits(told.get(at).map_or(0, count::natural), place);
        let candidates = lacking.iter().map(|at| {
            let seen = told.get(*at).and_then(|r| texts.get(r.paragraphs.as_slice())).into_iter().flatten();
            seen.copied().filter(|place| fits(*at, place) && within(*at, *place)).take(MOST).collect()
        });
        let mut candidates: Vec<Vec<usize>> = candidates.collect();
        let mut found = ascending(&candidates);
        candidates.reverse();
        let backwards = ascending(&candidates);
        if own.0.is_empty() && backwards.len() > found.len() {
            lacking.reverse();
            found = backwards;
        }
        for (which, place) in found {
            if let (Some(at), Some((_, set))) = (lacking.get(which), line.get(place)) {
                sets.unite(*at, *set);
            }
        }
    }
}

/// What a dump itself has at moments: numbers, ascending, each with the highest place up to it and the lowest from it on.
struct Own(Vec<(u32, usize, usize)>);

impl Own {
    fn of(mut known: Vec<(u32, usize)>) -> Own {
        known.sort_unstable();
        let mut own: Vec<_> = known.into_iter().map(|(number, place)| (number, place, place)).collect();
        let mut highest = 0;
        for (_, up_to, _) in &mut own {
            highest = highest.max(*up_to);
            *up_to = highest;
        }
        let mut lowest = usize::MAX;
        for (_, _, from) in own.iter_mut().rev() {
            lowest = lowest.min(*from);
            *from = lowest;
        }
        Own(own)
    }

    /// Whether a number may be of a place: behind all lower numbers and before all higher ones.
    fn admits(&self, number: u32, place: usize) -> bool {
        let lower = self.0.partition_point(|(n, ..)| *n < number).checked_sub(1).and_then(|at| self.0.get(at));
        let higher = self.0.get(self.0.partition_point(|(n, ..)| *n <= number));
        lower.is_none_or(|(_, up_to, _)| *up_to < place) && higher.is_none_or(|(.., from)| place < *from)
    }
}

/// What puts it in order beside its time: its origin's count, else its file.
fn dump(revision: &Revision) -> &str {
    if count::is_by_time(revision) { revision.origin.as_deref().unwrap_or_default() } else { count::of(revision) }
}

fn is_text(revision: &Revision) -> bool {
    revision.state == TextState::Whole && !revision.paragraphs.is_empty()
}

/// Of lists of places, each ascending, the most that one place each can be taken of so that they ascend, as pairs of list
/// and place; among as many the earliest (Hunt and Szymanski, 1977).
fn ascending(lists: &[Vec<usize>]) -> Vec<(usize, usize)> {
    struct Step {
        list: usize,
        place: usize,
        before: Option<usize>,
    }
    let mut steps: Vec<Step> = Vec::new();
    // Of each length the step that ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let place = |steps: &[Step], step: usize| steps.get(step).map_or(usize::MAX, |step| step.place);
    for (list, places) in lists.iter().enumerate() {
        // From the highest, so that none is put behind another of its list.
        for &next in places.iter().rev() {
            let length = ends.partition_point(|end| place(&steps, *end) < next);
            if ends.get(length).is_some_and(|end| place(&steps, *end) == next) {
                continue;
            }
            steps.push(Step { list, place: next, before: length.checked_sub(1).and_then(|l| ends.get(l)).copied() });
            match ends.get_mut(length) {
                Some(end) => *end = steps.len() - 1,
                None => ends.push(steps.len() - 1),
            }
        }
    }
    let mut found = Vec::new();
    let mut next = ends.last().copied();
    while let Some(step) = next.and_then(|at| steps.get(at)) {
        found.push((step.list, step.place));
        next = step.before;
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_can_be_keep_their_order() {
        for (lists, want) in [
            (vec![vec![0], vec![1], vec![2]], vec![(0, 0), (1, 1), (2, 2)]),
            (vec![vec![2], vec![0], vec![1]], vec![(1, 0), (2, 1)]),
            (vec![vec![0, 2], vec![1], vec![0, 2]], vec![(0, 0), (1, 1), (2, 2)]),
            (vec![vec![0, 1], vec![0, 1]], vec![(0, 0), (1, 1)]),
            (vec![vec![], vec![5], vec![]], vec![(1, 5)]),
            (vec![], vec![]),
        ] {
            assert_eq!(ascending(&lists), want, "{lists:?}");
        }
    }
}
