//! Deeds that take what is shown wait until it is what the cursors stand on: keys can come faster than answers, and the
//! article or pair before must not be copied, exported or marked in place of the one that was meant.

use super::{Code, Effect, Key, Model, Msg, commands::Count, keyboard, overlay};

/// A command that waits, with what was typed after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The command, as an index into [`COMMANDS`](super::commands::COMMANDS).
    pub command: usize,
    /// The count typed before it.
    pub count: Count,
    /// Keys and pasted text, in order: they have their say after the command.
    pub then: Vec<Msg>,
}

impl Model {
    /// Whether what is shown is what the cursors stand on: no list, timeline or diff is on its way that could change it.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let list = &self.list;
        let elsewhere = list.waiting && (list.fresh || list.seeking.is_some() || list.current().is_none());
        !(elsewhere || self.timeline.waiting || self.diff.waiting)
    }
}

/// Lets a command wait.
pub(super) fn hold(model: &mut Model, command: usize, count: Count) -> Vec<Effect> {
    model.held = Some(Held { command, count, then: Vec::new() });
    model.say("This waits for what is on its way; Esc gives it up.");
    Vec::new()
}

/// What is done while a command waits: keys and pasted text wait behind it, Esc and the mouse give it up. `Some` is what
/// is to be done at once.
pub(super) fn queue(model: &mut Model, msg: Msg) -> Option<Msg> {
    let Some(held) = &mut model.held else { return Some(msg) };
    match msg {
        Msg::Key(Key { code: Code::Escape, .. } | Key { code: Code::Char('c'), ctrl: true, .. }) => {
            model.held = None;
            model.say("Given up.");
            None
        }
        Msg::Key(_) | Msg::Paste(_) => {
            held.then.push(msg);
            None
        }
        Msg::Mouse(_) => {
            model.held = None;
            Some(msg)
        }
        msg => Some(msg),
    }
}

/// Runs the command that waits, and what was typed after it, if what is shown is now what was meant.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    if !model.is_settled() {
        return Vec::new();
    }
    let Some(Held { command, count, then }) = model.held.take() else { return Vec::new() };
    model.notice = None;
    let mut effects = keyboard::run(model, command, count);
    for msg in then {
        super::update::settle(model);
        // Another command among them may have to wait in its turn, and what follows with it.
        effects.extend(match queue(model, msg) {
            Some(Msg::Key(key)) => keyboard::press(model, key),
            Some(Msg::Paste(text)) => overlay::paste(model, &text),
            _ => Vec::new(),
        });
    }
    effects
}
