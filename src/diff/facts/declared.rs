//! Notices linked with the edits that they cover.
//!
//! A notice covers a fact if the figure, date, name or passage that went or came stands in it, if the words that went
//! or came are all among its words, if it repeats the words that stand beside them, or if it names the thing (the
//! headline, a quotation, the byline, a spelling). Where it only may speak of an edit nothing is claimed. A notice that says that something was added covers added paragraphs that share a name with it, and so with what was
//! removed. The day on which a notice was made is no declaration, so dates alone cover only dates, and a notice that
//! says nothing definite (`This article has been updated`) leaves the question open, unless nothing else changed: then
//! it has no matching edit. Several facts about one edit are one undeclared edit, and what came instead of what a notice names
//! is declared with it. Of a notice that was edited only what came in it is read, and it announces nothing unless it links.

use std::collections::{HashMap, HashSet};

use super::{
    figures::{value, values},
    notices::{Declared, corrects, folded},
};
use crate::{
    diff::{Block, BlockKind, Edit, Fact, Op},
    model::ChangeKind,
    text::words::words,
};

/// Characters beside an edit that are looked at.
const NEAR: usize = 200;

/// Notices of one revision that are held against its edits; more are no notices but a list.
const NOTICES: usize = 24;

/// Characters of an edit that are looked at for what it shares with a notice.
const FAR: usize = 4000;

/// Words that a notice shares with the text around an edit if it may speak of it.
const SHARED: usize = 2;

/// Words beside an edit that a notice repeats, at least, to speak of that edit.
const BESIDE: usize = 5;

