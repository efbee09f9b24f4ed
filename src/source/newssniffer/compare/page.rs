//! The cells of one page, read once for everything that is asked of them: likeness, style, which are the same text.

use std::collections::{HashMap, HashSet};

use super::{
    style::{Style, is_stop},
    voices::{Sound, sounds},
};
use crate::{
    model::{Placement, Side, Sides},
    text::{
        likeness::{Alike, Likeness},
        terms::{Term, terms},
    },
};

/// Under this likeness two cells are not called alike.
pub(super) const ALIKE: f32 = 0.12;

/// A rare word in two cells between which no other has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain {
    pub(super) a: usize,
    pub(super) b: usize,
    /// Written with a capital inside a sentence, as names are in scripts that have capitals.
    pub(super) name: bool,
}

/// A word that more cells than these hold is no rare word.
const RARE: usize = 7;

/// Finds the chains of rare words.
fn chains(cells: &[&str]) -> Vec<Chain> {
    let mut holders: HashMap<Term, Vec<(usize, bool)>> = HashMap::new();
    for (cell, text) in cells.iter().enumerate() {
        let mut opens = true;
        for word in text.split_whitespace().take(4000) {
            let capital = word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
            for term in terms(word) {
                let list = holders.entry(term).or_default();
                let full = list.len() > RARE;
                match list.last_mut() {
                    Some(last) if last.0 == cell => last.1 |= capital && !opens,
                    _ if full => {}
                    _ => list.push((cell, capital && !opens)),
                }
            }
            opens = word.chars().next_back().is_some_and(|c| is_stop(c) || matches!(c, ':' | '“' | '”' | '"'));
        }
    }
    let mut out: Vec<Chain> = Vec::new();
    for list in holders.values().filter(|l| l.len() > 1 && l.len() <= RARE) {
        let name = list.iter().any(|l| l.1);
        for two in list.windows(2) {
            out.push(Chain { a: two[0].0, b: two[1].0, name });
        }
    }
    out.sort_by_key(|c| (c.a, c.b, c.name));
    out
}

/// Finds the names that stand after another capitalised word in a few cells (`Carrie Lam`) and alone in others (`Lam`).
/// Only scripts with capitals have such, and what the page also writes small is no name (`Privacy Policy`, `Policy`).
fn introduced(cells: &[&str]) -> Vec<(usize, Vec<usize>)> {
    let mut full: HashMap<Term, Vec<usize>> = HashMap::new();
    let mut bare: HashMap<Term, Vec<usize>> = HashMap::new();
    let mut common: HashSet<Term> = HashSet::new();
    for (cell, text) in cells.iter().enumerate() {
        let mut before = false;
        let mut opens = true;
        for word in text.split_whitespace().take(4000) {
            let core = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            let capital = core.starts_with(char::is_uppercase) && core.chars().nth(1).is_some_and(char::is_lowercase);
            if core.starts_with(char::is_lowercase) {
                common.extend(terms(core).first());
            }
            let term = terms(core).first().copied().filter(|_| capital);
            if let Some(term) = term {
                let list = if before { &mut full } else { &mut bare }.entry(term).or_default();
                if list.last() != Some(&cell) && list.len() <= 2 * RARE {
                    list.push(cell);
                }
            }
            let breaks = word.chars().next_back().is_some_and(|c| !c.is_alphanumeric());
            // A sentence's first word is no part of a name that follows it, as far as can be seen.
            before = capital && !breaks && !opens;
            opens = word.chars().next_back().is_some_and(|c| is_stop(c) || matches!(c, ':' | '“' | '”' | '"'));
        }
    }
    let mut out = Vec::new();
    for (term, fulls) in full.iter().filter(|(t, f)| f.len() <= 3 && !common.contains(*t)) {
        for &cell in bare.get(term).into_iter().flatten().filter(|c| !fulls.contains(c)) {
            out.push((cell, fulls.clone()));
        }
    }
    out.sort();
    out.dedup();
    out
}

