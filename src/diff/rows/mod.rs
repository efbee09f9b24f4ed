//! A diff laid out as lines of cells, for whoever shows it: the browser, the plain mode, the ANSI and HTML exports.
//!
//! Laws: the spans of the rows of one strip, joined, are the strip's text; no row is wider than its width; no grapheme
//! is cut.

pub mod carried;
mod entry;
mod fold;
mod lay_out;
mod lines;
mod marks;
mod measure;
mod note;
mod stops;
mod swallow;
mod voice;

pub use lay_out::lay_out;
pub use measure::BETWEEN;

use std::collections::BTreeSet;

use crate::{
    model::{ChangeKind, Changes, Side, Sides},
    text::{Roles, quantity::counted},
};

/// How a diff is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// Side by side where the width allows two readable columns, else inline.
    #[default]
    Automatic,
    /// One text, both voices.
    Inline,
    /// Old on the left, new on the right, block against block.
    SideBySide,
    /// Inline, with unchanged paragraphs folded away but for some context.
    ChangesOnly,
}

impl View {
    /// The views in the order in which a key cycles them.
    pub const ALL: [View; 4] = [View::Automatic, View::Inline, View::SideBySide, View::ChangesOnly];

    /// The name shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            View::Automatic => "automatic",
            View::Inline => "inline",
            View::SideBySide => "side by side",
            View::ChangesOnly => "changes only",
        }
    }
}

/// Everything that decides how a diff is laid out; two equal layouts of one diff give equal rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Layout {
    /// Cells that a row may take, gutter and numbers included.
    pub width: u16,
    /// The view.
    pub view: View,
    /// Just the base's or the target's text; `None` for both.
    pub only: Option<Side>,
    /// Break lines at words; else a paragraph is one row, cut at `width` by whoever draws it.
    pub wrap: bool,
    /// Show paragraph numbers.
    pub numbers: bool,
    /// In [`View::ChangesOnly`]: unchanged paragraphs kept on each side of a change.
    pub context: usize,
    /// In [`View::ChangesOnly`]: folds that the user opened, by the index of their first block.
    pub opened: BTreeSet<usize>,
    /// The kinds of change that are wanted (`F`), empty for all: in [`View::ChangesOnly`] others are folded away.
    pub kinds: Changes,
    /// In [`View::ChangesOnly`]: fold changes of no substance away too.
    pub hide_minor: bool,
    /// Underline and strike cannot be shown: write `[-…-]` and `{+…+}` instead.
    pub brackets: bool,
    /// Show the text raw, without swallowing or marks.
    pub raw: bool,
    /// For paper: nobody walks from change to change there, so none is told of.
    pub paper: bool,
}

/// A laid out diff.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
    /// The changes in reading order; none on paper.
    pub changes: Vec<ChangeMark>,
    /// Two columns are in use, each so many cells wide, gutters included; `None` for one column.
    pub columns: Option<u16>,
    /// Cells before the text of every line, in each column: one for the bar of the current change, one for the sign, a
    /// blank, and where numbers are shown the digits of the greatest and a blank. The spans begin after them.
    pub gutter: u16,
}

/// One line on the page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// What the line is.
    pub kind: RowKind,
    /// The block it belongs to, by index; `None` for headline and blank rows.
    pub block: Option<usize>,
    /// The change it belongs to, by index in [`Rows::changes`]: of an edited block's rows without a change that of the
    /// nearest above, or of the first.
    pub change: Option<usize>,
    /// The left (or only) line and, in two columns, the right one.
    pub lines: Sides<Option<Line>>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RowKind {
    /// The headline.
    Headline,
    /// Text of a paragraph.
    #[default]
    Text,
    /// The blank line between paragraphs.
    Blank,
    /// What is folded away: how much, and the index of the first block folded (for [`Layout::opened`]).
    Fold {
        /// So many are hidden.
        hidden: usize,
        /// So many of what.
        of: Folded,
        /// The first block hidden, or the one of which lines are hidden.
        block: usize,
    },
    /// A sentence of ours between paragraphs (`⇅ from ¶7`, `text missing here`).
    Note,
}

/// What a fold hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Folded {
    /// Unchanged paragraphs.
    Paragraphs,
    /// Unchanged lines of a paragraph that was edited.
    Lines,
    /// Paragraphs of which some changed, in ways that are not wanted.
    Others {
        /// So many of them.
        changes: usize,
    },
}

impl Folded {
    /// So much of it, in words: `3 unchanged paragraphs`, `4 paragraphs, 2 changes of other kinds`.
    #[must_use]
    pub fn told(self, hidden: usize) -> String {
        match self {
            Folded::Paragraphs => counted(hidden, "unchanged paragraph"),
            Folded::Lines => counted(hidden, "unchanged line"),
            Folded::Others { changes } if changes == hidden => counted(changes, "other change"),
            Folded::Others { changes } => {
                let unchanged = counted(hidden - changes.min(hidden), "unchanged paragraph");
                format!("{unchanged}, {}", counted(changes, "other change"))
            }
        }
    }
}

/// A line of one column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The gutter sign; a blank where there is none.
    pub sign: char,
    /// The role of the gutter sign.
    pub sign_roles: Roles,
    /// The paragraph's number from 1, on its first row, where numbers are shown.
    pub number: Option<usize>,
    /// Which paragraph the line shows, by side and index from 0: its own side in two columns or where it is one-sided,
    /// the new side otherwise.
    pub paragraph: Option<(Side, usize)>,
    /// The strip: all lines with one strip number, joined, are the text of one paragraph as shown in this view.
    pub strip: usize,
    /// Where the line begins in its strip, in characters from 0.
    pub from: usize,
    /// Characters of the paragraph before its strip: more than 0 after a fold.
    pub before: usize,
    /// The text.
    pub spans: Vec<Span>,
}

/// A run of text with one set of roles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The text, sanitised: no control characters.
    pub text: String,
    /// What it is.
    pub roles: Roles,
    /// In text that went or came: the how-manieth replacement of its block it is part of, from 0.
    pub edit: Option<usize>,
}

impl Span {
    /// Text with its roles.
    pub fn new(text: impl Into<String>, roles: impl Into<Roles>) -> Self {
        Span { text: text.into(), roles: roles.into(), edit: None }
    }
}

/// One change to walk to: a block, or a part of it, for what is edited at two places of a paragraph is two changes to
/// whoever reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeMark {
    /// The first row that shows it, by index.
    pub row: usize,
    /// The last row that shows it, by index.
    pub last: usize,
    /// Its block, by index; `None` for the headline.
    pub block: Option<usize>,
    /// What kinds of change it brings.
    pub kinds: Changes,
    /// Whether it is of substance (not a time stamp, not spacing only).
    pub substance: bool,
    /// For a block that holds sentences carried from or to another paragraph: the first row of the first such paragraph.
    /// For a moved paragraph: the row of the note that stands where it stood. That row bears the same change, so that
    /// from there the other end is `row`. The note is no change of its own to walk to.
    pub other_end: Option<usize>,
}

impl ChangeMark {
    /// Whether a row shows it.
    #[must_use]
    pub fn shows(&self, row: usize) -> bool {
        (self.row..=self.last).contains(&row)
    }

    /// Whether the change is to be walked to under a filter of kinds.
    #[must_use]
    pub fn passes(&self, kinds: Changes) -> bool {
        kinds.is_empty() || self.kinds.meets(kinds) || (kinds.has(ChangeKind::Headline) && self.block.is_none())
    }
}
