//! The comparison as a whole.

use super::{
    Diff, Edit, Ignore, Op, TextSide,
    blocks::{Detail, blocks},
    claims::whole,
    sentences::sentences,
    sequence::Budget,
    summary::summary,
    words,
};
use crate::{model::Sides, text::words::Cuts};

/// Steps that one comparison may take: cells filled, candidates weighed. A few tenths of a second at most.
const STEPS: u64 = 100_000_000;

/// Compares two revisions.
///
/// Pure and deterministic; needs memory linear in the texts, and a bounded number of steps: where they do not suffice,
/// the answer is coarser but right, and the summary says that it is approximate.
#[must_use]
pub fn compare(old: &TextSide, new: &TextSide, ignore: Ignore) -> Diff {
    let sides = Sides::new(old, new);
    let mut budget = Budget::new(STEPS);
    // What differs is looked at for its likeness, its words and its facts.
    let cuts = Cuts::of([old, new].map(|side| &*side.paragraphs).into_iter());
    let headline = headline(sides, ignore, &mut budget);
    let blocks = blocks(sides, ignore, Detail::Whole, &cuts, &mut budget);
    let sentences = sentences(sides.map(|s| &*s.paragraphs), &blocks, &mut budget);
    let summary = summary(sides, &headline, &blocks, &sentences, &cuts, budget.cut);
    Diff { sides: Sides::new(old.clone(), new.clone()), ignore, headline, blocks, sentences, summary }
}

/// The headline's edits. An empty headline is one that is not known: then nothing is claimed of the other.
pub(super) fn headline(sides: Sides<&TextSide>, ignore: Ignore, budget: &mut Budget) -> Vec<Edit> {
    let (old, new) = (&sides.old.title, &sides.new.title);
    match (old.is_empty(), new.is_empty()) {
        (true, true) => Vec::new(),
        _ if old == new => vec![Edit::new(Op::Equal, new)],
        (false, false) => words::edits(old, new, ignore, budget).0,
        _ => {
            let known = if old.is_empty() { new } else { old };
            vec![Edit::new(Op::Unknown, known)]
        }
    }
}

/// Whether both sides' texts are all there.
pub(super) fn both_whole(sides: Sides<&TextSide>) -> bool {
    whole(sides.old) && whole(sides.new)
}
