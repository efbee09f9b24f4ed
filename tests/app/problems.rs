//! The problems met while reading.

use recension::app::{
    Mode,
    overlay::problems::{Entry, Problems},
};

use crate::story::Story;

fn list(story: &Story) -> &Problems {
    match &story.model.mode {
        Mode::Problems(list) => list,
        _ => panic!("no problems"),
    }
}

#[test]
fn problems_are_listed() {
    let mut story = Story::of(30);
    story.keys("P");
    assert_eq!((list(&story).problems.len(), list(&story).entries.len()), (40, 1), "all have one reason");
    story.keys("<enter>G");
    assert_eq!((list(&story).entries.len(), list(&story).cursor), (41, 40));
    assert!(list(&story).top > 0);
    story.keys("<enter>");
    assert_eq!((list(&story).entries.len(), list(&story).cursor), (1, 0), "Enter closes the group and not the list");
    story.keys("q");
    assert_eq!((&story.model.mode, story.done.is_empty()), (&Mode::Browse, true));
}

#[test]
fn problems_are_found_as_one_types() {
    let mut story = Story::of(30);
    story.keys("P/37");
    assert_eq!((&list(&story).entries[..], list(&story).found()), (&[Entry::Alone(37)][..], 1));
    story.keys("<space>line<space>broken");
    assert_eq!(list(&story).found(), 1, "all of the words, wherever they stand");
    story.keys("<enter>");
    assert_eq!((list(&story).typing, list(&story).found()), (false, 1));
    story.keys("<enter>");
    assert!(story.notice().starts_with("There is no more to this one"), "{}", story.notice());
    story.keys("<esc>");
    assert_eq!(list(&story).found(), 40, "first what was looked for goes, then the list");
    story.keys("/nowhere");
    assert_eq!(list(&story).entries, []);
    story.keys("<esc><esc>");
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn a_problem_longer_than_the_screen_is_read_to_its_end() {
    let mut story = Story::sized(3, (30, 8));
    story.keys("P");
    let Mode::Problems(list) = &mut story.model.mode else { panic!("no problems") };
    let mut problems = list.problems.clone();
    problems[0].reason = "What is wrong takes many words. ".repeat(8);
    problems[1].reason = "Torn.".into();
    list.take(problems);
    let at = |story: &Story| match &story.model.mode {
        Mode::Problems(list) => (list.cursor, list.line),
        _ => panic!("no problems"),
    };
    story.keys("jj");
    assert_eq!(at(&story), (0, 2));
    for _ in 0..40 {
        story.keys("k");
    }
    assert_eq!(at(&story), (0, 0));
    let mut steps = 0;
    while at(&story).0 == 0 {
        story.keys("j");
        steps += 1;
    }
    assert!(steps > 5 && at(&story) == (1, 0), "{steps}");
}
