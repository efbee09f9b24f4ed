//! Why a paragraph stands where it does: how it was matched, and for compare pages on which side it was put, how sure
//! that is, on what grounds, and what else it could be.

use super::{Why, sheet::Sheet};
use crate::{
    app::Model,
    model::{Evidence, Side},
    text::{Role, Roles, width},
};

/// The keys that set a paragraph's side by hand, and what each does in a word.
pub const KEYS: [(&str, &str); 4] =
    [("side-old", "old side"), ("side-new", "new side"), ("side-both", "both sides"), ("side-inferred", "as inferred")];

/// From so many cells on the hint line has room for all the keys.
const HINTED: u16 = 64;
/// Characters of the paragraph that are quoted.
const QUOTED: usize = 400;

/// What the sheet is about.
#[must_use]
pub(super) fn title(why: &Why) -> String {
    let Some((side, index)) = why.paragraph else { return "Why the headline stands here".to_owned() };
    let name = if side == Side::Old { "base" } else { "target" };
    format!("Why paragraph {} of the {name} stands here", index + 1)
}

/// The grounds, in so many cells.
#[must_use]
pub(super) fn grounds(model: &Model, why: &Why, room: u16) -> Sheet {
    let mut sheet = Sheet::default();
    let mut quoted: String = why.text.chars().take(QUOTED).collect();
    if why.text.chars().nth(QUOTED).is_some() {
        quoted.push('…');
    }
    sheet.text(&quoted, Role::Text, room);
    sheet.blank();
    for sentence in &why.matched {
        sheet.text(sentence, Role::Text, room);
    }
    match &why.evidence {
        Some(evidence) => {
            sheet.blank();
            of(model, evidence, room, &mut sheet);
        }
        None if why.paragraph.is_none() => {}
        None => {
            sheet.blank();
            sheet.text("The dump itself holds both texts: no side was inferred here.", Role::Faint, room);
        }
    }
    facts(why, room, &mut sheet);
    sheet
}

/// Facts listed; a text rewritten whole has more than anybody reads.
const LISTED: usize = 200;

/// What the whole change did, of which the head of the diff has room for the beginning only.
fn facts(why: &Why, room: u16, sheet: &mut Sheet) {
    if why.facts.is_empty() {
        return;
    }
    sheet.blank();
    sheet.text("What the whole change did", Role::Label, room);
    let column = 12.min(room / 3);
    let mut before = "";
    for (place, told) in why.facts.iter().take(LISTED) {
        sheet.named(if place == before { "" } else { place }, told, Role::Text, column, room);
        before = place;
    }
    if why.facts.len() > LISTED {
        sheet.text(&format!("… and {} more", why.facts.len() - LISTED), Role::Faint, room);
    }
}

fn of(model: &Model, evidence: &Evidence, room: u16, sheet: &mut Sheet) {
    let column = 12.min(room / 3);
    sheet.named("line", &format!("{} of the dump", evidence.line), Role::Text, column, room);
    sheet.named("put on", on(evidence.placement.word()), Role::Headline, column, room);
    if evidence.by_hand {
        sheet.named("because", "you said so: corrected by hand", Role::Text, column, room);
    } else {
        let sure = format!("{:.0} % sure", f64::from(evidence.confidence) * 100.0);
        let role = if evidence.uncertain() { Role::Uncertain } else { Role::Text };
        let sure = if evidence.uncertain() { format!("{sure}: uncertain, outside facts and counts") } else { sure };
        sheet.named("confidence", &sure, role, column, room);
        for (i, ground) in evidence.grounds.iter().enumerate() {
            sheet.named(if i == 0 { "because" } else { "and" }, ground, Role::Text, column, room);
        }
        if let Some(rival) = &evidence.rival {
            sheet.named("or else", rival, Role::Faint, column, room);
        }
    }
    if room < HINTED {
        keys(model, room, sheet);
    }
}

/// The keys that set the side, where the hint line has no room for all of them.
fn keys(model: &Model, room: u16, sheet: &mut Sheet) {
    sheet.blank();
    let (mut keys, mut used) = (Vec::new(), 0);
    for (command, text) in KEYS {
        let key = model.keymap.keys_of(command).into_iter().next().unwrap_or_default();
        let wide = width::of(&key) + width::of(text) + 4;
        if used > 0 && used + wide > usize::from(room) {
            sheet.lines.push(std::mem::take(&mut keys));
            used = 0;
        }
        if !key.is_empty() {
            keys.push((key, Roles::of(Role::Key)));
            keys.push((format!(" {text}   "), Roles::of(Role::Faint)));
            used += wide;
        }
    }
    sheet.lines.push(keys);
}

fn on(word: &str) -> &str {
    match word {
        "old" => "the old side",
        "new" => "the new side",
        _ => "both sides: unchanged",
    }
}
