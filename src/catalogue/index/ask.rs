//! Asking the index.

use std::{fs, ops::Bound, path::Path, time::SystemTime};

use tantivy::{
    DocId, Index, IndexReader, ReloadPolicy, Result, Score, Searcher, SegmentOrdinal, SegmentReader, Term,
    collector::{Collector, SegmentCollector},
    columnar::ColumnValues,
    query::{BooleanQuery, PhraseQuery, Query, RangeQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

use std::sync::Arc;

use super::{
    super::shelf::Place,
    fields::{self, Fields},
    pieces::RUN,
};
use crate::query::Need;

/// The places of articles that can be hits.
#[derive(Debug, Default)]
pub(in crate::catalogue) struct Candidates {
    places: Vec<u64>,
    /// What was written after this number may be a hit as well.
    pub(in crate::catalogue) known: u64,
}

impl Candidates {
    /// Adds a place.
    pub(in crate::catalogue) fn add(&mut self, place: Place) {
        let index = place as usize / 64;
        if self.places.len() <= index {
            self.places.resize(index + 1, 0);
        }
        if let Some(bits) = self.places.get_mut(index) {
            *bits |= 1 << (place % 64);
        }
    }

    /// Whether a place is among them.
    pub(in crate::catalogue) fn has(&self, place: Place) -> bool {
        self.places.get(place as usize / 64).is_some_and(|bits| bits & (1 << (place % 64)) != 0)
    }
}

/// The index as it was committed last.
pub(super) struct Open {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    /// The time of the commit's file, to see whether there is another.
    changed: Option<SystemTime>,
    known: u64,
}

/// The candidates; `None` where there is no index yet.
pub(super) fn candidates(folder: &Path, open: &mut Option<Open>, need: &Need) -> Result<Option<Candidates>> {
    let changed = fs::metadata(folder.join("meta.json")).and_then(|about| about.modified()).ok();
    if changed.is_none() {
        *open = None;
        return Ok(None);
    }
    match open {
        Some(open) if open.changed == changed => {}
        Some(open) => {
            // Before the documents: what is committed between the two is then looked at once too often.
            open.known = fields::known(&open.index)?.unwrap_or(0);
            open.reader.reload()?;
            open.changed = changed;
        }
        None => {
            let Some((index, fields)) = fields::open(folder)? else { return Ok(None) };
            let Some(known) = fields::known(&index)? else { return Ok(None) };
            let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
            *open = Some(Open { index, reader, fields, changed, known });
        }
    }
    let Some(open) = open else { return Ok(None) };
    let Some(query) = asked(need, open.fields) else { return Ok(None) };
    let searcher: Searcher = open.reader.searcher();
    let mut candidates = searcher.search(&query, &Places)?;
    candidates.known = open.known;
    Ok(Some(candidates))
}

/// A need as the index understands it; `None` where anything can meet it.
fn asked(need: &Need, fields: Fields) -> Option<Box<dyn Query>> {
    let each = |needs: &[Need]| needs.iter().map(|need| asked(need, fields)).collect::<Vec<_>>();
    match need {
        Need::Unknown => None,
        Need::All(needs) => all(each(needs).into_iter().flatten().collect()),
        Need::Any(needs) => {
            let either: Option<Vec<_>> = each(needs).into_iter().collect();
            either.map(|either| -> Box<dyn Query> { Box::new(BooleanQuery::union(either)) })
        }
        Need::Words { words, prefix, went } => {
            let (whole, begun) = match words.split_last() {
                Some((last, before)) if *prefix => (before, Some(last)),
                _ => (&words[..], None),
            };
            // Of what is longer than a run it is not known whether it was lost.
            let field = match words.len() {
                1 if *went => fields.lost,
                2..=RUN if *went => fields.went,
                _ => fields.words,
            };
            let mut queries: Vec<Box<dyn Query>> = Vec::new();
            if let [word] = whole {
                queries.push(exact(field, word));
            } else if field == fields.went {
                queries.extend(whole.iter().map(|word| exact(field, word)));
            }
            if whole.len() > 1 {
                let last = whole.len().saturating_sub(RUN);
                let runs = (0..last)
                    .step_by(RUN)
                    .chain([last])
                    .filter_map(|from| whole.get(from..whole.len().min(from + RUN)));
                queries.extend(runs.map(|run| phrase(fields.words, run)));
            }
            queries.extend(begun.map(|begun| beginning(field, begun)));
            all(queries)
        }
    }
}

fn all(mut queries: Vec<Box<dyn Query>>) -> Option<Box<dyn Query>> {
    match queries.len() {
        0 => None,
        1 => queries.pop(),
        _ => Some(Box::new(BooleanQuery::intersection(queries))),
    }
}

fn phrase(field: Field, words: &[String]) -> Box<dyn Query> {
    Box::new(PhraseQuery::new(words.iter().map(|word| Term::from_field_text(field, word)).collect()))
}

fn exact(field: Field, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic))
}

/// Units that begin so: up to the beginning followed by a character that no unit has.
fn beginning(field: Field, beginning: &str) -> Box<dyn Query> {
    let end = format!("{beginning}{}", char::MAX);
    Box::new(RangeQuery::new(
        Bound::Included(Term::from_field_text(field, beginning)),
        Bound::Excluded(Term::from_field_text(field, &end)),
    ))
}

/// Collects places.
struct Places;

/// Collects the places of one part of the index.
struct Part {
    column: Arc<dyn ColumnValues<u64>>,
    found: Candidates,
}

impl Collector for Places {
    type Fruit = Candidates;
    type Child = Part;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> Result<Part> {
        let column = segment.fast_fields().u64("place")?.first_or_default_col(u64::MAX);
        Ok(Part { column, found: Candidates::default() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Candidates>) -> Result<Candidates> {
        let mut all = Candidates::default();
        for part in parts {
            if all.places.len() < part.places.len() {
                all.places.resize(part.places.len(), 0);
            }
            for (all, part) in all.places.iter_mut().zip(part.places) {
                *all |= part;
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for Part {
    type Fruit = Candidates;

    fn collect(&mut self, document: DocId, _: Score) {
        // Places on a shelf are small; what is not one is damage, and no reason to take up memory.
        if let Some(place) = Place::try_from(self.column.get_val(document)).ok().filter(|place| *place < Place::MAX / 2)
        {
            self.found.add(place);
        }
    }

    fn harvest(self) -> Candidates {
        self.found
    }
}
