//! Where the parts of a repository lie: its folder, the folder it shares with other work trees, its objects.
//!
//! Files of a repository may name any folder on the disk: `.git` files, `commondir`, `objects/info/alternates`, links.
//! Only what lies inside of what was opened is followed. The repository's configuration is not read at all.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

/// Bytes of a small file of a repository that are read.
const SMALL: u64 = 64 << 10;

/// Stores of objects that a repository may borrow from.
const ALTERNATES: usize = 16;

/// A repository on disk.
#[derive(Debug, Clone)]
pub(in crate::source) struct Place {
    /// Where `HEAD` lies.
    pub(in crate::source) own: PathBuf,
    /// Where the references lie that all work trees share.
    pub(in crate::source) common: PathBuf,
    /// Folders of objects: its own, then those it borrows from.
    pub(in crate::source) objects: Vec<PathBuf>,
    /// What was not followed, as sentences.
    pub(in crate::source) refused: Vec<String>,
}

impl Place {
    /// The repository that a `.git` folder, a `.git` file or a bare repository's folder is. `base` is what was opened.
    ///
    /// # Errors
    /// A sentence, when it is none, or leads outside.
    pub(in crate::source) fn of(path: &Path, base: &Path) -> Result<Place, String> {
        let mut own = path.to_owned();
        if path.is_file() {
            let named = small(path).ok_or("Its `.git` file cannot be read.")?;
            let named = named.strip_prefix("gitdir:").ok_or("Its `.git` file names no repository.")?.trim();
            let work = path.parent().unwrap_or(path);
            let told = work.join(named);
            own = match inside(&told, base).or_else(|| moved(named, work, base)) {
                Some(own) => own,
                None if told.exists() => return Err(outside("It is a work tree of the repository in", &told)),
                None => {
                    return Err(format!(
                        "It is a work tree of the repository in {}, which is not there.",
                        repository(&told).display()
                    ));
                }
            };
        } else if inside(&own, base).is_none() {
            return Err("Its `.git` is a link that leads outside of what was opened, and was not followed.".into());
        }
        let common = match small(&own.join("commondir")) {
            None => own.clone(),
            Some(named) => inside(&own.join(named.trim()), base)
                .ok_or_else(|| outside("It shares the repository in", &own.join(named.trim())))?,
        };
        let mut refused = Vec::new();
        let objects = objects(&common.join("objects"), base, &mut refused);
        if objects.is_empty() {
            return Err("It holds no objects that could be read.".into());
        }
        Ok(Place { own, common, objects, refused })
    }

    /// Whether a list of names is that of a repository's own folder.
    pub(in crate::source) fn is_bare<'n>(mut has: impl FnMut(&'n str) -> bool) -> bool {
        has("HEAD") && has("objects") && has("refs")
    }

    /// Whether a list of names is that of the folder that a repository keeps of a linked work tree.
    pub(super) fn is_of_work_tree<'n>(mut has: impl FnMut(&'n str) -> bool) -> bool {
        has("HEAD") && has("commondir") && has("gitdir")
    }

    /// The commits before which a shallow clone has no history.
    pub(super) fn shallow(&self) -> Vec<String> {
        let list = small(&self.common.join("shallow")).unwrap_or_default();
        list.lines().map(|line| line.trim().to_owned()).collect()
    }

    /// The name that a repository goes by: of its work tree, or of its folder without `.git`.
    pub(in crate::source) fn name(path: &Path) -> String {
        let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned());
        let own = name(path).unwrap_or_default();
        if own == ".git" {
            return path.parent().and_then(name).unwrap_or_default();
        }
        own.strip_suffix(".git").unwrap_or(&own).to_owned()
    }
}

/// The folder to be opened for a repository's history, of a path that leads into it.
fn repository(path: &Path) -> PathBuf {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is = |path: &Path, name: &str| path.file_name().is_some_and(|found| found == name);
    let common = real.parent().filter(|folder| is(folder, WORK_TREES)).and_then(Path::parent).unwrap_or(&real);
    let work = common.parent().filter(|_| is(common, ".git"));
    work.unwrap_or(common).to_owned()
}

/// The sentence for what lies in a repository outside of what was opened.
fn outside(what: &str, path: &Path) -> String {
    format!("{what} {}, which lies outside of what was opened; open that for its history.", repository(path).display())
}

/// Where a repository keeps what belongs to each linked work tree.
const WORK_TREES: &str = "worktrees";

/// Where what a repository keeps of the linked work tree `work` lies now, if both were moved together: `git` writes down
/// whole paths. It is sought beside the work tree and beside each folder around it, as far as `base`.
fn moved(named: &str, work: &Path, base: &Path) -> Option<PathBuf> {
    let parts: Vec<&str> = named.split('/').collect();
    let [.., repository, common, trees, own] = parts.as_slice() else { return None };
    if *trees != WORK_TREES || work.join(named).exists() {
        return None;
    }
    let below = Path::new(common).join(trees).join(own);
    let places = [Path::new(repository).join(&below), below];
    let around = work.ancestors().take_while(|folder| inside(folder, base).is_some());
    // It says itself which work tree is meant.
    let is_meant = |place: &PathBuf| {
        let back = small(&place.join("gitdir")).unwrap_or_default();
        let back = Path::new(back.trim()).parent().and_then(Path::file_name);
        back.is_some() && back == work.file_name()
    };
    around
        .flat_map(|folder| places.iter().map(|place| folder.join(place)))
        .filter_map(|place| inside(&place, base))
        .find(is_meant)
}

/// A folder of objects and those that it borrows from.
fn objects(own: &Path, base: &Path, refused: &mut Vec<String>) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut waiting = vec![own.to_owned()];
    while let Some(folder) = waiting.pop() {
        match inside(&folder, base) {
            Some(real) if real.is_dir() => {
                if found.contains(&real) || found.len() >= ALTERNATES {
                    continue;
                }
                let alternates = small(&real.join("info/alternates")).unwrap_or_default();
                let named = alternates.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
                waiting.extend(named.map(|line| real.join(line)));
                found.push(real);
            }
            _ => {
                let told = folder.to_string_lossy();
                refused.push(format!(
                    "It borrows objects from {told}, which is not inside of what was opened; what only lies there is missing."
                ));
            }
        }
    }
    found
}

/// Where a path really leads, if that is inside of `base`.
pub(super) fn inside(path: &Path, base: &Path) -> Option<PathBuf> {
    let (real, base) = (fs::canonicalize(path).ok()?, fs::canonicalize(base).ok()?);
    real.starts_with(&base).then_some(real)
}

/// A small file as text.
pub(super) fn small(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).ok()?;
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    file.take(SMALL).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
