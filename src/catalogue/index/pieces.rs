//! What of an article's texts has to be indexed: an edited paragraph repeats most of the one before it.
//!
//! Every five units of a text that stand one after the other are indexed once, wherever in the article they stand again.
//! So any five words or fewer are found as a phrase; of a longer phrase each five are. What a later revision does not
//! have is reckoned in the same way, once for words alone, and once for words that stand within five lost ones: if a
//! phrase of at most five is lost, so is every five that it stands in.

use std::{collections::HashMap, mem, ops::Range};

use foldhash::quality::RandomState;

use super::{
    super::entry::Entry,
    runs::{RUN, Runs, keys_of_runs},
    vocabulary::Vocabulary,
};
use crate::{
    model::{Aside, Evidence, Revision},
    query,
    source::join,
};

/// Revisions of which it is reckoned what is lost from one to the other; of articles with more, whole texts are lost.
const REVISIONS: usize = 64;

/// Places left free between what does not stand together.
const GAP: u32 = 1;

/// Units of an article that is large: working space for it is not kept.
const LARGE: usize = 1 << 20;

/// What has to be indexed of an article, by the numbers that its units have in it.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Units of all revisions, with their places; those that stand one after the other in a text have places that do.
    pub(super) words: Vec<(u32, u32)>,
    /// Units within five lost ones.
    pub(super) went: Vec<u32>,
    /// Units that a later revision has nowhere.
    pub(super) lost: Vec<u32>,
    room: Room,
}

/// Working space.
#[derive(Debug, Default)]
struct Room {
    reduced: String,
    /// The units of all texts, one text after the other.
    units: Vec<u32>,
    texts: Vec<Text>,
    runs: Runs,
    /// For all texts the numbers of their runs, one text after the other.
    numbers: Vec<u32>,
    /// For each of the article's units the revisions that have it, a bit each.
    held: Vec<u64>,
    /// For each of the article's units whether it was told.
    told: Vec<bool>,
}

/// A distinct headline or paragraph of an article.
#[derive(Debug)]
struct Text {
    /// The revisions that have it, a bit each; of the first 64.
    held: u64,
    /// One that has it is followed by one that does not.
    went: bool,
    /// Where its units are among those of all texts.
    units: Range<usize>,
    /// Where its runs are among those of all texts.
    runs: Range<usize>,
}

impl Pieces {
    /// Reckons what has to be indexed of an entry's texts, and takes their units into the vocabulary.
    pub(super) fn reckon(&mut self, entry: &Entry, vocabulary: &mut Vocabulary) {
        self.words.clear();
        self.went.clear();
        self.lost.clear();
        let is_disputed = self.room.read(entry, vocabulary);
        let revisions = entry.article.revisions.len();
        if revisions < 2 {
            self.whole();
        } else {
            self.cut(vocabulary.own_keys());
            let went = self.room.texts.iter().any(|text| text.went);
            if went && (revisions > REVISIONS || is_disputed) {
                self.lose_texts();
            } else if went {
                self.lose(vocabulary.own_keys().len(), revisions);
            }
        }
        if self.room.units.len() > LARGE {
            self.room = Room::default();
        }
    }

    /// Everything.
    fn whole(&mut self) {
        let mut place = 0;
        for text in &self.room.texts {
            let units = self.room.units.get(text.units.clone()).unwrap_or_default();
            self.words.extend(units.iter().copied().zip(place..));
            place += text.units.len() as u32 + GAP;
        }
    }

    /// What stands in runs that did not stand before.
    fn cut(&mut self, keys: &[u64]) {
        let Room { units, texts, runs, numbers, .. } = &mut self.room;
        runs.begin(units.len() + texts.len());
        numbers.clear();
        let mut place = 0;
        for text in texts {
            let units = units.get(text.units.clone()).unwrap_or_default();
            let begun = numbers.len();
            // Of so many units those that are wanted are told.
            let mut done = 0;
            place += GAP;
            for (first, key) in keys_of_runs(units, keys).enumerate() {
                let (number, is_fresh) = runs.number(key, text.held);
                numbers.push(number);
                if !is_fresh {
                    continue;
                }
                if first > done {
                    place += GAP;
                    done = first;
                }
                let end = (first + RUN).min(units.len());
                for unit in units.get(done..end).unwrap_or_default() {
                    self.words.push((*unit, place));
                    place += 1;
                }
                done = end;
            }
            text.runs = begun..numbers.len();
        }
    }

    /// Tells of texts that went as if all of each were lost.
    fn lose_texts(&mut self) {
        for text in self.room.texts.iter().filter(|text| text.went) {
            self.went.extend_from_slice(self.room.units.get(text.units.clone()).unwrap_or_default());
        }
        self.lost.extend_from_slice(&self.went);
    }

