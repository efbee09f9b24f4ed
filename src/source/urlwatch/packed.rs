//! A snapshot as webchanges packs it.

use std::fmt;

use serde::{Deserialize, Deserializer, de, de::IgnoredAny};

use super::super::decode;

/// A snapshot.
#[derive(Deserialize)]
pub(super) struct Packed {
    #[serde(rename = "d", default)]
    pub(super) data: Loose,
    #[serde(rename = "t", default)]
    pub(super) tries: Option<i64>,
    #[serde(rename = "m", default)]
    pub(super) mime: Option<String>,
    /// What went wrong: a map with a `message`.
    #[serde(rename = "err", default)]
    pub(super) error: Loose,
}

/// Text, bytes taken for text, or the message in a map.
#[derive(Default)]
pub(super) struct Loose(pub(super) String);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyData)
    }
}

struct AnyData;

impl<'de> de::Visitor<'de> for AnyData {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, bytes or a map")
    }

    fn visit_u64<E>(self, _: u64) -> Result<Loose, E> {
        Ok(Loose::default())
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose(text.to_owned()))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Loose, E> {
        Ok(Loose(decode::decode(bytes, None).text.into_owned()))
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::default())
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
        let mut message = Loose::default();
        while let Some(key) = map.next_key::<Loose>()? {
            if key.0 == "message" {
                message = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(message)
    }
}
