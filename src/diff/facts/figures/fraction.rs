//! Fractions in words: `two thirds`, `three-quarters of`, `a fifth of`, `zwei Drittel`, `deux tiers`.

use super::{super::passage::Passage, spelt::Spelt, word::between};

/// Parts by what they are one of, where one of them is meant.
const PARTS: &[(&str, &str)] = &[
    ("third", "3"),
    ("quarter", "4"),
    ("fifth", "5"),
    ("sixth", "6"),
    ("seventh", "7"),
    ("eighth", "8"),
    ("ninth", "9"),
    ("tenth", "10"),
    ("Drittel", "3"),
    ("Viertel", "4"),
    ("Fünftel", "5"),
    ("Sechstel", "6"),
    ("Achtel", "8"),
    ("Zehntel", "10"),
    ("tiers", "3"),
    ("quart", "4"),
    ("cinquième", "5"),
    ("dixième", "10"),
];

/// The same of several, where English and Spanish say it otherwise.
const TERCIOS: &[(&str, &str)] = &[("tercios", "3"), ("cuartos", "4"), ("quintos", "5")];

/// Words for one before a part.
const ONE: &[&str] = &["a", "A", "an", "An", "one", "One", "ein", "Ein", "un", "Un"];

/// Words behind a part that say what it is a part of.
const OF: &[&str] = &["of", "der", "des", "aller", "von", "de", "du", "d"];

fn one(word: &str) -> Option<&'static str> {
    PARTS.iter().find(|(part, _)| *part == word).map(|(_, of)| *of)
}

fn several(word: &str) -> Option<&'static str> {
    let english = || word.strip_suffix('s').and_then(one).filter(|_| word.is_ascii());
    // German says it like one, and so does French where it ends with an `s`.
    let alike = || one(word).filter(|_| word.ends_with('l') || word == "tiers");
    let plural = || word.strip_suffix('s').filter(|word| word.ends_with('e')).and_then(one);
    let spanish = || TERCIOS.iter().find(|(part, _)| *part == word).map(|(_, of)| *of);
    english().or_else(alike).or_else(plural).or_else(spanish)
}

/// A number in words with the parts it counts.
pub(super) fn parted(passage: &Passage<'_>, words: &[usize], number: Spelt) -> Spelt {
    let at = words.partition_point(|token| *token <= number.last);
    let part =
        words.get(at).filter(|&&token| between(passage, number.last, token).is_some_and(|gap| matches!(gap, "" | "-")));
    let of = words.get(at + 1).is_some_and(|&token| OF.contains(&passage.word(token)));
    let known = part.and_then(|&token| Some((token, passage.word(token), several(passage.word(token))?)));
    match known {
        // Quarters are also those of a year, and rooms.
        Some((_, "quarters" | "cuartos", _)) if !of => number,
        Some((last, _, parts)) => Spelt { last, value: format!("{}/{parts}", number.value) },
        None => number,
    }
}

/// Whether one part follows a word for one (`one third of`).
pub(super) fn is_one_part(passage: &Passage<'_>, words: &[usize]) -> bool {
    part_of_one(passage, words, 1).is_some()
}

/// The number that one part of something is, and which of the words is its first: that before the part.
pub(super) fn part_of_one(passage: &Passage<'_>, words: &[usize], at: usize) -> Option<(usize, Spelt)> {
    let last = *words.get(at)?;
    let parts = one(passage.word(last))?;
    let first = at.checked_sub(1)?;
    let near = |a: usize, b: usize, gaps: &[&str]| between(passage, a, b).is_some_and(|gap| gaps.contains(&gap));
    let opens = ONE.contains(&passage.word(words[first])) && near(words[first], last, &["", "-"]);
    let of = words.get(at + 1).is_some_and(|&of| OF.contains(&passage.word(of)) && near(last, of, &[""]));
    (opens && of).then(|| (first, Spelt { last, value: format!("1/{parts}") }))
}

#[cfg(test)]
mod tests {
    use super::{super::super::lexicon::class, *};

    #[test]
    fn every_part_is_in_the_lexicon() {
        let several =
            PARTS.iter().filter(|(part, _)| part.is_ascii() && part.len() > 4).map(|(part, _)| format!("{part}s"));
        let several = several.filter(|part| several_of(part));
        let all = PARTS.iter().chain(TERCIOS).map(|(part, _)| (*part).to_owned()).chain(several);
        assert!(
            all.clone().all(|part| class(&part).part),
            "{:?}",
            all.filter(|part| !class(part).part).collect::<Vec<_>>()
        );
    }

    fn several_of(part: &str) -> bool {
        part.ends_with("ths") || part.ends_with("rds") || part == "quarters"
    }
}
