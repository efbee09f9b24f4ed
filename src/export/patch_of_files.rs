//! Two text files as a unified patch, of their lines as they are: what [`Patch`](super::patch::Patch) is for two revisions,
//! which are paragraphs.

use std::io::{self, Write as _};

use super::{
    Exporter, Piece,
    patch::{Step, around, hunks},
    safe,
};
use crate::{
    diff::{
        Ignore, paragraph,
        sequence::{Budget, common},
    },
    model::Sides,
    text::{isolate, numbering::Numbering},
};

/// Steps that finding the lines in common may take; what is not found is taken out and put in again.
const STEPS: u64 = 50_000_000;

/// What stands behind a last line that has no line feed.
const UNENDED: &str = "\\ No newline at end of file";

/// A patch that turns one file into the other.
#[derive(Debug, Clone, Copy)]
pub struct PatchOfFiles<'a> {
    /// The name under which the first is patched, without `a/`.
    pub name: &'a str,
    /// What they hold.
    pub texts: Sides<&'a str>,
}

impl Exporter for PatchOfFiles<'_> {
    fn name(&self) -> &'static str {
        "patch"
    }

    fn summary(&self) -> &'static str {
        "a unified patch, for patch and git apply"
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

    fn write(&self, _: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, out);
        let unended = self.texts.map(unended);
        let (old, new) = (lines(self.texts.old, unended.old.as_deref()), lines(self.texts.new, unended.new.as_deref()));
        let steps = steps(&old, &new);
        let hunks = hunks(&steps);
        if !hunks.is_empty() {
            let name = isolate::line(self.name, &mut false, safe::visible);
            // Both programs read a name up to a tab, and would end it at a blank without one.
            let end = if name.contains(' ') { "\t" } else { "" };
            write!(out, "--- a/{name}{end}\n+++ b/{name}{end}\n")?;
        }
        hunks.into_iter().try_for_each(|hunk| hunk.write(&mut out))?;
        out.flush()
    }
}

/// The last line of a text that does not end with a line feed, with what is said of that.
fn unended(text: &str) -> Option<String> {
    let last = text.rsplit('\n').next().filter(|last| !last.is_empty())?;
    Some(format!("{last}\n{UNENDED}"))
}

fn lines<'a>(text: &'a str, unended: Option<&'a str>) -> Vec<&'a str> {
    let mut lines: Vec<&str> = text.split_terminator('\n').collect();
    if let Some((last, unended)) = lines.last_mut().zip(unended) {
        *last = unended;
    }
    lines
}

fn steps<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Step<'a>> {
    let mut numbers = Numbering::default();
    let mut numbered = |side: &[&str]| {
        side.iter().map(|line| numbers.of(paragraph::hash(line, Ignore::Nothing))).collect::<Vec<u32>>()
    };
    let (left, right) = (numbered(old), numbered(new));
    let mut kept = common(&left, &right, &mut Budget::new(STEPS));
    // Hashes find; the lines decide.
    kept.retain(|&(i, j)| old[i] == new[j]);
    kept.sort_unstable();
    let of = |side: &[&'a str], at: usize| side.get(at).copied().into_iter();
    around(kept, (old.len(), new.len()), |at| of(old, at), |at| of(new, at))
}
