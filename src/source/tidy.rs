//! What is done to every article before it is handed on.

use super::{credentials, instead, join, mojibake};
use crate::model::Article;

/// What an article is known by: whether it is the one that others tell of under its URL.
#[derive(Clone, Copy)]
pub(super) enum Known {
    UrlToo,
    /// Its URL only where its origin gave it no id.
    UrlWithoutId,
    Id,
}

/// An article as it is handed on, whatever read it.
pub(super) fn tidied(mut article: Article, known: Known, fetched: bool) -> Article {
    credentials::leave_out(&mut article);
    for revision in &mut article.revisions {
        mojibake::mend(revision);
    }
    if fetched {
        instead::mark(&mut article.revisions);
    }
    let by_url = match known {
        _ if article.notes.iter().any(|note| note == join::OTHER_WATCH) => false,
        Known::UrlToo => true,
        Known::UrlWithoutId => !article.id.as_str().contains(':'),
        Known::Id => false,
    };
    join::tidied(article, by_url)
}
