//! The reasons for a cell's place, in sentences that a reader of the page can check.

use super::{
    blocks::{Run, Weighed},
    page::Page,
    placed::percent,
};
use crate::model::Side;

/// The likeliest side of every cell; `None` for a cell on both.
pub(super) fn sides(page: &Page, runs: &[Run], weighed: &[Option<Weighed>]) -> Vec<Option<Side>> {
    let mut out = vec![None; page.same.len()];
    for (run, weighed) in runs.iter().zip(weighed) {
        if let (Run::Block(cells), Some(weighed)) = (run, weighed) {
            for (at, &cell) in cells.iter().enumerate() {
                out[cell] = Some(weighed.side_of(at).0);
            }
        }
    }
    out
}

/// Why the block's cell `at` stands on `side`.
#[allow(clippy::too_many_arguments)]
pub(super) fn of(
    page: &Page,
    block: &[usize],
    weighed: &Weighed,
    at: usize,
    side: Side,
    sides: &[Option<Side>],
    numbers: &[u32],
    by_hand: bool,
) -> Vec<String> {
    if by_hand {
        return vec!["set by hand".into()];
    }
    let mut out = Vec::new();
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
        out.push(if block.len() == 1 {
            "stands alone between unchanged paragraphs".into()
        } else if let Some(row) = reading.row_of(at) {
            let place = if reading.side_of(at) == Side::Old { "first" } else { "second" };
            format!(
                "{place} of row {} of {} in its block, read as {}",
                row + 1,
                pairs + left,
                shape(pairs, left, reading.side)
            )
        } else {
            format!("in the run of {left} that its block ends with, read as {}", shape(pairs, left, reading.side))
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
