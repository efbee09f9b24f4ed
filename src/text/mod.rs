//! Text as readers see it: words, sentences, graphemes, widths, wrapping, folding, sanitising, and the roles that text
//! plays on a page. Pure; knows only `model`.

pub mod colour;
pub mod filename;
pub mod role;
pub mod theme;
pub mod width;

pub use colour::ColourDepth;
pub use role::{Role, Roles};
pub use theme::Theme;
