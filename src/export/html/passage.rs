//! What a page says of one passage: its sign, its number, its label, and how sure its side is.

use super::markup::{self, Voices, escape};
use crate::{
    diff::{Block, BlockKind, Diff, Edit, Op, rows::carried::Carried, undeclared},
    export::{
        caution,
        reading::{self, numbers},
        safe,
    },
    model::Side,
};

/// The anchor of a moved block's end in one of the two views.
pub(super) fn anchor(view: &str, end: Side, block: &Block) -> String {
    let paragraph = match end {
        Side::Old => block.old.first(),
        Side::New => block.new.first(),
    };
    let word = if end == Side::Old { "old" } else { "new" };
    format!("{view}-{word}-{}", paragraph.map_or(0, |p| p + 1))
}

/// A link from one end of a move to the other: `moved to ¶8`, `moved from ¶4`.
pub(super) fn move_link(view: &str, at: Side, block: &Block) -> String {
    let there = at.other();
    let (word, paragraphs) = if at == Side::Old { ("to", &block.new) } else { ("from", &block.old) };
    let down = block.new.first() > block.old.first();
    let arrow = if down == (at == Side::Old) { '↓' } else { '↑' };
    format!("<a href=\"#{}\">moved {word} {} {arrow}</a>", anchor(view, there, block), numbers(paragraphs))
}

/// What became of a passage, for readers who need it said; empty where the marks say it.
pub(super) fn became(block: &Block) -> String {
    match block.kind {
        BlockKind::Split => format!("{} split into {}", numbers(&block.old), numbers(&block.new)),
        BlockKind::Merged => format!("{} merged into {}", numbers(&block.old), numbers(&block.new)),
        _ => String::new(),
    }
}

/// The word that a screen reader says of a kind.
pub(super) fn spoken(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Same => "unchanged",
        kind => kind.word(),
    }
}

/// The sign of a kind as the margin shows it: a true minus for what went.
pub(super) fn sign(kind: BlockKind) -> char {
    match kind {
        BlockKind::Removed => '−',
        kind => kind.sign(),
    }
}

/// The text of a paragraph that only one side has, or of which that is unknown.
pub(super) fn lone(carried: &Carried, kind: BlockKind, side: Side, paragraph: usize, text: &str) -> String {
    let op = match kind {
        BlockKind::Added => Op::Insert,
        BlockKind::Removed => Op::Delete,
        _ => return escape(&safe::marked(text)),
    };
    let (old, new) = if side == Side::Old { (vec![paragraph], vec![]) } else { (vec![], vec![paragraph]) };
    let block = Block { kind, old, new, similarity: None, edits: vec![Edit::new(op, text)] };
    markup::block(carried, &block, Voices::One(side))
}

/// Where sentences of a passage stand on the other side, as markup; empty where none was carried.
pub(super) fn notes(carried: &Carried, old: &[usize], new: &[usize]) -> String {
    reading::carried(carried, old, new).iter().map(|note| format!("<p class=\"label carried\">{note}</p>")).collect()
}

/// Notes on paragraphs whose side is uncertain or was set by hand, as markup; empty where all is known.
pub(super) fn doubts(diff: &Diff, side: Side, paragraphs: &[usize]) -> String {
    let doubts = paragraphs.iter().filter_map(|&p| caution::doubt(&diff.sides[side], side, p));
    let open = paragraphs.iter().filter_map(|&p| undeclared::under(diff, side, p)).map(|told| format!("! {told}"));
    doubts.chain(open).map(|text| note(&text)).collect()
}

fn note(text: &str) -> String {
    format!("<p class=\"why\">{}</p>", escape(text))
}

/// The note that stands for unchanged paragraphs that are left out.
pub(super) fn fold(hidden: usize) -> String {
    format!("<p class=\"fold\">{}</p>", reading::fold(hidden))
}

/// The note that stands where text is missing.
pub(super) fn hole(side: Side) -> String {
    format!("<p class=\"hole\">{}</p>", caution::hole(side))
}
