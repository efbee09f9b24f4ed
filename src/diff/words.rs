//! The words inside a pair of paragraphs: what was kept, what went, what came.
//!
//! Words and marks are aligned, never their halves; spaces go with their neighbours. Starting a run of common words has
//! a price, so that a lone comma or article between two changes does not break them into confetti.

use super::{
    Edit, Ignore, Op,
    paragraph::fold_of,
    sequence::{Budget, common, hash},
};
use crate::text::{
    fold,
    words::{Token, TokenKind, tokens},
};

/// What a run of common words must outweigh to be kept between two changes.
const OPEN: i32 = 2;
/// Beyond so many cells a gap is aligned by its unique words only.
const TABLE: usize = 1 << 20;
/// Under this share of common text (of 100), nothing is kept in common.
const KEPT: usize = 12;

/// The edits that turn one text into another, and how alike the two are, 0 to 1.
#[must_use]
pub fn edits(old: &str, new: &str, ignore: Ignore, budget: &mut Budget) -> (Vec<Edit>, f32) {
    let sides = (Text::new(old, ignore), Text::new(new, ignore));
    let pairs = align(&sides.0, &sides.1, budget);
    let shared: usize = pairs.iter().map(|&(i, j)| sides.0.length(i) + sides.1.length(j)).sum();
    let all = sides.0.total() + sides.1.total();
    let similarity = if all == 0 { 1.0 } else { shared as f32 / all as f32 };
    let mut out = Edits::default();
    if shared * 100 < all * KEPT {
        out.push(Op::Delete, old, None);
        out.push(Op::Insert, new, None);
        return (out.end(), similarity);
    }
    let mut at = (0, 0);
    for &(i, j) in &pairs {
        let (a, b) = (sides.0.items[i].token, sides.1.items[j].token);
        out.gap(&sides, at, (a, b), ignore);
        out.equal(sides.0.tokens[a].of(old), sides.1.tokens[b].of(new));
        at = (a + 1, b + 1);
    }
    out.gap(&sides, at, (sides.0.tokens.len(), sides.1.tokens.len()), ignore);
    (out.end(), similarity)
}

/// A token that counts.
struct Item {
    token: usize,
    key: u64,
    weight: i32,
}

/// One text's tokens, and those of them that count.
struct Text<'a> {
    text: &'a str,
    ignore: Ignore,
    tokens: Vec<Token>,
    items: Vec<Item>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str, ignore: Ignore) -> Self {
        let tokens = tokens(text);
        let mut items = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let piece = token.of(text);
            let key = match fold_of(ignore) {
                None if token.kind == TokenKind::Space => continue,
                None => hash(piece),
                Some(f) => match fold::key(piece, token.kind, f) {
                    key if key.is_empty() => continue,
                    key => hash(&key),
                },
            };
            let weight = match token.kind {
                TokenKind::Word => 2 + i32::try_from(piece.len().min(12)).unwrap_or(12) / 2,
                _ => 1,
            };
            items.push(Item { token: at, key, weight });
        }
        Text { text, ignore, tokens, items }
    }

    /// The bytes of an item.
    fn length(&self, item: usize) -> usize {
        let token = self.tokens[self.items[item].token];
        token.end - token.start
    }

    /// The bytes of all items.
    fn total(&self) -> usize {
        (0..self.items.len()).map(|i| self.length(i)).sum()
    }

    /// What an item counts as, spelt out: hashes only find.
    fn same(&self, item: usize, other: &Text<'_>, theirs: usize) -> bool {
        let (a, b) = (self.tokens[self.items[item].token], other.tokens[other.items[theirs].token]);
        let (x, y) = (a.of(self.text), b.of(other.text));
        x == y || fold_of(self.ignore).is_some_and(|f| fold::key(x, a.kind, f) == fold::key(y, b.kind, f))
    }
}

/// Pairs of items in common, ascending.
fn align(old: &Text<'_>, new: &Text<'_>, budget: &mut Budget) -> Vec<(usize, usize)> {
    let (a, b) = (&old.items, &new.items);
    let start = a.iter().zip(b).take_while(|(x, y)| x.key == y.key).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x.key == y.key).count();
    let (n, m) = (a.len() - end, b.len() - end);
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|k| (k, k)).collect();
    let (left, right) = (&a[start..n], &b[start..m]);
    let cells = left.len().saturating_mul(right.len());
    if cells > 0 {
        if cells <= TABLE && budget.take(cells as u64) {
            table(left, right, |i, j| pairs.push((start + i, start + j)));
        } else {
            let keys = |items: &[Item]| items.iter().map(|i| i.key).collect::<Vec<_>>();
            pairs.extend(common(&keys(left), &keys(right), budget).into_iter().map(|(i, j)| (start + i, start + j)));
        }
    }
    pairs.extend((0..end).map(|k| (n + k, m + k)));
    pairs.retain(|&(i, j)| old.same(i, new, j));
    pairs
}

