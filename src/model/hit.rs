//! What a search finds.

use super::{ArticleId, Seen};

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
    /// The revision shown: the latest that holds the match.
    pub revision: u32,
    /// When that revision was seen.
    pub time: Option<Seen>,
    /// Where in it.
    pub field: Field,
    /// The text around the first match.
    pub snippet: String,
    /// The matches in the snippet, as character ranges from 0, half-open.
    pub matches: Vec<(usize, usize)>,
    /// Where else the match occurs.
    pub lifeline: Lifeline,
}
