//! Fragments of HTML to paragraphs, in one pass, whatever the markup.
//!
//! Trackers keep an article as a run of `<p>…</p>`, sometimes with their separators left over (`</p><p>`), with tags
//! that were escaped once too often (`&lt;b&gt;`), or with no markup at all. What a browser would show as blocks are
//! paragraphs here; what stands inside a line is dropped and its text kept. Whole pages are read elsewhere.

#[cfg(test)]
mod tests;

use std::{borrow::Cow, sync::Arc};

use memchr::{memchr, memmem};

use super::entities::resolved;

/// What `&lt;b&gt;` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escaped {
    /// The characters `<b>`: whoever wrote the fragment escaped what is text.
    Text,
    /// The tag `<b>`: the fragment was escaped once too often. Only what is the name of a tag counts; `a &lt; b` stays.
    Tags,
}

/// The paragraphs of a fragment, none of them empty. Runs of blanks are one blank; other spaces stay. A fragment without
/// any block is plain text, a paragraph a line.
#[must_use]
pub fn paragraphs(fragment: &str, escaped: Escaped) -> Vec<String> {
    read(fragment, escaped)
}

/// As [`paragraphs`], for holding them.
#[must_use]
pub fn shared(fragment: &str, escaped: Escaped) -> Vec<Arc<str>> {
    read(fragment, escaped)
}

fn read<P: for<'l> From<&'l str>>(fragment: &str, escaped: Escaped) -> Vec<P> {
    let fragment = match escaped {
        Escaped::Text => Cow::Borrowed(fragment),
        Escaped::Tags => unescaped_tags(fragment),
    };
    let mut writer = Writer::new(!has_blocks(&fragment));
    let mut closed = Closed::default();
    let mut rest = fragment.as_ref();
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (text, tag) = rest.split_at(at);
        writer.text(text);
        let Some(length) = opens(tag).then(|| closed.tag(tag)).flatten() else {
            writer.text("<");
            rest = tag.get(1..).unwrap_or_default();
            continue;
        };
        let (tag, after) = tag.split_at(length);
        rest = after;
        let (name, opening) = name_of(tag);
        if opening && name != COMMON && is(name, &HIDDEN) && !tag.ends_with("/>") {
            rest = closed.content(rest, name);
        }
        writer.tag(name, opening);
    }
    writer.text(rest);
    writer.end();
    writer.paragraphs
}

/// The tag that most are: it is looked for in no list.
const COMMON: &str = "p";

/// Tags that begin and end a block, sorted.
const BLOCKS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Tags whose content is no text of the article, sorted.
const HIDDEN: [&str; 6] = ["head", "noscript", "script", "style", "svg", "template"];

/// Tags inside a line that articles hold, sorted: for telling an escaped tag from text in angle brackets.
const INLINE: [&str; 32] = [
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "iframe", "img", "input", "ins", "label",
    "link", "mark", "meta", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "td", "th", "time", "u",
    "video", "wbr",
];

/// Bytes of the longest name in the lists.
const LONGEST: usize = 10;

/// Bytes of an escaped tag.
const LONGEST_TAG: usize = 1024;

fn is(name: &str, list: &[&str]) -> bool {
    let mut small = [0; LONGEST];
    let Some(small) = small.get_mut(..name.len()) else { return false };
    small.copy_from_slice(name.as_bytes());
    small.make_ascii_lowercase();
    // Most names differ in their first letter.
    let order = |known: &[u8]| known.first().cmp(&small.first()).then_with(|| known.cmp(small));
    list.binary_search_by(|known| order(known.as_bytes())).is_ok()
}

/// Whether a tag of this name, in whatever letters, stands inside a line and not around a block.
pub(super) fn is_inline(name: &str) -> bool {
    is(name, &INLINE)
}

fn is_block(name: &str) -> bool {
    name == COMMON || is(name, &BLOCKS)
}

/// Whether a `<` begins a tag or comment rather than being a sign.
fn opens(text: &str) -> bool {
    match text.as_bytes() {
        [_, b'/', c, ..] => c.is_ascii_alphabetic(),
        [_, c, ..] => c.is_ascii_alphabetic() || b"!?".contains(c),
        _ => false,
    }
}

