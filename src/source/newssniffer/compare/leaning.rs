//! Which words a page's older text uses and which its newer text, after every joined row was split by itself.

use std::collections::HashMap;

use super::{
    joined::weigh,
    splits::{self, Surroundings},
};
use crate::text::terms::{Term, terms};

/// How many rows before and after a row are its neighbours.
const NEAR: usize = 4;
/// The most terms of a neighbour's cell that are looked at.
const TERMS: usize = 4000;

/// Rows of more bytes than these together are read once only; a page is seldom a tenth as long.
const TWICE: usize = 1_000_000;

/// The words of both sides, as far as a first reading knows them.
#[derive(Debug, Clone, Default)]
pub(super) struct Leaning {
    /// How much likelier each term is in the newer text than in the older, as logarithms.
    page: HashMap<Term, f32>,
    /// The terms of the two cells of each row and how sure the split is.
    rows: Vec<(Vec<Term>, Vec<Term>, f32)>,
}

/// The words that lean to a side about one row.
#[derive(Debug, Default)]
pub(super) struct Local<'a> {
    page: Option<&'a HashMap<Term, f32>>,
    near: HashMap<Term, f32>,
}

impl Leaning {
    /// Splits every row by itself and counts the words of the halves; then once more, with what that told.
    pub(super) fn new(rows: &[&str], surroundings: &Surroundings) -> Leaning {
        let first = Leaning::after(None, rows, surroundings);
        if rows.iter().map(|r| r.len()).sum::<usize>() > TWICE {
            return first;
        }
        Leaning::after(Some(&first), rows, surroundings)
    }

    /// Counts the words of the halves when every row is split with what was known before.
    fn after(before: Option<&Leaning>, rows: &[&str], surroundings: &Surroundings) -> Leaning {
        let mut counts: HashMap<Term, [f32; 2]> = HashMap::new();
        let mut totals = [1.0f32; 2];
        let mut leaning = Leaning::default();
        for (n, row) in rows.iter().enumerate() {
            let local = before.map_or_else(Local::default, |b| b.about(n));
            let weighed = weigh(&splits::of(row, surroundings, &local));
            let Some((at, share)) = weighed.best else {
                leaning.rows.push((Vec::new(), Vec::new(), 0.0));
                continue;
            };
            let sure = share / (1.0 + (-weighed.pair).exp());
            let halves = [terms(&row[..at]), terms(&row[at..])];
            for (side, half) in halves.iter().enumerate() {
                for &term in half {
                    counts.entry(term).or_default()[side] += sure;
                    totals[side] += sure;
                }
            }
            let [mut left, mut right] = halves;
            left.truncate(TERMS);
            right.truncate(TERMS);
            leaning.rows.push((left, right, sure));
        }
        let level = (totals[0] / totals[1]).ln();
        leaning.page =
            counts.into_iter().map(|(t, [old, new])| (t, ((new + 1.0) / (old + 1.0)).ln() + level)).collect();
        leaning
    }

    /// What leans to a side about the row of this index.
    pub(super) fn about(&self, row: usize) -> Local<'_> {
        let mut near: HashMap<Term, f32> = HashMap::new();
        let last = (row + NEAR + 1).min(self.rows.len());
        for (other, (left, right, sure)) in self.rows.iter().enumerate().take(last).skip(row.saturating_sub(NEAR)) {
            if other != row && *sure > 0.2 {
                left.iter().for_each(|&t| *near.entry(t).or_default() -= sure);
                right.iter().for_each(|&t| *near.entry(t).or_default() += sure);
            }
        }
        Local { page: Some(&self.page), near }
    }
}

impl Local<'_> {
    /// How much a word leans to the newer text of the page, −3 to 3.
    pub(super) fn of_page(&self, terms: &[Term]) -> f32 {
        self.page.map_or(0.0, |page| terms.iter().filter_map(|t| page.get(t)).sum::<f32>().clamp(-3.0, 3.0))
    }

    /// How much a word leans to the newer cells of the neighbours, −2 to 2 for each term.
    pub(super) fn of_near(&self, terms: &[Term], weight: impl Fn(Term) -> f32) -> f32 {
        let lean = |t: &Term| self.near.get(t).map(|n| n.clamp(-2.0, 2.0) * weight(*t));
        terms.iter().take(40).filter_map(lean).sum()
    }
}
