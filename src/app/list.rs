//! The article list's state: one window of rows, and the cursor held on to by id.

mod seeking;

pub use self::seeking::Seeking;
pub(super) use self::seeking::find;
use self::seeking::seek_through;
use super::{
    Effect, Mode, Model, Pane, Request, Slot,
    motion::{Motion, follow},
    timeline::{self, Wanted},
};
use crate::{
    app::words,
    model::{Anchor, ArticleId, ListQuery, ListRow, ListWindow, WindowRequest},
};

/// Rows asked for at least, so that a small window is not asked about at every step.
const LEAST_ROWS: usize = 60;

/// Rows asked for at a time while `/` goes through the list.
const SEEK_ROWS: usize = 2_000;

/// The article list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListPane {
    /// Sort and filter.
    pub query: ListQuery,
    /// The rows held: some screens around the cursor.
    pub window: ListWindow,
    /// The rank of the article under the cursor, from 0.
    pub cursor: usize,
    /// The article under the cursor.
    pub selected: Option<ArticleId>,
    /// The rank of the first row shown.
    pub top: usize,
    /// The user has moved the cursor: it holds on to its article while the list grows. Until then it stays on top.
    pub held: bool,
    /// The generation of the window asked for last.
    pub generation: u64,
    /// Whether an answer is awaited.
    pub waiting: bool,
    /// Once the answer is there the window is asked for again: the list grew, or the cursor went on.
    pub stale: bool,
    /// Sort or filter changed: if the article under the cursor is no longer listed the cursor goes to the top.
    pub fresh: bool,
    /// The article that the window asked for is anchored by, with its rank then.
    pub anchor: Option<(ArticleId, usize)>,
    /// The rank of the cursor when the window was asked for.
    pub asked_at: usize,
    /// The article shown was gone to from elsewhere (a hit, a mark) and has not been met in the list: the cursor stands on
    /// another one.
    pub detached: bool,
    /// The article of the last session, until it has been read or the user goes elsewhere.
    pub hoped: Option<(ArticleId, Wanted)>,
    /// The search in this pane (`/`).
    pub search: Option<String>,
    /// A search on its way through windows of the list beyond the rows held.
    pub seeking: Option<Seeking>,
}

impl ListPane {
    /// The row of a rank, where the window holds it.
    #[must_use]
    pub fn row(&self, rank: usize) -> Option<&ListRow> {
        rank.checked_sub(self.window.first).and_then(|i| self.window.rows.get(i))
    }

    /// The row under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&ListRow> {
        self.row(self.cursor)
    }

    /// The rank of an article, where the window holds it.
    #[must_use]
    pub fn rank(&self, id: &ArticleId) -> Option<usize> {
        self.window.rows.iter().position(|r| r.id == *id).map(|i| self.window.first + i)
    }

    /// Whether the article shown is not in the list, so that the cursor stands on another one that is not open.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        self.detached && !self.waiting && self.window.total > 0
    }

    /// Whether the rows within a page of the cursor are held.
    fn covers(&self, page: usize) -> bool {
        let from = self.cursor.saturating_sub(page);
        let to = self.cursor.saturating_add(page).min(self.window.total.saturating_sub(1));
        self.window.total == 0 || (self.row(from).is_some() && self.row(to).is_some())
    }

    fn request(&mut self, page: usize) -> WindowRequest {
        if let Some(seeking) = &self.seeking {
            let first = if seeking.back { (seeking.from + 1).saturating_sub(SEEK_ROWS) } else { seeking.from };
            (self.anchor, self.asked_at) = (None, usize::MAX);
            return WindowRequest { query: self.query.clone(), anchor: Anchor::Rank(first), count: SEEK_ROWS };
        }
        let count = (3 * page).max(LEAST_ROWS);
        let above = count / 2;
        let start = self.cursor.saturating_sub(above);
        self.asked_at = self.cursor;
        let held = self.selected.as_ref().filter(|_| self.held);
        self.anchor = self.hoped.as_ref().map(|h| &h.0).or(held).map(|id| (id.clone(), self.cursor));
        let anchor = match &self.anchor {
            Some((id, _)) => Anchor::Article { id: id.clone(), above, otherwise: if self.fresh { 0 } else { start } },
            None => Anchor::Rank(start),
        };
        WindowRequest { query: self.query.clone(), anchor, count }
    }

    /// Takes a window in, and finds the cursor's article in it.
    fn take(&mut self, window: ListWindow) {
        let shift = match (&self.anchor, window.anchor_rank) {
            (Some((_, then)), Some(now)) => now as isize - *then as isize,
            _ => 0,
        };
        let lost = self.anchor.is_some() && window.anchor_rank.is_none();
        self.window = window;
        let found = self.selected.as_ref().and_then(|id| self.rank(id));
        let to = match found {
            _ if !self.held => 0,
            Some(rank) => rank,
            None if lost && self.fresh => {
                // A new order or filter leads to its first article, wherever the one before came from.
                self.detached = false;
                0
            }
            None => self.cursor.saturating_add_signed(shift),
        };
        let to = to.min(self.window.total.saturating_sub(1));
        self.top = (self.top + to).saturating_sub(self.cursor);
        self.cursor = to;
        self.fresh = false;
        // Where nothing is listed the article is remembered: when the filter lets it in again the cursor is on it.
        if self.window.total > 0 {
            self.selected = self.current().map(|r| r.id.clone());
        }
    }

    /// Whether the filter lets nothing in, so that what is open is an article of another list.
    fn is_filtered_away(&self) -> bool {
        self.window.total == 0
            && !self.waiting
            && !self.detached
            && self.hoped.is_none()
            && !self.query.filter.is_empty()
    }
}

