//! What of an article's texts has to be indexed: an edited paragraph repeats most of the one before it.
//!
//! Every five units of a text that stand one after the other are indexed once, wherever in the article they stand again.
//! So any five words or fewer are found as a phrase; of a longer phrase each five are. What a later revision does not
//! have is reckoned in the same way, once for words alone, and once for words that stand within five lost ones: if a
//! phrase of at most five is lost, so is every five that it stands in.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher, BuildHasherDefault, Hasher},
    sync::LazyLock,
};

use foldhash::quality::RandomState;

use super::super::entry::Entry;
use crate::{
    model::{Aside, Revision},
    query::{self, Terms},
    source::join,
};

/// Units that stand one after the other and are found so.
pub(super) const RUN: usize = 5;

/// Revisions of which it is reckoned what is lost from one to the other; of articles with more, whole texts are lost.
const REVISIONS: usize = 64;

/// Multiplies what came before; any odd number with bits all over.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Keys of texts are another's in every run of the program: nobody can make a dump in which two of them are the same.
static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::default);

/// Keys are as good as random already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type ByKey = BuildHasherDefault<AsIs>;

/// Reduced texts to be indexed.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Of all revisions.
    pub(super) words: Vec<String>,
    /// Words within five lost ones.
    pub(super) went: Vec<String>,
    /// Words that a later revision has nowhere.
    pub(super) lost: Vec<String>,
}

impl Pieces {
    /// The pieces of an entry's texts.
    pub(super) fn of(entry: &Entry) -> Pieces {
        let revisions = entry.article.revisions.len();
        let is_disputed = is_disputed(entry);
        let texts = texts(entry, is_disputed);
        if revisions < 2 {
            return Pieces { words: texts.into_iter().map(|text| text.reduced).collect(), ..Pieces::default() };
        }
        let texts: Vec<(Text, Vec<u64>)> = texts
            .into_iter()
            .map(|text| (text.units(), text))
            .map(|(units, mut text)| {
                text.units = units;
                let runs = text.runs();
                (text, runs)
            })
            .collect();
        let mut pieces = Pieces::default();
        let most = texts.iter().map(|(_, runs)| runs.len()).sum();
        let mut seen: HashSet<u64, ByKey> = HashSet::with_capacity_and_hasher(most, ByKey::default());
        for (text, runs) in &texts {
            text.cut(runs, |run| seen.insert(run), &mut pieces.words);
        }
        let went = || texts.iter().filter(|text| text.0.went);
        if revisions > REVISIONS || is_disputed {
            went().for_each(|(text, runs)| text.cut(runs, |_| true, &mut pieces.went));
            pieces.lost.clone_from(&pieces.went);
            return pieces;
        }
        if went().next().is_none() {
            return pieces;
        }
        let all = || texts.iter().map(|(text, runs)| (text.held, runs.iter().copied()));
        let most = went().map(|(text, _)| text.units.len()).sum();
        let held = held(most, went().flat_map(|(_, runs)| runs.iter().copied()), all());
        let is_gone = |run| held.get(&run).is_none_or(|held| is_lost(*held, revisions));
        let mut told: HashSet<u64, ByKey> = HashSet::default();
        let mut around = String::new();
        for (text, runs) in went() {
            text.within(runs, is_gone, |unit| {
                if told.insert(unit.key) {
                    text.tell(unit, &mut around);
                }
            });
        }
        pieces.went.push(around);
        let all = || texts.iter().map(|(text, _)| (text.held, text.units.iter().map(|unit| unit.key)));
        let mut held = self::held(most, went().flat_map(|(text, _)| text.units.iter().map(|unit| unit.key)), all());
        held.retain(|_, held| is_lost(*held, revisions));
        let mut lost = String::new();
        for (text, _) in went() {
            text.units
                .iter()
                .filter(|unit| held.remove(&unit.key).is_some())
                .for_each(|unit| text.tell(unit, &mut lost));
        }
        pieces.lost.push(lost);
        pieces
    }
}

