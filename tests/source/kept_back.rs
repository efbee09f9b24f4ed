//! Joined dumps, one of which keeps a text back that another has.

use crate::together::{either_way, line, read};

#[test]
fn a_text_that_may_be_one_that_is_kept_back_is_kept_back() {
    let first = line("Quay wall", "It moved.", "2021-03-01T10:00:00Z");
    let kept =
        first.clone() + &line("Quay wall", "It fell.", "2021-03-01T11:00:00Z").replace("}", ",\"state\":\"withheld\"}");
    let others = [
        line("Another headline", "It fell.", "2021-03-01T11:00:00Z"),
        line("Quay wall", "It fell.", "2021-03-01T11:00:00Z") + &line("Quay wall", "It slid.", "2021-03-01T11:00:00Z"),
        line("Quay wall", "It moved.", "") + &line("Quay wall", "It fell.", ""),
    ];
    for other in others {
        let got = read(&[("dump/a.jsonl", &kept), ("dump/b.jsonl", &other)]);
        let shown = got.article().without_withheld();
        let shown = shown.as_ref().unwrap_or(got.article());
        let texts: Vec<&str> = shown.revisions.iter().flat_map(|r| &r.paragraphs).map(AsRef::as_ref).collect();
        assert_eq!(texts, ["It moved."], "{other}");
    }
}

#[test]
fn what_is_kept_back_is_kept_back_until_its_origin_saw_the_page_again() {
    let kept = line("Quay wall", "It moved.", "2021-03-01T10:00:00Z")
        + &line("Quay wall", "It fell.", "2021-03-01T11:00:00Z").replace('}', ",\"state\":\"withheld\"}")
        + &line("Quay wall", "It was mended.", "2021-03-01T13:00:00Z");
    let other = line("Quay wall", "It fell.", "2021-03-01T11:00:00Z")
        + &line("Quay wall", "It fell slowly.", "2021-03-01T12:00:00Z")
        + &line("Quay wall", "It moved.", "2021-03-01T12:30:00Z")
        + &line("Quay wall", "It fell.", "2021-03-01T14:00:00Z")
        + &line("Quay wall", "It is gone.", "2021-03-01T15:00:00Z");
    for got in either_way(&kept, &other) {
        let shown = got.article().without_withheld().expect("something is kept back");
        let texts: Vec<&str> = shown.revisions.iter().flat_map(|r| &r.paragraphs).map(AsRef::as_ref).collect();
        assert_eq!(texts, ["It moved.", "It moved.", "It was mended.", "It is gone."]);
    }
}

#[test]
fn a_text_that_is_kept_back_is_known_in_another_spelling_and_in_part_and_stays_so_for_as_long_as_nobody_knows() {
    let kept = line("Quay wall", "It moved.", "2021-03-01T10:00:00Z")
        + &line("Quay wall", "Harold Smith’s wall fell at last.", "2021-03-01T11:00:00Z")
            .replace('}', ",\"state\":\"withheld\"}");
    let again = line("Quay wall", "It was mended.", "2021-03-01T13:00:00Z");
    let same = line("Quay wall", "Harold Smith’s wall fell at last.", "2021-03-01T11:00:00Z");
    for told in ["Harold Smith's wall fell  at last.", "Harold Smith’s wall fe… [+9 chars]"] {
        let content = line("Quay wall", told, "2021-03-01T15:00:00Z").replace("\"text\"", "\"content\"");
        for got in either_way(&(kept.clone() + &again), &(same.clone() + &content)) {
            let shown = got.article().without_withheld().expect("something is kept back");
            let texts: Vec<&str> = shown.revisions.iter().flat_map(|r| &r.paragraphs).map(AsRef::as_ref).collect();
            assert_eq!(texts, ["It moved.", "It was mended."], "{told}");
        }
    }
    // Its origin never saw the page again, nor between.
    for (time, is_shown) in
        [("2021-03-01T10:30:00Z", false), ("2021-03-05T10:00:00Z", false), ("2021-03-01T09:00:00Z", true)]
    {
        for got in either_way(&kept, &line("Quay wall", "Another text of it.", time)) {
            let shown = got.article().without_withheld().expect("something is kept back");
            let texts: Vec<&str> = shown.revisions.iter().flat_map(|r| &r.paragraphs).map(AsRef::as_ref).collect();
            assert_eq!(texts.contains(&"Another text of it."), is_shown, "{time}");
        }
    }
}

#[test]
fn what_is_kept_back_of_a_day_or_without_a_time_stays_so_between_what_its_origin_has_around_it() {
    let withheld = |time: &str| line("Quay wall", "", time).replace('}', ",\"state\":\"withheld\"}");
    let day = "2021-03-01";
    let at = |hour: u32| format!("2021-03-01T{hour:02}:00:00Z");
    let row = |text: &str, time: &str| line("Quay wall", text, time);
    let hours = row("It moved.", &at(9)) + &row("It fell.", &at(10));
    for (kept, other, shown) in [
        // The first of that day is told by the hour, and what is kept back comes behind it.
        (row("It moved.", day) + &withheld(day), hours.clone(), vec!["It moved."]),
        (
            row("It moved.", day) + &withheld(day) + &row("It is gone.", day),
            hours.clone() + &row("It is gone.", &at(12)) + &row("It is back.", &at(13)),
            vec!["It moved.", "It is gone.", "It is back."],
        ),
        (
            row("It moved.", "") + &withheld("") + &row("It is gone.", ""),
            hours.clone() + &row("It is gone.", &at(11)) + &row("It is back.", &at(12)),
            vec!["It moved.", "It is gone.", "It is back."],
        ),
        (row("It moved.", "") + &withheld(""), hours, vec!["It moved."]),
        // Who knows at which hour its origin saw the page again, within which part of a second, or since when it had stood there.
        (
            row("It moved.", day) + &withheld("2021-03-02") + &row("It is back.", "2021-03-03"),
            row("It fell.", "2021-03-03T00:30:00Z") + &row("It stands.", "2021-03-04T10:00:00Z"),
            vec!["It moved.", "It is back.", "It stands."],
        ),
        (
            withheld(&at(9)) + &row("It is back.", &at(10)),
            row("It fell.", "2021-03-01T10:00:00.1Z"),
            vec!["It is back."],
        ),
        (withheld(&at(9)) + &row("It is back.", &at(10)), row("It fell.", &at(8)), vec!["It is back."]),
    ] {
        for got in either_way(&kept, &other) {
            let article = got.article().without_withheld().expect("something is kept back");
            let texts: Vec<&str> = article.revisions.iter().flat_map(|r| &r.paragraphs).map(AsRef::as_ref).collect();
            assert_eq!(texts, shown, "{kept}{other}");
        }
    }
}