/// Marks each fact as declared or not, each notice as covering something or not. How many edits of substance are left
/// that no notice covers. `known`: whether the facts are all that changed.
pub(super) fn link(facts: &mut [Fact], headline: &[Edit], blocks: &[Block], known: bool) -> usize {
    let is_notice = |fact: &Fact| fact.kind == ChangeKind::Correction;
    let announced = || facts.iter().filter(|f| is_notice(f) && f.new.is_some());
    let notices: Vec<Declared> = announced().take(NOTICES).map(|fact| read(fact, blocks)).collect();
    // One that was edited announces only what it links with: it may have been put in better words.
    let edited: Vec<bool> = announced().take(NOTICES).map(|fact| fact.old.is_some()).collect();
    let too_many = facts.iter().filter(|f| is_notice(f)).count() > NOTICES;
    let definite = !too_many && notices.iter().any(Declared::is_specific);
    let mut used = vec![false; notices.len()];
    // Notices that may well speak of an edit that nothing definite links them with.
    let mut open = vec![false; notices.len()];
    let mut nearby: HashMap<Option<usize>, Option<usize>> = HashMap::new();
    // In a paragraph to which the notice was appended, what else came belongs to the notice; in a run of added ones not,
    // unless these are nothing but notices with their headings.
    let appended = |fact: &&Fact| {
        let is_its_own = |b: &Block| !b.old.is_empty() || b.kind == BlockKind::Added && is_of_notices(b);
        is_notice(fact) && fact.old.is_none() && fact.block.and_then(|b| blocks.get(b)).is_some_and(is_its_own)
    };
    let of_notice: Vec<Option<usize>> = facts.iter().filter(appended).map(|f| f.block).collect();
    // Where several names changed, a notice that names none of them may speak of any.
    let named: HashSet<_> = facts.iter().filter(|f| f.kind == ChangeKind::Name).map(|f| f.block).collect();
    let is_vague = |notice: &Declared| named.len() > 1 && notice.spelling && notice.names.is_empty();
    let mut undeclared: HashSet<(Option<usize>, usize)> = HashSet::new();
    let alone = known && facts.iter().all(is_notice);
    // A block is covered as a whole where its words, or what it says of its kind, are declared.
    let mut covered: HashMap<usize, Option<usize>> = HashMap::new();
    let mut left = Vec::new();
    for (at, fact) in facts.iter_mut().enumerate().filter(|(_, f)| !is_notice(f)) {
        if !definite || matches!(fact.kind, ChangeKind::Typography | ChangeKind::Boilerplate) {
            continue;
        }
        let by_name = |notice: &Declared| fact.kind == ChangeKind::Name && is_vague(notice);
        let mut by = notices.iter().position(|notice| !by_name(notice) && covers(notice, fact));
        if fact.block.is_some() && of_notice.contains(&fact.block) {
            by.and_then(|by| used.get_mut(by)).into_iter().for_each(|used| *used = true);
            fact.declared = Some(true);
            continue;
        }
        if by.is_none() {
            let within = [&fact.old, &fact.new].into_iter().flatten().collect::<Vec<_>>();
            by = match fact.block.and_then(|b| Some((b, blocks.get(b)?))) {
                // Of a fact with words only the edits that hold them matter, in a long block at most.
                Some((_, block)) if !within.is_empty() && block.edits.len() <= EDITS => {
                    let holds = |e: &&Edit| e.op != Op::Equal && within.iter().any(|w| e.text.contains(w.as_str()));
                    let mut edits = block.edits.iter().enumerate().filter(|(_, e)| holds(e));
                    edits.find_map(|(at, e)| {
                        notices.iter().position(|notice| {
                            covers_words(notice, &e.text) || !block.new.is_empty() && repeats(notice, &block.edits, at)
                        })
                    })
                }
                Some((b, block)) => *covered.entry(b).or_insert_with(|| {
                    notices.iter().position(|notice| covers_edits(notice, &block.edits, block.kind))
                }),
                None if fact.kind == ChangeKind::Headline => {
                    notices.iter().position(|notice| covers_edits(notice, headline, BlockKind::Edited))
                }
                None => None,
            };
        }
        if by.is_none()
            && fact.kind == ChangeKind::Name
            && let Some(vague) = notices.iter().position(is_vague)
        {
            used.get_mut(vague).into_iter().for_each(|used| *used = true);
            fact.declared = None;
            continue;
        }
        if let Some(used) = by.and_then(|by| used.get_mut(by)) {
            *used = true;
        }
        fact.declared = Some(by.is_some());
        if by.is_none() {
            left.push(at);
        }
    }
    let announces = |(at, notice): (usize, &Declared)| {
        notice.is_specific() && (edited.get(at) == Some(&false) || used.get(at) == Some(&true))
    };
    if !notices.iter().enumerate().any(announces) && edited.contains(&true) {
        facts.iter_mut().for_each(|fact| fact.declared = None);
        return 0;
    }
    let edits_of = |fact: &Fact| {
        fact.block.and_then(|b| blocks.get(b)).map_or((headline, BlockKind::Edited), |b| (&b.edits[..], b.kind))
    };
    // Where a notice names what went, it declares what came instead of it.
    let place_of = |fact: &Fact| Some((fact.kind, fact.block, place(fact, edits_of(fact).0))).filter(|at| at.2 > 0);
    let declared = facts.iter().filter(|f| f.declared == Some(true));
    let declared: HashSet<_> = if left.is_empty() { HashSet::new() } else { declared.filter_map(place_of).collect() };
    for at in left {
        let Some(fact) = facts.get_mut(at) else { continue };
        if place_of(fact).is_some_and(|at| declared.contains(&at)) {
            fact.declared = Some(true);
            continue;
        }
        let (edits, kind) = edits_of(fact);
        // A notice whose edit was found speaks of that one.
        let near = *nearby.entry(fact.block).or_insert_with(|| {
            let mut open = notices.iter().zip(&used).map(|(notice, used)| !used && may_speak_of(notice, edits, kind));
            open.position(|open| open)
        });
        match near.and_then(|near| open.get_mut(near)) {
            Some(open) => {
                *open = true;
                fact.declared = None;
            }
            None => _ = undeclared.insert((fact.block, place(fact, edits))),
        }
    }
    let told = facts.iter_mut().filter(|f| f.kind == ChangeKind::Correction && f.new.is_some());
    for (fact, ((used, open), notice)) in told.zip(used.into_iter().zip(open).zip(&notices)) {
        if fact.old.is_some() {
            fact.declared = used.then_some(true);
            continue;
        }
        let known = definite || alone;
        fact.declared = (known && (notice.is_specific() || alone) && (used || !open)).then_some(used);
    }
    undeclared.len()
}

