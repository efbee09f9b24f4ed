//! Shape C: the saver wrote a row a line and ran its cells together.
//!
//! ```text
//! Version 2 Version 3
//! Headline Headline
//! (about 3 hours later)
//! unchangedunchanged
//! older newer
//! a cell alone in its row
//! ```
//! An unchanged row is the same text twice, without a blank. A changed row has one blank between its cells, at a place
//! that has to be found ([`splits`](super::splits)); a row of one cell stands bare. By the grammar of the page
//! ([`cells`](super::cells)) the changed rows of a block come before its bare ones, and those are all of one side, so
//! how many rows of a block are changed is decided for the block and not for each row; the side of the bare ones is
//! inferred as in shape A.

use std::borrow::Cow;

use super::{
    blocks::{self, Run},
    columns::{Columns, View},
    corrections::Fixed,
    echoes::{Echoes, numbers},
    edges::Edges,
    features::Reading,
    grounds::{self, Standing},
    habits::Habits,
    header::{Line, gap},
    page::Page,
    placed::{Placed, Rows, percent},
    splits::{self, Split, Surroundings},
    weights::{COUNTS, HEADLINES, SPLITS},
};
use crate::{
    model::{Placement, Side, Sides},
    text::likeness::Likeness,
};

/// The half of a text that is the same text twice, with or without a blank between.
pub(super) fn doubled(text: &str) -> Option<&str> {
    let middle = text.len() / 2;
    let (left, right) = text.split_at_checked(middle)?;
    if text.len().is_multiple_of(2) && left == right {
        return Some(left);
    }
    let (left, right) = (text.get(..middle)?, text.get(middle + 1..)?);
    (text.len() % 2 == 1 && left == right && text.get(middle..=middle) == Some(" ")).then_some(left)
}

/// A row that is not unchanged, with the ways to split it.
pub(super) struct Open {
    /// Logarithm of the summed odds of all splits against the row standing alone.
    pub(super) pair: f32,
    /// The likeliest split with its share among the splits, and the runner-up.
    pub(super) best: Option<(usize, f32)>,
    pub(super) second: Option<(usize, f32)>,
    /// The share of each split.
    pub(super) shares: Vec<f32>,
}

/// Weighs the splits of a row.
pub(super) fn weigh(places: &[Split]) -> Open {
    weigh_by(places, &SPLITS)
}

/// Weighs splits by the first of their features, one for each weight.
fn weigh_by(places: &[Split], weights: &[f32]) -> Open {
    let score = |s: &Split| s.features.iter().zip(weights).map(|(a, b)| a * b).sum::<f32>();
    let scores: Vec<f32> = places.iter().map(score).collect();
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if scores.is_empty() {
        return Open { pair: f32::NEG_INFINITY, best: None, second: None, shares: Vec::new() };
    }
    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let share = |i: usize| ((scores[i] - top).exp()) / sum;
    let pick = |n: usize| order.get(n).map(|&i| (places[i].at, share(i)));
    let (best, second) = (pick(0), pick(1));
    Open { pair: top + sum.ln(), best, second, shares: (0..scores.len()).map(share).collect() }
}

/// How many of a block's rows are changed ones, by the odds of each: the probability of each number.
pub(super) fn counts(rows: &[f32]) -> Vec<f32> {
    let [trust, each, all, left, none] = COUNTS;
    let mut sum = 0.0f32;
    let mut scores = Vec::with_capacity(rows.len() + 1);
    for pairs in 0..=rows.len() {
        if pairs > 0 {
            sum += rows[pairs - 1].clamp(-8.0, 8.0);
        }
        let bare = (rows.len() - pairs) as f32;
        let shape = all * f32::from(bare == 0.0) + left * bare.ln_1p() + none * f32::from(pairs == 0);
        scores.push(trust * sum + each * pairs as f32 + shape);
    }
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    scores.iter().map(|s| (s - top).exp() / sum).collect()
}

/// Of how many changed rows most cells of a block are expected to be right: both cells of a row that is parted at the right
/// place, and one of a bare row that is put on its side.
fn most_right(counts: &[f32], rows: &[Open]) -> usize {
    let mut bare: f32 = rows.iter().enumerate().map(|(row, _)| SIDED * counts[..=row].iter().sum::<f32>()).sum();
    let (mut best, mut parted, mut alone) = ((bare, 0), 0.0, 0.0);
    for (row, open) in rows.iter().enumerate() {
        alone += counts[row];
        parted += 2.0 * (1.0 - alone) * open.best.map_or(0.0, |(_, share)| share);
        bare -= SIDED * alone;
        if parted + bare > best.0 {
            best = (parted + bare, row + 1);
        }
    }
    best.1
}

