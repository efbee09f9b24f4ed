//! A page and a theme in, ratatui's buffer out: the last step of drawing, and the only one that knows colours.

use std::num::NonZeroU16;

use ratatui::{
    buffer::{Buffer, Cell, CellDiffOption},
    style::{Color, Modifier, Style},
};

use super::page::Page;
use crate::text::{
    ColourDepth, Role, Roles, Theme,
    colour::{Ansi, Rgb},
    theme::{Attributes, Paint},
    width,
};

/// A theme made ready for a terminal of so many colours.
#[derive(Debug, Clone)]
pub struct Look {
    theme: Theme,
    depth: ColourDepth,
}

/// Keeps right-to-left text from reordering what stands beside it.
const ISOLATE: char = '\u{2068}';
const END_ISOLATE: char = '\u{2069}';
/// Keeps a row that begins with right-to-left text a left-to-right row.
const LEFT_TO_RIGHT: char = '\u{200e}';

impl Look {
    /// Makes a theme ready. Where there are no colours, the theme `mono` stands in for every other, because colours are
    /// then not what tells things apart.
    #[must_use]
    pub fn new(theme: &Theme, depth: ColourDepth) -> Self {
        let mono = (depth == ColourDepth::None).then(|| Theme::named("mono")).flatten();
        Look { theme: mono.unwrap_or_else(|| theme.clone()), depth }
    }

    /// The style of roles laid over one another.
    #[must_use]
    pub fn style(&self, roles: Roles) -> Style {
        let paint = self.theme.paints(roles);
        let (fg, bg) = self.colours(paint);
        let attributes = if self.depth == ColourDepth::Sixteen { paint.ansi_style } else { paint.style };
        Style { fg, bg, ..Style::default() }.add_modifier(modifier(attributes))
    }

    fn colours(&self, paint: Paint) -> (Option<Color>, Option<Color>) {
        let rgb = |Rgb(r, g, b)| Color::Rgb(r, g, b);
        let index = |colour: Rgb| Color::Indexed(colour.palette());
        let ansi = |Ansi(i)| Color::Indexed(i);
        match self.depth {
            ColourDepth::None => (None, None),
            ColourDepth::Sixteen => (paint.ansi.map(ansi), paint.ansi_bg.map(ansi)),
            ColourDepth::Palette => (paint.fg.map(index), paint.bg.map(index)),
            ColourDepth::True => (paint.fg.map(rgb), paint.bg.map(rgb)),
        }
    }
}

fn modifier(attributes: Attributes) -> Modifier {
    [
        (Attributes::BOLD, Modifier::BOLD),
        (Attributes::DIM, Modifier::DIM),
        (Attributes::ITALIC, Modifier::ITALIC),
        (Attributes::UNDERLINE, Modifier::UNDERLINED),
        (Attributes::STRIKE, Modifier::CROSSED_OUT),
        (Attributes::REVERSE, Modifier::REVERSED),
    ]
    .into_iter()
    .filter(|(attribute, _)| attributes.has(*attribute))
    .fold(Modifier::empty(), |all, (_, modifier)| all | modifier)
}

