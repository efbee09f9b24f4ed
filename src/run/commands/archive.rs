//! The archive that a command is about, read whole.

use std::{
    path::{Path, PathBuf},
    sync::Once,
};

use anyhow::{Context as _, bail};
use jiff::Timestamp;

use super::{
    super::{corrected::Corrected, places::Places, shelter::Shelter, start::Wanted},
    say,
};
use crate::{
    catalogue::Catalogue,
    cli::{self, Cli, Place, Rev, SAMPLE, Shared},
    model::{ArticleId, Problem, Progress, Timeline, TimelineRow},
    source::{self, Cancel, Options, Summary, newssniffer::compare::Corrections},
    text::quantity::counted,
};

/// What is opened, and how, as the command line says.
pub(super) fn asked(paths: &[PathBuf], shared: &Shared) -> anyhow::Result<(source::Archive, Options)> {
    let from = shared.from.as_deref().map(|name| source::format(name).context("There is no such format."));
    let options = Options {
        from: from.transpose()?,
        show_hidden: shared.show_hidden,
        first_parent: shared.first_parent,
        ..Options::default()
    };
    let is_sample = |path: &PathBuf| path == Path::new(SAMPLE);
    if paths.iter().all(is_sample) {
        return Ok((source::Archive::Sample, options));
    }
    for path in paths.iter().filter(|path| !is_sample(path)) {
        // A path that cannot be looked at for another reason is told of by the reader, who tries.
        if std::fs::symlink_metadata(path).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound) {
            match cli::command_like(path) {
                Some(command) => bail!(
                    "There is no file or folder {}; did you mean the command `{command}`? Else check the path.",
                    path.display()
                ),
                None => bail!("There is no file or folder {}; check the path.", path.display()),
            }
        }
    }
    if paths.iter().any(is_sample) {
        bail!("`{SAMPLE}` stands alone; leave it or the other paths out.");
    }
    Ok((source::Archive::Paths(paths.to_vec()), options))
}

/// What the browser is started with.
pub(super) fn browsed(cli: &Cli) -> anyhow::Result<Wanted> {
    let (archive, options) = asked(&cli.paths, &cli.shared)?;
    let browser = &cli.browser;
    Ok(Wanted {
        archive: (!cli.paths.is_empty()).then_some(archive),
        options,
        shelter: shelter(&cli.shared),
        theme: browser.theme.clone(),
        keymap: browser.keymap.clone(),
        no_session: browser.no_session,
        plain: browser.plain,
        panic_after: browser.panic_after,
    })
}

/// Where the catalogue is kept, as the command line says.
pub(super) fn shelter(shared: &Shared) -> Shelter {
    Shelter::asked(shared.cache.clone(), shared.no_cache)
}

/// Says what is read where no path was given.
pub(super) fn tell_of_sample(paths: &[PathBuf]) {
    if paths.is_empty() {
        say("No path was given; this is the built-in sample.");
    }
}

/// Reads an archive to its end. Problems met are told of in a line; an archive of which nothing could be read is an
/// error.
pub(super) fn read(paths: &[PathBuf], shared: &Shared) -> anyhow::Result<Catalogue> {
    read_with(paths, shared, None)
}

fn read_with(paths: &[PathBuf], shared: &Shared, sides: Option<&Path>) -> anyhow::Result<Catalogue> {
    tell_of_sample(paths);
    let (archive, mut options) = asked(paths, shared)?;
    match sides {
        Some(file) => options.corrections_of_any = Some(corrections(file)?),
        // What the user set by hand in the browser holds here too.
        None => {
            if let Some(places) = Places::of_user() {
                let (corrections, told) = Corrected::in_state(&places.state()).read();
                told.iter().for_each(|sentence| say(sentence));
                options.corrections = corrections;
            }
        }
    }
    // Sides given for once are not to be remembered.
    let shelter = if sides.is_some() { Shelter::Memory } else { shelter(shared) };
    let (catalogue, complaint) = shelter.catalogue(&archive, &options);
    catalogue.complain(complaint);
    catalogue.on_damage(say);
    let waits = Once::new();
    fill(&catalogue, &archive, &options, &|progress| {
        if progress.waiting {
            waits.call_once(|| say("Another recension is reading this archive; waiting for it."));
        }
    });
    let problems = catalogue.problems();
    let import = format!("`recension import{}`", asked_again(paths, shared));
    if let Some(first) = problems.first() {
        if catalogue.progress().articles == 0 {
            let more = problems.len() - 1;
            let more = if more > 0 { format!(" ({more} more: {import} lists them.)") } else { String::new() };
            bail!("Nothing could be read. {}{more}", said(first));
        }
        let count = counted(problems.len(), "problem");
        say(&format!("{count} while reading; see {import}."));
    }
    Ok(catalogue)
}

