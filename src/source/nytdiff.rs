//! NYTdiff's `titles.db`: headlines and abstracts of a home page, without texts.

use std::collections::{HashMap, HashSet};

use jiff::tz::{self, TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    Confidence, Format, Input, Probe, Reading, SourceError, fragment, fragment::Escaped, groups, identity, join, time,
};
use crate::model::{Article, Certainty, Revision, Seen, SidesMark, TextState};

/// NYTdiff's database.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nytdiff;

const VERSIONS: &str = "nyt_versions";
const COLUMNS: [&str; 8] = ["article_id", "version", "url", "title", "abstract", "byline", "kicker", "date_time"];

impl Format for Nytdiff {
    fn name(&self) -> &'static str {
        "nytdiff"
    }

    fn summary(&self) -> &'static str {
        "NYTdiff's database (titles.db): headlines and abstracts"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let Some(table) = probe.table(VERSIONS) else { return Confidence::No };
        match table.lacks(&["article_id", "title", "date_time"]) {
            Some(lack) => Confidence::Near(format!("its table {VERSIONS} has no column {lack}")),
            None => Confidence::Certain,
        }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let database = input.database()?;
        if let Some(complaint) = database.complaint() {
            out.problem("", complaint);
        }
        let Some(table) = database.table(VERSIONS) else {
            return Err(SourceError::malformed(format!("It has no table {VERSIONS}.")));
        };
        let mut removed = HashSet::new();
        if let Some(ids) = database.table("nyt_ids") {
            database.scan(ids, &["article_id", "status"], out, |row, _| {
                if row.text(1) == "removed" {
                    removed.insert(key(&row.text(0)));
                }
                Ok(())
            })?;
        }
        let place = input.shown();
        let build = |key: i64, rows| article(rows, removed.contains(&key), place);
        groups::gather(HashMap::new(), &build, out, |groups, out| {
            database.scan(table, &COLUMNS, out, |row, out| {
                let text = |column| row.text(column).into_owned();
                let version = Version {
                    id: text(0),
                    number: row.integer(1).and_then(|n| u32::try_from(n).ok()),
                    url: text(2).trim().to_owned(),
                    title: text(3),
                    summary: text(4),
                    byline: text(5),
                    kicker: text(6),
                    time: text(7),
                };
                groups.put(key(&version.id), version, row.size(), out)
            })?;
            Ok(())
        })
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Version {
    id: String,
    number: Option<u32>,
    url: String,
    title: String,
    summary: String,
    byline: String,
    kicker: String,
    time: String,
}

fn key(id: &str) -> i64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hash = DefaultHasher::new();
    id.hash(&mut hash);
    hash.finish() as i64
}

/// The program runs in Buenos Aires, and writes its clock's time; there have been no summer times since it was written.
fn seen(given: &str) -> Option<Seen> {
    time::in_zone(given, &TimeZone::fixed(tz::offset(-3)), Certainty::Assumed)
}

fn article(mut rows: Vec<Version>, removed: bool, place: &str) -> Option<Article> {
    rows.sort_by(|a, b| (a.number, &a.time).cmp(&(b.number, &b.time)));
    let url = rows.iter().rev().map(|v| v.url.clone()).find(|url| !url.is_empty()).unwrap_or_default();
    let id = &rows.first()?.id;
    let own = || identity::id_of_place(&format!("{place}\n{id}"), 0);
    let one_line = |text: &str| fragment::paragraphs(text, Escaped::Text).join(" ");
    let revision = |(place, version): (u32, &Version)| {
        let paragraphs: Vec<_> =
            [&version.kicker, &version.summary].iter().map(|t| one_line(t)).filter(|t| !t.is_empty()).collect();
        Revision {
            number: version.number.unwrap_or(place),
            numbered_by: version.number.is_none().then(|| join::BY_PLACE.into()),
            title: one_line(&version.title),
            time: seen(&version.time),
            author: Some(one_line(&version.byline)).filter(|name| !name.is_empty()),
            state: TextState::Partial,
            holes: vec![paragraphs.len()],
            paragraphs: paragraphs.into_iter().map(Into::into).collect(),
            ..Revision::default()
        }
    };
    Some(Article {
        id: identity::id_of_url(&url).unwrap_or_else(own),
        aliases: Vec::new(),
        source: "nytimes".into(),
        known_as: None,
        status: Some(if removed { "no longer on the home page" } else { "on the home page" }.into()),
        revisions: (1..).zip(&rows).map(revision).collect(),
        url,
        gaps: Vec::new(),
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: Vec::new(),
        notes: vec!["NYTdiff keeps headlines and abstracts only; the texts are not in the dump.".into()],
    })
}
