//! An article page: the table of all versions, with times to the minute and without texts.

use super::{
    page::{Facts, article_number},
    scan::{Piece, one_line, pieces},
};
use crate::{
    model::{Article, Revision, TextState},
    source::{entities::resolved, time},
};

/// The classes of the table's headings, in the order in which News Sniffer's template has them. Its cells bear none: a
/// cell is what the heading above it is.
const CELLS: [&str; 4] = ["version", "created_at", "period", "title"];

/// What is said of a page that has nothing of an article page.
pub(super) const NO_TABLE: &str = "The page has no table of versions.";

/// The article that a page shows, all of its texts unknown.
pub(super) fn read(page: &str) -> Result<(Article, Option<String>), String> {
    let mut facts = Facts::of(page.split("<table").next().unwrap_or_default());
    let table = page.split_once("<table").map_or("", |(_, table)| table);
    let table = table.split("</table>").next().unwrap_or_default();
    facts.id = facts.id.or_else(|| article_number(table));
    let mut revisions: Vec<Revision> = Vec::new();
    for row in rows(table) {
        let [number, created, period, title] = row;
        let Ok(number) = number.parse() else { continue };
        let time = time::read(&created);
        revisions.push(Revision {
            number,
            title,
            later: (time.is_none() && !period.is_empty()).then_some(period),
            time,
            state: TextState::Partial,
            holes: vec![0],
            ..Revision::default()
        });
    }
    if revisions.is_empty() {
        return Err(if table.contains("<td") {
            "The page's table of versions is not laid out as News Sniffer's is.".into()
        } else if facts.id.is_some() || !facts.url.is_empty() || table.contains("<th") {
            "The page lists no versions: News Sniffer knew the article and never fetched it.".into()
        } else {
            NO_TABLE.into()
        });
    }
    revisions.sort_by_key(|r| r.number);
    Ok((facts.article(revisions), None))
}

/// The texts of the cells of each row, in the order of [`CELLS`]. Cells may lack their closing tags.
fn rows(table: &str) -> Vec<[String; 4]> {
    let mut rows: Vec<[String; 4]> = Vec::new();
    let mut columns: Vec<Option<usize>> = Vec::new();
    let (mut cells, mut cell) = (0, None);
    for piece in pieces(table) {
        match piece {
            Piece::Open(tag) if tag.is("tr") => {
                rows.push(<[String; 4]>::default());
                (cells, cell) = (0, None);
            }
            Piece::Open(tag) if tag.is("th") || tag.is("td") => {
                let named = CELLS.iter().position(|class| tag.has_class(class));
                cell = None;
                if tag.is("th") {
                    columns.push(named);
                } else {
                    let above = if columns.is_empty() { Some(cells) } else { columns.get(cells).copied().flatten() };
                    cell = named.or(above);
                    cells += 1;
                }
            }
            Piece::Close(name) if name.eq_ignore_ascii_case("td") => cell = None,
            Piece::Text(text) => {
                if let Some(into) = cell.and_then(|cell: usize| rows.last_mut()?.get_mut(cell)) {
                    into.push_str(&resolved(text));
                }
            }
            Piece::Open(_) | Piece::Close(_) => {}
        }
    }
    rows.into_iter().map(|row| row.map(|text| one_line(&text))).collect()
}