/// Gives a pane the focus. Where the filter lets no article through it stays with the list, which says so: beyond it
/// there is nothing.
pub fn focus(model: &mut Model, pane: Pane) {
    if pane != Pane::List && model.list.is_filtered_away() && model.timeline.article.is_none() {
        let key = model.keymap.keys_of("back").into_iter().next().unwrap_or_default();
        model.say(format!("No article passes the filter, so there is nothing to open; {key} takes it away."));
        return;
    }
    model.focus = pane;
}

/// Moves the cursor; the article under it is shown.
pub fn travel(model: &mut Model, motion: Motion) -> Vec<Effect> {
    if model.list.is_apart() && matches!(motion, Motion::Rows(_)) {
        return come_back(model);
    }
    let page = model.page(Pane::List);
    let len = model.list.window.total;
    model.list.top = motion.scrolled(model.list.top, len, page);
    go(model, motion.from(model.list.cursor, len, page))
}

/// From an article that is not in the list to the one on which the cursor stands there.
fn come_back(model: &mut Model) -> Vec<Effect> {
    model.say("Back in the list; the article before is not in it.");
    go(model, model.list.cursor)
}

/// Puts the cursor on a rank; the article there is shown.
pub fn go(model: &mut Model, rank: usize) -> Vec<Effect> {
    let list = &mut model.list;
    if list.window.total == 0 {
        return Vec::new();
    }
    list.cursor = rank.min(list.window.total - 1);
    (list.held, list.detached) = (true, false);
    (list.seeking, list.hoped) = (None, None);
    list.selected = list.current().map(|r| r.id.clone());
    let selected = list.selected.clone();
    let mut effects = want_rows(model);
    if let Some(id) = selected {
        effects.extend(timeline::open(model, id, Wanted::default()));
    }
    effects
}

/// Scrolls by articles, down where positive; the cursor stays on screen.
pub fn scroll(model: &mut Model, by: isize) -> Vec<Effect> {
    let page = model.page(Pane::List);
    let list = &mut model.list;
    list.top = list.top.saturating_add_signed(by).min(list.window.total.saturating_sub(page));
    let cursor = list.cursor.clamp(list.top, list.top + page - 1);
    if cursor == list.cursor { want_rows(model) } else { go(model, cursor) }
}

/// Sort or filter changed: the list is asked for anew, whatever is under way.
pub fn requery(model: &mut Model) -> Vec<Effect> {
    model.list.fresh = true;
    if model.list.detached {
        // The article shown may be in the list again.
        (model.list.selected, model.list.held) = (model.timeline.article.clone(), true);
    }
    ask(model)
}

/// The order changed: who has not left the first row sees what is first now; else the cursor keeps its article.
pub fn resort(model: &mut Model) -> Vec<Effect> {
    let list = &mut model.list;
    list.held &= list.cursor > 0 || list.detached;
    requery(model)
}

