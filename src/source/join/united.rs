//! What several dumps tell about the same revision, as the one revision that is shown; several where they contradict
//! each other.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    AUTHOR_WITHHELD, COMMENT_WITHHELD, TEXTLESS, conflict, count, files::Files, headlines::is_cut, moments::is_seen,
};
use crate::model::{Alignment, Revision, Seen, TextState};

/// How a note begins that tells that dumps disagree on a text, and one of them only inferred it.
const DISAGREE: &str = "The dumps disagree on the text of revision ";

/// Whether a note on an article was made when its parts were joined.
pub(super) fn is_of_joining(note: &str) -> bool {
    note.starts_with(DISAGREE)
}

/// What is known of one revision: one, or several where dumps contradict each other about its text. What is known of it
/// beside the text holds for each of them.
///
/// `found` comes in the order of [`rank`]. Each of the revisions keeps what was told of it ([`Revision::told`]).
pub(super) fn united(found: Vec<Revision>, files: &Files, notes: &mut BTreeSet<String>) -> Vec<Revision> {
    if found.len() == 1 {
        return found;
    }
    let mut about = Revision::default();
    for revision in &found {
        about.time = finer(about.time, revision.time.clone());
        if about.numbered_by.is_none() && count::given(revision).is_some() {
            about.numbered_by.clone_from(&revision.numbered_by);
            about.number = count::natural(revision);
        }
        for (mine, theirs) in [
            (&mut about.later, &revision.later),
            (&mut about.author, &revision.author),
            (&mut about.comment, &revision.comment),
            (&mut about.archived, &revision.archived),
        ] {
            first_by_name(mine, theirs);
        }
        about.notes.extend(revision.notes.iter().cloned());
        about.withheld = about.withheld.max(revision.withheld.clone());
        about.alignment = fuller(about.alignment.take(), revision.alignment.clone());
    }
    for (kept_back, what) in [(AUTHOR_WITHHELD, &mut about.author), (COMMENT_WITHHELD, &mut about.comment)] {
        if about.notes.iter().any(|note| note == kept_back) {
            *what = None;
        }
    }
    about.notes.sort_unstable();
    about.notes.dedup();
    let titles: BTreeSet<&String> = found.iter().map(|r| &r.title).filter(|title| !title.is_empty()).collect();
    about.title = titles.first().copied().cloned().unwrap_or_default();
    let groups = conflict::apart(found);
    groups.into_iter().filter_map(|group| of_one_text(group, &about, files, notes)).collect()
}

fn first_by_name(mine: &mut Option<String>, theirs: &Option<String>) {
    if theirs.is_some() && (mine.is_none() || *theirs < *mine) {
        mine.clone_from(theirs);
    }
}

/// One revision of those, best first, that do not contradict each other.
fn of_one_text(
    group: Vec<Revision>,
    about: &Revision,
    files: &Files,
    notes: &mut BTreeSet<String>,
) -> Option<Revision> {
    let mut one = group.first()?.clone();
    for other in group.iter().skip(1) {
        let agree = conflict::is_same(&one, other);
        if has_text(&one) && has_text(other) && !agree && !other.evidence.is_empty() {
            let number = count::natural(&one);
            notes.insert(format!("{DISAGREE}{number}, of which one only infers it; the other is shown."));
        }
        one.markup = one.markup.or_else(|| other.markup.clone().filter(|_| agree));
    }
    if one.title.is_empty() {
        one.title.clone_from(&about.title);
    }
    // Lists of articles cut what others have whole.
    if let Some(whole) = group.iter().map(|other| &other.title).filter(|whole| is_cut(&one.title, whole)).max() {
        one.title.clone_from(whole);
    }
    one.time.clone_from(&about.time);
    if count::given(&one).is_none() && about.numbered_by.is_some() {
        one.number = about.number;
        one.numbered_by.clone_from(&about.numbered_by);
        one.origin_revision = None;
    } else if let Some(fullest) = files.fullest(&one, &group) {
        one.number = fullest.number;
        one.numbered_by.clone_from(&fullest.numbered_by);
        one.origin_revision.clone_from(&fullest.origin_revision);
        one.origin.clone_from(&fullest.origin);
    }
    one.later.clone_from(&about.later);
    one.author.clone_from(&about.author);
    one.comment.clone_from(&about.comment);
    one.archived.clone_from(&about.archived);
    one.withheld.clone_from(&about.withheld);
    let others =
        group.iter().filter_map(|other| other.origin.as_ref()).filter(|other| Some(*other) != one.origin.as_ref());
    one.also_in = others.collect::<BTreeSet<_>>().into_iter().cloned().collect();
    one.notes.clone_from(&about.notes);
    if one.state == TextState::Whole {
        one.notes.retain(|note| !TEXTLESS.contains(&note.as_str()));
    }
    one.alignment.clone_from(&about.alignment);
    one.made_from = group.iter().filter_map(|revision| revision.made_from.clone()).min();
    one.is_aside = group.iter().any(|revision| revision.is_aside);
    one.payload = group.iter().filter_map(|revision| revision.payload).max();
    one.told = group.into_iter().flat_map(|r| if r.told.is_empty() { vec![r] } else { r.told }).collect();
    Some(one)
}

