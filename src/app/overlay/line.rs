//! Editing a line: whole graphemes, the usual Control keys, and the lines typed before.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::{Code, Key};

/// Longer lines are not taken: they come from pasting by mistake, and everything as typed searches them.
const LONGEST: usize = 2_000;

/// A line being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The text.
    pub text: String,
    /// The cursor, in characters from 0.
    pub cursor: usize,
    /// Which entry of the history is shown; `None` for the line itself.
    pub history: Option<usize>,
}

impl Line {
    /// A line with the cursor at its end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Line { cursor: text.chars().count(), text, history: None }
    }

    /// Takes a key in; `false` for a key that edits nothing.
    pub fn key(&mut self, key: Key) -> bool {
        let (left, right) = (self.left(), self.right());
        match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) => self.insert(&c.to_string()),
            (Code::Backspace, false, false) | (Code::Char('h'), true, false) => self.cut(left, self.cursor),
            (Code::Delete, _, _) | (Code::Char('d'), true, false) => self.cut(self.cursor, right),
            (Code::Char('w'), true, false) | (Code::Backspace, _, _) => self.cut(self.word(), self.cursor),
            (Code::Char('u'), true, false) => self.cut(0, self.cursor),
            (Code::Char('k'), true, false) => self.cut(self.cursor, usize::MAX),
            (Code::Left, false, false) | (Code::Char('b'), true, false) => self.cursor = left,
            (Code::Right, false, false) | (Code::Char('f'), true, false) => self.cursor = right,
            (Code::Left, _, _) => self.cursor = self.word(),
            (Code::Right, _, _) => self.cursor = self.word_end(),
            (Code::Home, _, _) | (Code::Char('a'), true, false) => self.cursor = 0,
            (Code::End, _, _) | (Code::Char('e'), true, false) => self.cursor = self.text.chars().count(),
            _ => return false,
        }
        true
    }

    /// Puts text in at the cursor, without its control characters; line feeds become blanks.
    pub fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let clean: String = text
            .trim_end_matches(['\r', '\n'])
            .chars()
            .map(|c| if c == '\n' || c == '\t' { ' ' } else { c })
            .filter(|c| !c.is_control())
            .take(room)
            .collect();
        let at = self.byte(self.cursor);
        self.text.insert_str(at, &clean);
        self.cursor += clean.chars().count();
        self.history = None;
    }

    /// Shows an older (`true`) or newer line of the history.
    pub fn recall(&mut self, history: &[String], older: bool) {
        let at = self.history.unwrap_or(history.len());
        let to = if older { at.checked_sub(1) } else { Some(at + 1) };
        let Some(to) = to.filter(|to| *to <= history.len()) else { return };
        let text = history.get(to).cloned().unwrap_or_default();
        *self = Line::new(text);
        self.history = (to < history.len()).then_some(to);
    }

    /// Removes characters `from..to`.
    fn cut(&mut self, from: usize, to: usize) {
        let (start, end) = (self.byte(from), self.byte(to));
        self.text.replace_range(start..end.max(start), "");
        self.cursor = from;
        self.history = None;
    }

    /// The byte of a character.
    fn byte(&self, at: usize) -> usize {
        self.text.char_indices().nth(at).map_or(self.text.len(), |(i, _)| i)
    }

    /// The beginning of the grapheme before the cursor.
    fn left(&self) -> usize {
        self.bounds().take_while(|b| *b < self.cursor).last().unwrap_or(0)
    }

    /// The end of the grapheme at the cursor.
    fn right(&self) -> usize {
        self.bounds().find(|b| *b > self.cursor).unwrap_or(self.cursor)
    }

    /// Where graphemes begin and the last one ends, in characters.
    fn bounds(&self) -> impl Iterator<Item = usize> {
        let mut at = 0;
        std::iter::once(0).chain(self.text.graphemes(true).map(move |g| {
            at += g.chars().count();
            at
        }))
    }

    /// The beginning of the word before the cursor.
    fn word(&self) -> usize {
        let before: Vec<char> = self.text.chars().take(self.cursor).collect();
        let blanks = before.iter().rev().take_while(|c| c.is_whitespace()).count();
        let letters = before.iter().rev().skip(blanks).take_while(|c| !c.is_whitespace()).count();
        self.cursor.saturating_sub(blanks + letters)
    }

    /// The end of the word at the cursor.
    fn word_end(&self) -> usize {
        let mut after = self.text.chars().skip(self.cursor).peekable();
        let mut steps = 0;
        while after.next_if(|c| c.is_whitespace()).is_some() {
            steps += 1;
        }
        self.cursor + steps + after.take_while(|c| !c.is_whitespace()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Line {
        let mut line = Line::new("the e\u{301}te\u{301} of 2020");
        for key in crate::app::keymap::parse(keys).unwrap() {
            assert!(line.key(key), "{keys}");
        }
        line
    }

    #[test]
    fn graphemes_and_words_are_whole() {
        assert_eq!(typed("<ctrl-w>").text, "the e\u{301}te\u{301} of ");
        assert_eq!(typed("<ctrl-w><ctrl-w><backspace><backspace>").text, "the e\u{301}t");
        assert_eq!(typed("<home>X<delete>").text, "Xhe e\u{301}te\u{301} of 2020");
        assert_eq!(typed("<ctrl-left><ctrl-u>").text, "2020");
        assert_eq!(typed("<ctrl-a><ctrl-right><ctrl-k>é<left><left>").cursor, 2);
    }

    #[test]
    fn pasted_text_is_one_clean_line() {
        let mut line = Line::new("a");
        line.insert("b\nc\u{1b}[31m\t\n");
        assert_eq!(line.text, "ab c[31m ");
        line.insert(&"x".repeat(10_000));
        assert_eq!(line.text.chars().count(), LONGEST);
    }

    #[test]
    fn history_goes_back_and_forth() {
        let history = ["one".to_string(), "two".to_string()];
        let mut line = Line::default();
        line.recall(&history, true);
        line.recall(&history, true);
        line.recall(&history, true);
        assert_eq!(line.text, "one");
        line.recall(&history, false);
        line.recall(&history, false);
        assert_eq!(line.text, "");
    }
}
