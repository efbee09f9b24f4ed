//! Paragraphs that were split, and paragraphs that were merged: one that says what several consecutive ones say
//! together.

use std::ops::Range;

use super::{assign::Edge, candidates::Singles, sequence::Budget};
use crate::text::likeness::{Bag, overlap, shared};

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
const WORDS: usize = 2;
/// At most so many pieces are weighed together.
const PIECES: usize = 12;

/// One paragraph on one side, consecutive ones on the other; as indices of `Singles`.
type Join = (Range<usize>, Range<usize>);

/// The splits and merges among paragraphs without counterpart, given the similarities (of 1000) of those that are worth
/// weighing; the best first, none sharing a paragraph with another.
pub(super) fn joins(singles: &Singles, weighed: &[Edge], budget: &mut Budget) -> Vec<Join> {
    let split = Way {
        whole: |e| e.left,
        piece: |e| e.right,
        whole_bag: |s, x| s.bag(x),
        piece_bag: |s, y| s.other_bag(y),
        piece_at: |s, y| s.right[y].at,
    };
    let merged = Way {
        whole: |e| e.right,
        piece: |e| e.left,
        whole_bag: |s, y| s.other_bag(y),
        piece_bag: |s, x| s.bag(x),
        piece_at: |s, x| s.left[x].at,
    };
    let mut found: Vec<(u32, Join)> = Vec::new();
    split.find(singles, weighed, budget, |score, x, ys| found.push((score, (x..x + 1, ys))));
    merged.find(singles, weighed, budget, |score, y, xs| found.push((score, (xs, y..y + 1))));
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
    whole: fn(&Edge) -> usize,
    piece: fn(&Edge) -> usize,
    whole_bag: fn(&Singles, usize) -> &Bag<u32>,
    piece_bag: fn(&Singles, usize) -> &Bag<u32>,
    piece_at: fn(&Singles, usize) -> usize,
}

impl Way {
    fn find(
        &self,
        singles: &Singles,
        weighed: &[Edge],
        budget: &mut Budget,
        mut tell: impl FnMut(u32, usize, Range<usize>),
    ) {
        // What each piece is worth as somebody's only counterpart.
        let mut alone: Vec<(usize, usize, u32)> =
            weighed.iter().map(|e| ((self.piece)(e), (self.whole)(e), e.worth)).collect();
        alone.sort_unstable();
        let rival = |piece: usize, whole: usize| {
            let from = alone.partition_point(|a| a.0 < piece);
            let of = alone[from..].iter().take_while(|a| a.0 == piece);
            of.filter(|a| a.1 != whole).map(|a| a.2).max().unwrap_or(0)
        };
        let mut held: Vec<(usize, usize, u32)> = Vec::new();
        for e in weighed {
            let (whole, piece) = ((self.whole)(e), (self.piece)(e));
            let bag = (self.piece_bag)(singles, piece);
            let (common, _, weight) = overlap((self.whole_bag)(singles, whole), bag);
            if bag.count >= WORDS && common * 1000 >= weight * HELD {
                held.push((whole, piece, e.worth));
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
                let bags: Vec<&Bag<u32>> = run.iter().map(|h| (self.piece_bag)(singles, h.1)).collect();
                let one = (self.whole_bag)(singles, whole);
                if let Some((score, pieces)) = together(one, &bags, budget) {
                    let pieces = first + pieces.start..first + pieces.end;
                    if score > best_alone && pieces.clone().all(|p| rival(p, whole) < score.min(RIVAL)) {
                        tell(score, whole, pieces);
                    }
                }
            }
        }
    }
}

/// The run of two or more pieces that is most like the whole, every one of them needed.
fn together(whole: &Bag<u32>, pieces: &[&Bag<u32>], budget: &mut Budget) -> Option<(u32, Range<usize>)> {
    let mut best: Option<(u32, Range<usize>)> = None;
    for from in 0..pieces.len() {
        let mut joined = pieces[from].clone();
        for to in from + 1..pieces.len().min(from + PIECES) {
            joined = joined.with(pieces[to]);
            if !budget.take(4 * (joined.distinct() + whole.distinct()) as u64) {
                return best;
            }
            let score = shared(whole, &joined);
            if score >= TOGETHER
                && best.as_ref().is_none_or(|b| score > b.0)
                && needed(whole, &pieces[from..=to], budget)
            {
                best = Some((score, from..to + 1));
            }
        }
    }
    best
}

/// Whether every piece accounts for words of the whole that the others do not.
fn needed(whole: &Bag<u32>, pieces: &[&Bag<u32>], budget: &mut Budget) -> bool {
    let joined = |skip: usize| {
        let mut rest = pieces.iter().enumerate().filter(|(k, _)| *k != skip).map(|(_, b)| *b);
        let first = rest.next().cloned().unwrap_or_default();
        rest.fold(first, |all, b| all.with(b))
    };
    let all = joined(usize::MAX);
    if !budget.take((pieces.len() * (all.distinct() + whole.distinct())) as u64) {
        return false;
    }
    let common = overlap(whole, &all).0;
    (0..pieces.len()).all(|k| {
        let without = overlap(whole, &joined(k)).0;
        (common - without) * 1000 >= overlap(whole, pieces[k]).2 * OWN
    })
}
