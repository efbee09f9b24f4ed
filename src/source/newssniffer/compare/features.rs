//! What speaks for and against one reading of a block, as numbers.
//!
//! A block is the run of cells between two unchanged paragraphs. Its readings are all that News Sniffer could have
//! written it from: `pairs` rows of old and new cells in turn, then `left` cells of one side. Every feature is a sum
//! over the block, so that a reading's features of two blocks add up; none knows a language.

use std::collections::HashMap;

use super::{
    page::{Page, Surroundings},
    style::TRAITS,
    twins,
    voices::KINDS,
};
use crate::{
    model::{Side, Sides},
    text::likeness::Alike,
};

/// How many features a reading has; the last are what the voices say.
pub(super) const COUNT: usize = 47 + KINDS;

/// The feature of a cell's twin.
pub(super) const TWIN: usize = 46;
/// The features of one reading.
pub(super) type Features = [f32; COUNT];

/// One way to read a block: so many pairs, then so many cells of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) pairs: usize,
    pub(super) left: usize,
    /// The side of what is left over; meaningless where nothing is.
    pub(super) side: Side,
    /// The saver lost a cell of a pair before the cell of this index; [`Reading::WHOLE`] where none is lost.
    pub(super) lost: usize,
}

impl Reading {
    /// The value of `lost` where no cell is lost.
    pub(super) const WHOLE: usize = usize::MAX;

    /// A reading without loss.
    pub(super) fn new(pairs: usize, left: usize, side: Side) -> Reading {
        Reading { pairs, left, side, lost: Reading::WHOLE }
    }

    /// The place of the block's cell `at` among the cells as they were before one was lost.
    fn place(&self, at: usize) -> usize {
        at + usize::from(at >= self.lost)
    }

    /// The side of the block's cell `at`.
    pub(super) fn side_of(&self, at: usize) -> Side {
        let place = self.place(at);
        match place < 2 * self.pairs {
            true if place.is_multiple_of(2) => Side::Old,
            true => Side::New,
            false => self.side,
        }
    }

    /// The row of the block's cell `at`, from 0, if it is one of a pair.
    pub(super) fn row_of(&self, at: usize) -> Option<usize> {
        let place = self.place(at);
        (place < 2 * self.pairs).then_some(place / 2)
    }

    /// The place on its own side of the block's cell `at`.
    fn rank(&self, at: usize) -> usize {
        let place = self.place(at);
        if place < 2 * self.pairs { place / 2 } else { place - self.pairs }
    }
}

/// Straight-line pieces of a likeness, so that the weights can bend it: zero at none, the last at 1.
pub(super) fn bent(x: f32) -> [f32; 4] {
    let knots = [0.15, 0.35, 0.6, 1.0];
    let mut out = [0.0; 4];
    let mut lower = 0.0;
    for (at, &knot) in knots.iter().enumerate() {
        if x <= knot {
            let share = (x - lower) / (knot - lower);
            out[at] = share;
            if at > 0 {
                out[at - 1] = 1.0 - share;
            }
            return out;
        }
        lower = knot;
    }
    out[3] = 1.0;
    out
}

/// Two cells of one block that are alike, by their places in it.
#[derive(Debug, Clone, Copy)]
struct Link {
    a: usize,
    b: usize,
    alike: Alike,
    /// Each is the other's likest cell in the block.
    mutual: bool,
    /// How much likelier than `a`'s second choice.
    margin: f32,
}

/// A block with what all its readings have in common, worked out once.
pub(super) struct Block<'a> {
    page: &'a Page,
    cells: &'a [usize],
    links: Vec<Link>,
    /// Links by the share of the shorter cell, where one cell may hold the other.
    holds: Vec<(usize, usize, f32)>,
    /// Near cells of the block that are no rewordings of each other: places, and how much more than the mean of all
    /// these they have in common: of weighed words, of names, of common words.
    bonds: Vec<(usize, usize, [f32; 3])>,
    /// Cells that use a name bare, with the cells of the block that give it in full; none gives it before the block.
    bare: Vec<(usize, Vec<usize>)>,
    /// For each two neighbours in the block how much more they have in common than cells two apart: words, manner.
    steps: Vec<[f32; 2]>,
    around: &'a Surroundings,
    /// For each cell how much the page beyond the block speaks for new (+) or old (−): what is alike, and the cell's twin.
    far: Vec<[f32; 2]>,
}

