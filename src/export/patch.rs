//! The diff as a unified patch, for `patch -p1` and `git apply`.
//!
//! It turns a file that holds the old text into one that holds the new: the headline on the first line (empty where none
//! is known), then a paragraph a line, each line ended by a line feed. Text is written as found, to the byte, whatever it
//! holds. What goes before the `---` line is skipped by both programs; it is made harmless and begins with `#`.
//!
//! Lines are equal or they are not: a patch knows neither moves nor splits, and nothing is ignored in it. Unchanged lines
//! are those that the diff calls so, so that its hunks are the diff's changes.
//!
//! No times stand behind the file names, because both programs take a time in 1970 there for a file that is not there.

use std::io::{self, Write as _};

use super::{Exporter, Piece, provenance, safe};
use crate::{
    diff::{BlockKind, Diff, TextSide},
    text::{filename, isolate},
};

/// Unchanged lines kept around a change.
const CONTEXT: usize = 3;

/// A unified patch.
#[derive(Debug, Clone, Copy)]
pub struct Patch;

impl Exporter for Patch {
    fn name(&self) -> &'static str {
        "patch"
    }

    fn summary(&self) -> &'static str {
        "a unified patch, a paragraph a line, for patch and git apply"
    }

    fn excerpts(&self) -> bool {
        false
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn suffix(&self) -> &'static str {
        "patch"
    }

    fn write(&self, piece: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, out);
        for fact in provenance::facts(piece) {
            writeln!(out, "# {}: {}", fact.label, isolate::line(&fact.value, &mut false, safe::visible))?;
        }
        let old = piece.diff.sides.old.revision;
        writeln!(
            out,
            "# The old file holds the headline, then a paragraph a line, each ended by a line feed, as from"
        )?;
        let id = quoted(&isolate::line(piece.article.id.as_str(), &mut false, safe::visible));
        writeln!(out, "#   recension show PATH {id} --rev {old} --json | jq -r '.title, .paragraphs[]'")?;
        writeln!(
            out,
            "# where PATH is the dump, or a folder that it lies in (sample: for what comes with recension)."
        )?;
        writeln!(out, "# Apply with patch -p1 or git apply.")?;
        let steps = steps(piece.diff);
        if steps.iter().all(|s| matches!(s, Step::Keep(_))) {
            writeln!(out, "# No line differs.")?;
            return out.flush();
        }
        let name = file_name(piece);
        write!(out, "--- a/{name}\n+++ b/{name}\n")?;
        hunks(&steps).into_iter().try_for_each(|hunk| hunk.write(&mut out))?;
        out.flush()
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:/@+,".contains(c);
    match !word.is_empty() && !word.starts_with('-') && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// The name of the file that the patch applies to, without `a/`: `guardian-apple-under-pressure.txt`. The same for every
/// pair of revisions, so that patches can be applied one after the other.
#[must_use]
pub fn file_name(piece: &Piece<'_>) -> String {
    let article = piece.article;
    filename::safe(
        &[&article.source, if article.title.is_empty() { article.id.as_str() } else { &article.title }],
        "",
        "txt",
    )
}

/// What happens to a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    Keep(&'a str),
    Take(&'a str),
    Put(&'a str),
}

/// Both texts as steps, line by line; in a change what goes stands before what comes.
fn steps(diff: &Diff) -> Vec<Step<'_>> {
    let (old, new) = (&diff.sides.old, &diff.sides.new);
    let ends = (old.paragraphs.len() + 1, new.paragraphs.len() + 1);
    around(anchors(diff), ends, |at| entry(old, at), |at| entry(new, at))
}

