//! What the paragraphs of a page are like, learnt from those that are known whole.

use super::style::Style;

/// How long paragraphs are and how they end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Mean and spread of the logarithm of their lengths in bytes.
    mean: f32,
    spread: f32,
    /// The share that ends a sentence.
    pub(super) stopped: f32,
    /// How many sentences end inside one, on average.
    pub(super) inside: f32,
}

/// How many typical paragraphs are thought to be known beforehand, so that a page with few says little.
const PRIOR: f32 = 3.0;

impl Habits {
    /// Reads whole paragraphs; `inside` counts the sentences that end within one.
    pub(super) fn new<'a>(cells: impl IntoIterator<Item = &'a str>, inside: impl Fn(&str) -> usize) -> Habits {
        let (mut n, mut sum, mut squares) = (PRIOR, PRIOR * 5.0, PRIOR * (25.0 + 1.0));
        let (mut stopped, mut sentences) = (PRIOR * 0.7, PRIOR);
        for cell in cells {
            let length = (cell.len().max(1) as f32).ln();
            n += 1.0;
            sum += length;
            squares += length * length;
            stopped += f32::from(Style::of(cell).closed);
            sentences += inside(cell).min(20) as f32;
        }
        let mean = sum / n;
        let spread = (squares / n - mean * mean).max(0.04).sqrt();
        Habits { mean, spread, stopped: stopped / n, inside: sentences / n }
    }

    /// How much longer than usual a text of so many bytes is, in spreads, −3 to 3.
    pub(super) fn longer(&self, bytes: usize) -> f32 {
        (((bytes.max(1) as f32).ln() - self.mean) / self.spread).clamp(-3.0, 3.0)
    }
}
