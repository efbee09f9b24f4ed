//! What a format reads from: one file, or what it claimed of a folder.

use std::{
    io,
    io::{BufRead, Read},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;

use super::{
    Entry, Kind, Options, SourceError, Tree, decode,
    heavy::{Heavy, Weight},
    limits,
    meter::Meter,
    newssniffer::compare::Corrections,
    packed::Within,
    sqlite::{Database, Location},
    tree::{Entries, entries_within},
    unpack,
};
use crate::model::ArticleId;

/// What is noted of a revision that is read although its origin keeps it back.
pub(super) const KEPT_BACK: &str = "kept back by its origin; shown because that was asked for";

/// A file to be read, or a claimed folder.
pub struct Input<'a> {
    pub(super) tree: &'a dyn Tree,
    pub(super) entry: &'a Entry,
    /// The path that was asked for, in which it lies.
    pub(super) base: &'a Path,
    pub(super) shown: Arc<str>,
    pub(super) head: Option<&'a [u8]>,
    /// The bytes, where they lie in an archive.
    pub(super) within: Option<&'a Within>,
    pub(super) claimed: &'a [Entry],
    pub(super) options: &'a Options,
    pub(super) meter: Arc<Meter>,
    pub(super) heavy: &'a Heavy,
    /// Taken when the file turns out to be large, until it has been read.
    pub(super) weight: Mutex<Option<Weight>>,
    /// Where it can be opened as a database, once somebody did.
    pub(super) location: Mutex<Option<Arc<Location>>>,
}

impl<'a> Input<'a> {
    /// The file or folder, as shown: the name of what was opened, and the path inside it. Unique in an archive.
    #[must_use]
    pub fn shown(&self) -> &Arc<str> {
        &self.shown
    }

    /// The name without folders.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.entry.name
    }

    /// Whether it is what was claimed of a folder, and no file.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        self.entry.kind == Kind::Folder
    }

    /// The entries claimed of a folder, by name; none for a file, and none for a folder claimed whole.
    #[must_use]
    pub fn claimed(&self) -> &'a [Entry] {
        self.claimed
    }

    /// Whether text that its origin keeps back is to be read all the same.
    #[must_use]
    pub fn show_hidden(&self) -> bool {
        self.options.show_hidden
    }

    /// Whether merges of a git repository are to stand for themselves, and not for the commits that they brought.
    #[must_use]
    pub fn first_parent(&self) -> bool {
        self.options.first_parent
    }

    /// Where the user put paragraphs of an article whose sides are inferred, if he did.
    #[must_use]
    pub fn corrections(&self, id: &ArticleId) -> Option<&'a Corrections> {
        self.options.corrections.get(id).or(self.options.corrections_of_any.as_ref())
    }

    /// The path in the file system, for readers that need it; `None` inside the embedded sample and inside archives.
    #[must_use]
    pub fn on_disk(&self) -> Option<&Path> {
        if self.within.is_some() {
            return None;
        }
        self.tree.on_disk(&self.entry.path)
    }

    /// The path that was asked for, in which it lies: nothing that lies elsewhere is anything of this dump.
    #[must_use]
    pub fn base(&self) -> &'a Path {
        self.base
    }

    /// When the file was last changed.
    #[must_use]
    pub fn modified(&self) -> Option<Timestamp> {
        self.tree.modified(&self.entry.path)
    }

    /// The entry `name` of a claimed folder as an input of its own.
    #[must_use]
    pub fn part<'p>(&'p self, entry: &'p Entry) -> Input<'p> {
        self.member(self.tree, entry)
    }

    /// An entry of a tree of its own that lies in this file, such as an archive's members, as an input.
    pub(super) fn member<'p>(&'p self, tree: &'p dyn Tree, entry: &'p Entry) -> Input<'p> {
        Input {
            tree,
            entry,
            base: self.base,
            shown: format!("{}/{}", self.shown, entry.name).into(),
            head: None,
            within: None,
            claimed: &[],
            options: self.options,
            meter: Arc::clone(&self.meter),
            heavy: self.heavy,
            weight: Mutex::default(),
            location: Mutex::default(),
        }
    }

    /// The entries of this folder, by name, for formats that claim it whole; links that lead out of what was opened are none.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn folder_entries(&self) -> io::Result<Entries> {
        entries_within(self.tree, self.base, &self.entry.path)
    }

    /// A folder's entries, for formats that claim a folder whole and look deeper.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn entries(&self, folder: &Path) -> io::Result<Entries> {
        entries_within(self.tree, self.base, folder)
    }

    /// The file's bytes, unpacked, from the start.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(&self) -> Result<Box<dyn BufRead + Send + 'a>, SourceError> {
        if let Some(head) = self.head {
            return Ok(Box::new(head));
        }
        if let Some(within) = self.within {
            return Ok(Box::new(unpack::layers(within.open(&self.meter)?, &self.meter)?));
        }
        Ok(Box::new(unpack::unpack(self.tree.open(&self.entry.path)?, &self.meter)?))
    }

    /// The file's bytes as stored, from the start; what is read of them counts for nothing yet.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub(super) fn packed(&self) -> io::Result<Box<dyn Read + Send>> {
        self.tree.open(&self.entry.path)
    }

    /// What counts the bytes that are read of it.
    pub(super) fn meter(&self) -> &Arc<Meter> {
        &self.meter
    }

    /// The whole file, unpacked.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than [`limits::WHOLE`].
    pub fn bytes(&self) -> Result<Vec<u8>, SourceError> {
        let mut bytes = Vec::with_capacity(16 << 10);
        let mut stream = self.open()?.take(limits::WHOLE as u64 + 1);
        stream.by_ref().take(limits::HEAVY as u64).read_to_end(&mut bytes)?;
        if bytes.len() == limits::HEAVY {
            let mut weight = self.weight.lock().unwrap_or_else(PoisonError::into_inner);
            *weight = weight.take().or_else(|| Some(self.heavy.take()));
            drop(weight);
            stream.read_to_end(&mut bytes)?;
        }
        if bytes.len() > limits::WHOLE {
            return Err(SourceError::TooLarge { limit: limits::WHOLE });
        }
        Ok(bytes)
    }

    /// The file as an SQLite database; a packed one is unpacked into a temporary file, once.
    ///
    /// # Errors
    /// When it cannot be read, or is no database.
    pub fn database(&self) -> Result<Database, SourceError> {
        let mut location = self.location.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match &*location {
            Some(found) => Arc::clone(found),
            None => {
                let unpacked = || match self.head {
                    Some(head) => Ok(Box::new(head) as Box<dyn Read + Send + 'a>),
                    None => Ok(Box::new(unpack::unpack(self.tree.open(&self.entry.path)?, &self.meter)?) as _),
                };
                Arc::clone(location.insert(Arc::new(Location::of(self.on_disk(), unpacked)?)))
            }
        };
        drop(location);
        Database::open(&found, &self.meter)
    }

    /// Where large objects of a streamed file wait for those of others.
    pub(super) fn heavy(&self) -> &'a Heavy {
        self.heavy
    }

    /// Lets another large file be read before this one is done. To be called before anything is waited for.
    pub(super) fn lighten(&self) {
        *self.weight.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The whole file as text, with a sentence where bytes had to be replaced.
    ///
    /// # Errors
    /// As [`Input::bytes`].
    pub fn text(&self) -> Result<(String, Option<String>), SourceError> {
        let bytes = self.bytes()?;
        let decoded = decode::decode(&bytes, None);
        let complaint = decoded.complaint();
        Ok((decoded.text.into_owned(), complaint))
    }
}
