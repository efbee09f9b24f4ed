//! Keeping the index in step with the database.

use std::{
    collections::{HashMap, HashSet},
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use tantivy::{
    Index, IndexWriter, ReloadPolicy, Result, Term,
    indexer::{IndexWriterOptions, LogMergePolicy},
};

use super::{
    super::{entry::Entry, shelf::Place},
    DAMAGED, FOLDER,
    checked::Checked,
    document::Told,
    fields::{self, Fields},
    is_damage, remove,
};

/// How far the index may stay behind what is written.
const PACE: Duration = Duration::from_secs(5);

/// Bytes that the index may take up in memory before it writes them.
const HEAP: usize = 100 << 20;

/// Bytes of text that may wait to be indexed.
const WAITING: usize = 32 << 20;

/// How long is waited for them to become fewer.
const PATIENCE: Duration = Duration::from_secs(60);

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
    writer: Option<IndexWriter<Told>>,
    /// Places of which the index knows something.
    held: HashSet<Place>,
    /// Up to this number everything is told to the index.
    upto: u64,
    /// When it is to be committed.
    due: Option<Instant>,
    waiting: Arc<AtomicUsize>,
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
            held: HashSet::new(),
            upto,
            due: None,
            waiting: Arc::default(),
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
            if self.held.remove(&place) {
                let term = self.term(place);
                self.writer()?.delete_term(term);
            }
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
        let end = Instant::now() + PATIENCE;
        while self.waiting.load(Ordering::Relaxed) > WAITING && Instant::now() < end {
            thread::sleep(Duration::from_millis(2));
        }
        self.due.get_or_insert_with(|| Instant::now() + PACE);
        let told = Told::of(place, entry, self.fields, &self.waiting);
        let term = self.term(place);
        self.writer()?;
        let is_known = !self.held.insert(place);
        let writer = self.writer()?;
        if is_known {
            writer.delete_term(term);
        }
        writer.add_document(told)?;
        Ok(())
    }

    fn term(&self, place: Place) -> Term {
        Term::from_field_u64(self.fields.place, u64::from(place))
    }

    /// The writer, which is only made when there is something to write.
    fn writer(&mut self) -> Result<&mut IndexWriter<Told>> {
        if self.writer.is_none() {
            self.held = places(&self.index)?;
            let options = IndexWriterOptions::builder().memory_budget_per_thread(HEAP).num_merge_threads(1).build();
            let writer = self.index.writer_with_options(options)?;
            writer.set_merge_policy(Box::new(LogMergePolicy::default()));
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
        if let Some(writer) = &mut self.writer {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&fields::payload(self.upto));
            commit.commit()?;
            // While they are in memory: who asks meanwhile need not go through them.
            self.check(false)?;
        }
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
