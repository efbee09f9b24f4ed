//! What the signs on the screen stand for, in as many lines as it takes.

use crate::{
    app::{Mode, Model, Pane, geometry::Rect},
    model::badge::{BADGES, CAUTIONS, LIFELINE, MINOR},
    text::width,
};

/// A sign, and what it stands for.
pub type Sign = (&'static str, &'static str);

/// What parts two signs of a line.
pub const APART: &str = "  ";

/// Where help was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Where there are no signs.
    #[default]
    Elsewhere,
    /// In the article list.
    List,
    /// In the timeline.
    Timeline,
    /// In the diff.
    Diff,
    /// In the hits of a search.
    Hits,
}

impl Place {
    /// The place in which the reader is.
    #[must_use]
    pub(super) fn of(model: &Model) -> Place {
        match (&model.mode, model.focus) {
            (Mode::Hits(_), _) => Place::Hits,
            (_, Pane::List) => Place::List,
            (_, Pane::Timeline) => Place::Timeline,
            (_, Pane::Diff) => Place::Diff,
        }
    }

    /// The signs of this place.
    fn signs(self) -> Vec<Sign> {
        match self {
            Place::Elsewhere => Vec::new(),
            Place::List => LIST.into_iter().chain(badges()).collect(),
            Place::Timeline => badges().collect(),
            Place::Diff => DIFF.into(),
            Place::Hits => LIFELINE.into(),
        }
    }
}

/// What stands beside headlines in the list.
const LIST: [Sign; 4] = [("•", "unread"), ("★", "starred"), ("6×", "revisions"), ("▂▅█", "words changed")];

/// What stands beside the text and in the ruler at its right; at last the part of the ruler that is on screen.
const DIFF: [Sign; 6] =
    [("~", "edited"), ("+", "added"), ("-", "removed"), ("⇅", "moved"), ("?", "not known"), ("┃", "on screen")];

/// Every badge with what it stands for.
pub(super) fn badges() -> impl Iterator<Item = Sign> {
    BADGES.into_iter().map(|(_, sign, name)| (sign, name)).chain([MINOR]).chain(CAUTIONS)
}

/// The signs that help has for what is typed: those of its place where that is nothing, else those, of every place, that
/// are it or have words that begin so.
#[must_use]
pub fn signs(place: Place, typed: &str) -> Vec<Sign> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() || place == Place::Elsewhere {
        return place.signs();
    }
    let is_called = |name: &str| typed.split_whitespace().all(|word| name.split(' ').any(|w| w.starts_with(word)));
    let is_meant = |(sign, name): &Sign| *sign == typed || is_called(name);
    let mut found: Vec<Sign> = Vec::new();
    for sign in [place, Place::List, Place::Diff, Place::Hits].into_iter().flat_map(Place::signs).filter(is_meant) {
        if !found.contains(&sign) {
            found.push(sign);
        }
    }
    found
}

/// Signs broken into lines of so many cells; no sign is parted from what it stands for.
#[must_use]
pub fn legend(signs: &[Sign], room: u16) -> Vec<Vec<Sign>> {
    let (mut lines, mut line, mut used) = (Vec::new(), Vec::new(), 0);
    for &(sign, name) in signs {
        let wide = width::of(sign) + 1 + width::of(name);
        if used > 0 && used + APART.len() + wide > usize::from(room) {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        used += wide + if used > 0 { APART.len() } else { 0 };
        line.push((sign, name));
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Lines that signs and a blank one take above the commands of help: none where little would be left for those.
#[must_use]
pub fn lines_above(signs: &[Sign], body: Rect) -> u16 {
    let lines = match legend(signs, body.width).len() {
        0 => 0,
        lines => u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1),
    };
    if lines <= body.height / 3 { lines } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::BlockKind;

    #[test]
    fn every_sign_stands_in_the_legend_whole_and_within_the_room() {
        for place in [Place::List, Place::Timeline, Place::Diff, Place::Hits] {
            let all = signs(place, "");
            for room in 10..200 {
                let lines = legend(&all, room);
                assert_eq!(lines.iter().flatten().count(), all.len());
                let cells = |line: &Vec<Sign>| {
                    line.iter().map(|b| width::of(b.0) + 1 + width::of(b.1)).sum::<usize>() + 2 * (line.len() - 1)
                };
                assert!(lines.iter().all(|l| l.len() == 1 || cells(l) <= usize::from(room)), "{room}: {lines:?}");
            }
        }
        assert!(legend(&[], 40).is_empty());
    }

    #[test]
    fn the_signs_of_the_diff_are_those_that_it_has() {
        let kinds = [BlockKind::Edited, BlockKind::Added, BlockKind::Removed, BlockKind::Moved, BlockKind::Unknown];
        let signs = kinds.map(|kind| kind.sign().to_string());
        assert!(signs.iter().zip(DIFF).all(|(sign, told)| sign == told.0), "{signs:?}");
    }

    #[test]
    fn a_sign_is_found_by_itself_and_by_what_it_is_called_wherever_it_stands() {
        assert_eq!(signs(Place::List, "moved"), [("⇅", "moved")]);
        assert_eq!(signs(Place::Diff, " Unread "), [("•", "unread")]);
        assert_eq!(signs(Place::List, "○"), [("○", "not in it")]);
        assert_eq!(signs(Place::Diff, "?"), [("?", "not known"), ("?", "hedges"), ("?", "cannot say")]);
        assert_eq!(signs(Place::Elsewhere, "moved"), []);
    }
}
