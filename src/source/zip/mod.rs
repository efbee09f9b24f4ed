//! Zip archives, and WACZ among them: each member is read as the file that it would be.
//!
//! Nothing is unpacked to disk, so a name leads nowhere; one that would lead out of a folder is refused all the same, and said to
//! be. What members grow to is bounded, one by one and together.

mod backup;

use std::{
    fs, io,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use jiff::Timestamp;
use zip::{CompressionMethod, read::Config, unstable::read::ZipIterable};

use super::{
    Confidence, Entry, Format, Input, Kind, Probe, Reading, SourceError, Tree, foreign, limits, passed::PassedOver,
    sniff::read_part,
};

/// Zip archives.
#[derive(Debug, Clone, Copy, Default)]
pub struct Zip;

/// Members that are looked at.
const MEMBERS: usize = 100_000;

/// Files that bear these names in a WACZ say only what the captures say themselves.
const DESCRIPTIONS: [&str; 4] =
    ["datapackage.json", "datapackage-digest.json", "pages/pages.jsonl", "pages/extraPages.jsonl"];

impl Format for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn summary(&self) -> &'static str {
        "Zip archives of dumps, and WACZ: each member is read as the file that it would be"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        // Documents of other kinds are zip archives too.
        let archive = probe.bytes.starts_with(b"PK\x03\x04") && foreign::sentence(probe).is_none();
        if archive { Confidence::Likely } else { Confidence::No }
    }

    fn tells_apart(&self) -> bool {
        true
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        // Archives in archives can go on for ever.
        let Some(path) = input.on_disk() else {
            return Err(SourceError::malformed(
                "It is an archive inside of another; unpack it first. It was left out.",
            ));
        };
        let bytes = Bytes(path.to_owned());
        let shelf = Shelf::of(bytes, input.entry.size, out)?;
        if let Some(tool) = backup::tool(shelf.members.iter().map(|member| member.entry.name.as_str())) {
            return Err(SourceError::malformed(format!(
                "It is a packed folder of {tool}, of which a file alone says little: unpack it, and open the folder. It was left out."
            )));
        }
        // Any of them may have to wait, or be waited for.
        out.several();
        let mut read = 0;
        for member in &shelf.members {
            out.check()?;
            if PassedOver::by_entry(&member.entry).is_some() || DESCRIPTIONS.contains(&member.entry.name.as_str()) {
                continue;
            }
            read_part(&input.member(&shelf, &member.entry), self.name(), out)?;
            read += 1;
        }
        out.within(input.shown());
        if read == 0 {
            return Err(SourceError::malformed("It is a zip archive in which nothing can be read; it was left out."));
        }
        Ok(())
    }
}

/// Where an archive's bytes are.
#[derive(Debug, Clone)]
struct Bytes(PathBuf);

impl Bytes {
    fn open(&self) -> io::Result<io::BufReader<fs::File>> {
        Ok(io::BufReader::new(fs::File::open(&self.0)?))
    }
}

struct Member {
    entry: Entry,
    header: u64,
    packed: u64,
    deflated: bool,
}

/// An archive as a tree of one folder.
struct Shelf {
    bytes: Bytes,
    size: u64,
    members: Vec<Member>,
    /// Bytes that came out of all members so far.
    grown: Arc<AtomicU64>,
}

