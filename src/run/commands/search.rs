//! `recension search`: hits with their lifelines.

use std::{num::NonZeroUsize, ops::ControlFlow};

use serde::Serialize;

use super::{
    Outcome, archive, mistaken,
    paper::{Paper, Style, cut, wrap},
    say,
};
use crate::{
    cli::{Search, Shared},
    model::{Hit, Seen, Sighting, badge},
    query::Query,
    text::{quantity::counted, width},
};

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    source: &'a str,
    title: &'a str,
    revision: u32,
    field: &'static str,
    snippet: &'a str,
    matches: Vec<[usize; 2]>,
    lifeline: Vec<u32>,
    present_in_last: Option<bool>,
    /// Where it went: the last revision that holds it and the first that does not.
    last_seen: Option<Place>,
    first_missing: Option<Place>,
    /// Whether it is a hit; else that cannot be said.
    certain: bool,
    /// The revisions of which nothing can be said.
    cannot_say: Vec<NotKnown>,
}

#[derive(Serialize)]
struct Place {
    revision: u32,
    time: Option<String>,
}

#[derive(Serialize)]
struct NotKnown {
    revision: u32,
    state: &'static str,
    /// Only where what is searched for stands on a side that is uncertain.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    side_uncertain: bool,
}

impl Place {
    fn of(sighting: &Sighting) -> Place {
        Place { revision: sighting.revision, time: sighting.time.as_ref().map(Seen::rfc3339) }
    }
}

pub(super) fn run(search: &Search, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    let query = Query::parse(&search.query).map_err(|wrong| mistaken("query", &search.query, &wrong))?;
    let catalogue = archive::read(&search.archive.paths, shared)?;
    let mut outcome = Outcome::Nothing;
    let mut doubtful = Vec::new();
    let mut result = Ok(());
    let limit = search.limit.map_or(usize::MAX, NonZeroUsize::get);
    catalogue.search(&query, search.sort, limit, &|| false, &mut |hit| {
        if !hit.is_sure {
            doubtful.push(hit);
            return ControlFlow::Continue(());
        }
        outcome = Outcome::Done;
        result = written(&hit, search.json, paper);
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    result?;
    if !(doubtful.is_empty() || search.json) {
        let told = format!("Of {} it cannot be said:", counted(doubtful.len(), "article"));
        paper.line(paper.style(Style::Headline, &told))?;
    }
    doubtful.iter().try_for_each(|hit| written(hit, search.json, paper))?;
    // A script knows by the exit code.
    if outcome == Outcome::Nothing && doubtful.is_empty() && paper.is_terminal() {
        say("Nothing was found.");
    }
    Ok(outcome)
}

fn written(hit: &Hit, as_json: bool, paper: &mut Paper) -> anyhow::Result<()> {
    if as_json {
        json(hit, paper)?;
    } else {
        print(hit, paper)?;
    }
    Ok(paper.finish()?)
}

fn json(hit: &Hit, paper: &mut Paper) -> anyhow::Result<()> {
    let went = hit.turn.as_ref().filter(|turn| turn.went);
    let unknown = hit.unknown.iter().map(|unknown| NotKnown {
        revision: unknown.revision,
        state: unknown.state.word(),
        side_uncertain: unknown.is_side_uncertain,
    });
    paper.json(&Line {
        id: hit.id.as_str(),
        source: &hit.source,
        title: &hit.title,
        revision: hit.revision,
        field: hit.field.word(),
        snippet: &hit.snippet,
        matches: hit.matches.iter().map(|m| [m.0, m.1]).collect(),
        lifeline: hit.lifeline.present().collect(),
        present_in_last: hit.lifeline.in_last(),
        last_seen: went.map(|turn| Place::of(&turn.before)),
        first_missing: went.map(|turn| Place::of(&turn.after)),
        certain: hit.is_sure,
        cannot_say: unknown.collect(),
    })
}

fn print(hit: &Hit, paper: &mut Paper) -> anyhow::Result<()> {
    let title = if hit.title.is_empty() { "(no headline)" } else { &hit.title };
    paper.line(paper.style(Style::Headline, &cut(title, paper.edge())))?;
    let facts = [
        hit.id.to_string(),
        hit.source.clone(),
        format!("revision {}", hit.revision),
        paper.time(hit.time.as_ref()),
        lifeline(hit, paper),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|f| !f.is_empty()).collect();
    for line in wrap(&facts.join(" · "), paper.width() - 2) {
        paper.line(format_args!("  {}", paper.style(Style::Faint, &line)))?;
    }
    let line = marked(hit, paper);
    paper.line(format_args!("  {line}"))?;
    Ok(())
}

/// Columns before the first match.
const BEFORE: usize = 24;

/// The snippet in one line, its matches marked.
fn marked(hit: &Hit, paper: &Paper) -> String {
    let chars: Vec<char> = hit.snippet.chars().collect();
    let piece = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    let first = hit.matches.first().map_or(0, |m| m.0);
    let mut at = if paper.edge() < usize::MAX { first.saturating_sub(BEFORE) } else { 0 };
    let mut line = String::from(if at > 0 { "…" } else { "" });
    let mut left = paper.edge() - 3;
    let mut put = |text: String, is_match: bool| {
        let text = cut(&text, left);
        left = left.saturating_sub(width::of(&text));
        let goes_on = left > 0 && !text.ends_with('…');
        line.push_str(&if is_match { paper.style(Style::Match, &text) } else { text });
        goes_on
    };
    for (start, end) in &hit.matches {
        if !(put(piece(at, *start), false) && put(piece(*start, *end), true)) {
            return line;
        }
        at = *end;
    }
    put(piece(at, chars.len()), false);
    line
}

/// Lifelines of more revisions are printed as counts.
const LONGEST: usize = 24;

/// In which revisions the hit stands, by the signs of the screen, in long histories runs of them with their length; and
/// where it went, or why it cannot be said that it did.
fn lifeline(hit: &Hit, paper: &Paper) -> String {
    let short = hit.lifeline.revisions.len() <= LONGEST;
    let runs = hit
        .lifeline
        .runs()
        .map(|(held, n)| if short { badge::held(held).repeat(n) } else { format!("{}{n}", badge::held(held)) });
    let drawn = runs.collect::<Vec<_>>().join(if short { "" } else { " " });
    let place = |sighting: &Sighting| match paper.time(sighting.time.as_ref()) {
        time if time.is_empty() => sighting.revision.to_string(),
        time => format!("{} ({time})", sighting.revision),
    };
    let fate = match (hit.doubt(), &hit.turn) {
        (Some(doubt), _) => format!(" {doubt}"),
        (None, Some(turn)) if turn.went => {
            format!(" last seen in {}, first missing in {}", place(&turn.before), place(&turn.after))
        }
        (None, _) if hit.lifeline.in_last() == Some(false) => " not in the last".to_owned(),
        (None, _) => String::new(),
    };
    format!("{drawn}{fate}")
}
