//! Which of the things that dumps tell are about the same revision.

use std::{
    collections::{HashMap, hash_map},
    sync::Arc,
};

use super::{count, moments, sets::Sets, undated};
use crate::model::{Revision, Seen, TextState};

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
    /// Moment, headline and text, of whole texts; and how many like it come before it in its count ([`returns`]).
    Text(i128, &'r str, &'r [Arc<str>], u32),
    /// Of texts without a time: how many like it come before it in its file.
    Undated(usize, &'r str, &'r [Arc<str>]),
    /// Of what is no whole text: all that tells it from others of its file.
    Part(u32, Option<&'r str>, Option<i128>, TextState, &'r str, &'r [Arc<str>]),
}

/// Of those revisions, by their places, that are not the first of their moment, headline and text in their count: how many
/// come before. Versions that are numbered are one each. Of what is only in order, a text may have come back within a
/// day or minute; what stands there twice in a row stands there once.
fn returns(told: &[Revision]) -> HashMap<usize, u32> {
    let mut moments: HashMap<(&str, i128), Vec<(u32, usize)>> = HashMap::new();
    for (at, revision) in told.iter().enumerate() {
        let is_told = |time: &&Seen| {
            let is_bare = count::is_by_place(revision) || count::is_by_time(revision);
            !is_bare || time.precision.is_coarse() && !time.is_publication && count::is_by_place(revision)
        };
        let Some(time) = revision.time.as_ref().filter(is_told) else { continue };
        let moment = (count::of(revision), time.at.as_nanosecond());
        moments.entry(moment).or_default().push((count::natural(revision), at));
    }
    let mut returns = HashMap::new();
    for mut moment in moments.into_values().filter(|moment| moment.len() > 1) {
        moment.sort_unstable();
        type Said<'r> = (TextState, &'r str, &'r [Arc<str>]);
        let mut met: HashMap<Said<'_>, (u32, u32)> = HashMap::new();
        let mut before = None;
        for (number, revision, at) in moment.into_iter().filter_map(|(n, at)| Some((n, told.get(at)?, at))) {
            let said = (revision.state, revision.title.as_str(), revision.paragraphs.as_slice());
            let is_numbered = !count::is_by_place(revision);
            let (times, last) = met.entry(said).or_insert((0, number));
            let is_another = *last != number && (is_numbered || before != Some(said));
            (*times, *last) = (*times + u32::from(is_another), number);
            if *times > 0 {
                returns.insert(at, *times);
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
