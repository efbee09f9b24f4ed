//! What is selected in the diff, as text and as paragraphs: for copying, searching and exporting.

use std::collections::BTreeSet;

use super::{
    diff::{DiffPane, Selection},
    selection::{Strip, strips},
};
use crate::{
    diff::{BlockKind, rows::Span},
    model::{Side, Sides},
    text::Role,
};

/// Selected text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picked {
    /// The text, a blank line between paragraphs. Where it holds both what went and what stands, what went is in
    /// `[-…-]` and what came in `{+…+}`: run together they would be nobody's words.
    pub text: String,
    /// Whether it has these marks.
    pub marked: bool,
    /// The words of one voice on one line: the newer one, unless all of it went.
    pub words: String,
}

/// A run of selected text in one voice.
struct Run {
    text: String,
    /// What went, what came, or neither.
    voice: Option<Side>,
}

/// The selected text; `None` where nothing is selected.
#[must_use]
pub fn picked(pane: &DiffPane) -> Option<Picked> {
    let selection = pane.selection?;
    let paragraphs: Vec<Vec<Run>> =
        selected(pane, selection).map(|strip| runs(pane, selection, strip)).filter(|runs| !runs.is_empty()).collect();
    let all = || paragraphs.iter().flatten();
    let gone = all().any(|r| r.voice == Some(Side::Old));
    let stands = all().any(|r| r.voice != Some(Side::Old) && !r.text.trim().is_empty());
    // In two columns each has one voice, and brackets are there already where a terminal needs them.
    let marked = gone && stands && pane.rows.columns.is_none() && pane.layout.only.is_none() && !pane.layout.brackets;
    let shown = |run: &Run| match run.voice {
        Some(Side::Old) if marked => format!("[-{}-]", run.text),
        Some(Side::New) if marked => format!("{{+{}+}}", run.text),
        _ => run.text.clone(),
    };
    let written = |runs: &Vec<Run>| runs.iter().map(shown).collect::<String>().trim().to_owned();
    let one_voice = |runs: &Vec<Run>| -> String {
        runs.iter().filter(|r| !marked || r.voice != Some(Side::Old)).map(|r| r.text.as_str()).collect()
    };
    let words = paragraphs.iter().map(one_voice).collect::<Vec<_>>().join(" ");
    Some(Picked {
        text: paragraphs.iter().map(written).collect::<Vec<_>>().join("\n\n"),
        marked,
        words: words.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

/// The paragraphs of both sides that the selection touches; of a passage that is told in both voices, those of both.
#[must_use]
pub fn paragraphs(pane: &DiffPane) -> Option<Sides<BTreeSet<usize>>> {
    let (selection, diff) = (pane.selection?, pane.diff.as_ref()?);
    let mut chosen: Sides<BTreeSet<usize>> = Sides::default();
    for strip in selected(pane, selection) {
        for (row, line) in strip.lines(&pane.rows, selection.side) {
            if let Some((side, at)) = line.paragraph {
                chosen[side].insert(at);
            }
            let block = pane.rows.rows.get(row).and_then(|r| r.block).and_then(|b| diff.blocks.get(b));
            if let Some(block) = block.filter(|b| {
                matches!(b.kind, BlockKind::Edited | BlockKind::Moved | BlockKind::Split | BlockKind::Merged)
            }) {
                chosen.old.extend(&block.old);
                chosen.new.extend(&block.new);
            }
        }
    }
    Some(chosen)
}

fn selected(pane: &DiffPane, Selection { side, from, to, .. }: Selection) -> impl Iterator<Item = Strip> {
    strips(&pane.rows, side).into_iter().filter(move |s| (from.strip..=to.strip).contains(&s.number))
}

/// What is selected of a strip.
fn runs(pane: &DiffPane, selection: Selection, strip: Strip) -> Vec<Run> {
    let Selection { side, from, to, .. } = selection;
    let first = if strip.number == from.strip { from.at } else { 0 };
    let end = if strip.number == to.strip { to.at } else { usize::MAX };
    let mut at = 0;
    let mut runs: Vec<Run> = Vec::new();
    for span in strip.lines(&pane.rows, side).flat_map(|l| &l.1.spans) {
        let count = span.text.chars().count();
        let (skipped, wanted) = (first.saturating_sub(at), end.saturating_sub(at).min(count));
        let text: String = span.text.chars().take(wanted).skip(skipped).collect();
        at += count;
        match runs.last_mut().filter(|r| r.voice == voice(span)) {
            // A run goes on in the next line.
            Some(run) => run.text.push_str(&text),
            None if !text.is_empty() => runs.push(Run { text, voice: voice(span) }),
            None => {}
        }
    }
    runs
}

/// Whose words a span holds, where not both sides have them.
fn voice(span: &Span) -> Option<Side> {
    // A sentence carried into another paragraph went from here, too.
    let gone = span.roles.has(Role::Deleted) || span.roles.has(Role::Former);
    if gone { Some(Side::Old) } else { span.roles.has(Role::Inserted).then_some(Side::New) }
}