/// The name of a tag, and whether it opens.
fn name_of(tag: &str) -> (&str, bool) {
    let inner = tag.strip_prefix('<').unwrap_or(tag);
    let (inner, opening) = inner.strip_prefix('/').map_or((inner, true), |inner| (inner, false));
    let ends = |b: u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
    // A longer name is none that is known; it is not followed to its end.
    let end = inner.bytes().take(LONGEST + 1).position(ends).unwrap_or((LONGEST + 1).min(inner.len()));
    (inner.get(..end).unwrap_or_default(), opening)
}

fn has_blocks(fragment: &str) -> bool {
    let bytes = fragment.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| is_block(name_of(fragment.get(at..).unwrap_or_default()).0))
}

/// Finds ends, and remembers them, so that hostile text is not searched again and again.
#[derive(Default)]
struct Closed {
    /// For each mark the last search for it.
    searched: [Searched; 5],
}

/// A search: where it began and where it found something, in bytes from the fragment's end; 0 where there is nothing.
#[derive(Clone, Copy, Default)]
struct Searched {
    from: usize,
    found: usize,
}

impl Closed {
    const MARKS: [&'static str; 5] = [">", "\"", "'", "-->", "</"];

    /// Where the `mark`th mark stands in what is left of a fragment.
    fn find(&mut self, mark: usize, rest: &str) -> Option<usize> {
        let (last, needle) = (self.searched.get_mut(mark)?, Self::MARKS.get(mark)?);
        if !(last.found..=last.from).contains(&rest.len()) {
            let found = memmem::find(rest.as_bytes(), needle.as_bytes()).map_or(0, |at| rest.len() - at);
            *last = Searched { from: rest.len(), found };
        }
        (last.found > 0).then(|| rest.len() - last.found)
    }

    /// The length of the tag or comment that a text begins with.
    fn tag(&mut self, text: &str) -> Option<usize> {
        if text.starts_with("<!--") {
            return Some(self.find(3, text).map_or(text.len(), |at| at + 3));
        }
        let mut from = 1;
        loop {
            let rest = text.get(from..)?;
            let end = self.find(0, rest)?;
            // A `>` inside a value does not end the tag.
            let value = rest.as_bytes().get(..end)?.windows(2).position(|w| w[0] == b'=' && b"\"'".contains(&w[1]));
            let Some(value) = value else { return Some(from + end + 1) };
            let quote = if rest.as_bytes().get(value + 1) == Some(&b'"') { 1 } else { 2 };
            let inner = rest.get(value + 2..)?;
            match self.find(quote, inner) {
                Some(length) => from += value + 2 + length + 1,
                None => return Some(from + end + 1),
            }
        }
    }

    /// What follows the content of a tag and its closing tag.
    fn content<'a>(&mut self, rest: &'a str, name: &str) -> &'a str {
        let mut left = rest;
        while let Some(at) = self.find(4, left) {
            left = left.get(at + 2..).unwrap_or_default();
            let closing = left.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
            if closing {
                let end = self.find(0, left).map_or(left.len(), |at| at + 1);
                return left.get(end..).unwrap_or_default();
            }
        }
        ""
    }
}

/// Puts paragraphs together.
struct Writer<P> {
    paragraphs: Vec<P>,
    line: String,
    /// A blank is due before the next word.
    blank: bool,
    /// Line ends separate paragraphs: in plain text, and in `pre`.
    lines: bool,
    preformatted: usize,
}

impl<P: for<'l> From<&'l str>> Writer<P> {
    fn new(lines: bool) -> Self {
        Writer { paragraphs: Vec::new(), line: String::new(), blank: false, lines, preformatted: 0 }
    }

    fn tag(&mut self, name: &str, opening: bool) {
        if is_block(name) {
            self.end();
            if name.eq_ignore_ascii_case("pre") {
                self.preformatted = if opening { self.preformatted + 1 } else { self.preformatted.saturating_sub(1) };
            }
        } else if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") {
            self.blank = true;
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.lines && self.preformatted == 0 {
            return self.words(text);
        }
        let mut first = true;
        for line in text.split(['\n', '\r']) {
            if !std::mem::take(&mut first) {
                self.end();
            }
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if self.preformatted > 0 && self.line.is_empty() && indent < line.len() {
                self.line.push_str(line.get(..indent).unwrap_or_default());
            }
            self.words(line);
        }
    }

