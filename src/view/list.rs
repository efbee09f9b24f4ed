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
    text::{Role, width},
};

/// Columns before the headline: unread, starred, a blank.
const MARGIN: u16 = 3;
/// Below this width the words are short.
const NARROW: u16 = 60;
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
    // A blank column before the rule at the right.
    let place = Rect { width: place.width.saturating_sub(1), ..place };
    let mut pen = page.pen(place, 0);
    pen.put(if unread { "•" } else { " " }, Role::Unread);
    pen.put(if starred { "★" } else { " " }, Role::Badge).skip(1);
    let title = if row.title.is_empty() { "(no headline)" } else { &row.title };
    let role = if row.title.is_empty() { Role::Faint } else { Role::Headline };
    super::found(&mut pen, title, role.into(), model.list.search.as_deref(), place.width);
    if let Some(old) = row.old_title.as_deref().filter(|old| pen.room() > 14 && !old.is_empty()) {
        pen.skip(2);
        let room = pen.room().saturating_sub(1);
        pen.cut(old, Role::Former, room);
    }

    let mut pen = page.pen(place, 1);
    if place.width >= 36 {
        pen.right(&badge::columns(row.changes, false, ""), Role::Badge);
        pen.right(&badge::sparkline(&row.sizes, if place.width >= 50 { 12 } else { 6 }), Role::Growth);
    }
    pen.skip(MARGIN);
    let most = (place.width / 3).clamp(8, 24);
    pen.cut(&row.source, Role::Label, most);
    for (text, role) in facts(model, row, pen.room(), place.width < NARROW) {
        let apart = if pen.column() > place.x + MARGIN { " · " } else { "" };
        if fits(&format!("{apart}{text}"), pen.room()) {
            pen.put(apart, Role::Faint).put(&text, role);
        }
    }
}

/// What the second line says after the source, in the longest words for which there is room.
fn facts(model: &Model, row: &ListRow, room: u16, narrow: bool) -> Vec<(String, Role)> {
    let ago = |short| match &row.last_changed {
        Some(seen) => words::ago(seen.at, model.now, short),
        None => "no date".into(),
    };
    let late = row.lateness.filter(|l| *l >= LATE).map(crate::model::distance::words).unwrap_or_default();
    let late = ["about ", "over ", "almost "].iter().find_map(|w| late.strip_prefix(w)).unwrap_or(&late);
    let over = if late.is_empty() { String::new() } else { format!(" over {late}") };
    let revisions = row.revisions as usize;
    let (long, short) = (words::counted(revisions, "revision"), format!("{}×", words::number(revisions)));
    let sides = row.sides.words().unwrap_or("");
    let sign = if sides.is_empty() { "" } else { "≈" };
    // Short words in every row of a narrow list, rather than long ones in some.
    let choices = [
        [ago(narrow), format!("{long}{over}"), sides.into()],
        [ago(narrow), long, sides.into()],
        [ago(narrow), format!("{short}{over}"), sign.into()],
        [ago(narrow), short.clone(), sign.into()],
        [ago(true), short, sign.into()],
    ];
    let choices = if narrow { &choices[3..] } else { &choices[..] };
    let wide = |choice: &[String; 3]| choice.iter().filter(|t| !t.is_empty()).map(|t| width::of(t) + 3).sum::<usize>();
    let best = choices.iter().find(|c| wide(c) <= usize::from(room)).or(choices.last());
    let facts = best.into_iter().flatten().cloned().zip([Role::Faint, Role::Faint, Role::Uncertain]);
    facts.filter(|f| !f.0.is_empty()).collect()
}
