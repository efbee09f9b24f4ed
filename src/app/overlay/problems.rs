//! The problems met while reading: the lines that each takes, and scrolling through one that is longer than the screen.

use super::Problems;
use crate::{
    app::{Mode, Model, geometry, motion::Motion},
    model::Problem,
    text::prose,
};

/// What is said where there is no problem.
pub const NO_PROBLEMS: &str = "Everything that was found could be read.";

/// Cells by which the reason of a problem is set in.
pub const REASON: u16 = 2;

/// A problem broken to so many cells: where it was met (the file, and the place in it), and why.
#[must_use]
pub fn problem_lines(problem: &Problem, room: u16) -> [Vec<String>; 2] {
    let apart = if problem.place.is_empty() { "" } else { " · " };
    let place = format!("{}{apart}{}", problem.file, problem.place);
    [prose::lines(&place, room), prose::lines(&problem.reason, room.saturating_sub(REASON))]
}

/// Lines that a problem takes, with a blank one below.
pub(super) fn height(problem: &Problem, room: u16) -> u16 {
    let lines: usize = problem_lines(problem, room).iter().map(Vec::len).sum();
    u16::try_from(lines + 1).unwrap_or(u16::MAX)
}

/// Moves within a problem that is longer than the screen; whether that was all there was to move.
pub(super) fn scroll(model: &mut Model, motion: Motion) -> bool {
    let body = geometry::overlay(model.size).body;
    let Mode::Problems(list) = &mut model.mode else { return false };
    let Problems { problems, cursor, line, .. } = list;
    let lines = problems.get(*cursor).map_or(0, |problem| height(problem, body.width) - 1);
    let most = usize::from(lines.saturating_sub(body.height));
    let to = match motion {
        Motion::Rows(by) => line.saturating_add_signed(by),
        Motion::Halves(by) | Motion::Pages(by) => line.saturating_add_signed(by * body.height.max(1) as isize),
        Motion::First | Motion::Last | Motion::Nth(_) => *line,
    };
    let moved = to.min(most) != *line;
    *line = if moved { to.min(most) } else { 0 };
    moved
}
