//! An article's revisions in order, with the time between them, and one revision's text.

use std::{borrow::Cow, sync::Arc};

use super::{ArticleId, Aside, Changes, Evidence, Gap, Seen, SidesMark, TextState};

/// What the origin says of an article, without its revisions.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleHead {
    /// The identity.
    pub id: ArticleId,
    /// The outlet; empty where unknown.
    pub source: String,
    /// The URL as found; empty where unknown.
    pub url: String,
    /// The latest headline; empty where unknown.
    pub title: String,
    /// What the origin says of its checking.
    pub status: Option<String>,
    /// Whether its sides were inferred.
    pub sides: SidesMark,
    /// The dump files it comes from.
    pub origins: Vec<String>,
    /// Sentences about the dump.
    pub notes: Vec<String>,
    /// Revisions that the dump has not.
    pub gaps: Vec<Gap>,
}

/// One revision in a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineRow {
    /// The revision's number.
    pub number: u32,
    /// The origin's own label.
    pub origin_revision: Option<String>,
    /// The headline.
    pub title: String,
    /// When it was seen.
    pub time: Option<Seen>,
    /// The distance from the row before, in words; `None` on the first row and where nothing is known.
    pub later: Option<String>,
    /// Words in the text.
    pub words: usize,
    /// The revision that it is compared with: the one before, past error pages and texts that their origin keeps back;
    /// `None` for these themselves, and for the first.
    pub against: Option<u32>,
    /// Words that came since that; `None` where it cannot be said.
    pub words_added: Option<usize>,
    /// Words that went since that; `None` where it cannot be said.
    pub words_removed: Option<usize>,
    /// Paragraphs that moved since that.
    pub paragraphs_moved: usize,
    /// What changed since that.
    pub changes: Changes,
    /// Whether the change is of no substance.
    pub minor: bool,
    /// The number of the earlier revision whose text this one restores.
    pub restores: Option<u32>,
    /// Who made it.
    pub author: Option<String>,
    /// What its author said of it; several lines where it is a message with a subject.
    pub comment: Option<String>,
    /// What its text is.
    pub state: TextState,
    /// Whether it is another dump's text of the revision before, which that one conflicts with: no change led to it.
    pub is_copy: bool,
    /// Why it lies aside of the line, where it does: the next row was not made from it.
    pub aside: Option<Aside>,
    /// Whether another tool kept it than the revision that it is compared with: what one of them leaves out of a page shows
    /// as a change.
    pub is_of_other_tool: bool,
    /// The numbers missing just before this row.
    pub gap_before: Option<Gap>,
    /// The dump file it comes from, as shown.
    pub origin: Option<Arc<str>>,
    /// The other dump files that tell of it, as shown.
    pub also_in: Vec<Arc<str>>,
    /// The URL of a copy that an archive keeps of it.
    pub archived: Option<String>,
    /// What the reader of a dump wants said of it, as short sentences without a stop.
    pub notes: Vec<String>,
}

/// An article's timeline, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The article.
    pub head: ArticleHead,
    /// Its revisions.
    pub rows: Vec<TimelineRow>,
}

impl TimelineRow {
    /// What its author said of it, for one line: its first, with an ellipsis where there is more; `None` where nothing was.
    #[must_use]
    pub fn comment_line(&self) -> Option<Cow<'_, str>> {
        let said = self.comment.as_deref().map(str::trim).filter(|said| !said.is_empty())?;
        let (first, rest) = said.split_once('\n').unwrap_or((said, ""));
        let first = first.trim_end();
        Some(if rest.trim().is_empty() { Cow::Borrowed(first) } else { Cow::Owned(format!("{first} …")) })
    }

    /// Whether it is known to be the text before it, seen again, or says nothing of the text.
    fn changed_nothing(&self) -> bool {
        let is_same = self.changes.is_empty() && self.words_added == Some(0) && self.words_removed == Some(0);
        let is_blank = self.words == 0 && self.state == TextState::Partial && self.changes.is_empty();
        is_same || is_blank || self.state == TextState::ErrorPage
    }
}

impl Timeline {
    /// The time of the latest revision that changed something; `None` where none did that bears a time.
    #[must_use]
    pub fn last_changed(&self) -> Option<&Seen> {
        let later = self.rows.iter().skip(1).filter(|row| !row.changed_nothing());
        later.filter_map(|row| row.time.as_ref()).max_by_key(|time| time.at)
    }

    /// Whether every revision after the first is the same text, seen again.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.rows.iter().skip(1).all(TimelineRow::changed_nothing)
    }

    /// The index of the revision that is shown where none is asked for: the last that is no other text of a moment and does not
    /// lie aside; the last of all where nothing comes before that.
    #[must_use]
    pub fn last(&self) -> Option<usize> {
        let of_line = |row: &TimelineRow| row.aside.is_none() && !row.is_copy;
        let found = self.rows.iter().rposition(of_line).filter(|at| *at > 0);
        found.or_else(|| self.rows.len().checked_sub(1))
    }

    /// The index of the revision that the one at an index is set against where nothing else is asked for: what it is
    /// compared with, past error pages, withheld texts and copies, else the one before it.
    #[must_use]
    pub fn before(&self, index: usize) -> Option<usize> {
        let against = self.rows.get(index).and_then(|row| row.against);
        let has = |number: u32| move |row: &TimelineRow| row.number == number;
        // Most often it is the very one before.
        let near = |number| self.rows.get(..index)?.iter().rposition(has(number));
        let found = against.and_then(|number| near(number).or_else(|| self.rows.iter().position(has(number))));
        found.or_else(|| index.checked_sub(1))
    }
}

/// One revision's text, cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct RevisionText {
    /// The article.
    pub article: ArticleId,
    /// The revision's number.
    pub number: u32,
    /// The headline.
    pub title: String,
    /// When it was seen.
    pub time: Option<Seen>,
    /// The distance from the revision before, in the origin's words, where no time is known.
    pub later: Option<String>,
    /// What the text is.
    pub state: TextState,
    /// The paragraphs.
    pub paragraphs: Arc<[Arc<str>]>,
    /// Holes, as in [`Revision::holes`](super::Revision::holes).
    pub holes: Arc<[usize]>,
    /// Why each paragraph stands here: empty, or one for each.
    pub evidence: Arc<[Evidence]>,
    /// The text as its origin wrote it, line by line, where the paragraphs are prose made of markup.
    pub markup: Option<Arc<[Arc<str>]>>,
}
