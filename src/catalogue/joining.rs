//! How articles come in: each is joined to what is held of it, worked out, and put in its place.

use std::sync::{Arc, PoisonError};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Catalogue, entry, refrains, shelf::Place};
use crate::{model::Article, source::join};

impl Catalogue {
    /// Takes an article in, or a part of one, as readers hand it on ([`join::tidied`]): parts with a common id or alias
    /// become one article.
    pub fn put(&self, part: Article) {
        let places = self.places_of(&part);
        self.put_at(part, &places);
    }

    /// The same, of a part whose article was found at these places just now.
    pub(super) fn put_at(&self, part: Article, places: &[Place]) {
        let mut worked = self.worked_out(part, places);
        // Where another part of the same article came in meanwhile. Joining twice does no harm.
        while let Err(entry) = self.shelve(worked) {
            let part = entry.whole().clone();
            let places = self.places_of(&part);
            worked = self.worked_out(part, &places);
        }
    }

    /// Takes several in, in their order; they are worked out with all processors.
    pub fn put_all(&self, parts: Vec<Article>) {
        self.put_those(parts, &|part, _| Some(part));
    }

    /// The same, of those only that come back when they are shown with the places at which their articles are held.
    pub(super) fn put_those(&self, parts: Vec<Article>, shown: &(dyn Fn(Article, &[Place]) -> Option<Article> + Sync)) {
        let worked_out = |part| {
            let places = self.places_of(&part);
            shown(part, &places).map(|part| self.worked_out(part, &places))
        };
        let entries: Vec<_> = parts.into_par_iter().filter_map(worked_out).collect();
        for entry in entries {
            if let Err(entry) = self.shelve(entry) {
                self.put(entry.whole().clone());
            }
        }
    }

    /// A part, with what is held of its article, which it is to replace.
    fn worked_out(&self, part: Article, places: &[Place]) -> Worked {
        let known = self.holders(places);
        let before: Vec<_> = known.iter().map(|held| Arc::clone(&held.entry)).collect();
        let whole = before.iter().fold(part, |whole, entry| join::join(entry.whole().clone(), whole));
        if let [held] = &known[..]
            && *held.entry.whole() == whole
        {
            let lines = refrains::Lines::default();
            return Worked {
                entry: Arc::clone(&held.entry),
                bytes: None,
                known,
                lines,
                gone: Vec::new(),
                is_news: false,
            };
        }
        let entry = Arc::new(entry::Entry::new(whole, &before));
        let bytes = self.texts.bytes(&entry);
        let lines = refrains::Lines::of(&entry.article);
        let gone = before.iter().map(|entry| refrains::Lines::of(&entry.article)).collect();
        Worked { entry, bytes, known, lines, gone, is_news: true }
    }

    /// What is held at these places.
    fn holders(&self, places: &[Place]) -> Vec<Held> {
        let version = |place| self.shelf().version_at(place);
        let held = places.iter().filter_map(|&place| {
            let version = version(place);
            Some(Held { place, version, entry: self.texts.entry(place)? })
        });
        held.collect()
    }

    /// The places of what is held of an article, lowest first.
    pub(super) fn places_of(&self, part: &Article) -> Vec<Place> {
        let mut places: Vec<Place> = join::keys(part).filter_map(|key| self.texts.place(key)).collect();
        places.sort_unstable();
        places.dedup();
        places.retain(|place| self.shelf().at(*place).is_some());
        places
    }

    /// Puts an entry in the place of what it replaces; it comes back where that is no longer what is held.
    fn shelve(&self, Worked { entry, bytes, known, lines, gone, is_news }: Worked) -> Result<(), Arc<entry::Entry>> {
        if !is_news {
            return Ok(());
        }
        let mut shelf = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        let mut places: Vec<Place> = join::keys(&entry.article).filter_map(|key| self.texts.place(key)).collect();
        places.sort_unstable();
        places.dedup();
        places.retain(|place| shelf.at(*place).is_some());
        let same = |(place, held): (&Place, &Held)| *place == held.place && shelf.version_at(*place) == held.version;
        if places.len() != known.len() || !places.iter().zip(&known).all(same) {
            return Err(entry);
        }
        let place = places.first().copied().unwrap_or_else(|| shelf.free());
        for gone in places.iter().filter(|gone| **gone != place) {
            shelf.remove(*gone);
        }
        shelf.put(place, &entry.row, entry.undated());
        let write = self.texts.put(place, &entry, bytes, &places);
        self.recount(&gone, &lines);
        drop(shelf);
        // Outside of the lock: the queue may be full for a while.
        if let Some(write) = write {
            self.texts.queue(write);
        }
        Ok(())
    }
}

/// A part worked out.
struct Worked {
    entry: Arc<entry::Entry>,
    /// Its bytes, where they are to be written.
    bytes: Option<Vec<u8>>,
    /// What it was joined from.
    known: Vec<Held>,
    /// Its lines, and those of what it was joined from.
    lines: refrains::Lines,
    gone: Vec<refrains::Lines>,
    /// Whether it says anything that was not held.
    is_news: bool,
}

/// An article held.
struct Held {
    place: Place,
    /// How often its place had been filled.
    version: u32,
    entry: Arc<entry::Entry>,
}
