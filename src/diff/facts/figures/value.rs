//! What a figure or date counts as: its value, its unit.

use std::borrow::Cow;

use super::{
    super::{lexicon::class, passage::Passage},
    amount::{is_dotted, multiply},
    spelt::Spelt,
    stroke::written_out,
    word::{is_lettered, is_prerelease},
};
use crate::text::words::is_currency;

/// Whether a word is a unit of measure, as it stands after a figure.
pub(super) fn is_unit(word: &str) -> bool {
    #[rustfmt::skip]
    let unit = matches!(
        word,
        "km" | "cm" | "mm" | "m" | "kg" | "g" | "mg" | "lb" | "lbs" | "oz" | "ft" | "mi" | "mph" | "kph" | "kmh" | "km/h"
        | "ha" | "acres" | "ml" | "cl" | "l" | "°C" | "°F" | "C" | "F" | "kW" | "MW" | "GW" | "kWh" | "MWh" | "GWh" | "Hz"
        | "GHz" | "MHz" | "MB" | "GB" | "TB" | "kB" | "bpm" | "p"
    );
    unit
}

/// Whether a word is a unit of measure spelt out: a figure counts it, and where one became another that is a change.
pub(super) fn is_measure(word: &str) -> bool {
    let mut small = [0; 11];
    let word = match (word.as_bytes(), small.get_mut(..word.len())) {
        ([b'A'..=b'Z', second, ..], Some(small)) if second.is_ascii_lowercase() => {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            std::str::from_utf8(small).unwrap_or(word)
        }
        _ => word,
    };
    #[rustfmt::skip]
    let measure = matches!(
        word,
        "mile" | "miles" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "metre" | "metres" | "meter" | "meters"
        | "feet" | "foot" | "inch" | "inches" | "yard" | "yards" | "gram" | "grams" | "kilo" | "kilos" | "kilogram"
        | "kilograms" | "tonne" | "tonnes" | "ton" | "tons" | "litre" | "litres" | "liter" | "liters" | "gallon" | "gallons"
        | "acre" | "hectare" | "hectares" | "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "years"
        | "euro" | "euros" | "dollar" | "dollars" | "pound" | "pounds" | "yen" | "francs" | "roubles" | "rupees"
    );
    measure
}

/// A word with a small first letter, as units are written in headings (`7 Days`).
fn lower_first(word: &str) -> Cow<'_, str> {
    match word.as_bytes() {
        [b'A'..=b'Z', second, ..] if second.is_ascii_lowercase() => Cow::Owned(word.to_ascii_lowercase()),
        _ => Cow::Borrowed(word),
    }
}

/// The codes of currencies.
pub(in super::super) const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "CNY", "INR", "RUB", "SEK", "NOK", "DKK", "PLN", "NZD", "HKD",
    "SGD", "ZAR", "BRL", "MXN", "TRY", "UAH", "KRW", "ILS", "SAR", "AED",
];

/// Whether a word is the code of a currency, as it stands before or after an amount.
pub(in super::super) fn is_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) && CODES.contains(&word)
}

/// How a unit of length or weight that is spelt out is shortened.
pub(super) fn shortened(measure: &str) -> Option<&'static str> {
    Some(match measure {
        "kilometre" | "kilometres" | "kilometer" | "kilometers" => "km",
        "kilo" | "kilos" | "kilogram" | "kilograms" => "kg",
        "gram" | "grams" => "g",
        "hectare" | "hectares" => "ha",
        "foot" | "feet" => "ft",
        "litre" | "litres" | "liter" | "liters" => "l",
        _ => return None,
    })
}