/// The heaviest alignment, where each run of common items pays [`OPEN`] unless it continues what stands before.
fn table(left: &[Item], right: &[Item], mut pair: impl FnMut(usize, usize)) {
    const DOWN: u8 = 0;
    const ACROSS: u8 = 1;
    const MATCH: u8 = 2;
    const GOES_ON: u8 = 4;
    let (n, m) = (left.len(), right.len());
    let mut ways = vec![0u8; n * m];
    // Best scores of what follows a cell: after a change, and after a common item. Row below, then this row.
    let mut below = (vec![0i32; m + 1], vec![0i32; m + 1]);
    let mut here = below.clone();
    for i in (0..n).rev() {
        let (key, weight) = (left[i].key, left[i].weight);
        let row = &mut ways[i * m..(i + 1) * m];
        here.0[m] = 0;
        here.1[m] = 0;
        for j in (0..m).rev() {
            let (down, across) = (below.0[j], here.0[j + 1]);
            let (mut score, mut way) = if down >= across { (down, DOWN) } else { (across, ACROSS) };
            let mut after = score;
            if key == right[j].key {
                let taken = weight + below.1[j + 1];
                if taken - OPEN >= score {
                    score = taken - OPEN;
                    way = MATCH;
                }
                after = score;
                if taken >= after {
                    after = taken;
                    way |= GOES_ON;
                }
            }
            row[j] = way;
            here.0[j] = score;
            here.1[j] = after;
        }
        std::mem::swap(&mut below, &mut here);
    }
    let (mut i, mut j, mut going) = (0, 0, true);
    while i < n && j < m {
        let way = ways[i * m + j];
        if way & MATCH != 0 || going && way & GOES_ON != 0 {
            pair(i, j);
            (i, j, going) = (i + 1, j + 1, true);
        } else {
            going = false;
            if way & ACROSS != 0 { j += 1 } else { i += 1 }
        }
    }
}

/// Edits under construction; neighbours that do the same are joined.
#[derive(Default)]
pub(super) struct Edits {
    list: Vec<Edit>,
    /// What is ignored and stands on one side only, before anything that is on both: old, new.
    ahead: (String, String),
}

impl Edits {
    /// Adds an edit.
    pub(super) fn push(&mut self, op: Op, text: &str, old: Option<&str>) {
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
    pub(super) fn equal(&mut self, old: &str, new: &str) {
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
    pub(super) fn end(mut self) -> Vec<Edit> {
        self.give_up();
        self.list
    }

    /// Adds what stands between two common items: tokens `from..to` of each side.
    fn gap(&mut self, sides: &(Text<'_>, Text<'_>), from: (usize, usize), to: (usize, usize), ignore: Ignore) {
        let (a, b) = (&sides.0.tokens[from.0..to.0], &sides.1.tokens[from.1..to.1]);
        let (old, new) = (sides.0.text, sides.1.text);
        let equal = |(x, y): &(&Token, &Token)| x.of(old) == y.of(new);
        let counts = |text: &Text<'_>, tokens: (usize, usize)| {
            let at = text.items.partition_point(|i| i.token < tokens.0);
            text.items.get(at).is_some_and(|i| i.token < tokens.1)
        };
        if ignore != Ignore::Nothing && !counts(&sides.0, (from.0, to.0)) && !counts(&sides.1, (from.1, to.1)) {
            self.equal(joined(a, old), joined(b, new));
            return;
        }
        let start = a.iter().zip(b).take_while(equal).count();
        let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(equal).count();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str, ignore: Ignore) -> String {
        let (edits, _) = edits(old, new, ignore, &mut Budget::new(1 << 20));
        edits
            .iter()
            .map(|e| match e.op {
                Op::Delete => format!("[-{}-]", e.text),
                Op::Insert => format!("{{+{}+}}", e.text),
                _ => e.old.as_ref().map_or(e.text.clone(), |old| format!("<{old}|{}>", e.text)),
            })
            .collect()
    }

    #[test]
    fn whole_words_change() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(plain("at least 4 dead in fire", "at least 11 dead in fire"), "at least [-4-]{+11+} dead in fire");
        assert_eq!(plain("He did say so", "He did not say so"), "He did {+not +}say so");
        assert_eq!(plain("It cost £1,000 then", "It cost £1,500 then"), "It cost [-£1,000-]{+£1,500+} then");
        assert_eq!(plain("", "new"), "{+new+}");
        assert_eq!(plain("a  b", "a b"), "a[-  -]{+ +}b");
    }

    #[test]
    fn what_is_ignored_keeps_both_spellings() {
        assert_eq!(told("“No,” he said", "\"No,\" he said", Ignore::Spacing), "<“|\">No,<”|\"> he said");
        assert_eq!(told("The End", "the end.", Ignore::Case), "<The|the> <End|end.>");
        assert_eq!(told("a fine day", "a cold day", Ignore::Case), "a [-fine-]{+cold+} day");
    }

    #[test]
    fn what_is_ignored_and_on_one_side_only_goes_with_a_word() {
        let told = |a, b| told(a, b, Ignore::Case);
        assert_eq!(told("it is the end", "it is the end."), "it is the <end|end.>");
        assert_eq!(told("…it is the end", "it is the end"), "<…it|it> is the end");
        assert_eq!(told("the quick-end", "the quick end"), "the quick<-| >end");
        assert_eq!(told("the end(s)", "the ends"), "the [-end(s)-]{+ends+}");
        assert_eq!(told("(no", "yes"), "[-(no-]{+yes+}");
        assert_eq!(told("…", ""), "[-…-]");
    }

    #[test]
    fn nothing_in_common_is_replaced_whole() {
        assert_eq!(
            told("Rain fell, in the north.", "Shares rose; markets were calm.", Ignore::Nothing),
            "[-Rain fell, in the north.-]{+Shares rose; markets were calm.+}"
        );
    }
}
