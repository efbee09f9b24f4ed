//! Sentences that were carried into another paragraph: where they lie in the edits that tell their blocks, and where
//! their other ends are.

use std::collections::HashMap;

use crate::{
    diff::{Block, Diff, Edit, Op, Place, SentenceKind},
    model::{Side, Sides},
};

/// A run of an edit, and whether it is text that was carried here or away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The edit.
    pub edit: Edit,
    /// Part of a sentence that stands elsewhere on the other side.
    pub carried: bool,
}

/// The carried sentences of a diff, by the paragraphs that hold them.
#[derive(Debug, Default)]
pub struct Carried {
    of: Sides<HashMap<usize, Vec<Carry>>>,
}

/// One end of a carried sentence.
#[derive(Debug, Clone, Copy)]
struct Carry {
    here: Place,
    there: usize,
}

impl Carried {
    /// Those of a diff.
    #[must_use]
    pub fn of(diff: &Diff) -> Self {
        let mut of: Sides<HashMap<usize, Vec<Carry>>> = Sides::default();
        for s in diff.sentences.iter().filter(|s| s.kind == SentenceKind::Moved) {
            if let (Some(&old), Some(&new)) = (s.old.first(), s.new.first()) {
                of.old.entry(old.paragraph).or_default().push(Carry { here: old, there: new.paragraph });
                of.new.entry(new.paragraph).or_default().push(Carry { here: new, there: old.paragraph });
            }
        }
        Carried { of }
    }

    /// The paragraphs of the other side at the other ends of what a paragraph holds; ascending, each once.
    #[must_use]
    pub fn ends(&self, side: Side, paragraph: usize) -> Vec<usize> {
        let held = self.of[side].get(&paragraph).map_or(&[][..], Vec::as_slice);
        let mut ends: Vec<usize> = held.iter().map(|c| c.there).collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    /// A block's edits, cut where what was carried begins and ends. Just what is told as gone or come is marked so.
    #[must_use]
    pub fn mark(&self, block: &Block, edits: Vec<Edit>) -> Vec<Told> {
        let ranges = Sides::new(self.ranges(block, Side::Old, &edits), self.ranges(block, Side::New, &edits));
        let mut out = Vec::with_capacity(edits.len());
        let mut at = Sides::new(0, 0);
        for edit in edits {
            let side = match edit.op {
                Op::Delete => Side::Old,
                Op::Insert => Side::New,
                Op::Equal | Op::Unknown => {
                    Side::BOTH.iter().for_each(|&s| at[s] += edit.on(s).map_or(0, |t| t.chars().count()));
                    out.push(Told { edit, carried: false });
                    continue;
                }
            };
            let mut rest = edit.text.as_str();
            while !rest.is_empty() {
                let (carried, length) = run(&ranges[side], at[side]);
                let end = rest.char_indices().nth(length).map_or(rest.len(), |c| c.0);
                at[side] += rest[..end].chars().count();
                push(&mut out, edit.op, &rest[..end], carried);
                rest = &rest[end..];
            }
        }
        out
    }

    /// The carried ranges of one side of a block, in characters of its text; ascending.
    fn ranges(&self, block: &Block, side: Side, edits: &[Edit]) -> Vec<(usize, usize)> {
        let which = if side == Side::Old { &block.old } else { &block.new };
        if self.of[side].is_empty() || !which.iter().any(|p| self.of[side].contains_key(p)) {
            return Vec::new();
        }
        let text: String = edits.iter().filter_map(|e| e.on(side)).collect();
        let mut before = 0;
        let mut out = Vec::new();
        for (paragraph, text) in which.iter().zip(text.split('\n')) {
            for c in self.of[side].get(paragraph).map_or(&[][..], Vec::as_slice) {
                out.push((before + c.here.from, before + c.here.to));
            }
            before += text.chars().count() + 1;
        }
        out.sort_unstable();
        out
    }
}

/// Adds a run; blanks beside a carried sentence go with it.
fn push(out: &mut Vec<Told>, op: Op, text: &str, carried: bool) {
    let blank = |text: &str| text.chars().all(|c| c.is_whitespace() && c != '\n');
    match out.last_mut() {
        Some(last) if last.edit.op == op && (last.carried == carried || blank(text) || blank(&last.edit.text)) => {
            last.carried = if blank(text) { last.carried } else { carried };
            last.edit.text.push_str(text);
        }
        _ => out.push(Told { edit: Edit::new(op, text), carried }),
    }
}

/// Whether a place lies in one of the ranges, and for how many characters that stays so.
fn run(ranges: &[(usize, usize)], at: usize) -> (bool, usize) {
    let next = ranges.partition_point(|r| r.1 <= at);
    match ranges.get(next) {
        Some(&(from, to)) if from <= at => (true, to - at),
        Some(&(from, _)) => (false, from - at),
        None => (false, usize::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Ignore, TextSide, compare};

    #[test]
    fn what_was_carried_is_told_apart_with_its_blanks() {
        let ferry = "The ferry left Oban before dawn with forty passengers and a cargo of seed potatoes.";
        let pier = "The council will decide in March whether the old pier is worth another repair.";
        let crew = "Nobody was hurt, said Morag Bell, who has run the line for twenty years.";
        let side = |texts: [String; 2]| TextSide {
            paragraphs: texts.iter().map(|t| t.as_str().into()).collect(),
            ..TextSide::default()
        };
        let old = side([format!("{ferry} {crew}"), pier.to_owned()]);
        let new = side([ferry.to_owned(), format!("{pier} {crew}")]);
        let diff = compare(&old, &new, Ignore::Nothing);
        let carried = Carried::of(&diff);
        assert_eq!((carried.ends(Side::Old, 0), carried.ends(Side::New, 1)), (vec![1], vec![0]));
        for (block, op) in diff.blocks.iter().zip([Op::Delete, Op::Insert]) {
            let told = carried.mark(block, block.edits.clone());
            assert_eq!(told.len(), 2, "{told:?}");
            assert_eq!((told[1].edit.op, told[1].carried, told[1].edit.text.trim()), (op, true, crew));
        }
    }
}
