//! `recension log --passage`: the lifelines of the passages that hold a phrase.

use anyhow::{Context as _, bail};
use serde::Serialize;

use super::{
    Outcome, log,
    paper::{Paper, Style, wrap},
};
use crate::{
    catalogue::{Catalogue, MOST_PASSAGES, Passages, holds},
    diff::{
        Ignore, Op, TextSide, compare,
        lifeline::{Life, Stage, Turn},
    },
    model::{Seen, TextState, Timeline},
};

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Line<'a> {
    /// Which of the passages, from 0.
    passage: usize,
    revision: u32,
    time: Option<String>,
    /// `true`, `false`, or null where it cannot be said.
    held: Option<bool>,
    turn: Option<&'static str>,
    /// The turn may have come in a revision before, of which nothing can be said.
    unsure: bool,
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
        if found.lives.len() > 1 {
            paper.line(paper.style(Style::Headline, &format!("Passage {} of {}", number + 1, found.lives.len())))?;
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
            revision: side.revision,
            time: side.time.as_ref().map(Seen::rfc3339),
            held: stage.held,
            turn: stage.turn.map(Turn::word),
            unsure: stage.unsure,
            paragraphs: &stage.paragraphs,
            words: text.as_deref().map(|text| holds(text, words)),
            text,
            state: side.state.word(),
        })?;
    }
    Ok(())
}

/// A line for each revision in which something became of the passage; runs of others in one line.
fn print(found: &Passages, life: &Life, words: &str, paper: &mut Paper) -> anyhow::Result<()> {
    let mut shown: Option<String> = None;
    let mut at = 0;
    while let Some((stage, side)) = life.stages.get(at).zip(found.revisions.get(at)) {
        let dull = |i: usize| {
            let stage = life.stages.get(i).filter(|s| matches!(s.turn, None | Some(Turn::Same)))?;
            // The first of all that holds it shows its text.
            (shown.is_some() || stage.held != Some(true)).then_some(stage.held)
        };
        if let Some(held) = dull(at) {
            let run = (at..life.stages.len()).take_while(|i| dull(*i) == Some(held)).count();
            let last = found.revisions.get(at + run - 1).map_or(side.revision, |last| last.revision);
            let numbers = if run > 1 { format!("{}–{last}", side.revision) } else { side.revision.to_string() };
            let why = if run == 1 { state(side.state) } else { "the text is not whole" };
            let said = match held {
                Some(true) => "unchanged".to_owned(),
                Some(false) => "not there".to_owned(),
                None => format!("cannot say: {why}"),
            };
            paper.line(paper.style(Style::Faint, &format!("{numbers:>6}  {said}")))?;
            at += run;
            continue;
        }
        let time = paper.time(side.time.as_ref());
        let time = if time.is_empty() { "time unknown".to_owned() } else { time };
        let text = found.text(life, at);
        let differs = shown.is_some() && text.is_some() && text != shown;
        paper.line(format_args!("{:>6}  {time:<22}  {}", side.revision, told(stage, differs)))?;
        if let Some(text) = text {
            let written = match &shown {
                Some(before) if *before != text => edited(before, &text, paper),
                Some(_) => Vec::new(),
                None => wrap(&text, paper.width() - 8),
            };
            for line in written {
                paper.line(format_args!("        {line}"))?;
            }
            if !holds(&text, words) {
                paper.line(format_args!(
                    "        {}",
                    paper.style(Style::Faint, "(the words asked for are not in it)")
                ))?;
            }
            shown = Some(text);
        }
        at += 1;
    }
    Ok(())
}

/// What became of the passage, in words; whether its words differ from those before.
fn told(stage: &Stage, differs: bool) -> String {
    let unsure = if stage.unsure { ", here or in a revision before that cannot be read" } else { "" };
    let said = match stage.turn {
        None => "there from the first",
        Some(Turn::Same) => "there, unchanged",
        Some(Turn::Edited) => "reworded",
        Some(Turn::Moved) if differs => "moved and reworded",
        Some(Turn::Moved) => "moved",
        Some(Turn::Split) => "split into several paragraphs",
        Some(Turn::Merged) => "joined with other text",
        Some(Turn::Came) => "came",
        Some(Turn::Gone) => "gone",
        Some(Turn::Back) if differs => "came back, reworded",
        Some(Turn::Back) => "came back",
    };
    format!("{said}{unsure}")
}

fn state(state: TextState) -> &'static str {
    match state {
        TextState::Whole => "nothing of it was found",
        TextState::Partial => "text incomplete",
        TextState::Withheld => "text withheld by its origin",
        TextState::ErrorPage => "an error page",
    }
}

/// How a passage became another, what went in `[-…-]` and what came in `{+…+}`, in lines.
fn edited(before: &str, after: &str, paper: &Paper) -> Vec<String> {
    let side = |text: &str| TextSide { paragraphs: [text.replace('\n', " ").into()].into(), ..TextSide::default() };
    let diff = compare(&side(before), &side(after), Ignore::Nothing);
    let mut text = String::new();
    for edit in diff.blocks.iter().flat_map(|block| &block.edits) {
        match edit.op {
            Op::Equal | Op::Unknown => text.push_str(&edit.text),
            Op::Delete => text.extend(["[-", &edit.text, "-]"]),
            Op::Insert => text.extend(["{+", &edit.text, "+}"]),
        }
    }
    wrap(&text, paper.width() - 8)
}
