//! Tags of HTML and of extensions, and comments.

use super::{
    super::tags::{self, Deed},
    Kind, Scan,
};

/// Bytes in which a tag must end.
const TAG: usize = 4096;

impl Scan<'_> {
    pub(super) fn tag(&mut self) {
        let (at, rest) = (self.at, self.bytes.get(self.at..).unwrap_or_default());
        if rest.starts_with(b"<!--") {
            return self.comment();
        }
        let closing = rest.get(1) == Some(&b'/');
        let start = 1 + usize::from(closing);
        let name: Vec<u8> = rest
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take(tags::LONGEST + 1)
            .take_while(|b| b.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        let after = start + name.len();
        let tag = rest.get(after..rest.len().min(TAG)).unwrap_or_default();
        let end = memchr::memchr2(b'<', b'>', tag).filter(|end| tag.get(*end) == Some(&b'>'));
        let (Some(deed), Some(end)) = (tags::deed(&name), end) else {
            self.at += 1;
            return;
        };
        let to = at + after + end + 1;
        self.at = to;
        let empty = self.byte(to - 2) == b'/';
        let encloses = !matches!(deed, Deed::Drop | Deed::Break | Deed::Raise);
        if encloses
            && !closing
            && !empty
            && let Some((inner, outer)) = self.closing(&name)
        {
            return self.enclosed(deed, (at, to), (inner, outer));
        }
        let kind = match deed {
            Deed::Break => Kind::Break,
            Deed::Raise if !closing && matches!(self.byte(to), b'0'..=b'9' | b'-' | b'+') => Kind::With("^"),
            Deed::Fold | Deed::FoldBlock => Kind::Gap,
            _ => Kind::Mark,
        };
        self.cut(at, to, kind);
    }

    /// A tag, with what it encloses up to `inner`, and its closing tag up to `outer`.
    fn enclosed(&mut self, deed: Deed, (at, to): (usize, usize), (inner, outer): (usize, usize)) {
        self.at = outer;
        match deed {
            Deed::Literal | Deed::LiteralLines => {
                let lines = deed == Deed::LiteralLines;
                let edge = if lines { Kind::Break } else { Kind::Mark };
                self.cut(at, to, edge);
                self.cut(to, inner, if lines { Kind::LiteralLines } else { Kind::Literal });
                self.cut(inner, outer, edge);
            }
            Deed::FoldBlock => self.cut(at, outer, Kind::Block),
            _ => self.cut(at, outer, Kind::Gap),
        }
    }

    /// Where the closing tag of a name begins and ends.
    fn closing(&mut self, name: &[u8]) -> Option<(usize, usize)> {
        if self.unclosed.iter().any(|known| known == name) {
            return None;
        }
        let mut from = self.at;
        while let Some(found) = memchr::memmem::find(self.bytes.get(from..).unwrap_or_default(), b"</") {
            let at = from + found;
            let after = at + 2 + name.len();
            let is_name = self.bytes.get(at + 2..after).is_some_and(|b| b.eq_ignore_ascii_case(name));
            if is_name && matches!(self.byte(after), b'>' | b' ' | b'\t' | b'\n') {
                let tail = self.bytes.get(after..self.bytes.len().min(after + TAG)).unwrap_or_default();
                let end = memchr::memchr(b'>', tail).map_or(after, |end| after + end + 1);
                return Some((at, end));
            }
            from = at + 2;
        }
        self.unclosed.push(name.to_vec());
        None
    }

    /// A comment; alone on its line it takes the line with it.
    pub(super) fn comment(&mut self) {
        let at = self.at;
        let end = memchr::memmem::find(self.bytes.get(at + 4..).unwrap_or_default(), b"-->");
        let to = end.map_or(self.bytes.len(), |end| at + 4 + end + 3);
        let before = self.bytes.get(..at).unwrap_or_default();
        let blanks = before.iter().rev().take(TAG).take_while(|b| matches!(b, b' ' | b'\t')).count();
        let after = self.bytes.get(to..).unwrap_or_default();
        let behind = after.iter().take(TAG).take_while(|b| matches!(b, b' ' | b'\t')).count();
        let starts = at == blanks || self.byte((at - blanks).saturating_sub(1)) == b'\n';
        if starts && after.get(behind) == Some(&b'\n') {
            let to = to + behind + 1;
            self.cut(at - blanks, to, Kind::Mark);
            self.newline = Some(to - 1);
            self.at = to;
            self.line_start();
        } else {
            self.cut(at, to, Kind::Mark);
            self.at = to;
        }
    }
}
