//! An article as a document of the index.

use std::{
    iter,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    vec,
};

use tantivy::schema::{
    Document, Field, Value,
    document::{ReferenceValue, ReferenceValueLeaf},
};

use super::{
    super::{entry::Entry, shelf::Place},
    fields::Fields,
    pieces::Pieces,
};

/// A document for the index.
#[derive(Debug)]
pub(super) struct Told {
    fields: Fields,
    place: u64,
    pieces: Pieces,
    /// Let go of when the document has been indexed.
    _waiting: Weight,
}

impl Told {
    /// What is told of an entry. `waiting` counts the bytes of all that waits.
    pub(super) fn of(place: Place, entry: &Entry, fields: Fields, waiting: &Arc<AtomicUsize>) -> Told {
        let pieces = Pieces::of(entry);
        let bytes = pieces.words.iter().chain(&pieces.went).chain(&pieces.lost).map(|text| text.len() + 64).sum();
        Told { fields, place: u64::from(place), pieces, _waiting: Weight::add(waiting, bytes) }
    }
}

/// Bytes that wait, for as long as it lives.
#[derive(Debug)]
struct Weight {
    all: Arc<AtomicUsize>,
    own: usize,
}

impl Weight {
    fn add(all: &Arc<AtomicUsize>, own: usize) -> Weight {
        all.fetch_add(own, Ordering::Relaxed);
        Weight { all: Arc::clone(all), own }
    }
}

impl Drop for Weight {
    fn drop(&mut self) {
        self.all.fetch_sub(self.own, Ordering::Relaxed);
    }
}

/// A value of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held<'a> {
    Place(u64),
    Text(&'a str),
}

impl Document for Told {
    type Value<'a> = Held<'a>;
    type FieldsValuesIter<'a> = vec::IntoIter<(Field, Held<'a>)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let mut values = Vec::with_capacity(2 + self.pieces.words.len() + self.pieces.went.len());
        values.push((self.fields.place, Held::Place(self.place)));
        values.extend(self.pieces.words.iter().map(|text| (self.fields.words, Held::Text(text))));
        values.extend(self.pieces.went.iter().map(|text| (self.fields.went, Held::Text(text))));
        values.extend(self.pieces.lost.iter().map(|text| (self.fields.lost, Held::Text(text))));
        values.into_iter()
    }
}

impl<'a> Value<'a> for Held<'a> {
    type ArrayIter = iter::Empty<Self>;
    type ObjectIter = iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Held::Place(place) => ReferenceValueLeaf::U64(place),
            Held::Text(text) => ReferenceValueLeaf::Str(text),
        })
    }
}
