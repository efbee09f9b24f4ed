//! References: which commit `HEAD` means.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
};

use gix::ObjectId;

use super::place::{Place, small};

/// Bytes of packed references that are read.
const PACKED: u64 = 256 << 20;

/// References to references that are followed.
const LINKS: usize = 5;

/// Where a history ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) struct Head {
    /// The branch, where it is one.
    pub(in crate::source) branch: Option<String>,
    pub(in crate::source) commit: ObjectId,
    /// What was done where `HEAD` itself names nothing.
    pub(in crate::source) remark: Option<String>,
}

impl Head {
    /// The commit that a repository's `HEAD` means; where that is not there, the branch that is most likely meant.
    ///
    /// # Errors
    /// A sentence, when there is none.
    pub(in crate::source) fn of(place: &Place) -> Result<Head, String> {
        if place.common.join("reftable").exists() {
            return Err(
                "Its references are kept in a reftable, which is not read; `git refs migrate --ref-format=files` \
                        makes files of them."
                    .into(),
            );
        }
        let head = small(&place.own.join("HEAD")).ok_or("It has no HEAD that could be read.")?;
        let Some(named) = head.strip_prefix("ref:").map(str::trim) else {
            let commit = ObjectId::from_hex(head.trim().as_bytes()).map_err(|_| not_sha1(head.trim()))?;
            return Ok(Head { branch: None, commit, remark: None });
        };
        let short = |name: &str| name.strip_prefix("refs/heads/").unwrap_or(name).to_owned();
        if let Some(commit) = find(place, named)? {
            return Ok(Head { branch: Some(short(named)), commit, remark: None });
        }
        for name in ["refs/heads/main", "refs/heads/master"].map(str::to_owned).into_iter().chain(branches(place)) {
            if let Some(commit) = find(place, &name)? {
                let remark = format!("Its HEAD names {}, which is not there; {} was read.", short(named), short(&name));
                return Ok(Head { branch: Some(short(&name)), commit, remark: Some(remark) });
            }
        }
        Err("It has no commits yet.".into())
    }
}

fn not_sha1(found: &str) -> String {
    if found.len() == 64 && found.bytes().all(|b| b.is_ascii_hexdigit()) {
        "Its objects are named by SHA-256, which is not read; `git fast-export --all | git -C NEW fast-import` makes a \
         repository of it that is."
            .into()
    } else {
        "Its references are damaged: what should name a commit does not.".into()
    }
}

/// The commit that a reference means.
fn find(place: &Place, name: &str) -> Result<Option<ObjectId>, String> {
    let mut name = name.to_owned();
    for _ in 0..LINKS {
        let sound = name.starts_with("refs/") && !name.split('/').any(|part| matches!(part, "" | "." | ".."));
        if !sound {
            return Ok(None);
        }
        let loose = [&place.own, &place.common].into_iter().find_map(|folder| small(&folder.join(&name)));
        let Some(found) = loose else { return packed(place, &name) };
        match found.trim().strip_prefix("ref:") {
            Some(other) => name = other.trim().to_owned(),
            None if found.trim().is_empty() => return packed(place, &name),
            None => return ObjectId::from_hex(found.trim().as_bytes()).map(Some).map_err(|_| not_sha1(found.trim())),
        }
    }
    Ok(None)
}

fn packed(place: &Place, name: &str) -> Result<Option<ObjectId>, String> {
    let mut found = Ok(None);
    each_packed(place, &mut |id, known| {
        if known == name {
            found = ObjectId::from_hex(id.as_bytes()).map(Some).map_err(|_| not_sha1(id));
        }
        known != name
    });
    found
}

/// Packed references, until `each` says `false`.
fn each_packed(place: &Place, each: &mut dyn FnMut(&str, &str) -> bool) {
    let Ok(file) = fs::File::open(place.common.join("packed-refs")) else { return };
    let mut lines = BufReader::new(file.take(PACKED));
    let mut line = Vec::new();
    while lines.by_ref().take(1 << 16).read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&line);
        if let Some((id, name)) = text.trim_end().split_once(' ').filter(|_| !text.starts_with(['#', '^']))
            && !each(id, name)
        {
            return;
        }
        line.clear();
    }
}

/// The branches by name.
fn branches(place: &Place) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let heads = fs::read_dir(place.common.join("refs/heads")).into_iter().flatten().take(10_000);
    names.extend(heads.filter_map(|e| Some(format!("refs/heads/{}", e.ok()?.file_name().to_str()?))));
    each_packed(place, &mut |_, name| {
        if name.starts_with("refs/heads/") {
            names.push(name.to_owned());
        }
        names.len() < 20_000
    });
    names.sort_unstable();
    names.dedup();
    names
}
