//! The units of one text that a word edit takes or leaves as a whole, and how much each weighs.

use std::{borrow::Cow, ops::Range};

use super::{
    super::{Ignore, paragraph::fold_of, sequence::hash},
    taste::Taste,
};
use crate::text::{
    fold::is_dash,
    german_day::is_german_day,
    keys::Keys,
    words::{Cuts, Token, TokenKind, figure_end},
};

/// How firmly a text breaks between two units. The numbers index [`Taste::edges`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::diff) enum Break {
    /// Nothing breaks here.
    None = 0,
    /// A phrase begins: before a small word.
    Phrase = 1,
    /// A clause has ended: after a comma or the like.
    After = 2,
    /// A clause ends: before a comma, bracket, dash or the like.
    Clause = 3,
    /// A sentence begins, or the text begins or ends.
    Sentence = 4,
    /// What is written together would be cut: `Category:People`.
    Tied = 5,
}

/// A unit: one word with the compounds it is part of, one number with its range, or one mark.
#[derive(Debug, Clone, Copy)]
pub(in crate::diff) struct Unit {
    /// Its tokens begin here.
    pub(in crate::diff) from: usize,
    /// One after its last token.
    pub(in crate::diff) to: usize,
    /// What it counts as, hashed.
    pub(in crate::diff) key: u64,
    /// What keeping it in common is worth.
    pub(in crate::diff) weight: i32,
    /// How the text breaks before it.
    pub(in crate::diff) before: Break,
    /// What it is.
    pub(in crate::diff) kind: Kind,
    /// Its bytes, twelve at most.
    pub(in crate::diff) length: u8,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diff) enum Kind {
    /// A word with a meaning of its own.
    Word,
    /// A word with a digit in it.
    Figure,
    /// A word so short that it hardly says anything alone.
    Small,
    /// Punctuation and symbols.
    Mark,
}

/// One text, cut.
pub(in crate::diff) struct Text<'a> {
    pub(in crate::diff) text: &'a str,
    pub(in crate::diff) ignore: Ignore,
    pub(in crate::diff) tokens: Cow<'a, [Token]>,
    pub(in crate::diff) units: Vec<Unit>,
    /// What the tokens count as, where anything is ignored.
    keys: Option<Keys>,
}

impl<'a> Text<'a> {
    pub(in crate::diff) fn new(text: &'a str, ignore: Ignore, taste: &Taste, cuts: &'a Cuts<'_>) -> Self {
        let cut = cuts.tokens(text);
        let tokens: &[Token] = &cut;
        let keys = fold_of(ignore).map(|f| Keys::new(text, f));
        let is_blank = |token: &Token| token.end - token.start == 1 && text.as_bytes().get(token.start) == Some(&b' ');
        let mut units: Vec<Unit> = Vec::with_capacity(tokens.len() * 5 / 8 + 2);
        let mut at = 0;
        while at < tokens.len() {
            let from = at;
            if keys.is_none() && tokens[from].kind == TokenKind::Space {
                at += 1;
                continue;
            }
            at = unit_end(text, tokens, from, ignore);
            let (first, last) = (tokens[from], tokens[at - 1]);
            let piece = text.get(first.start..last.end).unwrap_or("");
            let key = match &keys {
                None => hash(piece),
                Some(keys) => match folded(keys, text, tokens, from..at) {
                    key if key.is_empty() => continue,
                    key => hash(&key),
                },
            };
            let kind = kind(
                piece,
                tokens[from..at].iter().map(|t| t.kind).find(|&k| k == TokenKind::Word).unwrap_or(first.kind),
            );
            let before = match units.last() {
                None => Break::Sentence,
                // Most words stand behind a blank and another word.
                Some(last)
                    if last.kind != Kind::Mark
                        && kind != Kind::Mark
                        && last.to + 1 == from
                        && is_blank(&tokens[last.to]) =>
                {
                    if kind == Kind::Small {
                        Break::Phrase
                    } else {
                        Break::None
                    }
                }
                Some(last) => between(text, tokens, last, from, kind),
            };
            units.push(Unit {
                from,
                to: at,
                key,
                weight: 0,
                before,
                kind,
                length: u8::try_from(piece.len().min(12)).unwrap_or(12),
            });
        }
        // The stop at the end of the text breaks it as firmly as the end itself.
        if let Some(last) = units.last_mut().filter(|u| u.kind == Kind::Mark) {
            last.before = Break::Sentence;
        }
        let mut text = Text { text, ignore, tokens: cut, units, keys };
        text.weigh(taste);
        text
    }