impl<'a> Block<'a> {
    /// Looks at a block. `elsewhere` gives, for a cell outside it, how far it is thought to be on the new side (1), on
    /// the old (−1), or on both or unknown (0).
    pub(super) fn new(
        page: &'a Page,
        cells: &'a [usize],
        around: &'a Surroundings,
        elsewhere: &dyn Fn(usize) -> f32,
    ) -> Block<'a> {
        let inside = |cell: usize| cells.binary_search(&cell).ok();
        let mut best: Vec<Option<(usize, Alike, f32)>> = Vec::with_capacity(cells.len());
        let mut holds = Vec::new();
        let mut far = Vec::with_capacity(cells.len());
        for (at, &cell) in cells.iter().enumerate() {
            let near = page.near[cell].iter().filter(|(other, _)| page.same[*other] != page.same[cell]);
            let mut own = near.filter_map(|&(other, alike)| inside(other).map(|there| (there, alike)));
            let first = own.next();
            let second = own.next().map_or(0.0, |s| s.1.dice);
            best.push(first.map(|(there, alike)| (there, alike, alike.dice - second)));
            let holder = page.near[cell].iter().filter_map(|&(o, a)| inside(o).map(|there| (there, a)));
            if let Some((there, alike)) = holder.max_by(|a, b| a.1.within.total_cmp(&b.1.within))
                && alike.within > 0.5
                && alike.dice < 0.6
                && page.likeness.breadth(cell) > 3
            {
                holds.push((at, there, alike.within - 0.5));
            }
            let beyond = page.near[cell].iter().filter(|(other, _)| inside(*other).is_none());
            let likes = beyond.map(|&(other, alike)| -elsewhere(other) * alike.dice * alike.dice).sum();
            far.push([likes, -twins::of(page, cells, cell).map_or(0.0, elsewhere)]);
        }
        let bonds = bonds(page, cells);
        let first = cells.first().copied().unwrap_or(0);
        let own = page.introduced.iter().filter(|(_, fulls)| fulls.iter().all(|&f| f >= first));
        let bare = own
            .filter_map(|(cell, fulls)| Some((inside(*cell)?, fulls.iter().filter_map(|&f| inside(f)).collect())))
            .collect();
        let mut links = Vec::new();
        for (a, found) in best.iter().enumerate() {
            if let Some((b, alike, margin)) = *found {
                let mutual = best[b].is_some_and(|back| back.0 == a);
                if !mutual || a < b {
                    links.push(Link { a, b, alike, mutual, margin });
                }
            }
        }
        Block { page, cells, links, holds, bonds, bare, steps: steps(page, cells), around, far }
    }

    /// The features of a reading.
    pub(super) fn features(&self, reading: Reading, voiced: &[f32; KINDS]) -> Features {
        let mut f = [0.0; COUNT];
        f[COUNT - KINDS..].copy_from_slice(voiced);
        structure(&mut f, reading);
        let mut last: Option<usize> = None;
        for link in &self.links {
            let across = reading.side_of(link.a) != reading.side_of(link.b);
            let sign = if across { 1.0 } else { -1.0 };
            let slot = if link.mutual { 9 } else { 13 };
            for (at, value) in bent(link.alike.dice).into_iter().enumerate() {
                f[slot + at] += sign * value;
            }
            if link.mutual {
                f[18] += sign * link.margin;
            }
            if link.mutual && across && link.alike.dice > 0.3 {
                let (x, y) = if reading.side_of(link.a) == Side::New { (link.a, link.b) } else { (link.b, link.a) };
                let (mine, theirs) = (reading.rank(x), reading.rank(y));
                f[22] += (mine as f32 - theirs as f32).abs().ln_1p();
                f[21] += f32::from(last.is_some_and(|before| theirs < before));
                last = Some(theirs);
            }
        }
        for &(a, b, share) in &self.holds {
            f[17] += if reading.side_of(a) == reading.side_of(b) { -share } else { share };
        }
        for (at, fulls) in &self.bare {
            let side = reading.side_of(*at);
            f[34] += f32::from(!fulls.iter().any(|&full| full < *at && reading.side_of(full) == side));
        }
        for (a, b, more) in &self.bonds {
            let sign = if reading.side_of(*a) == reading.side_of(*b) { 1.0 } else { -1.0 };
            f[5] += sign * more[1];
            f[8] += sign * more[0];
            f[35] += sign * more[2];
        }
        for (at, step) in self.steps.iter().enumerate() {
            let sign = if reading.side_of(at) == reading.side_of(at + 1) { 1.0 } else { -1.0 };
            f[31] += sign * step[0];
            f[32] += sign * step[1];
        }
        for (at, &cell) in self.cells.iter().enumerate() {
            let side = reading.side_of(at);
            let [likes, twin] = self.far[at].map(|speaks| if side == Side::New { speaks } else { -speaks });
            f[19] += likes;
            f[TWIN] += twin;
            let title = self.page.headline[cell];
            f[20] += title[side] - title[side.other()];
        }
        for at in 1..self.cells.len() {
            if reading.row_of(at).is_some_and(|row| reading.row_of(at - 1) == Some(row)) {
                let alike = self.page.likeness.of(self.cells[at - 1], self.cells[at]);
                for (slot, value) in bent(alike.dice).into_iter().enumerate() {
                    f[23 + slot] += value;
                }
                f[27] += alike.manner;
            }
        }
        for side in Side::BOTH {
            let own = self.cells.iter().enumerate().filter(|(at, _)| reading.side_of(*at) == side).map(|(_, &c)| c);
            let (before, after) = (&self.around.before[side], &self.around.after[side]);
            let line: Vec<usize> = before.iter().copied().chain(own).chain(after.iter().copied()).collect();
            coherence(&mut f, self.page, &line, before.len(), after.len());
        }
        f
    }
}

