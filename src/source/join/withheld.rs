//! Texts that one dump keeps back and another has.

use std::collections::BTreeMap;

use super::{count, moments, timeline::keep};
use crate::model::{Revision, Withheld};

/// Keeps back, of one timeline, whatever may be what an origin keeps back: another text of the same moment, and a text of
/// another dump that does not say when it was seen, since what it would be compared with is not there.
pub(super) fn spread(revisions: &mut [Revision]) {
    let mut by_dump: BTreeMap<String, Withheld> = BTreeMap::new();
    for revision in revisions.iter() {
        if let Some(withheld) = &revision.withheld {
            let held = by_dump.entry(count::of(revision).to_owned()).or_insert_with(|| withheld.clone());
            *held = withheld.clone().max(held.clone());
        }
    }
    if by_dump.is_empty() {
        return;
    }
    let mut found: Vec<Option<Withheld>> = vec![None; revisions.len()];
    for (a, b) in moments::nested(revisions) {
        for (one, other) in [(a, b), (b, a)] {
            if let (Some(found), Some(kept)) = (found.get_mut(one), revisions.get(other)) {
                *found = found.take().max(kept.withheld.clone());
            }
        }
    }
    for (revision, found) in revisions.iter_mut().zip(found).filter(|(revision, _)| revision.withheld.is_none()) {
        let of_another = || by_dump.iter().find(|(dump, _)| dump.as_str() != count::of(revision));
        let unseen = || of_another().map(|(_, withheld)| withheld.clone());
        let undated = if moments::is_seen(revision) { None } else { unseen() };
        if let Some(withheld) = found.max(undated) {
            keep(revision);
            revision.withheld = Some(withheld);
        }
    }
}
