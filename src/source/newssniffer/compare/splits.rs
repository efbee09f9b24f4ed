//! Where a joined row of shape C may fall into an older and a newer cell, and how well each place would do.
//!
//! The saver put one blank between the two cells of a changed row, so every blank is a candidate, and so is that the row
//! is one cell alone. The cells of a changed row mostly say the same in other words, begin and end alike, and are whole
//! sentences; all of that can be seen for every blank in one pass over the row.

use std::collections::HashMap;

use super::{
    columns::{Manner, View},
    echoes::{self, ECHOES, Echoes},
    edges::{Begin, Edges, End, goes_on},
    habits::Habits,
    joints::{self, JOINTS},
    lean::Lean,
    style::is_stop,
};
use crate::text::{
    likeness::Likeness,
    stirring::Stirring,
    terms::{Term, terms},
};

/// How many features a split has.
pub(super) const COUNT: usize = 88 + JOINTS;

/// The features of splitting a row at one place.
pub(super) type Features = [f32; COUNT];

/// A way to split a row: the byte offset of the blank between the cells.
#[derive(Debug, Clone)]
pub(super) struct Split {
    pub(super) at: usize,
    /// The word before it.
    pub(super) word: usize,
    pub(super) features: Features,
}

/// The most places looked at in one row; longer rows are looked at around their middle only.
const PLACES: usize = 4000;

/// One blank-separated word of a row.
pub(super) struct Word<'a> {
    start: usize,
    pub(super) text: &'a str,
    pub(super) terms: Vec<Term>,
    /// The script of its letters; 0 where it has none.
    script: usize,
    /// What a numbered item begins with: `3.`, `(b)`, `17.`
    pub(super) item: bool,
    pub(super) stopped: bool,
}

/// What a page's rows are weighed by.
pub(super) struct Surroundings {
    pub(super) likeness: Likeness,
    pub(super) echoes: Echoes,
    pub(super) habits: Habits,
    pub(super) edges: Edges,
}

/// How many sentences end inside a text.
pub(super) fn inside(text: &str) -> usize {
    text.split_whitespace().filter(|w| stopped(w)).count().saturating_sub(1)
}

