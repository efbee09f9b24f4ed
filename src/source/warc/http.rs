//! An HTTP message as it was captured: status, fields, and the body without the codings of its transport.

use std::{
    borrow::Cow,
    io,
    io::{BufRead, Read},
};

use super::record::{blank_line, read_fields};
use crate::source::{brotli, page};

/// Bytes of a body, decoded.
const LONGEST: usize = page::LONGEST + 1;

/// Codings undone, one upon another.
const LAYERS: usize = 3;

/// A message that a server sent.
#[derive(Debug, Default)]
pub(super) struct Message<'a> {
    /// The status (`200`); 0 where there is none.
    pub(super) status: u16,
    /// What the server says of the status (`Not Found`).
    pub(super) phrase: String,
    fields: Vec<(String, String)>,
    pub(super) body: Cow<'a, [u8]>,
    /// Why not all of the body is there.
    pub(super) cut: Option<&'static str>,
}

impl<'a> Message<'a> {
    /// Reads a message. What does not begin like one is a body alone.
    pub(super) fn of(block: &'a [u8]) -> Message<'a> {
        let block = block.trim_ascii_start();
        if !block.get(..5).is_some_and(|b| b.eq_ignore_ascii_case(b"HTTP/")) {
            return Message { body: Cow::Borrowed(block), ..Message::default() };
        }
        let (head, body) = match blank_line(block) {
            Some(end) => (block.get(..end.start), block.get(end.end..)),
            None => (Some(block), None),
        };
        let head = head.unwrap_or_default();
        let end = memchr::memchr(b'\n', head).unwrap_or(head.len());
        let line = String::from_utf8_lossy(head.get(..end).unwrap_or_default()).trim().to_owned();
        let mut words = line.splitn(3, ' ').skip(1);
        let status = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        let phrase = words.next().unwrap_or_default().trim().chars().take(60).collect();
        let fields = read_fields(head.get(end..).unwrap_or_default());
        let mut message = Message { status, phrase, fields, body: Cow::Borrowed(body.unwrap_or_default()), cut: None };
        message.decode();
        message
    }

    /// A field's value; empty where there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().rev().find(|(field, _)| field.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Why the body is only the beginning of what the server had: it announced more bytes, or sent a part.
    ///
    /// Only where that is certain. What a coding was undone of, by us or by the archive, has another length than was
    /// announced; so has a page that a browser spelt anew, which then ends as pages end. A byte order mark may be gone.
    pub(super) fn shortage(&self) -> Option<&'static str> {
        const MARK: u64 = 4;
        let length = self.body.len() as u64;
        if length == 0 {
            return None;
        }
        if self.status == 206 && !covers_all(self.field("Content-Range")).unwrap_or_else(|| is_closed(&self.body)) {
            return Some("the server sent a part of it");
        }
        // Also under the names that archives keep them under: `X-Orig-Content-Encoding`, `X-Crawler-Content-Length`.
        let is_named = |name: &str, what: &str| {
            name.len()
                .checked_sub(what.len())
                .and_then(|at| name.get(at..))
                .is_some_and(|n| n.eq_ignore_ascii_case(what))
        };
        let coded = self.fields.iter().any(|(name, value)| {
            (is_named(name, "Content-Encoding") || is_named(name, "Transfer-Encoding"))
                && !value.trim().eq_ignore_ascii_case("identity")
                && !value.trim().is_empty()
        });
        let mut announced =
            self.fields.iter().filter(|(name, _)| is_named(name, "Content-Length")).map(|(_, v)| v.trim());
        let first = announced.next()?;
        if coded || announced.any(|other| other != first) {
            return None;
        }
        let announced: u64 = first.parse().ok()?;
        (announced >= length + MARK && !is_closed(&self.body))
            .then_some("the server announced more bytes than are there")
    }

