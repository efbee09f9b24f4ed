//! Sentences of ours, and sheets of them, written on a page.

use super::page::Page;
pub(super) use crate::text::prose::lines;
use crate::{
    app::{geometry::Rect, overlay::sheet::Sheet},
    text::Roles,
};

/// Writes a text from a line of a rectangle on; gives the line after it.
pub(super) fn write(page: &mut Page, rect: Rect, mut line: u16, text: &str, roles: impl Into<Roles>) -> u16 {
    let roles = roles.into();
    for part in lines(text, rect.width) {
        if line >= rect.height {
            break;
        }
        page.pen(rect, line).put(&part, roles);
        line += 1;
    }
    line
}

/// Writes the lines of a sheet from `top` on; never further down than its last screen.
pub(super) fn sheet(page: &mut Page, rect: Rect, sheet: &Sheet, top: usize) {
    let top = top.min(sheet.lines.len().saturating_sub(usize::from(rect.height)));
    for (i, line) in sheet.lines.iter().skip(top).take(usize::from(rect.height)).enumerate() {
        let mut pen = page.pen(rect, i as u16);
        for (text, roles) in line {
            let room = pen.room();
            pen.cut(text, *roles, room);
        }
    }
}