/// All the places where a row may be split, with their features.
pub(super) fn of(row: &str, surroundings: &Surroundings, view: &View) -> Vec<Split> {
    let Surroundings { likeness, echoes, habits, edges } = surroundings;
    let words: Vec<Word<'_>> = words(row);
    let numbers = echoes::numbers(words.iter().map(|w| w.text));
    let inside = words.iter().rev().skip(1).filter(|w| w.stopped && !w.item).count() as f32;
    if words.len() < 2 {
        return Vec::new();
    }
    let mut right: HashMap<Term, (f32, f32), Stirring> = HashMap::default();
    let mut right_weight = 0.0f32;
    for word in &words {
        for &term in &word.terms {
            let weight = likeness.weight(term);
            right.entry(term).or_insert((0.0, 0.0)).1 += 1.0;
            right_weight += weight;
        }
    }
    let total = row.len() as f32;
    let (mut shared, mut left_weight) = (0.0f32, 0.0f32);
    let (mut left_terms, all_terms) = (0.0f32, right.values().map(|c| c.1).sum::<f32>());
    // In order, so that sums are the same to the last bit however the map is laid out.
    let mut repeated: Vec<(Term, f32)> = right.iter().filter(|c| c.1.1 > 1.0).map(|(&t, c)| (t, c.1)).collect();
    repeated.sort_unstable_by_key(|r| r.0);
    let mut crossing = 0.0f32;
    let repeats: f32 = repeated.iter().map(|r| likeness.weight(r.0)).sum();
    let mut degrees = [0.0f32; 8];
    repeated.iter().for_each(|r| degrees[(r.1 as usize).min(7)] += likeness.weight(r.0));
    let mut quotes = Balance::default();
    let whole = words.iter().fold(Balance::default(), |b, w| b.and(w.text));
    let last = words.len() - 1;
    let foreign = foreign(&words);
    let strange = |w: &Word<'_>| foreign != 0 && w.script == foreign;
    let all_strange = words.iter().filter(|w| strange(w)).count() as f32;
    let all_written = words.iter().filter(|w| w.script != 0).count() as f32;
    let (mut strange_left, mut written_left) = (0.0f32, 0.0f32);
    let twin = Lean::of(&view.twin, words.len());
    let page = Lean::of(&view.page, words.len());
    let near = Lean::of(&view.near, words.len());
    let script = Lean::of(&view.script, words.len());
    let joints = joints::Row::of(&words, &numbers);
    let skip = if words.len() > PLACES { (words.len() - PLACES) / 2 } else { 0 };
    let mut out = Vec::new();
    for (n, pair) in words.windows(2).enumerate() {
        let (word, next) = (&pair[0], &pair[1]);
        for &term in &word.terms {
            let weight = likeness.weight(term);
            if let Some((l, r)) = right.get_mut(&term) {
                let before = l.min(*r);
                let crossed = f32::from(*l > 0.0 && *r > 0.0);
                *l += 1.0;
                *r -= 1.0;
                crossing += weight * (f32::from(*l > 0.0 && *r > 0.0) - crossed);
                shared += weight * (l.min(*r) - before);
            }
            left_terms += 1.0;
            left_weight += weight;
            right_weight -= weight;
        }
        quotes = quotes.and(word.text);
        strange_left += f32::from(strange(word));
        written_left += f32::from(word.script != 0);
        if n < skip || n > last - skip.min(last) {
            continue;
        }
        let dice = 2.0 * shared / (left_weight + right_weight).max(f32::MIN_POSITIVE);
        let within = shared / left_weight.min(right_weight).max(1e-3);
        let (stopped, ends) = (word.stopped && !word.item, words[last].stopped);
        let mut f = [0.0; COUNT];
        for (slot, value) in bent(dice).into_iter().enumerate() {
            f[slot] = value;
        }
        f[4] = (within - dice).clamp(0.0, 1.0) * f32::from(left_weight.min(right_weight) > 2.0);
        let starts = begins(next.text);
        f[5] = f32::from(stopped);
        f[6] = f32::from(stopped && starts == Start::Capital);
        f[7] = f32::from(starts == Start::Small);
        f[8] = f32::from(starts == Start::Capital);
        f[9] = f32::from(stopped == ends);
        f[10] = f32::from((starts == Start::Small) == (begins(words[0].text) == Start::Small));
        // An item's number does not make cells begin otherwise; one that is left behind by what it numbers begins nothing.
        let dangling = word.item && (n == 0 || words[n - 1].stopped);
        let first = usize::from(words[0].item && n > 0);
        let head = if next.item && n + 2 <= last { n + 2 } else { n + 1 };
        let alike = |a: usize, b: usize| {
            !dangling && a <= n && b <= last && !words[b].terms.is_empty() && words[a].terms == words[b].terms
        };
        f[11] = f32::from(alike(first, head));
        f[12] = f32::from(!word.terms.is_empty() && word.terms == words[last].terms);
        f[13] = f32::from(f[11] > 0.0 && alike(first + 1, head + 1));
        let length = word.start + word.text.len();
        f[14] = (length as f32 / (total - length as f32).max(1.0)).ln().abs().min(4.0);
        f[15] = f32::from(quotes.open() || whole.less(quotes).open());
        f[16] = f32::from(n > 0 && word.terms == words[last].terms && words[n - 1].terms == words[last - 1].terms);
        f[17] = 1.0;
        f[18] = (words.len() as f32).ln();
        f[19] = f32::from(ends && !stopped && starts != Start::Capital);
        f[20] = f32::from(next.item && words[0].item);
        f[21] = f32::from(next.item && !words[0].item);
        f[22] = f32::from(word.item);
        if foreign != 0 {
            let share = |s: f32, w: f32| if w > 0.0 { s / w } else { 0.5 };
            let (l, r) =
                (share(strange_left, written_left), share(all_strange - strange_left, all_written - written_left));
            f[23] = (l - r).abs();
            f[24] = f32::from(word.script != 0 && next.script != 0 && strange(word) != strange(next));
        }
        // The newer cell should use the newer text's words: what the right leans to new, and the left to old.
        (f[25], f[60]) = page.at(n);
        f[26] = nearby(&words, n, likeness);
        f[27] = f[26] * f32::from(stopped);
        f[28..28 + ECHOES].copy_from_slice(&echoes.at(&numbers, n + 1));
        if head > n + 1 {
            let numbered = echoes.at(&numbers, head);
            (f[28], f[29]) = (f[28].max(numbered[0]), f[29].max(numbered[1]));
        }
        let (l, r) = (habits.longer(length), habits.longer(row.len().saturating_sub(length + 1)));
        f[36] = (l * l + r * r) / 4.0;
        f[37] = habits.longer(row.len());
        f[38] = f32::from(!stopped) * habits.stopped;
        f[39] = f32::from(stopped) / (1.0 + habits.inside);
        f[40] = inside.ln_1p() - habits.inside.ln_1p();
        f[41] = f32::from(inside == 0.0) * habits.stopped;
        f[42] = f32::from(!ends) * habits.stopped;
        f[43] = l.min(r);
        let after = words.get(n + 2).map_or(Start::Other, |w| begins(w.text));
        f[44] = f32::from(word.item && n > 0 && words[n - 1].stopped);
        f[45] = f32::from(next.item && after == Start::Capital);
        f[46] = f32::from(next.item && stopped);
        f[47] = f32::from(!stopped && starts == Start::Capital && begins(word.text) == Start::Capital);
        f[48] = f32::from(!stopped && starts == Start::Capital && after == Start::Capital);
        f[49] = f32::from(starts == Start::Capital) * echoes.small(numbers[n + 1]);
        f[50] = f[49] * f32::from(!stopped);
        f[51] = if dangling { 0.0 } else { echoes.first(&numbers, head) };
        (f[52], f[53]) = near.at(n);
        (f[61], f[62]) = twin.at(n);
        let capital = starts == Start::Capital || (next.item && after == Start::Capital);
        let head_left = !stopped && n < 9 && capital && words[..n].iter().all(|w| !w.stopped || w.item);
        let head_right = !ends && last - n < 9 && capital && words[n + 1..last].iter().all(|w| !w.stopped || w.item);
        f[54] = f32::from(head_left);
        f[55] = f32::from(head_right && stopped);
        f[56] = f32::from(head_left && head_right);
        f[57] = f32::from(head_left && ends);
        let border = view.border.get(n).copied().unwrap_or(0.0);
        f[63] = border.ln_1p().min(3.0);
        f[64] = f[63] * f[5];
        f[65] = echoes.branch(&numbers, n + 1, false);
        f[66] = echoes.branch(&numbers, n + 1, true);
        let [older, newer] = view.manner;
        if older.spread > 0.0 {
            let z = |m: Manner, bytes: usize| (((bytes.max(1) as f32).ln() - m.mean) / m.spread).clamp(-3.0, 3.0);
            let (l, r) = (z(older, length), z(newer, row.len().saturating_sub(length + 1)));
            f[67] = l * l / 2.0;
            f[68] = r * r / 2.0;
            f[69] = f32::from(!stopped) * older.closed;
            f[70] = f32::from(!ends) * newer.closed;
            f[71] = z(older, row.len()).max(z(newer, row.len()));
        }
        // Words that a row repeats are mostly repeated within one cell, unless one cell rewords the other.
        let p = left_terms / all_terms.max(1.0);
        let expected: f32 = (2..8).map(|c| degrees[c] * (1.0 - p.powi(c as i32) - (1.0 - p).powi(c as i32))).sum();
        let excess = (crossing - expected) / (repeats.sqrt() * 2.0 + 2.0);
        f[72] = excess.clamp(0.0, 3.0);
        f[73] = (-excess).clamp(0.0, 3.0);
        f[74] = f32::from(next.text.ends_with([',', '،', '、', '，']));
        f[75] = f32::from(starts == Start::Small && view.open_above);
        f[76] = f32::from(starts == Start::Small && !view.open_above);
        let end = End::of(word.text);
        f[77] = f32::from(end == End::Colon);
        f[78] = f32::from(end == End::Comma);
        if stopped {
            f[79] = f32::from(goes_on(numbers[n + 1]));
            f[80] = edges.opening(numbers[n + 1]);
        } else {
            f[81] = edges.beginning(numbers[n + 1]);
            f[82] = edges.ending(numbers[n]);
        }
        let begun = |at: usize| view.begun.get(at).copied().unwrap_or(0.0).ln_1p();
        f[83] = if dangling { 0.0 } else { begun(n + 1).max(begun(head)) };
        f[84] = view.ends[end as usize];
        f[85] = view.begins[Begin::of(next.text) as usize];
        if dangling {
            (f[28], f[29]) = (0.0, 0.0);
        }
        f[86] = ((script.sum(n) - script.best) / 4.0).max(-3.0);
        f[87] = script.at(n).1;
        f[88..].copy_from_slice(&joints.at(n));
        out.push(Split { at: length, word: n, features: f });
    }
    // A border between cells is the weakest joint of the row, not only a weak one.
    let joints = || out.iter().map(|s| &s.features).filter(|f| f[5] > 0.0);
    let weakest = joints().map(|f| f[26]).fold(1.0, f32::min);
    let count = joints().count();
    for split in &mut out {
        let f = &mut split.features;
        f[58] = if f[5] > 0.0 { f[26] - weakest } else { 0.0 };
        f[59] = f32::from(f[5] > 0.0 && count == 1);
    }
    out
}

