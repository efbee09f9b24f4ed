//! The dump files that tell of an article: how much each tells, and an order among them that is none of their names.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::count;
use crate::model::Revision;

/// The place of each file among them.
pub(super) struct Files(HashMap<Arc<str>, usize>);

impl Files {
    /// The fullest comes first, then by what they tell.
    pub(super) fn of(told: &[Revision]) -> Files {
        type Told<'r> = (u32, Option<i128>, &'r str, &'r [Arc<str>]);
        let mut files: BTreeMap<&Arc<str>, Vec<Told<'_>>> = BTreeMap::new();
        for revision in told {
            let Some(origin) = &revision.origin else { continue };
            let time = revision.time.as_ref().map(|time| time.at.as_nanosecond());
            let told = (count::natural(revision), time, revision.title.as_str(), revision.paragraphs.as_slice());
            files.entry(origin).or_default().push(told);
        }
        let mut ordered: Vec<_> = files.into_iter().map(|(origin, told)| (Reverse(told.len()), told, origin)).collect();
        ordered.iter_mut().for_each(|(_, told, _)| told.sort_unstable());
        ordered.sort_unstable();
        let places = ordered.into_iter().zip(0..);
        Files(places.map(|((_, _, origin), place)| (Arc::clone(origin), place)).collect())
    }

    /// Where the file of a revision stands among the others.
    pub(super) fn place(&self, revision: &Revision) -> usize {
        revision.origin.as_ref().and_then(|origin| self.0.get(origin)).map_or(0, |place| *place)
    }

    /// Of a revision that no origin numbered and that has no time, so that only its place in a file orders it: what the
    /// file says of it that tells most of the article. `None` for others.
    pub(super) fn fullest<'g>(&self, one: &Revision, group: &'g [Revision]) -> Option<&'g Revision> {
        let is_by_file = |r: &Revision| count::given(r).is_none() && !count::is_by_time(r) && r.time.is_none();
        let all = group.iter().filter(|r| is_by_file(r) && r.paragraphs == one.paragraphs && r.state == one.state);
        all.min_by_key(|r| self.place(r)).filter(|_| is_by_file(one))
    }
}

/// Whether some dump tells of both of two revisions, and so puts them in order.
#[must_use]
pub fn share_a_dump(a: &Revision, b: &Revision) -> bool {
    dumps_of(a).any(|dump| dumps_of(b).any(|other| other == dump))
}

/// The folder in which the file lies that tells of a revision.
#[must_use]
pub fn folder(revision: &Revision) -> &str {
    let origin = revision.origin.as_deref().unwrap_or_default();
    origin.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What orders a revision beside its time: the counts and files that tell of it.
pub(super) fn dumps_of(revision: &Revision) -> impl Iterator<Item = &str> {
    let told = revision.told.iter().chain([revision]);
    told.flat_map(|r| count::given(r).map(Arc::as_ref).into_iter().chain(r.origin.as_deref()))
}
