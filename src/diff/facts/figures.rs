//! Figures and dates that changed, the old against the new, with what they count.
//!
//! A figure is a word that begins with digits (a sign or currency before them), with the word that multiplies it
//! (`5 million`), or a number in words. Its value is what is compared: `1,000` and `1000`, `four` and `4` are the same.
//! The number of an entry of a list, and digits that belong to a name (`COVID-19`, `G7`), are no figures. A figure
//! beside a month, a time of day or a year is part of a date, which counts as one thing.

use std::collections::{HashMap, VecDeque};

use super::{
    cancel::cancel,
    lexicon::{Class, class},
    passage::Passage,
};
use crate::{
    diff::{Fact, types::Counted},
    model::{ChangeKind, Sides},
    text::words::{TokenKind, is_currency},
};

/// Places longer than this, in words, are rewritten: only figures of the same thing are set against each other there.
const SHORT: usize = 8;

/// A figure or date of which something changed.
#[derive(Debug)]
struct Figure<'a> {
    kind: ChangeKind,
    place: usize,
    text: &'a str,
    value: String,
    counts: Option<Counted>,
}

/// The figures and dates that came, went or became others.
pub(super) fn figures(pair: Sides<&Passage<'_>>) -> Vec<Fact> {
    if !touched(pair.old) && !touched(pair.new) {
        return Vec::new();
    }
    let (mut old, mut new) = (of(pair.old), of(pair.new));
    cancel(&mut old, &mut new, |f| (f.kind, f.value.clone()));
    let mut out = Vec::new();
    let mut rest = new.into_iter().peekable();
    let mut old = old.into_iter().peekable();
    // Both sides' figures ascend by place.
    while let Some(place) = [old.peek(), rest.peek()].into_iter().flatten().map(|f| f.place).min() {
        let gone: Vec<_> = std::iter::from_fn(|| old.next_if(|f| f.place == place)).collect();
        let come: Vec<_> = std::iter::from_fn(|| rest.next_if(|f| f.place == place)).collect();
        let short = pair.old.size(place) <= SHORT && pair.new.size(place) <= SHORT;
        at_one_place(gone, come, short, &mut out);
    }
    out
}

/// The figures of one place set against each other: those that count the same, then, where the place is short, those of
/// a kind in turn if there are as many.
fn at_one_place(gone: Vec<Figure<'_>>, come: Vec<Figure<'_>>, short: bool, out: &mut Vec<Fact>) {
    let noun = |f: &Figure<'_>| f.counts.as_ref().map(|c| c.noun.to_lowercase());
    let mut of_noun: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (j, f) in come.iter().enumerate() {
        of_noun.entry(noun(f).unwrap_or_default()).or_default().push_back(j);
    }
    let mut taken = vec![false; come.len()];
    let mut became: Vec<Option<usize>> = vec![None; gone.len()];
    for (i, f) in gone.iter().enumerate() {
        let Some(noun) = noun(f) else { continue };
        let same = of_noun.get_mut(&noun).and_then(VecDeque::pop_front).filter(|&j| come[j].kind == f.kind);
        if let Some(j) = same {
            (taken[j], became[i]) = (true, Some(j));
        }
    }
    for kind in [ChangeKind::Number, ChangeKind::Date] {
        let left: Vec<usize> = (0..gone.len()).filter(|&i| became[i].is_none() && gone[i].kind == kind).collect();
        let free: Vec<usize> = (0..come.len()).filter(|&j| !taken[j] && come[j].kind == kind).collect();
        if short && left.len() == free.len() {
            for (i, j) in left.into_iter().zip(free) {
                (taken[j], became[i]) = (true, Some(j));
            }
        }
    }
    for (f, j) in gone.into_iter().zip(became) {
        let new = j.and_then(|j| come.get(j));
        let counts = new.and_then(|f| f.counts.clone()).or(f.counts);
        out.push(Fact { counts, ..Fact::new(f.kind, Some(f.text), new.map(|f| f.text)) });
    }
    for (f, taken) in come.into_iter().zip(taken) {
        if !taken {
            out.push(Fact { counts: f.counts, ..Fact::new(f.kind, None, Some(f.text)) });
        }
    }
}

/// The values of all figures of a text that are no dates, and of its dates.
pub(super) fn values(text: &str) -> Vec<(ChangeKind, String)> {
    of(&Passage::whole(text)).into_iter().map(|f| (f.kind, f.value)).collect()
}

/// What a figure counts as.
pub(super) fn value(text: &str) -> Option<String> {
    values(text).into_iter().next().map(|f| f.1)
}

