//! Temporary files: where databases are unpacked and rows are sorted that do not fit into memory.

use std::{
    collections::HashMap,
    env,
    io::{self, Read, Seek, SeekFrom, Write},
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use tempfile::SpooledTempFile;

use super::limits;

/// The folder for large temporary files: `TMPDIR` where it is set; else the system's for what may be large, since its
/// other one often lies in memory.
#[must_use]
pub(super) fn folder() -> PathBuf {
    let large = PathBuf::from("/var/tmp");
    if env::var_os("TMPDIR").is_none() && large.is_dir() { large } else { env::temp_dir() }
}

/// Texts by number, kept in memory while they are few and in a temporary file beyond that.
pub(super) struct Store(Mutex<Texts>);

struct Texts {
    file: SpooledTempFile,
    places: HashMap<i64, (u64, u32)>,
    length: u64,
}

/// Bytes of texts that stay in memory.
const MEMORY: usize = 64 << 20;

impl Store {
    pub(super) fn new() -> Store {
        let file = tempfile::spooled_tempfile_in(MEMORY, folder());
        Store(Mutex::new(Texts { file, places: HashMap::new(), length: 0 }))
    }

    /// Keeps a text; the first of a number counts.
    ///
    /// # Errors
    /// When the temporary file cannot be written, or grows past its limit.
    pub(super) fn put(&self, number: i64, text: &str) -> io::Result<()> {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(length) = u32::try_from(text.len()) else { return Ok(()) };
        if texts.places.contains_key(&number) {
            return Ok(());
        }
        if texts.length + u64::from(length) > limits::UNPACKED {
            return Err(io::Error::other(format!("its texts take more than {} GB", limits::UNPACKED >> 30)));
        }
        let end = texts.length;
        texts.file.seek(SeekFrom::Start(end))?;
        texts.file.write_all(text.as_bytes())?;
        let place = (texts.length, length);
        texts.places.insert(number, place);
        texts.length += u64::from(length);
        Ok(())
    }

    /// The text of a number.
    pub(super) fn get(&self, number: i64) -> Option<String> {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, length) = texts.places.get(&number).copied()?;
        let mut bytes = vec![0; length as usize];
        texts.file.seek(SeekFrom::Start(at)).ok()?;
        texts.file.read_exact(&mut bytes).ok()?;
        String::from_utf8(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{MEMORY, Store};

    #[test]
    fn texts_come_back_from_memory_and_from_disk() -> std::io::Result<()> {
        let store = Store::new();
        let text = |n: i64| format!("{n} ").repeat(100_000);
        for n in 0..200 {
            store.put(n, &text(n))?;
        }
        store.put(3, "another")?;
        assert!(200 * text(100).len() > MEMORY);
        assert!([0, 3, 199].into_iter().all(|n| store.get(n) == Some(text(n))));
        assert_eq!(store.get(200), None);
        Ok(())
    }
}
