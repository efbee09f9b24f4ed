//! Why a paragraph stands where it does: how its block was matched, and for compare pages on which side it was put; of a
//! headline, what it was.

use std::collections::BTreeMap;

use super::Why;
use crate::{
    app::{Effect, Mode, Model, Pane, diff::Landing, list},
    diff::{
        Block, BlockKind, Diff, Fact, Op, origin,
        rows::{Row, RowKind},
    },
    model::{ArticleId, ChangeKind, Placement, Side},
};

/// Opens the overlay for the paragraph under the cursor, or for the headline.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let pane = &model.diff;
    let is_headline = pane.row().is_some_and(|row| row.kind == RowKind::Headline);
    // On a blank row or a note the paragraph below is meant.
    let line = |row: &Row, side: Side| row.lines[side].as_ref().and_then(|l| l.paragraph);
    let mut below = pane.rows.rows.iter().skip(pane.cursor);
    let paragraph = below.find_map(|row| line(row, Side::New).or_else(|| line(row, Side::Old)));
    let shown = pane.shown.as_ref().zip(pane.diff.as_ref()).filter(|_| is_headline || paragraph.is_some());
    let Some((shown, diff)) = shown else {
        model.say("There is no paragraph under the cursor.");
        return Vec::new();
    };
    let article = shown.article.clone();
    let facts = facts(diff);
    let why = match paragraph.filter(|_| !is_headline) {
        None => {
            let titles = [Side::New, Side::Old].map(|side| diff.sides[side].title.clone());
            let text = titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
            Why { article, paragraph: None, text, matched: headline(diff), evidence: None, facts, top: 0 }
        }
        Some((side, index)) => {
            let text = diff.sides[side].paragraphs.get(index).map_or_else(String::new, ToString::to_string);
            let evidence = diff.sides[side].evidence.get(index).cloned();
            let mut matched = matched(diff, side, index);
            matched.extend(origin(diff, side, index));
            Why { article, paragraph: Some((side, index)), text, matched, evidence, facts, top: 0 }
        }
    };
    model.mode = Mode::Why(why);
    Vec::new()
}

/// How the headlines were compared, as sentences.
fn headline(diff: &Diff) -> Vec<String> {
    let (old, new) = (&diff.sides[Side::Old], &diff.sides[Side::New]);
    let mut said = vec![match (&*old.title, &*new.title) {
        ("", "") => "Neither headline is in the dump.".to_owned(),
        ("", _) => "The base's headline is not in the dump, so nothing is claimed of the target's.".to_owned(),
        (_, "") => "The target's headline is not in the dump, so nothing is claimed of the base's.".to_owned(),
        (was, is) if was == is => "The headline stands unchanged in base and target.".to_owned(),
        (was, is) => format!("The headline was “{was}” in the base and is “{is}” in the target."),
    }];
    if old.title != new.title && diff.headline.iter().all(|edit| edit.op == Op::Equal) {
        said.push("What differs is ignored.".to_owned());
    }
    if !(old.title.is_empty() || new.title.is_empty()) {
        said.push("Headlines are always set against each other, however little they are alike.".to_owned());
    }
    for (name, _) in [("base", old), ("target", new)].into_iter().filter(|side| side.1.is_title_carried) {
        said.push(format!("The {name}'s is one that another dump tells, for its own has none."));
    }
    said
}

