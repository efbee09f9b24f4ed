//! Shape B: the saver wrote a table, a row a line, and left out what was deleted.
//!
//! ```text
//! Version 1 | Version 2 |
//! ---|---|
//! Headline | Headline |
//! (about 3 hours later) | |
//! unchanged | unchanged |
//! changed or added | |
//! ```
//! `X | X |` is an unchanged row. `NEW | |` is the newer cell of a changed or an added row; the older cell is lost, and
//! rows that only the older revision had have left no trace. So the newer revision is whole and the older one has holes.
//! The last row may lack its second bar. A bar may be part of the text: a row counts as unchanged only if some bar
//! halves it into two equal texts. A saver that keeps both cells of changed rows writes `OLD | NEW |` or `| NEW |`
//! somewhere; then the table is whole and `X | |` is old.

use super::{
    header::{Line, gap},
    placed::{Placed, Rows},
};
use crate::model::{Placement, Side, Sides};

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row<'a> {
    Same(&'a str),
    Alone(&'a str),
    Right(&'a str),
    Differs(&'a str, &'a str),
    Nothing,
}

/// Reads headlines, gap and rows.
pub(super) fn read<'a>(lines: &[Line<'a>]) -> (Sides<String>, Option<String>, Rows<'a>) {
    let mut titles = Sides::default();
    let mut later = None;
    let parsed: Vec<(u32, Row<'a>)> = lines.iter().map(|l| (l.number, row(l.text))).collect();
    let whole = parsed.iter().filter(|(_, r)| matches!(r, Row::Right(_))).count() > 0
        || parsed.iter().filter(|(_, r)| matches!(r, Row::Differs(..))).count() > 1;
    let found = lines.iter().take(4).position(|l| gap(l.text).is_some());
    let mut start = 0;
    if let Some(at) = found {
        later = gap(lines[at].text).map(str::to_owned);
        start = at + 1;
    } else if !lines.is_empty() {
        start = 1;
    }
    for (_, row) in &parsed[..found.unwrap_or(start)] {
        match *row {
            Row::Same(t) => titles = Sides::new(t.to_owned(), t.to_owned()),
            Row::Alone(t) if whole && titles.old.is_empty() => titles.old = t.to_owned(),
            Row::Alone(t) | Row::Right(t) => titles.new = t.to_owned(),
            Row::Differs(o, n) => titles = Sides::new(o.to_owned(), n.to_owned()),
            Row::Nothing => {}
        }
    }
    let mut rows = Rows::default();
    let mut old = 0;
    let one = |line, text, side, ground: &str| Placed::stated(line, text, Placement::One(side), ground);
    for &(line, row) in &parsed[start..] {
        match row {
            Row::Same(text) => {
                old += 1;
                rows.cells.push(Placed::stated(
                    line,
                    text,
                    Placement::Both,
                    "both cells of the row hold it: unchanged",
                ));
            }
            Row::Alone(text) if whole => {
                old += 1;
                rows.cells.push(one(line, text, Side::Old, "in the left cell of the row"));
            }
            Row::Alone(text) => {
                if rows.holes.last() != Some(&old) {
                    rows.holes.push(old);
                }
                let ground =
                    "alone in its row: the newer text of a changed or added row; the older text is not in the dump";
                rows.cells.push(one(line, text, Side::New, ground));
            }
            Row::Right(text) => rows.cells.push(one(line, text, Side::New, "in the right cell of the row")),
            Row::Differs(left, right) => {
                old += 1;
                rows.cells.push(one(line, left, Side::Old, "in the left cell of the row"));
                rows.cells.push(one(line, right, Side::New, "in the right cell of the row"));
            }
            Row::Nothing => {}
        }
    }
    (titles, later, rows)
}

/// Whether the older text of a page read as a table is incomplete, as it is unless the saver kept left cells.
pub(super) fn incomplete(lines: &[Line<'_>]) -> bool {
    let rows: Vec<Row<'_>> = lines.iter().map(|l| row(l.text)).collect();
    !rows.iter().any(|r| matches!(r, Row::Right(_)))
        && rows.iter().filter(|r| matches!(r, Row::Differs(..))).count() < 2
}

fn row(text: &str) -> Row<'_> {
    let text = text.trim();
    let Some(inner) = text.strip_suffix('|').map(str::trim_end) else {
        return match halves(text).or_else(|| cut_off(text)) {
            Some(half) => Row::Same(half),
            None if text.is_empty() => Row::Nothing,
            None => Row::Alone(text),
        };
    };
    if inner.is_empty() {
        return Row::Nothing;
    }
    if let Some(alone) = inner.strip_suffix('|') {
        let alone = alone.trim();
        return if alone.is_empty() || alone == "|" { Row::Nothing } else { Row::Alone(alone) };
    }
    if let Some(half) = halves(inner) {
        return Row::Same(half);
    }
    if let Some(right) = inner.strip_prefix('|') {
        return Row::Right(right.trim());
    }
    let mut parts = inner.split(" | ");
    match (parts.next(), parts.next(), parts.next()) {
        (Some(left), Some(right), None) => Row::Differs(left.trim(), right.trim()),
        _ => Row::Alone(inner),
    }
}

/// The left cell of a row that was cut off inside its right one, which begins alike: unchanged, as far as it goes.
fn cut_off(row: &str) -> Option<&str> {
    let (left, right) = row.split_once(" | ").map(|(left, right)| (left.trim(), right.trim()))?;
    (!right.is_empty() && left.starts_with(right)).then_some(left)
}

/// The half of a row whose two cells are the same text, blanks aside.
fn halves(row: &str) -> Option<&str> {
    // Equal halves put the dividing bar within a few bytes of the middle, but for blanks that differ.
    let middle = row.len() / 2;
    let near = |at: &(usize, &str)| at.0.abs_diff(middle) <= 16;
    row.match_indices('|').filter(near).find_map(|(at, _)| {
        let (left, right) = (row[..at].trim(), row[at + 1..].trim());
        (!left.is_empty() && left.split_whitespace().eq(right.split_whitespace())).then_some(right)
    })
}

#[cfg(test)]
mod tests {
    use super::{Row, row};

    #[test]
    fn rows() {
        assert_eq!(row("The bridge opened. | The bridge opened. |"), Row::Same("The bridge opened."));
        assert_eq!(row("Ferry | Boat news | Ferry | Boat news |"), Row::Same("Ferry | Boat news"));
        assert_eq!(row("The bridge opened late. | |"), Row::Alone("The bridge opened late."));
        assert_eq!(row("Ferry | Boat news | |"), Row::Alone("Ferry | Boat news"));
        assert_eq!(row("The last row. |"), Row::Alone("The last row."));
        assert_eq!(row("The last row. | The la"), Row::Same("The last row."));
        assert_eq!(row("This | that"), Row::Alone("This | that"));
        assert_eq!(row("| |"), Row::Nothing);
        assert_eq!(row("| Only new. |"), Row::Right("Only new."));
        assert_eq!(row("Was. | Is. |"), Row::Differs("Was.", "Is."));
    }
}
