//! The problems met while reading: file, place, reason.

use crate::{
    app::{
        geometry::{PROBLEM_LINES, Rect},
        overlay::{Problems, spread::Spread},
    },
    model::Problem,
    text::Role,
    view::{header::part, page::Page, prose, words},
};

/// Draws the problems.
pub(super) fn draw(list: &Problems, spread: &Spread, page: &mut Page) {
    super::open(page, spread, "Problems met while reading", &words::counted(list.problems.len(), "problem"));
    if list.problems.is_empty() {
        prose::write(page, spread.entries, 0, "Everything that was found could be read.", Role::Text);
        return;
    }
    super::entries(page, spread, list.cursor, |page, place, index| {
        if let Some(found) = list.problems.get(index) {
            problem(page, place, found);
        }
    });
}

fn problem(page: &mut Page, place: Rect, problem: &Problem) {
    let mut pen = page.pen(place, 0);
    let room = pen.room();
    pen.cut(&problem.file, Role::Headline, room);
    part(&mut pen, &problem.place, Role::Label);
    let reason = Rect { x: place.x + 2, width: place.width.saturating_sub(2), ..place };
    let lines = prose::lines(&problem.reason, reason.width);
    for (line, text) in (1..PROBLEM_LINES - 1).zip(&lines) {
        let mut pen = page.pen(reason, line);
        let room = pen.room();
        // A reason of more lines than there are ends in an ellipsis.
        let more = line + 2 == PROBLEM_LINES && lines.len() > usize::from(line);
        pen.cut(&if more { format!("{text} …") } else { text.clone() }, Role::Text, room);
    }
}
