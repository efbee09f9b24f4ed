//! NewsEdits' matched sentences: each revision cut into sentences, and those of neighbouring revisions set against one
//! another.
//!
//! Headlines and times are not in these files, and where paragraphs ended is mostly lost. Together with the raw file
//! of the same outlet they give its articles the corpus's own alignment; alone they are read as articles.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::file::File;
use crate::{
    model::{Alignment, Article, ArticleId, Link, Revision, SidesMark, TextState},
    source::{
        Confidence, Format, Input, Probe, Reading, SourceError,
        fragment::{self, Escaped},
        groups::{self, Groups},
        identity, limits, newssniffer,
        sqlite::Database,
    },
};

/// NewsEdits' matched sentences.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sentences;

const SPLIT: &str = "split_sentences";
const MATCHED: &str = "matched_sentences";
const LEVELS: &str = "doc_level_stats";

impl Format for Sentences {
    fn name(&self) -> &'static str {
        "newsedits-match"
    }

    fn summary(&self) -> &'static str {
        "NewsEdits' matched sentences: texts by sentences, and the corpus's own alignment"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        match (probe.table(SPLIT), probe.table(MATCHED)) {
            (None, None) => Confidence::No,
            (None, Some(_)) => Confidence::Near(format!("it has no table {SPLIT}")),
            (Some(table), _) => match table.lacks(&["entry_id", "version", "sent_idx", "sentence"]) {
                Some(lack) => Confidence::Near(format!("its table {SPLIT} has no column {lack}")),
                None => Confidence::Likely,
            },
        }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let database = input.database()?;
        if let Some(complaint) = database.complaint() {
            out.problem("", complaint);
        }
        let file = File::of(input.name());
        read(&database, &file, file.sniffed, out)
    }
}

/// Reads the tables of sentences of a database.
pub(super) fn read(database: &Database, file: &File, sniffed: bool, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let expected = counted(database, out)?;
    let build = |entry: i64, rows| article(file, sniffed, entry, rows);
    groups::gather(expected, &build, out, |groups, out| put_all(database, groups, out))
}

/// Puts the rows of all three tables into groups.
fn put_all(database: &Database, groups: &mut Groups<'_, '_, Row>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    if let Some(table) = database.table(SPLIT) {
        database.scan(table, &["entry_id", "version", "sent_idx", "sentence"], out, |row, out| {
            let (Some(entry), Some(version)) = (row.integer(0), number(row.integer(1))) else { return Ok(()) };
            let sentence = Row::Sentence {
                version,
                index: number(row.integer(2)).unwrap_or(u32::MAX),
                text: row.text(3).into_owned(),
            };
            groups.put(entry, sentence, row.size(), out)
        })?;
    }
    let columns = [
        "entry_id",
        "version_x",
        "version_y",
        "sent_idx_x",
        "sent_idx_y",
        "avg_sentence_distance_x",
        "avg_sentence_distance_y",
    ];
    if let Some(table) = database.table(MATCHED) {
        database.scan(table, &columns, out, |row, out| {
            let (Some(entry), Some(x), Some(y)) = (row.integer(0), number(row.integer(1)), number(row.integer(2)))
            else {
                return Ok(());
            };
            let link = Link {
                old: number(row.integer(3)),
                new: number(row.integer(4)),
                distance: [row.real(5).map(|d| d as f32), row.real(6).map(|d| d as f32)],
            };
            groups.put(entry, Row::Match { x, y, link }, 0, out)
        })?;
    }
    if let Some(table) = database.table(LEVELS) {
        let columns = ["entry_id", "version_y", "num_added", "num_deleted", "num_edited_x", "num_refactors"];
        database.scan(table, &columns, out, |row, out| {
            let (Some(entry), Some(y)) = (row.integer(0), number(row.integer(1))) else { return Ok(()) };
            let counts = [2, 3, 4, 5].map(|column| number(row.integer(column)));
            groups.put(entry, Row::Level { y, counts }, 0, out)
        })?;
    }
    Ok(())
}

/// Rows of each entry in all tables, where they are too many to be held.
fn counted(database: &Database, out: &mut Reading<'_>) -> Result<HashMap<i64, u64>, SourceError> {
    let mut counts = HashMap::new();
    if database.size() < limits::GROUPED as u64 / 4 {
        return Ok(counts);
    }
    for table in [SPLIT, MATCHED, LEVELS].iter().filter_map(|name| database.table(name)) {
        database.survey(table, &["entry_id"], out, |row| {
            if let Some(entry) = row.integer(0) {
                *counts.entry(entry).or_default() += 1;
            }
        })?;
    }
    Ok(counts)
}

