//! Where panes and overlays lie in a window of a given size. Pure, so that the state machine can scroll and the mouse can
//! be understood without a frame having been drawn; the view draws in the same rectangles.

use super::model::Pane;

/// Below so many columns or rows only a sentence is shown.
pub const SMALLEST: (u16, u16) = (20, 6);
/// From so many columns list and diff stand side by side.
pub const WIDE: u16 = 110;
/// Lines that an article takes in the list.
pub const LIST_LINES: u16 = 2;
/// Lines that a hit takes in the list of hits.
pub const HIT_LINES: u16 = 3;
/// Columns that an overlay takes at most.
const OVERLAY_WIDEST: u16 = 100;

/// A rectangle of cells. Empty where a pane is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// The first column, from 0.
    pub x: u16,
    /// The first row, from 0.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Rect {
    /// A rectangle of its corner and size.
    #[must_use]
    pub fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Rect { x, y, width, height }
    }

    /// Whether it holds no cell.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// Whether a cell lies in it.
    #[must_use]
    pub fn holds(self, column: u16, row: u16) -> bool {
        column >= self.x && row >= self.y && column - self.x < self.width && row - self.y < self.height
    }

    /// The column after the last.
    #[must_use]
    pub fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// The row after the last.
    #[must_use]
    pub fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// Cut in two: the first `rows` rows, and the rest.
    #[must_use]
    pub fn below(self, rows: u16) -> (Rect, Rect) {
        let rows = rows.min(self.height);
        (Rect { height: rows, ..self }, Rect { y: self.y.saturating_add(rows), height: self.height - rows, ..self })
    }

    /// With so many columns less on each side.
    #[must_use]
    pub fn inset(self, columns: u16) -> Rect {
        let columns = columns.min(self.width / 2);
        Rect { x: self.x + columns, width: self.width - 2 * columns, ..self }
    }
}

/// A pane's place: its head (title, facts), and the body that scrolls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// The lines that stand still.
    pub head: Rect,
    /// The lines that scroll.
    pub body: Rect,
}

impl Area {
    fn of(rect: Rect, head: u16) -> Self {
        let (head, body) = rect.below(head);
        Area { head, body }
    }

    /// Whether the pane is not shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.body.is_empty()
    }

    /// With a body of so many lines at most.
    #[must_use]
    pub fn no_longer_than(self, lines: u16) -> Area {
        Area { body: Rect { height: self.body.height.min(lines), ..self.body }, ..self }
    }

    /// Head and body together.
    #[must_use]
    pub fn whole(&self) -> Rect {
        Rect { height: self.head.height + self.body.height, ..self.head }
    }
}

/// Where everything lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Geometry {
    /// The window is too small for anything but a sentence.
    pub too_small: bool,
    /// The header line.
    pub header: Rect,
    /// The article list.
    pub list: Area,
    /// The timeline.
    pub timeline: Area,
    /// The diff, without its ruler.
    pub diff: Area,
    /// The overview ruler beside the diff's body, one column wide.
    pub ruler: Rect,
    /// The upright line between list and the rest, one column wide.
    pub upright: Rect,
    /// The level line between timeline and diff, one row high.
    pub level: Rect,
    /// The hint line.
    pub hint: Rect,
}

/// What lies under the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The head of a pane.
    Head(Pane),
    /// The body of a pane: the line in it, from 0, and the column in it, from 0.
    Body(Pane, u16, u16),
    /// The ruler: the line in it, from 0.
    Ruler(u16),
}

