//! The database's tables and files.

use std::{error::Error, fs, io, path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{
    super::{code, index},
    snapshot,
};

/// The database, in a catalogue's folder.
pub(super) const FILE: &str = "catalogue.sqlite";
/// One that is being begun.
const UNFINISHED: &str = "catalogue.sqlite.unfinished";
/// Locked by the program that writes.
pub(super) const LOCK: &str = "lock";
/// Lies there where damage was met: the next start begins anew.
pub(super) const DAMAGED: &str = "damaged";

/// The folder in which what was damaged is read anew.
pub(super) const ANEW: &str = "anew";

/// Bytes of a page.
const PAGE: u32 = 16_384;

/// How long another program's transaction is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Every row bears a sum ([`seal`](super::seal)): blobs begin with it, a name's place has it above itself.
/// `article` has what lists need and `body` the rest, apart, so that all rows are read without all texts.
/// `seq` grows with every write: the index of words knows up to where it has read.
const TABLES: &str = "
CREATE TABLE article(place INTEGER PRIMARY KEY, id TEXT NOT NULL, changed INTEGER, seq INTEGER NOT NULL, row BLOB NOT NULL);
CREATE INDEX article_changed ON article(changed DESC, id);
CREATE INDEX article_seq ON article(seq);
CREATE TABLE body(place INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE name(key TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE file(shown TEXT PRIMARY KEY, mark INTEGER NOT NULL, stage INTEGER NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE origin_name(origin INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE origin(origin INTEGER, place INTEGER, PRIMARY KEY(origin, place)) WITHOUT ROWID;
CREATE TABLE problem(file TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY(file, place, reason)) WITHOUT ROWID;
CREATE TABLE note(key TEXT PRIMARY KEY, value TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
";

/// Opens a database that was [begun](begin).
///
/// # Errors
/// Where there is none, or it is damaged, of another version, or cannot be had.
pub(super) fn open(file: &Path) -> rusqlite::Result<Connection> {
    let connection = reader(file)?;
    let version: u32 = connection.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if version != code::VERSION {
        return Err(damage());
    }
    connection.query_row("SELECT count(*) FROM (SELECT 1 FROM article LIMIT 1)", [], |_| Ok(()))?;
    Ok(connection)
}

/// Begins a database in the place of whatever is there, and with it an index of words. It gets its name when it is whole:
/// who comes meanwhile sees none. To be called by who has the right to write.
///
/// # Errors
/// Where it cannot be written, or what is there not be removed.
pub(super) fn begin(folder: &Path) -> Result<(), Box<dyn Error>> {
    remove(folder)?;
    let unfinished = folder.join(UNFINISHED);
    let connection = Connection::open(&unfinished)?;
    // Smaller pages would be a fifth empty: texts are half as large as these.
    connection.pragma_update(None, "page_size", PAGE)?;
    settle(&connection)?;
    connection.execute_batch(TABLES)?;
    connection.pragma_update(None, "user_version", code::VERSION)?;
    connection.close().map_err(|(_, why)| why)?;
    fs::rename(unfinished, folder.join(FILE))?;
    Ok(())
}

/// Opens the database for reading.
///
/// # Errors
/// Where it is no longer there.
pub(super) fn reader(file: &Path) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(&connection)?;
    Ok(connection)
}

fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // A crash of the machine may cost the last batches, never the database.
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "cache_size", -8000)?;
    // Nothing in a damaged file may do more than be wrong.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

/// Removes a catalogue's database.
///
/// # Errors
/// Where a file cannot be removed.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    let others = [snapshot::FILE.to_owned(), DAMAGED.to_owned()];
    match fs::remove_dir_all(folder.join(ANEW)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let databases =
        [FILE, UNFINISHED].into_iter().flat_map(|name| ["", "-wal", "-shm"].map(|end| format!("{name}{end}")));
    for name in databases.chain(others) {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    index::remove(folder)
}

/// The error of a database that is damaged.
pub(super) fn damage() -> rusqlite::Error {
    rusqlite::Error::InvalidQuery
}

/// Whether an error means that the database is damaged: all do that do not come from around it. Where a letter of its
/// tables' names is another one, there is no such table.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    !matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::PermissionDenied
                | ErrorCode::ReadOnly
                | ErrorCode::OutOfMemory
                | ErrorCode::OperationInterrupted
                | ErrorCode::SystemIoFailure
                | ErrorCode::DiskFull
                | ErrorCode::CannotOpen
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::NoLargeFileSupport
        )
    )
}
