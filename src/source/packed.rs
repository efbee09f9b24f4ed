//! Files that lie in an archive, each offered to the formats as if it lay in a folder of the archive's name.

use std::{
    io::{self, Read},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    Entry, Input, Kind, PassedOver, Reading, SourceError, limits,
    meter::Meter,
    sevenz::{Archive, Packed, Place},
    sniff, unpack,
};

/// A file in an archive, as an [`Input`] opens it.
pub(super) struct Within {
    packed: Packed,
    place: Place,
    /// Its first bytes; all of them where it is small.
    beginning: Arc<[u8]>,
    /// What follows them, until somebody took it.
    rest: Mutex<Option<Box<dyn Read + Send>>>,
}

impl Within {
    /// # Errors
    /// When not even the file's first byte can be unpacked.
    fn new(packed: Packed, place: &Place, meter: &Arc<Meter>) -> io::Result<Within> {
        let mut stream = packed.open(place, meter)?;
        let most = if packed.size() > limits::HEAVY as u64 { limits::PROBE + 1 } else { limits::HEAVY };
        let mut beginning = Vec::new();
        let read = stream.by_ref().take(most as u64).read_to_end(&mut beginning);
        let rest: Option<Box<dyn Read + Send>> = match read {
            Err(error) if beginning.is_empty() => return Err(error),
            // Met by whoever reads so far.
            Err(error) => Some(Box::new(Damaged(Some(error)))),
            Ok(_) if beginning.len() as u64 == packed.size() => None,
            Ok(_) => Some(stream),
        };
        let rest = Mutex::new(rest);
        Ok(Within { packed, place: place.clone(), beginning: beginning.into(), rest })
    }

    /// The file's bytes from the start.
    ///
    /// # Errors
    /// When they have to be unpacked a second time and cannot be.
    pub(super) fn open(&self, meter: &Arc<Meter>) -> io::Result<Box<dyn Read + Send>> {
        let beginning = io::Cursor::new(Arc::clone(&self.beginning));
        if self.beginning.len() as u64 == self.packed.size() {
            return Ok(Box::new(beginning));
        }
        let rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner).take();
        match rest {
            Some(rest) => Ok(Box::new(beginning.chain(rest))),
            None => self.packed.open(&self.place, meter),
        }
    }

    /// The beginning, unpacked, as formats are shown it, and whether that is all.
    fn probe(&self, meter: &Arc<Meter>) -> (Vec<u8>, bool) {
        let all = self.beginning.len() as u64 == self.packed.size();
        let mut bytes = Vec::new();
        let beginning = Box::new(io::Cursor::new(Arc::clone(&self.beginning)));
        let read = unpack::layers(beginning, meter)
            .and_then(|stream| stream.take(limits::PROBE as u64 + 1).read_to_end(&mut bytes));
        let whole = all && read.is_ok() && bytes.len() <= limits::PROBE;
        bytes.truncate(limits::PROBE);
        (bytes, whole)
    }
}

/// Where a stream cannot be read any further.
struct Damaged(Option<io::Error>);

impl Read for Damaged {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Reads what lies in a 7z archive.
///
/// # Errors
/// When the archive itself cannot be read; what is wrong with a file in it is told of that file.
pub(super) fn read(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let nowhere = || SourceError::malformed("It is a 7z archive inside another archive; unpack it first.");
    let archive = Archive::open(input.on_disk().ok_or_else(nowhere)?)?;
    let files: Vec<Packed> = archive.files().collect();
    if files.is_empty() {
        return Err(SourceError::malformed("There is no file in the 7z archive."));
    }
    out.several();
    let (place, alone) = (Place::default(), files.len() == 1);
    let mut said: Option<String> = None;
    for packed in files {
        out.check()?;
        let path = packed.name().replace('\\', "/");
        let shown: Arc<str> =
            if alone { Arc::clone(input.shown()) } else { format!("{}/{path}", input.shown()).into() };
        out.within(&shown);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let entry = Entry { name, path: PathBuf::from(&path), kind: Kind::File, link: false, size: packed.size() };
        if let Some(why) = PassedOver::by_entry(&entry) {
            out.skip(why, 1);
            continue;
        }
        let result = Within::new(packed, &place, &input.meter).map_err(SourceError::from);
        let result = result.and_then(|within| offer(input, &entry, &shown, &within, out));
        match result {
            Err(SourceError::Cancelled | SourceError::Bomb) => return result,
            // What ails a block ails all files in it, and is said once.
            Err(error) => {
                let sentence = error.to_string();
                if said.as_ref() != Some(&sentence) {
                    out.problem("", &sentence);
                }
                said = Some(sentence);
            }
            Ok(()) => said = None,
        }
    }
    out.within(input.shown());
    Ok(())
}

fn offer(
    archive: &Input<'_>,
    entry: &Entry,
    shown: &Arc<str>,
    within: &Within,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    let (bytes, whole) = within.probe(&archive.meter);
    if bytes.is_empty() {
        return Err(SourceError::malformed("There is nothing in it."));
    }
    let input = Input {
        tree: archive.tree,
        entry,
        shown: Arc::clone(shown),
        head: whole.then_some(bytes.as_slice()),
        within: Some(within),
        claimed: &[],
        options: archive.options,
        meter: Arc::clone(&archive.meter),
        heavy: archive.heavy,
        weight: Mutex::default(),
        location: Mutex::default(),
        base: archive.base,
    };
    sniff::offered(archive.options.from, &input, (&bytes, whole), false, out)
}
