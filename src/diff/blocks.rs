//! Pairs of paragraphs told as blocks, in the order of the new side, what was removed after its predecessor.

use std::{borrow::Cow, sync::Arc};

use super::{
    Block, BlockKind, Edit, Ignore, Op, TextSide,
    claims::{Claims, comparable},
    cut,
    link::Link,
    pairs,
    sequence::Budget,
    words::{self, Edits},
};
use crate::{
    model::{Side, Sides},
    text::words::Cuts,
};

/// How much is told of unchanged paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything.
    Whole,
    /// Their text is left out: enough for facts.
    Changes,
}

/// The blocks of a comparison.
pub(super) fn blocks(
    sides: Sides<&TextSide>,
    ignore: Ignore,
    detail: Detail,
    cuts: &Cuts<'_>,
    budget: &mut Budget,
) -> Vec<Block> {
    let (old, new) = (&*sides.old.paragraphs, &*sides.new.paragraphs);
    let mut found = if comparable(sides.old) && comparable(sides.new) {
        pairs::find(old, new, ignore, cuts, budget)
    } else {
        Vec::new()
    };
    let cut = cut::cut(sides, &mut found);
    let claims = Claims::new(sides, &found, cut);
    let (mut of_old, mut of_new) = (vec![None; old.len()], vec![None; new.len()]);
    for link in &found {
        of_old[link.old.clone()].fill(Some(link));
        of_new[link.new.clone()].fill(Some(link));
    }
    let mut plan = Plan { old: of_old, claims, blocks: Vec::new() };
    plan.one_sided_from(0);
    for (j, link) in of_new.into_iter().enumerate() {
        plan.place(j, link);
    }
    let Plan { mut blocks, .. } = plan;
    for block in &mut blocks {
        if detail == Detail::Whole || block.kind != BlockKind::Same {
            (block.edits, block.similarity) = told(block, (old, new), ignore, cuts, budget);
        }
    }
    blocks
}

/// Blocks under construction.
struct Plan<'a> {
    old: Vec<Option<&'a Link>>,
    claims: Claims<'a>,
    blocks: Vec<Block>,
}

impl Plan<'_> {
    /// Adds a new paragraph, and what was removed after its counterpart.
    fn place(&mut self, j: usize, link: Option<&Link>) {
        let Some(link) = link else {
            let kind = if self.claims.unknown(Side::New, j) { BlockKind::Unknown } else { BlockKind::Added };
            match self.blocks.last_mut() {
                Some(b) if b.kind == kind && b.old.is_empty() => b.new.push(j),
                _ => self.add(kind, vec![], vec![j]),
            }
            return;
        };
        if j > link.new.start {
            return;
        }
        let kind = match (link.old.len(), link.new.len(), link.in_place, link.same) {
            (1, 1, true, true) => BlockKind::Same,
            (1, 1, true, false) => BlockKind::Edited,
            (1, 1, false, _) => BlockKind::Moved,
            (1, ..) => BlockKind::Split,
            _ => BlockKind::Merged,
        };
        match self.blocks.last_mut() {
            Some(b)
                if kind == BlockKind::Same
                    && b.kind == kind
                    && b.old.last() == link.old.start.checked_sub(1).as_ref() =>
            {
                b.old.push(link.old.start);
                b.new.push(j);
            }
            _ => self.add(kind, link.old.clone().collect(), link.new.clone().collect()),
        }
        self.one_sided_from(link.old.end);
    }

    /// Adds the run of old paragraphs without counterpart that begins here.
    fn one_sided_from(&mut self, first: usize) {
        for i in first..self.old.len() {
            if self.old[i].is_some() {
                break;
            }
            let kind = if self.claims.unknown(Side::Old, i) { BlockKind::Unknown } else { BlockKind::Removed };
            match self.blocks.last_mut() {
                Some(b) if b.kind == kind && b.new.is_empty() && i > first => b.old.push(i),
                _ => self.add(kind, vec![i], vec![]),
            }
        }
    }

    fn add(&mut self, kind: BlockKind, old: Vec<usize>, new: Vec<usize>) {
        self.blocks.push(Block { kind, old, new, similarity: None, edits: Vec::new() });
    }
}

/// A block's edits and similarity.
fn told(
    block: &Block,
    (old, new): (&[Arc<str>], &[Arc<str>]),
    ignore: Ignore,
    cuts: &Cuts<'_>,
    budget: &mut Budget,
) -> (Vec<Edit>, Option<f32>) {
    if let (&[i], &[j]) = (&*block.old, &*block.new)
        && old[i] == new[j]
    {
        return (vec![Edit::new(Op::Equal, &*new[j])], Some(1.0));
    }
    let left = joined(old, &block.old);
    let right = joined(new, &block.new);
    match block.kind {
        BlockKind::Added => (vec![Edit::new(Op::Insert, right)], None),
        BlockKind::Removed => (vec![Edit::new(Op::Delete, left)], None),
        BlockKind::Unknown => (vec![Edit::new(Op::Unknown, if block.old.is_empty() { right } else { left })], None),
        _ if left == right => (vec![Edit::new(Op::Equal, right)], Some(1.0)),
        BlockKind::Same => (respelt(block, old, new, ignore, budget), Some(1.0)),
        _ => {
            let (edits, similarity) = words::edits_of(&left, &right, ignore, cuts, budget);
            (edits, Some(similarity))
        }
    }
}

/// The edits of a run of paragraphs that are the same but for what is ignored.
fn respelt(block: &Block, old: &[Arc<str>], new: &[Arc<str>], ignore: Ignore, budget: &mut Budget) -> Vec<Edit> {
    let mut out = Edits::default();
    for (k, (&i, &j)) in block.old.iter().zip(&block.new).enumerate() {
        if k > 0 {
            out.push(Op::Equal, "\n", None);
        }
        if old[i] == new[j] {
            out.push(Op::Equal, &new[j], None);
        } else {
            let edits = words::edits(&old[i], &new[j], ignore, budget).0;
            if edits.iter().all(|e| e.op == Op::Equal) {
                for e in edits {
                    out.push(e.op, &e.text, e.old.as_deref());
                }
            } else {
                out.equal(&old[i], &new[j]);
            }
        }
    }
    out.end()
}

/// Paragraphs joined by line feeds.
fn joined<'p>(paragraphs: &'p [Arc<str>], which: &[usize]) -> Cow<'p, str> {
    if let &[only] = which {
        return Cow::Borrowed(&paragraphs[only]);
    }
    let mut out = String::with_capacity(which.iter().map(|&i| paragraphs[i].len() + 1).sum());
    for (k, &i) in which.iter().enumerate() {
        if k > 0 {
            out.push('\n');
        }
        out.push_str(&paragraphs[i]);
    }
    Cow::Owned(out)
}
