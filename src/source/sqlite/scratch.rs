//! Folders of our own for databases that are copied or unpacked, and the removal of those that a killed run left behind.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::Once,
    time::{Duration, SystemTime},
};

use tempfile::TempDir;

use super::super::spill;

/// How its name begins: so that nobody's own folder, of a project of this name say, is taken for one.
const PREFIX: &str = "recension-scratch-";

/// The file in it that is locked while it is used, so that a folder nobody uses any more is known.
const LOCK: &str = "lock";

/// A folder younger than that may not have its lock yet.
const YOUNG: Duration = Duration::from_secs(60);

/// A folder that is removed when it is dropped.
#[derive(Debug)]
pub(in crate::source) struct Scratch {
    // Let go of before the folder is removed.
    _lock: File,
    folder: TempDir,
}

impl Scratch {
    /// Makes one where large temporary files may lie.
    ///
    /// # Errors
    /// When that place cannot be written to.
    pub(super) fn new() -> io::Result<Scratch> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(spill::folder())?;
        let lock = File::create(folder.path().join(LOCK))?;
        match lock.try_lock() {
            // Where files cannot be locked, nothing is ever found to be abandoned either.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Scratch { _lock: lock, folder }),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::ResourceBusy.into()),
        }
    }

    /// The place of a file in it.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Removes what killed runs left; once a run.
pub(in crate::source) fn sweep() {
    static SWEPT: Once = Once::new();
    SWEPT.call_once(|| sweep_in(&spill::folder()));
}

/// Removes the folders in a place that are ours, are no longer locked, and are not being made just now. What cannot be
/// looked at or removed stays: it may be another user's.
fn sweep_in(place: &Path) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let Some(about) = ours.then(|| entry.metadata().ok()).flatten() else { continue };
        let age = about.modified().ok().and_then(|at| SystemTime::now().duration_since(at).ok()).unwrap_or_default();
        if about.is_dir() && age > YOUNG && is_abandoned(&entry.path().join(LOCK)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_abandoned(lock: &Path) -> bool {
    let plain = lock.symlink_metadata().is_ok_and(|about| about.is_file());
    plain && File::open(lock).is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_removed_and_nothing_else() -> io::Result<()> {
        let place = tempfile::tempdir()?;
        let made = |name: &str, age: u64, lock: bool| -> io::Result<(PathBuf, File)> {
            let folder = place.path().join(name);
            fs::create_dir(&folder)?;
            fs::write(folder.join("copy.db"), "rows")?;
            let file = File::create(folder.join(LOCK))?;
            if lock {
                file.try_lock()?;
            }
            File::open(&folder)?.set_modified(SystemTime::now() - Duration::from_secs(age))?;
            Ok((folder, file))
        };
        let (killed, used) = (made("recension-scratch-a", 3600, false)?, made("recension-scratch-b", 3600, true)?);
        let (young, other) = (made("recension-scratch-c", 1, false)?, made("recension-a", 3600, false)?);
        fs::write(place.path().join("recension-scratch-d"), "a file")?;
        sweep_in(place.path());
        assert!(!killed.0.exists());
        assert!([used.0, young.0, other.0, place.path().join("recension-scratch-d")].iter().all(|path| path.exists()));
        Ok(())
    }
}
