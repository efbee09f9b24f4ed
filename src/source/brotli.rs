//! Brotli, undone with a limit. It has no mark of its own: whoever has such bytes knows it from a name or a field.

use std::io::Read;

/// Bytes that come out of brotli, at most `limit` of them, and whether more would have come or the rest is damaged.
/// `None` where nothing can be undone at all.
#[must_use]
pub fn unpacked(bytes: &[u8], limit: usize) -> Option<(Vec<u8>, bool)> {
    // Streams of the kind with windows of up to a gigabyte, which nothing that is sent or kept as a text uses.
    if bytes.first().is_some_and(|first| first & 0x7f == 0x11) {
        return None;
    }
    let mut out = Vec::new();
    let mut chunk = vec![0; 64 << 10];
    let mut decoder = brotli_decompressor::Decompressor::new(bytes, 64 << 10);
    loop {
        match decoder.read(&mut chunk) {
            Ok(0) => return Some((out, false)),
            Ok(read) => out.extend_from_slice(chunk.get(..read).unwrap_or_default()),
            Err(_) if out.is_empty() => return None,
            Err(_) => return Some((out, true)),
        }
        if out.len() > limit {
            out.truncate(limit);
            return Some((out, true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unpacked;

    /// A brotli stream of one stored block.
    fn stored(text: &[u8]) -> Vec<u8> {
        assert!(text.len() <= 1 << 16);
        // Window of 16 bits; then a block that is not the last: four nibbles of length less one, stored as it is.
        let length = text.len() as u32 - 1;
        let header = (length << 4) | (1 << 20);
        let mut out = header.to_le_bytes()[..3].to_vec();
        out.extend_from_slice(text);
        out.push(3);
        out
    }

    #[test]
    fn what_is_packed_comes_out_up_to_the_limit() {
        let text = b"The ferry sails again.".repeat(20);
        assert_eq!(unpacked(&stored(&text), 1 << 20), Some((text.clone(), false)));
        assert_eq!(unpacked(&stored(&text), 10), Some((text[..10].to_vec(), true)));
        let mut cut = stored(&text);
        cut.truncate(200);
        let (found, damaged) = unpacked(&cut, 1 << 20).unwrap_or_default();
        assert!(damaged || found.is_empty() && text.starts_with(&found));
        assert_eq!(unpacked(b"<html>no brotli at all", 1 << 20), None);
    }
}
