//! The command palette and help: every command with the keys that run it, as bound now.

use super::{first_shown, open, prompt::typed};
use crate::{
    app::{Model, commands::COMMANDS, geometry::Rect, overlay::Palette},
    text::{Role, width},
    view::{badge::BADGES, matches::occurrences, page::Page, prose, words},
};

/// Draws the palette, or help for this place.
pub(super) fn draw(model: &Model, palette: &Palette, help: bool, page: &mut Page) {
    let title = if help { "Help for this place" } else { "Commands" };
    let area = open(page, title, &words::counted(palette.rows.len(), "command"));
    if area.head.height > 1 {
        let line = Rect { y: area.head.y + 1, height: 1, ..area.body };
        if palette.typing {
            let mut pen = page.pen(line, 0);
            pen.put("› ", Role::Key);
            let (from, room) = (pen.column(), pen.room());
            page.caret = typed(page, (from, line.y), room, &palette.line, None);
        } else if help {
            legend(page, line);
        }
    }
    if palette.rows.is_empty() {
        prose::write(page, area.body, 0, "No command has these letters in this order.", Role::Text);
        return;
    }
    let capacity = usize::from(area.body.height).max(1);
    let top = first_shown(palette.top, palette.cursor, capacity);
    let keys = if area.body.width >= 60 { 18 } else { 10 };
    let names = if area.body.width >= 80 && !help { 24 } else { 0 };
    for (i, index) in palette.rows.iter().enumerate().skip(top).take(capacity) {
        let Some(command) = COMMANDS.get(*index) else { continue };
        let place = Rect { y: area.body.y + (i - top) as u16, height: 1, ..area.body };
        let mut pen = page.pen(place, 0);
        pen.cut(&bound(model, command.name, keys - 1), Role::Key, keys - 1).to(place.x + keys);
        if names > 0 {
            pen.cut(command.name, Role::Label, names - 1).to(place.x + keys + names);
        }
        let lit = !occurrences(command.doc, &palette.line.text).is_empty();
        let room = pen.room();
        if lit {
            crate::view::matches::put(&mut pen, command.doc, Role::Text.into(), Some(&palette.line.text), room);
        } else {
            pen.cut(command.doc, Role::Text, room);
        }
        if i == palette.cursor {
            page.tint(place, Role::Cursor);
        }
    }
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

/// What the badges stand for.
fn legend(page: &mut Page, line: Rect) {
    let mut pen = page.pen(line, 0);
    pen.put("Badges: ", Role::Faint);
    for (_, sign, name) in BADGES {
        pen.put(sign, Role::Badge).put(" ", Role::Faint).put(name, Role::Faint).put("  ", Role::Faint);
    }
    pen.put("· minor  ", Role::Faint);
    if pen.room() > 16 {
        pen.put("≈", Role::Uncertain).put(" sides inferred", Role::Faint);
    }
}
