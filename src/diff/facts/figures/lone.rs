//! Figures of paragraphs that came or went whole.

use std::collections::{HashMap, HashSet};

use super::{Figure, of, singular, touched};
use crate::{
    diff::{Fact, TextSide, facts::passage::Passage},
    model::{ChangeKind, Side, Sides},
    text::stirring::Stirring,
};

/// How often each figure stands in what only one side has; counted when first asked.
pub(in crate::diff::facts) struct Apart<'a> {
    sides: Sides<&'a TextSide>,
    counts: Option<Sides<Counts>>,
}

/// By value and what is counted.
type Counts = HashMap<(String, String), usize, Stirring>;

impl<'a> Apart<'a> {
    /// The figures of two sides.
    pub(in crate::diff::facts) fn new(sides: Sides<&'a TextSide>) -> Self {
        Apart { sides, counts: None }
    }

    /// The figures of a text that stands on one side only. One that the other side's own text has as often neither came
    /// nor went: the paragraph was written anew around it. Dates are not told: next to every paragraph has some.
    pub(in crate::diff::facts) fn told(&mut self, passage: &Passage<'_>, side: Side) -> Vec<Fact> {
        if !touched(passage) {
            return Vec::new();
        }
        let mut figures = of(passage);
        figures.retain(|f| f.kind == ChangeKind::Number && self.is_more_on(side, f));
        let tell = |f: Figure<'_>| {
            let (old, new) = if side == Side::Old { (Some(f.text), None) } else { (None, Some(f.text)) };
            Fact { counts: f.counts, ..Fact::new(f.kind, old, new) }
        };
        figures.into_iter().map(tell).collect()
    }

    fn is_more_on(&mut self, side: Side, figure: &Figure<'_>) -> bool {
        let sides = self.sides;
        let counts = self.counts.get_or_insert_with(|| count(sides));
        let on = |side: Side| counts[side].get(&key(figure)).copied().unwrap_or(0);
        on(side) > on(side.other())
    }
}

fn count(sides: Sides<&TextSide>) -> Sides<Counts> {
    let texts = sides.map(|side| side.paragraphs.iter().map(|p| &**p).collect::<HashSet<&str, Stirring>>());
    Sides::new(Side::Old, Side::New).map(|side| {
        let mut counts = Counts::default();
        let own = sides[side].paragraphs.iter().filter(|p| !texts[side.other()].contains(&***p));
        for paragraph in own {
            let passage = Passage::whole(paragraph);
            let figures = if touched(&passage) { of(&passage) } else { Vec::new() };
            figures.iter().for_each(|figure| *counts.entry(key(figure)).or_default() += 1);
        }
        counts
    })
}

fn key(figure: &Figure<'_>) -> (String, String) {
    (figure.value.clone(), figure.counts.as_ref().map(|counted| singular(&counted.noun)).unwrap_or_default())
}
