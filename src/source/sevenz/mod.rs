//! 7z archives: a file in one, or many.
//!
//! An archive is read like a folder: what lies in it is offered to the formats one by one, in its order, since in a
//! *solid* archive each file can only be had by unpacking those before it. The names in it are shown and looked at,
//! never used as paths; nothing is written anywhere.

mod block;
mod chain;
mod header;
mod rest;

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use self::header::{Found, Header};
use super::{meter::Meter, unpack};

/// What a 7z archive begins with.
pub(super) const SIGNATURE: [u8; 6] = [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C];

/// Bytes before the first packed ones.
const START: u64 = 32;

/// A 7z archive on disk.
#[derive(Debug)]
pub(super) struct Archive {
    path: PathBuf,
    header: Header,
}

/// A file in an archive.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    archive: Arc<Archive>,
    index: usize,
}

impl Archive {
    /// Reads what an archive holds.
    ///
    /// # Errors
    /// When its header is damaged or packed in a way that is not read.
    pub(super) fn open(path: &Path) -> io::Result<Arc<Archive>> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut start = [0_u8; START as usize];
        file.read_exact(&mut start)?;
        let number = |at: usize| start.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
        let (at, size) = (number(12).saturating_add(START), number(20));
        if at.checked_add(size).is_none_or(|end| end > length) {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the 7z archive ends too early"));
        }
        let mut bytes = Vec::new();
        if size <= header::MOST {
            file.seek(SeekFrom::Start(at))?;
            file.take(size).read_to_end(&mut bytes)?;
        }
        // A packed header may hold another packed one; nobody makes more of them.
        for _ in 0..4 {
            let (block, crc) = match header::parse(&bytes)? {
                Found::Header(header) => return Ok(Arc::new(Archive { path: path.to_owned(), header })),
                Found::Packed(block, crc) => (block, crc),
            };
            if block.size() > header::MOST {
                break;
            }
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(block.at.saturating_add(START)))?;
            let size = block.size();
            bytes.clear();
            block::unpacked(&block, Box::new(file))?.take(size).read_to_end(&mut bytes)?;
            if crc.is_some_and(|crc| crc != crc32fast::hash(&bytes)) {
                return Err(rest::damaged());
            }
        }
        Err(rest::damaged())
    }

    /// The files that have bytes, in the order in which they are unpacked.
    pub(super) fn files(self: &Arc<Self>) -> impl Iterator<Item = Packed> + use<> {
        let archive = Arc::clone(self);
        (0..archive.header.files.len()).map(move |index| Packed { archive: Arc::clone(&archive), index })
    }
}

impl Packed {
    fn file(&self) -> Option<&header::File> {
        self.archive.header.files.get(self.index)
    }

    /// Its path in the archive, as written there: any text at all.
    pub(super) fn name(&self) -> &str {
        self.file().map_or("", |file| &file.name)
    }

    /// Bytes, unpacked.
    pub(super) fn size(&self) -> u64 {
        self.file().map_or(0, |file| file.size)
    }

    /// Its bytes. `place` holds the unpacking of the archive where the last file left it: taken from there where that
    /// is not too far on yet, begun anew else, and put back when the stream is dropped.
    ///
    /// # Errors
    /// When they cannot be unpacked, or those before them cannot.
    pub(super) fn open(&self, place: &Place, meter: &Arc<Meter>) -> io::Result<Box<dyn Read + Send>> {
        let Some(file) = self.file() else { return Ok(Box::new(io::empty())) };
        let waiting = place.take(file)?;
        let mut unpacking = match waiting {
            Some(there) => there,
            None => self.begin(file.block, meter)?,
        };
        let ahead = file.at - unpacking.at;
        let passed = match io::copy(&mut (&mut unpacking).take(ahead), &mut io::sink()) {
            Ok(passed) if passed < ahead => Err(io::ErrorKind::UnexpectedEof.into()),
            passed => passed,
        };
        if let Err(error) = passed {
            place.broken(&unpacking);
            return Err(error);
        }
        let crc = file.crc.map(|crc| (crc32fast::Hasher::new(), crc));
        Ok(Box::new(Lent { unpacking: Some(unpacking), left: file.size, crc, place: place.clone() }))
    }

    fn begin(&self, index: usize, meter: &Arc<Meter>) -> io::Result<Unpacking> {
        let block = self.archive.header.blocks.get(index).ok_or_else(rest::damaged)?;
        let mut file = File::open(&self.archive.path)?;
        file.seek(SeekFrom::Start(block.at.saturating_add(START)))?;
        let counted = unpack::counted(Box::new(BufReader::new(file)), meter);
        let stream = unpack::bounded(block::unpacked(block, counted)?, meter);
        Ok(Unpacking { stream, block: index, at: 0 })
    }
}

/// Where the unpacking of an archive waits for whoever goes on with it.
#[derive(Clone, Default)]
pub(super) struct Place(Arc<Mutex<Waiting>>);

#[derive(Default)]
struct Waiting {
    unpacking: Option<Unpacking>,
    /// The block that could not be unpacked any further, and where: what lies behind is not tried again.
    broken: Option<(usize, u64)>,
}

impl Place {
    /// The unpacking that waits, where it is not yet behind a file's beginning.
    fn take(&self, file: &header::File) -> io::Result<Option<Unpacking>> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.broken.is_some_and(|(block, at)| block == file.block && at <= file.at) {
            let sentence = "it lies behind a damaged part of the archive";
            return Err(io::Error::new(io::ErrorKind::InvalidData, sentence));
        }
        Ok(waiting.unpacking.take().filter(|there| there.block == file.block && there.at <= file.at))
    }

    /// Notes how far a block could be unpacked.
    fn broken(&self, unpacking: &Unpacking) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).broken = Some((unpacking.block, unpacking.at));
    }
}

/// A block that has been unpacked up to somewhere.
struct Unpacking {
    stream: Box<dyn Read + Send>,
    block: usize,
    at: u64,
}

impl Read for Unpacking {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// The stretch of a block that is one file.
struct Lent {
    unpacking: Option<Unpacking>,
    left: u64,
    crc: Option<(crc32fast::Hasher, u32)>,
    place: Place,
}

impl Read for Lent {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(unpacking) = &mut self.unpacking else { return Err(io::ErrorKind::UnexpectedEof.into()) };
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let part = into.get_mut(..most).unwrap_or_default();
        let read = match unpacking.read(part) {
            Ok(read) => read,
            // What unpacks must not be asked again after an error.
            Err(error) => {
                if let Some(unpacking) = self.unpacking.take() {
                    self.place.broken(&unpacking);
                }
                return Err(error);
            }
        };
        self.left -= read as u64;
        if read == 0 && self.left > 0 && most > 0 {
            if let Some(unpacking) = self.unpacking.take() {
                self.place.broken(&unpacking);
            }
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some((hasher, _)) = &mut self.crc {
            hasher.update(part.get(..read).unwrap_or_default());
        }
        let ended = self.left == 0;
        if let Some((hasher, crc)) = self.crc.take_if(|_| ended)
            && hasher.finalize() != crc
        {
            let damaged = "its checksum is wrong: it was damaged; what could be unpacked was read";
            return Err(io::Error::new(io::ErrorKind::InvalidData, damaged));
        }
        Ok(read)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.place.0.lock().unwrap_or_else(PoisonError::into_inner).unpacking = self.unpacking.take();
    }
}
