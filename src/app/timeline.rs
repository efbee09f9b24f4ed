//! The timeline's state: the article's revisions, base and target, and what is folded away.

use crate::model::{ArticleId, Timeline, TimelineRow};

/// The timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TimelinePane {
    /// The article asked for; its timeline may still be on the way.
    pub article: Option<ArticleId>,
    /// The timeline, once it is there.
    pub timeline: Option<Timeline>,
    /// The row under the cursor, as an index into the timeline's rows.
    pub cursor: usize,
    /// The first row shown, as an index into [`TimelinePane::shown`].
    pub top: usize,
    /// The base, as an index into the timeline's rows.
    pub base: Option<usize>,
    /// The target, as an index into the timeline's rows.
    pub target: Option<usize>,
    /// What the base follows (`=`).
    pub compare: Compare,
    /// Minor revisions and bursts folded away.
    pub folded: bool,
    /// Indices of the rows shown, ascending; all unless folded.
    pub shown: Vec<usize>,
    /// The generation of the timeline asked for last.
    pub generation: u64,
    /// Whether an answer is awaited.
    pub waiting: bool,
    /// The search in this pane (`/`).
    pub search: Option<String>,
}

/// What a revision is compared with (`=` cycles).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Compare {
    /// The one before it.
    #[default]
    Previous,
    /// The first.
    First,
    /// The last.
    Last,
    /// The last one that the user had seen.
    LastSeen,
    /// Base and target were set by hand.
    Chosen,
}

impl TimelinePane {
    /// The rows of the timeline; empty while it is on the way.
    #[must_use]
    pub fn rows(&self) -> &[TimelineRow] {
        self.timeline.as_ref().map_or(&[], |t| &t.rows)
    }

    /// The revision numbers of base and target.
    #[must_use]
    pub fn pair(&self) -> Option<(u32, u32)> {
        let number = |i: Option<usize>| i.and_then(|i| self.rows().get(i)).map(|r| r.number);
        Some((number(self.base)?, number(self.target)?))
    }
}
