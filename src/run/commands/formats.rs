//! `recension formats`: what can be read and what can be written.

use super::{
    Outcome,
    paper::{Paper, Style, wrap},
};
use crate::{export::EXPORTERS, source::FORMATS};

pub(super) fn run(paper: &mut Paper) -> anyhow::Result<Outcome> {
    paper.line(paper.style(Style::Headline, "Dumps that are read (--from)"))?;
    for format in FORMATS {
        entry(format.name(), format.summary(), paper)?;
    }
    paper.line("")?;
    paper.line(paper.style(Style::Headline, "Documents that are written (--as)"))?;
    for exporter in EXPORTERS {
        entry(exporter.name(), exporter.summary(), paper)?;
    }
    Ok(Outcome::Done)
}

fn entry(name: &str, summary: &str, paper: &mut Paper) -> anyhow::Result<()> {
    let mut name = name;
    for line in wrap(summary, paper.width() - 20) {
        paper.line(format_args!("  {name:<16}  {line}"))?;
        name = "";
    }
    Ok(())
}
