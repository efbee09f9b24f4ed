//! Finds the figures and dates of a text.

use super::{
    super::{
        lexicon::{Class, is_french_month},
        passage::Passage,
    },
    Figure,
    amount::{has_gaps, sets_dots},
    behind::Begun,
    fraction::{is_one_part, part_of_one, parted},
    moment::{dated, is_half, is_zone},
    month::is_name,
    noun::{counted, is_number_of, tied},
    ordinal::ordinal,
    spelt::{Spelt, article, is_one, spelt},
    stroke::{Stroke, is_cited, stroked},
    value::{is_code, is_measure, is_unit, shape, shortened, unit, valued},
    word::{
        between, end_of_group, identifier, is_figure, is_ideographic, is_lettered, is_of_compound, is_prerelease,
        is_time, is_version, is_year,
    },
};
use crate::{
    model::ChangeKind,
    text::words::{TokenKind, is_currency},
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
        || is_lettered(word)
        || is_code(word)
        || class.part
}

/// The figures and dates of a text of which something changed, in order, read as its language writes them.
pub(super) fn of<'a>(passage: &Passage<'a>) -> Vec<Figure<'a>> {
    read(passage, has_gaps(passage.text) && sets_dots(passage.tongue()), true)
}

/// The same. `dots`: these set thousands apart. `with_soft`: also those that are figures only where another one became
/// of them.
pub(super) fn read<'a>(passage: &Passage<'a>, dots: bool, with_soft: bool) -> Vec<Figure<'a>> {
    let mut words = Vec::with_capacity(passage.tokens.len() / 2 + 1);
    words.extend((0..passage.tokens.len()).filter(|&t| passage.is_word(t)));
    let reader = Reader { passage, words: &words, dots, with_soft };
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(start) = reader.start(at) else {
            at += 1;
            continue;
        };
        let end = reader.end(&start, at + 1);
        at = end.next;
        out.extend(reader.figure(start, &end));
    }
    out
}

/// Reads the figures of a text.
struct Reader<'p, 'a> {
    passage: &'p Passage<'a>,
    /// The tokens of its words of prose.
    words: &'p [usize],
    dots: bool,
    with_soft: bool,
}

/// What a figure begins with.
struct Start<'a> {
    /// Which of the words is its first, and the token of that.
    first: usize,
    token: usize,
    text: &'a str,
    class: Class,
    /// The number, where it is in words.
    number: Option<Spelt>,
    /// What it counts as, where it is a figure only beside another one that became of it.
    soft: Option<String>,
    is_ordinal: bool,
    /// Whether the code of a currency comes first: `USD 5m`.
    coded: bool,
    stroke: Option<(Stroke, usize)>,
    /// Whether it is the number of a page or an act.
    cited: bool,
}

/// Where a figure ends.
struct End {
    /// Its last token.
    last: usize,
    /// The word behind it.
    next: usize,
    date: bool,
}

