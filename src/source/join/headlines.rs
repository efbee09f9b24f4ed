//! Dumps that have no headlines, beside others that have.

use std::collections::{BTreeSet, HashSet};

use super::timeline::keep;
use crate::model::{Revision, TextState};

/// What is noted of an article of which a dump has no headlines.
const CARRIED: &str = "A dump of it has no headlines: beside its texts stands the last one that another dump tells.";

/// Whether a note on an article was made here.
pub(super) fn is_of_carrying(note: &str) -> bool {
    note == CARRIED
}

/// Gives the revisions of dumps that have no headlines the last one known, in the order of the timeline: it neither went there
/// nor came back behind.
pub(super) fn carry(revisions: &mut [Revision], notes: &mut BTreeSet<String>) {
    fn told(revision: &Revision) -> impl Iterator<Item = &Revision> {
        let itself = revision.told.is_empty().then_some(revision);
        revision.told.iter().chain(itself)
    }
    let lacks = |r: &Revision| r.title.is_empty() && !r.paragraphs.is_empty();
    if !revisions.iter().any(lacks) || revisions.iter().all(|r| r.title.is_empty()) {
        return;
    }
    let titled = revisions.iter().flat_map(told).filter(|r| !r.title.is_empty());
    let dumps: HashSet<_> = titled.filter_map(|r| r.origin.clone()).collect();
    let mut last = String::new();
    for revision in revisions {
        if revision.is_aside || revision.state == TextState::ErrorPage {
            continue;
        }
        let is_of_such = told(revision).all(|r| r.origin.as_ref().is_some_and(|origin| !dumps.contains(origin)));
        if !lacks(revision) || !is_of_such {
            // Of a dump that has headlines one that is missing is missing; of what has no text nothing is known.
            if !revision.title.is_empty() || lacks(revision) {
                last.clone_from(&revision.title);
            }
        } else if !last.is_empty() {
            keep(revision);
            revision.title.clone_from(&last);
            notes.insert(CARRIED.to_owned());
        }
    }
}
