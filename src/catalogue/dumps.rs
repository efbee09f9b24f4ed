//! Which dumps the articles come from, for all of them at once.

use std::sync::OnceLock;

use super::{Catalogue, shelf::Place};
use crate::model::ArticleId;

/// The dump files and folders of every article, as [`Catalogue::dumps`] found them.
#[derive(Debug, Default)]
pub struct Dumps {
    /// Their names, ascending.
    names: Vec<String>,
    /// An article's place with the index of a name, ascending, none twice.
    held: Vec<(Place, u32)>,
    /// The same of the catalogue that was read anew, where this one is damaged.
    anew: OnceLock<Box<Dumps>>,
}

impl Catalogue {
    /// Which dumps the articles come from. Reads what is kept of every article's origins, once, and none of their texts.
    #[must_use]
    pub fn dumps(&self) -> Dumps {
        if !self.is_lost() {
            let dumps = self.dumps_here();
            if !self.is_lost() {
                return dumps;
            }
        }
        // Asked for when it is needed.
        Dumps::default()
    }

    fn dumps_here(&self) -> Dumps {
        let mut found: Vec<(String, Place)> = Vec::new();
        let places: Vec<Place> = self.shelf().places().collect();
        self.texts.origins(&mut places.into_iter(), &mut |origin, place| found.push((origin.to_owned(), place)));
        found.sort_unstable();
        let mut dumps = Dumps::default();
        for (name, place) in found {
            if dumps.names.last() != Some(&name) {
                dumps.names.push(name);
            }
            dumps.held.push((place, u32::try_from(dumps.names.len() - 1).unwrap_or(u32::MAX)));
        }
        dumps.held.sort_unstable();
        dumps.held.dedup();
        dumps
    }

    /// The dumps that an article comes from, by name; none where there is no such article.
    #[must_use]
    pub fn dumps_of<'d>(&self, dumps: &'d Dumps, article: &ArticleId) -> Vec<&'d str> {
        let place = Some(article.as_str()).filter(|_| !self.is_lost()).and_then(|id| self.texts.place(id));
        if let Some(anew) = Some(()).filter(|()| self.is_lost()).and_then(|()| self.anew()) {
            return anew.dumps_of(dumps.anew.get_or_init(|| Box::new(anew.dumps())), article);
        }
        let Some(place) = place else { return Vec::new() };
        let from = dumps.held.partition_point(|held| held.0 < place);
        let own = dumps.held.iter().skip(from).take_while(|held| held.0 == place);
        own.filter_map(|held| dumps.names.get(held.1 as usize)).map(String::as_str).collect()
    }
}
