//! Articles in an array inside an object that is no article itself: `{"status": "ok", "articles": [{…}, {…}]}`.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    super::record::{Loose, Record, another},
    keys,
};

/// Objects around the array, at most.
const DEPTH: usize = 3;

/// Where the objects of such an array begin, as a byte behind its bracket, and how many objects stand open there.
/// `None` where the first object is an article itself, or none is found as far as the text goes.
pub(super) fn array(text: &str) -> Option<(usize, usize)> {
    if !text.starts_with('{') || keys::judged(&keys::first_keys(text)).reads() {
        return None;
    }
    let (mut at, mut depth) = (0, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'{' if depth < DEPTH => {
                depth += 1;
                at += 1;
            }
            b'}' => {
                depth -= 1;
                at += 1;
                if depth == 0 {
                    return None;
                }
            }
            b'[' => {
                let inner = text.get(at + 1..)?;
                if inner.trim_start().starts_with('{') && keys::judged(&keys::first_keys(inner)).reads() {
                    return Some((at + 1, depth));
                }
                at = behind(text, at)?;
            }
            b'{' | b'"' => at = behind(text, at)?,
            _ => at += 1,
        }
    }
    None
}

/// Where the object, array or string that begins at a byte ends; `None` where it goes on.
pub(super) fn behind(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, start);
    loop {
        match text.as_bytes().get(at)? {
            b'"' => {
                at += 1 + keys::end_of_string(text.get(at + 1..)?);
                // At the closing quotation mark, or past the end.
                text.as_bytes().get(at)?;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The objects in the lists that lie in an object, or in one inside it.
#[derive(Debug, Default)]
pub(super) struct Wrapped<'a>(pub(super) Vec<Record<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Wrapped<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let mut found = Vec::new();
        source.deserialize_any(Wrapping { found: &mut found, depth: DEPTH })?;
        Ok(Wrapped(found))
    }
}

struct Wrapping<'w, 'a> {
    found: &'w mut Vec<Record<'a>>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Wrapping<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Wrapping<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Loose<'de>>()? {
            another()?;
            if let Loose::Record(record) = value {
                self.found.push(record);
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while members.next_key::<IgnoredAny>()?.is_some() {
            match self.depth.checked_sub(1) {
                Some(depth) => members.next_value_seed(Wrapping { found: self.found, depth })?,
                None => _ = members.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::array;

    #[test]
    fn the_array_of_articles_is_found_and_no_other() {
        let found = |text: &str| array(text).map(|(at, depth)| (text[at..].to_owned(), depth));
        let article = r#"{"url":"u","text":"t"}"#;
        assert_eq!(found(&format!("{{\"articles\":[{article}]}}")), Some((format!("{article}]}}"), 1)));
        let deep = format!("{{\"n\":[1,\"]\"],\"a\":{{}},\"data\":{{\"s\":\"{{[\",\"items\": [ {article}");
        assert_eq!(found(&deep), Some((format!(" {article}"), 2)));
        for text in [
            article,
            r#"{"url":"u","text":"t","comments":[{"text":"c","time":1}]}"#,
            r#"{"versions":[{"text":"t"}]}"#,
            r#"{"packages":[{"name":"n"}],"more":{"x":[{"y":1}]}}"#,
            r#"{"a":{"b":{"c":{"d":[{"url":"u","text":"t"}]}}}}"#,
            r#"{"open":["never"#,
            "[]",
            "",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
