use recension::app::{
    Effect, Mode, Mouse, MouseKind, Msg, Pane, Request,
    timeline::Compare,
    timeline_lines::{Marks, TimelineLine, timeline_lines},
};
use recension::model::Progress;

use crate::story::Story;

fn opened() -> Story {
    let mut story = Story::of(30);
    // Article 4 has five revisions, of which revision 2 is minor.
    story.keys("4jl");
    assert_eq!((story.opened(), story.pair(), story.model.focus), ("a:4", (3, 4), Pane::Timeline));
    story
}

#[test]
fn the_pair_follows_the_cursor() {
    let mut story = opened();
    story.keys("kk");
    assert_eq!(story.pair(), (1, 2));
    assert_eq!(story.model.diff.shown.as_ref().map(|d| (d.base, d.target)), Some((1, 2)));
    story.keys("gg");
    assert_eq!(story.pair(), (0, 0), "the first revision stands for itself");
    story.keys("4G");
    assert_eq!(story.pair(), (2, 3));
}

#[test]
fn revisions_are_walked_from_any_pane() {
    let mut story = opened();
    story.keys("l{{");
    assert_eq!((story.pair(), story.model.focus), ((1, 2), Pane::Diff));
    story.keys("}");
    assert_eq!(story.pair(), (2, 3));
    story.keys("9}}");
    assert_eq!((story.pair(), story.notice()), ((3, 4), "This is the last revision."));
}

#[test]
fn base_and_target_are_set_by_hand() {
    let mut story = opened();
    story.keys("ggbGkt");
    assert_eq!((story.pair(), story.model.timeline.compare), ((0, 3), Compare::Chosen));
    story.keys("k");
    assert_eq!(story.pair(), (0, 3), "a chosen pair stays while the cursor moves");
    story.keys("B");
    assert_eq!(story.pair(), (3, 0));
    story.keys("<enter>");
    assert_eq!((story.pair(), story.model.focus), ((1, 2), Pane::Diff));
}

#[test]
fn the_base_cycles() {
    let mut story = opened();
    story.keys("k=");
    assert_eq!(story.pair(), (0, 3));
    story.keys("=");
    assert_eq!(story.pair(), (3, 4));
    assert!(story.notice().contains("last revision"));
    story.keys("=");
    assert_eq!(story.pair(), (2, 3), "nothing had been seen, so that is left out");
}

#[test]
fn what_came_since_one_looked_last() {
    let mut story = Story::of(30);
    let id = recension::model::ArticleId::new("a:4");
    std::sync::Arc::make_mut(&mut story.model.user.seen).insert(id, 2);
    story.keys("4jl==");
    assert_eq!((story.model.timeline.compare, story.pair()), (Compare::LastSeen, (1, 4)));
}

#[test]
fn minor_revisions_and_bursts_fold_away() {
    let mut story = opened();
    story.keys("M");
    assert_eq!((&story.model.timeline.shown[..], story.pair()), (&[0, 1, 3, 4][..], (3, 4)));
    assert_eq!(story.notice(), "1 minor revision hidden.");
    story.keys("k");
    assert_eq!(story.pair(), (2, 3), "the row's own figures are those of the pair that is shown");
    assert_eq!(&story.model.timeline.shown[..], [0, 1, 3, 4], "its base stays folded away");
    story.keys("M");
    assert_eq!(story.model.timeline.shown.len(), 5);
}

#[test]
fn folding_never_compares_another_pair_unsaid() {
    let mut story = Story::of(30);
    story.archive.pieces[4].revisions[1].minor = true;
    story.keys("4jlgg2j");
    assert_eq!(story.pair(), (1, 2));
    story.keys("M");
    assert_eq!(story.pair(), (1, 2), "what is compared stays, be it minor");
    story.keys("jM");
    assert_eq!((&story.model.timeline.shown[..], story.pair()), (&[0, 1, 2, 3, 4][..], (2, 3)));
}

#[test]
fn where_only_what_is_compared_is_minor_it_is_said() {
    let mut story = opened();
    story.keys("kkM");
    assert_eq!(story.model.timeline.shown.len(), 5);
    assert_eq!(story.notice(), "Nothing is folded: what is minor or part of a burst is what is being compared.");
}

#[test]
fn a_base_that_is_folded_away_is_marked_where_it_is_hidden() {
    let mut story = opened();
    story.keys("Mk");
    assert_eq!(story.pair(), (2, 3));
    let height = usize::from(story.model.geometry().timeline.body.height);
    let rows = [TimelineLine::Row(0), TimelineLine::Row(1), TimelineLine::Folded(2, 3), TimelineLine::Row(3)];
    assert_eq!(timeline_lines(&story.model.timeline, height)[..4], rows);
    // At the upper edge too that line says it, and no other.
    story.model.timeline.top = 2;
    assert_eq!(timeline_lines(&story.model.timeline, height)[0], TimelineLine::Folded(2, 3));
}

#[test]
fn a_burst_is_told_as_what_it_is() {
    let mut story = Story::of(30);
    let texts = &mut story.archive.pieces[4].revisions;
    texts.iter_mut().for_each(|text| text.minor = false);
    let minute = texts[3].minute;
    (texts[1].minute, texts[2].minute) = (minute - 8, minute - 4);
    story.keys("4jlM");
    assert_eq!(story.notice(), "2 revisions of bursts folded.");
    assert_eq!((&story.model.timeline.shown[..], story.pair()), (&[0, 3, 4][..], (3, 4)));
    story.keys("{");
    assert_eq!(story.pair(), (0, 3), "all that the burst did, so that nothing is passed over");
    assert!(story.model.timeline.spans_burst());
    story.keys("{}<enter>");
    assert_eq!(story.pair(), (0, 3));
    story.keys("hM");
    assert_eq!(story.pair(), (2, 3), "unfolded, the last step alone");
}

