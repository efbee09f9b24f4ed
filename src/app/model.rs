//! All the state there is.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};

use super::{
    diff::DiffPane,
    geometry::Geometry,
    held::Held,
    key::Key,
    keymap::{Keymap, Scope},
    list::ListPane,
    overlay::{ExportMenu, Hits, Lifelines, Menu, Overview, Palette, Phrase, Placing, Problems, Prompt, Why},
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

impl Pane {
    /// Every pane, outermost first.
    pub const ALL: [Pane; 3] = [Pane::List, Pane::Timeline, Pane::Diff];
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
    /// The lifelines of a revision's passages.
    Lifelines(Lifelines),
    /// The lifelines of a phrase.
    Phrase(Phrase),
    /// The figures of the archive.
    Overview(Overview),
    /// Problems met while reading.
    Problems(Problems),
    /// The letter of a mark is awaited.
    Mark(MarkAction),
}

/// What is to be done with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkAction {
    /// Set it here.
    Set,
    /// Go to it.
    GoTo,
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
    /// A part of a diff makes a document of this format; else it is always the whole.
    pub excerpts: bool,
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
    /// The folder in which the program was started, as shown: what is exported goes there.
    pub folder: String,
    /// The archive's name, as shown.
    pub archive: String,
    /// How far the reading is.
    pub progress: Progress,
    /// When the reading began that goes on now.
    pub reading_since: Option<Timestamp>,
    /// The archive is being read again: what was shown stays until that is done.
    pub rereading: bool,
    /// How far the reading was when the user had the archive read again, until what came is said.
    pub reloaded: Option<Progress>,
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
    /// A command that waits for what is on its way.
    pub held: Option<Held>,
    /// The digit just typed also did something (it focused a pane): what the focus was, and when. If a motion follows
    /// at once the digit was meant as its count, and the focus goes back.
    pub digit: Option<(Pane, Timestamp)>,
    /// A notice.
    pub notice: Option<Notice>,
    /// What the keys run.
    pub keymap: Arc<Keymap>,
    /// The theme's name.
    pub theme: String,
    /// The theme was chosen by the user, so that the terminal's background does not choose it.
    pub theme_chosen: bool,
    /// The themes there are, in the order in which a key cycles them.
    pub themes: Vec<String>,
    /// The exporters there are.
    pub exporters: Vec<ExportFormat>,
    /// What the user made.
    pub user: User,
    /// Lines typed at prompts, newest last.
    pub history: Vec<String>,
    /// The hits of the last archive search, to come back to.
    pub hits: Option<Hits>,
    /// The generation of the archive search asked for last.
    pub search_generation: u64,
    /// The generation of what was asked for last in [`Slot::Aside`](super::Slot::Aside).
    pub aside_generation: u64,
    /// A side set by hand whose page is being read again.
    pub placing: Option<Placing>,
    /// The export asked for last, to come back to if its file exists.
    pub export: Option<ExportMenu>,
}

impl Model {
    /// A browser that has not asked for anything yet; [`start`](super::start) does.
    #[must_use]
    pub fn new(size: (u16, u16), now: Timestamp, local: TimeZone, archive: impl Into<String>) -> Self {
        Model {
            size,
            now,
            local,
            zone: Zone::default(),
            folder: String::new(),
            archive: archive.into(),
            progress: Progress::default(),
            reading_since: None,
            rereading: false,
            reloaded: None,
            focus: Pane::default(),
            zoom: false,
            list: ListPane::default(),
            timeline: TimelinePane::default(),
            diff: DiffPane::default(),
            mode: Mode::default(),
            pending: Vec::new(),
            pending_since: None,
            count: None,
            held: None,
            digit: None,
            notice: None,
            keymap: Arc::new(Keymap::preset()),
            theme: String::new(),
            theme_chosen: false,
            themes: Vec::new(),
            exporters: Vec::new(),
            user: User::default(),
            history: Vec::new(),
            hits: None,
            search_generation: 0,
            aside_generation: 0,
            placing: None,
            export: None,
        }
    }

    /// Where everything stands on the screen.
    #[must_use]
    pub fn geometry(&self) -> Geometry {
        Geometry::of(self.size, self.focus, self.zoom)
    }

    /// Where everything stands as far as a pane is concerned: one that is not shown stands where it will once it has the
    /// focus, so that it loses neither its lines nor its place meanwhile.
    fn geometry_of(&self, pane: Pane) -> Geometry {
        let now = self.geometry();
        if now.area(pane).is_empty() { Geometry::of(self.size, pane, self.zoom) } else { now }
    }

    /// Entries that a pane shows at once, at least 1.
    #[must_use]
    pub fn page(&self, pane: Pane) -> usize {
        self.geometry_of(pane).capacity(pane).max(1)
    }

    /// Columns in which the diff is to be laid out; 0 where the window has no room for it.
    #[must_use]
    pub fn diff_width(&self) -> u16 {
        self.geometry_of(Pane::Diff).diff_width()
    }

    /// The scopes of bindings that hold now, the narrowest first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        match (&self.mode, self.focus) {
            (Mode::Browse, Pane::List | Pane::Timeline) => &[Scope::Lists, Scope::Everywhere],
            (Mode::Browse, Pane::Diff) if self.diff.selection.is_some() => {
                &[Scope::Selection, Scope::Diff, Scope::Everywhere]
            }
            (Mode::Browse, Pane::Diff) => &[Scope::Diff, Scope::Everywhere],
            (Mode::Why(_), _) => &[Scope::Why, Scope::Everywhere],
            (Mode::Hits(_), _) => &[Scope::Hits, Scope::Everywhere],
            (Mode::Export(_), _) => &[Scope::Export, Scope::Everywhere],
            _ => &[Scope::Everywhere],
        }
    }

    /// Whether the screen changes as time goes on, though nothing else happens: what is read grows, a notice goes, a prefix
    /// shows what it can become, a digit that focused a pane is no count any more.
    #[must_use]
    pub fn is_restless(&self) -> bool {
        !self.progress.done || self.notice.is_some() || !self.pending.is_empty() || self.digit.is_some()
    }

    /// Says something in the hint line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: false, since: self.now });
    }

    /// Says in the hint line that something failed.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: true, since: self.now });
    }
}
