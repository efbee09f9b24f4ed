//! What the older cells and the newer cells of all joined rows of a page have in common, for splitting each of them.
//!
//! A row whose cells say different things shows little of where it is to be parted, but the two columns of the page
//! are two texts, each with words and manners of its own. So the rows are split by themselves first, those of which
//! the cells are alike surely; then every row is split again with what the columns hold by then:
//!
//! * a phrase that stands in two changed rows stands once in each column, for a text seldom repeats itself: a paragraph
//!   that met a stranger in this row meets its rewording in another;
//! * a word that is in no such phrase is likelier in the column that uses it elsewhere.

use std::collections::HashMap;

use super::{
    echoes::{numbers, phrase},
    edges::{BEGINS, Begin, ENDS, End},
    joined::{counts, weigh},
    scripts::{self, Scripts},
    splits::{self, Surroundings},
};
use crate::text::{
    stirring::Stirring,
    terms::{Term, terms},
};

/// How many rows before and after a row are its neighbours.
const NEAR: usize = 4;
/// How many terms make a phrase.
const PHRASE: usize = 4;
/// The most places of one phrase that are looked at; a phrase in more places is a habit, no rewording.
const PLACES: usize = 8;
/// How far from a twin a border is looked for, in words.
const SHIFT: usize = 12;
/// How many rows before and after a row belong to its surroundings.
const AROUND: usize = 30;
/// Rows of more bytes than these together are read once only; a page is seldom a tenth as long.
const LIMIT: usize = 1_000_000;
/// How often the columns are gathered anew.
const ROUNDS: usize = 3;
/// What a term counts in either column beforehand.
const PRIOR: f32 = 0.5;

/// What one row's words say, by word; empty where nothing is known.
#[derive(Debug, Clone, Default)]
pub(super) struct View {
    /// How much a word's twins in other rows speak for the older cell, −1 to 1.
    pub(super) twin: Vec<f32>,
    /// How much the page's columns speak for the older cell, as a logarithm.
    pub(super) page: Vec<f32>,
    /// The same of the neighbouring rows.
    pub(super) near: Vec<f32>,
    /// How much the borders of twins in other rows speak for a border after a word.
    pub(super) border: Vec<f32>,
    /// What the cells of either column are like.
    pub(super) manner: [Manner; 2],
    /// Whether the row above ends within a sentence.
    pub(super) open_above: bool,
    /// How much a word's script speaks for the older cell, as a logarithm: of two languages each has its column.
    pub(super) script: Vec<f32>,
    /// How many newer cells of other rows are thought to begin with each word.
    pub(super) begun: Vec<f32>,
    /// How much rather the older cells around end in each way, and the newer ones begin in each, than cells at large.
    pub(super) ends: [f32; ENDS],
    pub(super) begins: [f32; BEGINS],
}

/// What the cells of a column are like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// The share that ends a sentence.
    pub(super) closed: f32,
    /// Mean and spread of the logarithm of the number of bytes.
    pub(super) mean: f32,
    pub(super) spread: f32,
}

/// One joined row.
struct Row {
    terms: Vec<Term>,
    /// The word each term is of.
    word: Vec<u32>,
    words: usize,
    /// The script of each word.
    scripts: Vec<u8>,
    /// Whether it ends a sentence.
    stopped: bool,
    /// How likely each word is in the older and the newer cell; together less than 1 where the row may be one cell.
    old: Vec<f32>,
    new: Vec<f32>,
    /// How likely a cell ends after each word, the last apart.
    ends: Vec<f32>,
    /// Sums over both cells, weighed by how likely the row has two: closed, logarithm of bytes, its square.
    manner: [[f32; 3]; 2],
    two: f32,
    /// The same of how the older cell ends and the newer begins.
    last: [f32; ENDS],
    first: [f32; BEGINS],
    /// The words with which the newer cell may begin, with their chances.
    begins: Vec<(u64, f32)>,
    numbers: Vec<u64>,
}

