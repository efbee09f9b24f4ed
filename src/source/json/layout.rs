//! How the objects of a file lie, told from its first bytes.

use serde::de::IgnoredAny;

use super::{scan::Scan, wrapper};

/// How the objects of a file lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// One a line, or several.
    Lines,
    /// In an array, or one after another, over any number of lines.
    Braces,
    /// In an array that lies so many objects deep and begins at this byte.
    Wrapped { depth: usize, start: usize },
}

impl Layout {
    /// The layout of a file, by its first bytes.
    pub(super) fn of(head: &[u8]) -> Layout {
        let start = head.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
        let text = head.get(start..).unwrap_or_default();
        if text.first() == Some(&b'[') {
            return Layout::Braces;
        }
        let valid = std::str::from_utf8(text).map_or_else(|e| e.valid_up_to(), str::len);
        let readable = text.get(..valid).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        let Some(end) = memchr::memchr(b'\n', text) else {
            let wrapped =
                wrapper::array(readable).map(|(inner, depth)| Layout::Wrapped { depth, start: start + inner });
            return wrapped.unwrap_or(Layout::Lines);
        };
        let (first, others) = text.split_at(end);
        let closed = Scan::default().close(first).is_some();
        // A first line that is broken is told from an object over several lines by what the next line begins with, and
        // by what comes of it.
        let next = others.split(|b| *b == b'\n').find(|line| !line.trim_ascii().is_empty());
        let is_next_another = !closed && next.is_some_and(|line| line.first() == Some(&b'{'));
        if is_next_another && !goes_on(text, first) {
            return Layout::Lines;
        }
        match wrapper::array(readable) {
            Some((inner, depth)) => Layout::Wrapped { depth, start: start + inner },
            None if closed => Layout::Lines,
            None => Layout::Braces,
        }
    }
}

/// Whether an object that does not end with its first line goes on with the next one: the two make a whole; or, where its
/// end is not to be seen, the first line ends where another object is to come.
fn goes_on(text: &[u8], first: &[u8]) -> bool {
    match Scan::default().close(text) {
        Some(end) => is_whole(text.get(..end).unwrap_or_default()),
        None => awaits_object(first),
    }
}

/// Whether an object is one that can be read.
pub(super) fn is_whole(object: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(object).is_ok()
}

/// Whether the beginning of an object breaks off where another object is to come: in a list, or behind a name.
pub(super) fn awaits_object(begun: &[u8]) -> bool {
    let last = begun.trim_ascii_end().last().copied();
    if !matches!(last, Some(b'[' | b':' | b',')) {
        return false;
    }
    let (mut open, mut in_string, mut escaped) = (Vec::new(), false, false);
    for byte in begun {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => open.push(*byte),
            b']' | b'}' => _ = open.pop(),
            _ => {}
        }
    }
    !in_string && (last == Some(b':') || open.last() == Some(&b'['))
}
