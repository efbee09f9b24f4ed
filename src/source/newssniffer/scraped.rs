//! What scrapers of News Sniffer's site wrote down, as it lies about beside NewsEdits: JSON Lines or arrays of one of three
//! kinds of object, and CSV of the site's lists.
//!
//! | object | holds |
//! | --- | --- |
//! | `version`, `text`, `request_url`, … | one column of a diff page, its paragraphs joined by `</p><p>` |
//! | `version_url`, `time_created`, … | a row of an article page, without a text |
//! | `article_id`, `html`, `parse_error` | an article page that could not be parsed |
//! | `url`, `html` | the paragraphs of a version page |
//!
//! Each is a part of an article; parts are joined by News Sniffer's number of it.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Map, Value};

use super::{COUNT, article_page, page::Facts, page::link_number, version_page};
use crate::{
    model::{Article, Revision, TextState},
    source::{
        Confidence, Format, Input, Probe, Reading, SourceError, decode, entities::resolved, join, json, limits, markup,
        time,
    },
    text::paragraphs::one_line,
};

/// Scrapes of News Sniffer's site.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scraped;

/// Columns of a scraped list that no other table has.
const LIST: [&str; 2] = ["newssniff_link", "headline"];

impl Format for Scraped {
    fn name(&self) -> &'static str {
        "newssniffer-scrape"
    }

    fn summary(&self) -> &'static str {
        "Scrapes of News Sniffer's pages as JSON, and of its lists as CSV"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        if is_list(probe.text) {
            return Confidence::Certain;
        }
        let names = if probe.text.contains('{') { json::first_names(probe.text) } else { Vec::new() };
        let has = |name: &str| names.iter().any(|n| n == name);
        let diff = has("request_url") && has("article_id") && has("text");
        let row = has("version_url") && (has("time_created") || has("article_id"));
        let failed = has("html") && has("article_id");
        let version = has("html") && has("url") && probe.text.contains("/versions/") && probe.text.contains("Version ");
        if diff || row || failed || version { Confidence::Certain } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let mut parts = Parts::default();
        let list = {
            let mut head = Vec::new();
            std::io::Read::read_to_end(&mut std::io::Read::take(input.open()?, limits::PROBE as u64), &mut head)?;
            is_list(&decode::decode(&head, None).text)
        };
        if list {
            list_of(input, &mut parts, out)?;
        } else {
            json::objects(input, out, &mut |line, bytes, out| {
                match serde_json::from_slice::<Map<String, Value>>(bytes)
                    .map_err(|e| e.to_string())
                    .and_then(|o| part(&o))
                {
                    Ok(article) => parts.put(article, out),
                    Err(said) => out.problem(
                        format!("line {line}"),
                        format!("The object was left out: {}.", said.trim_end_matches('.')),
                    ),
                }
                out.check()
            })?;
        }
        parts.hand_on(out);
        Ok(())
    }
}