impl Geometry {
    /// The places for a window of `size` columns and rows.
    #[must_use]
    pub fn of(size: (u16, u16), focus: Pane, zoom: bool) -> Self {
        let (width, height) = size;
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return Geometry { too_small: true, ..Geometry::default() };
        }
        let (header, rest) = Rect::new(0, 0, width, height).below(1);
        let (panes, hint) = rest.below(rest.height - 1);
        let mut places = Geometry { header, hint, ..Geometry::default() };
        if zoom {
            places.put(focus, panes);
        } else if width >= WIDE {
            let list = (width / 3).clamp(38, 60);
            places.upright = Rect::new(list, panes.y, 1, panes.height);
            places.put(Pane::List, Rect { width: list, ..panes });
            places.stack(
                Rect { x: list + 1, width: width - list - 1, ..panes },
                (panes.height / 3).clamp(7, 18),
                focus,
            );
        } else if focus == Pane::Timeline && panes.height >= 16 {
            places.stack(panes, panes.height / 2, focus);
        } else {
            places.put(focus, panes);
        }
        places
    }

    fn stack(&mut self, rect: Rect, timeline: u16, focus: Pane) {
        if rect.height < timeline + 4 {
            return self.put(if focus == Pane::Timeline { focus } else { Pane::Diff }, rect);
        }
        let (above, rest) = rect.below(timeline);
        let (level, below) = rest.below(1);
        self.level = level;
        self.put(Pane::Timeline, above);
        self.put(Pane::Diff, below);
    }

    fn put(&mut self, pane: Pane, rect: Rect) {
        match pane {
            Pane::List => self.list = Area::of(rect, if rect.height >= 12 { 2 } else { 1 }),
            Pane::Timeline => {
                let head = match rect.height {
                    0..5 => 1,
                    5..8 => 2,
                    8..12 => 3,
                    _ => 4,
                };
                self.timeline = Area::of(rect, head);
            }
            Pane::Diff => {
                let head = match rect.height {
                    0..3 => 0,
                    3..7 => 1,
                    7..12 => 2,
                    12..16 => 3,
                    16..22 => 4,
                    _ => 5,
                };
                let area = Area::of(rect, head);
                // A blank column keeps the ruler off the text.
                let ruler = if rect.width >= 30 { 2 } else { 0 };
                self.ruler = Rect { x: rect.right() - ruler.min(1), width: ruler.min(1), ..area.body };
                self.diff = Area { head: area.head, body: Rect { width: rect.width - ruler, ..area.body } };
            }
        }
    }

    /// A pane's place.
    #[must_use]
    pub fn area(&self, pane: Pane) -> Area {
        match pane {
            Pane::List => self.list,
            Pane::Timeline => self.timeline,
            Pane::Diff => self.diff,
        }
    }

    /// Entries that a pane's body shows: articles, revisions, rows.
    #[must_use]
    pub fn capacity(&self, pane: Pane) -> usize {
        let lines = self.area(pane).body.height;
        usize::from(if pane == Pane::List { lines / LIST_LINES } else { lines })
    }

    /// Columns in which the diff is to be laid out.
    #[must_use]
    pub fn diff_width(&self) -> u16 {
        self.diff.body.width
    }

    /// What lies at a cell.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<Place> {
        if self.ruler.holds(column, row) {
            return Some(Place::Ruler(row - self.ruler.y));
        }
        [Pane::List, Pane::Timeline, Pane::Diff].into_iter().find_map(|pane| {
            let area = self.area(pane);
            if area.body.holds(column, row) {
                return Some(Place::Body(pane, row - area.body.y, column - area.body.x));
            }
            area.head.holds(column, row).then_some(Place::Head(pane))
        })
    }
}

/// Where an overlay lies: a list of entries over the panes, with a title line above and a blank line below.
#[must_use]
pub fn overlay(size: (u16, u16)) -> Area {
    let (width, height) = size;
    // What lies beneath is seen at both sides; beyond that no column is given away that a sentence could use.
    let side = if width >= 70 { (width.saturating_sub(OVERLAY_WIDEST) / 2).max(1) } else { 0 };
    let above = match height {
        0..6 => 0,
        6..16 => 1,
        _ => 2,
    };
    let rect = Rect::new(side, above, width - 2 * side, height.saturating_sub(2 * above));
    // Title and blank above, blank and frame below.
    let head = if rect.height >= 10 { 3 } else { 1 };
    let area = Area::of(rect, head);
    let foot = foot(&area);
    Area { head: area.head, body: Rect { height: area.body.height.saturating_sub(foot), ..area.body }.inset(2) }
}

/// Everything that an overlay with this area covers.
#[must_use]
pub fn overlay_frame(area: &Area) -> Rect {
    Rect { height: area.head.height + area.body.height + foot(area), ..area.head }
}

/// Lines below an overlay's body.
fn foot(area: &Area) -> u16 {
    if area.head.height > 1 { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rectangle_lies_in_the_window_and_none_overlap() {
        for width in (0..=200).step_by(7) {
            for height in 0..=60 {
                for focus in [Pane::List, Pane::Timeline, Pane::Diff] {
                    for zoom in [false, true] {
                        let g = Geometry::of((width, height), focus, zoom);
                        let parts = [
                            g.header,
                            g.list.head,
                            g.list.body,
                            g.timeline.head,
                            g.timeline.body,
                            g.diff.head,
                            g.diff.body,
                            g.ruler,
                            g.upright,
                            g.level,
                            g.hint,
                        ];
                        let mut seen = vec![false; usize::from(width) * usize::from(height)];
                        for part in parts {
                            assert!(part.right() <= width && part.bottom() <= height, "{g:?}");
                            for y in part.y..part.bottom() {
                                for x in part.x..part.right() {
                                    let cell = &mut seen[usize::from(y) * usize::from(width) + usize::from(x)];
                                    assert!(!*cell, "{width}×{height}: {x},{y} twice in {g:?}");
                                    *cell = true;
                                }
                            }
                        }
                        assert!(g.too_small || !g.area(focus).is_empty());
                        let over = overlay((width, height));
                        assert!(over.whole().right() <= width && over.body.bottom() <= height);
                    }
                }
            }
        }
    }

    #[test]
    fn the_mouse_finds_the_pane_that_is_drawn() {
        let g = Geometry::of((160, 45), Pane::List, false);
        assert_eq!(g.at(g.list.body.x, g.list.body.y + 3), Some(Place::Body(Pane::List, 3, 0)));
        assert_eq!(g.at(g.ruler.x, g.ruler.y), Some(Place::Ruler(0)));
        assert_eq!(g.at(g.diff.head.x, g.diff.head.y), Some(Place::Head(Pane::Diff)));
        assert_eq!(g.at(0, 0), None);
    }
}
