//! A stream of JSON cut into its top-level objects without holding it: JSON Lines, arrays, objects one after another.
//!
//! In lines, a broken line costs itself only. Elsewhere objects are found by their braces; one that never closes costs
//! itself, and what follows is looked for line by line.

use std::io::{self, BufRead};

use super::super::limits;

/// How the objects of a file lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// One a line.
    Lines,
    /// In an array, or one after another, over any number of lines.
    Braces,
}

/// One object, or what stands in its place.
#[derive(Debug)]
pub(super) struct Value {
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// Its bytes; the beginning only, where it was too long.
    pub(super) bytes: Vec<u8>,
    /// What is wrong with it.
    pub(super) flaw: Option<Flaw>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// More than [`limits::WHOLE`] bytes.
    TooLong,
    /// The file ends inside it.
    Unclosed,
}

/// The objects of a stream, one by one.
pub(super) struct Values<R> {
    stream: R,
    layout: Layout,
    line: u64,
    /// What is left of a file whose last object never closed, and how far it has been looked through.
    rest: (Vec<u8>, usize),
}

impl Layout {
    /// The layout of a file, by its first bytes.
    pub(super) fn of(head: &[u8]) -> Layout {
        let start = head.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
        let head = head.get(start..).unwrap_or_default();
        if head.first() == Some(&b'[') {
            return Layout::Braces;
        }
        let Some(end) = memchr::memchr(b'\n', head) else { return Layout::Lines };
        let (first, others) = head.split_at(end);
        let mut scan = Scan::default();
        let closed = scan.close(first).is_some();
        // A first line that is broken is told from an object over several lines by what the next line begins with.
        let next = others.split(|b| *b == b'\n').find(|line| !line.trim_ascii().is_empty());
        if closed || next.is_some_and(|line| line.first() == Some(&b'{')) { Layout::Lines } else { Layout::Braces }
    }
}

impl<R: BufRead> Values<R> {
    pub(super) fn new(stream: R, layout: Layout) -> Self {
        Values { stream, layout, line: 1, rest: (Vec::new(), 0) }
    }

    /// The next object; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Value>> {
        loop {
            if self.rest.1 < self.rest.0.len() {
                if let Some(value) = self.left_behind() {
                    return Ok(Some(value));
                }
                continue;
            }
            return match self.layout {
                Layout::Lines => self.by_line(),
                Layout::Braces => self.by_braces(),
            };
        }
    }

    fn by_line(&mut self) -> io::Result<Option<Value>> {
        loop {
            let (line, mut bytes, mut long) = (self.line, Vec::new(), false);
            loop {
                let buffer = self.stream.fill_buf()?;
                if buffer.is_empty() {
                    break;
                }
                let end = memchr::memchr(b'\n', buffer);
                let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
                long |= bytes.len() + part.len() > limits::WHOLE;
                if !long {
                    bytes.extend_from_slice(part);
                }
                let used = end.map_or(buffer.len(), |end| end + 1);
                self.stream.consume(used);
                if end.is_some() {
                    self.line += 1;
                    break;
                }
            }
            if bytes.is_empty() && !long && self.stream.fill_buf()?.is_empty() {
                return Ok(None);
            }
            if long || !bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Value { line, bytes, flaw: long.then_some(Flaw::TooLong) }));
            }
        }
    }

    fn by_braces(&mut self) -> io::Result<Option<Value>> {
        if !self.skip_to_value()? {
            return Ok(None);
        }
        let (line, mut bytes, mut long) = (self.line, Vec::new(), false);
        let mut scan = Scan::default();
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                if !long {
                    self.rest = (bytes, 0);
                    self.line = line;
                    self.layout = Layout::Lines;
                    return Ok(Some(Value { line, bytes: Vec::new(), flaw: Some(Flaw::Unclosed) }));
                }
                return Ok(Some(Value { line, bytes, flaw: Some(Flaw::TooLong) }));
            }
            let end = scan.close(buffer);
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', part).count() as u64;
            long |= bytes.len() + part.len() > limits::WHOLE;
            if !long {
                bytes.extend_from_slice(part);
            }
            let used = part.len();
            self.stream.consume(used);
            if end.is_some() {
                return Ok(Some(Value { line, bytes, flaw: long.then_some(Flaw::TooLong) }));
            }
        }
    }

    /// Passes over everything between objects.
    fn skip_to_value(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let found = memchr::memchr(b'{', buffer);
            let skipped = buffer.get(..found.unwrap_or(buffer.len())).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', skipped).count() as u64;
            let used = skipped.len();
            self.stream.consume(used);
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    /// Of what is left behind an object that never closed, the next line that is an object.
    fn left_behind(&mut self) -> Option<Value> {
        let (bytes, from) = &mut self.rest;
        let end = memchr::memchr(b'\n', bytes.get(*from..)?).map_or(bytes.len(), |n| *from + n);
        let line = bytes.get(*from..end)?.trim_ascii().trim_ascii_end();
        let line = line.strip_suffix(b",").unwrap_or(line);
        let whole = *from > 0 && line.first() == Some(&b'{') && Scan::default().close(line) == Some(line.len());
        let value = whole.then(|| Value { line: self.line, bytes: line.to_vec(), flaw: None });
        self.line += 1;
        *from = end + 1;
        if *from >= bytes.len() {
            self.rest = (Vec::new(), 0);
        }
        value
    }
}

