//! Search by looking through every revision of the articles that the index of words names, where there is one; a
//! paragraph that several revisions share is looked at once.

mod look;
mod snippet;

use std::{cmp::Reverse, collections::HashSet, iter, ops::ControlFlow};

use rayon::prelude::*;

use self::look::{Weighed, look};
use super::{
    Catalogue,
    disk::Narrowed,
    index::Question,
    lock,
    shelf::{Place, Shelf},
};
use crate::{
    model::{ArticleId, Hit, HitOrder, ListQuery},
    query::{Query, Subject},
};

/// Articles looked through before hits are handed on: few at first, so that the first come soon.
const FIRST: usize = 32;
const LEAST: usize = 8;
const MOST: usize = 1024;

/// Articles of which an index is asked first, where it would name very many.
const PART: usize = 2048;

/// Articles that are asked for first where the best are wanted.
const BEST: usize = 400;

impl Catalogue {
    /// Looks for a query in every revision of every article and hands hits to `emit` as they are found, at most `limit`
    /// of them, and at most as many of which it cannot be said whether they are hits. Looks at `stale` now and then and
    /// stops early when it says so, or when `emit` does.
    pub fn search(
        &self,
        query: &Query,
        order: HitOrder,
        limit: usize,
        stale: &dyn Fn() -> bool,
        emit: &mut dyn FnMut(Hit) -> ControlFlow<()>,
    ) {
        let (mut left, mut doubts) = (limit, limit);
        let mut told: HashSet<ArticleId> = HashSet::new();
        let mut is_over = false;
        if !self.is_lost() {
            let is_kept = self.is_on_disk();
            self.search_here(query, (order, limit), stale, &mut |hit| {
                let left = if hit.is_sure { &mut left } else { &mut doubts };
                *left = left.saturating_sub(1);
                if is_kept {
                    told.insert(hit.id.clone());
                }
                let flow = emit(hit);
                is_over = flow.is_break();
                flow
            });
        }
        // What was found before damage was met is right; the rest is looked for in what is read anew.
        if is_over || left == 0 || stale() || !self.is_lost() {
            return;
        }
        let Some(anew) = self.anew() else { return };
        let more = limit.saturating_add(told.len());
        anew.search(query, order, more, stale, &mut |hit| {
            let left = if hit.is_sure { &mut left } else { &mut doubts };
            if *left == 0 || told.contains(&hit.id) {
                return ControlFlow::Continue(());
            }
            *left -= 1;
            emit(hit)
        });
    }

    fn search_here(
        &self,
        query: &Query,
        (order, limit): (HitOrder, usize),
        stale: &dyn Fn() -> bool,
        emit: &mut dyn FnMut(Hit) -> ControlFlow<()>,
    ) {
        let need = query.need();
        let question = Question { need: &need, languages: self.shelf().cards().languages() };
        let disk = self.texts.disk();
        let mut search = Search { catalogue: self, query, left: limit, doubts: limit, stale, emit };
        let narrowed = disk.and_then(|disk| disk.narrowed(question));
        // Where no index ranks them, what is in memory is ranked here, and what is on disk comes by time.
        let _ = match (order, disk) {
            (HitOrder::Time, _) => search.through(&mut self.newest(query, narrowed.as_ref()), Rank::AsTheyCome),
            (HitOrder::Relevance, None) => search.through(&mut self.newest(query, None), Rank::All),
            (HitOrder::Relevance, Some(_)) => {
                let most = BEST.max(limit.saturating_mul(2));
                let narrowed = narrowed.as_ref();
                let best = narrowed.and_then(|narrowed| narrowed.ranked(most));
                let all = best.as_ref().is_some_and(|best| best.len() < most);
                let best = best.unwrap_or_default();
                let known: HashSet<Place> = best.iter().copied().collect();
                // What is not among the best is worse than all of them, or not in the index yet.
                let rest = || -> Box<dyn Iterator<Item = Place>> {
                    match narrowed.filter(|_| all) {
                        Some(narrowed) => Box::new(self.picked(&|place| narrowed.is_fresh(place))),
                        None => self.newest(query, narrowed),
                    }
                };
                let rest = iter::once_with(rest).flatten().filter(|place| !known.contains(place));
                let best = best.iter().copied().filter(|place| admitted(&self.shelf(), query, *place));
                search.through(&mut best.chain(rest), Rank::Handfuls)
            }
        };
    }

