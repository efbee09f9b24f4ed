//! Which keys run which command: `assets/keymap.toml`, with the user's file merged over it.
//!
//! A binding is a sequence of keys in a scope. About a hundred of them need no tree: a list in the order of the files is
//! searched, replaced in and listed again without ceremony.

mod file;
mod spelling;
mod table;

use std::collections::BTreeMap;

pub use file::Mistake;
pub use spelling::{label, parse, spell};
pub use table::key_table;

use super::{
    Key,
    commands::{self, Command},
};

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// In every pane; of these, some also while something lies over the panes.
    Everywhere,
    /// In the article list and the timeline.
    Lists,
    /// In the diff.
    Diff,
    /// In the diff while words are selected.
    Selection,
    /// Where it is said why a paragraph stands where it does.
    Why,
    /// In the hits of an archive search.
    Hits,
    /// In the export menu.
    Export,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 7] =
        [Scope::Everywhere, Scope::Lists, Scope::Diff, Scope::Selection, Scope::Why, Scope::Hits, Scope::Export];

    /// The word used in files and tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Scope::Everywhere => "everywhere",
            Scope::Lists => "lists",
            Scope::Diff => "diff",
            Scope::Selection => "selection",
            Scope::Why => "why",
            Scope::Hits => "hits",
            Scope::Export => "export",
        }
    }
}

/// Keys that run a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The keys, one after the other.
    pub keys: Vec<Key>,
    /// The command, as an index into [`commands::COMMANDS`].
    pub command: usize,
    /// Where.
    pub scope: Scope,
}

/// What keys mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// They run this command, by index.
    Command(usize),
    /// They begin a longer sequence.
    Prefix,
    /// They are bound to nothing.
    Nothing,
}

/// Every binding in force.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    /// In the order of the files.
    pub bindings: Vec<Binding>,
}

impl Keymap {
    /// The bindings we ship.
    #[must_use]
    pub fn preset() -> Keymap {
        let mut keymap = Keymap::default();
        let mistakes = keymap.merge(include_str!("../../../assets/keymap.toml"));
        debug_assert!(mistakes.is_empty(), "{mistakes:?}");
        keymap
    }

    /// Lays a user's file over these bindings. What is wrong in it is said, and the rest is taken.
    pub fn merge(&mut self, text: &str) -> Vec<Mistake> {
        let (bindings, mistakes) = file::read(text);
        for binding in bindings {
            self.bind(binding);
        }
        mistakes
    }

    /// Puts a binding in, in place of those that it makes unreachable.
    fn bind(&mut self, new: file::Entry) {
        self.bindings.retain(|old| {
            old.scope != new.scope || !(old.keys.starts_with(&new.keys) || new.keys.starts_with(&old.keys))
        });
        if let Some(command) = new.command {
            self.bindings.push(Binding { keys: new.keys, command, scope: new.scope });
        }
    }

    /// What keys mean: the first scope in which they mean anything decides.
    #[must_use]
    pub fn look_up(&self, scopes: &[Scope], keys: &[Key], allowed: impl Fn(&Command) -> bool) -> Meaning {
        for &scope in scopes {
            let mut meaning = Meaning::Nothing;
            for binding in self.bindings.iter().filter(|b| b.scope == scope && b.keys.starts_with(keys)) {
                if !commands::COMMANDS.get(binding.command).is_some_and(&allowed) {
                    continue;
                }
                if binding.keys.len() == keys.len() {
                    return Meaning::Command(binding.command);
                }
                meaning = Meaning::Prefix;
            }
            if meaning != Meaning::Nothing {
                return meaning;
            }
        }
        Meaning::Nothing
    }

    /// What can follow a prefix: the next key and the command it runs; `None` where it begins a longer sequence.
    #[must_use]
    pub fn continuations(&self, scopes: &[Scope], prefix: &[Key]) -> Vec<(Key, Option<usize>)> {
        let mut found = BTreeMap::new();
        for binding in self.bindings.iter().filter(|b| scopes.contains(&b.scope) && b.keys.starts_with(prefix)) {
            if let Some(next) = binding.keys.get(prefix.len()) {
                found.insert(*next, (binding.keys.len() == prefix.len() + 1).then_some(binding.command));
            }
        }
        found.into_iter().collect()
    }

    /// The keys that run a command, as readers see them, in the order of the files.
    #[must_use]
    pub fn keys_of(&self, name: &str) -> Vec<String> {
        let Some(index) = commands::index(name) else { return Vec::new() };
        self.bindings.iter().filter(|b| b.command == index).map(|b| label(&b.keys)).collect()
    }
}
