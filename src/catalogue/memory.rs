//! Articles held in memory: of archives for which nothing is to be written, or nothing can be.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use super::{entry::Entry, shelf::Place};
use crate::source::join;

/// Entries by place, and places by id and alias.
#[derive(Debug, Default)]
pub(super) struct Memory(RwLock<Held>);

#[derive(Debug, Default)]
struct Held {
    entries: HashMap<Place, Arc<Entry>>,
    places: HashMap<Box<str>, Place>,
}

impl Memory {
    pub(super) fn entry(&self, place: Place) -> Option<Arc<Entry>> {
        self.read().entries.get(&place).map(Arc::clone)
    }

    pub(super) fn place(&self, key: &str) -> Option<Place> {
        self.read().places.get(key).copied()
    }

    pub(super) fn put(&self, place: Place, entry: &Arc<Entry>, replaced: &[Place]) {
        let mut held = self.write();
        for gone in replaced {
            held.entries.remove(gone);
        }
        for key in join::keys(&entry.article) {
            held.places.insert(key.into(), place);
        }
        held.entries.insert(place, Arc::clone(entry));
    }

    fn read(&self) -> RwLockReadGuard<'_, Held> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Held> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
