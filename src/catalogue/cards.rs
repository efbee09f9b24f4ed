//! What lists sort and filter by, held for every article at once: about 60 bytes each and the letters of id and
//! headline, so that a million articles fit in memory whatever their texts weigh.

use std::{cmp::Ordering, collections::HashMap, iter};

use serde::{Deserialize, Serialize};

use super::{shelf::Place, spread::spread};
use crate::model::{Changes, Language, ListRow, Seen, Sort};

/// From how many places on several processors sort.
const MANY: usize = 20_000;

/// A time that is not known.
const UNKNOWN: i64 = i64::MIN;

/// The cards of all articles, by place.
#[derive(Debug, Default)]
pub(super) struct Cards {
    cards: Vec<Option<Card>>,
    /// Ids and headlines, one after another. What a replaced card had stays behind.
    letters: String,
    sources: Vec<Box<str>>,
    source_numbers: HashMap<Box<str>, u32>,
    /// The languages that articles are or were written in.
    languages: u32,
}

/// What is held of one article.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Card {
    letters: u32,
    id: u16,
    title: u16,
    source: u32,
    revisions: u32,
    undated: u32,
    churn: u32,
    largest: u32,
    changes: Changes,
    changed: i64,
    seen: i64,
    lateness: i64,
}

/// A part of all cards, to be written and read.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Piece {
    cards: Vec<Option<Card>>,
    letters: String,
    /// In the first piece.
    sources: Vec<Box<str>>,
    languages: u32,
}

/// Cards in a piece.
const PIECE: usize = 50_000;

/// One article's card, to be looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'c> {
    cards: &'c Cards,
    card: &'c Card,
}

impl Cards {
    /// Everything, piece by piece.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece> {
        let mut cards = self.cards.chunks(PIECE);
        let share = self.letters.len().div_ceil(cards.len().max(1));
        let mut rest = self.letters.as_str();
        let mut first = Some(Piece { sources: self.sources.clone(), languages: self.languages, ..Piece::default() });
        iter::from_fn(move || {
            let cards = cards.next()?.to_vec();
            let end = (share.min(rest.len())..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            let (letters, after) = rest.split_at(end);
            rest = after;
            Some(Piece { cards, letters: letters.to_owned(), ..first.take().unwrap_or_default() })
        })
    }

    /// Takes in the next piece.
    pub(super) fn take_in(&mut self, piece: Piece) {
        self.cards.extend(piece.cards);
        self.letters.push_str(&piece.letters);
        piece.sources.iter().for_each(|source| {
            self.source(source);
        });
        self.languages |= piece.languages;
    }

    /// The languages that articles are written in, a bit each.
    pub(super) fn languages(&self) -> u32 {
        self.languages
    }

    /// How many places there are, free ones included.
    pub(super) fn places(&self) -> usize {
        self.cards.len()
    }

