//! What is to be read over the panes: lines with roles, broken to the room there is, so that scrolling knows how many
//! there are.

use super::{
    facts, grounds,
    legend::{self, Sign},
    overview,
};
use crate::{
    app::{
        Mode, Model,
        geometry::{self, Area},
    },
    text::{Role, Roles, prose::lines},
};

/// Lines with roles, to be counted before a place for them is chosen.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Each line: pieces of text with their roles.
    pub lines: Vec<Vec<(String, Roles)>>,
}

impl Sheet {
    /// A blank line.
    pub fn blank(&mut self) {
        self.lines.push(Vec::new());
    }

    /// A text broken at `room` cells.
    pub fn text(&mut self, text: &str, role: Role, room: u16) {
        self.lines.extend(lines(text, room).into_iter().map(|line| vec![(line, Roles::of(role))]));
    }

    /// A name in a column of its own, and what it names broken beside it.
    pub fn named(&mut self, name: &str, text: &str, role: Role, column: u16, room: u16) {
        for (i, line) in lines(text, room.saturating_sub(column)).into_iter().enumerate() {
            let name = if i == 0 { name } else { "" };
            let label = format!("{name:<width$}", width = usize::from(column));
            self.lines.push(vec![(label, Roles::of(Role::Label)), (line, Roles::of(role))]);
        }
    }

    /// What signs stand for.
    pub fn signs(&mut self, signs: &[Sign], room: u16) {
        for line in legend::legend(signs, room) {
            let pieces = line.into_iter().enumerate().flat_map(|(i, (sign, name))| {
                let apart = if i == 0 { "" } else { legend::APART };
                let sign = (sign.to_owned(), Roles::of(Role::Badge));
                [(apart.to_owned(), Roles::of(Role::Faint)), sign, (format!(" {name}"), Roles::of(Role::Faint))]
            });
            self.lines.push(pieces.collect());
        }
    }
}

/// A sheet that lies over the panes.
#[derive(Debug)]
pub struct Spread {
    /// What it is about.
    pub title: String,
    /// Its place: no longer than its lines.
    pub area: Area,
    /// Its lines.
    pub sheet: Sheet,
    /// The first line shown.
    pub top: usize,
}

impl Spread {
    /// The last line that may come first.
    #[must_use]
    pub fn last_top(&self) -> usize {
        self.sheet.lines.len().saturating_sub(usize::from(self.area.body.height))
    }
}

/// What is being read over the panes; `None` where nothing is.
#[must_use]
pub fn spread(model: &Model) -> Option<Spread> {
    let full = geometry::overlay(model.size);
    let room = full.body.width;
    let (title, sheet, top) = match &model.mode {
        Mode::Facts { top } => ("Facts".to_owned(), facts::facts(model, room), *top),
        Mode::Overview(seen) => (overview::title(seen), overview::sheet(seen, room), seen.top),
        Mode::Why(why) => (grounds::title(why), grounds::grounds(model, why, room), why.top),
        _ => return None,
    };
    let area = full.no_longer_than(u16::try_from(sheet.lines.len()).unwrap_or(u16::MAX));
    let mut spread = Spread { title, area, sheet, top };
    spread.top = spread.top.min(spread.last_top());
    Some(spread)
}
