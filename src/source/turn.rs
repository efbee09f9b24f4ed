//! Files take turns where the outcome depends on which comes first, in the order of the walk and not of the threads.
//!
//! Only one thing does: when one dump holds several files of one URL, each a whole article, its makers tell them apart
//! by more than the URL (sections of a page, readings by several hands). The first keeps the URL's id, the others get ids
//! of their own.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Condvar, Mutex, PoisonError},
};

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
    /// Who has which id, by the dump it lies in: a hash of the article's content.
    claims: HashMap<(usize, String), u64>,
}

impl Turns {
    /// Claims an id for an article of the `turn`th file, waiting for the files before it. Whether it has it now: no
    /// other article of the dump (`root`) claimed it before, or one of the same content.
    pub(super) fn claim(&self, turn: usize, root: usize, id: &str, content: u64) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.next < turn {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        *state.claims.entry((root, id.to_owned())).or_insert(content) == content
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