    fn words(&mut self, text: &str) {
        let blank = |b: Option<&u8>| b.is_some_and(u8::is_ascii_whitespace);
        self.blank |= blank(text.as_bytes().first());
        let words = text.trim_ascii();
        if words.is_empty() {
            return;
        }
        match resolved(words) {
            Cow::Borrowed(plain) if is_even(plain) => {
                self.before_word();
                self.line.push_str(plain);
            }
            Cow::Owned(resolved) if is_even(words) => self.word(&resolved),
            _ => words.split_ascii_whitespace().for_each(|word| self.word(&resolved(word))),
        }
        self.blank = blank(text.as_bytes().last());
    }

    /// Puts a word, or several with one blank between them.
    fn word(&mut self, word: &str) {
        self.before_word();
        if word.contains(is_line_end) {
            self.line.push_str(&word.replace(is_line_end, " "));
        } else {
            self.line.push_str(word);
        }
    }

    /// Puts the blank that is due before a word; the next word will want one too.
    fn before_word(&mut self) {
        if self.blank && !self.line.trim_ascii_start().is_empty() {
            self.line.push(' ');
        }
        self.blank = true;
    }

    fn end(&mut self) {
        self.blank = false;
        if !self.line.trim().is_empty() {
            self.paragraphs.push(P::from(self.line.trim_ascii_end()));
        }
        self.line.clear();
    }
}

/// Whether a text is words with one blank between them, and no odd ends of lines, as most are.
///
/// Each look is over all bytes at once, without a way out, so that many are looked at in one instruction.
fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    // Tabs, and the four bytes that end lines, follow each other.
    let odd = bytes.iter().fold(false, |odd, b| odd | (b.wrapping_sub(b'\t') < 5));
    let gaps = bytes.iter().zip(second).fold(false, |gap, (a, b)| gap | ((*a == b' ') & (*b == b' ')));
    // U+2028 and U+2029.
    let triples = bytes.iter().zip(second).zip(third);
    let ends = || triples.fold(false, |end, ((a, b), c)| end | ((*a == 0xE2) & (*b == 0x80) & (*c | 1 == 0xA9)));
    !odd && !gaps && !ends()
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}')
}

/// The fragment with escaped tags as tags.
fn unescaped_tags(fragment: &str) -> Cow<'_, str> {
    let mut whole = String::new();
    let mut copied = 0;
    for at in memmem::find_iter(fragment.as_bytes(), b"&lt;") {
        if at < copied {
            continue;
        }
        let inner = fragment.get(at + 4..).unwrap_or_default();
        let (name, _) = inner.strip_prefix('/').map_or_else(|| escaped_name(inner), escaped_name);
        if !is(name, &BLOCKS) && !is(name, &INLINE) && !is(name, &HIDDEN) {
            continue;
        }
        let near = inner.as_bytes().get(..inner.len().min(LONGEST_TAG)).unwrap_or_default();
        let Some(end) = memmem::find(near, b"&gt;") else { continue };
        let tag = inner.get(..end).unwrap_or_default();
        // What holds another tag, or the end of the paragraph, is no tag.
        if tag.contains("&lt;") || tag.contains('<') {
            continue;
        }
        whole.push_str(fragment.get(copied..at).unwrap_or_default());
        whole.push('<');
        whole.push_str(tag);
        whole.push('>');
        copied = at + 4 + end + 4;
    }
    if copied == 0 {
        return Cow::Borrowed(fragment);
    }
    whole.push_str(fragment.get(copied..).unwrap_or_default());
    Cow::Owned(whole)
}

fn escaped_name(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (name, after) = text.split_at(end);
    let ends = after.starts_with("&gt;") || after.starts_with(|c: char| c.is_ascii_whitespace() || c == '/');
    (if ends { name } else { "" }, after)
}
