//! The member of an object that holds the longest prose, where none is known to be the text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::super::record::{Loose, unread};

/// Its name; `None` where no member plainly does, or it is known.
pub(super) fn longest(bytes: &[u8]) -> Option<String> {
    let Members(members) = serde_json::from_slice(bytes).ok()?;
    unread::longest(members.iter().map(|(name, length, is_prose)| (name.as_str(), *length, *is_prose)))
        .map(str::to_owned)
}

/// The members that are texts: their names, their lengths, and whether they are prose.
struct Members(Vec<(String, usize, bool)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_map(MembersVisitor).map(Members)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Vec<(String, usize, bool)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some((name, value)) = members.next_entry::<String, Loose<'de>>()? {
            if let Loose::Text(text) = value {
                all.push((name, text.len(), unread::is_prose(&text)));
            }
        }
        Ok(all)
    }
}
