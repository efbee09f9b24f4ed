//! Orders of the list: arrays of places, kept per sort and filter, and mended as articles come and change.

use std::{
    cmp::Ordering,
    collections::HashSet,
    time::{Duration, Instant},
};

use super::{
    filter::Sieve,
    shelf::{Place, Shelf},
};
use crate::model::{ListQuery, ListRow, Seen, Sort};

/// How long an order may be behind while articles stream in.
const STALE: Duration = Duration::from_millis(100);

/// Orders remembered: those between which a user goes back and forth.
const KEPT: usize = 6;

/// What an article is sorted by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SortKeys {
    changed: Option<i64>,
    seen: Option<i64>,
    revisions: u32,
    title: Box<str>,
    churn: u64,
    lateness: Option<i64>,
}

impl SortKeys {
    pub(super) fn of(row: &ListRow) -> SortKeys {
        let moment = |seen: &Option<Seen>| seen.as_ref().map(|s| s.at.as_millisecond());
        // Headlines that open with a quotation mark stand by their first letter.
        let title = row.title.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        SortKeys {
            changed: moment(&row.last_changed),
            seen: moment(&row.first_seen),
            revisions: row.revisions,
            title: title.into(),
            churn: row.sizes.iter().map(|s| u64::from(*s)).sum(),
            lateness: row.lateness,
        }
    }

    /// The natural order (newest, most, A first), or that turned round; what is not known comes last in both.
    fn compare(&self, other: &SortKeys, sort: Sort, reversed: bool) -> Ordering {
        fn known<T: Ord>(a: Option<T>, b: Option<T>, ascending: bool) -> Ordering {
            match (a, b) {
                (Some(a), Some(b)) if ascending => a.cmp(&b),
                (Some(a), Some(b)) => b.cmp(&a),
                (a, b) => b.is_some().cmp(&a.is_some()),
            }
        }
        fn title(keys: &SortKeys) -> Option<&str> {
            Some(&*keys.title).filter(|t| !t.is_empty())
        }
        match sort {
            Sort::Changed => known(self.changed, other.changed, reversed),
            Sort::Seen => known(self.seen, other.seen, reversed),
            Sort::Revisions => known(Some(self.revisions), Some(other.revisions), reversed),
            Sort::Title => known(title(self), title(other), !reversed),
            Sort::Churn => known(Some(self.churn), Some(other.churn), reversed),
            Sort::Lateness => known(self.lateness, other.lateness, reversed),
        }
    }
}

/// Orders kept.
#[derive(Debug, Default)]
pub(super) struct Orders {
    /// Used last comes last.
    kept: Vec<Order>,
}

#[derive(Debug)]
struct Order {
    query: ListQuery,
    places: Vec<Place>,
    version: usize,
    made: Instant,
}

impl Orders {
    /// The places that a query lists, in order. While articles stream in (`settled` is false) they may be 100 ms behind.
    pub(super) fn places(&mut self, shelf: &Shelf, query: &ListQuery, settled: bool) -> &[Place] {
        let order = match self.kept.iter().position(|o| o.query == *query) {
            Some(index) => {
                let mut order = self.kept.remove(index);
                if order.version < shelf.version() && (settled || order.made.elapsed() >= STALE) {
                    order.mend(shelf);
                }
                order
            }
            None => self.make(shelf, query),
        };
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push(order);
        self.kept.last().map_or(&[], |o| &o.places)
    }

    fn make(&self, shelf: &Shelf, query: &ListQuery) -> Order {
        let sieve = Sieve::new(&query.filter);
        let version = shelf.version();
        let narrower = |o: &&Order| o.version == version && sieve.narrows(&o.query.filter);
        // Words typed narrow the list as it stood before them, which is sorted already.
        let wider = self.kept.iter().filter(narrower).min_by_key(|o| o.places.len());
        let same_order = wider.is_some_and(|o| (o.query.sort, o.query.reversed) == (query.sort, query.reversed));
        let all = || shelf.iter().map(|(place, _)| place).collect::<Vec<_>>();
        let mut places = sieve.pass(shelf, wider.map_or_else(all, |o| o.places.clone()));
        if !same_order {
            sort(shelf, query, &mut places);
        }
        Order { query: query.clone(), places, version, made: Instant::now() }
    }
}

impl Order {
    /// Takes in what changed since it was made.
    fn mend(&mut self, shelf: &Shelf) {
        let changed = shelf.changed_since(self.version);
        let gone: HashSet<Place> = changed.iter().copied().collect();
        self.places.retain(|place| !gone.contains(place));
        let mut fresh = Sieve::new(&self.query.filter).pass(shelf, changed);
        sort(shelf, &self.query, &mut fresh);
        let old = std::mem::replace(&mut self.places, Vec::with_capacity(fresh.len()));
        let mut fresh = fresh.into_iter().peekable();
        for place in old {
            while let Some(first) = fresh.next_if(|f| compare(shelf, &self.query, *f, place).is_lt()) {
                self.places.push(first);
            }
            self.places.push(place);
        }
        self.places.extend(fresh);
        self.version = shelf.version();
        self.made = Instant::now();
    }
}

fn sort(shelf: &Shelf, query: &ListQuery, places: &mut [Place]) {
    places.sort_unstable_by(|a, b| compare(shelf, query, *a, *b));
}

fn compare(shelf: &Shelf, query: &ListQuery, a: Place, b: Place) -> Ordering {
    match (shelf.at(a), shelf.at(b)) {
        (Some(a), Some(b)) => {
            a.keys.compare(&b.keys, query.sort, query.reversed).then_with(|| a.article.id.cmp(&b.article.id))
        }
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
