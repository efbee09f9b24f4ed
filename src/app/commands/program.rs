//! The program itself.

use super::{Command, Count};
use crate::app::{Effect, Model, Scope::Everywhere, overlay};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("palette", "Find a command by its name.", Everywhere, |m, _| overlay::palette(m)),
    Command::new("help", "Help for this place.", Everywhere, |m, _| overlay::help(m)).over(),
    Command::new("cycle-theme", "Next theme.", Everywhere, theme).over(),
    Command::new("redraw", "Draw everything again.", Everywhere, |_, _| vec![Effect::Redraw]).over(),
    Command::new("suspend", "Go to the background.", Everywhere, |_, _| vec![Effect::Suspend]).over(),
    Command::new("close", "Close what lies over the panes, or quit.", Everywhere, |m, n| {
        if overlay::leave(m) { Vec::new() } else { quit(m, n) }
    })
    .over(),
    Command::new("quit", "Quit.", Everywhere, quit).over(),
];

fn quit(_: &mut Model, _: Count) -> Vec<Effect> {
    vec![Effect::Save, Effect::Quit]
}

fn theme(model: &mut Model, _: Count) -> Vec<Effect> {
    let at = model.themes.iter().position(|t| *t == model.theme).map_or(0, |i| i + 1);
    let Some(theme) = model.themes.get(at).or_else(|| model.themes.first()).cloned() else {
        model.say("There is only this theme.");
        return Vec::new();
    };
    model.say(format!("Theme: {theme}."));
    model.theme = theme;
    model.theme_chosen = true;
    Vec::new()
}
