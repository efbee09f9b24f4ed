//! Files take turns where the outcome depends on which comes first, in the order of the walk and not of the threads.
//!
//! Only one thing does: when one dump holds several files of one URL, each a whole article, they may be parts of one
//! article (a file a month), or its makers tell them apart by more than the URL (sections of a page, readings by several
//! hands, a home page that stands for whatever it led to). What has nothing in common with the file that came first gets
//! an id of its own, and whatever has something in common with it. Which files become one article does not depend on
//! their order; which of several articles keeps the URL's id does.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Condvar, Mutex, PoisonError},
};

use crate::model::{Article, ArticleId};

/// The files of an archive, in the order of the walk.
#[derive(Debug, Default)]
pub(super) struct Turns {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The first file whose turn is not over.
    next: usize,
    /// Files behind it whose turn is over.
    over: BTreeSet<usize>,
    /// Who has which id, by the dump it lies in.
    claims: HashMap<(usize, String), Claim>,
}

/// The files that claimed one id.
#[derive(Debug)]
struct Claim {
    /// The marks of the first: all there is to keep where no other comes.
    first: Box<[u64]>,
    /// Which of the articles each mark is of; empty until another file comes.
    of: HashMap<u64, usize>,
    /// The ids of the articles; the first is the one that was claimed.
    ids: Vec<ArticleId>,
}

/// How many headlines, and how many paragraphs, of a file are kept to know others of its article by: those of the lowest
/// hashes, so that files which share most of theirs share some of those.
const TITLES: usize = 4;
const PARAGRAPHS: usize = 16;

/// Bytes of a paragraph that tells one article from others; what stands below every article of a site is shorter.
const TELLING: usize = 80;

/// What a file has in common with others of its article: the whole of it and, where it has times, headlines and
/// paragraphs. Without times the versions of two files make no timeline; that both begin with one text does not mean that
/// they go on alike.
pub(super) fn marks(article: &Article) -> Vec<u64> {
    let revisions = &article.revisions;
    let whole = revisions.iter().map(|r| (r.number, &r.title, &r.paragraphs, &r.time)).collect::<Vec<_>>();
    let mut marks = vec![hash(0, whole)];
    if revisions.iter().any(|revision| revision.time.is_some()) {
        let titles = revisions.iter().filter(|r| !r.title.trim().is_empty());
        marks.extend(lowest(titles.map(|r| hash(1, r.title.trim().to_lowercase())), TITLES));
        let paragraphs = revisions.iter().flat_map(|r| &r.paragraphs).filter(|p| p.len() >= TELLING);
        marks.extend(lowest(paragraphs.map(|p| hash(2, p.trim())), PARAGRAPHS));
    }
    marks
}

fn lowest(hashes: impl Iterator<Item = u64>, most: usize) -> impl Iterator<Item = u64> {
    hashes.collect::<BTreeSet<u64>>().into_iter().take(most)
}

fn hash(kind: u8, what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, what).hash(&mut hasher);
    hasher.finish()
}

impl Turns {
    /// Claims an id for an article of the `turn`th file, waiting for the files before it. The ids of the articles that it
    /// is a part of: of those that claimed the same id in this dump (`root`) and share a mark with it; else `own`.
    pub(super) fn claim(
        &self,
        turn: usize,
        root: usize,
        id: &ArticleId,
        marks: &[u64],
        own: ArticleId,
    ) -> Vec<ArticleId> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.next < turn {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let first = || Claim { first: marks.into(), of: HashMap::new(), ids: vec![id.clone()] };
        state.claims.entry((root, id.as_str().to_owned())).or_insert_with(first).take(marks, own)
    }

    /// Ends a file's turn.
    pub(super) fn pass(&self, turn: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if turn >= state.next {
            state.over.insert(turn);
        }
        while state.over.first() == Some(&state.next) {
            state.over.pop_first();
            state.next += 1;
        }
        self.changed.notify_all();
    }
}

impl Claim {
    /// Takes a file with these marks; the ids of the articles that it is a part of.
    fn take(&mut self, marks: &[u64], own: ArticleId) -> Vec<ArticleId> {
        if *self.first == *marks {
            return self.ids.iter().take(1).cloned().collect();
        }
        if self.of.is_empty() {
            self.of = self.first.iter().map(|mark| (*mark, 0)).collect();
        }
        let kin: BTreeSet<usize> = marks.iter().filter_map(|mark| self.of.get(mark).copied()).collect();
        let article = kin.first().copied().unwrap_or(self.ids.len());
        for mark in marks {
            self.of.entry(*mark).or_insert(article);
        }
        if kin.is_empty() {
            self.ids.push(own);
            return self.ids.last().cloned().into_iter().collect();
        }
        kin.into_iter().filter_map(|article| self.ids.get(article).cloned()).collect()
    }
}
