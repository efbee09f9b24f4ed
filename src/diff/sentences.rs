//! Which sentence became which: inside blocks by the words that they have in common there, then, of those left over,
//! wherever they were carried.
//!
//! The kinds are those of NewsEdits (Spangher et al. 2022: addition, deletion, edit, refactor), with splits and merges
//! told apart.

use std::{ops::Range, sync::Arc};

use super::{
    Block, BlockKind, Op,
    assign::{Edge, assign},
    candidates::Singles,
    sequence::Budget,
    types::{Place, Sentence, SentenceKind},
};
use crate::{
    model::{Side, Sides},
    text::{sentences::sentences as cut, words::Cuts},
};

/// From this share (of 100) of the shorter one's text in common, sentences of one block are one sentence.
const SHORTER: usize = 50;
/// Or from this share of the longer one's.
const LONGER: usize = 35;
/// From this similarity (of 1000) on, a sentence is one that was carried elsewhere.
const CARRIED: u32 = 600;
/// A sentence that was carried has at least so many words: fewer in common are chance.
const WORDS: usize = 5;

/// Of more sentences than this, those too short to have so many words are not even looked at.
const MANY: usize = 100_000;

/// Of texts that changed in more bytes than this, each paragraph counted as so many more, no sentences are told.
const MOST: usize = 6 << 20;
const PARAGRAPH: usize = 64;

/// A sentence of one side, in bytes of its paragraph.
#[derive(Debug, Clone)]
struct Piece {
    paragraph: usize,
    range: Range<usize>,
    /// Where it begins in its block's text.
    at: usize,
    block: usize,
    linked: bool,
}

/// A sentence that became another, by index of pieces.
struct Tie {
    kind: SentenceKind,
    old: Vec<usize>,
    new: Vec<usize>,
}

/// The sentences of all blocks that changed. Each occurs once. In the order of the new side, those that went after the
/// others of their block.
pub(super) fn sentences(texts: Sides<&[Arc<str>]>, blocks: &[Block], budget: &mut Budget) -> Vec<Sentence> {
    if extent(texts, blocks) > MOST {
        budget.cut = true;
        return Vec::new();
    }
    let mut pieces: Sides<Vec<Piece>> = Sides::default();
    let mut ties: Vec<Tie> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Same | BlockKind::Unknown) {
            continue;
        }
        let from = pieces.as_ref().map(Vec::len);
        for side in Side::BOTH {
            pieces[side].extend(pieces_of(texts[side], block, index, side));
        }
        if !block.old.is_empty() && !block.new.is_empty() {
            within(block, &mut pieces, from, &mut ties);
        }
    }
    if may_carry(blocks) {
        carried(texts, &mut pieces, &mut ties, budget);
    }
    told(texts, &pieces, ties)
}

/// How much the blocks that changed hold.
fn extent(texts: Sides<&[Arc<str>]>, blocks: &[Block]) -> usize {
    let of = |side: Side, which: &[usize]| -> usize {
        which.iter().filter_map(|&i| texts[side].get(i)).map(|text| text.len() + PARAGRAPH).sum()
    };
    let changed = blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Same | BlockKind::Unknown));
    changed.map(|b| of(Side::Old, &b.old) + of(Side::New, &b.new)).sum()
}

/// Whether any sentence can have been carried elsewhere: what was carried went at one place and came at another.
pub(super) fn may_carry(blocks: &[Block]) -> bool {
    // A word and a blank each, but for the last.
    let least = 2 * WORDS - 1;
    let bytes = |op: Op| {
        let edits = blocks.iter().flat_map(|b| &b.edits).filter(move |e| e.op == op);
        edits.map(|e| e.text.len()).sum::<usize>()
    };
    bytes(Op::Delete) >= least && bytes(Op::Insert) >= least
}

/// The sentences of one side of a block.
fn pieces_of(texts: &[Arc<str>], block: &Block, index: usize, side: Side) -> Vec<Piece> {
    let which = if side == Side::Old { &block.old } else { &block.new };
    let mut out = Vec::new();
    let mut before = 0;
    for &paragraph in which {
        let Some(text) = texts.get(paragraph) else { continue };
        for range in cut(text) {
            out.push(Piece { paragraph, at: before + range.start, range, block: index, linked: false });
        }
        before += text.len() + 1;
    }
    out
}

