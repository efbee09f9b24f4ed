//! Rows in any order, brought together by article, without filling memory.
//!
//! A table of revisions may lie in any order. Where it is known how many rows each article has, an article is handed on
//! with its last row, so that of a table in good order hardly anything is held. What is held beyond a limit goes to
//! temporary files, a part of the articles each, which are read one after another at the end. While articles are made of
//! rows, the next rows are read.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    fs::File,
    io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    marker::PhantomData,
    sync::mpsc::{Receiver, sync_channel},
};

use rayon::{
    Scope,
    iter::{IntoParallelIterator, ParallelIterator},
};
use serde::{Serialize, de::DeserializeOwned};

use super::{Reading, SourceError, limits, spill};
use crate::model::Article;

/// Files that rows are sorted into: few enough to be open at once, enough for each to fit into memory.
const PARTS: usize = 128;

/// Bytes of whole articles that are handed on together.
const BATCH: usize = 4 << 20;

/// Batches that may be in the making while rows are read.
const AHEAD: usize = 1;

/// What a row takes beside its text, in bytes, about.
const ROW: usize = 256;

/// Makes an article of its rows; none where they are not enough for one.
pub(super) type Build<'b, R> = dyn Fn(i64, Vec<R>) -> Option<Article> + Sync + 'b;

/// Takes rows as `read` puts them, and hands on the articles that `build` makes of them. Keys are whatever tells articles
/// apart; `expected` is how many rows each has, where that was counted.
///
/// # Errors
/// Those of `read`; when a temporary file cannot be written or read; [`SourceError::Cancelled`].
pub(super) fn gather<'b, R: Serialize + DeserializeOwned + Send + 'b>(
    expected: HashMap<i64, u64>,
    build: &'b Build<'b, R>,
    out: &mut Reading<'_>,
    read: impl FnOnce(&mut Groups<'_, 'b, R>, &mut Reading<'_>) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    rayon::in_place_scope(|scope| {
        let mut groups = Groups::new(expected, build, scope);
        read(&mut groups, out)?;
        groups.finish(out)
    })
}

/// Rows on their way to their articles.
pub(super) struct Groups<'s, 'b, R> {
    build: &'b Build<'b, R>,
    /// How many rows each article has, where that was counted.
    expected: HashMap<i64, u64>,
    held: HashMap<i64, Held<R>>,
    bytes: usize,
    ready: Vec<(i64, Vec<R>)>,
    ready_bytes: usize,
    scope: &'s Scope<'b>,
    /// Batches of articles that are being made, the oldest first.
    in_making: VecDeque<Receiver<Vec<Article>>>,
    spilled: Option<Spilled<R>>,
    limit: usize,
}

/// The rows of one article so far.
struct Held<R> {
    rows: Vec<R>,
    bytes: usize,
}

