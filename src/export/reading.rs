//! A diff in reading order, paragraph by paragraph, for documents that flow: runs taken apart, both ends of every move,
//! and the holes where text is missing.

use std::collections::BTreeMap;

use super::caution;
use crate::{
    diff::{Block, BlockKind, Diff, rows::carried::Carried},
    model::Side,
    text::quantity::counted,
};

/// One thing to be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Item<'a> {
    /// Text of one side is missing here.
    Hole(Side),
    /// A paragraph that did not change, by its indices from 0.
    Same {
        /// On the old side.
        old: usize,
        /// On the new side.
        new: usize,
    },
    /// A paragraph that was added or removed, or whose other side is unknown.
    Lone {
        /// Which of the three.
        kind: BlockKind,
        /// The side that has it.
        side: Side,
        /// Its index there, from 0.
        paragraph: usize,
    },
    /// An edited, split or merged passage, or a moved one at its new place.
    Edited(&'a Block),
    /// A moved passage at its old place.
    MovedAway(&'a Block),
    /// So many unchanged paragraphs, left out.
    Fold(usize),
}

impl Item<'_> {
    /// The first paragraph of a side that the item shows at that side's own place.
    fn place(&self, on: Side) -> Option<usize> {
        match (*self, on) {
            (Item::Hole(_) | Item::Fold(_), _) | (Item::MovedAway(_), Side::New) => None,
            (Item::Same { old, .. }, Side::Old) => Some(old),
            (Item::Same { new, .. }, Side::New) => Some(new),
            (Item::Lone { side, paragraph, .. }, on) => (side == on).then_some(paragraph),
            (Item::Edited(block), Side::Old) if block.kind == BlockKind::Moved => None,
            (Item::Edited(block) | Item::MovedAway(block), Side::Old) => block.old.first().copied(),
            (Item::Edited(block), Side::New) => block.new.first().copied(),
        }
    }
}

/// The diff in the order of the new side; what only the old side has stands after its predecessor there. With a
/// `context`, unchanged paragraphs further than so many from a change are left out, but for those of which something is
/// to be said.
#[must_use]
pub fn items(diff: &Diff, context: Option<usize>) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    diff.blocks.iter().for_each(|block| take_apart(block, &mut items));
    let items = with_holes(diff, with_old_places(diff, items));
    match context {
        Some(context) => folded(diff, &items, context),
        None => items,
    }
}

fn folded<'a>(diff: &Diff, items: &[Item<'a>], context: usize) -> Vec<Item<'a>> {
    let doubtful = |side: Side, p: usize| caution::doubt(&diff.sides[side], side, p).is_some();
    let folds = |item: &Item<'_>| match *item {
        Item::Same { old, new } => !doubtful(Side::Old, old) && !doubtful(Side::New, new),
        _ => false,
    };
    let mut out = Vec::new();
    let mut at = 0;
    for run in items.chunk_by(|a, b| folds(a) == folds(b)) {
        let (first, last) = (at == 0, at + run.len() == items.len());
        at += run.len();
        let head = if first { 0 } else { context.min(run.len()) };
        let tail = if last { 0 } else { context.min(run.len() - head) };
        let hidden = run.len() - head - tail;
        if hidden == 0 || !run.first().is_some_and(folds) {
            out.extend(run);
            continue;
        }
        out.extend(run.iter().take(head));
        out.push(Item::Fold(hidden));
        out.extend(run.iter().skip(head + hidden));
    }
    out
}

/// What stands for unchanged paragraphs that are left out.
#[must_use]
pub fn fold(hidden: usize) -> String {
    format!("⋯ {}", counted(hidden, "unchanged paragraph"))
}

fn take_apart<'a>(block: &'a Block, items: &mut Vec<Item<'a>>) {
    let lone = |side| move |&paragraph: &usize| Item::Lone { kind: block.kind, side, paragraph };
    match block.kind {
        BlockKind::Same if block.old.len() == block.new.len() => {
            items.extend(block.old.iter().zip(&block.new).map(|(&old, &new)| Item::Same { old, new }));
        }
        BlockKind::Added | BlockKind::Removed | BlockKind::Unknown => {
            items.extend(block.old.iter().map(lone(Side::Old)));
            items.extend(block.new.iter().map(lone(Side::New)));
        }
        _ => items.push(Item::Edited(block)),
    }
}

/// Puts the old end of every move after its predecessor on the old side.
fn with_old_places<'a>(diff: &'a Diff, items: Vec<Item<'a>>) -> Vec<Item<'a>> {
    let mut moved: Vec<&Block> =
        diff.blocks.iter().filter(|b| b.kind == BlockKind::Moved && !b.old.is_empty()).collect();
    if moved.is_empty() {
        return items;
    }
    moved.sort_by(|a, b| a.old.cmp(&b.old));
    // For each old paragraph that stays, the item that shows it.
    let mut shown: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Edited(block) if block.kind != BlockKind::Moved => shown.extend(block.old.iter().map(|&p| (p, at))),
            item => shown.extend(item.place(Side::Old).map(|p| (p, at))),
        }
    }
    let mut follow: BTreeMap<Option<usize>, Vec<&Block>> = BTreeMap::new();
    for block in moved {
        let before = block.old.first().copied().unwrap_or(0);
        let predecessor = shown.range(..before).next_back().map(|(_, &at)| at);
        follow.entry(predecessor).or_default().push(block);
    }
    let mut away = |at: Option<usize>| follow.remove(&at).unwrap_or_default().into_iter().map(Item::MovedAway);
    let mut placed: Vec<Item<'a>> = away(None).collect();
    for (at, item) in items.into_iter().enumerate() {
        placed.push(item);
        placed.extend(away(Some(at)));
    }
    placed
}

fn with_holes<'a>(diff: &Diff, items: Vec<Item<'a>>) -> Vec<Item<'a>> {
    if Side::BOTH.iter().all(|&side| diff.sides[side].holes.is_empty()) {
        return items;
    }
    let mut holed = Vec::with_capacity(items.len() + 8);
    for item in items {
        for side in Side::BOTH {
            let hole = item.place(side).is_some_and(|p| diff.sides[side].holes.binary_search(&p).is_ok());
            holed.extend(hole.then_some(Item::Hole(side)));
        }
        holed.push(item);
    }
    for side in Side::BOTH {
        let text = &diff.sides[side];
        holed.extend(text.holes.iter().any(|&h| h >= text.paragraphs.len()).then_some(Item::Hole(side)));
    }
    holed
}

/// The numbers of a run of paragraphs, from 1, of their indices: `¶3`, `¶3–4`.
#[must_use]
pub fn numbers(indices: &[usize]) -> String {
    match indices {
        [] => String::new(),
        [one] => format!("¶{}", one + 1),
        [first, .., last] => format!("¶{}–{}", first + 1, last + 1),
    }
}

/// What is said under a passage of sentences that stand elsewhere on the other side: `⇅ sentence to ¶3`.
#[must_use]
pub fn carried(carried: &Carried, old: &[usize], new: &[usize]) -> Vec<String> {
    let note = |side: Side, way: &str, which: &[usize]| {
        let mut ends: Vec<usize> = which.iter().flat_map(|&p| carried.ends(side, p)).collect();
        ends.sort_unstable();
        ends.dedup();
        let places: Vec<String> = ends.iter().map(|&end| numbers(&[end])).collect();
        (!places.is_empty()).then(|| format!("⇅ sentence {way} {}", places.join(", ")))
    };
    note(Side::New, "from", new).into_iter().chain(note(Side::Old, "to", old)).collect()
}
