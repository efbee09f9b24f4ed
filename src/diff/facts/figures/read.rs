//! Finds the figures and dates of a text.

use super::{
    super::{
        lexicon::{Class, is_french_month, is_weekday},
        passage::Passage,
    },
    Figure,
    amount::{has_gaps, sets_dots},
    moment::{AND, BETWEEN, dated},
    month::is_name,
    noun::{counted, tied},
    spelt::{article, is_number_here, is_one, spelt},
    stroke::{Stroke, is_cited, parted, stroked},
    value::{is_code, is_measure, is_unit, shape, shortened, unit, valued},
};
use crate::{
    model::ChangeKind,
    text::words::{TokenKind, figure_end, is_currency},
};

/// Whether any word that changed could be part of a figure or date.
pub(super) fn touched(passage: &Passage<'_>) -> bool {
    passage.changed().any(|(token, _)| {
        let word = passage.word(token);
        let class = passage.class(token);
        word.contains(char::is_numeric)
            || class.number.is_some()
            || class.magnitude.is_some()
            || class.calendar
            || is_ideographic(word)
            || is_unit(word)
            || is_measure(word)
            || is_code(word)
    }) || passage.has_sign_changed()
}

/// Whether a token is an en dash that may stand for the sign of the figure behind it.
pub(in super::super) fn is_sign(passage: &Passage<'_>, token: usize) -> bool {
    if passage.word(token) != "–" {
        return false;
    }
    let opens = token == 0 || passage.is_space(token - 1);
    // Between two figures it stands for *to*.
    let to = token >= 2 && passage.word(token - 2).ends_with(char::is_numeric);
    opens && !to && passage.word(token + 1).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a figure or date may begin with a word of this class: most words can be passed over.
pub(in super::super) fn may_begin(word: &str, class: Class) -> bool {
    class.number.is_some()
        || class.calendar
        || is_french_month(word)
        || class.magnitude.is_some() && word.len() > 4
        || !word.starts_with(|c: char| c.is_ascii_alphabetic())
        || is_one(word)
        || word.len() == 3 && is_code(word)
}

/// The figures and dates of a text of which something changed, in order, read as its language writes them.
pub(super) fn of<'a>(passage: &Passage<'a>) -> Vec<Figure<'a>> {
    read(passage, has_gaps(passage.text) && sets_dots(passage.tongue()))
}

