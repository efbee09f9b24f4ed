//! Recension: a terminal browser of the revisions of published articles.

pub mod app;
pub mod catalogue;
pub mod cli;
pub mod diff;
pub mod export;
pub mod model;
pub mod query;
pub mod run;
pub mod source;
pub mod text;
pub mod view;
