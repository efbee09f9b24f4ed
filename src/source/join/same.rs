//! Which of the things that dumps tell are about the same revision.

use std::{
    collections::{HashMap, hash_map},
    sync::Arc,
};

use super::{count, moments, sets::Sets, undated};
use crate::model::{Revision, TextState};

/// Those that are about the same revision, together; in the order in which the first of each stands.
pub(super) fn together(told: Vec<Revision>) -> Vec<Vec<Revision>> {
    let mut sets = Sets::new(told.len());
    let mut known: HashMap<Proof<'_>, usize, foldhash::quality::RandomState> = HashMap::default();
    let mut before = HashMap::default();
    let returns = returns(&told);
    for (at, revision) in told.iter().enumerate() {
        for proof in proofs(revision, returns.get(&at).copied().unwrap_or(0), &mut before) {
            match known.entry(proof) {
                hash_map::Entry::Occupied(held) => sets.unite(*held.get(), at),
                hash_map::Entry::Vacant(free) => _ = free.insert(at),
            }
        }
    }
    drop((known, returns));
    moments::unite(&told, &mut sets);
    undated::unite(&told, &mut sets);
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut groups: Vec<Vec<Revision>> = Vec::new();
    for (at, revision) in told.into_iter().enumerate() {
        let place = *places.entry(sets.of(at)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(revision),
            None => groups.push(vec![revision]),
        }
    }
    groups
}

/// What proves two to be about the same revision.
#[derive(PartialEq, Eq, Hash)]
enum Proof<'r> {
    /// Number and count.
    Number(&'r str, u32),
    /// The commit that made it: an article is a file, which a commit changes once.
    Commit(&'r str),
    /// Moment, headline and text, of whole texts; and how often, within that day or minute, its file came back to it.
    Text(i128, &'r str, &'r [Arc<str>], u32),
    /// Of texts without a time: how many like it come before it in its file.
    Undated(usize, &'r str, &'r [Arc<str>]),
    /// Of what is no whole text: all that tells it from others of its file.
    Part(u32, Option<&'r str>, Option<i128>, TextState, &'r str, &'r [Arc<str>]),
}

/// How often a file came back to a headline and text within a day or minute, of those revisions, by their places, where it
/// did: what stands there twice in a row stands there once.
fn returns(told: &[Revision]) -> HashMap<usize, u32> {
    let mut days: HashMap<(&str, i128), Vec<(u32, usize)>> = HashMap::new();
    for (at, revision) in told.iter().enumerate() {
        let time = revision.time.as_ref().filter(|time| time.precision.is_coarse() && !time.is_publication);
        let Some(time) = time.filter(|_| revision.state == TextState::Whole && !count::is_by_time(revision)) else {
            continue;
        };
        let file = revision.origin.as_deref().unwrap_or_default();
        days.entry((file, time.at.as_nanosecond())).or_default().push((count::natural(revision), at));
    }
    let mut returns = HashMap::new();
    for mut day in days.into_values().filter(|day| day.len() > 2) {
        day.sort_unstable();
        let mut known: HashMap<(&str, &[Arc<str>]), u32> = HashMap::new();
        let mut before = None;
        for (revision, at) in day.into_iter().filter_map(|(_, at)| Some((told.get(at)?, at))) {
            let said = (revision.title.as_str(), revision.paragraphs.as_slice());
            let met = known.entry(said).and_modify(|met| *met += u32::from(before != Some(said))).or_insert(0);
            if *met > 0 {
                returns.insert(at, *met);
            }
            before = Some(said);
        }
    }
    returns
}

/// How many of a file have been met with this headline and text, and without a time.
type Before<'r> = HashMap<(Option<&'r str>, &'r str, &'r [Arc<str>]), usize, foldhash::quality::RandomState>;

fn proofs<'r>(revision: &'r Revision, returned: u32, before: &mut Before<'r>) -> impl Iterator<Item = Proof<'r>> {
    let number = count::natural(revision);
    let (title, text) = (revision.title.as_str(), revision.paragraphs.as_slice());
    let at = revision.time.as_ref().map(|time| time.at.as_nanosecond());
    let by_text = match (revision.state, at) {
        (TextState::Whole, Some(at)) => Proof::Text(at, title, text, returned),
        (TextState::Whole, None) => {
            let like_it = before.entry((revision.origin.as_deref(), title, text)).or_insert(0);
            *like_it += 1;
            Proof::Undated(*like_it, title, text)
        }
        (state, at) => Proof::Part(number, revision.origin_revision.as_deref(), at, state, title, text),
    };
    let commit = revision.commit().map(Proof::Commit);
    let numbered = count::given(revision).map(|count| Proof::Number(count, number));
    numbered.into_iter().chain(commit).chain([by_text])
}
