//! NewsEdits' raw files: the table `entryversion` as pandas wrote it.
//!
//! Of News Sniffer's articles it holds what was scraped from version pages: bodies joined by a literal `</p><p>`, entities
//! still encoded, times to the minute. Of diffengine's it is diffengine's own table with versions counted from 0, as
//! floating-point numbers. Rows lie in any order, and no index helps.

use std::sync::Arc;

use super::{file::File, sentences};
use crate::{
    model::{Article, ArticleId, Precision, Revision, Seen, SidesMark},
    source::{
        Confidence, Format, Input, Probe, Reading, SourceError,
        entryversion::{self, TABLE, Version},
        fragment::Escaped,
        groups, identity, join, newssniffer,
        sqlite::Table,
    },
};

/// NewsEdits' raw databases.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw;

impl Format for Raw {
    fn name(&self) -> &'static str {
        "newsedits"
    }

    fn summary(&self) -> &'static str {
        "NewsEdits' raw databases, made of News Sniffer's or of diffengine's revisions"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let Some(table) = probe.table(TABLE).filter(|table| table.has("version") || table.has("joint_key")) else {
            return Confidence::No;
        };
        match table.lacks(&["entry_id", "title", "summary"]) {
            Some(lack) => Confidence::Near(format!("its table entryversion has no column {lack}")),
            None => Confidence::Certain,
        }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let database = input.database()?;
        if let Some(complaint) = database.complaint() {
            out.problem("", complaint);
        }
        let Some(table) = database.table(TABLE) else {
            return Err(SourceError::malformed("It has no table entryversion, so it is no raw file of NewsEdits."));
        };
        let corpus = Corpus::of(input.name(), table);
        let survey = entryversion::survey(&database, table, out, |_, _| ())?;
        let build = |entry: i64, versions| {
            let mut article = corpus.article(entry, versions);
            survey.headline(&mut article);
            Some(article)
        };
        groups::gather(survey.rows.clone(), &build, out, |groups, out| {
            entryversion::scan(&database, table, groups, |version| version.entry, out)
        })?;
        if database.table("matched_sentences").is_some() {
            sentences::read(&database, &corpus.file, corpus.sniffed, out)?;
        }
        Ok(())
    }
}

/// What a file holds.
struct Corpus {
    file: File,
    sniffed: bool,
}

impl Corpus {
    fn of(name: &str, table: &Table) -> Corpus {
        let file = File::of(name);
        Corpus { sniffed: file.sniffed || table.has("joint_key"), file }
    }

    fn article(&self, entry: i64, mut versions: Vec<Version>) -> Article {
        // Pandas kept the first of several rows of a version, and so do we.
        versions
            .sort_by(|a, b| (a.version, a.seen().map(|s| s.at), a.id).cmp(&(b.version, b.seen().map(|s| s.at), b.id)));
        versions.dedup_by(|b, a| {
            a.version.is_some() && (a.version, &a.summary, &a.title) == (b.version, &b.summary, &b.title)
        });
        let sniffed = self.sniffed || versions.iter().any(|v| v.archive.contains("newssniffer.co.uk/articles/"));
        let of_corpus = self.file.entry(entry);
        let count: Arc<str> = if sniffed { newssniffer::COUNT.into() } else { of_corpus.as_str().into() };
        let numbered = versions.iter().all(|v| v.version.is_some());
        let revision = |(place, version): (u32, &Version)| {
            let mut revision = version.revision(if sniffed { Escaped::Tags } else { Escaped::Text });
            revision.number = version.version.filter(|_| numbered).unwrap_or(place);
            revision.numbered_by = Some(if numbered { Arc::clone(&count) } else { join::BY_PLACE.into() });
            if let Some(seen) = revision.time.as_mut().filter(|_| sniffed) {
                to_the_minute(seen);
            }
            revision
        };
        let revisions: Vec<Revision> = (0..).zip(&versions).map(revision).collect();
        let url = versions.iter().rev().map(|v| &v.url).find(|url| !url.is_empty()).cloned().unwrap_or_default();
        let source = versions.iter().map(|v| &v.source).find(|s| !s.is_empty()).unwrap_or(&self.file.outlet).clone();
        let versions = versions.iter().map(|v| v.versions).max().unwrap_or(0).min(newssniffer::MOST);
        let mut notes = Vec::new();
        if sniffed && newssniffer::returns(&revisions) {
            notes.push(newssniffer::OMITS.to_owned());
        }
        let (id, alias) = if sniffed {
            (identity::id_of_origin(newssniffer::COUNT, &entry.to_string()), Vec::new())
        } else {
            (identity::id_of_url(&url).unwrap_or_else(|| ArticleId::new(of_corpus.clone())), vec![of_corpus])
        };
        Article {
            id,
            aliases: alias,
            source,
            url,
            status: None,
            gaps: if numbered { join::missing(&revisions, 0, versions) } else { Vec::new() },
            known_as: None,
            gaps_told: Vec::new(),
            revisions,
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes,
        }
    }
}

/// News Sniffer's pages print times to the minute; the seconds were made up.
fn to_the_minute(seen: &mut Seen) {
    if seen.at.as_second() % 60 == 0 && seen.precision == Precision::Second {
        seen.precision = Precision::Minute;
    }
}
