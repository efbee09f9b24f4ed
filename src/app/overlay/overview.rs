//! The figures of the archive, to be read over the panes.

use std::sync::Arc;

use super::sheet::Sheet;
use crate::{
    app::{
        Effect, Mode, Model, Request, Slot,
        overview::{Line, lines},
    },
    model::Stats,
    text::{Role, Roles},
};

/// What is seen of the figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overview {
    /// The figures; `None` while they are counted.
    pub stats: Option<Arc<Stats>>,
    /// They were counted while the archive was still being read.
    pub is_so_far: bool,
    /// The first line shown.
    pub top: usize,
}

/// Opens the overview, and has everything counted.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.mode = Mode::Overview(Overview::default());
    ask(model)
}

fn ask(model: &mut Model) -> Vec<Effect> {
    model.aside_generation += 1;
    vec![Effect::Ask { slot: Slot::Aside, generation: model.aside_generation, request: Request::Stats }]
}

/// Everything is counted that has been read.
pub fn answer(model: &mut Model, stats: Arc<Stats>) -> Vec<Effect> {
    let is_so_far = !model.progress.done;
    if let Mode::Overview(seen) = &mut model.mode {
        (seen.stats, seen.is_so_far) = (Some(stats), is_so_far);
    }
    Vec::new()
}

/// All has been read: everything is counted again, and what was counted stays until then.
pub fn read(model: &mut Model) -> Vec<Effect> {
    if matches!(model.mode, Mode::Overview(_)) { ask(model) } else { Vec::new() }
}

/// What it is called; figures of a part do not pass for those of the whole.
pub(super) fn title(seen: &Overview) -> String {
    let title = if seen.is_so_far { "Overview so far · still reading" } else { "Overview of the archive" };
    title.to_owned()
}

/// The figures in so many cells.
#[must_use]
pub(super) fn sheet(seen: &Overview, room: u16) -> Sheet {
    let mut sheet = Sheet::default();
    let Some(stats) = &seen.stats else {
        sheet.text("Counting …", Role::Text, room);
        return sheet;
    };
    for line in lines(stats, usize::from(room)) {
        let piece = |text: String, role: Role| (text, Roles::of(role));
        match line {
            Line::Blank => sheet.blank(),
            Line::Heading(text) => sheet.text(&text, Role::Headline, room),
            Line::Note(text) => sheet.text(&text, Role::Faint, room),
            Line::Bar { label, bar, figures } => sheet.lines.push(vec![
                piece(format!("{label}  "), Role::Text),
                piece(bar, Role::Growth),
                piece(format!("  {figures}"), Role::Faint),
            ]),
            Line::Article { by, title } => {
                sheet.lines.push(vec![piece(format!("{by}  "), Role::Faint), piece(title, Role::Text)]);
            }
        }
    }
    sheet
}
