//! Where a diff comes from and what must be said of it: the facts that every document carries, in one place.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::diff::TextSide;

/// The program's name and version, as documents name it.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// The text of one side as exports mean it: the headline (an empty line where none is known) and the paragraphs, joined
/// by line feeds, with none at the end.
pub fn lines(side: &TextSide) -> impl Iterator<Item = &str> {
    std::iter::once(side.title.as_str()).chain(side.paragraphs.iter().map(AsRef::as_ref))
}

/// The SHA-256, in lower-case hexadecimals, of the headline and the paragraphs joined by line feeds.
///
/// A third party gets the same figure from `sha256sum` over a file with the headline on the first line and a paragraph a
/// line, without a line feed at the end. The headline's line is there, empty, where no headline is known.
#[must_use]
pub fn sha256(side: &TextSide) -> String {
    let mut hash = Sha256::new();
    for (i, line) in lines(side).enumerate() {
        if i > 0 {
            hash.update(b"\n");
        }
        hash.update(line.as_bytes());
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
