//! Edits under construction.

use std::ops::Range;

use super::{
    super::{Edit, Ignore, Op},
    units::Text,
};
use crate::{
    model::Sides,
    text::words::{Token, tokens},
};

/// Edits under construction; neighbours that do the same are joined.
#[derive(Default)]
pub(in crate::diff) struct Edits {
    list: Vec<Edit>,
    /// What is ignored and stands on one side only, before anything that is on both: old, new.
    ahead: (String, String),
}

impl Edits {
    /// Adds an edit.
    pub(in crate::diff) fn push(&mut self, op: Op, text: &str, old: Option<&str>) {
        if text.is_empty() && old.is_none_or(str::is_empty) {
            return;
        }
        if op != Op::Equal {
            self.give_up();
        }
        match self.list.last_mut() {
            Some(last) if last.op == op && last.old.is_some() == old.is_some() => {
                last.text.push_str(text);
                if let (Some(last), Some(old)) = (&mut last.old, old) {
                    last.push_str(old);
                }
            }
            _ => self.list.push(Edit { op, text: text.to_owned(), old: old.map(str::to_owned) }),
        }
    }

    /// Adds text that is on both sides, perhaps spelt in two ways. What is on one side only, and ignored, belongs to the
    /// word before it, else to the one behind: an edit that is on both sides says something on each.
    pub(in crate::diff) fn equal(&mut self, old: &str, new: &str) {
        if old == new && self.ahead.0.is_empty() && self.ahead.1.is_empty() {
            return self.push(Op::Equal, new, None);
        }
        if old.is_empty() == new.is_empty() {
            let (before, after) = std::mem::take(&mut self.ahead);
            let (old, new) = (before + old, after + new);
            return self.push(Op::Equal, &new, (old != new).then_some(&old));
        }
        let word = match self.list.last_mut().filter(|last| last.op == Op::Equal) {
            None => {
                self.ahead.0.push_str(old);
                self.ahead.1.push_str(new);
                return;
            }
            Some(Edit { old: Some(_), .. }) => String::new(),
            Some(last) => last.text.split_off(tokens(&last.text).last().map_or(0, |token| token.start)),
        };
        self.list.pop_if(|last| last.text.is_empty());
        self.push(Op::Equal, &format!("{word}{new}"), Some(&format!("{word}{old}")));
    }

    /// Tells what waits for a word on both sides as what it is without one.
    fn give_up(&mut self) {
        let (old, new) = std::mem::take(&mut self.ahead);
        if !(old.is_empty() && new.is_empty()) {
            self.push(Op::Delete, &old, None);
            self.push(Op::Insert, &new, None);
        }
    }

    /// The edits.
    pub(in crate::diff) fn end(mut self) -> Vec<Edit> {
        self.give_up();
        self.list
    }

    /// Adds what stands between two units in common: the units `a` of the old, `b` of the new text, and the tokens of no
    /// unit about them. Blanks alike at its ends are in common too.
    pub(in crate::diff) fn gap(&mut self, sides: &Sides<Text<'_>>, a: Range<usize>, b: Range<usize>) {
        let (old, new) = (sides.old.text, sides.new.text);
        let units = (a, b);
        let (a, b) = (sides.old.tokens_about(&units.0), sides.new.tokens_about(&units.1));
        if sides.old.ignore != Ignore::Nothing && units.0.is_empty() && units.1.is_empty() {
            self.equal(joined(&sides.old.tokens[a], old), joined(&sides.new.tokens[b], new));
            return;
        }
        // What belongs to no unit may be in common still: at most that much at either end.
        let (x, y) = (sides.old.margins(&units.0, &a), sides.new.margins(&units.1, &b));
        let (a, b) = (&sides.old.tokens[a], &sides.new.tokens[b]);
        let alike = |(x, y): &(&Token, &Token)| x.of(old) == y.of(new);
        let start = a[..x.0].iter().zip(&b[..y.0]).take_while(alike).count();
        let rest = (a[start.max(a.len() - x.1)..].iter().rev(), b[start.max(b.len() - y.1)..].iter().rev());
        let end = rest.0.zip(rest.1).take_while(alike).count();
        let (n, m) = (a.len() - end, b.len() - end);
        self.push(Op::Equal, joined(&a[..start], old), None);
        self.push(Op::Delete, joined(&a[start..n], old), None);
        self.push(Op::Insert, joined(&b[start..m], new), None);
        self.push(Op::Equal, joined(&a[n..], old), None);
    }
}

/// The text of consecutive tokens.
fn joined<'a>(tokens: &[Token], text: &'a str) -> &'a str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or(""),
        _ => "",
    }
}