/// Whether a run of added paragraphs is nothing but notices and what stands above them.
fn is_of_notices(block: &Block) -> bool {
    let came: String = block.edits.iter().filter(|e| e.op == Op::Insert).map(|e| e.text.as_str()).collect();
    came.lines().filter(|line| !line.trim().is_empty()).all(|line| corrects(line) || is_heading(line))
}

/// Whether a line is what stands above notices: `Corrections and clarifications`.
fn is_heading(line: &str) -> bool {
    const SAYS: [&str; 16] = [
        "correction",
        "corrections",
        "clarification",
        "clarifications",
        "footnote",
        "footnotes",
        "note",
        "notes",
        "amendment",
        "amendments",
        "erratum",
        "errata",
        "korrektur",
        "korrekturen",
        "anmerkung",
        "rectificatif",
    ];
    const BESIDE: [&str; 10] = ["and", "the", "to", "this", "article", "editor's", "editor’s", "editors", "und", "et"];
    let mut says = false;
    let mut known = words(line).map(|word| {
        let word = word.to_lowercase();
        let is_it = SAYS.contains(&word.as_str());
        says |= is_it;
        is_it || BESIDE.contains(&word.as_str())
    });
    known.all(|known| known) && says
}

/// What a notice declares; of one that was edited, what came.
fn read(fact: &Fact, blocks: &[Block]) -> Declared {
    let block = fact.block.and_then(|b| blocks.get(b)).filter(|_| fact.old.is_some());
    match (block, fact.new.as_deref()) {
        (Some(block), Some(new)) => {
            let came = block.edits.iter().filter(|e| e.op == Op::Insert && new.contains(e.text.trim_end()));
            Declared::of(&came.map(|e| e.text.trim()).collect::<Vec<_>>().join(" … "))
        }
        (None, Some(new)) => Declared::of(new),
        (_, None) => Declared::default(),
    }
}

/// The number of the edit that a fact is about, from 1; 0 where it cannot be told, or is about the whole block.
fn place(fact: &Fact, edits: &[Edit]) -> usize {
    if fact.kind == ChangeKind::Headline || edits.len() > EDITS {
        return 0;
    }
    // A claim that turned to other words, or a source, is told with words that did not change.
    let phrase = matches!(fact.kind, ChangeKind::Negation | ChangeKind::Hedge | ChangeKind::Attribution);
    let within = |words: &String, text: &str| {
        phrase && !text.trim().is_empty() && words.contains(text.trim()) || text.contains(words)
    };
    let holds = |e: &Edit| match e.op {
        Op::Delete => fact.old.as_ref().is_some_and(|old| within(old, &e.text)),
        Op::Insert => fact.new.as_ref().is_some_and(|new| within(new, &e.text)),
        _ => false,
    };
    let mut at = 1;
    for e in edits {
        if holds(e) {
            return at;
        }
        at += usize::from(e.op == Op::Equal);
    }
    0
}

/// In blocks of more edits than these a fact is covered as the block is.
const EDITS: usize = 200;

