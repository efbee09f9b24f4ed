//! The page's view with both texts in one.

use std::io;

use super::{
    markup::{self, Voices, escape},
    passage::{anchor, became, doubts, fold, hole, lone, move_link, notes, sign, spoken},
};
use crate::{
    diff::{Block, BlockKind, Diff, rows::carried::Carried},
    export::{
        caution,
        reading::{Item, numbers},
    },
    model::Side,
};

/// The name of the view in anchors.
const VIEW: &str = "one";
/// Characters of a moved passage that its old place quotes.
const QUOTED: usize = 60;

/// Writes the view.
pub(super) fn write(diff: &Diff, items: &[Item<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let carried = Carried::of(diff);
    items.iter().try_for_each(|item| item_markup(diff, &carried, item).write(out))
}

/// A passage on the page.
struct Passage {
    kind: BlockKind,
    id: Option<String>,
    number: String,
    label: String,
    body: String,
    doubts: String,
}

impl Passage {
    fn new(kind: BlockKind, number: String, body: String, doubts: String) -> Self {
        Passage { kind, id: None, number, label: String::new(), body, doubts }
    }

    fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let id = self.id.as_ref().map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        let kind = self.kind.word();
        write!(out, "<div class=\"passage {kind}\"{id}>")?;
        write!(
            out,
            "<p class=\"margin\"><span class=\"said\">{} </span><span class=\"sign\" aria-hidden=\"true\">{}</span>\
             <span class=\"number\">{}</span></p><div>",
            spoken(self.kind),
            sign(self.kind),
            self.number
        )?;
        if !self.label.is_empty() {
            write!(out, "<p class=\"label\">{}</p>", self.label)?;
        }
        if !self.body.is_empty() {
            write!(out, "<p class=\"text\" lang=\"\" dir=\"auto\">{}</p>", self.body)?;
        }
        writeln!(out, "{}</div></div>", self.doubts)
    }
}

/// Either a passage or a note that stands alone.
enum Markup {
    Passage(Passage),
    Note(String),
}

impl Markup {
    fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Markup::Passage(passage) => passage.write(out),
            Markup::Note(note) => writeln!(out, "{note}"),
        }
    }
}

fn item_markup(diff: &Diff, carried: &Carried, item: &Item<'_>) -> Markup {
    let text = |side: Side, paragraph: usize| diff.sides[side].paragraphs.get(paragraph).map_or("", AsRef::as_ref);
    Markup::Passage(match *item {
        Item::Hole(side) => return Markup::Note(hole(side)),
        Item::Fold(hidden) => return Markup::Note(fold(hidden)),
        Item::Same { old, new } => {
            let doubts = doubts(diff, Side::Old, &[old]) + &doubts(diff, Side::New, &[new]);
            Passage::new(BlockKind::Same, numbers(&[new]), escape(text(Side::New, new)), doubts)
        }
        Item::Lone { kind, side, paragraph } => {
            let body = lone(carried, kind, side, paragraph, text(side, paragraph));
            let (old, new): (&[usize], &[usize]) = match side {
                Side::Old => (&[paragraph], &[]),
                Side::New => (&[], &[paragraph]),
            };
            let under = notes(carried, old, new) + &doubts(diff, side, &[paragraph]);
            let mut passage = Passage::new(kind, numbers(&[paragraph]), body, under);
            if kind == BlockKind::Unknown {
                passage.label = caution::unknown(side).into();
            }
            passage
        }
        Item::Edited(block) => edited(diff, carried, block),
        Item::MovedAway(block) => {
            let mut passage = Passage::new(BlockKind::Moved, numbers(&block.old), String::new(), String::new());
            passage.id = Some(anchor(VIEW, Side::Old, block));
            let words: String = text(Side::Old, block.old.first().copied().unwrap_or(0)).chars().take(QUOTED).collect();
            let link = move_link(VIEW, Side::Old, block);
            passage.label = format!("{link}: <bdi lang=\"\">{}</bdi> …", escape(words.trim_end()));
            passage
        }
    })
}

fn edited(diff: &Diff, carried: &Carried, block: &Block) -> Passage {
    let under = notes(carried, &block.old, &block.new)
        + &doubts(diff, Side::Old, &block.old)
        + &doubts(diff, Side::New, &block.new);
    let body = markup::block(carried, block, Voices::Both);
    let mut passage = Passage::new(block.kind, numbers(&block.new), body, under);
    passage.label = became(block);
    if block.kind == BlockKind::Moved {
        passage.id = Some(anchor(VIEW, Side::New, block));
        passage.label = move_link(VIEW, Side::New, block);
    }
    passage
}
