//! Text as readers see it: words, sentences, graphemes, widths, wrapping, folding, sanitising, and the roles that text
//! plays on a page. Pure; knows only `model`.

pub mod filename;
pub mod role;

pub use role::{Role, Roles};
