//! Paragraphs put together of the lines that a text was broken into.

use std::borrow::Cow;

/// Paragraphs under way: the last one is open while lines may still be joined to it.
#[derive(Debug, Default)]
pub struct Joining<'a> {
    paragraphs: Vec<Cow<'a, str>>,
    open: bool,
}

impl<'a> Joining<'a> {
    /// Ends the open paragraph, as a blank line does.
    pub fn end(&mut self) {
        self.open = false;
    }

    /// Whether a paragraph is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// A line that goes on with the open paragraph, or begins one: joined by one blank, by none between characters of
    /// scripts without blanks.
    pub fn line(&mut self, line: &'a str) {
        match self.paragraphs.last_mut().filter(|_| self.open) {
            Some(paragraph) => {
                let joined = paragraph.to_mut();
                joined.truncate(joined.trim_end().len());
                let next = line.trim_start();
                let no_blank = joined.chars().next_back().is_some_and(needs_no_blank)
                    && next.chars().next().is_some_and(needs_no_blank);
                if !no_blank && !joined.is_empty() {
                    joined.push(' ');
                }
                joined.push_str(next);
            }
            None => self.begin(line),
        }
    }

    /// A line that begins a paragraph, to which others may be joined.
    pub fn begin(&mut self, line: impl Into<Cow<'a, str>>) {
        self.paragraphs.push(line.into());
        self.open = true;
    }

    /// A line that is a paragraph by itself.
    pub fn alone(&mut self, line: impl Into<Cow<'a, str>>) {
        self.begin(line);
        self.open = false;
    }

    /// The paragraph put last.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.paragraphs.last().map(AsRef::as_ref)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Takes the last paragraph away.
    pub fn take_last(&mut self) -> Option<Cow<'a, str>> {
        self.open = false;
        self.paragraphs.pop()
    }

    /// All paragraphs.
    #[must_use]
    pub fn finish(self) -> Vec<Cow<'a, str>> {
        self.paragraphs
    }
}

/// Characters of scripts that are written without blanks and wrapped anywhere.
#[must_use]
pub fn needs_no_blank(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}
