//! News Sniffer compare pages that were saved as plain text, so that nothing marks any more which side a line is on.

mod article;
mod blocks;
mod cells;
mod corrections;
mod dropped;
mod features;
mod grounds;
mod header;
mod joined;
mod page;
mod placed;
mod shape;
mod splits;
mod style;
mod table;
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
    let mut end = text.len().min(64 * 1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    header::marks(&header::lines(&text[..end])) >= 2
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
                _ => cells::read(body, &titles, &fixed, later.is_none()),
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
