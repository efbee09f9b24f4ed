//! The page: entries broken into lines, in one column or two, with the changes marked.

use super::{
    Folded, Layout, Line, Row, RowKind, Rows, Span, View,
    carried::{Carried, Told},
    entry::{self, Entry},
    fold::{Piece, folded},
    lines::{Strip, lines},
    marks::{self, FactsOf, Owner},
    measure::{MEASURE, columns, gutter},
    note,
    swallow::swallowed,
    voice::{self, Manner, Spoken, spoken},
};
use crate::{
    diff::{Block, BlockKind, Diff, Edit, Op},
    model::{Side, Sides},
    text::{Role, Roles},
};

/// Lays a diff out. Linear in the diff.
#[must_use]
pub fn lay_out(diff: &Diff, layout: &Layout) -> Rows {
    let gutter = gutter(diff, layout);
    let columns = columns(layout, gutter);
    let only = layout.only.or((layout.raw && columns.is_none()).then_some(Side::New));
    let entries = match only {
        Some(side) => entry::of_one(diff, side),
        None => entry::of_both(diff),
    };
    let told = marks::told(diff);
    let entries = if layout.view == View::ChangesOnly && only.is_none() {
        entry::folded(&entries, layout.context, &layout.opened, &marks::unwanted(diff, &told, layout))
    } else {
        entries
    };
    let room = columns.unwrap_or(layout.width).saturating_sub(gutter);
    let width = layout.wrap.then_some(usize::from(room.clamp(1, MEASURE)));
    let mut page = Page {
        diff,
        layout,
        columns,
        only,
        width,
        carried: Carried::of(diff),
        told,
        strips: 0,
        rows: Vec::new(),
        owners: Vec::new(),
    };
    page.headline();
    for entry in entries {
        page.entry(entry);
    }
    page.finish(gutter)
}

struct Page<'a> {
    diff: &'a Diff,
    layout: &'a Layout,
    columns: Option<u16>,
    only: Option<Side>,
    width: Option<usize>,
    carried: Carried,
    /// The facts by block; `None` for the headline.
    told: FactsOf<'a>,
    strips: usize,
    rows: Vec<Row>,
    owners: Vec<Owner>,
}

