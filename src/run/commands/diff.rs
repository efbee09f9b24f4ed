//! `recension diff`: the diff of two revisions as a document.

use anyhow::{Context as _, bail};

use super::{Outcome, archive, document, paper::Paper, say};
use crate::{
    cli::{Diff, Rev, Shared},
    export::Piece,
    model::{SidesMark, Timeline},
};

pub(super) fn run(diff: &Diff, shared: &Shared, paper: &mut Paper) -> anyhow::Result<Outcome> {
    let (catalogue, id, timeline) = archive::article(&diff.place, shared, diff.sides.as_deref())?;
    if diff.sides.is_some() && timeline.head.sides != SidesMark::ByHand {
        say("None of the lines in --sides is one whose side was inferred; nothing was set.");
    }
    let (base, target) = pair(diff, &timeline)?;
    let made = catalogue.diff(&id, base, target, diff.output.ignore()).context("The revision is gone; try again.")?;
    let piece = Piece { context: diff.output.context, ..Piece::whole(&timeline.head, &made) };
    document::write(&piece, &diff.output, paper)
}

/// The numbers of base and target: what is named, else the last revision on the line and the one before the target.
fn pair(diff: &Diff, timeline: &Timeline) -> anyhow::Result<(u32, u32)> {
    let target = match (diff.target, timeline.last()) {
        (None, Some(last)) => last,
        (rev, _) => archive::revision(timeline, rev.unwrap_or(Rev::FromEnd(1)))?,
    };
    let base = match diff.base {
        Some(rev) => archive::revision(timeline, rev)?,
        None => match timeline.before(target) {
            Some(base) => base,
            None => bail!(
                "Article {} has no revision before that one; name a base and a target, or read it with `recension show`.",
                timeline.head.id
            ),
        },
    };
    let number = |index: usize| timeline.rows.get(index).map(|row| row.number).context("There is no such revision.");
    Ok((number(base)?, number(target)?))
}
