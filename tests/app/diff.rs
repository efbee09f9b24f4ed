use recension::{
    app::{Effect, Mode, Msg, Pane, overlay::Extent},
    diff::{
        Ignore,
        rows::{RowKind, View},
    },
    model::{ChangeKind, Progress, Side},
};

use crate::story::Story;

/// The diff of the last two revisions of article 4, with the focus.
pub(crate) fn opened() -> Story {
    let mut story = Story::of(30);
    story.keys("4jll");
    assert_eq!((story.model.focus, story.pair()), (Pane::Diff, (3, 4)));
    story.done.clear();
    story
}

/// The text of the row under the cursor.
fn text(story: &Story) -> String {
    let line = story.model.diff.row().and_then(|r| r.lines.new.as_ref().or(r.lines.old.as_ref()));
    line.map_or_else(String::new, |l| l.spans.iter().map(|s| s.text.as_str()).collect())
}

#[test]
fn changes_are_walked_round_and_round() {
    let mut story = opened();
    let changes = story.model.diff.rows.changes.len();
    assert_eq!((changes, story.model.diff.change), (2, Some(0)));
    story.keys("]");
    assert_eq!((story.model.diff.change, story.notice()), (Some(1), "Change 2 of 2."));
    story.keys("]");
    assert_eq!((story.model.diff.change, story.notice()), (Some(0), "Change 1 of 2, from the top again."));
    story.keys("[");
    assert_eq!(story.model.diff.change, Some(1));
    story.keys("gg]");
    assert_eq!(story.model.diff.change, Some(0));
    story.keys("G[");
    assert_eq!(story.model.diff.change, Some(1));
}

#[test]
fn only_kinds_asked_for_are_walked_to() {
    let mut story = opened();
    story.keys("F.<esc>]");
    assert!(story.model.diff.hide_minor);
    story.keys("Ft<esc>");
    assert!(story.model.diff.kinds.has(ChangeKind::Typography));
    assert!(story.model.list.query.filter.changed.has(ChangeKind::Typography));
    story.keys("]");
    assert_eq!(story.notice(), "No change of these kinds here, nor in any other revision of the article.");
    story.keys("Fa<esc>]");
    assert!(story.notice().starts_with("Change"));
}

#[test]
fn what_is_filtered_is_walked_through_all_revisions() {
    let mut story = opened();
    story.keys("{{{F.<esc>");
    let (pair, walked) = (story.pair(), story.model.diff.walked());
    let last = story.model.diff.standing().1;
    story.keys(&"]".repeat(last));
    let kind = "change of substance";
    assert_eq!(story.notice(), format!("That was the last {kind}: on to revision {}.", story.pair().1));
    assert!(story.pair() > pair && story.model.diff.standing().0 == Some(1), "{:?}", story.pair());
    story.keys("[");
    assert_eq!(story.pair(), pair);
    assert_eq!(story.notice(), format!("That was the first {kind}: back to revision {}.", pair.1));
    assert_eq!(story.model.diff.change, walked.last().copied(), "backwards the last is read first");
    // On the way to a diff nothing in it is passed over.
    story.sleep();
    story.keys("]");
    let on = story.pair();
    story.keys("]]");
    story.wake();
    assert_eq!((story.pair(), story.model.diff.standing().0), (on, Some(1)));
    // Without a filter one diff is walked round and round.
    story.keys("Fa<esc>");
    let all = story.model.diff.rows.changes.len();
    story.keys(&"]".repeat(all));
    assert_eq!(story.pair(), on);
}

