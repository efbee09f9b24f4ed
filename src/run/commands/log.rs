//! `recension log`: the timeline of an article.

use serde::Serialize;

use super::{
    Outcome, archive,
    paper::{Paper, Style, cut, wrap, wrap_told},
    passage,
};
use crate::{
    cli::{Log, Shared},
    diff::Ignore,
    model::{ArticleHead, Aside, ChangeKind, Gap, Seen, TextState, TimelineRow, badge},
    text::{isolate, quantity::counted, width},
};

/// The names of JSON's fields are a contract.
#[derive(Serialize)]
struct Line<'a> {
    revision: u32,
    title: &'a str,
    time: Option<String>,
    time_certainty: Option<&'static str>,
    /// How exactly the time is known: to the second, the minute, the day, the month or the year.
    time_precision: Option<&'static str>,
    later: Option<&'a str>,
    words: usize,
    words_added: Option<usize>,
    words_removed: Option<usize>,
    paragraphs_moved: usize,
    changes: Vec<&'static str>,
    minor: bool,
    /// What it did to the revision before, in one sentence.
    summary: Option<&'a str>,
    /// The revision whose text this one restores.
    restores: Option<u32>,
    author: Option<&'a str>,
    comment: Option<&'a str>,
    state: &'static str,
    /// The revision that it is compared with.
    against: Option<u32>,
    /// Whether it was made on a branch while the article itself went on, or nothing says where in time it belongs.
    aside: bool,
    /// Whether another tool kept it than the revision that it is compared with.
    other_tool: bool,
    /// The dump file it comes from.
    origin: Option<&'a str>,
    /// All dump files that tell of it, that one first.
    origins: Vec<&'a str>,
    /// The origin's own number or name for it, where it is another than `revision`: a commit, a version's number.
    origin_revision: Option<&'a str>,
    /// The URL of a copy that an archive keeps.
    archived: Option<&'a str>,
    /// What the reader of the dump says of it.
    notes: &'a [String],
}

pub(super) fn run(log: &Log, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    let (catalogue, id, timeline) = archive::article(&log.place, shared, None)?;
    if let Some(words) = &log.passage {
        return passage::run(&catalogue, &timeline, words, log.json, paper);
    }
    // What each revision did to the one before, in one sentence.
    let told = |row: &TimelineRow| {
        let base = row.against?;
        let diff = catalogue.diff(&id, base, row.number, Ignore::Nothing)?;
        Some(diff.summary.sentence.clone()).filter(|s| !s.is_empty())
    };
    if log.json {
        for row in &timeline.rows {
            let summary = told(row).map(|said| isolate::bare(&said).into_owned());
            paper.json(&line(row, summary.as_deref()))?;
        }
        return Ok(Outcome::Done);
    }
    head(&timeline.head, paper)?;
    let mut before = None;
    let mut title = timeline.rows.first().map_or("", |row| &row.title);
    for row in &timeline.rows {
        if let Some(gap) = &row.gap_before {
            missing(gap, paper)?;
        }
        print(row, before, paper)?;
        before = Some(row.number);
        if let Some(summary) = told(row).filter(|summary| !is_noted(summary, row)) {
            for line in wrap_told(&summary, paper.width() - 8) {
                paper.line(format_args!("        {line}"))?;
            }
        }
        if row.title != title && !row.title.is_empty() {
            let words = cut(&row.title, paper.edge() - 8);
            paper.line(format_args!("        {}", paper.style(Style::Headline, &words)))?;
            title = &row.title;
        }
        let comment = row.comment_line();
        let said = [row.author.as_deref(), comment.as_deref()];
        let said: Vec<&str> = said.into_iter().flatten().filter(|s| !s.trim().is_empty()).collect();
        if !said.is_empty() {
            for line in wrap(&said.join(": "), paper.width() - 8) {
                paper.line(format_args!("        {}", paper.style(Style::Faint, &line)))?;
            }
        }
        for said in row.notes.iter().chain(&row.archived) {
            for line in wrap(said, paper.width() - 8) {
                paper.line(format_args!("        {}", paper.style(Style::Faint, &line)))?;
            }
        }
    }
    let own = |row: &&TimelineRow| row.origin_revision.as_deref().is_none_or(|label| label.parse::<u32>().is_err());
    let last = timeline.rows.iter().filter(own).map(|row| row.number).max().unwrap_or(0);
    for gap in timeline.head.gaps.iter().filter(|gap| gap.from > last) {
        missing(gap, paper)?;
    }
    Ok(Outcome::Done)
}

fn line<'a>(row: &'a TimelineRow, summary: Option<&'a str>) -> Line<'a> {
    Line {
        revision: row.number,
        title: &row.title,
        time: row.time.as_ref().map(Seen::rfc3339),
        time_certainty: row.time.as_ref().map(|t| t.certainty.word()),
        time_precision: row.time.as_ref().map(|t| t.precision.word()),
        later: row.later.as_deref(),
        words: row.words,
        words_added: row.words_added,
        words_removed: row.words_removed,
        paragraphs_moved: row.paragraphs_moved,
        changes: row.changes.iter().map(ChangeKind::word).collect(),
        minor: row.minor,
        summary,
        restores: row.restores,
        author: row.author.as_deref(),
        comment: row.comment.as_deref(),
        state: row.state.word(),
        against: row.against,
        aside: row.aside.is_some(),
        other_tool: row.is_of_other_tool,
        origin: row.origin.as_deref(),
        origins: row.origin.iter().chain(&row.also_in).map(AsRef::as_ref).collect(),
        origin_revision: row.origin_revision.as_deref(),
        archived: row.archived.as_deref(),
        notes: &row.notes,
    }
}

