//! The one thread that writes: everything queued, in batches, each a transaction.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use rusqlite::{Connection, Transaction, params};

use super::{
    super::{code, entry::Entry, index::Fed, lock, shelf::Place},
    files::{self, Stage},
    pending::Pending,
    schema,
    seal::{self, Tally},
    snapshot,
};
use crate::{model::Problem, source::join};

/// How much work may be lost at most.
const BATCH: Duration = Duration::from_millis(700);

/// Something to be written.
#[derive(Debug)]
pub(in crate::catalogue) enum Write {
    /// An article, in the place of others that were joined to it.
    Put { place: Place, turn: u64, entry: Arc<Entry>, bytes: Option<Vec<u8>>, replaced: Vec<Place> },
    /// An article goes, with its names.
    Remove { place: Place, turn: u64, names: Vec<Box<str>> },
    /// The reading of a file begins: what was said of it before holds no longer.
    Begun { shown: String, mark: u64 },
    /// A file was read to its end; whether it has to be read together with others of its URL.
    Ended { shown: String, mark: u64, claimed: bool },
    /// Something could not be read.
    Problem(Problem),
    /// A file is no longer there, and what came of it is taken away.
    Forget { shown: String },
    /// Something to be remembered.
    Note { key: &'static str, value: String },
    /// What came before waited long enough: it is committed at once.
    Settled,
}

/// Writes until the queue is closed. What is committed is fed to the index of words, which knows everything up to the
/// number `known`.
///
/// # Errors
/// What the database says; what was not committed then is lost to it.
pub(super) fn run(
    file: &Path,
    queue: &Receiver<Write>,
    pending: &Mutex<Pending>,
    known: u64,
    feed: &Sender<Fed>,
) -> rusqlite::Result<()> {
    let mut connection = schema::reader(file)?;
    connection.pragma_update(None, "cache_size", -32_000)?;
    let last: Option<i64> = connection.query_row("SELECT max(seq) FROM article", [], |r| r.get(0))?;
    // After a crash of the machine the index may know of more than is in the database.
    let mut done = Done {
        number: last.unwrap_or(0).cast_unsigned().max(known),
        turns: Vec::new(),
        changed: false,
        tally: Tally::read(&connection)?,
    };
    while let Ok(first) = queue.recv() {
        let fed = batch(&mut connection, first, queue, &mut done, pending)?;
        // Where the index does not follow it reads from the database later.
        let _ = feed.try_send(fed);
    }
    connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);")
}

/// What was written so far.
struct Done {
    /// The number of the last write of an article.
    number: u64,
    /// The turn in which each place was written last, or 0: writes may be queued out of their order.
    turns: Vec<u64>,
    /// Whether an article was changed in this batch.
    changed: bool,
    /// How many rows there ought to be.
    tally: Tally,
}

impl Done {
    /// Whether a place has been written in a later turn; if not, it is written in this one now.
    fn is_late(&mut self, place: Place, turn: u64) -> bool {
        let at = place as usize;
        if at >= self.turns.len() {
            self.turns.resize(at + 1, 0);
        }
        let is_late = self.turns.get(at).is_some_and(|last| *last > turn);
        if !is_late {
            if let Some(last) = self.turns.get_mut(at) {
                *last = turn;
            }
            self.changed = true;
        }
        is_late
    }
}

fn batch(
    connection: &mut Connection,
    first: Write,
    queue: &Receiver<Write>,
    done: &mut Done,
    pending: &Mutex<Pending>,
) -> rusqlite::Result<Fed> {
    let end = Instant::now() + BATCH;
    let transaction = connection.transaction()?;
    let mut written: Vec<(Place, u64)> = Vec::new();
    let mut fed = Fed { after: done.number, upto: done.number, articles: HashMap::new(), gone: HashSet::new() };
    let mut next = Some(first);
    done.changed = false;
    while let Some(write) = next {
        if matches!(write, Write::Settled) {
            break;
        }
        written.extend(apply(&transaction, write, done, &mut fed)?);
        next = match queue.recv_deadline(end) {
            Ok(write) => Some(write),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                // The last: it is copied to its place behind what follows, while the index takes it in.
                transaction.pragma_update(None, "wal_autocheckpoint", 0)?;
                None
            }
        };
    }
    if done.changed {
        seal::note(&transaction, snapshot::MARK, &snapshot::mark())?;
        done.tally.write(&transaction)?;
    }
    transaction.commit()?;
    let mut pending = lock(pending);
    written.into_iter().for_each(|(place, turn)| pending.committed(place, turn));
    fed.upto = done.number;
    Ok(fed)
}

