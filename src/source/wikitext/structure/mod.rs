//! The first pass: what is to be cut out of a text, and what stands for it.

mod brackets;
mod elements;
mod table;
mod template;
mod variants;

use std::cmp::Reverse;

use super::links::Dialect;

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
const PIPES: usize = 24;
/// Tables within tables that are looked into; those deeper are folded away whole.
const TABLES: usize = 4;

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
    /// Cuts made before it: those behind are inside of it.
    cuts: usize,
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
            self.open.push(Open { bracket, at, braces, pipes: [0; PIPES], piped: 0, cuts: self.cuts.len() });
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
                if run == 1 && self.variants() {
                    return;
                }
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
                        self.table(&table, at + 2);
                    }
                    self.at = at + 2;
                }
            }
            _ => {}
        }
    }

    /// A table: folded away, but for the cells that are prose.
    fn table(&mut self, open: &Open, to: usize) {
        let within = self.open.iter().filter(|open| open.bracket == Bracket::Table).count();
        let cells = if within < TABLES {
            let mut inside = self.cuts.get(open.cuts..).unwrap_or_default().to_vec();
            inside.sort_by_key(|cut| (cut.from, Reverse(cut.to)));
            table::prose(self.text, (open.at + 2, to - 2), &inside)
        } else {
            Vec::new()
        };
        let mut from = open.at;
        for (cell, end) in &cells {
            self.cut(from, *cell, Kind::Break);
            from = *end;
        }
        self.cut(from, to, if cells.is_empty() { Kind::Block } else { Kind::Break });
    }
}
