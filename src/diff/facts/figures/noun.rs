//! What a figure counts: `dead` in `4 dead`, `death toll` in `a death toll of 4`.

use super::{
    super::{
        lexicon::{self, Class, class},
        passage::Passage,
        tongue::Tongue,
    },
    word::between,
};
use crate::{
    diff::types::Counted,
    text::{fold::lower, roll::Roll},
};

/// All lists of such words.
static LISTS: Roll<8, 1024> = Roll::of([LEADING, NUMBERED, BETWEEN, NO_NOUNS, DOES, ADVERBS, PARTICIPLES, NO_NOUN]);

/// Lists that a word stands in, the bits of [`LISTS`].
#[derive(Clone, Copy)]
struct In(u8);

impl In {
    const LEADING: In = In(1);
    const NUMBERED: In = In(2);
    const BETWEEN: In = In(4);
    /// What is no noun, whatever the language.
    const NONE: In = In(8 | 16 | 32 | 128);
    const PARTICIPLES: In = In(64);
    const NO_NOUN: In = In(128);

    /// Those of a word, whatever its case.
    fn of(word: &str) -> In {
        In(LISTS.lists(&lower(word)))
    }

    fn any(self, lists: In) -> bool {
        self.0 & lists.0 != 0
    }
}

/// Words that lead from a thing to its figure, or stand before the thing: they are no part of its name.
const LEADING: &str = " of to at is was are were be been by about around over nearly almost from now stands stood rose rises \
    risen rising fell fall falls fallen reached reaches hit as up down the a an just some least than more only under fewer less ";

/// What a figure is the number of, right behind it: `year 6`, `tier 2`, `RFC 1525`.
const NUMBERED: &str = " year tier level phase page chapter section part article paragraph clause version rfc rfcs ";

/// Whether a figure is the number of something, which counts nothing; not so where it stands before what there are several
/// of (`last year 45 people`).
pub(super) fn is_number_of(passage: &Passage<'_>, words: &[usize], first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|at| words.get(at)).copied();
    let token = words.get(first).copied();
    let behind = before.zip(token).filter(|&(before, token)| between(passage, before, token) == Some(""));
    let in_digits = token.is_some_and(|token| passage.word(token).starts_with(|c: char| c.is_ascii_digit()));
    let next = words.get(first + 1).zip(token).filter(|&(&next, token)| between(passage, token, next) == Some(""));
    let next = next.map_or("", |(&next, _)| passage.word(next));
    let counts = are_several(next) && next.starts_with(char::is_lowercase);
    in_digits && !counts && behind.is_some_and(|(before, _)| In::of(passage.word(before)).any(In::NUMBERED))
}

/// Words that may stand between a figure and what it counts.
const BETWEEN: &str = " new more other further additional confirmed official full separate different local consecutive extra \
    largest biggest longest highest oldest best worst \
    working square cubic young foreign british american ";

/// The same of other languages, but for those that are nouns elsewhere.
const NO_NOUNS: &str = " ein eine einen einem einer eines kann können muss müssen soll sollen darf dürfen vom zum zur im am beim ins mit bei auf aus nach seit für ist sind wird werden wurde wurden sowie sich nicht auch nur als wie \
    gegen unter über vor durch ohne um zu zwischen ab bzw gilt gelten si sur sous dans par pour avec sans est de da do dos sont ont aux que qui dont où ne se \
    ce cette mais donc selon ainsi après avant depuis peut peuvent sera seront con del al por para su es fue sobre dalla della dei nel nella \
    alla di che è sono più em com das nas nos ao à foi van het een en op te voor zijn aan bij naar ";

/// Verbs that say what a thing does that has a number of its own: `the bill 5582 adds`.
const DOES: &str = " adds shows applies says makes allows introduces updates fixes describes provides includes contains requires removes gives \
    takes becomes means brings reads implements improves enables extends expands replaces lets keeps helps goes comes was wins beats loses sees \
    seeks finds tells asks knows has does is ensures specifies defines prevents proposes creates ";

/// Adverbs after a figure.
const ADVERBS: &str = " overnight together alone instead abroad online overall inside outside nearby either too elsewhere indoors outdoors \
    apiece altogether onwards onward ";

/// Participles that stand for people.
const PARTICIPLES: &str = " injured wounded killed arrested detained infected hospitalised hospitalized displaced evacuated rescued unemployed \
    retired disabled accused convicted vaccinated deceased suspected confirmed seed weed breed bed shed need deed speed reed creed ";

/// Words after a figure that are nothing to count.
const NO_NOUN: &str = " of to at is was are were be been did does do by without about from and or in on for with as if that which who the a an per than into has have \
    had will would can could may might must should since until after before during when while but not also only up down out \
    off over under despite against among between across toward towards through within amid because although though so then yet still even \
    again ago last next later earlier away now today yesterday tonight each every both all any some per via plus minus versus it its this these there he she they we you i times und oder von bis et ou y o \
    der die das den dem des du le la les el los las un une aller alle ";

/// Whether a noun looks like a plural.
pub(super) fn are_several(noun: &str) -> bool {
    let plural = noun.len() > 3 && noun.ends_with('s') && !noun.ends_with("ss") && noun != "this";
    plural || matches!(noun, "people" | "men" | "women" | "children")
}

/// Whether a word stands for several as it is.
fn is_plural(word: &str) -> bool {
    const PLURALS: &[&str] =
        &["people", "men", "women", "children", "dead", "injured", "wounded", "police", "cent", "more"];
    word.ends_with('s') || PLURALS.contains(&&*lower(word))
}

/// Whether what stands before `over` or `under` and a figure is as old as that.
fn is_age(word: &str, before_it: &str) -> bool {
    matches!(before_it, "over" | "under") && matches!(word, "people" | "those" | "children" | "adults" | "anyone")
}

