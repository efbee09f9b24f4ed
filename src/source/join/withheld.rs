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
        // What each of these origins saw, in order: from when to when, whether it shows that, and by whom it is kept back.
        type Saw<'r> = (i64, i64, Option<&'r Withheld>);
        let mut seen: BTreeMap<&str, Vec<Saw<'_>>> = BTreeMap::new();
        for revision in revisions {
            let span = revision.time.as_ref().filter(|_| is_seen(revision)).map(reach);
            for told in all_told(revision).filter(|told| kept.by_dump.contains_key(count::of(told))) {
                if told.withheld.is_none() {
                    kept.shown.insert(letters_of(told));
                }
                if let Some((from, to)) = span {
                    seen.entry(count::of(told)).or_default().push((from, to, told.withheld.as_ref()));
                }
            }
        }
        for mut seen in seen.into_values() {
            seen.sort_unstable();
            for (at, (from, _, withheld)) in seen.iter().enumerate() {
                let Some(withheld) = withheld else { continue };
                let before = at.checked_sub(1).and_then(|at| seen.get(at)).map_or(*from, |(_, to, _)| (*to).min(*from));
                // Of the last that its origin saw nobody knows how long it stood.
                let after = seen.get(at + 1).map_or(i64::MAX, |(next, ..)| *next);
                kept.spans.push((before, after.max(from.saturating_add(1)), withheld));
            }
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
