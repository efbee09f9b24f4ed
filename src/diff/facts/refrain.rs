//! Lines that the outlet prints under many of its articles ([`TextSide::refrains`]): which of them say nothing of their
//! article.
//!
//! That a line stands under many articles does not make it empty: a claim that a whole series repeats is news where it
//! comes, goes or is altered. So one that holds a negation, a modal, an attribution, a figure, a name, a quotation or a
//! notice of correction is read as any other. Of the rest, those that come or go as they stand are boilerplate; one that
//! was reworded is so only if it talks to the reader and tells nothing ([`invites`]).

use super::{claims::claims, figures::values, names, notices::corrects, passage::Passage};
use crate::{
    diff::{Block, Op, TextSide},
    model::{ChangeKind, Changes, Side, Sides},
    text::quotation::has_marks,
};

/// What is never of no substance, whatever line it stands in.
const TELLING: &[ChangeKind] = &[
    ChangeKind::Correction,
    ChangeKind::Negation,
    ChangeKind::Number,
    ChangeKind::Quote,
    ChangeKind::Hedge,
    ChangeKind::Name,
    ChangeKind::Attribution,
    ChangeKind::Byline,
    ChangeKind::Date,
];

/// Whether kinds of change hold one that is never of no substance.
pub(super) fn telling(kinds: Changes) -> bool {
    TELLING.iter().any(|kind| kinds.has(*kind))
}

/// Whether a paragraph of a side is a refrain that says nothing of its article.
pub(super) fn is_empty_refrain(side: &TextSide, paragraph: usize) -> bool {
    side.refrains.binary_search(&paragraph).is_ok() && side.paragraphs.get(paragraph).is_some_and(|text| !says(text))
}

/// Whether a block changed nothing but such refrains: as they stand, or reworded where they talk to the reader.
pub(super) fn only_refrains(sides: Sides<&TextSide>, block: &Block) -> bool {
    if sides.old.refrains.is_empty() && sides.new.refrains.is_empty() {
        return false;
    }
    let reworded = block.edits.iter().any(|e| e.op != Op::Equal) && !block.old.is_empty() && !block.new.is_empty();
    let of = |side: Side, paragraph: usize| {
        let talks = || sides[side].paragraphs.get(paragraph).is_some_and(|text| invites(text));
        is_empty_refrain(sides[side], paragraph) && (!reworded || talks())
    };
    block.old.iter().all(|p| of(Side::Old, *p)) && block.new.iter().all(|p| of(Side::New, *p))
}

/// Whether a line says anything that bears on an article.
fn says(line: &str) -> bool {
    let whole = Passage::whole(line);
    let claimed = || !claims(Sides::new(&Passage::new("", &[]), &whole)).is_empty();
    let counted = || values(line).iter().any(|(kind, _)| *kind == ChangeKind::Number);
    let named = || !invites(line) && !names::all(&whole).is_empty();
    has_marks(line) || corrects(line) || claimed() || counted() || named()
}

/// How lines begin that lead elsewhere, ask the reader for something, or tell how a page is to be read; in lower case.
const INVITATIONS: &[&str] = &[
    "all rights reserved",
    "all times",
    "click here",
    "contact us",
    "copyright",
    "download our",
    "download the",
    "email us",
    "follow",
    "get our",
    "join our",
    "listen to",
    "more on",
    "read also",
    "read more",
    "related articles",
    "related:",
    "see also",
    "share",
    "sign up",
    "subscribe",
    "watch:",
    "©",
    "abonnieren",
    "alle zeiten",
    "folgen sie",
    "lesen sie auch",
    "lesen sie mehr",
    "mehr zum thema",
    "abonnez-vous",
    "inscrivez-vous",
    "lire aussi",
    "suivez",
    "à lire aussi",
    "lea también",
    "leer más",
    "síganos",
    "suscríbase",
    "suscríbete",
];

/// An invitation is short.
const LONGEST: usize = 200;

/// Whether a line talks to the reader: it leads elsewhere, asks for something, or tells how a page is to be read. What it
/// names, the article does not.
pub(super) fn invites(line: &str) -> bool {
    let line = line.trim_start();
    line.len() <= LONGEST
        && INVITATIONS.iter().any(|opening| {
            let mut left = line.chars();
            let opens = opening.chars().all(|c| left.next().is_some_and(|l| l == c || l.to_lowercase().eq([c])));
            opens && left.next().is_none_or(|c| !c.is_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refrains_that_say_nothing_and_others() {
        for line in [
            "Sign up to our weekly newsletter",
            "Read more: the harbour in pictures",
            "All times are in GMT",
            "Follow Harle News on Facebook",
            "Our Friday letter brings you the best of the mill",
            "The page is kept by volunteers.",
        ] {
            assert!(!says(line), "{line}");
        }
        for line in [
            "The vaccine is not safe for children.",
            "Passengers may board with bags.",
            "The ministry said it is safe.",
            "They may take 2 bags.",
            "It is “safe” for children.",
            "Nobody but John Smith came.",
            "Correction: an earlier version was wrong.",
            "Read more: minister denies it",
        ] {
            assert!(says(line), "{line}");
        }
        assert!(invites("Read more") && !invites("Ready more or less") && !invites("Sharing is good"));
    }
}
