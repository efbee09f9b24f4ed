//! What each commit changed beside its first parent: all that are taken, compared by all processors.

use std::sync::atomic::{AtomicUsize, Ordering};

use gix::{ObjectId, objs::Kind};
use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{
    commit::Commit,
    objects::{Lack, Objects},
    tree::{Change, Cut, Trees},
    walk::{LINE, Step, Walk},
};
use crate::source::{SourceError, limits};

/// Commits whose trees are compared at once, and by one thread.
const ROUND: usize = 2048;
const SHARE: usize = 64;

/// A history.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// The commits in the order in which they are taken.
    pub(super) walk: Walk,
    /// Those of them that changed a wanted file, the first one first.
    pub(super) made: Vec<Made>,
    /// Why the history begins where it does, where that is not its beginning.
    pub(super) edge: Option<Edge>,
    /// Commits whose changes could not be seen whole, with the reason.
    pub(super) blind: Vec<(ObjectId, Cut)>,
}

/// A commit that changed a wanted file.
#[derive(Debug)]
pub(super) struct Made {
    /// Its place among the steps of the walk.
    pub(super) step: usize,
    pub(super) commit: Commit,
    pub(super) changes: Vec<Change>,
}

/// Where a history was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edge {
    /// The commit before this one is not in the repository.
    Missing(ObjectId),
    /// A commit is damaged.
    Damaged(ObjectId),
    /// There are more changes than are held; older ones than this were left out.
    Large(ObjectId),
}

impl Chain {
    /// Reads the history that ends in `head`; where it is not `with_sides`, merges as one step each. `check` is called every
    /// now and then.
    ///
    /// # Errors
    /// What `check` says.
    pub(super) fn read(
        objects: &Objects,
        head: ObjectId,
        wanted: &(dyn Fn(&[u8]) -> bool + Sync),
        with_sides: bool,
        check: &mut dyn FnMut() -> Result<(), SourceError>,
    ) -> Result<Chain, SourceError> {
        let walk = Walk::of(objects, head, with_sides, check)?;
        let mut chain = Chain::default();
        if let Some((lack, root)) = walk.edge.as_ref().zip(walk.root()) {
            chain.edge = Some(if *lack == Lack::Missing { Edge::Missing(root) } else { Edge::Damaged(root) });
        }
        let room = AtomicUsize::new(limits::GROUPED);
        let numbered: Vec<(usize, &Step)> = walk.steps.iter().enumerate().collect();
        // The newest are wanted most, where not all can be held.
        for round in numbered.rchunks(ROUND) {
            check()?;
            let shares = round.par_rchunks(SHARE);
            let compared: Vec<Compared> =
                shares.flat_map_iter(|share| compared(share, objects, &room, wanted).into_iter().rev()).collect();
            for (Compared { changes, cut }, (place, step)) in compared.into_iter().zip(round.iter().rev()) {
                if let Some(cut) = cut {
                    chain.blind.push((step.id, cut));
                }
                chain.made.extend(changes.map(|(commit, changes)| Made { step: *place, commit, changes }));
            }
            if room.load(Ordering::Relaxed) == 0 {
                let of_line = |made: &&Made| walk.steps.get(made.step).is_some_and(|step| step.lane == LINE);
                chain.edge = chain.made.iter().rev().find(of_line).map(|made| Edge::Large(made.commit.id));
                break;
            }
        }
        chain.made.reverse();
        chain.walk = walk;
        Ok(chain)
    }
}

/// What came of the comparison of a commit with its parent.
struct Compared {
    /// The commit, and what it changed; `None` where that is nothing.
    changes: Option<(Commit, Vec<Change>)>,
    cut: Option<Cut>,
}

/// Compares commits with their parents' trees.
fn compared(
    share: &[(usize, &Step)],
    objects: &Objects,
    room: &AtomicUsize,
    wanted: &(dyn Fn(&[u8]) -> bool + Sync),
) -> Vec<Compared> {
    let (mut reader, mut commits) = (objects.reader(), objects.reader());
    let mut trees = Trees::new(&mut reader, room);
    let each = share.iter().map(|(_, step)| {
        let (changes, cut) = trees.changes(step.before, Some(step.tree), wanted);
        let mut commit = || match commits.find(&step.id) {
            Ok((Kind::Commit, bytes)) => Commit::of(step.id, bytes),
            _ => None,
        };
        let commit = if changes.is_empty() { None } else { commit() };
        let commit = commit.map(|commit| Commit { is_one_step: step.is_one_step, ..commit });
        Compared { changes: commit.map(|commit| (commit, changes)), cut }
    });
    each.collect()
}
