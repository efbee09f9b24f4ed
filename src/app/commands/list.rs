//! The article list.

use std::sync::Arc;

use super::{Command, Count};
use crate::app::{
    Effect, MarkAction, Mode, Model,
    Scope::{Everywhere, Lists},
    list,
    motion::Motion,
    overlay::{self, Ask},
};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("next-article", "Next article, from any pane.", Everywhere, |m, n| step(m, n.times())).counted(),
    Command::new("previous-article", "Previous article, from any pane.", Everywhere, |m, n| step(m, -n.times()))
        .counted(),
    Command::new(
        "filter-list",
        "Filter the list as you type: words, -without, source:, revisions:>5, words:>100, changed:, after: (its last change), before: (first seen).",
        Lists,
        |m, _| overlay::open_prompt(m, Ask::Filter),
    ),
    Command::new("sort-menu", "Sort the list.", Lists, |m, _| overlay::sort_menu(m)),
    Command::new("article-facts", "Show what the dump says of the article.", Lists, |m, _| {
        m.mode = Mode::Facts { top: 0 };
        Vec::new()
    })
    .takes(),
    Command::new("toggle-star", "Star the article, or take its star away.", Everywhere, star).takes(),
    Command::new("toggle-read", "Mark the article as read, or as unread.", Lists, |m, _| read(m)).takes(),
    Command::new("set-mark", "Mark this place with a letter.", Everywhere, |m, _| mark(m, MarkAction::Set)).takes(),
    Command::new("go-to-mark", "Go to the place marked with a letter.", Everywhere, |m, _| mark(m, MarkAction::GoTo)),
];

fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    if model.list.is_apart() {
        return list::travel(model, Motion::Rows(by));
    }
    let (cursor, total) = (model.list.cursor, model.list.window.total);
    if total == 0 || (by > 0 && cursor + 1 >= total) || (by < 0 && cursor == 0) {
        model.say(if by > 0 { "This is the last article." } else { "This is the first article." });
        return Vec::new();
    }
    list::travel(model, Motion::Rows(by))
}

fn star(model: &mut Model, _: Count) -> Vec<Effect> {
    let Some(id) = model.timeline.article.clone().or_else(|| model.list.selected.clone()) else {
        model.say("There is no article to star yet.");
        return Vec::new();
    };
    let starred = Arc::make_mut(&mut model.user.starred);
    if starred.remove(&id) {
        model.say("Star taken away.");
    } else {
        starred.insert(id);
        model.say("Starred.");
    }
    let mut effects = vec![Effect::Save];
    if model.list.query.filter.among.is_some() {
        model.list.query.filter.among = Some(Arc::clone(&model.user.starred));
        effects.extend(list::requery(model));
    }
    effects
}

fn read(model: &mut Model) -> Vec<Effect> {
    let (rows, shown) = (model.timeline.rows().len(), model.timeline.is_current());
    let open = model.timeline.article.clone().filter(|_| shown).map(|id| (id, rows));
    let Some((id, count)) = open.or_else(|| model.list.current().map(|r| (r.id.clone(), r.revisions as usize))) else {
        model.say("There is no article to mark yet.");
        return Vec::new();
    };
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let seen = Arc::make_mut(&mut model.user.seen);
    if seen.get(&id).is_some_and(|n| *n >= count) {
        seen.remove(&id);
        model.say("Marked as unread.");
    } else {
        seen.insert(id, count);
        model.say("Marked as read.");
    }
    vec![Effect::Save]
}

fn mark(model: &mut Model, action: MarkAction) -> Vec<Effect> {
    model.mode = Mode::Mark(action);
    Vec::new()
}
