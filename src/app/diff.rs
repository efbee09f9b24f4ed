//! The diff's state: the diff, its rows laid out for the pane's width, the cursor, search and selection.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Effect, Model, Pane, Request, Slot,
    motion::{Motion, follow},
    place::Spot,
};
pub use super::{
    find::{Find, FindMatch},
    landing::Landing,
    selection::{Point, Selection},
};
use crate::{
    diff::{
        Block, Diff, Ignore,
        rows::{self, ChangeMark, Layout, Row, RowKind, Rows},
    },
    model::{ArticleId, Changes, Side},
};

/// Rows kept above the change on which a diff opens.
const LEAD: usize = 3;

/// The diff.
#[derive(Debug, Clone, PartialEq)]
pub struct DiffPane {
    /// The diff shown; an older one stays until the next is there.
    pub diff: Option<Arc<Diff>>,
    /// The article and pair of the diff asked for last.
    pub asked: Option<Asked>,
    /// The article and pair of the diff shown.
    pub shown: Option<Asked>,
    /// Where the cursor goes when the diff is there.
    pub landing: Landing,
    /// What is ignored.
    pub ignore: Ignore,
    /// How it is laid out.
    pub layout: Layout,
    /// The rows, laid out for `layout`.
    pub rows: Arc<Rows>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// Cells of every line that lie out of sight at the left, where lines are not wrapped.
    pub left: usize,
    /// The change on which the reader stands, by index in the rows' changes.
    pub change: Option<usize>,
    /// Kinds of change walked to (`F`); empty for all.
    pub kinds: Changes,
    /// Hide minor changes (`F`).
    pub hide_minor: bool,
    /// The generation of the diff asked for last.
    pub generation: u64,
    /// Whether an answer is awaited.
    pub waiting: bool,
    /// The archive was read again: the diff shown may no longer be what it says, and is asked for anew.
    pub stale: bool,
    /// The search in this pane (`/`), with its matches.
    pub search: Option<Find>,
    /// The words selected (`v`).
    pub selection: Option<Selection>,
}

impl Default for DiffPane {
    fn default() -> Self {
        DiffPane {
            diff: None,
            asked: None,
            shown: None,
            landing: Landing::default(),
            ignore: Ignore::default(),
            layout: Layout { wrap: true, context: 1, ..Layout::default() },
            rows: Arc::default(),
            cursor: 0,
            top: 0,
            left: 0,
            change: None,
            kinds: Changes::default(),
            hide_minor: false,
            generation: 0,
            waiting: false,
            stale: false,
            search: None,
            selection: None,
        }
    }
}

/// Which diff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The article.
    pub article: ArticleId,
    /// The base's number.
    pub base: u32,
    /// The target's number.
    pub target: u32,
    /// What is ignored.
    pub ignore: Ignore,
    /// The texts as their origin wrote them, where prose was made of them.
    pub markup: bool,
}

impl Asked {
    /// The request for it.
    #[must_use]
    pub fn request(&self) -> Request {
        let Asked { article, base, target, ignore, markup } = self.clone();
        Request::Diff { article, base, target, ignore, markup }
    }

    fn same_pair(&self, other: &Asked) -> bool {
        (&self.article, self.base, self.target) == (&other.article, other.base, other.target)
    }
}