#[test]
fn the_views_cycle_and_the_place_is_kept() {
    let mut story = opened();
    story.keys("]");
    for view in [View::Inline, View::SideBySide, View::ChangesOnly, View::Automatic] {
        story.keys("s");
        assert_eq!(story.model.diff.standing().0, Some(2), "who stands on a change stands on it still");
        assert_eq!(story.model.diff.layout.view, view);
        assert_eq!(story.notice(), format!("View: {}.", view.word()));
    }
    story.keys("]");
    let paragraph = |story: &Story| {
        story.model.diff.row().and_then(|r| r.lines.new.as_ref().or(r.lines.old.as_ref())).and_then(|l| l.paragraph)
    };
    let at = paragraph(&story);
    story.keys("s");
    story.send(Msg::Resize(240, 60)).send(Msg::Resize(81, 30));
    assert_eq!(paragraph(&story).map(|p| p.1), at.map(|p| p.1));
}

#[test]
fn pages_are_turned_under_the_cursor() {
    let mut story = Story::sized(30, (120, 14));
    story.keys("4jllgg");
    let at = |story: &Story| (story.model.diff.cursor, story.model.diff.top);
    let (page, last) = (story.model.page(Pane::Diff), story.model.diff.rows.rows.len() - 1);
    assert!(last > 2 * page, "{last} rows, {page} a page");
    story.keys("<space>");
    assert_eq!(at(&story), (page - 2, page - 2), "what was below is shown");
    story.keys("<ctrl-b>");
    assert_eq!(at(&story), (0, 0));
    (0..last).for_each(|_| _ = story.keys("<space>"));
    assert_eq!(at(&story), (last, last + 1 - page), "and nothing beyond the end");
}

#[test]
fn one_side_alone() {
    let mut story = opened();
    story.keys("o");
    assert_eq!(story.model.diff.layout.only, Some(Side::Old));
    story.keys("yr");
    let Some(Effect::Copy { text, .. }) = story.done.last() else { panic!("nothing copied") };
    assert!(text.contains("130 pounds"), "the base's text is copied: {text}");
    story.keys("oo");
    assert_eq!(story.model.diff.layout.only, None);
}

#[test]
fn what_is_ignored_is_said_and_asked_for() {
    let mut story = opened();
    story.keys("]W");
    assert_eq!(story.model.diff.ignore, Ignore::Spacing);
    assert_eq!(story.model.diff.diff.as_ref().map(|d| d.ignore), Some(Ignore::Spacing));
    assert_eq!(story.model.diff.change, Some(1), "the reader stays where they were");
    story.keys("WW");
    assert_eq!(story.model.diff.ignore, Ignore::Nothing);
}

#[test]
fn folds_open() {
    let mut story = opened();
    story.keys("sss");
    let folds =
        |story: &Story| story.model.diff.rows.rows.iter().filter(|r| matches!(r.kind, RowKind::Fold { .. })).count();
    let before = folds(&story);
    assert!(before > 0);
    let at = story.model.diff.rows.rows.iter().position(|r| matches!(r.kind, RowKind::Fold { .. })).unwrap();
    story.keys("gg");
    for _ in 0..at {
        story.keys("j");
    }
    story.keys("<enter>");
    assert!(folds(&story) < before);
    assert_eq!(story.model.diff.layout.opened.len(), 1);
    let context = story.model.diff.layout.context;
    story.keys("))(");
    assert_eq!(story.model.diff.layout.context, context + 1);
}

#[test]
fn rows_are_placed_on_the_screen() {
    let mut story = opened();
    story.send(Msg::Resize(140, 24)).keys("gg10j");
    let page = story.model.page(Pane::Diff);
    story.keys("zt");
    assert_eq!(story.model.diff.top, 10);
    story.keys("zz");
    assert_eq!(story.model.diff.top, 10 - page / 2);
    story.keys("zb");
    assert_eq!(story.model.diff.top, (10 + 1_usize).saturating_sub(page));
}

#[test]
fn the_diff_scrolls_while_a_list_has_the_focus() {
    let mut story = opened();
    story.send(Msg::Resize(140, 24)).keys("hgggg");
    let mut story = {
        story.keys("Gh");
        story
    };
    let top = story.model.diff.top;
    story.keys("3J");
    assert_eq!(story.model.diff.top, top + 3);
    story.keys("K<ctrl-y>");
    assert_eq!((story.model.diff.top, story.model.focus), (top + 1, Pane::List));
}