/// Whether any word that changed could be part of a figure or date.
fn touched(passage: &Passage<'_>) -> bool {
    passage.changed().any(|(token, _)| {
        let word = passage.word(token);
        let class = class(word);
        word.contains(char::is_numeric)
            || class.number.or(class.magnitude).is_some()
            || class.calendar
            || is_ideographic(word)
    })
}

fn of<'a>(passage: &Passage<'a>) -> Vec<Figure<'a>> {
    let words: Vec<usize> = (0..passage.tokens.len()).filter(|&t| passage.is_word(t)).collect();
    let mut out = Vec::new();
    let mut k = 0;
    while let Some(&token) = words.get(k) {
        let (first, text) = (k, passage.word(token));
        let class = class(text);
        k += 1;
        let listed = first == 0 && text.bytes().all(|b| b.is_ascii_digit()) && text.len() < 4 && {
            matches!(passage.word(token + 1), "." | ")")
                && passage.tokens.get(token + 2).is_none_or(|t| t.kind == TokenKind::Space)
        };
        if !(is_figure(passage, token, class) || class.calendar) || listed {
            continue;
        }
        let mut date = class.calendar || is_time(passage, token);
        let mut last = token;
        // What follows and belongs to it: `million`, `per cent`, the other parts of a date.
        while let Some(&next) = words.get(k) {
            let word = passage.word(next);
            let c = super::lexicon::class(word);
            let near = between(passage, last, next);
            let joined = match near {
                Some("") => is_figure(passage, last, class) && c.magnitude.is_some(),
                _ => false,
            };
            let per_cent = near == Some("") && word == "per" && passage.word(next + 2) == "cent";
            let of_date = near.is_some() && (c.calendar && is_part(passage, last) || date && is_part(passage, next));
            let through = near.is_some() && matches!(word, "of" | "de" | "at") && (date || c.calendar) && {
                words.get(k + 1).is_some_and(|&after| {
                    super::lexicon::class(passage.word(after)).calendar || word == "at" && is_time(passage, after)
                })
            };
            if !(joined || per_cent || of_date || through) {
                break;
            }
            date |= c.calendar;
            last = if per_cent { next + 2 } else { next };
            k += if per_cent { 2 } else { 1 };
        }
        let counts = if date { None } else { counted(passage, &words, first, k) };
        if !date && counts.as_ref().is_none_or(|c| c.before) && is_year(text) && last == token {
            date = true;
        }
        let Some(place) = (token..=last).find_map(|t| passage.place(t)) else { continue };
        let span = match (passage.tokens.get(token), passage.tokens.get(last)) {
            (Some(a), Some(b)) => passage.text.get(a.start..b.end).unwrap_or(text),
            _ => text,
        };
        let kind = if date { ChangeKind::Date } else { ChangeKind::Number };
        let value = if date { dated(span) } else { valued(passage, token, last) };
        out.push(Figure { kind, place, text: span, value, counts: counts.filter(|_| !date) });
    }
    out
}

/// Whether a word is a figure: digits with what may stand before and after them, or a number in words.
fn is_figure(passage: &Passage<'_>, token: usize, class: Class) -> bool {
    let word = passage.word(token);
    if class.number.is_some() {
        return !class.calendar || !word.starts_with(char::is_uppercase);
    }
    if is_ideographic(word) {
        return true;
    }
    let digits = word.trim_start_matches(|c: char| matches!(c, '-' | '−' | '+') || is_currency(c));
    if !digits.starts_with(char::is_numeric) {
        return false;
    }
    let tail = digits.trim_start_matches(|c: char| {
        c.is_numeric() || matches!(c, ',' | '.' | ':' | '\u{a0}' | '\u{202f}' | '\u{2009}')
    });
    // `COVID-19`, `F-16`: digits that a hyphen ties to a word belong to a name.
    let tied = token >= 2 && passage.word(token - 1) == "-" && {
        passage.tokens[token - 2].end == passage.tokens[token - 1].start
            && passage.word(token - 2).ends_with(char::is_alphabetic)
            && passage.word(token - 2).starts_with(char::is_uppercase)
    };
    !tied && tail.chars().count() <= 3
}

/// Chinese numerals, a lone one left out.
fn is_ideographic(word: &str) -> bool {
    !matches!(word, "一" | "" | "万" | "千" | "百")
        && word.chars().all(|c| "〇零一二三四五六七八九十百千万萬亿億两兩".contains(c))
}