    /// Weighs the units.
    pub(in crate::diff) fn weigh(&mut self, taste: &Taste) {
        for u in &mut self.units {
            u.weight = weight(u, taste);
        }
    }

    /// What a unit says.
    pub(in crate::diff) fn piece(&self, unit: usize) -> &'a str {
        let unit = &self.units[unit];
        self.text.get(self.tokens[unit.from].start..self.tokens[unit.to - 1].end).unwrap_or("")
    }

    /// The bytes of consecutive units, with what stands between them.
    pub(in crate::diff) fn span(&self, units: Range<usize>) -> &'a str {
        let (Some(first), Some(last)) = (self.units.get(units.start), self.units.get(units.end.wrapping_sub(1))) else {
            return "";
        };
        self.text.get(self.tokens[first.from].start..self.tokens[last.to - 1].end).unwrap_or("")
    }

    /// The bytes of a unit.
    pub(in crate::diff) fn length(&self, unit: usize) -> usize {
        let unit = &self.units[unit];
        self.tokens[unit.to - 1].end - self.tokens[unit.from].start
    }

    /// How the text breaks before a unit; after the last one it ends.
    pub(in crate::diff) fn break_at(&self, unit: usize) -> Break {
        self.units.get(unit).map_or(Break::Sentence, |u| u.before)
    }

    /// The tokens between the units on both sides of a run of units, or the ends of the text: the run's own, and those
    /// of no unit beside it.
    pub(in crate::diff) fn tokens_about(&self, units: &Range<usize>) -> Range<usize> {
        let start = units.start.checked_sub(1).map_or(0, |before| self.units[before].to);
        start..self.units.get(units.end).map_or(self.tokens.len(), |after| after.from)
    }

    /// How many of these tokens, which are those about a run of units, stand before the first unit and how many after
    /// the last: all, if there is none.
    pub(in crate::diff) fn margins(&self, units: &Range<usize>, tokens: &Range<usize>) -> (usize, usize) {
        match self.units.get(units.clone()) {
            Some([first, .., last]) => (first.from - tokens.start, tokens.end - last.to),
            Some([only]) => (only.from - tokens.start, tokens.end - only.to),
            _ => (tokens.len(), tokens.len()),
        }
    }

    /// The bytes of all units.
    pub(in crate::diff) fn total(&self) -> usize {
        let tokens: &[Token] = &self.tokens;
        self.units.iter().map(|unit| tokens[unit.to - 1].end - tokens[unit.from].start).sum()
    }

    /// Whether two units count as the same, spelt out: hashes only find.
    pub(in crate::diff) fn same(&self, unit: usize, other: &Text<'_>, theirs: usize) -> bool {
        let (x, y) = (self.piece(unit), other.piece(theirs));
        x == y || self.folded(unit).is_some_and(|key| other.folded(theirs).is_some_and(|other| key == other))
    }

    /// What a unit counts as, where anything is ignored.
    fn folded(&self, unit: usize) -> Option<String> {
        let unit = &self.units[unit];
        self.keys.as_ref().map(|keys| folded(keys, self.text, &self.tokens, unit.from..unit.to))
    }
}

/// What consecutive tokens count as together.
fn folded(keys: &Keys, text: &str, tokens: &[Token], range: Range<usize>) -> String {
    range.map(|index| keys.key(text, tokens, index)).collect()
}