/// How far apart, in cells, two cells of a block may be to be compared as parts of one text.
const SPAN: usize = 6;

/// What near cells have in common beyond the mean, so that a page about one matter says nothing by that.
fn bonds(page: &Page, cells: &[usize]) -> Vec<(usize, usize, [f32; 3])> {
    let mut names: HashMap<(usize, usize), f32> = HashMap::new();
    let first = cells.first().copied().unwrap_or(0);
    let from = page.chains.partition_point(|c| c.a < first);
    for chain in page.chains[from..].iter().take_while(|c| c.a <= cells.last().copied().unwrap_or(0)) {
        if chain.name {
            *names.entry((chain.a, chain.b)).or_default() += 1.0;
        }
    }
    let mut out = Vec::new();
    let mut mean = [0.0f32; 3];
    for a in 0..cells.len() {
        for b in a + 1..cells.len().min(a + 1 + SPAN) {
            let alike = page.likeness.of(cells[a], cells[b]);
            if alike.dice > 0.4 || alike.within > 0.8 {
                continue;
            }
            let named = names.get(&(cells[a], cells[b])).copied().unwrap_or(0.0).min(3.0);
            let common = [alike.dice, named, alike.manner];
            mean.iter_mut().zip(common).for_each(|(m, c)| *m += c);
            out.push((a, b, common));
        }
    }
    let count = out.len().max(1) as f32;
    for (_, _, common) in &mut out {
        common.iter_mut().zip(mean).for_each(|(c, m)| *c -= m / count);
    }
    out
}

/// How much more neighbours have in common than cells two apart, in units of how much that varies in the block. In a
/// run of one side neighbours follow each other; where old and new cells take turns, cells two apart do.
fn steps(page: &Page, cells: &[usize]) -> Vec<[f32; 2]> {
    let of = |a: usize, b: usize| page.likeness.of(cells[a], cells[b]);
    let common = |a, b| [of(a, b).dice.min(0.4).sqrt(), of(a, b).manner];
    let last = cells.len().saturating_sub(1);
    let mut out: Vec<[f32; 2]> = (0..last)
        .map(|at| {
            let near = common(at, at + 1);
            let mut far = [0.0f32; 2];
            let mut count = 0.0f32;
            for (a, b) in [(at.wrapping_sub(1), at + 1), (at, at + 2)] {
                if a <= last && b <= last {
                    far.iter_mut().zip(common(a, b)).for_each(|(f, c)| *f += c);
                    count += 1.0;
                }
            }
            if count == 0.0 { [0.0; 2] } else { [near[0] - far[0] / count, near[1] - far[1] / count] }
        })
        .collect();
    for kind in 0..2 {
        // The variation of a few is no measure: a usual one counts along, as four more cells.
        let squares: f32 = out.iter().map(|s| s[kind] * s[kind]).sum();
        let spread = ((squares + 4.0 * 0.02) / (out.len() as f32 + 4.0)).sqrt();
        out.iter_mut().for_each(|s| s[kind] = (s[kind] / spread).clamp(-2.5, 2.5));
    }
    out
}

