//! Captures that found what an earlier one of the same page had found, where that lies in another file: its text stands for
//! theirs, found anew whenever parts are joined.

use std::{collections::BTreeMap, iter};

use jiff::Timestamp;

use super::{timeline::keep, united::rank};
use crate::model::{Revision, TextState};

/// How the note of such a capture begins; the moment of the other follows.
const MARK: &str = "unchanged capture of ";

/// How it goes on where the text is not there, and where it is, before the file that it lies in.
const MISSING: &str = "; the text that it repeats is not in this file";
const THERE: &str = "; the text that it repeats is that of ";

/// Captures, each of which repeats the one before, that are looked at.
const LONGEST: usize = 500;

/// The note of a capture whose text is that of an earlier moment, and not at hand.
pub(in crate::source) fn note(of: Timestamp) -> String {
    format!("{MARK}{of}{MISSING}")
}

/// The moment whose text a revision repeats, and which of its notes says so.
fn repeated(revision: &Revision) -> Option<(usize, Timestamp)> {
    let mut notes = revision.notes.iter().enumerate();
    notes.find_map(|(place, note)| Some((place, note.strip_prefix(MARK)?.split(';').next()?.parse().ok()?)))
}

/// Gives every capture that repeats a moment the text of that moment, where a part has it: the best one, where several do.
pub(super) fn fill(revisions: &mut [Revision]) {
    let asking: Vec<(usize, usize, Timestamp)> =
        revisions.iter().enumerate().filter_map(|(at, r)| repeated(r).map(|(place, of)| (at, place, of))).collect();
    if asking.is_empty() {
        return;
    }
    // What repeats a capture that itself repeats another: how far that goes back is bounded.
    let of_repeated = revisions.iter().filter_map(|r| Some((r.time.as_ref()?.at, repeated(r)?.1)));
    let back: BTreeMap<Timestamp, Timestamp> = of_repeated.filter(|(at, of)| of < at).collect();
    let first =
        |of: Timestamp| iter::successors(Some(of), |of| back.get(of).copied()).take(LONGEST).last().unwrap_or(of);
    let mut moments: BTreeMap<Timestamp, &Revision> = BTreeMap::new();
    for revision in revisions.iter().filter(|r| r.state == TextState::Whole && repeated(r).is_none()) {
        let Some(time) = &revision.time else { continue };
        moments
            .entry(time.at)
            .and_modify(|held| {
                if rank(revision) < rank(held) {
                    *held = revision;
                }
            })
            .or_insert(revision);
    }
    let found: Vec<(usize, usize, Timestamp, Revision)> = asking
        .into_iter()
        .filter_map(|(at, place, of)| {
            Some((at, place, of, (*moments.get(&of).or_else(|| moments.get(&first(of)))?).clone()))
        })
        .collect();
    for (at, place, of, text) in found {
        let Some(revision) = revisions.get_mut(at) else { continue };
        keep(revision);
        if let Some(said) = revision.notes.get_mut(place) {
            *said = format!("{MARK}{of}{THERE}{}", text.origin.as_deref().unwrap_or("another dump"));
        }
        (revision.title, revision.paragraphs) = (text.title, text.paragraphs);
        (revision.state, revision.markup) = (text.state, text.markup);
    }
}
