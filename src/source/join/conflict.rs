//! Texts that conflict: dumps that tell of the same revision, or of the same moment, and have different texts for it.
//!
//! None of them is merged into another. Each is a revision of its own, and says with which other dump it conflicts. What
//! is only known in part, and fits into what another dump has, is no conflict; nor is an error page, nor a text whose
//! sides were inferred and that is wrong about them, nor one of which only the sentences are known, but with another such.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{count, headlines, moments, timeline::keep};
use crate::{
    model::{Revision, TextState},
    text::fold::{self, Fold},
};

/// How a note begins that tells of a conflict.
const MARK: &str = "in conflict: ";

/// Whether two revisions are two dumps' texts of the same version or moment, which say of each other that they conflict: the
/// step from one to the other is no change that anybody made.
#[must_use]
pub fn is_between(a: &Revision, b: &Revision) -> bool {
    let is_one = || match (count::given(a), count::given(b)) {
        (Some(one), Some(other)) if one == other => count::natural(a) == count::natural(b),
        _ => moments::may_be_one(a, b),
    };
    is_told(a) && is_told(b) && is_one()
}

/// Whether a revision says that another dump's text conflicts with it.
#[must_use]
pub fn is_told(revision: &Revision) -> bool {
    revision.notes.iter().any(|note| note.starts_with(MARK))
}

/// The revisions of a set, found to be the same, by the texts, or headlines of them, that contradict each other: first the one
/// that most dumps tell, then that ranks best (as they are given), with everything that does not contradict it. A wiki's
/// headline is that which the page had when it was exported, and contradicts nothing.
pub(super) fn apart(set: Vec<Revision>) -> Vec<Vec<Revision>> {
    let mut groups: Vec<Vec<Revision>> = Vec::new();
    let mut silent = Vec::new();
    // Sentences say something only where nobody has paragraphs.
    let has_paragraphs = set.iter().any(|revision| speaks(revision) && !revision.by_sentence);
    for revision in set {
        if !speaks(&revision) || (has_paragraphs && revision.by_sentence) {
            silent.push(revision);
            continue;
        }
        let titles = |first: &Revision| count::is_as_stored(first) || headlines::agree(&first.title, &revision.title);
        let fits = |first: &Revision| titles(first) && agree(first, &revision);
        let agrees = |group: &&mut Vec<Revision>| group.first().is_some_and(fits);
        match groups.iter_mut().find(agrees) {
            Some(group) => group.push(revision),
            None => groups.push(vec![revision]),
        }
    }
    // What most dumps say goes first.
    groups.sort_by_key(|group| Reverse(group.len()));
    match groups.first_mut() {
        Some(first) => first.extend(silent),
        None => groups.push(silent),
    }
    groups
}

/// Whether a revision's text can contradict another.
fn speaks(revision: &Revision) -> bool {
    revision.evidence.is_empty()
        && !revision.paragraphs.is_empty()
        && matches!(revision.state, TextState::Whole | TextState::Partial)
}

/// Whether two texts say the same, or the second, in part, what the first says as a whole. Trackers write quotation marks and
/// blanks in their own ways.
pub(super) fn agree(first: &Revision, second: &Revision) -> bool {
    if second.state != TextState::Partial {
        return is_same(first, second);
    }
    if first.paragraphs == second.paragraphs {
        return true;
    }
    if letters(second) > letters(first) {
        return false;
    }
    let (first_text, second_text) = (folded(first), folded(second));
    if first_text == second_text {
        return true;
    }
    // Between its holes it stands in the other word by word; what was cut may have been cut within a word.
    let whole = first_text.join(" ");
    let mut from = 0;
    let mut cuts: Vec<usize> = second.holes.iter().copied().filter(|hole| *hole < second_text.len()).collect();
    cuts.push(second_text.len());
    let mut start = 0;
    cuts.into_iter().all(|end| {
        let run = second_text.get(start..end).unwrap_or_default().join(" ");
        start = end;
        let run = without_mark(&run);
        let found = whole.get(from..).and_then(|rest| rest.find(run));
        from += found.unwrap_or(0) + run.len();
        found.is_some()
    })
}

/// Whether two texts are the same but for what trackers write in their own ways.
pub(super) fn is_same(a: &Revision, b: &Revision) -> bool {
    // What folding leaves alone is soon compared, and counted.
    a.paragraphs == b.paragraphs || (!begin_apart(a, b) && letters(a) == letters(b) && folded(a) == folded(b))
}

