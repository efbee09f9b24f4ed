//! The layers that read dumps, and no others: what is fuzzed is built again after every mend.

#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/source/mod.rs"]
pub mod source;
#[path = "../../src/text/mod.rs"]
pub mod text;
