//! How words, phrases and expressions are written in a query.

use super::parse::{Mistake, mistake, open_mistake};

/// Said of a parenthesis that stays open.
pub(super) const UNCLOSED: &str =
    "The closing `)` is missing; what is to be found with a `(` stands in quotation marks.";

/// A word, phrase or expression as written.
pub(super) enum Value {
    /// A word.
    Word(String),
    /// Words just as they are; of the last, perhaps only the beginning.
    Words(String, bool),
    /// A regular expression, without its slashes.
    Expression(String),
}

impl Value {
    /// In no other form than as it is written.
    pub(super) fn exact(self) -> Value {
        match self {
            Value::Word(word) => Value::Words(word, false),
            other => other,
        }
    }
}

/// A query's characters, and how far they are read.
pub(super) struct Scanner {
    pub(super) text: Vec<char>,
    pub(super) at: usize,
}

impl Scanner {
    /// At the beginning of a text.
    pub(super) fn of(text: &str) -> Scanner {
        Scanner { text: text.chars().collect(), at: 0 }
    }

    /// The value that stands here, as part of what began at `start`; `enclosed` in parentheses, which may end it.
    pub(super) fn value(&mut self, start: usize, enclosed: bool) -> Result<Value, Mistake> {
        match self.peek() {
            Some(mark @ ('"' | '“' | '”' | '„' | '‚')) => self.phrase(mark, start),
            Some('/') => self.expression(start, enclosed),
            Some('=') if self.text.get(self.at + 1).is_some_and(|c| c.is_alphanumeric()) => {
                self.at += 1;
                self.word().map(Value::exact)
            }
            _ => self.word(),
        }
    }

    /// A word: up to a blank or a quotation mark, or the `)` of a parenthesis that was open before it.
    pub(super) fn word(&mut self) -> Result<Value, Mistake> {
        let mut open: Vec<usize> = Vec::new();
        let mut word = String::new();
        while let Some(c) = self.peek().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '“' | '”')) {
            match c {
                '(' => open.push(self.at),
                ')' if open.pop().is_none() => break,
                _ => {}
            }
            word.push(c);
            self.at += 1;
        }
        if let Some(start) = open.pop() {
            let is_open = self.at == self.text.len();
            let told = if is_open { open_mistake } else { mistake };
            return told((start, self.at), UNCLOSED);
        }
        Ok(match word.strip_suffix('*') {
            Some(beginning) => Value::Words(beginning.to_owned(), true),
            None => Value::Word(word),
        })
    }

    fn phrase(&mut self, opening: char, start: usize) -> Result<Value, Mistake> {
        self.at += 1;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_letter = |at: usize| rest.get(at).is_some_and(|c| c.is_alphanumeric());
        let closes = |(at, c): (usize, &char)| match (opening, c) {
            // Between letters it is an apostrophe.
            ('‚', '’') => !is_letter(at + 1),
            ('‚', '‘') => true,
            ('‚', _) => false,
            (_, c) => matches!(c, '"' | '“' | '”'),
        };
        let Some(length) = rest.iter().enumerate().position(closes) else {
            let end = self.text.len();
            return open_mistake((start, end), "The closing quotation mark is missing.");
        };
        let phrase = rest.iter().take(length).collect();
        self.at += length + 1;
        Ok(Value::Words(phrase, false))
    }

    fn expression(&mut self, start: usize, enclosed: bool) -> Result<Value, Mistake> {
        self.at += 1;
        let mut written = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            match (c, self.peek()) {
                ('\\', Some('/')) => {
                    self.at += 1;
                    written.push('/');
                }
                ('\\', Some(next)) => {
                    self.at += 1;
                    written.extend(['\\', next]);
                }
                ('/', None) => return Ok(Value::Expression(written)),
                ('/', Some(next)) if next.is_whitespace() => return Ok(Value::Expression(written)),
                ('/', Some(')')) if enclosed => return Ok(Value::Expression(written)),
                _ => written.push(c),
            }
        }
        let reason = "The expression's closing `/` is missing; words with a `/` stand in quotation marks.";
        open_mistake((start, self.at), reason)
    }

    /// Goes past blanks.
    pub(super) fn blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// The character that stands here.
    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }
}
