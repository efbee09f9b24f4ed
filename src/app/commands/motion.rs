//! Moving among rows and lines, in whatever has the focus.

use super::{Command, Count};
use crate::app::{
    Effect, Mode, Model, Pane, Scope::Everywhere, diff, list, motion::Motion, overlay, selection, timeline,
};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("next", "Next row or line.", Everywhere, |m, n| travel(m, Motion::Rows(n.times()))).counted().over(),
    Command::new("previous", "Previous row or line.", Everywhere, |m, n| travel(m, Motion::Rows(-n.times())))
        .counted()
        .over(),
    Command::new("half-page-down", "Half a page down.", Everywhere, |m, n| travel(m, Motion::Halves(n.times())))
        .counted()
        .over(),
    Command::new("half-page-up", "Half a page up.", Everywhere, |m, n| travel(m, Motion::Halves(-n.times())))
        .counted()
        .over(),
    Command::new("page-down", "A page down.", Everywhere, |m, n| travel(m, Motion::Pages(n.times()))).counted().over(),
    Command::new("page-up", "A page up.", Everywhere, |m, n| travel(m, Motion::Pages(-n.times()))).counted().over(),
    Command::new("first", "First row, or with a count that row.", Everywhere, |m, n| to(m, n, Motion::First))
        .counted()
        .over(),
    Command::new("last", "Last row, or with a count that row.", Everywhere, |m, n| to(m, n, Motion::Last))
        .counted()
        .over(),
];

fn to(model: &mut Model, count: Count, without: Motion) -> Vec<Effect> {
    travel(model, count.0.map_or(without, Motion::Nth))
}

/// Moves what has the focus.
fn travel(model: &mut Model, motion: Motion) -> Vec<Effect> {
    if model.mode != Mode::Browse {
        return overlay::travel(model, motion).unwrap_or_default();
    }
    match model.focus {
        Pane::List => list::travel(model, motion),
        Pane::Timeline => timeline::travel(model, motion),
        Pane::Diff if model.diff.selection.is_some() => {
            selection::travel(model, motion);
            Vec::new()
        }
        Pane::Diff => diff::travel(model, motion),
    }
}
