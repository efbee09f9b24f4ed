//! Where a database can be opened: in its dump, or in a temporary copy.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use super::{super::limits, MAGIC, scratch::Scratch};

/// The file in which a database lies.
#[derive(Debug)]
pub(in crate::source) enum Location {
    /// The dump itself.
    Dump(PathBuf, Option<String>),
    /// Unpacked into a temporary file.
    Unpacked(Scratch, Option<String>),
    /// A copy of the dump together with its write-ahead log.
    Copied(Scratch),
}

/// The copy's name.
const COPY: &str = "copy.db";

impl Location {
    /// Finds or makes the file for a dump: `on_disk` is where it lies, `unpacked` opens its bytes without packing.
    ///
    /// # Errors
    /// When the dump cannot be read, or the temporary file not be written.
    pub(in crate::source) fn of<R: Read>(
        on_disk: Option<&Path>,
        unpacked: impl FnOnce() -> io::Result<R>,
    ) -> io::Result<Location> {
        match on_disk {
            Some(path) if is_plain(path)? => beside(path),
            _ => unpack(unpacked()?),
        }
    }

    /// The file.
    #[must_use]
    pub(in crate::source) fn path(&self) -> PathBuf {
        match self {
            Location::Dump(path, _) => path.clone(),
            Location::Unpacked(folder, _) | Location::Copied(folder) => folder.file(COPY),
        }
    }

    /// Whether SQLite may write to it.
    #[must_use]
    pub(in crate::source) fn is_copy(&self) -> bool {
        matches!(self, Location::Copied(_))
    }

    /// Whether its bytes were counted when they were unpacked.
    #[must_use]
    pub(in crate::source) fn is_unpacked(&self) -> bool {
        matches!(self, Location::Unpacked(..))
    }

    /// What could not be had of it.
    #[must_use]
    pub(in crate::source) fn complaint(&self) -> Option<&str> {
        match self {
            Location::Dump(_, complaint) | Location::Unpacked(_, complaint) => complaint.as_deref(),
            Location::Copied(_) => None,
        }
    }
}

fn is_plain(path: &Path) -> io::Result<bool> {
    let mut first = Vec::new();
    File::open(path)?.take(MAGIC.len() as u64).read_to_end(&mut first)?;
    Ok(first == MAGIC)
}

/// A database as it lies, or a copy of it with the log beside it that it has not taken over yet.
///
/// A rollback journal is left alone: undoing by it would let a dump name files to be deleted.
fn beside(path: &Path) -> io::Result<Location> {
    let [log, journal] = ["-wal", "-journal"].map(|end| companion(path, end));
    if log.metadata().is_ok_and(|about| about.is_file() && about.len() > 0) {
        let size = path.metadata()?.len().saturating_add(log.metadata()?.len());
        if size > limits::UNPACKED {
            let said = "The log beside it holds changes that were not read: it is too large to be copied.";
            return Ok(Location::Dump(path.to_owned(), Some(said.to_owned())));
        }
        let folder = Scratch::new()?;
        let copy = folder.file(COPY);
        for (from, to) in [(path, copy.clone()), (&log, companion(&copy, "-wal"))] {
            // Not `fs::copy`: the copy must not inherit that the dump is read-only.
            io::copy(&mut File::open(from)?, &mut File::create(to)?)?;
        }
        return Ok(Location::Copied(folder));
    }
    let interrupted = journal.metadata().is_ok_and(|about| about.is_file() && about.len() > 0);
    let said = "A change was under way when it was copied; it was read as it stands.";
    Ok(Location::Dump(path.to_owned(), interrupted.then(|| said.to_owned())))
}

fn companion(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

/// Unpacks into a temporary file. What was unpacked before the packing turned out damaged is kept.
fn unpack(mut stream: impl Read) -> io::Result<Location> {
    let folder = Scratch::new()?;
    let mut file = File::options().read(true).write(true).create_new(true).open(folder.file(COPY))?;
    let (mut block, mut size, mut complaint) = (vec![0; 256 << 10], 0_u64, None);
    loop {
        let read = match stream.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            // Whatever was made to fill the disk is not worth a second look.
            Err(error) if size > limits::IDLE || size == 0 => return Err(error),
            Err(error) => {
                complaint = Some(format!(
                    "Its packing is damaged: {}. What came before was read.",
                    super::super::reason(&error)
                ));
                break;
            }
        };
        size += read as u64;
        if size > limits::UNPACKED {
            return Err(io::Error::other(format!("it unpacks to more than {} GB", limits::UNPACKED >> 30)));
        }
        file.write_all(block.get(..read).unwrap_or_default())?;
    }
    file.flush()?;
    fill_up(&mut file, size)?;
    Ok(Location::Unpacked(folder, complaint))
}

/// Lets a database that lost its end have as many pages as it says, without taking space for them: SQLite reads only such.
fn fill_up(file: &mut File, size: u64) -> io::Result<()> {
    let mut head = [0; 32];
    file.seek(SeekFrom::Start(0))?;
    if file.read_exact(&mut head).is_err() {
        return Ok(());
    }
    let page = match u64::from(u16::from_be_bytes([head[16], head[17]])) {
        1 => 65_536,
        page => page,
    };
    let pages = u64::from(u32::from_be_bytes([head[28], head[29], head[30], head[31]]));
    let told = pages.saturating_mul(page);
    if told > size && told <= limits::UNPACKED {
        file.set_len(told)?;
    }
    Ok(())
}
