//! The changes of a page in reading order, each with its rows and the other end of what moved.

use super::{ChangeMark, Row, carried::Carried};
use crate::{
    diff::{Diff, facts},
    model::Side,
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
pub(super) fn marks(diff: &Diff, carried: &Carried, owners: &[Owner], rows: &mut [Row]) -> Vec<ChangeMark> {
    let mut marks: Vec<ChangeMark> = Vec::new();
    let mut of_block: Vec<Option<usize>> = vec![None; diff.blocks.len()];
    let mut facts = facts::Reader::new(diff.sides.as_ref()).carrying(&diff.sentences);
    for (row, owner) in owners.iter().enumerate() {
        let (block, known) = match *owner {
            Owner::Headline => (None, marks.first().filter(|m| m.block.is_none()).map(|_| 0)),
            Owner::Block(b) => (Some(b), of_block.get(b).copied().flatten()),
            Owner::Nobody | Owner::Away(_) => continue,
        };
        let index = known.unwrap_or_else(|| {
            let told = match block.and_then(|b| diff.blocks.get(b)) {
                Some(block) => facts.block(block),
                None => facts.headline(&diff.headline),
            };
            let (kinds, substance) = (told.kinds, told.substance);
            marks.push(ChangeMark { row, last: row, block, kinds, substance, other_end: None });
            if let Some(place) = block.and_then(|b| of_block.get_mut(b)) {
                *place = Some(marks.len() - 1);
            }
            marks.len() - 1
        });
        if let (Some(mark), Some(row_of)) = (marks.get_mut(index), rows.get_mut(row)) {
            mark.last = row;
            row_of.change = Some(index);
        }
    }
    for (row, owner) in owners.iter().enumerate() {
        let Owner::Away(block) = *owner else { continue };
        let index = of_block.get(block).copied().flatten();
        if let (Some(index), Some(row_of)) = (index, rows.get_mut(row)) {
            row_of.change = Some(index);
            if let Some(mark) = marks.get_mut(index) {
                mark.other_end = Some(row);
            }
        }
    }
    other_ends(diff, carried, &mut marks, &of_block);
    marks
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
        let mark = other.and_then(|b| of_block.get(b).copied().flatten());
        marks[at].other_end = mark.filter(|&m| m != at).and_then(|m| marks.get(m)).map(|m| m.row);
    }
}
