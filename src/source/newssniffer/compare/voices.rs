//! The two voices of a page: which words and which manner of writing each side has as its own.
//!
//! All old cells of a page are parts of one text and all new ones of another, so the words of either are its own: one
//! is in English and the other in Arabic, one says “cookies” and the other “témoins”, one has straight apostrophes. Each
//! side is taken for a bag that draws its sounds (words, variants of a trait of writing) with chances of its own, drawn
//! in turn about those of the whole page (Dirichlet-multinomial). How well a reading keeps the voices apart is then the
//! logarithm of the chance of both bags, and needs no knowledge of any language.
//!
//! What a cell has in common with its rewording says nothing of its side and is left out: only what differs does.

use std::collections::HashMap;

use super::{
    blocks::Run,
    features::Reading,
    page::Page,
    style::{Style, TRAITS},
};
use crate::{
    model::{Side, Sides},
    text::terms::terms,
};

/// How many numbers are given to a reading: of words, of script, of the other traits of writing.
pub(super) const KINDS: usize = 3;

/// The groups of sounds: words, then the traits of [`Style`].
const GROUPS: usize = 1 + TRAITS;

/// The kind of each group.
const KIND: [usize; GROUPS] = [0, 1, 2, 2, 2, 2, 2];

/// How firmly the bags keep to the chances of the whole page: as many words, as many traits.
const FIRM: [f64; GROUPS] = [100.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0];

/// Cells more alike than this are rewordings, and what they share is left out.
const TWIN: f32 = 0.35;

/// A line of so many sounds counts half for each of them; words of one line do not speak independently.
const HALF: f64 = 5.0;

/// What a count is kept above where rounding would leave nothing.
const LEAST: f64 = 1e-6;

/// The most words of a line that are heard.
const WORDS: usize = 4000;

/// A sound before it is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Sound {
    group: u8,
    what: u64,
}

