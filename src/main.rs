//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use recension::{cli::Cli, run::commands};

fn main() -> ExitCode {
    commands::run(&Cli::parse())
}
