//! What can lie over the panes: prompts, menus, lists. Each carries its own state.

mod deeds;
mod export;
mod facts;
mod grounds;
mod hits;
pub mod legend;
mod lifelines;
mod line;
mod menu;
mod overview;
mod palette;
mod phrase;
pub mod problems;
mod prompt;
mod rank;
pub mod sheet;
pub mod spread;
mod why;

pub use deeds::{click, enter, filter, key, leave, opened_by, paste, settle, travel};
pub use grounds::KEYS as SIDE_KEYS;
pub use line::Line;
pub use {
    export::{
        exists as export_exists, failed as export_failed, follow as follow_export, open as open_export,
        toggle as toggle_excerpt,
    },
    hits::{
        answer as hits, failed as search_failed, mistake as bad_query, opens, problems, read as hits_read,
        reorder as reorder_hits,
    },
    lifelines::{Lifelines, answer as woven, failed as aside_failed, open as open_lifelines},
    menu::{kinds as kinds_menu, sort as sort_menu},
    overview::{Overview, answer as counted, open as open_overview, read as overview_read},
    palette::{help, palette},
    phrase::{Entry, Phrase, answer as followed},
    problems::Problems,
    prompt::{MOST_HITS, open as open_prompt},
    why::{Placing, open as open_why, placed, set as set_side},
};

use super::{Key, diff::Asked};
use crate::{
    diff::Chosen,
    model::{ArticleId, Evidence, Hit, HitOrder, Side},
};

/// What a prompt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ask {
    /// Search in the focused pane.
    Find,
    /// Filter the list as typed.
    Filter,
    /// Search the archive.
    Search,
    /// A command to pipe to.
    Pipe,
}

/// A prompt.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {
    /// What it asks for.
    pub ask: Ask,
    /// The line.
    pub line: Line,
    /// What was in force before: Esc brings it back.
    pub before: String,
    /// What is wrong with it: where (characters from 0, half-open) and why.
    pub mistake: Option<((usize, usize), String)>,
    /// What is typed is no query yet, and may be one when it goes on.
    pub is_unfinished: bool,
    /// What a search of the archive found so far of what is typed.
    pub hits: Option<Hits>,
}

/// One entry of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuItem {
    /// The key that takes it at once.
    pub key: Option<Key>,
    /// What it says.
    pub label: String,
    /// What the command line calls it; empty where it has no word for it, or the same.
    pub word: &'static str,
    /// Whether it is in force now.
    pub on: bool,
}

/// Which menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MenuKind {
    /// The order of the list.
    Sort,
    /// The kinds of change.
    Kinds,
}

/// A menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Menu {
    /// Which.
    pub kind: MenuKind,
    /// The title.
    pub title: String,
    /// The entries.
    pub items: Vec<MenuItem>,
    /// The entry under the cursor.
    pub cursor: usize,
}

/// A filterable list of commands: the palette, or help for this place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Palette {
    /// The filter.
    pub line: Line,
    /// Whether the filter is being typed (help starts with it closed).
    pub typing: bool,
    /// The commands to filter, as indices into `COMMANDS`.
    pub all: Vec<usize>,
    /// The commands that pass, best first.
    pub rows: Vec<usize>,
    /// Where help was asked for: its signs stand above the commands.
    pub place: legend::Place,
    /// The entry under the cursor.
    pub cursor: usize,
    /// The first entry shown.
    pub top: usize,
}

/// The hits of an archive search.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// The query.
    pub query: String,
    /// Their order.
    pub order: HitOrder,
    /// The hits so far; at the end those of which it cannot be said whether they are hits.
    pub hits: Vec<Hit>,
    /// Whether the search is over.
    pub done: bool,
    /// The entry under the cursor.
    pub cursor: usize,
    /// The first entry shown.
    pub top: usize,
    /// What the same query has found so far since it was asked again, because more has been read; shown when it is over.
    pub again: Option<Vec<Hit>>,
}

/// What of a diff is exported.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// What changed, with so many unchanged paragraphs on either side of each change.
    Changed(usize),
    /// The paragraphs in which words are selected.
    Selected(Chosen),
}

/// The export menu.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportMenu {
    /// The diff that is exported, whatever comes onto the screen meanwhile.
    pub of: Asked,
    /// The source and the headline of its article.
    pub named: [String; 2],
    /// The exporter under the cursor, by index in the model's exporters.
    pub cursor: usize,
    /// Less than the whole diff: what the screen shows of it, or what is selected; [`Extent::Whole`] where there is no
    /// such thing.
    pub narrow: Extent,
    /// Only this is wanted.
    pub part: bool,
    /// The file name proposed or typed.
    pub file: Line,
    /// Whether the file name is being typed.
    pub typing: bool,
    /// The file exists: overwrite?
    pub exists: bool,
}

/// Why a paragraph stands where it does, or the headline.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The article, whatever comes onto the screen meanwhile.
    pub article: ArticleId,
    /// The paragraph: side and index from 0; `None` for the headline.
    pub paragraph: Option<(Side, usize)>,
    /// Its text.
    pub text: String,
    /// How its block was matched, as sentences.
    pub matched: Vec<String>,
    /// On which side of the compare page it was put and why; `None` where the dump says.
    pub evidence: Option<Evidence>,
    /// What the whole change did: where, and what.
    pub facts: Vec<(String, String)>,
    /// The first line shown.
    pub top: usize,
}
