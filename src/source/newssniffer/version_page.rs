//! A version page: one text, escaped, with its number and without its time.

use super::{
    page::Facts,
    scan::{Piece, one_line, pieces},
};
use crate::{
    model::{Article, Revision},
    source::{entities::resolved, markup},
};

/// The article that a page shows a version of.
pub(super) fn read(page: &str) -> Result<(Article, Option<String>), String> {
    let content = page.split_once("id=\"content\"").map_or(page, |(_, content)| content);
    let (before, table) = content.split_once("<table").unwrap_or(("", content));
    let (table, whole) = match table.split_once("</table>") {
        Some((table, _)) => (table, true),
        None => (table, false),
    };
    let mut facts = Facts::of(before);
    let mut paragraphs = Vec::new();
    let (mut url, mut text, mut inside) = (None, String::new(), false);
    for piece in pieces(table) {
        match piece {
            Piece::Open(tag) if tag.is("p") => {
                (inside, text) = (true, String::new());
            }
            Piece::Open(tag) if tag.is("a") && url.is_none() => {
                url = tag.attribute("href").map(|u| u.trim().to_owned());
            }
            Piece::Close(name) if name.eq_ignore_ascii_case("p") && inside => {
                inside = false;
                paragraphs.push(one_paragraph(&text));
            }
            Piece::Text(part) if inside => text.push_str(&resolved(part)),
            Piece::Open(_) | Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    let at = paragraphs.iter().position(|p| number(p).is_some());
    let at = at.ok_or("The page does not say which version it shows; it was left out.")?;
    let (number, versions) = paragraphs.get(at).and_then(|p| number(p)).unwrap_or_default();
    if facts.url.is_empty() {
        facts.url = url.unwrap_or_default();
    }
    facts.versions = Some(versions);
    // Some parsers leave inline tags in a text, which the page escapes.
    let undone = |p: String| markup::left_in(&p).unwrap_or_else(|| vec![p]);
    let text: Vec<String> =
        paragraphs.split_off(at + 1).into_iter().flat_map(undone).filter(|p| !p.is_empty()).collect();
    let mut revision = Revision {
        number,
        title: facts.heading.clone(),
        paragraphs: text.into_iter().map(Into::into).collect(),
        ..Revision::default()
    };
    let complaint = (!whole).then(|| "The page is cut off; what stands before the cut was read.".to_owned());
    if !whole {
        revision.state = crate::model::TextState::Partial;
        revision.holes = vec![revision.paragraphs.len()];
    }
    Ok((facts.article(vec![revision]), complaint))
}

/// The numbers in the first `Version 2 of 5.` of a text.
pub(super) fn number(text: &str) -> Option<(u32, u32)> {
    text.match_indices("Version ").find_map(|(at, mark)| {
        let rest = text.get(at + mark.len()..)?;
        let rest = rest.get(..rest.char_indices().nth(24).map_or(rest.len(), |(end, _)| end))?;
        let (number, rest) = rest.split_once(" of ")?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        Some((number.parse().ok()?, rest.get(..end)?.parse().ok()?))
    })
}

fn one_paragraph(text: &str) -> String {
    if text.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        one_line(&text.replace(['\u{2028}', '\u{2029}'], " "))
    } else {
        text.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned()
    }
}