    /// The card at a place; `None` where there is no article (any more).
    pub(super) fn at(&self, place: Place) -> Option<Look<'_>> {
        let card = self.cards.get(place as usize)?.as_ref()?;
        Some(Look { cards: self, card })
    }

    /// Puts a card at a place.
    pub(super) fn put(&mut self, place: Place, row: &ListRow, undated: usize) {
        let index = place as usize;
        if self.cards.len() <= index {
            self.cards.resize(index + 1, None);
        }
        self.languages |= row.language.map_or(0, Language::bit);
        let capped = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let millis = |seen: &Option<Seen>| seen.as_ref().map_or(UNKNOWN, |s| s.at.as_millisecond());
        let (id, title) = (beginning(row.id.as_str()), beginning(&row.title));
        // An archive with four thousand million letters of headlines does not fit in memory.
        let letters = capped(self.letters.len());
        self.letters.push_str(id);
        self.letters.push_str(title);
        let card = Card {
            letters,
            id: u16::try_from(id.len()).unwrap_or(u16::MAX),
            title: u16::try_from(title.len()).unwrap_or(u16::MAX),
            source: self.source(&row.source),
            revisions: row.revisions,
            undated: capped(undated),
            churn: row.sizes.iter().fold(0, |sum, size| sum.saturating_add(*size)),
            largest: row.sizes.iter().copied().max().unwrap_or(0),
            changes: row.changes,
            changed: millis(&row.last_changed),
            seen: millis(&row.first_seen),
            lateness: row.lateness.unwrap_or(UNKNOWN),
        };
        if let Some(free) = self.cards.get_mut(index) {
            *free = Some(card);
        }
    }

    /// Takes a card away.
    pub(super) fn remove(&mut self, place: Place) {
        if let Some(card) = self.cards.get_mut(place as usize) {
            *card = None;
        }
    }

    /// Every place that holds a card, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Place, Look<'_>)> {
        (0..).zip(&self.cards).filter_map(|(place, card)| Some((place, Look { cards: self, card: card.as_ref()? })))
    }

    fn source(&mut self, source: &str) -> u32 {
        if let Some(number) = self.source_numbers.get(source) {
            return *number;
        }
        let number = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        self.sources.push(source.into());
        self.source_numbers.insert(source.into(), number);
        number
    }

    /// Sorts places by the natural order of a sort (newest, most, A first), or that turned round; what is not known
    /// comes last in both. Among equals the id decides.
    pub(super) fn sort(&self, sort: Sort, reversed: bool, places: &mut [Place]) {
        if sort == Sort::Title {
            // Folding a headline costs more than comparing it: once each.
            let key = |place: &Place| self.at(*place).map(Look::sorted_title).unwrap_or_default();
            return self.sort_by(places, key, |a, b| titles(a, b, reversed));
        }
        let key = |place: &Place| self.at(*place).map_or(i64::MAX, |look| look.rank(sort, reversed));
        self.sort_by(places, key, i64::cmp);
    }

    /// Sorts places by keys, and by id where these are equal.
    fn sort_by<K: Send>(
        &self,
        places: &mut [Place],
        key: impl Fn(&Place) -> K,
        compare: impl Fn(&K, &K) -> Ordering + Sync,
    ) {
        let mut keyed: Vec<(K, Place)> = places.iter().map(|place| (key(place), *place)).collect();
        let compare = |a: &(K, Place), b: &(K, Place)| compare(&a.0, &b.0).then_with(|| self.by_id(a.1, b.1));
        if keyed.len() >= MANY {
            spread(&mut keyed, |part| part.sort_unstable_by(compare));
            // Finds the sorted parts and merges them.
            keyed.sort_by(compare);
        } else {
            keyed.sort_unstable_by(compare);
        }
        places.iter_mut().zip(keyed).for_each(|(place, (_, sorted))| *place = sorted);
    }

    /// How two places compare in a sort.
    pub(super) fn compare(&self, sort: Sort, reversed: bool, a: Place, b: Place) -> Ordering {
        let (Some(x), Some(y)) = (self.at(a), self.at(b)) else {
            return self.at(b).is_some().cmp(&self.at(a).is_some());
        };
        match sort {
            Sort::Title => titles(&x.sorted_title(), &y.sorted_title(), reversed),
            _ => x.rank(sort, reversed).cmp(&y.rank(sort, reversed)),
        }
        .then_with(|| self.by_id(a, b))
    }

    fn by_id(&self, a: Place, b: Place) -> Ordering {
        self.at(a).map(Look::id).cmp(&self.at(b).map(Look::id))
    }
}

impl<'c> Look<'c> {
    /// The article's id.
    pub(super) fn id(self) -> &'c str {
        let from = self.card.letters as usize;
        self.cards.letters.get(from..from + usize::from(self.card.id)).unwrap_or("")
    }

    /// The latest headline.
    pub(super) fn title(self) -> &'c str {
        let from = self.card.letters as usize + usize::from(self.card.id);
        self.cards.letters.get(from..from + usize::from(self.card.title)).unwrap_or("")
    }

    /// The outlet.
    pub(super) fn source(self) -> &'c str {
        self.cards.sources.get(self.card.source as usize).map_or("", |s| s)
    }

    /// How many revisions.
    pub(super) fn revisions(self) -> u32 {
        self.card.revisions
    }

    /// How many of them bear no time.
    pub(super) fn undated(self) -> u32 {
        self.card.undated
    }

    /// Words that came and went in the largest of its changes.
    pub(super) fn largest(self) -> u32 {
        self.card.largest
    }

    /// Every kind of change in its history.
    pub(super) fn changes(self) -> Changes {
        self.card.changes
    }

    /// When it was last changed, in milliseconds of Unix time.
    pub(super) fn changed(self) -> Option<i64> {
        Some(self.card.changed).filter(|at| *at != UNKNOWN)
    }

    /// When it was first seen, in milliseconds of Unix time.
    pub(super) fn seen(self) -> Option<i64> {
        Some(self.card.seen).filter(|at| *at != UNKNOWN)
    }

    /// Where it stands in a sort that is not by headline; what is not known comes last.
    fn rank(self, sort: Sort, reversed: bool) -> i64 {
        let value = match sort {
            Sort::Changed => self.card.changed,
            Sort::Seen => self.card.seen,
            Sort::Revisions => self.card.revisions.into(),
            Sort::Churn => self.card.churn.into(),
            Sort::Lateness => self.card.lateness,
            Sort::Title => UNKNOWN,
        };
        match value {
            UNKNOWN => i64::MAX,
            value if reversed => value,
            // The other way round, without a number that has no opposite.
            value => !value,
        }
    }

    /// Headlines that open with a quotation mark stand by their first letter.
    fn sorted_title(self) -> String {
        self.title().trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    }
}

/// A first, or last; without a headline last in both.
fn titles(a: &str, b: &str, reversed: bool) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (false, false) if reversed => b.cmp(a),
        (false, false) => a.cmp(b),
        (a, b) => a.cmp(&b),
    }
}

/// As much of a text as a card takes.
fn beginning(text: &str) -> &str {
    const MOST: usize = 1000;
    let end = (0..=MOST.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or(text)
}
