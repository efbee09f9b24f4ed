//! What trackers of single pages keep.

use recension::{model::Article, source::identity};

use crate::archive::{Dump, Got, texts};

const FERRY: &str = "https://gazette.example/news/ferry";

/// The article that others tell of under the address, and the others.
fn parted(got: &Got) -> (&Article, Vec<&Article>) {
    let page = identity::id_of_url(FERRY).expect("an id");
    let is_page = |a: &&Article| a.id == page || a.aliases.iter().any(|alias| alias == page.as_str());
    let (mut pages, others): (Vec<&Article>, Vec<&Article>) = got.articles.iter().partition(is_page);
    assert_eq!(pages.len(), 1, "{:#?}", got.articles);
    (pages.remove(0), others)
}

fn is_told_of(article: &Article) -> bool {
    article.notes.iter().any(|note| note.contains("watches this page more than once"))
}

#[test]
fn two_watches_of_one_page_are_two_articles() {
    let watch = |url: &str, title: &str| format!(r#"{{"url":"{url}","title":"{title}"}}"#).into_bytes();
    let api =
        format!(r#"{{"url":"{FERRY}","title":"Ferry","created_at":"2025-07-03T10:00:00Z","text":"The ferry sails."}}"#);
    let list = b"1751364000,a.txt\n1751450400,b.txt\n";
    for (text, price) in [("1", "2"), ("2", "1")] {
        let place = |n: &str, name: &str| format!("dump/cd/0197c4d0-1111-4000-8000-00000000000{n}/{name}");
        let names = ["watch.json", "history.txt", "a.txt", "b.txt"];
        let (of_text, of_price) = (names.map(|name| place(text, name)), names.map(|name| place(price, name)));
        let got = Dump::of(&[
            ("dump/cd/changedetection.json", b"{}"),
            (&of_text[0], &watch(FERRY, "Ferry text")),
            (&of_text[1], list),
            (&of_text[2], b"The ferry is late."),
            (&of_text[3], b"The ferry is very late."),
            // A page's source comes after what it shows, whatever the folders are called.
            (&of_price[0], &watch(&format!("source:{FERRY}"), "Ferry price")),
            (&of_price[1], list),
            (&of_price[2], b"Price: 10"),
            (&of_price[3], b"Price: 11"),
            ("dump/x.json", api.as_bytes()),
        ])
        .read();
        let (first, others) = parted(&got);
        let [other] = others[..] else { panic!("{:#?}", got.articles) };
        assert_eq!((first.revisions.len(), other.revisions.len()), (3, 2), "{:?}", got.said());
        assert_eq!((texts(other, 0), other.url.as_str()), (vec!["Price: 10"], FERRY));
        assert!(is_told_of(first) && is_told_of(other));
        assert!(other.notes.iter().any(|note| note.contains("the source of the page")), "{:?}", other.notes);
    }
}
