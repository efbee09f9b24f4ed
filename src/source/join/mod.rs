//! How parts of one article become one: from several files of a dump, and from several dumps.
//!
//! [`join`] does not depend on order: `join(a, b)` is `join(b, a)`, however parts are bracketed, and `join(a, a)` is `a`.
//! Whatever was made of several things told keeps them ([`Revision::told`]), so that it always sees what the dumps tell as
//! one set, and makes the timeline of that:
//! 1. what is told of the same revision becomes one: the same number of the same count ([`Revision::numbered_by`]), or the
//!    same moment, headline and text (`same`), each as far as it is known (`moments`); a text without a time is that of
//!    another dump which has one (`undated`). Texts that contradict each other stay apart, and say so (`conflict`);
//! 2. where one count governs them all, the order is by number and numbers stay (by time, where numbers were given
//!    [as revisions were stored](AS_STORED)); what conflicts with a version gets a number that its origin did not give. Else
//!    the order is by time seen, and numbers are given anew from 0; of one moment, and of a day or minute and what lies within it,
//!    each is behind what its dumps put before it (`merge`), as is a revision without a time (`anchors`);
//! 3. what cannot be put in order lies aside (`adrift`; of branches `line`), a repeated capture has the text that it repeats
//!    (`revisit`), what one dump keeps back is kept back (`withheld`), and a dump without headlines takes the last (`headlines`).
//!
//! An article that only ever comes from one file keeps the order and the numbers its reader gave.

mod adrift;
mod anchors;
mod conflict;
mod count;
mod dates;
mod files;
mod gaps;
mod headlines;
mod hours;
mod line;
mod merge;
mod moments;
pub(super) mod revisit;
mod same;
mod sets;
mod timeline;
mod undated;
mod united;
mod withheld;

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use super::identity;
use crate::model::{Article, ArticleId, Revision, SidesMark};

pub use conflict::{is_between as is_conflict_between, is_told as is_in_conflict};
pub use count::{AGAIN, AS_STORED, BY_PLACE, BY_TIME, share_a_tool};
pub use files::{folder, share_a_dump};
pub(super) use gaps::missing;
pub use headlines::is_carried as is_headline_carried;

/// What is noted of a revision whose text its dump does not hold; it is no longer true beside a dump that does.
pub const TEXTLESS: [&str; 6] = [
    "the dump has no texts",
    "its text was lost when the dump was made",
    "the capture is an empty file",
    "ArchiveBox kept no page of it",
    "not shown: whether News Sniffer withholds it is not known",
    "the dump holds no versions of the article, only that it is withheld",
];

/// What is noted of a revision whose author, or comment, its origin keeps back; it holds for every dump that has them.
pub const AUTHOR_WITHHELD: &str = "its author is withheld";
/// See [`AUTHOR_WITHHELD`].
pub const COMMENT_WITHHELD: &str = "its comment is withheld";

/// What is noted of an article that is kept apart from others of its URL; it is no longer true beside what has the URL's id.
pub const ANOTHER: &str = "Other files of the dump tell of this URL too, but of another article, or in another way.";

