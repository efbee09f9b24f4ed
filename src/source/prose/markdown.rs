//! Markdown, of CommonMark and its dialects, line by line.

use std::borrow::Cow;

use super::{Body, indent, rule};
use crate::text::{joining::Joining, paragraphs};

pub(super) fn read(text: &str) -> Body<'_> {
    let mut page = Page::default();
    for line in paragraphs::all_lines(text) {
        page.line(line);
    }
    let title = page.title.take();
    let heading = std::mem::take(&mut page.heading);
    Body::of(page.joining).titled(title, heading)
}

#[derive(Default)]
struct Page<'a> {
    joining: Joining<'a>,
    title: Option<Cow<'a, str>>,
    heading: Cow<'a, str>,
    /// The mark of the code block that is open, and how often it stands there.
    fence: Option<(char, usize)>,
    comment: bool,
    /// Whether the lines before belong to a list, so that indented ones are no code.
    list: bool,
    /// How deep the lines before are quoted.
    quoted: usize,
}

impl<'a> Page<'a> {
    fn line(&mut self, found: &'a str) {
        if self.comment {
            self.comment = !found.contains("-->");
            return;
        }
        let (depth, line) = if self.fence.is_some() { (self.quoted, found) } else { unquoted(found) };
        if paragraphs::is_blank(line) {
            self.joining.end();
            self.quoted = depth;
            return;
        }
        if self.in_code(line) {
            return;
        }
        // A line that is not quoted may go on with a quoted paragraph, lazily; a deeper or new quote begins one.
        if depth > self.quoted || (depth < self.quoted && !self.joining.is_open()) {
            self.joining.end();
        }
        let begins_quote = depth > 0 && !self.joining.is_open();
        self.quoted = depth;
        let bare = line.trim();
        if self.setext(bare) || is_rule(bare) || is_table_rule(bare) || is_machinery(bare) {
            return self.joining.end();
        }
        if bare.starts_with("<!--") {
            self.comment = !bare.contains("-->");
            return self.joining.end();
        }
        if let Some(title) = atx(bare) {
            return self.head(title, bare);
        }
        let item = is_item(bare);
        self.list = item || (self.list && (indent(line) > 0 || self.joining.is_open()));
        let shown = bare.strip_suffix('\\').unwrap_or(bare).trim_end();
        if begins_quote {
            // The mark stays, so that a quotation is seen as one.
            return self.joining.begin(found.trim());
        }
        if item {
            self.joining.begin(shown);
        } else if bare.starts_with('|') || is_definition(bare) {
            self.joining.alone(shown);
        } else if bare.starts_with("[^") && bare.contains("]:") {
            self.joining.begin(shown);
        } else {
            self.joining.line(shown);
        }
    }

    /// Lines of code: those between fences, and those far indented that no list explains.
    fn in_code(&mut self, line: &'a str) -> bool {
        let bare = line.trim();
        let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'));
        let marks = mark.map_or(0, |mark| bare.chars().take_while(|c| *c == mark).count());
        match (self.fence, mark) {
            (Some((open, least)), mark) => {
                if mark == Some(open) && marks >= least && bare.len() == marks {
                    self.fence = None;
                } else {
                    self.joining.alone(line.trim_end());
                }
                true
            }
            (None, Some(mark)) if marks >= 3 && !(mark == '`' && bare.get(marks..).unwrap_or("").contains('`')) => {
                self.joining.end();
                self.fence = Some((mark, marks));
                true
            }
            _ if indent(line) >= 4 && !self.joining.is_open() && !self.list => {
                self.joining.alone(line.trim_end());
                true
            }
            _ => false,
        }
    }

    /// An underline that makes a heading of the paragraph above it.
    fn setext(&mut self, bare: &str) -> bool {
        if !self.joining.is_open() || rule(bare, "=-", 2).is_none() {
            return false;
        }
        let is_title = self.title.is_none() && self.joining.len() == 1;
        if is_title && let Some(heading) = self.joining.take_last() {
            self.title = Some(heading.clone());
            self.heading = heading;
        }
        true
    }

    fn head(&mut self, title: &'a str, line: &'a str) {
        self.joining.end();
        self.list = false;
        if self.joining.is_empty() && self.title.is_none() && !title.is_empty() {
            self.title = Some(title.into());
            self.heading = line.into();
        } else {
            self.joining.alone(line);
        }
    }
}

