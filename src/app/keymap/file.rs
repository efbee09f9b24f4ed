//! Reading keymap files. Every mistake names its line and, where one is near, the name that was meant.

use std::fmt;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Scope, parse};
use crate::app::{
    Key,
    commands::{self, COMMANDS},
    nearest::nearest,
};

/// What takes a binding away.
const NOTHING: &str = "nothing";

/// Something wrong in a keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, with a suggestion where there is one.
    pub reason: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// A row of a file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) keys: Vec<Key>,
    /// `None` takes the binding away.
    pub(super) command: Option<usize>,
    pub(super) scope: Scope,
}

/// Reads a file: what could be understood, and what could not.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Mistake>) {
    let mut reading = Reading { text, entries: Vec::new(), mistakes: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reading.mistake(error.span().map_or(0, |s| s.start), error.message().trim().to_string());
    }
    for (key, value) in table.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("bind", DeValue::Array(rows)) => rows.iter().for_each(|row| reading.row(row)),
            ("bind", _) => reading.mistake(value.span().start, "bind is a list of rows: [[bind]]".into()),
            (other, _) => {
                let reason = format!("keymap files know only [[bind]], not “{other}”");
                reading.mistake(key.span().start, reason);
            }
        }
    }
    reading.mistakes.sort_by_key(|m| m.line);
    (reading.entries, reading.mistakes)
}

struct Reading<'a> {
    text: &'a str,
    entries: Vec<Entry>,
    mistakes: Vec<Mistake>,
}

impl Reading<'_> {
    fn mistake(&mut self, at: usize, reason: String) {
        let line = 1 + self.text.bytes().take(at).filter(|b| *b == b'\n').count();
        self.mistakes.push(Mistake { line, reason });
    }

    fn row(&mut self, row: &Spanned<DeValue<'_>>) {
        let Some(fields) = row.get_ref().as_table() else {
            return self.mistake(row.span().start, "a row says on = and run =".into());
        };
        let (mut on, mut run, mut scope) = (None, None, None);
        for (key, value) in fields {
            match key.get_ref().as_ref() {
                "on" => on = Some(value),
                "run" => run = Some(value),
                "scope" => scope = Some(value),
                other => {
                    let reason = match nearest(other, ["on", "run", "scope"]) {
                        Some(near) => format!("a row knows no “{other}”; did you mean “{near}”?"),
                        None => format!("a row knows on, run and scope, not “{other}”"),
                    };
                    self.mistake(key.span().start, reason);
                }
            }
        }
        let (Some(on), Some(run)) = (on, run) else {
            return self.mistake(row.span().start, "a row needs both on = and run =".into());
        };
        let Some(command) = self.command(run) else { return };
        let scope = match scope {
            Some(value) => match self.scope(value) {
                Some(scope) => scope,
                None => return,
            },
            None => command.and_then(|c| COMMANDS.get(c)).map_or(Scope::Everywhere, |c| c.scope),
        };
        for keys in self.keys(on) {
            self.entries.push(Entry { keys, command, scope });
        }
    }

    /// The outer `None` is a mistake, the inner one no command.
    fn command(&mut self, run: &Spanned<DeValue<'_>>) -> Option<Option<usize>> {
        let Some(name) = run.get_ref().as_str() else {
            self.mistake(run.span().start, "run is the name of a command, in quotation marks".into());
            return None;
        };
        if name == NOTHING {
            return Some(None);
        }
        if let Some(index) = commands::index(name) {
            return Some(Some(index));
        }
        let reason = match nearest(name, COMMANDS.iter().map(|c| c.name)) {
            Some(near) => format!("no command is called “{name}”; did you mean “{near}”?"),
            None => format!("no command is called “{name}”; help (?) lists them"),
        };
        self.mistake(run.span().start, reason);
        None
    }

    fn scope(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Scope> {
        let word = value.get_ref().as_str().unwrap_or_default();
        let scope = Scope::ALL.into_iter().find(|s| s.word() == word);
        if scope.is_none() {
            let words: Vec<_> = Scope::ALL.iter().map(|s| s.word()).collect();
            self.mistake(value.span().start, format!("no scope is called “{word}”; there are {}", words.join(", ")));
        }
        scope
    }

    fn keys(&mut self, on: &Spanned<DeValue<'_>>) -> Vec<Vec<Key>> {
        let spellings: Vec<(usize, Option<String>)> = match on.get_ref() {
            DeValue::Array(list) => {
                list.iter().map(|s| (s.span().start, s.get_ref().as_str().map(str::to_string))).collect()
            }
            value => vec![(on.span().start, value.as_str().map(str::to_string))],
        };
        let mut keys = Vec::new();
        for (at, spelling) in spellings {
            match spelling.map(|s| parse(&s)) {
                Some(Ok(sequence)) => keys.push(sequence),
                Some(Err(reason)) => self.mistake(at, reason),
                None => self.mistake(at, "on is a key sequence in quotation marks, or a list of them".into()),
            }
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Keymap, Meaning};
    use super::*;

    fn look_up(keymap: &Keymap, keys: &str) -> Option<&'static str> {
        match keymap.look_up(&[Scope::Everywhere], &parse(keys).unwrap(), |_| true) {
            Meaning::Command(c) => COMMANDS.get(c).map(|c| c.name),
            Meaning::Prefix | Meaning::Nothing => None,
        }
    }

    #[test]
    fn a_users_file_lies_over_ours() {
        let mut keymap = Keymap::preset();
        let mistakes =
            keymap.merge("[[bind]]\non = \"<ctrl-n>\"\nrun = \"next\"\n[[bind]]\non = \"j\"\nrun = \"nothing\"\n");
        assert_eq!(mistakes, []);
        assert_eq!(look_up(&keymap, "<ctrl-n>"), Some("next"));
        assert_eq!(look_up(&keymap, "j"), None);
        assert_eq!(look_up(&keymap, "k"), Some("previous"));
    }

    #[test]
    fn a_prefix_bound_replaces_what_followed_it() {
        let mut keymap = Keymap::preset();
        keymap.merge("bind = [{ on = 'g', run = 'first' }]");
        assert_eq!(look_up(&keymap, "g"), Some("first"));
        assert_eq!(look_up(&keymap, "gg"), None);
    }

    #[test]
    fn mistakes_have_line_and_suggestion_and_the_rest_works() {
        let text = "[[bind]]\non = 'gn'\nrun = 'nxt'\n\n[[bind]]\non = ['gm', '<entr>']\nrun = 'next'\n\n[[bind]]\n\
                    onn = 'x'\nrun = 'next'\n[other]\n[[bind]]\non = 'ga'\nrun = 'next'\nscope = 'list'\n";
        let mut keymap = Keymap::preset();
        let said: Vec<String> = keymap.merge(text).iter().map(Mistake::to_string).collect();
        assert_eq!(said[0], "line 3: no command is called “nxt”; did you mean “next”?");
        assert_eq!(said[1], "line 6: no key is called <entr>");
        assert!(said[2].starts_with("line 9: a row needs both"), "{said:?}");
        assert_eq!(said[3], "line 10: a row knows no “onn”; did you mean “on”?");
        assert!(said[4].starts_with("line 12: keymap files know only"));
        assert!(said[5].starts_with("line 16: no scope is called “list”"));
        assert_eq!(look_up(&keymap, "gm"), Some("next"));
    }

    #[test]
    fn broken_toml_is_said_and_harmless() {
        let mut keymap = Keymap::preset();
        let before = keymap.clone();
        assert!(!keymap.merge("[[bind]\non = ").is_empty());
        assert_eq!(keymap, before);
    }
}
