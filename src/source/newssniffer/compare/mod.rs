//! News Sniffer compare pages that were saved as plain text, so that nothing marks any more which side a line is on.
//!
//! # What the page was
//! News Sniffer runs `Diff::LCS.traverse_balanced` over the two lists of paragraphs and writes a table, row by row:
//! ```text
//! page  = { same } { block same { same } } [ block ]
//! same  = X X                                  the same text in both cells
//! block = { old new } ( { old } | { new } )    rows of two unlike cells first, then what one side had more
//! ```
//! Checked against the rows of a hundred pages rendered by News Sniffer's own code: every one is of this grammar. Cells
//! of a row of two need not be alike, they only met. No text stands on both sides of one block, or it would have been
//! matched; readings that break this are never considered ([`features`]).
//!
//! # What is left of it
//! | shape | what the saver wrote | read in |
//! | --- | --- | --- |
//! | A | a cell a line, no empty ones | [`cells`] |
//! | A, repeats dropped | the same, every line once | [`dropped`], with [`steps`], [`rhythm`], [`tongues`] |
//! | B | a row a line with bars; the older cell of changed rows is lost | [`table`] |
//! | C | a row a line, cells run together | [`joined`] over [`splits`], with [`joints`], [`echoes`], [`edges`], [`habits`], [`columns`], [`scripts`] |
//!
//! [`header`] reads what stands around the rows, [`shape`] tells the layouts apart by content, with [`phase`].
//!
//! # How sides are inferred
//! A block of shape A has about as many readings as it has cells: so many rows of two, the rest on one side. All are
//! scored with a log-linear model ([`features`], [`weights`]): rewordings belong on opposite sides; what stands together
//! on one side should hang together (shared rare words beyond the page's mean, names, style, script, numbering); a name
//! is given in full before it is used alone; few cells are left over; each side has a voice of its own on the whole page
//! ([`voices`]); a text that stands twice on the page was moved from one side to the other ([`twins`]). What is left over
//! lies mostly on one side of the whole page, so the page is read under either assumption, and how well each fits is
//! weighed over all blocks jointly ([`blocks`]). Normalised over all readings, scores are probabilities, and a cell's
//! confidence is the sum over the readings that put it on its side. The reading shown is the one of which most cells are
//! expected to be right, always one that News Sniffer can have written.
//!
//! Nothing knows a language: words are runs of letters, or character pairs in scripts without blanks.
//!
//! # What the page does not hold
//! A run of new or removed paragraphs between two unchanged ones says nothing of its side; only the rest of the page
//! leans it. Likewise a changed row whose cells share no word can be parted (shape C) at any sentence's end, and a line
//! of a page whose repeats were dropped is unchanged or changed with little to tell. Such cells get low confidences.
//!
//! # Corrections
//! Sides set by hand ([`Corrections`]) are constraints on the readings; the rest is inferred again under them.

mod article;
mod blocks;
mod cells;
mod columns;
mod corrections;
mod dropped;
mod echoes;
mod edges;
mod features;
mod grounds;
mod habits;
mod header;
mod joined;
mod joints;
mod lean;
mod page;
mod phase;
mod placed;
mod rhythm;
mod scripts;
mod shape;
mod splits;
mod steps;
mod style;
mod table;
mod tongues;
mod twins;
mod voices;
mod weights;

pub use article::article;
pub use corrections::{Correction, CorrectionError, Corrections};
pub use shape::Shape;

use self::{header::Header, placed::Rows};
use crate::model::{Evidence, Placement, Side, Sides};

/// A paragraph with the evidence for its side.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The paragraph, without line feeds.
    pub text: String,
    /// Where it was put, how surely and why.
    pub evidence: Evidence,
}

