//! The signs that stand for kinds of change and for what must be known of a text, wherever something is listed.

use super::{ChangeKind, ListRow, SidesMark};

/// The kinds of change that have a badge, with its letter and what it stands for, in the order in which they stand.
pub const BADGES: [(ChangeKind, &str, &str); 9] = [
    (ChangeKind::Headline, "H", "headline"),
    (ChangeKind::Number, "#", "figures"),
    (ChangeKind::Quote, "“", "quotations"),
    (ChangeKind::Name, "N", "names"),
    (ChangeKind::Hedge, "?", "hedges"),
    (ChangeKind::Negation, "¬", "negations"),
    (ChangeKind::Moved, "⇅", "moved"),
    (ChangeKind::Correction, "!", "correction"),
    (ChangeKind::Revert, "↺", "restored"),
];

/// What a kind of change is called where kinds are listed: as the badges are, in the words of menus where it has none.
#[must_use]
pub fn name(kind: ChangeKind) -> &'static str {
    match (BADGES.iter().find(|badge| badge.0 == kind), kind) {
        (Some(badge), _) => badge.2,
        // As short as `moved`.
        (None, ChangeKind::Added | ChangeKind::Removed | ChangeKind::Edited) => kind.word(),
        (None, _) => kind.label(),
    }
}

/// The badge of a change without substance, and what it stands for.
pub const MINOR: (&str, &str) = ("·", "minor");

/// The badges of what must be known of an article's text before it is believed, with what they stand for.
pub const CAUTIONS: [(&str, &str); 2] = [("≈", "sides inferred"), ("◐", "text incomplete")];

/// The signs of a lifeline with what they stand for: a revision that holds what was found, one that does not, one of which
/// nothing can be said.
pub const LIFELINE: [(&str, &str); 3] = [("●", "in this revision"), ("○", "not in it"), ("?", "cannot say")];

/// The sign of a revision in a lifeline.
#[must_use]
pub fn held(held: Option<bool>) -> &'static str {
    let [there, missing, unknown] = LIFELINE;
    match held {
        Some(true) => there.0,
        Some(false) => missing.0,
        None => unknown.0,
    }
}

/// The badge of an article's text in the list; a blank where nothing needs saying.
#[must_use]
pub fn caution(row: &ListRow) -> &'static str {
    let [inferred, incomplete] = CAUTIONS;
    match row.sides {
        SidesMark::Inferred | SidesMark::ByHand => inferred.0,
        SidesMark::OlderIncomplete => incomplete.0,
        SidesMark::Known if row.partial => incomplete.0,
        SidesMark::Known => " ",
    }
}
