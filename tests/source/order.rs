//! Joined dumps: which text comes first, and what is said where nobody knows.

use recension::{model::Article, source::join::is_headline_carried};

use crate::together::{URL, either_way, line, notes, read, story};

#[test]
fn a_text_without_a_time_is_that_of_another_dump_which_has_one() {
    let dated = ["It moved.", "It fell.", "It moved.", "It was found."];
    let hours = (10..).zip(dated).map(|(n, text)| line("Quay wall", text, &format!("2021-03-01T{n}:00:00Z")));
    let hours: String = hours.collect();
    let undated: String =
        ["It moved.", "It fell.", "Nobody saw it.", "It moved."].map(|t| line("Quay wall", t, "")).concat();
    for (one, other) in [("dump/a.jsonl", "dump/b.jsonl"), ("dump/b.jsonl", "dump/a.jsonl")] {
        let got = read(&[(one, &hours), (other, &undated)]);
        let want = [
            ("It moved.", true, false),
            ("It fell.", true, false),
            ("Nobody saw it.", false, false),
            ("It moved.", true, false),
            ("It was found.", true, false),
        ];
        assert_eq!(story(got.article()), want, "{one}");
    }
}

#[test]
fn texts_of_unknown_order_lie_aside_of_those_that_bear_times() {
    let dated = ["It moved.", "It fell.", "It was found."];
    let hours = (10..).zip(dated).map(|(n, text)| line("Quay wall", text, &format!("2021-03-01T{n}:00:00Z")));
    let hours: String = hours.collect();
    let undated: String = ["It shook.", "It shook again."].map(|t| line("Quay wall", t, "")).concat();
    for (one, other) in [("dump/a.jsonl", "dump/b.jsonl"), ("dump/b.jsonl", "dump/a.jsonl")] {
        let got = read(&[(one, &hours), (other, &undated)]);
        let aside: Vec<bool> = got.article().revisions.iter().map(|r| r.is_aside).collect();
        assert_eq!(aside, [true, true, false, false, false], "{:?}", story(got.article()));
    }
    // A single text that bears a time is no line.
    let alone = line("Quay wall", "It stands.", "2021-03-01T10:00:00Z");
    let got = read(&[("dump/a.jsonl", &alone), ("dump/b.jsonl", &undated)]);
    assert_eq!(
        story(got.article()),
        [("It shook.", false, false), ("It shook again.", false, false), ("It stands.", true, true)]
    );
    // After the first one, and who knows how long: the order is that of its dump only where nothing else is between.
    let also: String = ["It moved.", "It shook."].map(|t| line("Quay wall", t, "")).concat();
    let got = read(&[("dump/a.jsonl", &hours), ("dump/b.jsonl", &also)]);
    let want = [
        ("It moved.", true, false),
        ("It shook.", false, true),
        ("It fell.", true, false),
        ("It was found.", true, false),
    ];
    assert_eq!(story(got.article()), want);
    // From the newest to the oldest.
    let back: String =
        ["It was found.", "It shook.", "It fell.", "It moved."].map(|t| line("Quay wall", t, "")).concat();
    let got = read(&[("dump/a.jsonl", &hours), ("dump/b.jsonl", &back)]);
    let want = [
        ("It moved.", true, false),
        ("It fell.", true, false),
        ("It shook.", false, false),
        ("It was found.", true, false),
    ];
    assert_eq!(story(got.article()), want);
}