/// The rows of a scraped list.
fn list_of(input: &Input<'_>, parts: &mut Parts, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let (text, complaint) = input.text()?;
    if let Some(complaint) = complaint {
        out.problem("", complaint);
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> =
        table.headers().map(|h| h.iter().map(|n| n.trim().to_owned()).collect()).unwrap_or_default();
    let mut row = csv::StringRecord::new();
    while table.read_record(&mut row).unwrap_or(false) {
        let cell = |name: &str| names.iter().position(|n| n == name).and_then(|at| row.get(at)).unwrap_or_default();
        let [link, title, version, outlet, seen] =
            ["newssniff_link", "headline", "version", "outlet", "last_updated"].map(cell);
        match listed(link, title, version, outlet, seen) {
            Some(article) => parts.put(article, out),
            None => {
                let line = row.position().map_or(0, csv::Position::line);
                out.problem(
                    format!("line {line}"),
                    "It names no version of an article of News Sniffer; it was left out.",
                );
            }
        }
        out.check()?;
    }
    Ok(())
}

fn is_list(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    LIST.iter().all(|column| first.contains(column))
}

/// Parts of articles, so many as may be held, joined before they are handed on.
#[derive(Default)]
struct Parts {
    held: HashMap<String, Article>,
    order: Vec<String>,
    bytes: usize,
}

impl Parts {
    fn put(&mut self, article: Article, out: &mut Reading<'_>) {
        let text = |r: &Revision| r.paragraphs.iter().map(|p| p.len()).sum::<usize>() + 512;
        self.bytes += article.revisions.iter().map(text).sum::<usize>();
        let id = article.id.as_str().to_owned();
        if id.is_empty() {
            out.article(article);
        } else if let Some(known) = self.held.get_mut(&id) {
            known.revisions.extend(article.revisions);
            known.gaps.extend(article.gaps);
            for (mine, theirs) in [(&mut known.source, article.source), (&mut known.url, article.url)] {
                if mine.is_empty() {
                    *mine = theirs;
                }
            }
        } else {
            self.order.push(id.clone());
            self.held.insert(id, article);
        }
        if self.bytes > limits::GROUPED {
            self.hand_on(out);
        }
    }

    fn hand_on(&mut self, out: &mut Reading<'_>) {
        self.bytes = 0;
        for id in self.order.drain(..) {
            let Some(mut article) = self.held.remove(&id) else { continue };
            article.revisions = one_each(std::mem::take(&mut article.revisions));
            // What one part lacks another may hold.
            let end = article.gaps.iter().map(|gap| gap.to.saturating_add(1)).max();
            article.gaps = end.map(|end| join::missing(&article.revisions, 0, end)).unwrap_or_default();
            out.article(article);
        }
    }
}

/// One revision of each number: the first with a text, with the finest time; columns of diff pages repeat versions.
fn one_each(mut revisions: Vec<Revision>) -> Vec<Revision> {
    revisions.sort_by_key(|r| (r.number, r.paragraphs.is_empty()));
    let mut kept: Vec<Revision> = Vec::with_capacity(revisions.len());
    for revision in revisions {
        match kept.last_mut().filter(|last| last.number == revision.number) {
            Some(last) => {
                let finer = |seen: &crate::model::Seen| (seen.precision, seen.at);
                last.time = match (last.time.take(), revision.time) {
                    (Some(a), Some(b)) => Some(if finer(&a) <= finer(&b) { a } else { b }),
                    (a, b) => a.or(b),
                };
                if last.title.is_empty() {
                    last.title = revision.title;
                }
            }
            None => kept.push(revision),
        }
    }
    kept
}

/// The part of an article that an object holds, or why it holds none.
fn part(object: &Map<String, Value>) -> Result<Article, String> {
    let text = |name: &str| match object.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let id = || {
        text("article_id")
            .trim()
            .parse()
            .ok()
            .or_else(|| link_number(&text("version_url")))
            .or_else(|| link_number(&text("request_url")))
    };
    if object.contains_key("html") {
        let html = text("html");
        let of_article = version_page::number(&html).is_none();
        let read = if of_article { article_page::read(&html) } else { version_page::read(&whole(&html)) };
        let failed = object.get("parse_error").is_some_and(|failed| *failed != Value::Bool(false));
        let (mut article, _) = read.map_err(|said| {
            if failed && said == article_page::NO_TABLE {
                "its scraper could not make out the page, and there is no table of versions in what it kept of it"
                    .into()
            } else {
                said
            }
        })?;
        if let Some(number) = id().or_else(|| link_number(&text("url"))) {
            article.id = crate::source::identity::id_of_origin(COUNT, &number.to_string());
        }
        return Ok(article);
    }
    let label = text("version");
    let number = label.rsplit(' ').next().and_then(|n| n.parse().ok()).ok_or("it does not say which version it is")?;
    let facts = Facts {
        id: id(),
        source: text("source").trim().to_owned(),
        url: text("article_url").trim().to_owned(),
        ..Facts::default()
    };
    let body = object.get("text").and_then(Value::as_str);
    let paragraphs = paragraphs(body.unwrap_or_default());
    let given = if body.is_some() { text("time") } else { text("time_created") };
    Ok(facts.article(vec![revision(number, &text("title"), &given, paragraphs)]))
}

/// The paragraphs of a column of a diff page, which is markup: a reference in it stands for a character.
fn paragraphs(column: &str) -> Vec<Arc<str>> {
    let undone = markup::paragraphs(column);
    let plain = || column.split("</p><p>").map(|part| one_line(&resolved(part))).collect();
    undone.unwrap_or_else(plain).into_iter().filter(|p| !p.is_empty()).map(Arc::from).collect()
}

/// The paragraphs of a version page without what stands at the foot of all pages.
fn whole(html: &str) -> String {
    let end = html.rfind("<p").filter(|at| html.get(*at..).is_some_and(|last| last.contains("Currently monitoring")));
    format!("<table>{}</table>", html.get(..end.unwrap_or(html.len())).unwrap_or_default())
}

/// A row of a list.
fn listed(link: &str, headline: &str, version: &str, outlet: &str, seen: &str) -> Option<Article> {
    let facts = Facts { id: Some(link_number(link)?), source: outlet.trim().to_owned(), ..Facts::default() };
    let number = version.trim().rsplit(' ').next()?.parse().ok()?;
    Some(facts.article(vec![revision(number, headline, seen, Vec::new())]))
}

/// A revision; without its text where there are no paragraphs.
pub(super) fn revision(number: u32, title: &str, given: &str, paragraphs: Vec<Arc<str>>) -> Revision {
    let unknown = paragraphs.is_empty();
    // The right column's time has the distance with it: `2006-08-29 03:40:20 UTC (about 2 hours later)`.
    let (given, later) = match given.split_once(" (") {
        Some((given, rest)) => (given, rest.strip_suffix(')').filter(|gap| gap.ends_with("later"))),
        None => (given, None),
    };
    let time = time::read(given).map(super::utc);
    Revision {
        number,
        title: markup::line(title).unwrap_or_else(|| one_line(title)),
        later: later.filter(|_| time.is_none()).map(str::to_owned),
        time,
        state: if unknown { TextState::Partial } else { TextState::Whole },
        holes: if unknown { vec![0] } else { Vec::new() },
        paragraphs,
        ..Revision::default()
    }
}
