//! A page as a run of tags, texts and comments, in one pass and without recursion, whatever the markup.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memmem};

use super::name::Name;
use crate::source::entities;

/// One piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// An opening tag.
    Open(Tag<'a>),
    /// A closing tag.
    Close(Name),
    /// Characters between tags, as they stand.
    Text(&'a str),
    /// What lies between the tags of a script, a style sheet, a title: characters, whatever they look like.
    Raw(Name, &'a str),
    /// A comment's text.
    Comment(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: Name,
    /// What stands behind the name.
    pub(super) rest: &'a str,
}

impl<'a> Tag<'a> {
    /// Its attributes, names as written, values with their character references.
    pub(super) fn attributes(self) -> Attributes<'a> {
        Attributes { rest: self.rest }
    }

    /// An attribute's value with its character references resolved.
    pub(super) fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        let found = self.attributes().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(entities::resolved(found.1))
    }
}

/// The attributes of a tag.
#[derive(Debug, Clone)]
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\''));
        let end = text.bytes().position(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'/')).unwrap_or(text.len());
        // A stray `=` is a name of no length; it is passed over.
        let (name, after) = text.split_at(end);
        let behind = after.trim_ascii_start();
        let Some(value) = behind.strip_prefix('=').map(str::trim_ascii_start) else {
            self.rest = after;
            return (!name.is_empty()).then_some((name, ""));
        };
        let (value, left) = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                let inner = value.get(1..).unwrap_or_default();
                let end = memchr(*quote, inner.as_bytes()).unwrap_or(inner.len());
                (inner.get(..end).unwrap_or_default(), inner.get(end + 1..).unwrap_or_default())
            }
            _ => value.split_at(value.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.rest = left;
        Some((name, value))
    }
}

/// Elements that show something else than text, and have a closing tag.
const SHOWS: [&str; 8] = ["picture", "svg", "math", "video", "audio", "canvas", "object", "map"];

/// The tokens of a page.
pub(super) struct Tokens<'a> {
    page: &'a str,
    rest: &'a str,
    /// The element whose raw text comes next.
    raw: Option<Name>,
    /// Where the next closing tag of each of [`SHOWS`] stands in the page, as far as it was looked for: at its end where there
    /// is none.
    closing: [usize; SHOWS.len()],
}

impl<'a> Tokens<'a> {
    pub(super) fn of(page: &'a str) -> Self {
        Tokens { page, rest: page, raw: None, closing: [0; SHOWS.len()] }
    }

    /// Whether an element that was just opened has an end of its own: one that shows something and is never closed would
    /// hide the rest of the page.
    fn is_closed(&mut self, name: &str, rest: &str) -> bool {
        let Some(which) = SHOWS.iter().position(|shows| shows.eq_ignore_ascii_case(name)) else { return true };
        if rest.ends_with('/') && matches!(SHOWS[which], "svg" | "math") {
            return false;
        }
        let here = self.page.len() - self.rest.len();
        if self.closing[which] < here {
            let is_its = |at: &usize| {
                let closing = self.rest.as_bytes().get(at + 2..at + 2 + name.len()).unwrap_or_default();
                closing.eq_ignore_ascii_case(SHOWS[which].as_bytes())
            };
            let found = memmem::find_iter(self.rest.as_bytes(), b"</").find(is_its);
            self.closing[which] = found.map_or(self.page.len(), |at| here + at);
        }
        self.closing[which] < self.page.len()
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// What lies before the closing tag of a raw element.
    fn raw_text(&mut self, name: Name) -> &'a str {
        let bytes = self.rest.as_bytes();
        let closes = |at: &usize| {
            let tag = bytes.get(at + 2..).unwrap_or_default();
            Name::of(tag.get(..name_length(tag)).unwrap_or_default()) == name
        };
        let end = memmem::find_iter(bytes, b"</").find(closes).unwrap_or(bytes.len());
        self.take(end)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(name) = self.raw.take() {
                return Some(Token::Raw(name, self.raw_text(name)));
            }
            let bytes = self.rest.as_bytes();
            if !opens(bytes) {
                let mut end = 1;
                while let Some(at) = memchr(b'<', bytes.get(end..).unwrap_or_default()) {
                    end += at;
                    if opens(bytes.get(end..).unwrap_or_default()) {
                        return Some(Token::Text(self.take(end)));
                    }
                    end += 1;
                }
                return Some(Token::Text(self.take(bytes.len())));
            }
            if bytes.starts_with(b"<!--") {
                let comment = self.take(comment_end(bytes));
                let inner = comment.get(4..).unwrap_or_default();
                let inner = inner.strip_suffix("-->").or_else(|| inner.strip_suffix("--!>")).unwrap_or(inner);
                return Some(Token::Comment(inner));
            }
            let tag = self.take(tag_end(bytes));
            let inner = tag.get(1..).map(|t| t.strip_suffix('>').unwrap_or(t)).unwrap_or_default();
            match inner.as_bytes().first() {
                Some(b'!' | b'?') | None => {}
                Some(b'/') => {
                    let name = inner.get(1..).unwrap_or_default().as_bytes();
                    return Some(Token::Close(Name::of(name.get(..name_length(name)).unwrap_or_default())));
                }
                Some(_) => {
                    let (called, rest) = inner.split_at_checked(name_length(inner.as_bytes())).unwrap_or((inner, ""));
                    let name = match Name::of(called.as_bytes()) {
                        Name::Media if !self.is_closed(called, rest) => Name::Void,
                        name => name,
                    };
                    self.raw = Some(name).filter(|n| n.is_raw());
                    return Some(Token::Open(Tag { name, rest }));
                }
            }
        }
    }
}

