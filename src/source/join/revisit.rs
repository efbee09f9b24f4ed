//! Captures that found what an earlier one of the same page had found, where that lies in another file: its text stands for
//! theirs, found anew whenever parts are joined.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
    iter,
};

use jiff::Timestamp;

use super::{timeline::keep, united::rank};
use crate::model::{Revision, TextState};

/// How the note of such a capture begins; `of` and the moment of the other follow where the dump names it.
const MARK: &str = "unchanged capture";

/// How it goes on where the text is not there, and where it is, before the file that it lies in.
const MISSING: &str = "; the text that it repeats is not in this file";
const THERE: &str = "; the text that it repeats is that of ";

/// Captures, each of which repeats the one before, that are looked at.
const LONGEST: usize = 500;

/// The note of a capture whose text is that of an earlier one, of this moment where that is known, and not at hand.
pub(in crate::source) fn note(of: Option<Timestamp>) -> String {
    match of {
        Some(of) => format!("{MARK} of {of}{MISSING}"),
        None => format!("{MARK}{MISSING}"),
    }
}

/// What a capture says of the text that it repeats, which is or was not in its file.
struct Repeated {
    /// Which of its notes says so.
    place: usize,
    /// The moment of the capture that it repeats, where that is named.
    of: Option<Timestamp>,
}

fn repeated(revision: &Revision) -> Option<Repeated> {
    let mut notes = revision.notes.iter().enumerate();
    notes.find_map(|(place, note)| {
        let (named, _) = note.strip_prefix(MARK)?.split_once(';')?;
        let of = named.strip_prefix(" of ");
        match of.map(str::parse) {
            Some(of) => Some(Repeated { place, of: Some(of.ok()?) }),
            None => named.is_empty().then_some(Repeated { place, of: None }),
        }
    })
}

/// Gives every capture that repeats another the text of that, where a part has it, by moment or by digest: the best one,
/// where several do.
pub(super) fn fill(revisions: &mut [Revision]) {
    let asking: Vec<(usize, Repeated)> =
        revisions.iter().enumerate().filter_map(|(at, r)| repeated(r).map(|repeated| (at, repeated))).collect();
    if asking.is_empty() {
        return;
    }
    // What repeats a capture that itself repeats another: how far that goes back is bounded.
    let of_repeated = revisions.iter().filter_map(|r| Some((r.time.as_ref()?.at, repeated(r)?.of?)));
    let back: BTreeMap<Timestamp, Timestamp> = of_repeated.filter(|(at, of)| of < at).collect();
    let first =
        |of: Timestamp| iter::successors(Some(of), |of| back.get(of).copied()).take(LONGEST).last().unwrap_or(of);
    let there = || revisions.iter().filter(|r| r.state == TextState::Whole && repeated(r).is_none());
    let moments = best(there().filter_map(|r| Some((r.time.as_ref()?.at, r))));
    let payloads = best(there().filter_map(|r| Some((r.payload?, r))));
    let text = |asks: &Revision, of: Option<Timestamp>| -> Option<Revision> {
        let of_moment = of.and_then(|of| moments.get(&of).or_else(|| moments.get(&first(of))));
        of_moment.or_else(|| payloads.get(&asks.payload?)).map(|found| (*found).clone())
    };
    let found: Vec<(usize, Repeated, Revision)> = asking
        .into_iter()
        .filter_map(|(at, repeated)| text(revisions.get(at)?, repeated.of).map(|text| (at, repeated, text)))
        .collect();
    for (at, Repeated { place, of }, text) in found {
        let Some(revision) = revisions.get_mut(at) else { continue };
        keep(revision);
        if let Some(said) = revision.notes.get_mut(place) {
            let of = of.map_or(String::new(), |of| format!(" of {of}"));
            *said = format!("{MARK}{of}{THERE}{}", text.origin.as_deref().unwrap_or("another dump"));
        }
        (revision.title, revision.paragraphs) = (text.title, text.paragraphs);
        (revision.state, revision.markup) = (text.state, text.markup);
    }
}

/// Of the revisions of each key the best.
fn best<'r, K: Eq + Hash>(all: impl Iterator<Item = (K, &'r Revision)>) -> HashMap<K, &'r Revision> {
    let mut best: HashMap<K, &Revision> = HashMap::new();
    for (key, revision) in all {
        let held = best.entry(key).or_insert(revision);
        if (rank(revision), &revision.origin) < (rank(held), &held.origin) {
            *held = revision;
        }
    }
    best
}
