//! Search by looking through every revision of the articles that the index of words names, where there is one; a
//! paragraph that several revisions share is looked at once.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    iter,
    ops::ControlFlow,
};

use rayon::prelude::*;

use super::{
    Catalogue,
    disk::Narrowed,
    entry::Entry,
    index::Question,
    lock,
    shelf::{Place, Shelf},
    step,
};
use crate::{
    model::{
        ArticleId, Aside, Field, Hit, HitOrder, Language, Lifeline, ListQuery, Revision, Sighting, TextState, Turn,
    },
    query::{Found, Judgement, Marks, Query, Subject},
    source::join,
    text::cutoff,
};

/// Articles looked through before hits are handed on: few at first, so that the first come soon.
const FIRST: usize = 32;
const LEAST: usize = 8;
const MOST: usize = 1024;

/// Articles of which an index is asked first, where it would name very many.
const PART: usize = 2048;

/// Articles that are asked for first where the best are wanted.
const BEST: usize = 400;

/// Characters of a snippet, and of what stands in it before the first match.
const SNIPPET: usize = 200;
const BEFORE: usize = 60;

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

/// A hit, and what it weighs.
struct Weighed {
    hit: Hit,
    /// How many things the headline of the revision shown holds.
    titled: u32,
    /// How many things its paragraphs hold, each counted, of a thousand paragraphs.
    weight: usize,
}

/// The hit that an article is, if it is one.
fn look(entry: &Entry, query: &Query, room: &mut String) -> Option<Weighed> {
    let article = &entry.article;
    let language = entry.row.language;
    let subject = Subject {
        source: &article.source,
        url: Some(&article.url),
        revisions: article.revisions.len(),
        changes: entry.row.changes,
    };
    if !query.admits(&subject) {
        return None;
    }
    let mut titles: HashMap<&str, Marks, foldhash::quality::RandomState> = HashMap::default();
    // By place in memory, and by how much of it is surely there.
    let mut paragraphs: HashMap<(*const u8, usize), Marks, foldhash::fast::RandomState> = HashMap::default();
    let mut found = Vec::with_capacity(article.revisions.len());
    let name = article.instead_of_headline();
    let is_named = article.revisions.iter().all(|revision| revision.title.is_empty());
    let in_conflict = article.revisions.iter().any(join::is_in_conflict);
    let copies: Vec<bool> = if in_conflict { step::copies(&article.revisions).collect() } else { Vec::new() };
    for (at, revision) in article.revisions.iter().enumerate() {
        let title = revision.title_or(name);
        let in_title = |room| query.in_title(title, language, room);
        let of_title = *titles.entry(title).or_insert_with(|| in_title(&mut *room));
        let is_untitled = revision.title.is_empty() || join::is_headline_carried(revision);
        let mut marks = if is_untitled && !is_named { Marks::default() } else { of_title };
        for paragraph in (0..revision.paragraphs.len()).map(|at| surely(revision, at)) {
            let in_paragraph = || query.in_paragraph(paragraph, language, &mut *room);
            let here = paragraphs.entry((paragraph.as_ptr(), paragraph.len())).or_insert_with(in_paragraph);
            marks = marks.with(*here);
        }
        found.push(Found {
            marks,
            time: revision.time.as_ref().map(|time| time.at),
            whole: revision.state == TextState::Whole,
            titled: !title.is_empty() && (is_named || !is_untitled),
            aside: revision.is_aside,
            adrift: revision.aside() == Some(Aside::Adrift),
            copy: copies.get(at) == Some(&true),
            carried: Marks::default(),
        });
    }
    // Which headline one had that is not known nobody can say.
    if !is_named {
        let all = titles.values().fold(Marks::default(), |all, marks| all.with(*marks));
        found.iter_mut().filter(|found| !found.titled).for_each(|found| found.carried = all);
    }
    let judgement = query.judge(&subject, &found)?;
    let revision = article.revisions.get(judgement.shown)?;
    let held = |p: &str| paragraphs.get(&(p.as_ptr(), p.len())).map_or(0, |marks| marks.count() as usize);
    let weight = (0..revision.paragraphs.len()).map(|at| held(surely(revision, at))).sum::<usize>() * 1000
        / revision.paragraphs.len().max(1);
    let title = revision.title_or(name);
    let titled = titles.get(title).map_or(0, |marks| marks.count());
    let hit = hit(entry, query, revision, judgement, room);
    Some(Weighed { hit, titled, weight })
}

