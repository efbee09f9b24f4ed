//! Whose numbers revisions bear.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::timeline::keep;
use crate::model::{Article, Revision};

/// The count ([`Revision::numbered_by`]) of revisions that nobody numbered, such as captures of a page: their order is that
/// of time, from however many files they come, and their numbers are places in it.
pub const BY_TIME: &str = "time";

/// The count ([`Revision::numbered_by`]) of revisions that their dump puts in order and does not number: their numbers are
/// places in its file, and nothing that their origin says.
pub const BY_PLACE: &str = "place";

/// How a count ([`Revision::numbered_by`]) begins whose numbers were given when revisions were stored, as MediaWiki gives
/// them, also to old ones that were imported late: numbers stay, and the order is that of time, then of numbers.
pub const AS_STORED: &str = "stored:";

/// How a count ([`Revision::numbered_by`]) ends that tells of the second revision of a number which an origin gave twice:
/// it is another revision than the first, and stands at the same place.
pub const AGAIN: &str = ", again";

/// Names an origin's counts after the article, where its id is the origin's: a tracker counts the versions of each article
/// for itself, and of two that share a URL each has its own.
pub(super) fn of_article(article: &mut Article) {
    let id = article.id.as_str();
    for revision in &mut article.revisions {
        let Some(count) = &revision.numbered_by else { continue };
        let (stem, again) = parted(count);
        if id.strip_prefix(stem).is_some_and(|rest| rest.starts_with(':')) {
            revision.numbered_by = Some([id, again].concat().into());
        }
    }
}

/// Names the counts of parts that do not say of which of a tracker's articles they are, where only one is known.
pub(super) fn settle(told: &mut [Revision]) {
    let stems: BTreeSet<&str> = told.iter().filter_map(given).map(|count| parted(count).0).collect();
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for stem in &stems {
        if let Some((origin, _)) = stem.split_once(':') {
            named.entry(origin).or_default().push(stem);
        }
    }
    let only = named.into_iter().filter(|(origin, stems)| stems.len() == 1 && told.iter().any(|r| is_of(r, origin)));
    let only: Vec<(String, String)> =
        only.flat_map(|(origin, stems)| stems.into_iter().map(move |stem| (origin.into(), stem.into()))).collect();
    for (origin, stem) in only {
        for revision in told.iter_mut().filter(|revision| is_of(revision, &origin)) {
            keep(revision);
            let again = revision.numbered_by.as_deref().map_or("", |count| parted(count).1);
            revision.numbered_by = Some([stem.as_str(), again].concat().into());
        }
    }
}

/// Whether a revision's count is this one.
fn is_of(revision: &Revision, stem: &str) -> bool {
    given(revision).is_some_and(|count| parted(count).0 == stem)
}

/// A count and whether it tells of numbers that were given again.
fn parted(count: &str) -> (&str, &str) {
    count.strip_suffix(AGAIN).map_or((count, ""), |stem| (stem, AGAIN))
}

/// Whether some tool kept both of two revisions, as far as their counts tell: a tracker, captures of the web, or files of
/// which nothing is known.
#[must_use]
pub fn share_a_tool(a: &Revision, b: &Revision) -> bool {
    fn tools(revision: &Revision) -> impl Iterator<Item = &str> {
        let itself = revision.told.is_empty().then_some(revision);
        revision.told.iter().chain(itself).map(|told| match told.numbered_by.as_deref() {
            None => BY_PLACE,
            Some(count) => count.split(':').next().unwrap_or(count),
        })
    }
    tools(a).any(|tool| tools(b).any(|other| other == tool))
}

/// Whether nobody numbered it, so that only time orders it.
pub(super) fn is_by_time(revision: &Revision) -> bool {
    revision.numbered_by.as_deref() == Some(BY_TIME)
}

/// Whether its number was given when it was stored.
pub(super) fn is_as_stored(revision: &Revision) -> bool {
    given(revision).is_some_and(|count| count.starts_with(AS_STORED))
}

/// Whether its number is only its place in a file.
pub(super) fn is_by_place(revision: &Revision) -> bool {
    revision.numbered_by.as_deref() == Some(BY_PLACE)
}

/// Whose count a revision's number belongs to, where an origin numbered it, beyond one file.
pub(super) fn given(revision: &Revision) -> Option<&Arc<str>> {
    revision.numbered_by.as_ref().filter(|count| ![BY_TIME, BY_PLACE].contains(&&***count))
}

/// The count that orders a revision: an origin's, else its file's.
pub(super) fn of(revision: &Revision) -> &str {
    let count = revision.numbered_by.as_deref().filter(|count| *count != BY_PLACE);
    let count = count.or(revision.origin.as_deref()).unwrap_or_default();
    parted(count).0
}

/// The number that a revision bears in its count: its label, where that is a number, since it may have been given another.
pub(super) fn natural(revision: &Revision) -> u32 {
    revision.origin_revision.as_deref().and_then(|label| label.parse().ok()).unwrap_or(revision.number)
}

/// Gives a revision a number, and a label that says which one its origin gave, where that is another.
pub(super) fn renumber(revision: &mut Revision, number: u32) {
    if !is_by_time(revision) && !is_by_place(revision) {
        if revision.number != number {
            revision.origin_revision.get_or_insert_with(|| revision.number.to_string());
        }
        if revision.origin_revision.as_ref().is_some_and(|label| *label == number.to_string()) {
            revision.origin_revision = None;
        }
    }
    revision.number = number;
}