/// How the block of a paragraph was matched, as sentences.
fn matched(diff: &Diff, side: Side, index: usize) -> Vec<String> {
    let list = |block: &Block, side: Side| if side == Side::Old { block.old.clone() } else { block.new.clone() };
    let Some(block) = diff.blocks.iter().find(|b| list(b, side).contains(&index)) else { return Vec::new() };
    let here = numbers(&[index]);
    let other = numbers(&list(block, side.other()));
    let name = |side: Side| if side == Side::Old { "base" } else { "target" };
    let (this, that) = (name(side), name(side.other()));
    let mut said = vec![match block.kind {
        BlockKind::Same => {
            // A run of paragraphs: the one meant is as far into it on either side.
            let nth = list(block, side).iter().position(|i| *i == index).unwrap_or(0);
            let twin = list(block, side.other()).get(nth).map_or(other, |i| numbers(&[*i]));
            format!("{here} of the {this} stands unchanged as {twin} of the {that}.")
        }
        BlockKind::Edited => {
            format!("{here} of the {this} was set against {other} of the {that}: its words were edited.")
        }
        BlockKind::Moved => format!("{here} of the {this} is {other} of the {that}, moved."),
        BlockKind::Split => format!("One paragraph was split: {here} of the {this}, {other} of the {that}."),
        BlockKind::Merged => format!("Paragraphs were merged: {here} of the {this}, {other} of the {that}."),
        BlockKind::Added => format!("{here} is in the target only: nothing in the base is like it."),
        BlockKind::Removed => format!("{here} is in the base only: nothing in the target is like it."),
        BlockKind::Unknown => {
            format!("{here} of the {this}: what the {that} had in its place is not in the dump, so nothing is claimed.")
        }
    }];
    if let Some(similarity) = block.similarity.filter(|_| block.kind != BlockKind::Same) {
        said.push(format!("The two are {:.0} % alike.", f64::from(similarity) * 100.0));
    }
    if diff.summary.approximate {
        said.push("A limit cut the comparison short, so a nearer match may exist.".into());
    }
    said
}

/// Everything that the whole change did: where, and what. Each place is named once.
fn facts(diff: &Diff) -> Vec<(String, String)> {
    let mut told = Vec::new();
    if let Some(earlier) = diff.summary.restores {
        told.push(("all".to_owned(), format!("revision {earlier} restored")));
    }
    for fact in &diff.summary.facts {
        let place = match fact.block.and_then(|b| diff.blocks.get(b)) {
            None => "headline".to_owned(),
            Some(block) if block.new.is_empty() => format!("old {}", numbers(&block.old)),
            Some(block) => numbers(&block.new),
        };
        told.push((place, fact_words(fact)));
    }
    told
}

/// `figures: “4” → “11”, of dead; no notice declares it`
fn fact_words(fact: &Fact) -> String {
    let said = match (&fact.old, &fact.new) {
        (Some(old), Some(new)) => format!(": “{old}” → “{new}”"),
        (Some(old), None) if fact.is_marks => format!(": marks taken from “{old}”"),
        (None, Some(new)) if fact.is_marks => format!(": marks put around “{new}”"),
        (Some(old), None) => format!(": “{old}” removed"),
        (None, Some(new)) => format!(": “{new}” added"),
        (None, None) => String::new(),
    };
    let of = fact.counts.as_ref().map_or_else(String::new, |c| format!(", of {}", c.noun));
    let declared = match (fact.declared, fact.kind) {
        (Some(false), ChangeKind::Correction) => "; declares a change that is not found",
        (Some(false), _) => "; no notice declares it",
        (Some(true), ChangeKind::Correction) | (None, _) => "",
        (Some(true), _) => "; declared by a notice",
    };
    format!("{}{said}{of}{declared}", fact.kind.label())
}

/// What the origin's own alignment says of a paragraph's sentences, and whether it says the same as the comparison here.
fn origin(diff: &Diff, side: Side, index: usize) -> Vec<String> {
    let Some(alignment) = &diff.sides[Side::New].alignment else { return Vec::new() };
    let judged = origin::judged(diff);
    let differ = judged.iter().filter(|j| !j.agrees()).count();
    let mut said = vec![match differ {
        0 => format!(
            "{} aligned these revisions too, and says the same of all {} sentences.",
            alignment.by,
            judged.len()
        ),
        n => format!(
            "{} aligned these revisions too, and says something else of {n} of {} sentences.",
            alignment.by,
            judged.len()
        ),
    }];
    let here = judged.iter().filter(|j| j.side == side && j.place.is_some_and(|p| p.paragraph == index));
    for (judged, nth) in here.zip(1..) {
        let theirs = judged.theirs.word();
        said.push(match judged.ours {
            Some(ours) if judged.agrees() => format!("Sentence {nth}: {theirs} there, {} here.", ours.word()),
            Some(ours) => format!("Sentence {nth}: {theirs} there, but {} here.", ours.word()),
            None => format!("Sentence {nth}: {theirs} there."),
        });
    }
    said
}

