//! Text as readers see it: words, sentences, graphemes, widths, wrapping, folding, sanitising, and the roles that text
//! plays on a page. Pure; knows only `model`.

pub mod colour;
pub mod cutoff;
pub mod filename;
pub mod fold;
pub mod german_day;
pub mod isolate;
pub mod joining;
pub mod json;
pub mod keys;
pub mod language;
pub mod likeness;
pub mod notice;
pub mod numbering;
pub mod paragraphs;
pub mod phrase;
pub mod prose;
pub mod quantity;
pub mod quotation;
pub mod reduce;
pub mod role;
pub mod roll;
pub mod sanitise;
pub mod sentences;
pub mod stirring;
pub mod terms;
pub mod theme;
pub mod width;
pub mod words;
pub mod wrap;

pub use colour::ColourDepth;
pub use fold::Fold;
pub use role::{Role, Roles};
pub use theme::Theme;