#[test]
fn words_are_found_in_the_text() {
    let mut story = opened();
    story.keys("/COUNCIL<enter>");
    let find = story.model.diff.search.clone().unwrap();
    assert!(find.matches.len() >= 2 && find.current == Some(0));
    let row = story.model.diff.cursor;
    assert!(text(&story).contains("council"));
    story.keys("n");
    assert_ne!((story.model.diff.cursor, story.model.diff.search.clone().unwrap().current), (row, Some(0)));
    story.keys("N");
    assert_eq!(story.model.diff.cursor, row);
    story.keys("}<esc>");
    assert_eq!(story.model.diff.search, None);
    story.keys("/nowhere<enter>");
    assert_eq!(story.notice(), "“nowhere” is not in what is shown here.");
}

#[test]
fn words_are_selected_copied_and_searched() {
    let mut story = opened();
    story.keys("/council<enter>nv");
    story.keys("lly");
    let Some(Effect::Copy { text, what }) = story.done.last().cloned() else { panic!("nothing copied") };
    assert_eq!((text.split(' ').count(), what.as_str()), (3, "the selected words"));
    assert!(story.model.diff.selection.is_none());
    story.keys("v");
    assert!(story.model.diff.selection.is_some());
    story.keys("lhwb/");
    let words = text.split(' ').next().unwrap().to_string();
    story.keys("<enter>");
    assert_eq!(story.model.diff.search.as_ref().map(|f| f.words.clone()), Some(words));
    story.keys("vG<esc>");
    assert_eq!((story.model.diff.selection, story.model.focus), (None, Pane::Diff));
    story.keys("vv");
    assert_eq!(story.model.diff.selection, None);
}

#[test]
fn the_change_and_the_diff_are_copied() {
    let mut story = opened();
    story.keys("]yyyd");
    let texts: Vec<&str> = story
        .done
        .iter()
        .filter_map(|e| if let Effect::Copy { text, .. } = e { Some(text.as_str()) } else { None })
        .collect();
    assert_eq!(texts[0].lines().count(), 2);
    assert!(texts[0].starts_with("- Witnesses counted 3 boats"));
    assert!(texts[1].contains("+++ revision 4") && texts[1].contains("+ The council of Orchard"));
    story.keys("gg").keys("yy");
    assert_eq!(story.notice(), "There is no change under the cursor.");
}

#[test]
fn moved_passages_and_toggles() {
    let mut story = opened();
    story.keys("%");
    assert_eq!(story.notice(), "Nothing moved here.");
    story.keys("#wr");
    let layout = &story.model.diff.layout;
    assert_eq!((layout.numbers, layout.wrap, layout.raw), (true, false, true));
}

#[test]
fn raw_it_is_said_whose_text_it_is_and_the_two_take_turns() {
    let mut story = opened();
    story.send(Msg::Resize(100, 30)).keys("r");
    assert_eq!(story.notice(), "The target's text raw; o shows the base's.");
    for side in [Side::Old, Side::New, Side::Old] {
        story.keys("o");
        assert_eq!(story.model.diff.raw_side(), Some(side));
    }
    story.keys("r");
    assert_eq!((story.model.diff.raw_side(), story.notice()), (None, "The text with its marks."));
}

#[test]
fn an_older_answer_never_replaces_a_newer_one() {
    let mut story = opened();
    story.sleep();
    story.keys("{{");
    assert!(story.model.diff.waiting);
    assert_eq!(story.model.diff.shown.as_ref().map(|d| d.base), Some(3), "the diff before stays meanwhile");
    story.wake();
    assert_eq!(story.model.diff.shown.as_ref().map(|d| (d.base, d.target)), Some((1, 2)));
}

