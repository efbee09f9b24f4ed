//! Files that have to be read together: several of one URL, each a whole article. Which of them are parts of one article is
//! found out among those that are read in one run ([`Reading::tell_apart`](crate::source::Reading::tell_apart)); by the id
//! alone a new one would be joined to what was read before, whatever it tells. Where a run met with such a file, and
//! another of its URL was not read in it, the article is torn: all its files are read again in a further run, until none is.
//!
//! A file is not noted as read before that is known, so that an end in between changes nothing: it is read again then.

use std::{
    collections::{HashMap, HashSet},
    mem,
    sync::Mutex,
};

use super::{
    Catalogue,
    disk::Disk,
    gathering, lock,
    refresh::{self, Held},
    shelf::Place,
};
use crate::{
    model::{ArticleId, ListRow},
    source::{Stamp, identity},
};

/// Files read to their end, and the ids of the articles that they may be parts of.
#[derive(Debug, Default)]
pub(super) struct Claimed(Mutex<Vec<(Stamp, Box<[ArticleId]>)>>);

impl Claimed {
    pub(super) fn put(&self, stamp: &Stamp, ids: &[ArticleId]) {
        lock(&self.0).push((stamp.clone(), ids.into()));
    }

    pub(super) fn take(&self) -> Vec<(Stamp, Box<[ArticleId]>)> {
        mem::take(&mut lock(&self.0))
    }
}

/// The ids under which files of an article may claim it: its own, that of which it was kept apart, and that of its URL.
pub(super) fn ids_of(row: &ListRow) -> impl Iterator<Item = ArticleId> + use<> {
    [Some(row.id.clone()), identity::id_claimed(&row.id), identity::id_of_url(&row.url)].into_iter().flatten()
}

impl Catalogue {
    /// The ids of articles of which only some files were read, out of several that have to be read together: of those
    /// claimed in this run, and of those `left` without an article. Files of all others are noted as read. What comes of
    /// files that are no longer there too is not torn: it could not be read again.
    pub(super) fn torn(
        &self,
        disk: &Disk,
        claimed: Vec<(Stamp, Box<[ArticleId]>)>,
        left: &HashSet<ArticleId>,
        held: &HashMap<String, Held>,
    ) -> HashSet<ArticleId> {
        let ids: HashSet<&ArticleId> = claimed.iter().flat_map(|(_, ids)| ids).chain(left).collect();
        let mut known: Vec<(Place, Vec<ArticleId>)> = Vec::new();
        if !ids.is_empty() {
            disk.rows(&mut |place, row, _| {
                let of: Vec<ArticleId> = ids_of(row).filter(|id| ids.contains(id)).collect();
                known.extend((!of.is_empty()).then_some((place, of)));
            });
        }
        let is_torn = |place: Place| {
            let Some(entry) = self.glance(place) else { return false };
            let before: Vec<&Held> =
                entry.origins().flat_map(refresh::ends).filter_map(|path| held.get(path)).collect();
            before.iter().all(|file| file.is_there) && before.iter().any(|file| file.is_claimed)
        };
        let torn: HashSet<ArticleId> =
            known.into_iter().filter(|(at, _)| is_torn(*at)).flat_map(|(_, of)| of).collect();
        for (stamp, ids) in claimed {
            if !ids.iter().any(|id| torn.contains(id)) {
                gathering::note(self, &stamp, true);
            }
        }
        torn
    }
}
