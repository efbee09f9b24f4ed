//! One article as the catalogue holds it: its revisions, what each step between them changed, its row in the list.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::step;
use crate::{
    diff::facts::Facts,
    model::{Article, Changes, Language, ListRow, Revision, Step, TextState},
    text::{self, words::Cuts},
};

/// An article with everything worked out that lists and timelines show. Never changed: a joined article is a new entry.
#[derive(Debug)]
pub(super) struct Entry {
    /// The article, as it may be shown.
    pub(super) article: Article,
    /// The article with what somebody keeps back, where that is more: what other parts are joined to, and nothing else.
    held: Option<Box<Article>>,
    /// For each revision, what changed since the one before; the first changes nothing.
    pub(super) steps: Vec<Facts>,
    /// Words in each revision's text.
    pub(super) words: Vec<usize>,
    /// Its row in the list.
    pub(super) row: ListRow,
}

impl Entry {
    /// Works an article out; steps that an entry it was joined from already knows are not worked out again.
    pub(super) fn new(whole: Article, before: &[Arc<Entry>]) -> Entry {
        let (article, held) = parted(whole);
        let cuts = Cuts::of(article.revisions.iter().map(|revision| revision.paragraphs.as_slice()));
        let steps = step::steps(&article, before, &cuts);
        let words = words(&article.revisions, &cuts);
        let language = language(&article.revisions);
        let row = row(&article, &steps, language);
        Entry { article, held, steps, words, row }
    }

    /// An article of which everything has been worked out.
    pub(super) fn known(whole: Article, steps: Vec<Facts>, words: Vec<usize>, language: Option<Language>) -> Entry {
        let (article, held) = parted(whole);
        let row = row(&article, &steps, language);
        Entry { article, held, steps, words, row }
    }

    /// The article with what somebody keeps back: what other parts are joined to.
    pub(super) fn whole(&self) -> &Article {
        self.held.as_deref().unwrap_or(&self.article)
    }

    /// How many of its revisions bear no time.
    pub(super) fn undated(&self) -> usize {
        self.article.revisions.iter().filter(|r| r.time.is_none()).count()
    }

    /// The dump files and folders that it comes from.
    pub(super) fn origins(&self) -> impl Iterator<Item = &str> {
        let of_revisions =
            self.article.revisions.iter().flat_map(|r| r.origin.iter().chain(&r.also_in)).map(AsRef::as_ref);
        let all: BTreeSet<&str> = self.article.origins.iter().map(String::as_str).chain(of_revisions).collect();
        all.into_iter()
    }

    /// The index of a revision's number.
    pub(super) fn index(&self, number: u32) -> Option<usize> {
        self.article.revisions.iter().position(|r| r.number == number)
    }
}

/// What may be shown of an article, and the article with what may not, where there is anything.
fn parted(whole: Article) -> (Article, Option<Box<Article>>) {
    match whole.without_withheld() {
        None => (whole, None),
        Some(shown) => (shown, Some(Box::new(whole))),
    }
}

/// Words of each revision; a paragraph that several share is counted once.
fn words(revisions: &[Revision], cuts: &Cuts<'_>) -> Vec<usize> {
    let mut counts: HashMap<*const u8, usize, foldhash::fast::RandomState> = HashMap::default();
    let mut count = |p: &Arc<str>| *counts.entry(p.as_ptr()).or_insert_with(|| cuts.count(p));
    revisions.iter().map(|r| r.paragraphs.iter().map(&mut count).sum()).collect()
}

/// The language of the latest text.
fn language(revisions: &[Revision]) -> Option<Language> {
    let latest = revisions.iter().rev().find(|r| !r.paragraphs.is_empty()).or(revisions.last())?;
    text::language::of(latest.paragraphs.iter().map(AsRef::as_ref).chain([latest.title.as_str()]))
}

fn row(article: &Article, steps: &[Facts], language: Option<Language>) -> ListRow {
    let title = article.title().to_owned();
    let revisions = &article.revisions;
    let other = |r: &&Revision| !r.title.is_empty() && r.title != title && r.state != TextState::ErrorPage;
    let old_title = revisions.iter().rev().find(other).map(|r| r.title.clone());
    // An origin's order need not be that of time: a git author's clock, a tracker's numbers.
    let times = || revisions.iter().filter_map(|r| r.time.as_ref());
    let first_seen = times().min_by_key(|time| time.at);
    // What a crawler fetched again and found the same is no change, nor is an error page.
    let is_change = |(at, (revision, step)): &(usize, (&Revision, &Facts))| {
        let is_same = step.changes.is_empty() && step.words_added == Some(0) && step.words_removed == Some(0);
        // Nor is one of which nothing is there.
        let is_blank =
            revision.paragraphs.is_empty() && revision.state == TextState::Partial && step.changes.is_empty();
        *at == 0 || !is_same && !is_blank && revision.state != TextState::ErrorPage
    };
    let changing = revisions.iter().zip(steps).enumerate().filter(is_change);
    let last_changed = changing.filter_map(|(_, (revision, _))| revision.time.as_ref()).max_by_key(|time| time.at);
    let last_changed = last_changed.or(first_seen);
    let lateness = first_seen.zip(last_changed).and_then(|(first, last)| first.apart(last));
    let words = |s: &Facts| s.words_added.unwrap_or(0).saturating_add(s.words_removed.unwrap_or(0));
    let size = |s: &Facts| u32::try_from(words(s)).unwrap_or(u32::MAX);
    ListRow {
        id: article.id.clone(),
        source: article.source.clone(),
        url: article.url.clone(),
        old_title,
        title,
        first_seen: first_seen.cloned(),
        last_changed: last_changed.cloned(),
        revisions: u32::try_from(revisions.len()).unwrap_or(u32::MAX),
        status: article.status.clone(),
        sizes: steps.iter().skip(1).map(size).collect(),
        steps: revisions.iter().zip(steps).map(|(r, s)| Step { day: day(r), changes: s.changes }).collect(),
        lateness: lateness.filter(|_| revisions.len() > 1),
        changes: steps.iter().fold(Changes::default(), |all, s| all.with(s.changes)),
        sides: article.sides,
        partial: revisions.iter().any(|r| r.state == TextState::Partial),
        language,
    }
}

/// The day on which a revision was seen, from 1970-01-01, in UTC.
fn day(revision: &Revision) -> Option<i32> {
    let seconds = revision.time.as_ref()?.at.as_second();
    i32::try_from(seconds.div_euclid(86_400)).ok()
}
