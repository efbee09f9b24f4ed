//! Which side of a translated page is in which script.
//!
//! Where a text was translated between the versions, two scripts alternate down the page, and all old lines have one,
//! all new lines the other. Which is which the page as a whole decides: it is read under each assumption, and under
//! none, and the readings count by how well they fit.

use super::style::Style;

/// What is assumed of the scripts: nothing, or that the more frequent one is on the named side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Assumption {
    None,
    FrequentOld,
    FrequentNew,
}

/// What a line whose script agrees with the assumption gains, and one that does not loses. Set, not fitted.
const GAIN: f32 = 0.5;

/// The scripts of a page's lines.
pub(super) struct Tongues {
    /// 1 where a line is in the more frequent script, -1 in the second, 0 in another or where there is but one.
    signs: Vec<f32>,
    several: bool,
}

impl Tongues {
    /// Reads the lines. There are two scripts if the second has at least three lines and an eighth of all.
    pub(super) fn of(styles: &[Style]) -> Tongues {
        let mut counts = [0usize; 16];
        styles.iter().for_each(|s| counts[usize::from(s.traits[0] & 15)] += 1);
        counts[0] = 0;
        let most = |counts: &[usize; 16]| (0..16u8).max_by_key(|&s| counts[usize::from(s)]).unwrap_or(0);
        let first = most(&counts);
        counts[usize::from(first)] = 0;
        let second = most(&counts);
        let held = counts[usize::from(second)];
        let several = held >= 3 && held * 8 >= styles.len();
        let sign = |s: &Style| match s.traits[0] {
            script if script == first => 1.0,
            script if script == second => -1.0,
            _ => 0.0,
        };
        Tongues { signs: styles.iter().map(|s| if several { sign(s) } else { 0.0 }).collect(), several }
    }

    /// What may be assumed of this page.
    pub(super) fn assumptions(&self) -> &'static [Assumption] {
        match self.several {
            true => &[Assumption::None, Assumption::FrequentOld, Assumption::FrequentNew],
            false => &[Assumption::None],
        }
    }

    /// What the line at this index scores on the old side; on the new side it scores the opposite.
    pub(super) fn old(&self, at: usize, assumption: Assumption) -> f32 {
        let sign = self.signs.get(at).copied().unwrap_or(0.0);
        match assumption {
            Assumption::None => 0.0,
            Assumption::FrequentOld => GAIN * sign,
            Assumption::FrequentNew => -GAIN * sign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Assumption, Style, Tongues};

    #[test]
    fn scripts_of_a_translated_page() {
        let lines =
            ["The mayor said no.", "قال رئيس البلدية لا", "It rained.", "نزل المطر", "12", "Nobody came.", "لم يأت أحد"];
        let styles: Vec<Style> = lines.iter().map(|l| Style::of(l)).collect();
        let page = Tongues::of(&styles);
        assert_eq!(page.assumptions().len(), 3);
        let score = |at| page.old(at, Assumption::FrequentOld);
        assert!(score(0) * score(1) < 0.0 && score(0) * score(2) > 0.0);
        assert!(score(4).abs() < f32::EPSILON);
        assert_eq!(Tongues::of(&styles[..1]).assumptions(), &[Assumption::None]);
    }
}
