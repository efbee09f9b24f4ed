//! Where an archive's bytes lie, and what its paths are called.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use super::{
    Archive, Disk, Tree,
    sample::{self, Sample},
};

/// Where an archive's bytes lie, and its paths with the names under which they are shown.
pub(super) fn laid_out(archive: &Archive) -> (&'static dyn Tree, Vec<(PathBuf, String)>) {
    match archive {
        Archive::Paths(paths) => (&Disk, named(paths)),
        Archive::Sample => (&Sample, vec![(PathBuf::new(), sample::NAME.into())]),
    }
}

/// The paths with the names under which they are shown: as short as keeps them apart, the same in any order of paths.
fn named(paths: &[PathBuf]) -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = paths.to_vec();
    paths.sort();
    paths.dedup();
    let tail = |path: &Path, parts: usize| -> String {
        let parts_of: Vec<String> = path
            .components()
            .filter_map(|part| match part {
                std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
                _ => None,
            })
            .collect();
        parts_of.get(parts_of.len().saturating_sub(parts)..).unwrap_or_default().join("/")
    };
    let deepest = paths.iter().map(|p| p.components().count()).max().unwrap_or(1);
    let all = |parts: usize| paths.iter().map(|p| tail(p, parts)).collect::<Vec<_>>();
    let apart = |names: &Vec<String>| names.iter().collect::<HashSet<_>>().len() == names.len();
    let names = (1..=deepest).map(all).find(apart).unwrap_or_else(|| all(deepest));
    paths.into_iter().zip(names).collect()
}
