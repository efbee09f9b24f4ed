//! The archive's figures as lines with bars: for the overview on the screen and for `recension stats`.

use std::collections::BTreeMap;

use jiff::{Span, civil::date};

use crate::{
    model::{
        Stats, distance,
        stats::{Ranked, Tally},
    },
    text::{
        quantity::{counted, number},
        width,
    },
};

/// Bars in one section.
const BARS: usize = 40;
/// Days, and months, up to which each has its own bar.
const DAYS: usize = 31;
const MONTHS: usize = 36;
/// Columns of a label.
const LABEL: usize = 20;

/// A line of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Nothing.
    Blank,
    /// What the next lines are about.
    Heading(String),
    /// A sentence.
    Note(String),
    /// A bar with what it stands for.
    Bar {
        /// Its name, padded to a column of its own.
        label: String,
        /// The bar, padded likewise.
        bar: String,
        /// What it stands for in figures.
        figures: String,
    },
    /// An article of a ranking.
    Article {
        /// What it is ranked by.
        by: String,
        /// Headline, outlet, id.
        title: String,
    },
}

/// A bar before its width is known.
struct Row {
    label: String,
    size: usize,
    figures: String,
}

/// The lines of an overview in so many columns; what is longer is for the shower to cut.
#[must_use]
pub fn lines(stats: &Stats, columns: usize) -> Vec<Line> {
    let all = stats.all;
    let counts = [counted(all.articles, "article"), counted(all.revisions, "revision"), counted(all.changes, "change")];
    let mut lines = vec![Line::Heading(counts.join(", "))];
    if all.articles == 0 {
        return lines;
    }
    if stats.undated > 0 {
        lines.push(Line::Note(format!("{} without a time; no day counts them.", counted(stats.undated, "revision"))));
    }
    let sources = stats.sources().into_iter().map(|(source, tally)| Row {
        label: if source.is_empty() { "(no outlet)".to_owned() } else { source.to_owned() },
        size: tally.articles,
        figures: told(tally),
    });
    section(&mut lines, "Articles by outlet", &sources.collect::<Vec<_>>(), columns);
    days(&mut lines, &stats.days, columns);
    let kinds = stats.kinds().into_iter().map(|(kind, tally)| Row {
        label: kind.word().to_owned(),
        size: tally.changes,
        figures: format!("{} in {}", number(tally.changes), counted(tally.articles, "article")),
    });
    section(&mut lines, "Changes by kind", &kinds.collect::<Vec<_>>(), columns);
    let spans = stats.spans().filter(|span| span.1 > 0).map(|(span, articles)| Row {
        label: span.words().to_owned(),
        size: articles,
        figures: number(articles),
    });
    section(&mut lines, "Articles by the time from first to last revision", &spans.collect::<Vec<_>>(), columns);
    let words = |ranked: &Ranked| counted(usize::try_from(ranked.by).unwrap_or(0), "word");
    ranking(&mut lines, "Most rewritten (words added and removed)", &stats.rewritten, &words);
    let later = |ranked: &Ranked| distance::later(ranked.by);
    ranking(&mut lines, "Changed latest after they first appeared", &stats.latest, &later);
    lines
}

fn told(tally: Tally) -> String {
    let [articles, revisions] = [number(tally.articles), counted(tally.revisions, "revision")];
    format!("{articles} with {revisions}, {}", counted(tally.changes, "change"))
}

/// Revisions a day, or a month or a year where there are many days.
fn days(lines: &mut Vec<Line>, days: &BTreeMap<i32, Tally>, columns: usize) {
    let by = |form: &str| {
        let mut by: BTreeMap<String, Tally> = BTreeMap::new();
        for (day, tally) in days {
            by.entry(shown(*day, form)).or_default().add(*tally);
        }
        by
    };
    let (mut unit, mut found) = ("day", by("%Y-%m-%d"));
    if found.len() > DAYS {
        (unit, found) = ("month", by("%Y-%m"));
    }
    if found.len() > MONTHS {
        (unit, found) = ("year", by("%Y"));
    }
    let rows = found.into_iter().map(|(label, tally)| Row {
        label,
        size: tally.revisions,
        figures: format!("{}, {}", counted(tally.revisions, "revision"), new(tally.articles)),
    });
    section(lines, &format!("Revisions by {unit} seen (UTC)"), &rows.collect::<Vec<_>>(), columns);
}

