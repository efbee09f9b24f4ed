//! The order in which commits are taken: the line of first parents, from its first commit to its last, and before each merge
//! what came with it; each commit behind its parents.
//!
//! ```text
//! line    b ─ f ─────── m ─ …      taken: b f s t m …
//! lane 1    └ s ─ t ────┘          s and t are one lane: each is made from the last; it leaves the line (lane 0) at b
//! ```

use std::collections::{HashMap, HashSet};

use gix::{
    ObjectId, hash,
    objs::{CommitRef, Kind},
};

use super::{
    commit::PARENTS,
    objects::{Lack, Objects, Reader},
};
use crate::source::SourceError;

/// Commits that came with one merge and are looked at; one that brought more is one step.
const LONGEST: usize = 100_000;

/// Commits beside the line that are looked at for each of the line, and beside that.
const EACH: usize = 20;
const BESIDE: usize = 100_000;

/// How often lanes may part from lanes.
const DEEPEST: usize = 200;

/// Commits between two questions whether to go on.
const ROUND: usize = 4096;

/// All commits that are taken, in their order.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) steps: Vec<Step>,
    /// The lanes, that of the line first.
    pub(super) lanes: Vec<Lane>,
    /// Why the line begins where it does, where that is not its beginning.
    pub(super) edge: Option<Lack>,
}

/// A commit as it is taken.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) id: ObjectId,
    pub(super) tree: ObjectId,
    /// The tree of its first parent, where it has one that is there.
    pub(super) before: Option<ObjectId>,
    /// Its first parent, as a place among the steps; `None` where that is not taken.
    pub(super) parent: Option<usize>,
    /// Its further parents that are taken.
    pub(super) merged: Vec<usize>,
    pub(super) lane: usize,
    /// Another goes on from it on its lane.
    followed: bool,
    /// What it brought is not told.
    pub(super) is_one_step: bool,
}

/// A line of commits, each made from the last.
#[derive(Debug, Default)]
pub(super) struct Lane {
    /// Where it leaves another.
    pub(super) leaves: Option<At>,
    /// How many it passes through on the way to the line.
    depth: usize,
}

/// A place on a lane: from there back, it is what lay there after this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub(super) lane: usize,
    pub(super) step: usize,
}

/// The line of first parents.
pub(super) const LINE: usize = 0;

impl Walk {
    /// Walks through what `head` was made from; where it is not `with_sides`, along first parents alone. `check` is called
    /// every now and then.
    ///
    /// # Errors
    /// What `check` says.
    pub(super) fn of(
        objects: &Objects,
        head: ObjectId,
        with_sides: bool,
        check: &mut dyn FnMut() -> Result<(), SourceError>,
    ) -> Result<Walk, SourceError> {
        let mut reader = objects.reader();
        let (line, edge) = line(&mut reader, head, check)?;
        let mut walk = Walk { steps: Vec::with_capacity(line.len()), lanes: vec![Lane::default()], edge };
        let mut places = HashMap::with_capacity(line.len());
        let mut left = line.len() * EACH + BESIDE;
        for met in line.into_iter().rev() {
            check()?;
            let mut is_one_step = !met.merged.is_empty();
            if is_one_step && with_sides {
                is_one_step = !walk.take_sides(&met.merged, &mut left, &mut places, &mut reader);
            }
            walk.take(&met, Some(LINE), is_one_step, &mut places, &mut reader);
        }
        Ok(walk)
    }

    /// The last tree of the line.
    pub(super) fn tree(&self) -> Option<ObjectId> {
        self.steps.last().map(|step| step.tree)
    }

    /// The first commit of the line that is there.
    pub(super) fn root(&self) -> Option<ObjectId> {
        self.steps.iter().find(|step| step.lane == LINE).map(|step| step.id)
    }

    /// Takes what can be reached from some commits and has not been taken; nothing of it, and `false`, where that is more
    /// than may be looked at, of all `left` and of one merge, or cannot be seen whole. A branch comes in one piece.
    fn take_sides(
        &mut self,
        tips: &[ObjectId],
        left: &mut usize,
        places: &mut Places,
        reader: &mut Reader<'_>,
    ) -> bool {
        let known = (self.steps.len(), self.lanes.len());
        // Each with the parents that are still to be looked at, the next one last.
        let mut under_way: Vec<(Option<Met>, Vec<ObjectId>)> = vec![(None, tips.iter().rev().copied().collect())];
        let mut entered = HashSet::new();
        while let Some((met, parents)) = under_way.last_mut() {
            let Some(next) = parents.pop() else {
                let met = met.take();
                under_way.pop();
                if met.is_none_or(|met| self.take(&met, None, false, places, reader)) {
                    continue;
                }
                self.give_back(known, places);
                return false;
            };
            // One that comes before itself has been made up.
            if places.contains_key(&next) || !entered.insert(next) {
                continue;
            }
            let room = *left > 0 && entered.len() <= LONGEST;
            *left = left.saturating_sub(1);
            match Met::of(reader, next) {
                Ok(met) if room => {
                    let before = met.merged.iter().rev().copied().chain(met.parent).collect();
                    under_way.push((Some(met), before));
                }
                _ => {
                    self.give_back(known, places);
                    return false;
                }
            }
        }
        true
    }