impl DiffPane {
    /// The row under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.rows.get(self.cursor)
    }

    /// The change on which the reader stands.
    #[must_use]
    pub fn current_change(&self) -> Option<&ChangeMark> {
        self.change.and_then(|i| self.rows.changes.get(i))
    }

    /// The side whose text stands alone, raw; `None` where it is not raw, or both stand side by side.
    #[must_use]
    pub fn raw_side(&self) -> Option<Side> {
        (self.layout.raw && self.rows.columns.is_none()).then(|| self.layout.only.unwrap_or(Side::New))
    }

    /// Puts the cursor on a row and the reader on its change.
    pub fn go(&mut self, row: usize) {
        self.cursor = row.min(self.rows.rows.len().saturating_sub(1));
        self.change = self.row().and_then(|r| r.change);
    }

    /// The paragraph under the cursor, by side and index; on a blank row the one below.
    pub(super) fn paragraph(&self) -> Option<(Side, usize)> {
        let below = self.rows.rows.iter().skip(self.cursor);
        let row = below.into_iter().find(|r| r.block.is_some() || r.kind == RowKind::Headline)?;
        [row.lines.new.as_ref(), row.lines.old.as_ref()].into_iter().flatten().find_map(|line| line.paragraph)
    }

    /// Puts the cursor on the first row of a paragraph, by side and index, or of its block where only that is shown.
    pub(super) fn go_to_paragraph(&mut self, paragraph: (Side, usize)) {
        let shows = |row: &Row| {
            let lines = [row.lines.old.as_ref(), row.lines.new.as_ref()];
            lines.into_iter().flatten().any(|l| l.paragraph == Some(paragraph))
        };
        let (side, at) = paragraph;
        let holds = |b: &Block| if side == Side::Old { b.old.contains(&at) } else { b.new.contains(&at) };
        let block = self.diff.as_ref().and_then(|d| d.blocks.iter().position(holds));
        let rows = &self.rows.rows;
        let of_block = || rows.iter().position(|r| block.is_some() && r.block == block);
        if let Some(row) = rows.iter().position(shows).or_else(of_block) {
            self.go(row);
        }
    }

    /// Brings the match on which the reader stands into sight, sideways.
    pub(super) fn reveal_match(&mut self) {
        let found = self.search.as_ref().and_then(|f| f.matches.get(f.current?)).copied();
        if let Some(FindMatch { strip, from, .. }) = found {
            self.reveal(Point { strip, at: from });
        }
    }

    /// Lays the diff out again; the cursor stays at its place in the text, and on its line of the screen. Who stood on a
    /// change stands on it still.
    pub fn lay_out(&mut self) {
        let spot = Spot::of(self);
        let stood = self.stands_on();
        (self.layout.kinds, self.layout.hide_minor) = (self.kinds, self.hide_minor);
        self.rows = match &self.diff {
            Some(diff) => Arc::new(rows::lay_out(diff, &self.layout)),
            None => Arc::default(),
        };
        self.selection = None;
        if self.layout.wrap {
            self.left = 0;
        }
        super::find::refresh(self);
        let row = spot.find(&self.rows);
        // What is deleted and what stands in its place lie apart in one layout, side by side in another.
        let change = stood.and_then(|(block, nth, of)| {
            let changes = of_block(&self.rows, block);
            changes.get(nth).copied().filter(|_| changes.len() == of)
        });
        let mark = change.and_then(|at| self.rows.changes.get(at));
        self.go(mark.map_or(row, |mark| row.clamp(mark.row, mark.last)));
        self.change = change.or(self.change);
        self.top = self.cursor.saturating_sub(spot.above);
    }

    /// The block of the change under the cursor, which of its changes that is, and of how many.
    fn stands_on(&self) -> Option<(Option<usize>, usize, usize)> {
        let at = self.change?;
        let mark = self.rows.changes.get(at).filter(|mark| mark.shows(self.cursor))?;
        let changes = of_block(&self.rows, mark.block);
        Some((mark.block, changes.iter().position(|change| *change == at)?, changes.len()))
    }

    /// Puts the cursor where the diff is to open.
    pub(super) fn land(&mut self, landing: Landing, page: usize) {
        // The beginning is shown too where it fits above the row.
        let above = |row: usize| if row <= page / 2 { 0 } else { row.saturating_sub(LEAD) };
        let changes = || 0..self.rows.changes.len();
        let tells = |i: &usize| self.walks_to(*i) && self.rows.changes.get(*i).is_some_and(|c| c.substance);
        let first = if landing == Landing::LastChange {
            changes().rev().find(tells).or_else(|| changes().rev().find(|i| self.walks_to(*i)))
        } else {
            changes().find(tells).or_else(|| changes().find(|i| self.walks_to(*i)))
        };
        let found = self.search.as_ref().and_then(|f| f.matches.first()).map(|m| m.row);
        match landing {
            Landing::Place => {}
            Landing::Row(row) => {
                self.go(row);
                self.top = row;
            }
            Landing::Paragraph(side, at) => {
                self.go_to_paragraph((side, at));
                // Its first row may show nothing that changed.
                let block = self.row().and_then(|r| r.block);
                let of_block = || self.rows.changes.iter().position(|c| block.is_some() && c.block == block);
                self.change = self.change.or_else(of_block);
                self.top = above(self.cursor);
                self.reveal_change();
            }
            Landing::Match if found.is_some() => {
                let row = found.unwrap_or(0);
                if let Some(find) = &mut self.search {
                    find.current = Some(0);
                }
                self.go(row);
                self.top = above(row);
                self.reveal_match();
            }
            Landing::Match | Landing::FirstChange | Landing::LastChange => {
                let row = first.and_then(|i| self.rows.changes.get(i)).map_or(0, |c| c.row);
                self.go(row);
                self.change = first;
                self.top = above(row);
                self.left = 0;
                self.reveal_change();
            }
        }
    }
}

/// The changes of a block, by index.
fn of_block(rows: &Rows, block: Option<usize>) -> Vec<usize> {
    rows.changes.iter().enumerate().filter(|(_, change)| change.block == block).map(|(at, _)| at).collect()
}

/// Puts the reader on the first change that the filter of kinds shows, where it hides the one under the cursor.
pub fn stand(model: &mut Model) {
    let page = model.page(Pane::Diff);
    let pane = &mut model.diff;
    if pane.change.is_some_and(|at| !pane.walks_to(at)) && !pane.walked().is_empty() {
        pane.land(Landing::FirstChange, page);
    }
}

