//! What a merge brought, in the steps in which it was made: the commits of the branch that was merged, for the files that
//! nobody touched on the line meanwhile.
//!
//! ```text
//! line    ─ b ─ … ─ first ─ merge ─     a file that is the same in b and first, and in second and merge, has
//! side       └ s ─ … ─ second ┘          the states of s … second in the place of one
//! ```
//!
//! Of such a file the branch's states are a straight line from that in `b` to that in `merge`. One that was changed on both
//! sides, and one that the merge itself changed, would go back and forth between them: for these the merge is one step.

use std::collections::{HashMap, HashSet};

use gix::{ObjectId, objs::Kind};

use super::{
    commit::Commit,
    objects::{Objects, Reader},
    tree::{Change, Trees},
};
use crate::source::SourceError;

/// Commits of one merged branch that are looked at; of a longer one the merge is one step.
const LONGEST: usize = 20_000;

/// Commits of merged branches that are looked at for each of the line, and beside that.
const EACH: usize = 20;
const BESIDE: usize = 100_000;

/// Commits between two questions whether to go on.
const ROUND: usize = 4096;

/// The branches that were merged into a line of first parents, by the merges.
#[derive(Debug, Default)]
pub(super) struct Sides(HashMap<ObjectId, Side>);

/// A branch that was merged.
#[derive(Debug)]
struct Side {
    /// Its commits, the last one first; first parents only.
    commits: Vec<ObjectId>,
    /// The commit from which it went out, which is on the line or was merged into it before.
    from: Option<ObjectId>,
}

/// A commit, and what it changed.
pub(super) type Step = (Commit, Vec<Change>);

impl Sides {
    /// Finds the branches that were merged into the line that ends in `head`.
    ///
    /// # Errors
    /// What `check` says, which is called every now and then.
    pub(super) fn of(
        objects: &Objects,
        head: ObjectId,
        check: &mut dyn FnMut() -> Result<(), SourceError>,
    ) -> Result<Sides, SourceError> {
        let mut reader = objects.reader();
        // How far from its end a commit is on the line, or was merged into it first.
        let mut joined: HashMap<ObjectId, usize> = HashMap::new();
        let mut merges = Vec::new();
        let mut line = HashSet::new();
        let mut next = Some(head);
        // One that comes before itself has been made up.
        while let Some(id) = next.filter(|id| line.insert(*id)) {
            let length = line.len();
            joined.insert(id, length);
            let Some(commit) = commit(&mut reader, id) else { break };
            if let Some(merged) = commit.merged {
                merges.push((id, merged, length));
                joined.insert(merged, length);
            }
            next = commit.parent;
            if length % ROUND == 0 {
                check()?;
            }
        }
        let mut left = line.len() * EACH + BESIDE;
        let mut sides = Sides::default();
        for (merge, merged, at) in merges {
            check()?;
            let is_joined = |id: &ObjectId| joined.get(id).is_some_and(|joined| *joined > at);
            let (mut commits, mut next) = (Vec::new(), Some(merged));
            while let Some(id) = next.filter(|id| !is_joined(id)) {
                let room = commits.len() < LONGEST && left > 0;
                let Some(commit) = room.then(|| commit(&mut reader, id)).flatten() else {
                    // Where it went out is not known.
                    commits.clear();
                    break;
                };
                left -= 1;
                commits.push(id);
                next = commit.parent;
            }
            if !commits.is_empty() {
                sides.0.insert(merge, Side { commits, from: next });
            }
        }
        Ok(sides)
    }

    /// The steps, the last one first, that a merge stands for, whose `changes` beside its `first` parent's tree they are
    /// taken from.
    pub(super) fn steps(
        &self,
        merge: &Commit,
        first: Option<ObjectId>,
        changes: &mut Vec<Change>,
        reader: &mut Reader<'_>,
        trees: &mut Trees<'_, '_>,
        wanted: &dyn Fn(&[u8]) -> bool,
    ) -> Vec<Step> {
        let Some(side) = self.0.get(&merge.id).filter(|_| !changes.is_empty()) else { return Vec::new() };
        let found = side.steps(merge, first, changes, reader, trees, wanted).unwrap_or_default();
        let taken: HashSet<&[u8]> = found.iter().flat_map(|step| &step.1).map(|change| &change.path[..]).collect();
        changes.retain(|change| !taken.contains(&change.path[..]));
        found
    }
}

impl Side {
    /// `None` where something of it cannot be seen.
    fn steps(
        &self,
        merge: &Commit,
        first: Option<ObjectId>,
        changes: &[Change],
        reader: &mut Reader<'_>,
        trees: &mut Trees<'_, '_>,
        wanted: &dyn Fn(&[u8]) -> bool,
    ) -> Option<Vec<Step>> {
        let mut whole = |old, new| {
            let (changes, cut) = trees.changes(old, new, wanted);
            cut.is_none().then_some(changes)
        };
        let from = match self.from {
            Some(id) => Some(commit(reader, id)?.tree),
            None => None,
        };
        let second = commit(reader, *self.commits.first()?)?;
        let (meanwhile, in_merge) = (whole(from, first)?, whole(Some(second.tree), Some(merge.tree))?);
        let apart: HashSet<&[u8]> = meanwhile.iter().chain(&in_merge).map(|change| &change.path[..]).collect();
        // What came in a commit in which something went may be what went, renamed.
        let renames = changes.iter().any(|change| change.new.is_none());
        let straight = |c: &&Change| c.new.is_some() && !(renames && c.old.is_none()) && !apart.contains(&c.path[..]);
        let mut taken: HashSet<&[u8]> = changes.iter().filter(straight).map(|change| &change.path[..]).collect();
        let mut steps: Vec<Step> = Vec::new();
        let mut next = Some(second);
        for before in self.commits.iter().skip(1).copied().map(Some).chain([None]) {
            let (Some(step), false) = (next.take(), taken.is_empty()) else { break };
            let before = match before {
                Some(id) => Some(commit(reader, id)?),
                None => None,
            };
            let mut changes = whole(before.as_ref().map_or(from, |before| Some(before.tree)), Some(step.tree))?;
            changes.retain(|change| taken.contains(&change.path[..]));
            // Nor is it one line where the file was not there for a while.
            for change in changes.iter().filter(|change| change.new.is_none()) {
                taken.remove(&change.path[..]);
            }
            if !changes.is_empty() {
                steps.push((step, changes));
            }
            next = before;
        }
        for (_, changes) in &mut steps {
            changes.retain(|change| taken.contains(&change.path[..]));
        }
        steps.retain(|step| !step.1.is_empty());
        Some(steps)
    }
}

/// A commit; `None` where it is not there or damaged.
fn commit(reader: &mut Reader<'_>, id: ObjectId) -> Option<Commit> {
    match reader.find(&id) {
        Ok((Kind::Commit, bytes)) => Commit::of(id, bytes),
        _ => None,
    }
}
