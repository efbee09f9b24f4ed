//! A file's history as an article.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use gix::{ObjectId, objs::Kind};

use super::{
    branch::Branch,
    commit::Commit,
    history::{Event, History},
    objects::{Lack, Reader},
};
use crate::{
    model::{Article, Revision, SidesMark, TextState},
    source::{
        decode, identity, limits,
        prose::{self, Lines, Markup, Prose},
    },
};

/// What all articles of a repository share.
pub(super) struct Repository<'a> {
    pub(super) name: &'a str,
    pub(super) shown: &'a str,
    pub(super) branch: &'a Branch,
}

/// What came of a file.
pub(super) enum Outcome {
    /// With what is to be told: places and sentences.
    Article(Box<Article>, Vec<(String, String)>),
    /// It is code or data, or has no text in any state.
    NoProse,
}

/// What is noted of a merge that was to be taken as one step, or whose branch cannot be seen whole.
const MERGE: &str = "a merge, as one step: commits of the branch that it brought are not shown";

/// The first line of what Git LFS leaves in place of a file.
const LFS: &[u8] = b"version https://git-lfs.github.com/spec/v1";

/// Reads a file's history.
pub(super) fn read(history: &History, repository: &Repository<'_>, reader: &mut Reader<'_>) -> Outcome {
    let path = String::from_utf8_lossy(&history.path);
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some(markup) = Markup::of_name(name) else { return Outcome::NoProse };
    let mut contents = Contents { markup, lines: Lines::AsTheyLook, room: limits::GROUPED, held: HashSet::new() };
    if !contents.look(history, reader) {
        return Outcome::NoProse;
    }
    let mut blobs: Vec<&ObjectId> = history.states.iter().map(|state| &state.blob).collect();
    blobs.sort_by_cached_key(|blob| (reader.stored_at(blob), **blob));
    blobs.dedup();
    // The newest are wanted most, where not all can be held.
    let mut known: HashMap<&ObjectId, Revision> = HashMap::new();
    for blob in blobs {
        known.insert(blob, contents.read(blob, reader));
    }
    let mut complaints = Vec::new();
    let mut revisions: Vec<Revision> = Vec::with_capacity(history.states.len());
    let mut places: HashMap<usize, usize> = HashMap::new();
    for (number, state) in (0..).zip(&history.states) {
        let (Some(commit), Some(content)) = (repository.branch.commits.get(state.commit), known.get(&state.blob))
        else {
            continue;
        };
        let mut revision = Revision {
            number,
            origin_revision: Some(commit.label()),
            made_from: state.from.and_then(|from| repository.branch.commits.get(from)).map(|from| from.label().into()),
            is_aside: state.aside,
            time: commit.authored.and_then(super::commit::Moment::seen),
            author: Some(commit.author.to_string()).filter(|a| !a.is_empty()),
            comment: commit.comment(),
            ..content.clone()
        };
        revision.notes.extend(commit.committer_note());
        revision.notes.extend(commit.is_one_step.then(|| MERGE.to_owned()));
        let before = state.from.and_then(|from| places.get(&from)).copied();
        places.insert(state.commit, revisions.len());
        let same = before.and_then(|at| revisions.get(at)).is_some_and(|before| {
            (&before.title, &before.paragraphs, before.state) == (&revision.title, &revision.paragraphs, revision.state)
        });
        if same && revision.state == TextState::Whole {
            revision.notes.push("no visible change".into());
        }
        if revision.state != TextState::Whole {
            let place = format!("{path} at commit {}", commit.short());
            complaints.extend(content.notes.first().map(|note| (place, capitalised(note))));
        }
        revisions.push(revision);
    }
    if revisions.iter().all(|r| r.state == TextState::Whole && r.paragraphs.is_empty() && r.title.is_empty()) {
        return Outcome::NoProse;
    }
    // Another clone may have the file under another name: that is no other headline.
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let known_as = revisions.iter().all(|r| r.title.is_empty()).then(|| stem.to_owned());
    let shown: Arc<str> = format!("{}/{path}", repository.shown).into();
    revisions.iter_mut().for_each(|r| r.origin = Some(Arc::clone(&shown)));
    let root = repository.branch.root.map_or_else(|| repository.shown.to_owned(), |root| root.to_hex().to_string());
    // Two files may have begun at one path, one after the other.
    let first = history.first(&repository.branch.commits).map_or_else(String::new, |c| c.id.to_hex().to_string());
    let place = identity::id_of_place(&format!("{root} {} {first}", String::from_utf8_lossy(&history.born)), 0);
    Outcome::Article(
        Box::new(Article {
            id: identity::id_of_origin("git", place.as_str()),
            aliases: Vec::new(),
            source: repository.name.to_owned(),
            url: String::new(),
            known_as,
            status: None,
            revisions,
            gaps: Vec::new(),
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: vec![shown.to_string()],
            notes: notes(history, repository),
        }),
        complaints,
    )
}

