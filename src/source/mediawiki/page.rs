//! A page as an article, revision by revision.
//!
//! Revisions of a page repeat nearly all of each other, so each distinct line is held once, and each revision as a list of
//! lines. A page so long that even that would fill memory becomes several articles, its *parts*, each with the revisions
//! of a time.

use std::{collections::HashSet, sync::Arc};

use super::dump::{Page, Raw, Text};
use crate::{
    model::{Article, ArticleId, Revision, SidesMark, TextState},
    source::{
        join::{AS_STORED, AUTHOR_WITHHELD, COMMENT_WITHHELD, TEXTLESS},
        time, wikitext,
    },
};

/// Bytes of memory that a page may take before it is handed on as a part.
pub(super) const MOST: usize = 384 << 20;

/// What a line takes beside its letters, and a revision beside its lines.
const LINE: usize = 48;
const REVISION: usize = 640;

/// A revision with what was made of its text.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) raw: Box<Raw>,
    /// The text as written.
    pub(super) text: String,
    /// The paragraphs; `None` where the text is no wikitext and its lines are the paragraphs.
    pub(super) prose: Option<String>,
}

/// A page under way.
#[derive(Debug, Default)]
pub(super) struct Building {
    page: Page,
    revisions: Vec<Part>,
    lines: HashSet<Arc<str>>,
    /// The lines of the revision before, which the next one mostly repeats.
    last: Lines,
    last_prose: Lines,
    weight: usize,
    part: usize,
}

type Lines = Vec<Arc<str>>;

/// A revision with what orders it.
#[derive(Debug)]
struct Part {
    revision: Revision,
    id: Option<u64>,
    parent: Option<u64>,
    redirect: Option<String>,
}

impl Building {
    pub(super) fn new(page: Page) -> Building {
        Building { page, ..Building::default() }
    }

    /// What the dump says of it.
    pub(super) fn page(&self) -> &Page {
        &self.page
    }

    /// Bytes that it takes, about.
    pub(super) fn weight(&self) -> usize {
        self.weight
    }

    /// Takes a revision.
    pub(super) fn take(&mut self, made: Made) {
        let Made { raw, text, prose } = made;
        let redirect = prose.as_ref().and_then(|_| wikitext::redirect(&text)).map(str::to_owned);
        let mut revision = Revision {
            title: self.page.title.clone(),
            time: time::read(&raw.timestamp),
            author: raw.author,
            comment: raw.comment,
            state: state(raw.text),
            ..Revision::default()
        };
        match raw.id.and_then(|id| u32::try_from(id).ok()) {
            Some(number) => revision.number = number,
            None => revision.origin_revision = raw.id.map(|id| id.to_string()),
        }
        let shown = prose.as_deref().unwrap_or(&text);
        let paragraphs = std::mem::take(&mut self.last_prose);
        let paragraphs = self
            .shared(shown.split('\n').map(|l| l.trim_end_matches('\r')).filter(|l| !l.trim().is_empty()), &paragraphs);
        self.last_prose.clone_from(&paragraphs);
        if prose.as_deref().is_some_and(|prose| !same_lines(prose, &text)) {
            let before = std::mem::take(&mut self.last);
            let markup = self.shared(text.trim_end().split('\n').map(|l| l.trim_end_matches('\r')), &before);
            self.last.clone_from(&markup);
            revision.markup = Some(markup);
        }
        revision.paragraphs = paragraphs;
        if raw.text == Text::Cut {
            revision.holes.push(revision.paragraphs.len());
        }
        let is_marked = revision.markup.iter().flatten().any(|line| !line.trim().is_empty());
        let mut say = |wanted: bool, note: &str| {
            if wanted {
                revision.notes.push(note.to_owned());
            }
        };
        say(raw.minor, "marked minor by its author");
        say(raw.author_withheld, AUTHOR_WITHHELD);
        say(raw.comment_withheld, COMMENT_WITHHELD);
        say(raw.text == Text::Stub, TEXTLESS[0]);
        say(raw.text == Text::Lost, TEXTLESS[1]);
        say(raw.text == Text::Cut, "its text is too long to be read whole");
        if let Some(target) = &redirect {
            revision.notes.push(format!("redirects to {target}"));
        } else if revision.state == TextState::Whole && revision.paragraphs.is_empty() && is_marked {
            revision.notes.push("it is nothing but markup".into());
        }
        self.weight += REVISION + self.page.title.len();
        self.revisions.push(Part { revision, id: raw.id, parent: raw.parent, redirect });
    }