    fn decode(&mut self) {
        let mut early = None;
        if self.field("Transfer-Encoding").to_ascii_lowercase().contains("chunked")
            && let Some((whole, end)) = without_chunks(&self.body)
        {
            self.body = Cow::Owned(whole);
            match end {
                End::Reached => {}
                End::Early => early = Some("its last chunks are missing"),
                End::Damaged => self.cut = Some("its chunks are damaged"),
            }
        }
        let codings = self.field("Content-Encoding").to_ascii_lowercase();
        for coding in codings.rsplit(',').map(str::trim).filter(|c| !c.is_empty()).take(LAYERS) {
            // Many an archive keeps the field though it undid the coding; then the body does not begin like one.
            let Some((decoded, end)) = decoded(coding, &self.body) else { continue };
            self.body = Cow::Owned(decoded);
            match end {
                End::Reached => {}
                End::Early => early = early.or(Some("its compressed bytes end too early")),
                End::Damaged => {
                    self.cut = self.cut.or(Some("its compression is damaged, or made to fill memory"));
                }
            }
        }
        // Of what ends too early only the mark of its end may be missing.
        self.cut = self.cut.or(early.filter(|_| !is_closed(&self.body)));
    }
}

/// Whether a `Content-Range` (`bytes 0-99/100`) is all that there is; `None` where it does not say how much that is.
fn covers_all(range: &str) -> Option<bool> {
    let (part, all) = range.trim().trim_start_matches("bytes").trim().split_once('/')?;
    let (from, to) = part.split_once('-')?;
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let (from, end) = (number(from)?, number(to)?.checked_add(1)?);
    if from > 0 { Some(false) } else { number(all).map(|all| all == end) }
}

/// Bytes at the end of a page in which it is closed: comments of caches come behind that.
const CLOSING: usize = 8 << 10;

/// Whether a page goes on to its last tag.
fn is_closed(body: &[u8]) -> bool {
    const LAST: &[u8] = b"</html>";
    let tail = body.get(body.len().saturating_sub(CLOSING)..).unwrap_or_default();
    let Some(at) = tail.windows(LAST.len()).rposition(|tag| tag.eq_ignore_ascii_case(LAST)) else { return false };
    let mut rest = tail.get(at + LAST.len()..).unwrap_or_default().trim_ascii();
    while let Some(comment) = rest.strip_prefix(b"<!--") {
        let Some(end) = comment.windows(3).position(|mark| mark == b"-->") else { return false };
        rest = comment.get(end + 3..).unwrap_or_default().trim_ascii();
    }
    rest.is_empty()
}

/// How what is undone of a body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// As it is to end.
    Reached,
    /// Before its mark of an end.
    Early,
    /// Further on it cannot be read.
    Damaged,
}

/// A body that was sent in chunks, and how they end. `None` where it has none after all.
fn without_chunks(body: &[u8]) -> Option<(Vec<u8>, End)> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let Some(end) = memchr::memchr(b'\n', rest.get(..rest.len().min(1024)).unwrap_or_default()) else {
            return chunks_end(whole, rest);
        };
        let line = rest.get(..end).unwrap_or_default();
        let digits = line.split(|b| *b == b';').next().unwrap_or_default().trim_ascii();
        let size =
            std::str::from_utf8(digits).ok().filter(|d| !d.is_empty()).and_then(|d| usize::from_str_radix(d, 16).ok());
        let Some(size) = size.filter(|_| digits.len() <= 8) else { return chunks_end(whole, rest) };
        rest = rest.get(end + 1..).unwrap_or_default();
        if size == 0 {
            return Some((whole, End::Reached));
        }
        let chunk = rest.get(..size.min(rest.len())).unwrap_or_default();
        whole.extend_from_slice(chunk);
        if chunk.len() < size {
            return Some((whole, End::Early));
        }
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// What follows the last chunk that could be read belongs to the body, if there was a chunk at all.
fn chunks_end(mut whole: Vec<u8>, rest: &[u8]) -> Option<(Vec<u8>, End)> {
    if whole.is_empty() {
        return None;
    }
    let end = if rest.trim_ascii().is_empty() { End::Early } else { End::Damaged };
    whole.extend_from_slice(rest);
    Some((whole, end))
}

