//! Weighs the readings of all blocks of a page against each other and gives every cell its probabilities.

use super::{
    features::{self, Block, Features, Reading},
    page::{Page, Surroundings},
    voices::{KINDS, Voices},
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

/// How often all blocks are weighed, each time in the light of what the others were found to be.
const ROUNDS: usize = 3;

/// On a page of more cells, lost ones are looked for in the last round only.
const LONG: usize = 1000;

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
    let options: Vec<Vec<Reading>> = runs
        .iter()
        .map(|r| match r {
            Run::Anchor(_) => Vec::new(),
            Run::Block(cells) => candidates(page, cells, readings(cells)),
        })
        .collect();
    let ground = Ground { page, runs, fixed, options, lossy, voices: Voices::new(page, runs) };
    let (new, old) = (ground.settle(Side::New), ground.settle(Side::Old));
    let grows = odds(&signs(page, runs, &new, &old));
    let grows = 1.0 / (1.0 + (-grows).exp());
    let blocks = runs.iter().zip(new.scored.iter().zip(&old.scored));
    blocks
        .map(|(run, (new, old))| match run {
            Run::Anchor(_) => None,
            Run::Block(cells) => Some(mixed(new, old, grows, cells.len())),
        })
        .collect()
}

/// How many numbers tell the direction in which a page grew.
pub(super) const SIGNS: usize = TRENDS + 1 + KINDS;

/// What speaks for the newer text's having more paragraphs than the older.
pub(super) fn signs(page: &Page, runs: &[Run], new: &Settled, old: &Settled) -> [f32; SIGNS] {
    let mut out = [0.0; SIGNS];
    out[..TRENDS].copy_from_slice(&trend(page, runs));
    let squash = |x: f32| x / (1.0 + x.abs() / 4.0);
    out[TRENDS] = squash(new.score - old.score);
    for kind in 0..KINDS {
        out[TRENDS + 1 + kind] = squash(new.voiced[kind] - old.voiced[kind]);
    }
    out
}

fn odds(signs: &[f32; SIGNS]) -> f32 {
    signs.iter().zip(DIRECTION.iter()).map(|(a, b)| a * b).sum()
}

/// A page as it is about to be weighed.
pub(super) struct Ground<'a> {
    pub(super) page: &'a Page,
    pub(super) runs: &'a [Run],
    pub(super) fixed: &'a dyn Fn(usize) -> Option<Side>,
    pub(super) options: Vec<Vec<Reading>>,
    pub(super) lossy: bool,
    pub(super) voices: Voices,
}

/// What the blocks of a page were found to be if it has more paragraphs on one side.
pub(super) struct Settled {
    /// The readings of each run's block with their probabilities; of no particular order.
    pub(super) scored: Vec<Vec<(Reading, f32)>>,
    /// How well the readings fit, and how well they keep the voices apart.
    pub(super) score: f32,
    pub(super) voiced: [f32; KINDS],
}

impl Ground<'_> {
    /// Weighs every block, then again in the light of what the others were found to be, on the assumption that what is
    /// left over lies on the side `more` where nothing speaks against it.
    pub(super) fn settle(&self, more: Side) -> Settled {
        let (page, runs) = (self.page, self.runs);
        let mut news = vec![0.5f32; page.same.len()];
        let mut lean = vec![0.0f32; page.same.len()];
        for run in runs {
            if let Run::Block(cells) = run {
                cells.iter().enumerate().for_each(|(at, &cell)| news[cell] = (at % 2) as f32);
            }
        }
        let mut scored: Vec<Vec<(Reading, f32)>> = Vec::new();
        let mut total = 0.0;
        for round in 0..ROUNDS {
            let (items, starts) = flat(runs, |run, at| match &runs[run] {
                Run::Block(cells) if news[cells[at]] >= 0.5 => Placement::One(Side::New),
                _ => Placement::One(Side::Old),
            });
            let heard = self.voices.listen(&news);
            total = 0.0;
            scored.clear();
            for (number, run) in runs.iter().enumerate() {
                let Run::Block(cells) = run else {
                    scored.push(Vec::new());
                    continue;
                };
                let around = Surroundings::of(&items, starts[number], starts[number] + cells.len());
                let elsewhere = |cell: usize| lean.get(cell).copied().unwrap_or(0.0);
                let block = Block::new(page, cells, &around, &elsewhere);
                let weigh = |readings: &[Reading]| -> Vec<(Reading, f32)> {
                    let voiced = self.voices.weigh(&heard, &news, cells, readings);
                    let of = |(&reading, voiced): (&Reading, &[f32; KINDS])| {
                        let mut f = block.features(reading, voiced);
                        if self.lossy {
                            // Where lines are lost, the one place where a text still stands twice proves little.
                            f[features::TWIN] = 0.0;
                        }
                        if reading.left > 0 && reading.side == more {
                            f.iter_mut().zip(features::agreement(reading)).for_each(|(f, a)| *f += a);
                        }
                        (reading, score(&f, &WEIGHTS) - against_hand(reading, cells, self.fixed))
                    };
                    readings.iter().zip(&voiced).map(of).collect()
                };
                let mut found = weigh(&self.options[number]);
                if self.lossy && (round + 1 == ROUNDS || page.same.len() <= LONG) {
                    // What the voices say is reckoned from the first reading of a list: both lists begin alike.
                    let mut more = losses(page, cells, &found, number == 0);
                    more.splice(0..0, self.options[number].first().copied());
                    found.extend(weigh(&more).into_iter().skip(1).map(|(r, s)| (r, s + loss(r))));
                }
                let sum = summed(found.iter().map(|s| s.1));
                total += sum;
                found.iter_mut().for_each(|s| s.1 = (s.1 - sum).exp());
                // What a block was found to be counts for the next one at once: two that hold the same texts would
                // otherwise change sides together, round by round.
                for (at, &cell) in cells.iter().enumerate() {
                    let new: f32 = found.iter().filter(|s| s.0.side_of(at) == Side::New).map(|s| s.1).sum();
                    lean[cell] = 2.0 * new - 1.0;
                }
                scored.push(found);
            }
            news.iter_mut().zip(&lean).for_each(|(new, lean)| *new = 0.5 + lean / 2.0);
        }
        let voiced = self.voices.apart(&self.voices.listen(&news));
        Settled { scored, score: total, voiced }
    }
}

