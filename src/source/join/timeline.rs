//! The revisions of one article as one timeline, whatever order they came in.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{AS_STORED, BY_TIME, TEXTLESS, conflict, revisit};
use crate::model::{Alignment, Precision, Revision, Seen, TextState};

/// Whether nobody numbered it, so that only time orders it.
pub(super) fn uncounted(revision: &Revision) -> bool {
    revision.numbered_by.as_deref() == Some(BY_TIME)
}

/// The number that a revision bears in its origin's count: its label, where that is a number, since joining may have
/// given it another number.
pub(super) fn natural(revision: &Revision) -> u32 {
    revision.origin_revision.as_deref().and_then(|label| label.parse().ok()).unwrap_or(revision.number)
}

/// The count that a revision's number belongs to: an origin's, else its file's.
fn count(revision: &Revision) -> Arc<str> {
    revision.numbered_by.as_ref().or(revision.origin.as_ref()).map_or_else(|| "".into(), Arc::clone)
}

/// What orders the revisions of one count: the number, and where parts of a file repeat it, whatever tells them apart.
fn place(revision: &Revision) -> (u32, Option<i128>, Rank<'_>) {
    (natural(revision), revision.time.as_ref().map(|t| t.at.as_nanosecond()), rank(revision))
}

/// What orders revisions that nobody numbered: the moment, and where several have the same, whatever tells them apart.
fn loose_place(revision: &Revision) -> (Option<i128>, Rank<'_>) {
    (revision.time.as_ref().map(|t| t.at.as_nanosecond()), rank(revision))
}

/// Whether all numbers are of one count.
pub(super) fn one_count(revisions: &[Revision]) -> bool {
    revisions.iter().map(count).collect::<HashSet<_>>().len() <= 1 && !revisions.iter().any(uncounted)
}

/// The normal form of a set of revisions.
pub(super) fn normal(mut revisions: Vec<Revision>, notes: &mut BTreeSet<String>) -> Vec<Revision> {
    revisit::empty(&mut revisions);
    let mut revisions = without_doubles(revisions, notes);
    if one_count(&revisions) {
        let as_stored = |r: &Revision| r.numbered_by.as_ref().is_some_and(|count| count.starts_with(AS_STORED));
        let timed = revisions.iter().all(|r| as_stored(r) && r.time.is_some());
        let moment = |r: &Revision| r.time.as_ref().filter(|_| timed).map(|time| time.at);
        revisions.sort_by(|a, b| (moment(a), place(a)).cmp(&(moment(b), place(b))));
        for revision in &mut revisions {
            renumber(revision, natural(revision));
        }
        number_apart(&mut revisions);
        conflict::mark(&mut revisions);
        return revisions;
    }
    revisions = by_time(revisions);
    for (number, revision) in (0..).zip(&mut revisions) {
        renumber(revision, number);
    }
    revisit::fill(&mut revisions);
    conflict::mark(&mut revisions);
    revisions
}

/// Gives every revision a number of its own, keeping the numbers that are so already.
pub(super) fn number_apart(revisions: &mut [Revision]) {
    let numbers: HashSet<u32> = revisions.iter().map(|r| r.number).collect();
    if numbers.len() == revisions.len() {
        return;
    }
    let mut taken = HashSet::new();
    let mut free = numbers.iter().max().copied().unwrap_or(0);
    for revision in revisions {
        if !taken.insert(revision.number) {
            while !taken.insert(free) {
                free = free.wrapping_add(1);
            }
            renumber(revision, free);
        }
    }
}

fn renumber(revision: &mut Revision, number: u32) {
    if uncounted(revision) {
        revision.number = number;
        return;
    }
    if revision.number != number {
        revision.origin_revision.get_or_insert_with(|| revision.number.to_string());
        revision.number = number;
    }
    if revision.origin_revision.as_ref().is_some_and(|label| *label == number.to_string()) {
        revision.origin_revision = None;
    }
}

