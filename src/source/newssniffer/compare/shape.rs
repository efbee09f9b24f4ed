//! Which of the savers' layouts a page has, told by its content.

use std::collections::HashSet;

use super::header::{Announced, Header, Line, gap};
use crate::model::Sides;

/// How a saver laid a compare page out as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A: a cell a line; unchanged paragraphs stand twice in a row.
    Cells,
    /// A with repeated lines dropped: an unchanged paragraph is one line like any other.
    CellsDropped,
    /// B: a table, a row a line; the old text of changed rows is lost.
    Table,
    /// C: a row a line, its cells run together.
    Joined,
}

/// Tells the shape. The versions' row decides where it was kept; else what the lines look like.
pub(super) fn of(header: &Header<'_>) -> Shape {
    match header.announced {
        Announced::Table => return Shape::Table,
        Announced::Joined => return Shape::Joined,
        Announced::Apart => {}
    }
    let body = &header.rest;
    let bars = body.iter().filter(|l| l.text.ends_with('|')).count();
    if bars > 2 && bars * 3 > body.len() * 2 {
        return Shape::Table;
    }
    let doubled = body.iter().filter(|l| l.text.len() > 12 && super::joined::doubled(l.text).is_some()).count();
    if doubled > 1 && doubled * 5 > body.len() {
        return Shape::Joined;
    }
    let mut seen = HashSet::new();
    if body.iter().any(|l| !seen.insert(l.text)) {
        return Shape::Cells;
    }
    // No line occurs twice. A page whose every paragraph changed looks so too; but its two headlines then differ or
    // stand twice, while one headline alone before the gap is two equal ones of which one was dropped.
    match body.iter().take(3).position(|l| gap(l.text).is_some()) {
        Some(1) => Shape::CellsDropped,
        // Who drops repeated lines keeps the head; a lost head is the work of savers that write shape A.
        None => Shape::Cells,
        _ if super::dropped::keeps_little(body) => Shape::Cells,
        _ => Shape::CellsDropped,
    }
}

/// The headlines and the gap before the rows of shape A, and where the rows begin. Without a gap nothing tells a
/// headline from a paragraph, and none is claimed.
pub(super) fn headlines(body: &[Line<'_>]) -> (Sides<String>, Option<String>, usize) {
    let Some(at) = body.iter().take(3).position(|l| gap(l.text).is_some()) else {
        return (Sides::default(), None, 0);
    };
    let later = gap(body[at].text).map(str::to_owned);
    let titles = match at {
        0 => Sides::default(),
        1 => Sides::new(body[0].text.to_owned(), body[0].text.to_owned()),
        _ => Sides::new(body[0].text.to_owned(), body[1].text.to_owned()),
    };
    (titles, later, at + 1)
}
