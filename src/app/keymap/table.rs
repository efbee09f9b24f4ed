//! The key table of the README, written from [`COMMANDS`] and the preset, so that it cannot drift.

use std::fmt::Write as _;

use super::{Keymap, label};
use crate::app::commands::COMMANDS;

/// The table of keys in Markdown, in the order of [`COMMANDS`].
#[must_use]
pub fn key_table() -> String {
    let keymap = Keymap::preset();
    let mut table = String::from("| keys | does | where | command |\n| --- | --- | --- | --- |\n");
    for (index, command) in COMMANDS.iter().enumerate() {
        let keys: Vec<String> =
            keymap.bindings.iter().filter(|b| b.command == index).map(|b| code(&label(&b.keys))).collect();
        let (keys, scope) = (keys.join(" "), command.scope.word());
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {keys} | {} | {scope} | `{}` |", command.doc, command.name);
    }
    table
}

/// A code span; `|` would end the cell.
fn code(keys: &str) -> String {
    if keys.contains('`') { format!("`` {keys} ``") } else { format!("`{}`", keys.replace('|', "\\|")) }
}
