//! The archive as a whole, counted from the rows of the list.

use std::{ops::ControlFlow, sync::atomic::Ordering};

use super::{Catalogue, shelf::Place};
use crate::model::Stats;

impl Catalogue {
    /// The figures of all articles held: no text is read. Looks at `stale` now and then; `None` where that said to stop.
    pub fn stats(&self, stale: &dyn Fn() -> bool) -> Option<Stats> {
        self.sound(|c| c.stats_here(stale))
    }

    fn stats_here(&self, stale: &dyn Fn() -> bool) -> Option<Stats> {
        // A place whose article was joined to another may still have its row in the database.
        let held: Option<Vec<Place>> = {
            let shelf = self.shelf();
            let known = !self.is_on_disk() || self.unfolded.load(Ordering::Relaxed);
            known.then(|| shelf.places().collect())
        };
        let mut stats = Stats::default();
        let mut seen = 0_usize;
        let flow = self.texts.rows_until(&mut held.iter().flatten().copied(), &mut |place, row| {
            seen += 1;
            if seen.is_multiple_of(1024) && stale() {
                return ControlFlow::Break(());
            }
            if held.as_ref().is_none_or(|held| held.binary_search(&place).is_ok()) {
                stats.count(row);
            }
            ControlFlow::Continue(())
        });
        flow.is_continue().then_some(stats)
    }
}
