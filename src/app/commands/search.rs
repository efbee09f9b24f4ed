//! Finding: in a pane, in the archive, by kinds of change.

use super::Command;
use crate::app::{
    Effect, Model,
    Scope::{self, Everywhere},
    find,
    overlay::{self, Ask},
};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("find", "Search in this pane, or filter help and problems.", Everywhere, |m, _| begin(m)).over(),
    Command::new("find-next", "Next match.", Everywhere, |m, n| find::step(m, n.times(), false)).counted(),
    Command::new("find-previous", "Previous match.", Everywhere, |m, n| find::step(m, -n.times(), false)).counted(),
    Command::new(
        "search-archive",
        "Search every revision of the archive; recension search --help tells what can be asked.",
        Everywhere,
        |m, _| overlay::open_prompt(m, Ask::Search),
    )
    .over(),
    Command::new("order-hits", "Order the hits by relevance, or by time again.", Scope::Hits, |m, _| {
        overlay::reorder_hits(m)
    }),
    Command::new("kinds-menu", "Show only some kinds of change, or what is starred or unread.", Everywhere, |m, _| {
        overlay::kinds_menu(m)
    }),
];

fn begin(model: &mut Model) -> Vec<Effect> {
    if model.mode == crate::app::Mode::Browse {
        return overlay::open_prompt(model, Ask::Find);
    }
    overlay::filter(model);
    Vec::new()
}
