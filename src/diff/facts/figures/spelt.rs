//! Numbers in words: `twenty-one`, `two hundred and five`, `einundzwanzig`, `quatre-vingt-dix`, `tens of thousands`.

use super::{
    super::{lexicon::Count, passage::Passage, tongue::Tongue},
    word::between,
};
use crate::text::fold::lower;

/// A number in words.
#[derive(Clone)]
pub(super) struct Spelt {
    /// Its last token.
    pub(super) last: usize,
    /// What it counts as, as figures in digits do; what is said roughly (`dozens`) with a `~`.
    pub(super) value: String,
}

/// Words between the parts of a number.
const AND: &[&str] = &["and", "und", "et", "y", "e", "en"];

/// Words for one: they are pronouns and articles, unless a multiplier follows or tens stand before.
pub(in super::super) const ONE: &[&str] =
    &["one", "ein", "un", "une", "uno", "una", "um", "uma", "een", "один", "одна"];

/// Bytes of the longest of them that is of ASCII, and of the longest of all, in whatever case.
const LONGEST_ONE: usize = 3;
const LONGEST_OF_ALL: usize = 8;

/// Whether a word is one of those for one, whatever its case.
pub(super) fn is_one(word: &str) -> bool {
    match word.as_bytes() {
        [first, ..] if word.is_ascii() => {
            word.len() <= LONGEST_ONE
                && matches!(first | 0x20, b'o' | b'e' | b'u')
                && ONE.iter().any(|one| one.eq_ignore_ascii_case(word))
        }
        _ => word.len() <= LONGEST_OF_ALL && ONE.contains(&word.to_lowercase().as_str()),
    }
}

/// Numbers of one language that are other words in others.
const ELSEWHERE: &[(&str, &[Tongue])] = &[
    ("elf", &[Tongue::German, Tongue::Dutch]),
    ("miles", &[Tongue::Spanish]),
    ("seize", &[Tongue::French]),
    ("quince", &[Tongue::Spanish, Tongue::Portuguese]),
    ("once", &[Tongue::Spanish]),
    ("due", &[Tongue::Italian]),
    ("sei", &[Tongue::Italian]),
    ("otto", &[Tongue::Italian]),
    ("onze", &[Tongue::French, Tongue::Portuguese]),
    ("cent", &[Tongue::French]),
    // Of the, in Portuguese.
    ("dos", &[Tongue::Spanish]),
];

/// Whether a number in words is one in the language of its text.
pub(super) fn is_number_here(passage: &Passage<'_>, word: &str) -> bool {
    ELSEWHERE
        .iter()
        .find(|(other, _)| other.eq_ignore_ascii_case(word))
        .is_none_or(|(_, tongues)| tongues.contains(&passage.tongue()))
}

/// The number that some words of a text begin with.
pub(super) fn spelt(passage: &Passage<'_>, words: &[usize]) -> Option<Spelt> {
    let word = |at: usize| words.get(at).map(|&token| passage.word(token));
    let class = |at: usize| words.get(at).map(|&token| passage.class(token));
    let count = |at: usize| class(at)?.number.filter(|_| word(at).is_some_and(|word| is_number_here(passage, word)));
    // `thousand`, `k` and the like, by what it multiplies.
    let times = |at: usize| class(at).and_then(|class| class.magnitude).and_then(multiplier);
    let one = |at: usize| word(at).is_some_and(is_one);
    let near = |at: usize| {
        let (left, right) = (at.checked_sub(1).and_then(|b| words.get(b)), words.get(at));
        left.zip(right).and_then(|(l, r)| between(passage, *l, *r)).is_some_and(|gap| matches!(gap, "" | "-"))
    };
    let opens_with_one = (one(0) || is_article(passage, words)) && times(1).is_some() && near(1);
    let first = if opens_with_one { Count::Exact(1) } else { count(0)? };
    let Count::Exact(first) = first else { return roughly(first, words, passage) };
    let (mut total, mut group, mut last, mut at) = (0u64, u64::from(first), u64::from(first), 1);
    while near(at) {
        if let Some(by) = times(at) {
            if by <= 100 && group < 100 {
                group *= by;
            } else if by > 100 {
                // Hostile text counts on without end.
                (total, group) = (total.saturating_add(group.saturating_mul(by)), 0);
            } else {
                break;
            }
            (last, at) = (by, at + 1);
            continue;
        }
        let joined = word(at).is_some_and(|w| AND.contains(&&*lower(w)));
        let next = if joined { at + 1 } else { at };
        if joined && !near(next) {
            break;
        }
        let Some(Count::Exact(n)) = count(next).or_else(|| one(next).then_some(Count::Exact(1))) else { break };
        let n = u64::from(n);
        let of_tens =
            (20..100).contains(&last) && last.is_multiple_of(10) && (n < 10 || matches!(last, 60 | 80) && n < 20);
        let of_more = last >= 100 && n < last && n > 1;
        // `quatre-vingt`; Arabic says five and twenty.
        let score = last == 4 && n == 20;
        let tens_after =
            !joined && last < 10 && n >= 20 && n.is_multiple_of(10) && word(next).is_some_and(|w| !w.is_ascii());
        if score {
            group = group - 4 + 80;
            last = 80;
        } else if of_tens || of_more || tens_after {
            group += n;
            last = n;
        } else {
            break;
        }
        at = next + 1;
    }
    Some(Spelt { last: *words.get(at - 1)?, value: total.saturating_add(group).to_string() })
}

