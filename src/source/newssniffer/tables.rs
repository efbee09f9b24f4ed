//! News Sniffer's three tables, brought together: articles, their versions, and the texts of those, which lie apart.
//!
//! Tables come in any order; a dump sorted by name has the texts first. Texts wait in a store of their own until their
//! versions are known, so that memory is bounded whatever the order.
//!
//! The first schema had the texts in the versions' rows, and knew neither of checks to come nor of withheld articles.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{COUNT, MOST, OMITS, ceiling, returns};
use crate::{
    model::{Article, Certainty, Gap, Revision, Seen, SidesMark, TextState, Withheld},
    source::{Reading, SourceError, groups::Groups, identity, input::KEPT_BACK, join, markup, spill::Store, time},
    text::paragraphs::{self, one_line},
};

/// A table, with the columns that are read of it.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    /// All columns in the order of the schema, for dumps that do not name them.
    pub(super) schema: &'static [&'static str],
}

pub(super) const ARTICLES: Table = Table {
    name: "news_articles",
    columns: &["id", "source", "url", "title", "versions_count", NEXT_CHECK, "hidden"],
    schema: &[
        "id",
        "created_at",
        "updated_at",
        "source",
        "guid",
        "url",
        "title",
        "published_at",
        "versions_count",
        NEXT_CHECK,
        "check_period",
        "parser",
        "hidden",
    ],
};

pub(super) const VERSIONS: Table = Table {
    name: "news_article_versions",
    columns: &["id", "news_article_id", "title", "url", "created_at", "version", TEXT],
    schema: &["id", "news_article_id", "title", "url", "created_at", "version", "text_hash", "votes"],
};

pub(super) const TEXTS: Table = Table {
    name: "news_article_version_texts",
    columns: &["news_article_version_id", TEXT],
    schema: &["news_article_version_id", TEXT],
};

/// The column with the texts, of [`TEXTS`], and of [`VERSIONS`] in the first schema.
pub(super) const TEXT: &str = "text";

/// The column that says when an article is to be checked; the first schema has none.
pub(super) const NEXT_CHECK: &str = "next_check_after";

/// A row of a table, apart from texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Row {
    Article {
        source: String,
        url: String,
        title: String,
        versions: u32,
        /// Empty where it is never to be checked again, `None` where nothing is said of that.
        next_check: Option<String>,
        hidden: bool,
    },
    Version {
        id: i64,
        number: Option<u32>,
        title: String,
        url: String,
        created: String,
    },
}

/// A cell of a row, whatever kind of dump it stands in.
pub(super) trait Cells {
    fn text(&self, column: usize) -> String;
    fn integer(&self, column: usize) -> Option<i64>;
    fn is_true(&self, column: usize) -> bool;
}

/// The tables as they are read.
pub(super) struct Tables<'g, 's, 't> {
    pub(super) groups: &'g mut Groups<'s, 't, Row>,
    pub(super) texts: &'t Store,
    /// Whether the table of articles has the column [`NEXT_CHECK`].
    pub(super) checks: bool,
}

impl Tables<'_, '_, '_> {
    /// Takes a row of [`ARTICLES`].
    pub(super) fn article(&mut self, row: &dyn Cells, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let Some(id) = row.integer(0) else { return Ok(()) };
        let [source, url, title, next_check] = [1, 2, 3, 5].map(|column| row.text(column));
        let bytes = source.len() + url.len() + title.len();
        let versions = row.integer(4).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        let next_check = self.checks.then_some(next_check);
        let row = Row::Article { source, url, title, versions, next_check, hidden: row.is_true(6) };
        self.groups.put(id, row, bytes, out)
    }

    /// Takes a row of [`VERSIONS`]; whether a text stood in it.
    pub(super) fn version(&mut self, row: &dyn Cells, out: &mut Reading<'_>) -> Result<bool, SourceError> {
        let (Some(id), Some(article)) = (row.integer(0), row.integer(1)) else { return Ok(false) };
        let [title, url, created] = [2, 3, 4].map(|column| row.text(column));
        let bytes = title.len() + url.len() + created.len();
        let number = row.integer(5).and_then(|n| u32::try_from(n).ok());
        self.groups.put(article, Row::Version { id, number, title, url, created }, bytes, out)?;
        let text = row.text(6);
        if !text.is_empty() {
            self.texts.put(id, &text)?;
        }
        Ok(!text.is_empty())
    }

    /// Takes a row of [`TEXTS`].
    pub(super) fn text(&mut self, row: &dyn Cells) -> Result<(), SourceError> {
        if let Some(version) = row.integer(0) {
            self.texts.put(version, &row.text(1))?;
        }
        Ok(())
    }
}

/// Which texts of an article are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Those that are kept back too.
    pub(super) hidden: bool,
    /// Whether the dump can say at all that the article is kept back; where it cannot, its texts are not shown either.
    pub(super) known: bool,
}

