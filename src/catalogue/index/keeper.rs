//! Keeping the index in step with the database.

use std::{
    collections::{HashMap, HashSet},
    fs, mem,
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use tantivy::{
    Index, IndexWriter, ReloadPolicy, Result, Segment, Term,
    indexer::{IndexWriterOptions, LogMergePolicy},
};

use super::{
    super::{entry::Entry, shelf::Place},
    DAMAGED, FOLDER,
    batch::Batch,
    checked::Checked,
    fields::{self, Fields},
    is_damage, remove, segment,
};

/// How far the index may stay behind what is written.
const PACE: Duration = Duration::from_secs(5);

/// Bytes that the index may take up in memory before it writes them; in tests so few that it does after some articles.
const HEAP: usize = if cfg!(test) { 22 << 10 } else { 100 << 20 };

/// Threads that write at once, at most: each writes a segment, and each segment is to be asked.
const MOST_THREADS: usize = 4;

/// Bytes that are worth a thread to write them.
const WORTH_A_THREAD: usize = if cfg!(test) { 1 << 10 } else { 4 << 20 };

/// Articles from which on a segment is not merged with others any more. Merging maps all of them into memory: of a million
/// articles a gigabyte, for a minute of a processor; and ten segments are asked nearly as soon as one.
const LARGE: usize = 50_000;

/// Bytes that the library asks to be allowed. It is told of no documents, only of segments, and takes up none of them.
const LEAST: usize = 15 << 20;

/// What was committed to the database at once: everything with a number above `after`, up to `upto`.
#[derive(Debug)]
pub(in crate::catalogue) struct Fed {
    pub(in crate::catalogue) after: u64,
    pub(in crate::catalogue) upto: u64,
    /// The articles, as they were written last.
    pub(in crate::catalogue) articles: HashMap<Place, Arc<Entry>>,
    /// The places of those taken away.
    pub(in crate::catalogue) gone: HashSet<Place>,
}

/// Reads articles written with a number above one and up to another, in the order of their numbers, until told to stop;
/// gives the number up to which it has read.
pub(in crate::catalogue) type Replay<'a> =
    dyn FnMut(u64, u64, &mut dyn FnMut(u64, Place, &Entry) -> Result<bool>) -> Result<u64> + 'a;

/// What keeps the index. Held by who has the right to write.
pub(in crate::catalogue) struct Keeper {
    /// The catalogue's folder.
    folder: PathBuf,
    index: Index,
    checked: Checked,
    fields: Fields,
    writer: Option<IndexWriter>,
    /// What is told and not written yet.
    batch: Batch,
    /// Places of which the index knows something.
    held: HashSet<Place>,
    /// Up to this number everything is told to the index.
    upto: u64,
    /// Up to this number everything is committed.
    committed: u64,
    /// Whether something is to be deleted that is not yet.
    deletes: bool,
    /// When it is to be committed.
    due: Option<Instant>,
    /// How many threads may write: one, while others read.
    threads: usize,
}

impl Keeper {
    /// Opens the index of the catalogue in a folder, or begins one; and says whether it had to be begun anew.
    ///
    /// # Errors
    /// Where nothing can be written there.
    pub(in crate::catalogue) fn open(catalogue: &Path) -> Result<(Keeper, bool)> {
        let folder = catalogue.join(FOLDER);
        let opened = || match catalogue.join(DAMAGED).exists() {
            true => Ok(None),
            false => Keeper::opened(catalogue),
        };
        let opened = panic::catch_unwind(AssertUnwindSafe(opened));
        let was_there = folder.is_dir();
        match opened {
            Ok(Ok(Some(keeper))) => return Ok((keeper, false)),
            Ok(Err(error)) if !is_damage(&error) => return Err(error),
            Ok(_) | Err(_) => {}
        }
        remove(catalogue)?;
        fs::create_dir_all(&folder)?;
        fields::begin(&folder)?;
        let keeper = Keeper::opened(catalogue)?;
        let begun = || tantivy::TantivyError::InternalError("the index just begun is gone".into());
        keeper.map(|keeper| (keeper, was_there)).ok_or_else(begun)
    }

    fn opened(catalogue: &Path) -> Result<Option<Keeper>> {
        let Some((index, fields)) = fields::open(&catalogue.join(FOLDER))? else { return Ok(None) };
        let Some(upto) = fields::known(&index)? else { return Ok(None) };
        let mut keeper = Keeper {
            folder: catalogue.to_owned(),
            index,
            checked: Checked::noted(catalogue),
            fields,
            writer: None,
            batch: Batch::new(),
            held: HashSet::new(),
            upto,
            committed: upto,
            deletes: false,
            due: None,
            threads: 1,
        };
        keeper.check(false)?;
        Ok(Some(keeper))
    }

    /// Goes through the files that were written since ([`Checked::check`]), and notes which are whole.
    fn check(&mut self, again: bool) -> Result<()> {
        if self.checked.check(&self.folder, &self.index, again)?
            && let Err(why) = self.checked.note(&self.folder)
        {
            tracing::warn!("which files of the index are whole cannot be noted: {why}");
        }
        Ok(())
    }

    /// The number up to which the index knows everything.
    pub(in crate::catalogue) fn known(&self) -> u64 {
        self.upto
    }

    /// Takes in what is fed until there is no more, and from the database what was missed. Ends soon after `stop` says
    /// so, without what was not committed yet.
    ///
    /// # Errors
    /// What the index says; it stays as it was committed last.
    pub(in crate::catalogue) fn run(
        mut self,
        fed: &Receiver<Fed>,
        replay: &mut Replay<'_>,
        stop: &dyn Fn() -> bool,
    ) -> Result<()> {
        loop {
            let next = match self.due {
                Some(due) => fed.recv_deadline(due),
                None => fed.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            if stop() {
                return Ok(());
            }
            match next {
                Ok(fed) => self.take_in(fed, replay, stop)?,
                Err(RecvTimeoutError::Timeout) => self.commit()?,
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.catch_up(u64::MAX, replay, stop)?;
        if stop() {
            return Ok(());
        }
        self.threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
        self.commit()?;
        self.writer.take().map_or(Ok(()), IndexWriter::wait_merging_threads)?;
        self.check(true)
    }

    fn take_in(&mut self, fed: Fed, replay: &mut Replay<'_>, stop: &dyn Fn() -> bool) -> Result<()> {
        if fed.after > self.upto {
            self.catch_up(fed.after, replay, stop)?;
        }
        for (place, entry) in &fed.articles {
            if stop() {
                return Ok(());
            }
            self.put(*place, entry)?;
        }
        for place in fed.gone {
            self.forget(place)?;
        }
        self.upto = self.upto.max(fed.upto);
        self.commit_if_due()
    }

    /// Takes in from the database what was written up to a number.
    fn catch_up(&mut self, upto: u64, replay: &mut Replay<'_>, stop: &dyn Fn() -> bool) -> Result<()> {
        let reached = replay(self.upto, upto, &mut |number, place, entry| {
            self.put(place, entry)?;
            self.upto = self.upto.max(number);
            self.commit_if_due()?;
            Ok(!stop())
        })?;
        if !stop() {
            self.upto = self.upto.max(reached);
        }
        Ok(())
    }

    fn put(&mut self, place: Place, entry: &Entry) -> Result<()> {
        self.due.get_or_insert_with(|| Instant::now() + PACE);
        self.forget(place)?;
        self.batch.put(place, entry);
        self.held.insert(place);
        if self.batch.size() > HEAP { self.write() } else { Ok(()) }
    }

    /// Lets go of what is known of a place.
    fn forget(&mut self, place: Place) -> Result<()> {
        self.writer()?;
        // Of what is in the batch nothing is written, or no longer.
        if self.held.remove(&place) && !self.batch.forget(place) {
            let term = self.term(place);
            self.writer()?.delete_term(term);
            self.deletes = true;
        }
        Ok(())
    }

    /// Writes what was told: as one segment, or, where several threads may write, as one of each. Where one of them cannot be
    /// written nothing is committed, whatever the others say.
    fn write(&mut self) -> Result<()> {
        let batch = mem::replace(&mut self.batch, Batch::new());
        if batch.is_empty() {
            return Ok(());
        }
        if self.deletes {
            // Of a segment that is handed over the library does not know what came before it: what is deleted in others
            // would be deleted in it. What is deleted was written anew since the last commit, or is not there any more:
            // until the next one nobody misses it here.
            self.commit_as_of(self.committed)?;
        }
        let (fields, threads) = (self.fields, self.threads.min(1 + batch.size() / WORTH_A_THREAD));
        let (parts, in_order) = (batch.parts(threads), batch.vocabulary().in_order());
        let writer = self.writer()?;
        let written: Vec<Result<Segment>> = thread::scope(|scope| {
            let write = |part| {
                let (segment, in_order) = (writer.new_segment(), &in_order);
                scope.spawn(move || segment::write(part, in_order, fields, segment))
            };
            let begun: Vec<_> = parts.iter().map(write).collect();
            begun.into_iter().map(|begun| begun.join().unwrap_or_else(|panic| panic::resume_unwind(panic))).collect()
        });
        written.into_iter().try_for_each(|written| writer.add_segment(written?.meta().clone()))
    }

    fn term(&self, place: Place) -> Term {
        Term::from_field_u64(self.fields.place, u64::from(place))
    }

    /// The writer, which is only made when there is something to write.
    fn writer(&mut self) -> Result<&mut IndexWriter> {
        if self.writer.is_none() {
            self.held = places(&self.index)?;
            let options = IndexWriterOptions::builder().memory_budget_per_thread(LEAST).num_merge_threads(1).build();
            let writer = self.index.writer_with_options(options)?;
            let mut policy = LogMergePolicy::default();
            policy.set_max_docs_before_merge(LARGE);
            writer.set_merge_policy(Box::new(policy));
            self.writer = Some(writer);
        }
        let none = || tantivy::TantivyError::InternalError("the index is not written".into());
        self.writer.as_mut().ok_or_else(none)
    }

    fn commit_if_due(&mut self) -> Result<()> {
        if self.due.is_some_and(|due| due <= Instant::now()) { self.commit() } else { Ok(()) }
    }

    /// Commits what was told. What is not on disk when the machine crashes is told again.
    fn commit(&mut self) -> Result<()> {
        self.due = None;
        self.write()?;
        if self.writer.is_some() {
            self.commit_as_of(self.upto)?;
            // While they are in memory: who asks meanwhile need not go through them.
            self.check(false)?;
        }
        Ok(())
    }

    /// Commits what was handed to the library, which knows then everything up to a number.
    fn commit_as_of(&mut self, known: u64) -> Result<()> {
        let mut commit = self.writer()?.prepare_commit()?;
        commit.set_payload(&fields::payload(known));
        commit.commit()?;
        (self.committed, self.deletes) = (known, false);
        Ok(())
    }
}

/// The places of which an index knows something.
fn places(index: &Index) -> Result<HashSet<Place>> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let mut places = HashSet::new();
    for segment in reader.searcher().segment_readers() {
        let column = segment.fast_fields().u64("place")?;
        let values = segment.doc_ids_alive().filter_map(|document| column.first(document));
        places.extend(values.filter_map(|place| Place::try_from(place).ok()));
    }
    Ok(places)
}
