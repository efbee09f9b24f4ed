//! Long lines that are not wrapped: how far they are scrolled to the left, and what must come into sight.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    Effect, Model, Pane,
    diff::{DiffPane, Point},
};
use crate::{
    diff::rows::{Line, Row},
    text::{Role, width},
};

/// Cells kept around what is brought into sight, where there are so many.
const AROUND: usize = 8;

impl DiffPane {
    /// Cells that a line's text has, in each column.
    #[must_use]
    pub fn text_room(&self) -> usize {
        usize::from(self.rows.columns.unwrap_or(self.layout.width).saturating_sub(self.rows.gutter))
    }

    /// Scrolls sideways until a character is in sight; back to the beginning where it is in sight there.
    pub(super) fn reveal(&mut self, point: Point) {
        if self.layout.wrap {
            return;
        }
        let row = self.rows.rows.iter().skip(self.cursor).chain(self.rows.rows.iter().take(self.cursor));
        let Some(line) = row.flat_map(lines).find(|l| l.strip == point.strip) else { return };
        let before: String = line.spans.iter().flat_map(|s| s.text.chars()).take(point.at).collect();
        let (cells, room) = (width::of(&before), self.text_room());
        let around = AROUND.min(room / 4);
        if cells + around < room {
            self.left = 0;
        } else if cells < self.left + around || cells + around >= self.left + room {
            self.left = cells.saturating_sub(room / 3);
        }
    }

    /// Brings what changed in the change on which the reader stands into sight, sideways.
    pub(super) fn reveal_change(&mut self) {
        let row = self.current_change().and_then(|c| self.rows.rows.get(c.row));
        let changed = row.and_then(|row| lines(row).filter_map(first_changed).min_by_key(|p| p.at));
        if let Some(point) = changed {
            self.reveal(point);
        }
    }
}

impl DiffPane {
    /// Brings the next thing that changed in the row under the cursor, out of sight to the right or to the left, into
    /// sight; whether there was any.
    pub(super) fn go_on_in_row(&mut self, right: bool) -> bool {
        let stands = self.current_change().is_some_and(|c| c.shows(self.cursor));
        if self.layout.wrap || !stands {
            return false;
        }
        let seen = self.left..self.left + self.text_room();
        let starts = self.row().into_iter().flat_map(lines).flat_map(edits);
        let beyond = starts.filter(|(_, cells)| if right { *cells >= seen.end } else { *cells < seen.start });
        let next = if right { beyond.min_by_key(|e| e.1) } else { beyond.max_by_key(|e| e.1) };
        if let Some((point, _)) = next {
            self.reveal(point);
        }
        next.is_some()
    }
}

/// Where in a line each replacement begins, with the cells before it.
fn edits(line: &Line) -> Vec<(Point, usize)> {
    let (mut at, mut cells, mut before) = (line.from, 0, None);
    let mut out = Vec::new();
    for span in &line.spans {
        if span.edit.is_some() && span.edit != before {
            out.push((Point { strip: line.strip, at }, cells));
        }
        before = span.edit;
        at += span.text.chars().count();
        cells += width::of(&span.text);
    }
    out
}

/// The first character of a line that went or came.
fn first_changed(line: &Line) -> Option<Point> {
    let mut at = line.from;
    for span in &line.spans {
        if [Role::Deleted, Role::Inserted, Role::Moved].into_iter().any(|role| span.roles.has(role)) {
            return Some(Point { strip: line.strip, at });
        }
        at += span.text.chars().count();
    }
    None
}

fn lines(row: &Row) -> impl Iterator<Item = &Line> {
    [row.lines.old.as_ref(), row.lines.new.as_ref()].into_iter().flatten()
}

/// Whether a line has text beyond so many cells.
fn goes_beyond(line: &Line, mut cells: usize) -> bool {
    for grapheme in line.spans.iter().flat_map(|s| s.text.graphemes(true)) {
        match cells.checked_sub(width::of(grapheme)) {
            Some(left) => cells = left,
            None => return true,
        }
    }
    false
}

/// Scrolls sideways by half the room for text, or by `cells` where a count was typed; to the right where `right`.
pub(super) fn scroll(model: &mut Model, right: bool, cells: Option<usize>) -> Vec<Effect> {
    let page = model.page(Pane::Diff);
    let pane = &mut model.diff;
    if pane.layout.wrap {
        model.say("Paragraphs are wrapped here; w cuts them off, and then they scroll sideways.");
        return Vec::new();
    }
    let room = pane.text_room();
    let by = cells.unwrap_or(room / 2).max(1);
    if !right {
        pane.left = pane.left.saturating_sub(by);
        return Vec::new();
    }
    let seen = pane.rows.rows.iter().skip(pane.top).take(page);
    if seen.flat_map(lines).any(|line| goes_beyond(line, pane.left.saturating_add(room))) {
        pane.left = pane.left.saturating_add(by);
    } else {
        model.say("No line on the screen goes on further.");
    }
    Vec::new()
}
