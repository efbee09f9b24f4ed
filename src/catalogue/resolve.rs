//! From what a user types to an article: an id, an alias, a URL, the folder or file it comes from, or an unambiguous
//! beginning of an id or URL.

use super::{entry::Entry, shelf::Shelf};
use crate::{
    model::{Article, ArticleId},
    source::identity,
};

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
pub(super) fn resolve(shelf: &Shelf, name: Option<&str>) -> Result<ArticleId, Unresolved> {
    let entries = || shelf.iter().map(|(_, entry)| &**entry);
    let Some(name) = name.map(str::trim) else {
        return match candidates(entries()) {
            (0, _) => Err(Unresolved::Empty),
            (1, mut only) => only.pop().map(|c| c.0).ok_or(Unresolved::Empty),
            (count, candidates) => Err(Unresolved::Unnamed { candidates, count }),
        };
    };
    let by_url = identity::id_of_url(name);
    if let Some(entry) = shelf.find(name).or_else(|| by_url.and_then(|id| shelf.find(id.as_str()))) {
        return Ok(entry.article.id.clone());
    }
    let beginning = bare(name);
    // Different articles can stand under one URL; that of a whole URL is meant before those that it begins.
    let is_it = |entry: &&Entry| !beginning.is_empty() && bare(&entry.article.url) == beginning;
    let begins = |entry: &&Entry| {
        !beginning.is_empty()
            && (entry.article.id.as_str().starts_with(name) || bare(&entry.article.url).starts_with(beginning))
    };
    let lies_there = |entry: &&Entry| lies_at(&entry.article, name);
    let mut found = candidates(entries().filter(is_it));
    if found.0 == 0 {
        found = candidates(entries().filter(lies_there));
    }
    if found.0 == 0 {
        found = candidates(entries().filter(begins));
    }
    match found {
        (0, _) => Err(Unresolved::Unknown { name: name.to_owned() }),
        (1, mut only) => only.pop().map(|c| c.0).ok_or(Unresolved::Empty),
        (count, candidates) => Err(Unresolved::Ambiguous { name: name.to_owned(), candidates, count }),
    }
}

/// Whether an article comes from a folder or file of this name or path, with or without a suffix; or from texts in a
/// folder whose names are this and a time.
fn lies_at(article: &Article, name: &str) -> bool {
    let name = name.strip_prefix("./").unwrap_or(name).trim_end_matches('/');
    let is_end =
        |path: &str, end: &str| path.strip_suffix(end).is_some_and(|head| head.is_empty() || head.ends_with('/'));
    let is_place = |shown: &str| !shown.is_empty() && (is_end(shown, name) || is_end(name, shown));
    let without_suffix = |shown: &'_ str| shown.rsplit_once('.').is_some_and(|(stem, _)| is_place(stem));
    let dated = |shown: &str| {
        let rest = shown.rsplit('/').next().and_then(|file| file.strip_prefix(name));
        let time = rest.map(|rest| rest.trim_start_matches(['-', '_', '.', ' ', '@']));
        time.zip(rest).is_some_and(|(time, rest)| time != rest && time.starts_with(|c: char| c.is_ascii_digit()))
    };
    !name.is_empty()
        && (article.origins.iter().any(|shown| is_place(shown) || without_suffix(shown))
            || article.revisions.iter().filter_map(|r| r.origin.as_deref()).any(dated))
}

/// A URL without what nobody types.
fn bare(url: &str) -> &str {
    let url = url.trim();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    url.strip_prefix("www.").unwrap_or(url)
}

fn candidates<'e>(entries: impl Iterator<Item = &'e Entry>) -> (usize, Vec<(ArticleId, String)>) {
    let mut all: Vec<&Entry> = entries.collect();
    all.sort_unstable_by(|a, b| a.article.id.cmp(&b.article.id));
    let named = all.iter().take(NAMED).map(|e| (e.article.id.clone(), e.row.title.clone())).collect();
    (all.len(), named)
}
