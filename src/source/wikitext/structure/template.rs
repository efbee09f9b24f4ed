//! Templates: folded away, or what stands for them.

use super::{
    super::{
        amounts, aside, countries,
        templates::{self, Stand},
    },
    Kind, Open, Scan,
};

/// A part of what stands for a template.
#[derive(Debug, Clone, Copy)]
enum Piece {
    /// These characters.
    Text(&'static str),
    /// This stretch of its own text.
    Own(usize, usize),
    /// A new paragraph.
    Break,
}

/// An argument: where its value stands, and its name where it has one.
#[derive(Debug, Clone, Copy)]
struct Argument<'t> {
    name: &'t str,
    text: &'t str,
    from: usize,
}

impl Argument<'_> {
    fn own(&self) -> Piece {
        Piece::Own(self.from, self.from + self.text.len())
    }

    /// Without the blanks around it.
    fn bare(&self) -> Piece {
        let blanks = self.text.len() - self.text.trim_start().len();
        Piece::Own(self.from + blanks, self.from + blanks + self.text.trim().len())
    }

    fn is_number(&self) -> bool {
        let text = self.text.trim();
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '−' | '.'))
            && text.contains(|c: char| c.is_ascii_digit())
    }
}

impl Scan<'_> {
    /// A template: folded away, or what stands for it.
    pub(super) fn template(&mut self, open: &Open, from: usize, to: usize) {
        let text = self.text;
        let pipes = open.pipes.get(..open.piped).unwrap_or_default();
        let (inside, end) = (from + 2, to - 2);
        let name_end = pipes.first().copied().unwrap_or(end);
        let name = text.get(inside..name_end).unwrap_or_default();
        let ends = pipes.iter().skip(1).chain([&end]);
        let arguments: Vec<Argument<'_>> =
            pipes.iter().zip(ends).map(|(at, end)| argument(text, at + 1, *end)).collect();
        let positional: Vec<Argument<'_>> =
            arguments.iter().copied().filter(|a| a.name.is_empty() || a.name.parse::<u8>().is_ok()).collect();
        let pieces = match templates::stand(name) {
            Some(Stand::Name | Stand::Power) if arguments.is_empty() => vec![argument(text, inside, name_end).bare()],
            Some(Stand::Behind(length)) => vec![argument(text, inside + length, name_end).bare()],
            // Elsewhere the country is called otherwise; its code is the same.
            Some(Stand::Land(_)) if !self.dialect.is_english() => match arguments.as_slice() {
                [] => vec![argument(text, inside, name_end).bare()],
                _ => Vec::new(),
            },
            Some(Stand::Country) if !self.dialect.is_english() => pieces(Stand::Argument(1), &arguments, &positional),
            Some(stand) => pieces(stand, &arguments, &positional),
            None if self.is_within_a_sentence(from, to) && aside::may_show(name) => match arguments.as_slice() {
                // A mark of something to be done says since when, or stands behind the stop.
                [only] if only.name.is_empty() && templates::is_prose(only.text) && self.is_between_words(from, to) => {
                    vec![only.bare()]
                }
                _ => figures(&positional),
            },
            None => Vec::new(),
        };
        self.stand_for(from, to, &pieces);
    }

    fn stand_for(&mut self, from: usize, to: usize, pieces: &[Piece]) {
        if pieces.is_empty() {
            let kind = self.fold(from);
            return self.cut(from, to, kind);
        }
        let (mut before, mut kind) = (from, Kind::Mark);
        for piece in pieces {
            match piece {
                Piece::Text(text) => kind = Kind::With(text),
                Piece::Break => kind = Kind::Break,
                Piece::Own(start, end) => {
                    self.cut(before, *start, std::mem::replace(&mut kind, Kind::Mark));
                    before = *end;
                }
            }
        }
        self.cut(before, to, kind);
    }

    /// Whether a word stands before it and one behind it, with a blank between them at each side.
    fn is_between_words(&self, from: usize, to: usize) -> bool {
        let is_word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        let (before, after) = (self.bytes.get(..from).unwrap_or_default(), self.bytes.get(to..).unwrap_or_default());
        let (Some(before), Some(after)) = (before.strip_suffix(b" "), after.strip_prefix(b" ")) else { return false };
        is_word(before.last()) && is_word(after.first())
    }

    /// Whether words stand before or behind it on its line.
    fn is_within_a_sentence(&self, from: usize, to: usize) -> bool {
        /// Blanks that are passed over.
        const BLANKS: usize = 16;
        if self.newline.is_some_and(|newline| newline > from) {
            return false;
        }
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\'' | b'"' | b'(' | b')' | b',' | b'.' | b';');
        let before = self.bytes.get(from.saturating_sub(BLANKS)..from).unwrap_or_default();
        let after = self.bytes.get(to..self.bytes.len().min(to + BLANKS)).unwrap_or_default();
        let speaks = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        let last = before.iter().rev().find(|b| !is_blank(b));
        let first = after.iter().find(|b| !is_blank(b));
        speaks(last) || matches!(last, Some(b']' | b'>')) || speaks(first) || first == Some(&b'[')
    }
}

