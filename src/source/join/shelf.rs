//! Articles in memory, each part joined to what it belongs to as it comes.

use std::collections::HashMap;

use super::{join, keys};
use crate::model::Article;

/// A growing set of articles in which no two share a key.
#[derive(Debug, Default)]
pub struct Shelf {
    places: HashMap<String, usize>,
    articles: Vec<Option<Article>>,
}

impl Shelf {
    /// Puts a part in; the place of the article that it belongs to now. Articles that turn out to be one leave the
    /// higher place empty.
    pub fn put(&mut self, part: Article) -> usize {
        let mut places: Vec<usize> = keys(&part).filter_map(|key| self.places.get(key).copied()).collect();
        places.sort_unstable();
        places.dedup();
        let place = places.first().copied().unwrap_or(self.articles.len());
        let known = places.iter().filter_map(|p| self.articles.get_mut(*p).and_then(Option::take)).collect::<Vec<_>>();
        let whole = known.into_iter().fold(part, join);
        for key in keys(&whole) {
            self.places.insert(key.to_owned(), place);
        }
        match self.articles.get_mut(place) {
            Some(free) => *free = Some(whole),
            None => self.articles.push(Some(whole)),
        }
        place
    }

    /// The article at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&Article> {
        self.articles.get(place).and_then(Option::as_ref)
    }

    /// The article of an id or alias.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Article> {
        self.places.get(key).and_then(|place| self.get(*place))
    }

    /// How many places were given, empty ones among them.
    #[must_use]
    pub fn places(&self) -> usize {
        self.articles.len()
    }

    /// All articles, in the order in which their first parts came.
    pub fn iter(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter().flatten()
    }

    /// All articles, by id.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Article> {
        let mut articles: Vec<Article> = self.articles.into_iter().flatten().collect();
        articles.sort_by(|a, b| a.id.cmp(&b.id));
        articles
    }
}
