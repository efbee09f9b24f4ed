//! Whether a table ends within quotation marks, and how its lines end: what the reader of rows does not tell.

use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// What is known of a table by those of its bytes that were read.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen(Rc<Facts>);

#[derive(Debug, Default)]
struct Facts {
    /// The bytes have ended, within quotation marks.
    is_cut: Cell<bool>,
    /// The first line ends with a carriage return and a line feed.
    has_pairs: Cell<bool>,
}

impl Seen {
    /// Whether the bytes have ended within quotation marks.
    pub(super) fn is_cut(&self) -> bool {
        self.0.is_cut.get()
    }

    /// The line of a row, counted from 1, by that which the `csv` crate gives: of a pair that ends a line it counts the second
    /// byte to the row behind.
    pub(super) fn line(&self, given: u64) -> u64 {
        given + u64::from(given > 1 && self.0.has_pairs.get())
    }

    /// The line on which a row ends, by that on which the `csv` crate stands behind it.
    pub(super) fn line_by_end(&self, given: u64) -> u64 {
        given - u64::from(given > 0 && !self.0.has_pairs.get())
    }
}

/// A stream of which the quotation marks are watched.
pub(super) struct Watched<R> {
    stream: R,
    seen: Seen,
    delimiter: u8,
    quoted: bool,
    place: Place,
    /// The byte before, up to the end of the first line.
    before_end: Option<u8>,
}

/// Where in a row a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    CellStart,
    Bare,
    Quoted,
    /// Behind a mark within marks: it closes them, unless another one follows.
    Closing,
}

impl<R: Read> Watched<R> {
    pub(super) fn new(stream: R, delimiter: u8, quoted: bool, seen: &Seen) -> Watched<R> {
        Watched { stream, seen: seen.clone(), delimiter, quoted, place: Place::CellStart, before_end: Some(0) }
    }

    fn watch(&mut self, bytes: &[u8]) {
        if let Some(before) = self.before_end {
            let end = memchr::memchr(b'\n', bytes);
            let last = bytes.get(..end.unwrap_or(bytes.len())).and_then(<[u8]>::last).copied().unwrap_or(before);
            if end.is_some() {
                self.seen.0.has_pairs.set(last == b'\r');
            }
            self.before_end = Some(last).filter(|_| end.is_none());
        }
        let mut rest = bytes;
        while let (true, Some((first, behind))) = (self.quoted, rest.split_first()) {
            let skipped = match self.place {
                Place::Quoted => memchr::memchr(b'"', rest),
                Place::Bare => memchr::memchr3(self.delimiter, b'\n', b'\r', rest),
                Place::CellStart | Place::Closing => None,
            };
            (self.place, rest) = match (self.place, skipped) {
                (Place::Quoted, Some(at)) => (Place::Closing, rest.get(at + 1..).unwrap_or_default()),
                (Place::Bare, Some(at)) => (Place::CellStart, rest.get(at + 1..).unwrap_or_default()),
                (Place::Quoted | Place::Bare, None) => break,
                _ if *first == b'"' => (Place::Quoted, behind),
                _ if *first == self.delimiter || matches!(first, b'\n' | b'\r') => (Place::CellStart, behind),
                _ => (Place::Bare, behind),
            };
        }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(into)?;
        if read == 0 && !into.is_empty() {
            self.seen.0.is_cut.set(self.place == Place::Quoted);
        }
        self.watch(into.get(..read).unwrap_or_default());
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_watched_across_reads() {
        for (text, is_cut) in [
            ("a,b\n\"c\",d\n", false),
            ("a,b\n\"c,\n", true),
            ("a,b\n\"c\"\"\n", true),
            ("a,b\n\"c\"\"\"", false),
            ("a,b\n5\" of rain,d", false),
            ("a,b\n\"c\"d,\"", true),
            ("a,b\n\"", true),
            ("", false),
        ] {
            for step in 1..4 {
                let seen = Seen::default();
                let mut watched = Watched::new(text.as_bytes(), b',', true, &seen);
                let mut bytes = [0; 3];
                while watched.read(&mut bytes[..step]).expect("bytes") > 0 {}
                assert_eq!(seen.is_cut(), is_cut, "{text:?} by {step}");
            }
        }
        let seen = Seen::default();
        let mut watched = Watched::new("a,b\r\nc\n".as_bytes(), b',', true, &seen);
        while watched.read(&mut [0]).expect("bytes") > 0 {}
        assert_eq!((seen.line(1), seen.line(2)), (1, 3));
    }
}
