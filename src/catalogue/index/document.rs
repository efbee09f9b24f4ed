//! What is indexed of an article: each distinct paragraph and headline once.

use std::{
    collections::HashMap,
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
};

/// A document for the index.
#[derive(Debug)]
pub(super) struct Told {
    fields: Fields,
    place: u64,
    words: Vec<Arc<str>>,
    went: Vec<Arc<str>>,
    /// Let go of when the document has been indexed.
    _waiting: Weight,
}

impl Told {
    /// What is told of an entry. `waiting` counts the bytes of all that waits.
    pub(super) fn of(place: Place, entry: &Entry, fields: Fields, waiting: &Arc<AtomicUsize>) -> Told {
        let texts = texts(entry);
        let went = texts.iter().filter(|text| text.1).map(|text| Arc::clone(&text.0)).collect();
        let words: Vec<Arc<str>> = texts.into_iter().map(|text| text.0).collect();
        let bytes = words.iter().map(|text| text.len() + 64).sum();
        Told { fields, place: u64::from(place), words, went, _waiting: Weight::add(waiting, bytes) }
    }
}

/// Each distinct paragraph and headline, and whether a revision that has it is followed by one that does not.
fn texts(entry: &Entry) -> Vec<(Arc<str>, bool)> {
    /// A text, the first revision that has it, the last one counted, and how many have it.
    struct Held {
        text: Arc<str>,
        first: usize,
        last: usize,
        count: usize,
    }
    let revisions = &entry.article.revisions;
    let mut held: Vec<Held> = Vec::new();
    let mut paragraphs: HashMap<*const u8, usize> = HashMap::new();
    let mut titles: HashMap<&str, usize> = HashMap::new();
    for (number, revision) in revisions.iter().enumerate() {
        let count = |held: &mut Vec<Held>, index: usize, text: &dyn Fn() -> Arc<str>| match held.get_mut(index) {
            Some(held) if held.last == number => {}
            Some(held) => {
                held.last = number;
                held.count += 1;
            }
            None => held.push(Held { text: text(), first: number, last: number, count: 1 }),
        };
        let index = *titles.entry(&revision.title).or_insert(held.len());
        count(&mut held, index, &|| Arc::from(revision.title.as_str()));
        for paragraph in &revision.paragraphs {
            let index = *paragraphs.entry(paragraph.as_ptr()).or_insert(held.len());
            count(&mut held, index, &|| Arc::clone(paragraph));
        }
    }
    held.into_iter().map(|held| (held.text, held.count < revisions.len() - held.first)).collect()
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
        let mut values = Vec::with_capacity(1 + self.words.len() + self.went.len());
        values.push((self.fields.place, Held::Place(self.place)));
        values.extend(self.words.iter().map(|text| (self.fields.words, Held::Text(text))));
        values.extend(self.went.iter().map(|text| (self.fields.went, Held::Text(text))));
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