/// The steps around what is kept, given by index on both sides, ascending; sides are so long, and have these lines at each.
pub(super) fn around<'t, L: Iterator<Item = &'t str>>(
    kept: Vec<(usize, usize)>,
    ends: (usize, usize),
    old: impl Fn(usize) -> L,
    new: impl Fn(usize) -> L,
) -> Vec<Step<'t>> {
    let mut steps = Vec::with_capacity(ends.0.max(ends.1));
    let (mut i, mut j) = (0, 0);
    for (to_i, to_j) in kept.into_iter().chain([ends]) {
        steps.extend((i..to_i).flat_map(&old).map(Step::Take));
        steps.extend((j..to_j).flat_map(&new).map(Step::Put));
        steps.extend(new(to_j).map(Step::Keep));
        (i, j) = (to_i + 1, to_j + 1);
    }
    steps
}

/// The lines of an entry of a text: the headline at 0, the paragraphs from 1; none after the last.
fn entry(side: &TextSide, at: usize) -> impl Iterator<Item = &str> {
    let text = match at.checked_sub(1) {
        None => Some(side.title.as_str()),
        Some(paragraph) => side.paragraphs.get(paragraph).map(AsRef::as_ref),
    };
    text.into_iter().flat_map(|text| text.split('\n'))
}

/// The entries that are alike to the byte and that the diff calls unchanged, ascending on both sides.
fn anchors(diff: &Diff) -> Vec<(usize, usize)> {
    let (old, new) = (&diff.sides.old, &diff.sides.new);
    let mut anchors = Vec::new();
    if old.title == new.title {
        anchors.push((0, 0));
    }
    let mut last = None;
    for block in diff.blocks.iter().filter(|b| b.kind == BlockKind::Same) {
        for (&i, &j) in block.old.iter().zip(&block.new) {
            let alike = old.paragraphs.get(i).is_some_and(|text| Some(text) == new.paragraphs.get(j));
            if alike && last.is_none_or(|(last_i, last_j)| i > last_i && j > last_j) {
                anchors.push((i + 1, j + 1));
                last = Some((i, j));
            }
        }
    }
    anchors
}

/// A run of steps with its place in both files.
pub(super) struct Hunk<'s, 't> {
    /// Lines before it in the old and in the new file.
    before: (usize, usize),
    steps: &'s [Step<'t>],
}

/// The changes with their context; changes whose contexts meet share a hunk.
pub(super) fn hunks<'s, 't>(steps: &'s [Step<'t>]) -> Vec<Hunk<'s, 't>> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for at in (0..steps.len()).filter(|&at| !matches!(steps.get(at), Some(Step::Keep(_)))) {
        let (from, to) = (at.saturating_sub(CONTEXT), (at + 1 + CONTEXT).min(steps.len()));
        match spans.last_mut() {
            Some(last) if from <= last.1 => last.1 = to,
            _ => spans.push((from, to)),
        }
    }
    let mut before = (0, 0);
    let mut counted = 0;
    let hunk = |(from, to): (usize, usize)| {
        let (old, new) = count(steps.get(counted..from).unwrap_or_default());
        before = (before.0 + old, before.1 + new);
        counted = from;
        Hunk { before, steps: steps.get(from..to).unwrap_or_default() }
    };
    spans.into_iter().map(hunk).collect()
}

/// The lines that some steps have in the old and in the new file.
fn count(steps: &[Step<'_>]) -> (usize, usize) {
    let without = |other: fn(&Step<'_>) -> bool| steps.iter().filter(|s| !other(s)).count();
    (without(|s| matches!(s, Step::Put(_))), without(|s| matches!(s, Step::Take(_))))
}

impl Hunk<'_, '_> {
    /// Writes it as both programs read it.
    pub(super) fn write(&self, out: &mut impl io::Write) -> io::Result<()> {
        let (old, new) = count(self.steps);
        // Where a hunk has no line on a side, the format wants the number of the line before it.
        let start = |before: usize, count: usize| before + usize::from(count > 0);
        writeln!(out, "@@ -{},{old} +{},{new} @@", start(self.before.0, old), start(self.before.1, new))?;
        self.steps.iter().try_for_each(|step| match step {
            Step::Keep(line) => writeln!(out, " {line}"),
            Step::Take(line) => writeln!(out, "-{line}"),
            Step::Put(line) => writeln!(out, "+{line}"),
        })
    }
}