/// The two columns of a page.
pub(super) struct Columns {
    rows: Vec<Row>,
    /// Where each phrase stands: row and term.
    phrases: HashMap<u64, Vec<(u32, u32)>, Stirring>,
    /// How often each term is used in either column.
    used: HashMap<Term, [f32; 2], Stirring>,
    level: f32,
    scripts: Scripts,
    /// How many newer cells are thought to begin with each word.
    begun: HashMap<u64, f32, Stirring>,
}

impl Columns {
    /// Reads the open rows of a page, `blocks` of neighbouring ones.
    pub(super) fn new(blocks: &[&[&str]], surroundings: &Surroundings) -> Columns {
        let rows: Vec<Row> = blocks.iter().flat_map(|b| b.iter()).map(|r| Row::of(r)).collect();
        let mut phrases: HashMap<u64, Vec<(u32, u32)>, Stirring> = HashMap::default();
        for (n, row) in rows.iter().enumerate() {
            for (at, window) in row.terms.windows(PHRASE).enumerate() {
                let list = phrases.entry(phrase(window)).or_default();
                if list.len() <= PLACES {
                    list.push((n as u32, at as u32));
                }
            }
        }
        let mut columns = Columns {
            rows,
            phrases,
            used: HashMap::default(),
            level: 0.0,
            scripts: Scripts::default(),
            begun: HashMap::default(),
        };
        let bytes: usize = blocks.iter().flat_map(|b| b.iter()).map(|r| r.len()).sum();
        for round in 0..if bytes > LIMIT { 1 } else { ROUNDS } {
            let mut at = 0;
            let mut standing = Vec::with_capacity(columns.rows.len());
            for block in blocks {
                let open: Vec<_> = block
                    .iter()
                    .enumerate()
                    .map(|(n, row)| {
                        let view = if round == 0 { View::default() } else { columns.about(at + n) };
                        let places = splits::of(row, surroundings, &view);
                        let open = weigh(&places);
                        (places, open)
                    })
                    .collect();
                at += block.len();
                let odds: Vec<f32> = open.iter().map(|o| o.1.pair).collect();
                let counts = counts(&odds);
                for (n, (places, open)) in open.iter().enumerate() {
                    let pair: f32 = counts[n + 1..].iter().sum();
                    let row = block[n];
                    let shares = places.iter().zip(&open.shares).map(|(p, s)| (p.word, p.at, s * pair));
                    standing.push((row, shares.collect::<Vec<_>>()));
                }
            }
            for (row, (text, standing)) in columns.rows.iter_mut().zip(&standing) {
                row.stand(text, standing);
            }
            columns.count();
        }
        columns
    }

    fn count(&mut self) {
        self.used.clear();
        let mut totals = [1.0f32; 2];
        for row in &self.rows {
            for (term, &word) in row.terms.iter().zip(&row.word) {
                let used = self.used.entry(*term).or_default();
                for (side, share) in [row.old[word as usize], row.new[word as usize]].into_iter().enumerate() {
                    used[side] += share;
                    totals[side] += share;
                }
            }
        }
        self.level = (totals[0] / totals[1]).ln();
        self.scripts = Scripts::default();
        self.rows.iter().for_each(|row| self.scripts.add(&row.scripts, &row.old, &row.new));
        self.begun.clear();
        for (word, share) in self.rows.iter().flat_map(|r| &r.begins) {
            *self.begun.entry(*word).or_default() += share;
        }
    }