/// A note as a sentence.
fn capitalised(note: &str) -> String {
    let mut letters = note.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// What happened to the file, in sentences.
fn notes(history: &History, repository: &Repository<'_>) -> Vec<String> {
    let told = |n: &usize| repository.branch.commits.get(*n).map_or_else(String::new, Commit::dated);
    let mut notes: Vec<String> = history
        .events
        .iter()
        .map(|event| match event {
            Event::Renamed(from, n) => {
                format!("Until commit {} its file was {}.", told(n), String::from_utf8_lossy(from))
            }
            Event::Deleted(n) => format!("Deleted at commit {}.", told(n)),
            Event::AddedAgain(n) => format!("Added again at commit {}.", told(n)),
            Event::LeftOut => "Made on a branch, and left out when that was merged.".into(),
        })
        .collect();
    if let Some((commit, sentence)) = &repository.branch.edge
        && history.first(&repository.branch.commits).is_some_and(|first| first.id == *commit)
    {
        notes.push(sentence.clone());
    }
    notes
}

/// The contents of one file.
struct Contents {
    markup: Markup,
    lines: Lines,
    /// Bytes that may still be held.
    room: usize,
    held: HashSet<Arc<str>>,
}

impl Contents {
    /// Looks at the last text there is, the first, and where neither is prose at one between them: an article that was
    /// withdrawn down to a sentence was one all the same. Tells whether it is prose, and how its lines are meant. That is
    /// the same for all states, so that no edit turns every line into a paragraph.
    fn look(&mut self, history: &History, reader: &mut Reader<'_>) -> bool {
        let blobs: Vec<&ObjectId> = history.states.iter().map(|s| &s.blob).filter(|b| !b.is_empty_blob()).collect();
        let Some(last) = blobs.last() else { return false };
        let ends = if blobs.len() > 1 { 2 } else { 1 };
        let looked = [Some(last), blobs.first(), blobs.get(blobs.len() / 2)].into_iter().flatten();
        let (mut looks, mut is_prose, mut judged) = (Vec::new(), false, false);
        for (at, blob) in looked.enumerate() {
            if at >= ends && (is_prose || !judged) {
                break;
            }
            // What cannot be read is told where it stands in the history.
            let Ok((Kind::Blob, bytes)) = reader.find(blob) else { continue };
            if bytes.starts_with(LFS) {
                continue;
            }
            let text = decode::decode(bytes, None).text;
            if decode::is_binary(&text) {
                if at == 0 {
                    return false;
                }
                continue;
            }
            (judged, is_prose) = (true, is_prose || self.markup.is_prose(&text));
            if self.markup == Markup::Plain {
                looks.push(prose::look(&text));
            }
        }
        self.lines = Lines::of(&looks);
        is_prose || !judged
    }

    fn read(&mut self, blob: &ObjectId, reader: &mut Reader<'_>) -> Revision {
        let lacks = |note: &str| Revision {
            state: TextState::Partial,
            holes: vec![0],
            notes: vec![note.to_owned()],
            ..Revision::default()
        };
        let bytes = match reader.find(blob) {
            Ok((Kind::Blob, bytes)) => bytes,
            Err(Lack::Missing) => {
                return lacks("the repository does not hold its text (a partial clone, or lost objects)");
            }
            Err(Lack::Large) => {
                return lacks(&format!("its text is larger than {} MB and was left out", limits::BLOB >> 20));
            }
            Ok(_) | Err(Lack::Damaged) => return lacks("its text is damaged in the repository"),
        };
        if bytes.starts_with(LFS) {
            return lacks("its text is kept in Git LFS, outside of the repository");
        }
        let decoded = decode::decode(bytes, None);
        let complaint = decoded.complaint();
        let Prose { title, front, paragraphs } = prose::read(&decoded.text, self.markup, self.lines);
        let mut revision = Revision { title: title.into_owned(), ..Revision::default() };
        revision.paragraphs.reserve_exact(paragraphs.len());
        for paragraph in paragraphs {
            let shared = match self.held.get(paragraph.as_ref()) {
                Some(known) => Arc::clone(known),
                None => {
                    let new: Arc<str> = paragraph.as_ref().into();
                    self.room = self.room.saturating_sub(new.len());
                    self.held.insert(Arc::clone(&new));
                    new
                }
            };
            self.room = self.room.saturating_sub(size_of::<Arc<str>>());
            if self.room == 0 {
                return lacks("this file's history is larger than is read of one file; this text was left out");
            }
            revision.paragraphs.push(shared);
        }
        revision.notes.extend(front.date.map(|date| format!("dated {date} by its author")));
        revision.notes.extend(complaint.map(|c| c.trim_end_matches('.').to_owned()));
        revision
    }
}