fn hit(entry: &Entry, query: &Query, revision: &Revision, judgement: Judgement, room: &mut String) -> Hit {
    let article = &entry.article;
    let name = article.instead_of_headline();
    let title = revision.title_or(name);
    let (field, snippet, matches) = shown(revision, title, (query, judgement.traced), entry.row.language, room);
    let sighting = |index: usize| {
        let revision = article.revisions.get(index)?;
        Some(Sighting { revision: revision.number, time: revision.time.clone() })
    };
    let turn = judgement
        .turn
        .and_then(|turn| Some(Turn { went: turn.went, before: sighting(turn.before)?, after: sighting(turn.after)? }));
    let lifeline = article.revisions.iter().zip(judgement.lifeline);
    let unknown = lifeline.clone().filter(|(_, held)| held.is_none()).map(|(r, _)| (r.number, r.state)).collect();
    Hit {
        id: article.id.clone(),
        source: article.source.clone(),
        title: entry.row.title.clone(),
        revision: revision.number,
        before: judgement.shown.checked_sub(1).and_then(|at| article.revisions.get(at)).map(|before| before.number),
        time: revision.time.clone(),
        field,
        snippet,
        matches,
        lifeline: Lifeline { revisions: lifeline.map(|(revision, held)| (revision.number, held)).collect() },
        turn,
        is_sure: judgement.is_sure,
        unknown,
    }
}

/// As much of a revision's paragraph as is surely there: not the word at which it was cut off.
fn surely(revision: &Revision, at: usize) -> &str {
    let paragraphs = &revision.paragraphs;
    paragraphs.get(at).map_or("", |paragraph| cutoff::surely(paragraph, at, paragraphs.len(), &revision.holes))
}

type Shown = (Field, String, Vec<(usize, usize)>);

/// What is shown of a revision: of headline, or what stands for it, and paragraphs the first with the most of what was
/// searched for, if it has what came or went; the headline only where it has more.
fn shown(
    revision: &Revision,
    headline: &str,
    (query, traced): (&Query, Marks),
    language: Option<Language>,
    room: &mut String,
) -> Shown {
    let weight = |marks: Marks| marks.count() + if marks.meets(traced) { u64::BITS } else { 0 };
    let title = weight(query.in_title(headline, language, room));
    let of_paragraph = |at: usize| (at, weight(query.in_paragraph(surely(revision, at), language, room)));
    let marks = (0..revision.paragraphs.len()).map(of_paragraph);
    let best = marks.fold((0, 0), |best, (index, count)| if count > best.1 { (index, count) } else { best });
    match revision.paragraphs.get(best.0).filter(|_| best.1 > 0 && best.1 >= title) {
        Some(paragraph) => {
            let (snippet, matches) = snippet(paragraph, &query.highlight(surely(revision, best.0), language, false));
            (Field::Paragraph(best.0), snippet, matches)
        }
        None => {
            let (snippet, matches) = snippet(headline, &query.highlight(headline, language, true));
            (Field::Title, snippet, matches)
        }
    }
}

/// A text cut around the first match, with the matches in it.
fn snippet(text: &str, matches: &[(usize, usize)]) -> (String, Vec<(usize, usize)>) {
    let first = matches.first().map_or(0, |m| m.0);
    let wanted = first.saturating_sub(BEFORE);
    let mut from = 0;
    if wanted > 0 {
        // Begins with a word where one begins nearby.
        let near = text.chars().skip(wanted).take(BEFORE / 2).position(char::is_whitespace);
        from = wanted + near.map_or(0, |blanks| blanks + 1);
    }
    let mut rest = text.chars().skip(from);
    let mut snippet = String::from(if from > 0 { "…" } else { "" });
    snippet.extend(rest.by_ref().take(SNIPPET));
    if rest.next().is_some() {
        snippet.push('…');
    }
    let mark = usize::from(from > 0);
    let inside = |at: usize| at.saturating_sub(from).min(SNIPPET) + mark;
    let matches = matches.iter().map(|m| (inside(m.0), inside(m.1))).filter(|m| m.0 < m.1).collect();
    (snippet, matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_holds_its_matches() {
        let text = format!("{} needle {}", "straw ".repeat(40), "hay ".repeat(80));
        let at = text.find("needle").unwrap();
        let (shown, matches) = snippet(&text, &[(at, at + 6), (at + 400, at + 403)]);
        let [(start, end)] = matches[..] else { panic!("{matches:?}") };
        assert_eq!(shown.chars().skip(start).take(end - start).collect::<String>(), "needle");
        assert!(shown.starts_with("…straw ") && shown.ends_with('…'), "{shown}");
        assert_eq!(snippet("short", &[(0, 5)]), ("short".into(), vec![(0, 5)]));
    }
}
