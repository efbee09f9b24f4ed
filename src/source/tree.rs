//! Where a dump's bytes lie: on disk or embedded. Formats and the walk see only this.

use std::{
    fs, io,
    io::Read,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

/// What an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A file, or a link to one.
    File,
    /// A folder, or a link to one.
    Folder,
    /// A pipe, a device, a socket: never opened.
    Other,
}

/// One entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name; bytes that are no UTF-8 are replaced.
    pub name: String,
    /// Where it lies in its tree.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// Whether it is a symbolic link.
    pub link: bool,
    /// Bytes, as stored.
    pub size: u64,
}

/// A folder's entries; those that cannot be looked at as their name and the reason.
pub type Entries = Vec<Result<Entry, (String, io::Error)>>;

/// Folders and files to read from.
pub trait Tree: Sync {
    /// What lies at a path.
    ///
    /// # Errors
    /// When nothing does, or it may not be looked at.
    fn entry(&self, path: &Path) -> io::Result<Entry>;

    /// A folder's entries, by name; those that cannot be looked at come with the reason.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    fn entries(&self, folder: &Path) -> io::Result<Entries>;

    /// A file's bytes, as stored.
    ///
    /// # Errors
    /// When the file cannot be opened.
    fn open(&self, file: &Path) -> io::Result<Box<dyn Read + Send>>;

    /// When the file was last changed, where that is known.
    fn modified(&self, file: &Path) -> Option<Timestamp>;

    /// The real folder behind links, by which loops are known; `None` where there are no links.
    fn real(&self, folder: &Path) -> Option<PathBuf>;

    /// The path in the file system, for readers that need it (SQLite, git).
    fn on_disk<'p>(&self, path: &'p Path) -> Option<&'p Path>;
}

/// A folder's entries, without links that lead out of `base`, which is what was opened: somebody else may have made them, and
/// what they lead to is nothing of the dump. One error tells of them all.
///
/// # Errors
/// When the folder cannot be listed.
pub(super) fn entries_within(tree: &dyn Tree, base: &Path, folder: &Path) -> io::Result<Entries> {
    let mut found = tree.entries(folder)?;
    let is_link = |entry: &Result<Entry, _>| entry.as_ref().is_ok_and(|entry| entry.link);
    let Some(base) = found.iter().any(is_link).then(|| tree.real(base)).flatten() else { return Ok(found) };
    let mut led_out: Vec<(String, PathBuf)> = Vec::new();
    found.retain(|entry| match entry {
        Ok(entry) if entry.link => match tree.real(&entry.path) {
            Some(real) if !real.starts_with(&base) => {
                led_out.push((entry.name.clone(), real));
                false
            }
            _ => true,
        },
        _ => true,
    });
    if let Some((name, to)) = led_out.first() {
        let others = match led_out.len() {
            1 => String::new(),
            all => format!(" (one of {all} such links there)"),
        };
        let told = format!(
            "it is a link that leads out of what was opened, to {}{others}; to read that, name it on the command line",
            to.display()
        );
        found.push(Err((name.clone(), io::Error::other(told))));
    }
    Ok(found)
}

/// The file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Tree for Disk {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let link = fs::symlink_metadata(path)?.file_type().is_symlink();
        let about = fs::metadata(path)?;
        let kind = match about.file_type() {
            t if t.is_file() => Kind::File,
            t if t.is_dir() => Kind::Folder,
            _ => Kind::Other,
        };
        Ok(Entry { name, path: path.to_owned(), kind, link, size: about.len() })
    }

    fn entries(&self, folder: &Path) -> io::Result<Entries> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            found.push((path.clone(), self.entry(&path).map_err(|e| (name, e))));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(found.into_iter().map(|f| f.1).collect())
    }

    fn open(&self, file: &Path) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(fs::File::open(file)?))
    }

    fn modified(&self, file: &Path) -> Option<Timestamp> {
        Timestamp::try_from(fs::metadata(file).ok()?.modified().ok()?).ok()
    }

    fn real(&self, folder: &Path) -> Option<PathBuf> {
        fs::canonicalize(folder).ok()
    }

    fn on_disk<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        Some(path)
    }
}
