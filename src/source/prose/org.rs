//! Emacs Org, line by line.

use super::Body;
use crate::text::{joining::Joining, paragraphs};

pub(super) fn read(text: &str) -> Body<'_> {
    let mut joining = Joining::default();
    let (mut title, mut date) = (None, None);
    // What ends the block that is open, and whether its lines are shown.
    let mut block: Option<(String, bool)> = None;
    for line in paragraphs::all_lines(text) {
        let bare = line.trim();
        if let Some((ends, shown)) = &block {
            if bare.to_ascii_lowercase() == *ends {
                block = None;
            } else if *shown && !bare.is_empty() {
                joining.alone(line.trim_end());
            }
            continue;
        }
        let lower = bare.get(..bare.len().min(40)).unwrap_or("").to_ascii_lowercase();
        let stars = bare.len() - bare.trim_start_matches('*').len();
        if bare.is_empty() {
            joining.end();
        } else if let Some(kind) = lower.strip_prefix("#+begin_") {
            joining.end();
            let kind = kind.split_whitespace().next().unwrap_or_default();
            // Quotations and verse are prose between two marks; the rest is code.
            if !["quote", "center", "abstract"].contains(&kind) {
                block = Some((format!("#+end_{kind}"), kind != "comment"));
            }
        } else if let Some(value) = keyword(bare, &lower, "#+title:") {
            title = title.or(Some(value));
        } else if let Some(value) = keyword(bare, &lower, "#+date:") {
            date = date.or(Some(value));
        } else if bare.starts_with("#+") || bare == "#" || bare.starts_with("# ") || bare.starts_with("|-") {
            joining.end();
        } else if bare.starts_with(':') && bare.ends_with(':') && bare.len() > 2 && !bare.contains(' ') {
            joining.end();
            block = Some((":end:".into(), false));
        } else if line.starts_with('*') && bare.get(stars..).is_some_and(|r| r.starts_with(' ')) {
            let heading = bare.get(stars..).unwrap_or_default().trim();
            if title.is_none() && joining.is_empty() { title = Some(heading) } else { joining.alone(bare) }
        } else if bare.starts_with('|') {
            joining.alone(bare);
        } else if ["- ", "+ ", "* "].iter().any(|mark| bare.starts_with(mark)) || is_numbered(bare) {
            joining.begin(bare);
        } else {
            joining.line(bare);
        }
    }
    let mut body = Body::of(joining).titled(title.map(Into::into), title.unwrap_or_default().into());
    body.date = date.map(Into::into);
    body
}

fn keyword<'a>(bare: &'a str, lower: &str, key: &str) -> Option<&'a str> {
    lower.starts_with(key).then(|| bare.get(key.len()..).unwrap_or_default().trim()).filter(|v| !v.is_empty())
}

fn is_numbered(bare: &str) -> bool {
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=3).contains(&digits) && bare.get(digits..).is_some_and(|r| r.starts_with(". ") || r.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn blocks_are_told_apart_and_lines_joined() {
        let text = "#+TITLE: The ferry\n#+DATE: 2020-07-07\n\nIt was late,\nand so on.\n\n* Why\n:PROPERTIES:\n:ID: 1\n:END:\n\
            - one\n  more\n- two\n#+BEGIN_SRC sh\nrun  it\n#+END_SRC\n#+begin_quote\nNobody\nasked.\n#+end_quote\nEnd.\n";
        let got = read(text);
        assert_eq!((got.title.as_ref(), got.date.as_deref()), ("The ferry", Some("2020-07-07")));
        assert_eq!(
            got.paragraphs,
            ["It was late, and so on.", "* Why", "- one more", "- two", "run  it", "Nobody asked.", "End."]
        );
    }
}
