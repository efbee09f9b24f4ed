//! The diff as JSON: the contract of the command line. Nothing in it is wrapped, swallowed or sanitised; it is escaped
//! as JSON is, so both texts can be rebuilt from it to the byte.

mod origin;
mod summary;

use std::{
    borrow::Cow,
    io::{self, Write as _},
};

use serde::{Serialize, Serializer};

use self::{origin::OriginJson, summary::SummaryJson};
use super::{Exporter, Piece, provenance};
use crate::{
    diff::{Block, Edit, Ignore, Op, Place, Sentence, TextSide},
    model::{Evidence, Gap, Seen},
    text::json,
};

/// One JSON object and a line feed.
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl Exporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "everything about the diff, as data"
    }

    fn excerpts(&self) -> bool {
        false
    }

    fn suffix(&self) -> &'static str {
        "json"
    }

    fn write(&self, piece: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, out);
        json::write(&mut out, &Document::of(piece))?;
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// The names of JSON's fields are part of the contract with scripts.
#[derive(Serialize)]
struct Document<'a> {
    article: ArticleJson<'a>,
    old: SideJson<'a>,
    new: SideJson<'a>,
    ignore: &'static str,
    headline: Edits<'a>,
    blocks: Blocks<'a>,
    sentences: Sentences<'a>,
    summary: SummaryJson<'a>,
    /// The origin's own alignment beside ours, where it has one of these two revisions.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_alignment: Option<OriginJson<'a>>,
    program: &'static str,
}

impl<'a> Document<'a> {
    fn of(piece: &Piece<'a>) -> Self {
        let Piece { article, diff, .. } = *piece;
        let (old, new) = (&diff.sides.old, &diff.sides.new);
        let reckoned = provenance::distance_words(old, new).map(Cow::Owned);
        let later = reckoned.or_else(|| new.later.as_deref().map(Cow::Borrowed));
        Document {
            article: ArticleJson {
                id: article.id.as_str(),
                source: &article.source,
                url: &article.url,
                title: &article.title,
                status: article.status.as_deref(),
                sides: article.sides.words().unwrap_or("known"),
                origins: &article.origins,
                notes: &article.notes,
                gaps: article.gaps.iter().map(|Gap { from, to }| [*from, *to]).collect(),
            },
            old: SideJson::of(old),
            new: SideJson { later, ..SideJson::of(new) },
            ignore: match diff.ignore {
                Ignore::Nothing => "nothing",
                Ignore::Spacing => "spacing",
                Ignore::Case => "case",
            },
            headline: Edits(&diff.headline),
            blocks: Blocks(&diff.blocks),
            sentences: Sentences(&diff.sentences),
            summary: SummaryJson::of(&diff.summary),
            origin_alignment: OriginJson::of(diff),
            program: provenance::PROGRAM,
        }
    }
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    id: &'a str,
    source: &'a str,
    url: &'a str,
    title: &'a str,
    status: Option<&'a str>,
    /// `known`, `sides inferred`, `corrected by hand` or `older text incomplete`.
    sides: &'static str,
    origins: &'a [String],
    notes: &'a [String],
    /// First and last number of each run of revisions that the dump has not.
    gaps: Vec<[u32; 2]>,
}

#[derive(Serialize)]
struct SideJson<'a> {
    revision: u32,
    title: &'a str,
    time: Option<String>,
    time_certainty: Option<&'static str>,
    time_as_given: Option<&'a str>,
    /// How long after the revision before: on the new side after the old one, where that can be reckoned.
    later: Option<Cow<'a, str>>,
    state: &'static str,
    sha256: String,
    paragraphs: Paragraphs<'a>,
    holes: &'a [usize],
    uncertain: &'a [usize],
    #[serde(skip_serializing_if = "Evidences::is_empty")]
    evidence: Evidences<'a>,
}

impl<'a> SideJson<'a> {
    fn of(side: &'a TextSide) -> Self {
        let time = side.time.as_ref();
        SideJson {
            revision: side.revision,
            title: &side.title,
            time: time.map(Seen::rfc3339),
            time_certainty: time.map(|t| t.certainty.word()),
            time_as_given: time.and_then(|t| t.as_given.as_deref()),
            later: side.later.as_deref().map(Cow::Borrowed),
            state: side.state.word(),
            sha256: provenance::sha256(side),
            paragraphs: Paragraphs(side),
            holes: &side.holes,
            uncertain: &side.uncertain,
            evidence: Evidences(&side.evidence),
        }
    }
}

/// Strings only, one a paragraph.
struct Paragraphs<'a>(&'a TextSide);

impl Serialize for Paragraphs<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.paragraphs.iter().map(AsRef::<str>::as_ref))
    }
}

struct Evidences<'a>(&'a [Evidence]);

impl Evidences<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Evidences<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().enumerate().map(|(paragraph, e)| EvidenceJson {
            paragraph,
            line: e.line,
            placement: e.placement.word(),
            confidence: rounded(e.confidence),
            grounds: &e.grounds,
            rival: e.rival.as_deref(),
            by_hand: e.by_hand,
        }))
    }
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    paragraph: usize,
    line: u32,
    placement: &'static str,
    confidence: f64,
    grounds: &'a [String],
    rival: Option<&'a str>,
    by_hand: bool,
}

struct Blocks<'a>(&'a [Block]);

impl Serialize for Blocks<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|block| BlockJson {
            kind: block.kind.word(),
            old: &block.old,
            new: &block.new,
            similarity: block.similarity.map(rounded),
            edits: Edits(&block.edits),
        }))
    }
}

#[derive(Serialize)]
struct BlockJson<'a> {
    kind: &'static str,
    old: &'a [usize],
    new: &'a [usize],
    similarity: Option<f64>,
    edits: Edits<'a>,
}

/// The sentences of changed blocks; each place is the paragraph and the characters from and to.
struct Sentences<'a>(&'a [Sentence]);

impl Serialize for Sentences<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let places = |which: &[Place]| which.iter().map(|p| [p.paragraph, p.from, p.to]).collect();
        to.collect_seq(self.0.iter().map(|s| SentenceJson {
            kind: s.kind.word(),
            old: places(&s.old),
            new: places(&s.new),
        }))
    }
}

#[derive(Serialize)]
struct SentenceJson {
    kind: &'static str,
    old: Vec<[usize; 3]>,
    new: Vec<[usize; 3]>,
}

struct Edits<'a>(&'a [Edit]);

impl Serialize for Edits<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|edit| EditJson {
            op: op_word(edit.op),
            text: &edit.text,
            old: edit.old.as_deref(),
        }))
    }
}

#[derive(Serialize)]
struct EditJson<'a> {
    op: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'a str>,
}

fn op_word(op: Op) -> &'static str {
    match op {
        Op::Equal => "equal",
        Op::Delete => "delete",
        Op::Insert => "insert",
        Op::Unknown => "unknown",
    }
}

/// Four places are more than any of these figures is good for; as `f64` so that `0.87` is written so.
fn rounded(figure: f32) -> f64 {
    if figure.is_finite() { (f64::from(figure) * 1e4).round() / 1e4 } else { 0.0 }
}
