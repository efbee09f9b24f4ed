//! Weighs the readings of all blocks of a page against each other and gives every cell its probabilities.

use super::{
    features::{self, Block, Features, Reading, Tendency},
    page::{Page, Surroundings},
    weights::WEIGHTS,
};
use crate::model::{Placement, Side};

/// A run of a page's items: an unchanged cell, or a block between two of those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// A cell on both sides.
    Anchor(usize),
    /// Cells of which each is on one side; ascending.
    Block(Vec<usize>),
}

/// What a block was found to be.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    /// The possible readings with their probabilities; the likeliest first.
    pub(super) readings: Vec<(Reading, f32)>,
    /// For each cell of the block the probability that it is new.
    pub(super) new: Vec<f32>,
}

/// Above this many steps (cells × readings) a block's readings are thinned out.
const STEPS: usize = 120_000;

/// The readings of a block that are possible and agree with what was set by hand.
pub(super) fn candidates(page: &Page, block: &[usize], fixed: &dyn Fn(usize) -> Option<Side>) -> Vec<Reading> {
    let mut all = features::readings(block.len());
    if block.len() * all.len() > STEPS {
        let keep = (STEPS / block.len()).max(6);
        let step = all.len().div_ceil(keep);
        let last = all.len() - 2;
        all = all
            .into_iter()
            .enumerate()
            .filter(|(i, _)| i % step == 0 || *i < 3 || *i >= last)
            .map(|(_, r)| r)
            .collect();
    }
    let obeys =
        |r: &Reading| block.iter().enumerate().all(|(at, &c)| fixed(c).is_none_or(|side| side == r.side_of(at)));
    let set: Vec<Reading> = all.iter().copied().filter(obeys).collect();
    // Corrections that no reading obeys are honoured cell by cell later; the rest is then read without them.
    let set = if set.is_empty() { all } else { set };
    let could: Vec<Reading> = set.iter().copied().filter(|r| features::possible(page, block, *r)).collect();
    if could.is_empty() { set } else { could }
}

/// Scores features with weights.
pub(super) fn score(f: &Features, weights: &Features) -> f32 {
    f.iter().zip(weights).map(|(a, b)| a * b).sum()
}

/// The share of cells that did not stay, counting an unchanged paragraph on both sides.
pub(super) fn changed(runs: &[Run]) -> f32 {
    let (mut kept, mut gone) = (0usize, 0usize);
    for run in runs {
        match run {
            Run::Anchor(_) => kept += 2,
            Run::Block(cells) => gone += cells.len(),
        }
    }
    gone as f32 / (kept + gone).max(1) as f32
}

/// A page's items in order as (cell, placement), with the place of each run's first item.
pub(super) fn flat(
    runs: &[Run],
    placement: impl Fn(usize, usize) -> Placement,
) -> (Vec<(usize, Placement)>, Vec<usize>) {
    let mut items = Vec::new();
    let mut starts = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        starts.push(items.len());
        match run {
            Run::Anchor(cell) => items.push((*cell, Placement::Both)),
            Run::Block(cells) => {
                items.extend(cells.iter().enumerate().map(|(at, &c)| (c, placement(number, at))));
            }
        }
    }
    (items, starts)
}

