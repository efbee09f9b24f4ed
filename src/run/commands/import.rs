//! `recension import`: reads everything, and says what was found and what could not be read.

use std::io::{self, Write as _};

use super::{
    Outcome,
    archive::{self, said},
    is_watched,
    paper::{Paper, Style, wrap},
};
use crate::{
    catalogue::Catalogue,
    cli::{Paths, Shared},
    model::Progress,
};

pub(super) fn run(paths: &Paths, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    archive::tell_of_sample(&paths.paths);
    let (archive, options) = archive::asked(&paths.paths, shared)?;
    let catalogue = Catalogue::new();
    let watched = is_watched();
    let summary = archive::fill(&catalogue, &archive, &options, &|progress| {
        if watched {
            tell(progress);
        }
    });
    if watched {
        // Clears the line of progress.
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
    let progress = summary.progress;
    paper.line(format_args!(
        "{} read, {}: {} in {}.",
        count(progress.files, "file"),
        bytes(progress.bytes),
        count(progress.articles, "article"),
        count(progress.revisions, "revision"),
    ))?;
    if progress.undated > 0 {
        let verb = if progress.undated == 1 { "bears" } else { "bear" };
        paper.line(format_args!("{} {verb} no time.", count(progress.undated, "revision")))?;
    }
    if summary.skipped > 0 {
        paper.line(format_args!(
            "{} passed over: pictures and the like, hidden or empty.",
            count(summary.skipped, "file")
        ))?;
    }
    let problems = catalogue.problems();
    if !problems.is_empty() {
        paper.line(paper.style(Style::Headline, &format!("{}:", count(problems.len(), "problem"))))?;
    }
    for problem in &problems {
        let mut indent = "  ";
        for line in wrap(&said(problem), paper.width() - 4) {
            paper.line(format_args!("{indent}{line}"))?;
            indent = "    ";
        }
    }
    paper.line("The catalogue is kept in memory in this version: nothing was written to disk.")?;
    if progress.articles == 0 {
        anyhow::bail!("Nothing could be read; `recension formats` lists what can be.");
    }
    Ok(Outcome::Done)
}

/// The line of progress on standard error.
fn tell(progress: &Progress) {
    let line = format!(
        "{} of {}, {} of {}",
        count(progress.files, "file"),
        progress.files_found,
        count(progress.articles, "article"),
        bytes(progress.bytes_found),
    );
    // Where standard error is gone there is nobody to tell.
    let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
}

/// A count with its noun, thousands set apart.
fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_well() {
        assert_eq!(count(1, "file"), "1 file");
        assert_eq!(count(1_234_567, "article"), "1,234,567 articles");
        assert_eq!(bytes(2_100_000_000), "2.1 GB");
    }
}