#[test]
fn neighbours_are_computed_ahead() {
    let mut story = Story::of(30);
    story.keys("4jl");
    let effects = recension::app::update(&mut story.model, Msg::Key(recension::app::Key::char('k')));
    let [Effect::Ask { slot, generation, request }] = &effects[..] else { panic!("{effects:?}") };
    let answer = story.archive.answer(request).remove(0);
    let ahead = recension::app::update(&mut story.model, Msg::Answer { slot: *slot, generation: *generation, answer });
    assert!(matches!(&ahead[..], [Effect::Ahead(requests)] if requests.len() == 2), "{ahead:?}");
}

#[test]
fn a_selection_spans_paragraphs_and_is_copied_with_its_marks() {
    let mut story = opened();
    story.keys("gg4jv");
    let begun = story.model.diff.selection.unwrap();
    assert_eq!(begun.anchor, begun.head);
    story.keys("40l");
    let wide = story.model.diff.selection.unwrap();
    assert!(wide.head.strip > wide.anchor.strip, "words go on in the next paragraph: {wide:?}");
    // Neither another width nor the same diff once more, as while an archive is read, takes it away.
    story.send(Msg::Resize(100, 40));
    assert_eq!(story.model.diff.selection, Some(wide));
    story.keys("R").send(Msg::Progress(Progress { articles: 30, revisions: 60, ..Progress::default() }));
    story.read_all();
    assert!(!story.model.diff.stale && !story.model.diff.waiting);
    assert_eq!(story.model.diff.selection, Some(wide));
    story.send(Msg::Resize(120, 40)).keys("40h");
    assert_eq!(story.model.diff.selection, Some(begun), "and back");
    story.keys("Gy");
    let Some(Effect::Copy { text, .. }) = story.done.pop() else { panic!("nothing copied") };
    assert!(text.split("\n\n").count() > 20 && text.ends_with("whatever else is written"), "{text}");
    // Both voices would be nobody's words when run together.
    story.send(Msg::Resize(90, 40)).keys("gg]]vjjy");
    let Some(Effect::Copy { text, what }) = story.done.pop() else { panic!("nothing copied") };
    assert!(text.contains("[-Witnesses counted 3 boats") && text.contains("{+Witnesses counted 4 boats"), "{text}");
    assert!(what.contains("[-gone-]"));
    // What is searched for are the newer words.
    story.keys("gg]]vjjS");
    let Mode::Prompt(prompt) = &story.model.mode else { panic!("no prompt") };
    assert!(prompt.line.text.contains("Witnesses counted 4") && !prompt.line.text.contains("counted 3"));
}

#[test]
fn the_selected_paragraphs_are_exported() {
    let mut story = opened();
    story.keys("]vjjj").keys("x");
    let Mode::Export(menu) = &story.model.mode else { panic!("no menu") };
    assert!(menu.part && menu.file.text.ends_with("r3-r4-excerpt.html"), "{}", menu.file.text);
    let Extent::Selected(chosen) = menu.narrow.clone() else { panic!("{:?}", menu.narrow) };
    assert!(chosen.new.contains(&27) && chosen.new.len() < 5, "{chosen:?}");
    story.keys("j");
    assert!(matches!(&story.model.mode, Mode::Export(m) if m.file.text.ends_with("r3-r4.patch")), "a patch is whole");
    story.keys("k<enter>");
    assert!(matches!(story.done.pop(), Some(Effect::Export { extent: Extent::Selected(c), .. }) if c == chosen));
    story.keys("xa");
    assert_eq!(story.notice(), "The whole diff.");
    story.keys("<enter>");
    assert!(matches!(story.done.pop(), Some(Effect::Export { extent: Extent::Whole, .. })));
    // A patch was exported last; where words are selected the menu opens on what can show just them.
    story.keys("xj<enter>x");
    assert!(matches!(&story.model.mode, Mode::Export(m) if m.file.text.ends_with("r3-r4-excerpt.html")));
    story.keys("<esc><esc>xa");
    assert!(story.notice().starts_with("Nothing was selected"));
}

