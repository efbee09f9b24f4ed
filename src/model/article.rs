//! An article and its revisions, as a dump format yields them.

use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, fmt, sync::Arc};

use super::{Alignment, Evidence, Seen, SidesMark};

/// An article's identity: `origin:id`, else a short hash of the normalised URL, else of the path inside the dump.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// Takes an id as it is.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        ArticleId(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for ArticleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One published piece, known by source and URL, with its revisions in the order of its timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The identity; the same in every import, in every order.
    pub id: ArticleId,
    /// Other ids under which the article can be asked for: of joined dumps, of the normalised URL.
    pub aliases: Vec<String>,
    /// The outlet as the dump names it (`guardian`); empty where unknown.
    pub source: String,
    /// The URL as found; empty where unknown.
    pub url: String,
    /// What a tracker's user calls the page, or the tracker itself, or the name of its file, where that is no headline of
    /// it.
    pub known_as: Option<String>,
    /// What the origin says of its checking (`won't be checked again`).
    pub status: Option<String>,
    /// Oldest first.
    pub revisions: Vec<Revision>,
    /// Revisions that the origin had and the dump has not.
    pub gaps: Vec<Gap>,
    /// The gaps as each dump tells of them for itself, where those that are left are others: what further parts are joined
    /// to.
    pub gaps_told: Vec<Gap>,
    /// Whether the sides of its text were inferred.
    pub sides: SidesMark,
    /// The dump files it comes from, as shown.
    pub origins: Vec<String>,
    /// Things the reader of a dump wants said of it, as sentences (`history may omit returns to an earlier text`).
    pub notes: Vec<String>,
}

impl Article {
    /// The latest headline that is known, else what it is [known as](Article::known_as); empty where it is neither. That of
    /// an error page is none, unless there is no other.
    #[must_use]
    pub fn title(&self) -> &str {
        let titled = |r: &&Revision| !r.title.is_empty();
        let mut of_articles = self.revisions.iter().rev().filter(|r| r.state != TextState::ErrorPage);
        let found = of_articles.find(titled).or_else(|| self.revisions.iter().rev().find(titled));
        found.map_or_else(|| self.known_as.as_deref().unwrap_or_default(), |r| &r.title)
    }

    /// What stands for the headline of each of its revisions: what it is [known as](Article::known_as), where none of them
    /// has a headline; else empty.
    #[must_use]
    pub fn instead_of_headline(&self) -> &str {
        if self.revisions.iter().any(|r| !r.title.is_empty()) {
            return "";
        }
        self.known_as.as_deref().unwrap_or_default()
    }

    /// What may be shown of it, where somebody keeps back the text of some of its revisions; `None` where nobody does.
    /// The revisions stay, without text, and say who keeps it back.
    #[must_use]
    pub fn without_withheld(&self) -> Option<Article> {
        let of_all = self.revisions.iter().filter_map(|r| r.withheld.as_ref()).filter(|w| w.whole_article).max();
        let by = |revision: &Revision| revision.withheld.as_ref().max(of_all).map(|withheld| Arc::clone(&withheld.by));
        if self.revisions.iter().all(|revision| by(revision).is_none()) {
            return None;
        }
        let shown = |revision: &Revision| match by(revision) {
            None => revision.clone(),
            Some(by) => Revision {
                state: TextState::Withheld,
                paragraphs: Vec::new(),
                holes: Vec::new(),
                evidence: Vec::new(),
                markup: None,
                alignment: None,
                told: Vec::new(),
                notes: revision.notes.iter().cloned().chain([format!("withheld by {by}")]).collect(),
                ..revision.clone()
            },
        };
        Some(Article { revisions: self.revisions.iter().map(shown).collect(), ..self.clone() })
    }
}

/// A run of revisions that the origin numbered and the dump does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The first missing number.
    pub from: u32,
    /// The last missing number.
    pub to: u32,
}

/// What a revision's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum TextState {
    /// All there.
    #[default]
    Whole,
    /// With holes where the dump lost text; all of it where there are no paragraphs.
    Partial,
    /// Kept back by its origin.
    Withheld,
    /// Not the article at all: a 404, a consent wall.
    ErrorPage,
}

impl TextState {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            TextState::Whole => "whole",
            TextState::Partial => "partial",
            TextState::Withheld => "withheld",
            TextState::ErrorPage => "error",
        }
    }

    /// What it is, in words.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            TextState::Whole => "whole",
            TextState::Partial => "text incomplete",
            TextState::Withheld => "text withheld by its origin",
            TextState::ErrorPage => "an error page",
        }
    }
}

/// Why a revision lies aside of the line of its timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// It was made on a branch while the line went on.
    Branch,
    /// Nothing says where in time it belongs among revisions of other dumps.
    Adrift,
    /// It is another dump's text of the revision before; only where passages are followed.
    Copy,
}

impl Aside {
    /// What it is, in words.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Aside::Branch => "on a branch",
            Aside::Adrift => "order unknown",
            Aside::Copy => "another text of that moment",
        }
    }
}

