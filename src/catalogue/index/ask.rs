//! Asking the index.

use std::{collections::BTreeSet, fs, ops::Bound, path::Path, sync::Arc, time::SystemTime};

use tantivy::{
    DocAddress, DocId, Index, IndexReader, ReloadPolicy, Result, Score, Searcher, SegmentOrdinal, SegmentReader, Term,
    collector::{Collector, SegmentCollector, TopDocs},
    columnar::ColumnValues,
    query::{BooleanQuery, EnableScoring, PhraseQuery, Query, RangeQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    super::shelf::Place,
    FOLDER,
    checked::Checked,
    fields::{self, Fields},
    runs::RUN,
};
use crate::query::{Forms, Need};

/// The places of articles that can be hits.
#[derive(Debug, Default)]
pub(in crate::catalogue) struct Candidates {
    places: Vec<u64>,
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

    /// Adds all of others.
    pub(in crate::catalogue) fn join(&mut self, others: &Candidates) {
        if self.places.len() < others.places.len() {
            self.places.resize(others.places.len(), 0);
        }
        self.places.iter_mut().zip(&others.places).for_each(|(own, other)| *own |= other);
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
    documents: Option<Arc<Documents>>,
}

/// What is asked of an index.
#[derive(Debug, Clone, Copy)]
pub(in crate::catalogue) struct Question<'a> {
    /// What must be held.
    pub(in crate::catalogue) need: &'a Need,
    /// The languages that there are, a bit each.
    pub(in crate::catalogue) languages: u32,
}

/// A question put to the index as it was then.
pub(in crate::catalogue) struct Asked {
    searcher: Searcher,
    query: Box<dyn Query>,
    documents: Arc<Documents>,
    /// What was written after this number may be a hit as well.
    pub(in crate::catalogue) known: u64,
}

impl Asked {
    /// Whether about so many steps or more would be needed to name all candidates.
    pub(super) fn is_broad(&self, steps: u64) -> Result<bool> {
        let weight = self.query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let mut all = 0;
        for segment in self.searcher.segment_readers() {
            all += weight.scorer(segment, 1.0)?.cost();
            if all >= steps {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// All candidates.
    pub(super) fn all(&self) -> Result<Candidates> {
        self.searcher.search(&self.query, &Places)
    }

    /// Those of these places that are candidates, in their order. As many steps as there are places, whatever the
    /// number of candidates.
    pub(super) fn among(&self, places: &[Place]) -> Result<Vec<Place>> {
        let mut sought: Vec<(u32, DocId, usize)> = Vec::with_capacity(places.len());
        sought.extend(places.iter().enumerate().filter_map(|(at, place)| {
            let (segment, document) = self.documents.at(*place)?;
            Some((segment, document, at))
        }));
        sought.sort_unstable();
        let weight = self.query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let mut found = vec![false; places.len()];
        for of_segment in sought.chunk_by(|a, b| a.0 == b.0) {
            let Some(segment) = of_segment.first().and_then(|s| self.searcher.segment_readers().get(s.0 as usize))
            else {
                continue;
            };
            let mut scorer = weight.scorer(segment, 1.0)?;
            for (_, document, at) in of_segment {
                if scorer.doc() < *document {
                    scorer.seek(*document);
                }
                if let Some(found) = found.get_mut(*at) {
                    *found = scorer.doc() == *document;
                }
            }
        }
        Ok(places.iter().zip(found).filter_map(|(place, found)| found.then_some(*place)).collect())
    }

    /// So many places, those first that have most to do with what is needed.
    pub(super) fn ranked(&self, most: usize) -> Result<Vec<Place>> {
        // More than there are would only take up memory.
        let most = most.min(usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX)).max(1);
        let best = self.searcher.search(&self.query, &TopDocs::with_limit(most).order_by_score())?;
        let mut columns = Vec::new();
        for segment in self.searcher.segment_readers() {
            columns.push(column(segment)?);
        }
        let place = |at: DocAddress| columns.get(at.segment_ord as usize).map(|column| column.get_val(at.doc_id));
        Ok(best.into_iter().filter_map(|(_, at)| Place::try_from(place(at)?).ok()).collect())
    }
}

/// Where in the index each place's document is.
#[derive(Debug, Default)]
struct Documents(Vec<(u32, DocId)>);

impl Documents {
    fn of(searcher: &Searcher) -> Result<Documents> {
        let mut all = Documents::default();
        for (number, segment) in (0..).zip(searcher.segment_readers()) {
            let column = column(segment)?;
            for document in segment.doc_ids_alive() {
                let Some(place) = shelved(column.get_val(document)) else { continue };
                let index = place as usize;
                if all.0.len() <= index {
                    all.0.resize(index + 1, (u32::MAX, 0));
                }
                if let Some(at) = all.0.get_mut(index) {
                    *at = (number, document);
                }
            }
        }
        Ok(all)
    }

    fn at(&self, place: Place) -> Option<(u32, DocId)> {
        self.0.get(place as usize).copied().filter(|at| at.0 != u32::MAX)
    }
}

/// The places of a segment's documents.
fn column(segment: &SegmentReader) -> Result<Arc<dyn ColumnValues<u64>>> {
    Ok(segment.fast_fields().u64("place")?.first_or_default_col(u64::MAX))
}

/// A place on a shelf. They are small; what is not one is damage, and no reason to take up memory.
fn shelved(place: u64) -> Option<Place> {
    Place::try_from(place).ok().filter(|place| *place < Place::MAX / 2)
}

/// Puts a question to the index as it is now; `None` where there is no index yet, or where anything can be a hit.
pub(super) fn asked(catalogue: &Path, open: &mut Option<Open>, question: Question<'_>) -> Result<Option<Asked>> {
    let folder = catalogue.join(FOLDER);
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
            (open.changed, open.documents) = (changed, None);
        }
        None => {
            let Some((index, fields)) = fields::open(&folder)? else { return Ok(None) };
            let Some(known) = fields::known(&index)? else { return Ok(None) };
            // Nearly always everything is noted: who wrote it went through it.
            Checked::noted(catalogue).check(catalogue, &index, false)?;
            let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
            *open = Some(Open { index, reader, fields, changed, known, documents: None });
        }
    }
    let Some(open) = open else { return Ok(None) };
    let searcher: Searcher = open.reader.searcher();
    let asking = Asking { fields: open.fields, searcher: &searcher, languages: question.languages };
    let Some(query) = asking.query(question.need)? else { return Ok(None) };
    let documents = match &open.documents {
        Some(documents) => Arc::clone(documents),
        None => Arc::clone(open.documents.insert(Arc::new(Documents::of(&searcher)?))),
    };
    Ok(Some(Asked { searcher, query, documents, known: open.known }))
}

/// The index being asked.
struct Asking<'a> {
    fields: Fields,
    searcher: &'a Searcher,
    languages: u32,
}