/// Where the unit that begins at a token ends: compounds, ranges, `[1]`, an abbreviation with its stop hold together.
fn unit_end(text: &str, tokens: &[Token], from: usize, ignore: Ignore) -> usize {
    let mut at = from + 1;
    let digit =
        |at: usize| tokens.get(at).is_some_and(|t| text.as_bytes().get(t.end - 1).is_some_and(u8::is_ascii_digit));
    if digit(from) && ignore != Ignore::Case {
        at = figure_end(text, tokens, from);
    }
    let is_before_space = tokens.get(at).is_none_or(|t| t.kind == TokenKind::Space);
    if ignore == Ignore::Case || is_before_space && tokens.get(from).is_some_and(|t| t.kind != TokenKind::Mark) {
        return at;
    }
    let word = |at: usize| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
    let mark = |at: usize, m: &str| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark && t.of(text) == m);
    let dash = |at: usize| {
        tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark && t.of(text).chars().all(|c| is_dash(c) && c != '—'))
    };
    if mark(from, "[") && word(at) && mark(at + 1, "]") {
        return from + 3;
    }
    if !word(from) {
        // A suffix that hangs on what was left out: `-bit`.
        if dash(from) && word(at) && (from == 0 || tokens[from - 1].kind == TokenKind::Space) {
            at += 1;
        } else {
            return at;
        }
    }
    loop {
        if word(at + 1) && tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark && is_joint(t.of(text))) {
            at += 2;
        } else if dash(at) && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Space) {
            // A prefix that waits for its word: `two- and threefold`.
            at += 1;
        } else {
            break;
        }
    }
    if mark(at, ".") && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Space) {
        let last = tokens[at - 1].end - tokens[at - 1].start;
        let next = tokens.get(at + 2).and_then(|t| t.of(text).chars().next());
        let day = || {
            let behind = tokens.get(at + 2).and_then(|t| text.get(t.start..)).unwrap_or("");
            digit(from) && is_german_day(text.get(..tokens[at].end).unwrap_or(""), behind)
        };
        if next.is_some_and(|c| c.is_lowercase() || c.is_numeric() && last <= 4 || matches!(c, ',' | ';' | '(' | '['))
            || day()
        {
            at += 1;
        }
    }
    at
}

fn is_joint(mark: &str) -> bool {
    let mut chars = mark.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if is_dash(c) && c != '—' || c == '/' || c == '@' || c == '.')
}

fn kind(piece: &str, kind: TokenKind) -> Kind {
    if kind != TokenKind::Word {
        return Kind::Mark;
    }
    let (mut plain, mut lower, mut numeric) = (true, true, false);
    for byte in piece.bytes() {
        plain &= byte.is_ascii();
        lower &= byte.is_ascii_lowercase();
        numeric |= byte.is_ascii_digit();
    }
    let (lower, numeric) = if plain {
        (piece.len() <= 3 && lower, numeric)
    } else {
        (piece.len() <= 3 && piece.chars().all(char::is_lowercase), piece.chars().any(char::is_numeric))
    };
    if lower {
        Kind::Small
    } else if numeric {
        Kind::Figure
    } else {
        Kind::Word
    }
}

fn weight(unit: &Unit, taste: &Taste) -> i32 {
    match unit.kind {
        Kind::Mark => taste.mark,
        Kind::Small => taste.word,
        Kind::Word | Kind::Figure => taste.word + taste.letter * i32::from(unit.length),
    }
}

/// How the text breaks between a unit and the one whose first token is `next`.
fn between(text: &str, tokens: &[Token], last: &Unit, next: usize, kind: Kind) -> Break {
    let before = tokens[last.to - 1].of(text);
    let after = tokens[next].of(text);
    let gap = &tokens[last.to..next];
    if gap.iter().any(|t| t.of(text).bytes().any(|b| b == b'\n')) {
        return Break::Sentence;
    }
    let closes = |s: &str| s.chars().all(|c| matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।'));
    if last.kind == Kind::Mark && closes(before) && !(kind == Kind::Mark && after.chars().all(is_closing)) {
        return Break::Sentence;
    }
    // What a mark is written on to is no clause of its own, but in scripts without blanks.
    let ties = |mark: &str| matches!(mark, ":" | "/" | "_" | "=" | "|" | "#" | "@");
    let goes_on = || tokens.get(next + 1).is_some_and(|token| token.kind == TokenKind::Word);
    if gap.is_empty() && (ties(before) && kind != Kind::Mark || ties(after) && last.kind != Kind::Mark && goes_on()) {
        return Break::Tied;
    }
    if kind == Kind::Mark && !after.chars().all(is_closing) {
        return Break::Clause;
    }
    if last.kind == Kind::Mark && !before.chars().all(is_opening) {
        return Break::After;
    }
    if kind == Kind::Small && last.kind != Kind::Mark { Break::Phrase } else { Break::None }
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '”' | '’' | '»' | '」' | '』' | '）')
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '「' | '『' | '（')
}
