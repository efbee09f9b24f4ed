//! Why a paragraph stands where it does, and setting its side by hand.

use super::Command;
use crate::{
    app::{
        Scope::{Diff, Why},
        overlay,
    },
    model::{Placement, Side},
};

pub(super) const COMMANDS: &[Command] = &[
    Command::new(
        "lifelines",
        "Show which revision brought each passage, or what became of the selected words.",
        Diff,
        |m, _| overlay::open_lifelines(m),
    )
    .takes(),
    Command::new("why", "Why the paragraph stands where it does.", Diff, |m, _| overlay::open_why(m)).takes(),
    Command::new("side-old", "Set the paragraph's side by hand: the old one.", Why, |m, _| {
        overlay::set_side(m, Some(Placement::One(Side::Old)))
    }),
    Command::new("side-new", "Set the paragraph's side by hand: the new one.", Why, |m, _| {
        overlay::set_side(m, Some(Placement::One(Side::New)))
    }),
    Command::new("side-both", "Set the paragraph's side by hand: both.", Why, |m, _| {
        overlay::set_side(m, Some(Placement::Both))
    }),
    Command::new("side-inferred", "Take back what was set by hand.", Why, |m, _| overlay::set_side(m, None)),
];