#[test]
fn a_headline_does_not_go_where_a_dump_has_none() {
    let with = line("Quay wall moves", "It moved.", "2021-03-01T10:00:00Z")
        + &line("Quay wall falls", "It fell.", "2021-03-01T12:00:00Z");
    let without = line("", "It moved far.", "2021-03-01T11:00:00Z") + &line("", "It is gone.", "2021-03-01T13:00:00Z");
    let got = read(&[("dump/a.jsonl", &with), ("dump/b.jsonl", &without)]);
    let article = got.article();
    let titles: Vec<&str> = article.revisions.iter().map(|r| r.title.as_str()).collect();
    assert_eq!(titles, ["Quay wall moves", "Quay wall moves", "Quay wall falls", "Quay wall falls"]);
    let carried: Vec<bool> = article.revisions.iter().map(is_headline_carried).collect();
    assert_eq!(carried, [false, true, false, true]);
    // Of a dump that has headlines one that is missing is missing.
    let lost = with + &line("", "It is gone.", "2021-03-01T13:00:00Z");
    let got = read(&[
        ("dump/a.jsonl", &lost),
        ("dump/b.jsonl", &line("Quay wall moves", "It moved.", "2021-03-01T10:00:00Z")),
    ]);
    assert_eq!(got.article().revisions.last().map(|r| r.title.as_str()), Some(""));
}

#[test]
fn the_address_is_the_one_with_the_least_behind_it() {
    let tracked = line("Quay wall", "It moved.", "2021-03-01T10:00:00Z").replace(URL, &format!("{URL}?utm_source=x"));
    let got =
        read(&[("dump/a.jsonl", &tracked), ("dump/b.jsonl", &line("Quay wall", "It fell.", "2021-03-01T11:00:00Z"))]);
    assert_eq!(got.article().url, URL);
}

#[test]
fn the_order_is_that_of_the_times_where_a_dump_without_them_has_every_text() {
    let dated = line("Quay wall", "It moved.", "2021-03-01T09:00:00Z")
        + &line("Quay wall falls", "It fell.", "2021-03-01T11:00:00Z");
    for day in ["", "2021-03-01"] {
        let bare = line("", "It fell.", day) + &line("", "It moved.", day);
        for got in either_way(&dated, &bare) {
            let titles: Vec<&str> = got.article().revisions.iter().map(|r| r.title.as_str()).collect();
            assert_eq!(titles, ["Quay wall", "Quay wall falls"], "{day}");
        }
    }
}

#[test]
fn numbers_that_a_dump_gives_are_never_turned_round() {
    let dated =
        line("Quay wall", "It moved.", "2021-03-01T10:00:00Z") + &line("Quay wall", "It fell.", "2021-03-01T12:00:00Z");
    let version = |n: u32, text: &str| line("Quay wall", text, "").replace('{', &format!("{{\"version\":{n},"));
    let numbered = version(1, "It fell.") + &version(2, "It moved.") + &version(3, "It is gone.");
    for got in either_way(&dated, &numbered) {
        let want = [
            ("It fell.", false, false),
            ("It moved.", true, false),
            ("It is gone.", false, true),
            ("It fell.", true, false),
        ];
        assert_eq!(story(got.article()), want);
    }
}

#[test]
fn texts_that_two_dumps_have_behind_the_same_one_are_in_no_order() {
    let lines = |texts: &[&str]| texts.iter().map(|text| line("Quay wall", text, "")).collect::<String>();
    let dated = line("Quay wall", "It moved.", "2021-03-01T10:00:00Z");
    let [one, other] = [lines(&["It moved.", "It fell."]), lines(&["It moved.", "It shook."])];
    let got = read(&[("dump/a.jsonl", &dated), ("dump/b.jsonl", &one), ("dump/c.jsonl", &other)]);
    let mut told = story(got.article());
    told.sort_unstable();
    assert_eq!(told, [("It fell.", false, true), ("It moved.", true, false), ("It shook.", false, true)]);
    // Without any times.
    let [one, other] =
        [lines(&["It moved.", "It fell.", "It stands."]), lines(&["It moved.", "It shook.", "It stands."])];
    for got in either_way(&one, &other) {
        let mut told = story(got.article());
        told.sort_unstable();
        let aside: Vec<(&str, bool)> = told.into_iter().map(|(text, _, aside)| (text, aside)).collect();
        assert_eq!(aside, [("It fell.", true), ("It moved.", false), ("It shook.", true), ("It stands.", false)]);
    }
    // One goes on where the other ends.
    let [one, other] = [lines(&["It moved.", "It fell."]), lines(&["It fell.", "It was mended."])];
    for got in either_way(&one, &other) {
        let told: Vec<_> = story(got.article()).into_iter().map(|(text, _, aside)| (text, aside)).collect();
        assert_eq!(told, [("It moved.", false), ("It fell.", false), ("It was mended.", false)]);
    }
}

