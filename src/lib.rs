//! Recension: a terminal browser of the revisions of published articles.

pub mod diff;
pub mod model;
pub mod text;
