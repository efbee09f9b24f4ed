//! Texts of which it is not known where they belong in time: they bear none, and no dump that has them has another text that
//! is known to be of a moment.

use std::{collections::HashSet, sync::Arc};

use super::{count, timeline::keep};
use crate::model::{Revision, TextState};

/// Lays aside, of the revisions of one timeline, those that cannot be put in order with the others: between them nothing came
/// or went. Those without a time, but where they are most of the article.
pub(super) fn settle(revisions: &mut [Revision]) {
    let is_lone = |revision: &Revision| !revision.is_aside && revision.made_from.is_none();
    if revisions.iter().all(|r| r.time.is_some()) || revisions.iter().all(|r| r.time.is_none() || !is_lone(r)) {
        return;
    }
    let mut dumps: HashSet<String> = HashSet::new();
    for revision in revisions.iter().filter(|revision| revision.time.is_some()) {
        dumps.extend(dumps_of(revision).map(str::to_owned));
    }
    let is_adrift = |r: &Revision| r.time.is_none() && is_lone(r) && !dumps_of(r).any(|dump| dumps.contains(dump));
    let adrift: Vec<bool> = revisions.iter().map(is_adrift).collect();
    let texts = |adrift_ones: bool| {
        let such = revisions.iter().zip(&adrift).filter(|(r, adrift)| **adrift == adrift_ones && is_text(r));
        such.count()
    };
    let (lone, dated) = (texts(true), texts(false));
    if lone == 0 || dated == 0 {
        return;
    }
    let is_line = lone > dated && revisions.iter().all(is_lone);
    for (revision, adrift) in revisions.iter_mut().zip(adrift) {
        if adrift != is_line && is_lone(revision) {
            keep(revision);
            revision.is_aside = true;
        }
    }
}

/// What orders a revision beside its time: the counts and files that tell of it.
fn dumps_of(revision: &Revision) -> impl Iterator<Item = &str> {
    let told = revision.told.iter().chain([revision]);
    told.flat_map(|r| count::given(r).map(Arc::as_ref).into_iter().chain(r.origin.as_deref()))
}

fn is_text(revision: &Revision) -> bool {
    revision.state == TextState::Whole && !revision.paragraphs.is_empty()
}
