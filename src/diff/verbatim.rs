//! Splits and merges that changed no word: one paragraph that is several consecutive ones, written on, perhaps with a mark
//! between them. No likeness has
//! to be weighed for them, so that short pieces are found too, and pieces that hardly differ from each other or from a
//! paragraph elsewhere.

use std::{ops::Range, sync::Arc};

use super::{
    candidates::{Single, Singles, Weighed},
    sequence::Budget,
};
use crate::{model::Sides, text::terms::is_dense};

/// Tells of each such split (one old, several new) and merge, as indices of `Singles`: old ones, new ones.
pub(super) fn verbatim(
    singles: &Singles,
    weighed: &[Weighed],
    texts: Sides<&[Arc<str>]>,
    budget: &mut Budget,
    mut tell: impl FnMut(Range<usize>, Range<usize>),
) {
    let (left, right) = (&singles.left, &singles.right);
    for e in weighed {
        let (Some(old), Some(new)) = (texts.old.get(left[e.left].at), texts.new.get(right[e.right].at)) else {
            continue;
        };
        if !budget.take(1 + old.len().min(new.len()) as u64 / 64) {
            return;
        }
        if old.len() > new.len() {
            if let Some(count) = written_on(old, texts.new, &right[e.right..], budget) {
                tell(e.left..e.left + 1, e.right..e.right + count);
            }
        } else if let Some(count) = written_on(new, texts.old, &left[e.left..], budget) {
            tell(e.left..e.left + count, e.right..e.right + 1);
        }
    }
}

/// How many of the pieces, two or more, written on make up the whole.
fn written_on(whole: &str, texts: &[Arc<str>], pieces: &[Single], budget: &mut Budget) -> Option<usize> {
    let mut rest = whole.trim();
    for (count, piece) in pieces.iter().enumerate() {
        // Those that follow must be neighbours.
        if piece.at != pieces[0].at + count {
            return None;
        }
        // An empty paragraph is part of nothing.
        let text = Some(texts.get(piece.at)?.trim()).filter(|t| !t.is_empty())?;
        if !budget.take(1 + text.len() as u64 / 64) {
            return None;
        }
        // `Results: what was found` of a heading and what stood below it; a mark may also be the piece's own.
        let further = || rest.trim_start_matches([':', ';', ',', '–', '—', '-']).trim_start().strip_prefix(text);
        let after = rest.strip_prefix(text).or_else(|| further().filter(|_| count > 0))?;
        if after.is_empty() {
            return (count > 0).then_some(count + 1);
        }
        // A word goes on: then the piece just begins like the whole.
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_dense(c));
        if letter(text.chars().next_back()) && letter(after.chars().next()) {
            return None;
        }
        rest = after.trim_start();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(whole: &str, pieces: &[&str]) -> Option<usize> {
        let texts: Vec<Arc<str>> = pieces.iter().map(|p| Arc::from(*p)).collect();
        let singles: Vec<Single> = (0..texts.len()).map(|at| Single { at, gap: 0 }).collect();
        written_on(whole, &texts, &singles, &mut Budget::new(1 << 20))
    }

    #[test]
    fn pieces_that_make_up_the_whole() {
        assert_eq!(count("Rain fell. It stopped.", &["Rain fell.", "It stopped.", "More."]), Some(2));
        assert_eq!(count("雨が降った。止んだ。", &["雨が降った。", "止んだ。"]), Some(2));
        assert_eq!(count("Rain fell.", &["Rain fell.", "It stopped."]), None);
        assert_eq!(count("Rain fell. It stopped.", &["Rain fell.", "It went on."]), None);
        assert_eq!(count("Results: Rain fell.", &["Results", "Rain fell."]), Some(2));
        assert_eq!(count("Buy: - milk - eggs", &["Buy:", "- milk", "- eggs"]), Some(3));
        assert_eq!(count("Rain – It fell.", &["Rain", "Snow", "It fell."]), None);
        assert_eq!(count("Rainfall", &["Rain", "fall"]), None);
        assert_eq!(count("Rain fell. It stopped.", &["Rain fell."]), None);
    }
}
