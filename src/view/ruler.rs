//! The overview at the right edge of the diff: where in the article the changes lie, and what is on screen.

use super::page::Page;
use crate::{
    app::{diff::DiffPane, geometry::Rect},
    diff::rows::ChangeMark,
    text::{Role, Roles},
};

/// Draws the ruler.
pub(super) fn draw(pane: &DiffPane, page: &mut Page, rect: Rect) {
    let (height, all) = (usize::from(rect.height), pane.rows.rows.len());
    if all == 0 || height == 0 || pane.diff.is_none() {
        return;
    }
    // A text shorter than the screen is shown row by row.
    let scale = all.max(height);
    let first = |line: usize| line * scale / height;
    let mut changes = pane.rows.changes.iter().enumerate().filter(|(i, _)| pane.walks_to(*i)).peekable();
    for line in 0..height {
        let (from, to) = (first(line), first(line + 1).max(first(line) + 1));
        let mut here = None;
        let mut current = false;
        while let Some(&(index, change)) = changes.peek() {
            if change.row >= to {
                break;
            }
            if change.last >= from {
                here = here.or(Some((change, change.row.max(from))));
                current |= pane.change == Some(index);
            }
            if change.last >= to {
                break;
            }
            changes.next();
        }
        let shown = from < pane.top + height && to > pane.top && from < all;
        let (glyph, roles) = match here.map(|(change, row)| sign(pane, change, row)) {
            Some((sign, roles)) => (sign, roles),
            // A text that is all on screen needs no mark of what is.
            None if from >= all || all <= height => continue,
            None if shown => ('┃', Roles::of(Role::Label)),
            None => ('│', Roles::of(Role::Rule)),
        };
        let roles = if current { roles.and(Role::Current) } else { roles };
        page.put(rect.x, rect.y + line as u16, glyph.encode_utf8(&mut [0; 4]), roles, 1);
        if shown && here.is_some() && all > height {
            page.tint(Rect { x: rect.x, y: rect.y + line as u16, width: 1, height: 1 }, Role::Cursor);
        }
    }
}

/// The sign of a change at a row of it, or the nearest below; a change may have rows without one.
fn sign(pane: &DiffPane, change: &ChangeMark, row: usize) -> (char, Roles) {
    let signed = |from: usize| {
        let rows = pane.rows.rows.iter().take(change.last + 1).skip(from);
        let mut lines = rows.flat_map(|r| [&r.lines.old, &r.lines.new]).flatten();
        lines.find(|l| l.sign != ' ' && l.sign != '\0').map(|l| (l.sign, l.sign_roles))
    };
    signed(row).or_else(|| signed(change.row)).unwrap_or(('~', Roles::of(Role::Edited)))
}