/// For each of these keys, which are so many at most, the revisions that have it.
fn held(
    most: usize,
    keys: impl Iterator<Item = u64>,
    all: impl Iterator<Item = (u64, impl Iterator<Item = u64>)>,
) -> HashMap<u64, u64, ByKey> {
    let mut held: HashMap<u64, u64, ByKey> = HashMap::with_capacity_and_hasher(most, ByKey::default());
    held.extend(keys.map(|key| (key, 0)));
    for (revisions, keys) in all {
        for key in keys {
            held.entry(key).and_modify(|held| *held |= revisions);
        }
    }
    held
}

/// Whether of so many revisions one has it and a later one does not.
fn is_lost(held: u64, revisions: usize) -> bool {
    let from_first_on = (revisions as u32).saturating_sub(held.trailing_zeros());
    held.count_ones() < from_first_on
}

/// A distinct headline or paragraph of an article.
struct Text {
    reduced: String,
    /// The revisions that have it, a bit each; of the first 64.
    held: u64,
    /// One that has it is followed by one that does not.
    went: bool,
    units: Vec<Unit>,
}

/// A unit: its bytes in the reduced text, and its key.
struct Unit {
    start: usize,
    end: usize,
    key: u64,
}

impl Text {
    fn units(&self) -> Vec<Unit> {
        let bytes = self.reduced.as_bytes();
        let key = |start: usize, end: usize| {
            // Whether a blank stands before it makes a difference between scripts with and without spaces.
            let blank = start.checked_sub(1).filter(|before| bytes.get(*before) == Some(&b' '));
            let mut hasher = KEYS.build_hasher();
            hasher.write(bytes.get(blank.unwrap_or(start)..end).unwrap_or_default());
            hasher.finish()
        };
        let mut units = Vec::with_capacity(bytes.len() / 5);
        units.extend(Terms::of(&self.reduced).map(|term| Unit {
            start: term.start,
            end: term.end,
            key: key(term.start, term.end),
        }));
        units
    }

    /// The keys of its runs, by their first unit; of a shorter text the key of all of it.
    fn runs(&self) -> Vec<u64> {
        let key = |units: &[Unit]| {
            units.iter().fold(units.len() as u64, |key, unit| key.wrapping_mul(STEP).wrapping_add(unit.key))
        };
        if self.units.len() < RUN {
            return vec![key(&self.units)];
        }
        self.units.windows(RUN).map(key).collect()
    }

    /// Adds a unit to words whose order does not matter.
    fn tell(&self, unit: &Unit, words: &mut String) {
        words.push_str(self.reduced.get(unit.start..unit.end).unwrap_or_default());
        words.push(' ');
    }

    /// The units that stand in runs that are wanted, each once.
    fn within<'t>(&'t self, runs: &[u64], is_wanted: impl Fn(u64) -> bool, tell: impl FnMut(&'t Unit)) {
        let mut next = 0;
        let stretch = |(first, run): (usize, &u64)| {
            let end = (first + RUN).min(self.units.len());
            let fresh = if is_wanted(*run) { next.max(first)..end } else { 0..0 };
            next = next.max(fresh.end);
            self.units.get(fresh).unwrap_or_default()
        };
        runs.iter().enumerate().flat_map(stretch).for_each(tell);
    }

    /// Cuts out what stands in runs that are wanted.
    fn cut(&self, runs: &[u64], mut is_wanted: impl FnMut(u64) -> bool, pieces: &mut Vec<String>) {
        // The first and the last unit of what is being cut out.
        let mut open: Option<(usize, usize)> = None;
        let mut put = |(first, last): (usize, usize)| {
            let bytes = self.units.get(first).zip(self.units.get(last)).map(|(first, last)| first.start..last.end);
            pieces.extend(bytes.and_then(|bytes| self.reduced.get(bytes)).map(str::to_owned));
        };
        for first in runs.iter().enumerate().filter_map(|(first, run)| is_wanted(*run).then_some(first)) {
            let last = (first + RUN).min(self.units.len()).saturating_sub(1);
            open = match open {
                Some((begun, before)) if first <= before + 1 => Some((begun, last)),
                Some(done) => {
                    put(done);
                    Some((first, last))
                }
                None => Some((first, last)),
            };
        }
        open.into_iter().for_each(&mut put);
    }
}

