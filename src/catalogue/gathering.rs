//! Parts of articles of which much is held already, gathered for a moment and joined all at once. Joined one by one, as they
//! come out of many files, each would cost as much as everything before it.
//!
//! A file whose parts may still be waiting is not noted as read before they are put: who ends suddenly reads it again.

use std::{
    collections::HashMap,
    mem,
    sync::Mutex,
    time::{Duration, Instant},
};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Catalogue, disk::Write, lock, shelf::Place};
use crate::{
    model::Article,
    source::{Stamp, join},
};

/// From so many revisions on, an article's parts are gathered: below, joining costs less than waiting.
const MANY: u32 = 8;

/// How long parts wait, or as long as it took to put the last ones, where that is longer: joining never takes more time
/// than reading.
pub(super) const PACE: Duration = Duration::from_millis(200);

/// Bytes of text that may wait; what comes then is put at once.
const WEIGHT: usize = 32 << 20;

/// Articles of which parts are put at a time: everything worked out for them is in memory until they are.
const HANDFUL: usize = 64;

/// What waits to be put.
pub(super) struct Gathering {
    waiting: Mutex<Waiting>,
    pace: Duration,
    /// Bytes of text that may wait.
    most: usize,
}

struct Waiting {
    /// By the place of the article that they belong to.
    parts: HashMap<Place, Vec<Article>>,
    /// The bytes of their texts.
    weight: usize,
    /// Files that were read to their end meanwhile, and whether they have to be read together with others.
    ended: Vec<(Stamp, bool)>,
    /// Whether somebody is putting what waited before.
    busy: bool,
    since: Instant,
    pace: Duration,
}

impl Gathering {
    /// Nothing yet, of which each lot waits at least so long.
    pub(super) fn new(pace: Duration) -> Gathering {
        let nothing =
            Waiting { parts: HashMap::new(), weight: 0, ended: Vec::new(), busy: false, since: Instant::now(), pace };
        Gathering { waiting: Mutex::new(nothing), pace, most: WEIGHT }
    }

    /// Takes a part in, or lets it wait for others of its article.
    pub(super) fn put(&self, catalogue: &Catalogue, part: Article) {
        let places = catalogue.places_of(&part);
        if let Some(part) = self.gather(catalogue, part, &places) {
            catalogue.put_at(part, &places);
        }
    }

    /// The same of several.
    pub(super) fn put_all(&self, catalogue: &Catalogue, parts: Vec<Article>) {
        catalogue.put_those(parts, &|part, places| self.gather(catalogue, part, places));
    }

    /// Lets a part wait; it comes back where it is to be put at once.
    fn gather(&self, catalogue: &Catalogue, part: Article, places: &[Place]) -> Option<Article> {
        let Some(place) = catalogue.place_of_many(places) else { return Some(part) };
        let weight = weight(&part);
        let mut waiting = lock(&self.waiting);
        if waiting.weight.saturating_add(weight) > self.most {
            return Some(part);
        }
        waiting.weight += weight;
        waiting.parts.entry(place).or_default().push(part);
        None
    }

    /// Notes that a file was read to its end, as soon as whatever it holds is put; whether it has to be read together with
    /// others of its URL.
    pub(super) fn ended(&self, catalogue: &Catalogue, stamp: &Stamp, claimed: bool) {
        let mut waiting = lock(&self.waiting);
        if waiting.busy || !waiting.parts.is_empty() {
            waiting.ended.push((stamp.clone(), claimed));
            return;
        }
        drop(waiting);
        note(catalogue, stamp, claimed);
    }

    /// Puts what has waited long enough, unless somebody is at it. Never waits: who puts may lend its thread to a reader.
    pub(super) fn settle(&self, catalogue: &Catalogue) {
        let lot = {
            let mut waiting = lock(&self.waiting);
            if waiting.busy || waiting.is_empty() || waiting.since.elapsed() < waiting.pace {
                return;
            }
            waiting.busy = true;
            waiting.taken()
        };
        let begun = Instant::now();
        put(catalogue, lot);
        let mut waiting = lock(&self.waiting);
        waiting.busy = false;
        (waiting.since, waiting.pace) = (Instant::now(), self.pace.max(begun.elapsed()));
    }

    /// Puts everything, once nobody reads any more.
    pub(super) fn finish(&self, catalogue: &Catalogue) {
        put(catalogue, lock(&self.waiting).taken());
    }
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.ended.is_empty()
    }

    fn taken(&mut self) -> (Vec<Vec<Article>>, Vec<(Stamp, bool)>) {
        self.weight = 0;
        (mem::take(&mut self.parts).into_values().collect(), mem::take(&mut self.ended))
    }
}

impl Catalogue {
    /// The first of these places where many revisions are held.
    fn place_of_many(&self, places: &[Place]) -> Option<Place> {
        if places.is_empty() {
            return None;
        }
        let shelf = self.shelf();
        let is_of_many = |place: &Place| shelf.at(*place).is_some_and(|look| look.revisions() >= MANY);
        places.iter().copied().find(is_of_many)
    }
}