    /// What the rest of the page says of the words of the row of this index.
    pub(super) fn about(&self, row: usize) -> View {
        let Some(own) = self.rows.get(row) else { return View::default() };
        let mut view = View {
            twin: vec![0.0; own.words],
            page: vec![0.0; own.words],
            near: vec![0.0; own.words],
            border: vec![0.0; own.words],
            ..View::default()
        };
        self.surround(row, &mut view);
        view.script = self.scripts.leans(&own.scripts, &own.old, &own.new);
        let others = |number: &u64| {
            let mine: f32 = own.begins.iter().filter(|b| b.0 == *number).map(|b| b.1).sum();
            (self.begun.get(number).copied().unwrap_or(0.0) - mine).max(0.0)
        };
        view.begun = own.numbers.iter().map(others).collect();
        let mut hits = vec![(0.0f32, 0.0f32); own.terms.len()];
        for (at, window) in own.terms.windows(PHRASE).enumerate() {
            let Some(places) = self.phrases.get(&phrase(window)).filter(|p| p.len() <= PLACES) else { continue };
            for &(other, there) in places {
                if other as usize == row {
                    continue;
                }
                let other = &self.rows[other as usize];
                self.transfer(own, at, other, there as usize, &mut view.border);
                for step in 0..PHRASE {
                    let word = other.word[there as usize + step] as usize;
                    hits[at + step].0 += other.new[word] - other.old[word];
                    hits[at + step].1 += 1.0;
                }
            }
        }
        let mut mine: HashMap<Term, [f32; 2], Stirring> = HashMap::default();
        for (term, &word) in own.terms.iter().zip(&own.word) {
            let used = mine.entry(*term).or_default();
            used[0] += own.old[word as usize];
            used[1] += own.new[word as usize];
        }
        let mut near: HashMap<Term, [f32; 2], Stirring> = HashMap::default();
        let last = (row + NEAR + 1).min(self.rows.len());
        for other in (row.saturating_sub(NEAR)..last).filter(|&o| o != row) {
            let other = &self.rows[other];
            for (term, &word) in other.terms.iter().zip(&other.word).filter(|(t, _)| mine.contains_key(t)) {
                let used = near.entry(*term).or_default();
                used[0] += other.old[word as usize];
                used[1] += other.new[word as usize];
            }
        }
        for (at, (term, &word)) in own.terms.iter().zip(&own.word).enumerate() {
            let word = word as usize;
            if hits[at].1 > 0.0 {
                view.twin[word] += hits[at].0 / hits[at].1;
                continue;
            }
            let all = self.used.get(term).copied().unwrap_or_default();
            let own = mine.get(term).copied().unwrap_or_default();
            let lean = |old: f32, new: f32| ((old.max(0.0) + PRIOR) / (new.max(0.0) + PRIOR)).ln();
            view.page[word] += (lean(all[0] - own[0], all[1] - own[1]) - self.level).clamp(-2.0, 2.0);
            if let Some(near) = near.get(term) {
                view.near[word] += lean(near[0], near[1]);
            }
        }
        view
    }
}

impl Columns {
    /// Where a phrase stands at two places, the cells around it begin and end alike more or less.
    fn transfer(&self, own: &Row, at: usize, other: &Row, there: usize, border: &mut [f32]) {
        let (here, there) = (own.word[at] as usize, other.word[there] as usize);
        for back in 1..=SHIFT.min(here).min(there) {
            border[here - back] += other.ends[there - back];
        }
        if there < SHIFT && here > there {
            border[here - there - 1] += 1.0;
        }
        for on in 0..SHIFT {
            if here + on >= own.words || there + on >= other.words {
                break;
            }
            border[here + on] += if there + on + 1 == other.words { 1.0 } else { other.ends[there + on] };
        }
    }

