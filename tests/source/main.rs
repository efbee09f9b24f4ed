//! Reading dumps, from the outside: archives in, articles and problems out.

mod archive;
mod fixtures;
mod hostile;
mod hostile_databases;
mod hostile_plain;
mod json;
mod laws;
mod real;
mod real_databases;
mod shelf;
mod texts;
mod together;
