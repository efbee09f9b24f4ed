//! A list or search page: many articles, a version of each, without texts.

use super::{
    page::{Facts, link_number},
    scan::{Piece, one_line, pieces},
    scraped,
};
use crate::{model::Article, source::entities::resolved};

/// A row of the list as it is read.
#[derive(Default)]
struct Listed {
    link: String,
    title: String,
    version: String,
    source: String,
    url: String,
    seen: String,
}

/// What is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Title,
    Version,
    Source,
    Nothing,
}

/// The articles that a page lists, each with the version that it names.
pub(super) fn read(page: &str) -> Vec<Article> {
    let table = page.match_indices("<table").map(|(at, _)| page.get(at..).unwrap_or_default());
    let table = table.into_iter().find(|t| t.split('>').next().is_some_and(|tag| tag.contains("versions")));
    let table = table.unwrap_or_default();
    let table = table.split("</table>").next().unwrap_or_default();
    let mut rows: Vec<Listed> = Vec::new();
    let mut at = At::Nothing;
    for piece in pieces(table) {
        match piece {
            Piece::Open(tag) if tag.is("tr") => {
                rows.push(Listed::default());
                at = At::Nothing;
            }
            Piece::Open(tag) if tag.is("td") || tag.is("th") => {
                at = if tag.has_class("title") {
                    At::Title
                } else if tag.has_class("version") {
                    At::Version
                } else if tag.has_class("source") {
                    At::Source
                } else {
                    At::Nothing
                };
            }
            Piece::Open(tag) => {
                let Some(row) = rows.last_mut() else { continue };
                let value = |name| tag.attribute(name).unwrap_or_default().trim().to_owned();
                if tag.is("a") && at == At::Title && row.link.is_empty() {
                    row.link = value("href");
                } else if tag.is("cite") && at == At::Source {
                    row.url = value("title");
                } else if tag.is("time") {
                    // The text may be `35 minutes ago`.
                    row.seen = value("datetime");
                }
            }
            Piece::Text(text) => {
                let Some(row) = rows.last_mut() else { continue };
                match at {
                    At::Title => row.title.push_str(&resolved(text)),
                    At::Version => row.version.push_str(&resolved(text)),
                    At::Source => row.source.push_str(&resolved(text)),
                    At::Nothing => {}
                }
            }
            Piece::Close(_) => {}
        }
    }
    rows.into_iter().filter_map(article).collect()
}

fn article(row: Listed) -> Option<Article> {
    let number = row.version.trim().rsplit(' ').next()?.parse().ok()?;
    let facts =
        Facts { id: Some(link_number(&row.link)?), source: one_line(&row.source), url: row.url, ..Facts::default() };
    Some(facts.article(vec![scraped::revision(number, &row.title, &row.seen, Vec::new())]))
}
