//! `recension formats`: what can be read and what can be written; of a path, what of it is there.

use serde::Serialize;

use super::{
    Outcome,
    archive::{self, said},
    paper::{Paper, Style, cut, wrap},
};
use crate::{
    cli::{Formats, Shared},
    export::EXPORTERS,
    model::{Problem, problem::by_reason},
    source::{self, Cancel, Census, Count, FORMATS, Found, Summary},
    text::quantity::{bytes, counted, number},
};

pub(super) fn run(asked: &Formats, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    if asked.paths.is_empty() {
        return all(asked.json, paper);
    }
    let (archive, options) = archive::asked(&asked.paths, shared)?;
    let census = Census::default();
    let summary = source::open(&archive, &options, &census, &Cancel::default());
    let found = census.found();
    if asked.json {
        paper.json(&whole(&found, &summary))?;
    } else {
        print(&found, &summary, paper)?;
    }
    Ok(if found.articles == 0 { Outcome::Nothing } else { Outcome::Done })
}

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Tables {
    read: Vec<Named>,
    written: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    name: &'static str,
    summary: &'static str,
}

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Whole<'a> {
    files: usize,
    bytes: u64,
    articles: usize,
    /// Articles that files of more than one format hold.
    shared: usize,
    formats: Vec<Row<'a>>,
    passed_over: serde_json::Map<String, serde_json::Value>,
    problems: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    format: &'static str,
    files: usize,
    articles: usize,
    revisions: usize,
    example: &'a str,
}

#[derive(Serialize)]
struct Told<'a> {
    file: &'a str,
    place: &'a str,
    reason: &'a str,
}

fn all(json: bool, paper: &mut Paper) -> anyhow::Result<Outcome> {
    if json {
        let read = FORMATS.iter().map(|f| Named { name: f.name(), summary: f.summary() }).collect();
        let written = EXPORTERS.iter().map(|e| Named { name: e.name(), summary: e.summary() }).collect();
        paper.json(&Tables { read, written })?;
        return Ok(Outcome::Done);
    }
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

/// The formats found, in the order of the table.
fn rows(found: &Found) -> impl Iterator<Item = (&'static str, &Count)> {
    FORMATS.iter().filter_map(|format| Some((format.name(), found.formats.get(format.name())?)))
}

fn whole<'a>(found: &'a Found, summary: &Summary) -> Whole<'a> {
    let row = |(format, count): (&'static str, &'a Count)| Row {
        format,
        files: count.files,
        articles: count.articles,
        revisions: count.revisions,
        example: &count.example,
    };
    let told = |p: &'a Problem| Told { file: &p.file, place: &p.place, reason: &p.reason };
    Whole {
        files: summary.progress.files,
        bytes: summary.progress.bytes,
        articles: found.articles,
        shared: found.shared,
        formats: rows(found).map(row).collect(),
        passed_over: found.passed_over.iter().map(|(why, count)| (why.word().to_owned(), (*count).into())).collect(),
        problems: found.problems.iter().map(told).collect(),
    }
}

fn print(found: &Found, summary: &Summary, paper: &mut Paper) -> anyhow::Result<()> {
    let mut line = |name: &str, figures: [&str; 3], example: &str, style: Option<Style>| {
        let [files, articles, revisions] = figures;
        let figures = format!("{name:<22}{files:>9}{articles:>10}{revisions:>11}");
        let example = cut(example, paper.width().saturating_sub(figures.len() + 2));
        let line = format!("{figures}  {example}");
        let line = style.map_or_else(|| paper.text(&line).into_owned(), |style| paper.style(style, line.trim_end()));
        paper.line(line)
    };
    if found.formats.is_empty() {
        paper.line("No file of a format that is read was found.")?;
    } else {
        line("format", ["files", "articles", "revisions"], "as in", Some(Style::Headline))?;
        for (name, count) in rows(found) {
            let figures = [number(count.files), number(count.articles), number(count.revisions)];
            line(name, [&figures[0], &figures[1], &figures[2]], &count.example, None)?;
        }
        let whole = format!(
            "{} read, {}: {} in all.",
            counted(summary.progress.files, "file"),
            bytes(summary.progress.bytes),
            counted(found.articles, "article")
        );
        paper.line(whole)?;
    }
    if found.repeated {
        let told = "Revisions are counted as they stand in the files, one that stands in several in each; read together, as \
                    `recension list` and `recension stats` have them, they are fewer where files share some.";
        wrap(told, paper.width()).into_iter().try_for_each(|line| paper.line(line))?;
    }
    if found.shared > 0 {
        let (lies, is) = if found.shared == 1 { ("lies", "is") } else { ("lie", "are") };
        let shared = counted(found.shared, "article");
        paper.line(format_args!("{shared} {lies} in files of more than one format, and {is} joined."))?;
    }
    for (why, count) in &found.passed_over {
        paper.line(format_args!("{} passed over: {}.", counted(*count, "file"), why.words()))?;
    }
    if !found.problems.is_empty() {
        let heading = format!("{}:", counted(found.problems.len(), "problem"));
        paper.line(paper.style(Style::Headline, &heading))?;
    }
    problems(&found.problems, paper)
}

/// Places that are named of a problem that was met in many.
const NAMED: usize = 3;

/// Problems, each indented; one that was met in several places is said once, with the first of them.
pub(super) fn problems(problems: &[Problem], paper: &mut Paper) -> anyhow::Result<()> {
    let groups = by_reason(problems, 0..problems.len());
    let groups: Vec<Vec<&Problem>> =
        groups.into_iter().map(|group| group.into_iter().filter_map(|at| problems.get(at)).collect()).collect();
    for group in &groups {
        match group[..] {
            [] => {}
            [only] => indented(&said(only), "  ", paper)?,
            [first, ..] => {
                indented(&format!("{} times: {}", number(group.len()), first.reason), "  ", paper)?;
                let mut places: Vec<String> = group.iter().take(NAMED).map(|problem| place(problem)).collect();
                let more = group.len() - places.len();
                places.extend((more > 0).then(|| format!("and {} more", number(more))));
                indented(&places.join("; "), "    ", paper)?;
            }
        }
    }
    if groups.iter().any(|group| group.len() > NAMED) {
        paper.line("`recension formats --json` names every place.")?;
    }
    Ok(())
}

/// Where a problem was met.
fn place(problem: &Problem) -> String {
    let parts = [&problem.file, &problem.place].into_iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(": ")
}

/// A paragraph behind an indent, further lines of it behind a deeper one.
fn indented(text: &str, indent: &str, paper: &mut Paper) -> anyhow::Result<()> {
    let mut before = indent.to_owned();
    for line in wrap(text, paper.width() - indent.len() - 2) {
        paper.line(format_args!("{before}{line}"))?;
        before = format!("{indent}  ");
    }
    Ok(())
}