    /// The places of the articles that can be hits, the one changed last first.
    fn newest<'s>(
        &'s self,
        query: &'s Query,
        narrowed: Option<&'s Narrowed<'_>>,
    ) -> Box<dyn Iterator<Item = Place> + 's> {
        // What the list knows of an article is looked at where it is its turn.
        let admitted = |place: &Place| admitted(&self.shelf(), query, *place);
        match narrowed {
            None => Box::new(self.all().filter(admitted)),
            // Most searches end with the newest.
            Some(narrowed) if narrowed.is_broad() => Box::new(in_parts(self.all(), narrowed).filter(admitted)),
            Some(narrowed) => {
                let all = narrowed.all();
                Box::new(self.picked(&|place| all.as_ref().is_none_or(|all| all.has(place))).filter(admitted))
            }
        }
    }

    /// Every place, that of the article changed last first.
    fn all(&self) -> impl Iterator<Item = Place> + use<> {
        lock(&self.orders).places(&self.shelf(), &ListQuery::default(), true).to_vec().into_iter()
    }

    /// The places that are wanted, that of the article changed last first.
    fn picked(&self, wanted: &dyn Fn(Place) -> bool) -> impl Iterator<Item = Place> + use<> {
        lock(&self.orders).picked(&self.shelf(), &ListQuery::default(), wanted).into_iter()
    }
}

/// Those of these places that an index names, asked for when they are needed: a part, then a larger one.
fn in_parts<'n>(
    places: impl Iterator<Item = Place> + 'n,
    narrowed: &'n Narrowed<'_>,
) -> impl Iterator<Item = Place> + 'n {
    let (mut places, mut size) = (places, PART);
    let part = move || {
        let part: Vec<Place> = places.by_ref().take(size).collect();
        size = size.saturating_mul(4);
        (!part.is_empty()).then(|| narrowed.among(&part))
    };
    iter::from_fn(part).flatten()
}

/// Whether what a list knows of an article lets it be a hit.
fn admitted(shelf: &Shelf, query: &Query, place: Place) -> bool {
    shelf.at(place).is_some_and(|look| {
        let (source, revisions) = (look.source(), look.revisions() as usize);
        query.admits(&Subject { source, url: None, revisions, changes: look.changes() })
    })
}

/// How hits are put in order among those that come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// Not at all.
    AsTheyCome,
    /// Those of a handful by what their headlines hold.
    Handfuls,
    /// All of them, when all have been found.
    All,
}

/// A search under way.
struct Search<'s> {
    catalogue: &'s Catalogue,
    query: &'s Query,
    /// Hits still wanted.
    left: usize,
    /// Those of which it cannot be said whether they are hits, still wanted.
    doubts: usize,
    stale: &'s dyn Fn() -> bool,
    emit: &'s mut dyn FnMut(Hit) -> ControlFlow<()>,
}

impl Search<'_> {
    /// Looks through articles, in their order.
    fn through(&mut self, places: &mut dyn Iterator<Item = Place>, rank: Rank) -> ControlFlow<()> {
        let mut size = FIRST;
        let (mut looked, mut hits) = (0, 0);
        let mut kept: Vec<Weighed> = Vec::new();
        while self.left > 0 && !(self.stale)() {
            let handful: Vec<Place> = places.take(size).collect();
            if handful.is_empty() {
                break;
            }
            let look = |room: &mut String, place: &Place| look(&*self.catalogue.glance(*place)?, self.query, room);
            let found: Vec<Option<Weighed>> = handful.par_iter().map_init(String::new, look).collect();
            if self.catalogue.is_lost() {
                // One that could not be read might stand among these.
                return ControlFlow::Break(());
            }
            let mut found: Vec<Weighed> = found.into_iter().flatten().collect();
            (looked, hits) = (looked + handful.len(), hits + found.len());
            size = (size * 2).min(MOST);
            match rank {
                // Where most are hits a few more will do.
                Rank::AsTheyCome if hits > 0 => {
                    size = size.min((self.left.saturating_sub(found.len()).saturating_mul(looked) / hits).max(LEAST));
                }
                Rank::AsTheyCome => {}
                Rank::Handfuls => found.sort_by_key(|found| Reverse(found.titled)),
                Rank::All => {
                    kept.append(&mut found);
                    found = Vec::new();
                }
            }
            self.hand_on(found)?;
        }
        kept.sort_by_key(|found| Reverse((found.titled, found.weight)));
        self.hand_on(kept)
    }

    fn hand_on(&mut self, found: Vec<Weighed>) -> ControlFlow<()> {
        for Weighed { hit, .. } in found {
            let left = if hit.is_sure { &mut self.left } else { &mut self.doubts };
            if *left > 0 {
                *left -= 1;
                (self.emit)(hit)?;
            }
        }
        ControlFlow::Continue(())
    }
}
