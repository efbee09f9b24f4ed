//! Stories: a browser over an invented archive is given keys, and its state is looked at.

mod archive;
mod bindings;
mod chaos;
mod diff;
mod held;
mod help;
mod list;
mod overlays;
mod panes;
mod problems;
mod story;
mod timeline;
