//! The sample archive that the program carries, so that the binary alone can show itself.

use std::{
    io,
    io::Read,
    path::{Path, PathBuf},
};

use include_dir::{Dir, DirEntry, include_dir};
use jiff::Timestamp;

use super::{Entry, Kind, Tree};

static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/sample");

/// The name under which the sample is shown.
pub const NAME: &str = "sample";

/// The embedded sample, as a tree whose root is the empty path.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sample;

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| NAME.into(), |n| n.to_string_lossy().into_owned())
}

fn file_entry(path: &Path, size: usize) -> Entry {
    Entry { name: name(path), path: path.to_owned(), kind: Kind::File, link: false, size: size as u64 }
}

fn folder_entry(path: &Path) -> Entry {
    Entry { name: name(path), path: path.to_owned(), kind: Kind::Folder, link: false, size: 0 }
}

fn missing() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "the sample has no such file")
}

fn folder(path: &Path) -> io::Result<&'static Dir<'static>> {
    if path.as_os_str().is_empty() { Ok(&SAMPLE) } else { SAMPLE.get_dir(path).ok_or_else(missing) }
}

impl Tree for Sample {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        match SAMPLE.get_file(path) {
            Some(file) => Ok(file_entry(path, file.contents().len())),
            None => folder(path).map(|_| folder_entry(path)),
        }
    }

    fn entries(&self, at: &Path) -> io::Result<Vec<Result<Entry, (String, io::Error)>>> {
        let mut found: Vec<Entry> = folder(at)?
            .entries()
            .iter()
            .map(|entry| match entry {
                DirEntry::Dir(dir) => folder_entry(dir.path()),
                DirEntry::File(file) => file_entry(file.path(), file.contents().len()),
            })
            .collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found.into_iter().map(Ok).collect())
    }

    fn open(&self, file: &Path) -> io::Result<Box<dyn Read + Send>> {
        let file = SAMPLE.get_file(file).ok_or_else(missing)?;
        Ok(Box::new(file.contents()))
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
