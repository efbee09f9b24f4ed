//! Times that may be the same moment, each as fine as its dump writes it: a day holds the minutes in it, a minute its seconds,
//! a whole second what was cut off behind it.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use super::{conflict, count, headlines, hours::meant, sets::Sets};
use crate::model::{Precision, Revision, Seen, TextState};

/// How many of the times inside of one are looked at.
pub(super) const MOST: usize = 64;

/// The nanoseconds that a time may stand for, from the first to before the second; `None` where they are too many.
fn span(time: &Seen) -> Option<(i128, i128)> {
    let at = time.at.as_nanosecond();
    let seconds = match time.precision {
        // What is written as a whole second may have been cut off there.
        Precision::Second if time.at.subsec_nanosecond() != 0 => return Some((at, at + 1)),
        Precision::Second => 1,
        Precision::Minute => 60,
        Precision::Day => 86_400,
        _ => return None,
    };
    Some((at, at + seconds * 1_000_000_000))
}

/// The milliseconds that a time may stand for, from the first to before the second, however many.
pub(super) fn reach(time: &Seen) -> (i64, i64) {
    let at = time.at.as_millisecond();
    (at, at.saturating_add(time.precision.width().max(1)))
}

/// Whether a time is fine enough to say that two texts of it cannot both be true.
fn is_fine(time: &Seen) -> bool {
    time.precision <= Precision::Minute
}

/// Whether two bear times that cannot be one. What was published at a time was seen then or later.
fn are_apart_in_time(a: &Revision, b: &Revision) -> bool {
    let spans = [a, b].map(|revision| revision.time.as_ref().and_then(span));
    let [Some(one), Some(other)] = spans else { return false };
    match [a, b].map(is_seen) {
        [true, false] => one.1 <= other.0,
        [false, true] => other.1 <= one.0,
        _ => one.1 <= other.0 || other.1 <= one.0,
    }
}

/// Whether it bears a time at which somebody saw it.
pub(super) fn is_seen(revision: &Revision) -> bool {
    revision.time.as_ref().is_some_and(|time| !time.is_publication)
}

/// Whether the moment of one of two holds that of the other. What was published then was seen later.
pub(super) fn may_be_one(a: &Revision, b: &Revision) -> bool {
    if !are_of_one_kind(a, b) {
        return false;
    }
    let spans = [a, b].map(|revision| revision.time.as_ref().filter(|time| is_fine(time)).and_then(span));
    let [Some(a), Some(b)] = spans else { return false };
    let holds = |one: (i128, i128), other: (i128, i128)| one.0 <= other.0 && other.1 <= one.1;
    holds(a, b) || holds(b, a)
}

/// Pairs of revisions, by their places, of which the moment of the first, as far as a minute, holds that of the second.
pub(super) fn nested(revisions: &[Revision]) -> Vec<(usize, usize)> {
    let mut pairs = held_in(revisions, is_fine);
    pairs
        .retain(|(a, b)| matches!((revisions.get(*a), revisions.get(*b)), (Some(a), Some(b)) if are_of_one_kind(a, b)));
    pairs
}

/// Whether both times are such at which somebody saw the revision, or neither is.
pub(super) fn are_of_one_kind(a: &Revision, b: &Revision) -> bool {
    let is_publication = |revision: &Revision| revision.time.as_ref().is_some_and(|time| time.is_publication);
    is_publication(a) == is_publication(b)
}

