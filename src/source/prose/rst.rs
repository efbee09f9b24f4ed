//! reStructuredText, line by line.

use super::{Body, indent, rule};
use crate::text::{joining::Joining, paragraphs};

/// What underlines a title.
const MARKS: &str = "=-~^\"'`#*+:.<>_";

/// Directives whose lines are code or formulas.
const CODE: [&str; 9] =
    ["code-block", "code", "sourcecode", "highlight", "parsed-literal", "math", "doctest", "prompt", "productionlist"];

/// Directives that hold nothing to be read.
const HIDDEN: [&str; 18] = [
    "toctree",
    "contents",
    "image",
    "include",
    "raw",
    "index",
    "meta",
    "module",
    "currentmodule",
    "testsetup",
    "testcode",
    "testoutput",
    "literalinclude",
    "plot",
    "graphviz",
    "autoclass",
    "automodule",
    "highlightlang",
];

/// Lines of a simple table at most.
const ROWS: usize = 2000;

pub(super) fn read(text: &str) -> Body<'_> {
    let lines: Vec<&str> = paragraphs::all_lines(text).collect();
    let mut page = Page::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some(rows) = page.table(lines.get(at..).unwrap_or_default()) {
            at += rows;
            continue;
        }
        let next = lines.get(at + 1).copied().unwrap_or_default();
        let after = lines.get(at + 2).copied().unwrap_or_default();
        at += page.lines(line, next, after);
    }
    let Page { joining, title, date, .. } = page;
    let mut body = Body::of(joining);
    if let Some(title) = title {
        body.title = title.into();
        body.heading = title.into();
    }
    body.date = date.map(Into::into);
    body
}

#[derive(Default)]
struct Page<'a> {
    joining: Joining<'a>,
    title: Option<&'a str>,
    date: Option<&'a str>,
    /// The block that lines further indented than this belong to.
    block: Option<(usize, Block)>,
    /// Whether options of a directive may follow.
    options: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Code,
    Hidden,
    /// Read as the rest.
    Text,
}

impl<'a> Page<'a> {
    /// Takes a line, with the two that follow it; how many of them were taken.
    fn lines(&mut self, line: &'a str, next: &'a str, after: &'a str) -> usize {
        if paragraphs::is_blank(line) {
            self.joining.end();
            self.options = false;
            return 1;
        }
        if self.block.is_some_and(|(least, _)| indent(line) <= least) {
            self.block = None;
            self.joining.end();
        }
        let bare = line.trim();
        if self.options && bare.starts_with(':') {
            return 1;
        }
        self.options = false;
        match self.block {
            Some((_, Block::Hidden)) => return 1,
            Some((_, Block::Code)) => {
                self.joining.alone(line.trim_end());
                return 1;
            }
            Some((_, Block::Text)) | None => {}
        }
        if let Some(taken) = self.heading(line, next, after) {
            return taken;
        }
        if bare == ".." || bare.starts_with(".. ") {
            self.explicit(indent(line), bare.get(2..).unwrap_or_default().trim());
        } else if bare.starts_with("+-") || bare.starts_with("+=") || is_simple_table(bare) {
            self.joining.end();
        } else if bare.starts_with('|') {
            self.joining.alone(bare);
        } else if let Some((name, value)) = field(bare).filter(|_| !self.joining.is_open()) {
            self.field(name, value, bare);
        } else {
            self.text(line, bare);
        }
        1
    }

