//! Renamed files: the same content, else texts that are alike.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use gix::ObjectId;

/// Where contents come from.
pub(in crate::source) trait Texts {
    /// The words of a content, as hashes of three in a row; none where it cannot be read.
    fn sketch(&mut self, blob: &ObjectId) -> Sketch;
}

/// The smallest hashes of a text's runs of words: of two texts, the share of these that they have in common is about the
/// share of runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::source) struct Sketch(Vec<u64>);

/// Hashes in a sketch.
const SIZE: usize = 256;

/// Words in a run.
const RUN: usize = 3;

/// Where a file lay, and where it lies.
pub(super) type Renamed = (Vec<u8>, Vec<u8>);

/// Files that came or went in one commit, up to which they are compared by text.
const FILES: usize = 300;

/// The share of common runs from which on two texts are one file, in hundredths. A third of all runs is half of each
/// text's, which is what git asks of its lines.
const ALIKE: usize = 33;

impl Sketch {
    /// The sketch of a text.
    pub(in crate::source) fn of(text: &str) -> Sketch {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut hashes: Vec<u64> = words
            .windows(RUN.min(words.len().max(1)))
            .map(|run| {
                let mut hash = DefaultHasher::new();
                run.hash(&mut hash);
                hash.finish()
            })
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(SIZE);
        Sketch(hashes)
    }

    /// How much two texts have in common, in hundredths.
    fn alike(&self, other: &Sketch) -> usize {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut common, mut all) = (0, 0);
        // The union's smallest hashes are a fair sample of it.
        while all < SIZE {
            match (a.peek(), b.peek()) {
                (None, None) => break,
                (Some(x), Some(y)) if x == y => {
                    common += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => _ = a.next(),
                (Some(_), None) => _ = a.next(),
                _ => _ = b.next(),
            }
            all += 1;
        }
        (common * 100_usize).checked_div(all).unwrap_or(0)
    }
}

/// Which of the files that went are which of those that came; and whether there were too many to compare their texts.
pub(super) fn find(
    gone: &BTreeMap<Vec<u8>, ObjectId>,
    come: &BTreeMap<Vec<u8>, ObjectId>,
    texts: &mut dyn Texts,
) -> (Vec<Renamed>, bool) {
    if gone.is_empty() || come.is_empty() {
        return (Vec::new(), false);
    }
    let (mut gone, mut come) = (gone.clone(), come.clone());
    let mut found = same_content(&mut gone, &mut come);
    if gone.is_empty() || come.is_empty() {
        return (found, false);
    }
    if gone.len() > FILES || come.len() > FILES {
        return (found, true);
    }
    let old: Vec<(Vec<u8>, Sketch)> = gone.into_iter().map(|(path, id)| (path, texts.sketch(&id))).collect();
    let new: Vec<(Vec<u8>, Sketch)> = come.into_iter().map(|(path, id)| (path, texts.sketch(&id))).collect();
    let mut pairs = Vec::new();
    for (n, (from, a)) in old.iter().enumerate() {
        for (m, (to, b)) in new.iter().enumerate() {
            let alike = a.alike(b);
            if alike >= ALIKE {
                pairs.push((alike, name(from) == name(to), n, m));
            }
        }
    }
    pairs.sort_by(|a, b| (b.0, b.1, a.2, a.3).cmp(&(a.0, a.1, b.2, b.3)));
    let (mut left, mut taken) = (vec![false; old.len()], vec![false; new.len()]);
    for (_, _, n, m) in pairs {
        let (Some(l), Some(t), Some(from), Some(to)) = (left.get_mut(n), taken.get_mut(m), old.get(n), new.get(m))
        else {
            continue;
        };
        if !*l && !*t {
            (*l, *t) = (true, true);
            found.push((from.0.clone(), to.0.clone()));
        }
    }
    (found, false)
}

/// Files whose content is the same to the byte; among several, those of the same name.
fn same_content(gone: &mut BTreeMap<Vec<u8>, ObjectId>, come: &mut BTreeMap<Vec<u8>, ObjectId>) -> Vec<Renamed> {
    let mut by_content: BTreeMap<ObjectId, Vec<Vec<u8>>> = BTreeMap::new();
    // Empty files are all the same, and nothing of one another.
    for (path, id) in gone.iter().filter(|(_, id)| !id.is_empty_blob()) {
        by_content.entry(*id).or_default().push(path.clone());
    }
    let mut found = Vec::new();
    for by_name in [true, false] {
        for (to, id) in come.clone() {
            let Some(paths) = by_content.get_mut(&id) else { continue };
            let Some(at) = paths.iter().position(|from| !by_name || name(from) == name(&to)) else { continue };
            let from = paths.remove(at);
            gone.remove(&from);
            come.remove(&to);
            found.push((from, to));
        }
    }
    found
}

fn name(path: &[u8]) -> &[u8] {
    path.rsplit(|b| *b == b'/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known(BTreeMap<ObjectId, &'static str>);

    impl Texts for Known {
        fn sketch(&mut self, blob: &ObjectId) -> Sketch {
            Sketch::of(self.0.get(blob).copied().unwrap_or_default())
        }
    }

    fn id(n: u8) -> ObjectId {
        ObjectId::from_bytes_or_panic(&[n; 20])
    }

    fn files(of: &[(&str, u8)]) -> BTreeMap<Vec<u8>, ObjectId> {
        of.iter().map(|(path, n)| (path.as_bytes().to_vec(), id(*n))).collect()
    }

    #[test]
    fn the_same_content_is_the_same_file_and_else_the_likest() {
        let ferry = "The night ferry will run until the end of October, the port office said on Saturday morning.";
        let edited = "The night ferry will run until the end of November, the port office said on Saturday morning.";
        let bees = "A swarm of bees settled on the town hall's clock and nobody could read the time for a day.";
        let mut texts = Known([(id(1), ferry), (id(2), edited), (id(3), bees), (id(4), "Short.")].into());
        let gone = files(&[("a/x.md", 9), ("a/y.md", 9), ("ferry.md", 1), ("bees.md", 3)]);
        let come = files(&[("b/y.md", 9), ("c.md", 9), ("late.md", 2), ("new.md", 4)]);
        let (mut found, crowded) = find(&gone, &come, &mut texts);
        found.sort();
        let told: Vec<(&str, &str)> = found
            .iter()
            .map(|(a, b)| (std::str::from_utf8(a).expect("text"), std::str::from_utf8(b).expect("text")))
            .collect();
        assert_eq!(told, [("a/x.md", "c.md"), ("a/y.md", "b/y.md"), ("ferry.md", "late.md")]);
        assert!(!crowded);
        assert_eq!(Sketch::default().alike(&Sketch::default()), 0);
    }
}
