//! Why a change is minor or not, in a few words.

use super::{ChangeFacts, WordCounts};
use crate::model::ChangeKind;

/// What is said where no word was edited, and more than typography: a question may have become a statement.
pub const PUNCTUATION: &str = "punctuation changed";

/// What is said where nothing is found, but text is missing or its side uncertain.
pub const UNKNOWN: &str = "not all text is known";

/// The kinds of change, the most telling first, with what is said of each.
pub const TELLING: [(ChangeKind, &str); 16] = [
    (ChangeKind::Headline, "the headline changed"),
    (ChangeKind::Undeclared, "a change that the notice does not declare"),
    (ChangeKind::Correction, "a notice of correction or update"),
    (ChangeKind::Negation, "a negation came or went"),
    (ChangeKind::Number, "a figure changed"),
    (ChangeKind::Quote, "a quotation changed"),
    (ChangeKind::Hedge, "a hedge or modal changed"),
    (ChangeKind::Name, "a name came or went"),
    (ChangeKind::Attribution, "an attribution changed"),
    (ChangeKind::Byline, "the byline changed"),
    (ChangeKind::Date, "a date changed"),
    (ChangeKind::Link, "a link changed"),
    (ChangeKind::Removed, "paragraphs removed"),
    (ChangeKind::Added, "paragraphs added"),
    (ChangeKind::Moved, "text moved"),
    (ChangeKind::Edited, "words edited"),
];

/// Why a change is minor, or what keeps it from being so; `known`: whether both texts are all there, on sure sides.
pub(in crate::diff) fn reason(facts: &ChangeFacts, known: bool) -> &'static str {
    let light = |kind| facts.kinds.has(kind);
    if !facts.substance {
        return match (light(ChangeKind::Typography), light(ChangeKind::Boilerplate), facts.joined) {
            (true, true, _) => "typography and boilerplate only",
            (true, false, false) => "typography only",
            (true, false, true) => "typography and paragraph breaks only",
            (false, true, false) => "boilerplate only",
            (false, true, true) => "boilerplate and paragraph breaks only",
            (false, false, true) => "paragraphs split or joined only",
            (false, false, false) => "no change",
        };
    }
    // Among kinds of substance: where only boilerplate was edited or added, that is not what keeps it from being minor.
    let told = TELLING.iter().find(|(kind, _)| facts.kinds.has(*kind));
    match told {
        Some((ChangeKind::Edited, _)) if known && !facts.joined && facts.words == WordCounts::default() => PUNCTUATION,
        Some((_, words)) => words,
        None if !known => UNKNOWN,
        None => "case or punctuation changed",
    }
}
