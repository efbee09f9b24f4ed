//! Texts that one dump keeps back and another has.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    iter,
    sync::Arc,
};

use super::{
    anchors::all_told,
    count,
    moments::{is_seen, reach},
    timeline::keep,
};
use crate::model::{Revision, Withheld};

/// Keeps back, of one timeline, whatever may be what an origin keeps back: another dump's text of the same moment, one of before
/// the next moment at which the origin saw the page, one that is the same, and one that does not say when it was seen. What the
/// origin itself shows is no secret.
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

/// What origins keep back.
#[derive(Default)]
struct Kept<'r> {
    by_dump: BTreeMap<&'r str, Withheld>,
    /// Texts that are kept back, where another dump tells them.
    texts: HashMap<&'r [Arc<str>], &'r Withheld>,
    /// Texts that such origins show.
    shown: HashSet<&'r [Arc<str>]>,
    /// When the page was what is kept back: milliseconds from the first to before the second, ascending by the first; with the
    /// highest end up to here, and by whom it is kept back.
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
            let texts = all_told(revision).map(|told| told.paragraphs.as_slice()).filter(|text| !text.is_empty());
            kept.texts.extend(
                texts.zip(iter::repeat(&revision.withheld)).filter_map(|(text, by)| Some((text, by.as_ref()?))),
            );
        }
        // Backwards, so that the next moment of each origin is known.
        let mut next: HashMap<&str, i64> = HashMap::new();
        for revision in revisions.iter().rev() {
            let span = revision.time.as_ref().filter(|_| is_seen(revision)).map(reach);
            for told in all_told(revision).filter(|told| kept.by_dump.contains_key(count::of(told))) {
                match (&told.withheld, span) {
                    (Some(withheld), Some((from, to))) => {
                        let to = next.get(count::of(told)).copied().unwrap_or(to).max(to);
                        kept.spans.push((from, to, withheld));
                    }
                    (Some(_), None) => {}
                    (None, _) => _ = kept.shown.insert(told.paragraphs.as_slice()),
                }
                if let Some((from, _)) = span {
                    next.insert(count::of(told), from);
                }
            }
        }
        kept.spans.sort_unstable_by_key(|(from, to, withheld)| (*from, *to, *withheld));
        let mut highest = i64::MIN;
        for (_, to, _) in &mut kept.spans {
            highest = highest.max(*to);
            *to = highest;
        }
        kept
    }

    /// By whom a text is kept back, for all that is known.
    fn whoever_keeps(&self, revision: &Revision) -> Option<Withheld> {
        let text = revision.paragraphs.as_slice();
        if text.is_empty() || self.shown.contains(text) {
            return None;
        }
        let same = self.texts.get(text).map(|withheld| (*withheld).clone());
        let meanwhile = || match revision.time.as_ref().filter(|_| is_seen(revision)).map(reach) {
            Some((from, to)) => {
                let begun = self.spans.partition_point(|(begin, ..)| *begin < to).checked_sub(1)?;
                self.spans.get(begun).filter(|(_, end, _)| *end > from).map(|(.., withheld)| (*withheld).clone())
            }
            None => {
                let of_another = self.by_dump.iter().find(|(dump, _)| **dump != count::of(revision));
                of_another.map(|(_, withheld)| withheld.clone())
            }
        };
        same.or_else(meanwhile)
    }
}