impl<'a> Reader<'_, 'a> {
    /// The figure that begins with a word, or with words before it that belong to it.
    fn start(&self, at: usize) -> Option<Start<'a>> {
        let Reader { passage, words, .. } = *self;
        let token = words[at];
        if !passage.may_begin_figure(token) {
            return None;
        }
        let class = passage.class(token);
        // `a dozen`, which begins before its last word.
        let article = if class.magnitude.is_some() { article(passage, &words[..=at]) } else { None };
        let part = if class.part { part_of_one(passage, words, at) } else { None };
        let first = part.as_ref().map(|part| part.0).or(article.map(|article| article.first)).unwrap_or(at);
        let token = words[first];
        let text = passage.word(token);
        if class.number.is_some() && is_of_compound(passage, token)
            || self.is_listed(first)
            || class.calendar && is_name(passage, token)
        {
            return None;
        }
        let coded = is_code(text)
            && words.get(at + 1).is_some_and(|&next| {
                between(passage, token, next) == Some("")
                    && passage.word(next).starts_with(|c: char| c.is_ascii_digit())
            });
        let is_date = class.calendar && text.starts_with(char::is_uppercase);
        let number = match (part, article) {
            (Some((_, part)), _) => Some(part),
            (None, Some(article)) => article.number(passage, words),
            (None, None) if is_date => None,
            (None, None) => spelt(passage, &words[first..]).map(|number| parted(passage, &words[first..], number)),
        };
        // One person, of which there may have been two, the second of them: where nobody else stands against it, it is a word
        // like others.
        let one = number.is_none() && text.eq_ignore_ascii_case("one") && !is_one_part(passage, &words[first..]);
        let ordinal = if class.part && number.is_none() { ordinal(text) } else { None };
        let is_ordinal = ordinal.is_some();
        if (one || is_ordinal) && !self.with_soft || is_ordinal && passage.place(token).is_none() {
            return None;
        }
        let soft = if one { Some("1".to_owned()) } else { ordinal };
        if !(coded || soft.is_some() || number.is_some() || is_figure(passage, token, class) || class.calendar) {
            return None;
        }
        let stroke = if number.is_none() { stroked(passage, token) } else { None };
        let cited = is_year(text) && is_cited(passage, token);
        Some(Start { first, token, text, class, number, soft, is_ordinal, coded, stroke, cited })
    }

    /// Whether a word is the number of an entry of a list, or of the prime minister's house.
    fn is_listed(&self, first: usize) -> bool {
        let Reader { passage, words, .. } = *self;
        let token = words[first];
        let text = passage.word(token);
        let listed = first == 0
            && text.bytes().all(|b| b.is_ascii_digit())
            && text.len() < 4
            && matches!(passage.word(token + 1), "." | ")")
            && passage.tokens.get(token + 2).is_none_or(|t| t.kind == TokenKind::Space);
        listed || matches!(text, "10" | "11") && first > 0 && passage.word(words[first - 1]) == "No"
    }

    /// Where a figure ends; `next` is the word behind the one by which it was found.
    fn end(&self, start: &Start<'_>, mut next: usize) -> End {
        let Reader { passage, words, .. } = *self;
        let mut date = start.class.calendar || is_time(passage, start.token);
        let mut last = match &start.number {
            Some(number) => number.last,
            None if start.coded => end_of_group(passage, words[next]),
            None => start.stroke.map_or_else(|| end_of_group(passage, start.token), |stroke| stroke.1),
        };
        // `1.0-alpha2`
        if passage.word(last + 1) == "-" && is_prerelease(passage.word(last + 2)) {
            last += 2;
        }
        let behind = |last: usize, mut next: usize| {
            while words.get(next).is_some_and(|&word| word <= last) {
                next += 1;
            }
            next
        };
        next = behind(last, next);
        let begun = Begun { passage, words, first: start.first, head: last, class: start.class, cited: start.cited };
        while let Some(part) = begun.part(next, last, date).filter(|_| !start.is_ordinal) {
            (last, date) = (part.last, part.date);
            next = behind(last, next + part.words);
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
        End { last, next, date }
    }

    /// The figure between its beginning and its end; `None` where nothing of it changed, or it is none after all.
    fn figure(&self, start: Start<'a>, end: &End) -> Option<Figure<'a>> {
        let Reader { passage, words, dots, .. } = *self;
        let Start { first, token, text, number, soft, stroke, cited, .. } = start;
        let End { last, next, mut date } = *end;
        date |= stroke.is_some_and(|stroke| stroke.0 == Stroke::Date) && !cited;
        let act = cited || stroke.is_some_and(|stroke| stroke.0 == Stroke::Act);
        // What a part is of, not what it counts.
        let is_part = number.as_ref().is_some_and(|number| number.value.contains('/'));
        let none = date || act || is_part || is_version(text);
        let counts = if none { None } else { counted(passage, words, first, next) };
        if !date && !cited && counts.as_ref().is_none_or(|c| c.before) && is_year(text) && last == token {
            date = true;
        }
        if soft.is_some() && (counts.as_ref().is_none_or(|c| c.before) || date) {
            return None;
        }
        let value = |from| valued(passage, from, last, number.clone(), dots);
        let degrees = || {
            let noun = words.get(next).map_or("", |&t| passage.word(t));
            matches!(noun, "degrees" | "Grad" | "degrés" | "grados" | "gradi")
        };
        // A minus that is set as an en dash; before what has no unit it may be a dash.
        let sign = token
            .checked_sub(1)
            .filter(|&dash| is_sign(passage, dash) && !date && (!unit(&value(token)).is_empty() || degrees()));
        let token = sign.or_else(|| identifier(passage, token)).unwrap_or(token);
        let place = (token..=last).find_map(|t| passage.place(t))?;
        let bytes = passage.tokens.get(token)?.start..passage.tokens.get(last)?.end;
        let span = passage.text.get(bytes.clone()).unwrap_or(text);
        let is_soft = soft.is_some();
        let value = match soft {
            Some(value) => value,
            None if date => dated(span),
            None => value(token),
        };
        let unit = if date { shape(span) } else { unit(&value) };
        let spelt_out = counts.as_ref().filter(|c| !c.before && unit.is_empty()).and_then(|c| shortened(&c.noun));
        let measure = match spelt_out {
            Some(short) => short.to_owned(),
            None if unit.is_empty() => tied(passage, last).to_owned(),
            None => unit.clone(),
        };
        Some(Figure {
            kind: if date { ChangeKind::Date } else { ChangeKind::Number },
            place,
            turn: 0,
            bytes,
            words: (token..=last).filter(|&t| passage.is_word(t)).count(),
            text: span,
            amount: spelt_out.map_or_else(|| value.clone(), |short| format!("{value}{short}")),
            value,
            unit,
            measure,
            counts: counts.filter(|_| !date),
            soft: is_soft,
            labels: is_number_of(passage, words, first),
            measured: is_measure(passage.word(last)) && (token..last).all(|t| passage.place(t).is_none()),
        })
    }
}
