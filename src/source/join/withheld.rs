//! Texts that one dump keeps back and another has.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    anchors::all_told,
    conflict::without_mark,
    count,
    moments::{is_seen, reach},
    timeline::keep,
};
use crate::model::{Revision, TextState, Withheld};

/// Keeps back, of one timeline, whatever may be what an origin keeps back: another dump's text of the same moment, one from
/// between the moments at which the origin saw the page before and after that, one that says the same, and one that does not say
/// when it was seen. What the origin itself shows is no secret.
pub(super) fn spread(revisions: &mut [Revision]) {
    if revisions.iter().all(|revision| revision.withheld.is_none()) {
        return;
    }
    let kept = Kept::of(revisions);
    let found: Vec<Option<Withheld>> = revisions.iter().map(|revision| kept.whoever_keeps(revision)).collect();
    for (revision, found) in revisions.iter_mut().zip(found).filter(|(revision, _)| revision.withheld.is_none()) {
        if let Some(withheld) = found {
            keep(revision);
            revision.withheld = Some(withheld);
        }
    }
}

/// Letters that a part of a text must have to be told for a part of one that is kept back.
const LEAST: usize = 12;

/// Texts that are kept back, of which parts are looked for.
const TEXTS: usize = 64;

/// What origins keep back.
#[derive(Default)]
struct Kept<'r> {
    by_dump: BTreeMap<&'r str, Withheld>,
    /// What is kept back where another dump tells it, as letters.
    texts: HashMap<String, &'r Withheld>,
    /// What such origins show, as letters.
    shown: HashSet<String>,
    /// When the page may have been what is kept back: milliseconds from the first to before the second, ascending by the first;
    /// with the highest end up to here, and by whom it is kept back.
    spans: Vec<(i64, i64, &'r Withheld)>,
}

impl<'r> Kept<'r> {
    fn of(revisions: &'r [Revision]) -> Kept<'r> {
        let mut kept = Kept::default();
        for revision in revisions.iter().filter(|revision| revision.withheld.is_some()) {
            let telling = all_told(revision).filter_map(|told| Some((count::of(told), told.withheld.as_ref()?)));
            for (dump, withheld) in telling {
                let held = kept.by_dump.entry(dump).or_insert_with(|| withheld.clone());
                *held = withheld.clone().max(held.clone());
            }
            if let Some(by) = &revision.withheld {
                let texts = all_told(revision).map(letters_of).filter(|text| !text.is_empty());
                kept.texts.extend(texts.map(|text| (text, by)));
            }
        }
        let mut saw: BTreeMap<&str, Vec<Saw<'_>>> = BTreeMap::new();
        for revision in revisions {
            for told in all_told(revision).filter(|told| kept.by_dump.contains_key(count::of(told))) {
                if told.withheld.is_none() {
                    kept.shown.insert(letters_of(told));
                }
                let number = if count::is_by_time(told) { 0 } else { count::natural(told) };
                let time = revision.time.as_ref().map(reach);
                let (seen, published) =
                    if is_seen(revision) { (time, None) } else { (None, time.map(|(from, _)| from)) };
                let by = told.withheld.as_ref();
                saw.entry(count::of(told)).or_default().push(Saw { number, seen, published, by });
            }
        }
        for mut saw in saw.into_values() {
            saw.sort_unstable();
            let mut seen = saw.iter().filter_map(|saw| saw.seen);
            let is_backwards = seen.next().zip(seen.next_back()).is_some_and(|(first, last)| first.0 >= last.1);
            if is_backwards {
                saw.reverse();
            }
            kept.spans.extend(spans(&saw));
        }
        kept.spans.sort_unstable();
        let mut highest = i64::MIN;
        for (_, to, _) in &mut kept.spans {
            highest = highest.max(*to);
            *to = highest;
        }
        kept
    }

    /// By whom a text is kept back, for all that is known.
    fn whoever_keeps(&self, revision: &Revision) -> Option<Withheld> {
        let text = letters_of(revision);
        if text.is_empty() || self.shown.contains(&text) {
            return None;
        }
        let same = self.texts.get(&text).or_else(|| self.whole_of(revision, &text)).map(|withheld| (*withheld).clone());
        let meanwhile = || {
            let time = revision.time.as_ref();
            match time.filter(|_| is_seen(revision)).map(reach) {
                Some((from, to)) => {
                    let begun = self.spans.partition_point(|(begin, ..)| *begin < to).checked_sub(1)?;
                    self.spans.get(begun).filter(|(_, end, _)| *end > from).map(|(.., withheld)| (*withheld).clone())
                }
                None => {
                    // What was published at a time was seen later.
                    let from = time.map_or(i64::MIN, |time| reach(time).0);
                    let may_be = self.spans.last().is_none_or(|(_, end, _)| *end > from);
                    let others = self.by_dump.iter().filter(|(dump, _)| **dump != count::of(revision));
                    others.map(|(_, withheld)| withheld.clone()).max().filter(|_| may_be)
                }
            }
        };
        same.or_else(meanwhile)
    }

    /// By whom the text is kept back of which this one is a part.
    fn whole_of(&self, revision: &Revision, part: &str) -> Option<&&'r Withheld> {
        if revision.state != TextState::Partial || part.len() < LEAST {
            return None;
        }
        self.texts.iter().take(TEXTS).filter(|(whole, _)| whole.contains(part)).map(|(_, withheld)| withheld).max()
    }
}

/// What an origin saw, in its order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Saw<'r> {
    /// Its number there; 0 where only time orders it.
    number: u32,
    /// From when to before when that may have been, in milliseconds.
    seen: Option<(i64, i64)>,
    /// Since when it was there at the earliest, where nobody says when it was seen.
    published: Option<i64>,
    /// By whom it is kept back.
    by: Option<&'r Withheld>,
}

/// The milliseconds of a second, of which a time may not tell the parts.
const SECOND: i64 = 1000;

/// When the page may have been each of those that are kept back: between the moments at which its origin saw it before and
/// after. Of the first that it saw nobody knows since when it stood there, of the last for how long.
fn spans<'r>(saw: &[Saw<'r>]) -> Vec<(i64, i64, &'r Withheld)> {
    let mut after = vec![None; saw.len()];
    let mut next = None;
    for (saw, after) in saw.iter().zip(&mut after).rev() {
        *after = next;
        next = saw.seen.or(next);
    }
    let mut spans = Vec::new();
    let mut before = None;
    for (saw, after) in saw.iter().zip(after) {
        if let Some(by) = saw.by {
            let (from, least) = match saw.seen {
                Some((from, _)) => (before.map_or(i64::MIN, |before: i64| before.min(from)), from),
                None => (before.max(saw.published).unwrap_or(i64::MIN), i64::MIN),
            };
            // It stood there until its origin saw the page again: who knows when on that day, or within that second.
            let to = after.map_or(i64::MAX, |(next, end)| end.max(next + SECOND)).max(least + 1);
            spans.push((from, to, by));
        }
        // Within a minute, or a day, it may have been seen before what is kept back.
        before = saw.seen.map(|(from, to)| if to - from > 1 { from } else { to }).or(before);
    }
    spans
}

/// The letters and figures of a text, without the sign that it was cut off: trackers write the rest in their own ways.
fn letters_of(revision: &Revision) -> String {
    let last = revision.paragraphs.len().saturating_sub(1);
    let text = |(at, paragraph): (usize, &Arc<str>)| {
        let cut = revision.state == TextState::Partial && at == last;
        let text = if cut { without_mark(paragraph) } else { paragraph };
        text.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    revision.paragraphs.iter().enumerate().map(text).collect()
}