/// Ties sentences of one block by the text that its edits leave in common.
fn within(block: &Block, pieces: &mut Sides<Vec<Piece>>, from: Sides<usize>, ties: &mut Vec<Tie>) {
    let common = in_common(block, pieces, from);
    let length = |side: Side, k: usize| pieces[side][k].range.len().max(1);
    let links: Vec<(usize, usize, usize)> = common
        .into_iter()
        .filter(|&(i, j, n)| {
            let (a, b) = (length(Side::Old, i), length(Side::New, j));
            n * 100 >= a.min(b) * SHORTER || n * 100 >= a.max(b) * LONGER
        })
        .collect();
    // Links ascend on both sides, so that those which share a sentence stand together.
    let touch = |a: &(usize, usize, usize), b: &(usize, usize, usize)| a.0 == b.0 || a.1 == b.1;
    for group in links.chunk_by(touch) {
        let (first, last) = (group[0], group[group.len() - 1]);
        let tie = match (first.0 == last.0, first.1 == last.1) {
            (true, true) => vec![(SentenceKind::Edited, first.0..first.0 + 1, first.1..first.1 + 1)],
            (true, false) => vec![(SentenceKind::Split, first.0..first.0 + 1, first.1..last.1 + 1)],
            (false, true) => vec![(SentenceKind::Merged, first.0..last.0 + 1, first.1..first.1 + 1)],
            (false, false) => best_of(group).map(|(i, j)| (SentenceKind::Edited, i..i + 1, j..j + 1)).collect(),
        };
        for (kind, old, new) in tie {
            pieces.old[old.clone()].iter_mut().for_each(|p| p.linked = true);
            pieces.new[new.clone()].iter_mut().for_each(|p| p.linked = true);
            ties.push(Tie { kind, old: old.collect(), new: new.collect() });
        }
    }
}

/// Where several sentences meet several: one with one, going forward, each taken with the next one or the better of two
/// that compete.
fn best_of(group: &[(usize, usize, usize)]) -> impl Iterator<Item = (usize, usize)> {
    let mut kept: Vec<(usize, usize, usize)> = Vec::new();
    for link in group {
        match kept.last_mut() {
            Some(last) if last.0 == link.0 || last.1 == link.1 => {
                if link.2 > last.2 {
                    *last = *link;
                }
            }
            _ => kept.push(*link),
        }
    }
    kept.into_iter().map(|l| (l.0, l.1))
}

/// How many bytes a block's sentences have in common: (old, new, bytes), ascending.
fn in_common(block: &Block, pieces: &Sides<Vec<Piece>>, from: Sides<usize>) -> Vec<(usize, usize, usize)> {
    let (mut i, mut j) = (from.old, from.new);
    let (mut old, mut new) = (0, 0);
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for edit in &block.edits {
        let length = |side| edit.on(side).map_or(0, str::len);
        let (end_old, end_new) = (old + length(Side::Old), new + length(Side::New));
        if edit.op == Op::Equal {
            // Where the spellings differ in length, the longer one's tail belongs to its last sentence.
            let (mut a, mut b) = (old, new);
            while a < end_old && b < end_new {
                while pieces.old.get(i).is_some_and(|p| p.at + p.range.len() <= a) {
                    i += 1;
                }
                while pieces.new.get(j).is_some_and(|p| p.at + p.range.len() <= b) {
                    j += 1;
                }
                let (Some(p), Some(q)) = (pieces.old.get(i), pieces.new.get(j)) else { break };
                let skip = p.at.saturating_sub(a).max(q.at.saturating_sub(b));
                if skip > 0 {
                    (a, b) = (a + skip, b + skip);
                    continue;
                }
                let left = (end_old.min(p.at + p.range.len()) - a).min(end_new.min(q.at + q.range.len()) - b);
                match out.last_mut() {
                    Some(last) if (last.0, last.1) == (i, j) => last.2 += left,
                    _ => out.push((i, j, left)),
                }
                (a, b) = (a + left, b + left);
            }
        }
        (old, new) = (end_old, end_new);
    }
    out
}

