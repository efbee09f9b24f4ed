//! LaTeX: the text between its commands' lines, which stay as found inside paragraphs.

use std::borrow::Cow;

use super::Body;
use crate::text::{joining::Joining, paragraphs};

/// Environments whose lines are code or formulas.
const CODE: [&str; 9] =
    ["verbatim", "lstlisting", "minted", "equation", "align", "equation*", "align*", "tikzpicture", "tabular"];

/// Commands whose argument is a heading.
const HEADINGS: [&str; 7] = ["part", "chapter", "section", "subsection", "subsubsection", "paragraph", "title"];

pub(super) fn read(text: &str) -> Body<'_> {
    let mut joining = Joining::default();
    let (mut title, mut date): (Option<&str>, Option<&str>) = (None, None);
    let mut preamble = text.contains("\\begin{document}");
    let mut code: Option<&str> = None;
    for line in paragraphs::all_lines(text) {
        let bare = line.trim();
        if let Some(name) = code {
            if bare.strip_prefix("\\end{").and_then(|r| r.strip_prefix(name)).is_some() {
                code = None;
            } else if !bare.is_empty() {
                joining.alone(line.trim_end());
            }
            continue;
        }
        let bare = uncommented(bare);
        if bare.is_empty() {
            // A comment goes on with the paragraph; a blank line ends it.
            if paragraphs::is_blank(line) {
                joining.end();
            }
            continue;
        }
        if let Some(found) = argument(bare, "title") {
            title = title.or(Some(found));
        } else if let Some(found) = argument(bare, "date") {
            date = date.or(Some(found).filter(|d| !d.starts_with('\\') && !d.is_empty()));
        } else if preamble {
            preamble = !bare.starts_with("\\begin{document}");
        } else if let Some(name) = argument(bare, "begin") {
            joining.end();
            code = CODE.contains(&name).then_some(name);
        } else if let Some(heading) = HEADINGS.iter().find_map(|name| argument(bare, name)) {
            joining.alone(heading);
        } else if bare.starts_with("\\item") {
            joining.begin(bare);
        } else if is_command(bare) {
            joining.end();
        } else {
            joining.line(bare);
        }
    }
    let mut body = Body::of(joining).titled(title.map(Into::into), title.unwrap_or_default().into());
    body.date = date.map(Cow::Borrowed);
    body
}

/// A line up to its comment.
fn uncommented(line: &str) -> &str {
    let bytes = line.as_bytes();
    let cut =
        (0..bytes.len()).find(|&at| bytes.get(at) == Some(&b'%') && (at == 0 || bytes.get(at - 1) != Some(&b'\\')));
    line.get(..cut.unwrap_or(line.len())).unwrap_or_default().trim_end()
}

/// The argument of a command that a line begins with and that ends on it.
fn argument<'a>(line: &'a str, command: &str) -> Option<&'a str> {
    let rest = line.strip_prefix('\\')?.strip_prefix(command)?;
    let rest = rest.strip_prefix('*').unwrap_or(rest);
    let rest = if rest.starts_with('[') { rest.split_once(']')?.1 } else { rest };
    let inner = rest.strip_prefix('{')?;
    let end = inner.rfind('}').filter(|_| command != "begin").or_else(|| inner.find('}'))?;
    inner.get(..end).map(str::trim)
}

/// Lines that only command: `\usepackage{x}`, `\maketitle`, `\end{quote}`, `\vspace{1em}`.
fn is_command(line: &str) -> bool {
    line.strip_prefix('\\').is_some_and(|rest| {
        let name = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '*').len();
        let rest = rest.get(name..).unwrap_or_default();
        name > 0
            && (rest.is_empty()
                || ((rest.starts_with('{') || rest.starts_with('['))
                    && rest.ends_with(['}', ']'])
                    && !rest.contains(' ')))
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn commands_are_left_out_and_lines_joined() {
        let text = "\\documentclass{article}\n\\usepackage{x}\n\\title{The ferry}\n\\begin{document}\n\\maketitle\n\n\
            It was late, % very\nand \\emph{so} on: 5\\% of it.\n\n\\section{Why}\n\\begin{itemize}\n\\item one\nmore\n\\item two\n\
            \\end{itemize}\n\\begin{verbatim}\nrun  it\n\\end{verbatim}\nEnd.\n\\end{document}\n";
        let got = read(text);
        assert_eq!(got.title, "The ferry");
        assert_eq!(
            got.paragraphs,
            ["It was late, and \\emph{so} on: 5\\% of it.", "Why", "\\item one more", "\\item two", "run  it", "End."]
        );
    }
}