/// The archive grew: the list is asked for again, once what is under way is there.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    if model.list.waiting {
        model.list.stale = true;
        return Vec::new();
    }
    ask(model)
}

/// The archive is to be read again: until that is done the article shown stays, and the cursor goes to it when it is met.
pub fn reread(model: &mut Model) {
    model.rereading = true;
    model.list.hoped = model.timeline.article.clone().map(|id| (id, Wanted::default()));
}

/// The archive has been read, for the first time or again: what is shown may have changed.
pub fn read(model: &mut Model) -> Vec<Effect> {
    model.rereading = false;
    if let Some(before) = model.reloaded.take() {
        let said = words::came(&before, &model.progress);
        model.say(format!("Read again: {said}."));
    }
    model.diff.stale = true;
    let mut effects = refresh(model);
    effects.extend(timeline::ask(model));
    effects
}

/// Puts the cursor on an article wherever it is in the list, without opening it.
fn seek(model: &mut Model, id: ArticleId) -> Vec<Effect> {
    (model.list.held, model.list.hoped) = (true, None);
    model.list.detached = model.list.rank(&id).is_none();
    if let Some(rank) = model.list.rank(&id) {
        model.list.cursor = rank;
        model.list.selected = Some(id);
        return want_rows(model);
    }
    model.list.selected = Some(id);
    ask(model)
}

/// Opens an article wherever it is in the list, with the cursor on it there.
pub fn open(model: &mut Model, id: ArticleId, wanted: Wanted) -> Vec<Effect> {
    let mut effects = seek(model, id.clone());
    effects.extend(timeline::open(model, id, wanted));
    effects
}

pub(super) fn want_rows(model: &mut Model) -> Vec<Effect> {
    if model.list.covers(model.page(Pane::List)) { Vec::new() } else { refresh(model) }
}

fn ask(model: &mut Model) -> Vec<Effect> {
    let page = model.page(Pane::List);
    let list = &mut model.list;
    list.generation += 1;
    list.waiting = true;
    list.stale = false;
    let request = Request::Window(list.request(page));
    vec![Effect::Ask { slot: Slot::List, generation: list.generation, request }]
}

/// A window is there.
pub fn answer(model: &mut Model, window: ListWindow) -> Vec<Effect> {
    if model.list.seeking.is_some() {
        model.list.waiting = false;
        return seek_through(model, window);
    }
    model.list.waiting = false;
    let arrived = model.list.hoped.take_if(|_| window.anchor_rank.is_some());
    if let Some((id, _)) = &arrived {
        (model.list.selected, model.list.held) = (Some(id.clone()), true);
    }
    model.list.take(window);
    if model.progress.done && !model.rereading {
        model.list.hoped = None;
    }
    let sought = model.list.anchor.as_ref().map(|a| &a.0) == model.timeline.article.as_ref();
    let list = &mut model.list;
    list.detached &= list.selected != model.timeline.article;
    if list.is_apart() && sought && model.notice.is_none() {
        model.say("This article is not in the list as it is filtered.");
    }
    let list = &mut model.list;
    // Rows vanished and the cursor with them. A window that was asked for at this very place and still does not hold it
    // is not asked for again, or a catalogue that cannot count would keep us busy for ever.
    let missing = list.window.total > 0 && list.current().is_none() && list.asked_at != list.cursor;
    let mut effects = if list.stale || missing { ask(model) } else { Vec::new() };
    if let Some((id, wanted)) = arrived {
        effects.extend(timeline::open(model, id, wanted));
    } else if let (false, false, Some(row)) = (model.list.detached, model.rereading, model.list.current()) {
        let (id, revisions) = (row.id.clone(), row.revisions);
        effects.extend(timeline::follow_list(model, id, revisions));
    }
    effects
}

/// Keeps cursor and scrolling within bounds after any change.
pub fn settle(model: &mut Model) {
    // While the filter is typed or chosen what is open stays: with the next key it may be listed again.
    if model.mode == Mode::Browse && model.list.is_filtered_away() && model.timeline.article.is_some() {
        timeline::close(model);
        model.focus = Pane::List;
    }
    let page = model.page(Pane::List);
    let list = &mut model.list;
    list.cursor = list.cursor.min(list.window.total.saturating_sub(1));
    list.top = follow(list.top, list.cursor, list.window.total, page);
}
