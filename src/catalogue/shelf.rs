//! The articles held: their cards, and the order in which they came and changed.

use super::cards::{Cards, Look};
use crate::model::ListRow;

/// A place on the shelf; it stays an article's own, whatever is joined to it.
pub(super) type Place = u32;

/// A growing set of articles.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    cards: Cards,
    /// The places that were filled or changed, in order: who has read up to its end knows everything.
    log: Vec<Place>,
    /// For each place how often it was filled or freed.
    versions: Vec<u32>,
    articles: usize,
    revisions: usize,
    undated: usize,
}

impl Shelf {
    /// A shelf of these cards.
    pub(super) fn of(cards: Cards) -> Shelf {
        let mut shelf = Shelf { versions: vec![1; cards.places()], ..Shelf::default() };
        for (place, look) in cards.iter() {
            shelf.log.push(place);
            shelf.articles += 1;
            shelf.revisions += look.revisions() as usize;
            shelf.undated += look.undated() as usize;
        }
        Shelf { cards, ..shelf }
    }

    /// The cards.
    pub(super) fn cards(&self) -> &Cards {
        &self.cards
    }

    /// The card at a place; `None` where the article was joined to another.
    pub(super) fn at(&self, place: Place) -> Option<Look<'_>> {
        self.cards.at(place)
    }

    /// How often a place was filled or freed.
    pub(super) fn version_at(&self, place: Place) -> u32 {
        self.versions.get(place as usize).copied().unwrap_or(0)
    }

    /// A place that nobody has.
    pub(super) fn free(&self) -> Place {
        // An archive of four thousand million articles does not fit in memory.
        Place::try_from(self.cards.places()).unwrap_or(Place::MAX)
    }

    /// Puts an article's card at a place.
    pub(super) fn put(&mut self, place: Place, row: &ListRow, undated: usize) {
        self.uncount(place);
        self.cards.put(place, row, undated);
        self.articles += 1;
        self.revisions += row.revisions as usize;
        self.undated += undated;
        self.changed(place);
    }

    /// Takes an article away.
    pub(super) fn remove(&mut self, place: Place) {
        self.uncount(place);
        self.cards.remove(place);
        self.changed(place);
    }

    fn changed(&mut self, place: Place) {
        let index = place as usize;
        if self.versions.len() <= index {
            self.versions.resize(index + 1, 0);
        }
        if let Some(version) = self.versions.get_mut(index) {
            *version += 1;
        }
        self.log.push(place);
    }

    fn uncount(&mut self, place: Place) {
        if let Some(look) = self.cards.at(place) {
            let (revisions, undated) = (look.revisions() as usize, look.undated() as usize);
            self.articles = self.articles.saturating_sub(1);
            self.revisions = self.revisions.saturating_sub(revisions);
            self.undated = self.undated.saturating_sub(undated);
        }
    }

    /// Every place that holds an article, in the order in which they came.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        self.cards.iter().map(|(place, _)| place)
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
