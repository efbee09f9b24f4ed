//! The one sentence of a summary: `Headline changed; death toll 4 → 11; 2 paragraphs added, 1 moved up; a quotation
//! removed.`
//!
//! The most telling comes first: which revision is restored, the headline, notices, negations, figures old → new, what
//! became of paragraphs, quotations, hedges and modals, names, other figures, attributions, bylines, dates, links.
//! Figures stand in digits as the text has them; of a kind with more than two things the number is told. What cannot be
//! said, or is hidden by what is ignored, comes last. Where nothing but counts could be told, what came and what went is by its
//! beginning. It is never cut: whoever has room for the beginning only cuts it.

mod few;
mod names;
mod wording;

use std::collections::HashMap;

use self::{
    few::{dates, singly},
    names::names,
    wording::wording,
};
use super::{Block, BlockKind, Fact, Summary, facts::reason, types::Counted};
use crate::{
    model::{ChangeKind, Side, Sides},
    text::{isolate::isolated, sanitise::sanitise, terms::is_dense},
};

/// Things of one kind told one by one.
const SINGLY: usize = 2;
/// Characters of a name, word or figure told.
const LONGEST: usize = 32;

/// The sentence. `emptied`: paragraphs that came or went, but hold nothing except sentences that were carried; of those
/// the sentences are told.
pub(super) fn sentence(summary: &Summary, blocks: &[Block], emptied: Sides<usize>) -> String {
    let mut parts = parts(summary, Some((blocks, emptied)));
    let unknown = summary.by_kind[BlockKind::Unknown as usize];
    let unsure = [
        (unknown.old + unknown.new, "without the other side’s text"),
        (summary.uncertain.old + summary.uncertain.new, "on an uncertain side"),
    ];
    let unsure = unsure.into_iter().filter(|(n, _)| *n > 0);
    let unsure: Vec<String> =
        unsure.map(|(n, what)| format!("{} {what}", counted(n, "paragraph", "paragraphs"))).collect();
    if parts.is_empty() && unsure.is_empty() {
        // What is not in the dump is unknown, never unchanged.
        let told = match (summary.words.is_some(), summary.reason == reason::UNKNOWN) {
            (false, _) => "what changed cannot be said, text is missing",
            (true, true) => "what changed cannot be said, sides are uncertain",
            (true, false) => "no change",
        };
        parts.push(told.to_owned());
    }
    let says_more = !summary.minor && summary.sentences_moved == 0 && summary.reason != reason::PUNCTUATION;
    if unsure.is_empty() && says_more {
        parts.extend(wording(summary.changes, blocks));
    }
    parts.extend(unsure);
    if summary.hidden > 0 {
        parts.push(format!("{} hidden", summary.hidden));
    }
    closed(&parts)
}

/// The sentence without what became of paragraphs, for a place where that is counted already; empty where nothing is
/// left to say.
pub(super) fn without_counts(summary: &Summary) -> String {
    closed(&parts(summary, None))
}

fn closed(parts: &[String]) -> String {
    let text = parts.join("; ");
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).chain(['.']).collect())
}

/// The parts, the most telling first.
fn parts(summary: &Summary, blocks: Option<(&[Block], Sides<usize>)>) -> Vec<String> {
    let facts = &summary.facts;
    let mut parts: Vec<String> = Vec::new();
    let light = [ChangeKind::Boilerplate, ChangeKind::Typography].iter().any(|k| summary.changes.has(*k));
    parts.extend(summary.restores.map(|earlier| format!("restores revision {earlier}")));
    // A headline of which just the typography changed is no news.
    let headline = summary.changes.has(ChangeKind::Headline);
    let respelt = summary.minor && summary.changes.has(ChangeKind::Typography);
    if summary.minor && light {
        let place = if respelt { respelt_places(summary, headline, blocks.is_some()) } else { String::new() };
        parts.push(format!("{}{place}", summary.reason));
    } else if headline {
        parts.push("headline changed".to_owned());
    }
    parts.extend(notices(summary));
    parts.extend(words(facts, ChangeKind::Negation, "negation"));
    parts.extend(placed(figures(facts), facts, ChangeKind::Number));
    let marks = if summary.reason == reason::PUNCTUATION { ", in punctuation only" } else { "" };
    let told = blocks.and_then(|(blocks, emptied)| paragraphs(summary, blocks, emptied, !respelt));
    parts.extend(told.map(|told| format!("{told}{marks}")));
    parts.extend(carried(summary, blocks.map_or(Sides::new(0, 0), |(_, emptied)| emptied)));
    parts.extend(placed(quotations(facts), facts, ChangeKind::Quote));
    parts.extend(words(facts, ChangeKind::Hedge, "hedge or modal"));
    parts.extend(placed(names(facts), facts, ChangeKind::Name));
    let (paired, lone): (Vec<&Fact>, Vec<&Fact>) =
        of(facts, ChangeKind::Number).partition(|f| f.old.is_some() && f.new.is_some());
    let (lone, noun): (Vec<Fact>, _) =
        (lone.into_iter().cloned().collect(), if paired.is_empty() { "figure" } else { "other figure" });
    let told = singly(&lone, noun).or_else(|| plainly(&lone, ChangeKind::Number, noun));
    parts.extend(placed(told, &lone, ChangeKind::Number));
    parts.extend(words(&unnamed(facts), ChangeKind::Attribution, "attribution"));
    parts.extend(plainly(facts, ChangeKind::Byline, "byline"));
    parts.extend(placed(dates(facts), facts, ChangeKind::Date));
    parts.extend(plainly(facts, ChangeKind::Link, "link"));
    parts
}

