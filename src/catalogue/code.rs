//! An entry as bytes: each distinct paragraph once, everything compressed together.

use std::{borrow::Cow, cell::RefCell, collections::HashMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use crate::{
    diff::facts::Facts,
    model::{
        Alignment, Article, ArticleId, Evidence, Gap, Language, ListRow, Revision, Seen, SidesMark, TextState, Withheld,
    },
};

/// The version of the bytes and of what is worked out from texts; a catalogue of another version is built anew.
pub(super) const VERSION: u32 = 30;

/// Bytes that an entry may unfold to: more is damage.
const MOST: usize = 1 << 30;

/// How hard is compressed, up to [`SHORT`] bytes and above. What is short is hardly smaller for twice the work.
const LEVELS: [i32; 2] = [1, 3];
const SHORT: usize = 128 << 10;

thread_local! {
    /// Working space that is worth keeping.
    static SQUEEZE: RefCell<[Option<zstd::bulk::Compressor<'static>>; 2]> =
        RefCell::new(LEVELS.map(|level| zstd::bulk::Compressor::new(level).ok()));
    /// To make one takes a quarter of the time of looking through an article.
    static UNSQUEEZE: RefCell<Option<zstd::bulk::Decompressor<'static>>> =
        RefCell::new(zstd::bulk::Decompressor::new().ok());
}

/// What is written of an article.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    texts: Vec<&'a str>,
    id: &'a str,
    aliases: Vec<&'a str>,
    source: &'a str,
    url: &'a str,
    known_as: Option<&'a str>,
    status: Option<&'a str>,
    revisions: Vec<State<'a>>,
    /// What is told of the revisions, of all one after another, and how much of each.
    told: Vec<State<'a>>,
    shares: Vec<u32>,
    gaps: Cow<'a, [Gap]>,
    gaps_told: Cow<'a, [Gap]>,
    sides: SidesMark,
    origins: Vec<&'a str>,
    notes: Vec<&'a str>,
    steps: Cow<'a, [Facts]>,
    words: Cow<'a, [usize]>,
    language: Option<Language>,
}

/// What is written of a revision.
#[derive(Serialize, Deserialize)]
struct State<'a> {
    number: u32,
    numbered_by: Option<&'a str>,
    origin_revision: Option<&'a str>,
    title: &'a str,
    time: Option<Cow<'a, Seen>>,
    later: Option<&'a str>,
    state: TextState,
    /// Indices of the texts.
    paragraphs: Vec<u32>,
    holes: Cow<'a, [usize]>,
    evidence: Cow<'a, [Evidence]>,
    author: Option<&'a str>,
    comment: Option<&'a str>,
    origin: Option<&'a str>,
    also_in: Vec<&'a str>,
    withheld: Option<Cow<'a, Withheld>>,
    archived: Option<&'a str>,
    notes: Vec<&'a str>,
    /// Indices of the texts.
    markup: Option<Vec<u32>>,
    by_sentence: bool,
    payload: Option<u64>,
    made_from: Option<&'a str>,
    is_aside: bool,
    alignment: Option<Cow<'a, Alignment>>,
}

/// An entry's bytes; `None` where it is too large for any.
pub(super) fn written(entry: &Entry) -> Option<Vec<u8>> {
    let article = entry.whole();
    let mut texts = Texts::default();
    let revisions = article.revisions.iter().map(|revision| state(revision, &mut texts)).collect();
    let told =
        article.revisions.iter().flat_map(|revision| &revision.told).map(|told| state(told, &mut texts)).collect();
    let shares = article.revisions.iter().map(|revision| u32::try_from(revision.told.len()).unwrap_or(u32::MAX));
    let plain = postcard::to_stdvec(&Written {
        texts: texts.all,
        id: article.id.as_str(),
        aliases: strings(&article.aliases),
        source: &article.source,
        url: &article.url,
        known_as: article.known_as.as_deref(),
        status: article.status.as_deref(),
        revisions,
        told,
        shares: shares.collect(),
        gaps: Cow::Borrowed(&article.gaps),
        gaps_told: Cow::Borrowed(&article.gaps_told),
        sides: article.sides,
        origins: strings(&article.origins),
        notes: strings(&article.notes),
        steps: Cow::Borrowed(&entry.steps),
        words: Cow::Borrowed(&entry.words),
        language: entry.row.language,
    });
    let plain = plain.ok().filter(|plain| plain.len() < MOST)?;
    SQUEEZE.with_borrow_mut(|squeeze| {
        let [short, long] = squeeze;
        let squeeze = if plain.len() <= SHORT { short } else { long };
        squeeze.as_mut().and_then(|s| s.compress(&plain).ok())
    })
}

