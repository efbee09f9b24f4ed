//! The history of each file: changes put one after another, from the first commit to the last, through renames.

use std::collections::{BTreeMap, HashMap};

use gix::ObjectId;

use super::{
    commit::Commit,
    rename::{self, Texts},
    tree::Change,
};

/// The states of one file, wherever it lay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::source) struct History {
    /// Where it lies now, or lay when it was deleted.
    pub(in crate::source) path: Vec<u8>,
    /// Where it lay first: what it is known by.
    pub(in crate::source) born: Vec<u8>,
    /// Its contents, oldest first.
    pub(in crate::source) states: Vec<State>,
    /// What else happened to it.
    pub(in crate::source) events: Vec<Event>,
}

/// A file's content after a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) struct State {
    /// The commit's place among the commits.
    pub(in crate::source) commit: usize,
    pub(in crate::source) blob: ObjectId,
}

/// What happened to a file beside changes of its content. The number is the commit's place among the commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Event {
    /// It lay at this path until then.
    Renamed(Vec<u8>, usize),
    Deleted(usize),
    AddedAgain(usize),
}

/// Puts histories together.
#[derive(Debug, Default)]
pub(in crate::source) struct Histories {
    all: Vec<History>,
    /// Files that are there, by path.
    live: HashMap<Vec<u8>, usize>,
    /// Files that were deleted, by path.
    dead: HashMap<Vec<u8>, usize>,
    /// Commits in which too many files came and went to look for renamed ones by their texts.
    pub(in crate::source) crowded: Vec<usize>,
}

impl Histories {
    /// Takes what a commit changed; to be called from the oldest commit to the latest. `texts` is asked for the contents
    /// of files that may be one another, renamed; without it nothing is taken for renamed.
    pub(in crate::source) fn take(&mut self, commit: usize, changes: &[Change], texts: Option<&mut dyn Texts>) {
        let (mut gone, mut come) = (BTreeMap::new(), BTreeMap::new());
        for change in changes {
            match (change.old, change.new) {
                (Some(_), Some(new)) => {
                    let at = self.at(&change.path);
                    self.push(at, commit, new);
                }
                (Some(old), None) => _ = gone.insert(change.path.clone(), old),
                (None, Some(new)) => _ = come.insert(change.path.clone(), new),
                (None, None) => {}
            }
        }
        let (renames, crowded) = texts.map_or_else(Default::default, |texts| rename::find(&gone, &come, texts));
        if crowded {
            self.crowded.push(commit);
        }
        // First all leave their paths: files may change places in one commit.
        let mut moving = Vec::new();
        for (from, to) in renames {
            let at = self.at(&from);
            self.live.remove(&from);
            gone.remove(&from);
            moving.push((at, from, to));
        }
        for (at, from, to) in moving {
            let Some(blob) = come.remove(&to) else { continue };
            if let Some(history) = self.all.get_mut(at) {
                history.events.push(Event::Renamed(from, commit));
                history.path.clone_from(&to);
            }
            self.live.insert(to, at);
            self.push(at, commit, blob);
        }
        for path in gone.into_keys() {
            let at = self.at(&path);
            self.live.remove(&path);
            if let Some(history) = self.all.get_mut(at) {
                history.events.push(Event::Deleted(commit));
            }
            self.dead.insert(path, at);
        }
        for (path, blob) in come {
            let again = self.dead.remove(&path).filter(|at| self.all.get(*at).is_some_and(|h| h.path == path));
            if let Some(at) = again {
                if let Some(history) = self.all.get_mut(at) {
                    history.events.push(Event::AddedAgain(commit));
                }
                self.live.insert(path.clone(), at);
            }
            let at = self.at(&path);
            self.push(at, commit, blob);
        }
    }

    /// The file at a path, which begins here if it is not known (behind a shallow clone's edge, or a missing tree).
    fn at(&mut self, path: &[u8]) -> usize {
        if let Some(at) = self.live.get(path) {
            return *at;
        }
        self.all.push(History { path: path.to_owned(), born: path.to_owned(), ..History::default() });
        let at = self.all.len() - 1;
        self.live.insert(path.to_owned(), at);
        at
    }

    fn push(&mut self, at: usize, commit: usize, blob: ObjectId) {
        if let Some(history) = self.all.get_mut(at)
            && history.states.last().is_none_or(|last| last.blob != blob)
        {
            history.states.push(State { commit, blob });
        }
    }

    /// All histories, by the path where they began, then by their first commit.
    pub(in crate::source) fn finish(self) -> Vec<History> {
        let mut all = self.all;
        all.retain(|history| !history.states.is_empty());
        all.sort_by(|a, b| {
            (&a.born, a.states.first().map(|s| s.commit)).cmp(&(&b.born, b.states.first().map(|s| s.commit)))
        });
        all
    }
}

impl History {
    /// The first commit whose state is known.
    pub(in crate::source) fn first<'c>(&self, commits: &'c [Commit]) -> Option<&'c Commit> {
        commits.get(self.states.first()?.commit)
    }

    /// The commit that deleted the file, where it is gone.
    pub(in crate::source) fn deleted_at(&self, commits: &[Commit]) -> Option<String> {
        match self.events.last() {
            Some(Event::Deleted(n)) => commits.get(*n).map(Commit::short),
            _ => None,
        }
    }
}
