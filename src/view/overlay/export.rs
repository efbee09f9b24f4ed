//! The export menu: the formats, and the file that the shown diff would be written to.

use super::prompt::typed;
use crate::{
    app::{Model, overlay::ExportMenu},
    text::{Role, Roles, width},
    view::{
        page::Page,
        prose::{self, Sheet},
    },
};

/// Draws the menu.
pub(super) fn draw(model: &Model, menu: &ExportMenu, page: &mut Page) {
    let area = super::open(page, "Export the shown diff", "");
    let names = model.exporters.iter().map(|e| width::of(&e.name)).max().unwrap_or(0) as u16;
    let file = area.body.height.saturating_sub(3);
    let shown = usize::from(file.saturating_sub(1));
    let top = super::first_shown(0, menu.cursor, shown.max(1));
    for (i, exporter) in model.exporters.iter().enumerate().skip(top).take(shown) {
        let place = crate::app::geometry::Rect { y: area.body.y + (i - top) as u16, height: 1, ..area.body };
        let mut pen = page.pen(place, 0);
        let on = i == menu.cursor;
        pen.put(if on { "› " } else { "  " }, Role::Focus);
        pen.put(&exporter.name, if on { Role::Headline } else { Role::Text }).to(place.x + names + 4);
        let room = pen.room();
        pen.cut(&exporter.summary, Role::Faint, room);
        if on && !menu.typing {
            page.tint(place, Role::Cursor);
        }
    }
    let label = "file  ";
    let mut pen = page.pen(area.body, file);
    pen.put(label, Role::Label);
    let (from, room) = (pen.column(), pen.room());
    let caret = typed(page, (from, area.body.y + file), room, &menu.file, None);
    if menu.typing {
        page.caret = caret;
    }
    if menu.exists {
        let mut sheet = Sheet::default();
        sheet.lines.push(vec![
            ("This file exists. Overwrite it? ".into(), Roles::of(Role::Error)),
            ("y n".into(), Roles::of(Role::Key)),
        ]);
        let place = crate::app::geometry::Rect { y: area.body.y + file + 1, height: 1, ..area.body };
        sheet.draw(page, place, 0);
    } else {
        let text = if menu.typing { "The path is relative to where the program was started." } else { "" };
        prose::write(page, area.body, file + 1, text, Role::Faint);
    }
}