/// The same. `dots`: these set thousands apart.
pub(super) fn read<'a>(passage: &Passage<'a>, dots: bool) -> Vec<Figure<'a>> {
    let words: Vec<usize> = (0..passage.tokens.len()).filter(|&t| passage.is_word(t)).collect();
    let mut out = Vec::new();
    let mut k = 0;
    while let Some(&token) = words.get(k) {
        k += 1;
        if !passage.may_begin_figure(token) {
            continue;
        }
        let class = passage.class(token);
        // `a dozen`, which begins before its last word.
        let article = if class.magnitude.is_some() { article(passage, &words[..k]) } else { None };
        let first = article.map_or(k - 1, |article| article.first);
        let token = words[first];
        let text = passage.word(token);
        let listed = first == 0 && text.bytes().all(|b| b.is_ascii_digit()) && text.len() < 4 && {
            matches!(passage.word(token + 1), "." | ")")
                && passage.tokens.get(token + 2).is_none_or(|t| t.kind == TokenKind::Space)
        };
        // The prime minister's house is no figure.
        let house = matches!(text, "10" | "11") && first > 0 && passage.word(words[first - 1]) == "No";
        // `USD 5m`
        let coded = is_code(text)
            && words.get(k).is_some_and(|&next| {
                between(passage, token, next) == Some("")
                    && passage.word(next).starts_with(|c: char| c.is_ascii_digit())
            });
        let is_date = class.calendar && text.starts_with(char::is_uppercase);
        let number = match article {
            Some(article) => article.number(passage, &words),
            None if is_date => None,
            None => spelt(passage, &words[first..]),
        };
        let number = number.map(|number| parted(passage, &words[first..], number));
        // One person, of which there may have been two: where nobody else stands against it, it is a word like others.
        let one = number.is_none() && text.eq_ignore_ascii_case("one");
        if !(coded || one || number.is_some() || is_figure(passage, token, class) || class.calendar) || listed || house
        {
            continue;
        }
        if class.calendar && is_name(passage, token) {
            continue;
        }
        let stroke = if number.is_none() { stroked(passage, token) } else { None };
        let cited = is_year(text) && is_cited(passage, token);
        let mut date = class.calendar || is_time(passage, token);
        let mut last = match &number {
            Some(number) => number.last,
            None if coded => end_of_group(passage, words[k]),
            None => stroke.map_or_else(|| end_of_group(passage, token), |stroke| stroke.1),
        };
        // The last word of the figure itself, before what follows and belongs to it.
        let head = last;
        while words.get(k).is_some_and(|&next| next <= last) {
            k += 1;
        }
        // What follows and belongs to it: `million`, `per cent`, the other parts of a date.
        while let Some(&next) = words.get(k) {
            let word = passage.word(next);
            let c = passage.class(next);
            let near = between(passage, last, next);
            let joined = match near {
                Some("") => (last == head || is_figure(passage, last, class)) && c.magnitude.is_some(),
                _ => false,
            };
            let per_cent = near == Some("") && word == "per" && passage.word(next + 2) == "cent";
            let of_date = near.is_some() && (c.calendar && is_part(passage, last) || date && is_part(passage, next));
            let of_date = of_date || c.calendar && is_ordinal(passage, last, next);
            let through = near.is_some() && matches!(word, "of" | "de" | "at") && (date || c.calendar) && {
                words
                    .get(k + 1)
                    .is_some_and(|&after| passage.class(after).calendar || word == "at" && is_time(passage, after))
            };
            // `16–17 March`: the first day of two is part of the date as well.
            let until = matches!(near, Some("-" | "–")) && is_part(passage, last) && is_part(passage, next) && {
                words.get(k + 1).is_some_and(|&after| passage.class(after).calendar)
            };
            // `5 km` is `5km`.
            let digits = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
            let measured = near == Some("") && last == head && digits(passage.word(head)) && {
                is_unit(word) && !(word == "m" || word == "in")
                    // Spelt out it is what the figure counts, unless it is what changed.
                    || is_measure(word) && passage.place(next).is_some() && passage.place(head).is_none()
            };
            // `3 pm`
            let half = near == Some("") && is_half(word) && is_time(passage, last);
            // `between 1939 and 1945`
            let years = last == token && is_year(text) && AND.contains(&word) && {
                let after = words.get(k + 1).copied();
                let before = first.checked_sub(1).map_or("", |b| passage.word(words[b])).to_lowercase();
                after.is_some_and(|after| is_year(passage.word(after)) && between(passage, next, after) == Some(""))
                    && near == Some("")
                    && BETWEEN.contains(&before.as_str())
            };
            // `5m USD`
            let coded = near == Some("") && is_code(word);
            // `5月3日`, `三百` with `万元` behind it: Chinese and Japanese set no blank between the parts.
            let touches = passage.tokens.get(last).zip(passage.tokens.get(next)).is_some_and(|(a, b)| a.end == b.start);
            let of_day = |token: usize| {
                let mut chars = passage.word(token).chars();
                chars.next().is_some_and(|c| "年月日号號時时".contains(c)) && chars.next().is_none()
            };
            let dense = touches && {
                let digits = word.bytes().all(|b| b.is_ascii_digit()) && of_day(last);
                let begins = |numerals: &str| word.starts_with(|c| numerals.contains(c));
                let counts_on = !date
                    && if digits_only(passage.word(last)) {
                        begins("百千万萬亿億")
                    } else {
                        is_ideographic(passage.word(last)) && (is_ideographic(word) || begins("百千万萬亿億"))
                    };
                date && (of_day(next) || digits) || counts_on
            };
            // A score, a range: `2–1`, `10-15 people`, `2016-17`.
            let apart = passage.tokens.get(last).zip(passage.tokens.get(next)).map(|(a, b)| b.start - a.end);
            let ranged = !date && last == head && matches!(near, Some("-" | "–")) && apart.is_some_and(|n| n <= 3) && {
                let bare = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b',');
                bare(passage.word(head)) && bare(word) && passage.is_mark(next - 1)
            };
            let of_date = of_date || half;
            if !(joined || per_cent || of_date || through || until || measured || coded || ranged || dense || years) {
                break;
            }
            date |= c.calendar || until || ranged && is_year(text) && !cited || years;
            last = if per_cent || years { words[k + 1] } else { next };
            k += if per_cent || years { 2 } else { 1 };
            if years {
                break;
            }
            if ranged {
                last = end_of_group(passage, next);
                while words.get(k).is_some_and(|&next| next <= last) {
                    k += 1;
                }
            }
        }
        // `5 €`, `5 %`
        if !date && matches!(passage.word(last + 1), " " | "\u{a0}" | "\u{202f}") {
            let mut sign = passage.word(last + 2).chars();
            let follows = |c| is_currency(c) || matches!(c, '%' | '‰');
            if sign.next().is_some_and(follows) && sign.next().is_none() {
                last += 2;
            }
        }
        date |= stroke.is_some_and(|stroke| stroke.0 == Stroke::Date) && !cited;
        let act = cited || stroke.is_some_and(|stroke| stroke.0 == Stroke::Act);
        let counts = if date || act { None } else { counted(passage, &words, first, k) };
        if !date && !cited && counts.as_ref().is_none_or(|c| c.before) && is_year(text) && last == token {
            date = true;
        }
        if one && (counts.as_ref().is_none_or(|c| c.before) || date) {
            continue;
        }
        let value = |from| valued(passage, from, last, number.clone(), dots);
        // A minus that is set as an en dash; before what has no unit it may be a dash.
        let sign =
            token.checked_sub(1).filter(|&dash| is_sign(passage, dash) && !date && !unit(&value(token)).is_empty());
        let token = sign.unwrap_or(token);
        let Some(place) = (token..=last).find_map(|t| passage.place(t)) else { continue };
        let bytes = match (passage.tokens.get(token), passage.tokens.get(last)) {
            (Some(a), Some(b)) => a.start..b.end,
            _ => continue,
        };
        let span = passage.text.get(bytes.clone()).unwrap_or(text);
        let kind = if date { ChangeKind::Date } else { ChangeKind::Number };
        let value = match one {
            true => "1".to_owned(),
            false if date => dated(span),
            false => value(token),
        };
        let words = (token..=last).filter(|&t| passage.is_word(t)).count();
        let unit = if date { shape(span) } else { unit(&value) };
        let spelt_out = counts.as_ref().filter(|c| !c.before && unit.is_empty()).and_then(|c| shortened(&c.noun));
        let measure = match spelt_out {
            Some(short) => short.to_owned(),
            None if unit.is_empty() => tied(passage, last).to_owned(),
            None => unit.clone(),
        };
        let amount = spelt_out.map_or_else(|| value.clone(), |short| format!("{value}{short}"));
        let counts = counts.filter(|_| !date);
        out.push(Figure {
            kind,
            place,
            turn: 0,
            bytes,
            words,
            text: span,
            value,
            amount,
            unit,
            measure,
            counts,
            soft: one,
        });
    }
    out
}