    fn surround(&self, row: usize, view: &mut View) {
        let mut sums = [[0.0f32; 3]; 2];
        let mut all = 0.0;
        let from = row.saturating_sub(AROUND);
        let around = self.rows.iter().enumerate().skip(from).take(row - from + AROUND + 1);
        // Beforehand cells end and begin as they mostly do; what stands near counts most.
        let (mut ends, mut begins) = ([2.0, 0.3, 0.3, 1.0], [2.6, 0.4, 0.4, 0.6]);
        for (at, other) in around.filter(|r| r.0 != row) {
            all += other.two;
            let near = 8.0 / (8.0 + at.abs_diff(row) as f32);
            ends.iter_mut().zip(other.last).for_each(|(sum, value)| *sum += near * value);
            begins.iter_mut().zip(other.first).for_each(|(sum, value)| *sum += near * value);
            for (sums, manner) in sums.iter_mut().zip(&other.manner) {
                sums.iter_mut().zip(manner).for_each(|(sum, value)| *sum += value);
            }
        }
        let (sum_ends, sum_begins): (f32, f32) = (ends.iter().sum(), begins.iter().sum());
        view.ends = ends.map(|e| (e / sum_ends).ln());
        view.begins = begins.map(|b| (b / sum_begins).ln());
        view.open_above = row.checked_sub(1).is_some_and(|above| !self.rows[above].stopped);
        for (manner, [closed, sum, squares]) in view.manner.iter_mut().zip(sums) {
            let n = all + 2.0;
            let mean = (sum + 2.0 * 4.6) / n;
            *manner = Manner {
                closed: (closed + 1.4) / n,
                mean,
                spread: ((squares + 2.0 * (4.6 * 4.6 + 1.0)) / n - mean * mean).max(0.1).sqrt(),
            };
        }
    }
}

impl Row {
    fn of(text: &str) -> Row {
        let (mut list, mut word) = (Vec::new(), Vec::new());
        let mut words = 0;
        let mut scripts = Vec::new();
        for part in text.split(' ').filter(|w| !w.is_empty()) {
            scripts.push(scripts::of(part));
            for term in terms(part) {
                list.push(term);
                word.push(words as u32);
            }
            words += 1;
        }
        Row {
            terms: list,
            word,
            words,
            scripts,
            stopped: splits::stopped(text.rsplit(' ').next().unwrap_or("")),
            old: vec![0.0; words],
            new: vec![0.0; words],
            ends: vec![0.0; words],
            manner: Default::default(),
            two: 0.0,
            last: [0.0; ENDS],
            first: [0.0; BEGINS],
            begins: Vec::new(),
            numbers: numbers(text.split(' ').filter(|w| !w.is_empty())),
        }
    }

    /// Takes over how likely the row is split after each word.
    fn stand(&mut self, text: &str, splits: &[(usize, usize, f32)]) {
        let whole: f32 = splits.iter().map(|s| s.2).sum();
        self.two = whole;
        self.manner = Default::default();
        let closed = f32::from(splits::stopped(text.rsplit(' ').next().unwrap_or("")));
        (self.last, self.first) = ([0.0; ENDS], [0.0; BEGINS]);
        self.begins.clear();
        for &(word, at, share) in splits {
            let next = text.get(at..).and_then(|t| t.split_whitespace().next()).unwrap_or("");
            self.first[Begin::of(next) as usize] += share;
            if share > 0.02 {
                self.begins.extend(self.numbers.get(word + 1).map(|&n| (n, share)));
            }
            let left = text.get(..at).and_then(|t| t.rsplit(' ').next()).unwrap_or("");
            self.last[End::of(left) as usize] += share;
            let lengths = [at.max(1) as f32, text.len().saturating_sub(at + 1).max(1) as f32].map(f32::ln);
            for (side, (closed, length)) in
                [f32::from(splits::stopped(left)), closed].into_iter().zip(lengths).enumerate()
            {
                self.manner[side][0] += share * closed;
                self.manner[side][1] += share * length;
                self.manner[side][2] += share * length * length;
            }
        }
        let mut after = vec![0.0; self.words + 1];
        splits.iter().for_each(|&(word, _, share)| after[(word + 1).min(self.words)] += share);
        let mut gone = 0.0;
        for (word, share) in after.iter().take(self.words).enumerate() {
            gone += share;
            if word > 0 {
                self.ends[word - 1] = *share;
            }
            self.old[word] = (whole - gone).max(0.0);
            self.new[word] = gone;
        }
    }
}