/// By time seen; see the module above for what coarse and missing times do.
fn by_time(revisions: Vec<Revision>) -> Vec<Revision> {
    let mut counts: BTreeMap<Arc<str>, Vec<Revision>> = BTreeMap::new();
    let (mut loose, counted): (Vec<Revision>, Vec<Revision>) = revisions.into_iter().partition(uncounted);
    for revision in counted {
        counts.entry(count(&revision)).or_default().push(revision);
    }
    loose.sort_by(|a, b| loose_place(a).cmp(&loose_place(b)));
    let mut placed: Vec<(i64, Arc<str>, usize, Revision)> = Vec::new();
    for (n, revision) in loose.into_iter().enumerate() {
        let moment = revision.time.as_ref().map_or(i64::MAX, |time| time.at.as_millisecond());
        placed.push((moment, Arc::from(BY_TIME), n, revision));
    }
    for (count, mut group) in counts {
        group.sort_by(|a, b| place(a).cmp(&place(b)));
        let moments = moments(&group);
        placed.extend(group.into_iter().zip(moments).enumerate().map(|(n, (r, m))| (m, Arc::clone(&count), n, r)));
    }
    placed.sort_by(|a, b| (a.0, &a.1, a.2).cmp(&(b.0, &b.1, b.2)));
    placed.into_iter().map(|p| p.3).collect()
}

/// The moment at which each revision of one count is put into the timeline, in milliseconds.
fn moments(group: &[Revision]) -> Vec<i64> {
    let first = group.iter().find_map(|r| r.time.as_ref()).map_or(i64::MIN, |t| t.at.as_millisecond());
    let mut before = first;
    group
        .iter()
        .map(|revision| {
            before = match &revision.time {
                None => before,
                Some(time) => {
                    let (at, width) = (time.at.as_millisecond(), width(time));
                    if (at..at.saturating_add(width)).contains(&before) { before } else { at }
                }
            };
            before
        })
        .collect()
}

fn width(time: &Seen) -> i64 {
    match time.precision {
        Precision::Second => 0,
        Precision::Minute => 60_000,
        Precision::Day => 86_400_000,
    }
}

/// One revision for each that was found several times; several for one on whose text dumps contradict each other.
fn without_doubles(revisions: Vec<Revision>, notes: &mut BTreeSet<String>) -> Vec<Revision> {
    let mut sets: Vec<Vec<Revision>> = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for revision in revisions {
        let keys = keys(&revision);
        let mut found: Vec<usize> = keys.iter().filter_map(|key| known.get(key).copied()).collect();
        found.sort_unstable();
        found.dedup();
        let place = found.first().copied().unwrap_or(sets.len());
        if place == sets.len() {
            sets.push(Vec::new());
        }
        // Two sets that this revision proves to be one.
        for other in found.into_iter().skip(1) {
            let moved = sets.get_mut(other).map(std::mem::take).unwrap_or_default();
            known.values_mut().filter(|p| **p == other).for_each(|p| *p = place);
            if let Some(set) = sets.get_mut(place) {
                set.extend(moved);
            }
        }
        known.extend(keys.into_iter().map(|key| (key, place)));
        if let Some(set) = sets.get_mut(place) {
            set.push(revision);
        }
    }
    sets.into_iter().flat_map(|set| united(set, notes)).collect()
}

/// What proves two revisions to be the same.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    /// Number and count.
    Number(Arc<str>, u32),
    /// Moment, headline and text, of whole texts.
    Text(i128, String, Vec<Arc<str>>),
    /// Of texts without a time: the number they bear too.
    Undated(u32, String, Vec<Arc<str>>),
    /// Of what is no whole text: all that tells it from others of its file, so that a part that comes again is known.
    Part(Option<Arc<str>>, u32, Option<i128>, TextState, String, Vec<Arc<str>>),
}

fn keys(revision: &Revision) -> Vec<Key> {
    let count = revision.numbered_by.clone().filter(|_| !uncounted(revision));
    let number = count.map(|count| Key::Number(count, natural(revision)));
    let (title, text) = (revision.title.clone(), revision.paragraphs.clone());
    let at = revision.time.as_ref().map(|time| time.at.as_nanosecond());
    let text = match (revision.state, at) {
        (TextState::Whole, Some(at)) => Key::Text(at, title, text),
        (TextState::Whole, None) => Key::Undated(natural(revision), title, text),
        (state, at) => Key::Part(revision.origin.clone(), natural(revision), at, state, title, text),
    };
    number.into_iter().chain([text]).collect()
}

