//! Everything that a key can do. A row here and a row in `assets/keymap.toml`, and the rest follows by itself: palette,
//! help, hint line, README table, rebinding.

mod archive;
mod copy;
mod diff;
mod list;
mod motion;
mod panes;
mod program;
mod search;
mod timeline;
mod why;

use super::{Effect, Model, Scope};

/// A count typed before a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub Option<usize>);

impl Count {
    /// The count, 1 where none was typed.
    #[must_use]
    pub fn times(self) -> isize {
        self.0.unwrap_or(1).min(isize::MAX as usize) as isize
    }
}

/// What a command does.
pub type Run = fn(&mut Model, Count) -> Vec<Effect>;

/// Something that a key can do.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// The name in keymap files and in the palette: words with hyphens.
    pub name: &'static str,
    /// What it does, as a sentence.
    pub doc: &'static str,
    /// Where it is bound unless a keymap file says otherwise.
    pub scope: Scope,
    /// It takes a count.
    pub counts: bool,
    /// It also works while something lies over the panes.
    pub over: bool,
    /// It takes what is shown, and waits while that is not yet what the cursors stand on.
    pub takes: bool,
    /// Does it.
    pub run: Run,
}

impl Command {
    const fn new(name: &'static str, doc: &'static str, scope: Scope, run: Run) -> Command {
        Command { name, doc, scope, counts: false, over: false, takes: false, run }
    }

    const fn counted(self) -> Command {
        Command { counts: true, ..self }
    }

    const fn over(self) -> Command {
        Command { over: true, ..self }
    }

    const fn takes(self) -> Command {
        Command { takes: true, ..self }
    }
}

const TOPICS: [&[Command]; 10] = [
    motion::COMMANDS,
    panes::COMMANDS,
    list::COMMANDS,
    timeline::COMMANDS,
    diff::COMMANDS,
    search::COMMANDS,
    copy::COMMANDS,
    why::COMMANDS,
    archive::COMMANDS,
    program::COMMANDS,
];

const COUNT: usize = {
    let (mut count, mut topic) = (0, 0);
    while topic < TOPICS.len() {
        count += TOPICS[topic].len();
        topic += 1;
    }
    count
};

/// Every command, in the order of help and tables.
pub static COMMANDS: &[Command] = &{
    let mut all = [TOPICS[0][0]; COUNT];
    let (mut at, mut topic) = (0, 0);
    while topic < TOPICS.len() {
        let mut row = 0;
        while row < TOPICS[topic].len() {
            all[at] = TOPICS[topic][row];
            at += 1;
            row += 1;
        }
        topic += 1;
    }
    all
};

/// A command by name, as an index into [`COMMANDS`].
#[must_use]
pub fn index(name: &str) -> Option<usize> {
    COMMANDS.iter().position(|c| c.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_docs_are_sentences() {
        for (i, command) in COMMANDS.iter().enumerate() {
            assert_eq!(index(command.name), Some(i), "{} twice", command.name);
            assert!(command.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", command.name);
            assert!(
                command.doc.ends_with('.') && command.doc.starts_with(|c: char| c.is_uppercase()),
                "{}",
                command.doc
            );
            assert!(!command.doc.contains('|'), "{}", command.doc);
        }
    }
}
