//! What keys, motions, Enter and Esc do to whatever lies over the panes.

use super::{
    ExportMenu, Hits, Lifelines, Menu, Overview, Palette, Phrase, Problems, Why, export, hits, lifelines, menu,
    palette, phrase, problems, prompt, sheet, spread::spread,
};
use crate::app::{Effect, Key, MarkAction, Mode, Model, commands, geometry, marks, motion::Motion};

/// A key goes to what takes keys as they are: lines being typed, menus, marks. `None`: the keymap decides.
pub fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    match &model.mode {
        Mode::Prompt(_) => prompt::key(model, key),
        Mode::Palette(_) | Mode::Help(_) => palette::key(model, key),
        Mode::Export(_) => export::key(model, key),
        Mode::Problems(_) => problems::key(model, key),
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
        Mode::Export(_) => {
            export::paste(model, text);
            Vec::new()
        }
        Mode::Problems(list) if list.typing => {
            problems::paste(model, text);
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
    if let Some(spread) = sheet::spread(model) {
        let to = motion.from(spread.top, spread.last_top() + 1, page);
        if let Mode::Facts { top } | Mode::Why(Why { top, .. }) | Mode::Overview(Overview { top, .. }) = &mut model.mode
        {
            *top = to;
        }
        return Some(Vec::new());
    }
    if problems::scroll(model, motion) {
        return Some(Vec::new());
    }
    let (cursor, len) = match &mut model.mode {
        Mode::Browse => return None,
        Mode::Menu(Menu { cursor, items, .. }) => (cursor, items.len()),
        Mode::Palette(Palette { cursor, rows, .. }) | Mode::Help(Palette { cursor, rows, .. }) => (cursor, rows.len()),
        Mode::Hits(Hits { cursor, hits, .. }) => (cursor, hits.len()),
        Mode::Lifelines(lines) => lines.cursor(),
        Mode::Phrase(phrase) => phrase.cursor(),
        Mode::Problems(Problems { cursor, entries, .. }) => (cursor, entries.len()),
        _ => return Some(Vec::new()),
    };
    let before = *cursor;
    *cursor = motion.from(before, len, page);
    let by = cursor.wrapping_sub(before).cast_signed();
    // A page on shows the next screenful, and does not only lead to the end of this one.
    if let (Motion::Pages(_) | Motion::Halves(_), Some(top)) = (motion, top(&mut model.mode)) {
        *top = top.saturating_add_signed(by);
    }
    Some(Vec::new())
}

/// The first entry shown of what scrolls.
fn top(mode: &mut Mode) -> Option<&mut usize> {
    match mode {
        Mode::Palette(Palette { top, .. })
        | Mode::Help(Palette { top, .. })
        | Mode::Hits(Hits { top, .. })
        | Mode::Lifelines(Lifelines { top, .. })
        | Mode::Phrase(Phrase { top, .. })
        | Mode::Problems(Problems { top, .. }) => Some(top),
        _ => None,
    }
}

/// A click: takes the entry of a menu; selects another entry, and on the one under the cursor is Enter; closes what it
/// does not hit.
pub fn click(model: &mut Model, column: u16, row: u16) -> Vec<Effect> {
    let spread = spread(model);
    let sheet = || sheet::spread(model).map(|s| geometry::overlay_frame(&s.area));
    let frame = spread.as_ref().map(|s| s.frame).or_else(sheet).unwrap_or_default();
    let entry = spread.and_then(|s| s.at(column, row));
    let (cursor, len) = match &mut model.mode {
        Mode::Prompt(_) | Mode::Mark(_) => return Vec::new(),
        Mode::Export(ExportMenu { exists: true, .. }) => return Vec::new(),
        _ if !frame.holds(column, row) => {
            problems::clear(model);
            leave(model);
            return Vec::new();
        }
        Mode::Menu(menu) => {
            let Some(entry) = entry.filter(|e| *e < menu.items.len()) else { return Vec::new() };
            menu.cursor = entry;
            return menu::take(model);
        }
        Mode::Export(_) => {
            if let Some(entry) = entry {
                export::choose(model, entry);
            }
            return Vec::new();
        }
        Mode::Palette(p) | Mode::Help(p) => (&mut p.cursor, p.rows.len()),
        Mode::Hits(h) => (&mut h.cursor, h.hits.len()),
        Mode::Lifelines(l) => l.cursor(),
        Mode::Phrase(p) => p.cursor(),
        Mode::Problems(p) => (&mut p.cursor, p.entries.len()),
        Mode::Browse | Mode::Facts { .. } | Mode::Why(_) | Mode::Overview(_) => return Vec::new(),
    };
    match entry.filter(|e| *e < len) {
        Some(to) if to == *cursor => enter(model).unwrap_or_default(),
        Some(to) => {
            *cursor = to;
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Enter; `None` where nothing lies over the panes.
pub fn enter(model: &mut Model) -> Option<Vec<Effect>> {
    Some(match &model.mode {
        Mode::Browse => return None,
        Mode::Menu(_) => menu::take(model),
        Mode::Palette(_) | Mode::Help(_) => palette::run(model),
        Mode::Hits(_) => hits::open(model),
        Mode::Lifelines(_) => lifelines::enter(model),
        Mode::Phrase(_) => phrase::enter(model),
        Mode::Export(_) => export::send(model, false),
        Mode::Problems(list) if !list.problems.is_empty() => problems::enter(model),
        Mode::Facts { .. } | Mode::Why(_) | Mode::Overview(_) | Mode::Problems(_) | Mode::Mark(_) | Mode::Prompt(_) => {
            model.mode = Mode::Browse;
            Vec::new()
        }
    })
}

/// Esc and `q`: closes what lies over the panes, or first what is looked for in it; whether anything did.
pub fn leave(model: &mut Model) -> bool {
    if problems::clear(model) {
        return true;
    }
    if let Mode::Hits(hits) = &model.mode {
        model.hits = Some(hits.clone());
    }
    std::mem::take(&mut model.mode) != Mode::Browse
}

/// Whether keys are those that opened what lies over the panes: they close it again.
pub fn opened_by(model: &Model, keys: &[Key]) -> bool {
    let name = match &model.mode {
        Mode::Facts { .. } => "article-facts",
        Mode::Why(_) => "why",
        Mode::Lifelines(_) | Mode::Phrase(_) => "lifelines",
        Mode::Overview(_) => "overview",
        Mode::Problems(_) => "problems",
        _ => return false,
    };
    let index = commands::index(name);
    model.keymap.bindings.iter().any(|binding| Some(binding.command) == index && binding.keys == keys)
}

/// Begins to filter help, or the problems.
pub fn filter(model: &mut Model) {
    palette::begin(model);
    problems::begin(model);
}

/// Entries, or lines, that an overlay shows at once.
fn page(model: &Model) -> usize {
    let lines = || sheet::spread(model).map_or(1, |s| usize::from(s.area.body.height).max(1));
    spread(model).map_or_else(lines, |s| s.page())
}

/// Keeps cursors and scrolling within bounds after any change.
pub fn settle(model: &mut Model) {
    let (cursor, len) = match &mut model.mode {
        Mode::Palette(p) | Mode::Help(p) => (&mut p.cursor, p.rows.len()),
        Mode::Hits(h) => (&mut h.cursor, h.hits.len()),
        Mode::Lifelines(l) => l.cursor(),
        Mode::Phrase(p) => p.cursor(),
        Mode::Problems(p) => (&mut p.cursor, p.entries.len()),
        _ => return,
    };
    *cursor = (*cursor).min(len.saturating_sub(1));
    let Some(first) = spread(model).map(|s| s.top) else { return };
    if let Some(top) = top(&mut model.mode) {
        *top = first;
    }
}
