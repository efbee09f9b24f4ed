//! The page's view with the old text on the left and the new one on the right, passage beside passage.

use std::io;

use super::{
    markup::{Voices, edits, escape},
    passage::{anchor, became, doubts, hole, move_link, sign, spoken},
};
use crate::{
    diff::{Block, BlockKind, Diff},
    export::{
        caution, provenance,
        reading::{Item, numbers},
        safe,
    },
    model::{Side, Sides},
};

/// The name of the view in anchors.
const VIEW: &str = "two";

/// Writes the view.
pub(super) fn write(diff: &Diff, items: &[Item<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<table><thead><tr>{}{}</tr></thead><tbody>", head(diff, Side::Old), head(diff, Side::New))?;
    for item in items {
        let (kind, cells) = row(diff, item);
        writeln!(out, "<tr class=\"{}\">{}{}</tr>", kind.map_or("missing", BlockKind::word), cells.old, cells.new)?;
    }
    writeln!(out, "</tbody></table>")
}

fn head(diff: &Diff, side: Side) -> String {
    let text = &diff.sides[side];
    let title = match edits(&diff.headline, Voices::One(side)) {
        markup if markup.is_empty() => String::new(),
        markup => format!("<span class=\"headline\" lang=\"\" dir=\"auto\">{markup}</span>"),
    };
    format!(
        "<th scope=\"col\"><span class=\"label\">Revision {}, {}</span>{title}</th>",
        text.revision,
        text.time.as_ref().map_or("no time known".into(), provenance::moment)
    )
}

fn row(diff: &Diff, item: &Item<'_>) -> (Option<BlockKind>, Sides<String>) {
    let raw = |side: Side, paragraph: usize| diff.sides[side].paragraphs.get(paragraph).map_or("", AsRef::as_ref);
    let text = |side, paragraph| escape(raw(side, paragraph));
    let beside = |side, cell| match side {
        Side::Old => Sides::new(cell, EMPTY.to_owned()),
        Side::New => Sides::new(EMPTY.to_owned(), cell),
    };
    match *item {
        Item::Hole(side) => (None, beside(side, format!("<td>{}</td>", hole(side)))),
        Item::Same { old, new } => {
            let kind = BlockKind::Same;
            let [old, new] = [(Side::Old, old), (Side::New, new)]
                .map(|(side, p)| cell(diff, side, kind, &[p], "", &text(side, p), None));
            (Some(kind), Sides::new(old, new))
        }
        Item::Lone { kind, side, paragraph } => {
            let body = escape(&safe::marked(raw(side, paragraph)));
            let (label, body) = match kind {
                BlockKind::Added => ("", format!("<ins>{body}</ins>")),
                BlockKind::Removed => ("", format!("<del>{body}</del>")),
                _ => (caution::unknown(side), body),
            };
            (Some(kind), beside(side, cell(diff, side, kind, &[paragraph], label, &body, None)))
        }
        Item::Edited(block) if block.kind == BlockKind::Moved => {
            (Some(block.kind), beside(Side::New, moved(diff, Side::New, block)))
        }
        Item::MovedAway(block) => (Some(block.kind), beside(Side::Old, moved(diff, Side::Old, block))),
        Item::Edited(block) => {
            let edited = |side: Side, paragraphs: &[usize]| {
                let body = edits(&block.edits, Voices::One(side));
                cell(diff, side, block.kind, paragraphs, &became(block), &body, None)
            };
            (Some(block.kind), Sides::new(edited(Side::Old, &block.old), edited(Side::New, &block.new)))
        }
    }
}

const EMPTY: &str = "<td class=\"empty\"></td>";

fn moved(diff: &Diff, side: Side, block: &Block) -> String {
    let paragraphs = if side == Side::Old { &block.old } else { &block.new };
    let (label, body) = (move_link(VIEW, side, block), edits(&block.edits, Voices::One(side)));
    cell(diff, side, block.kind, paragraphs, &label, &body, Some(anchor(VIEW, side, block)))
}

fn cell(
    diff: &Diff,
    side: Side,
    kind: BlockKind,
    paragraphs: &[usize],
    label: &str,
    body: &str,
    id: Option<String>,
) -> String {
    let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
    let label = if label.is_empty() { String::new() } else { format!("<p class=\"label\">{label}</p>") };
    format!(
        "<td{id}><div class=\"cell\"><p class=\"margin\"><span class=\"said\">{} </span>\
         <span class=\"sign\" aria-hidden=\"true\">{}</span><span class=\"number\">{}</span></p>\
         <div>{label}<p class=\"text\" lang=\"\" dir=\"auto\">{body}</p>{}</div></div></td>",
        spoken(kind),
        sign(kind),
        numbers(paragraphs),
        doubts(diff, side, paragraphs)
    )
}
