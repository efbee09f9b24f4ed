//! Articles in memory, each part joined to what it belongs to as it comes.

use std::collections::HashMap;

use recension::{
    model::Article,
    source::join::{join, keys},
};

/// A growing set of articles in which no two share a key.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    places: HashMap<String, usize>,
    articles: Vec<Option<Article>>,
}

impl Shelf {
    /// Puts a part in.
    pub(crate) fn put(&mut self, part: Article) {
        let mut places: Vec<usize> = keys(&part).filter_map(|key| self.places.get(key).copied()).collect();
        places.sort_unstable();
        places.dedup();
        let place = places.first().copied().unwrap_or(self.articles.len());
        let known = places.iter().filter_map(|p| self.articles[*p].take()).collect::<Vec<_>>();
        let whole = known.into_iter().fold(part, join);
        self.places.extend(keys(&whole).map(|key| (key.to_owned(), place)));
        match self.articles.get_mut(place) {
            Some(free) => *free = Some(whole),
            None => self.articles.push(Some(whole)),
        }
    }

    /// All articles, by id.
    pub(crate) fn into_sorted(self) -> Vec<Article> {
        let mut articles: Vec<Article> = self.articles.into_iter().flatten().collect();
        articles.sort_by(|a, b| a.id.cmp(&b.id));
        articles
    }
}
