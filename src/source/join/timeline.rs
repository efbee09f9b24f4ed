//! The revisions of one article as one timeline, whatever order they came in.

use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{
    adrift,
    anchors::{Anchors, all_told, anchors},
    conflict, count,
    files::Files,
    headlines, line, merge, revisit, same,
    united::{Rank, rank, united},
    withheld,
};
use crate::model::Revision;

/// What is told of an article's revisions, as a set: in an order that depends on nothing but what is told, each thing once.
pub(super) fn told(revisions: Vec<Revision>) -> Vec<Revision> {
    let each = |revision: Revision| if revision.told.is_empty() { vec![revision] } else { revision.told };
    let mut all: Vec<Revision> = revisions.into_iter().flat_map(each).collect();
    // A place in time says nothing beside the time.
    all.iter_mut().filter(|r| count::is_by_time(r)).for_each(|r| r.number = 0);
    all.sort_by(by_all);
    all.dedup();
    all
}

/// By what they say, whatever their files are called.
fn by_content(a: &Revision, b: &Revision) -> Ordering {
    rank(a).cmp(&rank(b)).then_with(|| count::natural(a).cmp(&count::natural(b)))
}

/// By what ranks revisions, then by everything else.
fn by_all(a: &Revision, b: &Revision) -> Ordering {
    let by_rank = by_content(a, b).then_with(|| a.origin.cmp(&b.origin));
    by_rank.then_with(|| if a == b { Ordering::Equal } else { format!("{a:?}").cmp(&format!("{b:?}")) })
}

/// The timeline of a set of [things told](told); `last` is the highest number that an origin is known to have given.
pub(super) fn normal(mut told: Vec<Revision>, last: u32, notes: &mut BTreeSet<String>) -> Vec<Revision> {
    count::settle(&mut told);
    let files = Files::of(&told);
    told.sort_by(|a, b| by_content(a, b).then_with(|| files.place(a).cmp(&files.place(b))));
    let groups = same::together(told);
    let mut revisions: Vec<Revision> = groups.into_iter().flat_map(|group| united(group, &files, notes)).collect();
    titles_of_pages(&mut revisions);
    if one_count(&revisions) {
        let timed = revisions.iter().all(|r| count::is_as_stored(r) && r.time.is_some());
        let moment = |r: &Revision| r.time.as_ref().filter(|_| timed).map(|time| time.at);
        revisions.sort_by(|a, b| (moment(a), place(a)).cmp(&(moment(b), place(b))));
        for revision in &mut revisions {
            number(revision, count::natural(revision));
        }
        number_apart(&mut revisions, last, number);
    } else {
        revisions = line::behind(by_time(revisions));
        for (place, revision) in (0..).zip(&mut revisions) {
            number(revision, place);
        }
    }
    line::settle(&mut revisions);
    adrift::settle(&mut revisions);
    revisit::fill(&mut revisions);
    withheld::spread(&mut revisions);
    conflict::mark(&mut revisions);
    headlines::carry(&mut revisions);
    revisions.iter_mut().for_each(forget);
    revisions
}

/// An export of a wiki gives all revisions of a page the title that the page had when it was made: the last one of them is
/// that of all.
fn titles_of_pages(revisions: &mut [Revision]) {
    let mut titles: BTreeMap<Arc<str>, (u32, Reverse<String>)> = BTreeMap::new();
    for revision in revisions.iter().filter(|revision| !revision.title.is_empty()) {
        let Some(count) = count::given(revision).filter(|_| count::is_as_stored(revision)) else { continue };
        let title = (count::natural(revision), Reverse(revision.title.clone()));
        let held = titles.entry(Arc::clone(count)).or_insert_with(|| title.clone());
        *held = title.max(held.clone());
    }
    for revision in revisions {
        let last = count::given(revision).and_then(|count| titles.get(count));
        if let Some((_, Reverse(title))) = last.filter(|(_, Reverse(title))| *title != revision.title) {
            keep(revision);
            revision.title.clone_from(title);
        }
    }
}

/// Keeps what was told of a revision, before it is changed.
pub(super) fn keep(revision: &mut Revision) {
    if revision.told.is_empty() {
        revision.told = vec![revision.clone()];
    }
}

/// Does not keep what was told where it is what is shown.
fn forget(revision: &mut Revision) {
    let told = std::mem::take(&mut revision.told);
    let same = match told.as_slice() {
        [one] if count::is_by_time(one) => Revision { number: revision.number, ..one.clone() } == *revision,
        [one] => one == revision,
        _ => false,
    };
    if !same {
        revision.told = told;
    }
}

fn number(revision: &mut Revision, number: u32) {
    if revision.number != number && !count::is_by_time(revision) {
        keep(revision);
    }
    count::renumber(revision, number);
}

/// Gives every revision a number of its own: of those that share one, the first keeps it, and the others get numbers past
/// all that there are and past `last`, so that none stands for another revision of the origin.
pub(super) fn number_apart(revisions: &mut [Revision], last: u32, number: fn(&mut Revision, u32)) {
    let numbers: HashSet<u32> = revisions.iter().map(|r| r.number).collect();
    if numbers.len() == revisions.len() {
        return;
    }
    let mut taken = HashSet::new();
    let mut free = numbers.iter().max().copied().unwrap_or(0).max(last);
    for revision in revisions {
        if !taken.insert(revision.number) {
            free = free.wrapping_add(1);
            while numbers.contains(&free) || !taken.insert(free) {
                free = free.wrapping_add(1);
            }
            number(revision, free);
        }
    }
}

/// Whether all numbers are of one count.
pub(super) fn one_count(revisions: &[Revision]) -> bool {
    let counts: HashSet<&str> = revisions.iter().map(count::of).collect();
    counts.len() <= 1 && !revisions.iter().any(count::is_by_time)
}