impl<'s, 'b, R: Serialize + DeserializeOwned + Send + 'b> Groups<'s, 'b, R> {
    fn new(expected: HashMap<i64, u64>, build: &'b Build<'b, R>, scope: &'s Scope<'b>) -> Self {
        Groups {
            build,
            expected,
            held: HashMap::new(),
            bytes: 0,
            ready: Vec::new(),
            ready_bytes: 0,
            scope,
            in_making: VecDeque::new(),
            spilled: None,
            limit: limits::GROUPED,
        }
    }

    /// Takes a row of so many bytes of text.
    ///
    /// # Errors
    /// When a temporary file cannot be written.
    pub(super) fn put(&mut self, key: i64, row: R, bytes: usize, out: &mut Reading<'_>) -> Result<(), SourceError> {
        self.bytes += bytes + ROW;
        let held = self.held.entry(key).or_insert_with(|| Held { rows: Vec::new(), bytes: 0 });
        held.rows.push(row);
        held.bytes += bytes + ROW;
        let complete = self.expected.get(&key).is_some_and(|count| *count == held.rows.len() as u64);
        if let Some(whole) = complete.then(|| self.held.remove(&key)).flatten() {
            self.bytes -= whole.bytes;
            self.ready_bytes += whole.bytes;
            self.ready.push((key, whole.rows));
        }
        if self.ready_bytes >= BATCH {
            self.hand_on(out);
        }
        if self.bytes > self.limit {
            self.spill()?;
        }
        Ok(())
    }

    /// Hands on everything that is left, article by article.
    fn finish(mut self, out: &mut Reading<'_>) -> Result<(), SourceError> {
        self.hand_on(out);
        if self.spilled.is_some() {
            self.spill()?;
        }
        match self.spilled.take() {
            None => {
                let held = self.held.drain().map(|(key, held)| (key, held.rows)).collect();
                self.hand_on_sorted(held, out)?;
            }
            Some(spilled) => {
                for part in spilled.parts {
                    self.hand_on_sorted(read(part)?, out)?;
                }
            }
        }
        self.await_all_but(0, out);
        Ok(())
    }

    fn hand_on_sorted(&mut self, held: BTreeMap<i64, Vec<R>>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let (mut rows, most) = (0, BATCH / (8 * ROW));
        for (key, group) in held {
            rows += group.len();
            self.ready.push((key, group));
            if rows > most {
                rows = 0;
                self.hand_on(out);
                out.check()?;
            }
        }
        self.hand_on(out);
        Ok(())
    }

    fn hand_on(&mut self, out: &mut Reading<'_>) {
        let ready = std::mem::take(&mut self.ready);
        self.ready_bytes = 0;
        if ready.is_empty() {
            return;
        }
        let build = self.build;
        let make = move || ready.into_par_iter().filter_map(|(key, rows)| build(key, rows)).collect();
        // A thread of the pool must not wait for the pool.
        if rayon::current_thread_index().is_some() {
            return out.articles(make());
        }
        let (made, awaited) = sync_channel(1);
        self.scope.spawn(move |_| {
            // Nobody waits for it where reading has ended with an error.
            made.send(make()).ok();
        });
        self.in_making.push_back(awaited);
        self.await_all_but(AHEAD, out);
    }

    /// Hands on the oldest batches, until so many are left in the making.
    fn await_all_but(&mut self, left: usize, out: &mut Reading<'_>) {
        while self.in_making.len() > left {
            // One that made no articles has panicked, which the scope tells.
            if let Some(articles) = self.in_making.pop_front().and_then(|batch| batch.recv().ok()) {
                out.articles(articles);
            }
        }
    }

    fn spill(&mut self) -> Result<(), SourceError> {
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            none => none.insert(Spilled::new()?),
        };
        for (key, held) in self.held.drain() {
            for row in held.rows {
                spilled.put(key, &row)?;
            }
        }
        self.bytes = 0;
        Ok(())
    }
}

/// Rows in temporary files. Each is written as its length, its key and itself.
struct Spilled<R> {
    parts: Vec<BufWriter<File>>,
    written: u64,
    rows: PhantomData<R>,
}

impl<R: Serialize> Spilled<R> {
    fn new() -> Result<Self, SourceError> {
        let folder = spill::folder();
        let part = |_| tempfile::tempfile_in(&folder).map(|file| BufWriter::with_capacity(32 << 10, file));
        let parts = (0..PARTS).map(part).collect::<Result<_, _>>()?;
        Ok(Spilled { parts, written: 0, rows: PhantomData })
    }

    fn put(&mut self, key: i64, row: &R) -> Result<(), SourceError> {
        let bytes = postcard::to_stdvec(&(key, row)).map_err(|e| SourceError::malformed(format!("{e}.")))?;
        self.written += bytes.len() as u64;
        if self.written > limits::UNPACKED {
            let limit = limits::UNPACKED >> 30;
            return Err(SourceError::malformed(format!("It holds more than {limit} GB of rows out of order.")));
        }
        // Neighbouring keys go to different parts, so that all are about as large.
        let part = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15_u64 as i64) as u64 >> 32) as usize % self.parts.len().max(1);
        if let Some(part) = self.parts.get_mut(part) {
            part.write_all(&(bytes.len() as u32).to_le_bytes())?;
            part.write_all(&bytes)?;
        }
        Ok(())
    }
}

fn read<R: DeserializeOwned>(part: BufWriter<File>) -> Result<BTreeMap<i64, Vec<R>>, SourceError> {
    let mut file = part.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    let mut left = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut file = BufReader::with_capacity(256 << 10, file);
    let mut held: BTreeMap<i64, Vec<R>> = BTreeMap::new();
    let mut bytes = Vec::new();
    while left > 0 {
        let mut length = [0; 4];
        file.read_exact(&mut length)?;
        bytes.resize(u32::from_le_bytes(length) as usize, 0);
        file.read_exact(&mut bytes)?;
        left = left.saturating_sub(4 + bytes.len() as u64);
        let row: Result<(i64, R), _> = postcard::from_bytes(&bytes);
        let (key, row) = row.map_err(|e| SourceError::malformed(format!("A temporary file was changed: {e}.")))?;
        held.entry(key).or_default().push(row);
    }
    Ok(held)
}
