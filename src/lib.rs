//! Recension: a terminal browser of the revisions of published articles.

pub mod model;
