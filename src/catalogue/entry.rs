//! One article as the catalogue holds it: its revisions, what each step between them changed, its row in the list.

use std::{collections::HashMap, sync::Arc};

use unicode_segmentation::UnicodeSegmentation;

use super::{order::SortKeys, step::Step};
use crate::model::{Article, Changes, ListRow, Revision, Seen};

/// An article with everything worked out that lists and timelines show. Never changed: a joined article is a new entry.
#[derive(Debug)]
pub(super) struct Entry {
    /// The article.
    pub(super) article: Article,
    /// For each revision, what changed since the one before; the first changes nothing.
    pub(super) steps: Vec<Step>,
    /// Words in each revision's text.
    pub(super) words: Vec<usize>,
    /// Its row in the list.
    pub(super) row: ListRow,
    /// What lists sort it by.
    pub(super) keys: SortKeys,
}

impl Entry {
    /// Works an article out; steps that an entry it was joined from already knows are not worked out again.
    pub(super) fn new(article: Article, before: &[Arc<Entry>]) -> Entry {
        let steps = steps(&article.revisions, before);
        let words = words(&article.revisions);
        let row = row(&article, &steps);
        let keys = SortKeys::of(&row);
        Entry { article, steps, words, row, keys }
    }

    /// The index of a revision's number.
    pub(super) fn index(&self, number: u32) -> Option<usize> {
        self.article.revisions.iter().position(|r| r.number == number)
    }
}

fn steps(revisions: &[Revision], before: &[Arc<Entry>]) -> Vec<Step> {
    let mut known: HashMap<(u32, u32), (&[Revision], &Step)> = HashMap::new();
    for entry in before {
        for (pair, step) in entry.article.revisions.windows(2).zip(entry.steps.iter().skip(1)) {
            if let [old, new] = pair {
                known.insert((old.number, new.number), (pair, step));
            }
        }
    }
    let mut steps = Vec::with_capacity(revisions.len());
    for (index, new) in revisions.iter().enumerate() {
        let step = match index.checked_sub(1).and_then(|i| revisions.get(i)) {
            None => Step::default(),
            Some(old) => match known.get(&(old.number, new.number)) {
                Some(([a, b], step)) if same_text(a, old) && same_text(b, new) => (*step).clone(),
                _ => Step::between(old, new, revisions.get(..index).unwrap_or_default()),
            },
        };
        steps.push(step);
    }
    steps
}

fn same_text(a: &Revision, b: &Revision) -> bool {
    a.title == b.title
        && a.state == b.state
        && a.holes == b.holes
        && a.evidence == b.evidence
        && a.paragraphs == b.paragraphs
}

/// Words of each revision; a paragraph that several share is counted once.
fn words(revisions: &[Revision]) -> Vec<usize> {
    let mut counts: HashMap<*const u8, usize> = HashMap::new();
    let mut count = |p: &Arc<str>| *counts.entry(p.as_ptr()).or_insert_with(|| p.unicode_words().count());
    revisions.iter().map(|r| r.paragraphs.iter().map(&mut count).sum()).collect()
}

fn row(article: &Article, steps: &[Step]) -> ListRow {
    let title = article.title().to_owned();
    let revisions = &article.revisions;
    let other = |r: &&Revision| !r.title.is_empty() && r.title != title;
    let old_title = revisions.iter().rev().find(other).map(|r| r.title.clone());
    let time = |r: Option<&Revision>| r.and_then(|r| r.time.as_ref()).map(|t: &Seen| t.at.as_second());
    let lateness = time(revisions.last()).zip(time(revisions.first())).map(|(last, first)| last - first);
    let size = |s: &Step| u32::try_from(s.words.map_or(0, |w| w.added + w.removed)).unwrap_or(u32::MAX);
    ListRow {
        id: article.id.clone(),
        source: article.source.clone(),
        url: article.url.clone(),
        old_title,
        title,
        first_seen: revisions.iter().find_map(|r| r.time.clone()),
        last_changed: revisions.iter().rev().find_map(|r| r.time.clone()),
        revisions: u32::try_from(revisions.len()).unwrap_or(u32::MAX),
        status: article.status.clone(),
        sizes: steps.iter().skip(1).map(size).collect(),
        lateness: lateness.filter(|_| revisions.len() > 1),
        changes: steps.iter().fold(Changes::default(), |all, s| all.with(s.changes)),
        sides: article.sides,
    }
}
