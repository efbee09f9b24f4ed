//! Where what lies over the panes stands, and which of its entries lies where: the view draws by it, the mouse and
//! scrolling are understood by it.

use super::{ExportMenu, Hits, Menu, Palette, Prompt, legend, problems::NO_PROBLEMS};
use crate::{
    app::{
        Mode, Model,
        commands::{COMMANDS, Command},
        geometry::{self, Area, HIT_LINES, Rect},
    },
    text::{prose, width, wrap},
};

/// Lines of the export menu below its formats: a blank one, the file, what is to be known of it.
pub const EXPORT_FOOT: u16 = 3;

/// Columns between the entries of a menu and what the command line calls them.
pub const MENU_APART: u16 = 3;

/// Columns of a list of commands; the sentence takes the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// For the keys.
    pub keys: u16,
    /// For the names; 0 where they stand at the right, below the sentence.
    pub names: u16,
    /// Each command has its name, if need be in a line of its own; else where there is room for it.
    pub named: bool,
}

/// Columns before a name that stands behind a sentence.
const BEFORE_NAME: usize = 2;

impl Columns {
    /// The columns of the palette or of help, in so many cells.
    #[must_use]
    pub fn of(room: u16, help: bool) -> Columns {
        let keys = if room >= 60 { 18 } else { 10 };
        Columns { keys, names: if room >= 80 && !help { 24 } else { 0 }, named: room >= 60 && !help }
    }

    /// The line of a command in which its name stands at the right, and the lines that it takes in so many cells; `None`
    /// where the name has a column of its own, or no room.
    #[must_use]
    pub fn place_of_name(self, command: &Command, room: u16) -> (Option<u16>, u16) {
        let lines = self.lines(command.doc, room);
        let left = usize::from(room.saturating_sub(self.keys + self.names));
        let last = lines.last().map_or(0, |line| width::of(line));
        let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        match last + BEFORE_NAME + width::of(command.name) <= left {
            _ if self.names > 0 => (None, count),
            true => (Some(count.saturating_sub(1)), count),
            false if self.named => (Some(count), count.saturating_add(1)),
            false => (None, count),
        }
    }

    /// The sentence of a command, broken to the cells that the columns leave.
    #[must_use]
    pub fn lines(self, doc: &str, room: u16) -> Vec<&str> {
        let left = room.saturating_sub(self.keys + self.names).max(1);
        wrap::wrap(doc, usize::from(left)).into_iter().filter_map(|r| doc.get(r)).map(str::trim_end).collect()
    }
}

/// Where something stands over the panes.
pub struct Spread<'a> {
    /// Everything that is covered.
    pub frame: Rect,
    /// Whether there is room for a frame all around, not just a title.
    pub framed: bool,
    /// Title lines and everything under them, inside the frame.
    pub area: Area,
    /// Where its entries stand.
    pub entries: Rect,
    /// The first entry shown.
    pub top: usize,
    /// Lines that each entry takes.
    pub heights: Heights<'a>,
}

/// Lines that entries take.
pub enum Heights<'a> {
    /// Each as many: how many, and the number of entries.
    Even(u16, usize),
    /// Each its own, by index, and the number of entries; only those near the screen are measured.
    Own(Box<dyn Fn(usize) -> u16 + 'a>, usize),
}

impl Heights<'_> {
    /// Lines of an entry; `None` after the last.
    #[must_use]
    pub fn of(&self, index: usize) -> Option<u16> {
        match self {
            Heights::Even(lines, count) => (index < *count).then_some(*lines),
            Heights::Own(lines, count) => (index < *count).then(|| lines(index)),
        }
    }

    /// The first entry to show so that `cursor` is in sight in so many lines: moved as little as possible from `top`, and
    /// without blank lines below the last where there are entries to fill them.
    fn follow(&self, top: usize, cursor: usize, room: u16) -> usize {
        let lines = |from: usize| (from..=cursor).filter_map(|i| self.of(i)).fold(0, u16::saturating_add);
        let mut top = top.min(cursor).max(cursor.saturating_sub(usize::from(room)));
        while top < cursor && lines(top) > room {
            top += 1;
        }
        let below = |from: usize| {
            let mut left = room;
            (from..).map_while(|i| self.of(i)).all(|n| {
                let fits = n <= left;
                left = left.saturating_sub(n);
                fits
            })
        };
        while top > 0 && below(top - 1) {
            top -= 1;
        }
        top
    }
}

impl<'a> Spread<'a> {
    /// The entries that are seen, each with its place.
    pub fn shown(&self) -> impl Iterator<Item = (usize, Rect)> + '_ {
        let mut y = self.entries.y;
        (self.top..).map_while(move |index| {
            let height = self.heights.of(index)?.min(self.entries.bottom().saturating_sub(y));
            let place = Rect { y, height, ..self.entries };
            y = y.saturating_add(height);
            (height > 0).then_some((index, place))
        })
    }

    /// The entry at a cell.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<usize> {
        self.shown().find(|(_, place)| place.holds(column, row)).map(|(index, _)| index)
    }

    /// Entries that are seen at once, at least 1.
    #[must_use]
    pub fn page(&self) -> usize {
        self.shown().count().max(1)
    }

    /// Over the panes, as large as its area.
    fn over(area: Area, entries: Rect, (top, cursor): (usize, usize), heights: Heights<'a>) -> Spread<'a> {
        let top = heights.follow(top, cursor, entries.height.max(1));
        Spread { frame: geometry::overlay_frame(&area), framed: area.head.height > 1, area, entries, top, heights }
    }
}