#[test]
fn what_changed_is_exported_as_the_view_shows_it() {
    let mut story = opened();
    story.keys("sss");
    assert_eq!(story.model.diff.layout.view, View::ChangesOnly);
    story.keys(")x");
    let around = story.model.diff.layout.context;
    let Mode::Export(menu) = &story.model.mode else { panic!("no menu") };
    assert_eq!((&menu.narrow, menu.part), (&Extent::Changed(around), true));
    assert!(menu.file.text.ends_with("r3-r4-changes.html"), "{}", menu.file.text);
    story.keys("j");
    assert!(matches!(&story.model.mode, Mode::Export(m) if m.file.text.ends_with("r3-r4.patch")), "a patch is whole");
    story.keys("<enter>");
    assert!(matches!(story.done.pop(), Some(Effect::Export { extent: Extent::Whole, .. })));
    story.keys("xk<enter>");
    assert!(matches!(story.done.pop(), Some(Effect::Export { extent: Extent::Changed(n), .. }) if n == around));
    story.keys("xa");
    assert_eq!(story.notice(), "The whole diff.");
    story.keys("<enter>");
    assert!(matches!(story.done.pop(), Some(Effect::Export { extent: Extent::Whole, .. })));
}

#[test]
fn long_lines_scroll_sideways_and_what_is_gone_to_comes_into_sight() {
    let mut story = opened();
    story.send(Msg::Resize(60, 24)).keys("gg<shift-right>");
    assert!(story.notice().starts_with("Paragraphs are wrapped here"));
    story.keys("w<shift-right>");
    let room = story.model.diff.text_room();
    assert_eq!(story.model.diff.left, room / 2);
    story.keys("5zl");
    assert_eq!(story.model.diff.left, room / 2 + 5);
    story.keys("99zl<shift-right>");
    assert_eq!(story.notice(), "No line on the screen goes on further.");
    story.keys("99<shift-left>zhzh");
    assert_eq!(story.model.diff.left, 0);
    story.keys("G/nobody<enter>n");
    let find = story.model.diff.search.clone().unwrap();
    let left = story.model.diff.left;
    let at = find.matches[find.current.unwrap()].from;
    assert!(left > 0 && (left..left + room).contains(&at), "{at} is in sight from {left}");
    story.keys("]");
    assert_eq!(story.model.diff.left, 0, "that change begins at the edge");
    story.keys("<shift-right>w");
    assert_eq!(story.model.diff.left, 0);
}

#[test]
fn a_diff_opens_on_its_headline_in_narrow_windows_too() {
    let mut story = Story::sized(30, (80, 24));
    story.keys("4jlggj");
    assert_eq!((story.model.focus, story.pair()), (Pane::Timeline, (0, 1)));
    story.keys("l");
    assert_eq!((story.model.diff.change, story.model.diff.top, story.model.diff.cursor), (Some(0), 0, 0));
}

#[test]
fn what_is_not_wanted_is_counted_nowhere() {
    let mut story = opened();
    story.keys("Ft<esc>");
    assert_eq!(story.model.diff.standing(), (None, 0));
    story.keys("Fa<esc>]");
    let (at, all) = story.model.diff.standing();
    assert_eq!(
        story.notice(),
        format!("Change {} of {all}{}.", at.unwrap(), if at == Some(1) { ", from the top again" } else { "" })
    );
}

#[test]
fn a_filter_of_kinds_leads_to_the_first_change_that_it_shows() {
    let mut story = opened();
    story.keys("{{{]");
    assert_eq!((story.pair(), story.model.diff.standing()), ((0, 1), (Some(2), 3)), "the headline is the first");
    story.keys("Fh<esc>");
    assert_eq!(story.model.diff.standing(), (Some(1), 1));
    assert_eq!(story.model.diff.row().map(|r| r.kind), Some(RowKind::Headline));
    // What the filter shows is not left.
    story.keys("Fa<esc>]]");
    let before = story.model.diff.cursor;
    story.keys("F.<esc>");
    assert_eq!(story.model.diff.cursor, before);
}
