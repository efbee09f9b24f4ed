//! `recension show`: the text of a revision.

use std::sync::Arc;

use anyhow::Context as _;
use serde::Serialize;

use super::{
    Outcome, archive, log,
    paper::{Paper, Style, wrap},
};
use crate::{
    cli::{Shared, Show},
    model::{RevisionText, Seen, TextState},
};

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Line<'a> {
    revision: u32,
    title: &'a str,
    time: Option<String>,
    state: &'static str,
    paragraphs: Vec<&'a str>,
    /// Only where it was asked for and prose was made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    markup: Option<Vec<&'a str>>,
}

/// Columns of running text: the measure of a book.
const MEASURE: usize = 78;

pub(super) fn run(show: &Show, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    let (catalogue, id, timeline) = archive::article(&show.place, shared, None)?;
    let row = timeline.rows.get(archive::revision(&timeline, show.rev)?).context("There is no such revision.")?;
    let text = catalogue.text(&id, row.number).context("The revision is gone; try again.")?;
    if show.json {
        paper.json(&Line {
            revision: text.number,
            title: &text.title,
            time: text.time.as_ref().map(Seen::rfc3339),
            state: text.state.word(),
            paragraphs: text.paragraphs.iter().map(|p| &**p).collect(),
            markup: text.markup.as_deref().filter(|_| show.raw).map(|lines| lines.iter().map(|l| &**l).collect()),
        })?;
        return Ok(Outcome::Done);
    }
    let columns = paper.width().min(MEASURE);
    let named = [&text.title, &timeline.head.title].into_iter().find(|title| !title.is_empty());
    let title = named.map_or("(no headline)", String::as_str);
    for line in wrap(title, columns) {
        paper.line(paper.style(Style::Headline, &line))?;
    }
    let which = format!("revision {}", text.number);
    let state = if text.state == TextState::Whole { "" } else { log::state(row) };
    let time = paper.time(text.time.as_ref());
    let facts: Vec<&str> =
        [which.as_str(), &time, &timeline.head.source, state].into_iter().filter(|f| !f.is_empty()).collect();
    paper.line(paper.style(Style::Faint, &facts.join(" · ")))?;
    match text.markup.as_deref().filter(|_| show.raw) {
        Some(markup) => {
            paper.line("")?;
            for line in markup {
                let line = paper.text(line).into_owned();
                paper.line(line)?;
            }
        }
        None => print(&text, columns, paper)?,
    }
    Ok(Outcome::Done)
}

fn print(text: &RevisionText, columns: usize, paper: &mut Paper) -> anyhow::Result<()> {
    for index in 0..=text.paragraphs.len() {
        if text.holes.contains(&index) {
            paper.line(format_args!("\n{}", paper.style(Style::Faint, "[text missing here]")))?;
        }
        let Some(paragraph): Option<&Arc<str>> = text.paragraphs.get(index) else { break };
        paper.line("")?;
        for line in wrap(paragraph, columns) {
            paper.line(line)?;
        }
    }
    Ok(())
}
