//! What can happen to the browser.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Key, Slot};
use crate::{
    diff::{
        Diff,
        passages::{Leg, Passages},
        weave::Weave,
    },
    model::{Hit, ListWindow, Problem, Progress, Stats, Timeline},
};

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The window has another size: columns, rows.
    Resize(u16, u16),
    /// Time went on: at least every 300 ms while a prefix key or a notice waits.
    Tick(Timestamp),
    /// The reading of the archive went on; a list shown is asked for again.
    Progress(Progress),
    /// A job answered. Dropped where `generation` is not the slot's current one.
    Answer {
        /// Whose answer.
        slot: Slot,
        /// The generation that asked.
        generation: u64,
        /// The answer.
        answer: Answer,
    },
    /// An effect came to an end; the sentence says how (`Copied 3 words with OSC 52.`).
    Done(String),
    /// An effect failed; the sentence says why and what to do.
    Failed(String),
    /// The export's file cannot be written; the sentence says why.
    ExportFailed(String),
    /// The export's file exists already: ask.
    ExportExists {
        /// The file, as shown.
        file: String,
    },
    /// The program came back from the background or from another program: redraw all.
    Resumed,
    /// The terminal answered that its background is light or dark.
    Background {
        /// Light.
        light: bool,
    },
}

/// A job's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A window of the article list.
    Window(ListWindow),
    /// An article's timeline.
    Timeline(Box<Timeline>),
    /// A diff.
    Diff(Arc<Diff>),
    /// Hits so far, to be appended.
    Hits {
        /// The new hits.
        hits: Vec<Hit>,
        /// Whether the search is over.
        done: bool,
    },
    /// The text of a revision with the history of its passages.
    Weave(Arc<Weave>),
    /// The passages that hold a phrase, and the legs of each.
    Passages(Arc<Passages>, Vec<Vec<Leg>>),
    /// The figures of the archive.
    Stats(Arc<Stats>),
    /// The problems met so far.
    Problems(Vec<Problem>),
    /// It could not be answered: a sentence.
    Failed(String),
    /// A query was wrong: where (characters from 0, half-open) and why.
    BadQuery {
        /// Where.
        span: (usize, usize),
        /// Why.
        reason: String,
    },
}

/// The mouse was used at a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub kind: MouseKind,
    /// Column from 0.
    pub column: u16,
    /// Row from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Click,
    /// The wheel turned away from the user.
    WheelUp,
    /// The wheel turned towards the user.
    WheelDown,
}
