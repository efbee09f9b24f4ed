//! What stands on the page, in order, before it is broken into lines: paragraphs, pairs, notes, folds.

use std::collections::BTreeSet;

use crate::{
    diff::{BlockKind, Diff, TextSide},
    model::{Side, Sides, TextState},
};

/// One thing on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// An unchanged paragraph.
    Same { block: usize, old: usize, new: usize },
    /// A paragraph that is on one side only, or of which the other side is unknown.
    One { block: usize, side: Side, at: usize },
    /// An edited, moved, split or merged block, where its new text stands.
    Pair { block: usize },
    /// The place from which a block was moved.
    Away { block: usize },
    /// A paragraph of one side shown alone: the nth of its block.
    Alone { block: usize, side: Side, at: usize, nth: usize },
    /// Text is missing here on one side.
    Hole { side: Side },
    /// A side's text is missing altogether.
    Lost { side: Side },
    /// Folded paragraphs, the first of them in this block, and how many of them are changes that are not wanted.
    Fold { block: usize, hidden: usize, changes: usize },
}

impl Entry {
    /// The block, where this can be folded away: unchanged, or a change that is not wanted.
    fn foldable(self, unwanted: &[bool]) -> Option<usize> {
        let unwanted = |block: usize| Some(block).filter(|b| unwanted.get(*b) == Some(&true));
        match self {
            Entry::Same { block, .. } => Some(block),
            Entry::One { block, .. } | Entry::Pair { block } | Entry::Away { block } => unwanted(block),
            _ => None,
        }
    }
}

/// Whether there is nothing to read of a side although it is not known to be empty.
fn is_lost(side: &TextSide) -> bool {
    match side.state {
        TextState::Whole => false,
        TextState::Partial => side.paragraphs.is_empty(),
        TextState::Withheld | TextState::ErrorPage => true,
    }
}

/// The entries of both sides, in the order of the blocks.
pub(super) fn of_both(diff: &Diff) -> Vec<Entry> {
    let mut walk = Walk::new(diff);
    walk.after_old(0);
    for (index, block) in diff.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Same => {
                for (&old, &new) in block.old.iter().zip(&block.new) {
                    walk.hole(Side::New, new);
                    walk.out.push(Entry::Same { block: index, old, new });
                    walk.after_old(old + 1);
                }
            }
            BlockKind::Added | BlockKind::Removed | BlockKind::Unknown => {
                for &at in &block.new {
                    walk.hole(Side::New, at);
                    walk.out.push(Entry::One { block: index, side: Side::New, at });
                }
                for &at in &block.old {
                    walk.out.push(Entry::One { block: index, side: Side::Old, at });
                    walk.after_old(at + 1);
                }
            }
            BlockKind::Edited | BlockKind::Moved | BlockKind::Split | BlockKind::Merged => {
                if let Some(&first) = block.new.first() {
                    walk.hole(Side::New, first);
                }
                walk.out.push(Entry::Pair { block: index });
                if let Some(last) = block.old.last().filter(|_| block.kind != BlockKind::Moved) {
                    walk.after_old(last + 1);
                }
            }
        }
    }
    for side in Side::BOTH {
        for hole in walk.holes[side].clone() {
            walk.hole(side, hole);
        }
    }
    walk.out
}

/// The entries of one side alone, in its own order.
pub(super) fn of_one(diff: &Diff, side: Side) -> Vec<Entry> {
    let count = diff.sides[side].paragraphs.len();
    let mut places = vec![None; count];
    for (index, block) in diff.blocks.iter().enumerate() {
        let which = if side == Side::Old { &block.old } else { &block.new };
        for (nth, &at) in which.iter().enumerate() {
            if let Some(place) = places.get_mut(at) {
                *place = Some((index, nth));
            }
        }
    }
    let mut walk = Walk::new(diff);
    walk.out.retain(|e| *e == Entry::Lost { side });
    for (at, place) in places.into_iter().enumerate() {
        walk.hole(side, at);
        if let Some((block, nth)) = place {
            walk.out.push(Entry::Alone { block, side, at, nth });
        }
    }
    walk.hole(side, count);
    walk.out
}

struct Walk {
    /// Holes not yet told.
    holes: Sides<BTreeSet<usize>>,
    /// For each old paragraph the block that moved it away.
    moved: Vec<Option<usize>>,
    out: Vec<Entry>,
}

impl Walk {
    fn new(diff: &Diff) -> Self {
        let mut moved = vec![None; diff.sides.old.paragraphs.len()];
        for (index, block) in diff.blocks.iter().enumerate().filter(|(_, b)| b.kind == BlockKind::Moved) {
            for &i in &block.old {
                if let Some(place) = moved.get_mut(i) {
                    *place = Some(index);
                }
            }
        }
        let holes = diff.sides.as_ref().map(|s| {
            let told = if is_lost(s) { &[][..] } else { &s.holes };
            told.iter().copied().collect::<BTreeSet<_>>()
        });
        let lost = Side::BOTH.into_iter().filter(|s| is_lost(&diff.sides[*s]));
        Walk { holes, moved, out: lost.map(|side| Entry::Lost { side }).collect() }
    }

    fn hole(&mut self, side: Side, before: usize) {
        if self.holes[side].remove(&before) {
            self.out.push(Entry::Hole { side });
        }
    }

    /// What stands on the old side from a place on and has no block there: holes, and places left by what was moved.
    fn after_old(&mut self, mut next: usize) {
        self.hole(Side::Old, next);
        while let Some(&Some(block)) = self.moved.get(next) {
            self.out.push(Entry::Away { block });
            next += 1;
            self.hole(Side::Old, next);
        }
    }
}

/// Folds unchanged paragraphs away, and changes that are not wanted, by block; but for some context around each change and
/// what was opened.
pub(super) fn folded(entries: &[Entry], context: usize, opened: &BTreeSet<usize>, unwanted: &[bool]) -> Vec<Entry> {
    let mut out = Vec::with_capacity(entries.len());
    let mut at = 0;
    while at < entries.len() {
        let run = entries[at..].iter().take_while(|e| e.foldable(unwanted).is_some()).count();
        if run == 0 {
            out.push(entries[at]);
            at += 1;
            continue;
        }
        let (first, last) = (at == 0, at + run == entries.len());
        let head = if first { 0 } else { context.min(run) };
        let tail = if last { 0 } else { context.min(run - head) };
        let hidden = &entries[at + head..at + run - tail];
        match hidden.first().and_then(|e| e.foldable(unwanted)) {
            Some(block) if !opened.contains(&block) => {
                out.extend(&entries[at..at + head]);
                let changes = hidden.iter().filter(|e| matches!(e, Entry::One { .. } | Entry::Pair { .. })).count();
                let hidden = hidden.iter().filter(|e| !matches!(e, Entry::Away { .. })).count();
                if hidden > 0 {
                    out.push(Entry::Fold { block, hidden, changes });
                }
                out.extend(&entries[at + run - tail..at + run]);
            }
            _ => out.extend(&entries[at..at + run]),
        }
        at += run;
    }
    out
}
