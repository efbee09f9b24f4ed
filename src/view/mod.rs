//! Draws the model and changes nothing. A file per pane; `ratatui` is named only in [`paint`].
//!
//! Drawing has two steps: [`compose`] writes glyphs and roles on a [`Page`], knowing neither colours nor terminals;
//! [`paint`](paint::paint) puts a theme on it.

pub mod page;
pub mod paint;

pub use page::Page;
pub use paint::Look;
