//! `recension list`: the articles.

use std::num::NonZeroUsize;

use serde::Serialize;

use super::{
    Outcome, archive, mistaken,
    paper::{Paper, Style, cut},
    say,
};
use crate::{
    cli::{List, Shared},
    model::{Anchor, Changes, Filter, ListQuery, ListRow, Seen, WindowRequest},
    query::filter_mistake,
    text::quantity::counted,
    view::badge::BADGES,
};

/// Articles asked for at once.
const WINDOW: usize = 1000;

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    source: &'a str,
    url: &'a str,
    title: &'a str,
    first_seen: Option<String>,
    last_changed: Option<String>,
    /// How certain that is; of what a file's date says it is `unknown`.
    time_certainty: Option<&'static str>,
    revisions: u32,
    status: Option<&'a str>,
    /// The dumps it comes from.
    origins: Vec<&'a str>,
}

pub(super) fn run(list: &List, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    if let Some((words, wrong)) = list.words.as_ref().and_then(|words| Some(words).zip(filter_mistake(words))) {
        return Err(mistaken("filter", words, &wrong));
    }
    let catalogue = archive::read(&list.archive.paths, shared)?;
    let filter = Filter {
        source: list.source.clone(),
        since: list.since,
        until: list.until,
        min_revisions: list.min_revisions,
        min_change: list.min_change,
        words: list.words.clone().unwrap_or_default(),
        changed: list.changed.iter().copied().collect(),
        ..Filter::default()
    };
    let query = ListQuery { sort: list.sort, reversed: false, filter };
    let mut wanted = list.limit.map_or(usize::MAX, NonZeroUsize::get);
    let mut rank = 0;
    let dumps = list.json.then(|| catalogue.dumps());
    while wanted > 0 {
        let request = WindowRequest { query: query.clone(), anchor: Anchor::Rank(rank), count: wanted.min(WINDOW) };
        let window = catalogue.window(&request);
        // A window near the end begins earlier, so that it is full.
        let fresh = window.rows.get(rank.saturating_sub(window.first)..).unwrap_or_default();
        if fresh.is_empty() {
            break;
        }
        for row in fresh {
            match &dumps {
                Some(dumps) => json(row, catalogue.dumps_of(dumps, &row.id), paper)?,
                None => print(row, paper)?,
            }
        }
        rank += fresh.len();
        wanted -= fresh.len().min(wanted);
    }
    if rank == 0 && paper.is_terminal() {
        say("No article is like that.");
    }
    Ok(if rank > 0 { Outcome::Done } else { Outcome::Nothing })
}

fn json(row: &ListRow, origins: Vec<&str>, paper: &mut Paper) -> anyhow::Result<()> {
    paper.json(&Line {
        id: row.id.as_str(),
        source: &row.source,
        url: &row.url,
        title: &row.title,
        first_seen: row.first_seen.as_ref().map(Seen::rfc3339),
        last_changed: row.last_changed.as_ref().map(Seen::rfc3339),
        time_certainty: row.last_changed.as_ref().map(|seen| seen.certainty.word()),
        revisions: row.revisions,
        status: row.status.as_deref(),
        origins,
    })
}

/// The headline, and below it what is known of the article.
fn print(row: &ListRow, paper: &mut Paper) -> anyhow::Result<()> {
    let title = if row.title.is_empty() { "(no headline)" } else { &row.title };
    let title = cut(title, paper.edge());
    paper.line(paper.style(Style::Headline, &title))?;
    let count = counted(row.revisions as usize, "revision");
    let facts = [
        row.id.to_string(),
        row.source.clone(),
        paper.time(row.last_changed.as_ref()),
        count,
        row.caution().unwrap_or_default().to_owned(),
        badges(row.changes),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|f| !f.is_empty()).collect();
    let facts = cut(&facts.join(" · "), paper.edge() - 2);
    paper.line(format_args!("  {}", paper.style(Style::Faint, &facts)))?;
    Ok(())
}

/// The badges of what ever changed, as the browser shows them.
fn badges(changes: Changes) -> String {
    let badges: Vec<&str> = BADGES.iter().filter(|b| changes.has(b.0)).map(|b| b.1).collect();
    badges.join(" ")
}
