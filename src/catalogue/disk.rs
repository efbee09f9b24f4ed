//! Articles held in a database on disk: what was written before is found again without reading a dump.
//!
//! One thread writes ([`Disk::write`]), in batches of at most a second; what is not committed yet is held in memory, so
//! that readers never miss it. Everything in the database can be had from the dumps again: where it is damaged or of
//! another version it is made anew.

mod asked;
mod files;
mod indexing;
mod pending;
mod schema;
mod seal;
mod snapshot;
mod writer;

use std::{
    error::Error,
    fmt::Display,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, Sender};
pub(super) use files::{DumpFile, Stage};
pub(super) use indexing::Narrowed;
use pending::{Lately, Pending};
use rusqlite::{Connection, config::DbConfig};
pub(super) use writer::Write;

use super::{
    entry::Entry,
    index::{Index, Keeper},
    lock,
    shelf::Place,
};
use crate::source::{Cancel, join};

/// Writes that may wait.
const QUEUE: usize = 512;

/// The note of how many articles there were at the end of the last import.
pub(super) const COUNT: &str = "articles";

/// Batches that may wait for the index; what it misses it reads from the database.
const FED: usize = 2;

/// How long another program that begins a database is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// The time between two looks at whether it has.
const PACE: Duration = Duration::from_millis(5);

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
        let cannot = |why: &dyn Display| {
            format!("The catalogue in {} cannot be used: {why}. What is read is kept in memory.", folder.display())
        };
        fs::create_dir_all(folder).map_err(|e| cannot(&e))?;
        // Whoever may not write would wait for ever for the right to.
        Right::file(folder).map_err(|e| cannot(&e))?;
        let connection = match Disk::existing(folder) {
            Ok(connection) => connection,
            Err(_) => Disk::begun(folder).map_err(|e| cannot(&*e))?,
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

    fn existing(folder: &Path) -> rusqlite::Result<Connection> {
        match folder.join(schema::DAMAGED).exists() {
            true => Err(schema::damage()),
            false => schema::open(&folder.join(schema::FILE)),
        }
    }

    /// Begins a database, unless another program is at that: then its one is opened.
    fn begun(folder: &Path) -> Result<Connection, Box<dyn Error>> {
        let patient = Instant::now() + PATIENCE;
        let _right = loop {
            let right = Right::take(folder);
            // Whoever had it until now may have begun one.
            if let Ok(connection) = Disk::existing(folder) {
                return Ok(connection);
            }
            match right {
                Ok(right) => break right,
                Err(why) if why.kind() == io::ErrorKind::WouldBlock && Instant::now() < patient => thread::sleep(PACE),
                Err(why) => return Err(why.into()),
            }
        };
        schema::begin(folder)?;
        Ok(Disk::existing(folder)?)
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
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.lost().is_none() {
            return;
        }
        // Its files may be those of another database by now, which another program has begun: nothing of them is tidied up.
        for reader in lock(&self.readers).iter() {
            let _ = reader.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
    }
}

impl Right {
    fn file(folder: &Path) -> io::Result<File> {
        File::options().create(true).truncate(false).write(true).open(folder.join(schema::LOCK))
    }

    fn take(folder: &Path) -> io::Result<Right> {
        let file = Right::file(folder)?;
        file.try_lock().map_err(io::Error::from)?;
        Ok(Right(file))
    }
}
