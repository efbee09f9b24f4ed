//! A stream of JSON cut into its top-level objects without holding it: JSON Lines, arrays, objects one after another,
//! with or without anything between them.
//!
//! In lines, a broken line costs itself only. Elsewhere objects are found by their braces; one that never closes costs
//! itself, and what follows is looked for line by line. Of an array that lies inside an object (`wrapper`) the
//! objects are found, and what else the outer object holds is passed over.

use std::io::{self, BufRead};

use super::{
    super::heavy::{Heavy, Weight},
    layout::{self, Layout},
    mend,
    scan::{Scan, Stop},
    value::{Flaw, Growing, Value},
};

/// The objects of a stream, one by one.
pub(super) struct Values<'h, R> {
    stream: R,
    layout: Layout,
    /// Where large objects wait for one another; `None` where the stream lies in memory.
    heavy: Option<&'h Heavy>,
    line: u64,
    /// What is left of a file whose last object never closed, and how far it has been looked through.
    rest: (Vec<u8>, usize),
    /// Held for the rest, where it is large.
    weight: Option<Weight>,
}

impl<'h, R: BufRead> Values<'h, R> {
    /// The objects of a stream that begins with its first byte.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(super) fn new(stream: R, layout: Layout, heavy: Option<&'h Heavy>) -> io::Result<Self> {
        let mut values = Values { stream, layout, heavy, line: 1, rest: (Vec::new(), 0), weight: None };
        if let Layout::Wrapped { start, .. } = layout {
            let mut left = start;
            while left > 0 {
                let part = values.stream.fill_buf()?.len().min(left);
                if part == 0 {
                    break;
                }
                values.skip(part);
                left -= part;
            }
        }
        Ok(values)
    }

    /// The next object; `None` at the end.
    ///
    /// # Errors
    /// When the stream cannot be read any further.
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
                Layout::Braces | Layout::Wrapped { .. } => self.by_braces(),
            };
        }
    }

    /// Whether nothing but marks between objects follows.
    ///
    /// # Errors
    /// When the stream cannot be read any further.
    pub(super) fn ended(&mut self) -> io::Result<bool> {
        if !self.rest.0.is_empty() {
            return Ok(false);
        }
        if let Layout::Wrapped { depth, .. } = self.layout {
            self.skip_marks(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b','))?;
            match self.stream.fill_buf()?.first() {
                Some(b']') => {}
                other => return Ok(other.is_none()),
            }
            self.leave_array(depth)?;
        }
        Ok(!self.skip_marks(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']'))?)
    }

    fn growing(&self) -> Growing<'h> {
        Growing::new(self.line, self.heavy)
    }

    /// Passes over bytes that are held by the stream.
    fn skip(&mut self, bytes: usize) {
        if let Ok(buffer) = self.stream.fill_buf() {
            let part = buffer.get(..bytes.min(buffer.len())).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', part).count() as u64;
            let used = part.len();
            self.stream.consume(used);
        }
    }

    /// Passes over marks; whether anything follows them.
    fn skip_marks(&mut self, is_mark: impl Fn(u8) -> bool) -> io::Result<bool> {
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let found = buffer.iter().position(|b| !is_mark(*b));
            let skipped = found.unwrap_or(buffer.len());
            self.skip(skipped);
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    /// The next object, on a line of its own or behind another. One that is broken ends with its line; one that goes on
    /// over the next lines, none of which begins another, is taken whole.
    fn by_line(&mut self) -> io::Result<Option<Value>> {
        if !self.skip_marks(|b| b == b'\n' || is_between(b))? {
            return Ok(None);
        }
        let (mut value, mut scan, mut parts) = (self.growing(), Scan::default(), 0);
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Some(self.ended_with_line(value, parts)));
            }
            let stop = scan.stop(buffer);
            let used = stop.map_or(buffer.len(), |stop| stop.0);
            let part = buffer.get(..used).unwrap_or_default();
            match stop.map(|stop| stop.1) {
                None => {
                    value.push(part);
                    self.stream.consume(used);
                }
                Some(Stop::Closed) => {
                    value.push(part);
                    self.stream.consume(used);
                    self.behind(&mut value)?;
                    return Ok(Some(value.value()));
                }
                Some(Stop::Line) => {
                    value.push(part.strip_suffix(b"\n").unwrap_or(part));
                    self.stream.consume(used);
                    self.line += 1;
                    let goes_on = scan.depth > 0 && !scan.in_string;
                    let next = self.stream.fill_buf()?.first().copied();
                    let is_another = next == Some(b'{') && !layout::awaits_object(&value.bytes);
                    if !goes_on || next.is_none() || is_another {
                        return Ok(Some(self.ended_with_line(value, parts)));
                    }
                    if next == Some(b'{') {
                        parts += 1;
                    }
                    value.push(b"\n");
                }
            }
        }
    }

    /// An object that ended with a line before it was closed. Where lines were taken for `parts` of it that begin as objects
    /// do, it is broken off with its first line, and these are looked for again.
    fn ended_with_line(&mut self, value: Growing<'h>, parts: usize) -> Value {
        let end = memchr::memchr(b'\n', &value.bytes).filter(|_| parts > 0 && !value.too_long);
        let Some(end) = end else { return value.value() };
        let Growing { line, bytes, weight, .. } = value;
        let first = bytes.get(..end).unwrap_or_default().to_vec();
        (self.rest, self.weight, self.line) = ((bytes, 0), weight, line);
        Value { line, bytes: first, flaw: None, weight: None }
    }

    /// What stands behind an object on its line: nothing, another object, or something that spoils it.
    fn behind(&mut self, value: &mut Growing<'h>) -> io::Result<()> {
        if !self.skip_marks(is_between)? {
            return Ok(());
        }
        let mut first = true;
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() || first && buffer.first() == Some(&b'{') {
                return Ok(());
            }
            first = false;
            let end = memchr::memchr(b'\n', buffer);
            value.push(buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default());
            let used = end.map_or(buffer.len(), |end| end + 1);
            self.skip(used);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn by_braces(&mut self) -> io::Result<Option<Value>> {
        if !self.skip_to_value()? {
            return Ok(None);
        }
        let (mut value, mut scan) = (self.growing(), Scan::default());
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Some(self.unclosed(value)));
            }
            let end = scan.close(buffer);
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            value.push(part);
            let used = part.len();
            self.skip(used);
            if end.is_some() {
                return Ok(Some(value.value()));
            }
        }
    }

    /// What stands in the place of an object inside which the file ends.
    fn unclosed(&mut self, value: Growing<'h>) -> Value {
        if value.too_long {
            return value.value();
        }
        let last = value.bytes.rsplit(|b| *b == b'\n').next().unwrap_or_default();
        let flaw = Some(Flaw::Unclosed { line: self.line, column: String::from_utf8_lossy(last).chars().count() });
        // Where it is good up to its end, the file is cut off; else something in it is broken, and others may follow.
        let others = memchr::memmem::find(&value.bytes, b"\n{").is_some();
        let others = others
            && mend::whole_part(&value.bytes, b'}')
                .is_none_or(|part| serde_json::from_slice::<serde::de::IgnoredAny>(&part).is_err());
        let Growing { line, bytes, weight, .. } = value;
        if !others {
            return Value { line, bytes, flaw, weight };
        }
        (self.rest, self.weight) = ((bytes, 0), weight);
        self.line = line;
        self.layout = Layout::Lines;
        Value { line, bytes: Vec::new(), flaw, weight: None }
    }

    /// Passes over everything between objects.
    fn skip_to_value(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let wrapped = match self.layout {
                Layout::Wrapped { depth, .. } => Some(depth),
                _ => None,
            };
            let mark = |b: &u8| *b == b'{' || wrapped.is_some() && *b == b']';
            let found = buffer.iter().position(mark);
            let ended = found.and_then(|at| buffer.get(at)) == Some(&b']');
            let skipped = found.unwrap_or(buffer.len());
            self.skip(skipped);
            match (found, wrapped) {
                (Some(_), Some(depth)) if ended => self.leave_array(depth)?,
                (Some(_), _) => return Ok(true),
                (None, _) => {}
            }
        }
    }

    /// Passes over what the objects around an array, so many, hold behind it: none of that is its own.
    fn leave_array(&mut self, depth: usize) -> io::Result<()> {
        self.layout = Layout::Braces;
        self.leave(Scan::inside(depth))
    }

    /// Passes over the rest of the objects that a scan has open.
    fn leave(&mut self, mut scan: Scan) -> io::Result<()> {
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = scan.close(buffer);
            let skipped = end.unwrap_or(buffer.len());
            self.skip(skipped);
            if end.is_some() {
                return Ok(());
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
        let value = whole.then(|| Value { line: self.line, bytes: line.to_vec(), flaw: None, weight: None });
        self.line += 1;
        *from = end + 1;
        if *from >= bytes.len() {
            (self.rest, self.weight) = ((Vec::new(), 0), None);
        }
        value
    }
}