/// Whether something of an article may be lost that its last revision has: where dumps conflict, or something lies aside, or a
/// headline is not known.
fn is_disputed(entry: &Entry) -> bool {
    let revisions = &entry.article.revisions;
    let untitled = revisions.iter().filter(|r| r.title.is_empty()).count();
    let is = |r: &Revision| join::is_in_conflict(r) || join::is_headline_carried(r) || r.aside() == Some(Aside::Adrift);
    (untitled > 0 && untitled < revisions.len()) || revisions.iter().any(is)
}

/// Each distinct paragraph and headline, reduced. Where something is disputed any of them may be lost.
fn texts(entry: &Entry, is_disputed: bool) -> Vec<Text> {
    /// A text, the first revision that has it, the last one counted, and how many have it.
    struct Held<'a> {
        text: &'a str,
        first: usize,
        last: usize,
        count: usize,
        bits: u64,
    }
    let revisions = &entry.article.revisions;
    let mut held: Vec<Held<'_>> = Vec::new();
    let mut paragraphs: HashMap<*const u8, usize, foldhash::fast::RandomState> = HashMap::default();
    let mut titles: HashMap<&str, usize, RandomState> = HashMap::default();
    let name = entry.article.instead_of_headline();
    for (number, revision) in revisions.iter().enumerate() {
        let bit = if number < REVISIONS { 1 << number } else { 0 };
        let mut count = |index: usize, text| match held.get_mut(index) {
            Some(held) if held.last == number => {}
            Some(held) => {
                held.last = number;
                held.count += 1;
                held.bits |= bit;
            }
            None => held.push(Held { text, first: number, last: number, count: 1, bits: bit }),
        };
        let next = titles.len() + paragraphs.len();
        let title = revision.title_or(name);
        count(*titles.entry(title).or_insert(next), title);
        for paragraph in &revision.paragraphs {
            let next = titles.len() + paragraphs.len();
            count(*paragraphs.entry(paragraph.as_ptr()).or_insert(next), paragraph);
        }
    }
    let text = |held: Held<'_>| {
        let mut reduced = String::new();
        query::reduce(held.text, &mut reduced);
        let went = is_disputed || held.count < revisions.len() - held.first;
        Text { reduced, held: held.bits, went, units: Vec::new() }
    };
    held.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_is_what_a_later_revision_does_not_have() {
        for (held, revisions, lost) in [
            (0b1, 1, false),
            (0b1, 2, true),
            (0b10, 2, false),
            (0b101, 3, true),
            (0b110, 3, false),
            (u64::MAX, 64, false),
            (1 << 63, 64, false),
            (1 << 62, 64, true),
        ] {
            assert_eq!(is_lost(held, revisions), lost, "{held:b} of {revisions}");
        }
    }

    #[test]
    fn pieces_hold_every_run_that_is_wanted() {
        let mut text = Text { reduced: " a b c d e f g 東京都 h ".into(), held: 1, went: false, units: Vec::new() };
        text.units = text.units();
        let runs = text.runs();
        assert_eq!(runs.len(), text.units.len() - 4);
        let cut = |wanted: &[usize]| {
            let mut pieces = Vec::new();
            text.cut(&runs, |run| wanted.iter().any(|w| runs.get(*w) == Some(&run)), &mut pieces);
            pieces
        };
        assert_eq!(cut(&[0, 1]), ["a b c d e f"]);
        assert_eq!(cut(&[0, 5]), ["a b c d e f g 東京都"]);
        assert_eq!(cut(&[0, 6]), ["a b c d e", "g 東京都 h"]);
        assert_eq!(cut(&[4]), ["e f g 東京都"]);
        let short = Text { reduced: " a b ".into(), ..text };
        let short = Text { units: short.units(), ..short };
        let mut pieces = Vec::new();
        short.cut(&short.runs(), |_| true, &mut pieces);
        assert_eq!(pieces, ["a b"]);
    }
}
