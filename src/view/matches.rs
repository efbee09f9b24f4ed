//! Text with the matches of a search lit up.

use super::pen::{Pen, fits};
use crate::text::{Role, Roles};

/// Where words occur in a text, whatever their case: character ranges from 0, half-open.
#[must_use]
pub(super) fn occurrences(text: &str, words: &str) -> Vec<(usize, usize)> {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let wanted: Vec<char> = words.chars().map(lower).collect();
    let text: Vec<char> = text.chars().map(lower).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while !wanted.is_empty() && at + wanted.len() <= text.len() {
        if text[at..at + wanted.len()] == wanted[..] {
            found.push((at, at + wanted.len()));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

/// A text cut at the edges of ranges: each piece, and whether it lies in one.
#[must_use]
pub(super) fn pieces<'a>(text: &'a str, ranges: &[(usize, usize)]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let (mut start, mut was) = (0, false);
    for (n, (byte, _)) in text.char_indices().enumerate() {
        let is = ranges.iter().any(|r| (r.0..r.1).contains(&n));
        if is != was {
            if byte > start {
                pieces.push((&text[start..byte], was));
            }
            (start, was) = (byte, is);
        }
    }
    if start < text.len() {
        pieces.push((&text[start..], was));
    }
    pieces
}

/// Writes a text in at most `most` columns, with the matches of a search, where there is one, lit up.
pub(super) fn put(pen: &mut Pen<'_>, text: &str, roles: Roles, search: Option<&str>, most: u16) {
    // Only what can be seen is searched; a headline of a megabyte is cut long before.
    let seen = text.char_indices().nth(usize::from(most) + 1).map_or(text, |(end, _)| &text[..end]);
    let ranges = search.map(|s| occurrences(seen, s)).unwrap_or_default();
    if ranges.is_empty() {
        pen.cut(text, roles, most);
        return;
    }
    let end = pen.column().saturating_add(most.min(pen.room()));
    for (piece, lit) in pieces(seen, &ranges) {
        let room = end.saturating_sub(pen.column());
        pen.cut(piece, if lit { roles.and(Role::Match) } else { roles }, room);
        if !fits(piece, room) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_found_whatever_their_case_and_cut_out() {
        assert_eq!(occurrences("The Sea, the sea", "the"), [(0, 3), (9, 12)]);
        assert_eq!(occurrences("ÉTÉ", "été"), [(0, 3)]);
        assert_eq!(occurrences("abc", ""), []);
        assert_eq!(pieces("the sea", &[(0, 3)]), [("the", true), (" sea", false)]);
        assert_eq!(pieces("été", &[(1, 2)]), [("é", false), ("t", true), ("é", false)]);
    }
}