fn of(facts: &[Fact], kind: ChangeKind) -> impl Iterator<Item = &Fact> {
    facts.iter().filter(move |f| f.kind == kind)
}

/// What is told of the facts of a kind, with their place where that is the headline alone: of the text it would say
/// something else.
fn placed(told: Option<String>, facts: &[Fact], kind: ChangeKind) -> Option<String> {
    let place = if of(facts, kind).all(|fact| fact.block.is_none()) { " in the headline" } else { "" };
    told.map(|told| format!("{told}{place}"))
}

/// `correction announced, 2 other changes undeclared`
fn notices(summary: &Summary) -> Option<String> {
    let (notices, withdrawn): (Vec<&Fact>, Vec<&Fact>) =
        of(&summary.facts, ChangeKind::Correction).partition(|f| f.new.is_some());
    if notices.is_empty() && !withdrawn.is_empty() {
        return Some("correction notice withdrawn".to_owned());
    }
    // A notice that speaks of an update and of no mistake announces just that.
    let corrects = |f: &&&Fact| {
        let text = f.new.as_deref().unwrap_or_default().to_lowercase();
        !text.contains("update")
            || ["correct", "amend", "error", "earlier", "previous"].iter().any(|w| text.contains(w))
    };
    let kind = if notices.iter().any(|f| corrects(&f)) { "correction" } else { "update" };
    let said = match notices.len() {
        0 => return None,
        n if notices.iter().all(|f| f.old.is_some()) => {
            format!("{} edited", if n == 1 { format!("{kind} notice") } else { format!("{n} {kind} notices") })
        }
        1 => format!("{kind} announced"),
        n => format!("{n} {kind}s announced"),
    };
    if notices.iter().any(|f| f.declared == Some(false)) {
        let said = format!("{said} without a matching edit");
        return Some(match summary.undeclared {
            0 => said,
            n => format!("{said}, {} undeclared", counted(n, "change", "changes")),
        });
    }
    match summary.undeclared {
        0 => Some(said),
        n => Some(format!("{said}, {} undeclared", counted(n, "other change", "other changes"))),
    }
}

/// ` in the headline and 2 paragraphs`
fn respelt_places(summary: &Summary, headline: bool, counts: bool) -> String {
    let edited = summary.by_kind[BlockKind::Edited as usize].new;
    let edited = (counts && edited > 0).then(|| counted(edited, "paragraph", "paragraphs"));
    match (headline, edited) {
        (true, Some(edited)) => format!(", in the headline and {edited}"),
        (true, None) => ", in the headline".to_owned(),
        (false, Some(edited)) => format!(", in {edited}"),
        (false, None) => String::new(),
    }
}

/// `death toll 4 → 11`
fn figures(facts: &[Fact]) -> Option<String> {
    let became = |f: &&Fact| f.old.is_some() && f.new.is_some();
    let mut told: Vec<String> = Vec::new();
    for fact in of(facts, ChangeKind::Number).filter(became) {
        let figure = figure(fact);
        if !told.contains(&figure) && told.len() <= SINGLY {
            told.push(figure);
        }
    }
    match told.len() {
        0 => None,
        1..=SINGLY => Some(told.join(", ")),
        _ => {
            let rest = of(facts, ChangeKind::Number).filter(became).filter(|f| figure(f) != told[0]).count();
            Some(format!("{}, {} changed", told[0], counted(rest, "other figure", "other figures")))
        }
    }
}

fn figure(fact: &Fact) -> String {
    let change = arrow(fact);
    match &fact.counts {
        Some(Counted { noun, before: true }) => format!("{} {change}", short(noun)),
        Some(Counted { noun, before: false }) if noun.starts_with(|c| is_dense(c) && c > '\u{3000}') => {
            format!("{change}{}", short(noun))
        }
        Some(Counted { noun, before: false }) => format!("{change} {}", short(noun)),
        None => change,
    }
}

