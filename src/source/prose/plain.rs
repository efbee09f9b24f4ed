//! Plain text: a paragraph a line, or between blank lines where lines were broken.

use super::{Body, Lines};
use crate::text::paragraphs::{self, Look};

/// Characters of the longest line taken for a headline.
const HEADLINE: usize = 200;

pub(super) fn read(text: &str, lines: Lines) -> Body<'_> {
    let (title, body) = headline(text);
    // Behind a heading the rest is Markdown too, which it no longer shows by itself.
    let markdown = paragraphs::is_markdown(text);
    let joined = match lines {
        Lines::AsTheyLook => markdown || is_broken_into_lines(body),
        Lines::Joined => true,
        Lines::Paragraphs => markdown,
    };
    Body { title: title.into(), heading: title.into(), date: None, paragraphs: paragraphs::split_as(body, joined) }
}

/// How the lines of a text look below its headline.
pub(super) fn look(text: &str) -> Look {
    let body = headline(text).1;
    Look::of(body, paragraphs::is_markdown(text) || is_broken_into_lines(body))
}

fn is_broken_into_lines(text: &str) -> bool {
    paragraphs::is_hard_wrapped(text) || paragraphs::is_sentence_a_line(text)
}

/// A text's headline, empty where it has none, and the rest.
fn headline(text: &str) -> (&str, &str) {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let end = start.find(['\n', '\r']).unwrap_or(start.len());
    let (line, rest) = start.split_at(end);
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|l| l.starts_with(' ')) {
        return (line.trim_matches(|c: char| c == '#' || c.is_whitespace()), rest);
    }
    let after = rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or_default();
    let gap = after.find(['\n', '\r']).is_some_and(|end| after.get(..end).is_some_and(|l| l.trim().is_empty()));
    let line = line.trim();
    let sentence = line.ends_with(['.', '。', '．', '।', ',', ';', ':', '…']) || line.starts_with(['-', '*', '>', '|']);
    if gap && !sentence && !rest.trim().is_empty() && line.chars().count() <= HEADLINE {
        (line, rest)
    } else {
        ("", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_stand_before_a_blank_line_or_behind_a_hash() {
        for (text, title, rest) in [
            ("Ferry late\n\nIt was late.\n", "Ferry late", "\n\nIt was late.\n"),
            ("\u{feff}# Ferry *late* #\r\nIt was.", "Ferry *late*", "\r\nIt was."),
            ("Ferry late\r\n\r\nIt was late.", "Ferry late", "\r\n\r\nIt was late."),
            ("It was late.\n\nVery.", "", "It was late.\n\nVery."),
            ("A paragraph\nanother\n", "", "A paragraph\nanother\n"),
            ("Alone", "", "Alone"),
            ("", "", ""),
        ] {
            assert_eq!(headline(text), (title, rest), "{text:?}");
        }
    }

    #[test]
    fn a_sentence_a_line_is_joined_and_verse_is_not() {
        let semantic =
            "The ferry was late.\nIt had been late on Friday,\nand on Thursday.\n\nNobody knew why.\nNobody asked.\n";
        assert_eq!(
            read(semantic, Lines::AsTheyLook).paragraphs,
            ["The ferry was late. It had been late on Friday, and on Thursday.", "Nobody knew why. Nobody asked."]
        );
        let verse = "The tide came in\nbefore the moon\nhad found the pier\n\nand then it left\nwithout a word\n";
        assert_eq!(read(verse, Lines::AsTheyLook).paragraphs.len(), 5);
        assert_eq!(read(verse, Lines::Joined).paragraphs.len(), 2);
        assert_eq!(read(semantic, Lines::Paragraphs).paragraphs.len(), 5);
    }
}
