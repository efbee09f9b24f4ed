//! Lines that an outlet prints under many of its articles: share bars, newsletter pitches, legal notices. Nobody lists
//! them; they are known by how many articles of a source hold them.
//!
//! What is counted is bounded however many articles there are: a table of counters in which each line has one in every
//! row ([count-min sketch](https://doi.org/10.1016/j.jalgor.2003.12.001)), so that a line's count can be too high, by
//! what shares its counters, and never too low. Counts are sums, taken back when an article is replaced: they do not
//! depend on the order in which articles come.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, PoisonError, atomic::Ordering},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};

use super::{
    Catalogue,
    disk::{Disk, Write},
};
use crate::{
    model::Article,
    text::{reduce::push_plain, words::ascii},
};

/// Bytes that what was kept may unfold to.
const MOST: usize = 64 << 20;

/// The note under which they are kept; empty while they are counted.
const NOTE: &str = "refrains";

/// Rows of the table.
const ROWS: usize = 4;

/// Counters in a row.
const WIDTH: usize = 1 << 16;

/// Articles of one source that hold a line before it is a refrain.
const LEAST: u32 = 8;

/// … and so many of a hundred of that source's articles.
const SHARE: u32 = 5;

/// Bytes of a line that may be one: what an article says in more words it says itself.
const LINE: usize = 300;

/// Which lines are printed under many articles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Refrains {
    /// Empty before anything was counted.
    counters: Vec<u32>,
    /// Articles of each source, by a hash of its name.
    articles: HashMap<u64, u32>,
    /// Lines counted.
    lines: u64,
}

/// The lines of an article that may be refrains, and its source, as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Lines {
    source: u64,
    lines: HashSet<u64, RandomState>,
}

impl Lines {
    /// The lines of an article. One without a source has none: nothing says what it could share lines with.
    pub(super) fn of(article: &Article) -> Lines {
        if article.source.is_empty() {
            return Lines::default();
        }
        let mut known: HashSet<*const u8, RandomState> = HashSet::default();
        let paragraphs = article.revisions.iter().flat_map(|r| &r.paragraphs);
        let fresh = paragraphs.filter(|p| p.len() <= LINE && known.insert(p.as_ptr()));
        let mut room = Vec::new();
        let lines = fresh.filter_map(|p| line(&article.source, p, &mut room)).collect();
        Lines { source: source_of(&article.source), lines }
    }
}

impl Refrains {
    /// Counts an article in the place of those that it was joined from.
    pub(super) fn replace<'l>(&mut self, gone: impl IntoIterator<Item = &'l Lines>, come: &Lines) {
        for lines in gone {
            self.count(lines, false);
        }
        self.count(come, true);
    }

    fn count(&mut self, lines: &Lines, up: bool) {
        if lines.source == 0 {
            return;
        }
        let change = |n: u32| if up { n.saturating_add(1) } else { n.saturating_sub(1) };
        if self.counters.is_empty() {
            self.counters = vec![0; ROWS * WIDTH];
        }
        let articles = self.articles.entry(lines.source).or_default();
        *articles = change(*articles);
        for line in &lines.lines {
            for place in places(*line) {
                if let Some(counter) = self.counters.get_mut(place) {
                    *counter = change(*counter);
                }
            }
        }
        let all = lines.lines.len() as u64;
        self.lines = if up { self.lines + all } else { self.lines.saturating_sub(all) };
    }

    /// Which paragraphs are refrains of a source, from 0.
    pub(super) fn among(&self, source: &str, paragraphs: &[Arc<str>]) -> Arc<[usize]> {
        if self.counters.is_empty() {
            return Arc::default();
        }
        paragraphs.iter().enumerate().filter(|(_, text)| self.has(source, text)).map(|(at, _)| at).collect()
    }

    /// What is kept of them, as a text.
    pub(super) fn written(&self) -> Option<String> {
        let plain = postcard::to_stdvec(self).ok()?;
        Some(STANDARD.encode(zstd::bulk::compress(&plain, 3).ok()?))
    }

    /// What was kept; `None` where it is damaged.
    pub(super) fn read(written: &str) -> Option<Refrains> {
        let packed = STANDARD.decode(written).ok()?;
        let size = zstd::bulk::Decompressor::upper_bound(&packed).filter(|size| *size < MOST)?;
        let read: Refrains = postcard::from_bytes(&zstd::bulk::decompress(&packed, size).ok()?).ok()?;
        [0, ROWS * WIDTH].contains(&read.counters.len()).then_some(read)
    }

    /// Whether a line is a refrain of a source.
    pub(super) fn has(&self, source: &str, text: &str) -> bool {
        if self.counters.is_empty() || source.is_empty() || text.len() > LINE {
            return false;
        }
        let articles = self.articles.get(&source_of(source)).copied().unwrap_or(0);
        // What lines share their counters with by chance.
        let chance = u32::try_from(3 * self.lines / WIDTH as u64).unwrap_or(u32::MAX);
        let share = articles.saturating_mul(SHARE) / 100;
        let wanted = LEAST.max(share).saturating_add(chance);
        if articles < wanted {
            return false;
        }
        let count = |line| places(line).into_iter().filter_map(|at| self.counters.get(at).copied()).min();
        line(source, text, &mut Vec::new()).and_then(count).is_some_and(|count| count >= wanted)
    }
}

