//! The kinds of change that a revision brings, as badges, filters and JSON name them.

use serde::{Deserialize, Serialize};

/// One kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum ChangeKind {
    /// The headline.
    Headline,
    /// Who is said to have written it.
    Byline,
    /// A figure that is no date.
    Number,
    /// A date or a time of day.
    Date,
    /// A quotation, or its marks.
    Quote,
    /// A name that came or went.
    Name,
    /// A word of how sure or how binding something is: `alleged`, `reportedly`, `may`, `must`.
    Hedge,
    /// A word that says whose words these are: `said`, `according to`.
    Attribution,
    /// A negation: `not`, `never`.
    Negation,
    /// Where a link leads.
    Link,
    /// Paragraphs moved, or sentences carried into another paragraph.
    Moved,
    /// Paragraphs added.
    Added,
    /// Paragraphs removed.
    Removed,
    /// Words inside paragraphs.
    Edited,
    /// A correction or update notice.
    Correction,
    /// A change of substance that the notice of the same revision does not declare.
    Undeclared,
    /// Spacing and typography only.
    Typography,
    /// Boilerplate: share bars, lines that lead elsewhere, times of an update.
    Boilerplate,
    /// An earlier revision restored.
    Revert,
}

impl ChangeKind {
    /// Every kind, in the order in which badges stand.
    pub const ALL: [ChangeKind; 19] = [
        ChangeKind::Headline,
        ChangeKind::Byline,
        ChangeKind::Number,
        ChangeKind::Date,
        ChangeKind::Quote,
        ChangeKind::Name,
        ChangeKind::Hedge,
        ChangeKind::Attribution,
        ChangeKind::Negation,
        ChangeKind::Link,
        ChangeKind::Moved,
        ChangeKind::Added,
        ChangeKind::Removed,
        ChangeKind::Edited,
        ChangeKind::Correction,
        ChangeKind::Undeclared,
        ChangeKind::Typography,
        ChangeKind::Boilerplate,
        ChangeKind::Revert,
    ];

    /// The word used in JSON and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ChangeKind::Headline => "headline",
            ChangeKind::Byline => "byline",
            ChangeKind::Number => "number",
            ChangeKind::Date => "date",
            ChangeKind::Quote => "quote",
            ChangeKind::Name => "name",
            ChangeKind::Hedge => "hedge",
            ChangeKind::Attribution => "attribution",
            ChangeKind::Negation => "negation",
            ChangeKind::Link => "link",
            ChangeKind::Moved => "moved",
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Edited => "edited",
            ChangeKind::Correction => "correction",
            ChangeKind::Undeclared => "undeclared",
            ChangeKind::Typography => "typography",
            ChangeKind::Boilerplate => "boilerplate",
            ChangeKind::Revert => "revert",
        }
    }

    /// What menus and headers call what changed.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            ChangeKind::Headline => "headline",
            ChangeKind::Byline => "bylines",
            ChangeKind::Number => "figures",
            ChangeKind::Date => "dates and times",
            ChangeKind::Quote => "quotations",
            ChangeKind::Name => "names",
            ChangeKind::Hedge => "hedges and modals",
            ChangeKind::Attribution => "attributions",
            ChangeKind::Negation => "negations",
            ChangeKind::Link => "links",
            ChangeKind::Moved => "moved paragraphs",
            ChangeKind::Added => "added paragraphs",
            ChangeKind::Removed => "removed paragraphs",
            ChangeKind::Edited => "edited words",
            ChangeKind::Correction => "corrections",
            ChangeKind::Undeclared => "undeclared changes",
            ChangeKind::Typography => "typography",
            ChangeKind::Boilerplate => "boilerplate",
            ChangeKind::Revert => "restored revisions",
        }
    }

    /// The kind of a word; `None` for a word that names none.
    #[must_use]
    pub fn of(word: &str) -> Option<ChangeKind> {
        ChangeKind::ALL.into_iter().find(|k| k.word() == word)
    }

    /// The kind that somebody means: by its word, or by a telling word of its label, be there one thing or several
    /// (`figures`, `figure`, `negations`, `modal`).
    #[must_use]
    pub fn meant(word: &str) -> Option<ChangeKind> {
        let one = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
        let said = one(&word.to_lowercase());
        let is_told = |kind: &ChangeKind| kind.telling().any(|told| one(told) == said);
        ChangeKind::of(word).or_else(|| ChangeKind::ALL.into_iter().find(is_told))
    }

    /// The words that may stand for it.
    pub fn telling(self) -> impl Iterator<Item = &'static str> {
        let telling = |w: &&str| !["and", "paragraphs", "words", "changes", "revisions"].contains(w);
        [self.word()].into_iter().chain(self.label().split(' ').filter(telling))
    }
}

/// A set of kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Changes(u32);

impl Changes {
    /// Puts a kind in.
    pub fn insert(&mut self, kind: ChangeKind) {
        self.0 |= 1 << kind as u32;
    }

    /// Takes a kind out.
    pub fn remove(&mut self, kind: ChangeKind) {
        self.0 &= !(1 << kind as u32);
    }

    /// Whether a kind is in.
    #[must_use]
    pub fn has(self, kind: ChangeKind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Whether any kind of the other set is in.
    #[must_use]
    pub fn meets(self, other: Changes) -> bool {
        self.0 & other.0 != 0
    }

    /// All kinds of both.
    #[must_use]
    pub fn with(self, other: Changes) -> Changes {
        Changes(self.0 | other.0)
    }

    /// Whether no kind is in.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds, in the order of [`ChangeKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = ChangeKind> {
        ChangeKind::ALL.into_iter().filter(move |k| self.has(*k))
    }
}

impl FromIterator<ChangeKind> for Changes {
    fn from_iter<I: IntoIterator<Item = ChangeKind>>(kinds: I) -> Self {
        let mut set = Changes::default();
        kinds.into_iter().for_each(|k| set.insert(k));
        set
    }
}
