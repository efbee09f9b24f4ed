//! How an origin itself aligned two revisions, sentence by sentence.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// An origin's alignment of a revision with an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    /// Who aligned them (`NewsEdits`).
    pub by: Arc<str>,
    /// The earlier revision's number, as the origin counts.
    pub before: u32,
    /// The earlier revision's sentences, as the origin cut and spelt them.
    pub old: Vec<Arc<str>>,
    /// The later revision's sentences.
    pub new: Vec<Arc<str>>,
    /// What became of them.
    pub links: Vec<Link>,
}

/// One sentence set against another, or against nothing. A sentence may have several: it was split, or merged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The earlier revision's sentence, from 0; `None` for one that was added.
    pub old: Option<u32>,
    /// The later revision's sentence; `None` for one that was removed.
    pub new: Option<u32>,
    /// How far they lie apart by the origin's measure, seen from either; `None` where it says nothing.
    pub distance: [Option<f32>; 2],
}

/// Distances between these are rounding; NewsEdits' measure falls a little below 0 for sentences that are the same.
const NOTHING: std::ops::RangeInclusive<f32> = -0.1..=0.01;

impl Link {
    /// Whether it says that the sentence did not change.
    #[must_use]
    pub fn unchanged(&self) -> bool {
        let near = |distance: Option<f32>| distance.is_none_or(|d| NOTHING.contains(&d));
        self.old.is_some() && self.new.is_some() && self.distance.into_iter().all(near)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_a_little_below_nothing_is_none() {
        let of = |distance: [f32; 2]| Link { old: Some(0), new: Some(0), distance: distance.map(Some) }.unchanged();
        assert!(of([0.0, -0.02]) && of([-0.06, 0.01]) && !of([0.0, 0.2]) && !of([f32::NAN, 0.0]));
    }
}
