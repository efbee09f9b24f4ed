//! Which encoding a page is written in: by byte order mark, by what the server said, by what the page says of itself.

use crate::source::decode::{self, Decoded};

/// A page as text. `declared` is the encoding that the server named.
pub(super) fn decoded<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    // Servers name their default rather than the page's own encoding often enough; bytes that are no UTF-8 are trusted to
    // whoever names another.
    let own = decode::html_charset(bytes);
    let named = [declared, own.as_deref()].into_iter().flatten().find(|label| !is_utf8(label));
    let named = named.or(declared).or(own.as_deref());
    decode::decode(bytes, named)
}

fn is_utf8(label: &str) -> bool {
    let label = label.trim().to_ascii_lowercase();
    label == "utf-8" || label == "utf8"
}