/// The sounds of a line, each once, ascending.
pub(super) fn sounds(text: &str, style: &Style) -> Vec<Sound> {
    let mut out: Vec<Sound> = terms(text).into_iter().take(WORDS).map(|what| Sound { group: 0, what }).collect();
    for (at, &variant) in style.traits.iter().enumerate().filter(|t| *t.1 > 0) {
        out.push(Sound { group: 1 + at as u8, what: u64::from(variant) });
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The sounds of a page that can tell its sides apart.
pub(super) struct Voices {
    /// For each cell of a block its sounds, by number.
    lines: Vec<Vec<u32>>,
    /// How much each cell's sounds count.
    weight: Vec<f64>,
    /// The group of each sound.
    group: Vec<u8>,
    /// What a bag starts from for each sound: its chance on the page times the concentration of its group.
    base: Vec<f64>,
    /// Counts that are known: unchanged paragraphs and headlines.
    known: Sides<Vec<f64>>,
}

/// How much of each sound is heard on either side, with what the bags start from, and the sums over each group.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    count: Sides<Vec<f64>>,
    sums: Sides<[f64; GROUPS]>,
}

impl Voices {
    /// Listens to a page that was divided into runs. Linear in the text.
    pub(super) fn new(page: &Page, runs: &[Run]) -> Voices {
        let n = page.same.len();
        let mut inside = vec![false; n];
        let mut anchors = Vec::new();
        for run in runs {
            match run {
                Run::Anchor(cell) => anchors.push(*cell),
                Run::Block(cells) => cells.iter().for_each(|&c| inside[c] = true),
            }
        }
        let mut numbers: HashMap<Sound, u32> = HashMap::new();
        let mut group = Vec::new();
        let mut held: Vec<f64> = Vec::new();
        let mut number = |s: Sound, group: &mut Vec<u8>, held: &mut Vec<f64>| {
            *numbers.entry(s).or_insert_with(|| {
                group.push(s.group);
                held.push(0.0);
                held.len() as u32 - 1
            })
        };
        let mut lines: Vec<Vec<u32>> = vec![Vec::new(); n];
        for cell in (0..n).filter(|&c| inside[c]) {
            let other = page.near[cell]
                .iter()
                .find(|(o, a)| inside[*o] && page.same[*o] != page.same[cell] && a.dice > TWIN)
                .map(|x| x.0);
            let shared = other.map_or(&[][..], |o| page.sounds[o].as_slice());
            for &s in page.sounds[cell].iter().filter(|s| shared.binary_search(s).is_err()) {
                let id = number(s, &mut group, &mut held);
                held[id as usize] += 1.0;
                lines[cell].push(id);
            }
        }
        let mut known: Sides<Vec<f64>> = Sides::new(vec![0.0; held.len()], vec![0.0; held.len()]);
        let mut all = held.clone();
        for &cell in &anchors {
            for s in &page.sounds[cell] {
                if let Some(&id) = numbers.get(s) {
                    all[id as usize] += 1.0;
                    Side::BOTH.into_iter().for_each(|side| known[side][id as usize] += 1.0);
                }
            }
        }
        for side in Side::BOTH {
            for s in &page.title_sounds[side] {
                if let Some(&id) = numbers.get(s).filter(|_| s.group <= 1) {
                    known[side][id as usize] += 1.0;
                }
            }
        }
        let mut sums = [0.0f64; GROUPS];
        for (id, &g) in group.iter().enumerate() {
            sums[g as usize] += all[id] + 0.5;
        }
        let base =
            group.iter().enumerate().map(|(id, &g)| FIRM[g as usize] * (all[id] + 0.5) / sums[g as usize]).collect();
        let weight = lines.iter().map(|l| HALF / (HALF + l.len() as f64)).collect();
        Voices { lines, weight, group, base, known }
    }

    /// What is heard when each cell is new with the chance given; cells outside blocks count as known.
    pub(super) fn listen(&self, new: &[f32]) -> Heard {
        let mut count = self.known.clone();
        for (cell, line) in self.lines.iter().enumerate() {
            let chance = f64::from(new.get(cell).copied().unwrap_or(0.5));
            for &id in line {
                count.new[id as usize] += self.weight[cell] * chance;
                count.old[id as usize] += self.weight[cell] * (1.0 - chance);
            }
        }
        let mut sums: Sides<[f64; GROUPS]> = Sides::default();
        for side in Side::BOTH {
            for ((count, base), &g) in count[side].iter_mut().zip(&self.base).zip(&self.group) {
                *count += base;
                sums[side][g as usize] += *count;
            }
        }
        Heard { count, sums }
    }

    /// How well what is heard keeps the voices apart: the logarithm of its chance.
    pub(super) fn apart(&self, heard: &Heard) -> [f32; KINDS] {
        let mut total = [0.0f64; KINDS];
        for side in Side::BOTH {
            for (count, &g) in heard.count[side].iter().zip(&self.group) {
                total[KIND[g as usize]] += ln_gamma(count.max(LEAST));
            }
            for (g, sum) in heard.sums[side].iter().enumerate() {
                total[KIND[g]] -= ln_gamma(sum.max(LEAST));
            }
        }
        total.map(|t| t as f32)
    }

    /// For each reading of a block how well it keeps the voices apart, given what is heard (the block itself included
    /// with the same chances).
    pub(super) fn weigh(&self, heard: &Heard, new: &[f32], cells: &[usize], readings: &[Reading]) -> Vec<[f32; KINDS]> {
        // Only the block's own sounds matter, and the sums of their groups.
        let mut local: HashMap<u32, usize> = HashMap::new();
        let mut ids: Vec<u32> = Vec::new();
        let lines: Vec<Vec<usize>> = cells
            .iter()
            .map(|&c| {
                let add = |&id: &u32| {
                    *local.entry(id).or_insert_with(|| {
                        ids.push(id);
                        ids.len() - 1
                    })
                };
                self.lines[c].iter().map(add).collect()
            })
            .collect();
        let mut count =
            [Side::Old, Side::New].map(|s| ids.iter().map(|&id| heard.count[s][id as usize]).collect::<Vec<f64>>());
        let mut sum = [heard.sums.old, heard.sums.new];
        for (line, &cell) in lines.iter().zip(cells) {
            let (chance, w) = (f64::from(new.get(cell).copied().unwrap_or(0.5)), self.weight[cell]);
            for &id in line {
                let g = self.group[ids[id] as usize] as usize;
                for (at, share) in [(0, 1.0 - chance), (1, chance)] {
                    count[at][id] -= w * share;
                    sum[at][g] -= w * share;
                }
            }
        }
        count.iter_mut().flatten().for_each(|c| *c = c.max(LEAST));
        sum.iter_mut().flatten().for_each(|s| *s = s.max(LEAST));
        let mut bags = Bags { count, sum, total: [0.0; KINDS] };
        let line = |at: usize| {
            lines[at].iter().map(|&id| (id, self.group[ids[id] as usize] as usize)).collect::<Vec<(usize, usize)>>()
        };
        let lines: Vec<Vec<(usize, usize)>> = (0..cells.len()).map(line).collect();
        let mut present: Vec<Option<usize>> = vec![None; cells.len()];
        let mut out = vec![[0.0; KINDS]; readings.len()];
        // From one reading to the next of the same side hardly a cell changes its own.
        let mut order: Vec<usize> = (0..readings.len()).collect();
        order.sort_by_key(|&r| (readings[r].side == Side::New, r));
        for r in order {
            for (at, present) in present.iter_mut().enumerate() {
                let side = usize::from(readings[r].side_of(at) == Side::New);
                if *present != Some(side) {
                    let weight = self.weight[cells[at]];
                    if let Some(before) = *present {
                        bags.put(&lines[at], before, -weight);
                    }
                    bags.put(&lines[at], side, weight);
                    *present = Some(side);
                }
            }
            out[r] = bags.total.map(|t| t as f32);
        }
        let first = out.first().copied().unwrap_or_default();
        out.iter_mut().for_each(|o| o.iter_mut().zip(first).for_each(|(o, f)| *o -= f));
        out
    }
}

/// The two bags as far as a block's own sounds are concerned, and the logarithm of their chance.
struct Bags {
    count: [Vec<f64>; 2],
    sum: [[f64; GROUPS]; 2],
    total: [f64; KINDS],
}

impl Bags {
    /// Puts a line of (sound, group), one group after the other, into the bag of a side, or takes it out again with a negative weight.
    fn put(&mut self, line: &[(usize, usize)], side: usize, weight: f64) {
        let mut line = line;
        while let Some(&(_, group)) = line.first() {
            let (own, rest) = line.split_at(line.iter().take_while(|l| l.1 == group).count());
            for &(id, _) in own {
                let count = &mut self.count[side][id];
                self.total[KIND[group]] -= ln_gamma(*count);
                *count += weight;
                self.total[KIND[group]] += ln_gamma(*count);
            }
            let sum = &mut self.sum[side][group];
            self.total[KIND[group]] += ln_gamma(*sum);
            *sum += weight * own.len() as f64;
            self.total[KIND[group]] -= ln_gamma(*sum);
            line = rest;
        }
    }
}

/// The logarithm of the gamma function of a positive number; what rounding left below that is taken for very little.
fn ln_gamma(x: f64) -> f64 {
    let mut x = x.max(LEAST * LEAST);
    let mut product = 1.0;
    while x < 7.0 {
        product *= x;
        x += 1.0;
    }
    (x - 0.5) * x.ln() - x + 0.918_938_533_204_672_8 + 1.0 / (12.0 * x) - 1.0 / (360.0 * x * x * x) - product.ln()
}

#[cfg(test)]
mod tests {
    use super::{Voices, ln_gamma};
    use crate::{
        model::{Side, Sides},
        source::newssniffer::compare::{blocks::Run, features::Reading, page::Page},
    };

    #[test]
    fn the_logarithm_of_factorials() {
        for (x, factorial) in [(1.0, 1.0f64), (2.0, 1.0), (5.0, 24.0), (11.0, 3_628_800.0)] {
            assert!((ln_gamma(x) - factorial.ln()).abs() < 1e-6, "{x}");
        }
        assert!(ln_gamma(0.0).is_finite());
    }

    #[test]
    fn voices_are_kept_apart() {
        let cells = [
            "The ferry crossed the strait at noon",
            "Die Fähre fuhr am Mittag über den Sund",
            "Nobody aboard the ferry was hurt",
            "Niemand auf der Fähre wurde verletzt",
            "The crew of the ferry was praised at noon",
            "Nobody in the strait heard the crew",
        ];
        let page = Page::new(&cells, &Sides::default());
        let runs = [Run::Block((0..cells.len()).collect())];
        let voices = Voices::new(&page, &runs);
        let new = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0];
        let readings = [Reading::new(3, 0, Side::Old), Reading::new(2, 2, Side::Old), Reading::new(2, 2, Side::New)];
        let cells: Vec<usize> = (0..cells.len()).collect();
        let found = voices.weigh(&voices.listen(&new), &new, &cells, &readings);
        assert!(found[1][0] > found[0][0] && found[1][0] > found[2][0], "{found:?}");
        // In the order of the readings and from the same start, whatever was believed before.
        let again = voices.weigh(&voices.listen(&[0.5; 6]), &[0.5; 6], &cells, &readings);
        assert!(found.iter().zip(&again).all(|(a, b)| (a[0] - b[0]).abs() < 1e-3), "{found:?} {again:?}");
    }
}
