//! The sort menu and the menu of kinds of change.

use std::sync::Arc;

use super::{Menu, MenuItem, MenuKind};
use crate::{
    app::{Effect, Key, Mode, Model, diff, list},
    model::{ChangeKind, Sort},
};

/// Entries of the sort menu after the orders: turn round.
const REVERSED: usize = Sort::ALL.len();
/// Entries of the menu of kinds after the kinds.
const MINOR: usize = ChangeKind::ALL.len();
const STARRED: usize = MINOR + 1;
const UNREAD: usize = MINOR + 2;
const EVERYTHING: usize = MINOR + 3;

/// The keys that take an entry at once, in the order of the entries; no letter that moves the cursor or closes.
const SORT_KEYS: &str = "cfrtwlo";
const KIND_KEYS: &str = "hb#@\"nisxwm+-ecotpv.*!a";

/// Opens the sort menu.
pub fn sort(model: &mut Model) -> Vec<Effect> {
    let labels =
        ["last change", "first seen", "number of revisions", "headline", "words changed", "span, first to last change"];
    let named = |(sort, label): (&Sort, &str)| item(label, sort.word(), model.list.query.sort == *sort);
    let mut items: Vec<MenuItem> = Sort::ALL.iter().zip(labels).map(named).collect();
    items.push(item("the other way round", "", model.list.query.reversed));
    let cursor = Sort::ALL.iter().position(|s| *s == model.list.query.sort).unwrap_or(0);
    model.mode = Mode::Menu(menu(MenuKind::Sort, "Sort by", items, cursor, SORT_KEYS));
    Vec::new()
}

/// Opens the menu of kinds of change.
pub fn kinds(model: &mut Model) -> Vec<Effect> {
    kinds_at(model, 0);
    Vec::new()
}

fn kinds_at(model: &mut Model, cursor: usize) {
    let named = |kind: &ChangeKind| item(kind.label(), kind.word(), model.diff.kinds.has(*kind));
    let mut items: Vec<MenuItem> = ChangeKind::ALL.iter().map(named).collect();
    items.push(item("hide minor changes", "", model.diff.hide_minor));
    items.push(item("only starred articles", "", model.list.query.filter.among.is_some()));
    items.push(item("only articles with unread revisions", "", model.list.query.filter.unread.is_some()));
    items.push(item("show everything", "", false));
    model.mode = Mode::Menu(menu(MenuKind::Kinds, "Show only", items, cursor, KIND_KEYS));
}

fn item(label: &str, word: &'static str, on: bool) -> MenuItem {
    MenuItem { key: None, label: label.into(), word: if word == label { "" } else { word }, on }
}

fn menu(kind: MenuKind, title: &str, mut items: Vec<MenuItem>, cursor: usize, keys: &str) -> Menu {
    items.iter_mut().zip(keys.chars()).for_each(|(item, key)| item.key = Some(Key::char(key)));
    Menu { kind, title: title.into(), items, cursor }
}

/// A key that takes an entry at once.
pub(super) fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Mode::Menu(menu) = &mut model.mode else { return None };
    menu.cursor = menu.items.iter().position(|i| i.key == Some(key))?;
    Some(take(model))
}

/// Takes the entry under the cursor. The sort menu closes; the menu of kinds stays, for several are often wanted.
pub(super) fn take(model: &mut Model) -> Vec<Effect> {
    let Mode::Menu(menu) = &model.mode else { return Vec::new() };
    let (kind, cursor) = (menu.kind, menu.cursor);
    match kind {
        MenuKind::Sort => {
            model.mode = Mode::Browse;
            let query = &mut model.list.query;
            match Sort::ALL.get(cursor) {
                Some(sort) if *sort == query.sort => query.reversed = !query.reversed,
                Some(sort) => (query.sort, query.reversed) = (*sort, false),
                None if cursor == REVERSED => query.reversed = !query.reversed,
                None => {}
            }
            list::resort(model)
        }
        MenuKind::Kinds => {
            take_kind(model, cursor);
            kinds_at(model, cursor);
            model.diff.lay_out();
            diff::stand(model);
            list::requery(model)
        }
    }
}

fn take_kind(model: &mut Model, cursor: usize) {
    let (diff, filter) = (&mut model.diff, &mut model.list.query.filter);
    match (ChangeKind::ALL.get(cursor), cursor) {
        (Some(kind), _) if diff.kinds.has(*kind) => diff.kinds.remove(*kind),
        (Some(kind), _) => diff.kinds.insert(*kind),
        (None, MINOR) => diff.hide_minor = !diff.hide_minor,
        (None, STARRED) => {
            filter.among = if filter.among.is_some() { None } else { Some(Arc::clone(&model.user.starred)) };
        }
        (None, UNREAD) => {
            filter.unread = if filter.unread.is_some() { None } else { Some(Arc::clone(&model.user.seen)) };
        }
        (None, EVERYTHING) => {
            (diff.kinds, diff.hide_minor) = (crate::model::Changes::default(), false);
            (filter.among, filter.unread) = (None, None);
        }
        (None, _) => {}
    }
    filter.changed = diff.kinds;
}
