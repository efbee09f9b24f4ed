//! Paragraphs that were split, and paragraphs that were merged: one that says what several consecutive ones say
//! together.

use std::{cell::OnceCell, ops::Range, sync::Arc};

use super::{
    candidates::{Singles, Weighed},
    sequence::Budget,
    verbatim::verbatim,
};
use crate::{
    model::Sides,
    text::likeness::{Scale, alike},
};

/// From this share (of 1000) of a piece's words on, the whole may hold the piece. A paragraph of which just a sentence
/// or two went over is no piece.
const HELD: u64 = 650;
/// What the pieces together have in common with the whole (of 1000), at least.
const TOGETHER: u32 = 550;
/// The share (of 1000) of a piece that no other piece accounts for, at least: less, and it says nothing of its own.
const OWN: u64 = 400;
/// A piece that is as like (of 1000) some other paragraph became that one; what it has in common with the whole is a
/// sentence that was carried over.
const RIVAL: u32 = 500;
/// A piece has at least so many words.
const WORDS: usize = 3;
/// Of a piece of fewer words than these the whole holds all or it is chance (`I can’t.`).
const FEW: usize = 4;
/// The score of pieces that make up the whole word by word: above any likeness.
const VERBATIM: u32 = 1001;
/// At most so many pieces are weighed together.
const PIECES: usize = 12;

/// One paragraph on one side, consecutive ones on the other; as indices of `Singles`.
type Join = (Range<usize>, Range<usize>);

/// The splits and merges among paragraphs without counterpart, given those that are worth weighing; the best first, none
/// sharing a paragraph with another.
pub(super) fn joins(
    singles: &Singles,
    weighed: &[Weighed],
    texts: Sides<&[Arc<str>]>,
    budget: &mut Budget,
) -> Vec<Join> {
    let split = Way {
        whole: |e| e.left,
        piece: |e| e.right,
        whole_bag: |_, x| x,
        piece_bag: Singles::other,
        piece_at: |s, y| s.right[y].at,
    };
    let merged = Way {
        whole: |e| e.right,
        piece: |e| e.left,
        whole_bag: Singles::other,
        piece_bag: |_, x| x,
        piece_at: |s, x| s.left[x].at,
    };
    let mut scale = Scale::new(&singles.bags);
    let mut found: Vec<(u32, Join)> = Vec::new();
    verbatim(singles, weighed, texts, budget, |xs, ys| found.push((VERBATIM, (xs, ys))));
    split.find(singles, weighed, &mut scale, budget, |score, x, ys| found.push((score, (x..x + 1, ys))));
    merged.find(singles, weighed, &mut scale, budget, |score, y, xs| found.push((score, (xs, y..y + 1))));
    found.sort_by_key(|(score, (xs, ys))| (u32::MAX - score, xs.start, ys.start, xs.end, ys.end));
    let mut taken = (vec![false; singles.left.len()], vec![false; singles.right.len()]);
    found.retain(|(_, (xs, ys))| {
        let free = !taken.0[xs.clone()].contains(&true) && !taken.1[ys.clone()].contains(&true);
        if free {
            taken.0[xs.clone()].fill(true);
            taken.1[ys.clone()].fill(true);
        }
        free
    });
    found.into_iter().map(|f| f.1).collect()
}

/// One of the two ways to look: for what was split (the whole is old), for what was merged (the whole is new).
struct Way {
    whole: fn(&Weighed) -> usize,
    piece: fn(&Weighed) -> usize,
    whole_bag: fn(&Singles, usize) -> usize,
    piece_bag: fn(&Singles, usize) -> usize,
    piece_at: fn(&Singles, usize) -> usize,
}

