//! What lies over the panes: a file per overlay. A thin frame sets it off from what it covers.

mod export;
mod hits;
mod lifelines;
mod menu;
mod palette;
mod phrase;
mod problems;
mod prompt;

use super::{page::Page, prose};
use crate::{
    app::{
        Mode, Model,
        geometry::{self, Rect},
        overlay::{
            legend::Sign,
            sheet::{self, Sheet},
            spread::{Spread, spread},
        },
    },
    text::Role,
};

/// Draws what the mode lays over the panes.
pub(super) fn draw(model: &Model, page: &mut Page) {
    if let Some(spread) = spread(model) {
        return spread_out(model, &spread, page);
    }
    if let Some(spread) = sheet::spread(model) {
        return read(page, &spread);
    }
    if let Mode::Prompt(prompt) = &model.mode {
        prompt::draw(model, prompt, page);
    }
}

/// Draws a list of entries.
fn spread_out(model: &Model, spread: &Spread<'_>, page: &mut Page) {
    match &model.mode {
        Mode::Menu(list) => menu::draw(list, spread, page),
        Mode::Palette(palette) => palette::draw(model, palette, false, spread, page),
        Mode::Help(palette) => palette::draw(model, palette, true, spread, page),
        Mode::Hits(list) => hits::draw(model, list, true, spread, page),
        Mode::Prompt(prompt) => {
            if let Some(list) = &prompt.hits {
                hits::draw(model, list, false, spread, page);
            }
            prompt::draw(model, prompt, page);
        }
        Mode::Export(list) => export::draw(model, list, spread, page),
        Mode::Lifelines(lines) => lifelines::draw(lines, spread, page),
        Mode::Phrase(followed) => phrase::draw(model, followed, spread, page),
        Mode::Problems(list) => problems::draw(list, spread, page),
        _ => {}
    }
}

/// Writes what signs stand for.
fn legend(page: &mut Page, place: Rect, signs: &[Sign]) {
    let mut lines = Sheet::default();
    lines.signs(signs, place.width);
    prose::sheet(page, place, &lines, 0);
}

/// The frame of what is spread out, with its title, and what is counted at its right.
fn open(page: &mut Page, spread: &Spread<'_>, title: &str, right: &str) {
    frame(page, spread.frame, spread.framed, title, right);
}

/// Draws the entries that are seen, and the cursor on one of them.
fn entries(page: &mut Page, spread: &Spread<'_>, cursor: usize, mut draw: impl FnMut(&mut Page, Rect, usize)) {
    for (index, place) in spread.shown() {
        draw(page, place, index);
        if index == cursor {
            page.tint(place, Role::Cursor);
        }
    }
}

/// What is to be read; where it is longer than the screen, how far down the reader is.
fn read(page: &mut Page, spread: &sheet::Spread) {
    let (lines, height) = (spread.sheet.lines.len(), usize::from(spread.area.body.height));
    let last = (spread.top + height).min(lines);
    let right = if lines > height { format!("lines {}–{last} of {lines}", spread.top + 1) } else { String::new() };
    let framed = spread.area.head.height > 1;
    frame(page, geometry::overlay_frame(&spread.area), framed, &spread.title, &right);
    prose::sheet(page, spread.area.body, &spread.sheet, spread.top);
}

fn frame(page: &mut Page, rect: Rect, framed: bool, title: &str, right: &str) {
    page.clear(rect);
    let mut pen = page.pen(rect, 0);
    pen.put(if framed { "╭─ " } else { "─ " }, Role::Focus);
    pen.right(if framed { "─╮" } else { "─" }, Role::Focus);
    let wide = pen.room();
    pen.cut(title, Role::Focus, wide).put(" ", Role::Focus);
    if !right.is_empty() {
        let counted = format!(" {right} ");
        pen.right(&counted, Role::Faint);
    }
    pen.fill("─", Role::Focus);
    // The blank that a right-aligned text leaves before it belongs to the line.
    for column in rect.x..rect.right() {
        if page.shown(column, rect.y).is_some_and(|s| s.glyph == " " && s.roles == Default::default()) {
            page.put(column, rect.y, "─", Role::Focus.into(), 1);
        }
    }
    if !framed || rect.height < 2 {
        return;
    }
    for row in rect.y + 1..rect.bottom() - 1 {
        page.put(rect.x, row, "│", Role::Focus.into(), 1);
        page.put(rect.right() - 1, row, "│", Role::Focus.into(), 1);
    }
    let last = Rect { y: rect.bottom() - 1, height: 1, ..rect };
    let mut pen = page.pen(last, 0);
    pen.put("╰", Role::Focus).fill("─", Role::Focus);
    page.put(rect.right() - 1, last.y, "╯", Role::Focus.into(), 1);
}
