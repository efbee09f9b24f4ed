//! The problems met while reading: file, place, reason.

use super::{first_shown, open};
use crate::{
    app::{
        geometry::{PROBLEM_LINES, Rect},
        overlay::Problems,
    },
    text::Role,
    view::{header::part, page::Page, prose, words},
};

/// Draws the problems.
pub(super) fn draw(list: &Problems, page: &mut Page) {
    let area = open(page, "Problems met while reading", &words::counted(list.problems.len(), "problem"));
    if list.problems.is_empty() {
        prose::write(page, area.body, 0, "Everything that was found could be read.", Role::Text);
        return;
    }
    let capacity = usize::from(area.body.height / PROBLEM_LINES).max(1);
    let top = first_shown(list.top, list.cursor, capacity);
    for (i, problem) in list.problems.iter().enumerate().skip(top).take(capacity) {
        let y = area.body.y + (i - top) as u16 * PROBLEM_LINES;
        let height = PROBLEM_LINES.min(area.body.bottom().saturating_sub(y));
        let place = Rect { y, height, ..area.body };
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
        if i == list.cursor {
            page.tint(place, Role::Cursor);
        }
    }
}
