//! Why a paragraph stands where it does: how its block was matched, and for compare pages on which side it was put.

use super::Why;
use crate::{
    app::{Effect, Mode, Model, list},
    diff::{Block, BlockKind, Diff},
    model::{Placement, Side},
};

/// Opens the overlay for the paragraph under the cursor.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let line = |side: Side| model.diff.row().and_then(|r| r.lines[side].as_ref()).and_then(|l| l.paragraph);
    let found = line(Side::New).or_else(|| line(Side::Old)).zip(model.diff.diff.as_ref());
    let Some(((side, index), diff)) = found else {
        model.say("There is no paragraph under the cursor.");
        return Vec::new();
    };
    let text = diff.sides[side].paragraphs.get(index).map_or_else(String::new, ToString::to_string);
    let evidence = diff.sides[side].evidence.get(index).cloned();
    let matched = matched(diff, side, index);
    model.mode = Mode::Why(Why { paragraph: (side, index), text, matched, evidence });
    Vec::new()
}

/// How the block of a paragraph was matched, as sentences.
fn matched(diff: &Diff, side: Side, index: usize) -> Vec<String> {
    let list = |block: &Block, side: Side| if side == Side::Old { block.old.clone() } else { block.new.clone() };
    let Some(block) = diff.blocks.iter().find(|b| list(b, side).contains(&index)) else { return Vec::new() };
    let here = numbers(&[index]);
    let other = numbers(&list(block, side.other()));
    let name = |side: Side| if side == Side::Old { "base" } else { "target" };
    let (this, that) = (name(side), name(side.other()));
    let mut said = vec![match block.kind {
        BlockKind::Same => {
            // A run of paragraphs: the one meant is as far into it on either side.
            let nth = list(block, side).iter().position(|i| *i == index).unwrap_or(0);
            let twin = list(block, side.other()).get(nth).map_or(other, |i| numbers(&[*i]));
            format!("{here} of the {this} stands unchanged as {twin} of the {that}.")
        }
        BlockKind::Edited => {
            format!("{here} of the {this} was set against {other} of the {that}: its words were edited.")
        }
        BlockKind::Moved => format!("{here} of the {this} is {other} of the {that}, moved."),
        BlockKind::Split => format!("One paragraph was split: {here} of the {this}, {other} of the {that}."),
        BlockKind::Merged => format!("Paragraphs were merged: {here} of the {this}, {other} of the {that}."),
        BlockKind::Added => format!("{here} is in the target only: nothing in the base is like it."),
        BlockKind::Removed => format!("{here} is in the base only: nothing in the target is like it."),
        BlockKind::Unknown => {
            format!("{here} of the {this}: what the {that} had in its place is not in the dump, so nothing is claimed.")
        }
    }];
    if let Some(similarity) = block.similarity.filter(|_| block.kind != BlockKind::Same) {
        said.push(format!("The two are {:.0} % alike.", f64::from(similarity) * 100.0));
    }
    if diff.summary.approximate {
        said.push("A limit cut the comparison short, so a nearer match may exist.".into());
    }
    said
}

fn numbers(indices: &[usize]) -> String {
    match indices {
        [] => "nothing".into(),
        [one] => format!("¶{}", one + 1),
        [first, .., last] => format!("¶{}–{}", first + 1, last + 1),
    }
}

/// Sets the paragraph's side by hand; `None` takes a correction back.
pub fn set(model: &mut Model, placement: Option<Placement>) -> Vec<Effect> {
    let Mode::Why(why) = &model.mode else {
        model.say("Ask first why a paragraph stands where it does.");
        return Vec::new();
    };
    let Some(evidence) = why.evidence.clone() else {
        model.say("The dump itself says on which side this paragraph stands.");
        return Vec::new();
    };
    let Some(article) = model.timeline.article.clone() else { return Vec::new() };
    match placement {
        None if !evidence.by_hand => {
            model.say("Nothing was set by hand here.");
            return Vec::new();
        }
        Some(wanted) if evidence.by_hand && evidence.placement == wanted => {
            model.say(format!("Line {} is set to “{}” already.", evidence.line, wanted.word()));
            return Vec::new();
        }
        _ => {}
    }
    model.mode = Mode::Browse;
    list::reread(model);
    vec![Effect::SetSide { article, line: evidence.line, placement }]
}
