//! What a search finds.

use super::{ArticleId, Seen, TextState};

/// Where a hit lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The headline.
    Title,
    /// A paragraph, by index from 0.
    Paragraph(usize),
}

impl Field {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Paragraph(_) => "text",
        }
    }
}

/// The revisions of an article in which a passage or phrase occurs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lifeline {
    /// For each revision of the timeline, in order: its number, and whether the phrase is in it (`None`: cannot say,
    /// because its text is partial, withheld or an error page and the phrase was not found in what there is).
    pub revisions: Vec<(u32, Option<bool>)>,
}

impl Lifeline {
    /// The numbers of the revisions that hold the phrase.
    pub fn present(&self) -> impl Iterator<Item = u32> {
        self.revisions.iter().filter(|r| r.1 == Some(true)).map(|r| r.0)
    }

    /// Whether the last revision holds it; `None` where that cannot be said.
    #[must_use]
    pub fn in_last(&self) -> Option<bool> {
        self.revisions.last().and_then(|r| r.1)
    }

    /// What it is drawn as: runs of revisions that hold it, do not, or of which it cannot be said, with their lengths.
    pub fn runs(&self) -> impl Iterator<Item = (Option<bool>, usize)> {
        let runs = self.revisions.chunk_by(|a, b| a.1 == b.1);
        runs.filter_map(|run| run.first().map(|first| (first.1, run.len())))
    }
}

/// A revision in which something was looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// Its number.
    pub revision: u32,
    /// When it was seen.
    pub time: Option<Seen>,
}

/// Where a phrase came or went: between two revisions. Of those that lie between, nothing can be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// It went; else it came.
    pub went: bool,
    /// The last revision that had it, where it went; the last that had not, where it came.
    pub before: Sighting,
    /// The first revision that had it no more, or had it.
    pub after: Sighting,
}

/// A revision of which it cannot be said whether it holds what is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown {
    /// Its number.
    pub revision: u32,
    /// What its text is.
    pub state: TextState,
    /// Whether what is searched for stands in paragraphs that may be its own or another revision's.
    pub is_side_uncertain: bool,
}

impl Unknown {
    /// Why it cannot be said, behind the revision's number.
    fn told(self) -> &'static str {
        match self.state {
            _ if self.is_side_uncertain => "may have it or not, its side is uncertain",
            TextState::Whole => "has no headline of its own",
            TextState::Partial => "is not whole in the dump",
            TextState::Withheld => "is withheld",
            TextState::ErrorPage => "is an error page",
        }
    }
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HitOrder {
    /// The article changed last first.
    #[default]
    Time,
    /// The article that has most to do with the query first.
    Relevance,
}

impl HitOrder {
    /// Every order.
    pub const ALL: [HitOrder; 2] = [HitOrder::Time, HitOrder::Relevance];

    /// The word used on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            HitOrder::Time => "time",
            HitOrder::Relevance => "relevance",
        }
    }
}

/// One article's answer to a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article.
    pub id: ArticleId,
    /// The outlet.
    pub source: String,
    /// The latest headline.
    pub title: String,
    /// The revision shown: the latest that holds the match; of what went, the last before it went.
    pub revision: u32,
    /// The revision before that one.
    pub before: Option<u32>,
    /// When that revision was seen.
    pub time: Option<Seen>,
    /// Where in it.
    pub field: Field,
    /// The text around the first match.
    pub snippet: String,
    /// The matches in the snippet, as character ranges from 0, half-open.
    pub matches: Vec<(usize, usize)>,
    /// Where else the match occurs; empty where nothing is looked for in texts.
    pub lifeline: Lifeline,
    /// Where it came or went, for all that is known.
    pub turn: Option<Turn>,
    /// Whether it is a hit for sure; else that cannot be said, because of the texts of `unknown`.
    pub is_sure: bool,
    /// The revisions of which the lifeline knows nothing.
    pub unknown: Vec<Unknown>,
}

impl Hit {
    /// Why it cannot be said whether it is a hit: `cannot say: revision 3 is withheld, 5 is an error page`; `None` for a
    /// hit.
    #[must_use]
    pub fn doubt(&self) -> Option<String> {
        /// Revisions named.
        const NAMED: usize = 3;
        if self.is_sure {
            return None;
        }
        if self.unknown.is_empty() {
            return Some("cannot say: dumps disagree on a revision, or it bears no time".into());
        }
        let told = |unknown: &Unknown| format!("{} {}", unknown.revision, unknown.told());
        let mut told: Vec<String> = self.unknown.iter().take(NAMED).map(told).collect();
        if self.unknown.len() > NAMED {
            told.push(format!("{} more", self.unknown.len() - NAMED));
        }
        Some(format!("cannot say: revision {}", told.join(", ")))
    }
}
