//! Shape A: the saver wrote a cell a line, row by row, old before new, and no empty cell.
//!
//! News Sniffer compares the lists of paragraphs with `Diff::LCS.traverse_balanced`. Between two matched paragraphs it
//! walks both lists at once and pairs what it meets, so the grammar of a page is
//! ```text
//! page  = { same } { block same { same } } [ block ]
//! same  = X X                                  the same text in both cells
//! block = { old new } ( { old } | { new } )    pairs first, then what one side had more
//! ```
//! and no text stands on both sides of one block, for it would have been matched. Two equal lines in a row are read as
//! `same`; everything between is a block whose number of pairs has to be inferred ([`blocks`](super::blocks)).

use std::borrow::Cow;

use super::{
    blocks::{self, Run, Weighed},
    corrections::Fixed,
    grounds::{self, Standing},
    header::Line,
    page::Page,
    placed::{Placed, Rows},
};
use crate::model::{Placement, Sides};

/// Splits lines into runs: equal neighbours are one unchanged cell (named by the first), the rest is blocks.
pub(super) fn runs(lines: &[Line<'_>], fixed: &Fixed) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut block = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let set = fixed.of(lines[at].number);
        // Either of two equal lines may be set to one side; then they are not one unchanged cell.
        let apart = |line: &Line<'_>| matches!(fixed.of(line.number), Some(Placement::One(_)));
        let twin =
            lines.get(at + 1).is_some_and(|next| next.text == lines[at].text && !apart(next)) && !apart(&lines[at]);
        if twin || set == Some(Placement::Both) {
            if !block.is_empty() {
                runs.push(Run::Block(std::mem::take(&mut block)));
            }
            runs.push(Run::Anchor(at));
            at += 1 + usize::from(twin);
        } else {
            block.push(at);
            at += 1;
        }
    }
    if !block.is_empty() {
        runs.push(Run::Block(block));
    }
    runs
}

/// Reads the rows. `lossy` says that the saver is known to have lost lines, so that a cell may be missing too.
pub(super) fn read<'a>(lines: &[Line<'a>], titles: &Sides<String>, fixed: &Fixed, lossy: bool) -> Rows<'a> {
    let texts: Vec<&str> = lines.iter().map(|l| l.text).collect();
    let page = Page::new(&texts, titles);
    let runs = runs(lines, fixed);
    let set = |cell: usize| match lines.get(cell).and_then(|l| fixed.of(l.number)) {
        Some(Placement::One(side)) => Some(side),
        _ => None,
    };
    let weighed = blocks::weigh(&page, &runs, &set, lossy);
    let numbers: Vec<u32> = lines.iter().map(|l| l.number).collect();
    Rows { cells: place(lines, &numbers, &page, &runs, &weighed, fixed), holes: Vec::new() }
}

/// Turns the weighed blocks into placed cells with their grounds.
pub(super) fn place<'a>(
    lines: &[Line<'a>],
    numbers: &[u32],
    page: &Page,
    runs: &[Run],
    weighed: &[Option<Weighed>],
    fixed: &Fixed,
) -> Vec<Placed<'a>> {
    let mut out = Vec::new();
    let set = |cell: usize| match fixed.of(numbers[cell]) {
        Some(Placement::One(side)) => Some(side),
        _ => None,
    };
    let standing = Standing::of(page, runs, weighed, numbers, &set);
    for (run, weighed) in runs.iter().zip(weighed) {
        match (run, weighed) {
            (Run::Anchor(cell), _) => {
                let mut placed = Placed::stated(numbers[*cell], lines[*cell].text, Placement::Both, "");
                let set = fixed.of(numbers[*cell]).is_some();
                placed.by_hand = set;
                placed.grounds =
                    vec![if set { "set by hand".into() } else { "stands twice in a row: unchanged".into() }];
                out.push(placed);
            }
            (Run::Block(cells), Some(weighed)) => {
                for (at, &cell) in cells.iter().enumerate() {
                    let (side, confidence) = weighed.side_of(at);
                    let set = set(cell);
                    out.push(Placed {
                        line: numbers[cell],
                        text: Cow::Borrowed(lines[cell].text),
                        placement: Placement::One(set.unwrap_or(side)),
                        confidence: if set.is_some() { 1.0 } else { confidence },
                        grounds: grounds::of(page, cells, weighed, at, side, &standing, numbers, set.is_some()),
                        rival: if set.is_some() { None } else { grounds::rival(weighed, at, side) },
                        by_hand: set.is_some(),
                    });
                }
            }
            (Run::Block(_), None) => {}
        }
    }
    out
}