    /// Tells what was lost from one of so many revisions to a later one, of an article with so many distinct units.
    fn lose(&mut self, distinct: usize, revisions: usize) {
        let Room { units, texts, runs, numbers, held, told, .. } = &mut self.room;
        let went = || texts.iter().filter(|text| text.went);
        told.clear();
        told.resize(distinct, false);
        let mut is_fresh = |unit: u32| told.get_mut(unit as usize).is_some_and(|told| !mem::replace(told, true));
        for text in went() {
            let units = units.get(text.units.clone()).unwrap_or_default();
            let numbers = numbers.get(text.runs.clone()).unwrap_or_default();
            let mut done = 0;
            for (first, number) in numbers.iter().enumerate() {
                if is_lost(runs.held(*number), revisions) {
                    let end = (first + RUN).min(units.len());
                    let fresh = units.get(done.max(first)..end).unwrap_or_default();
                    self.went.extend(fresh.iter().copied().filter(|unit| is_fresh(*unit)));
                    done = end;
                }
            }
        }
        held.clear();
        held.resize(distinct, 0);
        for text in texts.iter() {
            for unit in units.get(text.units.clone()).unwrap_or_default() {
                if let Some(held) = held.get_mut(*unit as usize) {
                    *held |= text.held;
                }
            }
        }
        // What is lost stands in runs that are.
        let is_lost = |unit: &u32| held.get(*unit as usize).is_some_and(|held| is_lost(*held, revisions));
        self.lost.extend(self.went.iter().copied().filter(is_lost));
    }
}

/// Whether of so many revisions one has it and a later one does not.
fn is_lost(held: u64, revisions: usize) -> bool {
    let from_first_on = (revisions as u32).saturating_sub(held.trailing_zeros());
    held.count_ones() < from_first_on
}

/// Whether something of an article may be lost that its last revision has: where dumps conflict, or something lies aside, or a
/// headline or a paragraph's side is not known.
fn is_disputed(entry: &Entry) -> bool {
    let revisions = &entry.article.revisions;
    let untitled = revisions.iter().filter(|r| r.title.is_empty()).count();
    let is = |r: &Revision| join::is_in_conflict(r) || join::is_headline_carried(r) || r.aside() == Some(Aside::Adrift);
    let is_unsure = |r: &Revision| r.evidence.iter().any(Evidence::uncertain);
    (untitled > 0 && untitled < revisions.len()) || revisions.iter().any(|r| is(r) || is_unsure(r))
}

impl Room {
    /// Reads each distinct paragraph and headline; whether something is disputed, so that any of them may be lost.
    fn read(&mut self, entry: &Entry, vocabulary: &mut Vocabulary) -> bool {
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
        let is_disputed = is_disputed(entry);
        self.units.clear();
        self.texts.clear();
        vocabulary.begin();
        for held in held {
            let begun = self.units.len();
            query::reduce(held.text, &mut self.reduced);
            vocabulary.read(&self.reduced, &mut self.units);
            let went = is_disputed || held.count < revisions.len() - held.first;
            self.texts.push(Text { held: held.bits, went, units: begun..self.units.len(), runs: 0..0 });
        }
        is_disputed
    }
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

    /// The words told of texts of which the revisions are told, a bit each, in their order; a blank is a gap.
    fn told(texts: &[(&str, u64)], revisions: usize) -> [String; 3] {
        let (mut pieces, mut vocabulary) = (Pieces::default(), Vocabulary::new());
        vocabulary.begin();
        for (text, held) in texts {
            let begun = pieces.room.units.len();
            vocabulary.read(text, &mut pieces.room.units);
            let went = is_lost(*held, revisions);
            pieces.room.texts.push(Text { held: *held, went, units: begun..pieces.room.units.len(), runs: 0..0 });
        }
        pieces.cut(vocabulary.own_keys());
        pieces.lose(vocabulary.own_keys().len(), revisions);
        let unit =
            |own: u32| String::from_utf8_lossy(vocabulary.term(vocabulary.own_terms()[own as usize])).into_owned();
        let mut words = String::new();
        let mut next = pieces.words.first().map_or(0, |first| first.1);
        for (own, place) in &pieces.words {
            assert!(*place >= next, "places ascend");
            words.push_str(if *place > next { "  " } else { " " });
            words.push_str(&unit(*own));
            next = place + 1;
        }
        let all = |units: &[u32]| units.iter().map(|own| unit(*own)).collect::<Vec<_>>().join(" ");
        [words.trim().to_owned(), all(&pieces.went), all(&pieces.lost)]
    }

    #[test]
    fn what_stands_again_is_told_once() {
        let whole = " a b c d e f g 東京都 h ";
        assert_eq!(told(&[(whole, 1)], 1), ["a b c d e f g 東京 京都 都 h", "", ""]);
        assert_eq!(told(&[(whole, 3), (whole, 3), (" c d e f g ", 3)], 2)[0], "a b c d e f g 東京 京都 都 h");
        assert_eq!(told(&[(" a b ", 1), (" a b ", 1), (" b a ", 1)], 1)[0], "a b  b a");
        let edited = [(" a b c d e f g h i j k ", 1), (" a b c d e f x h i j k ", 2)];
        let lost = "c d e f g h i j k";
        assert_eq!(told(&edited, 2), ["a b c d e f g h i j k  c d e f x h i j k", lost, "g"]);
        // Two edits, far apart.
        let edited = [(" a b c d e f g h i j k l ", 3), (" x b c d e f g h i j k y ", 2)];
        assert_eq!(told(&edited, 2)[0], "a b c d e f g h i j k l  x b c d e  h i j k y");
    }

    #[test]
    fn what_came_back_was_lost_and_what_moved_was_not() {
        assert_eq!(told(&[(" a b c ", 0b101), (" b x ", 0b010)], 3)[1..], ["a b c x", "a c x"]);
        let moved = [(" a b c d e f ", 0b01), (" f a b c d e ", 0b10)];
        assert_eq!(told(&moved, 2)[1..], ["b c d e f", ""]);
    }
}