    /// Lines, each held once. `before` are those of a text that most of them stand in too, in the same order.
    fn shared<'l>(&mut self, lines: impl Iterator<Item = &'l str>, before: &[Arc<str>]) -> Lines {
        let mut all = Vec::with_capacity(before.len() + 1);
        let mut next = 0;
        for line in lines {
            let found = [0, 1]
                .into_iter()
                .find_map(|skip| before.get(next + skip).filter(|b| ***b == *line).map(|b| (skip, b)));
            match found {
                Some((skip, known)) => {
                    all.push(Arc::clone(known));
                    next += skip + 1;
                }
                None => all.push(self.held(line)),
            }
        }
        all.shrink_to_fit();
        self.weight += all.len() * size_of::<Arc<str>>();
        all
    }

    fn held(&mut self, line: &str) -> Arc<str> {
        if let Some(known) = self.lines.get(line) {
            return Arc::clone(known);
        }
        let line: Arc<str> = line.into();
        self.weight += line.len() + LINE;
        self.lines.insert(Arc::clone(&line));
        line
    }

    /// The page as an article, as far as it has come; `ended` where nothing of it follows.
    pub(super) fn article(&mut self, ended: bool) -> Option<Article> {
        let mut parts = std::mem::take(&mut self.revisions);
        self.lines = HashSet::new();
        (self.last, self.last_prose, self.weight) = (Vec::new(), Vec::new(), 0);
        if parts.is_empty() {
            return None;
        }
        parts.sort_by_key(|part| (part.revision.time.as_ref().map(|seen| seen.at), part.id));
        let whole = ended && self.part == 0;
        self.part += 1;
        let site = &self.page.site;
        let mut article = Article {
            id: ArticleId::new(""),
            aliases: Vec::new(),
            source: site.source().to_owned(),
            url: String::new(),
            known_as: None,
            status: None,
            revisions: Vec::new(),
            gaps: Vec::new(),
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes: Vec::new(),
        };
        if self.part == 1 {
            article.url = site.url(&self.page.title);
        }
        if let Some((origin, id)) = site.origin().zip(self.page.id) {
            let part = if self.part == 1 { String::new() } else { format!("/{}", self.part) };
            article.id = ArticleId::new(format!("{origin}:{id}{part}"));
        }
        if !whole {
            article.notes.push(format!(
                "The page is too long to be held as one: this is part {} of it, in the order of its dump.",
                self.part
            ));
        }
        let last = parts.iter().rev().find_map(|part| part.redirect.clone().map(|target| (target, part.id)));
        let is_last = last.as_ref().is_some_and(|(_, id)| parts.last().is_some_and(|part| part.id == *id));
        let redirect =
            self.page.redirect.clone().filter(|target| !target.is_empty()).or(last.filter(|_| is_last).map(|l| l.0));
        article.notes.extend(redirect.map(|target| format!("The page redirects to {target}.")));
        note_parents(&mut parts, self.part == 1, whole);
        note_steps(&mut parts);
        let count: Option<Arc<str>> = site.origin().map(|origin| format!("{AS_STORED}{origin}").into());
        // Without ids the order is all there is.
        let numbered = parts.iter().all(|part| part.id.is_some());
        for (index, part) in (0..).zip(parts) {
            let mut revision = part.revision;
            if !numbered {
                revision.number = index;
                revision.origin_revision = part.id.map(|id| id.to_string());
            } else {
                revision.numbered_by.clone_from(&count);
            }
            article.revisions.push(revision);
        }
        Some(article)
    }
}

/// What is to be said of a revision beside the one before.
fn note_steps(parts: &mut [Part]) {
    for index in 1..parts.len() {
        let (Some(before), Some(part)) = (parts.get(index - 1), parts.get(index)) else { continue };
        let (old, new) = (&before.revision, &part.revision);
        let whole = [old.state, new.state] == [TextState::Whole; 2];
        let markup_only = whole
            && same(&old.paragraphs, &new.paragraphs)
            && match (&old.markup, &new.markup) {
                (Some(old), Some(new)) => !same(old, new),
                (None, None) => false,
                _ => true,
            };
        if !markup_only {
            continue;
        }
        let what = match (new.has_figures_of(old), has_words_of(old, new)) {
            (true, true) => None,
            (false, true) => Some("figures"),
            (true, false) => Some("words"),
            (false, false) => Some("words and figures"),
        };
        let note = what.map_or("only markup changed".to_owned(), |what| {
            format!("{what} changed in what is folded away (templates, tables, captions, references); the text as written shows where")
        });
        if let Some(part) = parts.get_mut(index) {
            part.revision.notes.insert(0, note);
        }
    }
}

/// Whether two revisions, as they are written, hold the same words for readers.
pub(crate) fn has_words_of(old: &Revision, new: &Revision) -> bool {
    let written = |revision: &Revision| revision.markup.as_ref().map(|lines| lines.join("\n"));
    match (written(old), written(new)) {
        (Some(old), Some(new)) => wikitext::has_words_of(&old, &new),
        _ => true,
    }
}

/// Names the revision that each was made from, where that is not the one before it; `first` where the page begins here,
/// `whole` where these are all that the dump has of it.
/// Nothing is said of a page of which the dump has but one revision: that others came before it goes without saying.
fn note_parents(parts: &mut [Part], first: bool, whole: bool) {
    let held: HashSet<u64> = parts.iter().filter_map(|part| part.id).collect();
    let mut before = None;
    let alone = parts.len() == 1;
    for (index, part) in parts.iter_mut().enumerate() {
        let stands_out = if index == 0 { first && !alone } else { before.is_some() && part.parent != before };
        before = part.id;
        let Some(parent) = part.parent.filter(|parent| *parent > 0 && stands_out) else { continue };
        let absent = if held.contains(&parent) || !whole { "" } else { ", which is not in this dump" };
        part.revision.notes.push(format!("edited from revision {parent}{absent}"));
    }
}

fn same(a: &[Arc<str>], b: &[Arc<str>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// Whether a text is its own prose, but for blank lines.
fn same_lines(prose: &str, text: &str) -> bool {
    prose.split('\n').eq(text.split('\n').filter(|line| !line.is_empty()))
}

fn state(text: Text) -> TextState {
    match text {
        Text::Whole => TextState::Whole,
        Text::Withheld => TextState::Withheld,
        Text::Cut | Text::Stub | Text::Lost => TextState::Partial,
    }
}