/// What is known of one revision: one, or several where dumps contradict each other about its text. What is known of it
/// beside the text holds for each of them.
fn united(mut found: Vec<Revision>, notes: &mut BTreeSet<String>) -> Vec<Revision> {
    if found.len() == 1 {
        return found;
    }
    found.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let mut about = Revision::default();
    for revision in &found {
        about.time = finer(about.time, revision.time.clone());
        if about.numbered_by.is_none() && !uncounted(revision) && revision.numbered_by.is_some() {
            about.numbered_by.clone_from(&revision.numbered_by);
            about.number = natural(revision);
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
        about.also_in.extend(revision.origin.iter().chain(&revision.also_in).cloned());
        about.withheld = about.withheld.max(revision.withheld.clone());
        about.alignment = fuller(about.alignment.take(), revision.alignment.clone());
    }
    about.notes.sort_unstable();
    about.notes.dedup();
    about.also_in.sort_unstable();
    about.also_in.dedup();
    let titles: BTreeSet<&String> = found.iter().map(|r| &r.title).filter(|title| !title.is_empty()).collect();
    about.title = titles.first().copied().cloned().unwrap_or_default();
    let groups = conflict::apart(found);
    groups.into_iter().filter_map(|group| of_one_text(group, &about, notes)).collect()
}

fn first_by_name(mine: &mut Option<String>, theirs: &Option<String>) {
    if theirs.is_some() && (mine.is_none() || *theirs < *mine) {
        mine.clone_from(theirs);
    }
}

/// One revision of those, best first, that do not contradict each other.
fn of_one_text(group: Vec<Revision>, about: &Revision, notes: &mut BTreeSet<String>) -> Option<Revision> {
    let mut rest = group.into_iter();
    let mut one = rest.next()?;
    for other in rest {
        let agree = conflict::folded(&one) == conflict::folded(&other);
        if has_text(&one) && has_text(&other) && !agree && !other.evidence.is_empty() {
            notes.insert(format!(
                "The dumps disagree on the text of revision {}, of which one only infers it; the other is shown.",
                natural(&one)
            ));
        }
        one.markup = one.markup.or(other.markup.filter(|_| agree));
    }
    if one.title.is_empty() {
        one.title.clone_from(&about.title);
    }
    one.time.clone_from(&about.time);
    if (one.numbered_by.is_none() || uncounted(&one)) && about.numbered_by.is_some() {
        one.number = about.number;
        one.numbered_by.clone_from(&about.numbered_by);
        one.origin_revision = None;
    }
    one.later.clone_from(&about.later);
    one.author.clone_from(&about.author);
    one.comment.clone_from(&about.comment);
    one.archived.clone_from(&about.archived);
    one.withheld.clone_from(&about.withheld);
    one.also_in = about.also_in.iter().filter(|other| Some(*other) != one.origin.as_ref()).cloned().collect();
    one.notes.clone_from(&about.notes);
    if one.state == TextState::Whole {
        one.notes.retain(|note| !TEXTLESS.contains(&note.as_str()));
    }
    one.alignment.clone_from(&about.alignment);
    Some(one)
}

pub(super) type Rank<'a> = (
    (u8, bool),
    (bool, usize),
    Option<&'a Arc<str>>,
    (&'a str, &'a [Arc<str>]),
    Option<(u8, i128)>,
    Option<&'a Arc<str>>,
);

/// What ranks revisions that are found to be the same: the one that says most, and is surest, first.
pub(super) fn rank(revision: &Revision) -> Rank<'_> {
    let state = match (revision.state, revision.paragraphs.is_empty()) {
        (TextState::Whole, _) => 0,
        (TextState::Partial, false) => 1,
        (TextState::Withheld, _) => 2,
        (TextState::ErrorPage, _) => 3,
        (TextState::Partial, true) => 4,
    };
    let time = revision.time.as_ref().map(fineness);
    let (origin, count) = (revision.origin.as_ref(), revision.numbered_by.as_ref());
    // What is known is shown before what was inferred, however sure that is.
    let doubt = (!revision.evidence.is_empty(), revision.uncertain().len());
    ((state, revision.by_sentence), doubt, origin, text_key(revision), time, count)
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
    (time.precision as u8 * 4 + time.certainty as u8, time.at.as_nanosecond())
}

/// Of equally fine times the one that says how its dump writes it, so that no order of parts shows.
fn told(time: &Seen) -> ((u8, i128), bool, Option<&str>) {
    (fineness(time), time.as_given.is_none(), time.as_given.as_deref())
}

fn finer(a: Option<Seen>, b: Option<Seen>) -> Option<Seen> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if told(&a) <= told(&b) { a } else { b }),
        (a, b) => a.or(b),
    }
}