fn structure(f: &mut Features, reading: Reading) {
    if reading.left == 0 {
        (f[0], f[36]) = (1.0, (reading.pairs as f32).ln());
        return;
    }
    f[1] = (reading.left as f32).ln_1p();
    f[2] = (reading.pairs as f32).ln_1p();
    f[3] = f32::from(reading.pairs == 0);
}

/// The features that a reading has more if what its block has left over lies on the side on which the page has more.
pub(super) fn agreement(reading: Reading) -> Features {
    let mut f = [0.0; COUNT];
    f[4] = 1.0;
    f[6] = (reading.left as f32).ln_1p();
    f[7] = f32::from(reading.pairs == 0);
    f
}

/// How well the cells of one side follow each other. The first `before` and the last `after` lie outside the block.
fn coherence(f: &mut Features, page: &Page, line: &[usize], before: usize, after: usize) {
    let end = line.len() - after;
    for at in before.max(1)..line.len().min(end + 1) {
        let (above, here) = (line[at - 1], line[at]);
        let alike = page.likeness.of(above, here);
        f[28] += alike.dice.sqrt();
        f[29] += alike.manner;
        if at >= 2 && at < end {
            let further = (at.saturating_sub(4)..at - 1).map(|j| page.likeness.of(line[j], here).dice);
            f[33] += page.likeness.of(line[at - 2], here).dice.sqrt();
            f[30] += further.fold(0.0, f32::max);
        }
        let (a, h) = (&page.styles[above], &page.styles[here]);
        if let Some(number) = h.item.filter(|_| at < end || at > before) {
            let last = line[at.saturating_sub(6)..at].iter().rev().find_map(|&c| page.styles[c].item);
            f[37] += f32::from(last.map_or(number == 1, |l| l.checked_add(1) == Some(number)));
            f[38] += f32::from(last.is_some_and(|l| number != 1 && l.checked_add(1) != Some(number)));
            f[39] += f32::from(a.item == Some(number));
        }
    }
    for kind in 0..TRAITS {
        let mut shown = line.iter().enumerate().filter_map(|(at, &c)| match page.styles[c].traits[kind] {
            0 => None,
            variant => Some((at, variant)),
        });
        if let Some(mut last) = shown.next() {
            for now in shown {
                let outside = now.0 < before || last.0 >= end;
                f[40 + kind] += f32::from(!outside && now.1 != last.1);
                last = now;
            }
        }
    }
}

/// The readings of a block of so many cells: the number of pairs, and the side of what is left. At most about 400 of
/// them: of a very long block the numbers of pairs are taken in steps.
pub(super) fn readings(cells: usize) -> Vec<Reading> {
    let most = cells / 2;
    let step = (most / 200).max(1);
    let mut out = Vec::new();
    let mut counts: Vec<usize> = (0..=most).rev().step_by(step).collect();
    if counts.last() != Some(&0) {
        counts.push(0);
    }
    for pairs in counts {
        let left = cells - 2 * pairs;
        out.push(Reading::new(pairs, left, Side::Old));
        if left > 0 {
            out.push(Reading::new(pairs, left, Side::New));
        }
    }
    out
}

/// The readings in which one cell of a pair was lost before the cell `lost` of the block.
pub(super) fn lossy(cells: usize, pairs: usize, lost: usize) -> Vec<Reading> {
    match (cells + 1).checked_sub(2 * pairs) {
        Some(left) if lost < 2 * pairs => {
            let sides = if left > 0 { &Side::BOTH[..] } else { &[Side::Old][..] };
            sides.iter().map(|&side| Reading { pairs, left, side, lost }).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether News Sniffer could have written the block so: a text on both sides of a block would have been matched.
pub(super) fn possible(page: &Page, block: &[usize], reading: Reading) -> bool {
    let mut seen: Sides<Vec<u32>> = Sides::default();
    block.iter().enumerate().for_each(|(at, &cell)| seen[reading.side_of(at)].push(page.same[cell]));
    seen.old.sort_unstable();
    seen.new.iter().all(|text| seen.old.binary_search(text).is_err())
}