fn covers(notice: &Declared, fact: &Fact) -> bool {
    let sides = [fact.old.as_deref(), fact.new.as_deref()];
    let mut sides = sides.into_iter().flatten();
    match fact.kind {
        ChangeKind::Headline => notice.headline,
        ChangeKind::Byline if notice.byline => true,
        ChangeKind::Quote if notice.quotation => true,
        ChangeKind::Number => sides.any(|text| value(text).is_some_and(|v| notice.figures.contains(&v))),
        ChangeKind::Date => sides.any(|text| value(text).is_some_and(|v| notice.dates.contains(&v))),
        ChangeKind::Name if notice.spelling && notice.names.is_empty() => true,
        ChangeKind::Name | ChangeKind::Byline | ChangeKind::Attribution => sides.any(|text| {
            let name = folded(text);
            notice
                .names
                .iter()
                .any(|n| *n == name || n.split(' ').any(|part| part.len() > 2 && name.split(' ').any(|p| p == part)))
        }),
        ChangeKind::Quote => sides.any(|text| {
            let said = folded(text);
            notice.quoted.iter().any(|q| *q == said || said.contains(q.as_str())) || notice.names_words(text)
        }),
        _ => false,
    }
}

/// Whether a notice repeats the words that stand before or after an edit.
fn repeats(notice: &Declared, edits: &[Edit], at: usize) -> bool {
    let equal = |e: &&Edit| e.op == Op::Equal;
    let after = edits.iter().skip(at).find(equal).map_or("", |e| &e.text);
    let before = edits.iter().take(at).rev().find(equal).map_or("", |e| &e.text);
    // No more than so few words can need.
    let after = after.char_indices().nth(NEAR).map_or(after, |(end, _)| &after[..end]);
    let before = before.char_indices().rev().nth(NEAR).map_or(before, |(start, _)| &before[start..]);
    let (head, tail) = (words(after).take(BESIDE).collect::<Vec<_>>(), words(before).collect::<Vec<_>>());
    let tail = tail.get(tail.len().saturating_sub(BESIDE)..).unwrap_or(&[]);
    [&head[..], tail].into_iter().any(|beside| beside.len() == BESIDE && notice.says(beside))
}

/// Whether a notice may speak of an edit, although nothing definite says so: it shares words with the text around it or
/// a number with what changed, or speaks of what was added or removed where something was. To call such an edit
/// undeclared could accuse somebody falsely: it is left open.
fn may_speak_of(notice: &Declared, edits: &[Edit], kind: BlockKind) -> bool {
    if kind == BlockKind::Added && notice.added || kind == BlockKind::Removed && notice.removed {
        return true;
    }
    let mut shared: HashSet<&str> = HashSet::new();
    for edit in edits.iter().take(EDITS) {
        let text = edit.text.char_indices().nth(FAR).map_or(&*edit.text, |(end, _)| &edit.text[..end]);
        let changed = edit.op != Op::Equal;
        for word in words(text) {
            let telling = word.chars().filter(|c| c.is_alphabetic()).nth(3).is_some();
            if telling && notice.says(&[word]) {
                shared.insert(word);
            }
            let digits = || word.trim_matches(|c: char| !c.is_ascii_digit());
            if changed && !digits().is_empty() && notice.has_number(digits()) {
                return true;
            }
        }
    }
    shared.len() >= SHARED
}

/// Whether a notice covers the edits of a block, or of the headline.
fn covers_edits(notice: &Declared, edits: &[Edit], kind: BlockKind) -> bool {
    let changed = || edits.iter().filter(|e| matches!(e.op, Op::Delete | Op::Insert));
    let named = |text: &str| {
        let key = format!(" {} ", folded(text));
        notice.names.iter().any(|name| key.contains(&format!(" {name} ")))
    };
    match kind {
        BlockKind::Added => notice.added && changed().any(|e| named(&e.text)),
        BlockKind::Removed => notice.removed && changed().any(|e| named(&e.text)),
        _ => changed().any(|e| {
            let figures = || values(&e.text).into_iter().filter(|f| f.0 == ChangeKind::Number);
            covers_words(notice, &e.text) || figures().any(|f| notice.figures.contains(&f.1))
        }),
    }
}

/// Whether a notice quotes what changed, or has all its words.
fn covers_words(notice: &Declared, text: &str) -> bool {
    let key = folded(text);
    let quoted = |q: &String| *q == key || key.len() > q.len() && key.contains(q.as_str());
    !key.is_empty() && notice.quoted.iter().any(quoted) || notice.names_words(text)
}
