//! The snapshots of one job to an article.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::jobs::Jobs;
use crate::{
    model::{Article, Revision, SidesMark, TextState},
    source::{
        decode,
        fragment::{self, Escaped},
        identity, join, time,
    },
    text::paragraphs,
};

/// A row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Snapshot {
    /// The SHA-1 of the job's location.
    pub(super) job: String,
    pub(super) seconds: Option<f64>,
    pub(super) data: String,
    /// Failed attempts since; such a row repeats the last data that was had.
    pub(super) tries: i64,
    pub(super) mime: String,
    /// What went wrong, where an attempt failed and the tool tells.
    pub(super) error: String,
}

impl Snapshot {
    pub(super) fn key(&self) -> i64 {
        let mut hash = DefaultHasher::new();
        self.job.hash(&mut hash);
        hash.finish() as i64
    }

    fn revision(&self, number: u32) -> Revision {
        let paragraphs: Vec<String> = if decode::is_binary(&self.data) || self.data.starts_with("%PDF-") {
            Vec::new()
        } else if is_html(&self.data) {
            fragment::paragraphs(&self.data, Escaped::Text)
        } else {
            paragraphs::lines(&self.data).map(|line| line.trim_end().to_owned()).collect()
        };
        let unread = paragraphs.is_empty();
        let kind = if self.mime.is_empty() { "no text" } else { &self.mime };
        let numbered_by = Some(join::BY_PLACE.into());
        let time = self.seconds.and_then(time::number);
        if self.tries > 0 && self.data.is_empty() {
            let why =
                self.said().map_or_else(|| "the check failed".to_owned(), |why| format!("the check failed: {why}"));
            let state = TextState::ErrorPage;
            return Revision { number, numbered_by, time, state, notes: vec![why], ..Revision::default() };
        }
        let failed = time.as_ref().filter(|_| self.tries > 0).map(|time| {
            format!("the text of a check before {}, at which one failed; when it was seen is not known", time.rfc3339())
        });
        let kind = (unread && !self.data.is_empty()).then(|| format!("its content is {kind}"));
        Revision {
            number,
            numbered_by,
            time: time.filter(|_| self.tries == 0),
            state: if unread { TextState::Partial } else { TextState::Whole },
            holes: if unread { vec![0] } else { Vec::new() },
            notes: kind.into_iter().chain(failed).collect(),
            paragraphs: paragraphs.into_iter().map(Into::into).collect(),
            ..Revision::default()
        }
    }

    /// What went wrong, in a few words.
    fn said(&self) -> Option<String> {
        let words: Vec<&str> = self.error.split_whitespace().collect();
        Some(words.join(" ").chars().take(SAID).collect()).filter(|said: &String| !said.is_empty())
    }
}

/// Characters of an error's message that are kept.
const SAID: usize = 160;

/// Whether data is a page that no filter made text of.
fn is_html(data: &str) -> bool {
    let head: String = data.trim_start().chars().take(2048).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype")
        || head.starts_with("<html")
        || ["<p>", "<div", "<body", "<p "].iter().any(|t| head.contains(t))
}

/// The article of a job.
pub(super) fn article(mut snapshots: Vec<Snapshot>, jobs: &Jobs, place: &str) -> Option<Article> {
    let order = |a: &Snapshot, b: &Snapshot| {
        let seconds = a.seconds.unwrap_or(0.0).total_cmp(&b.seconds.unwrap_or(0.0));
        seconds.then(a.tries.cmp(&b.tries)).then_with(|| a.data.cmp(&b.data))
    };
    snapshots.sort_by(order);
    let failing = snapshots.last().map_or(0, |last| last.tries);
    let said = snapshots.last().and_then(Snapshot::said).map_or_else(String::new, |said| format!(": {said}"));
    let mut kept: Vec<&Snapshot> = Vec::new();
    for snapshot in &snapshots {
        // What was repeated because a fetch failed is no state of the page.
        if snapshot.tries == 0 || kept.last().is_none_or(|last| last.data != snapshot.data) {
            kept.push(snapshot);
        }
    }
    let job = &kept.first()?.job;
    let known = jobs.get(job).cloned().unwrap_or_default();
    let mut revisions: Vec<Revision> = (0..).zip(&kept).map(|(number, snapshot)| snapshot.revision(number)).collect();
    for index in 1..revisions.len() {
        let same = matches!(revisions.get(index - 1..=index), Some([a, b]) if a.paragraphs == b.paragraphs);
        if let Some(revision) = revisions.get_mut(index).filter(|_| same) {
            revision.notes.push("no visible change".to_owned());
        }
    }
    let first = revisions.iter().find_map(|r| r.paragraphs.first());
    // A job's name, or a line of the text, is no headline.
    let names = [known.name.as_str(), first.map_or("", |text| text), &known.location];
    let known_as = names.into_iter().map(str::trim).find(|name| !name.is_empty());
    let known_as = known_as.map(|name| name.chars().take(160).collect());
    let mut notes: Vec<String> = known.note.map(str::to_owned).into_iter().collect();
    if known.location.is_empty() {
        notes.push(format!("Its URL is not in the list of jobs, if there is one: it is that whose SHA-1 is {job}."));
    }
    let id = match known.note {
        // The page's own id is that of the first that watches it.
        Some(join::OTHER_WATCH) => identity::id_of_origin("urlwatch", job),
        _ => {
            identity::id_of_url(&known.location).unwrap_or_else(|| identity::id_of_place(&format!("{place}\n{job}"), 0))
        }
    };
    Some(Article {
        id,
        aliases: Vec::new(),
        source: String::new(),
        url: known.location,
        status: match failing {
            0 => None,
            1 => Some(format!("its last check failed{said}")),
            _ => Some(format!("its last {failing} checks failed{said}")),
        },
        revisions,
        gaps: Vec::new(),
        known_as,
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: Vec::new(),
        notes,
    })
}
