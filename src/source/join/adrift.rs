//! Texts of which it is not known where they belong in time: they bear none (or, beside some that were seen at a time, only
//! that of publication, or a date on which other dumps saw something else), and their dumps do not put them right between
//! two that do.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    anchors::all_told,
    count,
    dates::vague,
    files::{dumps_of, share_a_dump},
    moments::is_seen,
    timeline::keep,
};
use crate::model::{Revision, TextState};

/// Lays aside, of the revisions of one timeline, those that cannot be put in order with the others: by them nothing came or
/// went. That is those without a time; a single one that has a time, beside several of one dump that have none.
pub(super) fn settle(revisions: &mut [Revision]) {
    // Times of publication are an order where nothing else is.
    let any_seen = revisions.iter().any(is_seen);
    let vague = vague(revisions);
    let is_timed = |(r, vague): (&Revision, &bool)| !vague && if any_seen { is_seen(r) } else { r.time.is_some() };
    let timed: Vec<bool> = revisions.iter().zip(&vague).map(is_timed).collect();
    if timed.iter().all(|timed| *timed) || !revisions.iter().any(is_lone) {
        return;
    }
    let adrift = adrift(revisions, &timed);
    let such = |wanted: bool| revisions.iter().zip(&adrift).filter(move |(r, is)| **is == wanted && is_text(r));
    let dumps: BTreeSet<&str> = such(true).map(|(r, _)| count::of(r)).collect();
    let is_line = such(false).count() == 1 && such(true).count() > 1 && dumps.len() == 1;
    let is_line = is_line && any_seen && revisions.iter().all(is_lone);
    for (revision, adrift) in revisions.iter_mut().zip(adrift) {
        if adrift != is_line && is_lone(revision) {
            keep(revision);
            revision.is_aside = true;
        }
    }
}

/// For each revision whether nothing says where it belongs. Something does where its dump has what comes before it or after
/// it on the line, and no other dump has anything of between these.
fn adrift(revisions: &[Revision], timed: &[bool]) -> Vec<bool> {
    let line: Vec<usize> = revisions.iter().enumerate().filter(|(_, r)| !r.is_aside).map(|(at, _)| at).collect();
    let at = |place: usize| line.get(place).and_then(|at| revisions.get(*at));
    let mut adrift = vec![false; revisions.len()];
    let mut from = 0;
    // Runs of revisions without a time, between those that have one.
    while from < line.len() {
        let is_undated = |place: &usize| line.get(*place).and_then(|at| timed.get(*at)) == Some(&false);
        let to = (from..line.len()).find(|place| !is_undated(place)).unwrap_or(line.len());
        let (before, after) = (from.checked_sub(1).and_then(at), at(to));
        let lone = || (from..to).filter_map(|place| Some((*line.get(place)?, at(place)?))).filter(|(_, r)| is_lone(r));
        let knows = |other: Option<&Revision>, one: &Revision| other.is_none_or(|other| share_a_dump(one, other));
        let between: Vec<(usize, &Revision)> = lone().filter(|(_, r)| knows(before, r) && knows(after, r)).collect();
        let placed = match before.or(after) {
            Some(_) => placed(&between, share_a_dump, false),
            None => placed(&between, is_told_before, true),
        };
        for (at, _) in lone().filter(|(at, _)| !placed.contains(at)) {
            adrift.iter_mut().skip(at).take(1).for_each(|adrift| *adrift = true);
        }
        from = to + 1;
    }
    adrift
}

/// Of a run those that are in order with each other: all, where for any two neighbours some dump says so; else those of the
/// dumps that have most of them. `any` says that one is to be taken though several have as many and none in common.
fn placed(run: &[(usize, &Revision)], in_order: impl Fn(&Revision, &Revision) -> bool, any: bool) -> BTreeSet<usize> {
    if run.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if in_order(a, b))) {
        return run.iter().map(|(at, _)| *at).collect();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, revision) in run {
        dumps_of(revision).collect::<BTreeSet<_>>().into_iter().for_each(|dump| *counts.entry(dump).or_default() += 1);
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let is_fullest = |dump: &str| counts.get(dump) == Some(&most);
    let fullest: BTreeSet<&str> = counts.keys().copied().filter(|dump| is_fullest(dump)).collect();
    let of = |dumps: &BTreeSet<&str>| -> BTreeSet<usize> {
        let has_all = |r: &Revision| dumps.is_subset(&dumps_of(r).collect());
        run.iter().filter(|(_, r)| has_all(r)).map(|(at, _)| *at).collect()
    };
    let found = of(&fullest);
    let first = || run.iter().flat_map(|(_, r)| dumps_of(r)).find(|dump| is_fullest(dump));
    if found.is_empty() && any { of(&first().into_iter().collect()) } else { found }
}

/// Whether some dump tells of one before the other.
fn is_told_before(a: &Revision, b: &Revision) -> bool {
    let is_before = |a: &Revision, b: &Revision| {
        let unnumbered = count::is_by_time(a) && count::is_by_time(b) && a.origin == b.origin;
        unnumbered || (count::of(a) == count::of(b) && count::natural(a) < count::natural(b))
    };
    all_told(a).any(|a| all_told(b).any(|b| is_before(a, b)))
}

fn is_lone(revision: &Revision) -> bool {
    !revision.is_aside && revision.made_from.is_none()
}

fn is_text(revision: &Revision) -> bool {
    revision.state == TextState::Whole && !revision.paragraphs.is_empty()
}
