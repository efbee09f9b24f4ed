//! What tells the state of a file, or of a whole folder: names, sizes and times of everything below it; of files in the file
//! system also which file it is, and when anything about it was changed last, which no program can set back.

use std::{fs, path::Path};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::{Entry, Kind, Tree, limits};

/// Entries that are looked at: of a larger folder what lies behind them is not told apart.
const MOST: usize = 1 << 20;

/// Feeds the state of a folder to a hash. Links are not followed; what cannot be looked at counts by its name.
pub(super) fn of(tree: &dyn Tree, folder: &Path, hash: &mut Sha256) {
    let mut left = MOST;
    below(tree, folder, 0, &mut left, hash);
}

fn below(tree: &dyn Tree, folder: &Path, depth: usize, left: &mut usize, hash: &mut Sha256) {
    if depth > limits::DEPTH {
        return;
    }
    for entry in tree.entries(folder).unwrap_or_default() {
        let Some(next) = left.checked_sub(1) else { return };
        *left = next;
        match entry {
            Err((name, _)) => hash.update(name.as_bytes()),
            Ok(entry) => {
                one(tree, &entry, hash);
                if entry.kind == Kind::Folder && !entry.link {
                    below(tree, &entry.path, depth + 1, left, hash);
                }
            }
        }
    }
}

/// Feeds the state of what SQLite keeps beside a database to a hash: changes that the database has not taken over yet. Of a
/// file that has none beside it nothing is fed.
pub(super) fn log(tree: &dyn Tree, database: &Entry, hash: &mut Sha256) {
    let mut path = database.path.clone().into_os_string();
    path.push("-wal");
    if let Ok(log) = tree.entry(Path::new(&path)) {
        one(tree, &log, hash);
    }
}

/// Feeds the state of one entry to a hash: of a folder only its name, since its size and time change with what it holds.
pub(super) fn one(tree: &dyn Tree, entry: &Entry, hash: &mut Sha256) {
    hash.update(entry.name.as_bytes());
    if entry.kind == Kind::File {
        hash.update(entry.size.to_le_bytes());
        hash.update(tree.modified(&entry.path).map_or(0, Timestamp::as_nanosecond).to_le_bytes());
        if let Some(about) = tree.on_disk(&entry.path).and_then(|path| fs::metadata(path).ok()) {
            identity(&about, hash);
        }
    }
}

/// Feeds the file's number, and the time at which its content or its marks were changed last.
#[cfg(unix)]
fn identity(about: &fs::Metadata, hash: &mut Sha256) {
    use std::os::unix::fs::MetadataExt as _;
    hash.update(about.ino().to_le_bytes());
    hash.update(about.ctime().to_le_bytes());
    hash.update(about.ctime_nsec().to_le_bytes());
}

/// Where the system tells no such things, size and time of modification are all there is.
#[cfg(not(unix))]
fn identity(_: &fs::Metadata, _: &mut Sha256) {}

#[cfg(all(test, unix))]
mod tests {
    use std::{io::Write as _, thread, time::Duration};

    use super::{super::Disk, *};

    #[test]
    fn a_file_of_the_same_size_and_time_is_another_where_it_was_changed_or_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let mark = || {
            let mut hash = Sha256::new();
            one(&Disk, &Disk.entry(&path).unwrap(), &mut hash);
            hash.finalize()
        };
        fs::write(&path, "ten").unwrap();
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        let first = mark();
        assert_eq!(mark(), first);
        // Longer than the clock by which file systems tell time.
        thread::sleep(Duration::from_millis(30));
        let mut file = fs::File::create(&path).unwrap();
        file.write_all(b"two").unwrap();
        file.set_modified(time).unwrap();
        let changed = mark();
        assert_ne!(changed, first);
        let other = folder.path().join("b.jsonl");
        fs::write(&other, "six").unwrap();
        fs::File::options().write(true).open(&other).unwrap().set_modified(time).unwrap();
        fs::rename(&other, &path).unwrap();
        assert_ne!(mark(), changed);
    }
}
