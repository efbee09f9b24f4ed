//! The article list: two lines an article, its headline and what became of it.

use super::{
    badge, first,
    page::{Page, fits},
    words,
};
use crate::{
    app::{
        Model, Pane,
        geometry::{Area, LIST_LINES, Rect},
    },
    model::{ListRow, Sort},
    text::{Role, Roles},
};

/// Columns before the headline: unread, starred, a blank.
const MARGIN: u16 = 3;
/// A change later than this after the first revision is worth a word.
const LATE: i64 = 86_400;

/// Draws the list.
pub(super) fn draw(model: &Model, page: &mut Page, area: &Area) {
    head(model, page, area.head);
    let pane = &model.list;
    if pane.window.rows.is_empty() {
        return first::list(model, page, area.body);
    }
    let capacity = usize::from(area.body.height / LIST_LINES);
    // The state keeps the cursor in sight; after a resize the first frame may be drawn before it does.
    let top = pane.top.clamp((pane.cursor + 1).saturating_sub(capacity), pane.cursor.max(pane.top));
    for i in 0..capacity {
        let place = Rect { y: area.body.y + i as u16 * LIST_LINES, height: LIST_LINES, ..area.body };
        if let Some(row) = pane.row(top + i) {
            article(model, page, place, row);
            if top + i == pane.cursor {
                page.tint(place, Role::Cursor);
            }
        } else if top + i < pane.window.total {
            page.pen(place, 0).skip(MARGIN).put("…", Role::Faint);
        }
    }
}

fn head(model: &Model, page: &mut Page, rect: Rect) {
    let query = &model.list.query;
    let order = match (query.sort, query.reversed) {
        (Sort::Changed, false) => "last changed first",
        (Sort::Changed, true) => "longest unchanged first",
        (Sort::Seen, false) => "newest first",
        (Sort::Seen, true) => "oldest first",
        (Sort::Revisions, false) => "most revisions first",
        (Sort::Revisions, true) => "fewest revisions first",
        (Sort::Title, false) => "by headline",
        (Sort::Title, true) => "by headline, from Z",
        (Sort::Churn, false) => "most rewritten first",
        (Sort::Churn, true) => "least rewritten first",
        (Sort::Lateness, false) => "latest changes first",
        (Sort::Lateness, true) => "promptest changes first",
    };
    let mut pen = page.pen(rect, 0);
    super::title(&mut pen, model, Pane::List, "1", "Articles");
    if model.list.window.total > 0 {
        let rank = words::number(model.list.cursor.min(model.list.window.total - 1) + 1);
        pen.right(&format!("{rank} of {} ", words::number(model.list.window.total)), Role::Faint);
    }
    pen.skip(2).cut(order, Role::Faint, 40);
}

fn article(model: &Model, page: &mut Page, place: Rect, row: &ListRow) {
    let unread = model.user.seen.get(&row.id).is_none_or(|seen| *seen < row.revisions);
    let starred = model.user.starred.contains(&row.id);
    let mut pen = page.pen(place, 0);
    pen.put(if unread { "•" } else { " " }, Role::Unread);
    pen.put(if starred { "★" } else { " " }, Role::Badge).skip(1);
    let title = if row.title.is_empty() { "(no headline)" } else { &row.title };
    let role = if row.title.is_empty() { Role::Faint } else { Role::Headline };
    super::found(&mut pen, title, role.into(), model.list.search.as_deref(), place.width);
    if let Some(old) = row.old_title.as_deref().filter(|old| pen.room() > 14 && !old.is_empty()) {
        pen.skip(2);
        let room = pen.room().saturating_sub(1);
        pen.cut(old, Role::Deleted, room);
    }

    let badges = badge::text(row.changes, false);
    let spark = badge::sparkline(&row.sizes, if place.width >= 50 { 12 } else { 6 });
    let mut pen = page.pen(place, 1);
    if place.width >= 36 {
        pen.right(" ", Role::Text);
        let column = pen.column();
        // Badges stand under one another, whatever their number.
        let wide = 2 * badge::BADGES.len() as u16 - 1;
        let shown = if place.width >= 50 { wide.min(9) } else { 5 };
        let all = if fits(&badges, shown) { badges } else { badges.replace(' ', "") };
        pen.right(&format!("{all:<width$}", width = usize::from(shown)), Role::Badge);
        pen.right(&spark, Role::Growth);
        debug_assert_eq!(pen.column(), column);
    }
    pen.skip(MARGIN);
    for (text, roles) in facts(model, row, place.width) {
        let apart = pen.column() > place.x + MARGIN;
        if fits(&text, pen.room().saturating_sub(if apart { 3 } else { 0 })) {
            pen.put(if apart { " · " } else { "" }, Role::Faint).put(&text, roles);
        }
    }
}

/// What the second line says, most important first: what does not fit is left out.
fn facts(model: &Model, row: &ListRow, width: u16) -> Vec<(String, Roles)> {
    let mut facts = Vec::new();
    if !row.source.is_empty() {
        let most = usize::from(width / 4).max(8);
        let short: String = row.source.chars().take(most).collect();
        facts.push((short, Roles::of(Role::Label)));
    }
    facts.push(match &row.last_changed {
        Some(seen) => (words::ago(seen.at, model.now, width < 46), Roles::of(Role::Faint)),
        None => ("no date".into(), Roles::of(Role::Faint)),
    });
    if width < 46 {
        facts.push((format!("{}×", words::number(row.revisions as usize)), Roles::of(Role::Faint)));
    } else {
        let late = row.lateness.filter(|l| *l >= LATE).map(crate::model::distance::words);
        let over = late.map_or(String::new(), |l| format!(" over {}", l.trim_start_matches("about ")));
        facts.push((format!("{}{over}", words::counted(row.revisions as usize, "revision")), Roles::of(Role::Faint)));
    }
    if let Some(mark) = row.sides.words() {
        let short = if width < 60 { "≈" } else { mark };
        facts.push((short.into(), Roles::of(Role::Uncertain)));
    }
    facts
}
