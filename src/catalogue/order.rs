//! Orders of the list: arrays of places, kept per sort and filter, and mended as articles come and change.

use std::{
    cmp::Ordering,
    collections::HashSet,
    time::{Duration, Instant},
};

use super::{
    filter::{Likeness, Sieve},
    shelf::{Place, Shelf},
};
use crate::model::ListQuery;

/// How long an order may be behind while articles stream in.
const STALE: Duration = Duration::from_millis(100);

/// Orders remembered: those between which a user goes back and forth.
const KEPT: usize = 6;

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

    /// Those of the places that a query lists which are wanted, in order. Nothing is remembered for it.
    pub(super) fn picked(&mut self, shelf: &Shelf, query: &ListQuery, wanted: &dyn Fn(Place) -> bool) -> Vec<Place> {
        let wanted = |place: &Place| wanted(*place);
        if self.kept.iter().any(|order| order.query == *query) {
            return self.places(shelf, query, true).iter().copied().filter(wanted).collect();
        }
        let mut places = Sieve::new(&query.filter).pass(shelf, shelf.places().filter(wanted).collect());
        sort(shelf, query, &mut places);
        places
    }

    fn make(&self, shelf: &Shelf, query: &ListQuery) -> Order {
        let sieve = Sieve::new(&query.filter);
        let version = shelf.version();
        let narrower = |o: &&Order| o.version == version && sieve.narrows(&o.query.filter);
        // Words typed narrow the list as it stood before them, which is sorted already.
        let wider = self.kept.iter().filter(narrower).min_by_key(|o| o.places.len());
        let same_order = wider.is_some_and(|o| (o.query.sort, o.query.reversed) == (query.sort, query.reversed));
        let all = || shelf.places().collect::<Vec<_>>();
        let mut places = sieve.pass(shelf, wider.map_or_else(all, |o| o.places.clone()));
        if !same_order {
            sort(shelf, query, &mut places);
        }
        rank(shelf, &sieve, &mut places);
        Order { query: query.clone(), places, version, made: Instant::now() }
    }
}

impl Order {
    /// Takes in what changed since it was made.
    fn mend(&mut self, shelf: &Shelf) {
        let changed = shelf.changed_since(self.version);
        let gone: HashSet<Place> = changed.iter().copied().collect();
        self.places.retain(|place| !gone.contains(place));
        let sieve = Sieve::new(&self.query.filter);
        let mut fresh = sieve.pass(shelf, changed);
        sort(shelf, &self.query, &mut fresh);
        rank(shelf, &sieve, &mut fresh);
        let old = std::mem::replace(&mut self.places, Vec::with_capacity(fresh.len()));
        let mut fresh = fresh.into_iter().peekable();
        for place in old {
            while let Some(first) = fresh.next_if(|f| compare(shelf, (&self.query, &sieve), *f, place).is_lt()) {
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
    shelf.cards().sort(query.sort, query.reversed, places);
}

/// Puts the articles first whose headlines have the words of a filter best, each lot in the order that there is.
fn rank(shelf: &Shelf, sieve: &Sieve<'_>, places: &mut [Place]) {
    if sieve.has_ranks() {
        places.sort_by_cached_key(|place| likeness(shelf, sieve, *place));
    }
}

fn likeness(shelf: &Shelf, sieve: &Sieve<'_>, place: Place) -> Option<Likeness> {
    shelf.at(place).and_then(|look| sieve.likeness(look))
}

fn compare(shelf: &Shelf, (query, sieve): (&ListQuery, &Sieve<'_>), a: Place, b: Place) -> Ordering {
    let ranked = match sieve.has_ranks() {
        true => likeness(shelf, sieve, a).cmp(&likeness(shelf, sieve, b)),
        false => Ordering::Equal,
    };
    ranked.then_with(|| in_order(shelf, query, a, b))
}

fn in_order(shelf: &Shelf, query: &ListQuery, a: Place, b: Place) -> Ordering {
    shelf.cards().compare(query.sort, query.reversed, a, b)
}