#[test]
fn a_date_on_which_another_dump_saw_something_else_is_no_order() {
    let fine =
        line("Quay wall", "It moved.", "2021-03-01T10:00:00Z") + &line("Quay wall", "It fell.", "2021-03-03T12:00:00Z");
    let dates = line("Quay wall", "It shook.", "2021-03-01") + &line("Quay wall", "It was mended.", "2021-03-05");
    for got in either_way(&fine, &dates) {
        let aside: Vec<bool> = got.article().revisions.iter().map(|r| r.is_aside).collect();
        assert_eq!(aside, [true, false, false, false], "{:?}", story(got.article()));
    }
    let other = line("Quay wall", "It stood.", "2021-03-01");
    for got in either_way(&dates, &other) {
        let aside = got.article().revisions.iter().filter(|r| r.is_aside).count();
        assert_eq!(aside, 1, "{:?}", story(got.article()));
    }
}

#[test]
fn where_dumps_conflict_the_first_headline_is_carried_on() {
    let one = line("Quay wall moves", "It moved.", "2021-03-01T10:00:00Z")
        + &line("Quay wall falls", "It fell.", "2021-03-01T12:00:00Z");
    let other = line("Wall of the quay", "It slid.", "2021-03-01T12:00:00Z");
    let bare = line("", "It is gone.", "2021-03-01T13:00:00Z");
    let got = read(&[("dump/a.jsonl", &one), ("dump/b.jsonl", &other), ("dump/c.jsonl", &bare)]);
    let titles: Vec<&str> = got.article().revisions.iter().map(|r| r.title.as_str()).collect();
    assert_eq!(titles[1], titles[3], "{titles:?}");
}

#[test]
fn headlines_of_one_moment_conflict_as_texts_do_and_so_do_two_beginnings() {
    let at = "2021-03-01T10:00:00Z";
    let [one, other] = [line("Quay wall", "It moved.", at), line("Quay wall - The Post", "It moved.", at)];
    for got in either_way(&one, &other) {
        let notes: Vec<_> = got.article().revisions.iter().flat_map(|r| &r.notes).collect();
        assert!(
            notes.len() == 2 && notes.iter().all(|note| note.ends_with("has another headline of the same moment")),
            "{notes:?}"
        );
    }
    let part = |text: &str| line("Quay wall", text, at).replace("\"text\"", "\"content\"");
    let longer = part("The wall moved by nine metres and fell… [+90 chars]");
    for (other, conflicts) in
        [("The wall moved by nine met… [+99 chars]", false), ("The wall moved by two met… [+99 chars]", true)]
    {
        for got in either_way(&longer, &part(other)) {
            let told = got.article().revisions.iter().any(|r| !r.notes.is_empty());
            assert_eq!(told, conflicts, "{other}: {:?}", notes(got.article()));
        }
    }
}

#[test]
fn of_two_trackers_that_write_a_file_a_day_one_is_the_line() {
    let texts = ["It moved.", "It fell.", "It was mended."];
    let file = |tracker: &str, day: usize| {
        let byline = if tracker == "u" { "By Mona Reed: " } else { "" };
        let text = line("Quay wall", &format!("{byline}{}", texts[day]), &format!("2021-03-0{}", day + 1));
        (format!("dump/{tracker}/{day}.jsonl"), text)
    };
    let files: Vec<(String, String)> = (0..3).flat_map(|day| [file("t", day), file("u", day)]).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let got = read(&files);
    let on_the_line = got.article().revisions.iter().filter(|r| !r.is_aside);
    let on_the_line: Vec<bool> = on_the_line.map(|r| r.paragraphs[0].starts_with("By")).collect();
    assert!(on_the_line == [true; 3] || on_the_line == [false; 3], "{:?}", story(got.article()));
}