/// Weighs every block, then again in the light of what the others were found to be.
pub(super) fn weigh(page: &Page, runs: &[Run], fixed: &dyn Fn(usize) -> Option<Side>) -> Vec<Option<Weighed>> {
    let blind = |cells: usize| Weighed {
        readings: vec![(Reading { pairs: cells / 2, left: cells % 2, side: Side::Old }, 1.0)],
        new: (0..cells).map(|i| (i % 2) as f32).collect(),
    };
    let mut found: Vec<Option<Weighed>> = runs
        .iter()
        .map(|r| match r {
            Run::Anchor(_) => None,
            Run::Block(cells) => Some(blind(cells.len())),
        })
        .collect();
    let share = changed(runs);
    let options: Vec<Vec<Reading>> = runs
        .iter()
        .map(|r| match r {
            Run::Anchor(_) => Vec::new(),
            Run::Block(cells) => candidates(page, cells, fixed),
        })
        .collect();
    let trend = trend(page, runs);
    for round in 0..3 {
        let mut lean = vec![0.0f32; page.same.len()];
        let mut growth = vec![0.0f32; runs.len()];
        for ((run, weighed), growth) in runs.iter().zip(&found).zip(&mut growth) {
            if let (Run::Block(cells), Some(weighed)) = (run, weighed) {
                for (&cell, &new) in cells.iter().zip(&weighed.new) {
                    lean[cell] = if round == 0 { 0.0 } else { 2.0 * new - 1.0 };
                }
                *growth = weighed.readings.iter().map(|(r, p)| p * signed(*r)).sum();
            }
        }
        let total: f32 = growth.iter().sum();
        let (items, starts) = flat(runs, |run, at| match found[run].as_ref().and_then(|w| w.new.get(at)) {
            Some(&new) if new >= 0.5 => Placement::One(Side::New),
            _ => Placement::One(Side::Old),
        });
        let next = |number: usize| -> Option<Weighed> {
            let Run::Block(cells) = runs.get(number)? else { return None };
            let around = Surroundings::of(&items, starts[number], starts[number] + cells.len());
            let others = if round == 0 { 0.0 } else { squash(total - growth[number]) };
            let tendency = Tendency { changed: share, growth: others, ..trend };
            let elsewhere = |cell: usize| lean.get(cell).copied().unwrap_or(0.0);
            let block = Block::new(page, cells, &around, tendency, &elsewhere);
            let scored: Vec<(Reading, f32)> =
                options[number].iter().map(|&r| (r, score(&block.features(r), &WEIGHTS))).collect();
            Some(normalised(scored, cells.len()))
        };
        found = (0..runs.len()).map(next).collect();
    }
    found
}

/// What the rows at the beginnings of the blocks, which are pairs more often than not, say of the direction of the
/// edit: an older cell stands first, and an edit that adds also lengthens.
pub(super) fn trend(page: &Page, runs: &[Run]) -> Tendency {
    let (mut length, mut rows, mut count, mut counts) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    for run in runs {
        let Run::Block(cells) = run else { continue };
        for row in cells.chunks_exact(2) {
            let alike = page.likeness.of(row[0], row[1]);
            if alike.dice < 0.2 && alike.within < 0.5 {
                continue;
            }
            let (old, new) = (&page.styles[row[0]], &page.styles[row[1]]);
            length += (f32::from(new.length.max(1)) / f32::from(old.length.max(1))).ln().clamp(-1.5, 1.5);
            rows += 1.0;
            if old.largest != new.largest && old.largest > 0 && new.largest > 0 && alike.dice > 0.5 {
                count += if new.largest > old.largest { 1.0 } else { -1.0 };
                counts += 1.0;
            }
        }
    }
    Tendency { lengthened: length / (rows + 1.0), counted: count / (counts + 1.0), ..Tendency::default() }
}

/// Paragraphs gained less paragraphs lost.
pub(super) fn signed(reading: Reading) -> f32 {
    match reading.side {
        Side::New => reading.left as f32,
        Side::Old => -(reading.left as f32),
    }
}

/// Brings a count of paragraphs between −1 and 1.
pub(super) fn squash(growth: f32) -> f32 {
    (growth / 4.0).tanh()
}

/// Scores to probabilities.
pub(super) fn normalised(scored: Vec<(Reading, f32)>, cells: usize) -> Weighed {
    let best = scored.iter().map(|s| s.1).fold(f32::NEG_INFINITY, f32::max);
    let mut readings: Vec<(Reading, f32)> = scored.into_iter().map(|(r, s)| (r, (s - best).exp())).collect();
    let total: f32 = readings.iter().map(|r| r.1).sum();
    readings.iter_mut().for_each(|r| r.1 /= total.max(f32::MIN_POSITIVE));
    readings.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.pairs.cmp(&a.0.pairs)));
    let mut new = vec![0.0; cells];
    for (reading, chance) in &readings {
        for (at, p) in new.iter_mut().enumerate() {
            if reading.side_of(at) == Side::New {
                *p += chance;
            }
        }
    }
    Weighed { readings, new }
}
