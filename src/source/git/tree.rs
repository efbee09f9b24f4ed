//! What one commit changed: two trees compared, only where they differ.

use std::{
    cmp::Ordering,
    collections::HashMap,
    sync::{Arc, atomic},
};

use gix::{
    ObjectId, hash,
    objs::{Kind, TreeRefIter, tree::EntryKind},
};

use super::objects::{Lack, Reader};
use crate::source::limits;

/// What a file was and is, at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) struct Change {
    /// Bytes, as git keeps them; `/` between folders.
    pub(in crate::source) path: Vec<u8>,
    pub(in crate::source) old: Option<ObjectId>,
    pub(in crate::source) new: Option<ObjectId>,
}

/// What an entry of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Node {
    File,
    Folder,
    Link,
    /// A commit of another repository.
    Module,
}

/// Bytes of trees that are kept for the next comparison.
const KEPT: usize = 64 << 20;

/// Times that one folder may lie in one commit.
const VISITS: usize = 200;

/// Bytes that a change takes beside its path, about.
const CHANGE: usize = 96;

/// Trees as they are compared.
pub(in crate::source) struct Trees<'r, 'o> {
    reader: &'r mut Reader<'o>,
    kept: HashMap<ObjectId, Arc<[u8]>>,
    bytes: usize,
    /// Entries that may still be looked at.
    budget: usize,
    /// How often each folder was looked into whole: few trees, nested, can make up any number of files.
    visits: HashMap<ObjectId, usize>,
    /// Bytes that may still be kept of what is found, whoever finds it.
    room: &'r atomic::AtomicUsize,
}

/// Why two trees were not compared to the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Cut {
    /// A tree is not there or damaged.
    Lack(Lack),
    /// There are more entries than [`limits::ENTRIES`], or the same folder over and over.
    Many,
}

impl<'r, 'o> Trees<'r, 'o> {
    pub(in crate::source) fn new(reader: &'r mut Reader<'o>, room: &'r atomic::AtomicUsize) -> Self {
        Trees { reader, kept: HashMap::new(), bytes: 0, budget: limits::ENTRIES, visits: HashMap::new(), room }
    }

    /// The files that differ between two trees and whose names are wanted.
    ///
    /// # Errors
    /// What was found until a tree was missing, or entries were too many, with the reason.
    pub(in crate::source) fn changes(
        &mut self,
        old: Option<ObjectId>,
        new: Option<ObjectId>,
        wanted: &dyn Fn(&[u8]) -> bool,
    ) -> (Vec<Change>, Option<Cut>) {
        self.begin();
        let mut found = Vec::new();
        let mut path = Vec::new();
        let cut = self.compare(old, new, wanted, &mut path, 0, &mut found).err();
        (found, cut)
    }

    fn compare(
        &mut self,
        old: Option<ObjectId>,
        new: Option<ObjectId>,
        wanted: &dyn Fn(&[u8]) -> bool,
        path: &mut Vec<u8>,
        depth: usize,
        found: &mut Vec<Change>,
    ) -> Result<(), Cut> {
        if old == new {
            return Ok(());
        }
        if let (Some(whole), None) | (None, Some(whole)) = (old, new) {
            self.visit(whole)?;
        }
        if depth > limits::DEPTH {
            return Err(Cut::Many);
        }
        let (old, new) = (self.tree(old)?, self.tree(new)?);
        let mut olds = entries(&old).peekable();
        let mut news = entries(&new).peekable();
        loop {
            let order = match (olds.peek(), news.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => sorted(a, b),
            };
            let before = if order.is_le() { olds.next() } else { None };
            let after = if order.is_ge() { news.next() } else { None };
            self.spend(path)?;
            if let (Some(a), Some(b)) = (&before, &after)
                && a.id == b.id
                && a.node == b.node
            {
                continue;
            }
            let Some(name) = before.as_ref().or(after.as_ref()).map(|entry| entry.name) else { continue };
            let known = path.len();
            path.extend_from_slice(name);
            let of = |node: Node| {
                let id = |entry: &Option<Named<'_>>| entry.as_ref().filter(|e| e.node == node).map(|e| e.id);
                (id(&before), id(&after))
            };
            let (a, b) = of(Node::File);
            if (a.is_some() || b.is_some()) && a != b && wanted(name) {
                self.keep(path.len() + CHANGE)?;
                found.push(Change { path: path.clone(), old: a, new: b });
            }
            let (a, b) = of(Node::Folder);
            if a.is_some() || b.is_some() {
                path.push(b'/');
                self.compare(a, b, wanted, path, depth + 1, found)?;
            }
            path.truncate(known);
        }
    }

