//! From a key to what it does: lines being typed first, then what lies over the panes, then the keymap.

use super::{
    Code, Effect, Key, Mode, Model, Scope,
    commands::{COMMANDS, Command, Count},
    held,
    keymap::{Meaning, label},
    overlay,
};

/// A digit that focused a pane counts for a motion that follows within so many milliseconds: who has seen the focus go
/// takes longer to press the next key, who types a count does not.
const DIGIT: i128 = 300;
/// The largest count.
const MOST: usize = 1_000_000_000;

/// A key was pressed.
pub fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    // A notice speaks of what was done before: the next key has its say in its place.
    model.notice = None;
    if let Some(effects) = overlay::key(model, key) {
        return effects;
    }
    if model.pending.is_empty()
        && let Some(digit) = digit(key)
        && (digit > 0 || model.count.is_some())
    {
        return count(model, key, digit);
    }
    if key.code == Code::Escape && model.count.is_some() && model.digit.is_none() {
        model.count = None;
        return Vec::new();
    }
    let mut keys = model.pending.clone();
    keys.push(key);
    if let Some((before, at)) = model.digit.take() {
        digit_then(model, &keys, (before, at));
    }
    match look_up(model, &keys) {
        Meaning::Command(index) => {
            forget(model);
            let count = Count(model.count.take());
            run(model, index, count)
        }
        Meaning::Prefix => {
            model.pending = keys;
            model.pending_since.get_or_insert(model.now);
            Vec::new()
        }
        Meaning::Nothing => {
            forget(model);
            model.count = None;
            if overlay::opened_by(model, &keys) {
                overlay::leave(model);
                return Vec::new();
            }
            if key.code != Code::Escape {
                model.say(format!("{} does nothing here; ? lists the keys.", label(&keys)));
            }
            Vec::new()
        }
    }
}

/// Runs a command; one that takes what is shown waits until that is what the cursors stand on.
pub fn run(model: &mut Model, index: usize, count: Count) -> Vec<Effect> {
    match COMMANDS.get(index) {
        Some(command) if command.takes && !model.is_settled() => held::hold(model, index, count),
        Some(command) => (command.run)(model, count),
        None => Vec::new(),
    }
}

/// What keys mean in this place.
fn look_up(model: &Model, keys: &[Key]) -> Meaning {
    model.keymap.look_up(model.scopes(), keys, |command| serves(model, command))
}

/// Whether a command can be run in this place: over the panes only what says so.
#[must_use]
pub fn serves(model: &Model, command: &Command) -> bool {
    model.mode == Mode::Browse || command.over || !matches!(command.scope, Scope::Everywhere)
}

fn forget(model: &mut Model) {
    model.pending.clear();
    model.pending_since = None;
}

fn digit(key: Key) -> Option<usize> {
    match key {
        Key { code: Code::Char(c), ctrl: false, alt: false, .. } => c.to_digit(10).map(|d| d as usize),
        _ => None,
    }
}

/// A digit: part of a count, and where it is bound (`1` `2` `3`) that too.
fn count(model: &mut Model, key: Key, digit: usize) -> Vec<Effect> {
    if let Some((before, at)) = model.digit.take() {
        if within(model, at) {
            model.focus = before;
        } else {
            model.count = None;
        }
    }
    let first = model.count.is_none();
    model.count = Some((model.count.unwrap_or(0) * 10 + digit).min(MOST));
    if let (true, Meaning::Command(index)) = (first, look_up(model, &[key])) {
        let before = (model.focus, model.now);
        let effects = run(model, index, Count(None));
        model.digit = Some(before);
        return effects;
    }
    Vec::new()
}

/// What follows a digit that focused a pane decides what the digit was.
fn digit_then(model: &mut Model, keys: &[Key], (before, at): (super::Pane, jiff::Timestamp)) {
    let focused = model.focus;
    model.focus = before;
    let counts = match look_up(model, keys) {
        Meaning::Command(index) => COMMANDS.get(index).is_some_and(|c| c.counts),
        Meaning::Prefix => true,
        Meaning::Nothing => false,
    };
    if !(counts && within(model, at)) {
        model.focus = focused;
        model.count = None;
    } else if let Some(digit) = model.count.filter(|_| focused != before) {
        // The focus was seen to go, so it is said why it came back.
        let keys = label(keys);
        model.say(format!("{digit}{keys}: {digit} was a count; wait a moment after it to stay in its pane."));
    }
}

/// Time went on: a digit that focused a pane was no count.
pub(super) fn tick(model: &mut Model) {
    if model.digit.is_some_and(|(_, at)| !within(model, at)) {
        (model.digit, model.count) = (None, None);
    }
}

fn within(model: &Model, at: jiff::Timestamp) -> bool {
    (model.now.as_millisecond() - at.as_millisecond()) as i128 <= DIGIT
}
