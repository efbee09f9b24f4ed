//! Text as readers see it: words, sentences, graphemes, widths, wrapping, folding, sanitising, and the roles that text
//! plays on a page. Pure; knows only `model`.

<<<<<<< HEAD
pub mod colour;
pub mod filename;
pub mod fold;
pub mod likeness;
pub mod paragraphs;
pub mod quotation;
pub mod role;
pub mod similarity;
pub mod terms;
pub mod theme;
pub mod width;
pub mod words;
=======
pub mod colour;
pub mod filename;
pub mod likeness;
pub mod role;
pub mod terms;
pub mod theme;
pub mod width;
>>>>>>> aad9aef (source: compare pages saved as text: headers, shapes A and B, corrections, articles)

pub use colour::ColourDepth;
pub use fold::Fold;
pub use role::{Role, Roles};
pub use theme::Theme;