/// What is noted of the articles of one page that a tracker watches more than once: each has a text of its own, such as
/// another part of the page. The first is the one that other dumps tell of under the page's URL, the others are known by
/// their ids alone.
pub const FIRST_WATCH: &str = "Its tracker watches this page more than once: what it keeps for the others is not here.";
/// See [`FIRST_WATCH`].
pub const OTHER_WATCH: &str = "Its tracker watches this page more than once: what it keeps for the first, and what other \
                               dumps tell of the page, is not here.";

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
    let ids: BTreeSet<String> = keys(&a).chain(keys(&b)).map(str::to_owned).collect();
    let id = best_id([&a.id, &b.id]);
    let source = first_named(&a.source, &b.source).to_owned();
    let url = last_known_url(&a, &b).to_owned();
    let origins: BTreeSet<String> = a.origins.into_iter().chain(b.origins).collect();
    let notes = a.notes.into_iter().chain(b.notes);
    let mut notes: BTreeSet<String> = notes.filter(|note| !united::is_of_joining(note)).collect();
    if notes.contains(ANOTHER) && identity::id_of_url(&url).is_some_and(|of_url| ids.contains(of_url.as_str())) {
        notes.remove(ANOTHER);
    }
    let gaps_told = gaps::told([a.gaps, a.gaps_told, b.gaps, b.gaps_told].concat());
    let told = timeline::told(a.revisions.into_iter().chain(b.revisions).collect());
    let revisions = timeline::normal(told, gaps_told.last().map_or(0, |gap| gap.to), &mut notes);
    let gaps = if timeline::one_count(&revisions) { gaps::left(&gaps_told, &revisions) } else { Vec::new() };
    let mut joined = Article {
        aliases: ids.into_iter().filter(|other| other != id.as_str()).collect(),
        id,
        source,
        url,
        known_as: best_name(a.known_as, b.known_as),
        status: a.status.max(b.status),
        revisions,
        gaps_told: if gaps_told == gaps { Vec::new() } else { gaps_told },
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
    count::of_article(&mut article);
    let last = article.gaps.iter().map(|gap| gap.to).max().unwrap_or(0);
    timeline::number_apart(&mut article.revisions, last, count::renumber);
    share_paragraphs(&mut article);
    article
}

/// Origins' ids before hashes, else the first by name.
fn best_id(ids: [&ArticleId; 2]) -> ArticleId {
    let [a, b] = ids;
    let rank = |id: &ArticleId| (!id.as_str().contains(':'), id.clone());
    if rank(a) <= rank(b) { a.clone() } else { b.clone() }
}

/// The first by name of those that are not empty.
fn first_named<'n>(a: &'n str, b: &'n str) -> &'n str {
    [a, b].into_iter().filter(|name| !name.is_empty()).min().unwrap_or_default()
}

/// The URL of the part that knows the later revision, where a wiki counts them, since that of a page follows its title;
/// else the shortest, which has the least behind it of how a reader came there, and of those the last by name.
fn last_known_url<'a>(a: &'a Article, b: &'a Article) -> &'a str {
    let last =
        |article: &Article| article.revisions.iter().filter(|r| count::is_as_stored(r)).map(count::natural).max();
    let known = [a, b].into_iter().filter(|article| !article.url.is_empty());
    known
        .max_by_key(|article| (last(article), Reverse(article.url.len()), &article.url))
        .map_or("", |article| &article.url)
}

/// A name before a URL, else the first by name.
fn best_name(a: Option<String>, b: Option<String>) -> Option<String> {
    let rank = |name: &String| (name.contains("://"), name.clone());
    a.into_iter().chain(b).min_by_key(rank)
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

/// Holds each distinct paragraph, and each distinct line of markup, of an article once.
fn share_paragraphs(article: &mut Article) {
    if article.revisions.iter().map(|revision| 1 + revision.told.len()).sum::<usize>() < 2 {
        return;
    }
    let mut held = Held::default();
    for revision in &mut article.revisions {
        share(revision, &mut held);
        revision.told.iter_mut().for_each(|told| share(told, &mut held));
    }
}

/// What is held so far, as texts and as places in memory.
type Held = (HashSet<Arc<str>, foldhash::quality::RandomState>, HashSet<*const u8, foldhash::fast::RandomState>);

fn share(revision: &mut Revision, (texts, places): &mut Held) {
    for paragraph in revision.paragraphs.iter_mut().chain(revision.markup.iter_mut().flatten()) {
        // Readers share most of them already: a place in memory is sooner looked up than a text.
        if places.contains(&paragraph.as_ptr()) {
            continue;
        }
        match texts.get(paragraph) {
            Some(held) => *paragraph = Arc::clone(held),
            None => {
                places.insert(paragraph.as_ptr());
                texts.insert(Arc::clone(paragraph));
            }
        }
    }
}
