//! The command line, in one place: `--help`, the completions of `recension completions` and the page of
//! `recension man` are all made from these definitions. Values of `--as` and `--from` come from the tables of exporters
//! and formats, those of `--sort` and `--changed` from the model, so that a new one is there by itself.
//!
//! **To add a command**: a variant of [`Command`] with its arguments, and a file in `run/commands`; the compiler asks for
//! the rest. An option that every command takes goes into [`Shared`].

mod archive;
mod mistake;
mod near;
mod output;
mod value;

use std::{num::NonZeroUsize, path::PathBuf};

pub use archive::{Paths, Place};
use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use jiff::Timestamp;
pub use mistake::mistake;
pub use near::command_like;
pub use output::{Ignored, Output};
pub use value::Rev;
use value::{Kinds, count, formats, number, orders, since, sorts, until};

use crate::model::{ChangeKind, HitOrder, Sort};

/// The PATH that stands for the archive built into the program.
pub const SAMPLE: &str = "sample:";

/// The heading in the help over what every command takes.
const EVERYWHERE: &str = "With every command";

/// A terminal browser of the revisions of published articles.
///
/// Opens dump files, or folders of them, in the browser; without a path the archive opened last, or the built-in sample
/// (which `sample:` names). Where standard output is no terminal, prints the list of articles instead.
#[derive(Debug, Parser)]
#[command(name = "recension", version, max_term_width = 100)]
pub struct Cli {
    /// Dump files, or folders of dumps.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// What every command takes.
    #[command(flatten)]
    pub shared: Shared,

    /// What only the browser takes.
    #[command(flatten)]
    pub browser: Browser,

    /// A command; without one, the browser.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// The definitions, for completions and the manual page.
    #[must_use]
    pub fn definitions() -> clap::Command {
        Cli::command()
    }
}

/// What every command takes.
#[derive(Debug, Clone, Default, Args)]
pub struct Shared {
    /// Read every file as this format, whatever it looks like; `recension formats` lists them.
    // Sixty lines of formats under each command would hide what is the command's own.
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FORMAT", value_parser = formats(),
          hide_possible_values = true)]
    pub from: Option<String>,

    /// Show text that its origin keeps back, such as articles that News Sniffer hides for legal reasons.
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub show_hidden: bool,

    /// Take merges in git repositories as one step each, not as the commits of the branches that they brought.
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub first_parent: bool,

    /// Keep catalogues in this folder instead of the user's cache.
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "DIR")]
    pub cache: Option<PathBuf>,

    /// Keep the catalogue in memory: write nothing, read everything anew.
    #[arg(long, global = true, help_heading = EVERYWHERE, conflicts_with = "cache")]
    pub no_cache: bool,
}

/// What only the browser takes.
#[derive(Debug, Clone, Default, Args)]
pub struct Browser {
    /// No screen: numbered lists and sentences, for screen readers and terminals that cannot redraw.
    #[arg(long)]
    pub plain: bool,

    /// Remember nothing of this visit, and nothing of the last one: without a path the sample is opened.
    #[arg(long)]
    pub no_session: bool,

    /// The theme: dark, light, dark-blind, light-blind, contrast, mono, or a file of your own.
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,

    /// A file of keys, merged over the defaults, instead of the one in the configuration folder.
    #[arg(long, value_name = "FILE")]
    pub keymap: Option<PathBuf>,

    /// Fail after so many keys: how the terminal is left after a fault is tested with it.
    #[arg(long, value_name = "KEYS", hide = true)]
    pub panic_after: Option<usize>,
}

/// The commands: each screen of the browser for scripts.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Print the articles.
    List(List),
    /// Find words in any revision of any article.
    Search(Search),
    /// Print the timeline of an article.
    Log(Log),
    /// Print the text of a revision.
    Show(Show),
    /// Print the diff of two revisions.
    Diff(Diff),
    /// Print the diff of two plain text files.
    Compare(Compare),
    /// Print the figures of an archive: articles, revisions and changes by outlet, day and kind.
    Stats(Stats),
    /// Read what is new or has changed into the catalogue, and say what was found and what could not be read.
    Import(Import),
    /// Print the dump formats that can be read and the documents that can be written; of a path, what of it is found there.
    Formats(Formats),
    /// Print the configuration, every setting with its default and what it does.
    Config {
        /// Print only where the configuration file is looked for.
        #[arg(long)]
        path: bool,
    },
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// What is read into the catalogue.
#[derive(Debug, Clone, Args)]
pub struct Import {
    /// The archive.
    #[command(flatten)]
    pub archive: Paths,

    /// Forget what was read of dump files that are no longer there.
    #[arg(long)]
    pub prune: bool,
}

/// `recension formats`.
#[derive(Debug, Clone, Args)]
pub struct Formats {
    /// Dump files, or folders of dumps: which formats they are of, what they hold, and what could not be read. Without
    /// one, all formats.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// One JSON object.
    #[arg(long)]
    pub json: bool,
}

/// `recension list`.
#[derive(Debug, Clone, Args)]
pub struct List {
    /// The archive.
    #[command(flatten)]
    pub archive: Paths,

    /// Only articles of outlets with this in their name.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,

    /// Only articles last changed at or after this time (2020, 2020-07-07, 2020-07-07T10:00, with a zone or in yours).
    #[arg(long, value_name = "TIME", value_parser = since)]
    pub since: Option<Timestamp>,

    /// Only articles first seen at or before this time; a day, month or year is meant to its end.
    #[arg(long, value_name = "TIME", value_parser = until)]
    pub until: Option<Timestamp>,