/// How often a bare row is put on its side.
const SIDED: f32 = 0.75;

/// One cell that a row was taken to hold.
struct Piece<'a> {
    line: u32,
    text: &'a str,
    /// How sure the split is; 1 for a row that was not split.
    split: f32,
    second: Option<(String, f32)>,
    paired: bool,
}

/// Reads headlines, gap and rows.
pub(super) fn read<'a>(lines: &[Line<'a>], fixed: &Fixed) -> (Sides<String>, Option<String>, Rows<'a>) {
    let around = surroundings(lines.iter().map(|l| l.text));
    let (titles, later, start) = headlines(lines, &around);
    let body = &lines[start..];
    let texts: Vec<&str> = body.iter().map(|l| if unchanged(l, fixed).is_some() { "" } else { l.text }).collect();
    let open_blocks: Vec<&[&str]> = texts.split(|t| t.is_empty()).filter(|b| !b.is_empty()).collect();
    let columns = Columns::new(&open_blocks, &around);
    let mut opened = 0;
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    let mut chances: Vec<Vec<f32>> = Vec::new();
    let mut at = 0;
    while at < body.len() {
        if let Some(text) = unchanged(&body[at], fixed) {
            runs.push(Run::Anchor(pieces.len()));
            chances.push(Vec::new());
            pieces.push(Piece { line: body[at].number, text, split: 1.0, second: None, paired: false });
            at += 1;
            continue;
        }
        let end = (at..body.len()).find(|&i| unchanged(&body[i], fixed).is_some()).unwrap_or(body.len());
        let rows: Vec<Open> = body[at..end]
            .iter()
            .enumerate()
            .map(|(n, l)| open(l, &around, &columns.about(opened + n), fixed))
            .collect();
        opened += end - at;
        let counts = counts(&rows.iter().map(|o| o.pair).collect::<Vec<_>>());
        let best = most_right(&counts, &rows);
        let first = pieces.len();
        for (row, (line, open)) in body[at..end].iter().zip(&rows).enumerate() {
            let cut = open.best.filter(|_| row < best);
            match cut.and_then(|(place, share)| Some((line.text.split_at_checked(place)?, share))) {
                Some(((left, right), share)) => {
                    let changed: f32 = counts[row + 1..].iter().sum();
                    let second = match open.second {
                        Some((place, chance)) if 1.0 - changed < chance => {
                            let before: String = line.text.get(..place).unwrap_or("").chars().rev().take(24).collect();
                            let before: String = before.chars().rev().collect();
                            Some((format!("parted after “{before}”"), chance))
                        }
                        _ => Some(("one cell alone in its row".into(), 1.0 - changed)),
                    };
                    for text in [left.trim(), right.trim()] {
                        let split = share * changed;
                        pieces.push(Piece { line: line.number, text, split, second: second.clone(), paired: true });
                    }
                }
                None => {
                    let alone: f32 = counts[..=row].iter().sum();
                    let second = Some(("two cells run together".to_owned(), 1.0 - alone));
                    pieces.push(Piece { line: line.number, text: line.text, split: alone, second, paired: false });
                }
            }
        }
        runs.push(Run::Block((first..pieces.len()).collect()));
        chances.push(counts);
        at = end;
    }
    let cells = place(&pieces, &runs, &titles, fixed);
    (titles, later, Rows { cells, holes: Vec::new() })
}

/// Reads once what the rows are weighed by.
pub(super) fn surroundings<'a>(rows: impl Iterator<Item = &'a str> + Clone) -> Surroundings {
    let habits = Habits::new(rows.clone().filter_map(doubled), splits::inside);
    let echoes = Echoes::new(rows.clone().map(|r| doubled(r).unwrap_or(r)));
    let edges = Edges::new(rows.clone().map(|r| doubled(r).unwrap_or(r)).map(|r| (r, numbers(r.split_whitespace()))));
    Surroundings { likeness: Likeness::new(rows), echoes, habits, edges }
}

/// The text of an unchanged row.
fn unchanged<'a>(line: &Line<'a>, fixed: &Fixed) -> Option<&'a str> {
    match fixed.of(line.number) {
        Some(Placement::One(_)) => None,
        Some(Placement::Both) => Some(doubled(line.text).unwrap_or(line.text)),
        None => doubled(line.text),
    }
}