#[test]
fn a_text_may_come_back_within_a_day_or_a_minute() {
    let texts = ["It moved.", "It moved.", "It fell.", "It moved.", "It moved.", "It was found."];
    for (time, later) in [("2021-03-01", "2021-03-02"), ("2021-03-01T10:00Z", "2021-03-01T11:00Z")] {
        let rows: String =
            texts.map(|text| line("Quay wall", text, time)).concat() + &line("Quay wall", "Gone.", later);
        let want = ["It moved.", "It fell.", "It moved.", "It was found.", "Gone."];
        let got = read(&[("dump/a.jsonl", &rows)]);
        assert_eq!(texts_of(got.article()), want, "{time}");
        // A copy of the dump says nothing more, and one that says less takes nothing away.
        for got in either_way(&rows, &rows) {
            assert_eq!(texts_of(got.article()), want, "{time}");
        }
        for got in either_way(&rows, &line("Quay wall", "It moved.", time)) {
            assert_eq!(texts_of(got.article()), want, "{time}");
        }
        // From the newest to the oldest.
        let back: String = line("Quay wall", "Gone.", later)
            + &texts.iter().rev().map(|t| line("Quay wall", t, time)).collect::<String>();
        assert_eq!(texts_of(read(&[("dump/a.jsonl", &back)]).article()), want, "{time}");
    }
    // Versions that an origin numbers are one each, whatever they say, and when.
    let version = |n: u32, text: &str, time: &str| {
        format!(
            "{{\"url\":\"{URL}\",\"version\":{n},\"title\":\"Quay wall\",\"text\":\"{text}\",\"time\":\"{time}\"}}\n"
        )
    };
    let moment = "2021-03-01T10:00:00Z";
    let rows = version(3, "It moved.", moment) + &version(4, "It moved.", moment) + &version(5, "It fell.", moment);
    for got in either_way(&rows, &(rows.clone() + &line("Quay wall", "It moved.", moment))) {
        assert_eq!(texts_of(got.article()), ["It moved.", "It moved.", "It fell."]);
    }
    // Hours tell of which of the two each is.
    let days: String =
        ["It moved.", "It fell.", "It moved."].map(|text| line("Quay wall", text, "2021-03-01")).concat();
    let hours = (10..).zip(["It moved.", "It fell.", "It moved."]);
    let hours: String = hours.map(|(n, text)| line("Quay wall", text, &format!("2021-03-01T{n}:00:00Z"))).collect();
    for got in either_way(&days, &hours) {
        assert_eq!(texts_of(got.article()), ["It moved.", "It fell.", "It moved."]);
    }
    // What was published at one moment, and read over and over, is one text each.
    let row = |text: &str| {
        format!("{{\"url\":\"{URL}\",\"title\":\"Quay wall\",\"publishedAt\":\"2021-03-01\",\"content\":\"{text}\"}}\n")
    };
    let rows = ["It moved.", "It fell.", "It moved.", "It fell."].map(row).concat();
    assert_eq!(texts_of(read(&[("dump/a.jsonl", &rows)]).article()).len(), 2);
}

fn texts_of(article: &Article) -> Vec<&str> {
    story(article).into_iter().map(|(text, ..)| text).collect()
}

