//! The lines of the timeline's body: revisions, what is missing or folded away between them, and where base and target
//! are when they are out of sight.

use std::ops::Range;

use super::timeline::TimelinePane;

/// One line of the timeline's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineLine {
    /// The sentence that numbers before a row are not in the dump: the row's index.
    Gap(usize),
    /// A revision: the row's index.
    Row(usize),
    /// Revisions folded away here: the first row's index, and the index after the last.
    Folded(usize, usize),
    /// Base, target or both are further up than what is shown.
    Above(Marks),
    /// Base, target or both are further down.
    Below(Marks),
}

impl TimelineLine {
    /// The rows that it shows or stands for, by index.
    fn rows(&self) -> Option<Range<usize>> {
        match *self {
            TimelineLine::Row(index) => Some(index..index + 1),
            TimelineLine::Folded(from, to) => Some(from..to),
            TimelineLine::Gap(_) | TimelineLine::Above(_) | TimelineLine::Below(_) => None,
        }
    }
}

/// Rows out of sight, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// The base.
    pub base: Option<usize>,
    /// The target.
    pub target: Option<usize>,
}

impl Marks {
    /// The marks of the pane that lie where `out` says.
    fn of(pane: &TimelinePane, out: impl Fn(usize) -> bool) -> Option<Marks> {
        let marks = Marks { base: pane.base.filter(|i| out(*i)), target: pane.target.filter(|i| out(*i)) };
        (marks != Marks::default()).then_some(marks)
    }

    /// The row that a click on the line goes to.
    #[must_use]
    pub fn row(self) -> Option<usize> {
        self.base.or(self.target)
    }
}

/// The fewest lines of which one may say what is out of sight.
const ENOUGH: usize = 3;

/// The lines of the timeline's body in a window of `height` lines, from the pane's first row, or so much further down
/// that the cursor's line is the last. Where the base or the target is out of sight, the first or last line says so.
#[must_use]
pub fn timeline_lines(pane: &TimelinePane, height: usize) -> Vec<TimelineLine> {
    let (mut above, mut below) = (None, None);
    // A line given away may push a mark out of sight, which then takes a line of its own: after both that is settled.
    for _ in 0..3 {
        let taken = usize::from(above.is_some()) + usize::from(below.is_some());
        let mut lines = rows(pane, height.saturating_sub(taken));
        // A line that stands for rows folded away says itself which of them are base and target.
        let first = lines.iter().find_map(|line| line.rows().map(|rows| rows.start));
        let last = lines.iter().rev().find_map(|line| line.rows().map(|rows| rows.end.saturating_sub(1)));
        let up = Marks::of(pane, |i| first.is_some_and(|first| i < first)).or(above.take());
        let down = Marks::of(pane, |i| last.is_some_and(|last| i > last)).or(below.take());
        let wanted = usize::from(up.is_some()) + usize::from(down.is_some());
        if height < ENOUGH || wanted == taken {
            if height >= ENOUGH {
                up.into_iter().for_each(|marks| lines.insert(0, TimelineLine::Above(marks)));
                lines.extend(down.map(TimelineLine::Below));
            }
            return lines;
        }
        (above, below) = (up, down);
    }
    rows(pane, height)
}

/// The lines without what is said at their edges.
fn rows(pane: &TimelinePane, height: usize) -> Vec<TimelineLine> {
    let mut lines = Vec::new();
    let mut cursor = 0;
    let start = pane.top.min(pane.shown.len());
    let mut before = start.checked_sub(1).and_then(|i| pane.shown.get(i)).map_or(0, |i| i + 1);
    for &index in pane.shown.iter().skip(start) {
        let Some(row) = pane.rows().get(index) else { continue };
        if index > before {
            lines.push(TimelineLine::Folded(before, index));
        }
        if row.gap_before.is_some() {
            lines.push(TimelineLine::Gap(index));
        }
        if index == pane.cursor {
            cursor = lines.len();
        }
        lines.push(TimelineLine::Row(index));
        before = index + 1;
        if lines.len() > height + 3 && index >= pane.cursor {
            break;
        }
    }
    if before < pane.rows().len() && lines.len() < height {
        lines.push(TimelineLine::Folded(before, pane.rows().len()));
    }
    let hidden = (cursor + 1).saturating_sub(height);
    lines.drain(..hidden);
    lines.truncate(height);
    lines
}
