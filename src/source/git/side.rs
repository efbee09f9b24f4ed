//! What a merge brought, in the steps in which it was made: the commits that came with it, each beside its first parent.
//!
//! ```text
//! line    ─ b ─ … ─ first ─ merge ─     of a file that is the same in b and first, the commits s … second are steps of
//! side       └ s ─ … ─ second ┘          its line; of one that was changed on both sides they lie aside
//! ```
//!
//! Where a file's states on the side follow one another from that in `first` on, they are its line, to which the merge adds
//! what it changed itself. Others would go back and forth between the two: of these the merge is the step of the line, and
//! the commits of the side are told aside, each beside what it was made from.

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

/// The commits that came with the merges of a line of first parents: those of each that were not there before it, a commit
/// behind its parents.
#[derive(Debug, Default)]
pub(super) struct Sides(HashMap<ObjectId, Vec<ObjectId>>);

/// What a commit changed.
#[derive(Debug, Default)]
pub(in crate::source) struct Changes {
    /// Files whose line it goes on with.
    pub(in crate::source) line: Vec<Change>,
    /// Files of which it lies aside.
    pub(in crate::source) aside: Vec<Change>,
}

/// A commit, and what it changed.
pub(super) type Step = (Commit, Changes);

impl Sides {
    /// Finds what was merged into the line that ends in `head`.
    ///
    /// # Errors
    /// What `check` says, which is called every now and then.
    pub(super) fn of(
        objects: &Objects,
        head: ObjectId,
        check: &mut dyn FnMut() -> Result<(), SourceError>,
    ) -> Result<Sides, SourceError> {
        let mut reader = objects.reader();
        let mut merges = Vec::new();
        let mut joined = HashSet::new();
        let mut next = Some(head);
        // One that comes before itself has been made up.
        while let Some(id) = next.filter(|id| joined.insert(*id)) {
            let Some(commit) = commit(&mut reader, id) else { break };
            if !commit.merged.is_empty() {
                merges.push((id, commit.merged));
            }
            next = commit.parent;
            if joined.len() % ROUND == 0 {
                check()?;
            }
        }
        let mut left = joined.len() * EACH + BESIDE;
        let mut sides = Sides::default();
        for (merge, tips) in merges.into_iter().rev() {
            check()?;
            let most = left.min(LONGEST);
            // Where it went out is not known of a side that cannot be seen whole.
            if let Some(brought) = brought(&tips, &mut joined, most, &mut reader) {
                left -= brought.len();
                sides.0.insert(merge, brought);
            }
        }
        Ok(sides)
    }

    /// The steps, the first one first, that came with a merge, whose `changes` beside its first parent's tree lose what is
    /// told by them. `None` where they cannot be told.
    pub(super) fn steps(
        &self,
        merge: &Commit,
        changes: &mut Vec<Change>,
        reader: &mut Reader<'_>,
        trees: &mut Trees<'_, '_>,
        wanted: &dyn Fn(&[u8]) -> bool,
    ) -> Option<Vec<Step>> {
        let brought = self.0.get(&merge.id).filter(|_| !changes.is_empty())?;
        let paths: HashSet<&[u8]> = changes.iter().map(|change| &change.path[..]).collect();
        let mut known: HashMap<ObjectId, ObjectId> = HashMap::with_capacity(brought.len());
        let mut found: Vec<(Commit, Vec<Change>)> = Vec::new();
        for id in brought {
            let step = commit(reader, *id)?;
            let before = match step.parent {
                None => None,
                Some(parent) => Some(match known.get(&parent) {
                    Some(tree) => *tree,
                    None => commit(reader, parent)?.tree,
                }),
            };
            known.insert(*id, step.tree);
            let (mut changes, cut) = trees.changes(before, Some(step.tree), wanted);
            if cut.is_some() {
                return None;
            }
            changes.retain(|change| paths.contains(&change.path[..]));
            if !changes.is_empty() {
                found.push((step, changes));
            }
        }
        let mut lines = Lines::of(changes, &found);
        let told = found.into_iter().map(|(mut step, changes)| {
            step.is_one_step = false;
            let (line, aside) = changes.into_iter().partition(|change| lines.has(&change.path));
            (step, Changes { line, aside })
        });
        let told = told.collect();
        lines.leave(changes);
        Some(told)
    }
}

/// The commits that can be reached from some and have not been so far, a commit behind its parents, a branch in one piece;
/// `None` where there are more than `most`, or one cannot be read.
fn brought(
    tips: &[ObjectId],
    joined: &mut HashSet<ObjectId>,
    most: usize,
    reader: &mut Reader<'_>,
) -> Option<Vec<ObjectId>> {
    let mut found = Vec::new();
    // Each with the parents that are still to be looked at, the next one last.
    let mut under_way: Vec<(Option<ObjectId>, Vec<ObjectId>)> = vec![(None, tips.iter().rev().copied().collect())];
    while let Some((id, parents)) = under_way.last_mut() {
        match parents.pop() {
            Some(parent) if joined.insert(parent) => {
                if found.len() + under_way.len() > most {
                    return None;
                }
                let commit = commit(reader, parent)?;
                under_way.push((Some(parent), commit.merged.into_iter().rev().chain(commit.parent).collect()));
            }
            Some(_) => {}
            None => {
                found.extend(*id);
                under_way.pop();
            }
        }
    }
    Some(found)
}

/// The files of which what came with a merge is one line, and the state in which that ends.
struct Lines(HashMap<Vec<u8>, Option<ObjectId>>);

impl Lines {
    fn of(changes: &[Change], steps: &[(Commit, Vec<Change>)]) -> Lines {
        // What came in a commit in which something went may be what went, renamed.
        let renames = changes.iter().any(|change| change.new.is_none());
        let may_be = |change: &&Change| change.new.is_some() && !(renames && change.old.is_none());
        let starts = changes.iter().filter(may_be).map(|change| (&change.path[..], change.old));
        let mut ends: HashMap<&[u8], Option<ObjectId>> = starts.collect();
        for change in steps.iter().flat_map(|step| &step.1) {
            let Some(end) = ends.get_mut(&change.path[..]) else { continue };
            // A merge within it, or the same edit once more, brings nothing.
            if change.new == *end {
                continue;
            }
            // Nor is it one line where the file was not there for a while.
            if change.old == *end && change.new.is_some() {
                *end = change.new;
            } else {
                ends.remove(&change.path[..]);
            }
        }
        Lines(ends.into_iter().map(|(path, end)| (path.to_owned(), end)).collect())
    }

    fn has(&self, path: &[u8]) -> bool {
        self.0.contains_key(path)
    }

    /// Takes from the changes of the merge what its lines tell.
    fn leave(&mut self, changes: &mut Vec<Change>) {
        for change in changes.iter_mut() {
            change.old = self.0.remove(&change.path).unwrap_or(change.old);
        }
        changes.retain(|change| change.old != change.new);
    }
}

/// A commit; `None` where it is not there or damaged.
fn commit(reader: &mut Reader<'_>, id: ObjectId) -> Option<Commit> {
    match reader.find(&id) {
        Ok((Kind::Commit, bytes)) => Commit::of(id, bytes),
        _ => None,
    }
}
