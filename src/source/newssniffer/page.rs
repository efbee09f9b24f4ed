//! What all of News Sniffer's pages of an article say: which article it is, where it comes from, how often it changed.

use std::sync::Arc;

use super::scan::{Piece, one_line, pieces};
use crate::{
    model::{Article, ArticleId, Revision, SidesMark},
    source::{entities::resolved, identity, join},
};

/// The count that versions are numbered by: News Sniffer's own, one for each article.
pub(in crate::source) const COUNT: &str = "newssniffer";

/// Versions that an article can have; the database counts them in sixteen bits.
pub(in crate::source) const MOST: u32 = 1 << 15;

/// What a page says of its article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Facts {
    pub(super) id: Option<u64>,
    pub(super) source: String,
    pub(super) url: String,
    pub(super) status: Option<String>,
    /// How many versions there are.
    pub(super) versions: Option<u32>,
    /// The page's heading, where it has one.
    pub(super) heading: String,
}

impl Facts {
    /// What the part of a page before its texts says.
    pub(super) fn of(page: &str) -> Facts {
        let mut facts = Facts { id: article_number(page), ..Facts::default() };
        let mut read = Reader::default();
        for piece in pieces(page) {
            match piece {
                Piece::Open(tag) => {
                    let href = || tag.attribute("href").unwrap_or_default().trim().to_owned();
                    let original = tag.is("link") && tag.attribute("title").is_some_and(|t| t == "Original article");
                    if facts.url.is_empty() && (original || (tag.is("a") && read.at == Some(At::Url))) {
                        facts.url = href();
                    }
                    read.open(&tag);
                }
                Piece::Close(name) => read.close(name, &mut facts),
                Piece::Text(text) => read.text.push_str(&resolved(text)),
            }
        }
        facts
    }

    /// The article of these facts, with the versions that the page does not hold as gaps.
    pub(super) fn article(self, mut revisions: Vec<Revision>) -> Article {
        let id = match self.id {
            Some(id) => identity::id_of_origin(COUNT, &id.to_string()),
            None => identity::id_of_url(&self.url).unwrap_or_else(|| ArticleId::new("")),
        };
        for revision in &mut revisions {
            revision.numbered_by = Some(Arc::from(COUNT));
        }
        let gaps = join::missing(&revisions, 0, self.versions.unwrap_or(0).min(MOST));
        Article {
            id,
            aliases: Vec::new(),
            source: self.source,
            url: self.url,
            known_as: None,
            status: self.status,
            revisions,
            gaps,
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// News Sniffer's number of the article, from the links that a page holds.
pub(super) fn article_number(page: &str) -> Option<u64> {
    page.match_indices("/articles/").find_map(|(at, mark)| {
        let rest = page.get(at + mark.len()..)?;
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, after) = rest.split_at(digits);
        [".rss", "/diff/", "/versions/"].iter().any(|end| after.starts_with(end)).then(|| number.parse().ok()).flatten()
    })
}

/// News Sniffer's number of an article, from one link.
pub(super) fn link_number(link: &str) -> Option<u64> {
    let rest = link.split_once("/articles/")?.1;
    rest.get(..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()))?.parse().ok()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Heading,
    Source,
    Url,
    Count,
    Sentences,
}

/// Follows the first lines of a page.
#[derive(Default)]
struct Reader {
    at: Option<At>,
    text: String,
    in_info: bool,
}

impl Reader {
    fn open(&mut self, tag: &super::scan::Tag<'_>) {
        if tag.is("div") {
            self.in_info |= tag.has_class("article-info");
        }
        let at = if tag.is("h1") {
            Some(At::Heading)
        } else if tag.is("cite") && tag.has_class("article_url") {
            Some(At::Url)
        } else if tag.is("cite") {
            Some(At::Source)
        } else if tag.is("var") {
            Some(At::Count)
        } else {
            return;
        };
        self.at = at;
        self.text.clear();
    }

    fn close(&mut self, name: &str, facts: &mut Facts) {
        let is = |tag: &str| name.eq_ignore_ascii_case(tag);
        match self.at {
            Some(At::Heading) if is("h1") && facts.heading.is_empty() => facts.heading = one_line(&self.text),
            Some(At::Source) if is("cite") && facts.source.is_empty() => facts.source = one_line(&self.text),
            Some(At::Url) if is("cite") && facts.url.is_empty() => facts.url = one_line(&self.text),
            Some(At::Count) if is("var") && facts.versions.is_none() => {
                facts.versions = self.text.trim().replace(',', "").parse().ok();
            }
            Some(At::Sentences) if is("p") && facts.status.is_none() => facts.status = status(&one_line(&self.text)),
            None | Some(_) => {}
        }
        // What follows the time in the first paragraph is the check sentence.
        self.at = (self.in_info && is("time")).then_some(At::Sentences).or(self.at.filter(|_| !is("p")));
        if is("time") {
            self.text.clear();
        }
        if is("div") {
            self.in_info = false;
        }
    }
}

/// What a page says of further checking, in short.
fn status(sentences: &str) -> Option<String> {
    if sentences.contains("won't be checked again") {
        return Some("won't be checked again".into());
    }
    if sentences.contains("will not be checked again") {
        return Some("will not be checked again".into());
    }
    let when = sentences.split_once("The next check for changes will be")?.1.trim().trim_end_matches('.').trim();
    Some(if when.is_empty() || when.len() > 80 { "still being checked".into() } else { format!("next check {when}") })
}
