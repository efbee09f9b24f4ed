//! The export menu: a format, a file name proposed from the article's own words, and the question before overwriting.

use std::path::Path;

use super::{ExportMenu, Extent, Line};
use crate::{
    app::{Code, Effect, Key, Mode, Model, diff::Asked, picked},
    diff::rows::View,
    text::filename,
};

/// Opens the menu.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.exporters.is_empty() {
        model.complain("This build has no exporters.");
    } else if let Some((of, named)) = shown(model) {
        let narrow = narrow(model);
        let (part, selected) = (narrow != Extent::Whole, matches!(narrow, Extent::Selected(_)));
        let last = model.export.as_ref().map_or(0, |e| e.cursor).min(model.exporters.len() - 1);
        // Where words are selected the menu opens on a format that can show just them.
        let shows_part = |at: &usize| !selected || model.exporters.get(*at).is_some_and(|e| e.excerpts);
        let cursor = std::iter::once(last).chain(0..model.exporters.len()).find(shows_part).unwrap_or(last);
        let mut menu =
            ExportMenu { of, named, cursor, file: Line::default(), typing: false, exists: false, narrow, part };
        menu.file = Line::new(proposed(model, &menu));
        model.mode = Mode::Export(menu);
    } else {
        model.say("There is no diff to export yet.");
    }
    Vec::new()
}

/// The diff on the screen, with the source and the headline of its article.
fn shown(model: &Model) -> Option<(Asked, [String; 2])> {
    let of = model.diff.shown.clone().filter(|_| model.diff.diff.is_some())?;
    let head = model.timeline.timeline.as_ref().map(|t| &t.head).filter(|head| head.id == of.article);
    let named = head.map_or_else(Default::default, |head| [head.source.clone(), head.title.clone()]);
    Some((of, named))
}

/// Another diff came onto the screen under the menu: it is the one that is exported now, and a name proposed is its own.
pub fn follow(model: &mut Model) {
    let Some((of, named)) = shown(model) else { return };
    let narrow = narrow(model);
    // The question about overwriting is of the diff that was sent already.
    if matches!(&model.mode, Mode::Export(menu) if !menu.exists && menu.of != of) {
        change(model, |menu| {
            menu.part &= narrow != Extent::Whole;
            (menu.of, menu.named, menu.narrow) = (of, named, narrow);
        });
    }
}

/// What is selected, else what the view shows of the diff.
fn narrow(model: &Model) -> Extent {
    let layout = &model.diff.layout;
    match picked::paragraphs(&model.diff) {
        Some(chosen) => Extent::Selected(chosen),
        None if layout.view == View::ChangesOnly => Extent::Changed(layout.context),
        None => Extent::Whole,
    }
}

/// What is exported: a part where it is wanted and the format can show one.
fn extent(model: &Model, menu: &ExportMenu) -> Extent {
    let shows_part = model.exporters.get(menu.cursor).is_some_and(|e| e.excerpts);
    if menu.part && shows_part { menu.narrow.clone() } else { Extent::Whole }
}

/// The file name that the document would get.
fn proposed(model: &Model, menu: &ExportMenu) -> String {
    let suffix = model.exporters.get(menu.cursor).map_or("", |e| e.suffix.as_str());
    let part = match extent(model, menu) {
        Extent::Whole => "",
        Extent::Changed(_) => "-changes",
        Extent::Selected(_) => "-excerpt",
    };
    let tail = format!("r{}-r{}{part}", menu.of.base, menu.of.target);
    filename::safe(&[&menu.named[0], &menu.named[1]], &tail, suffix)
}

/// Moves to another format.
pub(super) fn choose(model: &mut Model, to: usize) {
    let last = model.exporters.len().saturating_sub(1);
    change(model, |menu| menu.cursor = to.min(last));
}

/// Exports the whole diff instead of a part, or the part again.
pub fn toggle(model: &mut Model) -> Vec<Effect> {
    let Mode::Export(menu) = &model.mode else { return Vec::new() };
    let said = match &menu.narrow {
        Extent::Whole => "Nothing was selected (v in the diff): the whole diff is exported.",
        _ if menu.part => "The whole diff.",
        Extent::Changed(_) => "Only what changed.",
        Extent::Selected(chosen) if chosen.old.is_empty() && chosen.new.is_empty() => "Only the headline.",
        Extent::Selected(_) => "Only the selected paragraphs.",
    };
    if menu.narrow != Extent::Whole {
        change(model, |menu| menu.part = !menu.part);
    }
    model.say(said);
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
        _ if menu.file.key(key) => renamed(model),
        _ => return None,
    }
    Some(Vec::new())
}

/// Puts pasted text into the file name, while that is being typed.
pub(super) fn paste(model: &mut Model, text: &str) {
    if let Mode::Export(menu) = &mut model.mode
        && menu.typing
        && !menu.exists
    {
        menu.file.insert(text);
        renamed(model);
    }
}

/// A name that is typed decides the format by its suffix, as on the command line; one without a format's suffix leaves it
/// to the menu.
fn renamed(model: &mut Model) {
    let Mode::Export(menu) = &mut model.mode else { return };
    let Some(suffix) = filename::suffix(Path::new(menu.file.text.trim())) else { return };
    let is = |at: &usize| model.exporters.get(*at).is_some_and(|e| e.suffix == suffix);
    if let Some(at) = std::iter::once(menu.cursor).chain(0..model.exporters.len()).find(is) {
        menu.cursor = at;
    }
}

/// Exports into the file named.
pub(super) fn send(model: &mut Model, force: bool) -> Vec<Effect> {
    let Mode::Export(menu) = std::mem::take(&mut model.mode) else { return Vec::new() };
    let format = model.exporters.get(menu.cursor).map(|e| e.name.clone());
    let Some(format) = format else { return Vec::new() };
    let file = menu.file.text.trim().to_string();
    if file.is_empty() {
        model.mode = Mode::Export(ExportMenu { typing: true, exists: false, ..menu });
        model.complain("The file needs a name.");
        return Vec::new();
    }
    let diff = menu.of.request();
    let extent = extent(model, &menu);
    model.export = Some(ExportMenu { typing: false, exists: false, ..menu });
    vec![Effect::Export { diff, extent, format, file, force }]
}

/// The file could not be written: the menu is there again, with the name to be mended, unless the reader is elsewhere.
pub fn failed(model: &mut Model, why: String) {
    if let Some(menu) = model.export.clone().filter(|_| model.mode == Mode::Browse) {
        model.mode = Mode::Export(ExportMenu { typing: true, ..menu });
    }
    model.complain(why);
}

/// The file exists: is it to be overwritten?
pub fn exists(model: &mut Model, file: &str) -> Vec<Effect> {
    if let Some(menu) = model.export.clone() {
        model.mode = Mode::Export(ExportMenu { exists: true, ..menu });
        model.complain(format!("{file} exists. Overwrite it? y or n"));
    }
    Vec::new()
}