fn put(catalogue: &Catalogue, (parts, ended): (Vec<Vec<Article>>, Vec<(Stamp, bool)>)) {
    let mut parts = parts.into_iter();
    loop {
        let handful: Vec<Vec<Article>> = parts.by_ref().take(HANDFUL).collect();
        if handful.is_empty() {
            break;
        }
        catalogue.put_all(handful.into_par_iter().filter_map(joined).collect());
    }
    ended.iter().for_each(|(stamp, claimed)| note(catalogue, stamp, *claimed));
    // It has waited already: not once more for a batch to be full.
    catalogue.texts.queue(Write::Settled);
}

/// One part of many: each is joined to one of its size.
fn joined(mut parts: Vec<Article>) -> Option<Article> {
    while parts.len() > 1 {
        let mut rest = parts.into_iter();
        parts = Vec::with_capacity(rest.len().div_ceil(2));
        while let Some(one) = rest.next() {
            parts.push(match rest.next() {
                Some(other) => join::join(one, other),
                None => one,
            });
        }
    }
    parts.pop()
}

/// Notes that a file was read to its end, and that whatever it holds was put.
pub(super) fn note(catalogue: &Catalogue, stamp: &Stamp, claimed: bool) {
    catalogue.texts.queue(Write::Ended { shown: stamp.shown.to_string(), mark: stamp.mark, claimed });
}

fn weight(part: &Article) -> usize {
    let texts = part.revisions.iter().flat_map(|r| r.paragraphs.iter().chain(r.markup.iter().flatten()));
    texts.map(|text| 16 + text.len()).sum::<usize>() + 64 * part.revisions.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::tests::article, model::ArticleId};

    /// A part of one article from a dump of its own.
    fn part(n: i64) -> Article {
        let mut part = article("a", &[("Weir", Some(n), &[&format!("{n} trees were lost."), "It rains."])]);
        part.origins = vec![format!("dump {n}")];
        part.revisions.iter_mut().for_each(|r| r.origin = Some(format!("dump {n}").into()));
        part
    }

    fn stamp(shown: &str) -> Stamp {
        Stamp { shown: shown.into(), mark: 1 }
    }

    fn revisions(catalogue: &Catalogue) -> usize {
        catalogue.progress().revisions
    }

    #[test]
    fn parts_that_waited_are_as_those_put_one_after_another() {
        // Out of order, each twice.
        let parts = || (0..80).map(|n| part(n * 37 % 40));
        let plain = Catalogue::new();
        parts().for_each(|part| plain.put(part));
        for pace in [Duration::ZERO, Duration::MAX] {
            let (catalogue, gathering) = (Catalogue::new(), Gathering::new(pace));
            for part in parts() {
                gathering.put(&catalogue, part);
                gathering.settle(&catalogue);
            }
            if pace == Duration::MAX {
                assert_eq!(revisions(&catalogue), MANY as usize, "the others wait");
            }
            gathering.finish(&catalogue);
            let held = |catalogue: &Catalogue| {
                let entry = catalogue.entry(&ArticleId::new("a")).unwrap();
                (entry.article.clone(), entry.row.clone(), entry.steps.clone(), entry.words.clone())
            };
            assert_eq!(held(&catalogue), held(&plain), "{pace:?}");
            assert_eq!(catalogue.progress().articles, 1);
        }
    }

    #[test]
    fn a_file_is_read_to_its_end_when_its_parts_are_put() {
        let (catalogue, gathering) = (Catalogue::new(), Gathering::new(Duration::MAX));
        (0..8).for_each(|n| catalogue.put(part(n)));
        let held_back = || lock(&gathering.waiting).ended.len();
        gathering.ended(&catalogue, &stamp("before"), false);
        assert_eq!(held_back(), 0, "nothing waits");
        gathering.put(&catalogue, part(8));
        gathering.ended(&catalogue, &stamp("of the part"), false);
        assert_eq!((held_back(), revisions(&catalogue)), (1, 8));
        let lot = {
            let mut waiting = lock(&gathering.waiting);
            waiting.busy = true;
            waiting.taken()
        };
        gathering.ended(&catalogue, &stamp("while it is put"), false);
        assert_eq!(held_back(), 1, "its part may be among those");
        put(&catalogue, lot);
        assert_eq!(revisions(&catalogue), 9);
    }

    #[test]
    fn what_is_too_much_to_wait_is_put_at_once() {
        let (catalogue, gathering) = (Catalogue::new(), Gathering { most: 1000, ..Gathering::new(Duration::MAX) });
        gathering.put(&catalogue, part(0));
        assert_eq!(revisions(&catalogue), 1, "little is held");
        gathering.put_all(&catalogue, (1..8).map(part).collect());
        let mut large = part(8);
        large.revisions[0].paragraphs.push("x".repeat(1000).into());
        gathering.put_all(&catalogue, vec![part(9), large, part(10)]);
        assert_eq!(revisions(&catalogue), 9);
        gathering.finish(&catalogue);
        assert_eq!(revisions(&catalogue), 11);
    }
}
