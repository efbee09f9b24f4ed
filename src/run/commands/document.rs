//! A diff written as a document, to standard output or to a file.

use std::path::Path;

use anyhow::{Context as _, bail};

use super::{Outcome, paper::Paper, say};
use crate::{
    cli::Output,
    export::{self, EXPORTERS, Exporter, Piece, save},
    text::{filename, sanitise::sanitise_lines},
};

/// Writes the document that was asked for.
pub(super) fn write(piece: &Piece<'_>, output: &Output, paper: &mut Paper) -> anyhow::Result<Outcome> {
    write_by(exporter(output, paper)?, piece, output, paper)
}

/// The same by an exporter that was chosen.
pub(super) fn write_by(
    exporter: &dyn Exporter,
    piece: &Piece<'_>,
    output: &Output,
    paper: &mut Paper,
) -> anyhow::Result<Outcome> {
    if output.context.is_some() && !exporter.excerpts() {
        bail!("A document of the kind {} is always whole; leave --context out.", exporter.name());
    }
    // `-` names standard output, as everywhere.
    match output.output.as_deref().filter(|file| *file != Path::new("-")) {
        Some(file) => {
            save::save(piece, exporter, file, output.force)?;
            say(&format!("Written to {}.", file.display()));
        }
        None if exporter.is_exact() && paper.is_terminal() => {
            let mut document = Vec::new();
            exporter.write(piece, &mut document)?;
            let document = String::from_utf8_lossy(&document);
            let shown = sanitise_lines(&document);
            paper.raw().write_all(shown.as_bytes())?;
            if shown != document {
                say(
                    "What steers a terminal is made visible here, and what shows nothing left out; with -o FILE the document is exact.",
                );
            }
        }
        None => {
            let width = u16::try_from(paper.width()).unwrap_or(u16::MAX);
            exporter.write_wide(piece, width, paper.raw())?;
        }
    }
    Ok(if piece.diff.is_same() { Outcome::Nothing } else { Outcome::Done })
}

/// The exporter by name, by the file's suffix, else text: with colour on a terminal. A suffix of another kind of
/// document would promise what is not in the file.
pub(super) fn exporter(output: &Output, paper: &Paper) -> anyhow::Result<&'static dyn Exporter> {
    let by_suffix = |file: &Path| {
        let suffix = filename::suffix(file)?;
        EXPORTERS.iter().copied().find(|e| e.suffix() == suffix)
    };
    let plain = |file: &&Path| file.extension().is_none_or(|suffix| suffix == "log" || suffix == "asc");
    if output.format.is_none()
        && let Some(file) = output.output.as_deref().filter(|file| by_suffix(file).is_none() && !plain(file))
    {
        bail!(
            "What kind of document {} is to be is not known; say it with --as: {}.",
            file.display(),
            EXPORTERS.iter().map(|e| e.name()).collect::<Vec<_>>().join(", ")
        );
    }
    let text = if output.output.is_none() && paper.is_styled() { "ansi" } else { "text" };
    match &output.format {
        Some(name) => export::named(name),
        None => output.output.as_deref().and_then(by_suffix).or_else(|| export::named(text)),
    }
    .context("There is no such kind of document; `recension formats` lists them.")
}
