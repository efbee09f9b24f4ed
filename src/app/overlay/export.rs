//! The export menu: a format, a file name proposed from the article's own words, and the question before overwriting.

use super::{ExportMenu, Line};
use crate::{
    app::{Code, Effect, Key, Mode, Model},
    text::filename,
};

/// Opens the menu.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.exporters.is_empty() {
        model.complain("This build has no exporters.");
    } else if model.diff.shown.is_none() || model.diff.diff.is_none() {
        model.say("There is no diff to export yet.");
    } else {
        let cursor = model.export.as_ref().map_or(0, |e| e.cursor).min(model.exporters.len() - 1);
        let file = Line::new(proposed(model, cursor));
        model.mode = Mode::Export(ExportMenu { cursor, file, typing: false, exists: false });
    }
    Vec::new()
}

/// The file name that an exporter's document would get.
fn proposed(model: &Model, exporter: usize) -> String {
    let suffix = model.exporters.get(exporter).map_or("", |e| e.suffix.as_str());
    let head = model.timeline.timeline.as_ref().map(|t| &t.head);
    let (source, title) = head.map_or(("", ""), |h| (h.source.as_str(), h.title.as_str()));
    let tail = model.diff.shown.as_ref().map_or_else(String::new, |d| format!("r{}-r{}", d.base, d.target));
    filename::safe(&[source, title], &tail, suffix)
}

/// Moves to another format; the file's name follows unless the user wrote one of their own.
pub(super) fn choose(model: &mut Model, to: usize) {
    let Mode::Export(menu) = &model.mode else { return };
    let (from, typed) = (menu.cursor, menu.file.text.clone());
    let to = to.min(model.exporters.len().saturating_sub(1));
    let text = if typed == proposed(model, from) { proposed(model, to) } else { resuffixed(model, &typed, from, to) };
    if let Mode::Export(menu) = &mut model.mode {
        menu.cursor = to;
        menu.file = Line::new(text);
    }
}

/// A name of the user's own keeps its words and changes its suffix, if it has the one of the format before.
fn resuffixed(model: &Model, typed: &str, from: usize, to: usize) -> String {
    let suffix = |i: usize| model.exporters.get(i).map_or("", |e| e.suffix.as_str());
    match typed.strip_suffix(suffix(from)).filter(|stem| stem.ends_with('.')) {
        Some(stem) => format!("{stem}{}", suffix(to)),
        None => typed.to_string(),
    }
}

/// A key while the file name is being typed, or the question about overwriting is open.
pub(super) fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Mode::Export(menu) = &mut model.mode else { return None };
    if menu.exists {
        match key.code {
            Code::Char('y' | 'Y') => return Some(send(model, true)),
            Code::Char('n' | 'N') | Code::Escape => (menu.exists, menu.typing) = (false, true),
            _ => return Some(Vec::new()),
        }
        model.notice = None;
        return Some(Vec::new());
    }
    if !menu.typing {
        return None;
    }
    match (key.code, key.ctrl) {
        (Code::Enter, false) => return Some(send(model, false)),
        (Code::Escape | Code::Tab, _) | (Code::Char('c'), true) => menu.typing = false,
        _ if menu.file.key(key) => {}
        _ => return None,
    }
    Some(Vec::new())
}

/// Exports into the file named.
pub(super) fn send(model: &mut Model, force: bool) -> Vec<Effect> {
    let Mode::Export(menu) = std::mem::take(&mut model.mode) else { return Vec::new() };
    let format = model.exporters.get(menu.cursor).map(|e| e.name.clone());
    let (Some(asked), Some(format)) = (&model.diff.shown, format) else { return Vec::new() };
    let file = menu.file.text.trim().to_string();
    if file.is_empty() {
        model.mode = Mode::Export(ExportMenu { typing: true, exists: false, ..menu });
        model.complain("The file needs a name.");
        return Vec::new();
    }
    let diff = asked.request();
    model.export = Some(ExportMenu { typing: false, exists: false, ..menu });
    vec![Effect::Export { diff, format, file, force }]
}

/// The file exists: is it to be overwritten?
pub fn exists(model: &mut Model, file: &str) -> Vec<Effect> {
    if let Some(menu) = model.export.clone() {
        model.mode = Mode::Export(ExportMenu { exists: true, ..menu });
        model.complain(format!("{file} exists. Overwrite it? y or n"));
    }
    Vec::new()
}
