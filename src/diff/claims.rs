//! What can be said where a dump has lost text: a paragraph without counterpart that stands where the other side has a
//! hole is unknown, never added or removed.

use std::ops::RangeInclusive;

use super::{TextSide, pairs::Pair};
use crate::model::{Side, Sides, TextState};

/// What is known of each side.
pub(super) struct Claims<'a> {
    sides: Sides<&'a TextSide>,
    /// Pairs in place, ascending on both sides.
    chain: Vec<(usize, usize)>,
}

/// Whether a side's text can be compared at all.
pub(super) fn comparable(side: &TextSide) -> bool {
    matches!(side.state, TextState::Whole | TextState::Partial)
}

/// Whether all the text of a side is there.
pub(super) fn whole(side: &TextSide) -> bool {
    side.state == TextState::Whole && side.holes.is_empty()
}

impl<'a> Claims<'a> {
    pub(super) fn new(sides: Sides<&'a TextSide>, pairs: &[Pair]) -> Self {
        let chain = pairs.iter().filter(|p| p.in_place).map(|p| (p.old, p.new)).collect();
        Claims { sides, chain }
    }

    /// Whether nothing can be said of a paragraph without counterpart.
    pub(super) fn unknown(&self, side: Side, paragraph: usize) -> bool {
        let other = self.sides[side.other()];
        if !comparable(other) || !comparable(self.sides[side]) {
            return true;
        }
        if other.state == TextState::Partial && other.holes.is_empty() {
            return true;
        }
        let gap = self.facing(side, paragraph);
        let at = other.holes.partition_point(|h| h < gap.start());
        other.holes.get(at).is_some_and(|h| gap.contains(h))
    }

    /// Before which paragraphs of the other side text may be missing that would face this paragraph.
    fn facing(&self, side: Side, paragraph: usize) -> RangeInclusive<usize> {
        let on = |p: &(usize, usize), wanted: Side| if wanted == Side::Old { p.0 } else { p.1 };
        let at = self.chain.partition_point(|p| on(p, side) < paragraph);
        let before = at.checked_sub(1).and_then(|k| self.chain.get(k));
        let from = before.map_or(0, |p| on(p, side.other()) + 1);
        let end = self.sides[side.other()].paragraphs.len();
        let to = self.chain.get(at).map_or(end, |p| on(p, side.other()));
        from..=to.max(from)
    }
}
