use recension::{
    app::{Effect, Mode, Mouse, MouseKind, Msg, Pane, model::Zone, overlay::spread::spread, user::Session},
    model::{ChangeKind, Side, Sort},
};

use crate::story::Story;

#[test]
fn the_first_article_is_shown_with_its_last_change() {
    let story = Story::of(30);
    assert_eq!((story.article(), story.opened()), ("a:0", "a:0"));
    let mut story = Story::of(30);
    story.keys("jjj");
    assert_eq!((story.article(), story.opened(), story.pair()), ("a:3", "a:3", (2, 3)));
    assert!(story.model.diff.current_change().is_some_and(|c| c.substance));
}

#[test]
fn enter_leads_in_and_esc_leads_out() {
    let mut story = Story::of(30);
    story.keys("<enter>");
    assert_eq!(story.model.focus, Pane::Timeline);
    story.keys("<enter>");
    assert_eq!(story.model.focus, Pane::Diff);
    story.keys("<esc><esc>");
    assert_eq!(story.model.focus, Pane::List);
    story.keys("ll");
    assert_eq!(story.model.focus, Pane::Diff);
    story.keys("<left>");
    assert_eq!(story.model.focus, Pane::Timeline);
    story.keys("<tab><tab>");
    assert_eq!(story.model.focus, Pane::List);
    story.keys("<shift-tab>");
    assert_eq!(story.model.focus, Pane::Diff);
}

#[test]
fn a_digit_focuses_unless_a_motion_follows_at_once() {
    let mut story = Story::of(30);
    story.keys("3");
    assert_eq!(story.model.focus, Pane::Diff);
    story.wait(2_000).keys("1").wait(2_000).keys("3j");
    assert!(story.model.user.seen.get(story.model.list.selected.as_ref().unwrap()).is_none(), "it was but a count");
    assert_eq!((story.model.focus, story.article()), (Pane::List, "a:3"));
    assert_eq!(story.notice(), "3j: 3 was a count; wait a moment after it to stay in its pane.");
    story.wait(10_000).keys("3");
    assert!(
        story.model.is_restless() && story.model.count == Some(3),
        "the digit goes by itself when it counts no more"
    );
    story.wait(400);
    assert!(!story.model.is_restless() && story.model.count.is_none());
    story.keys("1").wait(400).keys("12G");
    assert_eq!((story.model.focus, story.article()), (Pane::List, "a:11"));
    story.keys("2").wait(2_000).keys("k");
    assert_eq!(story.model.focus, Pane::Timeline);
    story.keys("1").wait(2_000).keys("5k");
    assert_eq!(story.article(), "a:6");
    story.keys("3x");
    assert!(matches!(story.model.mode, Mode::Export(_)), "a key that takes no count leaves the focus where it went");
    assert_eq!(story.model.focus, Pane::Diff);
}

#[test]
fn where_a_pane_fills_the_screen_that_is_said_instead_of_zooming() {
    let mut story = Story::of(30);
    story.keys("ll+");
    assert!(story.model.zoom && story.model.notice.is_none());
    story.keys("__");
    assert_eq!((story.model.zoom, story.notice()), (false, "All panes are there already."));
    story.send(Msg::Resize(80, 24)).keys("+");
    assert!(!story.model.zoom && story.notice().starts_with("The diff fills the screen already"), "{}", story.notice());
}

#[test]
fn unknown_keys_give_a_quiet_notice_that_goes() {
    let mut story = Story::of(3);
    story.keys("y!");
    assert_eq!(story.notice(), "y! does nothing here; ? lists the keys.");
    assert!(!story.model.notice.as_ref().unwrap().failed);
    assert!(story.model.pending.is_empty());
    story.wait(10_000);
    assert_eq!(story.model.notice, None);
    story.keys("y<esc>");
    assert_eq!(story.model.notice, None);
    assert_eq!(story.model.focus, Pane::List);
}

#[test]
fn a_prefix_shows_what_can_follow() {
    let mut story = Story::of(3);
    story.wait(1_000).keys("y");
    assert_eq!(story.model.pending_since, Some(story.model.now));
    let next = story.model.keymap.continuations(story.model.scopes(), &story.model.pending);
    assert_eq!(next.len(), 4);
    story.keys("u");
    assert_eq!(story.model.pending_since, None);
    assert_eq!(story.done, [Effect::Copy { text: "https://gazette.example/0".into(), what: "the URL".into() }]);
}

#[test]
fn clicks_focus_and_select_and_the_wheel_scrolls_what_is_under_it() {
    let mut story = Story::of(60);
    let at = |story: &Story, pane: Pane, line: u16| {
        let body = story.model.geometry().area(pane).body;
        (body.x + 1, body.y + line)
    };
    let mouse = |kind, (column, row)| Msg::Mouse(Mouse { kind, column, row });
    let place = at(&story, Pane::List, 9);
    story.send(mouse(MouseKind::Click, place));
    assert_eq!((story.article(), story.opened()), ("a:4", "a:4"));
    let place = at(&story, Pane::Timeline, 1);
    story.send(mouse(MouseKind::Click, place));
    assert_eq!((story.model.focus, story.pair()), (Pane::Timeline, (0, 1)));
    let place = at(&story, Pane::List, 2);
    story.send(mouse(MouseKind::WheelDown, place));
    assert_eq!((story.model.focus, story.model.list.top), (Pane::Timeline, 2));
    let place = at(&story, Pane::Diff, 0);
    let top = story.model.diff.top;
    story.send(mouse(MouseKind::WheelUp, place)).send(mouse(MouseKind::WheelUp, place));
    assert!(story.model.diff.top <= top);
    story.send(mouse(MouseKind::Click, place));
    assert_eq!((story.model.focus, story.model.diff.cursor), (Pane::Diff, story.model.diff.top));
    story.send(mouse(MouseKind::Click, (0, 0)));
    assert_eq!(story.model.focus, Pane::Diff);
}