/// Readings in which a saver lost a cell, around the likeliest ones in which it did not: at the head of the page,
/// which savers cut, for every number of pairs; elsewhere for the likeliest numbers only.
fn losses(page: &Page, cells: &[usize], scored: &[(Reading, f32)], head: bool) -> Vec<Reading> {
    let n = cells.len();
    if n < 3 || n * n * 8 > STEPS * 4 {
        return Vec::new();
    }
    let mut out = Vec::new();
    if head {
        (1..=n.div_ceil(2)).for_each(|pairs| out.extend(features::lossy(n, pairs, 0)));
    }
    let mut order: Vec<&(Reading, f32)> = scored.iter().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut tried: Vec<usize> = order.iter().take(2).flat_map(|s| [s.0.pairs, s.0.pairs + 1]).collect();
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

/// The logarithm of a sum of exponentials.
fn summed(scores: impl Iterator<Item = f32> + Clone) -> f32 {
    let best = scores.clone().fold(f32::NEG_INFINITY, f32::max);
    best + scores.map(|s| (s - best).exp()).sum::<f32>().ln()
}

/// The probabilities of a block's readings, over both directions in which the page may have grown.
pub(super) fn mixed(new: &[(Reading, f32)], old: &[(Reading, f32)], grows: f32, cells: usize) -> Weighed {
    let mut readings: Vec<(Reading, f32)> = new.iter().map(|r| (r.0, grows * r.1)).collect();
    for (at, &(reading, chance)) in old.iter().enumerate() {
        // Both were weighed in the same order but for those with a lost cell.
        let known = if readings.get(at).is_some_and(|r| r.0 == reading) {
            Some(at)
        } else {
            readings.iter().position(|r| r.0 == reading)
        };
        match known {
            Some(known) => readings[known].1 += (1.0 - grows) * chance,
            None => readings.push((reading, (1.0 - grows) * chance)),
        }
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

/// What the rows at the beginnings of the blocks, which are pairs more often than not, say of the direction of the
/// edit: an older cell stands first, and an edit that adds also lengthens.
pub(super) fn trend(page: &Page, runs: &[Run]) -> [f32; TRENDS] {
    let (mut length, mut rows, mut count, mut counts) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    let (mut draft, mut secure, mut loose, mut looses) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    let sign = |a: u32, b: u32| {
        if a > b {
            1.0
        } else if a < b {
            -1.0
        } else {
            0.0
        }
    };
    for run in runs {
        let Run::Block(cells) = run else { continue };
        for (at, row) in cells.chunks_exact(2).enumerate() {
            let alike = page.likeness.of(row[0], row[1]);
            let (old, new) = (&page.styles[row[0]], &page.styles[row[1]]);
            let longer = (f32::from(new.length.max(1)) / f32::from(old.length.max(1))).ln().clamp(-1.5, 1.5);
            let close = alike.dice >= 0.2 || alike.within >= 0.5;
            if close || at == 0 {
                draft += f32::from(old.draft) - f32::from(new.draft);
            }
            if !close {
                if at == 0 {
                    loose += longer;
                    looses += 1.0;
                }
                continue;
            }
            if old.secure > 0 && new.secure > 0 {
                secure += sign(new.secure.into(), old.secure.into());
            }
            length += longer;
            rows += 1.0;
            if old.largest != new.largest && old.largest > 0 && new.largest > 0 && alike.dice > 0.5 {
                count += sign(new.largest, old.largest);
                counts += 1.0;
            }
        }
    }
    let titles = page.title_length.old.max(1.0).ln() - page.title_length.new.max(1.0).ln();
    [
        1.0,
        changed(runs),
        length / (rows + 1.0),
        count / (counts + 1.0),
        (-titles).clamp(-0.3, 0.3),
        draft.clamp(-1.0, 1.0),
        secure.clamp(-1.0, 1.0),
        loose / (looses + 1.0),
    ]
}

/// How many numbers speak of the direction of a page.
pub(super) const TRENDS: usize = 8;
