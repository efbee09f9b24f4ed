//! What a block says on each side, and what it takes to read it.

use std::borrow::Cow;

use crate::{
    diff::{Block, Edit, Op, TextSide},
    model::Side,
};

/// What it takes to read the facts about a block.
pub(super) fn steps(block: &Block) -> u64 {
    if block.edits.iter().all(|e| e.op == Op::Equal && e.old.is_none()) {
        return 0;
    }
    // A word of prose takes six bytes or so; many short ones take longer.
    let of = |e: &Edit| e.text.len() + 6 * memchr::memchr_iter(b' ', e.text.as_bytes()).count();
    (block.edits.iter().map(of).sum::<usize>() + 300 * (block.old.len() + block.new.len())) as u64
}

/// Whether two texts differ in nothing but where paragraphs end.
pub(super) fn same_but_for_breaks(old: &str, new: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(['\n', ' ']).filter(|w| !w.is_empty())
    }
    words(old).eq(words(new))
}

/// One side's text of an edited block: that of its only paragraph, or what its edits say.
pub(super) fn side_of<'t>(text: &'t TextSide, which: &[usize], edits: &[Edit], side: Side) -> Cow<'t, str> {
    match which {
        &[only] => Cow::Borrowed(text.paragraphs.get(only).map_or("", |p| p)),
        _ => Cow::Owned(edits.iter().filter_map(|e| e.on(side)).collect()),
    }
}
