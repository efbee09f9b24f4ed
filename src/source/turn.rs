//! Files take turns where the outcome depends on which comes first, in the order of the walk and not of the threads.
//!
//! Only one thing does: when one dump holds several files of one URL, or of one name in a folder for each time, each a whole
//! article, they may be parts of one article (a file a month), or its makers tell them apart by more than that (sections of a
//! page, readings by several hands, a home page that stands for whatever it led to). Files are of one article where they have
//! something in common and do not contradict each other in the time that both tell of (`kin`). Which files become one article
//! does not depend on their order; which of several articles keeps the id does.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Condvar, Mutex, PoisonError},
};

use super::kin::Kin;
use crate::model::ArticleId;

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
#[derive(Debug, Default)]
struct Claim {
    /// What they say, and of which of the articles each is a part.
    files: Vec<(Kin, usize)>,
    /// The ids of the articles; the first is the one that was claimed.
    ids: Vec<ArticleId>,
}

impl Turns {
    /// Claims an id for an article of the `turn`th file, waiting for the files before it. The ids of the articles that it
    /// is a part of: of those that claimed the same id in this dump (`root`) and are its kin; else `own`.
    pub(super) fn claim(&self, turn: usize, root: usize, id: &ArticleId, kin: Kin, own: ArticleId) -> Vec<ArticleId> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.next < turn {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let claim = state.claims.entry((root, id.as_str().to_owned())).or_default();
        let own = if claim.ids.is_empty() { id.clone() } else { own };
        claim.take(kin, own)
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
    /// Takes a file; the ids of the articles that it is a part of.
    fn take(&mut self, kin: Kin, own: ArticleId) -> Vec<ArticleId> {
        let of: BTreeSet<usize> =
            self.files.iter().filter(|(file, _)| file.is_of_one(&kin)).map(|file| file.1).collect();
        let article = of.first().copied().unwrap_or(self.ids.len());
        self.files.push((kin, article));
        if of.is_empty() {
            self.ids.push(own);
        }
        let ids = of.iter().chain(of.is_empty().then_some(&article));
        ids.filter_map(|article| self.ids.get(*article).cloned()).collect()
    }
}