    /// Only articles with at least so many revisions.
    #[arg(long, value_name = "N", value_parser = number::<u32>)]
    pub min_revisions: Option<u32>,

    /// Only articles of which one change took away and brought in at least so many words.
    #[arg(long, value_name = "N", value_parser = number::<u32>)]
    pub min_change: Option<u32>,

    /// Only articles with these words in headline or outlet, as the browser's filter has them: whole words
    /// and beginnings of words first, then parts of words, then words from which a letter was left out;
    /// behind a `-`, those without.
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub words: Option<String>,

    /// Only articles with any of these kinds of change, commas between them.
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = Kinds)]
    pub changed: Vec<ChangeKind>,

    /// The order: newest, most, or A first.
    #[arg(long, value_name = "ORDER", default_value = "changed", value_parser = sorts())]
    pub sort: Sort,

    /// At most so many articles.
    #[arg(long, value_name = "N", value_parser = count)]
    pub limit: Option<NonZeroUsize>,

    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// `recension search`.
#[derive(Debug, Clone, Args)]
#[command(after_help = SYNTAX)]
pub struct Search {
    /// What to find; may begin with `-`.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: String,

    /// The archive.
    #[command(flatten)]
    pub archive: Paths,

    /// The order: the article changed last first, or the one that has most to do with the query.
    #[arg(long, value_name = "ORDER", default_value = "time", value_parser = orders())]
    pub sort: HitOrder,

    /// At most so many articles.
    #[arg(long, value_name = "N", value_parser = count)]
    pub limit: Option<NonZeroUsize>,

    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

const SYNTAX: &str = "\
Queries:
  word word         both in one revision, in its headline or text; case, accents and, as the
                    article's language has them, endings do not count
  =word             the word just as it is
  \"exact phrase\"    these words in this order
  word*             words that begin so
  -word             not in the same revision
  a OR b            one of them
  (a b) OR c        parentheses keep together what belongs together
  /expression/      a regular expression, within a paragraph, case as written
  title:… source:… url:…            in the headline, the outlet, the URL
  removed:… added:… gone:…          lost on the way, come after the first revision, not in the last
  after:2020-07-07 before:2021      revisions seen then; of removed: added: gone: alone, when it was
  revisions:>5 changed:headline     articles with so many revisions, with this kind of change

Ends with 0 where something is found, with 1 where nothing is, with 2 after an error.";

/// `recension log`.
#[derive(Debug, Clone, Args)]
pub struct Log {
    /// The article.
    #[command(flatten)]
    pub place: Place,

    /// Follow the passages that hold these words (case and typography do not count) in any revision.
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub passage: Option<String>,

    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// `recension stats`.
#[derive(Debug, Clone, Args)]
pub struct Stats {
    /// The archive.
    #[command(flatten)]
    pub archive: Paths,

    /// One JSON object.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,

    /// Comma-separated values, a figure a row.
    #[arg(long)]
    pub csv: bool,
}

/// `recension show`.
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// The article.
    #[command(flatten)]
    pub place: Place,

    /// The revision: its number, first, last, -1, -2 … from the end, or a time: the last one seen by then.
    #[arg(long, value_name = "REV", default_value = "last", allow_hyphen_values = true)]
    pub rev: Rev,

    /// The text as its origin wrote it: wikitext, where prose was made of it.
    #[arg(long)]
    pub raw: bool,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Unlike diff(1), which ends with 1 where files differ.
const ENDS: &str = "Ends with 0 where the texts differ, with 1 where they do not, with 2 after an error.";

/// `recension diff`.
#[derive(Debug, Clone, Args)]
#[command(after_help = ENDS)]
pub struct Diff {
    /// The article.
    #[command(flatten)]
    pub place: Place,

    /// The older revision: its number, first, last, -1, -2 … from the end, or a time such as 2020-07-07 (the last one seen
    /// by then); without it, the one before the target.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub base: Option<Rev>,

    /// The newer revision; without it, the last.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub target: Option<Rev>,

    /// Sides of a compare page's lines, set by hand: a line of FILE is a line's number and `old`, `new` or `both`.
    #[arg(long, value_name = "FILE")]
    pub sides: Option<PathBuf>,

    /// What is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `recension compare`.
#[derive(Debug, Clone, Args)]
#[command(after_help = ENDS)]
pub struct Compare {
    /// The older text: a paragraph a line, or paragraphs between blank lines; `-` is standard input.
    #[arg(value_name = "OLD")]
    pub old: PathBuf,

    /// The newer text.
    #[arg(value_name = "NEW")]
    pub new: PathBuf,

    /// What is printed.
    #[command(flatten)]
    pub output: Output,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_hold_together() {
        Cli::definitions().debug_assert();
    }

    #[test]
    fn a_value_may_begin_with_a_dash() {
        let cli = Cli::try_parse_from(["recension", "diff", "--base", "-2", "--target", "-1", "dump"]).unwrap();
        let Some(Command::Diff(diff)) = cli.command else { panic!("no diff") };
        assert_eq!((diff.base, diff.target), (Some(Rev::FromEnd(2)), Some(Rev::FromEnd(1))));
        for query in ["-home", "-word other", "--no", "-1"] {
            let cli = Cli::try_parse_from(["recension", "search", query, "dump", "--limit", "3", "--json"]).unwrap();
            let Some(Command::Search(search)) = cli.command else { panic!("no search") };
            assert_eq!(
                (search.query.as_str(), search.limit.map(NonZeroUsize::get), search.json),
                (query, Some(3), true)
            );
            assert_eq!(search.archive.paths, [PathBuf::from("dump")]);
        }
    }
}
