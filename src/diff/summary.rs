//! The counts of a diff, which add up, and one sentence.

use super::{Block, BlockKind, Edit, Op, Summary, TextSide, compare::both_whole, facts};
use crate::model::{ChangeKind, Sides};

/// The summary of a comparison.
pub(super) fn summary(sides: Sides<&TextSide>, headline: &[Edit], blocks: &[Block], approximate: bool) -> Summary {
    let total = facts::total(sides, headline, blocks);
    let mut by_kind = [Sides::new(0, 0); 8];
    for block in blocks {
        let count = &mut by_kind[block.kind as usize];
        count.old += block.old.len();
        count.new += block.new.len();
    }
    let hidden = headline.iter().chain(blocks.iter().flat_map(|b| &b.edits)).filter(|e| e.old.is_some()).count();
    let mut summary = Summary {
        paragraphs: Sides::new(sides.old.paragraphs.len(), sides.new.paragraphs.len()),
        by_kind,
        uncertain: uncertain(sides, blocks),
        words: both_whole(sides).then_some(total.words),
        hidden,
        changes: total.kinds,
        minor: !total.substance,
        approximate,
        sentence: String::new(),
    };
    summary.sentence = sentence(&summary, headline);
    summary
}

/// Paragraphs on one side only of which it is uncertain that they are on that side.
fn uncertain(sides: Sides<&TextSide>, blocks: &[Block]) -> Sides<usize> {
    let count = |kind: BlockKind, all: &dyn Fn(&Block) -> usize| {
        blocks.iter().filter(|b| b.kind == kind).map(all).sum::<usize>()
    };
    let among = |uncertain: &[usize], at: &[usize]| at.iter().filter(|i| uncertain.binary_search(i).is_ok()).count();
    Sides::new(
        count(BlockKind::Removed, &|b| among(&sides.old.uncertain, &b.old)),
        count(BlockKind::Added, &|b| among(&sides.new.uncertain, &b.new)),
    )
}

/// `Headline changed; 2 paragraphs added, 1 moved; 4 edited.`
fn sentence(summary: &Summary, headline: &[Edit]) -> String {
    let count = |kind: BlockKind| summary.by_kind[kind as usize];
    let mut named = false;
    let mut paragraphs = |n: usize, what: &str| {
        let noun = match (named, n) {
            (true, _) => "",
            (false, 1) => " paragraph",
            (false, _) => " paragraphs",
        };
        named = true;
        format!("{n}{noun} {what}")
    };
    let mut places = Vec::new();
    for (n, what) in [
        (count(BlockKind::Added).new - summary.uncertain.new, "added"),
        (count(BlockKind::Removed).old - summary.uncertain.old, "removed"),
        (count(BlockKind::Moved).new, "moved"),
        (count(BlockKind::Split).old, "split"),
        (count(BlockKind::Merged).old, "merged"),
    ] {
        if n > 0 {
            places.push(paragraphs(n, what));
        }
    }
    let mut parts = Vec::new();
    if headline.iter().any(|e| matches!(e.op, Op::Delete | Op::Insert)) {
        parts.push("headline changed".to_owned());
    }
    if !places.is_empty() {
        parts.push(places.join(", "));
    }
    if count(BlockKind::Edited).new > 0 {
        parts.push(paragraphs(count(BlockKind::Edited).new, "edited"));
    }
    let unknown = count(BlockKind::Unknown);
    if unknown.old + unknown.new > 0 {
        parts.push(paragraphs(unknown.old + unknown.new, "without the other side’s text"));
    }
    let uncertain = summary.uncertain.old + summary.uncertain.new;
    if uncertain > 0 {
        parts.push(paragraphs(uncertain, "on an uncertain side"));
    }
    if parts.is_empty() {
        parts.push("no change".to_owned());
    } else if summary.minor && summary.changes.iter().all(|k| k == ChangeKind::Typography) {
        parts.push("typography only".to_owned());
    }
    if summary.hidden > 0 {
        parts.push(format!("{} hidden", summary.hidden));
    }
    let text = parts.join("; ");
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).chain(['.']).collect())
}
