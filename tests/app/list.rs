use recension::app::{Effect, Mode, Msg, Pane, Slot};
use recension::model::{Progress, Sort};

use crate::{archive::Archive, story::Story};

fn grow(story: &mut Story, articles: usize) {
    // New articles stand above the old ones.
    let mut pieces = Archive::of(articles).pieces;
    pieces.rotate_left(story.archive.pieces.len());
    let old = pieces.split_off(articles - story.archive.pieces.len());
    pieces.extend(old);
    story.archive.pieces = pieces;
    let revisions = articles * 2;
    story.send(Msg::Progress(Progress { articles, revisions, ..Progress::default() }));
}

#[test]
fn a_growing_list_does_not_slide_under_the_cursor() {
    let mut story = Story::of(30);
    story.keys("5j");
    let above = story.model.list.cursor - story.model.list.top;
    grow(&mut story, 500);
    assert_eq!((story.article(), story.opened()), ("a:5", "a:5"));
    assert_eq!(story.model.list.cursor, 475);
    assert_eq!(story.model.list.cursor - story.model.list.top, above);
}

#[test]
fn where_the_filter_lets_nothing_through_the_focus_stays_with_the_list() {
    let mut story = Story::of(30);
    story.keys("frevisions:>100<enter>");
    assert_eq!((story.model.list.window.total, story.opened()), (0, ""));
    for keys in ["<enter>", "l", "<tab>", "3"] {
        story.keys(keys).wait(2_000);
        assert_eq!(story.model.focus, Pane::List, "{keys}");
    }
    story.keys("<enter>");
    assert!(story.notice().starts_with("No article passes the filter"), "{}", story.notice());
    story.keys("<esc><enter>");
    assert_eq!(story.model.focus, Pane::Timeline);
    // Filtered away from another pane, what is open closes, and the list has the focus.
    story.keys("hfrevisions:>100");
    story.model.focus = Pane::Diff;
    story.keys("<enter>");
    assert_eq!(story.model.focus, Pane::List);
}

#[test]
fn a_slip_in_the_filter_is_told_as_it_is_typed() {
    let mut story = Story::of(30);
    let prompt = |story: &Story| match &story.model.mode {
        Mode::Prompt(prompt) => (prompt.mistake.clone().map(|m| m.0), prompt.is_unfinished),
        _ => panic!("no prompt"),
    };
    story.keys("fchanged:fig");
    assert_eq!(prompt(&story), (None, true), "it may become one");
    story.keys("g");
    assert_eq!(prompt(&story), (Some((0, 12)), false));
    story.keys("<backspace>ures");
    assert_eq!(prompt(&story), (None, false));
}

#[test]
fn until_the_user_moves_the_top_of_a_growing_list_is_shown() {
    let mut story = Story::of(30);
    grow(&mut story, 100);
    assert_eq!((story.model.list.cursor, story.article(), story.opened()), (0, "a:30", "a:30"));
}

#[test]
fn one_list_job_at_a_time_and_old_answers_are_dropped() {
    let mut story = Story::of(1_000);
    story.sleep();
    story.keys("500G");
    for _ in 0..40 {
        story.keys("<ctrl-f>");
    }
    let lists = story.asleep.as_ref().unwrap().iter().filter(|e| matches!(e, Effect::Ask { slot: Slot::List, .. }));
    assert_eq!(lists.count(), 1);
    story.wake();
    assert_eq!(story.model.list.current().map(|r| r.id.as_str()), Some(story.article()));
    assert!(!story.model.list.waiting);
    let rank = story.model.list.cursor;
    assert_eq!(story.article(), format!("a:{rank}"));
}

#[test]
fn the_whole_list_can_be_walked() {
    let mut story = Story::of(700);
    for _ in 0..699 {
        story.keys("j");
        assert!(story.model.list.current().is_some());
    }
    assert_eq!(story.article(), "a:699");
    story.keys("gg");
    assert_eq!(story.article(), "a:0");
    story.keys("G");
    assert_eq!((story.article(), story.opened()), ("a:699", "a:699"));
    story.keys("300G<ctrl-d>");
    assert_eq!(story.opened(), story.article());
}

