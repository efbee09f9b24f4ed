//! Recension: a terminal browser of the revisions of published articles. This page is the map.
//!
//! It opens dumps (files and folders that other tools wrote), lists the articles in them, shows each one's timeline, sets
//! any two revisions against each other, searches every revision, and exports a chosen diff.
//!
//! # How data flows
//!
//! ```text
//! dumps ─> source ─> catalogue ─> run (jobs) ─> Msg ─> app::update(&mut Model) ─> Vec<Effect> ─> run
//! terminal keys ────────────────> run ────────> Msg ──────^            │
//!                                   view::frame(&Model) <──────────────┘ ─> terminal
//! a Diff ─> diff::rows ─> view            a Diff ─> export ─> file
//! ```
//!
//! One way, always: nothing is drawn that the model does not hold, and only [`app`] changes the model. Questions to the
//! archive (a window of the list, a timeline, a diff, hits) leave `app` as effects, are answered off the event loop, and
//! come back as messages that carry the generation of the question; answers nobody waits for any more are dropped.
//!
//! # Who may use whom
//!
//! | module | is | may use |
//! | --- | --- | --- |
//! | [`model`] | the words everything speaks of; pure | nothing |
//! | [`text`] | words, widths, wrapping, folding, sanitising, roles; pure | `model` |
//! | [`diff`] | two revisions in, one diff out, rows for display; pure | `text`, `model` |
//! | [`query`] | the search language; pure | `text`, `model` |
//! | [`app`] | the state machine; pure | `query`, `diff`, `text`, `model` |
//! | [`view`] | draws the model, changes nothing | `app` and what `app` may use |
//! | [`source`] | dump formats: bytes in, articles out | `text`, `model` |
//! | [`catalogue`] | what an archive is asked | `source`, `query`, `diff`, `text`, `model` |
//! | [`export`] | a diff out as a document | `diff`, `text`, `model` |
//! | [`run`] | the only place with the world: terminal, threads, clock, configuration | everything |
//! | [`cli`] | the command line's definition | the tables of `source` and `export` |
//!
//! `tests/architecture.rs` reads the sources and fails with the line that breaks this.
//!
//! # Where to add things
//!
//! | to add | touch | what follows by itself |
//! | --- | --- | --- |
//! | a dump format | `source/<name>.rs` and a row in [`source::FORMATS`] | sniffing, `--from`, `recension formats`, the README's table; the fixture test asks for `tests/fixtures/<name>/` |
//! | an export | `export/<name>.rs` and a row in [`export::EXPORTERS`] | `--as`, the export menu, file suffix, completions; golden outputs |
//! | a command | a row in [`app::commands::COMMANDS`] and a key in `assets/keymap.toml` | palette, help, hint line, the README's key table, rebinding |
//! | a pane | a [`Pane`](app::Pane), `app/<pane>.rs`, `view/<pane>.rs` | the compiler lists the rest |
//! | a theme | a file in `assets/themes` | `--theme`, cycling, the contrast test |
//!
//! # Laws
//!
//! Held by property tests: a diff's sides joined are the texts, exactly; the diff of a text with itself is all `same`; rows
//! joined are the text, none is wider than its width, no grapheme is cut; every frame at every size draws; what a reader
//! yields does not depend on the order of files; nothing in a dump reaches the terminal as an escape sequence, an exported
//! page as a script, or the disk outside the chosen folder. A broken dump costs itself and a sentence, never the rest.

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
