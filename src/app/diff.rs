//! The diff's state: the diff, its rows laid out for the pane's width, the cursor, search and selection.

use std::sync::Arc;

use crate::{
    diff::{
        Diff, Ignore,
        rows::{Layout, Rows},
    },
    model::Changes,
};

/// The diff.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DiffPane {
    /// The diff shown; an older one stays until the next is there.
    pub diff: Option<Arc<Diff>>,
    /// What is ignored.
    pub ignore: Ignore,
    /// How it is laid out.
    pub layout: Layout,
    /// The rows, laid out for `layout`.
    pub rows: Arc<Rows>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// The change on which the reader stands, by index in the rows' changes.
    pub change: Option<usize>,
    /// Kinds of change walked to (`F`); empty for all.
    pub kinds: Changes,
    /// Hide minor changes (`F`).
    pub hide_minor: bool,
    /// The generation of the diff asked for last.
    pub generation: u64,
    /// Whether an answer is awaited.
    pub waiting: bool,
    /// The search in this pane (`/`), with its matches.
    pub search: Option<Find>,
    /// The words selected (`v`).
    pub selection: Option<Selection>,
}

/// A search in the diff.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Find {
    /// What is searched for, folded case.
    pub words: String,
    /// The matches in reading order.
    pub matches: Vec<FindMatch>,
    /// The match on which the reader stands.
    pub current: Option<usize>,
}

/// A match: characters of a strip, from 0, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindMatch {
    /// The first row that shows a part of it.
    pub row: usize,
    /// The strip.
    pub strip: usize,
    /// The first character.
    pub from: usize,
    /// One after the last character.
    pub to: usize,
}

/// Selected words of one strip: characters from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The strip.
    pub strip: usize,
    /// Where it was begun: the first character of a word.
    pub anchor: usize,
    /// Where it stands now: the first character of a word.
    pub head: usize,
}
