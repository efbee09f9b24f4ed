//! What the badges stand for, in as many lines as it takes.

use crate::{
    app::geometry::Rect,
    model::badge::{BADGES, CAUTIONS, MINOR},
    text::width,
};

/// What parts two badges of a line.
pub const APART: &str = "  ";

/// Every badge with what it stands for.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    BADGES.into_iter().map(|(_, sign, name)| (sign, name)).chain([MINOR]).chain(CAUTIONS)
}

/// The badges, broken into lines of so many cells; no badge is parted from what it stands for.
#[must_use]
pub fn legend(room: u16) -> Vec<Vec<(&'static str, &'static str)>> {
    let (mut lines, mut line, mut used) = (Vec::new(), Vec::new(), 0);
    for (sign, name) in all() {
        let wide = width::of(sign) + 1 + width::of(name);
        if used > 0 && used + APART.len() + wide > usize::from(room) {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        used += wide + if used > 0 { APART.len() } else { 0 };
        line.push((sign, name));
    }
    lines.push(line);
    lines
}

/// Lines that the legend and a blank one take above the commands of help: none where little would be left for those.
#[must_use]
pub fn lines_above(body: Rect) -> u16 {
    let lines = u16::try_from(legend(body.width).len()).unwrap_or(u16::MAX).saturating_add(1);
    if lines <= body.height / 3 { lines } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_badge_stands_in_the_legend_whole_and_within_the_room() {
        let count = all().count();
        for room in 10..200 {
            let lines = legend(room);
            assert_eq!(lines.iter().flatten().count(), count);
            let cells = |line: &Vec<(&str, &str)>| {
                line.iter().map(|b| width::of(b.0) + 1 + width::of(b.1)).sum::<usize>() + 2 * (line.len() - 1)
            };
            assert!(lines.iter().all(|l| l.len() == 1 || cells(l) <= usize::from(room)), "{room}: {lines:?}");
        }
    }
}
