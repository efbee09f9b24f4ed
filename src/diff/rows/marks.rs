//! The changes of a page in reading order, each with its rows and the other end of what moved.

use std::collections::HashMap;

use super::{
    ChangeMark, Layout, Row,
    carried::Carried,
    stops::{self, stops},
};
use crate::{
    diff::{Block, BlockKind, Diff, Fact, facts},
    model::{ChangeKind, Side},
};

/// Whose a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Nothing changed here.
    Nobody,
    /// The headline, changed.
    Headline,
    /// A block.
    Block(usize),
    /// The place from which a block was moved.
    Away(usize),
}

/// The changes, given whose each row is; the rows are told to which change they belong.
pub(super) fn marks(
    diff: &Diff,
    carried: &Carried,
    told: &FactsOf<'_>,
    owners: &[Owner],
    rows: &mut [Row],
) -> Vec<ChangeMark> {
    let mut marks: Vec<ChangeMark> = Vec::new();
    let mut first_of: Vec<Option<usize>> = vec![None; diff.blocks.len()];
    let mut reader = facts::Reader::new(diff.sides.as_ref()).carrying(&diff.sentences);
    for (index, rows_of) in owned(diff, owners) {
        let block = index.and_then(|b| diff.blocks.get(b));
        let facts = match block {
            Some(block) => reader.block(block),
            None => reader.headline(&diff.headline),
        };
        let stops = stops(block.map_or(BlockKind::Added, |b| b.kind), &rows_of, rows);
        if let Some(first) = index.and_then(|b| first_of.get_mut(b)) {
            *first = Some(marks.len());
        }
        let kinds = stops::kinds(&stops, told.get(&index).map_or(&[], Vec::as_slice), facts.kinds);
        let substance = stops::substance(&stops, facts.substance);
        for row in rows_of {
            let stop = stops.partition_point(|stop| stop.row <= row).saturating_sub(1);
            if let Some(row) = rows.get_mut(row) {
                row.change = Some(marks.len() + stop);
            }
        }
        for ((stop, kinds), substance) in stops.iter().zip(kinds).zip(substance) {
            let (row, last) = (stop.row, stop.last);
            marks.push(ChangeMark { row, last, block: index, kinds, substance, other_end: None });
        }
    }
    for (row, owner) in owners.iter().enumerate() {
        let Owner::Away(block) = *owner else { continue };
        let first = first_of.get(block).copied().flatten();
        if let (Some(first), Some(row_of)) = (first, rows.get_mut(row)) {
            row_of.change = Some(first);
            let stops = marks.iter_mut().skip(first).take_while(|m| m.block == Some(block));
            stops.for_each(|mark| mark.other_end = Some(row));
        }
    }
    other_ends(diff, carried, &mut marks, &first_of);
    marks
}

/// Which blocks are changes that are not wanted (`F`); empty where all are.
pub(super) fn unwanted(diff: &Diff, told: &FactsOf<'_>, layout: &Layout) -> Vec<bool> {
    if layout.kinds.is_empty() && !layout.hide_minor {
        return Vec::new();
    }
    let mut reader = facts::Reader::new(diff.sides.as_ref()).carrying(&diff.sentences);
    let mut is_unwanted = |(index, block): (usize, &Block)| {
        if block.kind == BlockKind::Same {
            return false;
        }
        let facts = reader.block(block);
        let mut kinds = facts.kinds;
        for fact in told.get(&Some(index)).into_iter().flatten() {
            kinds.insert(fact.kind);
            if fact.declared == Some(false) {
                kinds.insert(ChangeKind::Undeclared);
            }
        }
        // What is not known may be anything.
        let known = block.kind != BlockKind::Unknown;
        known && (!layout.kinds.is_empty() && !kinds.meets(layout.kinds) || layout.hide_minor && !facts.substance)
    };
    diff.blocks.iter().enumerate().map(&mut is_unwanted).collect()
}

/// The rows of each change in reading order, by block; `None` for the headline.
fn owned(diff: &Diff, owners: &[Owner]) -> Vec<(Option<usize>, Vec<usize>)> {
    let mut out: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    let mut place: Vec<Option<usize>> = vec![None; diff.blocks.len() + 1];
    for (row, owner) in owners.iter().enumerate() {
        let index = match *owner {
            Owner::Headline => None,
            Owner::Block(b) => Some(b),
            Owner::Nobody | Owner::Away(_) => continue,
        };
        let Some(place) = place.get_mut(index.map_or(0, |b| b + 1)) else { continue };
        let at = *place.get_or_insert_with(|| {
            out.push((index, Vec::new()));
            out.len() - 1
        });
        if let Some((_, rows)) = out.get_mut(at) {
            rows.push(row);
        }
    }
    out
}

/// The facts by block; `None` for the headline.
pub(super) type FactsOf<'a> = HashMap<Option<usize>, Vec<&'a Fact>>;

/// The facts of a diff, by block.
pub(super) fn told(diff: &Diff) -> FactsOf<'_> {
    let mut told = FactsOf::new();
    diff.summary.facts.iter().for_each(|fact| told.entry(fact.block).or_default().push(fact));
    told
}

/// Where carried sentences have their other ends, for blocks that were not moved themselves.
fn other_ends(diff: &Diff, carried: &Carried, marks: &mut [ChangeMark], of_block: &[Option<usize>]) {
    let mut holder = diff.sides.as_ref().map(|s| vec![None; s.paragraphs.len()]);
    for (index, block) in diff.blocks.iter().enumerate() {
        block.old.iter().for_each(|&i| holder.old[i] = Some(index));
        block.new.iter().for_each(|&j| holder.new[j] = Some(index));
    }
    for at in 0..marks.len() {
        let Some(block) = marks[at].block.filter(|_| marks[at].other_end.is_none()) else { continue };
        let Some(block) = diff.blocks.get(block) else { continue };
        let of = |side: Side, which: &[usize]| {
            which.iter().flat_map(|&p| carried.ends(side, p)).find_map(|end| holder[side.other()].get(end).copied())
        };
        let other = of(Side::New, &block.new).or_else(|| of(Side::Old, &block.old)).flatten();
        let mark = other.and_then(|b| of_block.get(b).copied().flatten()).and_then(|m| marks.get(m));
        marks[at].other_end = mark.filter(|m| m.block != marks[at].block).map(|m| m.row);
    }
}