/// Where the comment that bytes begin with ends; `<!-->` and `<!--->` are whole ones, and `--!>` ends one too.
fn comment_end(bytes: &[u8]) -> usize {
    let inner = bytes.get(4..).unwrap_or_default();
    if inner.starts_with(b">") || inner.starts_with(b"->") {
        return 5 + usize::from(inner.starts_with(b"-"));
    }
    let closes = |at: &usize| inner.get(..*at).is_some_and(|text| text.ends_with(b"--") || text.ends_with(b"--!"));
    memchr_iter(b'>', inner).find(closes).map_or(bytes.len(), |at| at + 5)
}

/// Whether a `<` begins a tag or a comment rather than being a sign.
fn opens(bytes: &[u8]) -> bool {
    bytes.first() == Some(&b'<') && bytes.get(1).is_some_and(|c| c.is_ascii_alphabetic() || b"/!?".contains(c))
}

fn name_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>')).unwrap_or(bytes.len())
}

/// Where the tag that bytes begin with ends. A `>` inside of quotes belongs to an attribute.
fn tag_end(bytes: &[u8]) -> usize {
    let mut at = 1;
    let mut after_equals = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'"' | b'\'' if after_equals => {
                let inner = bytes.get(at + 1..).unwrap_or_default();
                let Some(close) = memchr(*byte, inner) else { return bytes.len() };
                at += close + 1;
                after_equals = false;
            }
            b'=' => after_equals = true,
            byte => after_equals &= byte.is_ascii_whitespace(),
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_texts_scripts_and_comments_are_told_apart() {
        let page = "<!DOCTYPE html>a < b<P class='x y' id=7 title=\"1 > 0 &amp; so\" hidden>t</p ><!-- <b> --><br/>\
                    <script>if (a</b>1) '</p>'</script >&lt;";
        let found: Vec<Token<'_>> = Tokens::of(page).collect();
        let [
            Token::Text("a < b"),
            Token::Open(p),
            Token::Text("t"),
            Token::Close(Name::P),
            Token::Comment(" <b> "),
            Token::Open(br),
            Token::Open(_),
            Token::Raw(Name::Script, "if (a</b>1) '</p>'"),
            Token::Close(Name::Script),
            Token::Text("&lt;"),
        ] = found[..]
        else {
            panic!("{found:?}")
        };
        assert!(p.name == Name::P && br.name == Name::Br);
        let attributes: Vec<_> = p.attributes().collect();
        assert_eq!(attributes, [("class", "x y"), ("id", "7"), ("title", "1 > 0 &amp; so"), ("hidden", "")]);
        assert_eq!(p.attribute("TITLE").as_deref(), Some("1 > 0 & so"));
        for (page, texts) in [
            ("a<!-->b<!-- c -->d", "abd"),
            ("a<!--->b<!-- c --!>d<!-- e --->f<!---->g", "abdfg"),
            ("a<img>b<svg/>c<video>d<svg><g/></svg>e<VIDEO>f", "abcdef"),
        ] {
            let found = Tokens::of(page).filter_map(|t| if let Token::Text(text) = t { Some(text) } else { None });
            assert_eq!(found.collect::<String>(), texts, "{page}");
        }
        let named = |page| Tokens::of(page).find_map(|t| if let Token::Open(tag) = t { Some(tag.name) } else { None });
        assert_eq!(named("<video>x</video>"), Some(Name::Media));
        assert_eq!([named("<video>x</svg>"), named("<img>"), named("<svg />x</svg>")], [Some(Name::Void); 3]);
        for odd in ["<unclosed 'x", "<", "</", "<a href=\"", "<script>", "<!--", "<a ='=/\"", "<a = = b>", "a<!x"] {
            for token in Tokens::of(odd) {
                if let Token::Open(tag) = token {
                    assert!(tag.attributes().count() < 9);
                }
            }
        }
    }
}