fn numbers(indices: &[usize]) -> String {
    match indices {
        [] => "nothing".into(),
        [one] => format!("¶{}", one + 1),
        [first, .., last] => format!("¶{}–{}", first + 1, last + 1),
    }
}

/// Sets the paragraph's side by hand; `None` takes a correction back.
pub fn set(model: &mut Model, placement: Option<Placement>) -> Vec<Effect> {
    let Mode::Why(why) = &model.mode else {
        model.say("Ask first why a paragraph stands where it does.");
        return Vec::new();
    };
    let Some(evidence) = why.evidence.clone() else {
        model.say(match why.paragraph {
            None => "No side was inferred of a headline.",
            Some(_) => "The dump itself holds both texts: no side was inferred here.",
        });
        return Vec::new();
    };
    let article = why.article.clone();
    match placement {
        None if !evidence.by_hand => {
            model.say("Nothing was set by hand here.");
            return Vec::new();
        }
        Some(wanted) if evidence.by_hand && evidence.placement == wanted => {
            model.say(format!("Line {} is set to “{}” already.", evidence.line, wanted.word()));
            return Vec::new();
        }
        _ => {}
    }
    model.mode = Mode::Browse;
    let before = model.diff.diff.as_deref().map(placements).unwrap_or_default();
    model.placing =
        Some(Placing { article: article.clone(), line: evidence.line, by_hand: placement.is_some(), before });
    list::reread(model);
    vec![Effect::SetSide { article, line: evidence.line, placement }]
}

/// A side that was set by hand, until the page has been read again with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Placing {
    /// The article.
    pub article: ArticleId,
    /// The line of the dump, from 1.
    pub line: u32,
    /// It was set, not taken back.
    pub by_hand: bool,
    /// Where each line stood before.
    pub before: Standing,
}

/// Where each line of the dump stands, and whether that is uncertain.
type Standing = BTreeMap<u32, (Placement, bool)>;

fn placements(diff: &Diff) -> Standing {
    let all = Side::BOTH.into_iter().flat_map(|side| diff.sides[side].evidence.iter());
    all.map(|e| (e.line, (e.placement, e.uncertain()))).collect()
}

/// The page has been read again: the cursor goes to the line whose side was set, wherever it stands now, and what else
/// that moved is said, for the rest of the page was weighed anew.
pub fn placed(model: &mut Model) {
    let Some(diff) = model.diff.diff.clone() else { return };
    let here = model.diff.shown.as_ref().map(|s| &s.article);
    let Some(placing) = model.placing.take_if(|p| here == Some(&p.article)) else { return };
    let after = placements(&diff);
    let moved = after
        .iter()
        .filter(|(line, now)| **line != placing.line && placing.before.get(line).is_some_and(|then| then.0 != now.0));
    let moved = match moved.count() {
        0 => "no other line changed sides".to_owned(),
        1 => "1 other line changed sides with it".to_owned(),
        n => format!("{n} other lines changed sides with it"),
    };
    let uncertain = |all: &Standing| all.values().filter(|line| line.1).count();
    let doubt = match (uncertain(&placing.before), uncertain(&after)) {
        (before, now) if before == now => String::new(),
        (before, now) => format!(", {now} are uncertain instead of {before}"),
    };
    let at =
        |side: Side| diff.sides[side].evidence.iter().position(|e| e.line == placing.line).map(|index| (side, index));
    if let Some(paragraph) = at(Side::New).or_else(|| at(Side::Old)) {
        let page = model.page(Pane::Diff);
        model.diff.land(Landing::Paragraph(paragraph.0, paragraph.1), page);
    }
    let line = placing.line;
    let stands = match after.get(&line) {
        Some((Placement::Both, _)) => "on both sides",
        Some((Placement::One(Side::Old), _)) => "on the old side",
        Some((Placement::One(Side::New), _)) => "on the new side",
        None => return,
    };
    model.say(if placing.by_hand {
        format!("Line {line} stands {stands}, set by hand; {moved}{doubt}. i and u take it back.")
    } else {
        format!("Line {line} is inferred again: {stands}; {moved}{doubt}.")
    });
}