/// The splits of a row; a row that was set to one side by hand is one cell.
fn open(line: &Line<'_>, around: &Surroundings, view: &View, fixed: &Fixed) -> Open {
    match fixed.of(line.number) {
        Some(_) => Open { pair: -40.0, best: None, second: None, shares: Vec::new() },
        None => weigh(&splits::of(line.text, around, view)),
    }
}

/// Gives every piece its side: the pairs have theirs by their order, the bare rows by inference.
fn place<'a>(pieces: &[Piece<'a>], runs: &[Run], titles: &Sides<String>, fixed: &Fixed) -> Vec<Placed<'a>> {
    let texts: Vec<&str> = pieces.iter().map(|p| p.text).collect();
    let page = Page::new(&texts, titles);
    let hand = |piece: usize| match pieces.get(piece).and_then(|p| fixed.of(p.line)) {
        Some(Placement::One(side)) => Some(side),
        _ => None,
    };
    let readings = |cells: &[usize]| {
        let pairs = cells.iter().filter(|&&c| pieces[c].paired).count() / 2;
        let left = cells.len() - 2 * pairs;
        let sides = if left > 0 { &Side::BOTH[..] } else { &[Side::Old][..] };
        sides.iter().map(|&side| Reading::new(pairs, left, side)).collect()
    };
    let weighed = blocks::weigh_among(&page, runs, &hand, &readings, false);
    let numbers: Vec<u32> = pieces.iter().map(|p| p.line).collect();
    let standing = Standing::of(&page, runs, &weighed, &numbers, &hand);
    let mut out = Vec::new();
    for (run, weighed) in runs.iter().zip(&weighed) {
        match (run, weighed) {
            (Run::Anchor(cell), _) => {
                let piece = &pieces[*cell];
                let by_hand = fixed.of(piece.line).is_some();
                let ground = if by_hand { "set by hand" } else { "the row is the same text twice: unchanged" };
                let mut placed = Placed::stated(piece.line, piece.text, Placement::Both, ground);
                placed.by_hand = by_hand;
                out.push(placed);
            }
            (Run::Block(cells), Some(weighed)) => {
                for (at, &cell) in cells.iter().enumerate() {
                    let piece = &pieces[cell];
                    let (likely, sure) = weighed.side_of(at);
                    let set = hand(cell);
                    let side = set.unwrap_or(likely);
                    let mut why = grounds::of(&page, cells, weighed, at, side, &standing, &numbers, set.is_some());
                    let mut rival = grounds::rival(weighed, at, side).filter(|_| set.is_none());
                    if let Some((other, chance)) = piece.second.as_ref().filter(|_| set.is_none())
                        && piece.split < sure
                        && *chance >= 0.005
                    {
                        rival = Some(format!("{other}: {}", percent(*chance)));
                    }
                    if piece.paired {
                        why.insert(
                            0,
                            format!("one of the two cells that the row was parted into ({})", percent(piece.split)),
                        );
                    }
                    out.push(Placed {
                        line: piece.line,
                        text: Cow::Borrowed(piece.text),
                        placement: Placement::One(side),
                        confidence: if set.is_some() { 1.0 } else { sure * piece.split },
                        grounds: why,
                        rival,
                        by_hand: set.is_some(),
                    });
                }
            }
            (Run::Block(_), None) => {}
        }
    }
    out
}

/// The headlines' row and the gap. A headline's row has a blank between its cells also where they are equal.
fn headlines(lines: &[Line<'_>], around: &Surroundings) -> (Sides<String>, Option<String>, usize) {
    let found = lines.iter().take(4).position(|l| gap(l.text).is_some());
    let rows = &lines[..found.unwrap_or(0)];
    let titles = match rows {
        [] => Sides::default(),
        [row] => match doubled(row.text) {
            Some(title) => Sides::new(title.to_owned(), title.to_owned()),
            None => match weigh_by(&splits::of(row.text, around, &View::default()), &HEADLINES).best {
                Some((at, _)) => Sides::new(row.text[..at].trim().to_owned(), row.text[at..].trim().to_owned()),
                None => Sides::new(row.text.to_owned(), row.text.to_owned()),
            },
        },
        [old, new, ..] => Sides::new(old.text.to_owned(), new.text.to_owned()),
    };
    let later = found.and_then(|at| gap(lines[at].text)).map(str::to_owned);
    (titles, later, found.map_or(0, |at| at + 1))
}
