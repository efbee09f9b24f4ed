//! Where a diff comes from and what must be said of it: the facts that every document carries, made in one place.
//!
//! The values are as found in the dump: each document escapes them as its format demands.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Piece, caution};
use crate::{
    diff::{Diff, Relation, Summary, TextSide},
    model::{ArticleHead, Certainty, Gap, Precision, Seen, Sides, distance},
    text::quantity::counted,
};

/// The program's name and version, as documents name it.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// What a fact is, for documents that show it accordingly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// Words.
    Plain,
    /// What is compared: the two revisions and the time between them.
    Compared,
    /// What became of the text, in counts.
    Counts,
    /// An address.
    Url,
    /// A hash, in hexadecimals.
    Hash,
    /// Something that limits what the diff says.
    Caution,
}

/// One line of provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is told.
    pub label: &'static str,
    /// What it is, unescaped.
    pub value: String,
    /// How it is to be shown.
    pub kind: FactKind,
}

/// The lines of one side's text as exports mean it: the headline (an empty line where none is known), then the
/// paragraphs. A paragraph that breaks the model's rule and holds a line feed gives several.
pub fn lines(side: &TextSide) -> impl Iterator<Item = &str> {
    let paragraphs = side.paragraphs.iter().map(AsRef::as_ref);
    std::iter::once(side.title.as_str()).chain(paragraphs).flat_map(|text| text.split('\n'))
}

