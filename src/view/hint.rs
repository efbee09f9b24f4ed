//! The hint line: a notice, the keys pressed so far, or the keys most useful here.

use super::page::Page;
use crate::{
    app::{Model, geometry::Rect},
    text::Role,
};

/// Draws the hint line.
pub(super) fn draw(model: &Model, page: &mut Page, rect: Rect) {
    let mut pen = page.pen(rect.inset(1), 0);
    if let Some(count) = model.count {
        pen.right(&count.to_string(), Role::Key);
    }
    if let Some(notice) = &model.notice {
        let room = pen.room();
        pen.cut(&notice.text, if notice.failed { Role::Error } else { Role::Notice }, room);
    }
}
