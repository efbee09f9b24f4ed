//! A diff page: two versions side by side, row by row, un-diffed.
//!
//! A row is one paragraph that both have (the same text in both cells), one that only one has (its cell is marked, the
//! other empty), or two that News Sniffer paired (both marked, with marks inside around single words, and blanks doubled
//! where words were put together again). Text stands in the page as it is, unescaped.

use std::borrow::Cow;

use super::{
    page::Facts,
    scan::{Piece, one_line, pieces},
};
use crate::{
    model::{Article, Revision, Seen, Sides, TextState},
    source::{entities::resolved, time},
};

/// The article that a page shows, with a sentence where the page is cut short.
pub(super) fn read(page: &str) -> Result<(Article, Option<String>), String> {
    let table = page.find("version_diff").ok_or("It holds no table of versions.")?;
    let body = page.get(table..).and_then(|p| p.find("</thead>")).map_or(page.len(), |at| table + at);
    let (head, body) = page.split_at(body);
    let facts = Facts::of(head);
    let columns = Columns::of(head.get(table..).unwrap_or_default());
    let [Some(left), Some(right)] = columns.numbers else {
        return Err("The page is cut off before its texts; nothing could be read.".into());
    };
    let (texts, whole) = rows(body);
    let [old_title, new_title] = columns.titles;
    let [old_time, new_time] = columns.times;
    let revision = |number, title, time, paragraphs: Vec<String>| Revision {
        number,
        title,
        time,
        state: if whole { TextState::Whole } else { TextState::Partial },
        holes: if whole { Vec::new() } else { vec![paragraphs.len()] },
        paragraphs: paragraphs.into_iter().map(Into::into).collect(),
        ..Revision::default()
    };
    let old = revision(left, old_title, old_time, texts.old);
    let mut new = revision(right, new_title, new_time, texts.new);
    if old.time.is_none() || new.time.is_none() {
        new.later = columns.later;
    }
    // In the order of the columns, even where a page was asked for the other way round or its times run backwards: a page
    // by itself is compared as it stands. Joined to others, its versions fall into line.
    let revisions = if left == right { vec![new] } else { vec![old, new] };
    let complaint = (!whole).then(|| "The page is cut off; what stands before the cut was read.".to_owned());
    Ok((facts.article(revisions), complaint))
}

/// What the heads of the two columns say, left before right.
#[derive(Default)]
struct Columns {
    numbers: [Option<u32>; 2],
    titles: [String; 2],
    times: [Option<Seen>; 2],
    /// The distance in words.
    later: Option<String>,
}

impl Columns {
    fn of(head: &str) -> Columns {
        let mut columns = Columns::default();
        let mut seen = [0_usize; 3];
        let (mut kind, mut text, mut time) = (None, String::new(), None);
        for piece in pieces(head) {
            match piece {
                Piece::Open(tag) if tag.is("th") => {
                    columns.end(kind.take(), &mut seen, &text, time.take());
                    kind = ["version", "title", "time"].iter().position(|class| tag.has_class(class));
                    text.clear();
                }
                Piece::Open(tag) if tag.is("time") => {
                    time = tag.attribute("datetime").and_then(|at| time::read(&at));
                }
                Piece::Close(name) if name.eq_ignore_ascii_case("th") => {
                    columns.end(kind.take(), &mut seen, &text, time.take());
                    text.clear();
                }
                Piece::Text(part) => text.push_str(&resolved(part)),
                Piece::Open(_) | Piece::Close(_) => {}
            }
        }
        columns.end(kind, &mut seen, &text, time);
        columns
    }

