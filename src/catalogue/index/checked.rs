//! Which of the index's files are known to hold what was written: each bears a checksum of its bytes, which reading them
//! does not look at. One that is damaged can be read all the same, and then leaves hits out.
//!
//! A file never changes once it is written. So it is gone through once, and noted beside the index with its size and time;
//! one that looks otherwise is gone through again, and every one after a while, since disks forget.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use tantivy::{Index, Result, TantivyError, directory::error::OpenReadError, error::DataCorruption};

use super::FOLDER;

/// The note, in the catalogue's folder, and what it is called while it is written.
pub(super) const FILE: &str = "index-checked";
const FRESH: &str = "index-checked.new";

/// How long a file that was whole is taken to be.
const TRUST: Duration = Duration::from_secs(7 * 24 * 3600);

/// Bytes that stand behind a file's checksum.
const LEAST: u64 = 8;

/// The files that were whole, by their names in the index's folder.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Checked(HashMap<PathBuf, Look>);

/// What a file looked like, and when it was gone through.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    size: u64,
    /// Nanoseconds of the time of its last change, since 1970; 0 where there is none.
    changed: u128,
    /// Seconds since 1970.
    checked: u64,
}

impl Look {
    fn of(about: &Metadata) -> Look {
        let changed = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        Look { size: about.len(), changed: changed.map_or(0, |since| since.as_nanos()), checked: now() }
    }

    /// Whether a file that looks so need not be gone through.
    fn is_known(self, noted: Option<&Look>) -> bool {
        noted.is_some_and(|noted| (noted.size, noted.changed) == (self.size, self.changed))
    }

    /// Whether it is long ago that it was gone through.
    fn is_old(self) -> bool {
        now().abs_diff(self.checked) > TRUST.as_secs()
    }
}

/// Seconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl Checked {
    /// What is noted in a catalogue's folder; what cannot be read is not noted.
    pub(super) fn noted(catalogue: &Path) -> Checked {
        let text = fs::read_to_string(catalogue.join(FILE)).unwrap_or_default();
        let line = |line: &str| {
            let mut parts = line.splitn(4, ' ');
            let look = Look {
                checked: parts.next()?.parse().ok()?,
                size: parts.next()?.parse().ok()?,
                changed: parts.next()?.parse().ok()?,
            };
            Some((PathBuf::from(parts.next()?), look))
        };
        Checked(text.lines().filter_map(line).collect())
    }

    /// Goes through the files of what was committed last: those that are not known, and with `again` those that were
    /// gone through long ago. Whether there is anything new to note.
    ///
    /// # Errors
    /// Where one is damaged, or cannot be read.
    pub(super) fn check(&mut self, catalogue: &Path, index: &Index, again: bool) -> Result<bool> {
        let files: HashSet<PathBuf> = index.load_metas()?.list_segment_files();
        let before = self.0.len();
        self.0.retain(|name, _| files.contains(name));
        let mut is_news = self.0.len() != before;
        for name in files {
            // Not every segment has every file, and merging takes some away meanwhile.
            let Ok(about) = fs::metadata(catalogue.join(FOLDER).join(&name)) else { continue };
            let look = Look::of(&about);
            let noted = self.0.get(&name);
            if look.is_known(noted) && !(again && noted.is_some_and(|noted| noted.is_old())) {
                continue;
            }
            // The library does not ask whether there is room for a checksum.
            let is_whole = look.size >= LEAST
                && match index.directory().validate_checksum(&name) {
                    Err(OpenReadError::FileDoesNotExist(_)) => continue,
                    is_whole => is_whole?,
                };
            if !is_whole {
                let told = "its checksum is another".to_owned();
                return Err(TantivyError::DataCorruption(DataCorruption::new(name, told)));
            }
            self.0.insert(name, look);
            is_news = true;
        }
        Ok(is_news)
    }

    /// Notes them in a catalogue's folder.
    ///
    /// # Errors
    /// Where nothing can be written there: they are gone through again the next time.
    pub(super) fn note(&self, catalogue: &Path) -> io::Result<()> {
        let mut text = String::new();
        for (name, Look { size, changed, checked }) in &self.0 {
            let _ = writeln!(text, "{checked} {size} {changed} {}", name.display());
        }
        let fresh = catalogue.join(FRESH);
        fs::write(&fresh, text)?;
        fs::rename(fresh, catalogue.join(FILE))
    }
}
