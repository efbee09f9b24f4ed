//! The page's view with the old text on the left and the new one on the right, passage beside passage.

use std::io;

use super::{
    markup::{self, Voices, edits, escape},
    passage::{anchor, became, doubts, fold, hole, lone, move_link, notes, sign, spoken},
};
use crate::{
    diff::{Block, BlockKind, Diff, rows::carried::Carried},
    export::{
        Piece, caution, provenance,
        reading::{Item, numbers},
    },
    model::{Side, Sides},
};

/// The name of the view in anchors.
const VIEW: &str = "two";

/// What is shown.
#[derive(Clone, Copy)]
struct Shown<'a> {
    diff: &'a Diff,
    carried: &'a Carried,
}

/// Writes the view.
pub(super) fn write(piece: &Piece<'_>, items: &[Item<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let diff = piece.diff;
    writeln!(out, "<table><thead><tr>{}{}</tr></thead><tbody>", head(piece, Side::Old), head(piece, Side::New))?;
    let carried = Carried::of(diff);
    for item in items {
        if let Item::Fold(hidden) = item {
            writeln!(out, "<tr class=\"same\"><td colspan=\"2\">{}</td></tr>", fold(*hidden))?;
            continue;
        }
        let (kind, cells) = row(Shown { diff, carried: &carried }, item);
        writeln!(out, "<tr class=\"{}\">{}{}</tr>", kind.map_or("missing", BlockKind::word), cells.old, cells.new)?;
    }
    writeln!(out, "</tbody></table>")
}

fn head(piece: &Piece<'_>, side: Side) -> String {
    let (diff, text) = (piece.diff, &piece.diff.sides[side]);
    let title = match edits(&diff.headline, Voices::One(side)) {
        markup if markup.is_empty() => String::new(),
        markup => format!("<span class=\"headline\" lang=\"\" dir=\"auto\">{markup}</span>"),
    };
    let label = match piece.files {
        Some(names) => format!("<bdi>{}</bdi>", escape(names[side])),
        None => {
            let time = text.time.as_ref().map_or("no time known".into(), provenance::moment);
            format!("Revision {}, {time}", text.revision)
        }
    };
    format!("<th scope=\"col\"><span class=\"label\">{label}</span>{title}</th>")
}

fn row(shown: Shown<'_>, item: &Item<'_>) -> (Option<BlockKind>, Sides<String>) {
    let Shown { diff, carried } = shown;
    let raw = |side: Side, paragraph: usize| diff.sides[side].paragraphs.get(paragraph).map_or("", AsRef::as_ref);
    let text = |side, paragraph| escape(raw(side, paragraph));
    let beside = |side, cell| match side {
        Side::Old => Sides::new(cell, EMPTY.to_owned()),
        Side::New => Sides::new(EMPTY.to_owned(), cell),
    };
    match *item {
        Item::Fold(_) => (None, Sides::default()),
        Item::Hole(side) => (None, beside(side, format!("<td>{}</td>", hole(side)))),
        Item::Same { old, new } => {
            let kind = BlockKind::Same;
            let [old, new] = [(Side::Old, old), (Side::New, new)]
                .map(|(side, p)| cell(shown, side, kind, &[p], "", &text(side, p), None));
            (Some(kind), Sides::new(old, new))
        }
        Item::Lone { kind, side, paragraph } => {
            let body = lone(carried, kind, side, paragraph, raw(side, paragraph));
            let label = if kind == BlockKind::Unknown { caution::unknown(side) } else { "" };
            (Some(kind), beside(side, cell(shown, side, kind, &[paragraph], label, &body, None)))
        }
        Item::Edited(block) if block.kind == BlockKind::Moved => {
            (Some(block.kind), beside(Side::New, moved(shown, Side::New, block)))
        }
        Item::MovedAway(block) => (Some(block.kind), beside(Side::Old, moved(shown, Side::Old, block))),
        Item::Edited(block) => {
            let edited = |side: Side, paragraphs: &[usize]| {
                let body = markup::block(carried, block, Voices::One(side));
                cell(shown, side, block.kind, paragraphs, &became(block), &body, None)
            };
            (Some(block.kind), Sides::new(edited(Side::Old, &block.old), edited(Side::New, &block.new)))
        }
    }
}

const EMPTY: &str = "<td class=\"empty\"></td>";

fn moved(shown: Shown<'_>, side: Side, block: &Block) -> String {
    let paragraphs = if side == Side::Old { &block.old } else { &block.new };
    let (label, body) = (move_link(VIEW, side, block), markup::block(shown.carried, block, Voices::One(side)));
    cell(shown, side, block.kind, paragraphs, &label, &body, Some(anchor(VIEW, side, block)))
}

fn cell(
    shown: Shown<'_>,
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
         <div>{label}<p class=\"text\" lang=\"\" dir=\"auto\">{body}</p>{}{}</div></div></td>",
        spoken(kind),
        sign(kind),
        numbers(paragraphs),
        notes(
            shown.carried,
            if side == Side::Old { paragraphs } else { &[] },
            if side == Side::New { paragraphs } else { &[] }
        ),
        doubts(shown.diff, side, paragraphs)
    )
}