/// Whether a figure is a time of day, or a date of its own (`2020-05-03`, `3.5.2020`, `5月`).
fn is_time(passage: &Passage<'_>, token: usize) -> bool {
    let word = passage.word(token);
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let clock = word.split_once(':').is_some_and(|(h, m)| digits(h) && h.len() <= 2 && m.get(..2).is_some_and(digits));
    let suffix = ["am", "pm"]
        .iter()
        .any(|s| word.strip_suffix(s).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit() || b == b'.')));
    let after = |n: usize| passage.word(token + n);
    let said =
        matches!(after(2), "am" | "pm" | "a.m." | "p.m." | "GMT" | "BST" | "UTC" | "o'clock" | "o’clock" | "Uhr");
    // A year has four digits; two years are no date.
    let counted =
        after(1).chars().next().is_some_and(|c| "月日号號点點".contains(c) || c == '年' && word.chars().count() == 4);
    let dotted = word.split('.').count() == 3 && word.rsplit('.').next().is_some_and(is_year);
    // Three figures with hyphens or strokes between them.
    let chain = |from: usize| {
        let mark = passage.word(from + 1);
        matches!(mark, "-" | "/")
            && passage.word(from + 3) == mark
            && [0, 2, 4].iter().all(|n| digits(passage.word(from + n)) && passage.word(from + n).len() <= 4)
    };
    let chained = (0..=4).step_by(2).any(|back| token.checked_sub(back).is_some_and(chain));
    clock || suffix || said || counted || dotted || chained
}

/// Whether a word may be part of a date that goes on: a day, a year, a time of day, a month.
fn is_part(passage: &Passage<'_>, token: usize) -> bool {
    let word = passage.word(token);
    let day = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &word[day.len()..];
    let number = day.parse::<u32>().ok();
    number
        .is_some_and(|n| n <= 31 && matches!(tail, "" | "st" | "nd" | "rd" | "th") || tail.is_empty() && is_year(word))
        || is_time(passage, token)
        || class(word).calendar
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// What stands between two words if that is next to nothing: blanks, a comma, a dash or a stop.
fn between<'a>(passage: &Passage<'a>, left: usize, right: usize) -> Option<&'a str> {
    let (a, b) = (passage.tokens.get(left)?, passage.tokens.get(right)?);
    let gap = passage.text.get(a.end..b.start)?;
    let bare = gap.trim();
    (!gap.contains('\n') && matches!(bare, "" | "," | "-" | "–" | "/" | "، ")).then_some(bare)
}

/// A date's value: its words, folded.
fn dated(span: &str) -> String {
    crate::text::keys::text_key(span, crate::text::Fold::Case)
}

/// A figure's value: its digits, without separators of thousands, and what multiplies it.
fn valued(passage: &Passage<'_>, first: usize, last: usize) -> String {
    let mut out = String::new();
    for token in (first..=last).filter(|&t| passage.is_word(t)) {
        let word = passage.word(token);
        let class = class(word);
        if let Some(short) = class.number.filter(|_| token == first).or(class.magnitude.filter(|_| token > first)) {
            out.push_str(short);
            continue;
        }
        if word == "per" && token > first {
            continue;
        }
        if word == "cent" && token > first {
            out.push('%');
            continue;
        }
        for (at, c) in word.char_indices() {
            let rest = &word[at + c.len_utf8()..];
            let thousands = matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}')
                && rest.chars().take(3).filter(char::is_ascii_digit).count() == 3
                && !rest.chars().nth(3).is_some_and(char::is_numeric);
            match c {
                _ if thousands => {}
                '−' => out.push('-'),
                '٠'..='٩' => out.extend(char::from_digit(c as u32 - '٠' as u32, 10)),
                '۰'..='۹' => out.extend(char::from_digit(c as u32 - '۰' as u32, 10)),
                '０'..='９' => out.extend(char::from_digit(c as u32 - '０' as u32, 10)),
                _ => out.extend(c.to_lowercase()),
            }
        }
    }
    out
}

/// Words that lead from a thing to its figure, or stand before the thing: they are no part of its name.
const LEADING: &str = " of to at is was are were be been by about around over nearly almost from now stands stood rose rises \
    risen rising fell falls fallen reached reaches hit as up down the a an just some least than more only under fewer less ";

/// Words that may stand between a figure and what it counts.
const BETWEEN: &str = " new more other further additional confirmed official full separate different local consecutive extra \
    working square cubic young foreign british american ";

/// Words after a figure that are nothing to count.
const NO_NOUN: &str = " of to at is was are were be been did does do by without about from and or in on for with as if that which who the a an per than into has have \
    had will would can could may might must should since until after before during when while but not also only up down out \
    off over under it its this these there he she they we you i times und oder von bis et ou y o \
    der die das den dem des du le la les el los las un une ";

