//! Which of another dump's hours the texts of a day are, by the order that their own dump puts them in.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    count,
    moments::{agree, are_of_one_kind},
    sets::Sets,
    undated::ascending_either_way,
};
use crate::model::Revision;

/// Of the revisions, by their places, that their dump puts in order with others of the same day or minute: the finer one of
/// another dump that each is, so that as many as can be keep that order; `None` for those that are none.
pub(super) fn meant(told: &[Revision], pairs: &[(usize, usize)], sets: &mut Sets) -> HashMap<usize, Option<usize>> {
    // By number and place.
    type Group = BTreeMap<(u32, usize), Vec<usize>>;
    let mut groups: BTreeMap<(&str, i128), Group> = BTreeMap::new();
    for &(a, b) in pairs {
        let (Some(wide), Some(narrow)) = (told.get(a), told.get(b)) else { continue };
        let (Some(time), Some(finer)) = (&wide.time, &narrow.time) else { continue };
        let is_such = time.precision > finer.precision && !count::is_by_time(wide) && are_of_one_kind(wide, narrow);
        if is_such && agree(wide, narrow) {
            let group = groups.entry((count::of(wide), time.at.as_nanosecond())).or_default();
            group.entry((count::natural(wide), a)).or_default().push(b);
        }
    }
    let mut meant = HashMap::new();
    let mut times: HashMap<&str, BTreeSet<i128>> = HashMap::new();
    for revision in told {
        let time = revision.time.as_ref().map(|time| time.at.as_nanosecond());
        times.entry(count::of(revision)).or_default().extend(time);
    }
    for ((dump, _), group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        // Each set once, in the order of time.
        let mut line: Vec<(i128, usize, usize)> = Vec::new();
        for &b in group.values().flatten() {
            let at =
                told.get(b).and_then(|narrow| narrow.time.as_ref()).map_or(i128::MAX, |time| time.at.as_nanosecond());
            line.push((at, sets.of(b), b));
        }
        line.sort_unstable();
        let mut known = HashSet::new();
        line.retain(|(_, set, _)| known.insert(*set));
        let places: HashMap<usize, usize> = line.iter().enumerate().map(|(place, (_, set, _))| (*set, place)).collect();
        let lists: Vec<Vec<usize>> = group
            .values()
            .map(|narrow| {
                let mut found: Vec<usize> = narrow.iter().filter_map(|b| places.get(&sets.of(*b)).copied()).collect();
                found.sort_unstable();
                found.dedup();
                found
            })
            .collect();
        let wides: Vec<usize> = group.keys().map(|(_, a)| *a).collect();
        meant.extend(wides.iter().map(|a| (*a, None)));
        // A list of one day may begin with the newest.
        let may_turn = times.get(dump).is_some_and(|times| times.len() == 1)
            && wides.iter().all(|a| told.get(*a).is_some_and(count::is_by_place));
        for (which, place) in ascending_either_way(lists, may_turn) {
            if let (Some(a), Some((_, _, b))) = (wides.get(which), line.get(place)) {
                meant.insert(*a, Some(*b));
            }
        }
    }
    meant
}