/// What is said of an article above its revisions.
pub(super) fn head(head: &ArticleHead, paper: &mut Paper) -> anyhow::Result<()> {
    let title = if head.title.is_empty() { "(no headline)" } else { &head.title };
    for line in wrap(title, paper.width()) {
        paper.line(paper.style(Style::Headline, &line))?;
    }
    let status = head.status.as_deref().unwrap_or_default();
    let facts = [head.id.as_str(), &head.source, status, head.sides.words().unwrap_or_default()];
    let facts: Vec<&str> = facts.into_iter().filter(|f| !f.is_empty()).collect();
    let notes = head.notes.iter().map(String::as_str);
    let several = head.origins.len() > 1;
    let joined = if several { format!("Joined from {}.", head.origins.join(", ")) } else { String::new() };
    for fact in [facts.join(" · ").as_str(), &head.url, &joined].into_iter().chain(notes).filter(|f| !f.is_empty()) {
        for line in wrap(fact, paper.width()) {
            paper.line(paper.style(Style::Faint, &line))?;
        }
    }
    paper.line("")?;
    Ok(())
}

fn print(row: &TimelineRow, before: Option<u32>, paper: &mut Paper) -> anyhow::Result<()> {
    let time = paper.time(row.time.as_ref());
    let size = if row.state == TextState::Whole { counted(row.words, "word") } else { state(row).to_owned() };
    let change = |sign: char, count: Option<usize>| match count {
        Some(0) | None => String::new(),
        Some(n) => format!("{sign}{n}"),
    };
    let counts = [(Style::Removed, change('−', row.words_removed)), (Style::Added, change('+', row.words_added))];
    let kinds: Vec<&str> = row.changes.iter().filter(|k| *k != ChangeKind::Revert).map(badge::name).collect();
    let kinds = kinds.join(", ");
    let minor = if row.minor { "minor" } else { "" };
    let restores = row.restores.map_or(String::new(), |number| format!("restores {number}"));
    let label = row.origin_revision.as_deref().map_or(String::new(), |label| format!("there {label}"));
    let against = row.against.filter(|_| row.against != before);
    let against = against.map_or(String::new(), |number| format!("compared with {number}"));
    let aside = row.aside.map_or("", Aside::said);
    let tool = if row.is_of_other_tool { "kept by another tool" } else { "" };
    let facts = [row.later.as_deref().unwrap_or_default(), &size, &label, aside, tool];
    let facts: Vec<&str> = facts.into_iter().filter(|f| !f.is_empty()).collect();
    let changes: Vec<&str> = [&kinds, minor, &restores, &against].into_iter().filter(|c| !c.is_empty()).collect();
    let counts: Vec<&(Style, String)> = counts.iter().filter(|(_, count)| !count.is_empty()).collect();
    let taken: usize = counts.iter().map(|(_, count)| width::of(count) + 1).sum();
    let time = if time.is_empty() { "time unknown".to_owned() } else { time };
    let facts = facts.join(", ");
    let said = format!("{time:<22}  {facts}");
    let lines = match width::of(&said) + 8 <= paper.edge() {
        true => vec![said],
        false => wrap(&format!("{time}, {facts}"), paper.width() - 8),
    };
    for (at, line) in lines.iter().enumerate() {
        let number = if at == 0 { row.number.to_string() } else { String::new() };
        paper.line(format_args!("{number:>6}  {}", paper.text(line)))?;
    }
    let mut counts: String = counts.iter().map(|(style, count)| paper.style(*style, count) + " ").collect();
    for line in wrap(&changes.join("; "), paper.width() - 8 - taken) {
        let line = format!("{counts}{}", paper.style(Style::Faint, &line));
        if !line.is_empty() {
            paper.line(format_args!("        {}", line.trim_end()))?;
        }
        counts.clear();
    }
    Ok(())
}

/// Whether a note says what the summary says, and more.
fn is_noted(summary: &str, row: &TimelineRow) -> bool {
    let said = summary.trim_end_matches('.').to_lowercase();
    row.notes.iter().any(|note| note.to_lowercase().starts_with(&said))
}

/// What a text is that is not whole, in words.
pub(super) fn state(row: &TimelineRow) -> &'static str {
    let lost = row.state == TextState::Partial && row.words == 0;
    if lost { "text not in the dump" } else { row.state.said() }
}

fn missing(gap: &Gap, paper: &mut Paper) -> anyhow::Result<()> {
    let numbers = if gap.from == gap.to { format!("{}", gap.from) } else { format!("{} to {}", gap.from, gap.to) };
    paper.line(format_args!("        {}", paper.style(Style::Faint, &format!("({numbers} not in the dump)"))))?;
    Ok(())
}
