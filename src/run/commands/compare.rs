//! `recension compare`: the diff of two plain text files.

use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
    sync::Arc,
};

use anyhow::{Context as _, bail};
use jiff::Timestamp;

use super::{Outcome, document, paper::Paper};
use crate::{
    cli::Compare,
    diff::{self, TextSide},
    export::Piece,
    model::{ArticleHead, ArticleId, Certainty, Precision, Seen, SidesMark},
    source::{decode, limits},
    text::paragraphs,
};

pub(super) fn run(compare: &Compare, paper: &mut Paper) -> anyhow::Result<Outcome> {
    let old = side(0, &compare.old)?;
    let new = side(1, &compare.new)?;
    let origins: Vec<String> = [&compare.old, &compare.new].map(|p| p.display().to_string()).into();
    let head = ArticleHead {
        id: ArticleId::new(origins.join(" → ")),
        source: String::new(),
        url: String::new(),
        title: String::new(),
        status: None,
        sides: SidesMark::Known,
        origins,
        notes: Vec::new(),
        gaps: Vec::new(),
    };
    let diff = diff::compare(&old, &new, compare.output.ignore());
    document::write(&Piece { article: &head, diff: &diff }, &compare.output, paper)
}

/// A file as a side. It has no headline: the first line is a paragraph like any other.
fn side(revision: u32, file: &Path) -> anyhow::Result<TextSide> {
    let shown = file.display();
    let bytes = read(file).with_context(|| format!("{shown} cannot be read"))?;
    let decoded = decode::decode(&bytes, None);
    if decode::is_binary(&decoded.text) {
        bail!("{shown} is no text; only plain text files can be compared, dumps are opened with `recension diff`.");
    }
    let paragraphs: Vec<Arc<str>> = paragraphs::split(&decoded.text).iter().map(|p| Arc::from(p.trim())).collect();
    let changed = fs::metadata(file).and_then(|about| about.modified()).ok();
    let time = changed.and_then(|at| Timestamp::try_from(at).ok()).map(|at| Seen {
        at,
        certainty: Certainty::Unknown,
        precision: Precision::Second,
        as_given: None,
    });
    Ok(TextSide { revision, time, paragraphs: paragraphs.into(), ..TextSide::default() })
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    if fs::metadata(file)?.is_dir() {
        bail!("it is a folder; name a text file");
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(limits::WHOLE as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limits::WHOLE {
        bail!("it is larger than {} MB", limits::WHOLE >> 20);
    }
    Ok(bytes)
}