/// Shows the diff of base and target: asks for it unless it is there or on the way.
pub fn show(model: &mut Model, landing: Landing) -> Vec<Effect> {
    let page = model.page(Pane::Diff);
    // Until the timeline of the article asked for is there its rows are of the article before: the diff comes with it.
    if model.timeline.article.is_some() && model.timeline.timeline.is_some() && !model.timeline.is_current() {
        return Vec::new();
    }
    let pair = model.timeline.pair().zip(model.timeline.article.clone());
    let Some(((base, target), article)) = pair else {
        clear(model);
        return Vec::new();
    };
    let pane = &mut model.diff;
    let asked = Asked { article, base, target, ignore: pane.ignore, markup: pane.layout.raw };
    if pane.asked.as_ref() == Some(&asked) && !pane.stale {
        if pane.waiting {
            pane.landing = landing;
        } else if !matches!(landing, Landing::FirstChange | Landing::Place) {
            pane.land(landing, page);
        }
        return Vec::new();
    }
    let again = pane.stale && pane.shown.as_ref() == Some(&asked);
    pane.landing = if again { Landing::Place } else { landing };
    pane.asked = Some(asked);
    ask(model)
}

/// Shows no diff; what was asked for is no longer wanted.
pub fn clear(model: &mut Model) {
    let pane = &mut model.diff;
    (pane.diff, pane.asked, pane.shown, pane.waiting) = (None, None, None, false);
    pane.generation += 1;
    pane.lay_out();
}

/// Asks for the diff again.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let pane = &mut model.diff;
    let Some(request) = pane.asked.as_ref().map(Asked::request) else { return Vec::new() };
    pane.generation += 1;
    (pane.waiting, pane.stale) = (true, false);
    vec![Effect::Ask { slot: Slot::Diff, generation: pane.generation, request }]
}

/// A diff is there.
pub fn answer(model: &mut Model, diff: Arc<Diff>) -> Vec<Effect> {
    let (width, page) = (model.diff_width(), model.page(Pane::Diff));
    let pane = &mut model.diff;
    pane.waiting = false;
    let same = pane.shown.as_ref().zip(pane.asked.as_ref()).is_some_and(|(a, b)| a.same_pair(b));
    if !same {
        pane.layout.opened = BTreeSet::new();
        let article = pane.asked.as_ref().map(|asked| &asked.article);
        pane.search.take_if(|find| find.of.is_some() && find.of.as_ref() != article);
        if let Some(find) = &mut pane.search {
            find.current = None;
        }
    }
    if width > 0 {
        pane.layout.width = width;
    }
    // While an archive is read the same diff is asked for again: what is selected in it stays.
    let selection = pane.selection.take().filter(|_| same && pane.diff.as_deref() == Some(&*diff));
    pane.diff = Some(diff);
    pane.shown.clone_from(&pane.asked);
    pane.lay_out();
    pane.selection = selection;
    let landing = std::mem::take(&mut pane.landing);
    if !(same && landing == Landing::FirstChange) {
        pane.land(landing, page);
    }
    super::overlay::placed(model);
    super::overlay::follow_export(model);
    neighbours(model)
}

/// The diffs that one key away would show, to be computed ahead.
fn neighbours(model: &Model) -> Vec<Effect> {
    let Some(asked) = &model.diff.asked else { return Vec::new() };
    let near = model.timeline.neighbours();
    let requests: Vec<Request> =
        near.into_iter().map(|(base, target)| Asked { base, target, ..asked.clone() }.request()).collect();
    if requests.is_empty() { Vec::new() } else { vec![Effect::Ahead(requests)] }
}

/// Moves the cursor.
pub fn travel(model: &mut Model, motion: Motion) -> Vec<Effect> {
    let page = model.page(Pane::Diff);
    let pane = &mut model.diff;
    let len = pane.rows.rows.len();
    pane.top = motion.scrolled(pane.top, len, page);
    pane.go(motion.from(pane.cursor, len, page));
    Vec::new()
}

/// Scrolls by rows, down where positive; the cursor stays on screen.
pub fn scroll(model: &mut Model, by: isize) {
    let page = model.page(Pane::Diff);
    let pane = &mut model.diff;
    let last = pane.rows.rows.len().saturating_sub(page);
    pane.top = pane.top.saturating_add_signed(by).min(last);
    let cursor = pane.cursor.clamp(pane.top, pane.top.saturating_add(page - 1));
    if cursor != pane.cursor {
        pane.go(cursor);
    }
}

/// Keeps layout, cursor and scrolling within bounds after any change.
pub fn settle(model: &mut Model) {
    let width = model.diff_width();
    let page = model.page(Pane::Diff);
    let pane = &mut model.diff;
    if width > 0 && width != pane.layout.width {
        pane.layout.width = width;
        // Its places are characters of paragraphs, however these are wrapped.
        let selection = pane.selection.take();
        pane.lay_out();
        pane.selection = selection;
    }
    pane.cursor = pane.cursor.min(pane.rows.rows.len().saturating_sub(1));
    pane.top = follow(pane.top, pane.cursor, pane.rows.rows.len(), page);
}
