//! The command palette and help: every command with the keys that run it, as bound now.

use super::{legend, prompt::typed};
use crate::{
    app::{
        Model,
        commands::COMMANDS,
        geometry::Rect,
        overlay::{
            Palette,
            spread::{Columns, Spread},
        },
    },
    text::{Role, width},
    view::{matches, page::Page, prose, words},
};

/// Draws the palette, or help for this place.
pub(super) fn draw(model: &Model, palette: &Palette, help: bool, spread: &Spread<'_>, page: &mut Page) {
    let title = if help { "Help for this place" } else { "Commands" };
    super::open(page, spread, title, &words::counted(palette.rows.len(), "command"));
    let (area, room) = (spread.area, spread.area.body.width);
    if area.head.height > 1 && palette.typing {
        let line = Rect { y: area.head.y + 1, height: 1, ..area.body };
        let mut pen = page.pen(line, 0);
        pen.put("› ", Role::Key);
        let (from, room) = (pen.column(), pen.room());
        page.caret = typed(page, (from, line.y), room, &palette.line, None);
    }
    // Where the legend has a place there are lines between the head and the entries.
    let above = Rect { height: spread.entries.y.saturating_sub(area.body.y), ..area.body };
    if above.height > 0 {
        legend(page, above, &palette.signs());
    }
    if palette.rows.is_empty() {
        if above.height == 0 {
            prose::write(page, spread.entries, 0, "No command is called so.", Role::Text);
        }
        return;
    }
    let columns = Columns::of(room, help);
    super::entries(page, spread, palette.cursor, |page, place, index| {
        let Some(command) = palette.rows.get(index).and_then(|i| COMMANDS.get(*i)) else { return };
        let mut pen = page.pen(place, 0);
        pen.cut(&bound(model, command.name, columns.keys - 1), Role::Key, columns.keys - 1);
        pen.to(place.x + columns.keys);
        if columns.names > 0 {
            pen.cut(command.name, Role::Label, columns.names - 1);
        }
        let left = columns.keys + columns.names;
        let doc = Rect { x: place.x + left, width: place.width.saturating_sub(left), ..place };
        for (line, text) in (0..).zip(columns.lines(command.doc, room)) {
            let mut pen = page.pen(doc, line);
            let room = pen.room();
            matches::put(&mut pen, text, Role::Text.into(), Some(&palette.line.text), room);
        }
        if let Some(line) = columns.place_of_name(command, room).0 {
            page.pen(doc, line).right(command.name, Role::Faint);
        }
    });
}

/// The keys of a command, as many as there is room for.
fn bound(model: &Model, name: &str, room: u16) -> String {
    let mut all = String::new();
    let mut keys_of = model.keymap.keys_of(name);
    keys_of.dedup();
    for keys in keys_of {
        let apart = if all.is_empty() { "" } else { "  " };
        if width::of(&all) + width::of(&keys) + apart.len() > usize::from(room) && !all.is_empty() {
            break;
        }
        all.push_str(apart);
        all.push_str(&keys);
    }
    all
}
