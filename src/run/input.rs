//! What the terminal reports, as messages: keys normalised once, here.

use std::{
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::Sender;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use super::{browser::Happening, colours};
use crate::app::{Code, Key, Mouse, MouseKind, Msg};

/// How long the reader may be deaf to the gate; also how long lending the terminal may have to wait.
const PATIENCE: Duration = Duration::from_millis(40);

/// How long the first articles are waited for before the terminal is asked for its background.
const FIRST: Duration = Duration::from_millis(200);

/// Opens and closes the reading of the terminal, so that an editor or a shell gets its keys undisturbed.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    closed: bool,
    reading: bool,
}

impl Gate {
    /// Stops the reading; returns once no read is under way.
    pub fn close(&self) {
        let (state, bell) = &*self.0;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed = true;
        while state.reading {
            state = bell.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lets the reading go on.
    pub fn open(&self) {
        let (state, bell) = &*self.0;
        state.lock().unwrap_or_else(PoisonError::into_inner).closed = false;
        bell.notify_all();
    }

    fn enter(&self) {
        let (state, bell) = &*self.0;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.closed {
            state = bell.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.reading = true;
    }

    fn leave(&self) {
        let (state, bell) = &*self.0;
        state.lock().unwrap_or_else(PoisonError::into_inner).reading = false;
        bell.notify_all();
    }
}

/// What the asking for the terminal's background needs.
pub struct Background {
    /// Held while the terminal is asked: nobody else may write to it then.
    pub quiet: Arc<Mutex<()>>,
    /// The first articles are on the screen.
    pub shown: Arc<AtomicBool>,
}

impl Background {
    /// Asks, once the first articles are shown, and before anything else reads from the terminal: an answer that comes
    /// late would be taken for keys.
    fn ask(&self, to: &Sender<Happening>) {
        let deadline = Instant::now() + FIRST;
        while !self.shown.load(Ordering::SeqCst) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(5));
        }
        let light = {
            let _quiet = self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
            colours::light()
        };
        let _ = to.send(Happening::Msg(Msg::Background { light: light.unwrap_or(false) }));
    }
}

/// Reads the terminal for ever, on a thread of its own; first asks for its background, where that is wanted.
pub fn read(gate: Gate, to: Sender<Happening>, background: Option<Background>) {
    thread::spawn(move || {
        if let Some(background) = background {
            background.ask(&to);
        }
        loop {
            gate.enter();
            let event = match event::poll(PATIENCE) {
                Ok(true) => event::read().map(Some),
                Ok(false) => Ok(None),
                Err(e) => Err(e),
            };
            gate.leave();
            let happening = match event {
                Ok(event) => event.and_then(message).map(Happening::Msg),
                // The terminal is gone (closed window): there is nobody left to show anything to.
                Err(_) => {
                    let _ = to.send(Happening::Hangup);
                    return;
                }
            };
            if happening.is_some_and(|h| to.send(h).is_err()) {
                return;
            }
        }
    });
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => self::key(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
        Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
                MouseEventKind::ScrollUp => MouseKind::WheelUp,
                MouseEventKind::ScrollDown => MouseKind::WheelDown,
                _ => return None,
            };
            Some(Msg::Mouse(Mouse { kind, column: mouse.column, row: mouse.row }))
        }
        _ => None,
    }
}

/// A key as the keymap spells it: releases ignored, shift folded into characters, back-tab as Tab with shift.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(c) => {
            // Some terminals report `G` as shift and `g`, some as shift and `G`, some as `G`.
            let c = if shift && c.is_lowercase() { c.to_uppercase().next().unwrap_or(c) } else { c };
            shift = false;
            Code::Char(c)
        }
        KeyCode::F(n) => Code::Function(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Escape,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        _ => return None,
    };
    let has = |modifier| event.modifiers.contains(modifier);
    Some(Key { code, ctrl: has(KeyModifiers::CONTROL), alt: has(KeyModifiers::ALT), shift })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_is_the_same_on_every_terminal() {
        let press = |code, modifiers| key(KeyEvent::new(code, modifiers));
        let upper = Some(Key::char('G'));
        assert_eq!(press(KeyCode::Char('G'), KeyModifiers::NONE), upper);
        assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT), upper);
        assert_eq!(press(KeyCode::Char('g'), KeyModifiers::SHIFT), upper);
        assert_eq!(press(KeyCode::Char('d'), KeyModifiers::CONTROL), Some(Key::ctrl('d')));
        let back = press(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(back, Some(Key { shift: true, ..Key::plain(Code::Tab) }));
        let release = KeyEvent::new_with_kind(KeyCode::Char('a'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(release), None);
    }
}
