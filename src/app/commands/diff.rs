//! The diff: changes, views, what is ignored, folds, words.

use super::{Command, Count};
use crate::{
    app::{
        Effect, Model, Pane,
        Scope::{Diff, Everywhere, Selection},
        diff::{self, Landing},
        selection, sideways, walk,
    },
    diff::rows::{Layout, View},
    model::Side,
    text::quantity::counted,
};

/// Paragraphs of context at most.
const MOST_CONTEXT: usize = 20;

pub(super) const COMMANDS: &[Command] = &[
    Command::new("next-change", "Next change.", Diff, |m, n| step(m, n.times())).counted(),
    Command::new("previous-change", "Previous change.", Diff, |m, n| step(m, -n.times())).counted(),
    Command::new("scroll-diff-down", "Scroll the diff down, wherever the focus is.", Everywhere, |m, n| {
        diff::scroll(m, n.times());
        Vec::new()
    })
    .counted(),
    Command::new("scroll-diff-up", "Scroll the diff up, wherever the focus is.", Everywhere, |m, n| {
        diff::scroll(m, -n.times());
        Vec::new()
    })
    .counted(),
    Command::new("centre-row", "Put the current row in the middle.", Diff, |m, _| place(m, |page| page / 2)),
    Command::new("row-to-top", "Put the current row at the top.", Diff, |m, _| place(m, |_| 0)),
    Command::new("row-to-bottom", "Put the current row at the bottom.", Diff, |m, _| place(m, |page| page - 1)),
    Command::new("cycle-view", "Next view: automatic, inline, side by side, changes only.", Diff, view),
    Command::new("cycle-sides", "Only the old text, only the new one, both.", Diff, sides),
    Command::new("toggle-wrap", "Wrap long paragraphs, or cut them off.", Diff, |m, _| {
        set(m, |l| l.wrap = !l.wrap);
        let wrap = m.diff.layout.wrap;
        m.diff.reveal_change();
        m.say(if wrap { "Paragraphs wrapped." } else { "Paragraphs cut off at the edge; Shift-→ scrolls sideways." });
        Vec::new()
    }),
    Command::new("scroll-right", "Scroll long lines sideways, to the right.", Diff, |m, n| {
        sideways::scroll(m, true, n.0)
    })
    .counted(),
    Command::new("scroll-left", "Scroll long lines sideways, to the left.", Diff, |m, n| {
        sideways::scroll(m, false, n.0)
    })
    .counted(),
    Command::new("cycle-ignore", "Ignore nothing, spacing and typography, also case and punctuation.", Diff, ignore),
    Command::new("less-context", "Less context in the view of changes only.", Diff, |m, n| context(m, -n.times()))
        .counted(),
    Command::new("more-context", "More context in the view of changes only.", Diff, |m, n| context(m, n.times()))
        .counted(),
    Command::new("other-end", "To the other end of a moved passage.", Diff, other_end),
    Command::new("toggle-numbers", "Show paragraph numbers, or hide them.", Diff, |m, _| {
        set(m, |l| l.numbers = !l.numbers);
        Vec::new()
    }),
    Command::new("toggle-raw", "Show the text raw, without marks and without swallowing.", Diff, |m, _| {
        set(m, |l| l.raw = !l.raw);
        let raw = m.diff.layout.raw;
        let key = m.keymap.keys_of("cycle-sides").into_iter().next().unwrap_or_default();
        m.say(match m.diff.raw_side() {
            None if raw => "The text raw.".to_owned(),
            None => "The text with its marks.".to_owned(),
            Some(Side::New) => format!("The target's text raw; {key} shows the base's."),
            Some(Side::Old) => format!("The base's text raw; {key} shows the target's."),
        });
        // Where prose was made of markup, the markup is another text.
        diff::show(m, Landing::Place)
    }),
    Command::new("select-words", "Select words, to copy them or to search for them.", Diff, |m, _| {
        selection::toggle(m)
    })
    .takes(),
    Command::new("select-next-word", "Take the selection one word further.", Selection, |m, n| word(m, n.times()))
        .counted(),
    Command::new("select-previous-word", "Take the selection one word back.", Selection, |m, n| word(m, -n.times()))
        .counted(),
];

fn word(model: &mut Model, by: isize) -> Vec<Effect> {
    selection::by_words(model, by);
    Vec::new()
}

