//! Figures and dates that changed, the old against the new, with what they count.
//!
//! A figure is a word that begins with digits (a sign or currency before them), with the word that multiplies it
//! (`5 million`), or a number in words. Its value is what is compared: `1,000` and `1000`, `four` and `4`,
//! `1.5m` and `1,500,000` are the same, and so are `3 March` and `March 3rd`.
//! The number of an entry of a list, and digits that belong to a name (`COVID-19`, `G7`), are no figures. A figure
//! beside a month, a time of day or a year is part of a date, which counts as one thing.
//!
//! A figure became another if both stand at the same place of the text, are of one unit, and count the same thing; or
//! if hardly anything but them changed there. Else one went and one came. Of paragraphs that came or went whole ([`lone`])
//! each figure came or went that the other side has not in what was written anew.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    ops::Range,
};

mod amount;
mod behind;
mod fraction;
pub(super) mod lone;
mod moment;
mod month;
mod noun;
mod ordinal;
mod read;
mod spelt;
mod stroke;
mod swapped;
#[cfg(test)]
mod tests;
mod value;
mod word;

pub(super) use self::{
    moment::{is_half, is_zone},
    read::{is_sign, may_begin},
    spelt::ONE,
    value::{CODES, is_code},
};
use self::{
    read::{of, read, touched},
    swapped::swapped,
    word::is_version,
};
use super::{cancel::cancel, passage::Passage};
use crate::{
    diff::{Fact, types::Counted},
    model::{ChangeKind, Sides},
    text::stirring::Stirring,
};

/// What is told of figures.
pub(super) const KINDS: &[ChangeKind] = &[ChangeKind::Number, ChangeKind::Date];

/// A figure or date of which something changed.
#[derive(Debug)]
struct Figure<'a> {
    kind: ChangeKind,
    place: usize,
    /// Which of the figures of its place it is, from 0.
    turn: usize,
    /// Its words.
    words: usize,
    /// Where it stands.
    bytes: Range<usize>,
    text: &'a str,
    value: String,
    /// Its value, with the unit that it counts if this is spelt out.
    amount: String,
    /// Its unit, or what kind of date it is.
    unit: String,
    /// The same, or what it measures if that is spelt out or tied to it.
    measure: String,
    counts: Option<Counted>,
    /// Whether it is a figure only where another one became of it.
    soft: bool,
    /// Whether nothing of it changed but the word for what it measures.
    measured: bool,
    /// Whether it is the number of something: `year 6`.
    labels: bool,
}

/// The figures and dates that came, went or became others.
pub(super) fn figures(pair: Sides<&Passage<'_>>) -> Vec<Fact> {
    if !touched(pair.old) && !touched(pair.new) {
        return Vec::new();
    }
    let (mut old, mut new) = (of(pair.old), of(pair.new));
    // What stands at one place of both sides is the same there. A value that also stands at another place may have
    // another role in that, so it is only taken out after each place was set against its fellow.
    let counts = Sides::new(per_place(&old), per_place(&new));
    // In a short run with as many figures on both sides the first stands for the first, and so on.
    let turns = |place: usize| {
        let short = pair.old.size(place) <= SHORT && pair.new.size(place) <= SHORT;
        short && counts.old.get(&place) == counts.new.get(&place)
    };
    number(&mut old);
    number(&mut new);
    let turn = |f: &Figure<'_>| if f.kind == ChangeKind::Number && turns(f.place) { f.turn } else { 0 };
    cancel(&mut old, &mut new, |f| (f.place, turn(f), f.kind, f.value.clone()));
    cancel(&mut old, &mut new, |f| (f.place, turn(f), f.kind, f.amount.clone()));
    let mut out = Told::default();
    let mut rest = new.into_iter().peekable();
    let mut old = old.into_iter().peekable();
    // Both sides' figures ascend by place.
    while let Some(place) = [old.peek(), rest.peek()].into_iter().flatten().map(|f| f.place).min() {
        let gone: Vec<_> = std::iter::from_fn(|| old.next_if(|f| f.place == place)).collect();
        let come: Vec<_> = std::iter::from_fn(|| rest.next_if(|f| f.place == place)).collect();
        let sizes = Sides::new(pair.old.size(place), pair.new.size(place));
        at_one_place(gone, come, sizes, &mut out);
    }
    let Told { mut facts, mut gone, mut come } = out;
    [&mut gone, &mut come].iter_mut().for_each(|left| left.retain(|f| !f.soft && !f.measured));
    facts.extend(changed_places(pair, &gone, &come));
    cancel(&mut gone, &mut come, |f| (f.kind, f.value.clone()));
    cancel(&mut gone, &mut come, |f| (f.kind, f.amount.clone()));
    facts.extend(gone.into_iter().map(|f| {
        let fact = Fact { counts: f.counts, ..Fact::new(f.kind, Some(f.text), None) };
        (f.place, fact)
    }));
    facts.extend(come.into_iter().map(|f| {
        let fact = Fact { counts: f.counts, ..Fact::new(f.kind, None, Some(f.text)) };
        (f.place, fact)
    }));
    facts.sort_by_key(|f| f.0);
    facts.into_iter().map(|f| f.1).collect()
}

