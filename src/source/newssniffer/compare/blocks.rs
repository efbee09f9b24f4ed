//! Weighs the readings of all blocks of a page against each other and gives every cell its probabilities.

use super::{
    features::{self, Block, Features, Reading},
    page::{Page, Surroundings},
    weights::{DIRECTION, LOST, LOST_AT_HEAD, WEIGHTS},
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

impl Weighed {
    /// The side of the block's cell `at` in the first reading, with the probability of that side over all readings.
    ///
    /// The sides of one reading are taken, not each cell's likelier side: those together may be a page that News
    /// Sniffer cannot have written. The first reading is the one of which most cells are expected to be right.
    pub(super) fn side_of(&self, at: usize) -> (Side, f32) {
        let new = self.new.get(at).copied().unwrap_or(0.0);
        match self.readings.first().map(|r| r.0.side_of(at)) {
            Some(Side::New) => (Side::New, new),
            _ => (Side::Old, 1.0 - new),
        }
    }
}

/// Above this many steps (cells × readings) a block's readings are thinned out.
const STEPS: usize = 120_000;

/// What it costs a reading that a cell stands elsewhere than the user has set it. Several cells set by hand outweigh
/// most of what is inferred; but a single one must not turn a page round whose readings that agree with it
/// are all absurd. The cell that was set stands where it was set in any case.
const AGAINST_HAND: f32 = 1.0;

fn against_hand(reading: Reading, block: &[usize], fixed: &dyn Fn(usize) -> Option<Side>) -> f32 {
    let against = |(at, &cell): (usize, &usize)| fixed(cell).is_some_and(|side| side != reading.side_of(at));
    AGAINST_HAND * block.iter().enumerate().filter(|c| against(*c)).count() as f32
}

/// The readings of a block that are possible.
pub(super) fn candidates(page: &Page, block: &[usize], mut all: Vec<Reading>) -> Vec<Reading> {
    if block.len() * all.len() > STEPS {
        let keep = (STEPS / block.len()).max(6);
        let step = all.len().div_ceil(keep);
        let last = all.len().saturating_sub(2);
        all = all
            .into_iter()
            .enumerate()
            .filter(|(i, _)| i % step == 0 || *i < 3 || *i >= last)
            .map(|(_, r)| r)
            .collect();
    }
    let could: Vec<Reading> = all.iter().copied().filter(|r| features::possible(page, block, *r)).collect();
    if could.is_empty() { all } else { could }
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
pub(super) fn weigh(
    page: &Page,
    runs: &[Run],
    fixed: &dyn Fn(usize) -> Option<Side>,
    lossy: bool,
) -> Vec<Option<Weighed>> {
    weigh_among(page, runs, fixed, &|cells| features::readings(cells.len()), lossy)
}

/// The same among given readings of each block.
pub(super) fn weigh_among(
    page: &Page,
    runs: &[Run],
    fixed: &dyn Fn(usize) -> Option<Side>,
    readings: &dyn Fn(&[usize]) -> Vec<Reading>,
    lossy: bool,
) -> Vec<Option<Weighed>> {
    let blind = |cells: usize| Weighed {
        readings: vec![(Reading::new(cells / 2, cells % 2, Side::Old), 1.0)],
        new: (0..cells).map(|i| (i % 2) as f32).collect(),
    };
    let mut found: Vec<Option<Weighed>> = runs
        .iter()
        .map(|r| match r {
            Run::Anchor(_) => None,
            Run::Block(cells) => Some(blind(cells.len())),
        })
        .collect();
    let options: Vec<Vec<Reading>> = runs
        .iter()
        .map(|r| match r {
            Run::Anchor(_) => Vec::new(),
            Run::Block(cells) => candidates(page, cells, readings(cells)),
        })
        .collect();
    let prior = direction(page, runs);
    for round in 0..3 {
        let mut lean = vec![0.0f32; page.same.len()];
        for (run, weighed) in runs.iter().zip(&found) {
            if let (Run::Block(cells), Some(weighed), true) = (run, weighed, round > 0) {
                cells.iter().zip(&weighed.new).for_each(|(&cell, &new)| lean[cell] = 2.0 * new - 1.0);
            }
        }
        let (items, starts) = flat(runs, |run, at| match found[run].as_ref().and_then(|w| w.new.get(at)) {
            Some(&new) if new >= 0.5 => Placement::One(Side::New),
            _ => Placement::One(Side::Old),
        });
        let scored: Vec<Vec<Scored>> = (0..runs.len())
            .map(|number| {
                let Run::Block(cells) = &runs[number] else { return Vec::new() };
                let around = Surroundings::of(&items, starts[number], starts[number] + cells.len());
                let elsewhere = |cell: usize| lean.get(cell).copied().unwrap_or(0.0);
                let block = Block::new(page, cells, &around, &elsewhere);
                let weigh = |&reading: &Reading| Scored {
                    reading,
                    base: score(&block.features(reading), &WEIGHTS) - against_hand(reading, cells, fixed),
                    agrees: score(&features::agreement(reading), &WEIGHTS),
                };
                let mut scored: Vec<Scored> = options[number].iter().map(weigh).collect();
                if lossy {
                    let more = losses(page, cells, &scored, number == 0);
                    scored.extend(more.iter().map(weigh).map(|s| Scored { base: s.base + loss(s.reading), ..s }));
                }
                scored
            })
            .collect();
        let grows = grows(prior, &scored);
        found = scored
            .iter()
            .zip(runs)
            .map(|(scored, run)| match run {
                Run::Anchor(_) => None,
                Run::Block(cells) => Some(mixed(scored, grows, cells.len())),
            })
            .collect();
    }
    found
}

/// Readings in which a saver lost a cell, around the likeliest ones in which it did not: at the head of the page,
/// which savers cut, for every number of pairs; elsewhere for the likeliest numbers only.
fn losses(page: &Page, cells: &[usize], scored: &[Scored], head: bool) -> Vec<Reading> {
    let n = cells.len();
    if n < 3 || n * n * 8 > STEPS * 4 {
        return Vec::new();
    }
    let mut out = Vec::new();
    if head {
        (1..=n.div_ceil(2)).for_each(|pairs| out.extend(features::lossy(n, pairs, 0)));
    }
    let mut order: Vec<&Scored> = scored.iter().collect();
    order.sort_by(|a, b| b.base.total_cmp(&a.base));
    let mut tried: Vec<usize> = order.iter().take(2).flat_map(|s| [s.reading.pairs, s.reading.pairs + 1]).collect();
    tried.push(n.div_ceil(2));
    tried.sort_unstable();
    tried.dedup();
    for pairs in tried {
        (1..n).for_each(|lost| out.extend(features::lossy(n, pairs, lost)));
    }
    out.retain(|r| features::possible(page, cells, *r));
    out
}

/// What it costs a reading that a cell is lost.
fn loss(reading: Reading) -> f32 {
    if reading.lost == 0 { LOST_AT_HEAD } else { LOST }
}

/// A reading with its score, and what is added if it has more on the side on which the page has more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    pub(super) reading: Reading,
    pub(super) base: f32,
    pub(super) agrees: f32,
}

impl Scored {
    fn with(&self, more: Side) -> f32 {
        self.base + if self.reading.left > 0 && self.reading.side == more { self.agrees } else { 0.0 }
    }
}

/// The probability that the newer text has more paragraphs than the older, given all blocks' readings.
pub(super) fn grows(prior: f32, scored: &[Vec<Scored>]) -> f32 {
    let total = |more: Side| {
        scored.iter().filter(|s| !s.is_empty()).map(|s| summed(s.iter().map(|r| r.with(more)))).sum::<f32>()
    };
    let odds = prior + total(Side::New) - total(Side::Old);
    1.0 / (1.0 + (-odds).exp())
}

/// The logarithm of a sum of exponentials.
fn summed(scores: impl Iterator<Item = f32> + Clone) -> f32 {
    let best = scores.clone().fold(f32::NEG_INFINITY, f32::max);
    best + scores.map(|s| (s - best).exp()).sum::<f32>().ln()
}

/// The probabilities of a block's readings, over both directions in which the page may have grown.
pub(super) fn mixed(scored: &[Scored], grows: f32, cells: usize) -> Weighed {
    let mut readings: Vec<(Reading, f32)> = scored.iter().map(|s| (s.reading, 0.0)).collect();
    for (more, share) in [(Side::New, grows), (Side::Old, 1.0 - grows)] {
        let total = summed(scored.iter().map(|s| s.with(more)));
        readings.iter_mut().zip(scored).for_each(|(r, s)| r.1 += share * (s.with(more) - total).exp());
    }
    readings.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.pairs.cmp(&a.0.pairs)));
    let mut new = vec![0.0; cells];
    for (reading, chance) in &readings {
        for (at, p) in new.iter_mut().enumerate() {
            if reading.side_of(at) == Side::New {
                *p += chance;
            }
        }
    }
    // One that most of the others nearly agree with is better than a likelier one that stands alone.
    let expected = |r: &Reading| {
        (0..cells).map(|at| if r.side_of(at) == Side::New { new[at] } else { 1.0 - new[at] }).sum::<f32>()
    };
    let worth: Vec<f32> = readings.iter().map(|(r, _)| expected(r)).collect();
    if let Some(best) = (0..readings.len()).max_by(|&a, &b| worth[a].total_cmp(&worth[b]).then(b.cmp(&a))) {
        let first = readings.remove(best);
        readings.insert(0, first);
    }
    Weighed { readings, new }
}

/// The logarithm of the odds that the newer text has more paragraphs, before the blocks are weighed.
pub(super) fn direction(page: &Page, runs: &[Run]) -> f32 {
    trend(page, runs).iter().zip(DIRECTION.iter()).map(|(a, b)| a * b).sum()
}

/// What the rows at the beginnings of the blocks, which are pairs more often than not, say of the direction of the
/// edit: an older cell stands first, and an edit that adds also lengthens.
pub(super) fn trend(page: &Page, runs: &[Run]) -> [f32; 4] {
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
    [1.0, changed(runs), length / (rows + 1.0), count / (counts + 1.0)]
}
