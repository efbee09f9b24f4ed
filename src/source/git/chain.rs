//! The commits of a branch, along first parents and through what was merged, and what each changed.

use std::{
    collections::HashSet,
    sync::atomic::{AtomicUsize, Ordering},
};

use gix::{ObjectId, objs::Kind};
use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{
    commit::Commit,
    objects::{Lack, Objects},
    side::{Changes, Sides, Step},
    tree::{Change, Cut, Trees},
};
use crate::source::{SourceError, limits};

/// Commits whose trees are compared at once, and by one thread.
const ROUND: usize = 2048;
const SHARE: usize = 64;

/// A branch's history.
#[derive(Debug, Default)]
pub(in crate::source) struct Chain {
    /// The commits that changed a wanted file, oldest first.
    pub(in crate::source) commits: Vec<Commit>,
    /// What each of them changed.
    pub(in crate::source) changes: Vec<Changes>,
    /// The tree of the last commit.
    pub(in crate::source) tree: Option<ObjectId>,
    /// The first commit there is, whatever it changed.
    pub(in crate::source) root: Option<ObjectId>,
    /// Why the history begins where it does, where that is not its beginning.
    pub(in crate::source) edge: Option<Edge>,
    /// Commits whose changes could not be seen whole, with the reason.
    pub(in crate::source) blind: Vec<(ObjectId, Cut)>,
}

/// Where a history was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Edge {
    /// The commit before this one is not in the repository.
    Missing(ObjectId),
    /// A commit is damaged.
    Damaged(ObjectId),
    /// There are more changes than are held; older ones than this were left out.
    Large(ObjectId),
}

impl Chain {
    /// Reads the history that ends in `head`; where it is `with_sides`, merges as the commits that they brought. `check` is
    /// called every now and then.
    ///
    /// # Errors
    /// What `check` says.
    pub(in crate::source) fn read(
        objects: &Objects,
        head: ObjectId,
        wanted: &(dyn Fn(&[u8]) -> bool + Sync),
        with_sides: bool,
        check: &mut dyn FnMut() -> Result<(), SourceError>,
    ) -> Result<Chain, SourceError> {
        let mut reader = objects.reader();
        let mut chain = Chain::default();
        let mut seen = HashSet::new();
        let room = AtomicUsize::new(limits::GROUPED);
        let mut next = Some(head);
        let mut round: Vec<Commit> = Vec::with_capacity(ROUND + 1);
        let mut sides: Option<Sides> = None;
        while next.is_some() || !round.is_empty() {
            while let Some(id) = next.filter(|_| round.len() <= ROUND) {
                // A commit that comes before itself has been made up: its id cannot be its hash.
                let commit = match reader.find(&id) {
                    Ok((Kind::Commit, bytes)) if seen.insert(id) => Commit::of(id, bytes).ok_or(Lack::Damaged),
                    Ok(_) => Err(Lack::Damaged),
                    Err(lack) => Err(lack),
                };
                next = match commit {
                    Ok(commit) => {
                        let parent = commit.parent;
                        round.push(commit);
                        parent
                    }
                    Err(lack) => {
                        let last = chain.last(&round).unwrap_or(id);
                        chain.edge =
                            Some(if lack == Lack::Missing { Edge::Missing(last) } else { Edge::Damaged(last) });
                        None
                    }
                };
            }
            check()?;
            chain.tree = chain.tree.or_else(|| round.first().map(|commit| commit.tree));
            chain.root = round.last().map(|commit| commit.id);
            // The last one waits for its parent's tree, if there is one to come.
            let whole = next.is_none();
            let pairs: Vec<(&Commit, Option<ObjectId>)> = round
                .iter()
                .enumerate()
                .map(|(n, commit)| (commit, round.get(n + 1).map(|parent| parent.tree)))
                .take(round.len() - usize::from(!whole))
                .collect();
            if with_sides && sides.is_none() && round.iter().any(|commit| !commit.merged.is_empty()) {
                sides = Some(Sides::of(objects, head, check)?);
            }
            let compared: Vec<Compared> = pairs
                .par_chunks(SHARE)
                .flat_map_iter(|share| compared(share, objects, sides.as_ref(), &room, wanted))
                .collect();
            let kept = round.split_off(compared.len());
            for (mut commit, Compared { changes, cut, steps }) in
                std::mem::replace(&mut round, kept).into_iter().zip(compared)
            {
                if let Some(cut) = cut {
                    chain.blind.push((commit.id, cut));
                }
                commit.is_one_step &= steps.is_none();
                let own = (commit, Changes { line: changes, aside: Vec::new() });
                for (commit, changes) in [own].into_iter().chain(steps.into_iter().flatten().rev()) {
                    if !(changes.line.is_empty() && changes.aside.is_empty()) {
                        chain.commits.push(commit);
                        chain.changes.push(changes);
                    }
                }
            }
            if room.load(Ordering::Relaxed) == 0 {
                chain.edge = chain.commits.last().map(|commit| Edge::Large(commit.id));
                break;
            }
        }
        chain.commits.reverse();
        chain.changes.reverse();
        Ok(chain)
    }

    fn last(&self, round: &[Commit]) -> Option<ObjectId> {
        round.last().map(|commit| commit.id).or(self.root)
    }
}

/// What came of the comparison of a commit with its parent.
struct Compared {
    changes: Vec<Change>,
    cut: Option<Cut>,
    /// What came with it, if it is a merge, the first one first; `None` where that is not told.
    steps: Option<Vec<Step>>,
}

/// Compares commits with their parents' trees.
fn compared(
    share: &[(&Commit, Option<ObjectId>)],
    objects: &Objects,
    sides: Option<&Sides>,
    room: &AtomicUsize,
    wanted: &(dyn Fn(&[u8]) -> bool + Sync),
) -> Vec<Compared> {
    let (mut reader, mut beside, mut commits) = (objects.reader(), objects.reader(), objects.reader());
    // What is compared on the way to the steps of a merge is not kept.
    let spare = AtomicUsize::new(limits::GROUPED);
    let (mut trees, mut others) = (Trees::new(&mut reader, room), Trees::new(&mut beside, &spare));
    let each = share.iter().map(|(commit, parent)| {
        let (mut changes, cut) = trees.changes(*parent, Some(commit.tree), wanted);
        let sides = sides.filter(|_| !commit.merged.is_empty() && cut.is_none());
        let steps = sides.and_then(|sides| sides.steps(commit, &mut changes, &mut commits, &mut others, wanted));
        trees.count(steps.iter().flatten().flat_map(|(_, changes)| changes.line.iter().chain(&changes.aside)));
        Compared { changes, cut, steps }
    });
    each.collect()
}