/// Pairs of revisions with such times, by their places, of which the time of the first holds that of the second.
fn held_in(revisions: &[Revision], is_such: fn(&Seen) -> bool) -> Vec<(usize, usize)> {
    let such = revisions.iter().enumerate().filter_map(|(at, revision)| Some((at, revision.time.as_ref()?)));
    let times = such.filter(|(_, time)| is_such(time)).filter_map(|(at, time)| Some((at, span(time)?)));
    let mut spans: Vec<(i128, Reverse<i128>, usize)> = times.map(|(at, (from, to))| (from, Reverse(to), at)).collect();
    spans.sort_unstable();
    let mut pairs = Vec::new();
    let mut rest = spans.as_slice();
    while let [(_, Reverse(end), wide), after @ ..] = rest {
        let inside = after.iter().take(MOST).take_while(|(from, ..)| from < end);
        pairs.extend(inside.filter(|(_, to, _)| to.0 <= *end).map(|(_, _, narrow)| (*wide, *narrow)));
        rest = after;
    }
    pairs
}

/// Brings those together that are about the same revision as far as each knows: of two, one may know the moment, the
/// headline or the text less well. Of several that may be meant, it is the one that the order of its dump allows ([`meant`]), else
/// the earliest.
pub(super) fn unite(told: &[Revision], sets: &mut Sets) {
    let pairs = held_in(told, |_| true);
    if pairs.is_empty() {
        return;
    }
    let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
    for at in 0..told.len() {
        members.entry(sets.of(at)).or_default().push(at);
    }
    let meant = meant(told, &pairs, sets);
    // What was told apart stays so, whatever comes to either.
    let mut refused: HashSet<(usize, usize)> = HashSet::new();
    for (a, b) in pairs {
        let (one, other) = (sets.of(a), sets.of(b));
        let (Some(wide), Some(narrow)) = (told.get(a), told.get(b)) else { continue };
        if one == other || refused.contains(&(one, other)) || !are_of_one_kind(wide, narrow) || !agree(wide, narrow) {
            continue;
        }
        // A dump's own order says which of several times is meant.
        if meant.get(&a).is_some_and(|meant| meant.is_none_or(|meant| sets.of(meant) != other)) {
            continue;
        }
        let held = |set: usize| members.get(&set).into_iter().flatten().filter_map(|at| told.get(*at));
        let apart = |mine: &Revision, theirs: &Revision| {
            are_told_apart(mine, theirs)
                || are_apart_in_time(mine, theirs)
                || !headlines::agree(&mine.title, &theirs.title)
                || contradict(mine, theirs)
        };
        if held(one).any(|mine| held(other).any(|theirs| apart(mine, theirs))) {
            refused.insert((one, other));
            continue;
        }
        sets.unite(one, other);
        let moved = members.remove(&one.max(other)).unwrap_or_default();
        members.entry(one.min(other)).or_default().extend(moved);
    }
}

/// Whether two say the same, as far as each knows. A day holds too much for what has no text to be told by it.
pub(super) fn agree(a: &Revision, b: &Revision) -> bool {
    let fine = [a, b].iter().all(|r| r.time.as_ref().is_some_and(is_fine));
    let lacks = |r: &Revision| r.paragraphs.is_empty() && matches!(r.state, TextState::Partial | TextState::Withheld);
    let texts = match (lacks(a), lacks(b)) {
        (true, false) => fine && has_text(b),
        (false, true) => fine && has_text(a),
        (true, true) => false,
        (false, false) => has_text(a) && has_text(b) && !contradict(a, b),
    };
    texts && headlines::agree(&a.title, &b.title)
}

pub(super) fn has_text(revision: &Revision) -> bool {
    !revision.paragraphs.is_empty() && matches!(revision.state, TextState::Whole | TextState::Partial)
}

/// Whether two have texts that are not the same, nor part of each other.
fn contradict(a: &Revision, b: &Revision) -> bool {
    has_text(a) && has_text(b) && !conflict::agree(a, b) && !conflict::agree(b, a)
}

/// Whether two are told apart by whoever numbered them, or by the file that they lie in.
fn are_told_apart(a: &Revision, b: &Revision) -> bool {
    if count::is_by_time(a) && count::is_by_time(b) {
        return a.origin == b.origin;
    }
    count::of(a) == count::of(b) && (count::natural(a), &a.numbered_by) != (count::natural(b), &b.numbered_by)
}