/// Whether a word says which half of the day the hour before it is of.
fn is_half(word: &str) -> bool {
    matches!(word, "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m" | "Uhr")
}

fn digits_only(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

/// The last token of a figure in digits, of which blanks may set the thousands apart.
fn end_of_group(passage: &Passage<'_>, token: usize) -> usize {
    figure_end(passage.text, &passage.tokens, token) - 1
}

/// Whether a word is a figure: digits with what may stand before and after them, or a number in words.
fn is_figure(passage: &Passage<'_>, token: usize, class: Class) -> bool {
    let word = passage.word(token);
    if class.number.is_some() {
        return (!class.calendar || !word.starts_with(char::is_uppercase)) && is_number_here(passage, word);
    }
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
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

/// Chinese numerals, a lone one left out; with a counter, where a dictionary takes both for one word (`四人`).
fn is_ideographic(word: &str) -> bool {
    const NUMERALS: &str = "〇零一二三四五六七八九十百千万萬亿億两兩";
    const COUNTERS: &str = "人名个個位件条條家岁歳分円元回台起例";
    if !word.starts_with(|c| NUMERALS.contains(c)) {
        return false;
    }
    let rest = word.trim_start_matches(|c| NUMERALS.contains(c));
    let counted = rest.chars().count() == 1 && rest.chars().all(|c| COUNTERS.contains(c));
    match word {
        "一" | "万" | "千" | "百" | "十分" | "百分" | "千万" | "万分" | "万一" | "一一" => false,
        _ => rest.is_empty() || counted && !word.starts_with('一') || counted && word.chars().count() > 2,
    }
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
    let said = is_half(after(2)) || matches!(after(2), "GMT" | "BST" | "UTC" | "o'clock" | "o’clock");
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
        || passage.class(token).calendar
}

/// Whether a day with a stop, as German writes it, stands before a month (`3. Mai`).
fn is_ordinal(passage: &Passage<'_>, day: usize, month: usize) -> bool {
    let (a, b) = (passage.tokens.get(day), passage.tokens.get(month));
    let gap = a.zip(b).and_then(|(a, b)| passage.text.get(a.end..b.start));
    let day = passage.word(day);
    // After `on page 3. May …` a sentence of English begins.
    let month = passage.word(month);
    gap == Some(". ")
        && day.len() <= 2
        && day.bytes().all(|b| b.is_ascii_digit())
        && !matches!(month, "May" | "March")
        && !is_weekday(month)
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// What stands between two words if that is next to nothing: blanks, a comma, a dash or a stop.
pub(super) fn between<'a>(passage: &Passage<'a>, left: usize, right: usize) -> Option<&'a str> {
    let (a, b) = (passage.tokens.get(left)?, passage.tokens.get(right)?);
    let gap = passage.text.get(a.end..b.start)?;
    let bare = gap.trim();
    (!gap.contains('\n') && matches!(bare, "" | "," | "-" | "–" | "/" | "، ")).then_some(bare)
}
