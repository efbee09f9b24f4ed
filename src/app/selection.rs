//! Selecting words in the diff (`v`): whole words of one column, from the anchor to the head, over as many paragraphs as
//! lie between.

use unicode_segmentation::UnicodeSegmentation;

use super::{Effect, Model, Pane, motion::Motion};
use crate::{
    diff::rows::{Line, RowKind, Rows},
    model::Side,
};

/// A character of a strip, from 0. Strips are numbered in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The strip.
    pub strip: usize,
    /// The character.
    pub at: usize,
}

/// Selected words of one column, over as many paragraphs as lie between its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The column: the old one, too, where there is but one.
    pub side: Side,
    /// Where it was begun: the first character of a word.
    pub anchor: Point,
    /// Where it stands now: the first character of a word.
    pub head: Point,
    /// The first character selected.
    pub from: Point,
    /// One after the last character selected.
    pub to: Point,
}

impl Selection {
    /// Whether a character of a column is selected.
    #[must_use]
    pub fn holds(&self, side: Side, point: Point) -> bool {
        side == self.side && (self.from..self.to).contains(&point)
    }
}

/// A strip that holds text of the article, in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Strip {
    /// Its number.
    pub(super) number: usize,
    /// Its first row.
    first: usize,
    /// The row after its last.
    end: usize,
}

impl Strip {
    /// Its lines, each with its row.
    pub(super) fn lines(self, rows: &Rows, side: Side) -> impl Iterator<Item = (usize, &Line)> {
        let rows = rows.rows.iter().enumerate().take(self.end).skip(self.first);
        rows.filter_map(move |(row, r)| Some(row).zip(r.lines[side].as_ref())).filter(move |l| l.1.strip == self.number)
    }

    fn text(self, rows: &Rows, side: Side) -> String {
        self.lines(rows, side).flat_map(|l| &l.1.spans).map(|s| s.text.as_str()).collect()
    }

    /// The row that shows a character.
    fn row(self, rows: &Rows, side: Side, at: usize) -> usize {
        self.lines(rows, side).take_while(|l| l.1.from <= at).last().map_or(self.first, |l| l.0)
    }
}

/// The strips of one column in reading order; sentences of ours between paragraphs are none.
pub(super) fn strips(rows: &Rows, side: Side) -> Vec<Strip> {
    let mut strips: Vec<Strip> = Vec::new();
    for (row, r) in rows.rows.iter().enumerate() {
        let Some(line) = r.lines[side].as_ref().filter(|_| matches!(r.kind, RowKind::Text | RowKind::Headline)) else {
            continue;
        };
        match strips.last_mut().filter(|s| s.number == line.strip) {
            Some(strip) => strip.end = row + 1,
            None => strips.push(Strip { number: line.strip, first: row, end: row + 1 }),
        }
    }
    strips
}

/// Begins at the first word from the row under the cursor on, or gives the selection up.
pub fn toggle(model: &mut Model) -> Vec<Effect> {
    let pane = &mut model.diff;
    if pane.selection.take().is_some() {
        return Vec::new();
    }
    let here = pane.row().and_then(|r| r.lines.new.as_ref());
    let side = if here.is_some() { Side::New } else { Side::Old };
    match word_in_rows(&pane.rows, side, pane.cursor, true, 0) {
        Some((row, word)) => {
            pane.selection = spanned(&pane.rows, side, word, word);
            pane.go(row);
        }
        None => model.say("There are no words from here on."),
    }
    Vec::new()
}

/// Moves the head by words, forwards where positive; past the end of a paragraph into the next.
pub fn by_words(model: &mut Model, by: isize) {
    let Some(Selection { side, head, .. }) = model.diff.selection else { return };
    let rows = &model.diff.rows;
    let strips = strips(rows, side);
    let Some(mut strip) = strips.iter().position(|s| s.number == head.strip) else { return };
    let starts = |strip: usize| strips.get(strip).map_or_else(Vec::new, |s| word_starts(&s.text(rows, side)));
    let mut words = starts(strip);
    let mut at = words.partition_point(|w| *w < head.at);
    for _ in 0..by.unsigned_abs() {
        let (next, word) = if by > 0 {
            let on = (strip + 1..strips.len()).find(|s| at + 1 >= words.len() && !starts(*s).is_empty());
            (on, at + 1)
        } else {
            let back = (0..strip).rev().find(|s| at == 0 && !starts(*s).is_empty());
            (back, at.saturating_sub(1))
        };
        match next {
            Some(next) => {
                (strip, words) = (next, starts(next));
                at = if by > 0 { 0 } else { words.len().saturating_sub(1) };
            }
            None if word < words.len() && word != at => at = word,
            None => break,
        }
    }
    if let (Some(strip), Some(word)) = (strips.get(strip), words.get(at)) {
        put_head(model, Point { strip: strip.number, at: *word });
    }
}