/// Ties what is left over, wherever it stands.
fn carried(texts: Sides<&[Arc<str>]>, pieces: &mut Sides<Vec<Piece>>, ties: &mut Vec<Tie>, budget: &mut Budget) {
    let many = Side::BOTH.iter().any(|&side| pieces[side].len() > MANY);
    let free = |side: Side| -> (Vec<usize>, Vec<&str>) {
        let weighed = |p: &Piece| !p.linked && (!many || p.range.len() > 2 * WORDS);
        let free = pieces[side].iter().enumerate().filter(|(_, p)| weighed(p));
        let text = |p: &Piece| texts[side].get(p.paragraph).and_then(|t| t.get(p.range.clone())).unwrap_or("");
        free.map(|(k, p)| (k, text(p))).unzip()
    };
    let (old, new) = (free(Side::Old), free(Side::New));
    if old.0.is_empty() || new.0.is_empty() {
        return;
    }
    let singles = Singles::new(&old.1, &new.1, &[], &Cuts::default());
    let mut edges = Vec::new();
    for pair in singles.weighed(budget) {
        if pair.likeness >= CARRIED && singles.shorter(&pair) >= WORDS {
            edges.push(Edge { left: pair.left, right: pair.right, worth: pair.likeness * pair.likeness });
        }
    }
    for (x, y) in assign(&edges, budget) {
        let (i, j) = (old.0[x], new.0[y]);
        let ordered = budget.take(ties.len() as u64) && in_order(pieces, ties, i, j);
        let kind = if ordered { SentenceKind::Edited } else { SentenceKind::Moved };
        pieces.old[i].linked = true;
        pieces.new[j].linked = true;
        ties.push(Tie { kind, old: vec![i], new: vec![j] });
    }
}

/// Whether two sentences stand in one block, and no tie of that block would be crossed by tying them.
fn in_order(pieces: &Sides<Vec<Piece>>, ties: &[Tie], i: usize, j: usize) -> bool {
    let block = pieces.old[i].block;
    let crossed = |t: &Tie| t.old.iter().any(|&a| t.new.iter().any(|&b| (a < i) != (b < j)));
    let of_block = |t: &&Tie| t.old.first().is_some_and(|&a| pieces.old[a].block == block);
    pieces.new[j].block == block && !ties.iter().filter(of_block).any(crossed)
}

/// Everything told in order, offsets in characters.
fn told(texts: Sides<&[Arc<str>]>, pieces: &Sides<Vec<Piece>>, ties: Vec<Tie>) -> Vec<Sentence> {
    let text = |side: Side, k: usize| {
        let p = &pieces[side][k];
        texts[side].get(p.paragraph).and_then(|t| t.get(p.range.clone())).unwrap_or("")
    };
    let alone = |side: Side, kind: SentenceKind| {
        let free = (0..pieces[side].len()).filter(move |&k| !pieces[side][k].linked);
        free.map(move |k| match side {
            Side::Old => Tie { kind, old: vec![k], new: vec![] },
            Side::New => Tie { kind, old: vec![], new: vec![k] },
        })
    };
    let mut all: Vec<Tie> = ties;
    all.extend(alone(Side::Old, SentenceKind::Removed));
    all.extend(alone(Side::New, SentenceKind::Added));
    all.sort_by_key(|t| match (t.new.first(), t.old.first()) {
        (Some(&j), _) => (pieces.new[j].block, false, j),
        (None, i) => (i.map_or(0, |&i| pieces.old[i].block), true, i.copied().unwrap_or(0)),
    });
    let mut offsets = Sides::new(Offsets::default(), Offsets::default());
    let mut places = |side: Side, which: &[usize]| -> Vec<Place> {
        let pieces = which.iter().map(|&k| &pieces[side][k]);
        pieces.map(|p| offsets[side].place(texts[side], p)).collect()
    };
    all.iter()
        .map(|t| {
            let verbatim = t.kind == SentenceKind::Edited && text(Side::Old, t.old[0]) == text(Side::New, t.new[0]);
            let kind = if verbatim { SentenceKind::Same } else { t.kind };
            Sentence { kind, old: places(Side::Old, &t.old), new: places(Side::New, &t.new) }
        })
        .collect()
}

