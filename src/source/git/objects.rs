//! The objects of a repository: packs and loose files, read in place.
//!
//! Packs are opened one by one instead of through a store that follows `alternates` and obeys replacements wherever they
//! lead; what one object may take is bounded.

use std::{fs, path::Path};

use gix::{
    ObjectId, hash,
    objs::Kind,
    odb::{
        loose,
        pack::{self, Bundle, cache::lru::StaticLinkedList},
    },
    zlib::Inflate,
};

use super::place::{Place, inside};
use crate::source::limits;

/// Bytes that putting together one packed object may take: the object, the one it is made from, what tells them apart.
const WORK: usize = 4 * limits::BLOB;

/// Bytes of objects that each thread keeps to make others from.
const CACHE: usize = 48 << 20;

/// All objects.
pub(in crate::source) struct Objects {
    packs: Vec<Bundle>,
    loose: Vec<loose::Store>,
}

impl Objects {
    /// Opens the objects of a repository; sentences of packs that cannot be read go to `complaints`.
    pub(in crate::source) fn of(place: &Place, base: &Path, complaints: &mut Vec<String>) -> Objects {
        let (mut packs, mut loose) = (Vec::new(), Vec::new());
        for folder in &place.objects {
            let limited = loose::Options { alloc_limit_bytes: Some(limits::BLOB), ..loose::Options::default() };
            loose.push(loose::Store::at_opts(folder, hash::Kind::Sha1, limited));
            let mut names: Vec<_> =
                fs::read_dir(folder.join("pack")).into_iter().flatten().flatten().map(|e| e.path()).collect();
            names.retain(|path| path.extension().is_some_and(|e| e == "idx"));
            names.sort_unstable();
            for index in names {
                let (name, data) =
                    (index.file_stem().unwrap_or_default().to_string_lossy(), index.with_extension("pack"));
                if inside(&index, base).is_none() || inside(&data, base).is_none() {
                    complaints
                        .push(format!("Its pack {name} is not whole, or a link that leads outside; it was left out."));
                    continue;
                }
                match open(&index, &data, packs.len()) {
                    Ok(pack) => packs.push(pack),
                    Err(error) => complaints.push(format!("Its pack {name} cannot be read: {error}.")),
                }
            }
        }
        Objects { packs, loose }
    }

    /// Bytes of the packs.
    pub(super) fn size(&self) -> u64 {
        self.packs.iter().map(|pack| pack.pack.data_len() as u64).sum()
    }

    /// A reader of them, for one thread.
    pub(in crate::source) fn reader(&self) -> Reader<'_> {
        Reader {
            objects: self,
            inflate: Inflate::default(),
            cache: StaticLinkedList::new(CACHE),
            buffer: Vec::new(),
            last: 0,
        }
    }
}

fn open(index: &Path, data: &Path, number: usize) -> Result<Bundle, String> {
    let index = pack::index::File::at(index, hash::Kind::Sha1).map_err(|e| e.to_string())?;
    let data = pack::data::File::at(data, hash::Kind::Sha1).map_err(|e| e.to_string())?;
    let mut data = data.with_alloc_limit_bytes(Some(WORK));
    // What the cache knows a pack by must be its own.
    data.id = u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Bundle { pack: data, index })
}

/// What is read of the objects, with what makes the next one faster.
pub(in crate::source) struct Reader<'o> {
    objects: &'o Objects,
    inflate: Inflate,
    cache: StaticLinkedList<64>,
    buffer: Vec<u8>,
    /// The pack that the last object lay in.
    last: usize,
}

/// Why there is no object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Lack {
    /// The repository does not have it.
    Missing,
    /// It is larger than [`limits::BLOB`].
    Large,
    /// It is there, but damaged.
    Damaged,
}

impl Reader<'_> {
    /// Where an object lies, to read several in the order in which they are stored. Loose ones come last.
    pub(in crate::source) fn stored_at(&self, id: &ObjectId) -> (usize, u64) {
        let packs = self.objects.packs.iter().enumerate();
        let mut found =
            packs.filter_map(|(n, pack)| Some((n, pack.index.pack_offset_at_index(pack.index.lookup(id)?))));
        found.next().unwrap_or((usize::MAX, 0))
    }

    /// An object's kind and bytes.
    ///
    /// # Errors
    /// What it lacks.
    pub(in crate::source) fn find(&mut self, id: &ObjectId) -> Result<(Kind, &[u8]), Lack> {
        let packs = &self.objects.packs;
        let order = [self.last].into_iter().chain(0..packs.len());
        let found = order.filter_map(|n| Some((n, packs.get(n)?.index.lookup(id)?))).next();
        if let Some((number, index)) = found {
            self.last = number;
            return self.packed(number, index);
        }
        for store in &self.objects.loose {
            match store.try_find(id, &mut self.buffer) {
                Ok(None) => {}
                Ok(Some(object)) => {
                    let kind = object.kind;
                    return Ok((kind, &self.buffer));
                }
                Err(_) => {
                    let large =
                        store.try_header(id).is_ok_and(|h| h.is_some_and(|(size, _)| size > limits::BLOB as u64));
                    return Err(if large { Lack::Large } else { Lack::Damaged });
                }
            }
        }
        Err(Lack::Missing)
    }

    fn packed(&mut self, number: usize, index: u32) -> Result<(Kind, &[u8]), Lack> {
        let bundle = self.objects.packs.get(number).ok_or(Lack::Missing)?;
        let offset = bundle.index.pack_offset_at_index(index);
        let entry = bundle.pack.entry(offset).map_err(|_| Lack::Damaged)?;
        if entry.decompressed_size > limits::BLOB as u64 {
            return Err(Lack::Large);
        }
        let inside = |id: &hash::oid, _: &mut Vec<u8>| {
            let base = bundle.index.lookup(id).map(|at| bundle.pack.entry(bundle.index.pack_offset_at_index(at)));
            base.transpose().map(|found| found.map(pack::data::decode::entry::ResolvedBase::InPack))
        };
        let decoded = bundle.pack.decode_entry(entry, &mut self.buffer, &mut self.inflate, &inside, &mut self.cache);
        let kind = match decoded {
            Ok(outcome) => outcome.kind,
            Err(error) if error.to_string().contains("alloc") => return Err(Lack::Large),
            Err(_) => return Err(Lack::Damaged),
        };
        if self.buffer.len() > limits::BLOB {
            return Err(Lack::Large);
        }
        Ok((kind, &self.buffer))
    }
}
