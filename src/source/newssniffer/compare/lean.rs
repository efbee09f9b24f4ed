//! How well the places of a joined row agree with what each word says of its side.

/// Sums of what the words of a row say for the older cell.
pub(super) struct Lean {
    /// For each word the sum up to and with it.
    sums: Vec<f32>,
    /// The most that any place has of what [`Lean::sum`] gives.
    pub(super) best: f32,
    loud: f32,
}

impl Lean {
    /// Sums up what is said of each of `count` words.
    pub(super) fn of(words: &[f32], count: usize) -> Lean {
        let mut sum = 0.0;
        let sums = (0..count).map(|n| {
            sum += words.get(n).copied().unwrap_or(0.0);
            sum
        });
        let sums: Vec<f32> = sums.collect();
        let best = sums.iter().take(count.saturating_sub(1)).copied().fold(f32::NEG_INFINITY, f32::max);
        let best = 2.0 * best - sums.last().copied().unwrap_or(0.0);
        Lean { sums, best, loud: words.iter().map(|w| w.abs()).sum() }
    }

    /// What is said for the words up to this one, less what is said for the rest.
    pub(super) fn sum(&self, word: usize) -> f32 {
        let all = self.sums.last().copied().unwrap_or(0.0);
        2.0 * self.sums.get(word).copied().unwrap_or(0.0) - all
    }

    /// How well a split after this word agrees: in plain and as a share of all that is said.
    pub(super) fn at(&self, word: usize) -> (f32, f32) {
        let agree = self.sum(word);
        ((agree / 10.0).clamp(-3.0, 3.0), agree / (4.0 + self.loud))
    }
}
