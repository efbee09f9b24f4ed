//! The key table of the README, written from [`COMMANDS`] and the preset, so that it cannot drift.

use std::{collections::HashSet, fmt::Write as _};

use super::{Keymap, label};
use crate::app::commands::COMMANDS;

/// The table of keys in Markdown, in the order of [`COMMANDS`].
#[must_use]
pub fn key_table() -> String {
    let keymap = Keymap::preset();
    let mut table = String::from("| keys | does | where | command |\n| --- | --- | --- | --- |\n");
    for (index, command) in COMMANDS.iter().enumerate() {
        let bindings: Vec<_> = keymap.bindings.iter().filter(|b| b.command == index).collect();
        // A key bound in two places is one key.
        let once = |mut all: Vec<String>| {
            let mut seen = HashSet::new();
            all.retain(|one| seen.insert(one.clone()));
            all
        };
        let keys = once(bindings.iter().map(|b| code(&label(&b.keys))).collect()).join(" ");
        let scope = once(bindings.iter().map(|b| b.scope.word().to_owned()).collect()).join(", ");
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {keys} | {} | {scope} | `{}` |", command.doc, command.name);
    }
    table
}

/// A code span; `|` would end the cell.
fn code(keys: &str) -> String {
    if keys.contains('`') { format!("`` {keys} ``") } else { format!("`{}`", keys.replace('|', "\\|")) }
}