/// Who keeps a text back. Of two, the one that keeps back more is the greater.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Withheld {
    /// Whether all revisions of the article are kept back with this one.
    pub whole_article: bool,
    /// The origin that does, by its name, else the dump file that says so.
    pub by: Arc<str>,
}

/// One state of an article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Revision {
    /// The number, unique in the article; the origin's where that is possible (News Sniffer counts from 0).
    pub number: u32,
    /// Whose count the number follows, where that is known beyond one file (`newssniffer:1969222`): revisions of one
    /// article that agree in it and in the number are the same. `None`: the count holds within the dump file only.
    pub numbered_by: Option<Arc<str>>,
    /// The origin's own label, where it is not just the number.
    pub origin_revision: Option<String>,
    /// The headline; empty where unknown.
    pub title: String,
    /// When it was seen.
    pub time: Option<Seen>,
    /// The distance from the revision before, in the origin's words (`about 3 hours later`), where no time is known.
    pub later: Option<String>,
    /// What the text is.
    pub state: TextState,
    /// The text, as found after decoding. A paragraph holds no line feed. Shared between revisions that repeat it.
    pub paragraphs: Vec<Arc<str>>,
    /// Where text is missing: a hole `h` lies before paragraph `h` (from 0); `paragraphs.len()` is the end. Ascending.
    pub holes: Vec<usize>,
    /// Why each paragraph stands on this side: empty, or one for each paragraph.
    pub evidence: Vec<Evidence>,
    /// Who made it, where the origin names somebody.
    pub author: Option<String>,
    /// What the origin's author said of it.
    pub comment: Option<String>,
    /// The dump file it comes from, as shown: that of the text, where several tell of it.
    pub origin: Option<Arc<str>>,
    /// The other dump files that tell of it, as shown, by name.
    pub also_in: Vec<Arc<str>>,
    /// Who keeps its text back, where somebody does: its text, from wherever it is, is not to be shown.
    pub withheld: Option<Withheld>,
    /// The URL of a copy that an archive keeps of it (`https://web.archive.org/web/…`).
    pub archived: Option<String>,
    /// What the reader of a dump wants said of it, as short sentences without a stop (`flagged boring by NewsDiffs`).
    pub notes: Vec<String>,
    /// The text as its origin wrote it, line by line, where `paragraphs` is prose made of markup; `None` elsewhere.
    /// Lines are shared between revisions that repeat them.
    pub markup: Option<Vec<Arc<str>>>,
    /// Where its paragraphs ended is lost: each sentence stands as one. Any other dump's text of it is better.
    pub by_sentence: bool,
    /// What the bytes of a web capture are known by, where its dump has a digest of them: captures of one page that agree
    /// in it are of the same bytes.
    pub payload: Option<u64>,
    /// The [origin's label](Revision::origin_revision) of the revision that it was made from, where the origin tells that.
    pub made_from: Option<Arc<str>>,
    /// Whether it lies aside: it was made on a branch while the line that the timeline follows went on, or is
    /// [adrift](Aside::Adrift). What comes after it was not made from it.
    pub is_aside: bool,
    /// How the origin itself aligned it with an earlier revision, where it did.
    pub alignment: Option<Arc<Alignment>>,
    /// What dump files tell of it, each for itself, where that is other than what is shown: what further parts are joined
    /// to. Nothing is told of these in turn.
    pub told: Vec<Revision>,
}

impl Revision {
    /// Whether the texts as they are written have the same figures, those in templates, tables and references among them, of
    /// which prose does not tell.
    #[must_use]
    pub fn has_figures_of(&self, other: &Revision) -> bool {
        fn figures(revision: &Revision) -> impl Iterator<Item = &str> {
            let written = revision.markup.as_ref().unwrap_or(&revision.paragraphs);
            written
                .iter()
                .flat_map(|line| line.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()))
        }
        figures(self).eq(figures(other))
    }

    /// Why it lies aside, where it does.
    #[must_use]
    pub fn aside(&self) -> Option<Aside> {
        let is_made = || self.made_from.is_some() || self.commit().is_some();
        self.is_aside.then(|| if is_made() { Aside::Branch } else { Aside::Adrift })
    }

    /// The label that names the commit of a git repository which made it (`commit 323ff019e3`), where one did.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        let is_id = |id: &str| id.len() >= 10 && id.bytes().all(|b| b.is_ascii_hexdigit());
        self.origin_revision.as_deref().filter(|label| label.strip_prefix("commit ").is_some_and(is_id))
    }

    /// Its headline; where it has none, what stands for one.
    #[must_use]
    pub fn title_or<'t>(&'t self, instead: &'t str) -> &'t str {
        if self.title.is_empty() { instead } else { &self.title }
    }

    /// The paragraphs marked uncertain, as indices from 0.
    #[must_use]
    pub fn uncertain(&self) -> Vec<usize> {
        let evidence = self.evidence.iter().take(self.paragraphs.len()).enumerate();
        evidence.filter(|(_, evidence)| evidence.uncertain()).map(|(at, _)| at).collect()
    }
}
