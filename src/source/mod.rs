//! Dump formats: bytes in, articles out.
//!
//! A *dump* is a file or folder that another tool wrote. [`open`] walks the paths it is given, lets every format look at
//! the first decoded bytes of each file (never at its name alone), and hands the file to the one that is surest. Files
//! are read side by side; articles go to a [`Sink`] as they are found, problems too.
//!
//! ```text
//! paths ─ walk ─> folder ─ claims ─> a format takes some or all of it ─┐
//!                 file ─── probe ──> FORMATS sniff, the surest reads ──┴─> Reading ─> Sink
//! ```
//!
//! | file | idea |
//! | --- | --- |
//! | `tree`, `sample` | where bytes lie: on disk, or embedded in the program; the same code reads both |
//! | `roots`, `walk`, `open` | which files there are, which format reads each, threads |
//! | `stamps`, `footprint` | what tells the state of a file, so that only what changed is read again |
//! | `unpack`, `xz`, `dictionary`, `decode` | compressed bytes to bytes, bytes to text; both with limits |
//! | `foreign`, `passed`, `own` | what no format reads: kinds of file that are known all the same, what is no dump at all, documents of ours |
//! | `census` | what an archive holds, by format, counted and not kept |
//! | `mojibake`, `credentials` | text that was encoded twice; names and passwords in addresses |
//! | `packed`, `sevenz` | files that lie in archives |
//! | `meter`, `heavy` | what a file took and gave; one large line at a time |
//! | `probe`, `input`, `reading` | what a format is shown, what it reads from, what it writes to |
//! | `record` | objects and rows of plain data, whatever they are written in |
//! | `sqlite`, `spill` | databases that strangers made; rows in any order, grouped without filling memory |
//! | `fragment` | HTML fragments to paragraphs |
//! | `identity`, `host`, `join` | which articles are the same, and how they become one |
//! | `time` | times as dumps write them |
//! | `mirror` | what the place of a saved page says of its address and its date |
//! | `prose` | markups of prose to paragraphs, whoever holds them |
//! | `page`, `entities` | a whole HTML page to the article that it shows |
//! | the rest | a format each |
//!
//! **To add a format**: a file with a type that implements [`Format`], and a row in [`FORMATS`]. Sniffing, `--from`,
//! `recension formats` and the table in the README follow; the fixture test then asks for `tests/fixtures/<name>/`.
//! A format that is more than one file (a git repository, a tracker's data folder) says so in [`Format::claims`]; one
//! that needs the file system itself (SQLite) asks [`Input::on_disk`].
//!
//! Nothing here trusts a dump: sizes are bounded by [`limits`], nesting by the parsers, links by the walk; whatever
//! cannot be read becomes a [`Problem`](crate::model::Problem), and the rest is read.

use std::path::Path;

pub mod archivebox;
pub mod brotli;
pub mod capture;
pub mod cdx;
mod census;
pub mod changedetection;
mod credentials;
pub mod csv;
pub mod decode;
mod dictionary;
pub mod diffengine;
pub mod entities;
mod entryversion;
mod error;

mod footprint;
mod foreign;
pub mod fragment;
pub mod git;
mod groups;
mod heavy;
mod host;
pub mod html;
pub mod identity;
mod input;
mod instead;
pub mod join;
pub mod json;
mod kin;
pub mod limits;
mod markup;
pub mod mediawiki;
pub mod meter;
mod mirror;
pub mod mojibake;
mod mysql;
pub mod newsdiff;
pub mod newsdiffs;
pub mod newsedits;
pub mod newssniffer;
pub mod nytdiff;
mod open;
mod own;
mod packed;
pub mod page;
mod passed;
mod probe;
pub mod prose;
mod reading;
mod record;
mod roots;
pub mod sample;
mod sevenz;
mod sniff;
mod spill;
pub mod sqlite;
mod stamps;
pub mod tables;
pub mod texts;
mod tidy;
pub mod time;
mod tree;
mod turn;
pub mod unpack;
pub mod urlwatch;
mod walk;
pub mod warc;
pub mod wayback;
pub mod wikitext;
mod xz;
pub mod zip;

pub use census::{Census, Count, Found};
pub use error::{SourceError, reason};
pub use input::Input;
pub use kin::Likeness;
pub use open::{Archive, FAULT, Options, Summary, open};
pub use passed::PassedOver;
pub use probe::{Claim, Confidence, Folder, Probe};
pub use reading::{Cancel, Reading, Sink, Stamp};
pub use stamps::{is_emptied, stamps};
pub use tree::{Disk, Entries, Entry, Kind, Tree};

/// A dump format: how it is recognised and how it is read.
pub trait Format: Sync {
    /// The word for it: `--from`, `recension formats`, the fixture folder.
    fn name(&self) -> &'static str;

    /// What it is, in a line.
    fn summary(&self) -> &'static str;

    /// How sure it is, from a file's beginning, that it can read the file.
    fn sniff(&self, probe: &Probe<'_>) -> Confidence;

    /// What it takes of a folder, for formats that are more than one file. Files taken are not offered to others.
    fn claims(&self, _folder: &Folder<'_>) -> Claim {
        Claim::Nothing
    }

    /// What tells the state of the history that it claimed of a folder, where sizes and times of the files below it do not,
    /// or not cheaply: asked before the folder is read, and often, so it must be cheap. `base` is what was opened.
    fn state(&self, _path: &Path, _base: &Path) -> String {
        String::new()
    }

    /// Whether its texts were fetched from the web by a tracker that keeps whatever is sent, error pages too. Not so where
    /// the texts are somebody's own, or where pages are kept whole and judged as such.
    fn is_fetched(&self) -> bool {
        true
    }

    /// Whether the URLs of its articles are made from their titles, which other articles bear after them: an article whose
    /// id its origin gave is known by that alone.
    fn urls_are_of_titles(&self) -> bool {
        false
    }

    /// Whether its files may hold several whole articles of one URL, see [`Reading::tell_apart`].
    fn tells_apart(&self) -> bool {
        false
    }

    /// Whether it makes something even of a packed file whose beginning is damaged, by the file's name: there is nothing
    /// else to know it by.
    fn reads_damaged(&self, _name: &str) -> bool {
        false
    }

    /// Reads a file, or what was claimed of a folder.
    ///
    /// # Errors
    /// When nothing (more) can be read. What was given to `out` until then stays.
    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError>;
}

/// Every format, in the order in which equally sure ones are preferred.
pub static FORMATS: &[&dyn Format] = &[
    &json::Json,
    &csv::Csv,
    &tables::Tables,
    &newsdiff::Daily,
    &newssniffer::Html,
    &newssniffer::Text,
    &newssniffer::Database,
    &newssniffer::Dump,
    &newsdiffs::NewsDiffs,
    &git::Git,
    &newssniffer::Scraped,
    &mediawiki::MediaWiki,
    &changedetection::ChangeDetection,
    &diffengine::Diffengine,
    &newsedits::Raw,
    &newsedits::Sentences,
    &nytdiff::Nytdiff,
    &urlwatch::Urlwatch,
    &urlwatch::Webchanges,
    &warc::Warc,
    &cdx::Cdx,
    &zip::Zip,
    &wayback::Wayback,
    &archivebox::ArchiveBox,
    &html::Html,
    &texts::Texts,
];

/// The format of a name, as `--from` takes it.
#[must_use]
pub fn format(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.name() == name)
}
