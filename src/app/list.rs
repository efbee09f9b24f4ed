//! The article list's state: one window of rows, and the cursor held on to by id.

use crate::model::{ArticleId, ListQuery, ListRow, ListWindow};

/// The article list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListPane {
    /// Sort and filter.
    pub query: ListQuery,
    /// The rows held: some screens around the cursor.
    pub window: ListWindow,
    /// The rank of the article under the cursor, from 0.
    pub cursor: usize,
    /// The article under the cursor.
    pub selected: Option<ArticleId>,
    /// The rank of the first row shown.
    pub top: usize,
    /// The generation of the window asked for last.
    pub generation: u64,
    /// Whether an answer is awaited.
    pub waiting: bool,
    /// The search in this pane (`/`).
    pub search: Option<String>,
}

impl ListPane {
    /// The row of a rank, where the window holds it.
    #[must_use]
    pub fn row(&self, rank: usize) -> Option<&ListRow> {
        rank.checked_sub(self.window.first).and_then(|i| self.window.rows.get(i))
    }

    /// The row under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&ListRow> {
        self.row(self.cursor)
    }
}
