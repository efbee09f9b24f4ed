//! The header line: the archive, what it holds, what filter is in force, how far the reading is.

use super::{
    page::{Page, Pen},
    words,
};
use crate::{
    app::{Model, geometry::Rect},
    model::ChangeKind,
    text::Role,
};

/// Draws the header line.
pub(super) fn draw(model: &Model, page: &mut Page, rect: Rect) {
    let mut pen = page.pen(rect.inset(1), 0);
    let progress = &model.progress;
    if progress.problems > 0 {
        pen.right(&words::counted(progress.problems, "problem"), Role::Error);
    }
    if !progress.done {
        pen.right(&reading(model), Role::Notice);
    }
    pen.cut(&model.archive, Role::Headline, (rect.width / 3).max(16));
    let filter = &model.list.query.filter;
    let held = words::counted(progress.articles, "article");
    if filter.is_empty() {
        part(&mut pen, &held, Role::Text);
    } else {
        part(&mut pen, &format!("{} of {held}", words::number(model.list.window.total)), Role::Text);
    }
    part(&mut pen, &words::counted(progress.revisions, "revision"), Role::Faint);
    if progress.undated > 0 {
        part(&mut pen, &format!("{} without a time", words::number(progress.undated)), Role::Faint);
    }
    for words in filters(model) {
        part(&mut pen, &words, Role::Label);
    }
}

/// Writes one more part of a line after a dot, where it fits.
pub(super) fn part(pen: &mut Pen<'_>, text: &str, role: Role) {
    let dotted = super::page::fits(text, pen.room().saturating_sub(3));
    if pen.is_fresh() {
        let room = pen.room();
        pen.cut(text, role, room);
    } else if dotted && !text.is_empty() {
        pen.put(" · ", Role::Faint).put(text, role);
    }
}

fn reading(model: &Model) -> String {
    let progress = &model.progress;
    if progress.bytes_found > 0 {
        format!("reading {} of {}", words::bytes(progress.bytes), words::bytes(progress.bytes_found))
    } else {
        "reading".into()
    }
}

/// What narrows the list, in words.
pub(super) fn filters(model: &Model) -> Vec<String> {
    let filter = &model.list.query.filter;
    let mut parts = Vec::new();
    if !filter.words.is_empty() {
        parts.push(format!("“{}”", filter.words));
    }
    if let Some(source) = &filter.source {
        parts.push(format!("of {source}"));
    }
    if let Some(least) = filter.min_revisions {
        parts.push(format!("at least {}", words::counted(least as usize, "revision")));
    }
    if !filter.changed.is_empty() {
        let kinds: Vec<&str> = filter.changed.iter().map(ChangeKind::word).collect();
        parts.push(format!("changed {}", kinds.join(", ")));
    }
    if filter.since.is_some() || filter.until.is_some() {
        parts.push("by time".into());
    }
    if filter.among.is_some() {
        parts.push("starred".into());
    }
    if filter.unread.is_some() {
        parts.push("unread".into());
    }
    parts
}
