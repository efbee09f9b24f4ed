//! Prose as writers keep it in files: Markdown, reStructuredText, AsciiDoc, Org, TeX, HTML, plain text, to paragraphs.
//!
//! Where a line ends is the editor's business, not the author's: hard-wrapped and sentence-a-line texts are joined to
//! paragraphs, so that rewrapping one changes nothing. What marks up a block (fences, underlines, comments, directives,
//! attributes) is left out; what marks up words inside a paragraph (`*`, links, roles) stays as found. Lines of code stay
//! lines. Front matter gives facts and is no prose.

mod asciidoc;
mod front;
mod html;
mod markdown;
mod markup;
mod org;
mod plain;
mod rst;
mod tex;

use std::borrow::Cow;

pub use front::Front;
pub use markup::Markup;

use crate::text::{joining::Joining, paragraphs::Look};

/// A text's headline, facts and paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose<'a> {
    /// The title of the front matter, else the first heading; empty where there is neither.
    pub title: Cow<'a, str>,
    /// What the front matter says.
    pub front: Front<'a>,
    /// The paragraphs. None holds a line feed.
    pub paragraphs: Vec<Cow<'a, str>>,
}

/// Whether lines are joined to paragraphs where the markup leaves that open (plain text).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// As the text looks.
    #[default]
    AsTheyLook,
    /// Up to the next blank line, where the text has blank lines.
    Joined,
    /// A paragraph each.
    Paragraphs,
}

/// Reads a text.
#[must_use]
pub fn read(text: &str, markup: Markup, lines: Lines) -> Prose<'_> {
    let text = text.trim_start_matches('\u{feff}');
    let (front, body) = front::split(text, markup);
    let mut body = match markup {
        Markup::Plain => plain::read(body, lines),
        Markup::Markdown => markdown::read(body),
        Markup::Rst => rst::read(body),
        Markup::AsciiDoc => asciidoc::read(body),
        Markup::Org => org::read(body),
        Markup::Tex => tex::read(body),
        Markup::Html => html::read(body),
    };
    if let Some(title) = front.title.clone() {
        // The heading that the front matter's title took the place of is the title too, where they agree.
        if body.title != title && !body.title.is_empty() {
            body.paragraphs.insert(0, std::mem::take(&mut body.heading));
        }
        body.title = title;
    }
    Prose { title: body.title, paragraphs: body.paragraphs, front: Front { date: front.date.or(body.date), ..front } }
}

/// How the lines of a plain text look: broken where it is hard-wrapped, or has a sentence a line.
#[must_use]
pub fn look(text: &str) -> Look {
    plain::look(text)
}

impl Lines {
    /// What all revisions of an article are read as, by how each of them looks.
    #[must_use]
    pub fn of(looks: &[Look]) -> Lines {
        if Look::are_broken(looks) { Lines::Joined } else { Lines::Paragraphs }
    }
}

/// What a reader of a markup finds.
#[derive(Debug, Default)]
struct Body<'a> {
    title: Cow<'a, str>,
    /// The title's line as it would stand among the paragraphs.
    heading: Cow<'a, str>,
    date: Option<Cow<'a, str>>,
    paragraphs: Vec<Cow<'a, str>>,
}

impl<'a> Body<'a> {
    fn of(joining: Joining<'a>) -> Self {
        Body { paragraphs: joining.finish(), ..Body::default() }
    }

    /// Takes the heading that the text begins with as its title.
    fn titled(mut self, title: Option<Cow<'a, str>>, heading: Cow<'a, str>) -> Self {
        if let Some(title) = title.filter(|t| !t.is_empty()) {
            self.title = title;
            self.heading = heading;
        }
        self
    }
}

/// How far a line is indented, in blanks; a tab counts for four.
fn indent(line: &str) -> usize {
    line.chars().map_while(|c| matches!(c, ' ' | '\t').then_some(if c == '\t' { 4 } else { 1 })).sum()
}

/// A line that is one character of `marks`, at least `least` times, and blanks after it.
fn rule(line: &str, marks: &str, least: usize) -> Option<char> {
    let line = line.trim_end();
    let mark = line.chars().next().filter(|c| marks.contains(*c))?;
    (line.len() >= least && line.chars().all(|c| c == mark)).then_some(mark)
}
