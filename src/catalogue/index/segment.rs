//! Writing a batch of articles as a segment of the index.
//!
//! The library could do it from documents. It would break their texts into words once more, and look every one of these
//! up in the table of all terms; most of the time of that is spent in waiting for memory. What is told of a batch is
//! sorted by term instead, and handed over as it is to be written.

use std::{iter, mem};

use tantivy::{
    Result, Segment, TantivyDocument,
    directory::TerminatingWrite,
    fastfield::FastFieldsWriter,
    fieldnorm::{FieldNormReader, FieldNormsSerializer},
    index::SegmentComponent,
    postings::{FieldSerializer, InvertedIndexSerializer},
    store::StoreWriter,
};

use super::{batch::Part, by_term::ByTerm, fields::Fields};

/// Writes a part of a batch, whose terms are `in_order`, into the files of a new segment, and gives the segment with the
/// number of its documents.
///
/// # Errors
/// Where they cannot be written.
pub(super) fn write(part: &Part<'_>, in_order: &[u32], fields: Fields, segment: Segment) -> Result<Segment> {
    let places: Vec<u64> = part.places().map(u64::from).collect();
    let mut norms = FieldNormsSerializer::from_write(segment.open_write(SegmentComponent::FieldNorms)?)?;
    // Of words there are none; of a place each document has one.
    norms.serialize_field(fields.place, &vec![FieldNormReader::fieldnorm_to_id(1); places.len()])?;
    norms.close()?;
    terms(part, in_order, &places, fields, &segment)?;
    let settings = segment.index().settings();
    let mut store = StoreWriter::new(
        segment.open_write(SegmentComponent::Store)?,
        settings.docstore_compression,
        settings.docstore_blocksize,
        settings.docstore_compress_dedicated_thread,
    )?;
    let schema = segment.schema();
    let tokenizers = segment.index().fast_field_tokenizer().clone();
    let mut columns = FastFieldsWriter::from_schema_and_tokenizer_manager(&schema, tokenizers)?;
    for place in &places {
        let mut document = TantivyDocument::default();
        document.add_u64(fields.place, *place);
        columns.add_document(&document)?;
        store.store(&document, &schema)?;
    }
    store.close()?;
    let mut file = segment.open_write(SegmentComponent::FastFields)?;
    columns.serialize(&mut file, None)?;
    file.terminate()?;
    Ok(segment.with_max_doc(u32::try_from(places.len()).unwrap_or(u32::MAX)))
}

/// Writes the terms of all fields, in the order of the fields.
fn terms(part: &Part<'_>, in_order: &[u32], places: &[u64], fields: Fields, segment: &Segment) -> Result<()> {
    let mut files = InvertedIndexSerializer::open(segment)?;
    let mut field = files.new_field(fields.place, places.len() as u64, None)?;
    let mut by_place: Vec<(u64, u32)> = places.iter().copied().zip(0..).collect();
    by_place.sort_unstable();
    for (place, document) in by_place {
        field.new_term_without_freq(&place.to_be_bytes())?;
        field.write_doc(document, 0, &[]);
        field.close_term()?;
    }
    field.close()?;
    let [words, went, lost] = part.counts();
    standing(part, in_order, files.new_field(fields.words, words, None)?)?;
    plain(part, in_order, &part.went(), files.new_field(fields.went, went, None)?)?;
    plain(part, in_order, &part.lost(), files.new_field(fields.lost, lost, None)?)?;
    files.close()?;
    Ok(())
}

/// Writes the terms of all revisions, and where they stand.
fn standing(part: &Part<'_>, in_order: &[u32], mut field: FieldSerializer<'_>) -> Result<()> {
    let all = part.words();
    let (mut distances, mut also, mut several) = (Vec::new(), Vec::new(), Vec::new());
    for term in in_order {
        let mut standing = all.of_term(*term);
        if standing.is_empty() {
            continue;
        }
        // How many documents it has is of use only where there are norms.
        field.new_term(part.vocabulary().term(*term), 0, true)?;
        let mut next = standing.next(&mut distances);
        while let Some(article) = next {
            next = standing.next(&mut also);
            // More than one unit of an article may be the same term, and as many as somebody likes: long words are cut.
            if next == Some(article) {
                several.clear();
                several.extend(places_of(&distances));
                while next == Some(article) {
                    several.extend(places_of(&also));
                    next = standing.next(&mut also);
                }
                several.sort_unstable();
                distances.clear();
                let befores = iter::once(0).chain(several.iter().copied());
                distances.extend(several.iter().zip(befores).map(|(place, before)| place - before));
            }
            field.write_doc(article, distances.len() as u32, &distances);
            mem::swap(&mut distances, &mut also);
        }
        field.close_term()?;
    }
    field.close()?;
    Ok(())
}

/// Places, of which each is told by how far it is from the one before.
fn places_of(distances: &[u32]) -> impl Iterator<Item = u32> {
    distances.iter().scan(0, |place: &mut u32, distance| {
        *place += distance;
        Some(*place)
    })
}

/// Writes terms, and which documents have them.
fn plain(part: &Part<'_>, in_order: &[u32], all: &ByTerm, mut field: FieldSerializer<'_>) -> Result<()> {
    for term in in_order {
        let articles = all.of_term(*term);
        if articles.is_empty() {
            continue;
        }
        field.new_term_without_freq(part.vocabulary().term(*term))?;
        // More than one unit of an article may be the same term.
        for same in articles.chunk_by(|a, b| a == b) {
            if let [article, ..] = same {
                field.write_doc(*article, 0, &[]);
            }
        }
        field.close_term()?;
    }
    field.close()?;
    Ok(())
}
