//! Histories put together: what each commit changed, from the first to the last, through renames and merges.

use std::collections::{BTreeMap, HashMap, HashSet};

use gix::ObjectId;

use super::{
    commit::Commit,
    history::{Event, History, Known, Node},
    lanes::{File, Lanes, Lies, Path},
    rename::{self, Texts},
    tree::Change,
    walk::{At, LINE, Walk},
};

/// Times that files which began on branches are looked at; after that they stay apart.
const LOOKS: usize = 5_000_000;

/// Puts histories together.
#[derive(Debug, Default)]
pub(super) struct Histories {
    all: Vec<Known>,
    lanes: Lanes,
    /// Files that began on a branch, since the last merge into the line.
    begun: Vec<File>,
    /// How often one of them was looked at.
    looks: usize,
    /// Commits in which too many files came and went to look for renamed ones by their texts.
    pub(super) crowded: Vec<usize>,
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
        self.looks += self.begun.len();
        if self.looks > LOOKS {
            self.begun.clear();
        }
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
        let lies_there = |with: File| {
            let lies = self.lanes.lies(Some(other), with).and_then(|lies| lies.path.as_ref());
            lies.is_none_or(|lies| *lies == path)
        };
        before.filter(|with| *with != file && lies_there(*with))
    }

    /// Whether a merge, which leaves contents at `held`, brings another file to a path, and the one that lay there comes to
    /// lie elsewhere.
    fn is_replaced(&self, taken: &Taken<'_>, path: &[u8], held: &HashSet<&[u8]>) -> bool {
        let Some(file) = self.lanes.file(taken.before, path) else { return false };
        taken.others.iter().any(|other| {
            let to = self.lanes.lies(Some(*other), file).and_then(|lies| lies.path.as_ref());
            self.lanes.file(Some(*other), path).is_some_and(|brought| brought != file)
                && to.is_some_and(|to| **to != *path && held.contains(&**to))
        })
    }

    fn take_changes(&mut self, taken: &Taken<'_>, texts: Option<&mut dyn Texts>) {
        let (mut gone, mut come) = (BTreeMap::new(), BTreeMap::new());
        let held = taken.changes.iter().filter(|change| change.new.is_some() && !taken.others.is_empty());
        let held: HashSet<&[u8]> = held.map(|change| &change.path[..]).collect();
        for change in taken.changes {
            match (change.old, change.new) {
                (Some(old), Some(new)) if self.is_replaced(taken, &change.path, &held) => {
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
