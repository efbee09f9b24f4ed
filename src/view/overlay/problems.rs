//! The problems met while reading: file, place, reason.

use crate::{
    app::{
        geometry::Rect,
        overlay::{
            Problems,
            spread::{REASON, Spread, problem_place},
        },
    },
    model::Problem,
    text::Role,
    view::{page::Page, prose, words},
};

/// Draws the problems.
pub(super) fn draw(list: &Problems, spread: &Spread<'_>, page: &mut Page) {
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
    let mut line = 0;
    for text in problem_place(problem, place.width) {
        page.pen(place, line).put(&text, Role::Headline);
        line += 1;
    }
    let reason = Rect { x: place.x + REASON, width: place.width.saturating_sub(REASON), ..place };
    prose::write(page, reason, line, &problem.reason, Role::Text);
}
