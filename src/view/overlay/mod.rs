//! What lies over the panes: a file per overlay. A thin frame sets it off from what it covers.

mod export;
mod facts;
mod hits;
mod menu;
mod palette;
mod problems;
mod prompt;
mod why;

use super::{page::Page, prose::Sheet};
use crate::{
    app::{
        Mode, Model,
        geometry::{self, Area, Rect},
    },
    text::Role,
};

/// Draws what the mode lays over the panes.
pub(super) fn draw(model: &Model, page: &mut Page) {
    match &model.mode {
        Mode::Browse | Mode::Mark(_) => {}
        Mode::Prompt(prompt) => prompt::draw(model, prompt, page),
        Mode::Menu(menu) => menu::draw(menu, page),
        Mode::Palette(palette) => palette::draw(model, palette, false, page),
        Mode::Help(palette) => palette::draw(model, palette, true, page),
        Mode::Hits(hits) => hits::draw(model, hits, page),
        Mode::Export(menu) => export::draw(model, menu, page),
        Mode::Facts { top } => facts::draw(model, *top, page),
        Mode::Why(why) => why::draw(model, why, page),
        Mode::Problems(problems) => problems::draw(problems, page),
    }
}

/// A frame of the full size with its title, and what is counted at its right; the area inside.
fn open(page: &mut Page, title: &str, right: &str) -> Area {
    let area = geometry::overlay(page.size());
    let framed = area.head.height > 1;
    let foot = if framed { 2 } else { 0 };
    let rect = Rect { height: area.head.height + area.body.height + foot, ..area.head };
    frame(page, rect, framed, title, right);
    area
}

/// A frame no higher than its lines need, with the lines from `top` on.
fn sheet(page: &mut Page, title: &str, right: &str, sheet: &Sheet, top: usize) {
    let area = geometry::overlay(page.size());
    let framed = area.head.height > 1;
    let body = area.body.height.min(u16::try_from(sheet.lines.len()).unwrap_or(u16::MAX));
    let (above, below) = if framed { (2, 2) } else { (1, 0) };
    let rect = Rect { height: above + body + below, ..area.head };
    frame(page, rect, framed, title, right);
    sheet.draw(page, Rect { y: rect.y + above, height: body, ..area.body }, top);
}

/// Cells inside a frame, for texts to be broken to before it is drawn.
fn room(page: &Page) -> u16 {
    geometry::overlay(page.size()).body.width
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

/// The first entry shown of a list, so that the cursor is in sight.
fn first_shown(top: usize, cursor: usize, capacity: usize) -> usize {
    top.clamp((cursor + 1).saturating_sub(capacity), cursor.max((cursor + 1).saturating_sub(capacity)))
}
