//! How much of a dump is held at a time. Nothing here depends on the machine, so that a dump reads the same everywhere.

/// Bytes, unpacked, of a file that has to be held whole, and of one line or one object of a file that is streamed.
pub const WHOLE: usize = 256 << 20;

/// Bytes of a file's beginning, unpacked, that formats are shown.
pub const PROBE: usize = 64 << 10;

/// Packed files may grow by this factor …
pub const RATIO: u64 = 400;

/// … once they have grown past so many bytes. Empty or repetitive files grow more and harm nobody.
pub const RATIO_FROM: u64 = 128 << 20;

/// Layers of compression undone (`.gz` in `.gz`).
pub const LAYERS: usize = 3;

/// Folders within folders followed.
pub const DEPTH: usize = 64;

/// Bytes of text of loose revisions held while they are grouped by URL.
pub const GROUPED: usize = 256 << 20;

/// Problems told of one file; more of them are counted in one last sentence.
pub const PROBLEMS: usize = 50;
