//! Passages of a dump inside of sentences of ours, set apart where they run from right to left: else they would reorder
//! what stands beside them, and `150 → 63` would read turned round.
//!
//! Who writes the sentence puts the marks ([`isolated`]); who shows it keeps them, puts others in their place
//! ([`pieces`]), or leaves them out ([`bare`]).

use std::borrow::Cow;

/// The mark before a passage whose direction must not reach its surroundings.
pub const OPEN: char = '\u{2068}';
/// The mark behind it.
pub const CLOSE: char = '\u{2069}';

/// Whether a character is written from right to left, or makes figures run so.
#[must_use]
pub fn is_right_to_left(c: char) -> bool {
    use unicode_bidi::BidiClass::{AL, AN, R};
    c >= '\u{590}' && matches!(unicode_bidi::bidi_class(c), R | AL | AN)
}

/// A passage that goes into a sentence, between marks where anything in it runs from right to left. It holds none itself
/// ([`sanitise`](super::sanitise)).
#[must_use]
pub fn isolated(passage: String) -> String {
    if passage.chars().any(is_right_to_left) { format!("{OPEN}{passage}{CLOSE}") } else { passage }
}

/// A sentence without the marks.
#[must_use]
pub fn bare(sentence: &str) -> Cow<'_, str> {
    if sentence.contains([OPEN, CLOSE]) {
        Cow::Owned(sentence.replace([OPEN, CLOSE], ""))
    } else {
        Cow::Borrowed(sentence)
    }
}

/// A line of a sentence in pieces without marks, each with whether it is to be set apart. `open`: whether the line begins
/// within such a passage; then, whether the next one does.
pub fn pieces<'t>(line: &'t str, open: &mut bool) -> Vec<(&'t str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let end = rest.find([OPEN, CLOSE]).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        if !piece.is_empty() {
            pieces.push((piece, *open));
        }
        let mut after = after.chars();
        match after.next() {
            Some(mark) => *open = mark == OPEN,
            None => break,
        }
        rest = after.as_str();
    }
    pieces
}

/// A line of a sentence with each passage closed on it; `open` as for [`pieces`]. What a line holds besides goes through
/// `write`.
pub fn line<'t>(line: &'t str, open: &mut bool, write: impl Fn(&'t str) -> Cow<'t, str>) -> String {
    let mut written = String::with_capacity(line.len());
    for (piece, apart) in pieces(line, open) {
        let piece = write(piece);
        if apart {
            written.push(OPEN);
            written.push_str(&piece);
            written.push(CLOSE);
        } else {
            written.push_str(&piece);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_passage_is_set_apart_by_itself_and_closed_on_its_line() {
        let farmers = isolated("مزارعًا في الوادي".into());
        assert_eq!(isolated("farmers".into()), "farmers");
        let sentence = format!("150 → 63 {farmers}, 3.2% → 3.8%.");
        assert_eq!(bare(&sentence), "150 → 63 مزارعًا في الوادي, 3.2% → 3.8%.");
        let mut open = false;
        let told = pieces(&sentence, &mut open);
        assert_eq!(told, [("150 → 63 ", false), ("مزارعًا في الوادي", true), (", 3.2% → 3.8%.", false)]);
        let (first, second) = sentence.split_at(sentence.find(" في").unwrap());
        let lines = [first, second].map(|text| line(text, &mut open, Cow::Borrowed));
        assert_eq!(lines, ["150 → 63 \u{2068}مزارعًا\u{2069}", "\u{2068} في الوادي\u{2069}, 3.2% → 3.8%."]);
        assert!(!open);
    }
}
