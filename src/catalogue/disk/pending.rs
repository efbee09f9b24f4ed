//! Entries in memory: those that are not committed yet, and those read lately.

use std::{collections::HashMap, sync::Arc};

use super::super::{entry::Entry, shelf::Place};
use crate::source::join;

/// Entries that are not committed yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    entries: HashMap<Place, (u64, Arc<Entry>)>,
    places: HashMap<Box<str>, (u64, Place)>,
}

impl Pending {
    pub(super) fn entry(&self, place: Place) -> Option<Arc<Entry>> {
        self.entries.get(&place).map(|(_, entry)| Arc::clone(entry))
    }

    pub(super) fn place(&self, key: &str) -> Option<Place> {
        self.places.get(key).map(|(_, place)| *place)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (Place, &Arc<Entry>)> {
        self.entries.iter().map(|(place, (_, entry))| (*place, entry))
    }

    pub(super) fn put(&mut self, place: Place, entry: &Arc<Entry>, turn: u64) {
        for key in join::keys(&entry.article) {
            self.places.insert(key.into(), (turn, place));
        }
        self.entries.insert(place, (turn, Arc::clone(entry)));
    }

    pub(super) fn remove(&mut self, place: Place) {
        if let Some((_, entry)) = self.entries.remove(&place) {
            for key in join::keys(&entry.article) {
                self.places.remove(key);
            }
        }
    }

    /// What was written in this turn is in the database now.
    pub(super) fn committed(&mut self, place: Place, turn: u64) {
        if self.entries.get(&place).is_none_or(|held| held.0 != turn) {
            return;
        }
        if let Some((_, entry)) = self.entries.remove(&place) {
            for key in join::keys(&entry.article) {
                if self.places.get(key).is_some_and(|held| held.0 == turn) {
                    self.places.remove(key);
                }
            }
        }
    }
}

/// Entries kept at most.
const KEPT: usize = 64;
/// Bytes of text that they may hold together: long articles push out more.
const WEIGHT: usize = 32 << 20;

/// Entries read lately.
#[derive(Debug, Default)]
pub(super) struct Lately {
    /// Used last comes last.
    kept: Vec<(Place, usize, Arc<Entry>)>,
    /// How often an entry was forgotten, because another is put in its place.
    changes: u64,
}

impl Lately {
    pub(super) fn find(&mut self, place: Place) -> Option<Arc<Entry>> {
        let found = self.kept.remove(self.kept.iter().position(|kept| kept.0 == place)?);
        let entry = Arc::clone(&found.2);
        self.kept.push(found);
        Some(entry)
    }

    /// How much has changed so far: to be asked before an entry is read that is to be kept.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// Keeps an entry, unless something has changed since it began to be read: another thread may have put a newer one,
    /// and what is joined to an older one would lose what came with that.
    pub(super) fn keep(&mut self, place: Place, entry: &Arc<Entry>, changes: u64) {
        if changes != self.changes {
            return;
        }
        self.kept.retain(|kept| kept.0 != place);
        let revisions = &entry.article.revisions;
        let weight = revisions.iter().map(|r| 64 + r.paragraphs.iter().map(|p| 16 + p.len()).sum::<usize>()).sum();
        self.kept.push((place, weight, Arc::clone(entry)));
        while self.kept.len() > KEPT || (self.kept.len() > 1 && self.kept.iter().map(|k| k.1).sum::<usize>() > WEIGHT) {
            self.kept.remove(0);
        }
    }

    pub(super) fn forget(&mut self, place: Place) {
        self.changes += 1;
        self.kept.retain(|kept| kept.0 != place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::tests::article;

    #[test]
    fn what_was_read_before_a_newer_one_was_put_is_not_kept() {
        let entry = |title: &str| Arc::new(Entry::new(article("a", &[(title, None, &["Text."])]), &[]));
        let (old, new) = (entry("Old"), entry("New"));
        let mut lately = Lately::default();
        let began = lately.changes();
        // Another thread puts the newer one while the older is being read.
        lately.forget(7);
        lately.keep(7, &old, began);
        assert!(lately.find(7).is_none());
        lately.keep(7, &new, lately.changes());
        assert!(lately.find(7).is_some_and(|kept| kept.article.title() == "New"));
    }
}
