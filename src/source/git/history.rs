//! The history of each file: changes put one after another, from the first commit to the last, through renames and merges.
//!
//! A state is made from the one that its commit's first parent has of the file; where a merge brings a state that was made
//! from that, from the one that it brings. What the last state of the line was made from, and that in turn, is the file's
//! line; all other states lie aside.

use std::collections::{BTreeMap, HashMap, HashSet};

use gix::ObjectId;

use super::{
    commit::Commit,
    lanes::{File, Lanes, Lies, Path},
    order,
    rename::{self, Texts},
    tree::Change,
    walk::{At, LINE, Walk},
};

/// The states of one file, wherever it lay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::source) struct History {
    /// Where it lies now, or lay when it was deleted.
    pub(in crate::source) path: Vec<u8>,
    /// Where it lay first: what it is known by.
    pub(in crate::source) born: Vec<u8>,
    /// Its contents, oldest first: those aside by the time of their authors, behind what they were made from.
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
    /// The commit of the state that it was made from; `None` where it was made from nothing.
    pub(in crate::source) from: Option<usize>,
    /// It is none of the line.
    pub(in crate::source) aside: bool,
}

/// What happened to a file beside changes of its content. The number is the commit's place among the commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Event {
    /// It lay at this path until then.
    Renamed(Vec<u8>, usize),
    Deleted(usize),
    AddedAgain(usize),
    /// It was made on a branch, and the merge left it out.
    LeftOut,
}

/// A state as it is put together.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) commit: usize,
    blob: ObjectId,
    /// The number of the state that it was made from.
    pub(super) from: Option<usize>,
}

/// Puts histories together.
#[derive(Debug, Default)]
pub(super) struct Histories {
    all: Vec<Known>,
    lanes: Lanes,
    /// Files that began on a branch, since the last merge.
    begun: Vec<File>,
    /// Commits in which too many files came and went to look for renamed ones by their texts.
    pub(super) crowded: Vec<usize>,
}

/// What is known of a file.
#[derive(Debug, Default)]
struct Known {
    path: Vec<u8>,
    born: Vec<u8>,
    nodes: Vec<Node>,
    events: Vec<Event>,
    /// The lanes on which it was changed.
    lanes: Vec<usize>,
}

/// A commit under way.
struct Taken<'w> {
    at: At,
    /// The first parent, and the others.
    before: Option<At>,
    others: Vec<At>,
    commit: usize,
    changes: &'w [Change],
}

impl Histories {
    pub(super) fn of(walk: &Walk) -> Histories {
        Histories { lanes: Lanes::of(&walk.lanes), ..Histories::default() }
    }

    /// Takes a step of the walk, and where it changed something the place of its commit among the commits and what that is;
    /// to be called for every step, in their order. `texts` is asked for the contents of files that may be one another,
    /// renamed; without it nothing is taken for renamed.
    pub(super) fn take(
        &mut self,
        walk: &Walk,
        step: usize,
        made: Option<(usize, &[Change])>,
        texts: Option<&mut dyn Texts>,
    ) {
        let Some(this) = walk.steps.get(step) else { return };
        let place = |step: usize| walk.steps.get(step).map(|of| At { lane: of.lane, step });
        let (commit, changes) = made.unwrap_or_default();
        let taken = Taken {
            at: At { lane: this.lane, step },
            before: this.parent.and_then(place),
            others: this.merged.iter().filter_map(|merged| place(*merged)).collect(),
            commit,
            changes,
        };
        if !taken.others.is_empty() {
            self.unite(&taken);
        }
        if !changes.is_empty() {
            self.take_changes(&taken, texts);
        }
    }

    /// Files that began apart at one path, on the line and on what is merged into it, are one.
    fn unite(&mut self, taken: &Taken<'_>) {
        for file in std::mem::take(&mut self.begun) {
            let Some(with) = self.begun_apart(taken, file) else {
                if taken.at.lane != LINE {
                    self.begun.push(file);
                }
                continue;
            };
            let Some(began) = self.all.get_mut(file).map(std::mem::take) else { continue };
            let Some(known) = self.all.get_mut(with) else { continue };
            let first = known.nodes.len();
            let moved = began.nodes.into_iter();
            known.nodes.extend(moved.map(|node| Node { from: node.from.map(|from| from + first), ..node }));
            known
                .lanes
                .extend(began.lanes.iter().copied().filter(|lane| !known.lanes.contains(lane)).collect::<Vec<_>>());
            self.lanes.unite(file, with, first, &began.lanes);
        }
    }