/// What a figure is tied to by a hyphen: `-year-old` in `12-year-old`.
pub(super) fn tied<'a>(passage: &Passage<'a>, last: usize) -> &'a str {
    let word = |token: usize| passage.word(token).starts_with(char::is_alphabetic);
    let mut end = last;
    while passage.word(end + 1) == "-" && word(end + 2) {
        end += 2;
    }
    let (from, to) = (passage.tokens.get(last), passage.tokens.get(end));
    from.zip(to).and_then(|(from, to)| passage.text.get(from.end..to.end)).unwrap_or("")
}

/// What a figure counts: the words after it, else the words before it.
pub(super) fn counted(passage: &Passage<'_>, words: &[usize], first: usize, after: usize) -> Option<Counted> {
    if is_number_of(passage, words, first) {
        return None;
    }
    let is_in = |list: &str, word: &str| lexicon::is_in(list, &lower(word));
    let adverb =
        |word: &str| word.ends_with("ly") && !is_in(" family ally supply assembly butterfly bully belly ", word);
    let noun =
        |word: &str| !adverb(word) && word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c)) && word.len() < 30;
    // `you’ll`
    let verb = |word: &str| {
        word.rsplit_once(['’', '\'']).is_some_and(|(_, end)| matches!(end, "ll" | "ve" | "re" | "d" | "m" | "t"))
    };
    let none = |word: &str| word.len() == 1 || verb(word) || In::of(word).any(In::NONE);
    // `1066 changed`; a name, as of a street.
    let did = |word: &str| word.ends_with("ed") && word.len() > 3 && !In::of(word).any(In::PARTICIPLES);
    let named = |word: &str| {
        let capital = word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
        capital && !is_plural(word) && passage.tongue() == Tongue::English
    };
    let mut last = *words.get(after.checked_sub(1)?)?;
    let mut end = None;
    for &token in words.get(after..after + 2).or_else(|| words.get(after..)).unwrap_or(&[]) {
        let word = passage.word(token);
        if between(passage, last, token) != Some("") || !noun(word) || none(word) {
            break;
        }
        let alone = !did(word) && !named(word);
        if alone {
            end = Some(token);
        }
        if !In::of(word).any(In::BETWEEN) {
            // `Four hospital workers`: a word that is no plural may stand before one that is.
            let next = words.get(after..).and_then(|w| w.iter().find(|&&t| t > token)).copied();
            // Of what there is one no plural follows, but a verb may.
            let is_one = words.get(first).is_some_and(|&t| matches!(&*lower(passage.word(t)), "one" | "1"));
            let thing = next.filter(|&n| between(passage, token, n) == Some("") && !is_plural(word) && !is_one);
            let names = |n: usize| noun(passage.word(n)) && !none(passage.word(n));
            let several = |n: &usize| names(*n) && are_several(passage.word(*n));
            // `Four hospital booking systems`:
            let further = thing.filter(|&n| names(n) && class(passage.word(n)) == Class::default());
            let further = further.and_then(|n| {
                let last = words.get(after..).and_then(|w| w.iter().find(|&&t| t > n)).copied()?;
                Some(last).filter(|&last| between(passage, n, last) == Some(""))
            });
            end = thing.filter(several).or_else(|| further.filter(several)).or(end);
            if end.is_none() && named(word) {
                return None;
            }
            break;
        }
        last = token;
    }
    let text = |from: usize, to: usize| {
        Some(passage.text.get(passage.tokens.get(from)?.start..passage.tokens.get(to)?.end)?.to_owned())
    };
    if let (Some(&start), Some(end)) = (words.get(after), end) {
        // A Chinese counter is one character, whatever a dictionary takes it for.
        let counter = passage.word(start).chars().next().filter(|&c| "人名个個位件条條家岁歳分円元".contains(c));
        if let Some(counter) = counter {
            return Some(Counted { noun: counter.into(), before: false });
        }
        // `at eight the warning ended`: an hour counts nothing.
        let before = first.checked_sub(1).and_then(|at| words.get(at)).map_or("", |&t| passage.word(t));
        let is_hour = is_in(" at by until till before after since past ", before) && !is_plural(passage.word(end));
        if is_hour && !passage.word(*words.get(first)?).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        return Some(Counted { noun: text(start, end)?, before: false });
    }
    let mut right = *words.get(first)?;
    let (mut start, mut stop, mut linked) = (None, None, false);
    for &token in words.get(..first)?.iter().rev().take(7) {
        let word = passage.word(token);
        if between(passage, token, right) != Some("") || !noun(word) || word.chars().count() == 1 && word != "a" {
            break;
        }
        let leads = In::of(word).any(In::LEADING);
        // `make up 77.9%`, `get up to £2,500`: what stands before it is done, and no thing; `people over 45` are as old.
        let before_it = lower(passage.word(right));
        if stop.is_none() && !leads && (before_it == "up" || is_age(word, &before_it)) {
            break;
        }
        match (leads, stop) {
            (true, None) => linked = true,
            // Without a word that leads to the figure this would be a verb as often as not.
            (false, None)
                if !linked
                    || In::of(word).any(In::NO_NOUN)
                    || is_in(" day week month year night ", word)
                    || class(word) != Class::default() =>
            {
                break;
            }
            (false, None) => (start, stop) = (Some(token), Some(token)),
            (false, Some(_)) if !In::of(word).any(In::NO_NOUN) && word.starts_with(char::is_lowercase) => {
                start = Some(token);
                break;
            }
            _ => break,
        }
        right = token;
    }
    Some(Counted { noun: text(start?, stop?)?, before: true })
}
