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

#[test]
fn names_that_people_write_are_times_and_versions() {
    let text = |of: &str| format!("The mayor of Harle\n\nThe mayor spoke of the {of}.\n");
    let (one, two) = (text("ferry"), text("weir"));
    for names in [
        ["1 March 2024.txt", "12 March 2024.txt"],
        ["March 1, 2024.txt", "March 12, 2024.txt"],
        ["2024-03-01 mayor.txt", "2024-03-12 mayor.txt"],
        ["mayor_v1.txt", "mayor_v2.txt"],
        ["2024-03-01/mayor.txt", "2024-03-12/mayor.txt"],
        ["2024/03/01/mayor.txt", "2024/03/12/mayor.txt"],
    ] {
        let [first, second] = names.map(|name| format!("dump/{name}"));
        let got = Dump::of(&[(&first, one.as_bytes()), (&second, two.as_bytes())]).read();
        let [article] = got.articles.as_slice() else { panic!("{names:?}: {:?}", got.said()) };
        let told: Vec<&str> = article.revisions.iter().map(|r| r.paragraphs[0].as_ref()).collect();
        assert_eq!(told, ["The mayor spoke of the ferry.", "The mayor spoke of the weir."], "{names:?}");
        let days = article.revisions.iter().filter_map(|r| r.time.as_ref()).map(|t| t.at.to_string());
        if !names[0].contains("_v") {
            assert_eq!(days.collect::<Vec<_>>(), ["2024-03-01T00:00:00Z", "2024-03-12T00:00:00Z"], "{names:?}");
        }
    }
}

#[test]
fn texts_of_one_name_with_nothing_in_common_are_articles_of_their_own() {
    let got = Dump::of(&[
        ("dump/2024-03-01/lead.txt", b"Minutes\n\nThe ferry of Harle sails at noon on Monday, and the mill is dry.\n"),
        ("dump/2024-03-02/lead.txt", b"Minutes\n\nNobody came, and it rained.\n"),
        ("dump/2024-03-03/lead.txt", b"Ferry\n\nThe ferry of Harle sails at noon on Tuesday, and the mill is dry.\n"),
    ])
    .read();
    let mut counts: Vec<usize> = got.articles.iter().map(|a| a.revisions.len()).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 2], "{:?}", got.said());
    assert!(got.articles.iter().all(|a| a.notes.is_empty()), "there is no URL of which others tell");
}

#[test]
fn what_is_called_by_a_day_and_a_name_may_be_the_next_of_a_kind() {
    let got = Dump::of(&[
        ("dump/2024-03-01 minutes.txt", b"The council spoke of the ferry and of the rain of last week.\n"),
        ("dump/2024-03-08 minutes.txt", b"Nobody came, and so it was all put off until the month of May.\n"),
        ("dump/2024-03-09 minutes.txt", b"Nobody came, and so it was all put off until the month of June.\n"),
    ])
    .read();
    let mut counts: Vec<usize> = got.articles.iter().map(|a| a.revisions.len()).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 2], "{:?}", got.said());
}

#[test]
fn names_that_look_like_times_out_of_range_are_none() {
    let got =
        Dump::of(&[("dump/12 May 2020 1984.txt", b"It rains."), ("dump/12 May 2020 2500/a.txt", b"It snows.")]).read();
    assert_eq!((got.articles.len(), got.problems.len()), (2, 0), "{:?}", got.said());
}

#[test]
fn a_day_of_a_month_is_told_by_where_it_lies() {
    let bed = |guests: u8| format!("The inn at Harle has {guests} beds, a pond and a long view of the sea below it.\n");
    let (one, two) = (bed(3), bed(4));
    let got = Dump::of(&[
        ("dump/2024/03/31.md", one.as_bytes()),
        ("dump/2024/04/01.md", two.as_bytes()),
        ("dump/2024/04/02.md", b"I stayed in bed, and nobody came but the cat.\n"),
    ])
    .read();
    let mut told: Vec<(usize, String)> = got
        .articles
        .iter()
        .map(|a| {
            (a.revisions.len(), a.revisions.iter().filter_map(|r| Some(r.time.as_ref()?.at.to_string())).collect())
        })
        .collect();
    told.sort_unstable();
    let days = ["2024-04-02T00:00:00Z".to_owned(), "2024-03-31T00:00:00Z2024-04-01T00:00:00Z".to_owned()];
    assert_eq!(told, [(1, days[0].clone()), (2, days[1].clone())], "{:?}", got.said());
}

#[test]
fn numbered_texts_that_share_nothing_are_a_collection() {
    let tale = |of: &str| format!("The {of} of Harle\n\n{of} and {of}, so they say of it, {of} is {of} again.\n");
    let texts = ["mill", "weir", "ferry", "inn"].map(tale);
    let names = ["dump/tales/001.txt", "dump/tales/002.txt", "dump/tales/003.txt", "dump/tales/004.txt"];
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(texts.iter().map(String::as_bytes)).collect();
    let got = Dump::of(&files).read();
    let ids: std::collections::BTreeSet<_> = got.articles.iter().map(|a| a.id.clone()).collect();
    assert_eq!((got.articles.len(), ids.len()), (4, 4), "{:?}", got.said());
    // Revisions of one article share their words, or at least some of them do.
    let report =
        |n: u8| format!("The mill\n\nThe mill of Harle is old, and it was sold {n} times in a hundred years.\n");
    let texts = [1, 2, 3, 4].map(report);
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(texts.iter().map(String::as_bytes)).collect();
    assert_eq!(Dump::of(&files).read().articles.len(), 1);
}

#[test]
fn a_text_without_a_time_in_its_name_bears_that_of_its_front_matter() {
    let got = Dump::of(&[(
        "dump/posts/mill/index.md",
        b"---\ntitle: The mill\ndate: 2024-03-01T10:00:00Z\nlastmod: 2024-03-05\n---\n\nIt is old.\n",
    )])
    .read();
    let [article] = got.articles.as_slice() else { panic!("{:?}", got.said()) };
    let time = article.revisions[0].time.as_ref().map(|t| t.at.to_string());
    assert_eq!((article.title(), time.as_deref()), ("The mill", Some("2024-03-05T00:00:00Z")));
}

#[test]
fn revisions_of_an_article_are_cut_into_paragraphs_alike() {
    let wrapped = "The night ferry will run until the end of October, the port office said\n\
                   late on Saturday, and tickets will cost fourteen crowns instead of the\ntwelve announced.\n";
    let lines = "The night ferry will run until the end of October.\nTickets will cost fourteen crowns.\n";
    let counts = |texts: &[&str]| {
        let names: Vec<String> = (1..=texts.len()).map(|n| format!("dump/ferry/v{n}.txt")).collect();
        let files: Vec<(&str, &[u8])> =
            names.iter().map(String::as_str).zip(texts.iter().map(|text| text.as_bytes())).collect();
        let got = Dump::of(&files).read();
        let [article] = got.articles.as_slice() else { panic!("{:?}", got.said()) };
        article.revisions.iter().map(|r| r.paragraphs.len()).collect::<Vec<_>>()
    };
    assert_eq!(counts(&[wrapped, lines]), [3, 2]);
    assert_eq!(counts(&[wrapped, lines, wrapped]), [1, 2, 1]);
    assert_eq!(counts(&[wrapped, "It will not run.\n"]), [1, 1]);
}
