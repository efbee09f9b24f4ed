//! The export menu: a format, a file name proposed from the article's own words, and the question before overwriting.

use super::{ExportMenu, Line};
use crate::{
    app::{Code, Effect, Key, Mode, Model, picked},
    text::filename,
};

/// Opens the menu.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.exporters.is_empty() {
        model.complain("This build has no exporters.");
    } else if model.diff.shown.is_none() || model.diff.diff.is_none() {
        model.say("There is no diff to export yet.");
    } else {
        let excerpt = picked::paragraphs(&model.diff);
        let part = excerpt.is_some();
        let last = model.export.as_ref().map_or(0, |e| e.cursor).min(model.exporters.len() - 1);
        // Where words are selected the menu opens on a format that can show just them.
        let shows_part = |at: &usize| !part || model.exporters.get(*at).is_some_and(|e| e.excerpts);
        let cursor = std::iter::once(last).chain(0..model.exporters.len()).find(shows_part).unwrap_or(last);
        let mut menu = ExportMenu { cursor, file: Line::default(), typing: false, exists: false, excerpt, part };
        menu.file = Line::new(proposed(model, &menu));
        model.mode = Mode::Export(menu);
    }
    Vec::new()
}

/// Whether what is exported is the selected part: it is wanted, and the format can show one.
#[must_use]
pub fn is_part(model: &Model, menu: &ExportMenu) -> bool {
    menu.part && menu.excerpt.is_some() && model.exporters.get(menu.cursor).is_some_and(|e| e.excerpts)
}

/// The file name that the document would get.
fn proposed(model: &Model, menu: &ExportMenu) -> String {
    let suffix = model.exporters.get(menu.cursor).map_or("", |e| e.suffix.as_str());
    let head = model.timeline.timeline.as_ref().map(|t| &t.head);
    let (source, title) = head.map_or(("", ""), |h| (h.source.as_str(), h.title.as_str()));
    let part = if is_part(model, menu) { "-excerpt" } else { "" };
    let tail = model.diff.shown.as_ref().map_or_else(String::new, |d| format!("r{}-r{}{part}", d.base, d.target));
    filename::safe(&[source, title], &tail, suffix)
}

/// Moves to another format.
pub(super) fn choose(model: &mut Model, to: usize) {
    let last = model.exporters.len().saturating_sub(1);
    change(model, |menu| menu.cursor = to.min(last));
}

/// Exports the whole diff instead of the selected part, or the part again.
pub fn toggle(model: &mut Model) -> Vec<Effect> {
    let Mode::Export(menu) = &model.mode else { return Vec::new() };
    if menu.excerpt.is_none() {
        model.say("Nothing was selected (v in the diff): the whole diff is exported.");
        return Vec::new();
    }
    let whole = menu.part;
    change(model, |menu| menu.part = !menu.part);
    model.say(if whole { "The whole diff." } else { "Only the selected paragraphs." });
    Vec::new()
}

/// Changes what is exported; the file's name follows unless the user wrote one of their own.
fn change(model: &mut Model, change: impl FnOnce(&mut ExportMenu)) {
    let Mode::Export(menu) = &model.mode else { return };
    let mut next = menu.clone();
    change(&mut next);
    let typed = &menu.file.text;
    let text = if *typed == proposed(model, menu) {
        proposed(model, &next)
    } else {
        resuffixed(model, typed, menu.cursor, next.cursor)
    };
    next.file = Line::new(text);
    model.mode = Mode::Export(next);
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
    let excerpt = menu.excerpt.clone().filter(|_| is_part(model, &menu));
    model.export = Some(ExportMenu { typing: false, exists: false, ..menu });
    vec![Effect::Export { diff, excerpt, format, file, force }]
}

/// The file exists: is it to be overwritten?
pub fn exists(model: &mut Model, file: &str) -> Vec<Effect> {
    if let Some(menu) = model.export.clone() {
        model.mode = Mode::Export(ExportMenu { exists: true, ..menu });
        model.complain(format!("{file} exists. Overwrite it? y or n"));
    }
    Vec::new()
}