/// The cells of a page with what inference asks of them. Cells are named by their index from 0.
pub(super) struct Page {
    pub(super) likeness: Likeness,
    pub(super) near: Vec<Vec<(usize, Alike)>>,
    pub(super) styles: Vec<Style>,
    /// Equal numbers for cells of equal text.
    pub(super) same: Vec<u32>,
    /// Rare words that one cell has in common with the next that has them.
    pub(super) chains: Vec<Chain>,
    /// Names that are given in full in some cell and bare in another: (bare cell, full cells), by bare cell.
    pub(super) introduced: Vec<(usize, Vec<usize>)>,
    /// How much more each cell is like one headline than like the other.
    pub(super) headline: Vec<Sides<f32>>,
    /// What each cell sounds like, for the voices of the sides.
    pub(super) sounds: Vec<Vec<Sound>>,
    /// The same of the headlines; empty where they are equal.
    pub(super) title_sounds: Sides<Vec<Sound>>,
    /// The lengths of the headlines.
    pub(super) title_length: Sides<f32>,
}

impl Page {
    /// Reads the cells, and how each takes up the words of either headline.
    pub(super) fn new(cells: &[&str], titles: &Sides<String>) -> Page {
        let all = cells.iter().copied().chain([titles.old.as_str(), titles.new.as_str()]);
        let likeness = Likeness::new(all);
        let n = cells.len();
        let mut near = likeness.nearest(ALIKE);
        near.truncate(n);
        near.iter_mut().for_each(|list| list.retain(|(other, _)| *other < n));
        let mut known: HashMap<&str, u32> = HashMap::new();
        let same = cells
            .iter()
            .map(|&c| {
                let next = known.len() as u32;
                *known.entry(c).or_insert(next)
            })
            .collect();
        let differ = titles.old != titles.new && !titles.old.is_empty() && !titles.new.is_empty();
        let headline = (0..n)
            .map(|i| match differ {
                true => Sides::new(likeness.of(i, n).dice, likeness.of(i, n + 1).dice),
                false => Sides::default(),
            })
            .collect();
        let chains = chains(cells);
        let styles: Vec<Style> = cells.iter().map(|c| Style::of(c)).collect();
        let title_sounds = match differ {
            true => Sides::new(&titles.old, &titles.new).map(|t| sounds(t, &Style::of(t))),
            false => Sides::default(),
        };
        Page {
            sounds: cells.iter().zip(&styles).map(|(c, s)| sounds(c, s)).collect(),
            title_sounds,
            title_length: Sides::new(&titles.old, &titles.new).map(|t| t.chars().count() as f32),
            introduced: introduced(cells),
            chains,
            likeness,
            near,
            styles,
            same,
            headline,
        }
    }
}

/// Where each cell of a page is thought to stand at present; the surroundings of the block being weighed.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// Cells before the block on each side, nearest last.
    pub(super) before: Sides<Vec<usize>>,
    /// Cells after the block on each side, nearest first.
    pub(super) after: Sides<Vec<usize>>,
}

/// How many cells on each side of a block are looked at.
pub(super) const REACH: usize = 4;

impl Surroundings {
    /// Gathers the neighbours of the block that takes up `from..to` of the items.
    pub(super) fn of(placed: &[(usize, Placement)], from: usize, to: usize) -> Surroundings {
        let mut found = Surroundings::default();
        for side in Side::BOTH {
            let on = |p: &&(usize, Placement)| p.1 == Placement::Both || p.1 == Placement::One(side);
            let mut before: Vec<usize> =
                placed[..from].iter().rev().take(64).filter(on).take(REACH).map(|p| p.0).collect();
            before.reverse();
            found.before[side] = before;
            found.after[side] = placed[to..].iter().take(64).filter(on).take(REACH).map(|p| p.0).collect();
        }
        found
    }
}
