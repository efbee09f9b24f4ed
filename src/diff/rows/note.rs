//! The sentences of ours that stand between paragraphs.

use super::{Folded, Span};
use crate::{
    diff::{Block, BlockKind, Diff, Fact, Op, TextSide, undeclared},
    model::{Side, TextState},
    text::{Role, Roles, sanitise::sanitise, words::words},
};

/// How many words of a moved paragraph are quoted where it stood.
const QUOTED: usize = 8;

/// Text is missing between two paragraphs.
pub(super) fn hole(side: Side) -> Span {
    let which = if side == Side::Old { "older" } else { "newer" };
    Span::new(format!("— text missing here in the {which} revision —"), Role::Hole)
}

/// There is nothing to read of a side.
pub(super) fn lost(side: Side, text: &TextSide) -> Span {
    let which = if side == Side::Old { "older" } else { "newer" };
    let sentence = match text.state {
        TextState::Withheld => format!("— the {which} revision’s text was kept back by its origin —"),
        TextState::ErrorPage => format!("— what was seen as the {which} revision is an error page, not the article —"),
        TextState::Whole | TextState::Partial => format!("— the {which} revision’s text is not in the dump —"),
    };
    Span::new(sentence, Role::Hole)
}

/// Above a moved, split or merged block, where it came from.
pub(super) fn came_from(block: &Block) -> Option<Span> {
    let from = block.old.first()? + 1;
    match block.kind {
        BlockKind::Moved => {
            let edited = if block.edits.iter().all(|e| e.op == Op::Equal) { "" } else { ", edited" };
            Some(Span::new(format!("⇅ from ¶{from}{edited}"), Role::Moved))
        }
        BlockKind::Split => Some(Span::new(format!("¶{from} split in {}", block.new.len()), Role::Edited)),
        BlockKind::Merged => {
            let last = block.old.last().map_or(from, |i| i + 1);
            let all = if last == from + 1 { format!("¶{from} and ¶{last}") } else { format!("¶{from} to ¶{last}") };
            Some(Span::new(format!("{all} merged"), Role::Edited))
        }
        _ => None,
    }
}

/// Where a moved paragraph stood, where it went; with its first words where there is room.
pub(super) fn went_to(diff: &Diff, block: &Block, quoted: bool) -> Vec<Span> {
    let to = block.new.first().map_or(0, |j| j + 1);
    let mut out = vec![Span::new(format!("⇅ to ¶{to}"), Role::Moved)];
    let text = block.old.first().and_then(|&i| diff.sides.old.paragraphs.get(i));
    if let Some(text) = text.filter(|_| quoted) {
        let head: String = text.chars().take(200).collect();
        let all = words(&head).count();
        let end =
            words(&head).nth(QUOTED - 1).map_or(head.len(), |w| w.as_ptr() as usize - head.as_ptr() as usize + w.len());
        let more = if all > QUOTED || head.len() < text.len() { "…" } else { "" };
        let quote = sanitise(head.get(..end).unwrap_or("")).into_owned();
        out.push(Span::new(format!("  {quote}{more}"), Roles::of(Role::Moved).and(Role::Faint)));
    }
    out
}

/// Under a paragraph that holds sentences carried from elsewhere or away, where their other ends are.
pub(super) fn carried(side: Side, ends: &[usize]) -> Option<Span> {
    let way = if side == Side::Old { "to" } else { "from" };
    let places: Vec<String> = ends.iter().map(|at| format!("¶{}", at + 1)).collect();
    (!ends.is_empty()).then(|| Span::new(format!("⇅ sentence {way} {}", places.join(", ")), Role::Moved))
}

/// Under a paragraph whose side is uncertain, how uncertain it is.
pub(super) fn uncertain(side: &TextSide, at: usize) -> Option<Span> {
    side.uncertain.binary_search(&at).ok()?;
    let sentence = side.evidence.get(at).map_or_else(
        || "side uncertain".to_owned(),
        |e| format!("side uncertain: {:.0} % {}", f64::from(e.confidence) * 100.0, e.placement.word()),
    );
    Some(Span::new(sentence, Role::Uncertain))
}

/// Under a block, or under the headline, what the notices of the revision leave undeclared.
pub(super) fn undeclared(facts: &[&Fact]) -> Option<Span> {
    undeclared::told(facts.iter().copied()).map(|said| Span::new(said, Role::Notice))
}

/// Instead of what is folded away.
pub(super) fn fold(hidden: usize, of: Folded) -> Span {
    Span::new(format!("⋯ {}", of.told(hidden)), Role::Faint)
}
