//! Selecting words in the diff (`v`): whole words of one strip, from the anchor to the head.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    Effect, Model,
    diff::{DiffPane, Selection},
    find::{Strip, strips},
    motion::Motion,
};

/// Begins at the first word of the row under the cursor, or gives the selection up.
pub fn toggle(model: &mut Model) -> Vec<Effect> {
    let pane = &mut model.diff;
    if pane.selection.take().is_some() {
        return Vec::new();
    }
    let line = pane.row().and_then(|r| r.lines.new.as_ref().or(r.lines.old.as_ref()));
    let begun = line.and_then(|line| {
        let strip = strips(&pane.rows).remove(&line.strip)?;
        let words = word_starts(&strip.text);
        let first = words.iter().copied().find(|w| *w >= line.from).or_else(|| words.last().copied())?;
        Some(spanned(&strip.text, line.strip, first, first))
    });
    match begun {
        Some(selection) => pane.selection = Some(selection),
        None => model.say("There are no words on this row."),
    }
    Vec::new()
}

/// Moves the head by words, forwards where positive.
pub fn by_words(model: &mut Model, by: isize) {
    with(model, |strip, selection| {
        let words = word_starts(&strip.text);
        let at = words.partition_point(|w| *w < selection.head);
        words.get(at.saturating_add_signed(by).min(words.len().saturating_sub(1))).copied()
    });
}

/// Moves the head as a motion moves a cursor: by rows of the strip, or to its first or last word.
pub fn travel(model: &mut Model, motion: Motion) {
    with(model, |strip, selection| {
        let words = word_starts(&strip.text);
        let row = strip.lines.partition_point(|l| l.1 <= selection.head).saturating_sub(1);
        let from = strip.lines.get(row).map_or(0, |l| l.1);
        let to = match motion {
            Motion::First => 0,
            Motion::Last | Motion::Nth(_) => usize::MAX,
            _ => {
                let row = motion.from(row, strip.lines.len(), strip.lines.len());
                strip.lines.get(row).map_or(0, |l| l.1) + (selection.head - from)
            }
        };
        words.iter().copied().take_while(|w| *w <= to).last()
    });
}

fn with(model: &mut Model, head: impl Fn(&Strip, Selection) -> Option<usize>) {
    let pane = &mut model.diff;
    let Some(selection) = pane.selection else { return };
    let Some(strip) = strips(&pane.rows).remove(&selection.strip) else { return };
    if let Some(head) = head(&strip, selection) {
        pane.selection = Some(spanned(&strip.text, selection.strip, selection.anchor, head));
        let row = strip.row(head);
        pane.go(row);
    }
}

/// A selection from the word at `anchor` to the word at `head`, both whole.
fn spanned(text: &str, strip: usize, anchor: usize, head: usize) -> Selection {
    let (from, last) = (anchor.min(head), anchor.max(head));
    let mut to = 0;
    for word in text.split_word_bounds() {
        to += word.chars().count();
        if to > last {
            break;
        }
    }
    Selection { strip, anchor, head, from, to }
}

/// The words selected; `None` where none are.
#[must_use]
pub fn words(pane: &DiffPane) -> Option<String> {
    let selection = pane.selection?;
    let strip = strips(&pane.rows).remove(&selection.strip)?;
    let Selection { from, to, .. } = selection;
    Some(strip.text.chars().skip(from).take(to.saturating_sub(from)).collect())
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
        let at = |anchor, head| {
            let Selection { from, to, .. } = spanned("one two, three", 0, anchor, head);
            (from, to)
        };
        assert_eq!(at(4, 4), (4, 7));
        assert_eq!(at(4, 9), (4, 14));
        assert_eq!(at(9, 0), (0, 14));
        assert_eq!(at(99, 99).1, 14);
    }
}
