//! A pen that writes along a row of a page.

use std::ops::Range;

use super::page::{Page, head};
use crate::text::{Roles, width};

/// Writes along one row, never beyond its end.
#[derive(Debug)]
pub struct Pen<'a> {
    page: &'a mut Page,
    row: u16,
    start: u16,
    column: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// A pen over the columns of a row.
    pub(super) fn on(page: &'a mut Page, row: u16, columns: Range<u16>) -> Self {
        Pen { page, row, start: columns.start, column: columns.start, end: columns.end }
    }

    /// Columns left.
    #[must_use]
    pub fn room(&self) -> u16 {
        self.end.saturating_sub(self.column)
    }

    /// Whether nothing has been written yet.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.column == self.start
    }

    /// The column of the next cell.
    #[must_use]
    pub fn column(&self) -> u16 {
        self.column
    }

    /// Writes text, cut at the end of the row.
    pub fn put(&mut self, text: &str, roles: impl Into<Roles>) -> &mut Self {
        let room = self.room();
        self.column += self.page.put(self.column, self.row, text, roles.into(), room);
        self
    }

    /// Writes text in at most `most` columns, an ellipsis in place of what does not fit.
    pub fn cut(&mut self, text: &str, roles: impl Into<Roles>, most: u16) -> &mut Self {
        let (roles, room) = (roles.into(), self.room().min(most));
        if fits(text, room) {
            return self.put(text, roles);
        }
        if room > 0 {
            self.column += self.page.put(self.column, self.row, text, roles, room - 1);
            self.put("…", roles);
        }
        self
    }

    /// Leaves so many cells as they are.
    pub fn skip(&mut self, columns: u16) -> &mut Self {
        self.column = self.column.saturating_add(columns).min(self.end);
        self
    }

    /// Goes on at a column of the page; never back.
    pub fn to(&mut self, column: u16) -> &mut Self {
        self.column = self.column.max(column).min(self.end);
        self
    }

    /// Writes text at the right end of the row, where it fits with a blank before it, and ends there.
    pub fn right(&mut self, text: &str, roles: impl Into<Roles>) -> &mut Self {
        let wide = width::of(head(text, self.room())) as u16;
        if wide > 0 && wide < self.room() {
            let at = self.end - wide;
            self.page.put(at, self.row, text, roles.into(), wide);
            self.end = at.saturating_sub(1).max(self.column);
        }
        self
    }

    /// Ends so many columns earlier.
    pub fn shorten(&mut self, columns: u16) -> &mut Self {
        self.end = self.end.saturating_sub(columns).max(self.column);
        self
    }

    /// Takes so many columns back by which it was shortened.
    pub fn lengthen(&mut self, columns: u16) -> &mut Self {
        self.end = self.end.saturating_add(columns);
        self
    }

    /// Repeats a glyph to the end of the row.
    pub fn fill(&mut self, glyph: &str, roles: impl Into<Roles>) {
        let roles = roles.into();
        while self.room() > 0 && self.page.put(self.column, self.row, glyph, roles, 1) > 0 {
            self.column += 1;
        }
    }
}

/// Whether text takes at most so many columns.
#[must_use]
pub fn fits(text: &str, room: u16) -> bool {
    let start = head(text, room);
    start.len() == text.len() && width::of(start) <= usize::from(room)
}
