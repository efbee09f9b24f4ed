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
            own = inside(&path.parent().unwrap_or(path).join(named), base).ok_or_else(|| {
                format!(
                    "It is a work tree of the repository {named}, which lies outside of what was opened; open that."
                )
            })?;
        } else if inside(&own, base).is_none() {
            return Err("Its `.git` is a link that leads outside of what was opened, and was not followed.".into());
        }
        let common = match small(&own.join("commondir")) {
            None => own.clone(),
            Some(named) => inside(&own.join(named.trim()), base)
                .ok_or("It shares a repository that lies outside of what was opened; open that.")?,
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
