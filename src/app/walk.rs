//! Which changes are walked to, and on which of them the reader stands.

use super::diff::DiffPane;

impl DiffPane {
    /// Whether a change is walked to, by index.
    #[must_use]
    pub fn walks_to(&self, index: usize) -> bool {
        self.rows.changes.get(index).is_some_and(|c| c.passes(self.kinds) && (c.substance || !self.hide_minor))
    }

    /// The changes walked to, by index.
    #[must_use]
    pub fn walked(&self) -> Vec<usize> {
        (0..self.rows.changes.len()).filter(|i| self.walks_to(*i)).collect()
    }

    /// Which of the changes walked to the reader stands on, from 1, and how many there are.
    #[must_use]
    pub fn standing(&self) -> (Option<usize>, usize) {
        let (mut at, mut all) = (None, 0);
        for index in (0..self.rows.changes.len()).filter(|i| self.walks_to(*i)) {
            all += 1;
            at = at.or((self.change == Some(index)).then_some(all));
        }
        (at, all)
    }
}
