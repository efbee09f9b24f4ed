//! AsciiDoc, line by line.

use super::{Body, rule};
use crate::text::{joining::Joining, paragraphs};

pub(super) fn read(text: &str) -> Body<'_> {
    let mut page = Page::default();
    for line in paragraphs::all_lines(text) {
        page.line(line);
    }
    let (title, date) = (page.title, page.date);
    let mut body = Body::of(page.joining).titled(title.map(Into::into), title.unwrap_or_default().into());
    body.date = date.map(Into::into);
    body
}

#[derive(Default)]
struct Page<'a> {
    joining: Joining<'a>,
    title: Option<&'a str>,
    date: Option<&'a str>,
    /// The line that closes the block of code, comment or table that is open.
    closes: Option<&'a str>,
    hidden: bool,
}

impl<'a> Page<'a> {
    fn line(&mut self, line: &'a str) {
        let bare = line.trim();
        if let Some(closes) = self.closes {
            if bare == closes {
                self.closes = None;
            } else if !self.hidden && !bare.is_empty() {
                self.joining.alone(line.trim_end());
            }
            return;
        }
        if bare.is_empty() {
            return self.joining.end();
        }
        let fence = rule(bare, "-./+`", 4).is_some() || bare == "|===" || bare == "```";
        if fence {
            self.joining.end();
            self.hidden = bare.starts_with('/');
            self.closes = Some(bare);
        } else if rule(bare, "=*_", 4).is_some()
            || rule(bare, "-'", 3).is_some()
            || bare == "--"
            || bare.starts_with("//")
        {
            // The edges of examples, sidebars and quotations, rules and comments.
            self.joining.end();
        } else if let Some((name, value)) = attribute(bare) {
            if name == "revdate" {
                self.date = Some(value);
            }
        } else if (bare.starts_with('[') && bare.ends_with(']') && !bare.contains("[["))
            || bare.starts_with("[[")
            || is_macro(bare)
        {
            self.joining.end();
        } else if let Some(title) = heading(bare) {
            if self.title.is_none() && self.joining.is_empty() {
                self.title = Some(title);
                self.joining.end();
            } else {
                self.joining.alone(bare);
            }
        } else if bare == "+" {
            // Joins a paragraph to the item above it, and is no text.
            self.joining.end();
        } else if is_item(bare) {
            self.joining.begin(bare);
        } else {
            self.joining.line(bare.strip_suffix(" +").unwrap_or(bare));
        }
    }
}

fn heading(bare: &str) -> Option<&str> {
    let marks = bare.len() - bare.trim_start_matches('=').len();
    let rest = bare.get(marks..)?;
    ((1..=6).contains(&marks) && rest.starts_with(' ')).then(|| rest.trim())
}

fn attribute(bare: &str) -> Option<(&str, &str)> {
    let (name, value) = bare.strip_prefix(':')?.split_once(':')?;
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_!".contains(&b));
    plain.then(|| (name, value.trim()))
}

fn is_macro(bare: &str) -> bool {
    ["image::", "include::", "video::", "toc::", "ifdef::", "ifndef::", "ifeval::", "endif::"]
        .iter()
        .any(|name| bare.starts_with(name))
}

fn is_item(bare: &str) -> bool {
    let marks = bare.len() - bare.trim_start_matches(['*', '.', '-']).len();
    let marked = (1..=5).contains(&marks) && bare.get(marks..).is_some_and(|r| r.starts_with(' '));
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    marked || ((1..=3).contains(&digits) && bare.get(digits..).is_some_and(|r| r.starts_with(". ")))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn blocks_are_told_apart_and_lines_joined() {
        let text = "= The ferry\nA. B.\n:revdate: 2020-07-07\n\n[NOTE]\n====\nIt was late,\nand so on.\n====\n\n// no\n== Why\n\n\
            ----\nrun  it\n----\n\n* one\nmore\n* two\n\nimage::a.png[]\n////\nhidden\n////\nEnd.\n";
        let got = read(text);
        assert_eq!((got.title.as_ref(), got.date.as_deref()), ("The ferry", Some("2020-07-07")));
        assert_eq!(
            got.paragraphs,
            ["A. B.", "It was late, and so on.", "== Why", "run  it", "* one more", "* two", "End."]
        );
    }
}