    /// The file of the first parent's that one which began on a branch, and is merged, turns out to be.
    fn begun_apart(&self, taken: &Taken<'_>, file: File) -> Option<File> {
        let lies = |other: &At| Some((*other, self.lanes.lies(Some(*other), file)?.path.clone()?));
        let (other, path) = taken.others.iter().find_map(lies)?;
        if self.lanes.lies(taken.before, file).is_some() {
            return None;
        }
        let before = self.lanes.file(taken.before, &path).or_else(|| self.lanes.lay(taken.before, &path));
        // One that lies elsewhere there made room for it.
        before.filter(|with| *with != file && !self.lies_elsewhere(other, *with, &path))
    }

    fn lies_elsewhere(&self, at: At, file: File, path: &[u8]) -> bool {
        let lies = self.lanes.lies(Some(at), file).and_then(|lies| lies.path.as_ref());
        lies.is_some_and(|lies| **lies != *path)
    }

    /// Whether a merge brings another file to a path, and the one that lay there comes to lie elsewhere.
    fn is_replaced(&self, taken: &Taken<'_>, path: &[u8]) -> bool {
        let Some(file) = self.lanes.file(taken.before, path) else { return false };
        let comes = |to: &[u8]| taken.changes.iter().any(|change| change.path == to && change.new.is_some());
        taken.others.iter().any(|other| {
            let to = self.lanes.lies(Some(*other), file).and_then(|lies| lies.path.as_ref());
            self.lanes.file(Some(*other), path).is_some_and(|brought| brought != file)
                && to.is_some_and(|to| **to != *path && comes(to))
        })
    }

    fn take_changes(&mut self, taken: &Taken<'_>, texts: Option<&mut dyn Texts>) {
        let (mut gone, mut come) = (BTreeMap::new(), BTreeMap::new());
        for change in taken.changes {
            match (change.old, change.new) {
                (Some(old), Some(new)) if self.is_replaced(taken, &change.path) => {
                    gone.insert(change.path.clone(), old);
                    come.insert(change.path.clone(), new);
                }
                (Some(_), Some(new)) => {
                    let file =
                        self.lanes.file(taken.before, &change.path).unwrap_or_else(|| self.begin(taken, &change.path));
                    self.put(taken, file, &change.path, new);
                }
                (Some(old), None) => _ = gone.insert(change.path.clone(), old),
                (None, Some(new)) => _ = come.insert(change.path.clone(), new),
                (None, None) => {}
            }
        }
        // First all leave their paths: files may change places in one commit.
        let mut left: HashMap<File, Vec<u8>> = HashMap::new();
        for path in gone.keys() {
            self.lanes.clear(taken.at, &Path::from(&path[..]));
            if let Some(file) = self.lanes.file(taken.before, path) {
                left.insert(file, path.clone());
            }
        }
        // What is merged knows what came with it; one file comes to one path.
        let mut placed = HashSet::new();
        for path in come.keys().cloned().collect::<Vec<_>>() {
            let brought = taken.others.iter().find_map(|other| self.lanes.file(Some(*other), &path));
            let Some(file) = brought.filter(|file| !placed.contains(file)) else { continue };
            let lies = self.lanes.lies(taken.before, file);
            let lay = lies.map(|lies| lies.path.clone());
            match (lay, left.remove(&file)) {
                (_, Some(from)) => {
                    gone.remove(&from);
                    self.event(taken, file, Event::Renamed(from, taken.commit));
                }
                (Some(None), None) => self.event(taken, file, Event::AddedAgain(taken.commit)),
                (None, None) => {}
                // It lies elsewhere still.
                (Some(Some(_)), None) => continue,
            }
            if let Some(blob) = come.remove(&path) {
                placed.insert(file);
                self.put(taken, file, &path, blob);
            }
        }
        let (renames, crowded) = texts.map_or_else(Default::default, |texts| rename::find(&gone, &come, texts));
        if crowded {
            self.crowded.push(taken.commit);
        }
        for (from, to) in renames {
            let (Some(blob), Some(_)) = (come.remove(&to), gone.remove(&from)) else { continue };
            let file = self.lanes.file(taken.before, &from).unwrap_or_else(|| self.begin(taken, &from));
            self.event(taken, file, Event::Renamed(from, taken.commit));
            self.put(taken, file, &to, blob);
        }
        for path in gone.into_keys() {
            let Some(file) = self.lanes.file(taken.before, &path) else { continue };
            let Some(state) = self.lanes.lies(taken.before, file).map(|lies| lies.state) else { continue };
            self.event(taken, file, Event::Deleted(taken.commit));
            self.lanes.put(taken.at, file, Lies { path: None, state });
            self.note_lane(taken, file);
        }
        for (path, blob) in come {
            let again = self.lanes.lay(taken.before, &path);
            if let Some(file) = again {
                self.event(taken, file, Event::AddedAgain(taken.commit));
            }
            let file = again.unwrap_or_else(|| self.begin(taken, &path));
            self.put(taken, file, &path, blob);
        }
    }

