//! Texts of which it is not known where they belong in time: they bear none (or, beside some that were seen at a time, only
//! that of publication), and their dumps do not put them right between two that do.

use std::{collections::BTreeSet, sync::Arc};

use super::{count, moments::is_seen, timeline::keep};
use crate::model::{Revision, TextState};

/// Lays aside, of the revisions of one timeline, those that cannot be put in order with the others: by them nothing came or
/// went. That is those without a time; a single one that has a time, beside several of one dump that have none.
pub(super) fn settle(revisions: &mut [Revision]) {
    // Times of publication are an order where nothing else is.
    let any_seen = revisions.iter().any(is_seen);
    let is_timed = |r: &Revision| if any_seen { is_seen(r) } else { r.time.is_some() };
    if revisions.iter().all(is_timed) || revisions.iter().all(|r| !is_timed(r) || !is_lone(r)) {
        return;
    }
    let adrift = adrift(revisions, is_timed);
    let such = |wanted: bool| revisions.iter().zip(&adrift).filter(move |(r, is)| **is == wanted && is_text(r));
    let dumps: BTreeSet<&str> = such(true).map(|(r, _)| count::of(r)).collect();
    let is_line = such(false).count() == 1 && such(true).count() > 1 && dumps.len() == 1;
    let is_line = is_line && revisions.iter().all(is_lone);
    for (revision, adrift) in revisions.iter_mut().zip(adrift) {
        if adrift != is_line && is_lone(revision) {
            keep(revision);
            revision.is_aside = true;
        }
    }
}

/// For each revision whether nothing says where it belongs. Something does where its dump has what comes before it or after
/// it on the line, and no other dump has anything of between these.
fn adrift(revisions: &[Revision], is_timed: impl Fn(&Revision) -> bool) -> Vec<bool> {
    let line: Vec<usize> = revisions.iter().enumerate().filter(|(_, r)| !r.is_aside).map(|(at, _)| at).collect();
    let at = |place: usize| line.get(place).and_then(|at| revisions.get(*at));
    let mut adrift = vec![false; revisions.len()];
    let mut from = 0;
    // Runs of revisions without a time, between those that have one.
    while from < line.len() {
        let is_undated = |place: &usize| at(*place).is_some_and(|r| !is_timed(r));
        let to = (from..line.len()).find(|place| !is_undated(place)).unwrap_or(line.len());
        let (before, after) = (from.checked_sub(1).and_then(at), at(to));
        for place in from..to {
            let Some(revision) = at(place).filter(|r| is_lone(r)) else { continue };
            let knows = |other: Option<&Revision>| other.is_none_or(|other| share_a_dump(revision, other));
            let is_placed = (before.is_some() || after.is_some()) && knows(before) && knows(after);
            if let Some(adrift) = line.get(place).and_then(|at| adrift.get_mut(*at)) {
                *adrift = !is_placed;
            }
        }
        from = to + 1;
    }
    adrift
}

/// Whether some dump puts two in order.
fn share_a_dump(a: &Revision, b: &Revision) -> bool {
    dumps_of(a).any(|dump| dumps_of(b).any(|other| other == dump))
}

/// What orders a revision beside its time: the counts and files that tell of it.
fn dumps_of(revision: &Revision) -> impl Iterator<Item = &str> {
    let told = revision.told.iter().chain([revision]);
    told.flat_map(|r| count::given(r).map(Arc::as_ref).into_iter().chain(r.origin.as_deref()))
}

fn is_lone(revision: &Revision) -> bool {
    !revision.is_aside && revision.made_from.is_none()
}

fn is_text(revision: &Revision) -> bool {
    revision.state == TextState::Whole && !revision.paragraphs.is_empty()
}