/// Writes one thing; the place and turn of an article that is no longer pending once this is committed.
fn apply(t: &Transaction<'_>, write: Write, done: &mut Done, fed: &mut Fed) -> rusqlite::Result<Option<(Place, u64)>> {
    match write {
        Write::Put { place, turn, entry, bytes, replaced } => {
            for gone in replaced {
                if !done.is_late(gone, turn) {
                    remove(t, gone, &mut done.tally, fed)?;
                }
            }
            if done.is_late(place, turn) {
                return Ok(None);
            }
            let bytes = bytes.or_else(|| code::written(&entry));
            let row = code::written_row(&entry.row, entry.undated());
            // What is too large for the database stays in memory, and is read again the next time.
            let Some((bytes, row)) = bytes.zip(row) else { return Ok(None) };
            done.number += 1;
            put(t, place, &entry, done, &bytes, &row)?;
            fed.gone.remove(&place);
            fed.articles.insert(place, entry);
            Ok(Some((place, turn)))
        }
        Write::Remove { place, turn, names } => {
            if !done.is_late(place, turn) {
                remove(t, place, &mut done.tally, fed)?;
                for name in names {
                    let sql = "DELETE FROM name WHERE key = ?1 AND place = ?2";
                    let gone = t.prepare_cached(sql)?.execute(params![name, seal::named(&name, place)])?;
                    done.tally.names = done.tally.names.saturating_sub(gone);
                }
            }
            Ok(None)
        }
        Write::Begun { shown, mark } => {
            t.prepare_cached("DELETE FROM problem WHERE file = ?1")?.execute([&shown])?;
            files::note(t, &shown, mark, Stage::Begun)?;
            Ok(None)
        }
        Write::Ended { shown, mark, claimed } => {
            files::note(t, &shown, mark, if claimed { Stage::Claimed } else { Stage::Ended })?;
            Ok(None)
        }
        Write::Forget { shown } => {
            t.prepare_cached("DELETE FROM problem WHERE file = ?1")?.execute([&shown])?;
            t.prepare_cached("DELETE FROM file WHERE shown = ?1")?.execute([&shown])?;
            Ok(None)
        }
        Write::Problem(problem) => {
            let Problem { file, place, reason } = &problem;
            let sum = seal::sum(&[file.as_bytes(), place.as_bytes(), reason.as_bytes()]);
            let sql = "INSERT OR REPLACE INTO problem(file, place, reason, sum) VALUES(?1, ?2, ?3, ?4)";
            t.prepare_cached(sql)?.execute(params![file, place, reason, sum])?;
            Ok(None)
        }
        Write::Note { key, value } => {
            seal::note(t, key, &value)?;
            Ok(None)
        }
        Write::Settled => Ok(None),
    }
}

fn put(
    t: &Transaction<'_>,
    place: Place,
    entry: &Entry,
    done: &mut Done,
    bytes: &[u8],
    row: &[u8],
) -> rusqlite::Result<()> {
    let changed = entry.row.last_changed.as_ref().map(|seen| seen.at.as_millisecond());
    let id = entry.article.id.as_str();
    let (number, row) = (done.number.cast_signed(), seal::sealed(place, row));
    // Whether it is one more is known only where nothing is replaced unseen.
    let fresh = "INSERT OR IGNORE INTO article(place, id, changed, seq, row) VALUES(?1, ?2, ?3, ?4, ?5)";
    let again = "INSERT OR REPLACE INTO article(place, id, changed, seq, row) VALUES(?1, ?2, ?3, ?4, ?5)";
    let more = t.prepare_cached(fresh)?.execute(params![place, id, changed, number, row])?;
    if more == 0 {
        t.prepare_cached(again)?.execute(params![place, id, changed, number, row])?;
    }
    done.tally.rows += more;
    t.prepare_cached("INSERT OR REPLACE INTO body(place, body) VALUES(?1, ?2)")?
        .execute(params![place, seal::sealed(place, bytes)])?;
    for key in join::keys(&entry.article) {
        let named = seal::named(key, place);
        let more =
            t.prepare_cached("INSERT OR IGNORE INTO name(key, place) VALUES(?1, ?2)")?.execute(params![key, named])?;
        if more == 0 {
            t.prepare_cached("UPDATE name SET place = ?2 WHERE key = ?1")?.execute(params![key, named])?;
        }
        done.tally.names += more;
    }
    for origin in entry.origins() {
        t.prepare_cached("INSERT OR IGNORE INTO origin_name(name) VALUES(?1)")?.execute([origin])?;
        let sql = "INSERT OR IGNORE INTO origin(origin, place) SELECT origin, ?2 FROM origin_name WHERE name = ?1";
        if t.prepare_cached(sql)?.execute(params![origin, place])? > 0 {
            done.tally.add_origin(origin, place);
        }
    }
    Ok(())
}

fn remove(t: &Transaction<'_>, place: Place, tally: &mut Tally, fed: &mut Fed) -> rusqlite::Result<()> {
    fed.articles.remove(&place);
    fed.gone.insert(place);
    let gone = t.prepare_cached("DELETE FROM article WHERE place = ?1")?.execute([place])?;
    tally.rows = tally.rows.saturating_sub(gone);
    t.prepare_cached("DELETE FROM body WHERE place = ?1")?.execute([place])?;
    Ok(())
}
