//! What could not be read, and how far the reading is.

/// A file or a place in one that could not be read, and why. The rest was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The dump file, as shown.
    pub file: String,
    /// Where in it (`line 12`, `member 3`); empty for the whole file.
    pub place: String,
    /// Why, and what was done, as a sentence.
    pub reason: String,
}

/// How far the reading of an archive is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Files read or skipped so far.
    pub files: usize,
    /// Files found so far.
    pub files_found: usize,
    /// Bytes of dump read so far.
    pub bytes: u64,
    /// Bytes of dump found so far.
    pub bytes_found: u64,
    /// Articles held.
    pub articles: usize,
    /// Revisions held.
    pub revisions: usize,
    /// Revisions without a time.
    pub undated: usize,
    /// Problems met.
    pub problems: usize,
    /// Whether every file has been found, so that what was found is the whole of it.
    pub counted: bool,
    /// Whether everything has been read.
    pub done: bool,
    /// Whether another program is reading the same archive into the same catalogue, and is waited for.
    pub waiting: bool,
}