/// How deep a line is quoted, and the line without its marks.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while depth < 20 && indent(rest) < 4 {
        let Some(inner) = rest.trim_start().strip_prefix('>') else { break };
        (depth, rest) = (depth + 1, inner.strip_prefix(' ').unwrap_or(inner));
    }
    (depth, rest)
}

/// The text of a heading of hashes.
fn atx(bare: &str) -> Option<&str> {
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    let rest = bare.get(hashes..)?;
    let heads = (1..=6).contains(&hashes) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    heads.then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// A thematic break.
fn is_rule(bare: &str) -> bool {
    let mark = bare.chars().next().filter(|c| "-*_".contains(*c));
    mark.is_some_and(|mark| {
        bare.chars().all(|c| c == mark || c == ' ') && bare.chars().filter(|c| *c == mark).count() >= 3
    })
}

/// The line below a table's head.
fn is_table_rule(bare: &str) -> bool {
    bare.contains('|') && bare.contains("--") && bare.chars().all(|c| "|-: ".contains(c))
}

/// Lines of templates and of HTML that hold no text: `{% include x %}`, `{{< figure >}}`, `<div class="x">`, `:::`.
fn is_machinery(bare: &str) -> bool {
    let template = (bare.starts_with("{%") && bare.ends_with("%}")) || (bare.starts_with("{{") && bare.ends_with("}}"));
    let tags = bare.starts_with('<') && bare.ends_with('>') && !bare.starts_with("<http") && !bare.contains('@') && {
        let mut rest = bare;
        loop {
            match rest.trim_start() {
                "" => break true,
                more => match more.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
                    Some((_, after)) => rest = after,
                    None => break false,
                },
            }
        }
    };
    template || tags || bare.starts_with(":::")
}

/// `[id]: address`, a paragraph by itself.
fn is_definition(bare: &str) -> bool {
    bare.starts_with('[') && !bare.starts_with("[^") && bare.split_once("]:").is_some_and(|(id, _)| !id.contains(']'))
}

fn is_item(bare: &str) -> bool {
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered =
        (1..=9).contains(&digits) && bare.get(digits..).is_some_and(|r| r.starts_with(". ") || r.starts_with(") "));
    numbered || ["- ", "* ", "+ ", "• "].iter().any(|mark| bare.starts_with(mark)) || bare.starts_with(": ")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn blocks_are_told_apart_and_lines_joined() {
        let text = "# The ferry\n\nIt was late,\nand *very* so.  \nAgain\\\nand again.\n\n> Nobody\n> asked.\nLazily.\n\n\
            - one\n  goes on\n- two\n\n      still two\n\nHead\n----\n\n```sh\nrun  it\n\n```\n    code\n\n| a | b |\n|---|---|\n\
            | 1 | 2 |\n\n<!-- not\nthis -->\n<div>\n***\n[1]: https://e.example\n{% include x %}\nEnd.\n";
        let got = read(text);
        assert_eq!(got.title, "The ferry");
        assert_eq!(
            got.paragraphs,
            [
                "It was late, and *very* so. Again and again.",
                "> Nobody asked. Lazily.",
                "- one goes on",
                "- two",
                "still two",
                "Head",
                "run  it",
                "    code",
                "| a | b |",
                "| 1 | 2 |",
                "[1]: https://e.example",
                "End.",
            ]
        );
    }

    #[test]
    fn headings_are_titles_only_at_the_beginning() {
        assert_eq!(read("Ferry\n=====\n\nLate.\n").title, "Ferry");
        let late = read("It was late.\n\n# Ferry\n\nVery.");
        assert_eq!((late.title.as_ref(), late.paragraphs.len()), ("", 3));
        assert_eq!(read("#hashtag\n").paragraphs, ["#hashtag"]);
        assert_eq!(read("").paragraphs.len() + read("```\n").paragraphs.len() + read("> \n>\n").paragraphs.len(), 0);
    }

    #[test]
    fn rewrapping_changes_nothing() {
        let wrapped = "The night ferry will run\nuntil the end of October,\nthe port said.\n";
        let semantic = "The night ferry will run until the end of October,\nthe port said.\n";
        assert_eq!(read(wrapped).paragraphs, read(semantic).paragraphs);
    }
}
