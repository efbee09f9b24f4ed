//! A git repository of hostile objects that are whole all the same: commits, separated by byte 30, each of fields, separated
//! by byte 29: what follows `tree` and `parent`, with the parents before it where these are not the commit before (`A` is the
//! first commit, `B` the second), then entries (mode, name, content, separated by byte 31). The content of an
//! entry that is a folder are entries again, separated by byte 28.
#![no_main]

mod dump;

use std::{fs, io::Write, path::Path};

use gix::{ObjectId, objs::Kind};
use libfuzzer_sys::fuzz_target;

fn put(objects: &Path, kind: Kind, bytes: &[u8]) -> ObjectId {
    let id = gix::objs::compute_hash(gix::hash::Kind::Sha1, kind, bytes).expect("a hash");
    let name = id.to_string();
    let folder = objects.join(&name[..2]);
    fs::create_dir_all(&folder).expect("a folder");
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(format!("{kind} {}\0", bytes.len()).as_bytes()).expect("packing in memory");
    packer.write_all(bytes).expect("packing in memory");
    fs::write(folder.join(&name[2..]), packer.finish().expect("packing in memory")).expect("a file");
    id
}

fn tree(objects: &Path, entries: &mut dyn Iterator<Item = &[u8]>, depth: usize) -> ObjectId {
    let mut listed = Vec::new();
    for entry in entries.take(64) {
        let mut parts = entry.splitn(3, |b| *b == 31);
        let (mode, name, content) =
            (parts.next().unwrap_or(b"100644"), parts.next().unwrap_or(b"a.md"), parts.next().unwrap_or_default());
        let id = if mode.starts_with(b"4") && depth < 3 {
            tree(objects, &mut content.split(|b| *b == 28), depth + 1)
        } else {
            put(objects, Kind::Blob, content)
        };
        listed.extend_from_slice(&[mode, b" ", name, b"\0", id.as_bytes()].concat());
    }
    put(objects, Kind::Tree, &listed)
}

fuzz_target!(|bytes: &[u8]| {
    let folder = dump::folder().join("repository");
    let _ = fs::remove_dir_all(&folder);
    let objects = folder.join("objects");
    fs::create_dir_all(&objects).expect("folders");
    fs::create_dir_all(folder.join("refs/heads")).expect("folders");
    fs::write(folder.join("HEAD"), "ref: refs/heads/main\n").expect("a file");
    fs::write(folder.join("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n").expect("a file");
    let mut made: Vec<ObjectId> = Vec::new();
    for commit in bytes.split(|b| *b == 30).take(24) {
        let mut fields = commit.split(|b| *b == 29);
        let about = fields.next().unwrap_or_default();
        let (named, about) = about.split_at(about.iter().take_while(|b| b.is_ascii_uppercase()).count());
        let mut parents: Vec<ObjectId> =
            named.iter().filter_map(|b| made.get(usize::from(b - b'A')).copied()).collect();
        if parents.is_empty() {
            parents.extend(made.last());
        }
        let root = tree(&objects, &mut fields, 0);
        let mut object = format!("tree {root}\n").into_bytes();
        parents.iter().for_each(|parent| object.extend(format!("parent {parent}\n").bytes()));
        object.extend_from_slice(about);
        made.push(put(&objects, Kind::Commit, &object));
    }
    fs::write(folder.join("refs/heads/main"), made.last().map(ObjectId::to_string).unwrap_or_default())
        .expect("a file");
    dump::read(&folder, None);
});