/// The words of a row, which single blanks part.
pub(super) fn words(row: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for text in row.split(' ') {
        if !text.is_empty() {
            let script = text.chars().map(super::style::script).find(|&s| s != 0).unwrap_or(0);
            let item = text.len() <= 6
                && text.ends_with(['.', ')', '°', '、', ':'])
                && (super::style::item(text).is_some()
                    || (text.chars().count() <= 3 && text.starts_with(char::is_alphanumeric)));
            out.push(Word { start, text, terms: terms(text), script, item, stopped: stopped(text) });
        }
        start += text.len() + 1;
    }
    out
}

/// The script other than the first's that a good part of a row is written in; 0 where there is but one.
fn foreign(words: &[Word<'_>]) -> usize {
    let mut counts = [0usize; 9];
    words.iter().for_each(|w| counts[w.script.min(8)] += 1);
    let total: usize = counts[1..].iter().sum();
    let Some(most) = (2..9).max_by_key(|&s| counts[s]) else { return 0 };
    if counts[most] * 8 >= total && counts[most] > 0 && counts[most] < total { most } else { 0 }
}

/// The share of weight that the few words before a place have in common with the few after it.
fn nearby(words: &[Word<'_>], n: usize, likeness: &Likeness) -> f32 {
    let before: Vec<Term> =
        words[(n + 1).saturating_sub(12)..=n].iter().flat_map(|w| w.terms.iter().copied()).collect();
    let (mut shared, mut total) = (0.0f32, 0.0f32);
    for term in words[n + 1..].iter().take(12).flat_map(|w| w.terms.iter().take(40)) {
        let weight = likeness.weight(*term);
        total += weight;
        if before.iter().take(240).any(|b| b == term) {
            shared += weight;
        }
    }
    shared / total.max(1e-3)
}

/// The same bend as for whole cells: zero at none, the last piece full at 1.
fn bent(x: f32) -> [f32; 4] {
    super::features::bent(x)
}

/// What the beginning of a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Capital,
    Small,
    Other,
}

fn begins(word: &str) -> Start {
    match word.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_uppercase() => Start::Capital,
        Some(c) if c.is_lowercase() => Start::Small,
        _ => Start::Other,
    }
}

/// Whether a word ends a sentence.
pub(super) fn stopped(word: &str) -> bool {
    let closing = |c: &char| !matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | '）' | '」' | ']' | '*');
    word.chars().rev().find(closing).is_some_and(|c| is_stop(c) || matches!(c, ':' | '：' | ';'))
}

/// How many brackets and quotation marks are open.
#[derive(Debug, Clone, Copy, Default)]
struct Balance {
    brackets: i32,
    curly: i32,
    straight: i32,
}

impl Balance {
    fn and(mut self, word: &str) -> Balance {
        for c in word.chars() {
            match c {
                '(' | '[' | '（' | '「' => self.brackets += 1,
                ')' | ']' | '）' | '」' => self.brackets -= 1,
                '“' | '«' => self.curly += 1,
                '”' | '»' => self.curly -= 1,
                '"' => self.straight += 1,
                _ => {}
            }
        }
        self
    }

    fn less(self, other: Balance) -> Balance {
        Balance {
            brackets: self.brackets - other.brackets,
            curly: self.curly - other.curly,
            straight: self.straight - other.straight,
        }
    }

    fn open(self) -> bool {
        self.brackets != 0 || self.curly != 0 || self.straight % 2 != 0
    }
}
