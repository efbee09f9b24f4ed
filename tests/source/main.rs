//! Reading dumps, from the outside: archives in, articles and problems out.

mod archive;
mod hostile;
mod json;
mod real;
