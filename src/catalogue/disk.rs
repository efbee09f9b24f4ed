//! Articles held in a database on disk: what was written before is found again without reading a dump.
//!
//! One thread writes ([`Disk::write`]), in batches of at most a second; what is not committed yet is held in memory, so
//! that readers never miss it. Everything in the database can be had from the dumps again: where it is damaged or of
//! another version it is made anew.

mod indexing;
mod pending;
mod schema;
mod seal;
mod snapshot;
mod writer;

use std::{
    collections::HashMap,
    fs::{self, File},
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use crossbeam_channel::{Receiver, Sender};
pub(super) use indexing::Narrowed;
use pending::{Lately, Pending};
use rusqlite::{Connection, OptionalExtension, types::ValueRef};
use seal::Tally;
pub(super) use writer::Write;

use super::{
    code,
    entry::Entry,
    index::{Index, Keeper},
    lock,
    shelf::Place,
};
use crate::{
    model::{ListRow, Problem},
    source::{Cancel, join},
};

/// Connections kept for reading.
const READERS: usize = 8;

/// Writes that may wait.
const QUEUE: usize = 512;

/// The note of how many articles there were at the end of the last import.
pub(super) const COUNT: &str = "articles";

/// Batches that may wait for the index; what it misses it reads from the database.
const FED: usize = 2;

/// A catalogue's database.
pub(super) struct Disk {
    folder: PathBuf,
    index: Index,
    readers: Mutex<Vec<Connection>>,
    pending: Mutex<Pending>,
    lately: Mutex<Lately>,
    queue: Mutex<Option<Sender<Write>>>,
    turn: AtomicU64,
    /// Why what it holds is not to be taken for what was written, a sentence.
    lost: OnceLock<String>,
    /// The mark under which the places on the shelf are those of the database; `None` while they change.
    settled: Mutex<Option<String>>,
    /// Why nothing is written any more.
    failed: Mutex<Option<String>>,
    /// What is to be said of the index of words.
    unindexed: Mutex<Option<String>>,
}

/// The right to write, held by one program at a time.
#[derive(Debug)]
pub(super) struct Right(#[expect(dead_code, reason = "the lock ends with the file")] File);

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disk").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Disk {
    /// Opens the catalogue in a folder, or begins one. One that is damaged or of another version is begun anew, if
    /// nobody writes it.
    ///
    /// # Errors
    /// A sentence, when there can be none there.
    pub(super) fn open(folder: &Path) -> Result<Disk, String> {
        let cannot = |why: &dyn std::fmt::Display| {
            format!("The catalogue in {} cannot be used: {why}. What is read is kept in memory.", folder.display())
        };
        fs::create_dir_all(folder).map_err(|e| cannot(&e))?;
        let file = folder.join(schema::FILE);
        if folder.join(schema::DAMAGED).exists() {
            schema::remove(folder).map_err(|e| cannot(&e))?;
        }
        let connection = match schema::open(&file) {
            Ok(connection) => connection,
            Err(_) => {
                let right = Right::take(folder).map_err(|e| cannot(&e))?;
                schema::remove(folder).map_err(|e| cannot(&e))?;
                let fresh = schema::open(&file);
                drop(right);
                fresh.map_err(|e| cannot(&e))?
            }
        };
        Ok(Disk {
            folder: folder.to_owned(),
            index: Index::of(folder),
            readers: Mutex::new(vec![connection]),
            pending: Mutex::default(),
            lately: Mutex::default(),
            queue: Mutex::default(),
            turn: AtomicU64::new(1),
            lost: OnceLock::new(),
            settled: Mutex::default(),
            failed: Mutex::default(),
            unindexed: Mutex::default(),
        })
    }

    /// The right to write; `None` while another program has it.
    pub(super) fn right(&self) -> Option<Right> {
        Right::take(&self.folder).ok()
    }

    /// Writes what is queued until the queue is closed ([`Disk::close`]), and the index of words, of which what is left
    /// is given up when `cancel` says so. To be run on a thread of its own, by who has the right.
    pub(super) fn write<'d>(&'d self, cancel: &'d Cancel) -> impl FnOnce() + Send + 'd {
        let (send, receive) = crossbeam_channel::bounded(QUEUE);
        *lock(&self.queue) = Some(send);
        move || {
            let keeper = self.keeper();
            let known = keeper.as_ref().map_or(0, Keeper::known);
            thread::scope(|scope| {
                let (feed, fed) = crossbeam_channel::bounded(FED);
                if let Some(keeper) = keeper {
                    scope.spawn(move || self.keep(keeper, &fed, cancel));
                }
                let file = self.folder.join(schema::FILE);
                if let Err(why) = writer::run(&file, &receive, &self.pending, known, &feed) {
                    self.given_up(&why, &receive);
                }
            });
        }
    }

    fn given_up(&self, why: &rusqlite::Error, queue: &Receiver<Write>) {
        if schema::is_damage(why) {
            self.spoilt();
        }
        let told =
            format!("The catalogue cannot be written any further: {why}. What is read from now on is kept in memory.");
        *lock(&self.failed) = Some(told);
        // Nobody waits for a queue that nobody empties.
        *lock(&self.queue) = None;
        while queue.recv().is_ok() {}
    }

    /// Closes the queue; the writer ends when it has written all.
    pub(super) fn close(&self) {
        *lock(&self.queue) = None;
    }

    /// Why nothing is written any more, or what is wrong with what was written; a sentence.
    pub(super) fn complaint(&self) -> Option<String> {
        let lost = self.lost().map(str::to_owned);
        lost.or_else(|| lock(&self.failed).clone()).or_else(|| self.complaint_of_index())
    }

    /// Why what it holds is not to be taken for what was written, a sentence; `None` where nothing is wrong.
    pub(super) fn lost(&self) -> Option<&str> {
        self.lost.get().map(String::as_str)
    }

    /// The folder in which what was lost may be read anew, unless this is one.
    pub(super) fn anew(&self) -> Option<PathBuf> {
        (!self.folder.ends_with(schema::ANEW)).then(|| self.folder.join(schema::ANEW))
    }

    /// Notes that the places on the shelf are those of the database as it bears this mark; `None` while they change.
    pub(super) fn settle(&self, mark: Option<String>) {
        *lock(&self.settled) = mark;
    }

    /// The mark that the database bears now.
    pub(super) fn mark(&self) -> Option<String> {
        self.noted(snapshot::MARK)
    }

    /// Notes that a place on the shelf is empty in the database. That is damage, unless somebody has changed it.
    pub(super) fn missed(&self) {
        let settled = lock(&self.settled).clone();
        if settled.is_some() && settled == self.mark() {
            self.spoilt();
        }
    }

    /// An article's entry, kept for a while.
    pub(super) fn entry(&self, place: Place) -> Option<Arc<Entry>> {
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
    pub(super) fn glance(&self, place: Place) -> Option<Arc<Entry>> {
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
    pub(super) fn row(&self, place: Place) -> Option<ListRow> {
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
    pub(super) fn place(&self, key: &str) -> Option<Place> {
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
    pub(super) fn check_names(&self) {
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
    pub(super) fn rows(&self, each: &mut dyn FnMut(Place, &ListRow, usize)) {
        let _ = self.rows_until(&mut |place, row, undated| {
            each(place, row, undated);
            ControlFlow::Continue(())
        });
    }

    /// The same, each place once, until there was enough.
    pub(super) fn rows_until(
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
    pub(super) fn newest(&self, count: u32) -> Option<(usize, Vec<ListRow>)> {
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
    pub(super) fn origins(&self, each: &mut dyn FnMut(&str, Place)) {
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

    /// The dump files read, with their marks, and whether to their end.
    pub(super) fn files(&self) -> Vec<(String, u64, bool)> {
        self.ask(|c| {
            let mut query = c.prepare("SELECT shown, mark, done, sum FROM file")?;
            let files = query.query_and_then([], |r| {
                let (shown, mark, done): (String, i64, bool) = (r.get(0)?, r.get(1)?, r.get(2)?);
                let mark = mark.cast_unsigned();
                let is_whole = writer::sum_of_file(&shown, mark, done) == r.get::<_, u32>(3)?;
                if is_whole { Ok((shown, mark, done)) } else { Err(schema::damage()) }
            })?;
            files.collect()
        })
        .unwrap_or_default()
    }

    /// What was wrong with files read before.
    pub(super) fn problems(&self) -> Vec<Problem> {
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
    pub(super) fn noted(&self, key: &str) -> Option<String> {
        self.ask(|c| seal::noted(c, key))?
    }

    /// Holds an article until it is written; what is to be queued for that, with its bytes ([`code::written`]).
    pub(super) fn put(&self, place: Place, entry: &Arc<Entry>, bytes: Option<Vec<u8>>, replaced: &[Place]) -> Write {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let replaced: Vec<Place> = replaced.iter().copied().filter(|gone| *gone != place).collect();
        let (mut pending, mut lately) = (lock(&self.pending), lock(&self.lately));
        for gone in &replaced {
            pending.remove(*gone);
            lately.forget(*gone);
        }
        lately.forget(place);
        pending.put(place, entry, turn);
        Write::Put { place, turn, entry: Arc::clone(entry), bytes, replaced }
    }

    /// Hands a write to the writer. Waits while the queue is full.
    pub(super) fn queue(&self, write: Write) {
        let queue = lock(&self.queue).clone();
        if let Some(queue) = queue {
            // Where the writer has given up the entry stays in memory.
            let _ = queue.send(write);
        }
    }

    /// Takes an article away.
    pub(super) fn remove(&self, place: Place) {
        let Some(entry) = self.entry(place) else { return };
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let names = join::keys(&entry.article).map(Box::from).collect();
        lock(&self.pending).remove(place);
        lock(&self.lately).forget(place);
        self.queue(Write::Remove { place, turn, names });
    }

    fn spoilt(&self) {
        let told = "The catalogue is damaged: the archive is read anew, and the catalogue is built anew the next time. The \
                    dumps are not touched.";
        let _ = self.lost.set(told.to_owned());
        // Where even that cannot be written it is found again.
        let _ = File::create(self.folder.join(schema::DAMAGED));
    }

    /// Asks the database; `None` where it cannot answer, which is never to be taken for an answer: what was asked is asked
    /// of the dumps then ([`Disk::lost`]).
    fn ask<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Option<T> {
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

impl Right {
    fn take(folder: &Path) -> io::Result<Right> {
        let file = File::options().create(true).truncate(false).write(true).open(folder.join(schema::LOCK))?;
        file.try_lock().map_err(io::Error::from)?;
        Ok(Right(file))
    }
}
