//! Windows of the article list: what is asked for and what comes back.

use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use jiff::Timestamp;

use super::{ArticleId, Changes, Language, Seen, SidesMark};

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// By the last change.
    #[default]
    Changed,
    /// By the first time seen.
    Seen,
    /// By the number of revisions.
    Revisions,
    /// By headline.
    Title,
    /// By words changed over all revisions.
    Churn,
    /// By the time from first to last revision.
    Lateness,
}

impl Sort {
    /// Every order, as the menu lists them.
    pub const ALL: [Sort; 6] = [Sort::Changed, Sort::Seen, Sort::Revisions, Sort::Title, Sort::Churn, Sort::Lateness];

    /// The word used on the command line and in menus.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Sort::Changed => "changed",
            Sort::Seen => "seen",
            Sort::Revisions => "revisions",
            Sort::Title => "title",
            Sort::Churn => "churn",
            Sort::Lateness => "lateness",
        }
    }
}

/// Which articles the list holds. An empty filter holds all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Words of the headline or source, or parts of these, from one of which a letter may be left out; articles that have
    /// them as words come first. Among them conditions: `source:bbc`, `revisions:>5`,
    /// `words:>100` (in the largest change), `changed:quote`, `after:2020-07`, `before:2021`. Behind a `-` the articles
    /// that do not have it.
    pub words: String,
    /// A part of the outlet's name, whatever its case.
    pub source: Option<String>,
    /// Last changed at or after.
    pub since: Option<Timestamp>,
    /// First seen at or before.
    pub until: Option<Timestamp>,
    /// At least so many revisions.
    pub min_revisions: Option<u32>,
    /// At least so many words came and went in one of its changes.
    pub min_change: Option<u32>,
    /// Any of these kinds of change in any revision.
    pub changed: Changes,
    /// Only these articles (starred ones).
    pub among: Option<Arc<HashSet<ArticleId>>>,
    /// Only articles with more revisions than the user has seen of them; those not in the map are unread.
    pub unread: Option<Arc<HashMap<ArticleId, u32>>>,
}

impl Filter {
    /// Whether every article passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

/// Sort and filter of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListQuery {
    /// The order.
    pub sort: Sort,
    /// The natural order of `sort` (newest, most, A first) turned round.
    pub reversed: bool,
    /// Which articles.
    pub filter: Filter,
}

/// Where a window starts.
#[derive(Debug, Clone, PartialEq)]
pub enum Anchor {
    /// At a rank, from 0.
    Rank(usize),
    /// So many rows above an article; at the rank where that article is not in the list.
    Article {
        /// The article to hold on to.
        id: ArticleId,
        /// Rows of the window above it.
        above: usize,
        /// The rank to fall back on.
        otherwise: usize,
    },
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowRequest {
    /// Sort and filter.
    pub query: ListQuery,
    /// Where the window starts.
    pub anchor: Anchor,
    /// How many rows at most.
    pub count: usize,
}

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListWindow {
    /// Articles that pass the filter.
    pub total: usize,
    /// The rank of the first row, from 0.
    pub first: usize,
    /// The rank of the anchor article, where it is in the list.
    pub anchor_rank: Option<usize>,
    /// The rows.
    pub rows: Vec<ListRow>,
}

/// What is known of a revision without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Step {
    /// The day on which it was seen, in UTC, counted from 1970-01-01; `None` where it bears no time.
    pub day: Option<i32>,
    /// What it changed in the revision before; nothing in the first.
    pub changes: Changes,
}

/// One article in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListRow {
    /// The identity.
    pub id: ArticleId,
    /// The outlet; empty where unknown.
    pub source: String,
    /// The URL; empty where unknown.
    pub url: String,
    /// The latest headline.
    pub title: String,
    /// The headline before the latest, where it ever changed.
    pub old_title: Option<String>,
    /// The first time seen.
    pub first_seen: Option<Seen>,
    /// The time of the latest revision that changed something.
    pub last_changed: Option<Seen>,
    /// How many revisions.
    pub revisions: u32,
    /// What the origin says of its checking.
    pub status: Option<String>,
    /// Words added and removed by each revision after the first, for the sparkline.
    pub sizes: Vec<u32>,
    /// When each revision was seen and what it changed, in their order.
    pub steps: Vec<Step>,
    /// Seconds from the first revision to the last that changed something, where both bear a time.
    pub lateness: Option<i64>,
    /// Every kind of change in its history.
    pub changes: Changes,
    /// Whether its sides were inferred.
    pub sides: SidesMark,
    /// Whether text of some revision is missing from the dump.
    pub partial: bool,
    /// The language it is written in, where that is one whose words are known in their forms.
    pub language: Option<Language>,
}

impl ListRow {
    /// What must be known of its text before anything is believed, in words; `None` where nothing needs saying.
    #[must_use]
    pub fn caution(&self) -> Option<&'static str> {
        self.sides.words().or(self.partial.then_some("text incomplete"))
    }
}