/// Everything a compare page saved as text says.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparePage {
    /// How the saver laid the page out.
    pub shape: Shape,
    /// The outlet, as News Sniffer names it; empty where the page does not say.
    pub source: String,
    /// Where the article can be found; empty where the page does not say.
    pub url: String,
    /// The article's number at News Sniffer, where a link to it was kept.
    pub number: Option<u64>,
    /// When it was first published or seen, as written; often missing.
    pub first_seen: Option<String>,
    /// What the page says of further checking, in short: `won't be checked again`.
    pub status: Option<String>,
    /// How many versions the article had when the page was saved.
    pub changed_times: Option<u32>,
    /// The numbers of the two versions, from 0.
    pub versions: Sides<Option<u32>>,
    /// The headlines; empty where not in the dump.
    pub titles: Sides<String>,
    /// The distance of the versions in words: `about 3 hours later`.
    pub later: Option<String>,
    /// The paragraphs of the older version, in order.
    pub old: Vec<Cell>,
    /// The paragraphs of the newer version, in order.
    pub new: Vec<Cell>,
    /// Whether old text is missing, as shape B loses it.
    pub incomplete: bool,
    /// Where old text is known to be missing: before the old paragraph of this index, from 0; the length is the end.
    pub holes: Vec<usize>,
    /// Lines of the dump whose correction was left out because the line begins otherwise.
    pub stale: Vec<u32>,
}

/// Whether a text is a compare page, by what it says, whatever the file is called.
///
/// Only the first 64 KiB are looked at. Two of the page's own sentences are enough: the source and when it was first
/// seen, the check sentence, the original's address, the versions' row, the gap.
#[must_use]
pub fn sniff(text: &str) -> bool {
    if is_data(text) {
        return false;
    }
    let mut end = text.len().min(64 * 1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    header::marks(&header::lines(&text[..end])) >= 2
}

/// Whether a text is JSON, which may quote a page without being one. A page saved as Markdown can begin with a bracket.
fn is_data(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let inner = text.strip_prefix('[').map_or(text, str::trim_start);
    inner.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Reads a compare page. Any text gives a reading; whether it is such a page says [`sniff`].
#[must_use]
pub fn read(text: &str, corrections: &Corrections) -> ComparePage {
    let lines = header::lines(text);
    let header = header::read(&lines);
    let body = &header.rest;
    let fixed = corrections.fit(|n| {
        let at = body.binary_search_by_key(&n, |l| l.number).ok()?;
        Some(body[at].text)
    });
    let shape = shape::of(&header);
    let (titles, later, rows) = match shape {
        Shape::Table => table::read(body),
        Shape::Joined => joined::read(body, &fixed),
        Shape::Cells | Shape::CellsDropped => {
            let (titles, later, start) = shape::headlines(body);
            let body = &body[start..];
            let rows = match shape {
                Shape::CellsDropped => dropped::read(body, &titles, &fixed),
                _ => {
                    let mut rows = cells::read(body, &titles, &fixed, later.is_none());
                    // Without one repeated line the page may as well be one of which repeats were dropped.
                    if later.is_some() && !rows.cells.iter().any(|c| c.placement == Placement::Both) {
                        let doubt = dropped::share_kept(body);
                        let inferred = rows.cells.iter_mut().filter(|c| !c.by_hand);
                        inferred.for_each(|c| c.confidence *= 1.0 - doubt);
                    }
                    rows
                }
            };
            (titles, later, rows)
        }
    };
    let incomplete = shape == Shape::Table && table::incomplete(body);
    assemble(shape, &header, titles, later, rows, incomplete, fixed.stale)
}

fn assemble(
    shape: Shape,
    header: &Header<'_>,
    titles: Sides<String>,
    later: Option<String>,
    rows: Rows<'_>,
    incomplete: bool,
    stale: Vec<u32>,
) -> ComparePage {
    let mut sides: Sides<Vec<Cell>> = Sides::default();
    for placed in rows.cells {
        let cell = Cell {
            text: placed.text.into_owned(),
            evidence: Evidence {
                line: placed.line,
                placement: placed.placement,
                confidence: placed.confidence,
                grounds: placed.grounds,
                rival: placed.rival,
                by_hand: placed.by_hand,
            },
        };
        match placed.placement {
            Placement::Both => {
                sides.old.push(cell.clone());
                sides.new.push(cell);
            }
            Placement::One(Side::Old) => sides.old.push(cell),
            Placement::One(Side::New) => sides.new.push(cell),
        }
    }
    ComparePage {
        shape,
        source: header.source.clone(),
        url: header.url.clone(),
        number: header.article,
        first_seen: header.first_seen.clone(),
        status: header.status.clone(),
        changed_times: header.changed_times,
        versions: header.versions,
        titles,
        later,
        old: sides.old,
        new: sides.new,
        incomplete,
        holes: rows.holes,
        stale,
    }
}