/// Follows braces and strings to the end of an object.
#[derive(Debug, Default)]
pub(super) struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Where the object that the bytes continue ends: behind its last brace. `None` when it goes on.
    pub(super) fn close(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            if self.escaped {
                self.escaped = false;
                at += 1;
            } else if self.in_string {
                let found = memchr::memchr2(b'"', b'\\', rest)?;
                match rest.get(found) {
                    Some(b'"') => self.in_string = false,
                    _ => self.escaped = true,
                }
                at += found + 1;
            } else {
                let found = rest.iter().position(|b| matches!(b, b'"' | b'{' | b'}'))?;
                at += found + 1;
                match rest.get(found) {
                    Some(b'"') => self.in_string = true,
                    Some(b'{') => self.depth += 1,
                    _ => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return Some(at);
                        }
                    }
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(u64, String, Option<Flaw>)> {
        let mut values = Values::new(text.as_bytes(), Layout::of(text.as_bytes()));
        let mut found = Vec::new();
        while let Some(value) = values.next().expect("reading memory") {
            found.push((value.line, String::from_utf8_lossy(&value.bytes).into_owned(), value.flaw));
        }
        found
    }

    #[test]
    fn objects_are_found_in_every_layout() {
        let (one, two) = (r#"{"a":"}\"{"}"#, r#"{"b":[{},{}]}"#);
        let want = |second| vec![(1, one.to_owned(), None), (second, two.to_owned(), None)];
        assert_eq!(cut(&format!("{one}\n{two}\n")), want(2));
        assert_eq!(cut(&format!("{one}\r\n\r\n{two}"))[1].0, 3);
        assert_eq!(cut(&format!("[{one},\n{two}]\n")), want(2));
        assert_eq!(cut(&format!("[{one},{two}]")), want(1));
        let pretty = "{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n";
        assert_eq!(cut(pretty).iter().map(|v| v.0).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(cut(""), []);
    }

    #[test]
    fn an_object_that_never_closes_costs_itself_only() {
        let got = cut("[\n{\"a\":1},\n{\"b\":\"never closed},\n{\"c\":3},\n{\"d\":4}\n]");
        let texts: Vec<&str> = got.iter().map(|v| v.1.as_str()).collect();
        assert_eq!(texts, [r#"{"a":1}"#, "", r#"{"c":3}"#, r#"{"d":4}"#]);
        assert_eq!(got[1].2, Some(Flaw::Unclosed));
        assert_eq!(got.iter().map(|v| v.0).collect::<Vec<_>>(), [2, 3, 4, 5]);
        let lines = cut("{\"a\":1}\n{\"b\":\"never closed\n{\"c\":3}\n");
        assert_eq!(lines.len(), 3, "in lines, a broken line is handed on as it is");
    }
}
