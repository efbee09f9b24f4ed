//! Texts that do not say when they were seen, and which of those that do are the same.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    conflict::agree,
    count, headlines, merge,
    moments::{is_seen, reach},
    sets::Sets,
    united::finer,
};
use crate::model::{Revision, Seen, TextState};

/// How many of the moments at which a text was seen are looked at.
const MOST: usize = 64;

/// How many texts of which only a part is known are looked for in others, of one article.
const PARTS: usize = 4096;

/// So many texts of a dump show that it goes from the newest to the oldest, where others of it are found nowhere.
const CLEAR: usize = 3;

/// Brings each text without a time together with the same text of another dump that has one, between what its own dump has
/// before and behind it. Of a dump as many as can be keep its order, or, where it does not number them, the opposite one
/// where that is clearly of more; a text that came back is so taken for the right one of its times. Where some were seen at a time, of what was only published at one
/// no more is known than that it was seen later, if that.
pub(super) fn unite(told: &[Revision], sets: &mut Sets) {
    unite_with_seen(told, sets);
    unite_parts(told, sets);
}

/// Brings each part of a text of which it is known when that was published together with the only such text that another dump
/// has without a time.
fn unite_parts(told: &[Revision], sets: &mut Sets) {
    let seen: HashSet<usize> =
        (0..told.len()).filter(|at| told.get(*at).is_some_and(is_seen)).map(|at| sets.of(at)).collect();
    let mut such = |is_such: fn(&Revision) -> bool| -> Vec<(usize, &Revision)> {
        let such = told.iter().enumerate().filter(|(_, revision)| is_such(revision) && !is_seen(revision));
        such.filter(|(at, _)| !seen.contains(&sets.of(*at))).collect()
    };
    let (parts, wholes) = (such(is_part), such(|revision| is_text(revision) && revision.time.is_none()));
    if parts.len() * wholes.len() > PARTS {
        return;
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (part, one) in &parts {
        for (whole, other) in &wholes {
            let is_other = dump(one) != dump(other) && headlines::agree(&one.title, &other.title);
            if is_other && agree(other, one) {
                found.push((sets.of(*part), sets.of(*whole)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    let are_only = |pair: &&(usize, usize)| found.iter().filter(|(a, b)| *a == pair.0 || *b == pair.1).count() == 1;
    let only: Vec<(usize, usize)> = found.iter().filter(are_only).copied().collect();
    only.into_iter().for_each(|(part, whole)| sets.unite(part, whole));
}

fn unite_with_seen(told: &[Revision], sets: &mut Sets) {
    let Some(mut line) = Line::of(told, sets) else { return };
    let mut lacking: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, revision) in told.iter().enumerate() {
        let is_such = is_text(revision) || is_part(revision);
        if is_such && !line.places.contains_key(&sets.of(at)) {
            lacking.entry(dump(revision)).or_default().push(at);
        }
    }
    // By what they tell, whatever they are called.
    let mut lacking: Vec<(&str, Vec<usize>)> = lacking.into_iter().collect();
    lacking.sort_by(|(_, a), (_, b)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    for (dump_name, mut lacking) in lacking {
        lacking.sort_by_key(|at| told.get(*at).map(count::natural));
        let own = Own::of(line.known.remove(dump_name).unwrap_or_default());
        let mut candidates: Vec<Vec<usize>> = Vec::new();
        for revision in lacking.iter().filter_map(|at| told.get(*at)) {
            candidates.push(line.candidates(revision, |place| own.admits(count::natural(revision), place)));
        }
        let by_place = lacking.iter().filter_map(|at| told.get(*at)).all(count::is_by_place);
        for (which, place) in ascending_either_way(candidates, by_place && own.0.is_empty()) {
            if let (Some(at), Some((_, set))) = (lacking.get(which), line.moments.get(place)) {
                sets.unite(*at, *set);
                line.members.entry(place).or_default().push(*at);
            }
        }
    }
}

/// What was seen at a time, in that order.
struct Line<'r> {
    told: &'r [Revision],
    /// The moment in milliseconds, and the set of what was seen then.
    moments: Vec<(i64, usize)>,
    /// The place of each set among the moments.
    places: HashMap<usize, usize>,
    /// What is told of each place.
    members: HashMap<usize, Vec<usize>>,
    /// The places of each whole text, ascending.
    texts: HashMap<&'r [Arc<str>], Vec<usize>>,
    /// Of each dump the numbers that it has at places.
    known: HashMap<&'r str, Vec<(u32, usize)>>,
    /// How many parts may yet be looked for.
    parts_left: usize,
}

impl<'r> Line<'r> {
    /// `None` where all was seen at a time, or nothing was.
    fn of(told: &'r [Revision], sets: &mut Sets) -> Option<Line<'r>> {
        let mut seen: BTreeMap<usize, Option<Seen>> = BTreeMap::new();
        for (at, revision) in told.iter().enumerate().filter(|(_, revision)| is_seen(revision)) {
            let time = seen.entry(sets.of(at)).or_default();
            *time = finer(time.take(), revision.time.clone());
        }
        if seen.is_empty() || (0..told.len()).all(|at| seen.contains_key(&sets.of(at))) {
            return None;
        }
        // In the order in which the timeline has them.
        let known: Vec<usize> = seen.keys().copied().collect();
        let which = |set: usize| known.binary_search(&set).ok();
        let of_line = (0..told.len()).filter_map(|at| Some((which(sets.of(at))?, told.get(at)?)));
        let dumps = merge::dumps(of_line);
        let span = |time: &Option<Seen>| time.as_ref().map(reach);
        let spans: Vec<Option<(i64, i64)>> = seen.values().map(span).collect();
        let seen_at = merge::moments(&spans, &dumps);
        let first: Vec<usize> = (0..known.len()).collect();
        let order = merge::in_order(&seen_at, &first, &dumps);
        let moment = |at: usize| Some((seen_at.get(at).copied().flatten()?, *known.get(at)?));
        let moments: Vec<(i64, usize)> = order.into_iter().filter_map(moment).collect();
        let places = moments.iter().enumerate().map(|(place, (_, set))| (*set, place)).collect();
        let (members, texts, known) = Default::default();
        let mut line = Line { told, moments, places, members, texts, known, parts_left: PARTS };
        for (at, revision) in told.iter().enumerate() {
            let Some(place) = line.places.get(&sets.of(at)).copied() else { continue };
            line.members.entry(place).or_default().push(at);
            line.known.entry(dump(revision)).or_default().push((count::natural(revision), place));
            if is_text(revision) {
                line.texts.entry(revision.paragraphs.as_slice()).or_default().push(place);
            }
        }
        line.texts.values_mut().for_each(|places| {
            places.sort_unstable();
            places.dedup();
        });
        Some(line)
    }

    /// The places at which a text may have been seen, ascending: from when it was published on, if it was seen then.
    fn candidates(&mut self, revision: &Revision, admits: impl Fn(usize) -> bool) -> Vec<usize> {
        let published = revision.time.as_ref().map_or(i64::MIN, |time| time.at.as_millisecond());
        let first = self.moments.partition_point(|(moment, _)| *moment < published);
        if is_part(revision) {
            let (all, left) = (first..self.moments.len(), self.parts_left);
            let looked_at = all.filter(|place| admits(*place)).take(MOST.min(left)).collect::<Vec<_>>();
            self.parts_left -= looked_at.len();
            let has = |place: &usize| self.members_of(*place).any(|theirs| is_text(theirs) && agree(theirs, revision));
            return looked_at.into_iter().filter(|place| self.fits(revision, *place) && has(place)).collect();
        }
        let all = self.texts.get(revision.paragraphs.as_slice()).map_or(&[][..], Vec::as_slice);
        let (before, after) = all.split_at(all.partition_point(|place| *place < first));
        let such = |places: &[usize]| -> Vec<usize> {
            let such = places.iter().copied().filter(|place| self.fits(revision, *place) && admits(*place));
            such.take(MOST).collect()
        };
        Some(such(after)).filter(|found| !found.is_empty()).unwrap_or_else(|| such(before))
    }

    fn members_of(&self, place: usize) -> impl Iterator<Item = &'r Revision> {
        self.members.get(&place).into_iter().flatten().filter_map(|at| self.told.get(*at))
    }

    /// Whether what is told of a place is of other dumps, and of the same headline as far as each knows.
    fn fits(&self, revision: &Revision, place: usize) -> bool {
        let is_such =
            |theirs: &Revision| dump(theirs) != dump(revision) && headlines::agree(&theirs.title, &revision.title);
        self.members_of(place).all(is_such)
    }
}

/// What a dump itself has at moments: numbers, ascending, each with the highest place up to it and the lowest from it on.
struct Own(Vec<(u32, usize, usize)>);

impl Own {
    fn of(mut known: Vec<(u32, usize)>) -> Own {
        known.sort_unstable();
        let mut own: Vec<_> = known.into_iter().map(|(number, place)| (number, place, place)).collect();
        let mut highest = 0;
        for (_, up_to, _) in &mut own {
            highest = highest.max(*up_to);
            *up_to = highest;
        }
        let mut lowest = usize::MAX;
        for (_, _, from) in own.iter_mut().rev() {
            lowest = lowest.min(*from);
            *from = lowest;
        }
        Own(own)
    }

    /// Whether a number may be of a place: behind all lower numbers and before all higher ones.
    fn admits(&self, number: u32, place: usize) -> bool {
        let lower = self.0.partition_point(|(n, ..)| *n < number).checked_sub(1).and_then(|at| self.0.get(at));
        let higher = self.0.get(self.0.partition_point(|(n, ..)| *n <= number));
        lower.is_none_or(|(_, up_to, _)| *up_to < place) && higher.is_none_or(|(.., from)| place < *from)
    }
}

/// What puts it in order beside its time: its origin's count, else its file.
fn dump(revision: &Revision) -> &str {
    if count::is_by_time(revision) { revision.origin.as_deref().unwrap_or_default() } else { count::of(revision) }
}

fn is_text(revision: &Revision) -> bool {
    revision.state == TextState::Whole && !revision.paragraphs.is_empty()
}

/// Whether it is the part of a text that news APIs give, of which it is known when it was published.
fn is_part(revision: &Revision) -> bool {
    revision.state == TextState::Partial && !revision.paragraphs.is_empty() && revision.time.is_some()
}

/// [`ascending`]; where the lists `may_turn`, from the last to the first if that is clearly of more. A text that came back
/// reads as two in the opposite order.
pub(super) fn ascending_either_way(mut lists: Vec<Vec<usize>>, may_turn: bool) -> Vec<(usize, usize)> {
    let found = ascending(&lists);
    if !may_turn {
        return found;
    }
    lists.reverse();
    let backwards = ascending(&lists);
    let is_clear = backwards.len() == lists.len() || backwards.len() >= CLEAR;
    if !is_clear || backwards.len() <= found.len() {
        return found;
    }
    let last = lists.len().saturating_sub(1);
    backwards.into_iter().map(|(list, place)| (last.saturating_sub(list), place)).collect()
}

/// Of lists of places, each ascending, the most that one place each can be taken of so that they ascend, as pairs of list
/// and place; among as many the earliest (Hunt and Szymanski, 1977).
fn ascending(lists: &[Vec<usize>]) -> Vec<(usize, usize)> {
    struct Step {
        list: usize,
        place: usize,
        before: Option<usize>,
    }
    let mut steps: Vec<Step> = Vec::new();
    // Of each length the step that ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let place = |steps: &[Step], step: usize| steps.get(step).map_or(usize::MAX, |step| step.place);
    for (list, places) in lists.iter().enumerate() {
        // From the highest, so that none is put behind another of its list.
        for &next in places.iter().rev() {
            let length = ends.partition_point(|end| place(&steps, *end) < next);
            if ends.get(length).is_some_and(|end| place(&steps, *end) == next) {
                continue;
            }
            steps.push(Step { list, place: next, before: length.checked_sub(1).and_then(|l| ends.get(l)).copied() });
            match ends.get_mut(length) {
                Some(end) => *end = steps.len() - 1,
                None => ends.push(steps.len() - 1),
            }
        }
    }
    let mut found = Vec::new();
    let mut next = ends.last().copied();
    while let Some(step) = next.and_then(|at| steps.get(at)) {
        found.push((step.list, step.place));
        next = step.before;
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_can_be_keep_their_order() {
        for (lists, want) in [
            (vec![vec![0], vec![1], vec![2]], vec![(0, 0), (1, 1), (2, 2)]),
            (vec![vec![2], vec![0], vec![1]], vec![(1, 0), (2, 1)]),
            (vec![vec![0, 2], vec![1], vec![0, 2]], vec![(0, 0), (1, 1), (2, 2)]),
            (vec![vec![0, 1], vec![0, 1]], vec![(0, 0), (1, 1)]),
            (vec![vec![], vec![5], vec![]], vec![(1, 5)]),
            (vec![], vec![]),
        ] {
            assert_eq!(ascending(&lists), want, "{lists:?}");
        }
    }
}
