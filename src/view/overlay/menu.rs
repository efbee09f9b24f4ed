//! A menu: the order of the list, the kinds of change.

use super::first_shown;
use crate::{
    app::{geometry::Rect, keymap, overlay::Menu},
    text::{Role, width},
    view::{centred, page::Page},
};

/// Draws the menu, no larger than it needs to be.
pub(super) fn draw(menu: &Menu, page: &mut Page) {
    let widest = menu.items.iter().map(|i| width::of(&i.label)).max().unwrap_or(0).max(width::of(&menu.title));
    let all = page.all();
    let within = Rect { y: 1.min(all.height), height: all.height.saturating_sub(2), ..all };
    let rect = centred(within, (widest as u16).saturating_add(14).max(28), menu.items.len() as u16 + 4);
    super::frame(page, rect, rect.height > 2, &menu.title, "");
    let place = Rect { y: rect.y + 2.min(rect.height), height: rect.height.saturating_sub(4), ..rect }.inset(2);
    let top = first_shown(0, menu.cursor, usize::from(place.height));
    for (i, item) in menu.items.iter().enumerate().skip(top).take(usize::from(place.height)) {
        let line = (i - top) as u16;
        let mut pen = page.pen(place, line);
        let key = item.key.map(|k| keymap::label(&[k])).unwrap_or_default();
        pen.put(&format!("{key:<3}"), Role::Key);
        pen.put(if item.on { "✓ " } else { "  " }, Role::Unread);
        let room = pen.room();
        pen.cut(&item.label, if item.on { Role::Headline } else { Role::Text }, room);
        if i == menu.cursor {
            page.tint(Rect { y: place.y + line, height: 1, ..place }, Role::Cursor);
        }
    }
}