fn new(articles: usize) -> String {
    format!("{} new article{}", number(articles), if articles == 1 { "" } else { "s" })
}

/// A day counted from 1970-01-01 as a date in a form.
#[must_use]
pub fn shown(day: i32, form: &str) -> String {
    let date = Span::new().try_days(day).and_then(|days| date(1970, 1, 1).checked_add(days));
    date.map_or_else(|_| "?".to_owned(), |date| date.strftime(form).to_string())
}

fn section(lines: &mut Vec<Line>, heading: &str, rows: &[Row], columns: usize) {
    if rows.is_empty() {
        return;
    }
    lines.extend([Line::Blank, Line::Heading(heading.to_owned())]);
    let left_out = rows.len().saturating_sub(BARS);
    let rows = rows.get(..BARS).unwrap_or(rows);
    let most = rows.iter().map(|row| row.size).max().unwrap_or(0);
    let label = rows.iter().map(|row| width::of(&row.label)).max().unwrap_or(0).min(LABEL);
    let figures = rows.iter().map(|row| width::of(&row.figures)).max().unwrap_or(0);
    let room = columns.saturating_sub(label + figures + 4).min(40);
    lines.extend(rows.iter().map(|row| Line::Bar {
        label: padded(&row.label, label),
        bar: padded(&bar(row.size, most, room), room),
        figures: row.figures.clone(),
    }));
    if left_out > 0 {
        lines.push(Line::Note(format!("and {} more", number(left_out))));
    }
}

/// A bar of `size` where `most` takes all of `room` columns, to the eighth of one; what is not nothing is seen.
fn bar(size: usize, most: usize, room: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (size as f64 / most.max(1) as f64 * (room * 8) as f64).round() as usize;
    let eighths = eighths.clamp(usize::from(size > 0 && room > 0), room * 8);
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or("");
    format!("{}{rest}", "█".repeat(eighths / 8))
}

/// A text in exactly so many columns.
fn padded(text: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut taken = 0;
    let fits = width::of(text) <= columns;
    for c in text.chars() {
        let next = taken + width::of(c.encode_utf8(&mut [0; 4]));
        if next + usize::from(!fits) > columns {
            out.push('…');
            taken += 1;
            break;
        }
        out.push(c);
        taken = next;
    }
    out.push_str(&" ".repeat(columns.saturating_sub(taken)));
    out
}

fn ranking(lines: &mut Vec<Line>, heading: &str, ranked: &[Ranked], by: &dyn Fn(&Ranked) -> String) {
    if ranked.is_empty() {
        return;
    }
    lines.extend([Line::Blank, Line::Heading(heading.to_owned())]);
    let told: Vec<String> = ranked.iter().map(by).collect();
    let most = told.iter().map(|by| width::of(by)).max().unwrap_or(0);
    lines.extend(ranked.iter().zip(told).map(|(article, by)| {
        let title = if article.title.is_empty() { "(no headline)" } else { &article.title };
        let parts = [title, &article.source, article.id.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Line::Article { by: padded(&by, most), title: parts.join(" · ") }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_never_lost() {
        assert_eq!(bar(10, 10, 5), "█████");
        assert_eq!(bar(5, 10, 5), "██▌");
        assert_eq!(bar(1, 1_000_000, 5), "▏");
        assert_eq!(bar(0, 10, 5), "");
        assert_eq!(bar(7, 10, 0), "");
        assert_eq!(padded("日本語", 4), "日… ");
        assert_eq!(shown(18_450, "%Y-%m-%d"), "2020-07-07");
        assert_eq!(shown(i32::MIN, "%Y"), "?");
    }

    #[test]
    fn many_days_are_told_by_month_and_by_year() {
        let headings = |days: i32, apart: i32| {
            let mut stats = Stats::default();
            stats.all.articles = 1;
            stats.days = (0..days).map(|n| (n * apart, Tally { revisions: 1, ..Tally::default() })).collect();
            let found = lines(&stats, 80).into_iter().find_map(|line| match line {
                Line::Heading(heading) if heading.starts_with("Revisions") => Some(heading),
                _ => None,
            });
            found.unwrap_or_default()
        };
        assert_eq!(headings(31, 1), "Revisions by day seen (UTC)");
        assert_eq!(headings(60, 1), "Revisions by month seen (UTC)");
        assert_eq!(headings(600, 30), "Revisions by year seen (UTC)");
    }
}