impl Shelf {
    fn of(bytes: Bytes, size: u64, out: &mut Reading<'_>) -> Result<Shelf, SourceError> {
        let damaged = |error: zip::result::ZipError| {
            SourceError::malformed(format!("The list of its members cannot be read ({error}); it was left out."))
        };
        let mut archive = ZipIterable::try_new(bytes.open()?, Config::default()).map_err(damaged)?;
        if archive.len() > MEMBERS {
            out.problem("", format!("It has {} members; only the first {MEMBERS} were looked at.", archive.len()));
        }
        let mut members = Vec::new();
        for (at, file) in archive.files().map_err(damaged)?.take(MEMBERS).enumerate() {
            let place = format!("member {}", at + 1);
            let file = match file {
                Ok(file) => file,
                Err(error) => {
                    out.problem(
                        place,
                        format!("What the archive says of it is damaged ({error}); what follows was left out."),
                    );
                    break;
                }
            };
            let name = file.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
            if name.ends_with('/') {
                continue;
            }
            let deflated = file.compression() == CompressionMethod::Deflated;
            let refused = if file.enclosed_name().is_none() || name.starts_with(['/', '\\']) {
                "Its name leads out of the archive; it was left out."
            } else if file.encrypted() {
                "It is encrypted; it was left out."
            } else if !deflated && file.compression() != CompressionMethod::Stored {
                "It is packed in a way that is not known; it was left out."
            } else {
                let entry = Entry { path: PathBuf::new(), name, kind: Kind::File, link: false, size: file.size() };
                members.push(Member { entry, header: file.header_start(), packed: file.compressed_size(), deflated });
                continue;
            };
            out.problem(place, refused);
        }
        members.sort_by(|a: &Member, b: &Member| (&a.entry.name, a.header).cmp(&(&b.entry.name, b.header)));
        for (at, member) in members.iter_mut().enumerate() {
            member.entry.path = PathBuf::from(at.to_string());
        }
        Ok(Shelf { bytes, size, members, grown: Arc::default() })
    }

    fn member(&self, path: &Path) -> io::Result<&Member> {
        let at = path.to_str().and_then(|at| at.parse::<usize>().ok());
        at.and_then(|at| self.members.get(at))
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the archive has no such member"))
    }
}

impl Tree for Shelf {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        self.member(path).map(|member| member.entry.clone())
    }

    fn entries(&self, _folder: &Path) -> io::Result<Vec<Result<Entry, (String, io::Error)>>> {
        Ok(Vec::new())
    }

    fn open(&self, file: &Path) -> io::Result<Box<dyn Read + Send>> {
        let member = self.member(file)?;
        let mut stream = self.bytes.open()?;
        stream.seek(SeekFrom::Start(member.header))?;
        let mut head = [0; 30];
        stream.read_exact(&mut head)?;
        if !head.starts_with(b"PK\x03\x04") {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the archive points to where no member begins"));
        }
        let length = |at: usize| i64::from(u16::from_le_bytes([head[at], head[at + 1]]));
        stream.seek(SeekFrom::Current(length(26) + length(28)))?;
        let packed = stream.take(member.packed);
        let stream: Box<dyn Read + Send> =
            if member.deflated { Box::new(flate2::read::DeflateDecoder::new(packed)) } else { Box::new(packed) };
        let growth = Growth { stream, given: 0, packed: member.packed, all: Arc::clone(&self.grown), size: self.size };
        Ok(Box::new(growth))
    }

    fn modified(&self, _file: &Path) -> Option<Timestamp> {
        None
    }

    fn real(&self, _folder: &Path) -> Option<PathBuf> {
        None
    }

    fn on_disk<'p>(&self, _path: &'p Path) -> Option<&'p Path> {
        None
    }
}

/// A member's bytes, as long as they do not grow beyond measure.
struct Growth {
    stream: Box<dyn Read + Send>,
    given: u64,
    packed: u64,
    all: Arc<AtomicU64>,
    size: u64,
}

impl Read for Growth {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let all = self.all.load(Ordering::Relaxed);
        let swollen = |given: u64, packed: u64, most: u64| given > most && given / packed.max(1) > limits::RATIO;
        // One member that was made to fill memory takes nothing from the others; many do.
        if swollen(self.given, self.packed, limits::IDLE) || swollen(all, self.size, 8 * limits::IDLE) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "it unpacks to more than {} times its size, as only files made to fill memory do",
                    limits::RATIO
                ),
            ));
        }
        let read = self.stream.read(into)?;
        self.given += read as u64;
        self.all.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
