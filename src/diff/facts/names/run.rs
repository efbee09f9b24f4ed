//! Where a name ends that begins with a word.

use super::{
    super::{
        figures::{is_code, is_half, is_zone},
        passage::Passage,
    },
    Place, is_surname,
    joint::Row,
    nobody::{is_no_name, is_postcode},
};

/// Words of a name, at most: more with capitals are a heading, or no prose.
const LONGEST: usize = 60;

/// How many words, from the first of some on, are a name: capitals with a blank, a hyphen or an ampersand between, or
/// small words that belong to names.
pub(super) fn run(passage: &Passage<'_>, words: &[(usize, Place)], nouns: bool) -> usize {
    let (mut count, mut at) = (0, 0);
    let row = Row { passage, words: words.get(..LONGEST).unwrap_or(words) };
    while let Some(&(token, place)) = words.get(at).filter(|_| at < LONGEST) {
        if !passage.is_capital(token) {
            match row.joints(at, nouns) {
                0 if row.goes_on(at) => at += 1,
                0 => break,
                joints => at += joints,
            }
            continue;
        }
        let word = passage.word(token);
        let apart = at > 0 && {
            let (before, this) = (passage.tokens.get(words[at - 1].0), passage.tokens.get(token));
            let gap = before.zip(this).and_then(|(a, b)| passage.text.get(a.end..b.start));
            let listed = || row.is_listed(at);
            // `Ann B. Lee`: no sentence ends with a letter alone.
            let is_initial = passage.word(words[at - 1].0).len() == 1;
            place == Place::First && !is_initial
                || !matches!(gap, Some(" " | "-" | "\u{a0}" | " & " | ". " | "’ " | "' ")) && !listed()
        };
        // `Jan-Erik`
        let double = || passage.word(token + 1) == "-" && passage.is_capital(token + 2);
        let calendar = || passage.class(token).calendar && !(word == "May" && is_surname(passage, token)) && !double();
        // `Image caption Three people`
        let counts = || {
            let is_number = count == 0 && passage.class(token).number.is_some();
            // `DoS` is no Spanish two.
            is_number
                && word.chars().skip(1).all(char::is_lowercase)
                && passage.word(token + 2).starts_with(char::is_lowercase)
        };
        // German writes `Millionen Euro` with capitals.
        let amount =
            || passage.class(token).magnitude.is_some() || matches!(word, "Euro" | "Dollar" | "Prozent" | "Pfund");
        // What bytes of one encoding look like in another: `RÃ¸en`.
        let garbled = || {
            let next =
                passage.tokens.get(token).and_then(|t| passage.text.get(t.end..)).and_then(|rest| rest.chars().next());
            word.ends_with(['Ã', 'Â']) && next.is_some_and(|c| ('\u{80}'..='\u{bf}').contains(&c))
        };
        let none =
            garbled() || is_no_name(word) || is_code(word) || is_district(passage, token) || is_zoned(passage, token);
        if apart || none || calendar() || counts() || amount() {
            break;
        }
        at += 1;
        count = at;
    }
    count
}

/// Whether a word is a postal district, among others or before the rest of a code: `GU21 and ME15`, `SW1A 1AA`.
fn is_district(passage: &Passage<'_>, token: usize) -> bool {
    let unit = |word: &str| matches!(word.as_bytes(), [digit, a, b] if digit.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase());
    let beside = |token: usize| is_postcode(passage.word(token));
    let before = || [2, 3, 4].iter().any(|n| token.checked_sub(*n).is_some_and(beside));
    is_postcode(passage.word(token))
        && (unit(passage.word(token + 2)) || [2, 3, 4].iter().any(|n| beside(token + n)) || before())
}

/// Whether a word is the zone of a time before it: `3pm ET`.
fn is_zoned(passage: &Passage<'_>, token: usize) -> bool {
    let before = || token.checked_sub(2).map_or("", |before| passage.word(before));
    is_zone(passage.word(token)) && (is_half(before()) || before().starts_with(|c: char| c.is_ascii_digit()))
}
