//! Articles that are members of an object, each under a key of its own: `{"0": {…}, "1": {…}}`, or under its URL.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::{
    super::{
        identity,
        record::{Loose, Record, another, field::Field},
    },
    keys,
};

/// Whether the first member of an object is an article, as far as the text goes.
pub(super) fn begins(text: &str) -> bool {
    let first = text.strip_prefix('{').and_then(|rest| rest.trim_start().strip_prefix('"'));
    let value = first.and_then(|rest| rest.get(keys::end_of_string(rest) + 1..)).unwrap_or_default();
    let value = value.trim_start_matches([':', ' ', '\n', '\r', '\t']);
    value.starts_with('{') && keys::judged(&keys::first_keys(value)).reads()
}

/// The objects that are members of an object; the key of one that has no URL, where it is a URL, is its own.
#[derive(Debug, Default)]
pub(super) struct Keyed<'a>(pub(super) Vec<Record<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Keyed<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_map(KeyedVisitor).map(Keyed)
    }
}

struct KeyedVisitor;

impl<'de> Visitor<'de> for KeyedVisitor {
    type Value = Vec<Record<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Vec<Record<'de>>, A::Error> {
        let mut found = Vec::new();
        while let Some((key, value)) = members.next_entry::<String, Loose<'de>>()? {
            another()?;
            let Loose::Record(mut record) = value else { continue };
            if !record.names(Field::Url) && identity::normalise_url(&key).is_some() {
                record.add(Field::Url, "url", Loose::Text(key.into()));
            }
            found.push(record);
        }
        Ok(found)
    }
}
