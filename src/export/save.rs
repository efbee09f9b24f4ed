//! Documents into files: nothing is overwritten unasked, a file is either whole or not there, no folder is made.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
    process,
};

use super::{Exporter, Piece, safe};
use crate::{model::Side, text::filename};

/// Why a document was not saved, as a sentence with what to do next.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A file of that name is there and may not be overwritten.
    #[error("{} is already there; choose another name, or overwrite it with --force.", shown(.0))]
    Exists(PathBuf),
    /// The name is that of a folder.
    #[error("{} is a folder; add a file name to it.", shown(.0))]
    Folder(PathBuf),
    /// The folder is not there.
    #[error("The folder {} is not there; make it first, or choose another.", shown(.0))]
    NoFolder(PathBuf),
    /// The folder is there, but takes no such file.
    #[error("No file can be made in {}; choose another folder.", shown(.0))]
    NoFiles(PathBuf),
    /// The folder or the file may not be written to.
    #[error("{} may not be written to; choose another folder, or change its permissions.", shown(.0))]
    Denied(PathBuf),
    /// The disk is full.
    #[error("There is no room left to write {}; free some space, or choose another disk.", shown(.0))]
    Full(PathBuf),
    /// The name is longer than the file system allows, or has characters that it does not allow.
    #[error("{} is no name for a file here; choose a shorter or plainer one.", shown(.0))]
    BadName(PathBuf),
    /// Anything else.
    #[error("{} could not be written ({}); try another folder.", shown(.0), .1)]
    Other(PathBuf, #[source] io::Error),
}

fn shown(path: &Path) -> String {
    format!("‘{}’", safe::visible(&path.to_string_lossy()))
}

impl SaveError {
    fn of(error: io::Error, path: &Path) -> Self {
        let folder = || folder_of(path).to_path_buf();
        match error.kind() {
            io::ErrorKind::AlreadyExists => SaveError::Exists(path.into()),
            io::ErrorKind::IsADirectory => SaveError::Folder(path.into()),
            io::ErrorKind::NotFound if folder().is_dir() => SaveError::NoFiles(folder()),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SaveError::NoFolder(folder()),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => SaveError::Denied(folder()),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SaveError::Full(path.into()),
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => SaveError::BadName(path.into()),
            _ => SaveError::Other(path.into(), error),
        }
    }
}

/// The file name proposed for a document: `guardian-apple-under-pressure-r1-r2.html`. Just a name, safe on every system.
#[must_use]
pub fn proposed_name(piece: &Piece<'_>, exporter: &dyn Exporter) -> String {
    let sides = &piece.diff.sides;
    let title = [&sides.new.title, &sides.old.title, &piece.article.title].into_iter().find(|t| !t.trim().is_empty());
    let tail = format!("r{}-r{}", sides[Side::Old].revision, sides[Side::New].revision);
    filename::safe(&[&piece.article.source, title.map_or("", String::as_str)], &tail, exporter.suffix())
}

/// Saves a document. With `force` an existing file is replaced; else it stays and the answer is [`SaveError::Exists`].
///
/// # Errors
/// As [`SaveError`] says; a file that was there before is then still whole, and no new one is left behind.
pub fn save(piece: &Piece<'_>, exporter: &dyn Exporter, path: &Path, force: bool) -> Result<(), SaveError> {
    save_with(path, force, |out| exporter.write(piece, out))
}

/// Saves whatever `write` writes, as [`save`] does.
///
/// # Errors
/// As [`save`].
pub fn save_with(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), SaveError> {
    let failed = |e| SaveError::of(e, path);
    let before = fs::metadata(path).ok();
    match &before {
        Some(there) if there.is_dir() => return Err(SaveError::Folder(path.into())),
        // A pipe or a device holds nothing that could be overwritten, and must not be replaced by a file.
        Some(there) if !there.is_file() => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path).map_err(failed)?);
            return write(&mut out).and_then(|()| out.flush()).map_err(failed);
        }
        _ => {}
    }
    if !force && fs::symlink_metadata(path).is_ok() {
        return Err(SaveError::Exists(path.into()));
    }
    // A symbolic link stays one: what it points to is replaced.
    let target = if before.is_some() { fs::canonicalize(path).map_err(failed)? } else { path.to_path_buf() };
    if target.file_name().is_none() {
        return Err(SaveError::BadName(path.into()));
    }
    let partial = Partial::beside(&target).map_err(failed)?;
    partial.fill(write).map_err(failed)?;
    if let Some(before) = before {
        fs::set_permissions(&partial.path, before.permissions()).map_err(failed)?;
    }
    partial.become_file(&target, force).map_err(failed)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A file that is being written; it goes away if it does not become the document.
struct Partial {
    path: PathBuf,
}

impl Partial {
    fn beside(target: &Path) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for attempt in 0..100 {
            let path = folder_of(target).join(format!(".recension-{}-{attempt}.partial", process::id()));
            match File::create_new(&path) {
                Ok(_) => return Ok(Partial { path }),
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => last = e,
                Err(e) => return Err(e),
            }
        }
        Err(io::Error::other(last))
    }

    fn fill(&self, write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        let mut out = BufWriter::new(OpenOptions::new().write(true).open(&self.path)?);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    fn become_file(self, target: &Path, force: bool) -> io::Result<()> {
        if force {
            return fs::rename(&self.path, target);
        }
        // Unlike a rename, a link never replaces what came to be there in the meantime.
        match fs::hard_link(&self.path, target) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => {
                // Some file systems know no links: take the name first, then fill it.
                File::create_new(target)?;
                fs::rename(&self.path, target).inspect_err(|_| drop(fs::remove_file(target)))
            }
            done => done,
        }
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // Already gone where it was renamed; nothing more can be done where it cannot be removed.
        let _ = fs::remove_file(&self.path);
    }
}
