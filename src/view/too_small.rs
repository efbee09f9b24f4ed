//! What is said where there is no room for anything else.

use super::{page::Page, pen::fits};
use crate::{app::geometry::SMALLEST, text::Role};

/// Says how large the window must be, in as many words as fit.
pub(super) fn draw(page: &mut Page) {
    let all = page.all();
    let (columns, rows) = SMALLEST;
    let long = format!("The window must be {columns}×{rows} at least.");
    let short = format!("{columns}×{rows} at least");
    let text = [long, short, format!("{columns}×{rows}")].into_iter().find(|t| fits(t, all.width));
    if let Some(text) = text {
        page.pen(all, 0).put(&text, Role::Notice);
    }
}
