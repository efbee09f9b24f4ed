//! The first pass: what is to be cut out of a text, and what stands for it.

use std::cmp::Reverse;

use super::{
    links::{self, Dialect, Shown},
    tags::{self, Deed},
    templates::{self, Stand},
};

/// A stretch of text that is not prose as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: Kind,
}

/// What a cut does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing: what is cut is a mark around words.
    Mark,
    /// This stands for it.
    With(&'static str),
    /// It leaves a gap in a sentence, which is closed.
    Gap,
    /// It stood between paragraphs.
    Block,
    /// A new paragraph begins behind it.
    Break,
    /// It is no wikitext and stays as it is.
    Literal,
    /// The same, each line by itself.
    LiteralLines,
}

/// Brackets within brackets followed; those deeper are text.
const DEPTH: usize = 256;
/// Arguments of a template of which the places are known.
const PIPES: usize = 8;
/// Bytes in which a tag must end.
const TAG: usize = 4096;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Braces,
    Link,
    Address,
    Table,
}

/// A bracket that waits for its partner.
#[derive(Debug, Clone, Copy)]
struct Open {
    bracket: Bracket,
    at: usize,
    /// Braces not yet paired.
    braces: usize,
    pipes: [usize; PIPES],
    piped: usize,
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    dialect: &'t Dialect,
    at: usize,
    open: Vec<Open>,
    /// How many of them are braces.
    braces: usize,
    newline: Option<usize>,
    cuts: Vec<Cut>,
    /// Names of tags of which no closing one follows any more.
    unclosed: Vec<Vec<u8>>,
}

/// Everything to be cut, in order; a cut that begins within another one is part of it.
pub(super) fn cuts(text: &str, dialect: &Dialect) -> Vec<Cut> {
    let bytes = text.as_bytes();
    let mut scan = Scan {
        text,
        bytes,
        dialect,
        at: 0,
        open: Vec::new(),
        braces: 0,
        newline: None,
        cuts: Vec::new(),
        unclosed: Vec::new(),
    };
    scan.line_start();
    while let Some(ahead) = bytes.get(scan.at..).and_then(|rest| rest.iter().position(|b| SPECIAL[usize::from(*b)])) {
        scan.at += ahead;
        scan.step();
    }
    scan.cuts.sort_by_key(|cut| (cut.from, Reverse(cut.to)));
    scan.cuts
}

static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut index = 0;
    while index < 8 {
        special[b"\n{}[]|<"[if index < 7 { index } else { 0 }] as usize] = true;
        index += 1;
    }
    special
};

