//! Captures of web pages: what they show at a moment, grouped by address and handed on as articles.
//!
//! Nobody numbers captures. They are told apart by the moment, which is also their label (fourteen digits, as web archives
//! write it), and their order is that of time, from however many files they come.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use jiff::tz::TimeZone;

use super::{
    Reading, identity, join,
    page::{self, Page},
};
use crate::model::{Article, ArticleId, Certainty, Revision, Seen, SidesMark, TextState};

/// Bytes of text that are held before they are handed on.
const HELD: usize = 48 << 20;

/// What a page showed at a moment.
#[derive(Debug, Clone, Default)]
pub struct Capture {
    /// The address.
    pub url: String,
    /// Another address of the same article, by which parts of other dumps may know it.
    pub other: Option<String>,
    /// What was there.
    pub revision: Revision,
}

impl Capture {
    /// A page that was seen at an address.
    #[must_use]
    pub fn of(page: &Page, url: String, time: Option<Seen>) -> Capture {
        let other = page.other_address(&url).map(str::to_owned);
        Capture { other, revision: page.revision(time), url }
    }

    /// Bytes that it takes, about.
    fn size(&self) -> usize {
        self.revision.paragraphs.iter().map(|p| p.len() + 32).sum::<usize>() + self.url.len() + 1024
    }
}

/// The host of an address, as the outlet that published what stands there.
#[must_use]
pub fn outlet(url: &str) -> String {
    let normal = identity::normalise_url(url).unwrap_or_default();
    // A query or a route may stand right behind the host.
    normal.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

/// Captures of which nothing was kept. One is a state of the page, of which nobody knows what it showed, where others
/// of the same page are there; else there is nothing to show.
#[derive(Debug, Default)]
pub struct Empties {
    /// The pages that are there.
    pages: HashSet<ArticleId>,
    waiting: Vec<(ArticleId, Capture)>,
    nameless: usize,
}

impl Empties {
    /// A capture of an address is there.
    pub fn met(&mut self, url: &str) {
        self.pages.extend(identity::id_of_url(url));
    }

    /// A capture of which nothing was kept; `why`, as a note. It waits for the others of its page.
    pub fn add(&mut self, url: String, time: Option<Seen>, label: &str, why: &str, origin: Arc<str>) {
        let Some(id) = identity::id_of_url(&url) else {
            self.nameless += 1;
            return;
        };
        let revision = Revision {
            time,
            state: TextState::Partial,
            origin_revision: Some(label.to_owned()),
            origin: Some(origin),
            notes: vec![why.to_owned()],
            ..Revision::default()
        };
        self.waiting.push((id, Capture { url, other: None, revision }));
    }

    /// Adds those whose pages are there, once all captures were met; how many are left.
    pub fn settle(self, captures: &mut Captures, out: &mut Reading<'_>) -> usize {
        let Empties { pages, waiting, mut nameless } = self;
        for (id, capture) in waiting {
            if pages.contains(&id) {
                captures.add_to(id, capture, out);
            } else {
                nameless += 1;
            }
        }
        nameless
    }
}

/// Captures that wait to be handed on.
#[derive(Debug, Default)]
pub struct Captures {
    articles: BTreeMap<ArticleId, Article>,
    held: usize,
}

impl Captures {
    /// Takes a capture. `None` back where its address is one of a page; else the capture again.
    pub fn add(&mut self, mut capture: Capture, out: &mut Reading<'_>) -> Option<Capture> {
        if let Some((url, moment)) = page::replayed(&capture.url) {
            // It was seen when the archive saw it, whenever its copy was captured in turn.
            let archived = std::mem::replace(&mut capture.url, url);
            capture.revision.archived.get_or_insert(archived);
            capture.revision.time = moment.or(capture.revision.time);
        }
        let Some(id) = identity::id_of_url(&capture.url) else { return Some(capture) };
        self.add_to(id, capture, out);
        None
    }

    /// Takes a capture of the article of an id.
    pub fn add_to(&mut self, id: ArticleId, capture: Capture, out: &mut Reading<'_>) {
        self.held += capture.size();
        let Capture { url, other, mut revision } = capture;
        revision.numbered_by = Some(Arc::from(join::BY_TIME));
        // A date alone would give it a time of day that nobody knows; a guessed time, such as a file's, is nobody's label.
        let is_told = |time: &&Seen| !time.precision.is_date() && time.certainty != Certainty::Unknown;
        if let Some(time) = revision.time.as_ref().filter(is_told) {
            let label = time.at.to_zoned_datetime(TimeZone::UTC).strftime("%Y%m%d%H%M%S").to_string();
            revision.origin_revision.get_or_insert(label);
        }
        let article = self.articles.entry(id.clone()).or_insert_with(|| blank(id, &url));
        // The same whatever comes first.
        if url > article.url {
            article.url = url;
        }
        article.aliases.extend(other.as_deref().and_then(identity::id_of_url).map(|id| id.as_str().to_owned()));
        article.revisions.push(revision);
        if self.held > HELD {
            self.hand_on(out);
        }
    }

    /// Hands on what is held.
    pub fn hand_on(&mut self, out: &mut Reading<'_>) {
        self.held = 0;
        let mut articles: Vec<Article> = std::mem::take(&mut self.articles).into_values().collect();
        for article in &mut articles {
            article.revisions.sort_by(|a, b| order(a).cmp(&order(b)));
            article.revisions.dedup();
            for (number, revision) in (0..).zip(&mut article.revisions) {
                revision.number = number;
            }
        }
        out.articles(articles);
    }
}

fn order(revision: &Revision) -> (Option<i128>, u8, &str, &[Arc<str>], &[String]) {
    let at = revision.time.as_ref().map(|time| time.at.as_nanosecond());
    (at, revision.state as u8, &revision.title, &revision.paragraphs, &revision.notes)
}

fn blank(id: ArticleId, url: &str) -> Article {
    Article {
        id,
        aliases: Vec::new(),
        source: outlet(url),
        url: String::new(),
        known_as: None,
        status: None,
        revisions: Vec::new(),
        gaps: Vec::new(),
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: Vec::new(),
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::outlet;

    #[test]
    fn the_outlet_is_the_host_alone() {
        for url in [
            "http://example.com",
            "http://example.com?example=1",
            "https://www.example.com:443/a?b=c/d",
            "http://example.com?a=b/c",
            "http://example.com#!/story/1",
        ] {
            assert_eq!(outlet(url), "example.com", "{url}");
        }
        assert_eq!(outlet("no address"), "");
    }
}