/// `dozens`, `tens of thousands`.
fn roughly(first: Count, words: &[usize], passage: &Passage<'_>) -> Option<Spelt> {
    let of = |at: usize| words.get(at).is_some_and(|&t| matches!(passage.word(t), "of" | "de" | "di" | "von"));
    let also = words.get(2).filter(|_| of(1)).and_then(|&token| passage.class(token).number);
    let (count, value) = match (first, also) {
        (Count::Roughly(a), Some(Count::Roughly(b))) => (3, format!("~{a}×{b}")),
        (Count::Roughly(a) | Count::Exact(a), _) => (1, format!("~{a}")),
    };
    Some(Spelt { last: *words.get(count - 1)?, value })
}

/// An article that says one, before a magnitude: `a dozen`, `half a million`.
#[derive(Clone, Copy)]
pub(super) struct Article {
    /// The first word of the number.
    pub(super) first: usize,
    /// Whether it is half of that.
    half: bool,
}

/// The article that stands before the last of some words, if that is a magnitude.
pub(super) fn article(passage: &Passage<'_>, words: &[usize]) -> Option<Article> {
    let at = words.len().checked_sub(2).filter(|&at| is_article(passage, &words[at..]))?;
    let before = at.checked_sub(1).filter(|&b| between(passage, words[b], words[at]) == Some(""));
    match before.map(|b| (b, passage.word(words[b]))) {
        Some((first, "half" | "Half")) => Some(Article { first, half: true }),
        // A quarter of a million.
        Some((_, "of")) => None,
        _ => Some(Article { first: at, half: false }),
    }
}

impl Article {
    /// The number, of all words of the text.
    pub(super) fn number(self, passage: &Passage<'_>, words: &[usize]) -> Option<Spelt> {
        let number = spelt(passage, words.get(self.first + usize::from(self.half)..)?)?;
        let halved = number.value.parse::<u64>().ok().map(|n| (n / 2).to_string());
        let value = if self.half { halved? } else { number.value };
        Some(Spelt { last: number.last, value })
    }
}

/// Whether some words begin with such an article.
fn is_article(passage: &Passage<'_>, words: &[usize]) -> bool {
    let word = |at: usize| words.get(at).map_or("", |&token| passage.word(token));
    let counts = || {
        let whole = ["dozen", "hundred", "thousand", "million", "billion", "trillion"];
        whole.iter().any(|whole| whole.eq_ignore_ascii_case(word(1)))
    };
    matches!(word(0), "a" | "A") && counts() && between(passage, words[0], words[1]) == Some("")
}

/// What a magnitude multiplies by.
fn multiplier(magnitude: &str) -> Option<u64> {
    Some(match magnitude {
        "dozen" => 12,
        "00" => 100,
        "k" => 1_000,
        "m" => 1_000_000,
        "bn" => 1_000_000_000,
        "tn" => 1_000_000_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_end_is_no_more_than_can_be_counted() {
        let text = "nine hundred trillion ".repeat(30_000);
        let passage = Passage::whole(&text);
        let words: Vec<usize> = (0..passage.tokens.len()).filter(|&token| passage.is_word(token)).collect();
        let number = spelt(&passage, &words).expect("a number");
        assert_eq!((number.value.as_str(), number.last), ("18446744073709551615", *words.last().expect("words")));
    }
}
