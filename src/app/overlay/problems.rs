//! The problems met while reading: those of one reason are one entry, which opens; `/` narrows them as one types. Also
//! the lines that each entry takes, and scrolling through one that is longer than the screen.

use super::Line;
use crate::{
    app::{Code, Effect, Key, Mode, Model, geometry, motion::Motion},
    model::{Problem, problem::by_reason},
    text::{prose, quantity::number},
};

/// What is said where there is no problem.
pub const NO_PROBLEMS: &str = "Everything that was found could be read.";

/// Cells by which what is told of an entry is set in below its first lines.
pub const REASON: u16 = 2;

/// The problems met while reading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Problems {
    /// The problems, in the order in which they were met.
    pub problems: Vec<Problem>,
    /// What is listed.
    pub entries: Vec<Entry>,
    /// Their words in small letters, as they are looked for; empty before anything was.
    folded: Vec<String>,
    /// Reasons whose problems are listed one by one.
    opened: Vec<String>,
    /// What is looked for in them (`/`); empty for all.
    pub filter: Line,
    /// Whether that is being typed.
    pub typing: bool,
    /// The entry under the cursor.
    pub cursor: usize,
    /// The first entry shown.
    pub top: usize,
    /// Lines of the entry under the cursor that lie above the screen, where it is longer than that.
    pub line: usize,
}

/// One entry of the list: problems by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A problem whose reason no other has.
    Alone(usize),
    /// Problems of one reason.
    Group {
        /// The first of them.
        first: usize,
        /// How many there are.
        count: usize,
        /// They are listed below it.
        open: bool,
    },
    /// One of an open group: where it was met.
    Place(usize),
}

impl Problems {
    /// The problems are there, or there again.
    pub fn take(&mut self, problems: Vec<Problem>) {
        self.problems = problems;
        self.folded.clear();
        self.list();
    }

    /// Problems that hold what is looked for.
    #[must_use]
    pub fn found(&self) -> usize {
        let count = |entry: &Entry| match entry {
            Entry::Alone(_) => 1,
            Entry::Group { count, .. } => *count,
            Entry::Place(_) => 0,
        };
        self.entries.iter().map(count).sum()
    }

    /// Lists what holds all the words looked for: each reason once, where it was met first.
    fn list(&mut self) {
        let words: Vec<String> = self.filter.text.split_whitespace().map(str::to_lowercase).collect();
        if !words.is_empty() && self.folded.is_empty() {
            let fold = |p: &Problem| format!("{} {} {}", p.file, p.place, p.reason).to_lowercase();
            self.folded = self.problems.iter().map(fold).collect();
        }
        let holds = |at: &usize| {
            words.is_empty()
                || self.folded.get(*at).is_some_and(|text| words.iter().all(|word| text.contains(word.as_str())))
        };
        self.entries.clear();
        for group in by_reason(&self.problems, (0..self.problems.len()).filter(holds)) {
            let (Some(&first), count) = (group.first(), group.len()) else { continue };
            if count == 1 {
                self.entries.push(Entry::Alone(first));
                continue;
            }
            let open = self.problems.get(first).is_some_and(|problem| self.opened.contains(&problem.reason));
            self.entries.push(Entry::Group { first, count, open });
            if open {
                self.entries.extend(group.into_iter().map(Entry::Place));
            }
        }
        self.line = 0;
    }

    /// An entry broken to so many cells: its first lines, and what is told below them. Of one problem where it was met
    /// (the file, and the place in it), and why; of several how many and why, and where the first was met.
    #[must_use]
    pub fn lines(&self, index: usize, room: u16) -> [Vec<String>; 2] {
        let Some(entry) = self.entries.get(index) else { return [Vec::new(), Vec::new()] };
        let problem = |at: usize| self.problems.get(at);
        let place = |at: usize| problem(at).map_or_else(String::new, place);
        let reason = |at: usize| problem(at).map_or("", |problem| &problem.reason);
        let inset = room.saturating_sub(REASON);
        match *entry {
            Entry::Alone(at) => [prose::lines(&place(at), room), prose::lines(reason(at), inset)],
            Entry::Group { first, count, open } => {
                let told = format!("{} × {}", number(count), reason(first));
                let met = if open {
                    Vec::new()
                } else {
                    prose::lines(&format!("{}, and {} more", place(first), number(count - 1)), inset)
                };
                [prose::lines(&told, room), met]
            }
            Entry::Place(at) => [Vec::new(), prose::lines(&place(at), inset)],
        }
    }

