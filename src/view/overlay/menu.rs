//! A menu: the order of the list, the kinds of change; at the right what the command line calls each.

use crate::{
    app::{
        keymap,
        overlay::{
            Menu,
            spread::{MENU_APART, Spread},
        },
    },
    text::{Role, width},
    view::{page::Page, pen::fits},
};

/// Draws the menu.
pub(super) fn draw(menu: &Menu, spread: &Spread<'_>, page: &mut Page) {
    // Where not all entries are in sight it is said how many there are.
    let all = menu.items.len();
    let right = if spread.page() < all { format!("{} of {all}", menu.cursor + 1) } else { String::new() };
    super::open(page, spread, &menu.title, &right);
    super::entries(page, spread, menu.cursor, |page, place, index| {
        let Some(item) = menu.items.get(index) else { return };
        let mut pen = page.pen(place, 0);
        let key = item.key.map(|k| keymap::label(&[k])).unwrap_or_default();
        pen.put(&format!("{key:<3}"), Role::Key);
        pen.put(if item.on { "✓ " } else { "  " }, Role::Unread);
        if fits(&item.label, pen.room().saturating_sub(MENU_APART + width::of(item.word) as u16)) {
            pen.right(item.word, Role::Faint);
        }
        let room = pen.room();
        pen.cut(&item.label, if item.on { Role::Headline } else { Role::Text }, room);
    });
}