/// Counts characters on from where it last counted: sentences come mostly in order.
#[derive(Default)]
struct Offsets {
    paragraph: usize,
    bytes: usize,
    chars: usize,
}

impl Offsets {
    fn place(&mut self, texts: &[Arc<str>], piece: &Piece) -> Place {
        let text = texts.get(piece.paragraph).map_or("", |t| t);
        if self.paragraph != piece.paragraph || self.bytes > piece.range.start {
            *self = Offsets { paragraph: piece.paragraph, bytes: 0, chars: 0 };
        }
        let count = |range: Range<usize>| text.get(range).map_or(0, |t| t.chars().count());
        let from = self.chars + count(self.bytes..piece.range.start);
        let to = from + count(piece.range.clone());
        (self.bytes, self.chars) = (piece.range.end, to);
        Place { paragraph: piece.paragraph, from, to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Ignore, TextSide, compare};

    /// Kind, and paragraph and text of each old and each new sentence.
    type Cut = (SentenceKind, Vec<(usize, String)>, Vec<(usize, String)>);

    fn told(old: &[&str], new: &[&str]) -> Vec<Cut> {
        let side = |texts: &[&str]| TextSide {
            paragraphs: texts.iter().map(|t| Arc::from(*t)).collect(),
            ..TextSide::default()
        };
        let (old, new) = (side(old), side(new));
        let diff = compare(&old, &new, Ignore::Nothing);
        let cut = |side: &TextSide, places: &[Place]| {
            let text = |p: &Place| side.paragraphs[p.paragraph].chars().skip(p.from).take(p.to - p.from).collect();
            places.iter().map(|p| (p.paragraph, text(p))).collect()
        };
        diff.sentences.iter().map(|s| (s.kind, cut(&old, &s.old), cut(&new, &s.new))).collect()
    }

    const FERRY: &str = "The ferry left Oban before dawn with forty passengers and a cargo of seed potatoes.";
    const STORM: &str = "By noon the wind had risen to a gale and the captain turned back towards the sound.";
    const CREW: &str = "Nobody was hurt, said Morag Bell, who has run the line for twenty years.";
    const PIER: &str = "The council will decide in March whether the old pier is worth another repair.";

    #[test]
    fn a_sentence_carried_into_another_paragraph_is_moved() {
        let (old, new) = (
            [format!("{FERRY} {CREW}"), format!("{STORM} {PIER}")],
            [FERRY.to_owned(), format!("{STORM} {PIER} {CREW}")],
        );
        let found = told(&[&old[0], &old[1]], &[&new[0], &new[1]]);
        let kinds: Vec<SentenceKind> = found.iter().map(|f| f.0).collect();
        assert_eq!(kinds, [SentenceKind::Same, SentenceKind::Same, SentenceKind::Same, SentenceKind::Moved]);
        assert_eq!((&found[3].1, &found[3].2), (&vec![(0, CREW.to_owned())], &vec![(1, CREW.to_owned())]));
    }

    #[test]
    fn sentences_are_edited_added_removed_split_and_merged() {
        let old = format!("{FERRY} {STORM} {PIER}");
        let edited = "The ferry left Oban after dawn with forty passengers and a cargo of seed potatoes.";
        let found = told(&[&old], &[&format!("{edited} {CREW} {PIER}")]);
        let kinds: Vec<SentenceKind> = found.iter().map(|f| f.0).collect();
        use SentenceKind::{Added, Edited, Merged, Removed, Same, Split};
        assert_eq!(kinds, [Edited, Added, Same, Removed]);
        let halves = "By noon the wind had risen to a gale. The captain turned back towards the sound.";
        assert_eq!(told(&[&format!("{FERRY} {STORM}")], &[&format!("{FERRY} {halves}")])[1].0, Split);
        assert_eq!(told(&[&format!("{FERRY} {halves}")], &[&format!("{FERRY} {STORM}")])[1].0, Merged);
    }
}
