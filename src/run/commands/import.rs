//! `recension import`: reads everything, and says what was found and what could not be read.

use std::{
    fs::{self, DirEntry},
    io::{self, Write as _},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use super::{
    Outcome, archive, formats, is_watched,
    paper::{Paper, Style, cut},
    say,
};
use crate::{
    app::words,
    cli::{Import, Shared},
    model::Progress,
    text::quantity::{bytes, counted},
};

/// Seconds between two lines of progress where nobody watches.
const NOTED: u64 = 10;

pub(super) fn run(import: &Import, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    let paths = &import.archive;
    archive::tell_of_sample(&paths.paths);
    let (archive, options) = archive::asked(&paths.paths, shared)?;
    let shelter = archive::shelter(shared);
    let (catalogue, complaint) = shelter.catalogue(&archive, &options);
    catalogue.complain(complaint);
    catalogue.on_damage(say);
    if import.prune {
        catalogue.prune();
    }
    let watched = is_watched();
    let begun = Instant::now();
    let columns = paper.width();
    let noted = AtomicU64::new(0);
    let summary = archive::fill(&catalogue, &archive, &options, &|progress| {
        let seconds = begun.elapsed().as_secs();
        let line = cut(&told(progress, seconds), columns);
        // Where standard error is gone there is nobody to tell.
        let _ = if watched {
            write!(io::stderr(), "\r\u{1b}[K{line}")
        } else if seconds >= noted.load(Ordering::Relaxed) + NOTED {
            noted.store(seconds, Ordering::Relaxed);
            writeln!(io::stderr(), "{line}")
        } else {
            Ok(())
        };
    });
    if watched {
        // Clears the line of progress.
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
    let progress = summary.progress;
    paper.line(format_args!(
        "{} read, {}: {} in {}.",
        counted(progress.files, "file"),
        bytes(progress.bytes),
        counted(progress.articles, "article"),
        counted(progress.revisions, "revision"),
    ))?;
    if import.prune {
        let (count, verb) = match catalogue.pruned() {
            0 => ("No dump that was read before".to_owned(), "is missing: nothing was forgotten"),
            1 => ("1 dump that is no longer there".to_owned(), "was forgotten, with what only it told"),
            n => (format!("{n} dumps that are no longer there"), "were forgotten, with what only they told"),
        };
        paper.line(format_args!("{count} {verb}."))?;
    }
    if progress.undated > 0 {
        let verb = if progress.undated == 1 { "bears" } else { "bear" };
        paper.line(format_args!("{} {verb} no time.", counted(progress.undated, "revision")))?;
    }
    if summary.skipped > 0 {
        paper.line(format_args!(
            "{} passed over: pictures and the like, hidden, empty, or made by recension.",
            counted(summary.skipped, "file")
        ))?;
    }
    let problems = catalogue.problems();
    if !problems.is_empty() {
        paper.line(paper.style(Style::Headline, &format!("{}:", counted(problems.len(), "problem"))))?;
    }
    formats::problems(&problems, paper)?;
    let kept = match shelter.folder(&archive, &options).filter(|_| catalogue.is_on_disk()) {
        Some(folder) => format!("The catalogue is in {}, {}.", folder.display(), bytes(size_of(&folder))),
        None => "The catalogue was kept in memory: nothing was written to disk.".to_owned(),
    };
    paper.line(kept)?;
    if progress.articles == 0 {
        anyhow::bail!("Nothing could be read; `recension formats` lists what can be.");
    }
    Ok(Outcome::Done)
}

/// Bytes of the files in a folder and below.
fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |entry: DirEntry| match entry.metadata() {
        Ok(about) if about.is_dir() => size_of(&entry.path()),
        Ok(about) if about.is_file() => about.len(),
        _ => 0,
    };
    entries.map(size).sum()
}

/// The line of progress.
fn told(progress: &Progress, seconds: u64) -> String {
    let how_far = words::reading(progress, seconds).into_iter().next().unwrap_or_default();
    format!("{how_far} · {}", counted(progress.articles, "article"))
}
