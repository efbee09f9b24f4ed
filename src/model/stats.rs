//! The figures of an archive: how many articles, revisions and changes, by source, day and kind; which articles stand
//! out. Counted row by row, so that no text is needed.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use super::{ArticleId, ChangeKind, ListRow};

/// Articles named in a ranking.
const RANKED: usize = 10;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// The figures of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// Over all articles.
    pub all: Tally,
    /// Revisions that bear no time: no day counts them.
    pub undated: usize,
    /// For each outlet its articles, their revisions and changes.
    sources: HashMap<String, Tally>,
    /// For each day in UTC, counted from 1970-01-01: the articles first seen then, the revisions seen, and what of them
    /// were changes.
    pub days: BTreeMap<i32, Tally>,
    /// For each kind of change, in the order of [`ChangeKind::ALL`]: the articles that ever had it, and the changes.
    kinds: [Tally; ChangeKind::ALL.len()],
    spans: [usize; Span::ALL.len()],
    /// The articles with most words changed over all revisions (added and removed), most first.
    pub rewritten: Vec<Ranked>,
    /// The articles with the longest time from first to last revision, longest first; in seconds.
    pub latest: Vec<Ranked>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Articles.
    pub articles: usize,
    /// Revisions.
    pub revisions: usize,
    /// Revisions that differ from the one before.
    pub changes: usize,
}

/// An article in a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The article.
    pub id: ArticleId,
    /// Its latest headline.
    pub title: String,
    /// Its outlet.
    pub source: String,
    /// How many revisions it has.
    pub revisions: u32,
    /// What it is ranked by: words, or seconds.
    pub by: i64,
}

/// The time from an article's first revision to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// It has one revision.
    Single,
    /// It has several, and fewer than two of them bear a time, or the order contradicts the times.
    Unknown,
    /// Under an hour.
    Hour,
    /// An hour to under six.
    SixHours,
    /// Six hours to under a day.
    Day,
    /// A day to under a week.
    Week,
    /// A week to under 30 days.
    Month,
    /// 30 to under 365 days.
    Year,
    /// 365 days and more.
    Longer,
}

impl Span {
    /// Every span, in the order in which they are shown.
    pub const ALL: [Span; 9] = [
        Span::Single,
        Span::Hour,
        Span::SixHours,
        Span::Day,
        Span::Week,
        Span::Month,
        Span::Year,
        Span::Longer,
        Span::Unknown,
    ];

    /// The words shown, and used in JSON and CSV.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Span::Single => "one revision only",
            Span::Unknown => "not known",
            Span::Hour => "under 1 hour",
            Span::SixHours => "1 to 6 hours",
            Span::Day => "6 to 24 hours",
            Span::Week => "1 to 7 days",
            Span::Month => "7 to 30 days",
            Span::Year => "30 days to a year",
            Span::Longer => "a year and more",
        }
    }

    fn of(row: &ListRow) -> Span {
        match row.lateness {
            _ if row.revisions < 2 => Span::Single,
            // What is seen once is as far from itself as nothing.
            _ if row.steps.iter().filter(|step| step.day.is_some()).nth(1).is_none() => Span::Unknown,
            None => Span::Unknown,
            Some(seconds) if seconds < 0 => Span::Unknown,
            Some(seconds) if seconds < HOUR => Span::Hour,
            Some(seconds) if seconds < 6 * HOUR => Span::SixHours,
            Some(seconds) if seconds < DAY => Span::Day,
            Some(seconds) if seconds < 7 * DAY => Span::Week,
            Some(seconds) if seconds < 30 * DAY => Span::Month,
            Some(seconds) if seconds < 365 * DAY => Span::Year,
            Some(_) => Span::Longer,
        }
    }
}

impl Stats {
    /// Counts an article.
    pub fn count(&mut self, row: &ListRow) {
        let changes = row.steps.iter().filter(|step| !step.changes.is_empty()).count();
        let article = Tally { articles: 1, revisions: row.revisions as usize, changes };
        self.all.add(article);
        match self.sources.get_mut(&row.source) {
            Some(tally) => tally.add(article),
            None => drop(self.sources.insert(row.source.clone(), article)),
        }
        let mut is_first = true;
        for step in &row.steps {
            match step.day {
                None => self.undated += 1,
                Some(day) => {
                    let articles = usize::from(std::mem::take(&mut is_first));
                    let changes = usize::from(!step.changes.is_empty());
                    self.days.entry(day).or_default().add(Tally { articles, revisions: 1, changes });
                }
            }
        }
        for (kind, tally) in ChangeKind::ALL.into_iter().zip(&mut self.kinds) {
            let changes = row.steps.iter().filter(|step| step.changes.has(kind)).count();
            tally.add(Tally { articles: usize::from(changes > 0), revisions: 0, changes });
        }
        if let Some(at) = Span::ALL.iter().position(|span| *span == Span::of(row)) {
            self.spans[at] += 1;
        }
        let words = row.sizes.iter().fold(0_i64, |sum, size| sum.saturating_add(i64::from(*size)));
        rank(&mut self.rewritten, row, words);
        rank(&mut self.latest, row, row.lateness.unwrap_or(0));
    }

    /// The outlets, those with most articles first; without a name where none is known.
    #[must_use]
    pub fn sources(&self) -> Vec<(&str, Tally)> {
        let mut sources: Vec<_> = self.sources.iter().map(|(source, tally)| (source.as_str(), *tally)).collect();
        sources.sort_unstable_by(|a, b| b.1.articles.cmp(&a.1.articles).then_with(|| a.0.cmp(b.0)));
        sources
    }

    /// The kinds of change that occur, those with most changes first.
    #[must_use]
    pub fn kinds(&self) -> Vec<(ChangeKind, Tally)> {
        let mut kinds: Vec<_> = ChangeKind::ALL.into_iter().zip(self.kinds).filter(|k| k.1.changes > 0).collect();
        kinds.sort_by_key(|(_, tally)| Reverse(tally.changes));
        kinds
    }

    /// How many articles have each span, all spans.
    pub fn spans(&self) -> impl Iterator<Item = (Span, usize)> {
        Span::ALL.into_iter().zip(self.spans)
    }
}

impl Tally {
    /// Adds what another counted.
    pub fn add(&mut self, other: Tally) {
        self.articles += other.articles;
        self.revisions += other.revisions;
        self.changes += other.changes;
    }
}

/// Puts an article where it belongs among the first; among equals the id decides, so that the order of counting does not.
fn rank(ranking: &mut Vec<Ranked>, row: &ListRow, by: i64) {
    if by <= 0 {
        return;
    }
    let at = ranking.partition_point(|r| (Reverse(r.by), &r.id) < (Reverse(by), &row.id));
    if at < RANKED {
        let (id, title, source) = (row.id.clone(), row.title.clone(), row.source.clone());
        ranking.insert(at, Ranked { id, title, source, revisions: row.revisions, by });
        ranking.truncate(RANKED);
    }
}
