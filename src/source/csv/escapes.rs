//! Quotation marks within a cell that are written behind a backslash, as Spark, MySQL's `OUTFILE` and PostgreSQL write them:
//! told by the content, and doubled on the way, as every other tool writes them.

use std::io::{self, Read};

/// Bytes that are taken from the stream at a time.
const PART: usize = 64 << 10;

/// Where in a row a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    CellStart,
    Bare,
    Quoted,
    /// Behind a backslash within marks.
    Escaped,
    /// Behind a mark within marks.
    Closing,
}

impl Place {
    fn after(self, byte: u8, delimiter: u8) -> Place {
        let ends = byte == delimiter || matches!(byte, b'\n' | b'\r');
        match (self, byte) {
            (Place::Quoted, b'\\') => Place::Escaped,
            (Place::Quoted, b'"') => Place::Closing,
            (Place::Quoted | Place::Escaped, _) | (Place::CellStart | Place::Closing, b'"') => Place::Quoted,
            _ if ends => Place::CellStart,
            _ => Place::Bare,
        }
    }
}

/// Whether a table writes marks so: one behind a backslash has text behind it, where a cell would go on that had ended, and
/// none is doubled.
pub(super) fn are_meant(text: &[u8], delimiter: u8) -> bool {
    if memchr::memmem::find(text, b"\\\"").is_none() {
        return false;
    }
    let (mut place, mut is_met) = (Place::CellStart, false);
    for (at, byte) in text.iter().enumerate() {
        let next = text.get(at + 1).copied();
        match place {
            // A mark behind this one ends the cell, or is doubled itself.
            Place::Escaped if *byte == b'"' => {
                is_met |= next.is_some_and(|next| next != delimiter && !matches!(next, b'\n' | b'\r' | b'"'));
            }
            Place::Closing if *byte == b'"' => return false,
            _ => {}
        }
        place = place.after(*byte, delimiter);
    }
    is_met
}

/// A text in which marks behind a backslash are doubled instead.
pub(super) fn doubled(text: &str, delimiter: u8) -> String {
    let mut text = text.as_bytes().to_vec();
    double(&mut text, Place::CellStart, delimiter);
    String::from_utf8(text).unwrap_or_default()
}

/// Doubles the marks of bytes that begin at a place; where they end.
fn double(bytes: &mut [u8], mut place: Place, delimiter: u8) -> Place {
    for at in 0..bytes.len() {
        let Some(byte) = bytes.get(at).copied() else { break };
        if (place, byte) == (Place::Escaped, b'"')
            && let Some(before) = at.checked_sub(1).and_then(|before| bytes.get_mut(before))
        {
            *before = b'"';
        }
        place = place.after(byte, delimiter);
    }
    place
}

/// A stream in which marks behind a backslash are doubled instead. It has as many bytes as before.
pub(super) struct Doubling<R> {
    stream: R,
    delimiter: u8,
    place: Place,
    bytes: Vec<u8>,
    given: usize,
}

impl<R: Read> Doubling<R> {
    pub(super) fn new(stream: R, delimiter: u8) -> Doubling<R> {
        Doubling { stream, delimiter, place: Place::CellStart, bytes: Vec::new(), given: 0 }
    }

    /// Takes a part of the stream that does not end between a backslash and what stands behind it.
    fn fill(&mut self) -> io::Result<()> {
        self.bytes.resize(PART, 0);
        let read = self.stream.read(&mut self.bytes);
        self.bytes.truncate(*read.as_ref().unwrap_or(&0));
        read?;
        self.given = 0;
        let mut next = [0];
        while self.bytes.last() == Some(&b'\\') && self.stream.read(&mut next)? > 0 {
            self.bytes.extend(next);
        }
        self.place = double(&mut self.bytes, self.place, self.delimiter);
        Ok(())
    }
}

impl<R: Read> Read for Doubling<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.bytes.len() && !into.is_empty() {
            self.fill()?;
        }
        let rest = self.bytes.get(self.given..).unwrap_or_default();
        let count = rest.len().min(into.len());
        if let (Some(into), Some(rest)) = (into.get_mut(..count), rest.get(..count)) {
            into.copy_from_slice(rest);
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_a_backslash_are_told_by_what_follows_them() {
        for (text, meant) in [
            ("a,b\n\"He said \\\"no\\\".\",c\n", true),
            ("a,b\n\"He said \\\"no\\\"\",c\n", true),
            ("a,b\n\"C:\\\",c\n\"D:\\\"\n", false),
            ("a,b\n\"He \"\"said\"\" \\\"no\\\".\",c\n", false),
            ("a,b\n5\\\" of rain,c\n", false),
            ("a,b\n\"\",\"one\"\n", false),
        ] {
            assert_eq!(are_meant(text.as_bytes(), b','), meant, "{text}");
        }
    }

    #[test]
    fn marks_are_doubled_wherever_the_stream_is_cut() {
        let text = "a,b\n\"He said \\\"no\\\", \\n and \\\\\",5\\\" of rain\n";
        let want = "a,b\n\"He said \"\"no\"\", \\n and \\\\\",5\\\" of rain\n";
        assert_eq!(doubled(text, b','), want);
        for size in [1, 2, 3, 7] {
            let parts = io::BufReader::with_capacity(size, text.as_bytes());
            let mut got = String::new();
            Doubling::new(parts, b',').read_to_string(&mut got).expect("bytes in memory");
            assert_eq!(got, want, "{size}");
        }
    }
}
