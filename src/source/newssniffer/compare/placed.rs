//! What each shape's reading comes to: cells in the order of the page, each with its place and the reasons for it.

use std::borrow::Cow;

use crate::model::Placement;

/// A paragraph of the page and where it was put.
#[derive(Debug, Clone)]
pub(super) struct Placed<'a> {
    /// The line of the dump, from 1.
    pub(super) line: u32,
    pub(super) text: Cow<'a, str>,
    pub(super) placement: Placement,
    /// Probability that the placement is right.
    pub(super) confidence: f32,
    /// Short sentences, strongest first.
    pub(super) grounds: Vec<String>,
    pub(super) rival: Option<String>,
    pub(super) by_hand: bool,
}

/// A page's rows as far as they were read.
#[derive(Debug, Default)]
pub(super) struct Rows<'a> {
    pub(super) cells: Vec<Placed<'a>>,
    /// Old text is lost before the old paragraph of this index (from 0); ascending, each once.
    pub(super) holes: Vec<usize>,
}

impl<'a> Placed<'a> {
    /// A cell whose place the page itself states.
    pub(super) fn stated(line: u32, text: impl Into<Cow<'a, str>>, placement: Placement, ground: &str) -> Placed<'a> {
        Placed {
            line,
            text: text.into(),
            placement,
            confidence: 1.0,
            grounds: vec![ground.to_owned()],
            rival: None,
            by_hand: false,
        }
    }
}

/// A probability as whole percent, never claiming certainty or impossibility.
pub(super) fn percent(chance: f32) -> String {
    format!("{} %", (chance * 100.0).round().clamp(1.0, 99.0))
}
