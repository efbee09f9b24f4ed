//! A page of cells, each with a glyph and the roles it plays. Panes draw here; [`paint`](super::paint) puts a theme on it
//! and golden frames print it, so that drawing knows neither colours nor terminals.

use unicode_segmentation::UnicodeSegmentation;

use super::{cluster, pen::Pen};
use crate::{
    app::geometry::Rect,
    text::{Role, Roles, isolate::is_right_to_left, width},
};

/// A page of cells. Nothing written outside is kept; nothing written can hold a control character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    columns: u16,
    rows: u16,
    cells: Vec<Cell>,
    /// Every glyph that is no blank, one after the other; cells point in.
    glyphs: String,
    /// Texts set apart so far.
    isolates: u16,
    /// The cell in which something is being typed.
    pub caret: Option<(u16, u16)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Cell {
    at: u32,
    len: u8,
    /// The right half of a wide glyph.
    covered: bool,
    /// Cells with one number, not 0, hold one text that runs from right to left in places. What is written over a part
    /// of it ends it there.
    isolate: u16,
    roles: Roles,
}

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The glyph: one grapheme; a blank where there is none, empty for the right half of a wide one.
    pub glyph: &'a str,
    /// The roles.
    pub roles: Roles,
    /// An isolate of right-to-left text begins here.
    pub opens: bool,
    /// And ends here.
    pub closes: bool,
}

/// A grapheme of more bytes than this is cut after a whole character: towers of combining marks are no text.
const LONGEST_GLYPH: usize = 64;

impl Page {
    /// A blank page.
    #[must_use]
    pub fn new(columns: u16, rows: u16) -> Self {
        let cells = vec![Cell::default(); usize::from(columns) * usize::from(rows)];
        Page { columns, rows, cells, glyphs: String::new(), isolates: 0, caret: None }
    }

    /// Columns and rows.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        (self.columns, self.rows)
    }

    /// The whole page.
    #[must_use]
    pub fn all(&self) -> Rect {
        Rect::new(0, 0, self.columns, self.rows)
    }

    fn index(&self, column: u16, row: u16) -> Option<usize> {
        (column < self.columns && row < self.rows)
            .then(|| usize::from(row) * usize::from(self.columns) + usize::from(column))
    }

    fn cell(&mut self, column: u16, row: u16) -> Option<&mut Cell> {
        let index = self.index(column, row)?;
        self.cells.get_mut(index)
    }

    /// What a cell shows; `None` outside the page.
    #[must_use]
    pub fn shown(&self, column: u16, row: u16) -> Option<Shown<'_>> {
        let cell = self.index(column, row).and_then(|i| self.cells.get(i))?;
        let from = cell.at as usize;
        let glyph = match (cell.covered, cell.len) {
            (true, _) => "",
            (false, 0) => " ",
            (false, len) => self.glyphs.get(from..from + usize::from(len)).unwrap_or(" "),
        };
        let isolate = |column: Option<u16>| {
            column.and_then(|x| self.index(x, row)).and_then(|i| self.cells.get(i)).map_or(0, |c| c.isolate)
        };
        let set = cell.isolate != 0 && !cell.covered;
        // The end belongs to the left half of a wide glyph, which is what the terminal is sent.
        let covered = self.index(column + 1, row).and_then(|i| self.cells.get(i)).is_some_and(|c| c.covered);
        let after = column + if covered { 2 } else { 1 };
        let opens = set && isolate(column.checked_sub(1)) != cell.isolate;
        let closes = set && isolate(Some(after)) != cell.isolate;
        Some(Shown { glyph, roles: cell.roles, opens, closes })
    }

    /// A row's text, as read from left to right, without the blanks at its end.
    #[must_use]
    pub fn line(&self, row: u16) -> String {
        let text: String = (0..self.columns).filter_map(|x| self.shown(x, row)).map(|s| s.glyph).collect();
        text.trim_end().into()
    }

    /// Makes a rectangle blank.
    pub fn clear(&mut self, rect: Rect) {
        for row in rect.y..rect.bottom() {
            // A wide glyph that is cut in two becomes blank on both sides.
            self.halve(rect.x, row);
            self.halve(rect.right(), row);
            for column in rect.x..rect.right() {
                if let Some(cell) = self.cell(column, row) {
                    *cell = Cell::default();
                }
            }
        }
    }

    /// Blanks the wide glyph whose right half lies at a cell, before something is written there.
    fn halve(&mut self, column: u16, row: u16) {
        let Some(left) = column.checked_sub(1) else { return };
        if self.cell(column, row).is_some_and(|c| c.covered) {
            for x in [left, column] {
                if let Some(cell) = self.cell(x, row) {
                    *cell = Cell { roles: cell.roles, ..Cell::default() };
                }
            }
        }
    }

    /// Lays a role over every cell of a rectangle.
    pub fn tint(&mut self, rect: Rect, role: Role) {
        for row in rect.y..rect.bottom() {
            for column in rect.x..rect.right() {
                if let Some(cell) = self.cell(column, row) {
                    cell.roles = cell.roles.and(role);
                }
            }
        }
    }

    /// Writes text from a cell on, in at most `room` columns; gives the columns taken.
    ///
    /// What has no width and stands alone (controls, direction marks) is left out; tabs and line feeds become blanks.
    pub fn put(&mut self, column: u16, row: u16, text: &str, roles: Roles, room: u16) -> u16 {
        let room = room.min(self.columns.saturating_sub(column));
        let (mut taken, mut right_to_left) = (0, false);
        for grapheme in head(text, room).graphemes(true) {
            let glyph = glyph(grapheme);
            let wide = width::of(glyph) as u16;
            if wide == 0 {
                continue;
            }
            if taken + wide > room {
                break;
            }
            right_to_left |= glyph.chars().any(is_right_to_left);
            match cluster::plain(glyph) {
                None => self.set(column + taken, row, glyph, wide, roles),
                Some(drawn) => {
                    let mut at = column + taken;
                    for piece in drawn.graphemes(true) {
                        let wide = width::of(piece) as u16;
                        self.set(at, row, piece, wide, roles);
                        at += wide;
                    }
                }
            }
            taken += wide;
        }
        if right_to_left {
            self.isolate(column, row, taken);
        }
        taken
    }

    fn set(&mut self, column: u16, row: u16, glyph: &str, wide: u16, roles: Roles) {
        self.halve(column, row);
        self.halve(column + wide, row);
        let at = u32::try_from(self.glyphs.len()).unwrap_or(u32::MAX);
        let blank = glyph == " ";
        if let Some(cell) = self.cell(column, row) {
            *cell = Cell { at, len: if blank { 0 } else { glyph.len() as u8 }, roles, ..Cell::default() };
            if !blank {
                self.glyphs.push_str(glyph);
            }
        }
        for x in column + 1..column + wide {
            if let Some(cell) = self.cell(x, row) {
                *cell = Cell { covered: true, roles, ..Cell::default() };
            }
        }
    }

    /// Sets so many cells apart as one text whose direction must not reach its surroundings.
    pub fn isolate(&mut self, column: u16, row: u16, cells: u16) {
        self.isolates = self.isolates.wrapping_add(1).max(1);
        let isolate = self.isolates;
        for x in column..column.saturating_add(cells) {
            if let Some(cell) = self.cell(x, row) {
                cell.isolate = isolate;
            }
        }
    }

    /// Whether any cell of a run begins an isolate.
    #[must_use]
    pub fn has_isolate(&self, column: u16, row: u16, cells: u16) -> bool {
        (column..column.saturating_add(cells)).any(|x| self.shown(x, row).is_some_and(|s| s.opens))
    }

    /// A pen at the beginning of one row of a rectangle.
    pub fn pen(&mut self, rect: Rect, line: u16) -> Pen<'_> {
        let row = rect.y.saturating_add(line);
        let end = if line < rect.height { rect.right() } else { rect.x };
        Pen::on(self, row, rect.x..end)
    }
}

