//! The columns of the timeline's rows: which there is room for, and how wide they are.

use super::{LEAST_AUTHOR, MOST_AUTHOR};
use crate::{
    app::Model,
    model::Timeline,
    text::width,
    view::{badge, words},
};

/// The scale of bars is at least so many words, so that a changed word does not look like a rewriting.
const LEAST: usize = 60;

/// Cells that are kept free for what authors said of their revisions.
const COMMENT: u16 = 24;

/// Which columns there is room for, and how wide they are.
pub(super) struct Columns {
    /// `base`, `target` or their first letters, with a blank.
    pub(super) mark: u16,
    pub(super) number: u16,
    pub(super) time: u16,
    /// 0 for none.
    pub(super) later: u16,
    /// Half the bar's length; 0 for no bar.
    pub(super) half: u16,
    /// `−12 +340`; 0 for none.
    pub(super) counts: u16,
    pub(super) badges: u16,
    /// Who made it; 0 where no author is told or there is no room.
    pub(super) author: u16,
    /// Words of the greatest change.
    pub(super) most: usize,
}

impl Columns {
    pub(super) fn of(model: &Model, timeline: &Timeline, width: u16) -> Self {
        let rows = &timeline.rows;
        let digits = |n: usize| n.checked_ilog10().unwrap_or(0) as u16 + 1;
        let number = digits(rows.iter().map(|r| r.number as usize).max().unwrap_or(0));
        // The rows' widest words are measured on a sample; an article of ten thousand revisions is not, for one frame.
        let sample = || rows.iter().rev().take(200);
        let times = sample().filter_map(|r| r.time.as_ref());
        let time = times.map(|t| width::of(&words::moment(t, model))).max().unwrap_or(7).min(32) as u16;
        let later = sample().filter_map(|r| r.later.as_deref()).map(width::of).max().unwrap_or(0).min(30) as u16;
        let most = rows.iter().map(|r| r.words_added.unwrap_or(0).max(r.words_removed.unwrap_or(0))).max();
        let mut columns = Columns {
            mark: 3,
            number,
            time,
            later: 0,
            half: 0,
            counts: 0,
            badges: badge::BADGES.len() as u16,
            author: 0,
            most: most.unwrap_or(0).max(LEAST),
        };
        let mut left = width.saturating_sub(3 + number + 2 + time + 2 + columns.badges);
        // What is most telling gets its room first.
        let mut grant = |cells: u16| {
            let granted = cells <= left;
            left -= if granted { cells } else { 0 };
            granted
        };
        if grant(later + 2) {
            columns.later = later + 2;
        }
        let counts = 2 * digits(most.unwrap_or(0)) + 3;
        if grant(counts + 2) {
            columns.counts = counts;
        }
        // Who made it comes before what only looks better: bars, words in full, room between badges.
        let authors = sample().filter_map(|r| r.author.as_deref()).map(width::of).max().unwrap_or(0) as u16;
        let least = authors.clamp(1, LEAST_AUTHOR);
        columns.author = (least..=authors.min(MOST_AUTHOR)).rev().find(|cells| grant(cells + 2)).unwrap_or(0);
        if grant(5) {
            columns.mark = 8;
        }
        if columns.author > 0 && columns.mark == 8 && sample().any(|r| r.comment.is_some()) {
            // What they said of it, in so many words at least that something is said.
            grant(COMMENT);
        }
        if columns.counts > 0 && grant(12) {
            columns.half = if grant(20) { 10 } else { 5 };
        }
        if grant(columns.badges - 1) {
            columns.badges = 2 * columns.badges - 1;
        }
        columns
    }

    /// Cells of how much changed, with what keeps it apart from the badges; 0 for none.
    pub(super) fn size(&self) -> u16 {
        let bar = if self.half > 0 { 2 * self.half + 2 } else { 0 };
        if self.counts > 0 { self.counts + bar + 2 } else { 0 }
    }

    /// Where all that is said of revisions begins, in cells from the row's beginning: behind the badges, so that it stands
    /// in line however much of the columns before it a row fills.
    pub(super) fn said(&self) -> u16 {
        self.mark + self.number + 2 + self.time + 2 + self.later + self.size() + self.badges
    }
}