/// The SHA-256, in lower-case hexadecimals, of the headline and the paragraphs joined by line feeds.
///
/// A third party gets the same figure from `sha256sum` over a file with the headline on the first line and a paragraph a
/// line, without a line feed at the end. The headline's line is there, empty, where no headline is known.
#[must_use]
pub fn sha256(side: &TextSide) -> String {
    let mut hash = Sha256::new();
    for (i, line) in lines(side).enumerate() {
        if i > 0 {
            hash.update(b"\n");
        }
        hash.update(line.as_bytes());
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Everything that a document says of where its diff comes from, cautions among it, in the order in which it is said.
#[must_use]
pub fn facts(piece: &Piece<'_>) -> Vec<Fact> {
    let Piece { article, diff, files, .. } = *piece;
    let (old, new) = (&diff.sides.old, &diff.sides.new);
    let mut facts = Facts::default();
    match files {
        Some(names) => facts.files(names, diff),
        None => facts.revisions(article, diff),
    }
    facts.push(FactKind::Hash, "SHA-256 of the old text", sha256(old));
    facts.push(FactKind::Hash, "SHA-256 of the new text", sha256(new));
    facts.plain("Ignored", diff.ignore.words());
    facts.push(FactKind::Counts, "What changed", count_words(&diff.summary));
    if let Some(caution) = caution::excerpt(diff) {
        facts.push(FactKind::Caution, "Excerpt", caution);
    }
    if let Some(caution) = caution::sides(article.sides) {
        facts.push(FactKind::Caution, "Sides", caution);
    }
    if let Some(said) = new.relation.said() {
        facts.push(FactKind::Caution, "Between the dumps", said);
    }
    for (label, side) in [("Old text", old), ("New text", new)] {
        let cautions = caution::text(side);
        if !cautions.is_empty() {
            facts.push(FactKind::Caution, label, cautions.join("; "));
        }
    }
    if diff.summary.hidden > 0 {
        let caution = format!("{} hidden by what is ignored", counted(diff.summary.hidden, "change"));
        facts.push(FactKind::Caution, "Hidden", caution);
    }
    if diff.summary.approximate {
        facts.push(
            FactKind::Caution,
            "Approximate",
            "a limit was reached, so that the comparison is coarser than usual",
        );
    }
    for Gap { from, to } in &article.gaps {
        let missing = if from == to { format!("{from} is") } else { format!("{from} to {to} are") };
        facts.push(FactKind::Caution, "Gap", format!("of the article's revisions, {missing} not in the dump"));
    }
    for note in &article.notes {
        facts.push(FactKind::Caution, "Note", note);
    }
    if files.is_none() {
        article.origins.iter().for_each(|origin| facts.plain("Dump", origin));
    }
    facts.plain("Made with", PROGRAM);
    facts.0
}

#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    /// The article and what is compared of it.
    fn revisions(&mut self, article: &ArticleHead, diff: &Diff) {
        let (old, new) = (&diff.sides.old, &diff.sides.new);
        self.named("Article", &article.title, "no headline known");
        self.named("Source", &article.source, "not named in the dump");
        self.push(FactKind::Url, "URL", if article.url.is_empty() { "not known" } else { &article.url });
        self.plain("Id", article.id.as_str());
        if let Some(status) = &article.status {
            self.plain("Status", status);
        }
        self.push(FactKind::Compared, "Old revision", revision_words(old));
        self.push(FactKind::Compared, "New revision", revision_words(new));
        if let Some(distance) = distance_words(old, new) {
            self.push(FactKind::Compared, "Between them", distance);
        }
    }

    /// Two plain files: nothing else is known of them.
    fn files(&mut self, names: Sides<&str>, diff: &Diff) {
        let words = |name: &str, side: &TextSide| format!("{name}, {}", counted(side.paragraphs.len(), "paragraph"));
        self.push(FactKind::Compared, "Old file", words(names.old, &diff.sides.old));
        self.push(FactKind::Compared, "New file", words(names.new, &diff.sides.new));
    }

    fn push(&mut self, kind: FactKind, label: &'static str, value: impl Into<String>) {
        self.0.push(Fact { label, value: value.into(), kind });
    }

    fn plain(&mut self, label: &'static str, value: impl Into<String>) {
        self.push(FactKind::Plain, label, value);
    }

    fn named(&mut self, label: &'static str, value: &str, otherwise: &str) {
        self.plain(label, if value.is_empty() { otherwise } else { value });
    }
}

/// When a revision was seen, in UTC and as finely as is known, and how sure that is; `no time known` where it is not.
#[must_use]
pub fn seen_words(side: &TextSide) -> String {
    match (&side.time, &side.later) {
        (Some(published), _) if published.is_publication => {
            format!("seen nobody knows when; published {}, as its dump says", moment_words(published))
        }
        (Some(file), _) if file.certainty == Certainty::Unknown => {
            format!("no time known; a guess is {}", moment_words(file))
        }
        (Some(seen), _) => format!("seen {} ({})", moment(seen), certainty_words(seen)),
        (None, Some(later)) => {
            format!("no time known; its origin says “{}” of the distance from the revision before", later.trim())
        }
        (None, None) => "no time known".into(),
    }
}

/// The moment in UTC, no finer than it is known: `2020-07-07 10:00:00 UTC`, `2020-07-07 10:00 UTC`, `2020-07-07`, `2020-07`;
/// with a question mark where it is a guess.
#[must_use]
pub fn moment(seen: &Seen) -> String {
    let guess = seen.doubt();
    format!("{}{guess}", moment_words(seen))
}

fn moment_words(seen: &Seen) -> String {
    let form = match seen.precision {
        Precision::Second => "%Y-%m-%d %H:%M:%S UTC",
        Precision::Minute => "%Y-%m-%d %H:%M UTC",
        Precision::Day => "%Y-%m-%d",
        Precision::Month => "%Y-%m",
        Precision::Year => "%Y",
    };
    seen.at.strftime(form).to_string()
}

fn certainty_words(seen: &Seen) -> String {
    let words = match seen.certainty {
        Certainty::Stated => "zone stated in the dump",
        Certainty::Implied => "zone as the dump's format defines it",
        Certainty::Assumed => "zone assumed",
        Certainty::Unknown => "a guess only",
    };
    match &seen.as_given {
        Some(given) => format!("{words}; in the dump: {given}"),
        None => words.into(),
    }
}

fn revision_words(side: &TextSide) -> String {
    format!("{}, {}, {}", side.revision, seen_words(side), counted(side.paragraphs.len(), "paragraph"))
}

/// How long after the old side the new one was seen, in words, where that can be reckoned.
pub(super) fn distance_words(old: &TextSide, new: &TextSide) -> Option<String> {
    if new.relation == Relation::InConflict || old.revision == new.revision {
        return None;
    }
    // Of times that are guesses, such as those of files, the difference says nothing.
    old.time.as_ref()?.seconds_to(new.time.as_ref()?).map(distance::later)
}

/// The summary's sentence, with words that came and went where that can be said.
fn count_words(summary: &Summary) -> String {
    let paragraphs = format!("{} → {}", summary.paragraphs.old, counted(summary.paragraphs.new, "paragraph"));
    let words = match summary.words {
        Some(words) => {
            let unsure = |n: usize| if n > 0 { format!(" ({n} uncertain)") } else { String::new() };
            let (added, removed) = (unsure(summary.words_uncertain.added), unsure(summary.words_uncertain.removed));
            format!("{} added{added}, {} removed{removed}", counted(words.added, "word"), words.removed)
        }
        None => "words added and removed: cannot say, a text is not whole".into(),
    };
    let sentence = summary.sentence.trim();
    let blank = if sentence.is_empty() { "" } else { " " };
    format!("{sentence}{blank}{paragraphs}; {words}")
}