impl Page<'_> {
    fn headline(&mut self) {
        let edits = &self.diff.headline;
        if edits.is_empty() {
            return;
        }
        let changed = edits.iter().any(|e| matches!(e.op, Op::Delete | Op::Insert));
        let owner = if changed { Owner::Headline } else { Owner::Nobody };
        let sign = (changed && !self.layout.raw).then_some(('~', Role::Edited));
        let say = |side: Option<Side>| -> Vec<Span> {
            let known = |e: &&Edit| e.op == Op::Unknown && side.is_none_or(|s| !self.diff.sides[s].title.is_empty());
            if let Some(e) = edits.iter().find(known) {
                return vec![Span::new(e.text.clone(), Role::Headline)];
            }
            let edits = self.edits(edits).into_iter().map(|edit| Told { edit, carried: false });
            spoken(&edits.collect::<Vec<_>>(), self.manner(side, Roles::of(Role::Headline)))
                .into_iter()
                .flat_map(|s| s.spans)
                .collect()
        };
        let lines = match (self.columns, self.only) {
            (Some(_), _) => {
                let (old, new) = (say(Some(Side::Old)), say(Some(Side::New)));
                let old = self.strip(&old, sign, None);
                let new = self.strip(&new, sign, None);
                Sides::new(old, new)
            }
            (None, only) => {
                let spans = say(only);
                Sides::new(self.strip(&spans, sign, None), Vec::new())
            }
        };
        self.push(RowKind::Headline, None, owner, lines);
        self.undeclared(None, owner, Side::Old);
        self.blank();
    }

    fn entry(&mut self, entry: Entry) {
        match entry {
            Entry::Same { block, old, new } => self.same(block, old, new),
            Entry::One { block, side, at } => self.one(block, side, at, 0),
            Entry::Alone { block, side, at, nth } => self.one(block, side, at, nth),
            Entry::Pair { block } => self.pair(block),
            Entry::Away { block } => {
                let Some(moved) = self.diff.blocks.get(block) else { return };
                let spans = note::went_to(self.diff, moved, true);
                let mut line = self.strip(&spans, Some(('⇅', Role::Moved)), None);
                line.truncate(1);
                self.push(RowKind::Note, Some(block), Owner::Away(block), Sides::new(line, Vec::new()));
                self.blank();
            }
            Entry::Hole { side } => self.note(&[note::hole(side)], side),
            Entry::Lost { side } => self.note(&[note::lost(side, &self.diff.sides[side])], side),
            Entry::Fold { block, hidden, changes } => {
                let of = if changes == 0 { Folded::Paragraphs } else { Folded::Others { changes } };
                self.fold(block, hidden, of);
                self.blank();
            }
        }
    }

    /// The line that stands for what is folded away.
    fn fold(&mut self, block: usize, hidden: usize, of: Folded) {
        let line = self.strip(&[note::fold(hidden, of)], None, None);
        self.push(RowKind::Fold { hidden, of, block }, Some(block), Owner::Nobody, Sides::new(line, Vec::new()));
    }

    /// A note about a side, in its column.
    fn note(&mut self, spans: &[Span], side: Side) {
        let line = self.strip(spans, None, None);
        self.push_on(RowKind::Note, None, Owner::Nobody, side, line);
        self.blank();
    }

    fn same(&mut self, block: usize, old: usize, new: usize) {
        let text = |side: Side, at: usize| {
            let text = self.diff.sides[side].paragraphs.get(at).map_or("", |p| p);
            [Span::new(text, Role::Text)]
        };
        let (left, right) = (text(Side::Old, old), text(Side::New, new));
        let lines = if self.columns.is_some() {
            let left = self.strip(&left, self.doubt(Side::Old, old), Some((Side::Old, old)));
            Sides::new(left, self.strip(&right, self.doubt(Side::New, new), Some((Side::New, new))))
        } else {
            Sides::new(self.strip(&right, self.doubt(Side::New, new), Some((Side::New, new))), Vec::new())
        };
        self.push(RowKind::Text, Some(block), Owner::Nobody, lines);
        self.uncertain(block, Owner::Nobody, &[(Side::Old, old), (Side::New, new)]);
        self.blank();
    }

    /// One paragraph of one side: what only that side has, or any in the view of one side alone.
    fn one(&mut self, index: usize, side: Side, at: usize, nth: usize) {
        let Some(block) = self.diff.blocks.get(index) else { return };
        let owner = if block.kind == BlockKind::Same { Owner::Nobody } else { Owner::Block(index) };
        let two_sided =
            !matches!(block.kind, BlockKind::Same | BlockKind::Added | BlockKind::Removed | BlockKind::Unknown);
        let base = if self.layout.raw { Roles::of(Role::Text) } else { voice::base(block) };
        let carries = !self.carried.ends(side, at).is_empty() && !self.layout.raw;
        let spans = if two_sided {
            self.told(block, Some(side)).into_iter().nth(nth).unwrap_or_default().spans
        } else if carries {
            self.one_told(block, side, at)
        } else {
            vec![Span::new(self.diff.sides[side].paragraphs.get(at).map_or("", |p| p), base)]
        };
        if block.kind == BlockKind::Moved && !self.layout.raw {
            let note = match side {
                Side::Old => note::went_to(self.diff, block, false),
                Side::New => note::came_from(block).into_iter().collect(),
            };
            let line = self.strip(&note, self.sign(block), None);
            self.push_on(RowKind::Note, Some(index), owner, side, line);
        }
        let line = self.strip(&spans, self.doubt(side, at).or(self.sign(block)), Some((side, at)));
        self.push_on(RowKind::Text, Some(index), owner, side, line);
        self.carried(index, owner, &[(side, at)]);
        self.uncertain(index, owner, &[(side, at)]);
        let of_side = if side == Side::Old { &block.old } else { &block.new };
        if of_side.last() == Some(&at) {
            self.undeclared(Some(index), owner, side);
        }
        self.blank();
    }

    /// A paragraph that only one side has, with the sentences of it that were carried elsewhere.
    fn one_told(&self, block: &Block, side: Side, at: usize) -> Vec<Span> {
        let op = if side == Side::Old { Op::Delete } else { Op::Insert };
        let text = self.diff.sides[side].paragraphs.get(at).map_or("", |p| p);
        let alone = match side {
            Side::Old => Block { old: vec![at], edits: Vec::new(), ..block.clone() },
            Side::New => Block { new: vec![at], edits: Vec::new(), ..block.clone() },
        };
        let told = self.carried.mark(&alone, vec![Edit::new(op, text)]);
        spoken(&told, self.manner(Some(side), Roles::default())).into_iter().flat_map(|s| s.spans).collect()
    }

    /// Notes under paragraphs that hold sentences carried from or to others.
    fn carried(&mut self, block: usize, owner: Owner, which: &[(Side, usize)]) {
        for side in Side::BOTH {
            let of_side = which.iter().filter(|w| w.0 == side);
            let mut ends: Vec<usize> = of_side.flat_map(|&(_, at)| self.carried.ends(side, at)).collect();
            ends.sort_unstable();
            ends.dedup();
            if let Some(note) = note::carried(side, &ends).filter(|_| !self.layout.raw) {
                let line = self.strip(&[note], Some(('⇅', Role::Moved)), None);
                self.push_on(RowKind::Note, Some(block), owner, side, line);
            }
        }
    }

    /// A block that has text on both sides.
    fn pair(&mut self, index: usize) {
        let Some(block) = self.diff.blocks.get(index) else { return };
        let owner = Owner::Block(index);
        if let Some(note) = note::came_from(block) {
            let line = self.strip(&[note], self.sign(block), None);
            self.push_on(RowKind::Note, Some(index), owner, Side::Old, line);
        }
        if self.columns.is_some() {
            let old = self.column(block, Side::Old);
            let new = self.column(block, Side::New);
            self.push(RowKind::Text, Some(index), owner, Sides::new(old, new));
        } else {
            for (k, said) in self.told(block, None).into_iter().enumerate() {
                if k > 0 {
                    self.blank();
                }
                let place = block.new.get(said.nth.new).or(block.new.last());
                let sign = place.and_then(|&j| self.doubt(Side::New, j)).or(self.sign(block));
                let lines = self.strip(&said.spans, sign, place.map(|&j| (Side::New, j)));
                self.shown(index, block.kind, lines);
            }
        }
        let which = block.old.iter().map(|&i| (Side::Old, i)).chain(block.new.iter().map(|&j| (Side::New, j)));
        let which: Vec<(Side, usize)> = which.collect();
        self.carried(index, owner, &which);
        self.uncertain(index, owner, &which);
        self.undeclared(Some(index), owner, Side::New);
        self.blank();
    }

    /// The lines of an edited paragraph; where only changes are wanted, those far from any are folded away.
    fn shown(&mut self, index: usize, kind: BlockKind, lines: Vec<Line>) {
        let owner = Owner::Block(index);
        let whole = self.layout.view != View::ChangesOnly || kind == BlockKind::Moved;
        let pieces = if whole || self.layout.opened.contains(&index) {
            vec![Piece::Shown(lines)]
        } else {
            folded(lines, self.layout.context)
        };
        for piece in pieces {
            match piece {
                Piece::Shown(mut lines) => {
                    if lines.first().is_some_and(|l| l.before > 0) {
                        lines.iter_mut().for_each(|l| l.strip = self.strips);
                        self.strips += 1;
                    }
                    self.push(RowKind::Text, Some(index), owner, Sides::new(lines, Vec::new()));
                }
                Piece::Folded(hidden) => self.fold(index, hidden, Folded::Lines),
            }
        }
    }

    /// One side of a block as lines of its column, paragraphs parted by a blank one.
    fn column(&mut self, block: &Block, side: Side) -> Vec<Line> {
        let mut out = Vec::new();
        for (k, said) in self.told(block, Some(side)).into_iter().enumerate() {
            if k > 0 {
                out.push(Line { sign: ' ', strip: self.strips, ..Line::default() });
                self.strips += 1;
            }
            let which = if side == Side::Old { &block.old } else { &block.new };
            let place = which.get(said.nth[side]).copied();
            let sign = place.and_then(|at| self.doubt(side, at)).or(self.sign(block));
            out.extend(self.strip(&said.spans, sign, place.map(|at| (side, at))));
        }
        out
    }

    /// Notes under paragraphs whose side is uncertain.
    fn uncertain(&mut self, block: usize, owner: Owner, which: &[(Side, usize)]) {
        for &(side, at) in which {
            if let Some(note) = note::uncertain(&self.diff.sides[side], at).filter(|_| !self.layout.raw) {
                let line = self.strip(&[note], Some(('?', Role::Uncertain)), None);
                self.push_on(RowKind::Note, Some(block), owner, side, line);
            }
        }
    }

    /// A note under a block, or under the headline, of what no notice declares.
    fn undeclared(&mut self, block: Option<usize>, owner: Owner, side: Side) {
        let note = self.told.get(&block).and_then(|facts| note::undeclared(facts));
        if let Some(note) = note.filter(|_| owner != Owner::Nobody && !self.layout.raw) {
            let line = self.strip(&[note], Some(('!', Role::Notice)), None);
            self.push_on(RowKind::Note, block, owner, side, line);
        }
    }

    fn edits(&self, edits: &[Edit]) -> Vec<Edit> {
        if self.layout.raw { edits.to_vec() } else { swallowed(edits) }
    }

    fn manner(&self, side: Option<Side>, base: Roles) -> Manner {
        Manner { side, base, brackets: self.layout.brackets, raw: self.layout.raw }
    }

    fn told(&self, block: &Block, side: Option<Side>) -> Vec<Spoken> {
        let base = if self.layout.raw { Roles::of(Role::Text) } else { voice::base(block) };
        spoken(&self.carried.mark(block, self.edits(&block.edits)), self.manner(side, base))
    }

    fn sign(&self, block: &Block) -> Option<(char, Role)> {
        (block.kind != BlockKind::Same && !self.layout.raw).then(|| (block.kind.sign(), voice::sign_role(block.kind)))
    }

    /// The sign of a paragraph whose side is uncertain.
    fn doubt(&self, side: Side, at: usize) -> Option<(char, Role)> {
        let doubtful = self.diff.sides[side].uncertain.binary_search(&at).is_ok();
        (doubtful && !self.layout.raw).then_some(('?', Role::Uncertain))
    }

    fn strip(&mut self, spans: &[Span], sign: Option<(char, Role)>, paragraph: Option<(Side, usize)>) -> Vec<Line> {
        let counted = paragraph.filter(|_| self.layout.numbers).map(|(_, at)| at + 1);
        self.strips += 1;
        lines(spans, Strip { number: self.strips - 1, sign, counted, paragraph, width: self.width })
    }

    /// Adds lines in a side's column, or in the only one.
    fn push_on(&mut self, kind: RowKind, block: Option<usize>, owner: Owner, side: Side, lines: Vec<Line>) {
        let lines = match side {
            Side::New if self.columns.is_some() => Sides::new(Vec::new(), lines),
            _ => Sides::new(lines, Vec::new()),
        };
        self.push(kind, block, owner, lines);
    }

    fn push(&mut self, kind: RowKind, block: Option<usize>, owner: Owner, lines: Sides<Vec<Line>>) {
        let count = lines.old.len().max(lines.new.len());
        let mut lines = lines.map(Vec::into_iter);
        for _ in 0..count {
            let lines = Sides::new(lines.old.next(), lines.new.next());
            self.rows.push(Row { kind, block, change: None, lines });
            self.owners.push(owner);
        }
    }

    fn blank(&mut self) {
        self.rows.push(Row { kind: RowKind::Blank, ..Row::default() });
        self.owners.push(Owner::Nobody);
    }

    /// The page, its changes marked.
    fn finish(mut self, gutter: u16) -> Rows {
        if self.rows.last().is_some_and(|r| r.kind == RowKind::Blank) {
            self.rows.pop();
            self.owners.pop();
        }
        let changes = if self.layout.paper {
            Vec::new()
        } else {
            marks::marks(self.diff, &self.carried, &self.told, &self.owners, &mut self.rows)
        };
        Rows { rows: self.rows, changes, columns: self.columns, gutter }
    }
}