/// What is told of figures that stand where another one stood, and that one where they did.
fn changed_places(pair: Sides<&Passage<'_>>, gone: &[Figure<'_>], come: &[Figure<'_>]) -> Vec<(usize, Fact)> {
    let mut now: HashMap<&str, &Figure<'_>, Stirring> = HashMap::default();
    for f in come {
        now.entry(&f.value).or_insert(f);
    }
    let mut told = HashSet::new();
    let mut facts = Vec::new();
    for f in gone.iter().filter(|f| f.kind == ChangeKind::Number) {
        let new = now.get(f.value.as_str()).map(|new| (pair.new.text, &new.bytes));
        let both = new.and_then(|new| swapped((pair.old.text, &f.bytes), new));
        // Either of the two may be what was moved.
        let Some((a, b)) = both.filter(|both| told.insert(*both)) else { continue };
        facts.extend([(a, b), (b, a)].map(|(old, new)| (f.place, Fact::new(f.kind, Some(old), Some(new)))));
    }
    facts
}

/// How many figures each place has.
fn per_place(figures: &[Figure<'_>]) -> HashMap<usize, usize, Stirring> {
    let mut counts = HashMap::default();
    figures.iter().for_each(|f| *counts.entry(f.place).or_default() += 1);
    counts
}

/// Numbers the figures of each place.
fn number(figures: &mut [Figure<'_>]) {
    let (mut place, mut turn) = (usize::MAX, 0);
    for f in figures {
        turn = if f.place == place { turn + 1 } else { 0 };
        (place, f.turn) = (f.place, turn);
    }
}

/// What the places tell, one after the other.
#[derive(Default)]
struct Told<'a> {
    /// Figures that became others, with their places.
    facts: Vec<(usize, Fact)>,
    /// Those that became nothing at their place.
    gone: Vec<Figure<'a>>,
    /// Those that nothing at their place became.
    come: Vec<Figure<'a>>,
}

/// Words at a place besides its figures, at most, for these to be all that changed there.
const BESIDE: usize = 1;
/// Places longer than this, in words, are rewritten: only figures of the same thing are set against each other there.
const SHORT: usize = 8;

/// The figures of one place set against each other: those that count the same, then, where nothing else changed, those
/// of a kind in turn if there are as many. `sizes`: how many words changed there.
fn at_one_place<'a>(gone: Vec<Figure<'a>>, come: Vec<Figure<'a>>, sizes: Sides<usize>, out: &mut Told<'a>) {
    let noun = |f: &Figure<'_>| f.counts.as_ref().map(|c| singular(&c.noun));
    let like = |a: &Figure<'_>, b: &Figure<'_>| a.kind == b.kind && (a.unit == b.unit || a.measure == b.measure);
    let mut of_noun: HashMap<String, VecDeque<usize>, Stirring> = HashMap::default();
    for (j, f) in come.iter().enumerate() {
        of_noun.entry(noun(f).unwrap_or_default()).or_default().push_back(j);
    }
    let mut taken = vec![false; come.len()];
    let mut became: Vec<Option<usize>> = vec![None; gone.len()];
    for (i, f) in gone.iter().enumerate() {
        let Some(of_noun) = noun(f).and_then(|noun| of_noun.get_mut(&noun)) else { continue };
        if of_noun.front().is_some_and(|&j| like(f, &come[j])) {
            became[i] = of_noun.pop_front();
        }
        if let Some(j) = became[i] {
            taken[j] = true;
        }
    }
    let figures = |of: &[Figure<'_>]| of.iter().map(|f| f.words).sum::<usize>() + BESIDE;
    let short = sizes.old <= SHORT && sizes.new <= SHORT;
    let bare = sizes.old <= figures(&gone) && sizes.new <= figures(&come);
    for kind in [ChangeKind::Number, ChangeKind::Date] {
        let left: Vec<usize> =
            (0..gone.len()).filter(|&i| became[i].is_none() && gone[i].kind == kind && !gone[i].soft).collect();
        let free: Vec<usize> =
            (0..come.len()).filter(|&j| !taken[j] && come[j].kind == kind && !come[j].soft).collect();
        // Dates count nothing, and what has a unit says what it is.
        let said = |i: usize, j: usize| {
            let nouns = (noun(&gone[i]), noun(&come[j]));
            bare || short && !gone[i].measure.is_empty() && (nouns.0.is_none() || nouns.1.is_none())
        };
        if left.len() == free.len() {
            // The same number of another measure.
            let measured = |a: &Figure<'_>, b: &Figure<'_>| {
                let amount = |f: &Figure<'_>| f.value.strip_suffix(f.unit.as_str()).map(str::to_owned);
                !a.unit.is_empty() && !b.unit.is_empty() && amount(a).is_some() && amount(a) == amount(b)
            };
            let pairs = |i: usize, j: usize| like(&gone[i], &come[j]) || measured(&gone[i], &come[j]);
            for (i, j) in left.into_iter().zip(free).filter(|&(i, j)| pairs(i, j) && said(i, j)) {
                (taken[j], became[i]) = (true, Some(j));
            }
        }
    }
    for (f, j) in gone.into_iter().zip(became) {
        let Some(new) = j.and_then(|j| come.get(j)) else {
            out.gone.push(f);
            continue;
        };
        // The same of the same thing, said in another order.
        if f.value == new.value || f.amount == new.amount {
            continue;
        }
        let counts = new.counts.clone().or(f.counts).filter(|_| !is_version(f.text) && !is_version(new.text));
        out.facts.push((f.place, Fact { counts, ..Fact::new(f.kind, Some(f.text), Some(new.text)) }));
    }
    out.come.extend(come.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(f, _)| f));
}

/// A noun as it is compared: in lower case, without the ending of a plural.
fn singular(noun: &str) -> String {
    const OTHERS: &[(&str, &str)] = &[("people", "person"), ("men", "man"), ("women", "woman"), ("children", "child")];
    let lower = noun.to_lowercase();
    match OTHERS.iter().find(|(several, _)| *several == lower) {
        Some((_, one)) => (*one).to_owned(),
        None => lower.strip_suffix('s').map(str::to_owned).unwrap_or(lower),
    }
}

/// The values of all figures of a text that are no dates, and of its dates, whatever its language: of the part of a text
/// that one is not known.
pub(super) fn values(text: &str) -> Vec<(ChangeKind, String)> {
    let figures = read(&Passage::whole(text), false, false).into_iter();
    figures.map(|f| (f.kind, f.value)).collect()
}

/// What a figure counts as.
pub(super) fn value(text: &str) -> Option<String> {
    values(text).into_iter().next().map(|f| f.1)
}
