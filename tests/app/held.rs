//! Keys come faster than answers: what is taken is of the article and the pair under the cursors.

use recension::app::{Effect, Mode, Request, overlay::Extent};

use crate::{diff::opened, story::Story};

/// Keys pressed while the catalogue sleeps; it wakes after the last of them.
fn fast(keys: &str) -> Story {
    let mut story = opened();
    story.sleep();
    story.keys(keys);
    assert!(!story.done.iter().any(|e| *e != Effect::Save), "{keys}: {:?}", story.done);
    story.wake();
    story
}

fn last(story: &Story) -> &Effect {
    story.done.iter().rev().find(|e| **e != Effect::Save).expect("something done")
}

#[test]
fn copies_are_of_the_article_gone_to() {
    for (keys, part) in [
        ("<lt><lt>yr", "School story 2, again\n"),
        ("<lt><lt>yd", "https://gazette.example/2\n"),
        ("<lt>yy", "+ The council of Library town said it would spend 130 pounds.\n"),
    ] {
        let story = fast(keys);
        let Effect::Copy { text, .. } = last(&story) else { panic!("{keys}: {:?}", story.done) };
        assert!(text.contains(part), "{keys}: {text}");
    }
    let story = fast("<lt>yu");
    assert!(matches!(last(&story), Effect::Copy { text, .. } if text == "https://gazette.example/3"));
}

#[test]
fn an_export_is_of_one_diff_by_name_and_by_content() {
    let story = fast("<lt>x<enter>");
    let Effect::Export { diff: Request::Diff { article, base, target, .. }, file, .. } = last(&story) else {
        panic!("{:?}", story.done)
    };
    assert_eq!((article.as_str(), *base, *target), ("a:3", 2, 3));
    assert_eq!(file, "courier-library-story-3-again-r2-r3.html");
    let story = fast("{{x<enter>");
    let Effect::Export { diff: Request::Diff { base, target, .. }, file, .. } = last(&story) else { panic!() };
    assert_eq!((*base, *target, file.as_str()), (1, 2, "gazette-orchard-story-4-again-r1-r2.html"));
}

#[test]
fn what_was_selected_in_the_diff_before_is_no_part_of_the_next_export() {
    let mut story = opened();
    story.keys("]vl");
    story.sleep();
    story.keys("{x<enter>");
    story.wake();
    let Effect::Export { diff: Request::Diff { base: 2, target: 3, .. }, extent, .. } = last(&story) else { panic!() };
    assert_eq!(*extent, Extent::Whole);
}

#[test]
fn editor_browser_pipe_star_and_mark_take_the_article_gone_to() {
    let story = fast("<lt>e");
    assert!(matches!(last(&story), Effect::Editor { text, .. } if text.contains("Library story 3")));
    let story = fast("<lt>O");
    assert_eq!(*last(&story), Effect::OpenUrl("https://gazette.example/3".into()));
    let story = fast("<lt>|wc<enter>");
    assert!(
        matches!(last(&story), Effect::Pipe { command, text } if command == "wc" && text.contains("Library story 3"))
    );
    let story = fast("<lt>ma");
    let mark = &story.model.user.marks[&'a'];
    assert_eq!((mark.article.as_str(), mark.base, mark.target), ("a:3", Some(2), Some(3)));
    let story = fast("<lt>*");
    assert!(story.model.user.starred.iter().all(|id| id.as_str() == "a:3"), "{:?}", story.model.user.starred);
    // Words are selected in the diff that comes, not in the one that goes.
    assert!(fast("{v").model.diff.selection.is_some());
}

#[test]
fn keys_wait_in_their_order_and_esc_gives_them_up() {
    let story = fast("<lt>yu<lt>yu");
    let copied: Vec<&str> = story
        .done
        .iter()
        .filter_map(|e| if let Effect::Copy { text, .. } = e { Some(text.as_str()) } else { None })
        .collect();
    // The second one waits in its turn for what the key before it asked for.
    assert_eq!(copied, ["https://gazette.example/3", "https://gazette.example/2"]);
    let story = fast("<lt>x<esc>");
    assert_eq!((&story.model.mode, story.notice()), (&Mode::Browse, "Given up."));
}

#[test]
fn an_open_export_menu_follows_the_diff() {
    let mut story = opened();
    story.keys("x");
    let revision = story.archive.pieces[4].revisions[4].clone();
    story.archive.pieces[4].revisions.push(revision);
    story.read_all();
    let named = |story: &Story| match &story.model.mode {
        Mode::Export(menu) => (menu.of.base, menu.of.target, menu.file.text.clone()),
        mode => panic!("no menu: {mode:?}"),
    };
    assert_eq!(named(&story), (4, 5, "gazette-orchard-story-4-again-r4-r5.html".into()));
    // A name of the user's own stays; what is written is still what the menu tells of.
    story.keys("e<ctrl-u>mine.html<esc><enter>");
    assert!(
        matches!(last(&story), Effect::Export { diff: Request::Diff { base: 4, target: 5, .. }, file, .. } if file == "mine.html")
    );
}
