//! `recension compare`: the diff of two plain text files.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::Path,
    sync::Arc,
};

use anyhow::bail;

use super::{Outcome, document, paper::Paper, say};
use crate::{
    cli::Compare,
    diff::{self, TextSide},
    export::Piece,
    model::{ArticleHead, ArticleId, SidesMark},
    source::{decode, limits, reason},
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
    document::write(&Piece { article: &head, diff: &diff, context: compare.output.context }, &compare.output, paper)
}

/// A file as a side. It has no headline: the first line is a paragraph like any other.
fn side(revision: u32, file: &Path) -> anyhow::Result<TextSide> {
    let shown = file.display();
    let bytes = read(file)?;
    let decoded = decode::decode(&bytes, None);
    if decode::is_binary(&decoded.text) {
        bail!("{shown} is no text; only plain text files can be compared, dumps are opened with `recension diff`.");
    }
    if let Some(complaint) = decoded.complaint() {
        say(&format!("{shown}: {complaint}"));
    }
    let paragraphs: Vec<Arc<str>> = paragraphs::split(&decoded.text).iter().map(|p| Arc::from(p.trim())).collect();
    // When a loose file was last changed says nothing of when its text was seen.
    Ok(TextSide { revision, paragraphs: paragraphs.into(), ..TextSide::default() })
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = file.display();
    let size = match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => bail!("There is no file {shown}; check the path."),
        Ok(about) if about.is_dir() => {
            bail!("{shown} is a folder; name a text file, or open the folder with `recension diff`.")
        }
        Ok(about) => usize::try_from(about.len()).unwrap_or(usize::MAX),
        Err(_) => 0,
    };
    // Read at once, not in pieces that grow.
    let mut bytes = Vec::with_capacity(size.min(limits::WHOLE) + 1);
    let read = File::open(file).and_then(|file| file.take(limits::WHOLE as u64 + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => bail!("{shown} cannot be read: {}; name a text file that can.", reason(&error)),
        Ok(_) if bytes.len() > limits::WHOLE => {
            bail!("{shown} is larger than {} MB, more than two texts are compared of; cut it.", limits::WHOLE >> 20)
        }
        Ok(_) => Ok(bytes),
    }
}
