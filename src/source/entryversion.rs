//! The table `entryversion` that diffengine made up and that NewsEdits took over: a row a revision.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{
    Reading, SourceError,
    fragment::{self, Escaped},
    groups::Groups,
    limits,
    sqlite::{Database, Row, Table},
    time,
};
use crate::{
    model::{Article, Certainty, Revision, Seen, TextState},
    text::{paragraphs::one_line, sentences},
};

/// The table's name.
pub(super) const TABLE: &str = "entryversion";

/// The columns that are read, where they are there.
pub(super) const COLUMNS: [&str; 10] =
    ["entry_id", "id", "version", "created", "title", "url", "source", "archive_url", "num_versions", "summary"];

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) entry: i64,
    pub(super) id: i64,
    pub(super) version: Option<u32>,
    pub(super) created: String,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) source: String,
    pub(super) archive: String,
    pub(super) versions: u32,
    pub(super) summary: String,
}

impl Version {
    /// A row of a scan over [`COLUMNS`]; none where it does not say of which entry it is.
    pub(super) fn of(row: Row<'_>) -> Option<Version> {
        let text = |column| row.text(column).into_owned();
        let count = |column| row.integer(column).and_then(|number| u32::try_from(number).ok());
        Some(Version {
            entry: row.integer(0)?,
            id: row.integer(1).unwrap_or_else(|| row.number()),
            version: count(2),
            created: text(3),
            title: one_line(&row.text(4)),
            url: text(5).trim().to_owned(),
            source: one_line(&row.text(6)),
            archive: text(7).trim().to_owned(),
            versions: count(8).unwrap_or(0),
            summary: text(9),
        })
    }

    /// The revision, numbered 0.
    pub(super) fn revision(&self, escaped: Escaped) -> Revision {
        let paragraphs = fragment::shared(&self.summary, escaped);
        let blank = paragraphs.is_empty();
        Revision {
            title: self.title.clone(),
            time: self.seen(),
            // A tracker that stored nothing saw nothing: the page had a text.
            state: if blank { TextState::Partial } else { TextState::Whole },
            holes: if blank { vec![0] } else { Vec::new() },
            paragraphs,
            archived: Some(self.archive.clone()).filter(|url| !url.is_empty()),
            ..Revision::default()
        }
    }

    /// When it was seen: times without a zone are UTC by the format.
    pub(super) fn seen(&self) -> Option<Seen> {
        let seen = time::read(&self.created)?;
        let certainty = seen.certainty.min(Certainty::Implied);
        Some(Seen { certainty, ..seen })
    }
}

/// Puts the rows of the table into groups, by a key of each.
pub(super) fn scan(
    database: &Database,
    table: &Table,
    groups: &mut Groups<'_, '_, Version>,
    key: impl Fn(&Version) -> i64,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    database.scan(table, &COLUMNS, out, |row, out| match Version::of(row) {
        Some(version) => groups.put(key(&version), version, row.size(), out),
        None => {
            let place = format!("{TABLE}, row {}", row.number());
            out.problem(place, "It does not say of which entry it is a version.");
            Ok(())
        }
    })?;
    Ok(())
}

/// What a first look over the table finds.
#[derive(Default)]
pub(super) struct Survey {
    /// How many rows each entry has.
    pub(super) rows: HashMap<i64, u64>,
    /// Titles that are no headlines: so many entries bear them that they name the outlet.
    pub(super) idle: HashSet<String>,
}

/// The entries that must bear a title before it is idle, and one in how many of all.
const IDLE: (usize, usize) = (5, 4);

/// Looks over the table without its texts, once, as its rows lie strewn over the file: `seen` is given the entry and URL of
/// each.
pub(super) fn survey(
    database: &Database,
    table: &Table,
    out: &mut Reading<'_>,
    mut seen: impl FnMut(i64, &str),
) -> Result<Survey, SourceError> {
    let mut rows: HashMap<i64, u64> = HashMap::new();
    let mut titles: HashMap<String, HashSet<i64>> = HashMap::new();
    let mut held = 0;
    database.survey(table, &["entry_id", "title", "url"], out, |row| {
        let Some(entry) = row.integer(0) else { return };
        *rows.entry(entry).or_default() += 1;
        seen(entry, &row.text(2));
        // Idle titles are met early and often; what comes when this is full is none.
        if held < limits::GROUPED / 4 {
            let title = one_line(&row.text(1));
            held += title.len() + 128;
            titles.entry(title).or_default().insert(entry);
        }
    })?;
    let many = IDLE.0.max(rows.len() / IDLE.1);
    let idle = titles.into_iter().filter(|(title, entries)| !title.is_empty() && entries.len() >= many);
    Ok(Survey { idle: idle.map(|(title, _)| title).collect(), rows })
}

impl Survey {
    /// Puts the article's first sentence where a title names only the outlet.
    pub(super) fn headline(&self, article: &mut Article) {
        let Some(idle) = article.revisions.iter().map(|r| &r.title).find(|title| self.idle.contains(*title)).cloned()
        else {
            return;
        };
        let text = article.revisions.iter().find_map(|r| r.paragraphs.first());
        let sentence = text.map_or_else(String::new, |text| first_sentence(text).to_owned());
        for revision in article.revisions.iter_mut().filter(|r| self.idle.contains(&r.title)) {
            revision.title.clone_from(&sentence);
        }
        let said = format!("Its origin titles articles “{idle}”; the first sentence stands for the headline.");
        article.notes.push(said);
    }
}

/// Characters of a sentence that stands for a headline.
const HEADLINE: usize = 160;

fn first_sentence(text: &str) -> &str {
    let end = sentences::sentences(text).into_iter().next().map_or(text.len(), |range| range.end);
    let end = text.char_indices().nth(HEADLINE).map_or(end, |(at, _)| end.min(at));
    text.get(..end).unwrap_or(text).trim()
}