    /// A simple table, whose columns are as wide as the signs above them: how many lines it takes. As of other tables its rows
    /// are read, without the lines between them.
    fn table(&mut self, lines: &[&'a str]) -> Option<usize> {
        let border = lines.first().map(|line| line.trim()).filter(|line| is_simple_table(line))?;
        if self.joining.is_open() || self.block.is_some_and(|(_, block)| block != Block::Text) {
            return None;
        }
        let is_border = |line: &str| is_simple_table(line.trim()) && line.trim().len() == border.len();
        // A border ends the table where nothing stands behind it.
        let blank = |at: usize| lines.get(at).is_none_or(|line| paragraphs::is_blank(line));
        let end = (1..lines.len().min(ROWS))
            .find(|at| lines.get(*at).is_some_and(|line| is_border(line)) && blank(at + 1))?;
        for line in lines.get(1..end).unwrap_or_default() {
            let is_rule = line.trim().chars().all(|c| matches!(c, '=' | '-' | ' '));
            self.joining.end();
            if !is_rule {
                self.joining.alone(line.trim());
            }
        }
        self.joining.end();
        Some(end + 1)
    }

    fn text(&mut self, line: &'a str, bare: &'a str) {
        let item = ["- ", "* ", "+ ", "• ", "#. "].iter().any(|mark| bare.starts_with(mark)) || is_numbered(bare);
        if item {
            self.joining.begin(bare);
        } else {
            self.joining.line(bare);
        }
        if bare.ends_with("::") && !bare.starts_with("..") {
            self.block = Some((indent(line), Block::Code));
        }
    }

    /// A title with a line below it, and perhaps above.
    fn heading(&mut self, line: &'a str, next: &'a str, after: &'a str) -> Option<usize> {
        let over = rule(line, MARKS, 3);
        let (title, taken) = match over {
            Some(mark) if !paragraphs::is_blank(next) && rule(after, MARKS, 3) == Some(mark) => (next.trim(), 3),
            // A line between paragraphs.
            Some(_) if !self.joining.is_open() => ("", 1),
            Some(_) => return None,
            None => {
                let under = next.trim_end();
                let heads = rule(under, MARKS, 3).is_some()
                    && indent(line) == 0
                    && !self.joining.is_open()
                    && under.len() >= line.trim().chars().count().min(4);
                (heads.then(|| line.trim())?, 2)
            }
        };
        self.joining.end();
        if !title.is_empty() {
            if self.title.is_none() && self.joining.is_empty() {
                self.title = Some(title);
            } else {
                self.joining.alone(title);
            }
        }
        Some(taken)
    }

    /// What stands behind two dots: a directive, a target, a footnote, a comment.
    fn explicit(&mut self, indent: usize, rest: &'a str) {
        self.joining.end();
        if rest.starts_with('[') {
            self.joining.begin(rest);
            return;
        }
        let directive =
            rest.split_once("::").filter(|(name, _)| !name.contains(char::is_whitespace) && !name.is_empty());
        let Some((name, argument)) = directive.filter(|_| !rest.starts_with(['_', '|'])) else {
            self.block = Some((indent, Block::Hidden));
            return;
        };
        self.options = true;
        let block = match name {
            name if CODE.contains(&name) => Block::Code,
            name if HIDDEN.contains(&name) => Block::Hidden,
            _ => Block::Text,
        };
        let argument = argument.trim();
        if block == Block::Text && name != "figure" && !argument.is_empty() {
            self.joining.begin(argument);
        }
        self.block = Some((indent, block));
    }

    /// A field: facts at the head of a text, a paragraph elsewhere.
    fn field(&mut self, name: &str, value: &'a str, line: &'a str) {
        let head = self.joining.is_empty();
        match name.to_ascii_lowercase().as_str() {
            "date" if head => self.date = Some(value),
            "title" if head => self.title = Some(value),
            _ if head => {}
            _ => self.joining.begin(line),
        }
    }
}

/// The name and value of `:name: value`.
fn field(bare: &str) -> Option<(&str, &str)> {
    let (name, value) = bare.strip_prefix(':')?.split_once(':')?;
    let plain = !name.is_empty() && name.len() <= 40 && !name.starts_with(' ') && !value.starts_with('`');
    (plain && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

fn is_simple_table(bare: &str) -> bool {
    bare.split(' ').filter(|part| !part.is_empty()).nth(1).is_some() && bare.bytes().all(|b| matches!(b, b'=' | b' '))
}

fn is_numbered(bare: &str) -> bool {
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=3).contains(&digits) && bare.get(digits..).is_some_and(|r| r.starts_with(". ") || r.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn titles_directives_and_literal_blocks() {
        let text = ".. _top:\n\n=========\nThe ferry\n=========\n\n:date: 2020-07-07\n:author: A. B.\n\nIt was late,\nand :ref:`very` so.\n\n\
            Why\n---\n\n.. note:: Nobody asked\n   in time.\n\n   Nobody.\n\n.. image:: a.png\n   :alt: x\n\n\
            .. code-block:: sh\n   :linenos:\n\n   run  it\n   again\n\n.. a comment\n   goes on\n\nLike so::\n\n   raw\n\n\
            - one\n  more\n- two\n\n.. [1] A note.\n\n----\n\nEnd.\n";
        let got = read(text);
        assert_eq!((got.title.as_ref(), got.date.as_deref()), ("The ferry", Some("2020-07-07")));
        assert_eq!(
            got.paragraphs,
            [
                "It was late, and :ref:`very` so.",
                "Why",
                "Nobody asked in time.",
                "Nobody.",
                "   run  it",
                "   again",
                "Like so::",
                "   raw",
                "- one more",
                "- two",
                "[1] A note.",
                "End.",
            ]
        );
        let table = "=====  =====\nPort   Boats\n=====  =====\nAster  3\nLumb\n=====  =====\n\nEnd.\n";
        assert_eq!(read(table).paragraphs, ["Port   Boats", "Aster  3", "Lumb", "End."]);
        assert_eq!(read("=====  =====\nnever closed\n").paragraphs, ["never closed"]);
        assert_eq!(read("").paragraphs.len() + read("..\n").paragraphs.len() + read("===\n").paragraphs.len(), 0);
    }
}
