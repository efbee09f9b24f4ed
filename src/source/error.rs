//! Why a dump could not be read.

use std::io;

/// Why reading a file stopped. Each is a sentence without the file's name, which the problem adds.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file could not be opened or read, or its compression is damaged.
    #[error("It cannot be read: {0}.")]
    Io(#[from] io::Error),
    /// The file has to be held whole and is larger than [`limits::WHOLE`](super::limits::WHOLE).
    #[error("It is larger than {} MB unpacked and of a form that has to be read whole; it was left out.", .limit >> 20)]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The file is not what it looked like.
    #[error("{0}")]
    Malformed(String),
    /// Somebody asked to stop.
    #[error("Reading was stopped before its end.")]
    Cancelled,
}

impl SourceError {
    /// A file that is not what it looked like, said in a sentence.
    pub fn malformed(sentence: impl Into<String>) -> Self {
        SourceError::Malformed(sentence.into())
    }
}