/// A figure's value: its digits, without separators of thousands, reckoned out. `dots`: these set thousands apart.
pub(super) fn valued(passage: &Passage<'_>, first: usize, last: usize, spelt: Option<Spelt>, dots: bool) -> String {
    let rest = spelt.as_ref().map_or(first, |spelt| spelt.last + 1);
    let mut out = spelt.map_or_else(String::new, |spelt| spelt.value);
    let mut currency = String::new();
    for token in rest..=last {
        let word = passage.word(token);
        if !passage.is_word(token) {
            currency.extend(word.chars().filter(|c| is_currency(*c)));
            out.extend(word.chars().filter(|c| matches!(c, '%' | '‰' | '/')));
            out.extend((word == "⁄").then_some('/'));
            // An en dash is a sign here.
            out.extend((token == first && word == "–").then_some('-'));
            continue;
        }
        let word = if is_lettered(word) { &word[1..] } else { word };
        if is_code(word) {
            currency.push_str(word);
            continue;
        }
        let known = class(word);
        if let Some(short) = known.magnitude.filter(|_| token > first) {
            multiply(&mut out, short);
            continue;
        }
        if word == "per" && token > first {
            continue;
        }
        if word == "cent" && token > first {
            out.push('%');
            continue;
        }
        if token > first && (is_unit(word) || is_measure(word)) {
            let word = lower_first(word);
            out.push_str(shortened(&word).unwrap_or(&word));
            continue;
        }
        let blank = token > first && passage.word(token - 1) == " ";
        if blank && matches!(passage.word(token + 1), "/" | "⁄") {
            out.push(' ');
        } else if !out.is_empty()
            && !out.ends_with(['/', '-'])
            && word.starts_with(|c: char| c.is_ascii_digit())
            && !blank
        {
            out.push('–');
        }
        let dotted = dots && is_dotted(word);
        // Where dots set thousands apart a comma sets decimals apart: `3,125` is no `3.125`.
        let decimal = dots && word.matches(',').count() == 1;
        for (at, c) in word.char_indices() {
            let rest = &word[at + c.len_utf8()..];
            let thousands = matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}')
                && rest.chars().take(3).filter(char::is_ascii_digit).count() == 3
                && !rest.chars().nth(3).is_some_and(char::is_numeric);
            match c {
                _ if thousands && !dotted && !(decimal && c == ',') => {}
                '.' if dotted => {}
                ',' if dots => out.push('.'),
                '−' => out.push('-'),
                c if written_out(c).is_some() => {
                    out.extend(out.ends_with(|c: char| c.is_ascii_digit()).then_some(' '));
                    out.extend(written_out(c));
                }
                '٠'..='٩' => out.extend(char::from_digit(c as u32 - '٠' as u32, 10)),
                '۰'..='۹' => out.extend(char::from_digit(c as u32 - '۰' as u32, 10)),
                '０'..='９' => out.extend(char::from_digit(c as u32 - '０' as u32, 10)),
                _ if is_currency(c) => currency.push(c),
                _ => out.extend(c.to_lowercase()),
            }
        }
        // `5m`, `2.5bn`
        let tail = out.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        if let Some(short) = class(&out[tail..]).magnitude.filter(|_| tail > 0) {
            out.truncate(tail);
            multiply(&mut out, short);
        }
    }
    // Who is over 45 is of the over 45s.
    let before = first.checked_sub(2).map_or("", |before| passage.word(before));
    let is_age = before.eq_ignore_ascii_case("over") || before.eq_ignore_ascii_case("under");
    if is_age && out.len() == 3 && out.ends_with('s') && out.starts_with(|c: char| c.is_ascii_digit()) {
        out.pop();
    }
    // `5 €` is `€5`.
    currency + &out
}

/// The unit of a figure's value: a currency, `%`, what is written on to it (`km`, `C`, `th`); empty where it has none.
/// Figures of different units are never one figure that changed.
pub(super) fn unit(value: &str) -> String {
    if value.chars().any(is_currency) || value.get(..3).is_some_and(is_code) {
        return "money".to_owned();
    }
    if value.ends_with('%') {
        return "%".to_owned();
    }
    let tail = value.trim_start_matches(|c: char| !c.is_alphabetic());
    match tail {
        // Millions and the like are no unit, and ordinals are of one kind.
        "m" | "k" | "bn" | "tn" | "dozen" => String::new(),
        "st" | "nd" | "rd" | "th" => "th".to_owned(),
        tail if is_prerelease(tail) => String::new(),
        tail if tail.chars().all(|c| c.is_ascii_alphabetic()) => tail.to_lowercase(),
        _ => String::new(),
    }
}

/// What kind of date a date is: a year, a time of day, a day of the week, a day or month.
pub(super) fn shape(span: &str) -> String {
    let year = span.len() == 4 && span.bytes().all(|b| b.is_ascii_digit());
    let digits = span.contains(|c: char| c.is_numeric());
    let clock = span.contains(':') || ["am", "pm", "a.m", "p.m", "Uhr"].iter().any(|s| span.contains(s));
    match (year, digits, clock) {
        (true, ..) => "year",
        (_, true, true) => "clock",
        (_, true, false) => "day",
        _ if super::super::lexicon::is_weekday(span) => "weekday",
        _ => "day",
    }
    .to_owned()
}
