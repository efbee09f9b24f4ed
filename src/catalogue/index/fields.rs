//! What is indexed of an article, and how.

use tantivy::{
    Index, IndexSettings, Result,
    directory::MmapDirectory,
    schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    store::Compressor,
};

use std::path::Path;

use super::VERSION;

/// The fields of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The article's place.
    pub(super) place: Field,
    /// The words of all revisions, with their order.
    pub(super) words: Field,
    /// Words around which something was lost from one revision to a later one.
    pub(super) went: Field,
    /// Words that one revision has and a later one has nowhere.
    pub(super) lost: Field,
}

/// Nothing is stored and nothing is ranked: only what finds. Units are handed over as they are: nothing is broken into words
/// here.
fn schema() -> (Schema, Fields) {
    let text = |option| {
        let indexing = TextFieldIndexing::default().set_fieldnorms(false);
        TextOptions::default().set_indexing_options(indexing.set_index_option(option))
    };
    let mut schema = Schema::builder();
    let fields = Fields {
        place: schema.add_u64_field("place", INDEXED | FAST),
        words: schema.add_text_field("words", text(IndexRecordOption::WithFreqsAndPositions)),
        went: schema.add_text_field("went", text(IndexRecordOption::Basic)),
        lost: schema.add_text_field("lost", text(IndexRecordOption::Basic)),
    };
    (schema.build(), fields)
}

/// Opens the index in a folder; `None` where there is none.
///
/// # Errors
/// Where it is damaged or cannot be read.
pub(super) fn open(folder: &Path) -> Result<Option<(Index, Fields)>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let directory = MmapDirectory::open(folder)?;
    if !Index::exists(&directory)? {
        return Ok(None);
    }
    let index = Index::open(directory)?;
    let (schema, fields) = schema();
    if index.schema() != schema {
        return Err(tantivy::TantivyError::SchemaError("the index has other fields".into()));
    }
    Ok(Some((index, fields)))
}

/// Begins an index in an empty folder.
///
/// # Errors
/// Where nothing can be written there.
pub(super) fn begin(folder: &Path) -> Result<()> {
    let settings = IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    Index::create(MmapDirectory::open(folder)?, schema().0, settings)?;
    Ok(())
}

/// What a commit says of the number up to which everything is known: twice, as nothing else guards it, and one too high
/// hides what was written since.
pub(super) fn payload(known: u64) -> String {
    format!("{VERSION} {known} {known}")
}

/// The number up to which everything is known; `None` where the index is of another version, or the number damaged. One
/// just begun knows nothing.
pub(super) fn known(index: &Index) -> Result<Option<u64>> {
    let Some(payload) = index.load_metas()?.payload else { return Ok(Some(0)) };
    let (known, again) = payload.strip_prefix(VERSION).and_then(|rest| rest.trim().split_once(' ')).unzip();
    Ok(known.filter(|known| again == Some(known)).and_then(|known| known.parse().ok()))
}