#[test]
fn a_timeline_that_grew_keeps_the_readers_revision() {
    let mut story = opened();
    story.keys("kk");
    let mut text = story.archive.pieces[4].revisions[4].clone();
    text.minute += 60;
    story.archive.pieces[4].revisions.push(text);
    story.send(Msg::Progress(Progress { articles: 30, revisions: 1_000, ..Progress::default() }));
    assert_eq!((story.model.timeline.rows().len(), story.pair()), (6, (1, 2)));
}

#[test]
fn searching_finds_revisions() {
    let mut story = opened();
    story.keys("/again<enter>");
    assert_eq!(story.model.timeline.cursor, 4);
    story.keys("n");
    assert_eq!(story.model.timeline.cursor, 1);
    story.keys("N<esc>");
    assert_eq!((story.model.timeline.cursor, &story.model.timeline.search), (4, &None));
}

#[test]
fn answers_for_an_article_left_are_dropped() {
    let mut story = Story::of(30);
    story.sleep();
    story.keys("jjjj");
    story.keys("l}{bB=M<enter>");
    // Nobody asks for revisions of the article before as if they were those of the next.
    let is_diff = |effect: &&Effect| matches!(effect, Effect::Ask { request: Request::Diff { .. }, .. });
    assert_eq!(story.asleep.iter().flatten().find(is_diff), None);
    story.wake();
    assert_eq!(story.opened(), "a:4");
    assert!(story.model.timeline.is_current());
    assert_eq!(story.model.diff.shown.as_ref().map(|d| d.article.as_str()), Some("a:4"));
}

#[test]
fn facts_of_the_article() {
    let mut story = opened();
    story.send(Msg::Resize(40, 10)).keys("ij");
    assert_eq!(story.model.mode, Mode::Facts { top: 1 });
    // The end is the last screen, from which the first step back is seen.
    story.keys("G");
    let Mode::Facts { top } = story.model.mode else { panic!("no facts") };
    story.keys("k");
    assert_eq!(story.model.mode, Mode::Facts { top: top - 1 });
    story.keys("<esc>");
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn base_and_target_out_of_sight_are_told_of_at_the_edge() {
    let mut story = Story::sized(30, (80, 8));
    story.keys("4jlggbGt");
    let height = usize::from(story.model.geometry().timeline.body.height);
    assert!(height < 5, "five revisions do not fit");
    let lines = timeline_lines(&story.model.timeline, height);
    let away = Marks { base: Some(0), target: None };
    assert_eq!(lines, [TimelineLine::Above(away), TimelineLine::Row(2), TimelineLine::Row(3), TimelineLine::Row(4)]);
    // A click on the line leads there, and then the target is what is out of sight.
    let body = story.model.geometry().timeline.body;
    story.send(Msg::Mouse(Mouse { kind: MouseKind::Click, column: body.x + 9, row: body.y }));
    assert_eq!((story.model.timeline.cursor, story.pair()), (0, (0, 4)));
    let lines = timeline_lines(&story.model.timeline, height);
    assert_eq!(lines.last(), Some(&TimelineLine::Below(Marks { base: None, target: Some(4) })));
    // Unless a pair was chosen it follows the cursor and is always in sight.
    story.keys("<enter>h");
    let told = |l: &TimelineLine| matches!(l, TimelineLine::Above(_) | TimelineLine::Below(_));
    assert!(!timeline_lines(&story.model.timeline, height).iter().any(told));
}

#[test]
fn a_branch_is_compared_with_what_it_was_made_from_and_the_line_goes_on_past_it() {
    let mut story = Story::of(30);
    let texts = &mut story.archive.pieces[4].revisions;
    (texts[2].aside_of, texts[3].aside_of) = (Some(0), Some(2));
    story.keys("4jl");
    assert_eq!(story.pair(), (1, 4), "the line goes on from its own revision");
    story.keys("k");
    assert_eq!(story.pair(), (2, 3));
    story.keys("k");
    assert_eq!(story.pair(), (0, 2));
    story.keys("jjMk");
    assert_eq!((&story.model.timeline.shown[..], story.pair()), (&[0, 1, 3, 4][..], (2, 3)), "also when folded");
}

#[test]
fn what_base_and_target_became_is_said_also_from_the_list() {
    let mut story = Story::of(30);
    story.keys("4jb");
    assert_eq!(story.notice(), "Base: revision 4; t sets the target; = follows the cursor again.");
    story.keys("lkkt");
    assert_eq!(story.notice(), "Target: revision 2; b sets the base; = follows the cursor again.");
    story.keys("B");
    assert_eq!(story.notice(), "Swapped: revision 2 is the base, 4 the target; = follows the cursor again.");
    assert_eq!(story.pair(), (2, 4));
}

#[test]
fn the_first_revision_says_that_there_is_none_before_it() {
    let mut story = Story::of(30);
    story.keys("4jl3{");
    assert!(story.pair() == (0, 1) && !story.notice().contains("first"), "{}", story.notice());
    story.keys("{");
    assert_eq!(story.pair(), (0, 0));
    assert_eq!(story.notice(), "This is the first revision: there is none before it to compare with.");
    story.keys("{");
    assert_eq!((story.pair(), story.notice()), ((0, 0), "This is the first revision."));
}
