//! The header line: the archive, what it holds, what filter is in force, how far the reading is.

use super::{page::Page, pen::Pen, words};
use crate::{
    app::{Model, Pane, geometry::Rect},
    model::ChangeKind,
    text::{Role, width},
};

/// Cells kept for the archive's name and its number of articles.
const NAMED: usize = 32;

/// Draws the header line.
pub(super) fn draw(model: &Model, page: &mut Page, rect: Rect) {
    let mut pen = page.pen(rect.inset(1), 0);
    let progress = &model.progress;
    if progress.problems > 0 {
        pen.right(&words::counted(progress.problems, "problem"), Role::Error);
    }
    if !progress.done || model.rereading {
        if progress.problems > 0 {
            pen.right("·", Role::Faint);
        }
        // The archive's name and its number of articles come first.
        let room = usize::from(pen.room()).saturating_sub(NAMED);
        let words = reading(model);
        let fitting = words.iter().find(|w| width::of(w) <= room).or(words.last());
        pen.right(fitting.map_or("", String::as_str), Role::Notice);
    }
    pen.cut(&model.archive, Role::Headline, (rect.width / 3).max(16));
    let filter = &model.list.query.filter;
    if let Some(title) = reading_of(model).filter(|_| pen.room() > LEAST_TITLE) {
        // A filter in force keeps its share of the line.
        let most = if filter.is_empty() { pen.room() - 3 } else { pen.room() / 2 };
        pen.put(" · ", Role::Faint).cut(title, Role::Text, most);
    }
    let held = words::counted(progress.articles, "article");
    let listed = |all: &str| format!("{} of {all}", words::number(model.list.window.total));
    let choices = if filter.is_empty() {
        [held, words::number(progress.articles)]
    } else {
        [listed(&held), listed(&words::number(progress.articles))]
    };
    let articles = choices.iter().find(|c| width::of(c) + 3 <= usize::from(pen.room())).unwrap_or(&choices[1]);
    part(&mut pen, articles, Role::Text);
    // What is in force comes before what is known anyway; cut rather than left out.
    let filters = filters(model).join(" · ");
    if !filters.is_empty() && pen.room() > 3 {
        let room = pen.room() - 3;
        pen.put(" · ", Role::Faint).cut(&filters, Role::Label, room);
    }
    if !filter.is_empty() {
        // What follows is counted over all articles, and would pass for a count of those listed.
        return;
    }
    part(&mut pen, &words::counted(progress.revisions, "revision"), Role::Faint);
    if progress.undated > 0 {
        part(&mut pen, &format!("{} without a time", words::number(progress.undated)), Role::Faint);
    }
}

/// Cells under which the beginning of a headline says nothing.
const LEAST_TITLE: u16 = 10;

/// The headline of the article whose diff has the screen to itself, where neither list nor timeline names it.
fn reading_of(model: &Model) -> Option<&str> {
    let places = model.geometry();
    let alone = places.area(Pane::List).is_empty() && places.area(Pane::Timeline).is_empty();
    let title = model.timeline.timeline.as_ref().map(|timeline| timeline.head.title.as_str());
    title.filter(|title| alone && !title.is_empty())
}

/// Writes one more part of a line after a dot, where it fits.
pub(super) fn part(pen: &mut Pen<'_>, text: &str, role: Role) {
    let dotted = super::pen::fits(text, pen.room().saturating_sub(3));
    if pen.is_fresh() {
        let room = pen.room();
        pen.cut(text, role, room);
    } else if dotted && !text.is_empty() {
        pen.put(" · ", Role::Faint).put(text, role);
    }
}

/// How far the reading is, in the longest words first: `reading 2.1 GB of 14 GB · 38 MB/s · 4 min left`.
fn reading(model: &Model) -> Vec<String> {
    let progress = &model.progress;
    if model.rereading && progress.done {
        return vec!["reading again".into()];
    }
    let since = model.reading_since.map_or(0, |at| model.now.as_second().saturating_sub(at.as_second()));
    words::reading(progress, u64::try_from(since).unwrap_or(0))
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
        let kinds: Vec<&str> = filter.changed.iter().map(ChangeKind::label).collect();
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
