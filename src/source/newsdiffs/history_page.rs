//! A history page: all versions of an article, the newest first, with times to the minute and without texts.

use super::{address, clock, store};
use crate::{
    model::{Article, Revision, TextState},
    source::{
        entities::resolved,
        join,
        newssniffer::scan::{Piece, one_line, pieces},
    },
};

/// Whether a page is one.
pub(super) fn is_one(page: &str) -> bool {
    page.trim_start_matches('\u{feff}').trim_start().starts_with('<')
        && page.contains("Change Log")
        && page.contains("Archived</t")
        && page.contains("First archived on")
}

/// A row of the table: headline, time, the versions that its link compares.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    link: Option<(u32, u32)>,
}

/// The article that a page shows, all of its texts unknown.
pub(super) fn read(page: &str) -> Result<Article, String> {
    let (head, table) = page.split_once("<table").ok_or("The page has no list of versions.")?;
    let table = table.split("</table>").next().unwrap_or_default();
    let url = url(head).ok_or("The page does not say which article it is of.")?;
    let byline = byline(head);
    let mut rows: Vec<Row> = Vec::new();
    let mut open = false;
    for piece in pieces(table) {
        match piece {
            Piece::Open(tag) if tag.is("tr") => rows.push(Row::default()),
            Piece::Open(tag) if tag.is("td") => {
                open = true;
                if let Some(row) = rows.last_mut() {
                    row.cells.push(String::new());
                }
            }
            Piece::Close(name) if name.eq_ignore_ascii_case("td") => open = false,
            Piece::Open(tag) if tag.is("a") => {
                if let (Some(row), Some(href)) = (rows.last_mut(), tag.attribute("href")) {
                    row.link = row.link.or_else(|| versions(&href));
                }
            }
            Piece::Text(text) if open => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.cells.last_mut()) {
                    cell.push_str(&resolved(text));
                }
            }
            _ => {}
        }
    }
    rows.retain(|row| row.cells.get(1).is_some_and(|time| clock::in_words(&one_line(time)).is_some()));
    rows.reverse();
    if rows.is_empty() {
        return Err("The page lists no versions.".into());
    }
    // A version's number stands in the link that compares it with the one before, or that of the one after.
    let ids: Vec<Option<u32>> = (0..rows.len())
        .map(|n| {
            let own = rows.get(n).and_then(|row| row.link).map(|link| link.1);
            own.or_else(|| rows.get(n + 1).and_then(|row| row.link).map(|link| link.0))
        })
        .collect();
    let numbered = ids.iter().all(Option::is_some);
    let revisions = rows.iter().zip(ids).enumerate().map(|(place, (row, id))| Revision {
        number: id.filter(|_| numbered).unwrap_or(u32::try_from(place).unwrap_or(u32::MAX)),
        numbered_by: Some(if numbered { "newsdiffs" } else { join::BY_PLACE }.into()),
        title: row.cells.first().map(|title| one_line(title)).unwrap_or_default(),
        time: row.cells.get(1).and_then(|time| clock::in_words(&one_line(time))),
        author: store::author(&byline),
        state: TextState::Partial,
        holes: vec![0],
        ..Revision::default()
    });
    Ok(Article { origins: Vec::new(), ..store::whole(url, revisions.collect(), String::new(), None) })
}

/// The versions in a link such as `/diff/7/9/www.e.example/a`.
fn versions(href: &str) -> Option<(u32, u32)> {
    let (_, rest) = href.split_once("/diff/")?;
    let mut parts = rest.split('/');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// The article's URL: the first link of a heading, else its text.
fn url(head: &str) -> Option<String> {
    let mut inside = false;
    for piece in pieces(head) {
        match piece {
            Piece::Open(tag) if tag.is("h3") => inside = true,
            Piece::Close(name) if name.eq_ignore_ascii_case("h3") => inside = false,
            Piece::Open(tag) if tag.is("a") && inside => {
                if let Some(href) = tag.attribute("href").filter(|href| href.contains("://")) {
                    return Some(href.trim().to_owned());
                }
            }
            Piece::Text(text) if inside => {
                let text = one_line(&resolved(text));
                if text.contains("://") && !text.contains(' ') {
                    return Some(text);
                }
                if address::is_address(&text) && !text.contains(' ') {
                    return Some(address::of_path(&text));
                }
            }
            _ => {}
        }
    }
    None
}

/// The byline: what stands before `| First archived on`.
fn byline(head: &str) -> String {
    let before = head.split("First archived on").next().unwrap_or_default();
    let before = before.trim_end().trim_end_matches('|');
    one_line(&resolved(before.rsplit('>').next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_listed_oldest_first_with_their_numbers() {
        let page = "<h1>Ferry (e.example), Change Log</h1><h3><a href=\"http://www.e.example/a\">http://www.e.example/a</a></h3>\
            <h3>By Ada | First archived on June 17, 2012, 3:04 p.m.</h3><table class=\"table table-condensed\"><thead><tr>\
            <td>Headline</td><td>Date/Time EST Archived</td><td></td></tr></thead>\
            <tr><td><a href=\"\">Ferry late</a></td><td>June 17, 2012, 4 p.m.</td><td><a href=\"/diff/7/9/www.e.example/a\">(Compare)</a></td></tr>\
            <tr><td><a href=\"\">Ferry</a></td><td>June 17, 2012, 3:04 p.m.</td><td></td></tr></table>";
        assert!(is_one(page));
        let article = read(page).expect("an article");
        let told: Vec<(u32, &str)> = article.revisions.iter().map(|r| (r.number, r.title.as_str())).collect();
        assert_eq!(told, [(7, "Ferry"), (9, "Ferry late")]);
        assert_eq!(article.revisions[0].author.as_deref(), Some("Ada"));
        assert_eq!(article.revisions[0].state, TextState::Partial);
        assert!(read("").is_err() && read("<h3>x</h3><table></table>").is_err());
    }
}