    /// Lines that an entry takes, with a blank one below that keeps reasons apart.
    #[must_use]
    pub fn height(&self, index: usize, room: u16) -> u16 {
        let lines: usize = self.lines(index, room).iter().map(Vec::len).sum();
        let is_place = |index: usize| matches!(self.entries.get(index), Some(Entry::Place(_)));
        let apart = usize::from(!is_place(index + 1));
        u16::try_from(lines + apart).unwrap_or(u16::MAX)
    }

    /// Lists the problems of the group under the cursor, or no longer; from one of them no longer too. Whether there is a
    /// group.
    fn toggle(&mut self) -> bool {
        let upwards = self.entries.get(..=self.cursor).unwrap_or_default().iter().enumerate().rev();
        let of_group = |(at, entry): (usize, &Entry)| match entry {
            Entry::Group { first, .. } => Some(Some((at, *first))),
            Entry::Alone(_) => Some(None),
            Entry::Place(_) => None,
        };
        let Some((at, first)) = upwards.into_iter().find_map(of_group).flatten() else { return false };
        let Some(reason) = self.problems.get(first).map(|problem| problem.reason.clone()) else { return false };
        match self.opened.iter().position(|opened| *opened == reason) {
            Some(opened) => drop(self.opened.remove(opened)),
            None => self.opened.push(reason),
        }
        self.cursor = at;
        self.list();
        true
    }

    /// Looks for other words.
    fn refilter(&mut self) {
        (self.cursor, self.top) = (0, 0);
        self.list();
    }
}

/// Where a problem was met.
fn place(problem: &Problem) -> String {
    let apart = if problem.place.is_empty() { "" } else { " · " };
    format!("{}{apart}{}", problem.file, problem.place)
}

/// Enter: what is typed stands, or a group opens or closes.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let key = model.keymap.keys_of("back").into_iter().next().unwrap_or_default();
    let Mode::Problems(list) = &mut model.mode else { return Vec::new() };
    if list.typing {
        list.typing = false;
    } else if !list.toggle() {
        model.say(format!("There is no more to this one than stands here; {key} closes the list."));
    }
    Vec::new()
}

/// Esc: first what is looked for goes; whether it did.
pub(super) fn clear(model: &mut Model) -> bool {
    let Mode::Problems(list) = &mut model.mode else { return false };
    let held = list.typing || !list.filter.text.is_empty();
    (list.typing, list.filter) = (false, Line::default());
    if held {
        list.refilter();
    }
    held
}

/// Begins to type what is looked for.
pub(super) fn begin(model: &mut Model) {
    if let Mode::Problems(list) = &mut model.mode {
        list.typing = true;
    }
}

/// A key while that is being typed.
pub(super) fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Mode::Problems(list) = &mut model.mode else { return None };
    if !list.typing {
        return None;
    }
    match (key.code, key.ctrl) {
        (Code::Escape, _) | (Code::Char('c'), true) => drop(clear(model)),
        (Code::Enter, false) => return Some(enter(model)),
        (Code::Up | Code::Down | Code::PageUp | Code::PageDown, _) => return None,
        _ => {
            let before = list.filter.text.clone();
            if !list.filter.key(key) {
                return None;
            }
            if list.filter.text != before {
                list.refilter();
            }
        }
    }
    Some(Vec::new())
}

/// Puts pasted text into what is looked for.
pub(super) fn paste(model: &mut Model, text: &str) {
    if let Mode::Problems(list) = &mut model.mode {
        list.filter.insert(text);
        list.typing = true;
        list.refilter();
    }
}

/// Moves within an entry that is longer than the screen; whether that was all there was to move.
pub(super) fn scroll(model: &mut Model, motion: Motion) -> bool {
    let body = geometry::overlay(model.size).body;
    let Mode::Problems(list) = &mut model.mode else { return false };
    let lines: usize = list.lines(list.cursor, body.width).iter().map(Vec::len).sum();
    let most = lines.saturating_sub(usize::from(body.height));
    let line = list.line;
    let to = match motion {
        Motion::Rows(by) => line.saturating_add_signed(by),
        Motion::Halves(by) | Motion::Pages(by) => line.saturating_add_signed(by * body.height.max(1) as isize),
        Motion::First | Motion::Last | Motion::Nth(_) => line,
    };
    let moved = to.min(most) != line;
    list.line = if moved { to.min(most) } else { 0 };
    moved
}
