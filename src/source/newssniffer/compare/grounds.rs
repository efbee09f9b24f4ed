//! The reasons for a cell's place, in sentences that a reader of the page can check.

use std::collections::HashMap;

use super::{
    blocks::{Run, Weighed},
    page::Page,
    placed::percent,
};
use crate::model::Side;

/// Where all cells stand, and what was set by hand against the reading of its block.
pub(super) struct Standing {
    /// The side of every cell: the one on which it was set, else the likeliest; `None` for a cell on both.
    sides: Vec<Option<Side>>,
    /// By a block's first cell, in words; of the other blocks nothing.
    against: HashMap<usize, String>,
}

impl Standing {
    /// Where cells of weighed blocks stand; `numbers`: their lines, `set`: on which side they were set by hand.
    pub(super) fn of(
        page: &Page,
        runs: &[Run],
        weighed: &[Option<Weighed>],
        numbers: &[u32],
        set: &dyn Fn(usize) -> Option<Side>,
    ) -> Standing {
        let (mut sides, mut against) = (vec![None; page.same.len()], HashMap::new());
        for (run, weighed) in runs.iter().zip(weighed) {
            let (Run::Block(cells), Some(weighed)) = (run, weighed) else { continue };
            let mut contrary = Vec::new();
            for (at, &cell) in cells.iter().enumerate() {
                let (read, by_hand) = (weighed.side_of(at).0, set(cell));
                sides[cell] = Some(by_hand.unwrap_or(read));
                contrary.extend(by_hand.filter(|side| *side != read).map(|_| numbers[cell]));
            }
            // No reading need fit what was set: the rows are then counted as if it stood where they want it.
            let told = match &contrary[..] {
                [] => continue,
                [line] => format!(", against which line {line} was set by hand"),
                lines => format!(", against which {} lines were set by hand", lines.len()),
            };
            against.extend(cells.first().map(|&first| (first, told)));
        }
        Standing { sides, against }
    }
}

/// Why the block's cell `at` stands on `side`.
#[allow(clippy::too_many_arguments)]
pub(super) fn of(
    page: &Page,
    block: &[usize],
    weighed: &Weighed,
    at: usize,
    side: Side,
    standing: &Standing,
    numbers: &[u32],
    by_hand: bool,
) -> Vec<String> {
    if by_hand {
        return vec!["set by hand".into()];
    }
    let mut out = Vec::new();
    let sides = &standing.sides;
    let cell = block[at];
    let near = &page.near[cell];
    if let Some(&(other, alike)) =
        near.iter().find(|(o, a)| sides[*o] == Some(side.other()) && (a.dice > 0.35 || a.within > 0.75))
    {
        let how =
            if alike.dice > 0.35 { percent(alike.dice) } else { format!("{} of the shorter", percent(alike.within)) };
        out.push(format!(
            "line {} on the {} side is a rewording of it ({how} alike)",
            numbers[other],
            word(side.other())
        ));
    }
    if let Some((reading, _)) = weighed.readings.first() {
        let (pairs, left) = (reading.pairs, reading.left);
        let but = block.first().and_then(|first| standing.against.get(first)).map_or("", String::as_str);
        out.push(if block.len() == 1 {
            "stands alone between unchanged paragraphs".into()
        } else if let Some(row) = reading.row_of(at) {
            let place = if reading.side_of(at) == Side::Old { "first" } else { "second" };
            format!(
                "{place} of row {} of {} in its block, read as {}{but}",
                row + 1,
                pairs + left,
                shape(pairs, left, reading.side)
            )
        } else {
            format!("in the run of {left} that its block ends with, read as {}{but}", shape(pairs, left, reading.side))
        });
    }
    let before = block[..at].iter().rev().find(|&&c| sides[c] == Some(side));
    if let Some(&before) = before {
        let alike = page.likeness.of(before, cell);
        if alike.dice > 0.15 {
            out.push(format!("goes on from line {} on its side ({} alike)", numbers[before], percent(alike.dice)));
        }
        let item = |c: usize| page.styles[c].item;
        if let (Some(a), Some(b)) = (item(before), item(cell))
            && a.checked_add(1) == Some(b)
        {
            out.push(format!("its number {b} follows {a} on line {}", numbers[before]));
        }
    }
    let title = page.headline[cell];
    if title[side] > title[side.other()] + 0.1 {
        out.push(format!("takes up the {} headline", word(side)));
    }
    out
}

/// The reading that would put the cell elsewhere, with its probability.
pub(super) fn rival(weighed: &Weighed, at: usize, side: Side) -> Option<String> {
    let other: f32 = weighed.readings.iter().filter(|(r, _)| r.side_of(at) != side).map(|r| r.1).sum();
    let (reading, _) = weighed.readings.iter().find(|(r, _)| r.side_of(at) != side)?;
    (other >= 0.005).then(|| {
        let how = shape(reading.pairs, reading.left, reading.side);
        format!("{}, if its block is read as {how}: {}", word(side.other()), percent(other))
    })
}

/// `14 pairs and 6 old paragraphs`.
fn shape(pairs: usize, left: usize, side: Side) -> String {
    let pairs = match pairs {
        0 => None,
        1 => Some("1 pair".to_owned()),
        n => Some(format!("{n} pairs")),
    };
    let left = match left {
        0 => None,
        1 => Some(format!("1 {} paragraph", word(side))),
        n => Some(format!("{n} {} paragraphs", word(side))),
    };
    [pairs, left].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

fn word(side: Side) -> &'static str {
    match side {
        Side::Old => "old",
        Side::New => "new",
    }
}