/// Moves the head as a motion moves the cursor: by rows, to the first or the last word of the text.
pub fn travel(model: &mut Model, motion: Motion) {
    let page = model.page(Pane::Diff);
    let pane = &model.diff;
    let Some(Selection { side, head, .. }) = pane.selection else { return };
    let Some(strip) = strips(&pane.rows, side).into_iter().find(|s| s.number == head.strip) else { return };
    let row = strip.row(&pane.rows, side, head.at);
    let from = strip.lines(&pane.rows, side).find(|l| l.0 == row).map_or(0, |l| l.1.from);
    let to = motion.from(row, pane.rows.rows.len(), page);
    let (down, column) = match motion {
        Motion::First => (true, 0),
        Motion::Last => (false, usize::MAX),
        _ => (to >= row, head.at.saturating_sub(from)),
    };
    let found = word_in_rows(&pane.rows, side, to, down, column);
    if let Some((_, word)) = found.or_else(|| word_in_rows(&pane.rows, side, to, !down, column)) {
        put_head(model, word);
    }
}

/// The last word that begins within `column` characters of the nearest row with a word, or that row's first: from a row
/// on downwards or upwards.
fn word_in_rows(rows: &Rows, side: Side, from: usize, down: bool, column: usize) -> Option<(usize, Point)> {
    let strips = strips(rows, side);
    let in_row = |row: usize| {
        let line = rows.rows.get(row)?.lines[side].as_ref()?;
        let strip = strips.iter().find(|s| s.number == line.strip)?;
        let end = line.from + line.spans.iter().map(|s| s.text.chars().count()).sum::<usize>();
        let words = word_starts(&strip.text(rows, side));
        let mut here = words.into_iter().filter(|w| (line.from..end).contains(w)).peekable();
        let first = *here.peek()?;
        let at = here.take_while(|w| *w <= line.from.saturating_add(column)).last().unwrap_or(first);
        Some((row, Point { strip: line.strip, at }))
    };
    if down { (from..rows.rows.len()).find_map(in_row) } else { (0..=from).rev().find_map(in_row) }
}

fn put_head(model: &mut Model, head: Point) {
    let pane = &mut model.diff;
    let Some(Selection { side, anchor, .. }) = pane.selection else { return };
    let Some(strip) = strips(&pane.rows, side).into_iter().find(|s| s.number == head.strip) else { return };
    let row = strip.row(&pane.rows, side, head.at);
    pane.selection = spanned(&pane.rows, side, anchor, head);
    pane.go(row);
    pane.reveal(head);
}

/// A selection from the word at `anchor` to the word at `head`, both whole.
fn spanned(rows: &Rows, side: Side, anchor: Point, head: Point) -> Option<Selection> {
    let (from, last) = (anchor.min(head), anchor.max(head));
    let strip = strips(rows, side).into_iter().find(|s| s.number == last.strip)?;
    let at = word_end(&strip.text(rows, side), last.at);
    Some(Selection { side, anchor, head, from, to: Point { at, ..last } })
}

/// Where the word that holds a character ends, in characters.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = 0;
    for word in text.split_word_bounds() {
        end += word.chars().count();
        if end > at {
            break;
        }
    }
    end
}

/// Where words begin, in characters.
fn word_starts(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut starts = Vec::new();
    for word in text.split_word_bounds() {
        if word.chars().any(char::is_alphanumeric) {
            starts.push(at);
        }
        at += word.chars().count();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert_eq!(word_starts("Don’t say “héllo”, 3.5 times"), [0, 6, 11, 19, 23]);
        assert_eq!(word_end("one two, three", 4), 7);
        assert_eq!(word_end("one two, three", 9), 14);
        assert_eq!(word_end("one two, three", 99), 14);
    }
}
