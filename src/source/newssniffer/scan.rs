//! HTML as a run of tags and texts, in one pass, whatever the markup.

use std::borrow::Cow;

use crate::source::entities::resolved;

/// One piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Piece<'a> {
    /// An opening tag.
    Open(Tag<'a>),
    /// A closing tag's name.
    Close(&'a str),
    /// Characters between tags, as they stand.
    Text(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) struct Tag<'a> {
    pub(in crate::source) name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Whether it is of that name.
    pub(in crate::source) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it bears a class.
    pub(in crate::source) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
    }

    /// An attribute's value, with its character references resolved.
    pub(in crate::source) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=')?;
            let (found, after) = rest.split_at(end);
            let after = after.trim_start();
            let (value, left) = match after.strip_prefix('=').map(str::trim_start) {
                None => ("", after),
                Some(value) => match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        let inner = value.get(1..)?;
                        inner.split_at(inner.find(quote).unwrap_or(inner.len()))
                    }
                    _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
                },
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(resolved(value));
            }
            rest = left.trim_start_matches(['"', '\'']);
        }
    }
}

/// The pieces of a page.
pub(in crate::source) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            if let Some(end) = tag_end(rest) {
                let (tag, after) = rest.split_at(end);
                rest = after;
                let Some(inner) = tag.strip_prefix('<').map(|t| t.strip_suffix('>').unwrap_or(t)) else { continue };
                if inner.starts_with(['!', '?']) {
                    continue;
                }
                if let Some(name) = inner.strip_prefix('/') {
                    return Some(Piece::Close(name.trim()));
                }
                let cut = inner.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inner.len());
                let (name, attributes) = inner.split_at(cut);
                return Some(Piece::Open(Tag { name, attributes }));
            }
            let end = rest.char_indices().skip(1).find(|(at, c)| *c == '<' && opens(rest.get(*at..).unwrap_or("")));
            let (text, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            rest = after;
            return Some(Piece::Text(text));
        }
    })
}

/// Whether a `<` begins a tag or comment rather than being a sign.
fn opens(text: &str) -> bool {
    text.as_bytes().get(1).is_some_and(|c| c.is_ascii_alphabetic() || b"/!?".contains(c))
}

/// Where the tag, comment or script that a text begins with ends.
fn tag_end(text: &str) -> Option<usize> {
    if !text.starts_with('<') || !opens(text) {
        return None;
    }
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or(text.len(), |at| at + 3));
    }
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    Some(text.len())
}

/// Text of one line: runs of blanks, tabs and line ends are one blank, none at the ends. Other spaces stay.
pub(in crate::source) fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_texts_and_attributes_are_found() {
        let page = "a < b<P class='x y' id=7 title=\"1 > 0 &amp; so\">t</p ><!-- <b> --><br/>&lt;";
        let found: Vec<Piece<'_>> = pieces(page).collect();
        let [
            Piece::Text("a < b"),
            Piece::Open(p),
            Piece::Text("t"),
            Piece::Close("p"),
            Piece::Open(br),
            Piece::Text(end),
        ] = found[..]
        else {
            panic!("{found:?}")
        };
        assert!(p.is("p") && p.has_class("y") && !p.has_class("xy") && br.is("br"));
        assert_eq!(p.attribute("id").as_deref(), Some("7"));
        assert_eq!(p.attribute("TITLE").as_deref(), Some("1 > 0 & so"));
        assert_eq!((p.attribute("none"), resolved(end).as_ref()), (None, "<"));
        assert_eq!(pieces("<unclosed 'x").count() + pieces("<").count() + pieces("").count(), 2);
    }
}
