//! Badges for what changed, bars and sparklines for how much.

use super::pen::Pen;
pub use crate::model::badge::{BADGES, CAUTIONS, MINOR, caution};
use crate::{model::Changes, text::Role};

/// The badges of some changes, each in a column of its own, so that those of many rows stand under one another.
#[must_use]
pub fn columns(changes: Changes, minor: bool, apart: &str) -> String {
    let badges: Vec<&str> = BADGES.iter().map(|b| if changes.has(b.0) { b.1 } else { " " }).collect();
    if minor && badges.iter().all(|b| *b == " ") { MINOR.0.into() } else { badges.join(apart) }
}

/// Eight heights of a sparkline.
const HEIGHTS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Words from which each height but the lowest is reached: twice as many are a step more, so that changes of the size that
/// most have differ to the eye, and articles can be compared.
const STEPS: [u32; 7] = [8, 16, 32, 64, 128, 256, 512];

/// A sparkline of numbers of words in at most `most` cells: the latest of them, after an ellipsis where there are more.
#[must_use]
pub fn sparkline(sizes: &[u32], most: usize) -> String {
    let left_out = sizes.len() > most;
    let shown = if left_out { most.saturating_sub(1) } else { most };
    let bars = sizes.iter().skip(sizes.len().saturating_sub(shown));
    let before = if left_out && most > 0 { "…" } else { "" };
    std::iter::once(before).chain(bars.map(|&n| HEIGHTS[STEPS.partition_point(|s| *s <= n)])).collect()
}

/// A bar to both sides of a middle, each `half` cells long at most: words removed to the left, added to the right, to
/// the scale of `most` words.
pub(super) fn bar(pen: &mut Pen<'_>, removed: usize, added: usize, most: usize, half: u16) {
    let cells = |n: usize| {
        let halves = (n * 2 * usize::from(half)).div_ceil(most.max(1)) as u16;
        halves.min(2 * half)
    };
    let (left, right) = (cells(removed), cells(added));
    let start = pen.column();
    pen.skip(half - left.div_ceil(2));
    if left % 2 == 1 {
        pen.put("▐", Role::Shrinking);
    }
    pen.put(&"█".repeat(usize::from(left / 2)), Role::Shrinking);
    pen.put("│", Role::Rule);
    pen.put(&"█".repeat(usize::from(right / 2)), Role::Growth);
    if right % 2 == 1 {
        pen.put("▌", Role::Growth);
    }
    pen.to(start + 2 * half + 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::geometry::Rect, view::Page};

    #[test]
    fn a_sparkline_tells_a_word_from_a_rewriting() {
        assert_eq!(sparkline(&[0, 1, 8, 24, 300, 5000], 6), "▁▁▂▃▇█");
        assert_eq!(sparkline(&[136, 98, 128, 66, 105, 157, 72], 7), "▆▅▆▅▅▆▅");
        assert_eq!((sparkline(&[1, 8, 300], 3), sparkline(&[1, 8, 300], 2)), ("▁▂▇".into(), "…▇".into()));
        assert_eq!((sparkline(&[], 8), sparkline(&[1], 0)), (String::new(), String::new()));
        for n in 4..512 {
            assert_ne!(sparkline(&[n], 1), sparkline(&[2 * n], 1), "twice as many words are seen to be more");
        }
    }

    #[test]
    fn a_bar_grows_from_its_middle_to_both_sides() {
        let mut page = Page::new(9, 1);
        bar(&mut page.pen(Rect::new(0, 0, 9, 1), 0), 10, 40, 40, 4);
        assert_eq!(page.line(0), "   █│████");
        let mut page = Page::new(9, 1);
        bar(&mut page.pen(Rect::new(0, 0, 9, 1), 0), 1, 0, usize::MAX / 16, 4);
        assert_eq!(page.line(0), "   ▐│");
    }
}
