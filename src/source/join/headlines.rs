//! Dumps that have no headlines, beside others that have.

use std::collections::HashSet;

use super::{anchors::all_told, conflict, timeline::keep};
use crate::{
    model::{Revision, TextState},
    text::fold::{self, Fold},
};

/// What is noted of a revision whose dump has no headlines.
const CARRIED: &str = "its dump has no headlines; this is the last one that another dump tells";

/// Whether a revision's headline is none that its dump tells, so that it was not seen there.
#[must_use]
pub fn is_carried(revision: &Revision) -> bool {
    revision.notes.iter().any(|note| note == CARRIED)
}

/// Letters that a headline which was cut off must have to be known again.
const LEAST: usize = 20;

/// Whether two headlines may be one: one is not known, lists of articles cut it, or they differ in what trackers write in their
/// own ways.
pub(super) fn agree(a: &str, b: &str) -> bool {
    let folded = |text: &str| fold::fold(text, Fold::Typography).text.trim().to_owned();
    a == b || a.is_empty() || b.is_empty() || is_cut(a, b) || is_cut(b, a) || folded(a) == folded(b)
}

/// Whether the first is the beginning of the second, and says so.
pub(super) fn is_cut(part: &str, whole: &str) -> bool {
    let stem = part.strip_suffix("...").or_else(|| part.strip_suffix('…')).map(str::trim_end);
    stem.is_some_and(|stem| part.len() < whole.len() && whole.starts_with(stem) && stem.chars().count() >= LEAST)
}

/// Gives the revisions of dumps that have no headlines the last one known, in the order of the timeline: it neither went there
/// nor came back behind. Which texts [conflict](conflict::mark) is known by now.
pub(super) fn carry(revisions: &mut [Revision]) {
    let lacks = |r: &Revision| r.title.is_empty() && !r.paragraphs.is_empty();
    if !revisions.iter().any(lacks) || revisions.iter().all(|r| r.title.is_empty()) {
        return;
    }
    let titled = revisions.iter().flat_map(all_told).filter(|r| !r.title.is_empty());
    let dumps: HashSet<_> = titled.filter_map(|r| r.origin.clone()).collect();
    let mut last = String::new();
    let mut before: Option<usize> = None;
    for at in 0..revisions.len() {
        let (earlier, rest) = revisions.split_at_mut(at);
        let Some(revision) = rest.first_mut() else { break };
        if revision.is_aside || revision.state == TextState::ErrorPage {
            continue;
        }
        // Of texts of one moment the first is what comes next is compared with.
        let is_copy = before.and_then(|at| earlier.get(at)).is_some_and(|b| conflict::is_between(b, revision));
        if !is_copy {
            before = Some(at);
        }
        let is_of_such = all_told(revision).all(|r| r.origin.as_ref().is_some_and(|origin| !dumps.contains(origin)));
        if !lacks(revision) || !is_of_such {
            // Of a dump that has headlines one that is missing is missing; of what has no text nothing is known.
            if !is_copy && (!revision.title.is_empty() || lacks(revision)) {
                last.clone_from(&revision.title);
            }
        } else if !last.is_empty() {
            keep(revision);
            revision.title.clone_from(&last);
            revision.notes.push(CARRIED.to_owned());
        }
    }
}
