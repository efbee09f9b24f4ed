//! The index of words beside the database: asked with it, kept in step with it.

use crossbeam_channel::Receiver;

use super::{
    super::{
        code,
        index::{Asked, Candidates, Fed, Index, Keeper, Question, is_corruption},
        lock,
        shelf::Place,
    },
    Disk, seal,
};
use crate::source::Cancel;

/// Articles read from the database at once.
const HANDFUL: u32 = 100;

/// How the index narrows a search down.
pub(in crate::catalogue) struct Narrowed<'d> {
    index: &'d Index,
    asked: Asked,
    /// What the index does not know yet.
    fresh: Candidates,
}

impl Narrowed<'_> {
    /// Whether it takes many steps to name all candidates.
    pub(in crate::catalogue) fn is_broad(&self) -> bool {
        self.index.is_broad(&self.asked)
    }

    /// Whether the index does not know an article yet, or only as it was.
    pub(in crate::catalogue) fn is_fresh(&self, place: Place) -> bool {
        self.fresh.has(place)
    }

    /// All candidates; `None` where all may be.
    pub(in crate::catalogue) fn all(&self) -> Option<Candidates> {
        let mut all = self.index.all(&self.asked)?;
        all.join(&self.fresh);
        Some(all)
    }

    /// Those of these places that are candidates, in their order.
    pub(in crate::catalogue) fn among(&self, places: &[Place]) -> Vec<Place> {
        let (fresh, known): (Vec<Place>, Vec<Place>) = places.iter().partition(|place| self.fresh.has(**place));
        let mut found = Candidates::default();
        let known = self.index.among(&self.asked, &known);
        known.into_iter().chain(fresh).for_each(|place| found.add(place));
        places.iter().copied().filter(|place| found.has(*place)).collect()
    }

    /// So many of the candidates that the index knows, those first that have most to do with what is needed.
    pub(in crate::catalogue) fn ranked(&self, most: usize) -> Option<Vec<Place>> {
        self.index.ranked(&self.asked, most)
    }
}

impl Disk {
    /// How the index narrows a search down; `None` where it does not.
    pub(in crate::catalogue) fn narrowed(&self, question: Question<'_>) -> Option<Narrowed<'_>> {
        let asked = self.index.asked(question)?;
        let mut fresh = Candidates::default();
        // First what waits for the database, then what is there: what goes from one to the other is seen in either.
        for (place, _) in lock(&self.pending).entries() {
            fresh.add(place);
        }
        let known = i64::try_from(asked.known).unwrap_or(i64::MAX);
        self.ask(|c| {
            let mut query = c.prepare_cached("SELECT place FROM article WHERE seq > ?1")?;
            let mut rows = query.query([known])?;
            while let Some(row) = rows.next()? {
                fresh.add(row.get(0)?);
            }
            Ok(())
        })?;
        Some(Narrowed { index: &self.index, asked, fresh })
    }

    /// Opens the index for writing; where that cannot be, says so, and searches look through everything.
    pub(super) fn keeper(&self) -> Option<Keeper> {
        match Keeper::open(&self.folder) {
            Ok((keeper, anew)) => {
                if anew {
                    *lock(&self.unindexed) = Some("The index of words was damaged and is built anew.".into());
                }
                Some(keeper)
            }
            Err(why) => {
                self.without_index(&why);
                None
            }
        }
    }

    /// Keeps the index in step with what the writer feeds.
    pub(super) fn keep(&self, keeper: Keeper, fed: &Receiver<Fed>, cancel: &Cancel) {
        let replayed = &mut |after, upto, each: &mut dyn FnMut(_, _, &_) -> _| self.replay(after, upto, each);
        match keeper.run(fed, replayed, &|| cancel.is_cancelled()) {
            Ok(()) => {}
            Err(why) if is_corruption(&why) => self.index.spoilt(),
            Err(why) => self.without_index(&why),
        }
    }

    /// What is to be said of the index, a sentence.
    pub(super) fn complaint_of_index(&self) -> Option<String> {
        let damaged = self.index.is_damaged();
        let told = "The index of words is damaged; it is built anew the next time. Searches look through everything.";
        damaged.then(|| told.to_owned()).or_else(|| lock(&self.unindexed).clone())
    }

    fn without_index(&self, why: &tantivy::TantivyError) {
        let told = format!("The index of words cannot be written: {why}. Searches look through what is not in it.");
        *lock(&self.unindexed) = Some(told);
    }

    /// Reads articles by the numbers of their writes, ascending, for as long as `each` says so; the number up to which
    /// everything was read.
    fn replay(
        &self,
        after: u64,
        upto: u64,
        each: &mut dyn FnMut(u64, Place, &super::Entry) -> tantivy::Result<bool>,
    ) -> tantivy::Result<u64> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let unread = || tantivy::TantivyError::InternalError("the catalogue cannot be read".into());
        let last = self.ask(|c| c.query_row("SELECT max(seq) FROM article", [], |r| r.get::<_, Option<i64>>(0)));
        let last = last.flatten().unwrap_or(0).cast_unsigned().min(upto);
        let mut at = after;
        while at < last {
            let handful: Vec<(i64, Place, Vec<u8>)> = self
                .ask(|c| {
                    let sql = "SELECT seq, place, body FROM article JOIN body USING (place)
                        WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3";
                    let mut query = c.prepare_cached(sql)?;
                    let rows = query
                        .query_map((number(at), number(last), HANDFUL), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
                    rows.collect()
                })
                .ok_or_else(unread)?;
            let Some(end) = handful.last().map(|read| read.0.cast_unsigned()) else { break };
            for (number, place, bytes) in handful {
                match seal::opened(place, &bytes).and_then(code::read) {
                    Some(entry) if !each(number.cast_unsigned(), place, &entry)? => return Ok(at),
                    Some(_) => {}
                    None => self.spoilt(),
                }
            }
            at = end;
        }
        Ok(last)
    }
}
