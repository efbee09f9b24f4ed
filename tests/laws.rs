//! Laws that hold for any two texts, in any script: property tests.

#[path = "laws/diff.rs"]
mod diff;
#[path = "laws/planted.rs"]
mod planted;
#[path = "laws/real.rs"]
mod real;
#[path = "laws/rows.rs"]
mod rows;
#[path = "laws/texts.rs"]
mod texts;
#[path = "laws/words.rs"]
mod words;