/// The arguments that ask for the same archive again.
fn asked_again(paths: &[PathBuf], shared: &Shared) -> String {
    let from = shared.from.iter().map(|name| format!(" --from {name}"));
    let hidden = shared.show_hidden.then(|| " --show-hidden".to_owned());
    let line = shared.first_parent.then(|| " --first-parent".to_owned());
    let quoted = |path: &Path| quoted(&path.display().to_string());
    let cache = shared.cache.iter().map(|folder| format!(" --cache {}", quoted(folder)));
    let memory = shared.no_cache.then(|| " --no-cache".to_owned());
    let paths = paths.iter().map(|path| format!(" {}", quoted(path)));
    from.chain(hidden).chain(line).chain(cache).chain(memory).chain(paths).collect()
}

/// A word of a command line, as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:,@%=~".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// A file of sides set by hand.
fn corrections(file: &Path) -> anyhow::Result<Corrections> {
    let shown = file.display();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => bail!("{shown} cannot be read: {}; check the path.", source::reason(&error)),
    };
    Corrections::parse(&text).with_context(|| format!("{shown} is no file of sides"))
}

/// Reads an archive into a catalogue.
pub(super) fn fill(
    catalogue: &Catalogue,
    archive: &source::Archive,
    options: &Options,
    on_progress: &(dyn Fn(&Progress) + Sync),
) -> Summary {
    catalogue.import(archive, options, on_progress, &Cancel::default())
}

/// A problem as a sentence.
pub(super) fn said(problem: &Problem) -> String {
    let parts = [&problem.file, &problem.place, &problem.reason];
    parts.into_iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(": ")
}

/// The article that a command is about, with its timeline. Sides of a compare page are set by hand in the file `sides`.
pub(super) fn article(
    place: &Place,
    shared: &Shared,
    sides: Option<&Path>,
) -> anyhow::Result<(Catalogue, ArticleId, Timeline)> {
    let paths: Vec<PathBuf> = place.path.iter().cloned().collect();
    let catalogue = read_with(&paths, shared, sides)?;
    let id = catalogue.resolve(place.article.as_deref())?;
    let timeline = catalogue.timeline(&id).context("The article is gone; try again.")?;
    Ok((catalogue, id, timeline))
}

/// The index of the last revision seen at a time or before it.
fn seen_by(timeline: &Timeline, time: Timestamp) -> anyhow::Result<usize> {
    let rows = &timeline.rows;
    let is_seen = |row: &TimelineRow| row.time.as_ref().is_some_and(|seen| seen.at <= time);
    rows.iter().rposition(is_seen).with_context(|| {
        let first = rows.iter().filter_map(|row| row.time.as_ref()).map(|seen| seen.at).min();
        match first {
            Some(first) => format!("Article {} was first seen at {first}, after that.", timeline.head.id),
            None => format!("No time is known of any revision of article {}.", timeline.head.id),
        }
    })
}

/// The index in the timeline of the revision that is meant.
pub(super) fn revision(timeline: &Timeline, rev: Rev) -> anyhow::Result<usize> {
    let rows = &timeline.rows;
    let found = match rev {
        Rev::First => (!rows.is_empty()).then_some(0),
        Rev::FromEnd(n) => rows.len().checked_sub(usize::try_from(n).unwrap_or(usize::MAX)),
        Rev::Number(number) => rows.iter().position(|r| r.number == number),
        Rev::At(time) => return seen_by(timeline, time),
    };
    let Some(found) = found else {
        let held = match (rows.first(), rows.last()) {
            (Some(only), Some(_)) if rows.len() == 1 => format!("has just one, number {}", only.number),
            (Some(first), Some(last)) => {
                format!(
                    "has {}, from number {} to {}; `recension log` lists them",
                    rows.len(),
                    first.number,
                    last.number
                )
            }
            _ => "has none".to_owned(),
        };
        let is_missing = |n: u32| timeline.head.gaps.iter().any(|gap| (gap.from..=gap.to).contains(&n));
        match rev {
            Rev::Number(n) if is_missing(n) => {
                bail!("Revision {n} is not in the dump: article {} {held}.", timeline.head.id)
            }
            // Where a filter has a year, somebody may mean one here.
            Rev::Number(n) if (1900..2200).contains(&n) => bail!(
                "There is no revision {n}: article {} {held}. Name it by its number, `first`, `last`, `-1`, \
                 `-2` … from the end, or by a time: {n}-12 is the last one seen by the end of {n}.",
                timeline.head.id
            ),
            _ => bail!("There is no such revision: article {} {held}.", timeline.head.id),
        }
    };
    Ok(found)
}
