//! The history of each file: changes put one after another, from the first commit to the last, through renames.

use std::collections::{BTreeMap, HashMap};

use gix::ObjectId;

use super::{
    commit::Commit,
    rename::{self, Texts},
    side::Changes,
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
    /// It is none of the line.
    pub(in crate::source) aside: Option<Aside>,
}

/// A state of a branch that was merged, of a file that had been changed on the line meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) struct Aside {
    /// The commit of the state that it was made from; `None` where it was made from nothing.
    pub(in crate::source) from: Option<usize>,
}

/// States among which the one is looked for that another was made from, and among which one of a branch has its place in
/// time: the last ones.
const NEAR: usize = 1000;

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
    /// Files that were renamed on a branch, by the path that they had there.
    renamed: HashMap<Vec<u8>, usize>,
    /// Commits in which too many files came and went to look for renamed ones by their texts.
    pub(in crate::source) crowded: Vec<usize>,
}

impl Histories {
    /// Takes what a commit changed; to be called from the oldest commit to the latest, a merge after what it brought. `texts` is asked for the contents
    /// of files that may be one another, renamed; without it nothing is taken for renamed.
    pub(in crate::source) fn take(
        &mut self,
        commit: (usize, &Commit),
        changes: &Changes,
        mut texts: Option<&mut dyn Texts>,
    ) {
        if !changes.line.is_empty() {
            self.take_line(commit.0, &changes.line, texts.as_mut().map(|texts| &mut **texts as &mut dyn Texts));
        }
        if !changes.aside.is_empty() {
            self.take_aside(commit, &changes.aside, texts);
        }
    }

    fn take_line(&mut self, commit: usize, changes: &[Change], texts: Option<&mut dyn Texts>) {
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
            if let Some(beside) = self.live.insert(to, at) {
                self.take_over(beside, at);
            }
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

    fn take_aside(&mut self, commit: (usize, &Commit), changes: &[Change], texts: Option<&mut dyn Texts>) {
        let (mut gone, mut come) = (BTreeMap::new(), BTreeMap::new());
        for change in changes {
            match (change.old, change.new) {
                (Some(old), Some(new)) => {
                    let at = self.beside(&change.path);
                    self.push_aside(at, commit, Some(old), new);
                }
                (Some(old), None) => _ = gone.insert(change.path.clone(), old),
                (None, Some(new)) => _ = come.insert(change.path.clone(), new),
                (None, None) => {}
            }
        }
        let (renames, _) = texts.map_or_else(Default::default, |texts| rename::find(&gone, &come, texts));
        for (from, to) in renames {
            let at = self.beside(&from);
            let Some(new) = come.remove(&to) else { continue };
            self.renamed.insert(to, at);
            self.push_aside(at, commit, gone.get(&from).copied(), new);
        }
        for (path, new) in come {
            let at = self.beside(&path);
            self.push_aside(at, commit, None, new);
        }
    }

    /// What began on a branch as a file of its own was one that is known, renamed.
    fn take_over(&mut self, beside: usize, at: usize) {
        let of_branch = |history: &&mut History| history.states.iter().all(|state| state.aside.is_some());
        let states = self.all.get_mut(beside).filter(of_branch).map(|history| std::mem::take(&mut history.states));
        if let (Some(states), Some(history)) = (states, self.all.get_mut(at)) {
            history.states.extend(states);
        }
    }

    /// The file that lies at a path on a branch.
    fn beside(&mut self, path: &[u8]) -> usize {
        let renamed = self.renamed.get(path).copied().filter(|_| !self.live.contains_key(path));
        renamed.unwrap_or_else(|| self.at(path))
    }

    fn push_aside(&mut self, at: usize, commit: (usize, &Commit), old: Option<ObjectId>, new: ObjectId) {
        let Some(history) = self.all.get_mut(at) else { return };
        let near = || history.states.iter().rev().take(NEAR);
        // A merge within the branch brings what is told already.
        if commit.1.merged.is_empty() || !near().any(|state| state.blob == new) {
            let from = old.and_then(|old| near().find(|state| state.blob == old)).map(|state| state.commit);
            history.states.push(State { commit: commit.0, blob: new, aside: Some(Aside { from }) });
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
            && history.states.iter().rev().find(|s| s.aside.is_none()).is_none_or(|last| last.blob != blob)
        {
            history.states.push(State { commit, blob, aside: None });
        }
    }

    /// All histories, by the path where they began, then by their first commit.
    pub(in crate::source) fn finish(self, commits: &[Commit]) -> Vec<History> {
        let mut all = self.all;
        all.retain(|history| !history.states.is_empty());
        all.iter_mut().for_each(|history| history.put_in_time(commits));
        all.sort_by(|a, b| {
            (&a.born, a.states.first().map(|s| s.commit)).cmp(&(&b.born, b.states.first().map(|s| s.commit)))
        });
        all
    }
}

impl History {
    /// Puts the states of branches among the others by the time of their authors, behind those that they were made from. The
    /// line keeps its order.
    fn put_in_time(&mut self, commits: &[Commit]) {
        if self.states.iter().all(|state| state.aside.is_none()) {
            return;
        }
        let time = |state: &State| commits.get(state.commit).and_then(|c| c.authored).map(|moment| moment.seconds);
        let mut placed: Vec<State> = Vec::with_capacity(self.states.len());
        for state in self.states.drain(..) {
            let mut place = placed.len();
            if let Some(aside) = state.aside {
                let later = |other: &&State| Some(other.commit) != aside.from && time(other) > time(&state);
                place -= placed.iter().rev().take(NEAR).take_while(later).count();
            }
            placed.insert(place, state);
        }
        self.states = placed;
    }

    /// The first commit of its line whose state is known; of a file that never was on the line, the first.
    pub(in crate::source) fn first<'c>(&self, commits: &'c [Commit]) -> Option<&'c Commit> {
        let of_line = self.states.iter().find(|state| state.aside.is_none());
        commits.get(of_line.or(self.states.first())?.commit)
    }

    /// The commit that deleted the file, where it is gone.
    pub(in crate::source) fn deleted_at(&self, commits: &[Commit]) -> Option<String> {
        match self.events.last() {
            Some(Event::Deleted(n)) => commits.get(*n).map(Commit::short),
            _ => None,
        }
    }
}
