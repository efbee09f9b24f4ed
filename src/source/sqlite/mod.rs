//! SQLite databases that strangers made: opened without trust, scanned once, never written.
//!
//! Nothing is ever written beside the dump: the file is opened read-only and as one that nobody changes; what was not
//! yet taken over from a write-ahead log is read from a copy. Packed databases are unpacked into a temporary file. Views, triggers,
//! virtual tables and generated columns do not exist for a reader: only what really lies in the file counts, and it is read by the
//! table's own order, since an index may lie. Values and rows are bounded by the file's size, because pages that refer to one
//! another in circles would otherwise be read for ever.
//!
//! A reader asks [`Input::database`](super::Input::database), looks for its [`Table`]s and [scans](Database::scan) them,
//! mostly once: large dumps have no index that helps.

mod location;
mod scan;
mod scratch;

use std::{fs, io::Read as _, path::Path, sync::Arc};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, limits::Limit};

pub(super) use location::Location;
pub use scan::Row;
pub(super) use scratch::sweep;

use super::{SourceError, limits, meter::Meter};

/// The first bytes of every SQLite database.
pub const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Bytes of one value; no tracker's page is as long.
const LONGEST: i32 = 32 << 20;

/// Tables looked at; more than any tracker has.
const TABLES: u32 = 500;

/// An ordinary table of a database.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its name as the database spells it.
    pub name: String,
    /// Its stored columns, in order; generated ones are left out.
    pub columns: Vec<String>,
}

impl Table {
    /// Whether it has a column of that name; like SQLite, whatever its case.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.spelling(column).is_some()
    }

    /// Whether it has all of these columns.
    #[must_use]
    pub fn has_all(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| self.has(column))
    }

    /// The first of these columns that it lacks.
    #[must_use]
    pub fn lacks<'c>(&self, columns: &[&'c str]) -> Option<&'c str> {
        columns.iter().copied().find(|column| !self.has(column))
    }

    fn spelling(&self, column: &str) -> Option<&str> {
        self.columns.iter().map(String::as_str).find(|c| c.eq_ignore_ascii_case(column))
    }
}

/// Whether a file that is called as databases are is one that tells of all these tables or columns: they stand in its first
/// bytes.
pub(super) fn tells_of(path: &Path, words: &[&str]) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_ascii_lowercase());
    if !suffix.is_some_and(|suffix| ["db", "sqlite", "sqlite3"].contains(&suffix.as_str())) {
        return false;
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(limits::PROBE as u64).read_to_end(&mut bytes));
    let has = |word: &&str| memchr::memmem::find(&bytes, word.as_bytes()).is_some();
    read.is_ok() && bytes.starts_with(MAGIC) && words.iter().all(has)
}

/// The table of a name among others; like SQLite, whatever its case.
#[must_use]
pub fn table<'t>(tables: &'t [Table], name: &str) -> Option<&'t Table> {
    tables.iter().find(|t| t.name.eq_ignore_ascii_case(name))
}

/// An open database.
pub struct Database {
    connection: Connection,
    tables: Vec<Table>,
    /// Bytes of the file; what bounds the reading.
    size: u64,
    /// What to say of the file itself: cut short, or with changes that were not read.
    complaint: Option<String>,
    /// Where progress is counted, unless the bytes were counted when they were unpacked.
    meter: Option<Arc<Meter>>,
    /// Keeps what was unpacked.
    _location: Arc<Location>,
}

impl Database {
    /// Opens the database at a place.
    ///
    /// # Errors
    /// When it is no database, is encrypted, or its schema is damaged.
    pub(super) fn open(location: &Arc<Location>, meter: &Arc<Meter>) -> Result<Database, SourceError> {
        let size = location.path().metadata()?.len();
        let mut complaint = location.complaint().map(str::to_owned);
        let strict = connect(&location.path(), location.is_copy(), true);
        let (connection, tables) = match strict.and_then(|c| tables(&c).map(|t| (c, t))) {
            Ok(read) => read,
            // SQLite refuses a file that is shorter than it says of itself, unless it is told to be lenient.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
                let lenient = connect(&location.path(), location.is_copy(), false);
                let read = lenient.and_then(|c| tables(&c).map(|t| (c, t))).map_err(|e| sentence(&e))?;
                let said = "The database is cut short or damaged; what can be read of it was read.";
                complaint.get_or_insert_with(|| said.to_owned());
                read
            }
            Err(error) => return Err(sentence(&error)),
        };
        let meter = (!location.is_unpacked()).then(|| Arc::clone(meter));
        Ok(Database { connection, tables, size, complaint, meter, _location: Arc::clone(location) })
    }

    /// Its ordinary tables; views, virtual tables and SQLite's own are none.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The table of a name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        table(&self.tables, name)
    }

    /// What is to be told of the file as a whole.
    #[must_use]
    pub fn complaint(&self) -> Option<&str> {
        self.complaint.as_deref()
    }

    /// Bytes of the database file, unpacked.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
}

/// Opens a file; `copied` for a copy of our own, into which a write-ahead log may be taken over.
fn connect(path: &Path, copied: bool, strict: bool) -> rusqlite::Result<Connection> {
    let access = if copied { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let flags = access | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mode = if copied { "mode=rw" } else { "mode=ro&immutable=1" };
    let connection = Connection::open_with_flags(format!("file:{}?{mode}", in_uri(path)), flags)?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, strict),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, !strict),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, LONGEST),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, most)?;
    }
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;")?;
    Ok(connection)
}

/// A path as part of a `file:` URI.
fn in_uri(path: &Path) -> String {
    let mut uri = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' | b':' | b'\\' => {
                uri.push(*byte as char);
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The ordinary tables, with their stored columns.
fn tables(connection: &Connection) -> rusqlite::Result<Vec<Table>> {
    let real = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite\\_%' \
                ESCAPE '\\' LIMIT ?1";
    let mut named = connection.prepare(real)?;
    let mut rows = named.query([TABLES])?;
    let mut tables = Vec::new();
    let mut told = connection.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0")?;
    while let Some(row) = rows.next()? {
        // A name that is no UTF-8 is nobody's.
        let Ok(name) = row.get::<_, String>(0) else { continue };
        let columns = told.query_map([&name], |row| row.get::<_, String>(0))?;
        tables.push(Table { columns: columns.filter_map(Result::ok).collect(), name });
    }
    Ok(tables)
}

/// What SQLite says, as a sentence of ours.
fn sentence(error: &rusqlite::Error) -> SourceError {
    SourceError::malformed(match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            "It begins like an SQLite database but is none, or it is encrypted; it was left out.".to_owned()
        }
        Some(ErrorCode::DatabaseCorrupt) => "The database is damaged; it was left out from there on.".to_owned(),
        Some(ErrorCode::TooBig) => format!("A value of the database is larger than {} MB.", LONGEST >> 20),
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => "The database cannot be read.".to_owned(),
        _ => format!("SQLite cannot read it: {}.", error.to_string().lines().next().unwrap_or_default()),
    })
}
