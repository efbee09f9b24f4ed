//! Where the revisions of a dump belong that have no times, by those of them of which the moment is known.

use std::collections::{HashMap, HashSet};

use super::count;
use crate::model::Revision;

/// The moments that are known of revisions of a count, some of which are shown as another's.
pub(super) struct Anchors {
    /// The number in the count, and the moment in milliseconds; ascending.
    known: Vec<(u32, i64)>,
    /// The first of the moments.
    first: i64,
    /// Whether the count goes from the newest to the oldest.
    pub(super) is_backwards: bool,
}

impl Anchors {
    /// Where a number of the count belongs: the moment of what comes before it, and 1; of the first of all, and -1.
    pub(super) fn place(&self, number: u32) -> (i64, i8) {
        let before = if self.is_backwards {
            self.known.get(self.known.partition_point(|(n, _)| *n < number))
        } else {
            self.known.partition_point(|(n, _)| *n <= number).checked_sub(1).and_then(|at| self.known.get(at))
        };
        before.map_or((self.first, -1), |(_, moment)| (*moment, 1))
    }
}

/// What is so known of each count of which a revision lacks a time.
pub(super) fn anchors(revisions: &[Revision]) -> HashMap<String, Anchors> {
    let lacking: HashSet<&str> = revisions.iter().filter(|r| r.time.is_none()).map(count::of).collect();
    let mut known: HashMap<&str, Vec<(u32, i64)>> = HashMap::new();
    let mut numbered: HashSet<&str> = HashSet::new();
    for revision in revisions.iter().filter(|_| !lacking.is_empty()) {
        let Some(time) = &revision.time else { continue };
        for told in all_told(revision).filter(|told| lacking.contains(count::of(told))) {
            let anchor = (count::natural(told), time.at.as_millisecond());
            known.entry(count::of(told)).or_default().push(anchor);
            if !count::is_by_place(told) {
                numbered.insert(count::of(told));
            }
        }
    }
    let anchors = known.into_iter().map(|(count, mut known)| {
        known.sort_unstable();
        let ends = known.first().zip(known.last());
        let is_backwards = !numbered.contains(count) && ends.is_some_and(|(first, last)| first.1 > last.1);
        let first = known.iter().map(|(_, moment)| *moment).min().unwrap_or(i64::MIN);
        (count.to_owned(), Anchors { known, first, is_backwards })
    });
    anchors.collect()
}

/// What is told of a revision, of whichever dump.
pub(super) fn all_told(revision: &Revision) -> impl Iterator<Item = &Revision> {
    let itself = revision.told.is_empty().then_some(revision);
    revision.told.iter().chain(itself)
}
