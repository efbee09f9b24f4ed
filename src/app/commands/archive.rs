//! The archive as a whole.

use super::{Command, Count};
use crate::app::{
    Effect, Mode, Model, Request,
    Scope::Everywhere,
    Slot, list,
    overlay::{self, Problems},
};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("problems", "Show the problems met while reading.", Everywhere, problems),
    Command::new("overview", "Show the figures of the archive, with plots.", Everywhere, |m, _| {
        overlay::open_overview(m)
    }),
    Command::new("reload", "Read the archive again.", Everywhere, |m, _| {
        list::reread(m);
        m.reloaded.get_or_insert_with(|| m.progress.clone());
        m.say("Reading the archive again.");
        vec![Effect::Reload]
    }),
];

fn problems(model: &mut Model, _: Count) -> Vec<Effect> {
    model.mode = Mode::Problems(Problems::default());
    model.aside_generation += 1;
    vec![Effect::Ask { slot: Slot::Aside, generation: model.aside_generation, request: Request::Problems }]
}
