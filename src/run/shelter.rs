//! Where an archive's catalogue is kept: in a folder of the user's cache, in one that was asked for, or in memory.

use std::{fmt::Write as _, fs, path::PathBuf};

use sha2::{Digest as _, Sha256};

use super::places::Places;
use crate::{
    catalogue::Catalogue,
    source::{Archive, Options},
};

/// Where catalogues are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shelter {
    /// Each in a folder of its own below this one.
    Folder(PathBuf),
    /// Nothing is written.
    Memory,
}

impl Shelter {
    /// What the command line asks for: `--cache DIR`, `--no-cache`, else the user's cache folder, where there is one.
    #[must_use]
    pub fn asked(cache: Option<PathBuf>, no_cache: bool) -> Shelter {
        if no_cache {
            return Shelter::Memory;
        }
        cache.or_else(|| Places::of_user().map(|places| places.cache())).map_or(Shelter::Memory, Shelter::Folder)
    }

    /// The folder of an archive's catalogue: a catalogue belongs to a set of paths and a way of reading them. `None`
    /// where it is kept in memory, as that of the sample always is.
    #[must_use]
    pub fn folder(&self, archive: &Archive, options: &Options) -> Option<PathBuf> {
        let (Shelter::Folder(root), Archive::Paths(paths)) = (self, archive) else { return None };
        let mut paths: Vec<PathBuf> = paths.iter().map(|p| fs::canonicalize(p).unwrap_or_else(|_| p.clone())).collect();
        paths.sort();
        paths.dedup();
        let mut hash = Sha256::new();
        for path in &paths {
            hash.update(path.as_os_str().as_encoded_bytes());
            hash.update([0]);
        }
        hash.update(options.from.map_or("", |format| format.name()));
        hash.update([u8::from(options.show_hidden) | u8::from(options.first_parent) << 1]);
        let digest = hash.finalize();
        let mut name = String::new();
        for byte in digest.iter().take(8) {
            let _ = write!(name, "{byte:02x}");
        }
        Some(root.join(name))
    }

    /// An archive's catalogue, and a sentence where it is in memory although it was to be kept.
    #[must_use]
    pub fn catalogue(&self, archive: &Archive, options: &Options) -> (Catalogue, Option<String>) {
        match self.folder(archive, options).map(|folder| Catalogue::in_folder(&folder)) {
            None => (Catalogue::new(), None),
            Some(Ok(catalogue)) => (catalogue, None),
            Some(Err(sentence)) => (Catalogue::new(), Some(sentence)),
        }
    }
}
