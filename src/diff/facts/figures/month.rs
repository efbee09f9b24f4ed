//! Names of people that are also months: `April Jones`, `Jan-Ove Harle`, `Theresa May`.

use super::super::{names::is_surname, passage::Passage, tongue::Tongue};

/// Months that people are called by.
const NAMES: &[&str] = &["Jan", "March", "April", "Avril", "May", "Mai", "June", "Juli", "July", "August", "Augustus"];

/// Words after which a month is one, whatever capital follows.
const IN: &[&str] = &[
    "in", "since", "until", "last", "next", "early", "late", "mid", "during", "this", "im", "seit", "ende", "anfang",
    "mitte", "bis", "ab", "zum", "vom",
];

/// Whether a month is somebody's name here, in English: a capital stands beside it that is no month and no day of the week, and no
/// day or year does.
pub(super) fn is_name(passage: &Passage<'_>, token: usize) -> bool {
    let word = passage.word(token);
    if !NAMES.contains(&word) || !matches!(passage.tongue(), Tongue::English | Tongue::Other) {
        return false;
    }
    let digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let near = |token: usize| if matches!(passage.word(token), " " | ",") { 1 } else { 0 };
    let before = token.checked_sub(2).filter(|_| passage.word(token - 1) == " ").map_or("", |t| passage.word(t));
    let behind = token + 1 + near(token + 1);
    let behind = behind + near(behind);
    let in_time = IN.contains(&before.to_lowercase().as_str());
    if digits(before) || digits(passage.word(behind)) || in_time {
        return false;
    }
    let next = passage.word(token + 2);
    let capital = passage.is_word(token + 2) && passage.is_capital(token + 2) && !passage.class(token + 2).calendar;
    match passage.word(token + 1) {
        "-" if capital => true,
        // A word in capitals throughout is a name of another kind (`May BBC`).
        " " if capital && !next.chars().all(char::is_uppercase) => true,
        // Whom a modal is called by.
        _ => before == "Will" || is_surname(passage, token),
    }
}