/// Undoes a coding, and tells how the body ends. `None` where it is not so coded.
fn decoded(coding: &str, body: &[u8]) -> Option<(Vec<u8>, End)> {
    match coding {
        "gzip" | "x-gzip" => taken(flate2::bufread::MultiGzDecoder::new(body)),
        "deflate" => taken(flate2::bufread::ZlibDecoder::new(body)).or_else(|| {
            let raw = taken(flate2::bufread::DeflateDecoder::new(body))?;
            looks_decoded(&raw.0).then_some(raw)
        }),
        "br" => {
            let (raw, damaged) = brotli::unpacked(body, LONGEST)?;
            // Brotli has no mark: a body that was decoded before decodes to nonsense.
            looks_decoded(&raw).then_some((raw, if damaged { End::Damaged } else { End::Reached }))
        }
        "zstd" => taken(zstd::stream::read::Decoder::with_buffer(body).ok()?),
        _ => None,
    }
}

/// All that comes out of a decoder, up to the limit.
fn taken(decoder: impl Read) -> Option<(Vec<u8>, End)> {
    let mut out = Vec::new();
    let mut decoder = io::BufReader::with_capacity(64 << 10, decoder.take(LONGEST as u64 + 1));
    let end = loop {
        match decoder.fill_buf() {
            Ok([]) => break End::Reached,
            Ok(bytes) => {
                let length = bytes.len();
                out.extend_from_slice(bytes);
                decoder.consume(length);
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break End::Early,
            Err(_) => break End::Damaged,
        }
    };
    if out.is_empty() && end != End::Reached {
        return None;
    }
    let longer = out.len() > LONGEST;
    out.truncate(LONGEST);
    Some((out, if longer { End::Damaged } else { end }))
}

/// Whether bytes begin like text of any kind.
fn looks_decoded(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=31)).count();
    !head.is_empty() && odd * 10 <= head.len()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn body(head: &str, body: &[u8]) -> (String, bool) {
        let block = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
        let message = Message::of(&block);
        (String::from_utf8_lossy(&message.body).into_owned(), message.cut.is_some())
    }

    #[test]
    fn status_and_fields_are_read_whatever_their_line_ends() {
        let message = Message::of(b"HTTP/1.1 404 Not Found\nContent-Type: text/html;\n charset=utf-8\nX: 1\n\nbody");
        assert_eq!((message.status, message.phrase.as_str()), (404, "Not Found"));
        assert_eq!((message.field("content-type"), &*message.body), ("text/html; charset=utf-8", &b"body"[..]));
        assert_eq!(Message::of(b"<html>").body, &b"<html>"[..]);
        assert_eq!(Message::of(b"HTTP/2 200\r\n").status, 200);
    }

    #[test]
    fn chunks_are_joined_and_false_ones_survived() {
        let chunked = "Transfer-Encoding: chunked";
        for (given, want, cut) in [
            ("4\r\nabcd\r\n2;x=y\r\nef\r\n0\r\n\r\n", "abcdef", false),
            ("4\r\nabcd\r\n2\r\nef", "abcdef", true),
            ("4\r\nabcd\r\n9\r\ne</html>\n\r\n", "abcde</html>\n", false),
            ("4\r\nabcd\r\n9\r\ne</html>", "abcde</html>", false),
            ("4\r\nabcd\r\n20\r\nef", "abcdef", true),
            ("4\r\nabcd\r\n<p>and on", "abcd<p>and on", true),
            ("<html>not chunked", "<html>not chunked", false),
            ("ffffffffffffffffffff\r\nx", "ffffffffffffffffffff\r\nx", false),
        ] {
            assert_eq!(body(chunked, given.as_bytes()), (want.into(), cut), "{given}");
        }
    }

    #[test]
    fn a_body_shorter_than_announced_is_short_only_where_that_is_certain() {
        let text = "<p>The ferry sails again.</p>".repeat(20);
        let long = format!("Content-Length: {}", text.len() + 100);
        let told = |status: &str, head: &str, body: &str| {
            Message::of(format!("HTTP/1.1 {status} OK\r\n{head}\r\n\r\n{body}").as_bytes()).shortage().is_some()
        };
        assert!(told("200", &long, &text));
        assert!(told("200", &format!("{long}\r\nContent-Encoding: identity"), &text));
        assert!(told("206", "Content-Range: bytes 0-579/9000", &text));
        assert!(told("206", "", &text));
        for (status, head, body) in [
            ("200", format!("Content-Length: {}", text.len()), text.clone()),
            ("200", "Content-Length: 7".into(), text.clone()),
            // Without its byte order mark; spelt anew by a browser, which closes what is open; of no request for a body.
            ("200", format!("Content-Length: {}", text.len() + 3), text.clone()),
            ("200", long.clone(), format!("{text}</HTML>\n")),
            ("200", long.clone(), String::new()),
            // Of something that is no longer there, or that nobody can tell.
            ("200", format!("{long}\r\nContent-Encoding: gzip"), text.clone()),
            ("200", format!("{long}\r\nTransfer-Encoding: chunked"), text.clone()),
            ("200", format!("{long}\r\nX-Orig-Content-Encoding: br"), text.clone()),
            ("200", format!("{long}\r\nX-Archive-Orig-Transfer-Encoding: chunked"), text.clone()),
            ("200", format!("{long}\r\nContent-Length: 12"), text.clone()),
            ("200", format!("X-Crawler-{long}\r\nContent-Length: {}", text.len()), text.clone()),
            ("200", "Content-Length: 12, 12".into(), text.clone()),
            ("206", format!("Content-Range: bytes 0-{}/{}", text.len() - 1, text.len()), text.clone()),
        ] {
            assert!(!told(status, &head, &body), "{status} {head}");
        }
    }

    #[test]
    fn codings_are_undone_and_false_ones_survived() {
        let text = "<p>The ferry sails again.</p>".repeat(50);
        let gzip = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(bytes).expect("in memory");
            packer.finish().expect("in memory")
        };
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(text.as_bytes()).expect("in memory");
        let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        deflate.write_all(text.as_bytes()).expect("in memory");
        for (coding, bytes) in [
            ("gzip", gzip(text.as_bytes())),
            ("gzip, gzip", gzip(&gzip(text.as_bytes()))),
            ("deflate", zlib.finish().expect("in memory")),
            ("deflate", deflate.finish().expect("in memory")),
            ("zstd", zstd::encode_all(text.as_bytes(), 1).expect("in memory")),
            ("gzip", text.clone().into_bytes()),
            ("deflate", text.clone().into_bytes()),
            ("br", text.clone().into_bytes()),
            ("zstd", text.clone().into_bytes()),
            ("sdch", text.clone().into_bytes()),
        ] {
            assert_eq!(body(&format!("Content-Encoding: {coding}"), &bytes), (text.clone(), false), "{coding}");
        }
        let noise: String =
            (0..5000_u32).map(|n| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> 27) as u8 % 26)).collect();
        let mut short = gzip(noise.as_bytes());
        short.truncate(short.len() / 2);
        let (found, cut) = body("Content-Encoding: gzip", &short);
        assert!(cut && !found.is_empty() && noise.starts_with(&found));
        // Without the sum and the length behind its bytes a page that is closed is whole, one that is not may not be; with
        // another sum it is damaged.
        let page = format!("{text}</html>");
        let mut closed = gzip(page.as_bytes());
        let sum = closed.len() - 8;
        closed.truncate(sum);
        assert_eq!(body("Content-Encoding: gzip", &closed), (page.clone(), false));
        let mut open = gzip(text.as_bytes());
        open.truncate(open.len() - 8);
        assert_eq!(body("Content-Encoding: gzip", &open), (text, true));
        let mut wrong = gzip(page.as_bytes());
        wrong[sum] ^= 1;
        assert!(body("Content-Encoding: gzip", &wrong).1);
    }

    #[test]
    fn a_page_is_closed_by_its_last_tag_and_what_caches_write_behind_it() {
        for (body, closed) in [
            ("<p>Text.</p></body></HTML>\n", true),
            ("<p>Text.</p></html>\n<!-- Cached by WP -->\n<!-- 0.3 s -->", true),
            ("<p>Text.</p></html> and more", false),
            ("<p>Text.</p></html><!-- cut", false),
            ("<p>Text", false),
        ] {
            assert_eq!(is_closed(body.as_bytes()), closed, "{body}");
        }
        let whole = [("bytes 0-9/10", Some(true)), ("bytes 0-8/10", Some(false)), ("bytes 5-9/*", Some(false))];
        for (range, covers) in whole.into_iter().chain([("bytes 0-9/*", None), ("", None)]) {
            assert_eq!(covers_all(range), covers, "{range}");
        }
    }
}