#[test]
fn what_a_finer_dump_times_does_not_overtake_what_its_own_file_has_behind_it() {
    let story = |rows: &[(&str, &str, &str)]| -> String {
        rows.iter().map(|(time, title, text)| line(title, text, time)).collect()
    };
    let quay =
        |rows: &[(&str, &str)]| -> String { rows.iter().map(|(time, text)| line("Quay wall", text, time)).collect() };
    let (day, minute) = ("2021-03-01", "2021-03-01T09:00Z");
    let at = |time: &str| format!("2021-03-01T{time}Z");
    for (one, other, want) in [
        (quay(&[(day, "A."), (day, "B."), (day, "C.")]), quay(&[(&at("10:00:00"), "A.")]), vec!["A.", "B.", "C."]),
        (
            quay(&[(minute, "A."), (minute, "B."), (minute, "C.")]),
            quay(&[(&at("09:00:30"), "A.")]),
            vec!["A.", "B.", "C."],
        ),
        (quay(&[(day, "A."), (day, "B."), (day, "C.")]), quay(&[(day, "B.")]), vec!["A.", "B.", "C."]),
        (
            quay(&[(&at("10:00:00"), "A."), (&at("10:00:00"), "C."), (&at("10:00:00"), "B.")]),
            quay(&[(&at("10:00:00"), "C.")]),
            vec!["A.", "C.", "B."],
        ),
        // A text that came back that day.
        (quay(&[(day, "A."), (day, "B."), (day, "A.")]), quay(&[(&at("10:00:00"), "B.")]), vec!["A.", "B.", "A."]),
        (quay(&[(day, "A."), (day, "B."), (day, "A.")]), quay(&[(&at("11:00:00"), "A.")]), vec!["A.", "B.", "A."]),
        (quay(&[(day, "A."), (day, "B."), (day, "A.")]), quay(&[(day, "B."), (day, "A.")]), vec!["A.", "B.", "A."]),
        // Of several hours it is that which the order of the days allows.
        (
            quay(&[(day, "A."), (day, "B."), (day, "A.")]),
            quay(&[(&at("09:00:00"), "B."), (&at("10:00:00"), "A.")]),
            vec!["A.", "B.", "A."],
        ),
        (
            quay(&[("2021-02-28", "X."), (day, "B."), (day, "A."), ("2021-03-02", "D.")]),
            quay(&[(&at("09:00:00"), "A."), (&at("10:00:00"), "B.")]),
            vec!["X.", "B.", "A.", "B.", "D."],
        ),
        // Behind a page that failed, too.
        (
            quay(&[(day, "A."), (day, "404 Not Found"), (day, "A.")]),
            quay(&[(day, "A.")]),
            vec!["A.", "404 Not Found", "A."],
        ),
        // The same dump without its times.
        (
            quay(&[(day, "B."), (day, "C."), (day, "B."), ("2021-03-02", "A.")]),
            quay(&[("", "B."), ("", "C."), ("", "B."), ("", "A.")]),
            vec!["B.", "C.", "B.", "A."],
        ),
        (
            quay(&[(day, "A."), ("2021-03-02", "C."), ("2021-03-02", "B.")]),
            quay(&[("", "A."), ("", "C."), ("", "B.")]),
            vec!["A.", "C.", "B."],
        ),
    ] {
        for got in either_way(&one, &other) {
            assert_eq!(texts_of(got.article()), want, "{one}{other}");
        }
    }
    let renamed = story(&[(minute, "Old", "A."), (minute, "New", "A.")]);
    for got in either_way(&renamed, &story(&[(&at("09:00:20"), "Old", "A.")])) {
        let titles: Vec<&str> = got.article().revisions.iter().map(|r| r.title.as_str()).collect();
        assert_eq!(titles, ["Old", "New"]);
    }
}

#[test]
fn a_day_that_was_exported_twice_is_told_once() {
    let rows = |texts: &[&str]| texts.iter().map(|text| line("Quay wall", text, "2021-03-01")).collect::<String>();
    for (given, want) in [
        (vec!["A.", "B.", "A.", "B."], vec!["A.", "B."]),
        (vec!["A.", "B.", "C.", "A.", "B.", "C.", "A.", "B.", "C."], vec!["A.", "B.", "C."]),
        (vec!["A.", "B.", "A.", "A.", "B.", "A."], vec!["A.", "B.", "A.", "B.", "A."]),
        (vec!["A.", "B.", "A.", "B.", "A."], vec!["A.", "B.", "A.", "B.", "A."]),
    ] {
        let got = read(&[("dump/a.jsonl", &rows(&given))]);
        assert_eq!(texts_of(got.article()), want, "{given:?}");
    }
}

