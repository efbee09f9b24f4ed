//! What tells the state of each file of an archive, so that only what changed is read again.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{
    Archive, Kind, Options, Stamp, Tree, footprint, roots,
    walk::{Job, Met, Walk},
};

/// What tells the state of a file, or of what was claimed of a folder.
pub(super) fn stamp(tree: &dyn Tree, job: &Job) -> Stamp {
    let mut hash = Sha256::new();
    footprint::one(tree, &job.entry, &mut hash);
    if job.entry.kind == Kind::File {
        footprint::log(tree, &job.entry, &mut hash);
    }
    for entry in job.all_claimed() {
        footprint::one(tree, entry, &mut hash);
        if entry.kind == Kind::Folder {
            footprint::of(tree, &entry.path, &mut hash);
        }
    }
    let on_disk = tree.on_disk(&job.entry.path);
    for format in job.format.into_iter().chain(job.others.iter().map(|other| other.0)) {
        let state = on_disk.map(|path| format.state(path, &job.base)).unwrap_or_default();
        hash.update(state.as_bytes());
        // Claimed whole, and nothing else tells its state.
        if state.is_empty() && job.entry.kind == Kind::Folder && job.claimed.is_empty() {
            footprint::of(tree, &job.entry.path, &mut hash);
        }
    }
    let digest = hash.finalize();
    let mark = digest.iter().take(8).fold(0, |mark, byte| mark << 8 | u64::from(*byte));
    Stamp { shown: Arc::clone(&job.shown), mark }
}

/// The stamps of all files of an archive, without reading any.
pub fn stamps(archive: &Archive, options: &Options) -> Vec<Stamp> {
    let (tree, roots) = roots::laid_out(archive);
    let mut stamps = Vec::new();
    let mut met = |met: Met| {
        if let Met::Job(job) = met {
            stamps.push(stamp(tree, &job));
        }
        true
    };
    let mut walk = Walk::new(tree, options, &mut met);
    for (root, (path, shown)) in roots.iter().enumerate() {
        walk.start(root, path, shown);
    }
    stamps
}

/// Whether a file of an archive, as it is shown, is there without anything in it.
#[must_use]
pub fn is_emptied(archive: &Archive, shown: &str) -> bool {
    let (tree, roots) = roots::laid_out(archive);
    roots.iter().any(|(path, root)| {
        let within = shown.strip_prefix(root.as_str()).map(|rest| rest.trim_start_matches('/'));
        let path = within.filter(|rest| !rest.is_empty()).map(|rest| path.join(rest));
        let entry = path.and_then(|path| tree.entry(&path).ok());
        entry.is_some_and(|entry| entry.kind == Kind::File && entry.size == 0)
    })
}