fn argument(text: &str, from: usize, to: usize) -> Argument<'_> {
    /// Bytes of the longest name.
    const LONGEST: usize = 64;
    let whole = text.get(from..to).unwrap_or_default();
    let sign = memchr::memchr(b'=', whole.as_bytes().get(..whole.len().min(LONGEST)).unwrap_or_default());
    let parted = sign.and_then(|at| Some((whole.get(..at)?.trim(), whole.get(at + 1..)?, from + at + 1)));
    match parted.filter(|(name, ..)| name.chars().all(char::is_alphanumeric)) {
        Some((name, text, from)) => Argument { name, text, from },
        None => Argument { name: "", text: whole, from },
    }
}

/// What stands for a known template; nothing where it has not the arguments for it.
fn pieces(stand: Stand, arguments: &[Argument<'_>], positional: &[Argument<'_>]) -> Vec<Piece> {
    let place = |place: usize| positional.get(place).map(Argument::own).into_iter().collect();
    let date = positional.iter().take_while(|a| !a.text.trim().is_empty()).take(3);
    match stand {
        Stand::For(text) => vec![Piece::Text(text)],
        Stand::Argument(at) => place(at - 1),
        Stand::Label => place(usize::from(positional.get(1).is_some_and(|label| !label.text.trim().is_empty()))),
        Stand::Last => place(positional.len().saturating_sub(1)),
        Stand::Named(names) => {
            let mut named = names.iter().filter_map(|n| arguments.iter().find(|a| a.name.eq_ignore_ascii_case(n)));
            named.next().or(positional.first()).map(Argument::own).into_iter().collect()
        }
        Stand::Quotation => {
            let named =
                ["text", "quote"].iter().find_map(|n| arguments.iter().find(|a| a.name.eq_ignore_ascii_case(n)));
            let first = || positional.iter().find(|a| !templates::is_side(a.text.trim()));
            named.or_else(first).map(Argument::own).into_iter().collect()
        }
        Stand::Items => {
            let items = positional.iter().filter(|a| !a.text.trim().is_empty());
            items.flat_map(|item| [Piece::Break, item.bare()]).chain([Piece::Break]).collect()
        }
        Stand::Joined(between) => joined("", positional.iter().filter(|a| !a.text.trim().is_empty()), between),
        Stand::Marriage => {
            let years = || positional.iter().skip(1).take(2).filter(|a| !a.text.trim().is_empty());
            let name = positional.first().map(Argument::bare);
            let end = years().next().map(|_| Piece::Text(")"));
            name.into_iter().chain(joined(" (", years(), "–")).chain(end).collect()
        }
        Stand::Sign(sign) => [Piece::Text(sign)].into_iter().chain(positional.first().map(Argument::bare)).collect(),
        Stand::Words => {
            let words = positional.iter().filter(|a| !a.text.trim().is_empty() && !templates::is_style(a.text.trim()));
            joined("", words, " ")
        }
        Stand::Two => joined("", positional.iter().take(2), " "),
        Stand::Measure => measure(positional),
        Stand::Value => value(arguments),
        Stand::Units => units(arguments),
        Stand::Fraction => match positional {
            [below] => vec![Piece::Text("1/"), below.bare()],
            [above, below] => vec![above.bare(), Piece::Text("/"), below.bare()],
            [whole, above, below, ..] => {
                vec![whole.bare(), Piece::Text(" "), above.bare(), Piece::Text("/"), below.bare()]
            }
            [] => Vec::new(),
        },
        Stand::Date => joined("", date, "-"),
        Stand::AsOf => {
            let within = arguments.iter().any(|a| a.name.eq_ignore_ascii_case("lc"));
            joined(if within { "as of " } else { "As of " }, date, "-")
        }
        Stand::Years(before) => joined(before, positional.iter().take(2), "–"),
        Stand::Power => [Piece::Text("×10^")].into_iter().chain(positional.first().map(Argument::bare)).collect(),
        Stand::Magnitude(sign) => {
            let letter = positional.get(1).and_then(|a| amounts::magnitude(a.text)).map(Piece::Text);
            [Piece::Text(sign)].into_iter().chain(positional.first().map(Argument::bare)).chain(letter).collect()
        }
        Stand::Ordinal => {
            let number = positional.first();
            let ending = number.and_then(|a| amounts::ending(a.text)).map(Piece::Text);
            number.map(Argument::bare).into_iter().chain(ending).collect()
        }
        Stand::Duration => {
            let named =
                ["h", "m", "s"].iter().filter_map(|n| arguments.iter().find(|a| a.name.eq_ignore_ascii_case(n)));
            let parts = if positional.is_empty() { named.collect() } else { positional.iter().collect::<Vec<_>>() };
            joined("", parts.into_iter().filter(|a| a.is_number()).take(3), ":")
        }
        Stand::Country => match positional.first() {
            Some(code) => vec![countries::named(code.text).map_or(code.own(), Piece::Text)],
            None => Vec::new(),
        },
        Stand::Land(land) => vec![Piece::Text(land)],
        Stand::Between(before, after) => match positional.first() {
            Some(words) => vec![Piece::Text(before), words.bare(), Piece::Text(after)],
            None => Vec::new(),
        },
        Stand::Century => match positional {
            [number, ending, ..] if ["e", "er"].contains(&ending.text.trim()) => {
                vec![number.bare(), ending.bare(), Piece::Text(" siècle")]
            }
            _ => place(0),
        },
        Stand::Section => joined("§ ", positional.iter().take(2).filter(|a| !a.text.trim().is_empty()), " "),
        Stand::Name | Stand::Behind(_) => Vec::new(),
    }
}

