//! Revisits: captures that found what another had found, and keep only that it was so.

use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::record::Record;
use crate::{
    model::{Revision, Seen, TextState},
    source::{capture::Capture, identity, join::revisit},
};

/// Bytes of texts that are kept for revisits to come.
const KEPT: usize = 160 << 20;

/// What a record is known by: a hash of its address and moment, or of its payload's digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Known(u128);

impl Known {
    /// By address and moment.
    pub(super) fn moment(url: &str, date: &str) -> Known {
        let url = identity::normalise_url(url).unwrap_or_default();
        Known::hash(&[b"moment", url.as_bytes(), date.trim().as_bytes()])
    }

    /// By digest, `sha1:…`.
    pub(super) fn digest(digest: &str) -> Known {
        Known::hash(&[b"digest", digest.trim().to_ascii_lowercase().as_bytes()])
    }

    /// As it is kept of a revision.
    pub(super) fn brief(self) -> u64 {
        (self.0 >> 64) as u64
    }

    fn hash(parts: &[&[u8]]) -> Known {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Known(hash.finalize().iter().take(16).fold(0, |all, byte| all << 8 | u128::from(*byte)))
    }
}

/// A revisit.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    url: String,
    time: Option<Seen>,
    /// What its text is known by, surest first.
    /// None where the server said that nothing had changed since an earlier capture that the record does not name.
    by: Vec<Known>,
    /// The moment of the capture of the same address that it names.
    of: Option<Timestamp>,
    /// The digest of what was found again.
    payload: Option<Known>,
}

impl Asked {
    pub(super) fn of(record: &Record, url: String, time: Option<Seen>) -> Asked {
        let refers = record.field("WARC-Refers-To-Target-URI");
        let refers = refers.strip_prefix('<').and_then(|u| u.strip_suffix('>')).unwrap_or(refers);
        let date = record.field("WARC-Refers-To-Date");
        let digest = record.field("WARC-Payload-Digest");
        let mut by = Vec::new();
        if !date.is_empty() {
            by.push(Known::moment(if refers.is_empty() { &url } else { refers }, date));
        }
        let unmodified = record.field("WARC-Profile").contains("not-modified");
        let payload = (!digest.is_empty() && !unmodified).then(|| Known::digest(digest));
        by.extend(payload);
        let same = refers.is_empty() || identity::normalise_url(refers) == identity::normalise_url(&url);
        let of = super::moment(date).filter(|_| same).map(|seen| seen.at);
        Asked { url, time, by, of, payload }
    }

    fn capture(&self, found: Option<&Revision>) -> Capture {
        let mut revision =
            found.cloned().unwrap_or_else(|| Revision { state: TextState::Partial, ..Revision::default() });
        revision.time = self.time.clone();
        revision.origin_revision = None;
        let note = match (found, self.of) {
            (Some(_), _) => "unchanged capture".into(),
            (None, of) => revisit::note(of),
        };
        revision.payload = self.payload.map(Known::brief).or(revision.payload);
        revision.notes.insert(0, note);
        Capture { url: self.url.clone(), other: None, revision }
    }
}

/// Texts read lately.
#[derive(Debug, Default)]
pub(super) struct Found {
    texts: HashMap<Known, Revision>,
    order: VecDeque<(Known, usize)>,
    held: usize,
}

impl Found {
    /// Keeps a text for revisits to come.
    pub(super) fn keep(&mut self, known: Vec<Known>, revision: &Revision) {
        // Each key pays for the text, although they share it.
        let size = revision.paragraphs.iter().map(|p| p.len() + 32).sum::<usize>() + 512;
        for key in known {
            if self.texts.insert(key, revision.clone()).is_none() {
                self.order.push_back((key, size));
                self.held += size;
            }
        }
        while self.held > KEPT
            && let Some((key, size)) = self.order.pop_front()
        {
            self.texts.remove(&key);
            self.held -= size;
        }
    }

    /// A revisit's capture, where its text is kept.
    pub(super) fn answer(&self, asked: &Asked) -> Option<Capture> {
        asked.by.iter().find_map(|key| self.texts.get(key)).map(|found| asked.capture(Some(found)))
    }
}

/// Revisits whose texts are looked for in a second reading.
pub(super) struct Search {
    asked: Vec<Option<Asked>>,
    /// Who asks for a text that is known by a key.
    by: HashMap<Known, Vec<usize>>,
    /// Who asks for the last text of an address, and what was found of it so far.
    since: HashMap<String, Vec<(usize, Option<Revision>)>>,
}

impl Search {
    pub(super) fn of(asked: Vec<Asked>) -> Search {
        let mut search = Search { by: HashMap::new(), since: HashMap::new(), asked: Vec::new() };
        for (at, one) in asked.iter().enumerate() {
            for key in &one.by {
                search.by.entry(*key).or_default().push(at);
            }
            if one.by.is_empty() {
                let url = identity::normalise_url(&one.url).unwrap_or_default();
                search.since.entry(url).or_default().push((at, None));
            }
        }
        search.asked = asked.into_iter().map(Some).collect();
        search
    }

    pub(super) fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }

    /// Whether somebody may ask for a record that is known by these keys, of this address.
    pub(super) fn wants(&self, known: &[Known], url: &str) -> bool {
        known.iter().any(|key| self.by.contains_key(key))
            || (!self.since.is_empty() && identity::normalise_url(url).is_some_and(|url| self.since.contains_key(&url)))
    }

    /// The revisits that this text answers.
    pub(super) fn found(&mut self, known: &[Known], capture: &Capture) -> Vec<Capture> {
        let at = |revision: &Revision| revision.time.as_ref().map(|time| time.at);
        let url = identity::normalise_url(&capture.url).unwrap_or_default();
        for (asking, held) in self.since.get_mut(&url).into_iter().flatten() {
            let Some(Some(one)) = self.asked.get(*asking) else { continue };
            let before = at(&capture.revision) <= one.time.as_ref().map(|time| time.at);
            if before && held.as_ref().is_none_or(|held| at(held) < at(&capture.revision)) {
                *held = Some(capture.revision.clone());
            }
        }
        let asking: Vec<usize> = known.iter().filter_map(|key| self.by.remove(key)).flatten().collect();
        let answered = asking.into_iter().filter_map(|at| self.asked.get_mut(at)?.take());
        answered.map(|one| one.capture(Some(&capture.revision))).collect()
    }

    /// All others: those that ask for the last text of their address, and those that nothing answers.
    pub(super) fn rest(mut self) -> Vec<Capture> {
        let mut rest = Vec::new();
        for (at, held) in self.since.into_values().flatten() {
            rest.extend(self.asked.get_mut(at).and_then(Option::take).map(|one| one.capture(held.as_ref())));
        }
        rest.extend(self.asked.into_iter().flatten().map(|one| one.capture(None)));
        rest
    }
}
