//! `recension log --passage`: the lifelines of the passages that hold a phrase.

use anyhow::{Context as _, bail};
use serde::Serialize;

use super::{
    Outcome, log,
    paper::{Paper, Style, wrap},
};
use crate::{
    catalogue::Catalogue,
    diff::{
        Op,
        lifeline::{Life, Turn},
        passages::{Leg, MOST_PASSAGES, Passages, holds_phrase},
    },
    model::{Seen, TextState, Timeline},
};

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Line<'a> {
    /// Which of the passages, from 0.
    passage: usize,
    /// Whether it is the headline.
    headline: bool,
    revision: u32,
    time: Option<String>,
    /// `true`, `false`, or null where it cannot be said.
    held: Option<bool>,
    turn: Option<&'static str>,
    /// The turn may have come in a revision before, which is missing or of which nothing can be said.
    unsure: bool,
    /// The first and the last number before this one that the dump lacks.
    missing_before: Option<(u32, u32)>,
    paragraphs: &'a [usize],
    text: Option<String>,
    /// Whether the words asked for are in it.
    words: Option<bool>,
    state: &'static str,
}

pub(super) fn run(
    catalogue: &Catalogue,
    timeline: &Timeline,
    words: &str,
    json: bool,
    paper: &mut Paper,
) -> anyhow::Result<Outcome> {
    if words.trim().is_empty() {
        bail!("--passage needs words of the passage; give some.");
    }
    let found = catalogue.passages(&timeline.head.id, words, &|| false).context("The article is gone; try again.")?;
    if !json {
        log::head(&timeline.head, paper)?;
    }
    for (number, life) in found.lives.iter().enumerate() {
        if json {
            lines(&found, life, number, words, paper)?;
            continue;
        }
        if number > 0 {
            paper.line("")?;
        }
        if let Some(heading) = found.heading(number) {
            paper.line(paper.style(Style::Headline, &heading))?;
        }
        print(&found, life, words, paper)?;
    }
    if found.lives.is_empty() {
        if !json {
            let unread = found.revisions.iter().filter(|side| side.state != TextState::Whole).count();
            let unread = if unread > 0 {
                format!(" Of {unread} it cannot be said: their text is not whole.")
            } else {
                String::new()
            };
            paper.line(format!("No revision holds these words.{unread}"))?;
        }
        return Ok(Outcome::Nothing);
    }
    if found.cut && !json {
        paper.line("")?;
        paper.line(format_args!("There are more than {MOST_PASSAGES} passages with these words; give more words."))?;
    }
    Ok(Outcome::Done)
}

fn lines(found: &Passages, life: &Life, passage: usize, words: &str, paper: &mut Paper) -> anyhow::Result<()> {
    for (at, (stage, side)) in life.stages.iter().zip(&found.revisions).enumerate() {
        let text = found.text(life, at);
        paper.json(&Line {
            passage,
            headline: life.is_headline,
            revision: side.revision,
            time: side.time.as_ref().map(Seen::rfc3339),
            held: stage.held,
            turn: stage.turn.map(Turn::word),
            unsure: stage.unsure || stage.is_side_uncertain,
            missing_before: side.missing_before.as_ref().map(|gap| (gap.from, gap.to)),
            paragraphs: &stage.paragraphs,
            words: text.as_deref().map(|text| holds_phrase(text, words)),
            text,
            state: side.state.word(),
        })?;
    }
    Ok(())
}

/// A line for each revision in which something became of the passage; runs of others in one line.
fn print(found: &Passages, life: &Life, words: &str, paper: &mut Paper) -> anyhow::Result<()> {
    let number = |at: usize| found.revisions.get(at).map_or(0, |side| side.revision);
    for leg in found.legs(life, words) {
        let first = leg.revisions.0;
        if leg.dull {
            let numbers = leg.numbers(number);
            paper.line(paper.style(Style::Faint, &format!("{numbers:>6}  {}", leg.said)))?;
            continue;
        }
        let time = paper.time(found.time(first));
        let time = if time.is_empty() { "time unknown".to_owned() } else { time };
        paper.line(format_args!("{:>6}  {time:<22}  {}", number(first), leg.said))?;
        let text = written(&leg);
        let lines = if text.is_empty() { Vec::new() } else { wrap(&text, paper.width() - 8) };
        for line in lines {
            paper.line(format_args!("        {line}"))?;
        }
        if leg.reworded_away {
            paper.line(format_args!("        {}", paper.style(Style::Faint, "(the words asked for are not in it)")))?;
        }
    }
    Ok(())
}

/// A leg's text; what went in `[-…-]` and what came in `{+…+}`.
fn written(leg: &Leg) -> String {
    let mut text = String::new();
    for (op, piece) in &leg.text {
        match op {
            Op::Delete => text.extend(["[-", piece, "-]"]),
            Op::Insert => text.extend(["{+", piece, "+}"]),
            _ => text.push_str(piece),
        }
    }
    text
}