#[test]
fn a_dump_without_headlines_brings_no_two_headlines_together() {
    let moment = "2021-03-01T09:00:00Z";
    let [old, new, none] = ["Old", "New", ""].map(|title| line(title, "It moved.", moment));
    let got = read(&[("dump/a.jsonl", &old), ("dump/b.jsonl", &new), ("dump/c.jsonl", &none)]);
    let mut titles: Vec<&str> = got.article().revisions.iter().map(|r| r.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["New", "Old"]);
    assert!(got.article().revisions.iter().all(|r| r.notes.iter().any(|note| note.contains("another headline"))));
    // A headline that a list of articles cut is the whole one.
    let whole = "The quay wall moved by a hand's breadth in the night";
    let [long, cut] = [whole, "The quay wall moved by a hand's..."].map(|title| line(title, "It moved.", moment));
    for got in either_way(&long, &cut) {
        let titles: Vec<&str> = got.article().revisions.iter().map(|r| r.title.as_str()).collect();
        assert_eq!(titles, [whole]);
    }
}

#[test]
fn what_was_published_at_a_time_tells_no_two_sightings_apart() {
    let days = line("Quay wall", "It moved by a hand in the night.", "2021-03-01");
    let hours = line("Quay wall", "It moved by a hand in the night.", "2021-03-01T09:00:20Z");
    let row = format!(
        "{{\"url\":\"{URL}\",\"title\":\"Quay wall\",\"publishedAt\":\"2021-03-01T08:00:00Z\",\"content\":\"It moved by a hand… [+18 chars]\"}}\n"
    );
    let got = read(&[("dump/a.jsonl", &days), ("dump/b.jsonl", &hours), ("dump/c.jsonl", &row)]);
    assert_eq!(texts_of(got.article()).len(), 1, "{:?}", got.article());
}

#[test]
fn what_was_published_at_a_time_stands_where_its_dump_puts_it() {
    let row = |text: &str, time: &str| {
        format!(
            "{{\"url\":\"{URL}\",\"title\":\"Quay wall\",\"publishedAt\":\"{time}\",\"content\":\"{text} [+18 chars]\"}}\n"
        )
    };
    // Behind what came before it there, though that was seen later.
    let news =
        row("It moved by a hand…", "2021-03-01T09:00:00Z") + &row("It fell into the sea…", "2021-03-01T10:00:00Z");
    let seen = line("Quay wall", "It moved by a hand in the night.", "2021-03-01T10:00:40Z");
    for got in either_way(&news, &seen) {
        assert_eq!(texts_of(got.article()), ["It moved by a hand in the night.", "It fell into the sea…"]);
    }
    // The part of a text that another dump has without a time is that text.
    let undated = line("Quay wall", "It moved by a hand in the night.", "") + &line("Quay wall", "It stood.", "");
    for got in either_way(&news, &undated) {
        let mut texts = texts_of(got.article());
        texts.sort_unstable();
        assert_eq!(texts, ["It fell into the sea…", "It moved by a hand in the night.", "It stood."]);
    }
}

#[test]
fn a_headline_of_a_day_on_which_another_dump_saw_another_one_is_in_no_order() {
    let day = line("Quay wall moves", "It moved.", "2021-03-01");
    let hours = line("Wall moves", "It moved.", "2021-02-28T09:00:00Z")
        + &line("Wall moves", "It moved.", "2021-03-01T15:00:00Z");
    for got in either_way(&day, &hours) {
        let aside: Vec<(&str, bool)> = got.article().revisions.iter().map(|r| (r.title.as_str(), r.is_aside)).collect();
        assert!(aside.contains(&("Quay wall moves", true)), "{aside:?}");
        assert_eq!(aside.iter().filter(|(_, is_aside)| *is_aside).count(), 1, "{aside:?}");
    }
    // Quotation marks make no other headline.
    let moment = "2021-03-01T09:00:00Z";
    for got in either_way(
        &line("“Fire” at quay", "It burnt.", moment),
        &line("'Fire' at quay".replace('\'', "\\\"").as_str(), "It burnt.", moment),
    ) {
        assert_eq!(got.article().revisions.len(), 1, "{:?}", got.article());
    }
}