    /// Takes one commit behind those that were taken, on a lane, else on that of its first parent or one that leaves there;
    /// `false` where that parts from too many others.
    fn take(
        &mut self,
        met: &Met,
        lane: Option<usize>,
        is_one_step: bool,
        places: &mut Places,
        reader: &mut Reader<'_>,
    ) -> bool {
        let parent = met.parent.and_then(|parent| places.get(&parent)).copied();
        let before = match parent.and_then(|parent| self.steps.get(parent)) {
            Some(step) => Some(step.tree),
            None => met.parent.and_then(|parent| Met::of(reader, parent).ok()).map(|met| met.tree),
        };
        let left = parent.and_then(|step| Some(At { lane: self.steps.get(step)?.lane, step }));
        let goes_on = |at: &At| at.lane != LINE && self.steps.get(at.step).is_some_and(|step| !step.followed);
        let lane = match (lane, left.filter(goes_on)) {
            (Some(lane), _) => lane,
            (None, Some(at)) => at.lane,
            (None, None) => {
                let depth = left.and_then(|at| self.lanes.get(at.lane)).map_or(0, |lane| lane.depth + 1);
                self.lanes.push(Lane { leaves: left, depth });
                self.lanes.len() - 1
            }
        };
        if let Some(step) = parent.and_then(|parent| self.steps.get_mut(parent))
            && step.lane == lane
        {
            step.followed = true;
        }
        places.insert(met.id, self.steps.len());
        let merged = met.merged.iter().filter_map(|merged| places.get(merged)).copied().collect();
        let (id, tree) = (met.id, met.tree);
        self.steps.push(Step { id, tree, before, parent, merged, lane, followed: false, is_one_step });
        self.lanes.get(lane).is_some_and(|lane| lane.depth <= DEEPEST)
    }

    /// Gives back what was taken since there were so many steps and lanes.
    fn give_back(&mut self, (steps, lanes): (usize, usize), places: &mut Places) {
        let taken: Vec<Step> = self.steps.drain(steps..).collect();
        for step in taken {
            places.remove(&step.id);
            if let Some(before) = step.parent.and_then(|parent| self.steps.get_mut(parent))
                && before.lane == step.lane
            {
                before.followed = false;
            }
        }
        self.lanes.truncate(lanes);
    }
}

/// Where the commits that were taken stand among the steps.
type Places = HashMap<ObjectId, usize>;

/// What is read of a commit.
struct Met {
    id: ObjectId,
    tree: ObjectId,
    parent: Option<ObjectId>,
    merged: Vec<ObjectId>,
}

impl Met {
    fn of(reader: &mut Reader<'_>, id: ObjectId) -> Result<Met, Lack> {
        let (Kind::Commit, bytes) = reader.find(&id)? else { return Err(Lack::Damaged) };
        let commit = CommitRef::from_bytes(bytes, hash::Kind::Sha1).map_err(|_| Lack::Damaged)?;
        let mut parents = commit.parents();
        let parent = parents.next();
        Ok(Met { id, tree: commit.tree(), parent, merged: parents.take(PARENTS).collect() })
    }
}

/// The commits along first parents, the last one first, and why there are no more, where there should be.
fn line(
    reader: &mut Reader<'_>,
    head: ObjectId,
    check: &mut dyn FnMut() -> Result<(), SourceError>,
) -> Result<(Vec<Met>, Option<Lack>), SourceError> {
    let (mut line, mut seen) = (Vec::new(), HashSet::new());
    let mut next = Some(head);
    while let Some(id) = next {
        // A commit that comes before itself has been made up: its id cannot be its hash.
        let met = if seen.insert(id) { Met::of(reader, id) } else { Err(Lack::Damaged) };
        match met {
            Ok(met) => {
                next = met.parent;
                line.push(met);
            }
            Err(lack) => return Ok((line, Some(lack))),
        }
        if line.len() % ROUND == 0 {
            check()?;
        }
    }
    Ok((line, None))
}
