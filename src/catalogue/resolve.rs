//! From what a user types to an article: an id, an alias, a URL, the folder or file it comes from, or an unambiguous
//! beginning of an id or URL.

use super::{
    shelf::{Place, Shelf},
    texts::Texts,
};
use crate::{model::ArticleId, source::identity};

/// Candidates that an error names.
const NAMED: usize = 5;

/// Why a name led to no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// No article bears it.
    #[error("There is no article {name:?} here; `recension list` prints the ids.")]
    Unknown {
        /// What was typed.
        name: String,
    },
    /// Several articles begin so.
    #[error("{name:?} is the beginning of {count} articles: {}; write more of it.", said(.candidates, *.count))]
    Ambiguous {
        /// What was typed.
        name: String,
        /// The first of them by id, with their headlines.
        candidates: Vec<(ArticleId, String)>,
        /// How many there are.
        count: usize,
    },
    /// No name was given and there is more than one article.
    #[error("There are {count} articles here: {}; name one.", said(.candidates, *.count))]
    Unnamed {
        /// The first of them by id, with their headlines.
        candidates: Vec<(ArticleId, String)>,
        /// How many there are.
        count: usize,
    },
    /// There is no article at all.
    #[error("No article was found here; `recension import` says what was read and what was not.")]
    Empty,
}

fn said(candidates: &[(ArticleId, String)], count: usize) -> String {
    let mut said: Vec<String> = candidates.iter().map(|(id, title)| format!("{id} ({title})")).collect();
    if count > candidates.len() {
        said.push("…".into());
    }
    said.join(", ")
}

/// The article of a name; without a name, the only article.
pub(super) fn resolve(shelf: &Shelf, texts: &Texts, name: Option<&str>) -> Result<ArticleId, Unresolved> {
    let id = |place: Place| shelf.at(place).map(|look| ArticleId::new(look.id()));
    let Some(name) = name.map(str::trim) else {
        return match candidates(shelf, shelf.places().collect()) {
            (0, _) => Err(Unresolved::Empty),
            (1, mut only) => only.pop().map(|c| c.0).ok_or(Unresolved::Empty),
            (count, candidates) => Err(Unresolved::Unnamed { candidates, count }),
        };
    };
    let by_url = identity::id_of_url(name);
    let place = texts.place(name).or_else(|| by_url.and_then(|id| texts.place(id.as_str())));
    if let Some(id) = place.and_then(id) {
        return Ok(id);
    }
    let beginning = bare(name);
    // Different articles can stand under one URL; that of a whole URL is meant before those that it begins.
    let (mut whole, mut begun) = (Vec::new(), Vec::new());
    if !name.is_empty() {
        texts.urls(&mut shelf.places(), &mut |place, typed| {
            let url = bare(typed);
            if url == beginning && !beginning.is_empty() {
                whole.push(place);
            }
            let begins = url.starts_with(beginning) && !beginning.is_empty() || typed.starts_with(name);
            if begins || shelf.at(place).is_some_and(|look| look.id().starts_with(name)) {
                begun.push(place);
            }
        });
    }
    let mut found = whole;
    if found.is_empty() {
        texts.origins(&mut shelf.places(), &mut |origin, place| {
            if shelf.at(place).is_some() && lies_at(origin, name) {
                found.push(place);
            }
        });
    }
    if found.is_empty() {
        found = begun;
    }
    match candidates(shelf, found) {
        (0, _) => Err(Unresolved::Unknown { name: name.to_owned() }),
        (1, mut only) => only.pop().map(|c| c.0).ok_or(Unresolved::Empty),
        (count, candidates) => Err(Unresolved::Ambiguous { name: name.to_owned(), candidates, count }),
    }
}

/// Whether a folder or file bears this name or path, with or without a suffix; or is a text whose name is this and a
/// time.
fn lies_at(shown: &str, name: &str) -> bool {
    let name = name.strip_prefix("./").unwrap_or(name).trim_end_matches('/');
    let is_end =
        |path: &str, end: &str| path.strip_suffix(end).is_some_and(|head| head.is_empty() || head.ends_with('/'));
    let is_place = |shown: &str| !shown.is_empty() && (is_end(shown, name) || is_end(name, shown));
    let without_suffix = || shown.rsplit_once('.').is_some_and(|(stem, _)| is_place(stem));
    let dated = || {
        let rest = shown.rsplit('/').next().and_then(|file| file.strip_prefix(name));
        let time = rest.map(|rest| rest.trim_start_matches(['-', '_', '.', ' ', '@']));
        time.zip(rest).is_some_and(|(time, rest)| time != rest && time.starts_with(|c: char| c.is_ascii_digit()))
    };
    !name.is_empty() && (is_place(shown) || without_suffix() || dated())
}

/// A URL without what nobody types.
fn bare(url: &str) -> &str {
    let url = url.trim();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    url.strip_prefix("www.").unwrap_or(url)
}

fn candidates(shelf: &Shelf, mut places: Vec<Place>) -> (usize, Vec<(ArticleId, String)>) {
    places.sort_unstable();
    places.dedup();
    let mut all: Vec<_> = places.into_iter().filter_map(|place| shelf.at(place)).collect();
    all.sort_unstable_by(|a, b| a.id().cmp(b.id()));
    let named = all.iter().take(NAMED).map(|look| (ArticleId::new(look.id()), look.title().to_owned())).collect();
    (all.len(), named)
}
