//! Where the articles' entries are held: in memory, or in a database on disk.

use std::{ops::ControlFlow, sync::Arc};

use super::{
    code,
    disk::{Disk, Write},
    entry::Entry,
    memory::Memory,
    shelf::Place,
};
use crate::model::ListRow;

/// Entries by place, and places by id and alias.
#[derive(Debug)]
pub(super) enum Texts {
    Memory(Memory),
    Disk(Box<Disk>),
}

impl Default for Texts {
    fn default() -> Self {
        Texts::Memory(Memory::default())
    }
}

impl Texts {
    /// The database, where there is one.
    pub(super) fn disk(&self) -> Option<&Disk> {
        match self {
            Texts::Memory(_) => None,
            Texts::Disk(disk) => Some(disk),
        }
    }

    /// An article's entry.
    pub(super) fn entry(&self, place: Place) -> Option<Arc<Entry>> {
        match self {
            Texts::Memory(memory) => memory.entry(place),
            Texts::Disk(disk) => disk.entry(place),
        }
    }

    /// An article's entry, for those that are looked at once, one after another.
    pub(super) fn glance(&self, place: Place) -> Option<Arc<Entry>> {
        match self {
            Texts::Memory(memory) => memory.entry(place),
            Texts::Disk(disk) => disk.glance(place),
        }
    }

    /// An article's row in the list.
    pub(super) fn row(&self, place: Place) -> Option<ListRow> {
        match self {
            Texts::Memory(memory) => memory.entry(place).map(|entry| entry.row.clone()),
            Texts::Disk(disk) => disk.row(place),
        }
    }

    /// The rows of the articles at these places, which are all there are, in any order, until there was enough.
    pub(super) fn rows_until(
        &self,
        places: &mut dyn Iterator<Item = Place>,
        each: &mut dyn FnMut(Place, &ListRow) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match self {
            Texts::Memory(memory) => {
                let mut entries = places.filter_map(|place| Some((place, memory.entry(place)?)));
                entries.try_for_each(|(place, entry)| each(place, &entry.row))
            }
            Texts::Disk(disk) => disk.rows_until(&mut |place, row, _| each(place, row)),
        }
    }

    /// The place of an id or alias.
    pub(super) fn place(&self, key: &str) -> Option<Place> {
        match self {
            Texts::Memory(memory) => memory.place(key),
            Texts::Disk(disk) => disk.place(key),
        }
    }

    /// What has to be made of an entry before it is put, where anything has: on the thread that worked it out.
    pub(super) fn bytes(&self, entry: &Entry) -> Option<Vec<u8>> {
        self.disk().and_then(|_| code::written(entry))
    }

    /// Puts an entry in the place of those it was joined from; what is to be queued then.
    pub(super) fn put(
        &self,
        place: Place,
        entry: &Arc<Entry>,
        bytes: Option<Vec<u8>>,
        replaced: &[Place],
    ) -> Option<Write> {
        match self {
            Texts::Memory(memory) => {
                memory.put(place, entry, replaced);
                None
            }
            Texts::Disk(disk) => Some(disk.put(place, entry, bytes, replaced)),
        }
    }

    /// Queues a write.
    pub(super) fn queue(&self, write: Write) {
        if let Some(disk) = self.disk() {
            disk.queue(write);
        }
    }

    /// The dump files and folders, each with the place of an article that comes from it; `places` are all there are.
    pub(super) fn origins(&self, places: &mut dyn Iterator<Item = Place>, each: &mut dyn FnMut(&str, Place)) {
        match self {
            Texts::Memory(memory) => {
                for (place, entry) in places.filter_map(|place| Some((place, memory.entry(place)?))) {
                    entry.origins().for_each(|origin| each(origin, place));
                }
            }
            Texts::Disk(disk) => disk.origins(each),
        }
    }

    /// The URLs of the articles at these places, which are all there are.
    pub(super) fn urls(&self, places: &mut dyn Iterator<Item = Place>, each: &mut dyn FnMut(Place, &str)) {
        match self {
            Texts::Memory(memory) => {
                for (place, entry) in places.filter_map(|place| Some((place, memory.entry(place)?))) {
                    each(place, &entry.article.url);
                }
            }
            Texts::Disk(disk) => disk.rows(&mut |place, row, _| each(place, &row.url)),
        }
    }
}
