//! What lies on the text of the diff: matches of a search and the selected words.

use crate::{
    app::diff::{DiffPane, FindMatch, Point, Selection},
    model::Side,
    text::{Role, Roles},
};

/// The marks that can show.
pub(super) struct Lit {
    matches: Vec<(FindMatch, bool)>,
    selected: Option<Selection>,
}

impl Lit {
    /// The marks that can show in `height` rows from the pane's top.
    pub(super) fn of(pane: &DiffPane, height: usize) -> Self {
        // A match begins on its first row; one that begins above may reach down into sight.
        let seen = pane.top.saturating_sub(height.max(8))..pane.top + height;
        let matches = pane.search.iter().flat_map(|find| {
            let from = find.matches.partition_point(|m| m.row < seen.start);
            let rest = find.matches.iter().enumerate().skip(from);
            rest.take_while(|(_, m)| m.row < seen.end).map(|(i, m)| (*m, find.current == Some(i)))
        });
        Lit { matches: matches.collect(), selected: pane.selection }
    }

    /// The roles that lie on a character of a strip.
    pub(super) fn on(&self, side: Side, strip: usize, at: usize, mut roles: Roles) -> Roles {
        for (found, current) in &self.matches {
            if found.strip == strip && (found.from..found.to).contains(&at) {
                roles = roles.and(Role::Match);
                if *current {
                    roles = roles.and(Role::Current);
                }
            }
        }
        if self.selected.is_some_and(|s| s.holds(side, Point { strip, at })) {
            roles = roles.and(Role::Selected);
        }
        roles
    }

    /// Whether any mark may lie on a strip.
    pub(super) fn touches(&self, side: Side, strip: usize) -> bool {
        let selected = |s: Selection| s.side == side && (s.from.strip..=s.to.strip).contains(&strip);
        self.matches.iter().any(|(m, _)| m.strip == strip) || self.selected.is_some_and(selected)
    }
}
