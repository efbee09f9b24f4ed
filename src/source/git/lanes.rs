//! What lies where, on each lane after each step: which file at a path, and how a file lies.

use std::{collections::HashMap, sync::Arc};

use super::walk::{self, At, LINE};

/// A file, by its number.
pub(super) type File = usize;

/// A path, in bytes, as git keeps it.
pub(super) type Path = Arc<[u8]>;

/// How a file lies somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lies {
    /// Where; `None` where it was deleted.
    pub(super) path: Option<Path>,
    /// Its state, by number; the last that it had, where it was deleted.
    pub(super) state: usize,
}

/// All lanes.
#[derive(Debug, Default)]
pub(super) struct Lanes(Vec<Lane>);

/// What changed on a lane, by step; what is not here is as it was where the lane leaves another.
#[derive(Debug, Default)]
struct Lane {
    leaves: Option<At>,
    paths: HashMap<Path, Vec<(usize, Option<File>)>>,
    files: HashMap<File, Vec<(usize, Lies)>>,
}

impl Lanes {
    /// These lanes, on which nothing lies yet.
    pub(super) fn of(lanes: &[walk::Lane]) -> Lanes {
        Lanes(lanes.iter().map(|lane| Lane { leaves: lane.leaves, ..Lane::default() }).collect())
    }

    /// The file that lies at a path.
    pub(super) fn file(&self, at: Option<At>, path: &[u8]) -> Option<File> {
        *self.look(at, |lane| lane.paths.get(path))?
    }

    /// How a file lies; `None` where it never did.
    pub(super) fn lies(&self, at: Option<At>, file: File) -> Option<&Lies> {
        self.look(at, |lane| lane.files.get(&file))
    }

    /// The last file that lay at a path, where it has been deleted.
    pub(super) fn lay(&self, at: Option<At>, path: &[u8]) -> Option<File> {
        let mut next = at;
        while let Some(At { lane, step }) = next {
            let lane = self.0.get(lane)?;
            let values = lane.paths.get(path).map(|values| until(values, step)).unwrap_or_default();
            if let Some(file) = values.iter().rev().find_map(|value| value.1) {
                return self.lies(at, file).is_some_and(|lies| lies.path.is_none()).then_some(file);
            }
            next = lane.leaves;
        }
        None
    }

    /// How a file lies at the end of the line.
    pub(super) fn last(&self, file: File) -> Option<&Lies> {
        self.0.get(LINE)?.files.get(&file)?.last().map(|value| &value.1)
    }

    /// From a step on nothing lies at a path, unless something is put there.
    pub(super) fn clear(&mut self, at: At, path: &Path) {
        if let Some(lane) = self.0.get_mut(at.lane) {
            lane.paths.entry(Arc::clone(path)).or_default().push((at.step, None));
        }
    }

    /// From a step on a file lies like this. Steps ascend on each lane.
    pub(super) fn put(&mut self, at: At, file: File, lies: Lies) {
        let Some(lane) = self.0.get_mut(at.lane) else { return };
        if let Some(path) = &lies.path {
            lane.paths.entry(Arc::clone(path)).or_default().push((at.step, Some(file)));
        }
        lane.files.entry(file).or_default().push((at.step, lies));
    }

    /// A file was another all the time, on these lanes, whose states are numbered from `first` on there.
    pub(super) fn unite(&mut self, file: File, with: File, first: usize, lanes: &[usize]) {
        for lane in lanes {
            let Some(lane) = self.0.get_mut(*lane) else { continue };
            let Some(lies) = lane.files.remove(&file) else { continue };
            for path in lies.iter().filter_map(|(_, lies)| lies.path.as_ref()) {
                let values = lane.paths.get_mut(path).into_iter().flatten();
                values.filter(|value| value.1 == Some(file)).for_each(|value| value.1 = Some(with));
            }
            let known = lane.files.entry(with).or_default();
            known.extend(lies.into_iter().map(|(step, lies)| (step, Lies { state: lies.state + first, ..lies })));
            known.sort_by_key(|value| value.0);
        }
    }

    /// The last value of what a lane holds, up to a step; else of the lane that it leaves.
    fn look<'l, V>(
        &'l self,
        at: Option<At>,
        values: impl Fn(&'l Lane) -> Option<&'l Vec<(usize, V)>>,
    ) -> Option<&'l V> {
        let mut next = at;
        while let Some(At { lane, step }) = next {
            let lane = self.0.get(lane)?;
            if let Some((_, value)) = values(lane).and_then(|values| until(values, step).last()) {
                return Some(value);
            }
            next = lane.leaves;
        }
        None
    }
}

/// The values up to a step.
fn until<V>(values: &[(usize, V)], step: usize) -> &[(usize, V)] {
    values.get(..values.partition_point(|value| value.0 <= step)).unwrap_or_default()
}