/// Puts a page into a buffer, from the buffer's first cell on, as much of it as there is room for.
pub fn paint(page: &Page, look: &Look, buf: &mut Buffer) {
    let (columns, rows) = page.size();
    let area = buf.area;
    let mut last = (Roles::of(Role::Text), look.style(Roles::of(Role::Text)));
    let mut symbol = String::new();
    for row in 0..rows.min(area.height) {
        let isolates = page.has_isolate(0, row, columns);
        for column in 0..columns.min(area.width) {
            let (Some(shown), Some(cell)) = (page.shown(column, row), buf.cell_mut((area.x + column, area.y + row)))
            else {
                continue;
            };
            if shown.roles != last.0 {
                last = (shown.roles, look.style(shown.roles));
            }
            *cell = Cell::default();
            cell.set_style(last.1);
            // ratatui gives halfwidth sound marks a cell more than `unicode-width`, which gives them one already.
            if shown.glyph.contains(['\u{ff9e}', '\u{ff9f}']) {
                let cells = NonZeroU16::new(width::of(shown.glyph) as u16);
                cell.set_diff_option(cells.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth));
            }
            // The right half of a wide glyph is the terminal's own affair.
            if shown.glyph.is_empty() {
                continue;
            }
            if !isolates {
                cell.set_symbol(shown.glyph);
                continue;
            }
            symbol.clear();
            // Terminals hang what has no width on the cell before it. So a mark goes after the glyph of the cell that
            // stands before its place, and goes away when that cell is drawn again without it.
            if column == 0 && shown.opens {
                symbol.push(ISOLATE);
            }
            symbol.push_str(shown.glyph);
            if column == 0 {
                symbol.push(LEFT_TO_RIGHT);
            }
            if shown.closes {
                symbol.push(END_ISOLATE);
            }
            let wide = width::of(shown.glyph).max(1) as u16;
            if page.shown(column + wide, row).is_some_and(|next| next.opens) {
                symbol.push(ISOLATE);
            }
            cell.set_symbol(&symbol);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn isolates_take_no_cell() {
        let mut page = Page::new(12, 1);
        page.put(0, 0, "ab", Role::Text.into(), 12);
        page.put(3, 0, "مرحبا", Role::Text.into(), 9);
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
        paint(&page, &Look::new(&Theme::named("dark").unwrap(), ColourDepth::True), &mut buf);
        assert_eq!(buf[(0, 0)].symbol(), "a\u{200e}");
        assert_eq!(buf[(2, 0)].symbol(), " \u{2068}");
        assert_eq!(buf[(3, 0)].symbol(), "م");
        assert_eq!(buf[(7, 0)].symbol(), "ا\u{2069}");
        use ratatui::buffer::CellWidth;
        assert_eq!(buf[(2, 0)].cell_width(), 1);
    }

    /// Every role that carries text, alone and under each role that is laid over it, in truecolor and in the palette.
    #[test]
    fn contrast_is_at_least_four_and_a_half_to_one() {
        let bars = [Role::Rule, Role::Growth, Role::Shrinking];
        let over = [None, Some(Role::Cursor), Some(Role::Current), Some(Role::Match), Some(Role::Selected)];
        let mut poor = Vec::new();
        for theme in Theme::built_in() {
            let Some(screen) = theme.screen.bg else { continue };
            for role in Role::ALL.into_iter().filter(|r| !bars.contains(r)) {
                // Marks and badges lie on the cursor's row only; the rest can lie under anything.
                for above in over.into_iter().filter(|a| a.is_none_or(|a| a == Role::Cursor || role < a)) {
                    let roles = above.map_or(Roles::of(role), |a| Roles::of(role).and(a));
                    let paint = theme.paints(roles);
                    let (fg, bg) = (paint.fg.unwrap(), paint.bg.unwrap_or(screen));
                    let reduced = Rgb::of_palette(fg.palette()).contrast(Rgb::of_palette(bg.palette()));
                    if fg.contrast(bg) < 4.5 || reduced < 4.5 {
                        let exact = fg.contrast(bg);
                        poor.push(format!("{} {} {above:?} {exact:.2} {reduced:.2}", theme.name, role.name()));
                    }
                }
            }
        }
        assert!(poor.is_empty(), "{}", poor.join("\n"));
    }

    /// How plainly the current row stands out from the ground: less is lost on many screens.
    const SEEN: f64 = 1.3;

    #[test]
    fn the_current_row_is_seen_at_a_glance() {
        for theme in Theme::built_in() {
            let (ground, row) = (theme.screen, theme.paints(Role::Cursor.into()));
            let apart = |of: fn(Rgb) -> Rgb| row.bg.zip(ground.bg).map(|(a, b)| of(a).contrast(of(b)));
            for ratio in [apart(|c| c), apart(|c| Rgb::of_palette(c.palette()))].into_iter().flatten() {
                assert!(ratio >= SEEN, "{}: {ratio:.2}", theme.name);
            }
            let reversed = |attributes: Attributes| attributes.has(Attributes::REVERSE);
            assert!(reversed(row.ansi_style) && (row.bg.is_some() || reversed(row.style)), "{}", theme.name);
        }
    }

    #[test]
    fn without_colours_every_theme_still_tells_changes_and_cursor_apart() {
        for theme in Theme::built_in() {
            let look = Look::new(&theme, ColourDepth::None);
            let styles: Vec<Style> =
                [Role::Text, Role::Inserted, Role::Deleted, Role::Moved, Role::Cursor, Role::Current]
                    .map(|r| look.style(r.into()))
                    .to_vec();
            for (i, a) in styles.iter().enumerate() {
                assert!(styles[i + 1..].iter().all(|b| a != b), "{}", theme.name);
                assert_eq!((a.fg, a.bg), (None, None));
            }
        }
    }
}
