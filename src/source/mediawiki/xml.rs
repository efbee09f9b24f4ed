//! The XML of a dump, tag by tag.
//!
//! Dumps are written by one program and use little of XML. What reads them has to bear what a general parser does not:
//! texts of any size without holding more than is allowed, bytes in other encodings than the declared one, and damage in
//! the middle of what is otherwise good. Nothing that a document defines is followed, so no entity can grow.

use std::io::{self, Read};

/// Bytes of one tag, or of anything else that has to end.
const TAG: usize = 64 << 10;

/// Bytes read at a time.
const WINDOW: usize = 256 << 10;

/// A stream of tags and the text between them.
pub(super) struct Xml<R> {
    stream: R,
    window: Vec<u8>,
    at: usize,
    end: usize,
    /// Bytes before the window.
    before: u64,
    tag: Vec<u8>,
}

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Open,
    Close,
    /// Both at once.
    Empty,
}

/// A tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'x> {
    pub(super) name: &'x [u8],
    pub(super) side: Side,
    attributes: &'x [u8],
}

impl<R: Read> Xml<R> {
    pub(super) fn new(stream: R) -> Xml<R> {
        Xml { stream, window: vec![0; WINDOW], at: 0, end: 0, before: 0, tag: Vec::new() }
    }

    /// Bytes read so far, unpacked.
    pub(super) fn position(&self) -> u64 {
        self.before + self.at as u64
    }

    /// What is at hand, after at least `least` bytes were asked for; fewer only at the end.
    fn ahead(&mut self, least: usize) -> io::Result<&[u8]> {
        while self.end - self.at < least {
            if self.at > 0 {
                self.window.copy_within(self.at..self.end, 0);
                self.before += self.at as u64;
                (self.at, self.end) = (0, self.end - self.at);
            }
            let free = self.window.get_mut(self.end..).unwrap_or_default();
            match self.stream.read(free) {
                Ok(0) => break,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.window.get(self.at..self.end).unwrap_or_default())
    }

    /// Passes over everything up to and with `mark`; `false` where it does not come any more.
    fn pass(&mut self, mark: &[u8]) -> io::Result<bool> {
        loop {
            let ahead = self.ahead(mark.len())?;
            if ahead.len() < mark.len() {
                self.at = self.end;
                return Ok(false);
            }
            match memchr::memmem::find(ahead, mark) {
                Some(found) => {
                    self.at += found + mark.len();
                    return Ok(true);
                }
                None => self.at += ahead.len() + 1 - mark.len(),
            }
        }
    }

    /// The next tag; `None` at the end.
    ///
    /// # Errors
    /// When the stream cannot be read, or a tag does not end.
    pub(super) fn next(&mut self) -> io::Result<Option<Tag<'_>>> {
        loop {
            if !self.pass(b"<")? {
                return Ok(None);
            }
            let mark: Option<&[u8]> = match self.ahead(8)? {
                [b'!', b'-', b'-', ..] => Some(b"-->"),
                [b'!', b'[', b'C', b'D', b'A', b'T', b'A', b'[', ..] => Some(b"]]>"),
                [b'!', ..] => Some(b">"),
                [b'?', ..] => Some(b"?>"),
                _ => None,
            };
            match mark {
                Some(mark) => _ = self.pass(mark)?,
                None => break,
            }
        }
        self.tag.clear();
        let mut quote = 0;
        loop {
            if self.ahead(1)?.is_empty() {
                return Err(early());
            }
            let ahead = self.window.get(self.at..self.end).unwrap_or_default();
            let end = ahead.iter().position(|byte| {
                let ends = (*byte == b'>' || *byte == b'<') && quote == 0;
                match *byte {
                    mark @ (b'"' | b'\'') if quote == 0 => quote = mark,
                    mark if mark == quote => quote = 0,
                    _ => {}
                }
                ends
            });
            self.tag.extend_from_slice(ahead.get(..end.unwrap_or(ahead.len())).unwrap_or_default());
            if self.tag.len() > TAG {
                return Err(malformed("a tag in it is longer than any tag is"));
            }
            let Some(end) = end else {
                self.at = self.end;
                continue;
            };
            self.at += end;
            if self.window.get(self.at) == Some(&b'<') {
                return Err(malformed("a tag in it does not end"));
            }
            self.at += 1;
            break;
        }
        Ok(Some(Tag::of(&self.tag)))
    }

    /// The text up to the next tag that closes, at most `most` bytes of it, as written: entities stand in it. Whether
    /// that is all of it; what is more was passed over.
    ///
    /// # Errors
    /// When the stream cannot be read, or ends before the text does.
    pub(super) fn text(&mut self, into: &mut Vec<u8>, most: usize) -> io::Result<bool> {
        let mut all = true;
        loop {
            let ahead = self.ahead(9)?;
            if ahead.is_empty() {
                return Err(early());
            }
            let found = memchr::memchr(b'<', ahead);
            let mut used = found.unwrap_or(ahead.len());
            if found == Some(0) {
                if ahead.starts_with(b"</") {
                    return Ok(all);
                }
                if ahead.starts_with(b"<![CDATA[") {
                    self.at += 9;
                    all &= self.character_data(into, most)?;
                    continue;
                }
                // Somebody wrote it without escaping it.
                used = 1;
            }
            let room = most.saturating_sub(into.len());
            all &= used <= room;
            into.extend_from_slice(ahead.get(..used.min(room)).unwrap_or_default());
            self.at += used;
        }
    }

