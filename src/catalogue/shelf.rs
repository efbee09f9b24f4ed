//! The articles held, found by any of their ids, and the order in which they came and changed.

use std::{collections::HashMap, sync::Arc};

use super::entry::Entry;
use crate::source::join;

/// A place on the shelf; it stays an article's own, whatever is joined to it.
pub(super) type Place = u32;

/// An entry at its place.
pub(super) type Held = (Place, Arc<Entry>);

/// A growing set of articles in which no two share an id or alias.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    entries: Vec<Option<Arc<Entry>>>,
    places: HashMap<Box<str>, Place>,
    /// The places that were filled or changed, in order: who has read up to its end knows everything.
    log: Vec<Place>,
    articles: usize,
    revisions: usize,
    undated: usize,
}

impl Shelf {
    /// The entry at a place; `None` where it was joined to another.
    pub(super) fn at(&self, place: Place) -> Option<&Arc<Entry>> {
        self.entries.get(place as usize).and_then(Option::as_ref)
    }

    /// The place of an id or alias.
    pub(super) fn place(&self, key: &str) -> Option<Place> {
        self.places.get(key).copied()
    }

    /// The entry of an id or alias.
    pub(super) fn find(&self, key: &str) -> Option<&Arc<Entry>> {
        self.place(key).and_then(|place| self.at(place))
    }

    /// The entries that hold any of these keys, with their places, lowest first.
    pub(super) fn holders<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Vec<Held> {
        let mut places: Vec<Place> = keys.filter_map(|key| self.place(key)).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.at(place).map(|entry| (place, Arc::clone(entry)))).collect()
    }

    /// Puts an entry in the place of those it was joined from.
    ///
    /// # Errors
    /// The entry comes back where others than `known` hold its keys by now.
    pub(super) fn put(&mut self, entry: Box<Entry>, known: &[Held]) -> Result<(), Box<Entry>> {
        let holders = self.holders(join::keys(&entry.article));
        let same = |(a, b): (&Held, &Held)| a.0 == b.0 && Arc::ptr_eq(&a.1, &b.1);
        if holders.len() != known.len() || !holders.iter().zip(known).all(same) {
            return Err(entry);
        }
        for (place, old) in known {
            self.count(old, false);
            if let Some(entry) = self.entries.get_mut(*place as usize) {
                *entry = None;
            }
            self.log.push(*place);
        }
        let place = match known.first() {
            Some((place, _)) => *place,
            // An archive of four thousand million articles does not fit in memory.
            None => Place::try_from(self.entries.len()).unwrap_or(Place::MAX),
        };
        for key in join::keys(&entry.article) {
            self.places.insert(key.into(), place);
        }
        self.count(&entry, true);
        let entry = Some(Arc::from(entry));
        match self.entries.get_mut(place as usize) {
            Some(free) => *free = entry,
            None => self.entries.push(entry),
        }
        if known.is_empty() {
            self.log.push(place);
        }
        Ok(())
    }

    fn count(&mut self, entry: &Entry, more: bool) {
        let undated = entry.article.revisions.iter().filter(|r| r.time.is_none()).count();
        let change = |n: &mut usize, by: usize| *n = if more { *n + by } else { n.saturating_sub(by) };
        change(&mut self.articles, 1);
        change(&mut self.revisions, entry.article.revisions.len());
        change(&mut self.undated, undated);
    }

    /// Every entry with its place, in the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Place, &Arc<Entry>)> {
        (0..).zip(&self.entries).filter_map(|(place, entry)| Some((place, entry.as_ref()?)))
    }

    /// The log's length: grows with every change.
    pub(super) fn version(&self) -> usize {
        self.log.len()
    }

    /// The places changed since a version, each once, ascending.
    pub(super) fn changed_since(&self, version: usize) -> Vec<Place> {
        let mut places = self.log.get(version..).unwrap_or_default().to_vec();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Articles, revisions, and revisions without a time.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        (self.articles, self.revisions, self.undated)
    }
}
