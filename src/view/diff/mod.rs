//! The diff: what is compared and how much changed, then the rows that `diff::rows` laid out.

mod head;
mod line;
mod lit;

pub use head::{Telling, count_parts};

use self::{line::Context, lit::Lit};
use super::{first, page::Page};
use crate::{
    app::{
        Model, Pane,
        diff::DiffPane,
        geometry::{Area, Rect},
    },
    diff::rows::{BETWEEN, Row, RowKind},
    model::Side,
    text::{Role, Roles},
};

/// Draws the diff.
pub(super) fn draw(model: &Model, page: &mut Page, area: &Area) {
    let pane = &model.diff;
    head::draw(model, page, area.head);
    if pane.diff.is_none() {
        return first::diff(model, page, area.body);
    }
    let body = area.body;
    let lit = Lit::of(pane, usize::from(body.height));
    for (i, row) in pane.rows.rows.iter().enumerate().skip(pane.top).take(usize::from(body.height)) {
        let place = Rect { y: body.y + (i - pane.top) as u16, height: 1, ..body };
        let current = pane
            .current_change()
            .is_some_and(|c| row.change == pane.change && (c.shows(i) || row.kind == RowKind::Note));
        self::row(page, place, pane, i, current, &lit);
        // What is selected says itself where the reader is.
        if i == pane.cursor && model.focus == Pane::Diff && pane.selection.is_none() {
            page.tint(place, Role::Cursor);
        }
    }
}

fn row(page: &mut Page, place: Rect, pane: &DiffPane, index: usize, current: bool, lit: &Lit) {
    let gutter = pane.rows.gutter;
    let Some(row) = pane.rows.rows.get(index) else { return };
    // Whether the text of a line goes on in the next row.
    let broken = |side: Side| {
        let strip = |row: &Row| row.lines[side].as_ref().map(|l| l.strip);
        pane.rows.rows.get(index + 1).is_some_and(|next| strip(next).is_some() && strip(next) == strip(row))
    };
    // A change that is not among those wanted is context, as what did not change is.
    let aside = row.change.is_some_and(|c| !pane.walks_to(c));
    let context = |side: Side| Context { pane, side, kind: row.kind, broken: broken(side), aside, lit };
    match pane.rows.columns {
        None => {
            let side = if row.lines.old.is_some() { Side::Old } else { Side::New };
            if let Some(line) = &row.lines[side] {
                line::draw(page, place, line, context(side));
            }
            bar(page, place, current && gutter >= 3);
        }
        Some(columns) => {
            let columns = columns.min(place.width / 2);
            let gap = (place.width - 2 * columns).min(BETWEEN);
            let right = Rect { x: place.x + columns + gap, width: columns, ..place };
            for (side, place) in [(Side::Old, Rect { width: columns, ..place }), (Side::New, right)] {
                if let Some(line) = &row.lines[side] {
                    line::draw(page, place, line, context(side));
                }
            }
            bar(page, place, current && gutter >= 3);
            bar(page, right, current && gutter >= 3);
        }
    }
}

/// Marks a row of the change on which the reader stands: a bar, and its sign in the same colours.
fn bar(page: &mut Page, place: Rect, current: bool) {
    if current {
        page.put(place.x, place.y, "▌", Roles::of(Role::Focus), 1);
        page.tint(Rect { x: place.x + 1, width: 1.min(place.width), ..place }, Role::Current);
    }
}
