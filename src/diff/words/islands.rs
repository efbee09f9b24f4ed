//! Islands: runs in common too light for the changes around them. What is left then reads as one change.

use std::collections::BinaryHeap;

use super::{
    taste::Taste,
    units::{Kind, Text, Unit},
};

/// A run in common, and its neighbours among those that are left.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Its units on either side.
    old: (usize, usize),
    new: (usize, usize),
    before: Option<usize>,
    after: Option<usize>,
    given_up: bool,
}

/// Gives up the runs that are too light for the changes on both sides of them, those that lack most first.
pub(in crate::diff) fn without_islands(old: &Text<'_>, new: &Text<'_>, pairs: &mut Vec<(usize, usize)>, taste: &Taste) {
    let mut runs = runs(pairs);
    if runs.is_empty() {
        return;
    }
    let sums = (sums(old), sums(new));
    let sea = Sea { old: &old.units, new: &new.units, sums: &sums, taste };
    let mut heap: BinaryHeap<(i64, usize)> =
        (0..runs.len()).map(|k| (sea.lack(&runs, k), k)).filter(|l| l.0 > 0).collect();
    let mut any = false;
    while let Some((lack, k)) = heap.pop() {
        if runs[k].given_up || sea.lack(&runs, k) != lack {
            continue;
        }
        any = true;
        runs[k].given_up = true;
        let Run { before, after, .. } = runs[k];
        for (at, set) in [(before, after), (after, before)] {
            let Some(at) = at else { continue };
            if at < k { runs[at].after = set } else { runs[at].before = set }
        }
        for at in [before, after].into_iter().flatten() {
            let lack = sea.lack(&runs, at);
            if lack > 0 {
                heap.push((lack, at));
            }
        }
    }
    if any {
        let mut k = 0;
        pairs.retain(|&(i, _)| {
            while runs[k].old.1 <= i {
                k += 1;
            }
            !runs[k].given_up
        });
    }
}

/// What runs are weighed against.
struct Sea<'a> {
    old: &'a [Unit],
    new: &'a [Unit],
    /// The weight of all units before each, old and new.
    sums: &'a (Vec<i64>, Vec<i64>),
    taste: &'a Taste,
}

impl Sea<'_> {
    /// By how much a run is too light; not above 0 where it is heavy enough, or not between two changes.
    fn lack(&self, runs: &[Run], k: usize) -> i64 {
        let run = &runs[k];
        let weigh = |a: (usize, usize), b: (usize, usize)| {
            (self.sums.0[a.1] - self.sums.0[a.0], self.sums.1[b.1] - self.sums.1[b.0])
        };
        let (i, j) = run.before.map_or((0, 0), |b| (runs[b].old.1, runs[b].new.1));
        let (x, y) = run.after.map_or((self.old.len(), self.new.len()), |a| (runs[a].old.0, runs[a].new.0));
        let before = weigh((i, run.old.0), (j, run.new.0));
        let after = weigh((run.old.1, x), (run.new.1, y));
        let (l, r) = (before.0 + before.1, after.0 + after.1);
        if l == 0 || r == 0 {
            return 0;
        }
        // A word between figures that all change is part of one date, range or share: `7 July 2020`, `4 of 9`.
        let figure = |unit: Option<&Unit>| unit.is_some_and(|u| u.kind == Kind::Figure);
        if run.old.1 - run.old.0 == 1
            && self.old[run.old.0].kind != Kind::Mark
            && figure(self.old[i..run.old.0].last())
            && figure(self.new[j..run.new.0].last())
            && figure(self.old[run.old.1..x].first())
            && figure(self.new[run.new.1..y].first())
        {
            return 1;
        }
        let weight = weigh(run.old, run.new).0;
        self.taste.island * l.min(r) + self.taste.least - weight * weight
    }
}

/// The weight of all units before each.
fn sums(text: &Text<'_>) -> Vec<i64> {
    let mut sum = 0;
    std::iter::once(0)
        .chain(text.units.iter().map(|u| {
            sum += i64::from(u.weight);
            sum
        }))
        .collect()
}

fn runs(pairs: &[(usize, usize)]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for &(i, j) in pairs {
        match out.last_mut() {
            Some(r) if r.old.1 == i && r.new.1 == j => (r.old.1, r.new.1) = (i + 1, j + 1),
            _ => {
                let k = out.len();
                if let Some(last) = out.last_mut() {
                    last.after = Some(k);
                }
                out.push(Run {
                    old: (i, i + 1),
                    new: (j, j + 1),
                    before: k.checked_sub(1),
                    after: None,
                    given_up: false,
                });
            }
        }
    }
    out
}
