//! The command palette and help: one filterable list of commands, with the keys that run them.

use super::{
    Palette,
    legend::{self, Place, Sign},
    rank::{self, Named},
};
use crate::app::{
    Code, Effect, Key, Mode, Model, Scope,
    commands::{COMMANDS, Count},
    keyboard,
};

/// Opens the palette: every command that does something here, the filter being typed.
pub fn palette(model: &mut Model) -> Vec<Effect> {
    // Those of the panes serve in every pane; what is bound elsewhere only, as in the export menu, does not serve here.
    let panes = [Scope::Everywhere, Scope::Lists, Scope::Diff];
    let serves =
        |at: &usize| COMMANDS.get(*at).is_some_and(|c| panes.contains(&c.scope) || model.scopes().contains(&c.scope));
    let rows: Vec<usize> = (0..COMMANDS.len()).filter(serves).collect();
    model.mode = Mode::Palette(Palette { typing: true, all: rows.clone(), rows, ..Palette::default() });
    Vec::new()
}

/// Opens help: the commands of this place, the narrowest scope first.
pub fn help(model: &mut Model) -> Vec<Effect> {
    let rows = here(model.scopes());
    let place = Place::of(model);
    model.mode = Mode::Help(Palette { all: rows.clone(), rows, place, ..Palette::default() });
    Vec::new()
}

fn here(scopes: &[Scope]) -> Vec<usize> {
    let of = |scope| COMMANDS.iter().enumerate().filter(move |c| c.1.scope == scope).map(|c| c.0);
    scopes.iter().flat_map(|s| of(*s)).collect()
}

impl Palette {
    /// The signs that stand above the commands: none while it is not yet typed for which.
    #[must_use]
    pub fn signs(&self) -> Vec<Sign> {
        if self.typing && self.line.text.is_empty() { Vec::new() } else { legend::signs(self.place, &self.line.text) }
    }
}

/// A key while the filter is being typed.
pub(super) fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let help = matches!(model.mode, Mode::Help(_));
    let (Mode::Palette(palette) | Mode::Help(palette)) = &mut model.mode else { return None };
    if !palette.typing {
        return None;
    }
    match (key.code, key.ctrl) {
        (Code::Escape, _) | (Code::Char('c'), true) if help => palette.typing = false,
        (Code::Escape, _) | (Code::Char('c'), true) => model.mode = Mode::Browse,
        (Code::Enter, false) => return Some(run(model)),
        (Code::Up | Code::Down | Code::PageUp | Code::PageDown, _) => return None,
        (Code::Char('n'), true) => palette.cursor = (palette.cursor + 1).min(palette.rows.len().saturating_sub(1)),
        (Code::Char('p'), true) => palette.cursor = palette.cursor.saturating_sub(1),
        _ if palette.line.key(key) => filter(model),
        _ => return None,
    }
    Some(Vec::new())
}

/// Begins to type the filter.
pub(super) fn begin(model: &mut Model) {
    if let Mode::Help(palette) | Mode::Palette(palette) = &mut model.mode {
        palette.typing = true;
    }
}

/// Puts pasted text into the filter.
pub(super) fn paste(model: &mut Model, text: &str) {
    if let Mode::Help(palette) | Mode::Palette(palette) = &mut model.mode {
        palette.line.insert(text);
        palette.typing = true;
        filter(model);
    }
}

/// Runs the command under the cursor, in the place from which the list was opened.
pub(super) fn run(model: &mut Model) -> Vec<Effect> {
    let (Mode::Palette(palette) | Mode::Help(palette)) = std::mem::take(&mut model.mode) else { return Vec::new() };
    match palette.rows.get(palette.cursor) {
        Some(index) => keyboard::run(model, *index, Count(None)),
        None => Vec::new(),
    }
}

fn filter(model: &mut Model) {
    let keymap = std::sync::Arc::clone(&model.keymap);
    let (Mode::Palette(palette) | Mode::Help(palette)) = &mut model.mode else { return };
    let named = |i: &usize| COMMANDS.get(*i).map(|c| Named { name: c.name, doc: c.doc, keys: keymap.keys_of(c.name) });
    let all: Vec<Named> = palette.all.iter().filter_map(named).collect();
    let found = rank::ranked(&palette.line.text, &all);
    palette.rows = found.into_iter().filter_map(|i| palette.all.get(i).copied()).collect();
    palette.cursor = 0;
    palette.top = 0;
}