    /// Every entry of a tree that is no folder, at any depth.
    ///
    /// # Errors
    /// As [`Trees::changes`].
    pub(in crate::source) fn each(&mut self, tree: ObjectId, each: &mut dyn FnMut(&[u8], Node)) -> Result<(), Cut> {
        self.begin();
        self.each_below(tree, &mut Vec::new(), 0, each)
    }

    fn each_below(
        &mut self,
        tree: ObjectId,
        path: &mut Vec<u8>,
        depth: usize,
        each: &mut dyn FnMut(&[u8], Node),
    ) -> Result<(), Cut> {
        self.visit(tree)?;
        if depth > limits::DEPTH {
            return Err(Cut::Many);
        }
        let tree = self.tree(Some(tree))?;
        for entry in entries(&tree) {
            self.spend(path)?;
            let known = path.len();
            path.extend_from_slice(entry.name);
            if entry.node == Node::Folder {
                path.push(b'/');
                self.each_below(entry.id, path, depth + 1, each)?;
            } else {
                each(path, entry.node);
            }
            path.truncate(known);
        }
        Ok(())
    }

    fn begin(&mut self) {
        self.budget = limits::ENTRIES;
        self.visits.clear();
    }

    fn visit(&mut self, tree: ObjectId) -> Result<(), Cut> {
        let visits = self.visits.entry(tree).or_default();
        *visits += 1;
        if *visits > VISITS { Err(Cut::Many) } else { Ok(()) }
    }

    /// Pays for looking at an entry: the deeper it lies, the more.
    fn spend(&mut self, path: &[u8]) -> Result<(), Cut> {
        self.budget = self.budget.checked_sub(1 + path.len() / 64).ok_or(Cut::Many)?;
        Ok(())
    }

    fn keep(&self, bytes: usize) -> Result<(), Cut> {
        let order = atomic::Ordering::Relaxed;
        let left = self.room.fetch_update(order, order, |room| Some(room.saturating_sub(bytes)));
        left.ok().filter(|room| *room > bytes).map(|_| ()).ok_or(Cut::Many)
    }

    fn tree(&mut self, id: Option<ObjectId>) -> Result<Arc<[u8]>, Cut> {
        let Some(id) = id else { return Ok(Arc::default()) };
        if let Some(known) = self.kept.get(&id) {
            return Ok(Arc::clone(known));
        }
        let bytes: Arc<[u8]> = match self.reader.find(&id) {
            Ok((Kind::Tree, bytes)) => bytes.into(),
            Ok(_) => return Err(Cut::Lack(Lack::Damaged)),
            Err(lack) => return Err(Cut::Lack(lack)),
        };
        if self.bytes + bytes.len() > KEPT {
            self.kept.clear();
            self.bytes = 0;
        }
        self.bytes += bytes.len();
        self.kept.insert(id, Arc::clone(&bytes));
        Ok(bytes)
    }
}

struct Named<'a> {
    name: &'a [u8],
    node: Node,
    id: ObjectId,
}

fn entries(tree: &[u8]) -> impl Iterator<Item = Named<'_>> {
    TreeRefIter::from_bytes(tree, hash::Kind::Sha1).map_while(Result::ok).map(|entry| Named {
        name: entry.filename.as_ref(),
        node: match entry.mode.kind() {
            EntryKind::Tree => Node::Folder,
            EntryKind::Blob | EntryKind::BlobExecutable => Node::File,
            EntryKind::Link => Node::Link,
            EntryKind::Commit => Node::Module,
        },
        id: entry.oid.to_owned(),
    })
}

/// The order of a tree's entries: by name, where a folder's ends with a slash. Two of one name are compared as one.
fn sorted(a: &Named<'_>, b: &Named<'_>) -> Ordering {
    if a.name == b.name {
        return Ordering::Equal;
    }
    let end = |entry: &Named<'_>| (entry.node == Node::Folder).then_some(b'/');
    a.name.iter().copied().chain(end(a)).cmp(b.name.iter().copied().chain(end(b)))
}
