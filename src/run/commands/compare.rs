//! `recension compare`: the diff of two plain text files.

use std::{
    fmt::Display,
    fs::{self, File},
    io::{self, Read as _},
    path::Path,
    sync::Arc,
};

use anyhow::{Context as _, bail};

use super::{Outcome, document, paper::Paper, say};
use crate::{
    cli::Compare,
    diff::{self, Ignore, TextSide},
    export::{Exporter, Piece, patch_of_files::PatchOfFiles},
    model::{ArticleHead, ArticleId, Sides, SidesMark},
    source::{decode, limits, reason},
    text::paragraphs::{self, Look},
};

pub(super) fn run(compare: &Compare, paper: &mut Paper) -> anyhow::Result<Outcome> {
    let files = Sides::new(&compare.old, &compare.new);
    if files.old == Path::new(INPUT) && files.new == Path::new(INPUT) {
        bail!("Standard input (`-`) is one text; name a file for the other.");
    }
    let (old, new) = (text(files.old)?, text(files.new)?);
    let (texts, is_utf8) = (Sides::new(old.0, new.0), Sides::new(old.1, new.1));
    // What are paragraphs is the same for both, so that one line more or less does not turn every line into another.
    let looks = texts.as_ref().map(|text| Look::of(text, paragraphs::is_broken(text)));
    let broken = Look::are_broken(&[looks.old, looks.new]);
    let (old, new) = (side(0, &texts.old, broken), side(1, &texts.new, broken));
    let shown = |file: &Path| match file == Path::new(INPUT) {
        true => "standard input".to_owned(),
        false => file.display().to_string(),
    };
    let names = files.map(|file| shown(file));
    let origins = vec![names.old.clone(), names.new.clone()];
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
    let piece = Piece {
        context: compare.output.context,
        files: Some(names.as_ref().map(String::as_str)),
        ..Piece::whole(&head, &diff)
    };
    let exporter = document::exporter(&compare.output, paper)?;
    // One of paragraphs would fit neither file.
    let name = files.old.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let patch = PatchOfFiles { name: &name, texts: texts.as_ref().map(String::as_str) };
    let is_patch = exporter.name() == patch.name();
    if is_patch && !(is_utf8.old && is_utf8.new) {
        say("A file is not in UTF-8, or begins with a mark of it; the patch is of the texts in UTF-8, without one.");
    }
    let exporter: &dyn Exporter = if is_patch { &patch } else { exporter };
    let outcome = document::write_by(exporter, &piece, &compare.output, paper)?;
    if !diff.is_same() || compare.output.ignore() != Ignore::Nothing || texts.old == texts.new {
        return Ok(outcome);
    }
    // Of lines a patch tells more than a diff of paragraphs.
    say("The paragraphs are the same; the files differ only in how and where lines end, or in blanks around them.");
    Ok(if is_patch { Outcome::Done } else { outcome })
}

/// The name of standard input.
const INPUT: &str = "-";

/// A text as a side. It has no headline: the first line is a paragraph like any other.
fn side(revision: u32, text: &str, broken: bool) -> TextSide {
    let paragraphs: Vec<Arc<str>> = paragraphs::split_as(text, broken).iter().map(|p| Arc::from(p.trim())).collect();
    // When a loose file was last changed says nothing of when its text was seen.
    TextSide { revision, paragraphs: paragraphs.into(), ..TextSide::default() }
}

/// What a file holds, and whether to the byte.
fn text(file: &Path) -> anyhow::Result<(String, bool)> {
    let shown = file.display();
    let bytes = read(file)?;
    let decoded = decode::decode(&bytes, None);
    // Decoding takes NUL out of a text: where it is not a part of wide letters, no text holds it.
    let is_odd = memchr::memchr(0, &bytes).is_some() && !decode::is_wide(&bytes);
    if is_odd || decode::is_binary(&decoded.text) {
        bail!("{shown} is no text; only plain text files can be compared, dumps are opened with `recension diff`.");
    }
    if let Some(complaint) = decoded.complaint() {
        say(&format!("{shown}: {complaint}"));
    }
    let is_utf8 = decoded.text.as_bytes() == bytes;
    Ok((decoded.text.into_owned(), is_utf8))
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = file.display();
    let limit = limits::WHOLE as u64 + 1;
    if file == Path::new(INPUT) {
        let mut bytes = Vec::new();
        io::stdin().lock().take(limit).read_to_end(&mut bytes).context("Standard input cannot be read.")?;
        return whole(bytes, &"Standard input");
    }
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
    let read = File::open(file).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    match read {
        Err(error) => bail!("{shown} cannot be read: {}; name a text file that can.", reason(&error)),
        Ok(_) => whole(bytes, &shown),
    }
}

/// Bytes that are not more than are compared.
fn whole(bytes: Vec<u8>, shown: &dyn Display) -> anyhow::Result<Vec<u8>> {
    if bytes.len() > limits::WHOLE {
        bail!("{shown} is larger than {} MB, more than two texts are compared of; cut it.", limits::WHOLE >> 20);
    }
    Ok(bytes)
}