/// What ranks a revision but for the name of its file.
pub(super) type Rank<'a> = (
    (u8, bool),
    (bool, usize),
    (bool, bool),
    (&'a str, &'a [Arc<str>]),
    (bool, Option<(u8, i128)>),
    Option<&'a Arc<str>>,
);

/// What ranks revisions that are found to be the same: the one that says most, and is surest, first. The name of its file is
/// not among it: what is shown does not depend on how somebody called a folder.
pub(super) fn rank(revision: &Revision) -> Rank<'_> {
    let state = match (revision.state, revision.paragraphs.is_empty()) {
        (TextState::Whole, _) => 0,
        (TextState::Partial, false) => 1,
        (TextState::Withheld, _) => 2,
        (TextState::ErrorPage, _) => 3,
        (TextState::Partial, true) => 4,
    };
    // A number in a dump that knows no times, or no headlines, orders nothing beside one that does.
    let lacks = (!is_seen(revision), revision.title.is_empty());
    let time = (revision.time.is_none(), revision.time.as_ref().map(fineness));
    let count = revision.numbered_by.as_ref();
    // What is known is shown before what was inferred, however sure that is.
    let doubt = (!revision.evidence.is_empty(), revision.uncertain().len());
    ((state, revision.by_sentence), doubt, lacks, text_key(revision), time, count)
}

fn text_key(revision: &Revision) -> (&str, &[Arc<str>]) {
    (revision.title.as_str(), &revision.paragraphs)
}

/// The alignment that says more; of two that say as much, always the same.
fn fuller(a: Option<Arc<Alignment>>, b: Option<Arc<Alignment>>) -> Option<Arc<Alignment>> {
    let key = |a: &Arc<Alignment>| (a.links.len(), a.old.clone(), a.new.clone(), a.before, format!("{:?}", a.links));
    match (a, b) {
        (Some(a), Some(b)) => Some(if a == b || key(&a) > key(&b) { a } else { b }),
        (a, b) => a.or(b),
    }
}

fn has_text(revision: &Revision) -> bool {
    !revision.paragraphs.is_empty()
}

fn fineness(time: &Seen) -> (u8, i128) {
    // A whole second may have been cut off there.
    let is_whole = u8::from(time.at.subsec_nanosecond() == 0);
    let publication = u8::from(time.is_publication) * 64;
    (publication + time.precision as u8 * 8 + is_whole * 4 + time.certainty as u8, time.at.as_nanosecond())
}

/// Of equally fine times the one that says how its dump writes it, so that no order of parts shows.
fn told(time: &Seen) -> ((u8, i128), bool, Option<&str>) {
    (fineness(time), time.as_given.is_none(), time.as_given.as_deref())
}

/// The finer one of two times that are one moment, and of two as fine always the same.
pub(super) fn finer(a: Option<Seen>, b: Option<Seen>) -> Option<Seen> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if told(&a) <= told(&b) { a } else { b }),
        (a, b) => a.or(b),
    }
}
