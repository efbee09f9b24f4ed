//! The export menu: the formats, and the file that the shown diff would be written to.

use super::prompt::typed;
use crate::{
    app::{
        Model,
        overlay::{
            ExportMenu, Extent,
            spread::{EXPORT_FOOT, Spread},
        },
    },
    text::{Role, width},
    view::{page::Page, pen::Pen, shorten, words},
};

/// Draws the menu.
pub(super) fn draw(model: &Model, menu: &ExportMenu, spread: &Spread<'_>, page: &mut Page) {
    let part = Some(&menu.narrow).filter(|_| menu.part);
    let title = match part {
        Some(Extent::Selected(chosen)) => {
            let paragraphs = chosen.old.len().max(chosen.new.len());
            let selected = match paragraphs {
                0 => "the headline".into(),
                n => words::counted(n, "paragraph"),
            };
            format!("Export the selection: {selected}")
        }
        Some(Extent::Changed(0)) => "Export what changed".into(),
        Some(Extent::Changed(around)) => {
            format!("Export what changed, {} around it", words::counted(*around, "paragraph"))
        }
        Some(Extent::Whole) | None => "Export the shown diff".into(),
    };
    super::open(page, spread, &title, "");
    let names = model.exporters.iter().map(|e| width::of(&e.name)).max().unwrap_or(0) as u16;
    let cursor = if menu.typing { usize::MAX } else { menu.cursor };
    super::entries(page, spread, cursor, |page, place, index| {
        let Some(exporter) = model.exporters.get(index) else { return };
        let mut pen = page.pen(place, 0);
        let on = index == menu.cursor;
        pen.put(if on { "› " } else { "  " }, Role::Focus);
        pen.put(&exporter.name, if on { Role::Headline } else { Role::Text }).to(place.x + names + 4);
        if part.is_some() && !exporter.excerpts {
            pen.put("always the whole diff: ", Role::Uncertain);
        }
        let room = pen.room();
        pen.cut(&exporter.summary, Role::Faint, room);
    });
    let body = spread.area.body;
    let file = body.height.saturating_sub(EXPORT_FOOT - 1);
    let mut pen = page.pen(body, file);
    pen.put("file  ", Role::Label);
    let (from, room) = (pen.column(), pen.room());
    if menu.typing {
        page.caret = typed(page, (from, body.y + file), room, &menu.file, None);
    } else {
        pen.put(&shorten::name(&menu.file.text, room), Role::Text);
    }
    let mut pen = page.pen(body, file + 1);
    if menu.exists {
        pen.put("This file exists. Overwrite it? ", Role::Error).put("y n", Role::Key);
    } else if menu.typing {
        let room = pen.room();
        let from = if model.folder.is_empty() { "where the program was started" } else { &model.folder };
        pen.cut(&format!("The path is relative to {from}."), Role::Faint, room);
    } else if menu.narrow != Extent::Whole {
        let key = model.keymap.keys_of("toggle-excerpt").into_iter().next().unwrap_or_default();
        let text = match menu.narrow {
            _ if menu.part => "the whole diff instead",
            Extent::Selected(_) => "only what is selected",
            _ => "only what changed",
        };
        pen.put(&key, Role::Key).skip(1).put(text, Role::Faint);
        folder(&mut pen, model, menu, "   in ");
    } else {
        folder(&mut pen, model, menu, "in    ");
    }
}

/// The folder that the file goes to, unless it was typed with one.
fn folder(pen: &mut Pen<'_>, model: &Model, menu: &ExportMenu, before: &str) {
    if !model.folder.is_empty() && !menu.file.text.contains(std::path::is_separator) {
        let room = pen.room().saturating_sub(width::of(before) as u16);
        pen.put(before, Role::Label).put(&shorten::name(&model.folder, room), Role::Faint);
    }
}