/// Where the lists that lie over the panes stand; `None` where none does.
#[must_use]
pub fn spread(model: &Model) -> Option<Spread<'_>> {
    let full = geometry::overlay(model.size);
    Some(match &model.mode {
        Mode::Menu(menu) => self::menu(menu, model.size),
        Mode::Palette(palette) => commands(palette, false, full),
        Mode::Help(palette) => commands(palette, true, full),
        Mode::Hits(Hits { top, cursor, hits, .. })
        | Mode::Prompt(Prompt { hits: Some(Hits { top, cursor, hits, .. }), .. }) => {
            Spread::over(full, full.body, (*top, *cursor), Heights::Even(HIT_LINES, hits.len()))
        }
        Mode::Lifelines(lines) => {
            let room = full.body.width;
            let heights = Heights::Own(Box::new(move |index| lines.height(index, room)), lines.len());
            Spread::over(full, full.body, (lines.top, lines.cursor), heights)
        }
        Mode::Phrase(phrase) => {
            let room = full.body.width;
            let heights = Heights::Own(Box::new(move |index| phrase.height(index, room)), phrase.entries.len());
            Spread::over(full, full.body, (phrase.top, phrase.cursor), heights)
        }
        Mode::Problems(list) => {
            let (room, count) = (full.body.width, list.entries.len());
            let lines = move |index: usize| list.height(index, room);
            // The blank line below the last one is not needed.
            let all: u16 = (0..count.min(usize::from(full.body.height))).map(lines).fold(0, u16::saturating_add);
            let none = prose::lines(NO_PROBLEMS, room).len() as u16;
            let area = full.no_longer_than(if count == 0 { none } else { all.saturating_sub(1) });
            Spread::over(area, area.body, (list.top, list.cursor), Heights::Own(Box::new(lines), count))
        }
        Mode::Export(ExportMenu { cursor, .. }) => {
            let formats = model.exporters.len();
            let lines = u16::try_from(formats).unwrap_or(u16::MAX).saturating_add(EXPORT_FOOT);
            let area = full.no_longer_than(lines);
            let entries = area.body.below(area.body.height.saturating_sub(EXPORT_FOOT).max(1)).0;
            Spread::over(area, entries, (0, *cursor), Heights::Even(1, formats))
        }
        _ => return None,
    })
}

/// The palette and help: each command takes as many lines as its sentence; above them what badges stand for, where that
/// leaves room for the commands.
fn commands(palette: &Palette, help: bool, area: Area) -> Spread<'_> {
    let columns = Columns::of(area.body.width, help);
    let lines = move |index: usize| {
        let command = palette.rows.get(index).and_then(|i| COMMANDS.get(*i));
        command.map_or(1, |command| columns.place_of_name(command, area.body.width).1)
    };
    let heights = Heights::Own(Box::new(lines), palette.rows.len());
    let entries = area.body.below(legend::lines_above(&palette.signs(), area.body)).1;
    Spread::over(area, entries, (palette.top, palette.cursor), heights)
}

/// A menu, no larger than it needs to be.
fn menu(menu: &Menu, size: (u16, u16)) -> Spread<'_> {
    let words = menu.items.iter().map(|i| width::of(i.word)).max().unwrap_or(0) + usize::from(MENU_APART);
    let labels = menu.items.iter().map(|i| width::of(&i.label) + if i.word.is_empty() { 0 } else { words });
    let widest = labels.max().unwrap_or(0).max(width::of(&menu.title));
    let all = Rect::new(0, 1.min(size.1), size.0, size.1.saturating_sub(2));
    let wide = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(14).max(28).min(all.width);
    let items = u16::try_from(menu.items.len()).unwrap_or(u16::MAX);
    // With a blank line above and below the entries where there is room.
    let (head, foot) = if all.height >= items.saturating_add(4) { (2, 2) } else { (1, 1) };
    let high = items.saturating_add(head + foot).min(all.height);
    let frame = Rect::new(all.x + (all.width - wide) / 2, all.y + (all.height - high) / 2, wide, high);
    let (head, rest) = frame.below(head);
    let body = rest.below(rest.height.saturating_sub(foot)).0.inset(2);
    let heights = Heights::Even(1, menu.items.len());
    let top = heights.follow(0, menu.cursor, body.height.max(1));
    Spread { frame, framed: frame.height > 2, area: Area { head, body }, entries: body, top, heights }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_names_every_command_and_help_those_that_there_is_room_for() {
        for room in 20..140 {
            for help in [false, true] {
                let columns = Columns::of(room, help);
                for command in COMMANDS {
                    let (place, lines) = columns.place_of_name(command, room);
                    assert!(place.is_none_or(|line| line < lines));
                    assert!(help || room < 60 || columns.names > 0 || place.is_some(), "{}: {room}", command.name);
                }
            }
        }
    }
}
