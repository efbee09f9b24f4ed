//! Snapshots kept as files: a folder with a file for each job, named by the SHA-1 of its location, without any history. It
//! is the store of urlwatch's `--cache FOLDER` and of webchanges' `textfiles:`.

use std::{fs, path::Path};

use super::{
    super::{Entry, Folder, Input, Kind, Reading, SourceError},
    jobs::Jobs,
    snapshot::{self, Snapshot},
};
use crate::model::{Certainty, Seen};

/// Whether an entry is a job's snapshot, by its name.
pub(super) fn is_snapshot(entry: &Entry) -> bool {
    let digits = |name: &str| name.len() == 40 && name.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
    entry.kind == Kind::File && digits(&entry.name)
}

/// Whether an entry of a folder is a store: a folder of snapshots and of nothing else.
pub(super) fn is_store(folder: &Folder<'_>, entry: &Entry) -> bool {
    if entry.kind != Kind::Folder || entry.link || entry.name.starts_with('.') {
        return false;
    }
    let Some(entries) = folder.path.and_then(|path| fs::read_dir(path.join(&entry.name)).ok()) else { return false };
    let mut any = false;
    let all = entries.into_iter().all(|inner| {
        any = true;
        inner.is_ok_and(|inner| {
            let name = inner.file_name().to_string_lossy().into_owned();
            let kind = if inner.file_type().is_ok_and(|kind| kind.is_file()) { Kind::File } else { Kind::Other };
            is_snapshot(&Entry { name, path: inner.path(), kind, link: false, size: 0 })
        })
    });
    any && all
}

/// Reads the snapshots of a folder.
pub(super) fn read_store(store: &Input<'_>, jobs: &Jobs, out: &mut Reading<'_>) -> Result<(), SourceError> {
    for entry in store.folder_entries()? {
        match entry {
            Ok(entry) if is_snapshot(&entry) => read(&store.part(&entry), jobs, out)?,
            Ok(_) => {}
            Err((name, error)) => out.problem(name, format!("It cannot be opened: {}.", super::super::reason(&error))),
        }
    }
    Ok(())
}

/// Reads a snapshot.
pub(super) fn read(file: &Input<'_>, jobs: &Jobs, out: &mut Reading<'_>) -> Result<(), SourceError> {
    out.check()?;
    out.within(file.shown());
    let (data, complaint) = match file.text() {
        Ok(read) => read,
        Err(error) => {
            out.problem("", error.to_string());
            return Ok(());
        }
    };
    if let Some(complaint) = complaint {
        out.problem("", complaint);
    }
    let snapshot = Snapshot { job: file.name().to_owned(), data, ..Snapshot::default() };
    let folder = Path::new(file.shown().as_ref()).parent().unwrap_or(Path::new("")).to_string_lossy().into_owned();
    let Some(mut article) = snapshot::article(vec![snapshot], jobs, &folder) else { return Ok(()) };
    // The tools tell the time of a snapshot by that of its file, which copying may have changed.
    let time = file.modified();
    let seen = |at| Seen { certainty: Certainty::Unknown, ..Seen::stated(at) };
    article.revisions.iter_mut().for_each(|revision| revision.time = time.map(seen));
    article
        .notes
        .push("Its store keeps the last snapshot only, and when it was taken by the file's own time.".to_owned());
    out.article(article);
    Ok(())
}