/// Distinct texts, told apart by their place in memory: an article holds each once.
#[derive(Default)]
struct Texts<'a> {
    all: Vec<&'a str>,
    known: HashMap<*const u8, u32, foldhash::fast::RandomState>,
}

impl<'a> Texts<'a> {
    fn index(&mut self, text: &'a Arc<str>) -> u32 {
        *self.known.entry(text.as_ptr()).or_insert_with(|| {
            self.all.push(text);
            u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

fn strings(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

fn state<'a>(revision: &'a Revision, texts: &mut Texts<'a>) -> State<'a> {
    State {
        number: revision.number,
        numbered_by: revision.numbered_by.as_deref(),
        origin_revision: revision.origin_revision.as_deref(),
        title: &revision.title,
        time: revision.time.as_ref().map(Cow::Borrowed),
        later: revision.later.as_deref(),
        state: revision.state,
        paragraphs: revision.paragraphs.iter().map(|text| texts.index(text)).collect(),
        holes: Cow::Borrowed(&revision.holes),
        evidence: Cow::Borrowed(&revision.evidence),
        author: revision.author.as_deref(),
        comment: revision.comment.as_deref(),
        origin: revision.origin.as_deref(),
        also_in: revision.also_in.iter().map(AsRef::as_ref).collect(),
        withheld: revision.withheld.as_ref().map(Cow::Borrowed),
        archived: revision.archived.as_deref(),
        notes: strings(&revision.notes),
        by_sentence: revision.by_sentence,
        payload: revision.payload,
        made_from: revision.made_from.as_deref(),
        is_aside: revision.is_aside,
        alignment: revision.alignment.as_deref().map(Cow::Borrowed),
        markup: revision.markup.as_ref().map(|lines| lines.iter().map(|text| texts.index(text)).collect()),
    }
}

/// The entry of these bytes; `None` where they are damaged.
pub(super) fn read(bytes: &[u8]) -> Option<Entry> {
    let size = zstd::bulk::Decompressor::upper_bound(bytes).filter(|size| *size < MOST)?;
    let plain = UNSQUEEZE.with_borrow_mut(|unsqueeze| unsqueeze.as_mut()?.decompress(bytes, size).ok())?;
    let written: Written<'_> = postcard::from_bytes(&plain).ok()?;
    let texts: Vec<Arc<str>> = written.texts.into_iter().map(Arc::from).collect();
    let mut told = written.told.into_iter();
    let revisions = written.revisions.into_iter().zip(written.shares).map(|(state, share)| {
        let told = told.by_ref().take(share as usize).map(|told| revision(told, &texts));
        Some(Revision { told: told.collect::<Option<_>>()?, ..revision(state, &texts)? })
    });
    let revisions: Option<Vec<Revision>> = revisions.collect();
    let article = Article {
        id: ArticleId::new(written.id),
        aliases: owned(written.aliases),
        source: written.source.to_owned(),
        url: written.url.to_owned(),
        known_as: written.known_as.map(str::to_owned),
        status: written.status.map(str::to_owned),
        revisions: revisions?,
        gaps: written.gaps.into_owned(),
        gaps_told: written.gaps_told.into_owned(),
        sides: written.sides,
        origins: owned(written.origins),
        notes: owned(written.notes),
    };
    let (steps, words) = (written.steps.into_owned(), written.words.into_owned());
    let whole = [steps.len(), words.len()] == [article.revisions.len(); 2];
    whole.then(|| Entry::known(article, steps, words, written.language))
}

/// The revision of which this was written; `None` where it asks for a text that is not there.
fn revision(state: State<'_>, texts: &[Arc<str>]) -> Option<Revision> {
    let held = |all: Vec<u32>| -> Option<Vec<Arc<str>>> {
        all.into_iter().map(|index| texts.get(index as usize).map(Arc::clone)).collect()
    };
    let markup = match state.markup {
        Some(lines) => Some(held(lines)?),
        None => None,
    };
    Some(Revision {
        number: state.number,
        numbered_by: state.numbered_by.map(Arc::from),
        origin_revision: state.origin_revision.map(str::to_owned),
        title: state.title.to_owned(),
        time: state.time.map(Cow::into_owned),
        later: state.later.map(str::to_owned),
        state: state.state,
        paragraphs: held(state.paragraphs)?,
        holes: state.holes.into_owned(),
        evidence: state.evidence.into_owned(),
        author: state.author.map(str::to_owned),
        comment: state.comment.map(str::to_owned),
        origin: state.origin.map(Arc::from),
        also_in: state.also_in.into_iter().map(Arc::from).collect(),
        withheld: state.withheld.map(Cow::into_owned),
        archived: state.archived.map(str::to_owned),
        notes: owned(state.notes),
        markup,
        by_sentence: state.by_sentence,
        payload: state.payload,
        made_from: state.made_from.map(Arc::from),
        is_aside: state.is_aside,
        alignment: state.alignment.map(|a| Arc::new(a.into_owned())),
        told: Vec::new(),
    })
}

fn owned(all: Vec<&str>) -> Vec<String> {
    all.into_iter().map(str::to_owned).collect()
}

/// A row of the list and its revisions without a time, as bytes; `None` where it is too large for any.
pub(super) fn written_row(row: &ListRow, undated: usize) -> Option<Vec<u8>> {
    postcard::to_stdvec(&(row, undated)).ok()
}

/// The row of these bytes; `None` where they are damaged.
pub(super) fn read_row(bytes: &[u8]) -> Option<(ListRow, usize)> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Evidence, source::join};

    #[test]
    fn what_was_written_is_read() {
        let text = |words: &str| -> Arc<str> { Arc::from(words) };
        let state = |number: u32, words: &str| Revision {
            number,
            numbered_by: Some("wiki:7".into()),
            origin_revision: Some(format!("r{number}")),
            title: "The weir".into(),
            later: Some("about 3 hours later".into()),
            state: TextState::Partial,
            paragraphs: vec![text("The weir was built."), text(words)],
            holes: vec![1],
            evidence: Vec::<Evidence>::new(),
            author: Some("Ada".into()),
            comment: Some("wording".into()),
            origin: Some("a.xml".into()),
            also_in: vec!["b.xml".into()],
            withheld: (number == 2).then(|| Withheld { whole_article: false, by: "b.xml".into() }),
            archived: Some("https://archive.example/1".into()),
            notes: vec!["only markup changed".into()],
            markup: Some(vec![text("'''The weir''' was built."), text(words)]),
            ..Revision::default()
        };
        let article = Article {
            id: ArticleId::new("wiki:7"),
            aliases: vec!["abc".into()],
            source: "wiki".into(),
            url: "https://wiki.example/weir".into(),
            known_as: Some("my weir".into()),
            status: Some("deleted".into()),
            revisions: vec![
                state(1, "In 1840."),
                Revision { told: vec![state(2, "In 1839."), state(2, "In 1841.")], ..state(2, "In 1841.") },
                Revision { number: 3, ..Revision::default() },
            ],
            gaps: vec![Gap { from: 0, to: 0 }],
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: vec!["a.xml".into()],
            notes: vec!["one of two".into()],
        };
        let article = join::tidied(article, true);
        let entry = Entry::new(article, &[]);
        let back = written(&entry).and_then(|bytes| read(&bytes)).expect("an entry");
        assert_eq!((&back.article, back.whole()), (&entry.article, entry.whole()));
        assert_eq!((back.article.revisions[1].paragraphs.len(), back.whole().revisions[1].paragraphs.len()), (0, 2));
        assert_eq!((&back.words, &back.row), (&entry.words, &entry.row));
        assert!(read(b"damaged").is_none());
    }
}