fn arrow(fact: &Fact) -> String {
    let side = |text: &Option<String>| text.as_deref().map(short).unwrap_or_default();
    format!("{} → {}", side(&fact.old), side(&fact.new))
}

/// `2 figures added, 1 removed`
fn one_sided(facts: &[Fact], kind: ChangeKind, one: &str, many: &str) -> Option<String> {
    let came = of(facts, kind).filter(|f| f.old.is_none() && f.new.is_some()).count();
    let went = of(facts, kind).filter(|f| f.new.is_none() && f.old.is_some()).count();
    let altered = of(facts, kind).filter(|f| f.new.is_some() == f.old.is_some()).count();
    counts(&[(came, "added"), (went, "removed"), (altered, "altered")], one, many)
}

/// `2 paragraphs added, 1 moved up, 3 edited`, `a paragraph split in two`
fn paragraphs(summary: &Summary, blocks: &[Block], emptied: Sides<usize>, edited: bool) -> Option<String> {
    let split = pieces(blocks, BlockKind::Split, |b| b.new.len());
    let split = split.map_or("split".to_owned(), |n| format!("split in {}", in_words(n)));
    let joined = blocks.iter().filter(|b| b.kind == BlockKind::Merged).count();
    let count = |kind: BlockKind| summary.by_kind[kind as usize];
    let (up, down, about) = moves(blocks);
    let all = [
        (count(BlockKind::Added).new.saturating_sub(summary.uncertain.new + emptied.new), "added"),
        (count(BlockKind::Removed).old.saturating_sub(summary.uncertain.old + emptied.old), "removed"),
        (up, "moved up"),
        (down, "moved down"),
        (about, "moved"),
        (count(BlockKind::Split).old, &split),
        (count(BlockKind::Merged).old, if joined == 1 { "joined into one" } else { "joined" }),
        (if edited { count(BlockKind::Edited).new } else { 0 }, "edited"),
    ];
    let told = counts(&all, "paragraph", "paragraphs")?;
    Some(told.strip_prefix("1 paragraph split").map(|rest| format!("a paragraph split{rest}")).unwrap_or(told))
}

/// `2 sentences carried elsewhere, emptying 1 paragraph`: with the paragraphs that hold nothing else, so that it adds up.
fn carried(summary: &Summary, emptied: Sides<usize>) -> Option<String> {
    if summary.sentences_moved == 0 {
        return None;
    }
    let told = format!("{} carried elsewhere", counted(summary.sentences_moved, "sentence", "sentences"));
    let paragraphs = |n: usize| counted(n, "paragraph", "paragraphs");
    Some(match (emptied.old, emptied.new) {
        (0, 0) => told,
        (gone, 0) => format!("{told}, emptying {}", paragraphs(gone)),
        (0, come) => format!("{told}, making {}", paragraphs(come)),
        (gone, come) => format!("{told}, emptying {} and making {come}", paragraphs(gone)),
    })
}

/// Into how many pieces all blocks of a kind were cut, if all alike.
fn pieces(blocks: &[Block], kind: BlockKind, count: fn(&Block) -> usize) -> Option<usize> {
    let mut all = blocks.iter().filter(|b| b.kind == kind).map(count);
    let first = all.next()?;
    all.all(|n| n == first).then_some(first)
}