/// A line of a source as a hash, whatever its case and its marks; `None` for one that holds no words.
fn line(source: &str, text: &str, room: &mut Vec<u8>) -> Option<u64> {
    room.clear();
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, behind) = rest.split_at(ascii(rest.as_bytes()));
        push_plain(plain.as_bytes(), room);
        let mut chars = behind.chars();
        match chars.next() {
            Some(c) if c.is_alphanumeric() => {
                c.to_lowercase().for_each(|c| room.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
            }
            Some(_) => push_plain(b" ", room),
            None => {}
        }
        rest = chars.as_str();
    }
    let words = room.strip_suffix(b" ").unwrap_or(room);
    (!words.is_empty()).then(|| {
        let mut hash = Hash::of(source);
        hash.take_all(words);
        hash.done()
    })
}

fn source_of(name: &str) -> u64 {
    Hash::of(name).done()
}

/// A hash of bytes, eight in one step; the same in every run of the program.
struct Hash {
    mixed: u64,
    /// Bytes that are not mixed in yet.
    word: u64,
    bytes: u32,
}

impl Hash {
    fn of(text: &str) -> Hash {
        let mut hash = Hash { mixed: 0xCBF2_9CE4_8422_2325, word: 0, bytes: 0 };
        hash.take_all(text.as_bytes());
        hash.take(0);
        hash
    }

    fn take_all(&mut self, bytes: &[u8]) {
        let (begun, rest) = bytes.split_at(bytes.len().min((8 - self.bytes as usize % 8) % 8));
        begun.iter().for_each(|byte| self.take(*byte));
        let (eights, tail) = rest.as_chunks::<8>();
        for eight in eights {
            (self.word, self.bytes) = (u64::from_be_bytes(*eight), self.bytes.wrapping_add(8));
            self.mix();
        }
        tail.iter().for_each(|byte| self.take(*byte));
    }

    fn take(&mut self, byte: u8) {
        self.word = self.word << 8 | u64::from(byte);
        self.bytes = self.bytes.wrapping_add(1);
        if self.bytes.is_multiple_of(8) {
            self.mix();
        }
    }

    fn mix(&mut self) {
        self.mixed = (self.mixed.rotate_left(29) ^ self.word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.mixed ^= self.mixed >> 32;
        self.word = 0;
    }

    /// Never 0, which stands for no source.
    fn done(mut self) -> u64 {
        self.mix();
        self.word = u64::from(self.bytes);
        self.mix();
        self.mixed.max(1)
    }
}

/// A line's counter in each row.
fn places(line: u64) -> [usize; ROWS] {
    let mut places = [0; ROWS];
    let mut state = line;
    for (row, place) in places.iter_mut().enumerate() {
        // The steps of splitmix64.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        *place = row * WIDTH + (mixed ^ (mixed >> 31)) as usize % WIDTH;
    }
    places
}

impl Catalogue {
    /// Counts the lines of an article in the place of those of what it was joined from.
    pub(super) fn recount(&self, gone: &[Lines], come: &Lines) {
        self.refrains.write().unwrap_or_else(PoisonError::into_inner).replace(gone, come);
        if !self.recounted.swap(true, Ordering::Relaxed) {
            // Should this end suddenly they are counted anew.
            self.texts.queue(Write::Note { key: NOTE, value: String::new() });
        }
    }

    /// Takes in what was kept; where that is not to be had, counts what is held.
    pub(super) fn recall_refrains(&self, disk: &Disk) {
        let kept = disk.noted(NOTE).filter(|kept| !kept.is_empty()).and_then(|kept| Refrains::read(&kept));
        let refrains = kept.unwrap_or_else(|| {
            let places: Vec<_> = self.shelf().places().collect();
            let mut counted = Refrains::default();
            for entry in places.into_iter().filter_map(|place| self.glance(place)) {
                counted.replace([], &Lines::of(&entry.article));
            }
            self.recounted.store(true, Ordering::Relaxed);
            counted
        });
        *self.refrains.write().unwrap_or_else(PoisonError::into_inner) = refrains;
    }

    /// Keeps them, where they were counted since.
    pub(super) fn keep_refrains(&self, disk: &Disk) {
        if self.recounted.swap(false, Ordering::Relaxed) {
            let written = self.refrains.read().unwrap_or_else(PoisonError::into_inner).written();
            disk.queue(Write::Note { key: NOTE, value: written.unwrap_or_default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Revision, SidesMark};

    fn article(n: usize, source: &str, text: &[&str]) -> Article {
        let paragraphs = text.iter().map(|p| (*p).into()).collect();
        Article {
            id: ArticleId::new(format!("a{n}")),
            aliases: Vec::new(),
            source: source.into(),
            url: String::new(),
            known_as: None,
            status: None,
            revisions: vec![Revision { paragraphs, ..Revision::default() }],
            gaps: Vec::new(),
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn what_stands_under_many_articles_of_a_source_is_a_refrain() {
        let all: Vec<Lines> = (0..40)
            .map(|n| {
                let own = format!("The weir number {n} jammed.");
                let pitch = if n % 2 == 0 { "Sign up for our Weekly!" } else { "Sign up for our weekly" };
                Lines::of(&article(n, "mill", &[&own, pitch, if n < 4 { "Nobody was hurt." } else { "All is well?" }]))
            })
            .collect();
        let mut forth = Refrains::default();
        all.iter().for_each(|lines| forth.replace([], lines));
        assert!(forth.has("mill", "Sign up for our weekly!") && forth.has("mill", "All is well?"));
        assert!(!forth.has("mill", "Nobody was hurt.") && !forth.has("mill", "The weir number 3 jammed."));
        assert!(!forth.has("other", "Sign up for our weekly!") && !forth.has("", "Sign up for our weekly!"));
        let mut back = Refrains::default();
        for lines in all.iter().rev() {
            back.replace([], lines);
            back.replace([lines], lines);
        }
        assert_eq!(forth, back, "neither order nor replacing changes what is known");
        all.iter().for_each(|lines| back.replace([lines], &Lines::default()));
        assert!(!back.has("mill", "All is well?"));
    }
}
