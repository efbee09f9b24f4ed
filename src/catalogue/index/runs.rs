//! The runs of an article's units, each known again wherever it stands again.

use std::iter;

/// Units that stand one after the other and are found so.
pub(super) const RUN: usize = 5;

/// Multiplies what came before; any odd number with bits all over.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// By what a unit is multiplied when a run is left.
const LEAVING: u64 = STEP.wrapping_pow(RUN as u32);

/// The distinct runs of an article.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// A run's number and one more, at the first free place from where its key would have it; 0 where there is none.
    table: Vec<u32>,
    all: Vec<Run>,
}

/// A run, and the revisions that have it, a bit each.
#[derive(Debug, Clone, Copy)]
struct Run {
    key: u64,
    held: u64,
}

impl Runs {
    /// Begins anew, with room for so many.
    pub(super) fn begin(&mut self, most: usize) {
        self.all.clear();
        self.table.clear();
        // Half of it stays free: what is looked for is near where it would be.
        self.table.resize((most * 2).next_power_of_two(), 0);
    }

    /// The number of a run that these revisions have, and whether it is the first of its kind.
    #[inline]
    pub(super) fn number(&mut self, key: u64, held: u64) -> (u32, bool) {
        let mask = self.table.len() - 1;
        let mut at = key as usize & mask;
        while let Some(place) = self.table.get_mut(at) {
            let Some(number) = place.checked_sub(1) else {
                let number = self.all.len() as u32;
                *place = number + 1;
                self.all.push(Run { key, held });
                return (number, true);
            };
            if let Some(run) = self.all.get_mut(number as usize).filter(|run| run.key == key) {
                run.held |= held;
                return (number, false);
            }
            at = (at + 1) & mask;
        }
        (0, false)
    }

    /// The revisions that have a run.
    pub(super) fn held(&self, number: u32) -> u64 {
        self.all.get(number as usize).map(|run| run.held).unwrap_or_default()
    }
}

/// The keys of a text's runs, by their first unit; of a shorter text the key of all of it. The text is told by its
/// units, of which `keys` has the keys.
pub(super) fn keys_of_runs<'a>(units: &'a [u32], keys: &'a [u64]) -> impl Iterator<Item = u64> + 'a {
    let key = |unit: &u32| keys.get(*unit as usize).copied().unwrap_or_default();
    // What is shorter than a run is none, nor the beginning of one.
    let short = if units.len() < RUN { units.len() as u64 + 1 } else { 0 };
    let first = units.iter().take(RUN).map(key).fold(short, |run, unit| run.wrapping_mul(STEP).wrapping_add(unit));
    let next = units.get(RUN..).unwrap_or_default().iter().map(key).zip(units.iter().map(key));
    let next = next.scan(first, |run, (entering, leaving)| {
        *run = run.wrapping_mul(STEP).wrapping_add(entering).wrapping_sub(leaving.wrapping_mul(LEAVING));
        Some(*run)
    });
    iter::once(first).chain(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_the_same_key_wherever_it_stands() {
        let keys: Vec<u64> = (0..8_u64).map(|unit| (unit + 1).wrapping_mul(0xA24B_AED4_963E_E407)).collect();
        let of = |units: &[u32]| keys_of_runs(units, &keys).collect::<Vec<_>>();
        let long = of(&[7, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 6]);
        assert_eq!(long.len(), 9);
        assert_eq!(of(&[0, 1, 2, 3, 4]), [long[1]]);
        assert_eq!((of(&[0, 1, 2, 3, 4, 5]), long[7]), (vec![long[1], long[2]], long[1]));
        let mut distinct = [&long[..], &of(&[0, 1, 2, 3]), &of(&[0]), &of(&[0, 0])].concat();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), 8 + 3);
    }

    #[test]
    fn runs_are_numbered_and_gather_who_has_them() {
        let mut runs = Runs::default();
        for _ in 0..2 {
            runs.begin(4);
            // All would have the same place.
            assert_eq!(runs.number(8, 1), (0, true));
            assert_eq!(runs.number(16, 1), (1, true));
            assert_eq!(runs.number(8, 4), (0, false));
            assert_eq!(runs.number(24, 2), (2, true));
            assert_eq!([0, 1, 2].map(|run| runs.held(run)), [5, 1, 2]);
        }
    }
}