#[test]
fn the_filter_works_as_typed_and_esc_takes_it_back() {
    let mut story = Story::of(100);
    story.keys("7jf");
    story.keys("story<space>9");
    assert_eq!(story.model.list.window.total, 11);
    assert_eq!(story.article(), "a:9");
    story.keys("<enter>");
    assert_eq!((&story.model.mode, story.opened()), (&Mode::Browse, "a:9"));
    story.keys("f<ctrl-u>zzz<esc>");
    assert_eq!(story.model.list.query.filter.words, "story 9");
    story.keys("<esc>");
    assert_eq!((story.model.list.window.total, story.article()), (100, "a:9"), "the cursor keeps its article");
}

#[test]
fn where_nothing_is_listed_nothing_is_open() {
    let mut story = Story::of(100);
    story.keys("7jfzzz");
    assert_eq!(story.opened(), "a:7", "with the next letter it may be listed again");
    story.keys("<enter>");
    assert_eq!((story.opened(), story.pair(), &story.model.diff.diff), ("", (99, 99), &None));
    story.keys("x");
    assert_eq!((&story.model.mode, story.notice()), (&Mode::Browse, "There is no diff to export yet."));
    story.keys("<esc>");
    assert_eq!((story.article(), story.opened(), story.model.list.cursor), ("a:7", "a:7", 7));
    // Nor where no article has a change of some kind.
    story.archive.pieces.clear();
    story.keys("Fh<esc>");
    assert_eq!(story.opened(), "");
}

#[test]
fn sorting_from_the_first_row_shows_what_is_first_then() {
    let mut story = Story::of(50);
    story.keys("jk,t");
    assert_eq!((story.model.list.query.sort, story.model.list.cursor), (Sort::Title, 0));
    assert_ne!(story.article(), "a:0");
    assert_eq!(story.article(), story.opened());
}

