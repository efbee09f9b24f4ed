//! How a diff is printed: what `diff` and `compare` take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::value::{exporters, number};
use crate::diff::Ignore;

/// How a diff is printed.
#[derive(Debug, Clone, Args)]
pub struct Output {
    /// The kind of document; without it that of FILE's suffix, or inline text, with colour on a terminal.
    #[arg(long = "as", value_name = "FORMAT", value_parser = exporters())]
    pub format: Option<String>,

    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace FILE if it is there.
    #[arg(long)]
    pub force: bool,

    /// Leave out what did not change, but for so many paragraphs on either side of a change.
    #[arg(short = 'U', long, value_name = "N", value_parser = number::<usize>)]
    pub context: Option<usize>,

    /// What does not count as a change: spacing and typography, or also case and punctuation.
    #[arg(long, value_name = "WHAT")]
    pub ignore: Option<Ignored>,
}

/// A value of `--ignore`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ignored {
    /// Spacing and typography.
    Spacing,
    /// Spacing, typography, case and punctuation.
    Case,
}

impl Output {
    /// What is ignored.
    #[must_use]
    pub fn ignore(&self) -> Ignore {
        match self.ignore {
            None => Ignore::Nothing,
            Some(Ignored::Spacing) => Ignore::Spacing,
            Some(Ignored::Case) => Ignore::Case,
        }
    }
}
