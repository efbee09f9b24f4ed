//! Wikitext to prose: what a reader of the page reads, without what its makers wrote for the program that lays it out.
//!
//! Templates, tables, references, pictures and categories are folded away, but for cells of tables that hold sentences; links become their labels, lists and headings
//! paragraphs of their own, lines that belong together one paragraph. Nothing is looked up anywhere, so what a template
//! would show is not shown, but for those that only dress up words or figures that they are given (`templates`).
//!
//! ```text
//! wikitext ─ structure ─> cuts (what goes, what stands for it) ─ write ─> paragraphs
//!               └ tags, links, templates say what to make of each piece
//! ```
//!
//! Both passes are linear in the text, whatever it holds: brackets are matched by one stack of bounded depth, and a
//! search for a closing tag that failed is not made again.

mod amounts;
mod aside;
mod countries;
mod links;
mod names;
mod redirect;
mod structure;
mod tags;
mod templates;
mod words;
mod write;

pub use self::{links::Dialect, redirect::redirect, words::has_words_of};

/// The paragraphs of a page, each ended by a line feed but the last. None is empty.
#[must_use]
pub fn prose(text: &str, dialect: &Dialect) -> String {
    write::written(text, structure::cuts(text, dialect))
}

#[cfg(test)]
mod tests;