impl Scan<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// How often the byte at a place is repeated there.
    fn run(&self, at: usize) -> usize {
        let first = self.byte(at);
        self.bytes.get(at..).unwrap_or_default().iter().take_while(|b| **b == first).count()
    }

    fn cut(&mut self, from: usize, to: usize, kind: Kind) {
        self.cuts.push(Cut { from, to, kind });
    }

    /// The kind of a cut that folds something away.
    fn fold(&self, from: usize) -> Kind {
        if self.newline.is_some_and(|newline| newline > from) { Kind::Block } else { Kind::Gap }
    }

    fn push(&mut self, bracket: Bracket, at: usize, braces: usize) {
        if self.open.len() < DEPTH {
            self.open.push(Open { bracket, at, braces, pipes: [0; PIPES], piped: 0 });
            self.braces += usize::from(bracket == Bracket::Braces);
        }
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.braces -= usize::from(open.bracket == Bracket::Braces);
        Some(open)
    }

    fn top(&self) -> Option<Bracket> {
        self.open.last().map(|open| open.bracket)
    }

    fn step(&mut self) {
        let at = self.at;
        match self.byte(at) {
            b'\n' => {
                self.newline = Some(at);
                // An address ends with its line, a link's target too.
                while self.open.last().is_some_and(|open| {
                    open.bracket == Bracket::Address || (open.bracket == Bracket::Link && open.piped == 0)
                }) {
                    self.pop();
                }
                self.at += 1;
                self.line_start();
            }
            b'{' => {
                let run = self.run(at);
                if run >= 2 {
                    self.push(Bracket::Braces, at, run);
                }
                self.at += run;
            }
            b'}' => self.close_braces(),
            b'[' => self.open_link(),
            b']' => self.close_link(),
            b'|' => {
                if let Some(open) = self.open.last_mut()
                    && matches!(open.bracket, Bracket::Link | Bracket::Braces)
                {
                    if let Some(pipe) = open.pipes.get_mut(open.piped) {
                        *pipe = at;
                    }
                    open.piped = (open.piped + 1).min(PIPES);
                }
                self.at += 1;
            }
            _ => self.tag(),
        }
    }

    /// Tables begin and end at the beginning of a line.
    fn line_start(&mut self) {
        let mut at = self.at;
        while matches!(self.byte(at), b' ' | b'\t' | b':' | b'*' | b'#') {
            at += 1;
        }
        match (self.byte(at), self.byte(at + 1)) {
            (b'{', b'|') if self.byte(at + 2) != b'}' => {
                self.push(Bracket::Table, at, 0);
                self.at = at + 2;
            }
            (b'|', b'}') => {
                let is_loose = |open: &Open| matches!(open.bracket, Bracket::Address | Bracket::Link);
                let within = self.open.iter().rev().find(|open| !is_loose(open)).map(|open| open.bracket);
                // `|}}` ends a template with an empty argument, unless a table is to be ended.
                if within == Some(Bracket::Table) {
                    while self.open.last().is_some_and(is_loose) {
                        self.pop();
                    }
                    if let Some(table) = self.pop() {
                        self.cut(table.at, at + 2, Kind::Block);
                    }
                    self.at = at + 2;
                }
            }
            _ => {}
        }
    }

    fn close_braces(&mut self) {
        let mut run = self.run(self.at);
        while run >= 2 && self.braces > 0 {
            while self.top().is_some_and(|top| top != Bracket::Braces) {
                self.pop();
            }
            let Some(open) = self.open.last_mut() else { break };
            let pair = if open.braces >= 3 && run >= 3 { 3 } else { 2 };
            open.braces -= pair;
            let (left, from) = (open.braces, open.at + open.braces);
            let template = *open;
            open.piped = 0;
            if left < 2 {
                self.pop();
            }
            let to = self.at + pair;
            match pair {
                2 => self.template(&template, from, to),
                _ => self.cut(from, to, Kind::Gap),
            }
            self.at = to;
            run -= pair;
        }
        self.at += run;
    }

    /// A template: folded away, or what stands for it.
    fn template(&mut self, open: &Open, from: usize, to: usize) {
        let pipes = open.pipes.get(..open.piped).unwrap_or_default();
        let (inside, end) = (from + 2, to - 2);
        let name = self.text.get(inside..pipes.first().copied().unwrap_or(end)).unwrap_or_default();
        let arguments = || pipes.iter().zip(pipes.iter().skip(1).chain([&end])).map(|(pipe, end)| (pipe + 1, *end));
        // Where an argument's value stands, and its name where it has one.
        let value = |(from, to): (usize, usize)| {
            let text = self.text.get(from..to).unwrap_or_default();
            let name = text.split_once('=').filter(|(name, _)| name.trim().chars().all(char::is_alphanumeric));
            match name {
                Some((name, _)) => ((from + name.len() + 1, to), name.trim()),
                None => ((from, to), ""),
            }
        };
        let positional = || arguments().map(value).filter(|(_, name)| name.is_empty() || name.parse::<u8>().is_ok());
        let kept: Vec<(usize, usize)> = match templates::stand(name) {
            None => Vec::new(),
            Some(Stand::For(text)) => return self.cut(from, to, Kind::With(text)),
            Some(Stand::Argument(place)) => positional().nth(place - 1).into_iter().map(|v| v.0).collect(),
            Some(Stand::Label) => {
                positional().nth(1).or_else(|| positional().next()).into_iter().map(|v| v.0).collect()
            }
            Some(Stand::Last) => positional().last().into_iter().map(|v| v.0).collect(),
            Some(Stand::Measure) => positional().take(2).map(|v| v.0).collect(),
            Some(Stand::Named(wanted)) => {
                let named = arguments().map(value).find(|(_, name)| name.eq_ignore_ascii_case(wanted));
                named.or_else(|| positional().next()).into_iter().map(|v| v.0).collect()
            }
        };
        let Some(last) = kept.last().map(|value| value.1) else {
            let kind = self.fold(from);
            return self.cut(from, to, kind);
        };
        let mut before = from;
        for (index, (start, end)) in kept.iter().enumerate() {
            self.cut(before, *start, if index == 0 { Kind::Mark } else { Kind::With(" ") });
            before = *end;
        }
        self.cut(last, to, Kind::Mark);
    }

    fn open_link(&mut self) {
        let run = self.run(self.at);
        if run >= 2 {
            // Of `[[[` the last two are the link's.
            self.push(Bracket::Link, self.at + run - 2, 0);
        } else if is_address(self.bytes.get(self.at + 1..).unwrap_or_default()) {
            self.push(Bracket::Address, self.at, 0);
        }
        self.at += run;
    }

    fn close_link(&mut self) {
        let at = self.at;
        match self.top() {
            Some(Bracket::Address) => {
                if let Some(open) = self.pop() {
                    self.address(open.at, at + 1);
                }
                self.at += 1;
            }
            Some(Bracket::Link) if self.byte(at + 1) == b']' => {
                if let Some(open) = self.pop() {
                    self.link(&open, at);
                }
                self.at += 2;
            }
            _ => self.at += 1,
        }
    }

    fn link(&mut self, open: &Open, end: usize) {
        let pipe = (open.piped > 0).then_some(open.pipes[0]);
        let inside = open.at + 2;
        let target = self.text.get(inside..pipe.unwrap_or(end)).unwrap_or_default();
        let label = pipe.and_then(|pipe| self.text.get(pipe + 1..end));
        match links::shown(target, label, self.dialect) {
            Shown::Nothing => {
                let kind = self.fold(open.at);
                self.cut(open.at, end + 2, kind);
            }
            Shown::Label => {
                self.cut(open.at, pipe.unwrap_or(end) + 1, Kind::Mark);
                self.cut(end, end + 2, Kind::Mark);
            }
            Shown::Target(part) => {
                let from = inside + target.find(part).unwrap_or(0);
                self.cut(open.at, from, Kind::Mark);
                self.cut(from + part.len(), end + 2, Kind::Mark);
            }
        }
    }

    /// `[https://example.org label]` is its label; without one it is a number, which says nothing.
    fn address(&mut self, from: usize, to: usize) {
        let text = self.text.get(from + 1..to - 1).unwrap_or_default();
        match text.find([' ', '\t']).filter(|at| !text.get(*at..).unwrap_or_default().trim().is_empty()) {
            Some(label) => {
                self.cut(from, from + 1 + label + 1, Kind::Mark);
                self.cut(to - 1, to, Kind::Mark);
            }
            None => self.cut(from, to, Kind::Gap),
        }
    }

    fn tag(&mut self) {
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
    fn comment(&mut self) {
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

/// Whether what follows a bracket is an address.
fn is_address(bytes: &[u8]) -> bool {
    const SCHEMES: [&[u8]; 8] =
        [b"http://", b"https://", b"//", b"ftp://", b"mailto:", b"news:", b"irc://", b"gopher://"];
    SCHEMES.iter().any(|scheme| bytes.get(..scheme.len()).is_some_and(|b| b.eq_ignore_ascii_case(scheme)))
}
