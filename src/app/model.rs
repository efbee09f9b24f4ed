//! All the state there is.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    diff::DiffPane,
    key::Key,
    list::ListPane,
    overlay::{ExportMenu, Hits, Menu, Palette, Problems, Prompt, Why},
    timeline::TimelinePane,
    user::User,
};
use crate::model::Progress;

/// A pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Pane {
    /// The article list.
    #[default]
    List,
    /// The timeline.
    Timeline,
    /// The diff.
    Diff,
}

/// What the keys mean now, with the state that this needs.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Mode {
    /// The panes.
    #[default]
    Browse,
    /// A line is being typed.
    Prompt(Prompt),
    /// A menu lies over the panes.
    Menu(Menu),
    /// The command palette.
    Palette(Palette),
    /// Help for this place.
    Help(Palette),
    /// The hits of an archive search.
    Hits(Hits),
    /// The export menu.
    Export(ExportMenu),
    /// The article's facts; the first line shown.
    Facts {
        /// The first line shown.
        top: usize,
    },
    /// Why a paragraph stands where it does.
    Why(Why),
    /// Problems met while reading.
    Problems(Problems),
}

/// A notice in the hint line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Something failed.
    pub failed: bool,
    /// When it was given; it goes after some seconds.
    pub since: Timestamp,
}

/// An exporter, as the export menu shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFormat {
    /// The name (`html`).
    pub name: String,
    /// What it is.
    pub summary: String,
    /// The file's suffix, without the dot.
    pub suffix: String,
}

/// How times are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Zone {
    /// In the user's zone.
    #[default]
    Local,
    /// In UTC.
    Utc,
    /// As the origin gave them.
    Origin,
}

/// All the state there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The time, as the last message told it.
    pub now: Timestamp,
    /// The user's zone.
    pub local: TimeZone,
    /// How times are shown.
    pub zone: Zone,
    /// The archive's name, as shown.
    pub archive: String,
    /// How far the reading is.
    pub progress: Progress,
    /// The focused pane.
    pub focus: Pane,
    /// The focused pane has the whole screen.
    pub zoom: bool,
    /// The article list.
    pub list: ListPane,
    /// The timeline.
    pub timeline: TimelinePane,
    /// The diff.
    pub diff: DiffPane,
    /// What the keys mean.
    pub mode: Mode,
    /// Keys pressed of a sequence not yet complete.
    pub pending: Vec<Key>,
    /// When the first of them was pressed: after 300 ms their continuations are shown.
    pub pending_since: Option<Timestamp>,
    /// The count typed before a motion.
    pub count: Option<usize>,
    /// A notice.
    pub notice: Option<Notice>,
    /// The theme's name.
    pub theme: String,
    /// The themes there are, in the order in which a key cycles them.
    pub themes: Vec<String>,
    /// The exporters there are.
    pub exporters: Vec<ExportFormat>,
    /// What the user made.
    pub user: User,
    /// Lines typed at prompts, newest last.
    pub history: Vec<String>,
}
