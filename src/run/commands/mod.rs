//! The commands: every screen has a non-interactive twin, a file each.
//!
//! What is printed for people is made for 80 columns, coloured on terminals only, and cleared of whatever could give a
//! terminal orders ([`paper`]); what is printed for programs is JSON, whose field names are a contract. Exit codes: 0
//! done, 1 nothing found or no difference, 2 an error, said in a sentence on standard error. A reader that closes the
//! pipe early is no error.

mod archive;
mod compare;
mod completions;
mod config;
mod diff;
mod document;
mod formats;
mod import;
mod list;
mod log;
mod paper;
mod passage;
mod search;
mod show;
mod stats;

use std::{
    io::{self, IsTerminal as _, Write as _},
    process::ExitCode,
};

use paper::Paper;

use super::{browser::End, signals, start};
use crate::{
    cli::{Cli, Command, List, Paths, Shared, mistake},
    model::Sort,
    query::Mistake,
    text::sanitise::sanitise,
};

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what it was asked for.
    Done,
    /// Nothing was found, or there is no difference.
    Nothing,
}

/// Runs what the command line asks for; the process's exit code.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    signals::outlive_limits();
    let mut paper = Paper::on_standard_output();
    let result = match &cli.command {
        Some(asked) => command(asked, &cli.shared, &mut paper),
        None if io::stdout().is_terminal() => return browser(cli),
        None => {
            let theme = cli.browser.theme.as_deref().map_or(Ok(()), start::theme_is_there);
            theme.and_then(|()| list::run(&plain_list(cli), &cli.shared, &mut paper))
        }
    };
    exit(result.and_then(|outcome| paper.finish().map(|()| outcome).map_err(Into::into)))
}

/// What the command line's parser has to say instead of running anything: the help that was asked for, or what is wrong
/// with the arguments.
#[must_use]
pub fn instead(said: &clap::Error) -> ExitCode {
    exit(if said.use_stderr() {
        let arguments: Vec<_> = std::env::args_os().collect();
        Err(anyhow::anyhow!(mistake(said, &arguments)))
    } else {
        said.print().map(|()| Outcome::Done).map_err(|error| paper::unwritten(&error).into())
    })
}

fn exit(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even standard error is gone there is nobody to tell.
            let _ = writeln!(io::stderr(), "recension: {}", sanitise(&format!("{error:#}")));
            ExitCode::from(2)
        }
    }
}

/// The browser, on a terminal.
fn browser(cli: &Cli) -> ExitCode {
    let result = archive::browsed(cli).and_then(start::browser);
    match result {
        Ok(End::Quit) => ExitCode::SUCCESS,
        // Ends as the signal would have ended it, so that whoever sent it can tell.
        Ok(End::Signal(signal)) => signals::end(signal),
        Err(error) => exit(Err(error)),
    }
}

/// What stands in for the browser where standard output is no terminal.
fn plain_list(cli: &Cli) -> List {
    List {
        archive: Paths { paths: cli.paths.clone() },
        source: None,
        since: None,
        until: None,
        min_revisions: None,
        min_change: None,
        words: None,
        changed: Vec::new(),
        sort: Sort::default(),
        limit: None,
        json: false,
    }
}

fn command(command: &Command, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    match command {
        Command::List(list) => list::run(list, shared, paper),
        Command::Search(search) => search::run(search, shared, paper),
        Command::Log(log) => log::run(log, shared, paper),
        Command::Show(show) => show::run(show, shared, paper),
        Command::Diff(diff) => diff::run(diff, shared, paper),
        Command::Compare(compare) => compare::run(compare, paper),
        Command::Stats(stats) => stats::run(stats, shared, paper),
        Command::Import(import) => import::run(import, shared, paper),
        Command::Formats(asked) => formats::run(asked, shared, paper),
        Command::Config { path } => config::run(*path, paper),
        Command::Completions { shell } => completions::completions(*shell, paper),
        Command::Man => completions::man(paper),
    }
}

/// Whether the reader of our output went away.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// A mistake with its place in a query, or in whatever else it is said to be in.
fn mistaken(what: &str, line: &str, mistake: &Mistake) -> anyhow::Error {
    let (start, end) = mistake.span;
    let place: String = line.chars().skip(start).take(end.saturating_sub(start)).collect();
    let place = paper::cut(&place, 40);
    anyhow::anyhow!("The {what} is wrong at character {} ({place}): {}", start + 1, mistake.reason)
}

/// Says a sentence beside the output.
fn say(sentence: &str) {
    // Where standard error is gone there is nobody to tell.
    let _ = writeln!(io::stderr(), "recension: {}", sanitise(sentence));
}

/// Whether somebody watches standard error.
fn is_watched() -> bool {
    io::stderr().is_terminal()
}