    /// A file that begins here: it is new, or what was before cannot be seen.
    fn begin(&mut self, taken: &Taken<'_>, path: &[u8]) -> File {
        self.all.push(Known { path: path.to_owned(), born: path.to_owned(), ..Known::default() });
        let file = self.all.len() - 1;
        if taken.at.lane != LINE {
            self.begun.push(file);
        }
        file
    }

    /// What happens on a branch is told where that is merged.
    fn event(&mut self, taken: &Taken<'_>, file: File, event: Event) {
        if let Some(known) = self.all.get_mut(file).filter(|_| taken.at.lane == LINE) {
            known.events.push(event);
        }
    }

    fn note_lane(&mut self, taken: &Taken<'_>, file: File) {
        if let Some(known) = self.all.get_mut(file).filter(|known| known.lanes.last() != Some(&taken.at.lane)) {
            known.lanes.push(taken.at.lane);
        }
    }

    /// The commit leaves a content of a file at a path.
    fn put(&mut self, taken: &Taken<'_>, file: File, path: &[u8], blob: ObjectId) {
        let before = self.lanes.lies(taken.before, file).map(|lies| lies.state);
        let brought = taken.others.iter().filter_map(|other| Some(self.lanes.lies(Some(*other), file)?.state));
        let Some(known) = self.all.get_mut(file) else { return };
        // What it brings goes on with what was before.
        let from = brought.into_iter().find(|brought| known.is_made_from(*brought, before)).or(before);
        let state = match from.filter(|from| known.nodes.get(*from).is_some_and(|node| node.blob == blob)) {
            Some(same) => same,
            None => {
                known.nodes.push(Node { commit: taken.commit, blob, from });
                known.nodes.len() - 1
            }
        };
        if taken.at.lane == LINE || known.nodes.len() == 1 {
            known.path = path.to_owned();
        }
        self.lanes.put(taken.at, file, Lies { path: Some(path.into()), state });
        self.note_lane(taken, file);
    }

    /// All histories, by the path where they began, then by their first commit.
    pub(super) fn finish(self, commits: &[Commit]) -> Vec<History> {
        let Histories { all, lanes, .. } = self;
        let known = all.into_iter().enumerate().filter(|(_, known)| !known.nodes.is_empty());
        let mut all: Vec<History> = known.map(|(file, known)| known.told(lanes.last(file), commits)).collect();
        let first = |history: &History| history.states.iter().map(|state| state.commit).min();
        all.sort_by(|a, b| (&a.born, first(a)).cmp(&(&b.born, first(b))));
        all
    }
}

impl Known {
    /// Whether a state was made from another, or that in turn; all are made from none.
    fn is_made_from(&self, state: usize, before: Option<usize>) -> bool {
        let Some(before) = before else { return true };
        let mut next = Some(state);
        // What a state was made from has a lower number.
        while let Some(from) = next.filter(|from| *from > before) {
            next = self.nodes.get(from).and_then(|node| node.from);
        }
        next == Some(before)
    }

    /// The history, of which this is the last state of the line; `None` where it never was there.
    fn told(mut self, last: Option<&Lies>, commits: &[Commit]) -> History {
        if last.is_none() {
            self.events.push(Event::LeftOut);
        }
        let mut of_line = vec![false; self.nodes.len()];
        let mut next = Some(last.map_or(self.nodes.len() - 1, |lies| lies.state));
        while let Some((of_line, node)) = next.and_then(|next| of_line.get_mut(next).zip(self.nodes.get(next))) {
            *of_line = true;
            next = node.from;
        }
        let time = |node: &Node| commits.get(node.commit).and_then(|c| c.authored).map(|moment| moment.seconds);
        let states = order::by_time(&self.nodes, &of_line, &time).into_iter().filter_map(|number| {
            let node = self.nodes.get(number)?;
            let from = node.from.and_then(|from| self.nodes.get(from)).map(|from| from.commit);
            Some(State { commit: node.commit, blob: node.blob, from, aside: !*of_line.get(number)? })
        });
        History { states: states.collect(), path: self.path, born: self.born, events: self.events }
    }
}

impl History {
    /// The first commit of its line whose state is known.
    pub(in crate::source) fn first<'c>(&self, commits: &'c [Commit]) -> Option<&'c Commit> {
        commits.get(self.states.iter().find(|state| !state.aside)?.commit)
    }

    /// The commit that deleted the file, where it is gone.
    pub(in crate::source) fn deleted_at(&self, commits: &[Commit]) -> Option<String> {
        match self.events.last() {
            Some(Event::Deleted(n)) => commits.get(*n).map(Commit::short),
            _ => None,
        }
    }
}
