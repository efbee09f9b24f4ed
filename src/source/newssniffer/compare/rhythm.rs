//! Whether the lines of a page hang together with the next line or with the next but one.
//!
//! Unchanged paragraphs and runs of one side are running text: a line goes on where the line above it left off. In rows
//! of two unlike cells the text that goes on is two lines up. One line hardly shows which it is; a stretch of the page,
//! or all of it, does. So the differences of the two are summed over both and given to every step as its surroundings.

use super::{
    page::Page,
    style::{Style, TRAITS},
};

/// How many differences are taken at each line.
const SIGNS: usize = 6;

/// How many numbers describe a line's surroundings: the signs and densities, of the page and of the stretch,
/// and five of the page alone.
pub(super) const SURROUNDINGS: usize = 2 * (SIGNS + DENSITIES) + 5;

/// How many shares of lines with a rewording are taken.
const DENSITIES: usize = 4;

/// What is known of the surroundings of each line.
pub(super) struct Rhythm {
    /// One for each line; see [`SURROUNDINGS`].
    pub(super) around: Vec<[f32; SURROUNDINGS]>,
}

/// How many lines to either side belong to a line's stretch.
const STRETCH: usize = 5;

/// Sums of one sign over some lines.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    sum: f32,
    squares: f32,
}

impl Tally {
    fn add(&mut self, value: f32) {
        self.sum += value;
        self.squares += value * value;
    }

    /// How many standard deviations the sum is from what chance gives, at most `most`, as a share of that.
    fn weight(self, most: f32) -> f32 {
        (self.sum / (self.squares + 0.05).sqrt()).clamp(-most, most) / most
    }
}

impl Rhythm {
    /// Reads a page. Linear in its lines.
    pub(super) fn of(page: &Page, renamed: bool) -> Rhythm {
        let n = page.same.len();
        let signs: Vec<[f32; SIGNS]> = (0..n).map(|at| signs(page, at)).collect();
        let dense: Vec<[f32; DENSITIES]> = (0..n).map(|at| alikes(page, at)).collect();
        let (mut whole, mut share) = ([Tally::default(); SIGNS], [0.0f32; DENSITIES]);
        for at in 0..n {
            (0..SIGNS).for_each(|k| whole[k].add(signs[at][k]));
            (0..DENSITIES).for_each(|k| share[k] += dense[at][k] / n as f32);
        }
        let around = (0..n)
            .map(|at| {
                let mut out = [0.0; SURROUNDINGS];
                let (from, to) = (at.saturating_sub(STRETCH), (at + STRETCH + 1).min(n));
                let mut near = [Tally::default(); SIGNS];
                for other in &signs[from..to] {
                    (0..SIGNS).for_each(|k| near[k].add(other[k]));
                }
                for k in 0..SIGNS {
                    out[k] = whole[k].weight(6.0);
                    out[SIGNS + k] = near[k].weight(3.0);
                }
                let base = 2 * SIGNS;
                for k in 0..DENSITIES {
                    let stretch = dense[from..to].iter().map(|d| d[k]).sum::<f32>();
                    out[base + k] = share[k];
                    out[base + DENSITIES + k] = stretch / (to - from) as f32;
                }
                let base = base + 2 * DENSITIES;
                out[base] = f32::from(renamed);
                out[base + 1] = (n.max(1) as f32).ln() / 5.0;
                out[base + 2] = out[..SIGNS].iter().copied().fold(0.0, f32::max);
                out[base + 3] = (out[0] + out[1]).max(0.0);
                out[base + 4] = share[2].min(0.3);
                out
            })
            .collect();
        Rhythm { around }
    }
}

/// How much more a line goes with the line two above than with the one above.
fn signs(page: &Page, at: usize) -> [f32; SIGNS] {
    let mut out = [0.0; SIGNS];
    if at < 2 {
        return out;
    }
    let (one, two) = (page.likeness.of(at - 1, at), page.likeness.of(at - 2, at));
    let (a, b, h) = (&page.styles[at - 1], &page.styles[at - 2], &page.styles[at]);
    // A rewording is no text that goes on, and headings and the text under them alternate by themselves.
    let plain = |a: &crate::text::likeness::Alike| a.dice <= 0.4 && a.within <= 0.8;
    if plain(&one) && plain(&two) && a.heading == h.heading && b.heading == h.heading {
        out[0] = two.dice.sqrt() - one.dice.sqrt();
        out[1] = two.manner - one.manner;
        let size = |s: &Style| f32::from(s.length.max(1)).ln();
        out[2] = (size(h) - size(a)).abs().min(2.0) - (size(h) - size(b)).abs().min(2.0);
    }
    let runs_on = |s: &Style| f32::from(!s.closed && !s.heading && h.small_first);
    out[3] = runs_on(b) - runs_on(a);
    let follows = |s: &Style| f32::from(s.item.is_some_and(|i| i.checked_add(1) == h.item));
    out[4] = follows(b) - follows(a);
    let differs =
        |s: &Style| f32::from((0..TRAITS).any(|t| s.traits[t] != 0 && h.traits[t] != 0 && s.traits[t] != h.traits[t]));
    out[5] = differs(a) - differs(b);
    out
}

/// Whether the line has a line alike beside it and further off, and a rewording beside it and further off.
fn alikes(page: &Page, at: usize) -> [f32; DENSITIES] {
    let mut out = [0.0; DENSITIES];
    for (other, alike) in &page.near[at] {
        let far = match other.abs_diff(at) {
            1 => 0,
            2..=16 => 1,
            _ => continue,
        };
        if alike.dice > 0.3 {
            out[far] = 1.0;
        }
        if alike.dice > 0.55 {
            out[2 + far] = 1.0;
        }
    }
    out
}
