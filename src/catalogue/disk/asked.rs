//! What a database is asked. No answer is one that its rows do not vouch for with their sums ([`seal`]): what was asked is
//! asked of the dumps then ([`Disk::lost`]).

use std::{collections::HashMap, ops::ControlFlow, sync::Arc};

use rusqlite::{Connection, OptionalExtension, types::ValueRef};

use super::{
    super::{code, entry::Entry, lock, shelf::Place},
    COUNT, Disk,
    pending::Pending,
    schema,
    seal::{self, Tally},
};
use crate::model::{ListRow, Problem};

/// Connections kept for reading.
const READERS: usize = 8;

impl Disk {
    /// An article's entry, kept for a while.
    pub(in crate::catalogue) fn entry(&self, place: Place) -> Option<Arc<Entry>> {
        let (found, changes) = {
            let mut lately = lock(&self.lately);
            (lately.find(place), lately.changes())
        };
        if found.is_some() {
            return found;
        }
        let entry = self.glance(place)?;
        lock(&self.lately).keep(place, &entry, changes);
        Some(entry)
    }

    /// An article's entry, of which nothing is kept: for those that are looked at once, one after another.
    pub(in crate::catalogue) fn glance(&self, place: Place) -> Option<Arc<Entry>> {
        if let Some(entry) = lock(&self.pending).entry(place) {
            return Some(entry);
        }
        let read = |c: &Connection| -> rusqlite::Result<Option<Entry>> {
            let mut query = c.prepare_cached("SELECT body FROM body WHERE place = ?1")?;
            let mut rows = query.query([place])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            let bytes = row.get_ref(0)?.as_blob().ok().and_then(|sealed| seal::opened(place, sealed));
            bytes.and_then(code::read).map(Some).ok_or_else(schema::damage)
        };
        let again = |c: &Connection| match read(c)? {
            // The two are written together.
            None if is_listed(c, place)? => Err(schema::damage()),
            found => Ok(found),
        };
        let found = match self.ask(read)? {
            None => self.ask(|c| at_once(c, again))?,
            found => found,
        };
        found.map(Arc::new)
    }

    /// An article's row in the list.
    pub(in crate::catalogue) fn row(&self, place: Place) -> Option<ListRow> {
        if let Some(entry) = lock(&self.pending).entry(place) {
            return Some(entry.row.clone());
        }
        self.ask(|c| {
            let mut query = c.prepare_cached("SELECT row FROM article WHERE place = ?1")?;
            let mut rows = query.query([place])?;
            rows.next()?.map(|row| listed(place, row.get_ref(0)?)).transpose()
        })?
        .map(|row| row.0)
    }

    /// The place of an id or alias.
    pub(in crate::catalogue) fn place(&self, key: &str) -> Option<Place> {
        if let Some(place) = lock(&self.pending).place(key) {
            return Some(place);
        }
        self.ask(|c| {
            let mut query = c.prepare_cached("SELECT place FROM name WHERE key = ?1")?;
            let found: Option<i64> = query.query_row([key], |r| r.get(0)).optional()?;
            found.map(|found| seal::place_of(key, found).ok_or_else(schema::damage)).transpose()
        })?
    }

