//! The timeline: revisions, base and target, times.

use super::{Command, Count};
use crate::app::{
    Effect, Model,
    Scope::{Everywhere, Lists},
    diff::{self, Landing},
    folding,
    model::Zone,
    timeline::{self, Compare},
};
use crate::text::quantity::counted;

pub(super) const COMMANDS: &[Command] = &[
    Command::new("next-revision", "Next revision with its diff, from any pane.", Everywhere, |m, n| step(m, n.times()))
        .counted(),
    Command::new("previous-revision", "Previous revision with its diff, from any pane.", Everywhere, |m, n| {
        step(m, -n.times())
    })
    .counted(),
    Command::new("set-base", "Make the timeline's current row the base.", Lists, |m, _| {
        choose(m, |t| t.base = Some(t.cursor), |base, _| format!("Base: revision {base}; t sets the target"))
    }),
    Command::new("set-target", "Make the timeline's current row the target.", Lists, |m, _| {
        choose(m, |t| t.target = Some(t.cursor), |_, target| format!("Target: revision {target}; b sets the base"))
    }),
    Command::new("swap-sides", "Swap base and target.", Lists, |m, _| {
        choose(
            m,
            |t| std::mem::swap(&mut t.base, &mut t.target),
            |base, target| format!("Swapped: revision {base} is the base, {target} the target"),
        )
    }),
    Command::new("cycle-compare", "Compare with the previous, first, last, last seen revision.", Everywhere, compare),
    Command::new("toggle-minor", "Fold minor revisions and bursts, or unfold them.", Lists, fold),
    Command::new("cycle-zone", "Show times local, in UTC, or as the origin gave them.", Everywhere, zone),
];

fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    let pane = &mut model.timeline;
    if !pane.is_current() || pane.shown.is_empty() {
        return Vec::new();
    }
    let (at, last) = (pane.place(), pane.shown.len() - 1);
    let to = at.saturating_add_signed(by).min(last);
    if to == at {
        model.say(if by > 0 { "This is the last revision." } else { "This is the first revision." });
        return Vec::new();
    }
    let index = pane.shown.get(to).copied().unwrap_or(0);
    if pane.compare == Compare::Chosen {
        pane.compare = Compare::Previous;
    }
    let effects = timeline::go(model, index);
    if model.timeline.pair().is_some_and(|(base, target)| base == target) && by < 0 {
        model.say("This is the first revision: there is none before it to compare with.");
    }
    effects
}

/// Base or target are set by hand; what became of them is said, for the timeline may be out of sight.
fn choose(model: &mut Model, set: fn(&mut timeline::TimelinePane), said: fn(u32, u32) -> String) -> Vec<Effect> {
    if !model.timeline.is_current() || model.timeline.rows().is_empty() {
        model.say("The timeline is not there yet.");
        return Vec::new();
    }
    set(&mut model.timeline);
    model.timeline.compare = Compare::Chosen;
    if let Some((base, target)) = model.timeline.pair() {
        model.say(format!("{}; = follows the cursor again.", said(base, target)));
    }
    diff::show(model, Landing::FirstChange)
}

fn compare(model: &mut Model, _: Count) -> Vec<Effect> {
    let pane = &mut model.timeline;
    // A stop at which a revision would be compared with itself is passed over.
    for _ in 0..4 {
        pane.compare = match pane.compare.next() {
            Compare::LastSeen if pane.seen_before == 0 => Compare::Previous,
            next => next,
        };
        if pane.pair_of(pane.cursor).is_some_and(|(base, target)| base != target) {
            break;
        }
    }
    let words = pane.compare.words();
    model.say(format!("Now {words}."));
    timeline::repair(model, Landing::FirstChange)
}

fn fold(model: &mut Model, _: Count) -> Vec<Effect> {
    model.timeline.folded = !model.timeline.folded;
    let effects = timeline::refold(model);
    let pane = &model.timeline;
    let hidden: Vec<bool> = (0..pane.rows().len())
        .filter(|i| pane.shown.binary_search(i).is_err())
        .filter_map(|i| pane.rows().get(i).map(|r| r.minor))
        .collect();
    let minor = hidden.iter().filter(|minor| **minor).count();
    let burst = hidden.len() - minor;
    let said = match (pane.folded, minor, burst) {
        (false, _, _) => "All revisions shown.".to_string(),
        (true, 0, 0) => folding::nothing_folded(pane.rows()).to_string(),
        (true, _, 0) => format!("{} hidden.", counted(minor, "minor revision")),
        (true, 0, _) => format!("{} of bursts folded.", counted(burst, "revision")),
        (true, _, _) => {
            format!("{} hidden, {} of bursts folded.", counted(minor, "minor revision"), counted(burst, "other"))
        }
    };
    model.say(said);
    effects
}

fn zone(model: &mut Model, _: Count) -> Vec<Effect> {
    let (zone, words) = match model.zone {
        Zone::Local => (Zone::Utc, "Times in UTC."),
        Zone::Utc => (Zone::Origin, "Times as the origin gave them."),
        Zone::Origin => (Zone::Local, "Times in your zone."),
    };
    model.zone = zone;
    model.say(words);
    Vec::new()
}
