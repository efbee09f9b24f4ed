//! What a document must not leave unsaid: sides that were inferred, text that is missing, paragraphs that are uncertain.

use std::fmt::Write as _;

use crate::{
    diff::{Diff, TextSide},
    model::{Aside, Side, SidesMark, TextState},
};

/// What is said of an article whose dump had lost its marks; `None` where nothing needs saying.
pub(super) fn sides(mark: SidesMark) -> Option<String> {
    let more = match mark {
        SidesMark::Known => return None,
        SidesMark::Inferred => {
            "the dump had lost which text belongs to which revision; it was worked out from the page"
        }
        SidesMark::ByHand => {
            "the dump had lost which text belongs to which revision; it was worked out from the page, \
                              and some of it was set by the user"
        }
        SidesMark::OlderIncomplete => {
            "the dump had lost text of the older revision; of what stood there nothing is said"
        }
    };
    Some(format!("{}: {more}", mark.words().unwrap_or_default()))
}

/// What is said of a document that shows a part of a diff; `None` for a whole one.
pub(super) fn excerpt(diff: &Diff) -> Option<String> {
    if !diff.is_excerpt() {
        return None;
    }
    let of = |side: Side, name: &str| {
        let shown: Vec<usize> = diff.shown(side).into_iter().collect();
        let runs = shown.chunk_by(|a, b| a + 1 == *b).map(super::reading::numbers);
        if shown.is_empty() {
            format!("none of the {name} text")
        } else {
            format!("{} of the {name} text", listed(runs))
        }
    };
    let (old, new) = (of(Side::Old, "old"), of(Side::New, "new"));
    if Side::BOTH.into_iter().all(|side| diff.shown(side).is_empty()) {
        return Some("only the headline is shown; counts and hashes are those of the whole texts".into());
    }
    Some(format!("only a part is shown, {old} and {new}; counts and hashes are those of the whole texts"))
}

/// Sentences on what is not there and what is not sure on one side.
pub(super) fn text(side: &TextSide) -> Vec<String> {
    let mut cautions = Vec::new();
    match side.state {
        TextState::Whole => {}
        TextState::Partial if side.paragraphs.is_empty() => cautions.push("partial: none of it is in the dump".into()),
        TextState::Partial => cautions.push("partial: what is not in the dump is unknown, not removed".into()),
        TextState::Withheld => cautions.push("withheld by its origin".into()),
        TextState::ErrorPage => cautions.push("an error page, not the article".into()),
    }
    if side.is_title_carried {
        cautions.push("its dump has no headlines; this is the last one that another dump tells".into());
    }
    match side.aside {
        None | Some(Aside::Copy) => {}
        Some(Aside::Branch) => {
            cautions.push("made on a branch that was merged later, while the article itself went on".into());
        }
        Some(Aside::Adrift) => cautions.push(
            "it bears no time, or none that is fine enough, or the others of the article bear none: whether it is older \
             than these is not known"
                .into(),
        ),
    }
    if !side.holes.is_empty() {
        let places = side.holes.iter().map(|&hole| match hole {
            hole if hole >= side.paragraphs.len() => "at the end".into(),
            hole => format!("before ¶{}", hole + 1),
        });
        cautions.push(format!("text is missing {}", listed(places)));
    }
    if !side.uncertain.is_empty() {
        let list = listed(side.uncertain.iter().map(|p| format!("¶{}", p + 1)));
        let verb = if side.uncertain.len() == 1 { "is" } else { "are" };
        cautions.push(format!("{list} {verb} uncertain: perhaps on the wrong side"));
    }
    let by_hand = side.evidence.iter().enumerate().filter(|(_, e)| e.by_hand);
    let list = listed(by_hand.map(|(p, _)| format!("¶{}", p + 1)));
    if !list.is_empty() {
        cautions.push(format!("{list} set by hand"));
    }
    cautions
}

/// Places in a row, so many that a reader still takes them in.
fn listed(places: impl Iterator<Item = String>) -> String {
    let places: Vec<String> = places.collect();
    match places.get(LISTED..) {
        Some(rest) if !rest.is_empty() => {
            format!("{} and {} more", places.get(..LISTED).unwrap_or_default().join(", "), rest.len())
        }
        _ => places.join(", "),
    }
}

/// Places that a list names.
const LISTED: usize = 24;

/// What a hole is called where it shows in a document.
pub(super) fn hole(side: Side) -> &'static str {
    match side {
        Side::Old => "text of the old revision is missing here",
        Side::New => "text of the new revision is missing here",
    }
}

/// What is said of a passage of whose other side nothing is known; `side` is the one that has it.
pub(super) fn unknown(side: Side) -> &'static str {
    match side {
        Side::Old => "what the new revision has here is not in the dump",
        Side::New => "what the old revision had here is not in the dump",
    }
}

/// What is to be said of a paragraph whose side is uncertain, with the grounds and the rival reading, or that was set by
/// hand, as a sentence; `None` where nothing needs saying. The paragraph's index counts from 0.
pub(super) fn doubt(text: &TextSide, side: Side, paragraph: usize) -> Option<String> {
    let side = if side == Side::Old { "old" } else { "new" };
    let evidence = text.evidence.get(paragraph);
    if evidence.is_some_and(|e| e.by_hand) {
        return Some(format!("¶{}: set by hand to the {side} side.", paragraph + 1));
    }
    text.uncertain.binary_search(&paragraph).ok()?;
    let mut doubt = format!("¶{}: uncertain whether it belongs to the {side} side", paragraph + 1);
    if let Some(e) = evidence {
        let _ = write!(doubt, "; {:.0} % sure (line {} of the dump)", e.confidence * 100.0, e.line);
        if !e.grounds.is_empty() {
            let _ = write!(doubt, ": {}", e.grounds.join("; "));
        }
        if let Some(rival) = &e.rival {
            let _ = write!(doubt, ". Otherwise: {rival}");
        }
    }
    doubt.push('.');
    Some(doubt)
}
