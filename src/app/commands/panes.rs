//! Panes: focus, zoom, in and out.

use super::{Command, Count};
use crate::{
    app::{
        Effect, Mode, Model, Pane,
        Scope::Everywhere,
        diff, find,
        geometry::{Geometry, WIDE},
        list, overlay,
        timeline::{self, Compare},
    },
    diff::rows::RowKind,
    model::Filter,
};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("out", "Out: from the diff to the timeline, from there to the list.", Everywhere, out),
    Command::new("in", "In: from the list to the timeline, from there to the diff.", Everywhere, into),
    Command::new("open", "Open what is under the cursor: article, revision, fold, entry.", Everywhere, open).over(),
    Command::new("back", "Back: close, clear selection, search or filter, go out.", Everywhere, back).over(),
    Command::new("next-pane", "Next pane.", Everywhere, |m, _| turn(m, 1)),
    Command::new("previous-pane", "Previous pane.", Everywhere, |m, _| turn(m, 2)),
    Command::new("focus-list", "To the article list.", Everywhere, |m, _| focus(m, Pane::List)),
    Command::new("focus-timeline", "To the timeline.", Everywhere, |m, _| focus(m, Pane::Timeline)),
    Command::new("focus-diff", "To the diff.", Everywhere, |m, _| focus(m, Pane::Diff)),
    Command::new("zoom", "Give the focused pane the whole screen, or take it back.", Everywhere, |m, _| {
        zoom(m, !m.zoom)
    }),
    Command::new("unzoom", "Show all panes again.", Everywhere, |m, _| zoom(m, false)),
];

/// Gives the focused pane the whole screen, or takes it back; where it has it anyway, that is said.
fn zoom(model: &mut Model, zoom: bool) -> Vec<Effect> {
    let of = |zoom| Geometry::of(model.size, model.focus, zoom);
    let fills = of(true) == of(false);
    if fills {
        let pane = match model.focus {
            Pane::List => "list",
            Pane::Timeline => "timeline",
            Pane::Diff => "diff",
        };
        model.say(format!("The {pane} fills the screen already; from {WIDE} columns on others stand beside it."));
    } else if !(zoom || model.zoom) {
        model.say("All panes are there already.");
    }
    model.zoom = zoom && !fills;
    Vec::new()
}

fn focus(model: &mut Model, pane: Pane) -> Vec<Effect> {
    list::focus(model, pane);
    Vec::new()
}

fn turn(model: &mut Model, by: usize) -> Vec<Effect> {
    let at = Pane::ALL.iter().position(|p| *p == model.focus).unwrap_or(0);
    let pane = Pane::ALL.iter().cycle().nth(at + by).copied().unwrap_or_default();
    focus(model, pane)
}

fn out(model: &mut Model, _: Count) -> Vec<Effect> {
    let pane = if model.focus == Pane::Diff { Pane::Timeline } else { Pane::List };
    focus(model, pane)
}

fn into(model: &mut Model, _: Count) -> Vec<Effect> {
    let pane = if model.focus == Pane::List { Pane::Timeline } else { Pane::Diff };
    focus(model, pane)
}

fn open(model: &mut Model, count: Count) -> Vec<Effect> {
    if let Some(effects) = overlay::enter(model) {
        return effects;
    }
    match model.focus {
        Pane::List => into(model, count),
        Pane::Timeline => {
            let mut effects = into(model, count);
            if model.timeline.compare == Compare::Chosen {
                model.timeline.compare = Compare::Previous;
                effects.extend(timeline::repair(model, diff::Landing::FirstChange));
            }
            effects
        }
        Pane::Diff => {
            open_fold(model);
            Vec::new()
        }
    }
}

fn open_fold(model: &mut Model) {
    let pane = &mut model.diff;
    match pane.row().map(|r| r.kind) {
        Some(RowKind::Fold { block, .. }) => {
            pane.layout.opened.insert(block);
            pane.lay_out();
        }
        _ => model.say("Nothing is folded on this row."),
    }
}

fn back(model: &mut Model, _: Count) -> Vec<Effect> {
    if overlay::leave(model) || model.list.seeking.take().is_some() || model.diff.selection.take().is_some() {
        return Vec::new();
    }
    if !find::words(model).is_empty() {
        find::preview(model, "");
        return Vec::new();
    }
    if model.zoom {
        model.zoom = false;
        return Vec::new();
    }
    match model.focus {
        Pane::List if model.list.query.filter.is_empty() => {
            model.say("This is the list; q quits.");
            Vec::new()
        }
        Pane::List => {
            model.list.query.filter = Filter::default();
            list::requery(model)
        }
        Pane::Timeline | Pane::Diff => {
            model.mode = Mode::Browse;
            out(model, Count(None))
        }
    }
}
