//! The article list: two lines an article, its headline and what became of it.

use super::{badge, first, page::Page, pen::fits, words};
use crate::{
    app::{
        Model, Pane,
        geometry::{Area, LIST_LINES, Rect},
    },
    model::{ListRow, Sort},
    query::filters_by_words,
    text::{Role, width},
};

/// Columns before the headline: unread, starred, a blank.
const MARGIN: u16 = 3;
/// Below this width the words are short.
const NARROW: u16 = 60;
/// The widest source.
const SOURCE: usize = 24;
/// What parts the facts of a row, and below which width blanks have to do.
const APART: (&str, &str, u16) = (" · ", "  ", 50);
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
            // The row is not highlighted as that of the open article where another one is open.
            if top + i == pane.cursor && !pane.is_apart() {
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
        // Among those that have the words alike the order is the usual one.
        _ if filters_by_words(&query.filter.words) => "best match first",
        (Sort::Changed, false) => "newest change first",
        (Sort::Changed, true) => "oldest change first",
        (Sort::Seen, false) => "newest article first",
        (Sort::Seen, true) => "oldest article first",
        (Sort::Revisions, false) => "most revisions first",
        (Sort::Revisions, true) => "fewest revisions first",
        (Sort::Title, false) => "by headline",
        (Sort::Title, true) => "by headline, from Z",
        (Sort::Churn, false) => "most rewritten first",
        (Sort::Churn, true) => "least rewritten first",
        (Sort::Lateness, false) => "longest span first",
        (Sort::Lateness, true) => "shortest span first",
    };
    let mut pen = page.pen(rect, 0);
    super::title(&mut pen, model, Pane::List, "1", "Articles");
    if model.list.is_apart() {
        let total = words::number(model.list.window.total);
        let long = format!("the open one is not among {total} ");
        let said = if fits(&long, pen.room().saturating_sub(1)) { long } else { format!("– of {total} ") };
        pen.right(&said, Role::Notice);
    } else if model.list.window.total > 0 {
        let rank = words::number(model.list.cursor.min(model.list.window.total - 1) + 1);
        pen.right(&format!("{rank} of {} ", words::number(model.list.window.total)), Role::Faint);
    }
    pen.skip(2);
    let order = if fits(order, pen.room()) { order } else { order.trim_end_matches(" first") };
    let room = pen.room();
    pen.cut(order, Role::Faint, room);
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
        // As many cells in every row, so that what stands before them is cut alike.
        let most = match place.width {
            ..50 => 5,
            50..70 => 8,
            _ => 12,
        };
        pen.right(&format!("{:>most$}", badge::sparkline(&row.sizes, most)), Role::Growth);
    }
    // In the margin, where it stands under that of every other article however little room there is.
    pen.put(badge::caution(row), Role::Uncertain).to(place.x + MARGIN);
    let apart = if place.width < APART.2 { APART.1 } else { APART.0 };
    let facts = facts(model, row, pen.room(), place.width < NARROW);
    let taken: usize = facts.iter().map(|f| width::of(&f.0) + width::of(apart)).sum();
    let most = usize::from(pen.room()).saturating_sub(taken).min(SOURCE);
    pen.cut(&row.source, Role::Label, most as u16);
    for (text, role) in facts {
        let apart = if pen.column() > place.x + MARGIN { apart } else { "" };
        if fits(&format!("{apart}{text}"), pen.room()) {
            pen.put(apart, Role::Faint).put(&text, role);
        }
    }
}

/// What the second line says after the source, in the longest words for which there is room.
fn facts(model: &Model, row: &ListRow, room: u16, narrow: bool) -> Vec<(String, Role)> {
    let sort = model.list.query.sort;
    // Sorted by something the row says it, or the order would be a riddle.
    let when = |short: bool| {
        let seen = if sort == Sort::Seen { &row.first_seen } else { &row.last_changed };
        let before = if sort == Sort::Seen && !short { "first seen " } else { "" };
        seen.as_ref().map_or_else(
            || "no date".into(),
            |s| format!("{before}{}{}", words::ago(s.at, model.now, short), s.doubt()),
        )
    };
    let late = row.lateness.filter(|l| *l >= LATE || sort == Sort::Lateness);
    let late = late.map(crate::model::distance::words).unwrap_or_default();
    let late = ["about ", "over ", "almost "].iter().find_map(|w| late.strip_prefix(w)).unwrap_or(&late);
    let over = if late.is_empty() { String::new() } else { format!(" over {late}") };
    let revisions = row.revisions as usize;
    let (long, short) = (words::counted(revisions, "revision"), format!("{}×", words::number(revisions)));
    let rewritten = || words::number(row.sizes.iter().map(|n| *n as usize).sum());
    let (churn, brief) = match sort {
        Sort::Churn => (format!("{} words changed", rewritten()), format!("{} words", rewritten())),
        _ => (String::new(), String::new()),
    };
    let caution = row.caution().unwrap_or("");
    // Short words in every row of a narrow list, rather than long ones in some.
    let choices = [
        [when(narrow), format!("{long}{over}"), churn.clone(), caution.into()],
        [when(narrow), format!("{long}{over}"), churn.clone(), String::new()],
        [when(narrow), long, churn, String::new()],
        [when(narrow), format!("{short}{over}"), brief.clone(), String::new()],
        [when(true), format!("{short}{over}"), brief.clone(), String::new()],
        [when(true), short, brief, String::new()],
    ];
    let choices = match (narrow, sort) {
        (false, _) => &choices[..],
        (true, Sort::Lateness) => &choices[4..],
        (true, _) => &choices[5..],
    };
    let wide = |choice: &[String; 4]| -> usize {
        choice.iter().filter(|t| !t.is_empty()).map(|t| width::of(t) + width::of(APART.0)).sum()
    };
    let source = width::of(&row.source).min(SOURCE);
    let best = choices.iter().find(|c| source + wide(c) <= usize::from(room)).or(choices.last());
    let facts = best.into_iter().flatten().cloned().zip([Role::Faint, Role::Faint, Role::Faint, Role::Uncertain]);
    facts.filter(|f| !f.0.is_empty()).collect()
}