/// Whether two texts are told apart by their first letters or figures that differ, before any that folding may change.
fn begin_apart(a: &Revision, b: &Revision) -> bool {
    let [mut a, mut b] = [a, b].map(|r| r.paragraphs.iter().flat_map(|p| p.chars()).filter(|c| c.is_alphanumeric()));
    loop {
        match (a.next(), b.next()) {
            (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() => {
                if a != b {
                    return true;
                }
            }
            _ => return false,
        }
    }
}

fn letters(revision: &Revision) -> usize {
    revision.paragraphs.iter().flat_map(|p| p.chars()).filter(|c| c.is_alphanumeric()).count()
}

/// A text without the sign that it was cut off: `…`, `[…]`, `[+1234 chars]`.
pub(super) fn without_mark(text: &str) -> &str {
    let text = text.trim_end();
    let text = match text.rsplit_once('[') {
        Some((before, mark)) if mark.ends_with(']') && mark.len() < 24 => before,
        _ => text,
    };
    text.trim_end().trim_end_matches(['.', '…']).trim_end()
}

/// A text's paragraphs as they are compared: without what differs between pages and trackers in blanks and typography.
fn folded(revision: &Revision) -> Vec<String> {
    let plain = |text: &Arc<str>| fold::fold(text, Fold::Typography).text.trim().to_owned();
    revision.paragraphs.iter().map(plain).collect()
}

/// Marks the revisions of an article that conflict: those of one number of one count, and those that may be of one moment,
/// from different dumps.
pub(super) fn mark(revisions: &mut [Revision]) {
    let mut versions: BTreeMap<(&str, u32), Vec<usize>> = BTreeMap::new();
    for (at, revision) in revisions.iter().enumerate() {
        if let Some(count) = count::given(revision) {
            versions.entry((count, count::natural(revision))).or_default().push(at);
        }
    }
    let of_version = versions.values().flat_map(|group| pairs(group));
    let of_moment = moments::nested(revisions);
    let mut told: BTreeSet<(usize, String)> = BTreeSet::new();
    for ((a, b), of_version) in
        of_version.map(|pair| (pair, true)).chain(of_moment.into_iter().map(|pair| (pair, false)))
    {
        let (Some(one), Some(other)) = (revisions.get(a), revisions.get(b)) else { continue };
        // Versions of one count say themselves which is which.
        let counted = !of_version && count::given(one).is_some() && count::given(one) == count::given(other);
        let of_what = if counted { None } else { contradiction(one, other) };
        if let Some(what) = of_what {
            let coarse = |r: &Revision| r.time.as_ref().is_some_and(|time| time.precision.is_coarse());
            let of = match of_version {
                true => "version",
                false if coarse(one) || coarse(other) => "minute",
                false => "moment",
            };
            let note = |by: &Revision| {
                let by = by.origin.as_deref().unwrap_or("another dump");
                format!("{MARK}{by} has another {what} of the same {of}")
            };
            told.extend([(a, note(other)), (b, note(one))]);
        }
    }
    for (at, note) in told {
        if let Some(revision) = revisions.get_mut(at) {
            keep(revision);
            revision.notes.push(note);
            revision.notes.sort_unstable();
        }
    }
}

/// What two revisions that no dump tells both of have, and cannot both be true: texts, or headlines of the same text.
fn contradiction(a: &Revision, b: &Revision) -> Option<&'static str> {
    let files = |r: &Revision| r.origin.iter().chain(&r.also_in).cloned().collect::<BTreeSet<Arc<str>>>();
    let alike = speaks(a) && speaks(b) && a.by_sentence == b.by_sentence;
    if !alike || !files(a).is_disjoint(&files(b)) {
        return None;
    }
    let in_part = a.state == TextState::Partial && b.state == TextState::Partial;
    let agree = match in_part {
        // Two parts of a text may be other parts, but where both begin with it.
        true => !is_beginning(a) || !is_beginning(b) || begin_alike(a, b),
        false => agree(a, b) || agree(b, a),
    };
    match agree {
        false => Some("text"),
        true if !in_part && !headlines::agree(&a.title, &b.title) => Some("headline"),
        true => None,
    }
}

/// Whether all that a part of a text lacks is its end.
fn is_beginning(revision: &Revision) -> bool {
    revision.holes == [revision.paragraphs.len()]
}

/// Whether two parts are the same as far as both go.
fn begin_alike(a: &Revision, b: &Revision) -> bool {
    let [a, b] = [a, b].map(|r| folded(r).join(" "));
    let [a, b] = [&a, &b].map(|text| without_mark(text));
    a.starts_with(b) || b.starts_with(a)
}

/// Pairs of a group; of a large one each with the first only.
fn pairs(group: &[usize]) -> Vec<(usize, usize)> {
    let firsts = if group.len() > 16 { 1 } else { group.len() };
    (0..firsts)
        .flat_map(|a| (a + 1..group.len()).map(move |b| (a, b)))
        .filter_map(|(a, b)| Some((*group.get(a)?, *group.get(b)?)))
        .collect()
}
