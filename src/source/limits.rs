//! How much of a dump is held at a time. Nothing here depends on the machine, so that a dump reads the same everywhere.

/// Bytes, unpacked, of a file that has to be held whole, and of one line or one object of a file that is streamed.
pub const WHOLE: usize = 256 << 20;

/// Bytes of a file's beginning, unpacked, that formats are shown.
pub const PROBE: usize = 64 << 10;

/// A packed file that grows by more than this factor is suspect. Many an honest dump repeats itself so much, so that
/// alone costs nothing; but then …
pub const RATIO: u64 = 400;

/// … so many bytes, unpacked, that yield no article end it …
pub const IDLE: u64 = WHOLE as u64 / 2;

/// … and so does holding so much of it: bytes of text that is not there yet, and [`OVERHEAD`] for each revision.
pub const HELD: u64 = 1 << 30;

/// What a revision takes beside its text once it is catalogued, in bytes, about.
pub const OVERHEAD: u64 = 2048;

/// Bytes of a line, an object or a file from which on it waits until no other is held in memory.
pub const HEAVY: usize = 8 << 20;

/// Values in one JSON object, the nested ones counted.
pub const VALUES: usize = 2_000_000;

/// Layers of compression undone (`.gz` in `.gz`).
pub const LAYERS: usize = 3;

/// Folders within folders followed.
pub const DEPTH: usize = 64;

/// Versions of one article in one JSON object.
pub const VERSIONS: usize = 200_000;

/// Bytes of loose revisions held while they are grouped by URL.
pub const GROUPED: usize = 256 << 20;

/// Problems told of one file; more of them are counted in one last sentence.
pub const PROBLEMS: usize = 50;

/// Bytes of one row of a table.
pub const ROW: usize = 16 << 20;

/// Bytes of a temporary file into which a packed database is unpacked, or a dump's rows are sorted.
pub const UNPACKED: u64 = 64 << 30;

/// Bytes of one text that stands alone: a blob or a list of files in a git repository, a snapshot packed with brotli.
pub const BLOB: usize = 16 << 20;

/// Entries of trees looked at for one commit of a git repository.
pub const ENTRIES: usize = 2_000_000;
