//! Two numbers with a stroke between them that are one figure: `1/2`, `2 1/2`, `No 1223/2009`, `2019/20`.

use super::{super::passage::Passage, word::is_year};

/// What two numbers with a stroke between them are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    /// A fraction or the like.
    Fraction,
    /// A month of a year, or two years of which one follows the other.
    Date,
    /// The number of an act.
    Act,
}

/// What the numbers at a token are, with the last token of them.
pub(super) fn stroked(passage: &Passage<'_>, token: usize) -> Option<(Stroke, usize)> {
    // `2 1/2`: halves, thirds and so on after what is whole.
    if is_number(passage.word(token), 3) && passage.word(token + 1) == " " {
        let proper = number(passage, token + 2) < number(passage, token + 4);
        let small = number(passage, token + 4).is_some_and(|n| n <= 16);
        let fraction = pair(passage, token + 2).filter(|stroke| *stroke == Stroke::Fraction && proper && small);
        if let Some(fraction) = fraction {
            return Some((fraction, token + 4));
        }
    }
    Some((pair(passage, token)?, token + 2))
}

fn pair(passage: &Passage<'_>, token: usize) -> Option<Stroke> {
    let (a, b) = (passage.word(token), passage.word(token + 2));
    let stroke = matches!(passage.word(token + 1), "/" | "⁄") && is_number(a, 4) && is_number(b, 4);
    // Of three numbers, as in `3/5/2020`, all are a date.
    let further = passage.word(token + 3) == "/" && passage.word(token + 4).starts_with(|c: char| c.is_ascii_digit());
    let tied = token > 0 && passage.word(token - 1) == "/";
    if !stroke || further || tied {
        return None;
    }
    if a.len() <= 2 && b.len() <= 2 {
        return Some(Stroke::Fraction);
    }
    let (first, second) = (number(passage, token)?, number(passage, token + 2)?);
    let follows = second == first + 1 || b.len() == 2 && second == (first + 1) % 100;
    match (is_year(a), is_year(b)) {
        (true, _) if follows => Some(Stroke::Date),
        // Two years.
        (true, true) if first < second && !is_cited(passage, token) && !is_numbered(passage, token) => None,
        (false, true) if (1..=12).contains(&first) && !is_numbered(passage, token) => Some(Stroke::Date),
        _ => Some(Stroke::Act),
    }
}

/// Whether a word before it says that it is a number: `No 12/2009`, `Nr. 3/2020`.
fn is_numbered(passage: &Passage<'_>, token: usize) -> bool {
    let mut before = (token.saturating_sub(4)..token).rev().filter(|&t| !passage.is_space(t)).map(|t| passage.word(t));
    let word = before.find(|word| *word != ".");
    word.is_some_and(|word| {
        matches!(word.trim_end_matches('.'), "No" | "Nos" | "no" | "Nr" | "nr" | "n°" | "Nº" | "nº" | "№")
    })
}

fn number(passage: &Passage<'_>, token: usize) -> Option<u32> {
    passage.word(token).parse().ok()
}

fn is_number(word: &str, digits: usize) -> bool {
    !word.is_empty() && word.len() <= digits && word.bytes().all(|b| b.is_ascii_digit())
}

/// A fraction of one character, written out.
pub(super) fn written_out(c: char) -> Option<&'static str> {
    Some(match c {
        '½' => "1/2",
        '¼' => "1/4",
        '¾' => "3/4",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '⅕' => "1/5",
        '⅖' => "2/5",
        '⅗' => "3/5",
        '⅘' => "4/5",
        '⅛' => "1/8",
        '⅜' => "3/8",
        '⅝' => "5/8",
        '⅞' => "7/8",
        _ => return None,
    })
}

/// Words before the number of a page, an act or an article.
const CITING: &[&str] =
    &["BGBl", "ABl", "S", "Seite", "Seiten", "pp", "p", "page", "pages", "Nr", "Artikel", "Article"];

/// Whether a number is that of a page or an act, whatever year it looks like (`BGBl. I 1942`, `pp. 2014 - 2015`).
pub(super) fn is_cited(passage: &Passage<'_>, token: usize) -> bool {
    let mut before = (token.saturating_sub(10)..token).rev().filter(|&t| !passage.is_space(t)).map(|t| passage.word(t));
    let mut word = before.next().unwrap_or("");
    // The last page of several.
    if matches!(word, "-" | "–") {
        before.next();
        word = before.next().unwrap_or("");
    }
    if word == "." {
        word = before.next().unwrap_or("");
    }
    // The part of a gazette.
    if matches!(word, "I" | "II" | "III") {
        let gazette = before.find(|word| *word != ".");
        return gazette.is_some_and(|word| word.trim_end_matches('.').ends_with("Bl"));
    }
    CITING.contains(&word.trim_end_matches('.'))
}
