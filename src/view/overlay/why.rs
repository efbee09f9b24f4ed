//! Why a paragraph stands where it does: how it was matched, and for compare pages on which side it was put, how sure
//! that is, on what grounds, and what else it could be.

use crate::{
    app::{Model, overlay::Why},
    model::{Evidence, Side},
    text::{Role, Roles},
    view::{page::Page, prose::Sheet},
};

/// Characters of the paragraph that are quoted.
const QUOTED: usize = 400;

/// Draws the grounds.
pub(super) fn draw(model: &Model, why: &Why, page: &mut Page) {
    let room = super::room(page);
    let (side, index) = why.paragraph;
    let name = if side == Side::Old { "base" } else { "target" };
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
    sheet.blank();
    match &why.evidence {
        Some(evidence) => grounds(model, evidence, room, &mut sheet),
        None => sheet.text("The dump itself says on which side this paragraph stands.", Role::Faint, room),
    }
    super::sheet(page, &format!("Why paragraph {} of the {name} stands here", index + 1), "", &sheet, 0);
}

fn grounds(model: &Model, evidence: &Evidence, room: u16, sheet: &mut Sheet) {
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
    sheet.blank();
    let mut keys = Vec::new();
    for (command, text) in super::super::hint::WHY {
        let key = model.keymap.keys_of(command).into_iter().next().unwrap_or_default();
        if !key.is_empty() {
            keys.push((key, Roles::of(Role::Key)));
            keys.push((format!(" {text}   "), Roles::of(Role::Faint)));
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
