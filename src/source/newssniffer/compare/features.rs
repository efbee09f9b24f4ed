//! What speaks for and against one reading of a block, as numbers.
//!
//! A block is the run of cells between two unchanged paragraphs. Its readings are all that News Sniffer could have
//! written it from: `pairs` rows of old and new cells in turn, then `left` cells of one side. Every feature is a sum
//! over the block, so that a reading's features of two blocks add up; none knows a language.

use super::{
    page::{Page, Surroundings},
    style::TRAITS,
};
use crate::{
    model::{Side, Sides},
    text::likeness::Alike,
};

/// How many features a reading has.
pub(super) const COUNT: usize = 48;

/// The features of one reading.
pub(super) type Features = [f32; COUNT];

/// One way to read a block: so many pairs, then so many cells of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) pairs: usize,
    pub(super) left: usize,
    /// The side of what is left over; meaningless where nothing is.
    pub(super) side: Side,
}

impl Reading {
    /// The side of the block's cell `at`.
    pub(super) fn side_of(&self, at: usize) -> Side {
        match at < 2 * self.pairs {
            true if at % 2 == 0 => Side::Old,
            true => Side::New,
            false => self.side,
        }
    }
}

/// What is known of the page beyond the block.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tendency {
    /// The share of the page's paragraphs that did not stay as they were.
    pub(super) changed: f32,
    /// −1 where the other blocks lost paragraphs, 1 where they gained, by how much.
    pub(super) growth: f32,
    /// How much longer newer cells are than the older cells beside them, as a mean logarithm over the page's rows.
    pub(super) lengthened: f32,
    /// Whether numbers grow (1) or shrink (−1) from older cells to their newer rewordings.
    pub(super) counted: f32,
}

/// Straight-line pieces of a likeness, so that the weights can bend it: zero at none, the last at 1.
fn bent(x: f32) -> [f32; 4] {
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
    around: &'a Surroundings,
    tendency: Tendency,
    /// For each cell how much the page beyond the block speaks for new (+) or old (−).
    far: Vec<f32>,
}

impl<'a> Block<'a> {
    /// Looks at a block. `elsewhere` gives, for a cell outside it, how far it is thought to be on the new side (1), on
    /// the old (−1), or on both or unknown (0).
    pub(super) fn new(
        page: &'a Page,
        cells: &'a [usize],
        around: &'a Surroundings,
        tendency: Tendency,
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
            far.push(
                page.near[cell]
                    .iter()
                    .filter(|(other, _)| inside(*other).is_none())
                    .map(|&(other, alike)| -elsewhere(other) * alike.dice * alike.dice)
                    .sum(),
            );
        }
        let mut links = Vec::new();
        for (a, found) in best.iter().enumerate() {
            if let Some((b, alike, margin)) = *found {
                let mutual = best[b].is_some_and(|back| back.0 == a);
                if !mutual || a < b {
                    links.push(Link { a, b, alike, mutual, margin });
                }
            }
        }
        Block { page, cells, links, holds, around, tendency, far }
    }

    /// The features of a reading.
    pub(super) fn features(&self, reading: Reading) -> Features {
        let mut f = [0.0; COUNT];
        structure(&mut f, reading, self.tendency);
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
                let (mine, theirs) = (rank(reading, x), rank(reading, y));
                f[22] += (mine as f32 - theirs as f32).abs().ln_1p();
                f[21] += f32::from(last.is_some_and(|before| theirs < before));
                last = Some(theirs);
            }
        }
        for &(a, b, share) in &self.holds {
            f[17] += if reading.side_of(a) == reading.side_of(b) { -share } else { share };
        }
        for (at, &cell) in self.cells.iter().enumerate() {
            let side = reading.side_of(at);
            f[19] += if side == Side::New { self.far[at] } else { -self.far[at] };
            let title = self.page.headline[cell];
            f[20] += title[side] - title[side.other()];
        }
        for row in 0..reading.pairs {
            let alike = self.page.likeness.of(self.cells[2 * row], self.cells[2 * row + 1]);
            for (slot, value) in bent(alike.dice).into_iter().enumerate() {
                f[23 + slot] += value;
            }
            f[27] += alike.manner;
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

/// The place on its own side of the block's cell `at`.
fn rank(reading: Reading, at: usize) -> usize {
    if at < 2 * reading.pairs { at / 2 } else { at - reading.pairs }
}

fn structure(f: &mut Features, reading: Reading, tendency: Tendency) {
    if reading.left == 0 {
        f[0] = 1.0;
        return;
    }
    let left = reading.left as f32;
    f[1] = left.ln_1p();
    f[2] = (reading.pairs as f32).ln_1p();
    f[3] = f32::from(reading.pairs == 0);
    if reading.side == Side::New {
        f[4] = 1.0;
        f[5] = tendency.changed;
        f[6] = left.ln_1p();
        f[7] = f32::from(reading.pairs == 0);
        f[8] = tendency.growth;
        f[46] = tendency.lengthened;
        f[47] = tendency.counted;
    }
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
            f[30] += further.fold(0.0, f32::max);
        }
        let (a, h) = (&page.styles[above], &page.styles[here]);
        f[31] += f32::from(a.heading && h.heading);
        f[32] += f32::from(a.announces && h.closed && h.item.is_none());
        f[33] += f32::from(h.small_first && a.closed);
        f[34] += f32::from(a.open_quote && h.quote_first);
        f[35] += (f32::from(a.length.max(1)).ln() - f32::from(h.length.max(1)).ln()).abs();
        f[36] += f32::from(a.closed != h.closed);
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
        out.push(Reading { pairs, left, side: Side::Old });
        if left > 0 {
            out.push(Reading { pairs, left, side: Side::New });
        }
    }
    out
}

/// Whether News Sniffer could have written the block so: a text on both sides of a block would have been matched.
pub(super) fn possible(page: &Page, block: &[usize], reading: Reading) -> bool {
    let mut seen: Sides<Vec<u32>> = Sides::default();
    for (at, &cell) in block.iter().enumerate() {
        seen[reading.side_of(at)].push(page.same[cell]);
    }
    seen.old.sort_unstable();
    seen.new.iter().all(|text| seen.old.binary_search(text).is_err())
}
