//! What is said while there is nothing to show: that the archive is being read, what was read and what was skipped.

use super::{page::Page, prose, words};
use crate::{
    app::{Model, geometry::Rect},
    text::Role,
};

/// The list's body while it holds no article.
pub(super) fn list(model: &Model, page: &mut Page, rect: Rect) {
    let place = rect.inset(2);
    let lines = if !model.list.query.filter.is_empty() && (model.progress.articles > 0 || model.progress.done) {
        vec![("No article passes the filter.".to_owned(), Role::Text), ("Esc takes it away.".to_owned(), Role::Faint)]
    } else {
        report(model)
    };
    write(page, place, &lines);
}

/// The diff's body while no revisions are compared.
pub(super) fn diff(model: &Model, page: &mut Page, rect: Rect) {
    let place = rect.inset(2);
    if model.diff.waiting || model.timeline.waiting {
        return write(page, place, &[("The comparison is on its way …".to_owned(), Role::Faint)]);
    }
    let one = model.timeline.timeline.as_ref().is_some_and(|t| t.rows.len() == 1);
    let mut lines = Vec::new();
    if one {
        lines.push(("This article has one revision: there is nothing to compare it with.".to_owned(), Role::Text));
    } else if model.list.window.rows.is_empty() {
        return;
    }
    lines.extend(report(model));
    write(page, place, &lines);
}

/// What was read, what was skipped, and where to read why.
#[must_use]
pub fn report(model: &Model) -> Vec<(String, Role)> {
    let progress = &model.progress;
    let mut lines = Vec::new();
    if progress.done {
        lines.push((format!("{} was read.", model.archive), Role::Text));
    } else {
        lines.push((format!("Reading {} …", model.archive), Role::Text));
    }
    if progress.done && progress.files_found == 0 {
        lines.push(("There is no file in it that could be a dump.".into(), Role::Text));
    } else {
        let files = format!("{} of {}", words::number(progress.files), words::counted(progress.files_found, "file"));
        let amount = format!("{} of {}", words::bytes(progress.bytes), words::bytes(progress.bytes_found));
        lines.push((format!("{files}, {amount}"), Role::Faint));
        let held = words::counted(progress.articles, "article");
        lines.push((format!("{held} with {}", words::counted(progress.revisions, "revision")), Role::Faint));
    }
    if progress.undated > 0 {
        lines.push((format!("{} without a time", words::counted(progress.undated, "revision")), Role::Faint));
    }
    if progress.problems > 0 {
        let met = words::counted(progress.problems, "problem");
        let listed = format!("{met} met; {} lists each with file, place and reason.", key(model, "problems"));
        lines.push((listed, Role::Error));
    }
    if progress.done && progress.articles == 0 {
        lines.push((String::new(), Role::Text));
        lines.push(("No article was found in it. “recension formats” lists what can be read.".into(), Role::Text));
    }
    lines
}

/// The first key of a command, as bound now; its name where it has none.
fn key(model: &Model, command: &str) -> String {
    model.keymap.keys_of(command).into_iter().next().unwrap_or_else(|| format!("“{command}”"))
}

fn write(page: &mut Page, rect: Rect, lines: &[(String, Role)]) {
    let mut row = 1;
    for (text, role) in lines {
        row = prose::write(page, rect, row, text, *role);
    }
}