/// What is said of an article of which a dump does not say whether it is withheld.
const UNSAID: &str = "Whether News Sniffer withholds this article is not known: the dump does not say, or ends before.";
/// What is said of an article that is kept back, and of which a dump has no versions.
const VERSIONLESS: &str = join::TEXTLESS[5];
const NOT_SHOWN: &str = join::TEXTLESS[4];

/// The article of its rows.
pub(super) fn article(number: i64, rows: Vec<Row>, texts: &Store, shown: Shown) -> Option<Article> {
    let (mut source, mut url, mut heading, mut count) = (String::new(), String::new(), String::new(), 0);
    let (mut status, mut withheld) = (None, false);
    let mut versions = Vec::new();
    for row in rows {
        match row {
            Row::Article { source: s, url: u, title, versions, next_check, hidden } => {
                (source, url, heading, count) = (s, u, title, versions);
                status = next_check.map(|next_check| match time::read(&next_check) {
                    Some(seen) => format!("next check after {}", seen.at.strftime("%Y-%m-%d %H:%M UTC")),
                    None => "won't be checked again".to_owned(),
                });
                withheld = hidden;
            }
            Row::Version { id, number, title, url, created } => versions.push((number, id, title, url, created)),
        }
    }
    // A counter that two fetches raised at once stands there twice; the earlier row comes first.
    versions.sort_by_key(|v| (v.0, v.1));
    let last = versions.iter().rev().map(|v| &v.3).find(|u| !u.is_empty()).cloned();
    let mut revisions = Vec::with_capacity(versions.len());
    let mut before = None;
    let by: Arc<str> = "News Sniffer".into();
    for (place, (number, id, title, _, created)) in (0..).zip(versions) {
        // A number that stands there again tells its version from no other.
        let again = number.is_some() && before == number;
        before = number;
        let text = ((!withheld && shown.known) || shown.hidden).then(|| texts.get(id));
        let time = time::read(&created).map(|seen| Seen { certainty: seen.certainty.min(Certainty::Implied), ..seen });
        let mut revision = Revision {
            number: number.unwrap_or(place),
            numbered_by: Some(Arc::from(if again { [COUNT, join::AGAIN].concat() } else { COUNT.to_owned() })),
            title: headline(&title),
            time,
            ..Revision::default()
        };
        match text {
            // Another dump that has the text may show it.
            None if !withheld => {
                (revision.state, revision.holes) = (TextState::Partial, vec![0]);
                revision.notes.push(NOT_SHOWN.to_owned());
            }
            None => {
                revision.state = TextState::Withheld;
                revision.withheld = Some(Withheld { whole_article: true, by: Arc::clone(&by) });
            }
            Some(Some(text)) if !text.trim().is_empty() => {
                // Some of its parsers leave inline tags.
                revision.paragraphs = match markup::left_in(&text) {
                    Some(undone) => undone.into_iter().map(Arc::from).collect(),
                    None => paragraphs::lines(&text).map(|line| Arc::from(line.trim())).collect(),
                };
                if ceiling::is_reached(&text) {
                    (revision.state, revision.holes) = (TextState::Partial, vec![revision.paragraphs.len()]);
                    revision.notes.push(ceiling::NOTE.to_owned());
                }
            }
            Some(_) => (revision.state, revision.holes) = (TextState::Partial, vec![0]),
        }
        if withheld && shown.hidden {
            revision.notes.push(KEPT_BACK.to_owned());
        }
        revisions.push(revision);
    }
    if revisions.is_empty() && withheld && !shown.hidden {
        // Another dump that has its texts must not show them.
        revisions.push(Revision {
            numbered_by: Some(COUNT.into()),
            state: TextState::Withheld,
            withheld: Some(Withheld { whole_article: true, by }),
            notes: vec![VERSIONLESS.to_owned()],
            ..Revision::default()
        });
    }
    if revisions.is_empty() {
        // The article is known and was never fetched.
        return None;
    }
    if revisions.iter().all(|r| r.title.is_empty()) {
        revisions.iter_mut().for_each(|r| r.title = headline(&heading));
    }
    let gaps: Vec<Gap> = join::missing(&revisions, 0, count.min(MOST));
    let mut notes = Vec::new();
    if returns(&revisions) {
        notes.push(OMITS.to_owned());
    }
    if !shown.known {
        notes.push(UNSAID.to_owned());
    }
    if withheld {
        notes.push("News Sniffer withholds this article for legal reasons.".to_owned());
    }
    let url = if url.is_empty() { last.unwrap_or_default() } else { url };
    Some(Article {
        id: identity::id_of_origin(COUNT, &number.to_string()),
        aliases: Vec::new(),
        source: one_line(&source),
        url: url.trim().to_owned(),
        known_as: None,
        status,
        revisions,
        gaps,
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: Vec::new(),
        notes,
    })
}

/// A headline without the inline tags that some parsers leave.
fn headline(text: &str) -> String {
    markup::left_in(text).map_or_else(|| one_line(text), |lines| lines.join(" "))
}