    /// Text in which nothing is escaped.
    fn character_data(&mut self, into: &mut Vec<u8>, most: usize) -> io::Result<bool> {
        let mut all = true;
        loop {
            let ahead = self.ahead(3)?;
            if ahead.len() < 3 {
                return Err(early());
            }
            if ahead.starts_with(b"]]>") {
                self.at += 3;
                return Ok(all);
            }
            let first = ahead.first().copied().unwrap_or_default();
            all &= into.len() < most;
            if all {
                into.extend_from_slice(if first == b'&' { b"&amp;" } else { std::slice::from_ref(&first) });
            }
            self.at += 1;
        }
    }

    /// Passes over what is damaged, up to the next page; `false` where there is none.
    pub(super) fn next_page(&mut self) -> io::Result<bool> {
        let found = self.pass(b"<page>")?;
        if found {
            self.at -= b"<page>".len();
        }
        Ok(found)
    }
}

/// The error of a dump that is cut off.
pub(super) fn early() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "it ends too early")
}

fn malformed(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

impl<'x> Tag<'x> {
    fn of(tag: &'x [u8]) -> Tag<'x> {
        let (side, tag) = match tag {
            [b'/', rest @ ..] => (Side::Close, rest),
            [rest @ .., b'/'] => (Side::Empty, rest),
            _ => (Side::Open, tag),
        };
        let end = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(end);
        Tag { name, side, attributes }
    }

    /// An attribute's value, as written.
    pub(super) fn attribute(&self, name: &str) -> Option<&'x [u8]> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_ascii_start();
            let equals = memchr::memchr(b'=', rest)?;
            let found = rest.get(..equals)?.trim_ascii_end();
            rest = rest.get(equals + 1..)?.trim_ascii_start();
            let quote = rest.first().copied().filter(|q| matches!(q, b'"' | b'\''))?;
            rest = rest.get(1..)?;
            let end = memchr::memchr(quote, rest)?;
            let value = rest.get(..end)?;
            if found == name.as_bytes() {
                return Some(value);
            }
            rest = rest.get(end + 1..)?;
        }
    }
}

/// Text with its entities undone: the five of XML and those by number. Others mean nothing without a definition, and
/// stay.
pub(super) fn unescaped(text: String) -> String {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return text };
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut next = Some(first);
    while let Some(at) = next {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (character, length) = entity(from);
        out.push(character);
        rest = from.get(length..).unwrap_or_default();
        next = memchr::memchr(b'&', rest.as_bytes());
    }
    out.push_str(rest);
    out
}

fn entity(text: &str) -> (char, usize) {
    for (name, character) in [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&amp;", '&'), ("&apos;", '\'')] {
        if text.starts_with(name) {
            return (character, name.len());
        }
    }
    let name = text.get(1..).unwrap_or_default();
    let end = name.bytes().take(12).position(|b| b == b';').unwrap_or(0);
    let number = name.get(..end).unwrap_or_default().strip_prefix('#');
    let code = number.and_then(|n| match n.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => n.parse().ok(),
    });
    match code.and_then(char::from_u32).filter(|c| *c != '\0') {
        Some(character) => (character, end + 2),
        None => ('&', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that gives one byte at a time.
    struct Slow<'s>(&'s [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            self.0 = rest;
            into[0] = *first;
            Ok(1)
        }
    }

    #[test]
    fn tags_and_texts_come_one_by_one_whatever_the_stream_gives() -> io::Result<()> {
        let dump = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"bb\">]><a x=\"1 > 0\" y='&lt;'><!-- <no> --><b />\
                     <text>1 < 2 &amp; <![CDATA[<&>]]]]></text></a>";
        let mut xml = Xml::new(Slow(dump));
        let tag = xml.next()?.expect("a tag");
        assert_eq!((tag.name, tag.side), (&b"a"[..], Side::Open));
        assert_eq!(
            (tag.attribute("x"), tag.attribute("y"), tag.attribute("z")),
            (Some(&b"1 > 0"[..]), Some(&b"&lt;"[..]), None)
        );
        assert_eq!(xml.next()?.map(|t| (t.name.to_vec(), t.side)), Some((b"b".to_vec(), Side::Empty)));
        assert_eq!(xml.next()?.map(|t| t.name.to_vec()), Some(b"text".to_vec()));
        let mut text = Vec::new();
        assert!(xml.text(&mut text, 100)?);
        assert_eq!(unescaped(String::from_utf8_lossy(&text).into_owned()), "1 < 2 & <&>]]");
        assert_eq!(xml.next()?.map(|t| t.side), Some(Side::Close));
        assert_eq!(xml.next()?.map(|t| t.side), Some(Side::Close));
        assert!(xml.next()?.is_none());
        Ok(())
    }

    #[test]
    fn too_long_a_text_is_cut_and_passed_over() -> io::Result<()> {
        let mut xml = Xml::new(&b"<t>abcdefgh</t><u>"[..]);
        xml.next()?;
        let mut text = Vec::new();
        assert!(!xml.text(&mut text, 3)?);
        assert_eq!(text, b"abc");
        assert_eq!(xml.next()?.map(|t| t.side), Some(Side::Close));
        assert_eq!(xml.next()?.map(|t| t.name.to_vec()), Some(b"u".to_vec()));
        Ok(())
    }

    #[test]
    fn entities_are_undone_once() {
        for (text, want) in [
            ("a &amp;lt; b", "a &lt; b"),
            ("&#65;&#x42;&#0;&bomb;&", "AB&#0;&bomb;&"),
            ("&#99999999999;", "&#99999999999;"),
        ] {
            assert_eq!(unescaped(text.to_owned()), want);
        }
    }
}
