//! The problems met while reading: file, place, reason.

use crate::{
    app::{
        geometry::Rect,
        overlay::{
            Problems,
            problems::{NO_PROBLEMS, REASON, problem_lines},
            spread::Spread,
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
        prose::write(page, spread.entries, 0, NO_PROBLEMS, Role::Text);
        return;
    }
    super::entries(page, spread, list.cursor, |page, place, index| {
        if let Some(found) = list.problems.get(index) {
            problem(page, place, found, if index == list.cursor { list.line } else { 0 });
        }
    });
}

/// Draws one problem, from a line on, or so much of it as fills its place.
fn problem(page: &mut Page, place: Rect, problem: &Problem, from: usize) {
    let [met, why] = problem_lines(problem, place.width);
    let met = met.iter().map(|text| (0, text, Role::Headline));
    let lines: Vec<_> = met.chain(why.iter().map(|text| (REASON, text, Role::Text))).collect();
    let from = from.min(lines.len().saturating_sub(usize::from(place.height)));
    for (line, (inset, text, role)) in (0..place.height).zip(lines.into_iter().skip(from)) {
        page.pen(place, line).skip(inset).put(text, role);
    }
}
