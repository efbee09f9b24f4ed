//! What keys, motions, Enter and Esc do to whatever lies over the panes.

use super::{ExportMenu, Hits, Menu, Palette, Problems, export, hits, menu, palette, prompt};
use crate::app::{
    Effect, Key, MarkAction, Mode, Model, geometry, marks,
    motion::{Motion, follow},
};

/// A key goes to what takes keys as they are: lines being typed, menus, marks. `None`: the keymap decides.
pub fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    match &model.mode {
        Mode::Prompt(_) => prompt::key(model, key),
        Mode::Palette(_) | Mode::Help(_) => palette::key(model, key),
        Mode::Export(_) => export::key(model, key),
        Mode::Menu(_) if model.pending.is_empty() => menu::key(model, key),
        Mode::Mark(MarkAction::Set) => Some(marks::set(model, key)),
        Mode::Mark(MarkAction::GoTo) => Some(marks::go(model, key)),
        _ => None,
    }
}

/// Text was pasted: into the line being typed, or nowhere.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.mode {
        Mode::Prompt(prompt) => {
            prompt.line.insert(text);
            prompt.mistake = None;
            prompt::as_typed(model)
        }
        Mode::Palette(p) | Mode::Help(p) if p.typing => {
            palette::paste(model, text);
            Vec::new()
        }
        Mode::Export(ExportMenu { typing: true, exists: false, file, .. }) => {
            file.insert(text);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Moves the cursor of what lies over the panes; `None` where nothing does.
pub fn travel(model: &mut Model, motion: Motion) -> Option<Vec<Effect>> {
    let page = page(model);
    if let Mode::Export(menu) = &model.mode {
        let to = motion.from(menu.cursor, model.exporters.len(), page);
        export::choose(model, to);
        return Some(Vec::new());
    }
    let (cursor, len) = match &mut model.mode {
        Mode::Browse => return None,
        Mode::Menu(Menu { cursor, items, .. }) => (cursor, items.len()),
        Mode::Palette(Palette { cursor, rows, .. }) | Mode::Help(Palette { cursor, rows, .. }) => (cursor, rows.len()),
        Mode::Hits(Hits { cursor, hits, .. }) => (cursor, hits.len()),
        Mode::Problems(Problems { cursor, problems, .. }) => (cursor, problems.len()),
        Mode::Facts { top } => {
            // How many lines there are only the view knows; it shows the last screen where this is too far.
            *top = motion.from(*top, MOST_FACTS, page);
            return Some(Vec::new());
        }
        Mode::Prompt(_) | Mode::Export(_) | Mode::Why(_) | Mode::Mark(_) => return Some(Vec::new()),
    };
    *cursor = motion.from(*cursor, len, page);
    Some(Vec::new())
}

/// More lines than an article's facts ever take.
const MOST_FACTS: usize = 200;

/// A click: selects an entry; on the entry under the cursor it is Enter.
pub fn click(model: &mut Model, column: u16, row: u16) -> Vec<Effect> {
    let body = geometry::overlay(model.size).body;
    let each = entry_lines(model);
    if !body.holds(column, row) {
        return Vec::new();
    }
    let line = usize::from((row - body.y) / each);
    if matches!(&model.mode, Mode::Export(menu) if !menu.typing && !menu.exists) {
        if line < model.exporters.len() {
            export::choose(model, line);
        }
        return Vec::new();
    }
    let (cursor, top, len) = match &mut model.mode {
        Mode::Palette(p) | Mode::Help(p) => (&mut p.cursor, p.top, p.rows.len()),
        Mode::Hits(h) => (&mut h.cursor, h.top, h.hits.len()),
        Mode::Problems(p) => (&mut p.cursor, p.top, p.problems.len()),
        _ => return Vec::new(),
    };
    let to = top + line;
    if to == *cursor {
        return enter(model).unwrap_or_default();
    }
    if to < len {
        *cursor = to;
    }
    Vec::new()
}

/// Enter; `None` where nothing lies over the panes.
pub fn enter(model: &mut Model) -> Option<Vec<Effect>> {
    Some(match &model.mode {
        Mode::Browse => return None,
        Mode::Menu(_) => menu::take(model),
        Mode::Palette(_) | Mode::Help(_) => palette::run(model),
        Mode::Hits(_) => hits::open(model),
        Mode::Export(_) => export::send(model, false),
        Mode::Facts { .. } | Mode::Why(_) | Mode::Problems(_) | Mode::Mark(_) | Mode::Prompt(_) => {
            model.mode = Mode::Browse;
            Vec::new()
        }
    })
}

/// Esc and `q`: closes what lies over the panes; whether anything did.
pub fn leave(model: &mut Model) -> bool {
    if let Mode::Hits(hits) = &model.mode {
        model.hits = Some(hits.clone());
    }
    std::mem::take(&mut model.mode) != Mode::Browse
}

/// Begins to filter help.
pub fn filter(model: &mut Model) -> bool {
    let listed = matches!(model.mode, Mode::Help(_) | Mode::Palette(_));
    palette::begin(model);
    listed
}

/// Entries that an overlay shows at once.
fn page(model: &Model) -> usize {
    usize::from(geometry::overlay(model.size).body.height / entry_lines(model)).max(1)
}

/// Lines that an entry takes.
fn entry_lines(model: &Model) -> u16 {
    match model.mode {
        Mode::Hits(_) => geometry::HIT_LINES,
        Mode::Problems(_) => geometry::PROBLEM_LINES,
        _ => 1,
    }
}

/// Keeps cursors and scrolling within bounds after any change.
pub fn settle(model: &mut Model) {
    let page = page(model);
    let (cursor, top, len) = match &mut model.mode {
        Mode::Palette(p) | Mode::Help(p) => (&mut p.cursor, &mut p.top, p.rows.len()),
        Mode::Hits(h) => (&mut h.cursor, &mut h.top, h.hits.len()),
        Mode::Problems(p) => (&mut p.cursor, &mut p.top, p.problems.len()),
        _ => return,
    };
    *cursor = (*cursor).min(len.saturating_sub(1));
    *top = follow(*top, *cursor, len, page);
}
