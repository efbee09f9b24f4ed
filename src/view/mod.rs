//! Draws the model and changes nothing. A file per pane; `ratatui` is named only here and in [`paint`].
//!
//! Drawing has two steps: [`compose`] writes glyphs and roles on a [`Page`], knowing neither colours nor terminals;
//! [`paint`](paint::paint) puts a theme on it.

use ratatui::buffer::Buffer;

pub mod badge;
mod cluster;
pub mod diff;
pub mod first;
mod header;
mod hint;
mod list;
mod matches;
mod overlay;
pub mod page;
pub mod paint;
pub mod pen;
pub mod plain;
mod prose;
mod ruler;
mod shorten;
pub mod svg;
pub mod timeline;
mod too_small;

pub use crate::app::words;
pub use page::Page;
pub use paint::Look;
use pen::Pen;

use crate::{
    app::{Model, Pane, geometry::Geometry},
    text::{Role, Roles},
};

/// Draws the model into a buffer; gives the cell of the terminal's cursor, where a line is being typed.
pub fn frame(model: &Model, look: &Look, buf: &mut Buffer) -> Option<(u16, u16)> {
    let page = compose(model);
    paint::paint(&page, look, buf);
    page.caret
}

/// Draws the model on a page of the model's size.
#[must_use]
pub fn compose(model: &Model) -> Page {
    let size = model.size;
    let mut page = Page::new(size.0, size.1);
    let places = Geometry::of(size, model.focus, model.zoom);
    if places.too_small {
        too_small::draw(&mut page);
        return page;
    }
    header::draw(model, &mut page, places.header);
    rules(&mut page, &places);
    if !places.list.is_empty() {
        list::draw(model, &mut page, &places.list);
    }
    if !places.timeline.is_empty() {
        timeline::draw(model, &mut page, &places.timeline);
    }
    if !places.diff.is_empty() {
        diff::draw(model, &mut page, &places.diff);
        ruler::draw(&model.diff, &mut page, places.ruler);
    }
    hint::draw(model, &mut page, places.hint);
    overlay::draw(model, &mut page);
    page
}

/// Thin rules between the panes.
fn rules(page: &mut Page, places: &Geometry) {
    let upright = places.upright;
    for row in upright.y..upright.bottom() {
        page.put(upright.x, row, "│", Role::Rule.into(), 1);
    }
    page.pen(places.level, 0).fill("─", Role::Rule);
    if !places.level.is_empty() && !upright.is_empty() {
        page.put(upright.x, places.level.y, "├", Role::Rule.into(), 1);
    }
}

/// A pane's title: the key that leads to it, and its name.
fn title(pen: &mut Pen<'_>, model: &Model, pane: Pane, key: &str, name: &str) {
    let focused = model.focus == pane;
    pen.put(if focused { "▌" } else { " " }, Role::Focus);
    pen.put(key, Role::Faint).skip(1).put(name, if focused { Role::Focus } else { Role::Label });
}

/// Writes a text with the matches of a search, where there is one, lit up.
fn found(pen: &mut Pen<'_>, text: &str, roles: Roles, search: Option<&str>, most: u16) {
    matches::put(pen, text, roles, search, most);
}