/// What a figure counts: the words after it, else the words before it.
fn counted(passage: &Passage<'_>, words: &[usize], first: usize, after: usize) -> Option<Counted> {
    let is_in = |list: &str, word: &str| list.contains(&format!(" {} ", word.to_lowercase()));
    let noun = |word: &str| word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c)) && word.len() < 30;
    let mut last = *words.get(after.checked_sub(1)?)?;
    let mut end = None;
    for &token in words.get(after..after + 2).or_else(|| words.get(after..)).unwrap_or(&[]) {
        let word = passage.word(token);
        if between(passage, last, token) != Some("") || !noun(word) || is_in(NO_NOUN, word) {
            break;
        }
        end = Some(token);
        if !is_in(BETWEEN, word) {
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
        return Some(Counted { noun: text(start, end)?, before: false });
    }
    let mut right = *words.get(first)?;
    let (mut start, mut stop, mut linked) = (None, None, false);
    for &token in words.get(..first)?.iter().rev().take(7) {
        let word = passage.word(token);
        if between(passage, token, right) != Some("") || !noun(word) {
            break;
        }
        let leads = is_in(LEADING, word);
        match (leads, stop) {
            (true, None) => linked = true,
            // Without a word that leads to the figure this would be a verb as often as not.
            (false, None) if !linked || is_in(NO_NOUN, word) || class(word) != Class::default() => break,
            (false, None) => (start, stop) = (Some(token), Some(token)),
            (false, Some(_)) if !is_in(NO_NOUN, word) && word.starts_with(char::is_lowercase) => {
                start = Some(token);
                break;
            }
            _ => break,
        }
        right = token;
    }
    Some(Counted { noun: text(start?, stop?)?, before: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diff::{Ignore, facts::passage::changed, sequence::Budget, words},
        model::Side,
    };

    fn told(old: &str, new: &str) -> Vec<String> {
        let edits = words::edits(old, new, Ignore::Nothing, &mut Budget::new(1_000_000)).0;
        let (a, b) = (changed(&edits, Side::Old), changed(&edits, Side::New));
        let (a, b) = (Passage::new(old, &a), Passage::new(new, &b));
        let tell = |f: Fact| {
            let noun = f.counts.map(|c| if c.before { format!("<{}", c.noun) } else { format!(">{}", c.noun) });
            let part = |s: Option<String>| s.unwrap_or_else(|| "·".into());
            format!("{} {}→{} {}", f.kind.word(), part(f.old), part(f.new), part(noun))
                .trim_end_matches(" ·")
                .to_owned()
        };
        figures(Sides::new(&a, &b)).into_iter().map(tell).collect()
    }

    #[test]
    fn figures_and_what_they_count() {
        assert_eq!(told("At least 4 dead in the flood.", "At least 11 dead in the flood."), ["number 4→11 >dead"]);
        assert_eq!(told("The death toll rose to 4.", "The death toll rose to 11."), ["number 4→11 <death toll"]);
        assert_eq!(told("He paid £5m for it.", "He paid £7 million for it."), ["number £5m→£7 million"]);
        assert_eq!(told("Two people were hurt there.", "Three people were hurt there."), ["number Two→Three >people"]);
        assert_eq!(told("It rained, 4 new cases came.", "It rained, 5 new cases came."), ["number 4→5 >new cases"]);
    }

    #[test]
    fn the_same_value_is_no_change() {
        assert!(told("Some 1,000 people were there.", "Some 1000 people were there.").is_empty());
        assert!(told("Some four people were there.", "Some 4 people were there.").is_empty());
        assert!(told("Prices rose 4% in a year there.", "Prices rose 4 per cent in a year there.").is_empty());
        assert!(told("COVID-19 is what he had then.", "COVID-20 is what he had then.").is_empty());
        assert!(told("1. Wash your hands often", "2. Wash your hands often").is_empty());
    }

    #[test]
    fn dates_are_one_thing() {
        assert_eq!(
            told("They met on 3 May 2020 there.", "They met on 11 May 2020 there."),
            ["date 3 May 2020→11 May 2020"]
        );
        assert_eq!(told("They met on Monday in town.", "They met on Tuesday in town."), ["date Monday→Tuesday"]);
        assert_eq!(told("It opens at 10:30 each day.", "It opens at 11:30 each day."), ["date 10:30→11:30"]);
        assert_eq!(told("It closed in 2019 for good.", "It closed in 2020 for good."), ["date 2019→2020"]);
        assert!(told("They march in line to it.", "They may walk in line to it.").is_empty());
    }
}
