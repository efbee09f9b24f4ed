//! Finds the figures and dates of a text.

use super::{
    super::{
        lexicon::{Class, is_french_month},
        passage::Passage,
    },
    Figure,
    amount::{has_gaps, is_dotted, sets_dots},
    behind::Begun,
    fraction::{is_one_part, part_of_one, parted},
    moment::{dated, is_half, is_zone},
    month::is_name,
    noun::{counted, tied},
    ordinal::ordinal,
    spelt::{article, is_number_here, is_one, spelt},
    stroke::{Stroke, is_cited, stroked},
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
            || is_half(word)
            || is_zone(word)
            || class.part
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
        || class.part
}

/// The figures and dates of a text of which something changed, in order, read as its language writes them.
pub(super) fn of<'a>(passage: &Passage<'a>) -> Vec<Figure<'a>> {
    read(passage, has_gaps(passage.text) && sets_dots(passage.tongue()), true)
}

/// The same. `dots`: these set thousands apart. `with_soft`: also those that are figures only where another one became of them.
pub(super) fn read<'a>(passage: &Passage<'a>, dots: bool, with_soft: bool) -> Vec<Figure<'a>> {
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
        let part = if class.part { part_of_one(passage, &words, k - 1) } else { None };
        let first = part.as_ref().map(|part| part.0).or(article.map(|article| article.first)).unwrap_or(k - 1);
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
        let number = match (part, article) {
            (Some((_, part)), _) => Some(part),
            (None, Some(article)) => article.number(passage, &words),
            (None, None) if is_date => None,
            (None, None) => spelt(passage, &words[first..]).map(|number| parted(passage, &words[first..], number)),
        };
        // One person, of which there may have been two, the second of them: where nobody else stands against it, it is a word
        // like others.
        let one = number.is_none() && text.eq_ignore_ascii_case("one") && !is_one_part(passage, &words[first..]);
        let ordinal = if class.part && number.is_none() { ordinal(text) } else { None };
        if (one || ordinal.is_some()) && !with_soft || ordinal.is_some() && passage.place(token).is_none() {
            continue;
        }
        let is_ordinal = ordinal.is_some();
        let soft = if one { Some("1".to_owned()) } else { ordinal };
        if !(coded || soft.is_some() || number.is_some() || is_figure(passage, token, class) || class.calendar)
            || listed
            || house
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
        while words.get(k).is_some_and(|&next| next <= last) {
            k += 1;
        }
        let begun = Begun { passage, words: &words, first, head: last, class, cited };
        while let Some(part) = begun.part(k, last, date).filter(|_| !is_ordinal) {
            (last, date, k) = (part.last, part.date, k + part.words);
            while words.get(k).is_some_and(|&next| next <= last) {
                k += 1;
            }
            if part.ends {
                break;
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
        // What a part is of, not what it counts.
        let is_part = number.as_ref().is_some_and(|number| number.value.contains('/'));
        let counts = if date || act || is_part || is_version(text) { None } else { counted(passage, &words, first, k) };
        if !date && !cited && counts.as_ref().is_none_or(|c| c.before) && is_year(text) && last == token {
            date = true;
        }
        if soft.is_some() && (counts.as_ref().is_none_or(|c| c.before) || date) {
            continue;
        }
        let value = |from| valued(passage, from, last, number.clone(), dots);
        let degrees = || {
            matches!(words.get(k).map_or("", |&t| passage.word(t)), "degrees" | "Grad" | "degrés" | "grados" | "gradi")
        };
        // A minus that is set as an en dash; before what has no unit it may be a dash.
        let sign = token
            .checked_sub(1)
            .filter(|&dash| is_sign(passage, dash) && !date && (!unit(&value(token)).is_empty() || degrees()));
        let token = sign.or_else(|| identifier(passage, token)).unwrap_or(token);
        let Some(place) = (token..=last).find_map(|t| passage.place(t)) else { continue };
        let bytes = match (passage.tokens.get(token), passage.tokens.get(last)) {
            (Some(a), Some(b)) => a.start..b.end,
            _ => continue,
        };
        let span = passage.text.get(bytes.clone()).unwrap_or(text);
        let kind = if date { ChangeKind::Date } else { ChangeKind::Number };
        let is_soft = soft.is_some();
        let value = match soft {
            Some(value) => value,
            None if date => dated(span),
            None => value(token),
        };
        let words = (token..=last).filter(|&t| passage.is_word(t)).count();
        let unit = if date { shape(span) } else { unit(&value) };
        let spelt_out = counts.as_ref().filter(|c| !c.before && unit.is_empty()).and_then(|c| shortened(&c.noun));
        let measure = match spelt_out {
            Some(short) => short.to_owned(),
            None if unit.is_empty() => tied(passage, last).to_owned(),
            None => unit.clone(),
        };
        // Where only what it measures changed it is told if that of the other side is such a word too.
        let measured = is_measure(passage.word(last)) && (token..last).all(|t| passage.place(t).is_none());
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
            soft: is_soft,
            measured,
        });
    }
    out
}