/// What orders the revisions of one count: the number, and where that is repeated, whatever tells them apart.
fn place(revision: &Revision) -> (u32, LoosePlace<'_>) {
    (count::natural(revision), loose_place(revision))
}

type LoosePlace<'r> = (Option<i128>, Reverse<usize>, Rank<'r>);

/// What orders revisions that nobody numbered: the moment, then what most dumps tell, then whatever tells them apart.
fn loose_place(revision: &Revision) -> LoosePlace<'_> {
    let moment = revision.time.as_ref().map(|time| time.at.as_nanosecond());
    (moment, Reverse(revision.told.len().max(1)), rank(revision))
}

/// By time seen; see the module above for what coarse and missing times do.
fn by_time(revisions: Vec<Revision>) -> Vec<Revision> {
    let anchors = anchors(&revisions);
    let told = revisions.iter().enumerate().flat_map(|(at, r)| all_told(r).map(move |told| (at, told)));
    let mut dumps = merge::dumps(told);
    for (dump, places) in &mut dumps {
        if anchors.get(*dump).is_some_and(|anchors| anchors.is_backwards) {
            places.reverse();
        }
    }
    let span = |revision: &Revision| {
        let time = revision.time.as_ref()?;
        let at = time.at.as_millisecond();
        // What was published then was seen later, who knows when.
        let end = if time.is_publication { i64::MAX } else { at.saturating_add(time.precision.width()) };
        Some((at, end))
    };
    let spans: Vec<Option<(i64, i64)>> = revisions.iter().map(span).collect();
    let moments = merge::moments(&spans, &dumps);
    let first = by_count(&revisions, &anchors);
    let keys: Vec<Moment> = keys(&revisions, &moments, &dumps, &anchors);
    let order = merge::in_order(&keys, &first, &dumps);
    let mut left: Vec<Option<Revision>> = revisions.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| left.get_mut(at).and_then(Option::take)).collect()
}

/// Which comes first of revisions of one moment, where no dump says so: those of one count together, and behind them what
/// nobody numbered.
fn by_count(revisions: &[Revision], anchors: &HashMap<String, Anchors>) -> Vec<usize> {
    let mut loose: Vec<(usize, &Revision)> = Vec::new();
    let mut counts: BTreeMap<&str, Vec<(usize, &Revision)>> = BTreeMap::new();
    for (at, revision) in revisions.iter().enumerate() {
        match count::is_by_time(revision) {
            true => loose.push((at, revision)),
            false => counts.entry(count::of(revision)).or_default().push((at, revision)),
        }
    }
    loose.sort_by(|(_, a), (_, b)| loose_place(a).cmp(&loose_place(b)));
    for (count, group) in &mut counts {
        group.sort_by(|(_, a), (_, b)| place(a).cmp(&place(b)));
        if anchors.get(*count).is_some_and(|anchors| anchors.is_backwards) {
            group.reverse();
        }
    }
    let mut groups: Vec<Vec<(usize, &Revision)>> = counts.into_values().collect();
    groups.sort_by(|a, b| comes_first(a, b));
    groups.into_iter().flatten().chain(loose).map(|(at, _)| at).collect()
}

/// Where a revision is put into the timeline: the moment in milliseconds, and whether before (-1), at or behind (1) what else
/// is of that moment.
type Moment = (i64, i8);

/// Where each revision is put; `moments` are those of the ones that bear a time. Of the others, where none of their count
/// bears one, it is that of what their dump puts before them, where that is known, else before all.
fn keys(
    revisions: &[Revision],
    moments: &[Option<i64>],
    dumps: &BTreeMap<&str, Vec<usize>>,
    anchors: &HashMap<String, Anchors>,
) -> Vec<Moment> {
    let mut keys: Vec<Moment> = moments.iter().map(|moment| (moment.unwrap_or(i64::MAX), 0)).collect();
    let timed: HashSet<&str> = revisions.iter().filter(|r| r.time.is_some()).map(count::of).collect();
    for (dump, places) in dumps {
        let moment = |at: usize| moments.get(at).copied().flatten();
        let mut before = places.iter().find_map(|at| moment(*at)).unwrap_or(i64::MIN);
        let anchors = anchors.get(*dump).filter(|_| !timed.contains(dump));
        for &at in places {
            let Some((revision, key)) = revisions.get(at).zip(keys.get_mut(at)) else { continue };
            match moment(at) {
                Some(moment) => before = moment,
                None if count::is_by_time(revision) || count::of(revision) != *dump => {}
                None => *key = anchors.map_or((before, 0), |anchors| anchors.place(count::natural(revision))),
            }
        }
    }
    keys
}

/// Which of two counts comes first at the same moment: origins' by their names, then files by what they say, since the
/// names of files are no part of that.
fn comes_first(a: &[(usize, &Revision)], b: &[(usize, &Revision)]) -> Ordering {
    let named = |group: &[(usize, &Revision)]| {
        let name = group.first().and_then(|(_, first)| count::given(first)).map(Arc::clone);
        (name.is_none(), name)
    };
    let told = |(_, revision): &(usize, &Revision)| {
        let at = revision.time.as_ref().map(|time| time.at.as_nanosecond());
        (count::natural(revision), at, revision.title.clone(), revision.paragraphs.clone())
    };
    let by_text = || a.iter().map(told).cmp(b.iter().map(told));
    let by_file = || a.first().map(|(_, a)| count::of(a)).cmp(&b.first().map(|(_, b)| count::of(b)));
    named(a).cmp(&named(b)).then_with(by_text).then_with(by_file)
}