    /// Takes a head cell of a kind: version, title or time.
    fn end(&mut self, kind: Option<usize>, seen: &mut [usize; 3], text: &str, time: Option<Seen>) {
        let Some(count) = kind.and_then(|kind| seen.get_mut(kind)) else { return };
        let (column, text) = (*count, one_line(text));
        *count += 1;
        match kind {
            Some(0) => {
                let number = text.rsplit(' ').next().and_then(|n| n.parse().ok());
                if let Some(place) = self.numbers.get_mut(column) {
                    *place = number;
                }
            }
            Some(1) => {
                if let Some(place) = self.titles.get_mut(column) {
                    *place = text;
                }
            }
            _ => {
                if let Some(words) = text.rsplit_once('(').and_then(|(_, words)| words.strip_suffix(')')) {
                    self.later = Some(words.to_owned()).filter(|w| w.ends_with("later") || w.ends_with("earlier"));
                }
                if let Some(place) = self.times.get_mut(column) {
                    *place = time;
                }
            }
        }
    }
}

/// The paragraphs of both sides, and whether the table has its end.
fn rows(body: &str) -> (Sides<Vec<String>>, bool) {
    let end = body.find("</table>");
    let table = body.get(..end.unwrap_or(body.len())).unwrap_or_default();
    // A browser that saves its own tree escapes what it writes, and puts in the element that the site leaves out.
    let escaped = table.contains("<tbody");
    let mut texts = Sides::<Vec<String>>::default();
    let mut whole = end.is_some();
    let mut rest = table;
    while let Some(start) = rest.find("<tr") {
        rest = rest.get(start + 3..).unwrap_or_default();
        let row = rest.get(..row_end(rest)).unwrap_or_default();
        rest = rest.get(row.len()..).unwrap_or_default();
        let Some([left, right]) = cells(row) else {
            whole = whole && !row.contains("<td");
            continue;
        };
        let paired = !left.trim().is_empty() && !right.trim().is_empty();
        texts.old.extend(paragraph(left, ["<del>", "</del>"], paired, escaped));
        texts.new.extend(paragraph(right, ["<ins>", "</ins>"], paired, escaped));
    }
    (texts, whole)
}

/// Where a row ends: at the next row, or with the table.
fn row_end(rest: &str) -> usize {
    let ends = |at: &usize| rest.as_bytes().get(at + 3).is_none_or(|b| *b == b'>' || b.is_ascii_whitespace());
    rest.match_indices("<tr").map(|found| found.0).find(ends).unwrap_or(rest.len())
}

/// The insides of a row's two cells.
fn cells(row: &str) -> Option<[&str; 2]> {
    let (_, left) = row.split_once("<td")?.1.split_once('>')?;
    let (left, rest) = left.split_once("</td>")?;
    let (_, right) = rest.split_once("<td")?.1.split_once('>')?;
    let (right, _) = right.rsplit_once("</td>")?;
    Some([left, right])
}

/// The paragraph in a cell, `None` for an empty cell.
fn paragraph(cell: &str, marks: [&str; 2], paired: bool, escaped: bool) -> Option<String> {
    let marked = marks.iter().any(|mark| cell.contains(mark));
    let bare =
        if marked { marks.iter().fold(cell.to_owned(), |text, mark| text.replace(mark, "")) } else { cell.to_owned() };
    let text: Cow<'_, str> = if escaped { resolved(&bare) } else { Cow::Borrowed(&bare) };
    let text = if marked && paired || text.contains(['\n', '\r']) {
        one_line(&text)
    } else {
        text.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned()
    };
    let text = text.replace(['\u{2028}', '\u{2029}'], " ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_paragraphs_as_they_were() {
        let del = ["<del>", "</del>"];
        for (cell, paired, escaped, want) in [
            ("<del>The<del> cat </del> sat  there</del>", true, false, Some("The cat sat there")),
            ("<del>Alone  and whole</del>", false, false, Some("Alone  and whole")),
            ("R&D &amp; <b>bold</b> Vec<T>", true, false, Some("R&D &amp; <b>bold</b> Vec<T>")),
            ("R&amp;D", true, true, Some("R&D")),
            (" ", true, false, None),
            ("<del>a\u{a0}b </del>", true, false, Some("a\u{a0}b")),
        ] {
            assert_eq!(paragraph(cell, del, paired, escaped).as_deref(), want, "{cell}");
        }
    }
}
