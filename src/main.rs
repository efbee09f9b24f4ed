//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use recension::{cli::Cli, run::commands};

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => commands::run(&cli),
        Err(instead) => commands::instead(&instead),
    }
}