fn number(value: Option<i64>) -> Option<u32> {
    value.and_then(|number| u32::try_from(number).ok())
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Row {
    Sentence { version: u32, index: u32, text: String },
    Match { x: u32, y: u32, link: Link },
    Level { y: u32, counts: [Option<u32>; 4] },
}

/// A revision's sentences, in order, with the corpus's numbers of them.
struct Cut {
    indices: Vec<u32>,
    texts: Vec<Arc<str>>,
}

fn article(file: &File, sniffed: bool, entry: i64, rows: Vec<Row>) -> Option<Article> {
    let mut versions: BTreeMap<u32, Vec<(u32, String)>> = BTreeMap::new();
    let mut pairs: BTreeMap<u32, BTreeMap<u32, Vec<Link>>> = BTreeMap::new();
    let mut levels: BTreeMap<u32, [Option<u32>; 4]> = BTreeMap::new();
    for row in rows {
        match row {
            Row::Sentence { version, index, text } => versions.entry(version).or_default().push((index, text)),
            Row::Match { x, y, link } => pairs.entry(y).or_default().entry(x).or_default().push(link),
            Row::Level { y, counts } => _ = levels.insert(y, counts),
        }
    }
    let mut cut: BTreeMap<u32, Cut> = BTreeMap::new();
    for (version, mut sentences) in versions {
        sentences.sort();
        sentences.dedup_by_key(|sentence| sentence.0);
        let (indices, texts) = sentences.into_iter().map(|(index, text)| (index, Arc::from(text))).unzip();
        cut.insert(version, Cut { indices, texts });
    }
    let own = file.entry(entry);
    let count: Arc<str> = if sniffed { newssniffer::COUNT.into() } else { own.as_str().into() };
    let by: Arc<str> = "NewsEdits".into();
    let mut revisions = Vec::with_capacity(cut.len());
    for (version, sentences) in &cut {
        let paragraphs = paragraphs(&sentences.texts);
        let pair = pairs.get(version).and_then(BTreeMap::last_key_value);
        let alignment = pair.map(|(x, links)| Alignment {
            by: Arc::clone(&by),
            before: *x,
            old: cut.get(x).map(|old| bare(&old.texts)).unwrap_or_default(),
            new: bare(&sentences.texts),
            links: sorted(links.iter().filter_map(|link| placed(link, cut.get(x), sentences))),
        });
        let unread = paragraphs.is_empty();
        revisions.push(Revision {
            number: *version,
            numbered_by: Some(Arc::clone(&count)),
            state: if unread { TextState::Partial } else { TextState::Whole },
            holes: if unread { vec![0] } else { Vec::new() },
            paragraphs: paragraphs.into_iter().map(Into::into).collect(),
            notes: levels.get(version).and_then(level).into_iter().collect(),
            by_sentence: true,
            alignment: alignment.map(Arc::new),
            ..Revision::default()
        });
    }
    if revisions.is_empty() {
        return None;
    }
    let id = if sniffed { identity::id_of_origin(newssniffer::COUNT, &entry.to_string()) } else { ArticleId::new(own) };
    Some(Article {
        id,
        aliases: Vec::new(),
        source: file.outlet.clone(),
        url: String::new(),
        known_as: None,
        status: None,
        revisions,
        gaps: Vec::new(),
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: Vec::new(),
        notes: vec![
            "NewsEdits' matched sentences lost where paragraphs end, headlines and times: where its raw file is not \
             there, each sentence stands as a paragraph, except where marks of them were left in the text."
                .to_owned(),
        ],
    })
}

/// The paragraphs of sentences: where marks of them were left in, those; else each sentence is one.
fn paragraphs(sentences: &[Arc<str>]) -> Vec<String> {
    let marked = sentences.iter().any(|s| s.contains("<p>") || s.contains("</p>"));
    if marked {
        let whole = sentences.join(" ");
        return fragment::paragraphs(&format!("<p>{whole}"), Escaped::Text);
    }
    sentences.iter().flat_map(|s| fragment::paragraphs(s, Escaped::Tags)).collect()
}

/// Sentences without the marks of paragraphs that were left in them.
fn bare(sentences: &[Arc<str>]) -> Vec<Arc<str>> {
    let bare = |text: &Arc<str>| match text.contains('<') {
        true => fragment::paragraphs(text, Escaped::Text).join(" ").into(),
        false => Arc::clone(text),
    };
    sentences.iter().map(bare).collect()
}

/// A link by the places of its sentences, not by the corpus's numbers of them; none where it names one that is not there.
fn placed(link: &Link, old: Option<&Cut>, new: &Cut) -> Option<Link> {
    let place = |number: Option<u32>, cut: Option<&Cut>| match number {
        None => Some(None),
        Some(number) => u32::try_from(cut?.indices.binary_search(&number).ok()?).ok().map(Some),
    };
    Some(Link { old: place(link.old, old)?, new: place(link.new, Some(new))?, ..*link })
}

fn sorted(links: impl Iterator<Item = Link>) -> Vec<Link> {
    let mut links: Vec<Link> = links.collect();
    let distance = |link: &Link| link.distance.map(|d| d.map(f32::to_bits));
    links.sort_by_key(|link| (link.old.is_none(), link.old, link.new, distance(link)));
    links.dedup();
    links
}

/// What the corpus counts of a revision, as a sentence without a stop.
fn level(counts: &[Option<u32>; 4]) -> Option<String> {
    let names = ["added", "removed", "edited", "moved"];
    let said: Vec<String> =
        counts.iter().zip(names).filter_map(|(n, name)| Some(format!("{} {name}", (*n)?))).collect();
    (!said.is_empty()).then(|| format!("NewsEdits counts of its sentences: {}", said.join(", ")))
}
