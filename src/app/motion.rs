//! Moving a cursor over entries, and scrolling after it.

/// A movement of a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// So many entries down; up where negative.
    Rows(isize),
    /// So many half pages down.
    Halves(isize),
    /// So many pages down.
    Pages(isize),
    /// To the first entry.
    First,
    /// To the last entry.
    Last,
    /// To the nth entry, from 1.
    Nth(usize),
}

impl Motion {
    /// Where the movement leads from `cursor` among `len` entries of which `page` are shown at once.
    #[must_use]
    pub fn from(self, cursor: usize, len: usize, page: usize) -> usize {
        let to = match self {
            Motion::Rows(by) => cursor.saturating_add_signed(by),
            Motion::Halves(_) | Motion::Pages(_) => cursor.saturating_add_signed(self.turned(page)),
            Motion::First => 0,
            Motion::Last => usize::MAX,
            Motion::Nth(n) => n.saturating_sub(1),
        };
        to.min(len.saturating_sub(1))
    }

    /// The first entry shown after it, where `top` was: pages are turned under the cursor, which keeps its line. Other
    /// movements leave it to [`follow`].
    #[must_use]
    pub fn scrolled(self, top: usize, len: usize, page: usize) -> usize {
        match self.turned(page) {
            0 => top,
            by => top.saturating_add_signed(by).min(len.saturating_sub(page)),
        }
    }

    /// Entries by which pages are turned, down where positive.
    fn turned(self, page: usize) -> isize {
        let (by, entries) = match self {
            Motion::Halves(by) => (by, page / 2),
            // Two entries of the page left stay on screen, so that the reader keeps the thread.
            Motion::Pages(by) => (by, page.saturating_sub(2)),
            _ => return 0,
        };
        by.saturating_mul(isize::try_from(entries.max(1)).unwrap_or(isize::MAX))
    }
}

/// The first entry to show so that `cursor` is on screen, moved as little as possible from `top`, and without blank
/// entries below the last where there are enough to fill the page.
#[must_use]
pub fn follow(top: usize, cursor: usize, len: usize, page: usize) -> usize {
    let page = page.max(1);
    let lowest = cursor.saturating_sub(page - 1);
    top.clamp(lowest, cursor.max(lowest)).min(len.saturating_sub(page).max(lowest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motions_stay_among_the_entries() {
        assert_eq!(Motion::Rows(3).from(0, 10, 5), 3);
        assert_eq!(Motion::Rows(-3).from(1, 10, 5), 0);
        assert_eq!(Motion::Halves(1).from(0, 10, 6), 3);
        assert_eq!(Motion::Pages(1).from(0, 100, 10), 8);
        assert_eq!(Motion::Pages(1).from(0, 100, 1), 1);
        assert_eq!(Motion::Last.from(0, 10, 5), 9);
        assert_eq!(Motion::Nth(12).from(0, 10, 5), 9);
        assert_eq!(Motion::Last.from(0, 0, 5), 0);
        assert_eq!(Motion::Pages(isize::MAX).from(3, 10, usize::MAX), 9);
    }

    #[test]
    fn pages_are_turned_under_the_cursor() {
        assert_eq!(Motion::Pages(1).scrolled(0, 100, 10), 8);
        assert_eq!(Motion::Pages(-1).scrolled(5, 100, 10), 0);
        assert_eq!(Motion::Halves(2).scrolled(3, 100, 10), 13);
        assert_eq!(Motion::Pages(9).scrolled(0, 20, 10), 10);
        assert_eq!(Motion::Pages(1).scrolled(0, 5, 10), 0);
        assert_eq!(Motion::Rows(1).scrolled(3, 100, 10), 3);
        assert_eq!(Motion::Last.scrolled(3, 100, 10), 3);
    }

    #[test]
    fn scrolling_follows_the_cursor_and_no_further() {
        assert_eq!(follow(0, 4, 10, 5), 0);
        assert_eq!(follow(0, 5, 10, 5), 1);
        assert_eq!(follow(5, 2, 10, 5), 2);
        assert_eq!(follow(8, 9, 10, 5), 5);
        assert_eq!(follow(3, 0, 0, 5), 0);
    }
}