fn joined<'a>(
    before: &'static str,
    arguments: impl Iterator<Item = &'a Argument<'a>>,
    between: &'static str,
) -> Vec<Piece> {
    let parts = arguments.enumerate().flat_map(|(at, argument)| {
        let text = if at == 0 { before } else { between };
        [(!text.is_empty()).then_some(Piece::Text(text)), Some(argument.bare())]
    });
    parts.flatten().collect()
}

/// `5 km` of `5|km|mi`, `5 to 10 km` of `5|to|10|km`, `5 ft 10 in` of `5|ft|10|in|m`.
fn measure(positional: &[Argument<'_>]) -> Vec<Piece> {
    let joins =
        |a: &Argument<'_>| ["to", "-", "–", "and", "or", "x", "by", "±", "+/-", "to(-)", "×"].contains(&a.text.trim());
    let mut length = 0;
    loop {
        let units = positional.get(length..).unwrap_or_default();
        let numbers = units.iter().take_while(|a| a.is_number() || joins(a)).count();
        // A number at the end says how exactly to convert.
        if length > 0 && (numbers != 1 || units.len() < 2) {
            break;
        }
        length += numbers.max(1) + 1;
        if length >= positional.len() {
            break;
        }
    }
    let parts = positional.iter().take(length).enumerate().flat_map(|(at, argument)| {
        let (mut bare, mut thousands) = (argument.bare(), None);
        if let (Some((word, sign)), Piece::Own(from, to)) = (amounts::thousands(argument.text.trim()), bare) {
            (bare, thousands) = (Piece::Own(from + sign, to), Some(Piece::Text(word)));
        }
        [thousands.or((at > 0).then_some(Piece::Text(" "))), Some(bare)]
    });
    parts.flatten().collect()
}

/// `12.3±0.4×10^6 km` of `12.3|0.4|e=6|ul=km`, in the order in which it is written.
fn value(arguments: &[Argument<'_>]) -> Vec<Piece> {
    let mut numbers = 0;
    let parts = arguments.iter().filter(|a| !a.text.trim().is_empty()).filter_map(|argument| {
        let before = match argument.name.to_ascii_lowercase().as_str() {
            "" | "1" | "2" if argument.is_number() && numbers < 2 => {
                numbers += 1;
                if numbers == 1 { "" } else { "±" }
            }
            "e" => "×10^",
            "u" | "ul" => " ",
            "up" | "upl" => "/",
            _ => return None,
        };
        Some([(!before.is_empty()).then_some(Piece::Text(before)), Some(argument.bare())])
    });
    parts.flatten().flatten().collect()
}

/// `6 ft 2 in` of `ft=6|in=2`.
fn units(arguments: &[Argument<'_>]) -> Vec<Piece> {
    /// Units, as they stand at the end and before a further one.
    const UNITS: [(&str, [&str; 2]); 4] =
        [("m", [" m", " m "]), ("cm", [" cm", " cm "]), ("ft", [" ft", " ft "]), ("in", [" in", " in "])];
    let unit = |a: &Argument<'_>| UNITS.iter().find(|(unit, _)| *unit == a.name).filter(|_| a.is_number());
    let mut named = arguments.iter().filter_map(|a| Some((a, unit(a)?.1))).peekable();
    let mut pieces = Vec::new();
    while let Some((argument, [last, between])) = named.next() {
        let unit = if named.peek().is_some() { between } else { last };
        pieces.extend([argument.bare(), Piece::Text(unit)]);
    }
    pieces
}

/// The figures of an unknown template: one amount, or two, or one and its unit.
fn figures(positional: &[Argument<'_>]) -> Vec<Piece> {
    match positional {
        [first] if templates::is_amount(first.text) => vec![first.bare()],
        [first, second] if templates::is_amount(first.text) && templates::is_short(second.text) => {
            joined("", positional.iter().filter(|a| !a.text.trim().is_empty()), " ")
        }
        _ => Vec::new(),
    }
}
