//! The scripts of the two columns of joined rows: where one text is in Arabic and the other in English, each has its own.

use super::style::script;

/// How many scripts are told apart, with none.
const KINDS: usize = 9;
/// How many words of the page's usual scripts either column is thought to have beforehand.
const PRIOR: f32 = 4.0;
/// The most that one word may say, as a logarithm.
const MOST: f32 = 4.0;

/// How many words of each script are in the older and the newer column.
#[derive(Debug, Clone, Default)]
pub(super) struct Scripts {
    counts: [[f32; KINDS]; 2],
}

/// The script of a word; 0 where it has none.
pub(super) fn of(word: &str) -> u8 {
    word.chars().map(script).find(|&s| s != 0).unwrap_or(0).min(KINDS - 1) as u8
}

impl Scripts {
    /// Counts a row: for each word its script and how likely it is in the older and in the newer cell.
    pub(super) fn add(&mut self, words: &[u8], old: &[f32], new: &[f32]) {
        self.count(words, [old, new], 1.0);
    }

    fn count(&mut self, words: &[u8], shares: [&[f32]; 2], sign: f32) {
        for (counts, shares) in self.counts.iter_mut().zip(shares) {
            words.iter().zip(shares).for_each(|(&kind, share)| counts[usize::from(kind)] += sign * share);
        }
    }

    /// How much rather each word of a counted row is older than newer, by what the other rows' scripts are; logarithms.
    pub(super) fn leans(&self, words: &[u8], old: &[f32], new: &[f32]) -> Vec<f32> {
        let mut others = self.clone();
        others.count(words, [old, new], -1.0);
        // What is of no script says nothing, and rounding may leave less than nothing.
        let [old, new] = others.counts.map(|c| std::array::from_fn(|s| if s == 0 { 0.0 } else { c[s].max(0.0) }));
        let both: [f32; KINDS] = std::array::from_fn(|s| old[s] + new[s] + 0.01);
        let usual = both.map(|b| PRIOR * b / both.iter().sum::<f32>());
        let share = |column: &[f32; KINDS], s: usize| (column[s] + usual[s]) / (column.iter().sum::<f32>() + PRIOR);
        let lean = |&s: &u8| match usize::from(s) {
            0 => 0.0,
            s => (share(&old, s) / share(&new, s)).ln().clamp(-MOST, MOST),
        };
        words.iter().map(lean).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Scripts, of};

    #[test]
    fn each_column_has_its_script() {
        let row = |text: &str| text.split(' ').map(of).collect::<Vec<u8>>();
        let known = row("العبارة غرقت ليلا The ferry sank 3 times");
        let (old, new) = ([1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
        let mut scripts = Scripts::default();
        (0..4).for_each(|_| scripts.add(&known, &old, &new));
        let leans = scripts.leans(&known, &old, &new);
        assert!(leans[0] > 1.0 && leans[3] < -1.0 && leans[6] == 0.0, "{leans:?}");
        // A row says nothing of itself.
        let mut alone = Scripts::default();
        alone.add(&known, &old, &new);
        assert!(alone.leans(&known, &old, &new).iter().all(|l| l.abs() < 0.01));
    }
}
