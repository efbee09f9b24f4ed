//! What the browser wants done in the world.

use super::overlay::Extent;
use crate::{
    diff::Ignore,
    model::{ArticleId, HitOrder, Placement, WindowRequest},
};

/// Something to be done by `run`.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Run a job on the catalogue; an older job of the same slot is dropped.
    Ask {
        /// Whose job.
        slot: Slot,
        /// Goes back with the answer.
        generation: u64,
        /// What is asked.
        request: Request,
    },
    /// Compute these diffs ahead, so that they are there when asked for.
    Ahead(Vec<Request>),
    /// Put text on the clipboard; `what` names it in the notice (`the change`).
    Copy {
        /// The text.
        text: String,
        /// Its name.
        what: String,
    },
    /// Export the diff of two revisions.
    Export {
        /// The diff, as [`Request::Diff`].
        diff: Request,
        /// What of it.
        extent: Extent,
        /// The exporter's name.
        format: String,
        /// The file, as typed; relative to the working directory.
        file: String,
        /// Overwrite.
        force: bool,
    },
    /// Open text in `$EDITOR` (a temporary, read-only copy).
    Editor {
        /// A name for the copy.
        name: String,
        /// The text.
        text: String,
    },
    /// Open a URL with the system's opener.
    OpenUrl(String),
    /// Send text to a shell command that the user typed.
    Pipe {
        /// The command.
        command: String,
        /// The text.
        text: String,
    },
    /// Read the archive again.
    Reload,
    /// Set the sides of lines of a compare page by hand, remember them for that dump and read it again.
    SetSide {
        /// The article.
        article: ArticleId,
        /// The line of the dump, from 1.
        line: u32,
        /// Where it belongs; `None` takes the correction back.
        placement: Option<Placement>,
    },
    /// Write the session and what the user made.
    Save,
    /// Go to the background.
    Suspend,
    /// Clear and draw everything again.
    Redraw,
    /// End the program.
    Quit,
}

/// Which job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// The article list's window.
    List,
    /// The timeline.
    Timeline,
    /// The diff.
    Diff,
    /// The archive search.
    Search,
    /// Everything else that is looked at now and then: problems, sources, lifelines, figures.
    Aside,
}

/// What can be asked of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// A window of the list.
    Window(WindowRequest),
    /// A timeline.
    Timeline(ArticleId),
    /// A diff of two revisions.
    Diff {
        /// The article.
        article: ArticleId,
        /// The base's number.
        base: u32,
        /// The target's number.
        target: u32,
        /// What is ignored.
        ignore: Ignore,
        /// The texts as their origin wrote them, where prose was made of them (wikitext).
        markup: bool,
    },
    /// A search of every revision.
    Search {
        /// The query as typed.
        query: String,
        /// The order of hits.
        order: HitOrder,
        /// At most so many hits.
        limit: usize,
    },
    /// The text of a revision with the history of its passages.
    Weave {
        /// The article.
        article: ArticleId,
        /// The revision's number.
        target: u32,
    },
    /// The passages that hold a phrase in any revision of an article.
    Passages {
        /// The article.
        article: ArticleId,
        /// The phrase.
        phrase: String,
    },
    /// The figures of the archive.
    Stats,
    /// The problems met.
    Problems,
}