impl Asking<'_> {
    /// A need as the index understands it; `None` where anything can meet it.
    fn query(&self, need: &Need) -> Result<Option<Box<dyn Query>>> {
        let each = |needs: &[Need]| needs.iter().map(|need| self.query(need)).collect::<Result<Vec<_>>>();
        Ok(match need {
            Need::Unknown => None,
            Need::All(needs) => all(each(needs)?.into_iter().flatten().collect()),
            Need::Any(needs) => {
                let either: Option<Vec<_>> = each(needs)?.into_iter().collect();
                either.map(|either| -> Box<dyn Query> { Box::new(BooleanQuery::union(either)) })
            }
            Need::Forms(forms) => Some(self.forms(forms)?),
            Need::Words { words, prefix, went } => words_in_order(words, *prefix, *went, self.fields),
        })
    }

    /// Every form of a word that the index has.
    fn forms(&self, forms: &Forms) -> Result<Box<dyn Query>> {
        let mut found: BTreeSet<String> = BTreeSet::from([forms.word().to_owned()]);
        let mut beginnings: Vec<&str> = forms.beginnings(self.languages).collect();
        beginnings.sort_unstable();
        // What begins with a longer beginning begins with the shorter one too.
        beginnings.dedup_by(|longer, shorter| longer.starts_with(&**shorter));
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.words)?;
            for beginning in &beginnings {
                let end = format!("{beginning}{}", char::MAX);
                let mut terms = index.terms().range().ge(beginning).lt(&end).into_stream()?;
                while terms.advance() {
                    let term = std::str::from_utf8(terms.key()).ok();
                    if let Some(term) = term.filter(|term| !found.contains(*term) && forms.has(term, self.languages)) {
                        found.insert(term.to_owned());
                    }
                }
            }
        }
        let mut queries: Vec<Box<dyn Query>> = found.iter().map(|word| exact(self.fields.words, word)).collect();
        Ok(match queries.len() {
            1 => queries.remove(0),
            _ => Box::new(BooleanQuery::union(queries)),
        })
    }
}

/// Words one after the other.
fn words_in_order(words: &[String], prefix: bool, went: bool, fields: Fields) -> Option<Box<dyn Query>> {
    let (whole, begun) = match words.split_last() {
        Some((last, before)) if prefix => (before, Some(last)),
        _ => (words, None),
    };
    // Of what is longer than a run it is not known whether it was lost.
    let field = match words.len() {
        1 if went => fields.lost,
        2..=RUN if went => fields.went,
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
        let runs = (0..last).step_by(RUN).chain([last]).filter_map(|from| whole.get(from..whole.len().min(from + RUN)));
        queries.extend(runs.map(|run| phrase(fields.words, run)));
    }
    queries.extend(begun.map(|begun| beginning(field, begun)));
    all(queries)
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
        let column = column(segment)?;
        Ok(Part { column, found: Candidates::default() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Candidates>) -> Result<Candidates> {
        let mut all = Candidates::default();
        parts.iter().for_each(|part| all.join(part));
        Ok(all)
    }
}

impl SegmentCollector for Part {
    type Fruit = Candidates;

    fn collect(&mut self, document: DocId, _: Score) {
        if let Some(place) = shelved(self.column.get_val(document)) {
            self.found.add(place);
        }
    }

    fn harvest(self) -> Candidates {
        self.found
    }
}
