//! The mouse: a click focuses and selects, the wheel scrolls what is under it.

use super::{
    Effect, Mode, Model, Mouse, MouseKind, Pane, diff,
    geometry::{LIST_LINES, Place},
    list, overlay, timeline,
    timeline_lines::{TimelineLine, timeline_lines},
};
use crate::app::motion::Motion;

/// Rows that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// The mouse was used.
pub(super) fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let by = match mouse.kind {
        MouseKind::Click => None,
        MouseKind::WheelUp => Some(-WHEEL),
        MouseKind::WheelDown => Some(WHEEL),
    };
    if model.mode != Mode::Browse {
        return match by {
            Some(by) => overlay::travel(model, Motion::Rows(by)).unwrap_or_default(),
            None => overlay::click(model, mouse.column, mouse.row),
        };
    }
    let Some(place) = model.geometry().at(mouse.column, mouse.row) else { return Vec::new() };
    match by {
        Some(by) => wheel(model, place, by),
        None => click(model, place),
    }
}

fn wheel(model: &mut Model, place: Place, by: isize) -> Vec<Effect> {
    match place {
        Place::Head(Pane::Diff) | Place::Body(Pane::Diff, ..) | Place::Ruler(_) => {
            diff::scroll(model, by);
            Vec::new()
        }
        Place::Head(Pane::List) | Place::Body(Pane::List, ..) => list::scroll(model, by.signum() * 2),
        Place::Head(Pane::Timeline) | Place::Body(Pane::Timeline, ..) => timeline::scroll(model, by),
    }
}

fn click(model: &mut Model, place: Place) -> Vec<Effect> {
    let pane = match place {
        Place::Head(pane) | Place::Body(pane, ..) => pane,
        Place::Ruler(_) => Pane::Diff,
    };
    // What lies under the mouse lay there before the focus moved, which can change the panes' places.
    let height = usize::from(model.geometry().area(pane).body.height);
    list::focus(model, pane);
    match place {
        Place::Head(_) => Vec::new(),
        Place::Body(Pane::List, line, _) => {
            let rank = model.list.top + usize::from(line / LIST_LINES);
            if rank < model.list.window.total { list::go(model, rank) } else { Vec::new() }
        }
        Place::Body(Pane::Timeline, line, _) => match timeline_lines(&model.timeline, height).get(usize::from(line)) {
            Some(TimelineLine::Row(index)) => timeline::go(model, *index),
            Some(TimelineLine::Folded(..)) => {
                model.timeline.folded = false;
                timeline::refold(model)
            }
            Some(TimelineLine::Above(marks) | TimelineLine::Below(marks)) => {
                marks.row().map_or_else(Vec::new, |index| timeline::go(model, index))
            }
            Some(TimelineLine::Gap(_)) | None => Vec::new(),
        },
        Place::Body(Pane::Diff, line, _) => {
            let row = model.diff.top + usize::from(line);
            if row < model.diff.rows.rows.len() {
                model.diff.go(row);
            }
            Vec::new()
        }
        Place::Ruler(line) => {
            let rows = model.diff.rows.rows.len();
            model.diff.go(usize::from(line) * rows / height.max(1));
            Vec::new()
        }
    }
}
