//! A stored text: up to three lines of the outlet's date, headline and byline, then the body.
//!
//! Whoever wrote it cut blanks at both ends, and an outlet's date may be empty, so that any of the lines may be missing.
//! Where a database tells headline and byline they are looked for; else the lines are judged by their looks.

use crate::text::paragraphs;

/// The parts of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text<'a> {
    /// The outlet's own date, in its words.
    pub(super) date: &'a str,
    pub(super) title: &'a str,
    pub(super) byline: &'a str,
    pub(super) paragraphs: Vec<&'a str>,
}

/// Characters of the longest line that is a date, and of the longest that is a headline or a byline.
const DATE: usize = 90;
const HEAD: usize = 250;

impl<'a> Text<'a> {
    /// Takes a text apart. `known` are headline and byline of the database, where it has them.
    pub(super) fn of(text: &'a str, known: Option<(&str, &str)>) -> Text<'a> {
        let text = text.trim_start_matches('\u{feff}').trim();
        let lines: Vec<&str> = text.lines().take(3).map(str::trim).collect();
        let [first, second, third] = [0, 1, 2].map(|n| lines.get(n).copied().unwrap_or_default());
        let mut taken = 0;
        let mut found = Text::default();
        match known.filter(|(title, _)| !title.trim().is_empty()) {
            Some((title, _)) if same(second, title) => (found.date, found.title, taken) = (first, second, 2),
            Some((title, _)) if same(first, title) => (found.title, taken) = (first, 1),
            // No header lines at all: the headline is only in the database.
            Some(_) => {}
            None if is_date(first) && is_headline(second) => (found.date, found.title, taken) = (first, second, 2),
            None if is_headline(first) => (found.title, taken) = (first, 1),
            None => {}
        }
        let next = if taken == 2 { third } else { second };
        let byline = match known {
            Some((_, byline)) => taken > 0 && !byline.trim().is_empty() && same(next, byline),
            None => taken > 0 && is_byline(next) && text.lines().nth(taken + 1).is_none_or(paragraphs::is_blank),
        };
        if byline {
            (found.byline, taken) = (next, taken + 1);
        }
        let mut body = text;
        for _ in 0..taken {
            body = body.split_once('\n').map_or("", |(_, rest)| rest);
        }
        found.paragraphs = paragraphs::lines(body).map(|line| line.trim_matches([' ', '\t', '\u{a0}'])).collect();
        found
    }
}

/// Whether two lines say the same, but for blanks: the database cuts what is long.
fn same(line: &str, known: &str) -> bool {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (line, known) = (fold(line), fold(known));
    !known.is_empty() && (line == known || (known.chars().count() >= 250 && line.starts_with(&known)))
}

/// Whether a line is a date in some outlet's words: figures, and a month, a weekday or the form of a time.
fn is_date(line: &str) -> bool {
    const WORDS: [&str; 22] = [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "updated",
        "gmt",
        "uhr",
    ];
    let lower = line.to_lowercase();
    let digits = lower.chars().filter(char::is_ascii_digit).count();
    let word = lower.split(|c: char| !c.is_alphabetic()).any(|w| WORDS.iter().any(|known| w.starts_with(known)));
    let form = lower.get(4..5) == Some("-") || lower.matches(['/', '.', ':']).count() >= 2;
    line.chars().count() <= DATE && digits >= 4 && (word || form)
}

fn is_headline(line: &str) -> bool {
    !line.is_empty() && line.chars().count() <= HEAD && !line.ends_with('.')
}

fn is_byline(line: &str) -> bool {
    !line.is_empty()
        && line.split_whitespace().count() <= 20
        && line.get(..3).is_some_and(|b| b.eq_ignore_ascii_case("by "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, known: Option<(&str, &str)>) -> (String, String, String, usize) {
        let text = Text::of(text, known);
        (text.date.into(), text.title.into(), text.byline.into(), text.paragraphs.len())
    }

    fn told(date: &str, title: &str, byline: &str, count: usize) -> (String, String, String, usize) {
        (date.into(), title.into(), byline.into(), count)
    }

    #[test]
    fn header_lines_are_found_as_far_as_they_are_there() {
        let full = "June 17, 2012\nFerry late\nBy ADA B.\n\nIt was late.\n\nVery.";
        assert_eq!(parts(full, None), told("June 17, 2012", "Ferry late", "By ADA B.", 2));
        assert_eq!(parts(full, Some(("Ferry late", "By ADA B."))), told("June 17, 2012", "Ferry late", "By ADA B.", 2));
        // The date was empty, and cut.
        assert_eq!(parts("Ferry late\nBy ADA B.\n\nIt was late.", None), told("", "Ferry late", "By ADA B.", 1));
        // The byline was empty.
        assert_eq!(
            parts("2018-08-21T13:30:38Z\nFerry late\n\nIt was late.", None),
            told("2018-08-21T13:30:38Z", "Ferry late", "", 1)
        );
        // No header lines: only the database knows.
        let bare = "It was late.\n\nVery.";
        assert_eq!(parts(bare, None), told("", "", "", 2));
        assert_eq!(parts(bare, Some(("Ferry late", ""))), told("", "", "", 2));
        // A headline that only the database tells from a date.
        assert_eq!(
            parts("Monday 17 and 18\nIt was late.", Some(("Monday 17 and 18", ""))),
            told("", "Monday 17 and 18", "", 1)
        );
        assert_eq!(parts("", None), told("", "", "", 0));
    }
}
