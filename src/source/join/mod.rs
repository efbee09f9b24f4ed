//! How parts of one article become one: from several files of a dump, and from several dumps.
//!
//! [`join`] does not depend on order: `join(a, b)` is `join(b, a)`, however parts are bracketed, and `join(a, a)` is `a`.
//! It sees the revisions of both as one set and brings the set into a normal form:
//! 1. the same revision found twice becomes one: the same number of the same count ([`Revision::numbered_by`]), or the
//!    same moment, headline and text; texts that contradict each other stay apart, and say so (`conflict`);
//! 2. where one count governs them all, the order is by number and numbers stay (by time, where numbers were given
//!    [as revisions were stored](AS_STORED)). Else the order is by time seen, and
//!    numbers are given anew from 0; a time known to the minute does not overtake its successor in the same minute, and
//!    a revision without a time stays behind the one its dump puts before it.
//!
//! An article that only ever comes from one file keeps the order and the numbers its reader gave.

mod conflict;
pub(super) mod revisit;
mod timeline;

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use super::identity;
use crate::model::{Article, ArticleId, Gap, Revision, SidesMark};

/// The count ([`Revision::numbered_by`]) of revisions that nobody numbered, such as captures of a page: their order is that
/// of time, from however many files they come, and their numbers are places in it.
pub const BY_TIME: &str = "time";

/// How a count ([`Revision::numbered_by`]) begins whose numbers were given when revisions were stored, as MediaWiki gives
/// them, also to old ones that were imported late: numbers stay, and the order is that of time, then of numbers.
pub const AS_STORED: &str = "stored:";

/// What is noted of a revision whose text its dump does not hold; it is no longer true beside a dump that does.
pub const TEXTLESS: [&str; 2] = ["the dump has no texts", "its text was lost when the dump was made"];

/// Everything under which an article is known: two parts that share a key are parts of one article.
pub fn keys(article: &Article) -> impl Iterator<Item = &str> {
    std::iter::once(article.id.as_str()).chain(article.aliases.iter().map(String::as_str))
}

/// One article of two parts.
#[must_use]
pub fn join(a: Article, b: Article) -> Article {
    if a == b {
        return a;
    }
    let mut notes: BTreeSet<String> = a.notes.iter().chain(&b.notes).cloned().collect();
    let known = [&a, &b].map(numbers_known);
    let ids: BTreeSet<String> = keys(&a).chain(keys(&b)).map(str::to_owned).collect();
    let id = best_id([&a.id, &b.id]);
    let source = better(&a.source, &b.source, false);
    let url = better(&a.url, &b.url, true);
    let origins: BTreeSet<String> = a.origins.into_iter().chain(b.origins).collect();
    let revisions = timeline::normal(a.revisions.into_iter().chain(b.revisions).collect(), &mut notes);
    let one_count = timeline::one_count(&revisions);
    let gaps = if one_count { gaps(&revisions, known.into_iter().flatten().collect()) } else { Vec::new() };
    let mut joined = Article {
        aliases: ids.into_iter().filter(|other| other != id.as_str()).collect(),
        id,
        source,
        url,
        status: a.status.max(b.status),
        revisions,
        gaps,
        sides: if doubt(a.sides) >= doubt(b.sides) { a.sides } else { b.sides },
        origins: origins.into_iter().collect(),
        notes: notes.into_iter().collect(),
    };
    share_paragraphs(&mut joined);
    joined
}

/// An article as every reader hands it on: known by the hash of its URL too (where `by_url` is set), no number twice,
/// repeated paragraphs shared.
#[must_use]
pub fn tidied(mut article: Article, by_url: bool) -> Article {
    let by_url = by_url.then(|| identity::id_of_url(&article.url)).flatten();
    article.aliases.extend(by_url.map(|id| id.as_str().to_owned()));
    article.aliases.retain(|alias| alias != article.id.as_str());
    article.aliases.sort_unstable();
    article.aliases.dedup();
    timeline::number_apart(&mut article.revisions);
    share_paragraphs(&mut article);
    article
}

/// The numbers that no revision bears, from `first` up to the highest held and to below `end`.
pub(super) fn missing(revisions: &[Revision], first: u32, end: u32) -> Vec<Gap> {
    let held: BTreeSet<u32> = revisions.iter().map(|r| r.number).collect();
    let mut next = first;
    let mut gaps = Vec::new();
    for stop in held.into_iter().chain([end]) {
        if next < stop {
            gaps.push(Gap { from: next, to: stop - 1 });
        }
        next = next.max(stop.saturating_add(1));
    }
    gaps
}

/// Origins' ids before hashes, else the first by name.
fn best_id(ids: [&ArticleId; 2]) -> ArticleId {
    let [a, b] = ids;
    let rank = |id: &ArticleId| (!id.as_str().contains(':'), id.clone());
    if rank(a) <= rank(b) { a.clone() } else { b.clone() }
}

fn better(a: &str, b: &str, last: bool) -> String {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    if first.is_empty() || last { second.to_owned() } else { first.to_owned() }
}

/// How much is to be doubted of the sides of a text.
fn doubt(sides: SidesMark) -> u8 {
    match sides {
        SidesMark::Known => 0,
        SidesMark::ByHand => 1,
        SidesMark::Inferred => 2,
        SidesMark::OlderIncomplete => 3,
    }
}

/// The ranges of numbers that an article says its origin had.
fn numbers_known(article: &Article) -> Vec<Gap> {
    let held = article.revisions.iter().map(timeline::natural).map(|n| Gap { from: n, to: n });
    held.chain(article.gaps.iter().cloned()).collect()
}

/// What is left of the known ranges without the numbers held.
fn gaps(revisions: &[Revision], mut known: Vec<Gap>) -> Vec<Gap> {
    known.sort_unstable_by_key(|gap| (gap.from, gap.to));
    let held: BTreeSet<u32> = revisions.iter().map(timeline::natural).collect();
    let mut left: Vec<Gap> = Vec::new();
    let mut next = 0_u64;
    for range in known {
        let mut from = u64::from(range.from).max(next);
        let end = u64::from(range.to) + 1;
        next = next.max(end);
        let inside: Vec<u64> = held.range(range.from..=range.to.max(range.from)).map(|n| u64::from(*n)).collect();
        for stop in inside.into_iter().chain([end]) {
            if from < stop {
                push(&mut left, from, stop - 1);
            }
            from = from.max(stop + 1);
        }
    }
    left
}

fn push(gaps: &mut Vec<Gap>, from: u64, to: u64) {
    let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else { return };
    match gaps.last_mut() {
        Some(last) if u64::from(last.to) + 1 == u64::from(from) => last.to = to,
        _ => gaps.push(Gap { from, to }),
    }
}

/// Holds each distinct paragraph, and each distinct line of markup, of an article once.
fn share_paragraphs(article: &mut Article) {
    if article.revisions.len() < 2 {
        return;
    }
    let mut held: HashSet<Arc<str>, foldhash::quality::RandomState> = HashSet::default();
    // Readers share most of them already: a place in memory is sooner looked up than a text.
    let mut known: HashSet<*const u8, foldhash::fast::RandomState> = HashSet::default();
    let texts = article.revisions.iter_mut().flat_map(|r| r.paragraphs.iter_mut().chain(r.markup.iter_mut().flatten()));
    for paragraph in texts {
        if known.contains(&paragraph.as_ptr()) {
            continue;
        }
        match held.get(paragraph) {
            Some(known) => *paragraph = Arc::clone(known),
            None => {
                known.insert(paragraph.as_ptr());
                held.insert(Arc::clone(paragraph));
            }
        }
    }
}
