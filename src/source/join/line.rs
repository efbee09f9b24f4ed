//! The line of an article whose dumps are copies of a branching history, each of which may follow another branch.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::timeline::keep;
use crate::model::Revision;

/// Revisions in the order given, but each behind what it was made from: author's clocks differ.
pub(super) fn behind(revisions: Vec<Revision>) -> Vec<Revision> {
    if revisions.iter().all(|revision| revision.made_from.is_none()) {
        return revisions;
    }
    let mut left: HashSet<String> = revisions.iter().filter_map(|revision| revision.origin_revision.clone()).collect();
    let mut waiting: BTreeMap<Arc<str>, Vec<Revision>> = BTreeMap::new();
    let mut ordered = Vec::with_capacity(revisions.len());
    for revision in revisions {
        match revision.made_from.clone().filter(|from| left.contains(&**from)) {
            Some(from) => waiting.entry(from).or_default().push(revision),
            None => {
                let mut next = vec![revision];
                while let Some(revision) = next.pop() {
                    let label = revision.origin_revision.clone().unwrap_or_default();
                    left.remove(&label);
                    next.extend(waiting.remove(&*label).into_iter().flatten().rev());
                    ordered.push(revision);
                }
            }
        }
    }
    // Nothing is made from itself, unless ids were made up.
    ordered.extend(waiting.into_values().flatten());
    ordered
}

/// Says of the revisions of one timeline, in order, which lie aside, where several lines are told of: the one that goes on
/// longest is the line, before all one that no dump tells to be aside of its own.
pub(super) fn settle(revisions: &mut [Revision]) {
    if revisions.iter().all(|revision| revision.made_from.is_none()) {
        return;
    }
    let label = |revision: &Revision| revision.origin_revision.as_deref().unwrap_or_default().to_owned();
    let places: HashMap<String, usize> = revisions.iter().enumerate().map(|(at, r)| (label(r), at)).collect();
    let from = |at: usize| places.get(revisions.get(at)?.made_from.as_deref()?).copied();
    let mut goes_on = vec![false; revisions.len()];
    for (at, _) in revisions.iter().enumerate().filter(|(_, revision)| !revision.is_aside) {
        if let Some(goes_on) = from(at).and_then(|from| goes_on.get_mut(from)) {
            *goes_on = true;
        }
    }
    let is_end = |at: &usize| {
        revisions.get(*at).is_some_and(|r| !r.is_aside && r.commit().is_some()) && goes_on.get(*at) == Some(&false)
    };
    let ends: Vec<usize> = (0..revisions.len()).filter(is_end).collect();
    if ends.len() < 2 {
        return;
    }
    // What is made from something comes behind it, unless clocks were wrong: no longer way than there are revisions.
    let line = |end: usize| std::iter::successors(Some(end), |at| from(*at)).take(revisions.len());
    let is_clean = |end: usize| line(end).all(|at| revisions.get(at).is_some_and(|revision| !revision.is_aside));
    let time = |at: usize| revisions.get(at).and_then(|revision| revision.time.as_ref()).map(|time| time.at);
    let longest = ends.into_iter().max_by_key(|end| (is_clean(*end), time(*end), revisions.get(*end).map(label)));
    let Some(end) = longest else { return };
    let mut of_line = vec![false; revisions.len()];
    let mut first = end;
    for at in line(end) {
        first = at;
        if let Some(of_line) = of_line.get_mut(at) {
            *of_line = true;
        }
    }
    // Where it cannot be followed to its beginning, what was before is of it.
    let is_cut = revisions.get(first).is_some_and(|revision| revision.made_from.is_some());
    for (at, revision) in revisions.iter_mut().enumerate() {
        let of_line = of_line.get(at) == Some(&true) || (is_cut && at < first && !revision.is_aside);
        if revision.commit().is_some() && revision.is_aside == of_line {
            keep(revision);
            revision.is_aside = !of_line;
        }
    }
}
