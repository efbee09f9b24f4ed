//! `recension stats`: the figures of an archive.

use anyhow::Context as _;
use serde::Serialize;

use super::{
    Outcome, archive,
    paper::{Paper, Style, cut, wrap},
};
use crate::{
    app::overview::{self, Line},
    cli::{Shared, Stats as Asked},
    model::{
        Stats,
        stats::{Ranked, Tally},
    },
    text::sanitise::sanitise,
};

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Figures<'a> {
    articles: usize,
    revisions: usize,
    changes: usize,
    undated: usize,
    sources: Vec<Counted<'a>>,
    days: Vec<Counted<'a>>,
    kinds: Vec<Kind>,
    spans: Vec<Span>,
    most_rewritten: Vec<Rewritten<'a>>,
    changed_latest: Vec<Late<'a>>,
}

#[derive(Serialize)]
struct Counted<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    articles: usize,
    revisions: usize,
    changes: usize,
}

#[derive(Serialize)]
struct Kind {
    kind: &'static str,
    articles: usize,
    changes: usize,
}

#[derive(Serialize)]
struct Span {
    span: &'static str,
    articles: usize,
}

#[derive(Serialize)]
struct Rewritten<'a> {
    id: &'a str,
    source: &'a str,
    title: &'a str,
    revisions: u32,
    words: i64,
}

#[derive(Serialize)]
struct Late<'a> {
    id: &'a str,
    source: &'a str,
    title: &'a str,
    revisions: u32,
    seconds: i64,
}

pub(super) fn run(asked: &Asked, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    let catalogue = archive::read(&asked.archive.paths, shared)?;
    let stats = catalogue.stats(&|| false).context("The archive could not be counted; try again.")?;
    if asked.json {
        paper.json(&figures(&stats))?;
    } else if asked.csv {
        csv(&stats, paper)?;
    } else {
        print(&stats, paper)?;
    }
    Ok(Outcome::Done)
}

fn figures(stats: &Stats) -> Figures<'_> {
    let counted =
        |source, day, Tally { articles, revisions, changes }| Counted { source, day, articles, revisions, changes };
    let sources = stats.sources().into_iter().map(|(source, tally)| counted(Some(source), None, tally));
    let kinds = stats.kinds().into_iter();
    Figures {
        articles: stats.all.articles,
        revisions: stats.all.revisions,
        changes: stats.all.changes,
        undated: stats.undated,
        sources: sources.collect(),
        days: stats.days.iter().map(|(day, tally)| counted(None, Some(date(*day)), *tally)).collect(),
        kinds: kinds.map(|(k, t)| Kind { kind: k.word(), articles: t.articles, changes: t.changes }).collect(),
        spans: stats.spans().map(|(span, articles)| Span { span: span.words(), articles }).collect(),
        most_rewritten: stats.rewritten.iter().map(rewritten).collect(),
        changed_latest: stats.latest.iter().map(late).collect(),
    }
}

fn rewritten(r: &Ranked) -> Rewritten<'_> {
    Rewritten { id: r.id.as_str(), source: &r.source, title: &r.title, revisions: r.revisions, words: r.by }
}

fn late(r: &Ranked) -> Late<'_> {
    Late { id: r.id.as_str(), source: &r.source, title: &r.title, revisions: r.revisions, seconds: r.by }
}

fn date(day: i32) -> String {
    overview::shown(day, "%Y-%m-%d")
}

/// One table, each row with the name of the section it belongs to; what a section does not count is empty.
fn csv(stats: &Stats, paper: &mut Paper) -> anyhow::Result<()> {
    paper.line("section,name,articles,revisions,changes,words,seconds,source,title")?;
    let mut row = |section: &str, name: &str, figures: [Option<i64>; 5], source: &str, title: &str| {
        let figures = figures.map(|f| f.map_or_else(String::new, |f| f.to_string())).join(",");
        paper.line(format_args!("{section},{},{figures},{},{}", cell(name), cell(source), cell(title)))
    };
    let count = |n: usize| i64::try_from(n).ok();
    let tally = |t: Tally| [count(t.articles), count(t.revisions), count(t.changes), None, None];
    row("all", "", tally(stats.all), "", "")?;
    row("undated", "", [None, count(stats.undated), None, None, None], "", "")?;
    for (source, counted) in stats.sources() {
        row("source", source, tally(counted), "", "")?;
    }
    for (day, counted) in &stats.days {
        row("day", &date(*day), tally(*counted), "", "")?;
    }
    for (kind, counted) in stats.kinds() {
        row("kind", kind.word(), [count(counted.articles), None, count(counted.changes), None, None], "", "")?;
    }
    for (span, articles) in stats.spans() {
        row("span", span.words(), [count(articles), None, None, None, None], "", "")?;
    }
    for r in &stats.rewritten {
        let figures = [None, Some(r.revisions.into()), None, Some(r.by), None];
        row("most_rewritten", r.id.as_str(), figures, &r.source, &r.title)?;
    }
    for r in &stats.latest {
        let figures = [None, Some(r.revisions.into()), None, None, Some(r.by)];
        row("changed_latest", r.id.as_str(), figures, &r.source, &r.title)?;
    }
    Ok(())
}

/// A text as a cell: in quotation marks where it has to be, nothing in it that gives a terminal orders, and no formula
/// for whoever opens it in a spreadsheet.
fn cell(text: &str) -> String {
    let text = sanitise(text);
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

fn print(stats: &Stats, paper: &mut Paper) -> anyhow::Result<()> {
    for line in overview::lines(stats, paper.width()) {
        match line {
            Line::Blank => paper.line("")?,
            Line::Heading(text) => paper.line(paper.style(Style::Headline, &text))?,
            Line::Note(text) => {
                for line in wrap(&text, paper.width()) {
                    paper.line(paper.style(Style::Faint, &line))?;
                }
            }
            Line::Bar { label, bar, figures } => {
                paper.line(format_args!("{}  {bar}  {}", paper.text(&label), paper.style(Style::Faint, &figures)))?;
            }
            Line::Article { by, title } => {
                let line = cut(&format!("{by}  {title}"), paper.edge());
                paper.line(line)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_one_cell_and_no_formula() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert!(!cell("\u{1b}[2J\n").contains(['\u{1b}', '\n']));
    }
}