/// Whether a byte may stand between two objects of one line.
fn is_between(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b',' | b'[' | b']')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a text, however few bytes are handed over at a time.
    fn cut(text: &str) -> Vec<(u64, String, Option<Flaw>)> {
        let layout = Layout::of(text.as_bytes());
        let found = |size: usize| {
            let stream = io::BufReader::with_capacity(size, text.as_bytes());
            let mut values = Values::new(stream, layout, None).expect("reading memory");
            let mut found = Vec::new();
            while let Some(value) = values.next().expect("reading memory") {
                found.push((value.line, String::from_utf8_lossy(&value.bytes).into_owned(), value.flaw));
            }
            found
        };
        for size in [1, 2, 7] {
            assert_eq!(found(size), found(1 << 16), "{text} by {size} bytes");
        }
        found(1 << 16)
    }

    #[test]
    fn objects_are_found_in_every_layout() {
        let (one, two) = (r#"{"a":"}\"{"}"#, r#"{"b":[{},{}]}"#);
        let want = |second| vec![(1, one.to_owned(), None), (second, two.to_owned(), None)];
        assert_eq!(cut(&format!("{one}\n{two}\n")), want(2));
        assert_eq!(cut(&format!("{one}\r\n\r\n{two}"))[1].0, 3);
        assert_eq!(cut(&format!("[{one},\n{two}]\n")), want(2));
        assert_eq!(cut(&format!("[{one},{two}]")), want(1));
        assert_eq!(cut(&format!("{one}{two}")), want(1));
        assert_eq!(cut(&format!("{one} , {two}\n")), want(1));
        let pretty = "{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n";
        assert_eq!(cut(pretty).iter().map(|v| v.0).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(cut(&pretty.replace("}\n{", "}{")).len(), 2);
        assert_eq!(cut(""), []);
    }

    #[test]
    fn lines_may_hold_several_objects_and_objects_several_lines() {
        let places = |text: &str| cut(text).into_iter().map(|v| (v.0, v.1)).collect::<Vec<_>>();
        let of = |all: &[(u64, &str)]| all.iter().map(|(line, text)| (*line, (*text).to_owned())).collect::<Vec<_>>();
        let text = "{\"a\":1}{\"b\":2}\n{\"c\":3} {\"d\":4}\r\n[{\"e\":5},{\"f\":6}],\n{\"g\":7}x{}\n";
        let want = [
            (1, "{\"a\":1}"),
            (1, "{\"b\":2}"),
            (2, "{\"c\":3}"),
            (2, "{\"d\":4}"),
            (3, "{\"e\":5}"),
            (3, "{\"f\":6}"),
            (4, "{\"g\":7}x{}"),
        ];
        assert_eq!(places(text), of(&want));
        let text = "{\"a\":1}\n{\n\"b\": [\n  {}]\n}\n{\"cut\": [\n{\"d\":4}\n{\"e\":\"cut\n{\"f\":6}\n";
        let want = [
            (1, "{\"a\":1}"),
            (2, "{\n\"b\": [\n  {}]\n}"),
            (6, "{\"cut\": ["),
            (7, "{\"d\":4}"),
            (8, "{\"e\":\"cut"),
            (9, "{\"f\":6}"),
        ];
        assert_eq!(places(text), of(&want));
    }

    #[test]
    fn an_object_whose_parts_lie_on_lines_of_their_own_is_one() {
        let whole = "{\"url\":\"u\",\"versions\":[\n{\"text\":\"a\"},\n{\"text\":\"b {\"}]}";
        assert_eq!(cut(whole), [(1, whole.to_owned(), None)]);
        assert_eq!(cut(&format!("{whole}\n{whole}\n")).iter().map(|v| v.0).collect::<Vec<_>>(), [1, 4]);
        // One whose end is not to be seen, and one that is cut off.
        let large = format!("{{\"versions\":[\n{{\"text\":\"{}", "b".repeat(100));
        assert_eq!(Layout::of(large.as_bytes()), Layout::Braces);
        assert_eq!(Layout::of(b"{\"text\":\"cut o\n{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), Layout::Lines);
        let broken = "{\"cut\": 1.\n{\"d\":4}\n{\"e\":5}}\n";
        assert_eq!(Layout::of(broken.as_bytes()), Layout::Lines);
        // In lines, too.
        let mixed = format!("{{\"url\":\"v\"}}\n{whole}\n{{\"url\":\"w\"}}\n");
        assert_eq!(cut(&mixed).iter().map(|v| v.0).collect::<Vec<_>>(), [1, 2, 5]);
    }

    #[test]
    fn behind_a_first_line_that_is_cut_off_everything_is_found() {
        let article = |n: u32| format!("{{\"url\":\"{n}\",\"versions\":[{{\"text\":\"a\"}},{{\"text\":\"b\"}}]}}");
        let others = format!("{}\n{}\n{}\n", article(1), article(2), article(3));
        for cut_off in [
            "{",
            "{\"url\":\"0\"",
            "{\"url\":\"0\",",
            "{\"url\":",
            "{\"url\":\"0\",\"versions\":[",
            "{\"versions\":[{\"text\":\"a\"},",
        ] {
            let found = cut(&format!("{cut_off}\n{others}"));
            let lines: Vec<u64> =
                found.iter().filter(|v| v.1.starts_with("{\"url\":") && v.1.ends_with("]}")).map(|v| v.0).collect();
            assert_eq!(lines, [2, 3, 4], "{cut_off}: {found:?}");
        }
    }

    #[test]
    fn an_array_inside_an_object_is_unwrapped() {
        let article = r#"{"url":"u","text":"}]"}"#;
        let page =
            |n: u32| format!("{{\"page\": {n},\n\"articles\": [{article},\n{article}],\n\"more\": {{\"x\": []}}}}");
        let got = cut(&page(1));
        assert_eq!(got, [(2, article.to_owned(), None), (3, article.to_owned(), None)]);
        let got = cut(&format!("{}\n{article}", page(1)));
        assert_eq!(got.iter().map(|v| v.0).collect::<Vec<_>>(), [2, 3, 5]);
    }

    #[test]
    fn an_object_that_never_closes_costs_itself_only() {
        let got = cut("[\n{\"a\":1},\n{\"b\":\"never closed},\n{\"c\":3},\n{\"d\":4}\n]");
        let texts: Vec<&str> = got.iter().map(|v| v.1.as_str()).collect();
        assert_eq!(texts, [r#"{"a":1}"#, "", r#"{"c":3}"#, r#"{"d":4}"#]);
        assert_eq!(got[1].2, Some(Flaw::Unclosed { line: 6, column: 1 }));
        assert_eq!(got.iter().map(|v| v.0).collect::<Vec<_>>(), [2, 3, 4, 5]);
        let lines = cut("{\"a\":1}\n{\"b\":\"never closed\n{\"c\":3}\n");
        assert_eq!(lines.len(), 3, "in lines, a broken line is handed on as it is");
        let cut_off = cut("{\n\"a\": [1,\n\"tw");
        assert_eq!(cut_off, [(1, "{\n\"a\": [1,\n\"tw".to_owned(), Some(Flaw::Unclosed { line: 3, column: 3 }))]);
    }
}
