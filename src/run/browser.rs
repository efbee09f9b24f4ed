//! The browser's loop: what happens becomes messages, messages become effects, effects are done here.

use crate::app::Msg;

/// Something that the loop waits for.
#[derive(Debug)]
pub enum Happening {
    /// A message for the state machine.
    Msg(Msg),
    /// A signal to go to sleep.
    Sleep,
    /// A signal to end.
    End(i32),
    /// The terminal is gone.
    Hangup,
}