#[test]
fn every_size_is_survived_and_narrow_windows_show_the_focused_pane() {
    let mut story = Story::of(60);
    story.keys("30j");
    for size in [(0, 0), (19, 5), (20, 6), (40, 10), (80, 24), (200, 60)] {
        story.send(Msg::Resize(size.0, size.1)).keys("jlj}]hh");
    }
    let geometry = story.model.geometry();
    assert!(!geometry.too_small);
}

#[test]
fn the_program_itself() {
    let mut story = Story::of(3);
    story.keys("T");
    assert_eq!(story.model.theme, "light");
    story.keys("TT");
    assert_eq!(story.model.theme, "dark");
    story.send(Msg::Background { light: true });
    assert_eq!(story.model.theme, "dark", "who chose a theme keeps it");
    story.keys("UU");
    assert_eq!(story.model.zone, Zone::Origin);
    story.keys("<ctrl-l><ctrl-z>R");
    assert_eq!(story.done, [Effect::Redraw, Effect::Suspend, Effect::Reload]);
    story.done.clear();
    story.keys("?q");
    assert_eq!((story.done.len(), &story.model.mode), (0, &Mode::Browse));
    story.keys("q");
    assert_eq!(story.done, [Effect::Save, Effect::Quit]);
    let mut fresh = Story::of(3);
    fresh.send(Msg::Background { light: true });
    assert_eq!(fresh.model.theme, "light");
}

#[test]
fn where_the_user_was_is_remembered() {
    let mut story = Story::of(60);
    story.keys("44Gl{l{");
    assert_eq!((story.article(), story.pair()), ("a:43", (0, 1)));
    story.keys("s");
    let session = story.model.session();
    let mut again = Story::unstarted(60, (140, 40));
    // While the archive is being read the article is not there yet.
    let pieces = again.archive.pieces.split_off(10);
    again.model.restore(session.clone());
    again.begin_reading();
    assert_eq!(again.article(), "a:0");
    again.archive.pieces.extend(pieces);
    again.read_all();
    assert_eq!((again.article(), again.opened(), again.pair()), ("a:43", "a:43", (0, 1)));
    assert_eq!(again.model.session(), session);
}

#[test]
fn the_change_that_was_read_is_come_back_to_at_any_size() {
    let mut story = Story::of(30);
    story.keys("4jll]");
    let standing = story.model.diff.standing();
    assert_eq!(story.model.session().paragraph, Some((Side::New, 27)));
    for size in [(60, 12), (200, 60)] {
        let mut again = Story::unstarted(30, size);
        again.model.restore(story.model.session());
        again.begin();
        let (diff, page) = (&again.model.diff, again.model.page(Pane::Diff));
        assert_eq!(diff.standing(), standing, "{size:?}");
        assert!((diff.top..diff.top + page).contains(&diff.cursor));
    }
    // A session of before had the row.
    let mut again = Story::unstarted(30, (140, 40));
    again.model.restore(Session { paragraph: None, scroll: 7, ..story.model.session() });
    again.begin();
    // That one, or the text below it where it is blank.
    assert!((7..9).contains(&again.model.diff.cursor));
}

#[test]
fn a_click_takes_the_entry_of_a_menu_and_one_beside_it_closes() {
    let mut story = Story::of(30);
    let entry = |story: &Story, index: usize| {
        let spread = spread(&story.model).expect("a menu");
        let place = spread.shown().find(|s| s.0 == index).expect("the entry is seen").1;
        Msg::Mouse(Mouse { kind: MouseKind::Click, column: place.x + 6, row: place.y })
    };
    story.keys(",");
    let by_title = entry(&story, 3);
    story.send(by_title);
    assert_eq!((story.model.list.query.sort, &story.model.mode), (Sort::Title, &Mode::Browse));
    story.keys("F");
    let at = |kind: ChangeKind| ChangeKind::ALL.iter().position(|k| *k == kind).expect("an entry");
    let (figures, names) = (entry(&story, at(ChangeKind::Number)), entry(&story, at(ChangeKind::Name)));
    story.send(figures).send(names);
    assert!(story.model.diff.kinds.has(ChangeKind::Number) && story.model.diff.kinds.has(ChangeKind::Name));
    assert!(matches!(&story.model.mode, Mode::Menu(m) if m.cursor == at(ChangeKind::Name)), "several are often wanted");
    story.send(Msg::Mouse(Mouse { kind: MouseKind::Click, column: 0, row: 39 }));
    assert_eq!(story.model.mode, Mode::Browse);
    // Where not all entries fit, the one that is seen under the mouse is meant.
    story.send(Msg::Resize(40, 10)).keys("FaFG");
    let last = entry(&story, ChangeKind::ALL.len() + 3);
    story.send(last);
    assert!(story.model.diff.kinds.is_empty());
}
