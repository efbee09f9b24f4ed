//! The lifelines of a revision's passages: each tinted by the revision that brought it, what vanished greyed between.

use crate::{
    app::{
        geometry::Rect,
        overlay::{Lifelines, spread::Spread},
    },
    diff::{lifeline::Turn, strand::Strand},
    text::{Role, Roles},
    view::{page::Page, prose},
};

/// The tints of revisions after the first, in turn. The number beside each passage says the same without colour.
const TINTS: [Role; 5] = [Role::Edited, Role::Moved, Role::Target, Role::Label, Role::Badge];

/// Draws the passages.
pub(super) fn draw(lines: &Lifelines, spread: &Spread<'_>, page: &mut Page) {
    let title = format!("Lifelines: revision {}, its passages by the revision that brought them", lines.target);
    super::open(page, spread, &title, &lines.counts());
    if lines.is_empty() {
        let text = if lines.weave.is_some() { "This revision has no text." } else { "Following every passage …" };
        prose::write(page, spread.entries, 0, text, Role::Text);
        return;
    }
    super::entries(page, spread, lines.cursor, |page, place, index| {
        if let Some(strand) = lines.strand(index) {
            passage(page, place, lines, strand);
        }
    });
}

/// The role of a passage that a revision brought, by the revision's index from 0.
fn tint(came: usize) -> Role {
    came.checked_sub(1).map_or(Role::Text, |at| TINTS.get(at % TINTS.len()).copied().unwrap_or(Role::Text))
}

fn passage(page: &mut Page, place: Rect, lines: &Lifelines, strand: &Strand) {
    let gone = strand.paragraph.is_none();
    // Of what vanished, when it went is what is looked for.
    let at = if gone { strand.opens().unwrap_or(strand.came) } else { strand.came };
    let role = if gone { Role::Former } else { tint(strand.came) };
    let (sign, sign_role) = match strand {
        _ if gone => ("-", Role::Deleted),
        _ if strand.was(Turn::Back) => ("↺", Role::Moved),
        _ if [Turn::Edited, Turn::Split, Turn::Merged].iter().any(|turn| strand.was(*turn)) => ("~", Role::Edited),
        Strand { came: 0, .. } => (" ", Role::Text),
        _ => ("+", Role::Inserted),
    };
    let wide = usize::from(lines.numbers());
    let mut pen = page.pen(place, 0);
    pen.put(&format!("{:>wide$}", lines.number(at)), if gone { Role::Faint } else { role }).skip(1);
    pen.put(sign, sign_role);
    let indent = lines.indent().min(place.width);
    let text = Rect { x: place.x + indent, width: place.width - indent, ..place };
    let line = prose::write(page, text, 0, &strand.text, Roles::of(role)).max(1);
    if let Some(note) = lines.note(strand) {
        prose::write(page, text, line, &note, Role::Faint);
    }
}