    /// Looks through all names whether they are those that were written: to be called before it is said that there is none,
    /// or where one is about to be written that may be there already.
    pub(in crate::catalogue) fn check_names(&self) {
        self.ask(|c| {
            at_once(c, |c| {
                let mut count = 0;
                let mut query = c.prepare("SELECT key, place FROM name")?;
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    let name = row.get_ref(0)?.as_str().ok();
                    name.zip(Some(row.get(1)?))
                        .and_then(|(name, at)| seal::place_of(name, at))
                        .ok_or_else(schema::damage)?;
                    count += 1;
                }
                if Tally::read(c)?.names == count { Ok(()) } else { Err(schema::damage()) }
            })
        });
    }

    /// Every row, with its place and its revisions without a time; in any order.
    pub(in crate::catalogue) fn rows(&self, each: &mut dyn FnMut(Place, &ListRow, usize)) {
        let _ = self.rows_until(&mut |place, row, undated| {
            each(place, row, undated);
            ControlFlow::Continue(())
        });
    }

    /// The same, each place once, until there was enough.
    pub(in crate::catalogue) fn rows_until(
        &self,
        each: &mut dyn FnMut(Place, &ListRow, usize) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let entries = |pending: &Pending| pending.entries().map(|(place, entry)| (place, Arc::clone(entry))).collect();
        let pending: HashMap<Place, Arc<Entry>> = entries(&lock(&self.pending));
        let mut flow = ControlFlow::Continue(());
        let read = self.ask(|c| {
            at_once(c, |c| {
                let mut count = 0;
                let mut query = c.prepare("SELECT place, row FROM article ORDER BY place")?;
                let mut rows = query.query([])?;
                while let Some(found) = rows.next()?.filter(|_| flow.is_continue()) {
                    let place: Place = found.get(0)?;
                    count += 1;
                    if pending.contains_key(&place) {
                        continue;
                    }
                    match listed(place, found.get_ref(1)?) {
                        Ok((row, undated)) => flow = each(place, &row, undated),
                        Err(_) => self.spoilt(),
                    }
                }
                if flow.is_break() || Tally::read(c)?.rows == count { Ok(()) } else { Err(schema::damage()) }
            })
        });
        // What can be read has been given; that something cannot has been noted.
        let _ = read;
        flow?;
        pending.iter().try_for_each(|(place, entry)| each(*place, &entry.row, entry.undated()))
    }

    /// The rows changed last, newest first, and the number of all articles: the first screen, before all rows have been
    /// read.
    pub(in crate::catalogue) fn newest(&self, count: u32) -> Option<(usize, Vec<ListRow>)> {
        self.ask(|c| {
            // Counting a million rows takes longer than the first screen may; what an import left behind is near enough
            // for the moment until all rows have been read.
            let noted = seal::noted(c, COUNT)?.and_then(|count| count.parse().ok());
            let all: u32 = match noted {
                Some(all) => all,
                None => c.query_row("SELECT count(*) FROM article", [], |r| r.get(0))?,
            };
            let mut query = c.prepare("SELECT place, row FROM article ORDER BY changed DESC, id LIMIT ?1")?;
            let rows = query.query_and_then([count], |r| Ok(listed(r.get(0)?, r.get_ref(1)?)?.0))?;
            Ok((all as usize, rows.collect::<rusqlite::Result<_>>()?))
        })
    }

    /// The dump files and folders of which articles are held, each with an article's place, in any order.
    pub(in crate::catalogue) fn origins(&self, each: &mut dyn FnMut(&str, Place)) {
        let _ = self.ask(|c| {
            at_once(c, |c| {
                let mut seen = Tally::default();
                let mut query = c.prepare("SELECT name, place FROM origin JOIN origin_name USING (origin)")?;
                let mut rows = query.query([])?;
                while let Some(found) = rows.next()? {
                    let (name, place) = (found.get_ref(0)?.as_str().map_err(|_| schema::damage())?, found.get(1)?);
                    seen.add_origin(name, place);
                    each(name, place);
                }
                if Tally::read(c)?.origins == seen.origins { Ok(()) } else { Err(schema::damage()) }
            })
        });
        for (place, entry) in lock(&self.pending).entries() {
            entry.origins().for_each(|origin| each(origin, place));
        }
    }

    /// What was wrong with files read before.
    pub(in crate::catalogue) fn problems(&self) -> Vec<Problem> {
        self.ask(|c| {
            let mut query = c.prepare("SELECT file, place, reason, sum FROM problem")?;
            let told = query.query_and_then([], |r| {
                let told = Problem { file: r.get(0)?, place: r.get(1)?, reason: r.get(2)? };
                let sum = seal::sum(&[told.file.as_bytes(), told.place.as_bytes(), told.reason.as_bytes()]);
                if sum == r.get::<_, u32>(3)? { Ok(told) } else { Err(schema::damage()) }
            })?;
            told.collect()
        })
        .unwrap_or_default()
    }

    /// A note left with [`Disk::note`].
    pub(in crate::catalogue) fn noted(&self, key: &str) -> Option<String> {
        self.ask(|c| seal::noted(c, key))?
    }

    /// Asks the database; `None` where it cannot answer, which is never to be taken for an answer: what was asked is asked
    /// of the dumps then ([`Disk::lost`]).
    pub(super) fn ask<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Option<T> {
        let kept = lock(&self.readers).pop();
        let connection = kept.map_or_else(|| schema::reader(&self.folder.join(schema::FILE)), Ok);
        let answer = connection.and_then(|connection| {
            let answer = question(&connection);
            let mut readers = lock(&self.readers);
            if readers.len() < READERS {
                readers.push(connection);
            }
            answer
        });
        match answer {
            Ok(answer) => return Some(answer),
            Err(error) if schema::is_damage(&error) => {
                tracing::warn!("the catalogue is damaged: {error}");
                self.spoilt();
            }
            Err(error) => {
                tracing::warn!("the catalogue cannot answer: {error}");
                let _ = self.lost.set(format!("The catalogue cannot be read: {error}. The archive is read anew."));
            }
        }
        None
    }
}

/// Asks several things of the same state of the database.
fn at_once<T>(c: &Connection, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let state = c.unchecked_transaction()?;
    let answer = question(&state)?;
    state.commit()?;
    Ok(answer)
}

/// Whether the list has an article at a place.
fn is_listed(c: &Connection, place: Place) -> rusqlite::Result<bool> {
    Ok(c.prepare_cached("SELECT 1 FROM article WHERE place = ?1")?.query_row([place], |_| Ok(())).optional()?.is_some())
}

/// The row of the list that was written at a place, and its revisions without a time.
fn listed(place: Place, sealed: ValueRef<'_>) -> rusqlite::Result<(ListRow, usize)> {
    let bytes = sealed.as_blob().ok().and_then(|sealed| seal::opened(place, sealed));
    bytes.and_then(code::read_row).ok_or_else(schema::damage)
}
