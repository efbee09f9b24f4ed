//! Texts that conflict: dumps that tell of the same revision, or of the same moment, and have different texts for it.
//!
//! None of them is merged into another. Each is a revision of its own, and says with which other dump it conflicts. What
//! is only known in part, and fits into what another dump has, is no conflict; nor is an error page, nor a text whose
//! sides were inferred and that is wrong about them, nor one of which only the sentences are known.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::timeline::{natural, uncounted};
use crate::model::{Precision, Revision, TextState};

/// How a note begins that tells of a conflict; they are found anew whenever parts are joined.
const MARK: &str = "in conflict: ";

/// The revisions of a set, found to be the same, by the texts that contradict each other: first the one that ranks best
/// (as they are given), with everything that does not contradict it.
pub(super) fn apart(set: Vec<Revision>) -> Vec<Vec<Revision>> {
    let mut groups: Vec<Vec<Revision>> = Vec::new();
    let mut silent = Vec::new();
    for revision in set {
        if !speaks(&revision) {
            silent.push(revision);
            continue;
        }
        let agrees = |group: &&mut Vec<Revision>| group.first().is_some_and(|first| agree(first, &revision));
        match groups.iter_mut().find(agrees) {
            Some(group) => group.push(revision),
            None => groups.push(vec![revision]),
        }
    }
    match groups.first_mut() {
        Some(first) => first.extend(silent),
        None => groups.push(silent),
    }
    groups
}

/// Whether a revision's text can contradict another.
fn speaks(revision: &Revision) -> bool {
    let known = revision.evidence.is_empty() && !revision.by_sentence;
    known && !revision.paragraphs.is_empty() && matches!(revision.state, TextState::Whole | TextState::Partial)
}

/// Whether two texts say the same, or the second, in part, what the first says as a whole.
fn agree(first: &Revision, second: &Revision) -> bool {
    let (first_text, second_text) = (folded(first), folded(second));
    if second.state == TextState::Partial {
        let mut all = first_text.iter();
        return second_text.iter().all(|text| all.any(|other| other == text));
    }
    first_text == second_text
}

/// A text by its words, since pages differ in the blanks between them.
pub(super) fn folded(revision: &Revision) -> Vec<Vec<&str>> {
    revision.paragraphs.iter().map(|p| p.split_whitespace().collect()).collect()
}

/// Marks the revisions of an article that conflict: those of one number of one count, and those of one moment from
/// different dumps.
pub(super) fn mark(revisions: &mut [Revision]) {
    for revision in revisions.iter_mut() {
        revision.notes.retain(|note| !note.starts_with(MARK));
    }
    let mut versions: BTreeMap<(Arc<str>, u32), Vec<usize>> = BTreeMap::new();
    let mut moments: BTreeMap<i128, Vec<usize>> = BTreeMap::new();
    for (at, revision) in revisions.iter().enumerate().filter(|(_, revision)| speaks(revision)) {
        if let Some(count) = revision.numbered_by.as_ref().filter(|_| !uncounted(revision)) {
            versions.entry((Arc::clone(count), natural(revision))).or_default().push(at);
        }
        if let Some(time) = revision.time.as_ref().filter(|time| time.precision == Precision::Second) {
            moments.entry(time.at.as_nanosecond()).or_default().push(at);
        }
    }
    let mut told: BTreeSet<(usize, String)> = BTreeSet::new();
    let groups =
        versions.values().map(|group| (group, "version")).chain(moments.values().map(|group| (group, "moment")));
    for (group, of) in groups.filter(|(group, _)| group.len() > 1) {
        for (a, b) in pairs(group) {
            let (Some(one), Some(other)) = (revisions.get(a), revisions.get(b)) else { continue };
            let apart = one.origin != other.origin && !agree(one, other) && !agree(other, one);
            // Versions of one count say themselves which is which.
            let counted =
                of == "moment" && one.numbered_by.is_some() && !uncounted(one) && one.numbered_by == other.numbered_by;
            if apart && !counted {
                let name = |revision: &Revision| revision.origin.as_deref().unwrap_or("another dump").to_owned();
                told.insert((a, format!("{MARK}{} has another text of the same {of}", name(other))));
                told.insert((b, format!("{MARK}{} has another text of the same {of}", name(one))));
            }
        }
    }
    for (at, note) in told {
        if let Some(revision) = revisions.get_mut(at) {
            revision.notes.push(note);
        }
    }
    for revision in revisions {
        revision.notes.sort_unstable();
    }
}

/// Pairs of a group; of a large one each with the first only.
fn pairs(group: &[usize]) -> Vec<(usize, usize)> {
    let firsts = if group.len() > 16 { 1 } else { group.len() };
    (0..firsts)
        .flat_map(|a| (a + 1..group.len()).map(move |b| (a, b)))
        .filter_map(|(a, b)| Some((*group.get(a)?, *group.get(b)?)))
        .collect()
}
