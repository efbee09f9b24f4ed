//! Where an object ends, found byte by byte without parsing it.

/// Follows braces and strings to the end of an object.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Objects open.
    pub(super) depth: usize,
    /// Whether a string is open.
    pub(super) in_string: bool,
    escaped: bool,
}

/// Why a scan stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Behind the last brace of the object.
    Closed,
    /// Behind a line feed.
    Line,
}

impl Scan {
    /// A scan that begins with so many objects open.
    pub(super) fn inside(depth: usize) -> Scan {
        Scan { depth, ..Scan::default() }
    }

    /// Where the object that the bytes continue ends: behind its last brace. `None` when it goes on.
    pub(super) fn close(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            let (stopped, stop) = self.stop(bytes.get(at..)?)?;
            at += stopped;
            if stop == Stop::Closed {
                return Some(at);
            }
        }
    }

    /// The first byte behind the object or behind a line feed, whichever comes first.
    pub(super) fn stop(&mut self, bytes: &[u8]) -> Option<(usize, Stop)> {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let found = if self.escaped {
                0
            } else if self.in_string {
                memchr::memchr3(b'"', b'\\', b'\n', rest)?
            } else {
                rest.iter().position(|b| matches!(b, b'"' | b'{' | b'}' | b'\n'))?
            };
            at += found + 1;
            let escaped = std::mem::take(&mut self.escaped);
            match rest.get(found) {
                Some(b'\n') => return Some((at, Stop::Line)),
                _ if escaped => {}
                Some(b'"') => self.in_string = !self.in_string,
                Some(b'\\') => self.escaped = true,
                Some(b'{') => self.depth += 1,
                _ => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some((at, Stop::Closed));
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

    #[test]
    fn it_stops_behind_objects_and_lines_wherever_the_bytes_are_cut() {
        let text = b"{\"a\\\"}\": [{}, \"\n\"]} {";
        let (line, end) = (text.iter().position(|b| *b == b'\n').map(|at| at + 1), text.len() - 2);
        for cut in 0..end {
            let (head, tail) = text.split_at(cut);
            let mut scan = Scan::default();
            let (mut stops, mut base) = (Vec::new(), 0);
            for part in [head, tail] {
                let mut at = 0;
                while let Some((stopped, stop)) = scan.stop(&part[at..]) {
                    at += stopped;
                    stops.push((base + at, stop));
                    if stop == Stop::Closed {
                        break;
                    }
                }
                base += part.len();
            }
            assert_eq!(stops, [(line.unwrap_or(0), Stop::Line), (end, Stop::Closed)], "cut at {cut}");
        }
        assert_eq!(Scan::default().close(text), Some(end));
        assert_eq!((Scan::default().close(b"{\"}"), Scan::default().close(b"}{")), (None, Some(1)));
    }
}