/// To another change of those walked to; past the last one it goes on with the first, where these are filtered with the
/// next revision that has such.
fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    let pane = &mut model.diff;
    let walked = pane.walked();
    let is_filtered = !pane.kinds.is_empty() || pane.hide_minor;
    if walked.is_empty() {
        if is_filtered {
            return walk::to_next_pair(model, by > 0);
        }
        model.say("Nothing changed here.");
        return Vec::new();
    }
    if by.abs() == 1 && pane.change.is_some_and(|c| pane.walks_to(c)) && pane.go_on_in_row(by > 0) {
        let (at, all) = pane.standing();
        let side = if by > 0 { "on" } else { "back" };
        model.say(format!("Change {} of {all}, further {side} in its line.", at.unwrap_or(1)));
        return Vec::new();
    }
    let at = pane.stepped(&walked, by);
    let len = walked.len() as isize;
    if is_filtered
        && !(0..len).contains(&at)
        && let Some(effects) = walk::beyond(model, by > 0)
    {
        return effects;
    }
    let pane = &mut model.diff;
    let to = at.rem_euclid(len) as usize;
    let index = walked.get(to).copied().unwrap_or(0);
    let row = pane.rows.changes.get(index).map_or(0, |c| c.row);
    pane.go(row);
    pane.change = Some(index);
    pane.reveal_change();
    let around = if at >= len {
        ", from the top again"
    } else if at < 0 {
        ", from the bottom again"
    } else {
        ""
    };
    let said = match len {
        1 => "This is the only change.".to_string(),
        _ => format!("Change {} of {len}{around}.", to + 1),
    };
    reveal(model, index);
    model.say(said);
    Vec::new()
}

/// Scrolls so that a change is seen with some rows around it, where it fits.
fn reveal(model: &mut Model, change: usize) {
    let page = model.page(Pane::Diff);
    let pane = &mut model.diff;
    let Some((first, last)) = pane.rows.changes.get(change).map(|c| (c.row, c.last)) else { return };
    if first < pane.top || last >= pane.top + page {
        pane.top = first.saturating_sub((page / 4).min(page.saturating_sub(last - first + 1)));
    }
}

fn place(model: &mut Model, above: fn(usize) -> usize) -> Vec<Effect> {
    let page = model.page(Pane::Diff);
    model.diff.top = model.diff.cursor.saturating_sub(above(page));
    Vec::new()
}

fn set(model: &mut Model, change: impl FnOnce(&mut Layout)) {
    change(&mut model.diff.layout);
    model.diff.lay_out();
}

fn view(model: &mut Model, _: Count) -> Vec<Effect> {
    let at = View::ALL.iter().position(|v| *v == model.diff.layout.view).unwrap_or(0);
    let view = View::ALL.iter().cycle().nth(at + 1).copied().unwrap_or_default();
    set(model, |l| l.view = view);
    model.say(format!("View: {}.", view.word()));
    Vec::new()
}

fn sides(model: &mut Model, _: Count) -> Vec<Effect> {
    let (only, words) = match model.diff.layout.only {
        // Raw, one text stands alone: the two take turns.
        None | Some(Side::New) if model.diff.raw_side().is_some() => (Some(Side::Old), "Only the base's text."),
        Some(Side::Old) if model.diff.raw_side().is_some() => (None, "Only the target's text."),
        None => (Some(Side::Old), "Only the base's text."),
        Some(Side::Old) => (Some(Side::New), "Only the target's text."),
        Some(Side::New) => (None, "Both texts."),
    };
    set(model, |l| l.only = only);
    model.say(words);
    Vec::new()
}

fn ignore(model: &mut Model, _: Count) -> Vec<Effect> {
    model.diff.ignore = model.diff.ignore.next();
    let words = model.diff.ignore.words();
    model.say(format!("Ignored: {words}."));
    diff::show(model, Landing::Place)
}

fn context(model: &mut Model, by: isize) -> Vec<Effect> {
    let context = model.diff.layout.context.saturating_add_signed(by).min(MOST_CONTEXT);
    set(model, |l| l.context = context);
    let view = if model.diff.layout.view == View::ChangesOnly { "" } else { " (in the view of changes only, s)" };
    model.say(format!("{} of context{view}.", counted(context, "paragraph")));
    Vec::new()
}

fn other_end(model: &mut Model, _: Count) -> Vec<Effect> {
    match model.diff.current_change().and_then(|c| c.other_end) {
        Some(row) => model.diff.go(row),
        None => model.say("Nothing moved here."),
    }
    Vec::new()
}