impl Way {
    fn find(
        &self,
        singles: &Singles,
        weighed: &[Weighed],
        scale: &mut Scale<'_>,
        budget: &mut Budget,
        mut tell: impl FnMut(u32, usize, Range<usize>),
    ) {
        // What each piece is worth as somebody's only counterpart.
        let alone: OnceCell<Vec<(usize, usize, u32)>> = OnceCell::new();
        let rival = |piece: usize, whole: usize| {
            let alone = alone.get_or_init(|| {
                let mut alone: Vec<_> =
                    weighed.iter().map(|e| ((self.piece)(e), (self.whole)(e), e.likeness)).collect();
                alone.sort_unstable();
                alone
            });
            let from = alone.partition_point(|a| a.0 < piece);
            let of = alone[from..].iter().take_while(|a| a.0 == piece);
            of.filter(|a| a.1 != whole).map(|a| a.2).max().unwrap_or(0)
        };
        let bags = &singles.bags;
        let mut held: Vec<(usize, usize, u32)> = Vec::new();
        for e in weighed {
            let (whole, piece) = ((self.whole)(e), (self.piece)(e));
            let bag = (self.piece_bag)(singles, piece);
            let least = if bags.count(bag) < FEW { 1000 } else { HELD };
            if bags.count(bag) >= WORDS && e.common * 1000 >= bags.total(bag) * least {
                held.push((whole, piece, e.likeness));
            }
        }
        held.sort_unstable();
        for of_one in held.chunk_by(|a, b| a.0 == b.0) {
            let best_alone = of_one.iter().map(|h| h.2).max().unwrap_or(0);
            let next = |a: &(usize, usize, u32), b: &(usize, usize, u32)| {
                a.1 + 1 == b.1 && (self.piece_at)(singles, a.1) + 1 == (self.piece_at)(singles, b.1)
            };
            for run in of_one.chunk_by(next).filter(|r| r.len() > 1) {
                let (whole, first) = (run[0].0, run[0].1);
                let pieces: Vec<usize> = run.iter().map(|h| (self.piece_bag)(singles, h.1)).collect();
                let one = (self.whole_bag)(singles, whole);
                let mut weighing = Weighing { singles, scale: &mut *scale, whole: one };
                let found = weighing.together(&pieces, budget);
                scale.clear(one);
                if let Some((score, pieces)) = found {
                    let pieces = first + pieces.start..first + pieces.end;
                    if score > best_alone && pieces.clone().all(|p| rival(p, whole) < score.min(RIVAL)) {
                        tell(score, whole, pieces);
                    }
                }
            }
        }
    }
}

/// A whole being weighed against several pieces.
struct Weighing<'a, 'b> {
    singles: &'a Singles,
    scale: &'a mut Scale<'b>,
    whole: usize,
}

impl Weighing<'_, '_> {
    /// The run of two or more pieces that is most like the whole, every one of them needed.
    fn together(&mut self, pieces: &[usize], budget: &mut Budget) -> Option<(u32, Range<usize>)> {
        let bags = &self.singles.bags;
        let mut best: Option<(u32, Range<usize>)> = None;
        for from in 0..pieces.len() {
            let (mut total, mut words) = (bags.total(pieces[from]), bags.distinct(pieces[from]));
            for to in from + 1..pieces.len().min(from + PIECES) {
                total += bags.total(pieces[to]);
                words += bags.distinct(pieces[to]);
                if !budget.take(4 * (words + bags.distinct(self.whole)) as u64) {
                    return best;
                }
                let score = alike(self.common(&pieces[from..=to], None), bags.total(self.whole), total);
                if score >= TOGETHER
                    && best.as_ref().is_none_or(|b| score > b.0)
                    && self.needed(&pieces[from..=to], words, budget)
                {
                    best = Some((score, from..to + 1));
                }
            }
        }
        best
    }

    /// What pieces have in common with the whole together, one of them left out.
    fn common(&mut self, pieces: &[usize], without: Option<usize>) -> u64 {
        self.scale.lay(self.whole);
        pieces.iter().enumerate().filter(|(k, _)| Some(*k) != without).map(|(_, &p)| self.scale.take(p)).sum()
    }

    /// Whether every piece accounts for words of the whole that the others do not.
    fn needed(&mut self, pieces: &[usize], words: usize, budget: &mut Budget) -> bool {
        if !budget.take((pieces.len() * (words + self.singles.bags.distinct(self.whole))) as u64) {
            return false;
        }
        let common = self.common(pieces, None);
        (0..pieces.len()).all(|k| {
            let without = self.common(pieces, Some(k));
            (common - without) * 1000 >= self.singles.bags.total(pieces[k]) * OWN
        })
    }
}