fn in_words(n: usize) -> String {
    let small = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    n.checked_sub(2).and_then(|at| small.get(at)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Paragraphs that moved up, down, or among themselves only: reckoned against the paragraphs that stayed in place.
fn moves(blocks: &[Block]) -> (usize, usize, usize) {
    let stayed = |b: &&Block| b.kind != BlockKind::Moved && !b.old.is_empty() && !b.new.is_empty();
    // Where paragraphs stay their order is the same on both sides.
    let anchors: Vec<(usize, usize)> = blocks.iter().filter(stayed).map(|b| (b.old[0], b.new[0])).collect();
    let (mut up, mut down, mut about) = (0, 0, 0);
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Moved) {
        let (Some(&old), Some(&new)) = (block.old.first(), block.new.first()) else { continue };
        let before = anchors.partition_point(|a| a.0 < old);
        let after = anchors.partition_point(|a| a.1 < new);
        match after.cmp(&before) {
            std::cmp::Ordering::Less => up += 1,
            std::cmp::Ordering::Greater => down += 1,
            std::cmp::Ordering::Equal => about += 1,
        }
    }
    (up, down, about)
}

/// `a quotation removed, 2 altered`, `quotation marks taken from “would never resign”`
fn quotations(facts: &[Fact]) -> Option<String> {
    let (bare, whole): (Vec<&Fact>, Vec<&Fact>) = of(facts, ChangeKind::Quote).partition(|fact| fact.is_marks);
    let whole: Vec<Fact> = whole.into_iter().cloned().collect();
    let told = one_sided(&whole, ChangeKind::Quote, "quotation", "quotations");
    let told = told.map(|told| match told.strip_prefix("1 quotation") {
        Some(rest) => format!("a quotation{rest}"),
        None => told,
    });
    let marks = |side: Side| {
        let words =
            bare.iter().filter_map(|fact| if side == Side::Old { fact.old.as_ref() } else { fact.new.as_ref() });
        let words: Vec<&String> = words.collect();
        let done = if side == Side::Old { "taken from" } else { "put around" };
        match words[..] {
            [] => None,
            [words] => Some(format!("quotation marks {done} “{}”", short(words))),
            [..] => Some(format!("quotation marks {done} {}", counted(words.len(), "passage", "passages"))),
        }
    };
    // One without its fellow stands around no words that could be named.
    let is_single = |fact: &&Fact| fact.old.is_none() && fact.new.is_none();
    let single = bare.iter().any(is_single).then(|| "a single quotation mark changed".to_owned());
    let parts: Vec<String> = told.into_iter().chain(Side::BOTH.into_iter().filter_map(marks)).chain(single).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `“should” → “must”`, `“not” added twice, “never” removed in the headline, 2 other negations changed`
fn words(facts: &[Fact], kind: ChangeKind, noun: &str) -> Option<String> {
    // What is said, how often, and whether of the headline only: of the text it would say something else.
    let mut told: Vec<(String, usize, bool)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for fact in of(facts, kind) {
        let said = match (&fact.old, &fact.new) {
            (Some(old), Some(new)) => format!("“{}” → “{}”", short(old), short(new)),
            (Some(old), None) => format!("“{}” removed", short(old)),
            (None, Some(new)) => format!("“{}” added", short(new)),
            (None, None) => continue,
        };
        let at = *known.entry(said.to_lowercase()).or_insert(told.len());
        match told.get_mut(at) {
            Some(before) => (before.1, before.2) = (before.1 + 1, before.2 && fact.block.is_none()),
            None => told.push((said, 1, fact.block.is_none())),
        }
    }
    let rest: usize = told.iter().skip(SINGLY).map(|t| t.1).sum();
    let place = |headline: bool| if headline { " in the headline" } else { "" };
    let part = |(said, n, headline): &(String, usize, bool)| format!("{said}{}{}", times(*n), place(*headline));
    let mut parts: Vec<String> = told.iter().take(SINGLY).map(part).collect();
    if rest > 0 {
        let (one, many) = (format!("other {noun}"), format!("other {}", plural(noun)));
        parts.push(format!("{} changed", counted(rest, &one, &many)));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The facts without the sources that became others where the names of both are told already.
fn unnamed(facts: &[Fact]) -> Vec<Fact> {
    let named = |fact: &Fact, side: Side| {
        let of = |f: &Fact| if side == Side::Old { f.old.clone() } else { f.new.clone() };
        let source = of(fact).unwrap_or_default();
        self::of(facts, ChangeKind::Name).filter(|f| f.block == fact.block).filter_map(of).any(|n| source.contains(&n))
    };
    let told = |fact: &&Fact| Side::BOTH.iter().all(|&side| named(fact, side));
    of(facts, ChangeKind::Attribution).filter(|fact| !told(fact)).cloned().collect()
}

fn times(n: usize) -> String {
    match n {
        0 | 1 => String::new(),
        2 => " twice".to_owned(),
        n => format!(" {n} times"),
    }
}

fn plural(noun: &str) -> String {
    noun.split(" or ").map(|n| format!("{n}s")).collect::<Vec<_>>().join(" or ")
}

fn plainly(facts: &[Fact], kind: ChangeKind, noun: &str) -> Option<String> {
    one_sided(facts, kind, noun, &format!("{noun}s"))
}

/// Counts with what was done, the noun once: `2 paragraphs added, 1 removed`.
fn counts(all: &[(usize, &str)], one: &str, many: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for (n, what) in all.iter().filter(|(n, _)| *n > 0) {
        parts.push(if parts.is_empty() { format!("{} {what}", counted(*n, one, many)) } else { format!("{n} {what}") });
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// A text of the dump as part of a sentence: on one line, not too long, with nothing that steers a terminal or turns what
/// stands beside it round.
fn short(text: &str) -> String {
    shortened(text, LONGEST)
}

/// The same of so many characters.
fn shortened(text: &str, longest: usize) -> String {
    let mut out: String = sanitise(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = out.char_indices().nth(longest) {
        out.truncate(at);
        // At the end of a word where that leaves enough.
        if let Some(end) = out.rfind(' ').filter(|end| end * 2 > out.len()) {
            out.truncate(end);
        }
        out = format!("{}…", out.trim_end());
    }
    isolated(out)
}
