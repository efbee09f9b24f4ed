//! What becomes of `[[links]]`.

use std::collections::HashSet;

use super::names;

/// How a wiki names what is no prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    files: HashSet<String>,
    categories: HashSet<String>,
    /// What its categories are called tells that its wiki is of another language than English.
    is_foreign: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Dialect { files: all(&names::FILES), categories: all(&names::CATEGORIES), is_foreign: false }
    }
}

impl Dialect {
    /// Takes a namespace as a dump's head names it; `key` is its number, the same on every wiki.
    pub fn name(&mut self, key: i32, name: &str) {
        let name = name.trim().to_lowercase();
        match key {
            _ if name.is_empty() => false,
            -2 | 6 => self.files.insert(name),
            14 => {
                self.is_foreign = name != "category";
                self.categories.insert(name)
            }
            _ => false,
        };
    }
}

impl Dialect {
    /// Whether names that the program knows are those that the wiki shows.
    pub(super) fn is_english(&self) -> bool {
        !self.is_foreign
    }
}

/// What is shown of a link.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown<'t> {
    /// Nothing: a picture, a category, the page in another language.
    Nothing,
    /// Its label.
    Label,
    /// This part of its target.
    Target(&'t str),
}

/// What is shown of a link to `target`, with a label (which may be empty) or without.
pub(super) fn shown<'t>(target: &'t str, label: Option<&str>, dialect: &Dialect) -> Shown<'t> {
    let plain = target.trim();
    // `[[:Category:Ferries]]` is a link like any other.
    if let Some(plain) = plain.strip_prefix(':') {
        return labelled(plain, label);
    }
    if let Some((prefix, _)) = plain.split_once(':').filter(|(prefix, _)| prefix.len() <= 64) {
        let prefix = prefix.trim();
        let lower = prefix.to_lowercase();
        let language = prefix.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && names::is_language(prefix);
        if language || dialect.files.contains(&lower) || dialect.categories.contains(&lower) {
            return Shown::Nothing;
        }
    }
    labelled(plain, label)
}

fn labelled<'t>(plain: &'t str, label: Option<&str>) -> Shown<'t> {
    match label.map(str::trim) {
        Some("") => Shown::Target(bare(plain)),
        Some(_) => Shown::Label,
        None => Shown::Target(plain.trim()),
    }
}

/// A title without its namespace and what tells it from others (`[[Help:Ferry (ship)|]]` shows *Ferry*).
fn bare(title: &str) -> &str {
    let title = title.split_once(':').map_or(title, |(_, rest)| rest);
    let end = title.find(" (").unwrap_or(title.len());
    title.get(..end).unwrap_or(title).trim()
}