#[test]
fn sorting_keeps_the_article() {
    let mut story = Story::of(50);
    story.keys("10j,t");
    assert_eq!((story.model.list.query.sort, story.article()), (Sort::Title, "a:10"));
    assert_ne!(story.model.list.cursor, 10);
    story.keys(",o");
    assert!(story.model.list.query.reversed);
    story.keys(",<enter>");
    assert!(!story.model.list.query.reversed, "the order in force turns round");
    story.keys(",jj<esc>");
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn a_search_goes_beyond_the_rows_held() {
    let mut story = Story::of(5_000);
    story.keys("/story<space>4321,<enter>");
    assert_eq!((story.article(), story.opened()), ("a:4321", "a:4321"));
    story.keys("n");
    assert_eq!(story.article(), "a:4321", "it is the only one");
    story.keys("<esc>/<ctrl-u>harbour<enter>nn");
    assert_eq!(story.article(), "a:4335");
    story.keys("N");
    assert_eq!(story.article(), "a:4330");
    // Eleven hold it: five rounds lead to where they began.
    story.keys("/<ctrl-u>story<space>432<enter>");
    let first = story.article().to_owned();
    story.keys("55n");
    assert_eq!((story.article(), story.notice()), (first.as_str(), "Found here; n goes on."));
    story.keys("4330G/<ctrl-u>harbour<enter>");
    let here = story.article().to_owned();
    story.keys("/<ctrl-u>nowhere<enter>");
    assert_eq!((story.article(), story.notice()), (here.as_str(), "No article listed holds these words."));
    assert!(story.model.list.current().is_some());
}

#[test]
fn stars_and_unread_articles_filter_the_list() {
    let mut story = Story::of(20);
    story.keys("3j*jj*");
    assert_eq!(story.model.user.starred.len(), 2);
    story.keys("F*<esc>");
    assert_eq!(story.model.list.window.total, 2);
    story.keys("*");
    assert_eq!(story.model.list.window.total, 1);
    story.keys("Fa<esc>");
    assert_eq!(story.model.list.window.total, 20);
    story.keys("lhF!");
    assert_eq!(story.model.list.window.total, 19);
}

#[test]
fn what_was_opened_counts_as_seen() {
    let mut story = Story::of(20);
    story.keys("jjj");
    assert!(story.model.user.seen.is_empty());
    story.keys("<enter>");
    assert_eq!(story.model.user.seen.values().copied().collect::<Vec<_>>(), [4]);
    assert!(story.done.contains(&Effect::Save));
}

#[test]
fn marks_lead_back() {
    let mut story = Story::of(200);
    story.keys("44Gl{ma");
    assert_eq!((story.opened(), story.pair()), ("a:43", (1, 2)));
    story.keys("1").wait(1_000).keys("150G'a");
    assert_eq!((story.article(), story.opened(), story.pair()), ("a:43", "a:43", (1, 2)));
    story.keys("'b");
    assert_eq!(story.notice(), "Nothing is marked b.");
    story.keys("m<esc>");
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn articles_are_walked_from_any_pane() {
    let mut story = Story::of(20);
    story.keys("ll3>");
    assert_eq!((story.article(), story.opened()), ("a:3", "a:3"));
    story.keys("<lt>");
    assert_eq!(story.opened(), "a:2");
    story.keys("99<lt><lt>");
    assert_eq!(story.notice(), "This is the first article.");
}

#[test]
fn reading_again_keeps_article_pair_and_place() {
    let mut story = Story::of(60);
    story.keys("44Gll{]");
    assert_eq!((story.opened(), story.pair()), ("a:43", (1, 2)));
    let row = story.model.diff.cursor;
    assert!(row > 0);
    story.keys("R");
    assert!(story.done.contains(&Effect::Reload));
    // The archive is empty for a while, then grows, and in the end the article's text is another one.
    let mut pieces = std::mem::take(&mut story.archive.pieces);
    story.send(Msg::Progress(Progress::default()));
    story.archive.pieces = pieces.split_off(30);
    story.send(Msg::Progress(Progress { articles: 30, revisions: 60, ..Progress::default() }));
    assert_eq!((story.article(), story.opened(), story.pair()), ("a:43", "a:43", (1, 2)));
    story.archive.pieces[13].revisions[2].paragraphs[27] = "Another text.".into();
    story.archive.pieces.extend(pieces);
    story.read_all();
    assert_eq!((story.article(), story.opened(), story.pair()), ("a:43", "a:43", (1, 2)));
    assert_eq!(story.model.diff.cursor, row);
    assert_eq!(story.model.diff.diff.as_ref().map(|d| &*d.sides.new.paragraphs[27]), Some("Another text."));
    assert!(!story.model.rereading && !story.model.diff.stale && !story.model.diff.waiting);
}

#[test]
fn a_jump_beyond_the_rows_held_opens_the_article_there() {
    let mut story = Story::of(5_000);
    story.keys("G");
    assert_eq!((story.article(), story.opened()), ("a:4999", "a:4999"));
    story.keys("2500G");
    assert_eq!((story.article(), story.opened()), ("a:2499", "a:2499"));
    story.sleep();
    story.keys("ggG10<ctrl-b>jj");
    story.wake();
    assert_eq!(story.opened(), story.article());
    assert!(!story.article().is_empty());
}

#[test]
fn stars_and_read_marks_are_given_and_taken_back() {
    let mut story = Story::of(20);
    let id = recension::model::ArticleId::new("a:3");
    story.keys("3j*");
    assert!(story.model.user.starred.contains(&id));
    story.keys("*");
    assert_eq!((story.model.user.starred.len(), story.notice()), (0, "Star taken away."));
    story.keys("r");
    assert_eq!((story.model.user.seen.get(&id), story.notice()), (Some(&4), "Marked as read."));
    story.keys("r");
    assert_eq!((story.model.user.seen.get(&id), story.notice()), (None, "Marked as unread."));
    // What is opened is read; marked as unread there, it stays so until it is opened again.
    story.keys("lr}");
    assert_eq!((story.model.user.seen.get(&id), story.notice()), (None, "This is the last revision."));
    story.keys("hl");
    assert_eq!(story.model.user.seen.get(&id), Some(&4));
    assert!(story.done.iter().all(|e| *e == Effect::Save));
}

#[test]
fn a_list_that_is_not_shown_keeps_its_place() {
    let mut story = Story::sized(60, (80, 24));
    story.keys("30jkkkkk");
    let (top, cursor) = (story.model.list.top, story.model.list.cursor);
    assert!(top < cursor);
    story.keys("llj").send(Msg::Resize(80, 23)).send(Msg::Resize(80, 24));
    story.keys("hh");
    assert_eq!((story.model.list.top, story.model.list.cursor), (top, cursor));
}

#[test]
fn how_long_the_reading_goes_on_is_known() {
    let mut story = Story::unstarted(20, (140, 40));
    story.begin_reading();
    assert_eq!(story.model.reading_since, Some(story.model.now));
    story.wait(5_000).send(Msg::Progress(Progress { bytes: 10, bytes_found: 20, ..Progress::default() }));
    assert!(story.model.reading_since.is_some_and(|since| since < story.model.now));
    story.read_all();
    assert_eq!(story.model.reading_since, None);
}

#[test]
fn a_filter_that_is_not_understood_says_so_and_narrows_nothing() {
    let mut story = Story::of(30);
    story.keys("farticle<enter>");
    let (words, total) = (story.model.list.query.filter.words.clone(), story.model.list.window.total);
    for wrong in ["changed:foo", "after:garbage", "revisions:x"] {
        story.keys("f<ctrl-u>");
        story.keys(wrong).keys("<enter>");
        let Mode::Prompt(prompt) = &story.model.mode else { panic!("no prompt") };
        assert!(prompt.mistake.as_ref().is_some_and(|m| m.1.contains(" is no ")), "{:?}", prompt.mistake);
        assert_eq!(story.model.list.query.filter.words, words, "the list is as it was");
        assert_eq!(story.model.list.window.total, total);
        story.keys("<esc>");
        assert_eq!(story.model.list.query.filter.words, words);
    }
    story.keys("f<ctrl-u>changed:figures<enter>");
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn an_article_that_is_not_in_the_filtered_list_is_told_apart_and_left_for_the_list() {
    let mut story = Story::of(30);
    story.keys("jma");
    let marked = story.opened().to_string();
    story.keys("fLibrary<enter>");
    let listed = story.article().to_string();
    assert_ne!(listed, marked);
    for keys in ["j", ">", "k"] {
        story.keys("'a");
        assert_eq!((story.opened(), story.model.list.is_apart()), (marked.as_str(), true), "{keys}");
        assert_eq!(story.notice(), "This article is not in the list as it is filtered.");
        story.keys(keys);
        assert_eq!((story.article(), story.opened()), (listed.as_str(), listed.as_str()), "{keys}");
        assert!(!story.model.list.is_apart() && story.notice().contains("not in it"), "{}", story.notice());
    }
    // Once the filter is taken away the article is in the list again, and the cursor is on it.
    story.keys("'a<esc>");
    assert_eq!((story.article(), story.opened()), (marked.as_str(), marked.as_str()));
    assert!(!story.model.list.is_apart());
    // Another filter leads to its own first article, as ever.
    story.keys("fLibrary<enter>'af<ctrl-u>School<enter>");
    assert_eq!(story.article(), story.opened());
}

#[test]
fn what_a_new_reading_brought_is_said() {
    let mut story = Story::of(30);
    story.keys("R");
    assert_eq!(story.notice(), "Reading the archive again.");
    story.send(Msg::Progress(Progress { done: false, ..story.model.progress.clone() }));
    story.read_all();
    assert_eq!(story.notice(), "Read again: nothing new.");
    story.keys("R");
    let revision = story.archive.pieces[4].revisions[4].clone();
    story.archive.pieces[4].revisions.extend([revision.clone(), revision]);
    story.read_all();
    assert_eq!(story.notice(), "Read again: 2 new revisions.");
    story.keys("R");
    let more = story.archive.pieces[0].clone();
    story.archive.pieces.push(crate::archive::Piece { id: "b:0".into(), ..more });
    story.read_all();
    assert_eq!(story.notice(), "Read again: 1 new article, 1 new revision.");
}

#[test]
fn a_search_in_list_and_timeline_says_which_match_it_is() {
    let mut story = Story::of(30);
    story.keys("/Library<enter>");
    assert_eq!((story.article(), story.notice()), ("a:3", "Match 1 of 6."));
    story.keys("n");
    assert_eq!(story.notice(), "Match 2 of 6.");
    story.keys("NN");
    assert_eq!(story.notice(), "Match 6 of 6, round again.");
    story.keys("/story<space>12<enter>n");
    assert_eq!((story.article(), story.notice()), ("a:12", "This is the only match."));
    story.keys("<esc>lgg/again<enter>");
    assert_eq!(story.notice(), "Match 1 of 2.");
    story.keys("nn");
    assert_eq!(story.notice(), "Match 1 of 2, round again.");
}

#[test]
fn the_search_of_a_hit_ends_with_its_article() {
    let mut story = Story::of(30);
    story.keys("S110<space>pounds<enter><enter>");
    assert!(story.model.diff.search.is_some());
    story.keys("{}");
    assert!(story.model.diff.search.is_some(), "in the article it goes on");
    story.keys(">");
    assert!(story.model.diff.search.is_none());
    // One that was begun in the diff goes along.
    story.keys("3/council<enter>>");
    assert!(story.model.diff.search.is_some());
}
