//! What the walk leaves to a repository: its own folder, and the prose of its work tree that it tracks.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use gix::objs::Kind as ObjectKind;

use super::{
    commit::Commit,
    is_candidate,
    objects::Objects,
    place::Place,
    refs::Head,
    tree::{Node, Trees},
};
use crate::source::{Claim, Folder};

/// What a repository takes of a folder.
pub(in crate::source) fn claim(folder: &Folder<'_>) -> Claim {
    let Some(path) = folder.path else { return Claim::Nothing };
    if let Some(entry) = folder.entries.iter().position(|e| e.name == ".git") {
        let covers = covers(&path.join(".git"), folder.base, path).unwrap_or_default();
        return Claim::History { entry, covers };
    }
    let has = |name: &str| folder.has(name);
    if Place::is_bare(has) || Place::is_of_work_tree(has) { Claim::All } else { Claim::Nothing }
}

/// The files of a work tree that are articles of its repository, and the links it tracks.
fn covers(git: &Path, base: &Path, work: &Path) -> Option<HashSet<PathBuf>> {
    let place = Place::of(git, base).ok()?;
    let head = Head::of(&place).ok()?;
    let objects = Objects::of(&place, base, &mut Vec::new());
    let mut reader = objects.reader();
    let tree = match reader.find(&head.commit) {
        Ok((ObjectKind::Commit, bytes)) => Commit::of(head.commit, bytes)?.tree,
        _ => return None,
    };
    let mut covered = HashSet::new();
    let room = usize::MAX.into();
    let _ = Trees::new(&mut reader, &room).each(tree, &mut |path, node| {
        let name = path.rsplit(|b| *b == b'/').next().unwrap_or_default();
        if node == Node::Link || (node == Node::File && is_candidate(name)) {
            covered.extend(on_disk(path).map(|path| work.join(path)));
        }
    });
    Some(covered)
}

#[cfg(unix)]
fn on_disk(path: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(path)))
}

#[cfg(not(unix))]
fn on_disk(path: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(path).ok().map(PathBuf::from)
}
