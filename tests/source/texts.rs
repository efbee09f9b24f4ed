//! Folders of texts, and what lies beside them.

use recension::model::Certainty;

use crate::archive::{Dump, texts};

#[test]
fn only_texts_with_times_or_ordinals_in_their_names_are_revisions() {
    let json = br#"{"url":"https://e.example/1","versions":[{"text":"one"}]}"#;
    let got = Dump::of(&[
        ("dump/a.json", json),
        ("dump/notes.txt", b"Notes\n\nOne."),
        ("dump/todo.md", b"# To do\n\nTwo."),
        ("dump/ferry/2020-07-07T10-00.txt", b"Ferry late\n\nIt was late.\n\nVery."),
        ("dump/ferry/2020-07-07T11-00.txt", b"Ferry very late\n\nIt was late."),
        ("dump/ferry/picture.txt", b"A picture\n\nof a ferry."),
        ("dump/drafts/v2.md", b"Second draft."),
        ("dump/drafts/v1.md", b"First draft."),
    ])
    .read();
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let mut titles: Vec<(&str, usize)> = got.articles.iter().map(|a| (a.title(), a.revisions.len())).collect();
    titles.sort_unstable();
    assert_eq!(titles, [("", 1), ("A picture", 1), ("Ferry very late", 2), ("Notes", 1), ("To do", 1), ("drafts", 2)]);
    let drafts = got.articles.iter().find(|a| a.title() == "drafts").expect("the drafts");
    assert_eq!(drafts.revisions.iter().map(|r| r.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(texts(drafts, 0), ["First draft."]);
    assert_eq!(drafts.revisions[0].time.as_ref().map(|t| t.certainty), Some(Certainty::Unknown));
}

#[test]
fn what_another_format_knows_by_its_content_is_no_plain_text() {
    let json = br#"{"url":"https://e.example/1","title":"J","versions":[{"text":"one"}]}"#;
    let got = Dump::of(&[("dump/20200707100000.txt", json), ("dump/20200708100000.txt", b"Ferry\n\nLate.")]).read();
    let mut titles: Vec<&str> = got.articles.iter().map(recension::model::Article::title).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Ferry", "J"]);
}