/// Whether a figure is the number of a version, which counts nothing: `1.12.0`.
pub(super) fn is_version(text: &str) -> bool {
    text.matches('.').count() >= 2 && !is_dotted(text)
}

/// The last token of a figure in digits, of which blanks may set the thousands apart.
pub(super) fn end_of_group(passage: &Passage<'_>, token: usize) -> usize {
    figure_end(passage.text, &passage.tokens, token) - 1
}

/// Whether a word is a figure: digits with what may stand before and after them, or a number in words.
pub(super) fn is_figure(passage: &Passage<'_>, token: usize, class: Class) -> bool {
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
    !is_of_name(passage, token) && tail.chars().count() <= 3
}

/// Whether a hyphen ties digits to a word of a name: `COVID-19`, `F-16`, and of what paths end with (`/guide-to-covid-19`).
fn is_of_name(passage: &Passage<'_>, token: usize) -> bool {
    const LONGEST: usize = 12;
    let Some(before) = tied_to(passage, token) else { return false };
    let word = passage.word(before);
    let of_path = || {
        let first = std::iter::successors(Some(before), |at| tied_to(passage, *at)).take(LONGEST).last();
        first.and_then(|first| first.checked_sub(1)).is_some_and(|slash| matches!(passage.word(slash), "/" | "#"))
    };
    word.ends_with(char::is_alphabetic)
        && (word.starts_with(char::is_uppercase) || word.eq_ignore_ascii_case("covid") || of_path())
}

/// The word that a hyphen ties to what stands at a token.
fn tied_to(passage: &Passage<'_>, token: usize) -> Option<usize> {
    let (dash, word) = (token.checked_sub(1)?, token.checked_sub(2)?);
    let touches = passage.tokens.get(word)?.end == passage.tokens.get(dash)?.start;
    (touches && matches!(passage.word(dash), "-" | "‑")).then_some(word)
}

/// The first token of what is called by letters, a year and a number, of which this is the number: `CVE-2018-1000622`.
fn identifier(passage: &Passage<'_>, token: usize) -> Option<usize> {
    let year = tied_to(passage, token).filter(|&year| is_year(passage.word(year)))?;
    let code = tied_to(passage, year)?;
    let word = passage.word(code);
    (word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase())).then_some(code)
}

/// Chinese numerals, a lone one left out; with a counter, where a dictionary takes both for one word (`四人`).
pub(super) fn is_ideographic(word: &str) -> bool {
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
pub(super) fn is_time(passage: &Passage<'_>, token: usize) -> bool {
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
pub(super) fn is_part(passage: &Passage<'_>, token: usize) -> bool {
    let word = passage.word(token);
    let day = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &word[day.len()..];
    let number = day.parse::<u32>().ok();
    number
        .is_some_and(|n| n <= 31 && matches!(tail, "" | "st" | "nd" | "rd" | "th") || tail.is_empty() && is_year(word))
        || is_time(passage, token)
        || passage.class(token).calendar
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