/// As much of a text as can matter for `room` columns.
pub(super) fn head(text: &str, room: u16) -> &str {
    let most = (usize::from(room) + 8) * LONGEST_GLYPH;
    if text.len() <= most {
        return text;
    }
    let end = (most - 3..=most).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    &text[..end]
}

fn glyph(grapheme: &str) -> &str {
    let Some(first) = grapheme.chars().next() else { return "" };
    if matches!(first, '\t' | '\n' | '\r' | '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}') {
        return " ";
    }
    let mut end = 0;
    for c in grapheme.chars() {
        if c.is_control() || is_direction_mark(c) || end + c.len_utf8() > LONGEST_GLYPH {
            break;
        }
        end += c.len_utf8();
    }
    &grapheme[..end]
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        let mut page = Page::new(10, 1);
        page.put(0, 0, text, Role::Text.into(), 10);
        page
    }

    #[test]
    fn wide_glyphs_keep_both_cells_and_are_never_halved() {
        let mut page = page("日本語");
        assert_eq!(page.line(0), "日本語");
        assert_eq!(page.shown(1, 0).map(|s| s.glyph), Some(""));
        page.put(1, 0, "x", Role::Text.into(), 1);
        assert_eq!(page.line(0), " x本語");
        assert_eq!(self::page("123456789日").line(0), "123456789");
    }

    #[test]
    fn what_follows_an_emoji_stands_where_every_terminal_has_it() {
        let page = page("a👩🏽‍💻b❤️c🇩🇪d");
        assert_eq!(page.line(0), "a👩b❤ cDEd");
        assert_eq!(page.shown(3, 0).map(|s| s.glyph), Some("b"));
        assert_eq!(page.shown(6, 0).map(|s| s.glyph), Some("c"));
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_in() {
        assert_eq!(page("a\u{1b}[31mb\u{202e}c\u{0}").line(0), "a[31mbc");
        assert_eq!(page("a\tb\nc\u{85}d").line(0), "a b c d");
        let tower = format!("e{}x", "\u{301}".repeat(5000));
        let page = page(&tower);
        assert!(page.shown(0, 0).is_some_and(|s| s.glyph.starts_with('e') && s.glyph.len() <= LONGEST_GLYPH));
    }

    #[test]
    fn right_to_left_text_is_set_apart() {
        let page = page("ab مرحبا c");
        assert!(page.shown(0, 0).is_some_and(|s| s.opens));
        assert!(page.shown(9, 0).is_some_and(|s| s.closes));
        let mut page = page;
        page.put(5, 0, "x", Role::Text.into(), 1);
        let marks: Vec<_> = (0..10).filter_map(|x| page.shown(x, 0)).map(|s| (s.opens, s.closes)).collect();
        assert_eq!(marks.iter().filter(|m| m.0).count(), 2, "what lies over a text cuts it in two, each closed");
        assert!(marks[4].1 && marks[6].0 && marks[9].1);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let mut page = Page::new(8, 1);
        let all = page.all();
        page.pen(all, 0).cut("a headline", Role::Headline, 6).put("!!!!", Role::Text);
        assert_eq!(page.line(0), "a hea…!!");
        let mut page = Page::new(8, 1);
        page.pen(all, 0).right("12", Role::Faint).cut("headline", Role::Text, 99);
        assert_eq!(page.line(0), "head… 12");
    }
}
