//! Why a dump could not be read.

use std::io;

/// Why reading a file stopped. Each is a sentence without the file's name, which the problem adds.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file could not be opened or read, or its compression is damaged.
    #[error("It cannot be read: {}.", reason(.0))]
    Io(#[from] io::Error),
    /// The file has to be held whole and is larger than [`limits::WHOLE`](super::limits::WHOLE).
    #[error("It is larger than {} MB unpacked and of a form that has to be read whole; it was left out.", .limit >> 20)]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The file is packed, and made to fill memory.
    #[error(
        "It unpacks to more than {} times its size and would take more than {} MB of memory, as only files made to fill \
         it do; what came before was kept.", super::limits::RATIO, super::limits::HELD >> 20
    )]
    Bomb,
    /// The file is not what it looked like.
    #[error("{0}")]
    Malformed(String),
    /// Somebody asked to stop.
    #[error("Reading was stopped before its end.")]
    Cancelled,
}

/// Why the system refuses a file, in words that end a sentence.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let said = match error.kind() {
        io::ErrorKind::NotFound => "there is nothing of that name",
        io::ErrorKind::PermissionDenied => "its permissions forbid it",
        io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::InvalidFilename => "its name is longer than the system allows",
        io::ErrorKind::TimedOut | io::ErrorKind::StaleNetworkFileHandle => "the disk or network it lies on is gone",
        io::ErrorKind::UnexpectedEof => "it ends too early",
        _ => "",
    };
    // What libraries say of an early end is said in many ways, and means the same.
    let plain = error.raw_os_error().is_some() || error.kind() == io::ErrorKind::UnexpectedEof;
    if said.is_empty() || !plain {
        // What the system says, without its number.
        let said = error.to_string();
        return said.split(" (os error ").next().unwrap_or_default().to_owned();
    }
    said.to_owned()
}

impl SourceError {
    /// A file that is not what it looked like, said in a sentence.
    pub fn malformed(sentence: impl Into<String>) -> Self {
        SourceError::Malformed(sentence.into())
    }
}
