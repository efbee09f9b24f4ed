//! The index of words beside the database: asked with it, kept in step with it.

use crossbeam_channel::Receiver;

use super::{
    super::{
        code,
        index::{Candidates, Fed, Keeper, Question},
        lock,
        shelf::Place,
    },
    Disk,
};
use crate::source::Cancel;

/// Articles read from the database at once.
const HANDFUL: u32 = 100;

impl Disk {
    /// The places of the articles that can be hits; `None` where all may be.
    pub(in crate::catalogue) fn candidates(&self, question: Question<'_>) -> Option<Candidates> {
        let mut found = self.index.candidates(question)?;
        // First what waits for the database, then what is there: what goes from one to the other is seen in either.
        for (place, _) in lock(&self.pending).entries() {
            found.add(place);
        }
        let known = i64::try_from(found.known).unwrap_or(i64::MAX);
        self.ask(|c| {
            let mut query = c.prepare_cached("SELECT place FROM article WHERE seq > ?1")?;
            let mut rows = query.query([known])?;
            while let Some(row) = rows.next()? {
                found.add(row.get(0)?);
            }
            Ok(())
        })?;
        Some(found)
    }

    /// So many of the candidates that the index knows, those first that have most to do with what is needed; `None` where
    /// it knows nothing.
    pub(in crate::catalogue) fn ranked(&self, question: Question<'_>, most: usize) -> Option<Vec<Place>> {
        self.index.ranked(question, most)
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
        if let Err(why) = keeper.run(fed, replayed, &|| cancel.is_cancelled()) {
            self.without_index(&why);
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
                match code::read(&bytes) {
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
