//! Plain data as tools and interfaces of news write it: what stands far into an object, times, markup, descriptions.

use recension::model::{Precision, Revision, TextState};

use crate::archive::{Dump, Got, texts};

fn rows(lines: &[&str]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

#[test]
fn a_text_behind_a_long_member_is_found() {
    let html = "<p>x</p>".repeat(20_000);
    let row = |day: u32, text: &str| {
        format!(
            r#"{{"url":"https://big.example/1","title":"Quay","html":"{html}","text":"{text}","time":"2020-01-0{day}"}}"#
        )
    };
    let lines = format!("{}\n{}\n", row(1, "It moved."), row(2, "It fell."));
    let list = format!("[{},{}]", row(1, "It moved."), row(2, "It fell."));
    for (name, dump) in [("dump/a.jsonl", &lines), ("dump/a.json", &list)] {
        let got = Dump::of(&[(name, dump.as_bytes())]).read();
        assert_eq!((got.problems.len(), texts(got.article(), 1)), (0, vec!["It fell."]), "{:?}", got.said());
    }
    // What never comes is said.
    let none = format!(r#"{{"url":"https://big.example/1","raw":"{html}"}}"#);
    let got = Dump::of(&[("dump/a.json", none.as_bytes())]).read();
    assert_eq!(got.articles.len(), 0);
    assert!(got.said()[0].contains("neither “versions”"), "{:?}", got.said());
}

#[test]
fn markup_in_one_version_and_not_in_another_changes_nothing() {
    let got = Dump::of(&[(
        "dump/a.jsonl",
        &rows(&[
            r#"{"url":"https://a.example/1","title":"A &amp; B","time":"2020-01-01","text":"Tom &amp; Ann &#8217;s day."}"#,
            r#"{"url":"https://a.example/1","title":"A & B","time":"2020-01-02","text":"<p>Tom &amp; Ann &#8217;s <i>day</i>.</p>"}"#,
        ]),
    )])
    .read();
    let article = got.article();
    assert_eq!(texts(article, 0), ["Tom & Ann ’s day."]);
    assert_eq!((texts(article, 1), &article.revisions[1].title), (texts(article, 0), &article.revisions[0].title));
}

#[test]
fn interfaces_of_news_are_read_as_they_answer() {
    let guardian = br#"{"response":{"status":"ok","results":[{"id":"world/2020/x","webTitle":"Quay wall",
        "webUrl":"https://g.example/x","webPublicationDate":"2020-01-01T00:00:00Z",
        "fields":{"bodyText":"It moved.","byline":"Ann Bell"}}]}}"#;
    let article = Dump::of(&[("dump/g.json", guardian)]).read().article().clone();
    let first = &article.revisions[0];
    assert_eq!(
        (texts(&article, 0), &*first.title, first.author.as_deref()),
        (vec!["It moved."], "Quay wall", Some("Ann Bell"))
    );
    let times = br#"{"status":"OK","response":{"docs":[{"web_url":"https://n.example/x","abstract":"It moved.",
        "lead_paragraph":"It moved by a foot.","headline":{"main":"Quay wall","print_headline":"Wall"},
        "pub_date":"2020-01-01T10:00:00+0000"}]}}"#;
    let article = Dump::of(&[("dump/n.json", times)]).read().article().clone();
    assert_eq!((texts(&article, 0), &*article.revisions[0].title), (vec!["It moved by a foot."], "Quay wall"));
    // Event Registry tells a day, a time of day, and both; the Guardian a text with and without its paragraphs; what
    // GDELT lists has no text.
    let registry = br#"{"articles":{"results":[{"uri":"1","date":"2020-01-01","time":"10:00:00",
        "dateTime":"2020-01-01T10:00:00Z","dateTimePub":"2020-01-01T09:00:00Z","url":"https://e.example/x","title":"Quay wall",
        "body":"It moved.","source":{"uri":"e.example","title":"E"}}],"totalResults":1}}"#;
    let moment = |got: &Got| {
        assert!(got.problems.is_empty(), "{:?}", got.said());
        got.article().revisions[0].time.as_ref().map(|time| (time.at.to_string(), time.precision))
    };
    let at_ten = Some(("2020-01-01T10:00:00Z".to_owned(), Precision::Second));
    assert_eq!(moment(&Dump::of(&[("dump/e.json", registry)]).read()), at_ten);
    let apart = b"url,title,date,time,text\nhttps://e.example/y,Quay,2020-01-01,10:00:00,It moved.\n";
    assert_eq!(moment(&Dump::of(&[("dump/d.csv", apart)]).read()), at_ten);
    let gdelt = br#"{"articles":[{"url":"https://e.example/z","url_mobile":"","title":"Quay wall",
        "seendate":"20200101T100000Z","domain":"e.example","language":"English"}]}"#;
    assert_eq!(moment(&Dump::of(&[("dump/l.json", gdelt)]).read()), at_ten);
    let both = br#"{"response":{"results":[{"webTitle":"Quay wall","webUrl":"https://g.example/y",
        "webPublicationDate":"2020-01-01T00:00:00Z","fields":{"bodyText":"It moved. It fell.","body":"<p>It moved.</p><p>It fell.</p>"}}],"meta":{"hits":1}}}"#;
    let got = Dump::of(&[("dump/b.json", both)]).read();
    assert_eq!((texts(got.article(), 0), got.problems.len()), (vec!["It moved.", "It fell."], 0), "{:?}", got.said());
    // NewsCatcher's summary is the text.
    let catcher = b"title,link,published_date,excerpt,summary\n\
        Quay,https://c.example/x,2020-01-01 00:00:00,It moved.,It moved by 10 feet and nobody was hurt.\n";
    let got = Dump::of(&[("dump/c.csv", catcher)]).read();
    let first = &got.article().revisions[0];
    assert_eq!((first.state, &*first.paragraphs[0]), (TextState::Whole, "It moved by 10 feet and nobody was hurt."));
    assert!(first.holes.is_empty() && got.problems.is_empty(), "{:?}", got.said());
}

#[test]
fn what_pandas_writes_for_nothing_is_nothing() {
    let table = b",url,title,published_date,text\n0,https://a.example/1,One,2020-01-01,NaN\n1,https://a.example/1,nan,2020-01-02,It moved.\n\
        2,nan,Three,2020-01-02,It fell.\n3,nan,Four,2020-01-02,It stood.\n";
    let got = Dump::of(&[("dump/m.csv", table)]).read();
    assert_eq!(got.articles.len(), 3, "{:?}", got.articles);
    let first = got.articles.iter().find(|article| article.revisions.len() == 2).expect("two rows of one URL");
    assert_eq!((first.revisions[0].state, &first.revisions[0].paragraphs[..]), (TextState::Partial, &[][..]));
    assert_eq!(&*first.revisions[1].title, "");
    assert!(got.articles.iter().all(|article| article.url != "nan"));
}

#[test]
fn marks_are_of_the_text_where_tabs_part_cells() {
    let table =
        b"url\ttitle\tdate\ttext\nhttps://a.example/1\t\"Quay\" says man\t2020-01-01\t\"He said it.\" And he left.\n\
        https://a.example/2\t5\" of rain\t2020-01-02\tRain fell.\n";
    let got = Dump::of(&[("dump/m.tsv", table)]).read();
    let titles: Vec<&str> = got.articles.iter().map(|article| article.revisions[0].title.as_str()).collect();
    assert!(titles.contains(&"\"Quay\" says man") && titles.contains(&"5\" of rain"), "{titles:?}");
    assert!(got.articles.iter().any(|article| texts(article, 0) == ["\"He said it.\" And he left."]));
}

#[test]
fn a_description_is_no_paragraph_where_texts_are_kept() {
    let got = Dump::of(&[(
        "dump/a.jsonl",
        &rows(&[
            r#"{"url":"https://a.example/1","title":"Quay","date_download":"2020-01-01 10:00:00","description":"Of a wall.","maintext":null}"#,
            r#"{"url":"https://a.example/1","title":"Quay","date_download":"2020-01-02 10:00:00","description":"Of a wall.","maintext":"It moved."}"#,
        ]),
    )])
    .read();
    let first = &got.article().revisions[0];
    assert_eq!((first.state, first.paragraphs.len(), &first.holes[..]), (TextState::Partial, 0, &[0][..]));
    assert_eq!(first.notes, ["described as “Of a wall.”"]);
}

#[test]
fn times_in_digits_only_are_those_of_web_archives() {
    let got = Dump::of(&[(
        "dump/a.jsonl",
        &rows(&[
            r#"{"url":"https://a.example/1","title":"Quay","timestamp":20200101103000,"text":"It moved."}"#,
            r#"{"url":"https://a.example/1","title":"Quay","timestamp":"20200102103000","text":"It fell."}"#,
            r#"{"url":"https://a.example/1","title":"Quay","timestamp":20200103,"text":"It was mended."}"#,
        ]),
    )])
    .read();
    let times = got.article().revisions.iter().map(|r| r.time.as_ref().map(|t| t.at.to_string()).unwrap_or_default());
    let times: Vec<String> = times.collect();
    assert_eq!(times, ["2020-01-01T10:30:00Z", "2020-01-02T10:30:00Z", "2020-01-03T00:00:00Z"]);
}

#[test]
fn tables_by_columns_that_are_nearly_that_cost_what_is_wrong() {
    let read = |text: &str| Dump::of(&[("dump/a.json", text.as_bytes())]).read();
    let ids = |text: &str| read(text).articles.iter().map(|a| a.url.clone()).collect::<std::collections::BTreeSet<_>>();
    let both = ["https://a.example/1", "https://a.example/2"].map(str::to_owned).into();
    // Rows in another order in each column; `NaN` as Python writes it.
    let shuffled = r#"{"text":{"x":"One.","y":"Two."},"score":{"x":NaN,"y":1},
        "url":{"y":"https://a.example/2","x":"https://a.example/1"}}"#;
    let got = read(shuffled);
    assert_eq!(ids(shuffled), both);
    let second = got.articles.iter().find(|a| a.url.ends_with('2')).unwrap();
    assert_eq!(texts(second, 0), ["Two."]);
    assert!(got.said()[0].contains("not quite JSON"), "{:?}", got.said());
    let counted = r#"{"url":["https://a.example/1","https://a.example/2"],"text":["One.","Two."],
        "time":[1594116000000,1594116000],"published":[1594112400000,null]}"#;
    let got = read(counted);
    let first = got.articles.iter().find(|a| a.url.ends_with('1')).unwrap();
    assert_eq!(first.revisions[0].time.as_ref().map(|t| t.at.to_string()).as_deref(), Some("2020-07-07T10:00:00Z"));
    assert_eq!(first.revisions[0].notes, ["published 2020-07-07T09:00:00Z, as the dump says"]);
    // Cut off, and rows of other lengths.
    let cut = r#"{"columns":["url","text"],"data":[["https://a.example/1","One.",3],["https://a.example/2"],["htt"#;
    let got = read(cut);
    assert_eq!(ids(cut), both, "{:?}", got.said());
    let said = got.said().join("\n");
    assert!(said.contains("cut off") && said.contains("From row 1 on"), "{said}");
    // Members that are lists are no columns where there is one URL, as scrapers write; nor are objects without the same rows.
    let one = r#"{"url":["https://a.example/1"],"title":["T"],"text":["One.","Two.","Three."]}"#;
    assert_eq!(texts(read(one).article(), 0), ["One.", "Two.", "Three."]);
    for none in [
        r#"{"url":{"0":"https://a.example/1"},"text":{"1":"One."}}"#,
        r#"{"columns":["price","name"],"data":[[1,"n"]]}"#,
        r#"{"url":{"0":"https://a.example/1","0":"https://a.example/2"},"text":{"0":"a","0":"b"}}"#,
        r#"{"columns":["url","text"],"data":{"0":["https://a.example/1","One."]}}"#,
    ] {
        let got = read(none);
        assert!(got.articles.iter().all(|a| a.revisions.iter().all(|r| r.paragraphs.is_empty())), "{none}");
        assert!(!got.problems.is_empty(), "{none}");
    }
}

#[test]
fn a_table_of_more_cells_than_are_held_is_told_of() {
    let column = |name: &str| {
        let cells: Vec<String> = (0..700_000).map(|n| format!("\"{n}\":\"x\"")).collect();
        format!("\"{name}\":{{{}}}", cells.join(","))
    };
    let table = format!("{{{},{},{}}}", column("title"), column("url"), column("text"));
    let got = Dump::of(&[("dump/a.json", table.as_bytes())]).read();
    assert_eq!(got.articles.len(), 0);
    assert_eq!(got.problems.len(), 1, "{:?}", got.said());
}

#[test]
fn a_day_with_a_time_of_day_that_means_nothing_is_a_day_and_a_date_nobody_reads_is_told() {
    let article = |n: u32, date: &str, precision: &str| {
        format!(
            r#"{{"title":"Weir {n}","published_date":"{date}","published_date_precision":"{precision}","link":"https://weir.example/{n}","clean_url":"weir.example","summary":"The weir waits.","excerpt":"The weir"}}"#
        )
    };
    let all = [
        article(1, "2020-05-01 10:00:00", "date"),
        article(2, "2020-05-01 10:00:00", "full"),
        article(3, "01.02.2020 10:00", "full"),
        article(4, "letzten Dienstag", "full"),
        article(5, "2020-05", "full"),
        article(6, "2020-05-09", "year"),
    ];
    let json = format!(r#"{{"articles":[{}]}}"#, all.join(","));
    let table = "title;url;published_at;text\nLock;https://lock.example/1;01.02.2020 10:00;It waits.\n\
                 Lock 2;https://lock.example/2;im Mai;It waits.\n\
                 Lock 3;https://lock.example/3;True;It waits.\n";
    let got = Dump::of(&[("dump/nc.json", json.as_bytes()), ("dump/a.csv", table.as_bytes())]).read();
    let time = |url: &str| {
        let article = got.articles.iter().find(|a| a.url == url).unwrap_or_else(|| panic!("{url}: {:?}", got.said()));
        article.revisions[0].time.as_ref().map(|seen| (seen.at.to_string(), seen.precision))
    };
    use Precision::{Day, Minute, Month, Second, Year};
    assert_eq!(time("https://weir.example/5"), Some(("2020-05-01T00:00:00Z".into(), Month)));
    assert_eq!(time("https://weir.example/6"), Some(("2020-01-01T00:00:00Z".into(), Year)));
    assert_eq!(time("https://weir.example/1"), Some(("2020-05-01T00:00:00Z".into(), Day)));
    assert_eq!(time("https://weir.example/2"), Some(("2020-05-01T10:00:00Z".into(), Second)));
    assert_eq!(time("https://weir.example/3"), Some(("2020-02-01T10:00:00Z".into(), Minute)));
    assert_eq!(time("https://lock.example/1"), Some(("2020-02-01T10:00:00Z".into(), Minute)));
    assert_eq!((time("https://weir.example/4"), time("https://lock.example/2")), (None, None));
    let said = got.said().join("\n");
    assert!(said.contains("“letzten Dienstag”") && said.contains("“im Mai”"), "{said}");
    assert_eq!(got.problems.len(), 2, "{said}");
}

#[test]
fn an_article_of_too_many_versions_is_left_out_and_none_of_them_becomes_one() {
    let versions = "{\"text\":\"a\"},".repeat(200_001);
    let text = format!("{{\"url\":\"https://a.example/1\",\"versions\":[{}]}}", versions.trim_end_matches(','));
    let got = Dump::of(&[("dump/a.json", text.as_bytes())]).read();
    assert_eq!((got.articles.len(), got.problems.len()), (0, 1), "{:?}", got.said());
    assert!(got.said().concat().contains("more than 200000 versions"), "{:?}", got.said());
}

#[test]
fn a_failed_fetch_of_newsdiff_is_no_headline_in_its_tables_either() {
    let list = "news_id,url,source,created_at\n123,https://e.example/ferry,5,1594116000\n";
    let content =
        "news_id,time,title,body\n123,1594116005,渡輪,The ferry sails again from Monday.\n123,1594302400,404,404\n";
    let got =
        Dump::of(&[("dump/news-list.csv", list.as_bytes()), ("dump/news-content.csv", content.as_bytes())]).read();
    let article = got.article();
    let told: Vec<(&str, TextState)> = article.revisions.iter().map(|r| (r.title.as_str(), r.state)).collect();
    assert_eq!(told, [("渡輪", TextState::Whole), ("", TextState::ErrorPage)], "{:?}", got.said());
    assert_eq!(article.source, "自由");
}

#[test]
fn days_between_slashes_are_meant_as_the_others_of_their_file() {
    let row = |day: &str, text: &str| format!("https://e.example/news/1,Quay,{day},{text}\n");
    let head = "url,title,date,text\n";
    let read = |rows: &[(&str, &str)]| {
        let table = format!("{head}{}", rows.iter().map(|(day, text)| row(day, text)).collect::<String>());
        Dump::of(&[("dump/a.csv", table.as_bytes())]).read()
    };
    let times = |got: &Got| -> Vec<String> {
        let revisions = got.article().revisions.iter();
        revisions.map(|r| r.time.as_ref().map_or_else(|| "?".into(), |t| t.at.to_string()[..10].to_owned())).collect()
    };
    let got = read(&[("01/02/2020", "One."), ("13/02/2020", "Two."), ("02/03/2020 10:15", "Three.")]);
    assert_eq!(times(&got), ["2020-02-01", "2020-02-13", "2020-03-02"]);
    let [problem] = got.problems.as_slice() else { panic!("{:?}", got.problems) };
    assert!(problem.reason.contains("“01/02/2020” and others like it were read with the day first"), "{problem:?}");
    assert!(problem.reason.contains("“13/02/2020”") && problem.place == "line 2", "{problem:?}");
    let got = read(&[("01/02/2020", "One."), ("2/13/2020 9:00 PM", "Two.")]);
    assert_eq!(times(&got), ["2020-01-02", "2020-02-13"]);
    // Where nothing tells, or the file contradicts itself, nobody knows.
    for other in ["03/03/2020", "13/02/2020"] {
        let last = if other.starts_with('1') { "02/13/2020" } else { "2020-04-01" };
        let got = read(&[("01/02/2020", "One."), (other, "Two."), (last, "Three.")]);
        assert_eq!(times(&got).iter().filter(|time| *time == "?").count(), 1, "{other}");
        assert!(got.problems.iter().any(|p| p.reason.contains("is not understood") && p.place == "line 2"));
    }
    // Versions within an article, and times of publication.
    let versions = "{\"url\":\"https://e.example/news/1\",\"title\":\"Quay\",\"versions\":[{\"time\":\"01/02/2020\",\
                    \"text\":\"One.\"},{\"time\":\"13/02/2020\",\"text\":\"Two.\"}]}";
    let got = Dump::of(&[("dump/a.json", versions.as_bytes())]).read();
    assert_eq!(times(&got), ["2020-02-01", "2020-02-13"]);
    let table =
        format!("{}{}", head.replace("date", "publishedAt"), row("01/02/2020", "A.") + &row("13/02/2020", "B."));
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    assert_eq!(times(&got), ["2020-02-01", "2020-02-13"]);
    assert!(got.article().revisions.iter().all(|r| r.time.as_ref().is_some_and(|time| time.is_publication)));
}

#[test]
fn a_table_that_ends_within_quotation_marks_says_so_and_its_last_text_is_not_whole() {
    let table = "url,title,date,text\r\nhttps://e.example/news/1,Quay,2021-03-01,\"It moved.\"\r\n\
                 https://e.example/news/1,Quay,2021-03-02,\"It moved. It fell an";
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    let [whole, cut] = got.article().revisions.as_slice() else { panic!("{:?}", got.article()) };
    assert_eq!((whole.state, cut.state, cut.holes.as_slice()), (TextState::Whole, TextState::Partial, &[1][..]));
    let [problem] = got.problems.as_slice() else { panic!("{:?}", got.problems) };
    assert!(problem.place == "line 3" && problem.reason.contains("none closes it"), "{problem:?}");
    let closed = format!("{table} hour later.\"");
    let got = Dump::of(&[("dump/a.csv", closed.as_bytes())]).read();
    assert!(got.problems.is_empty() && got.article().revisions[1].state == TextState::Whole, "{:?}", got.problems);
    // The line is that of the row, however lines end.
    for end in ["\n", "\r\n"] {
        let rows =
            ["url,title,date,text", "https://e.example/1,Quay,2021-03-01,One.", "https://e.example/1,Quay,soon,Two."];
        let got = Dump::of(&[("dump/a.csv", rows.join(end).as_bytes())]).read();
        assert_eq!(got.problems.iter().map(|p| p.place.as_str()).collect::<Vec<_>>(), ["line 3"], "{end:?}");
        // Blank lines, and lines within a cell, count.
        let [head, one, two] = rows;
        let table =
            [head, "", one, "https://e.example/1,Quay,2021-03-02,\"Two.\nThree.\"", "", "", two, one, ""].join(end);
        let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
        assert_eq!(got.problems.iter().map(|p| p.place.as_str()).collect::<Vec<_>>(), ["line 8"], "{end:?}");
    }
}

#[test]
fn a_row_without_a_time_stays_behind_the_one_before_it() {
    let row = |time: &str, text: &str| format!("https://e.example/news/1,Quay,{time},{text}\n");
    let rows =
        [("2021-03-01T10:00:00Z", "B."), ("2021-03-01T12:00:00Z", "C."), ("2021-03-01T09:00:00Z", "A."), ("", "X.")];
    let table = format!("url,title,seen_at,text\n{}", rows.map(|(time, text)| row(time, text)).concat());
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    let texts: Vec<&str> = got.article().revisions.iter().map(|r| &*r.paragraphs[0]).collect();
    assert_eq!(texts, ["A.", "X.", "B.", "C."]);
}

#[test]
fn a_row_with_more_cells_than_columns_is_not_whole() {
    let table = "url,title,date,text\nhttps://e.example/1,Quay,2021-03-01,Alpha one.,\n\
                 https://e.example/1,Quay,2021-03-02,Alpha one, two and three.\n";
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    let states: Vec<TextState> = got.article().revisions.iter().map(|r| r.state).collect();
    assert_eq!(states, [TextState::Whole, TextState::Partial]);
}

#[test]
fn a_table_may_say_itself_what_separates_its_cells() {
    let table = "sep=;\r\nurl;title;date;text\r\nhttps://e.example/1;Quay;2021-03-01;Alpha, one, two.\r\n\
                 https://e.example/1;Quay;soon;Alpha, three.\r\n";
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    let texts: Vec<&str> = got.article().revisions.iter().map(|r| &*r.paragraphs[0]).collect();
    assert_eq!(texts, ["Alpha, one, two.", "Alpha, three."]);
    assert_eq!(got.problems.iter().map(|p| p.place.as_str()).collect::<Vec<_>>(), ["line 4"]);
}

#[test]
fn an_empty_text_is_one_that_was_not_kept() {
    let row = |day: u32, rest: &str| {
        format!("{{\"url\":\"https://e.example/1\",\"title\":\"Quay\",\"date\":\"2021-03-0{day}\",{rest}}}\n")
    };
    let rows = [
        row(1, "\"text\":\"One.\""),
        row(2, "\"text\":\"\""),
        row(3, "\"text\":\" \\n\""),
        row(4, "\"text\":null"),
        row(5, "\"text\":\"\",\"state\":\"whole\""),
        row(6, "\"paragraphs\":[]"),
    ];
    let got = Dump::of(&[("dump/a.jsonl", rows.concat().as_bytes())]).read();
    let read = got.article().revisions.iter().map(|r| (r.state, r.holes.len())).collect::<Vec<_>>();
    let (whole, lost) = ((TextState::Whole, 0), (TextState::Partial, 1));
    assert_eq!(read, [whole, lost, lost, lost, whole, whole]);
}

#[test]
fn texts_are_found_where_sites_and_scrapers_keep_them() {
    let wordpress =
        br#"[{"id":5,"date":"2021-03-01T12:00:00","date_gmt":"2021-03-01T11:00:00","modified":"2021-03-03T12:00:00",
        "modified_gmt":"2021-03-03T11:00:00","status":"publish","link":"https://e.example/quay/","author":7,
        "title":{"rendered":"Quay &#8217;wall"},"excerpt":{"rendered":"<p>It</p>"},
        "content":{"rendered":"<p>It moved.</p>\n<p>It &amp; all.</p>","protected":false}}]"#;
    let got = Dump::of(&[("dump/a.json", wordpress)]).read();
    let first = &got.article().revisions[0];
    assert_eq!((texts(got.article(), 0), &*first.title), (vec!["It moved.", "It & all."], "Quay ’wall"));
    let time = first.time.as_ref().map(|time| (time.at.to_string(), time.is_publication));
    assert_eq!((time, first.author.as_deref()), (Some(("2021-03-03T11:00:00Z".into(), true)), None));
    assert_eq!(first.notes, ["published 2021-03-01T11:00:00, as the dump says"]);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let of_pages = br#"{"@type":"NewsArticle","headline":"Quay","datePublished":"2021-03-01T10:00:00Z","articleBody":"It moved.",
        "url":"https://e.example/1","author":[{"@type":"Person","name":"Ann Bell"}],"metadata":{"dateDownloaded":"2021-03-05T10:00:00Z"}}"#;
    let got = Dump::of(&[("dump/a.json", of_pages)]).read();
    let first = &got.article().revisions[0];
    assert_eq!((texts(got.article(), 0), first.author.as_deref()), (vec!["It moved."], Some("Ann Bell")));
    assert_eq!(first.time.as_ref().map(|time| time.at.to_string()).as_deref(), Some("2021-03-05T10:00:00Z"));
    let inside = br#"{"article":{"headline":"Quay","datePublished":"2021-03-01T10:00:00Z","articleBody":"It moved.","url":"https://e.example/1"},
        "query":{"id":"1"}}"#;
    assert_eq!(texts(Dump::of(&[("dump/a.json", inside)]).read().article(), 0), ["It moved."]);
    let blocks = br#"{"url":"https://e.example/1","title":"Quay","content":[{"type":"p","text":"It moved."},{"type":"img"},{"text":"It fell."}]}"#;
    assert_eq!(texts(Dump::of(&[("dump/a.json", blocks)]).read().article(), 0), ["It moved.", "It fell."]);
    // The number of the row is none of the article in it.
    let rows = br#"{"id":1,"fetched_at":"2020-01-01T10:00:00Z","article":{"id":55,"source":"post","title":"Quay","text":"It moved."}}
{"id":2,"fetched_at":"2020-01-02T10:00:00Z","article":{"id":55,"source":"post","title":"Quay","text":"It moved back."}}"#;
    let got = Dump::of(&[("dump/rows.jsonl", rows)]).read();
    assert!(got.problems.is_empty(), "{:?}", got.said());
    assert_eq!(got.articles.iter().map(|a| a.revisions.len()).collect::<Vec<_>>(), [2]);
    let said = "It moved by a foot and nobody was hurt.";
    for name in ["textContent", "raw_text", "cleaned_text", "article", "story", "article_body", "html"] {
        let row = format!(r#"{{"url":"https://e.example/1","title":"Quay","text":"","{name}":"{said}"}}"#);
        let got = Dump::of(&[("dump/a.jsonl", row.as_bytes())]).read();
        assert_eq!((texts(got.article(), 0), got.problems.len()), (vec![said], 0), "{name}");
        let table = format!("url,title,date,{name}\nhttps://e.example/1,Quay,2021-03-01,{said}\n");
        assert_eq!(texts(Dump::of(&[("dump/a.csv", table.as_bytes())]).read().article(), 0), [said], "{name}");
    }
    let exported = "post_title,post_content,permalink,post_date,post_date_gmt\n\
                    Quay,\"<!-- wp:paragraph --><p>It moved.</p><!-- /wp:paragraph --><!-- wp:paragraph --><p>It fell.</p>\",\
                    https://e.example/1,2021-03-01 12:00:00,2021-03-01 11:00:00\n";
    let got = Dump::of(&[("dump/a.csv", exported.as_bytes())]).read();
    assert_eq!((texts(got.article(), 0), got.problems.len()), (vec!["It moved.", "It fell."], 0), "{:?}", got.said());
    // A word is no article; an object that holds no text is none that was kept whole.
    let row = br#"{"url":"https://e.example/1","title":"Quay","text":{"x":"y"},"article":"1234"}"#;
    let got = Dump::of(&[("dump/a.jsonl", row)]).read();
    assert_eq!((got.article().revisions[0].state, texts(got.article(), 0).len()), (TextState::Partial, 0));
}

#[test]
fn a_whole_page_in_a_row_is_read_as_one() {
    let page = "<!doctype html><html><head><title>Quay wall moves</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>\
                <article><h1>Quay wall moves</h1><p>The quay wall at Saltholme moved by a foot on Monday night.</p>\
                <p>The harbour master said that nobody was hurt, and that it would be mended.</p></article></body></html>";
    let row = format!(
        "{{\"url\":\"https://e.example/news/quay\",\"html\":{page:?},\"fetched_at\":\"2021-03-01T10:00:00Z\"}}\n"
    );
    let got = Dump::of(&[("dump/a.jsonl", row.as_bytes())]).read();
    let first = &got.article().revisions[0];
    assert_eq!((first.title.as_str(), first.paragraphs.len(), first.state), ("Quay wall moves", 2, TextState::Whole));
}

#[test]
fn a_page_that_was_not_there_is_none_of_the_article() {
    let rows = r#"{"url":"https://e.example/1","title":"Quay","text":"It moved.","date":"2021-03-01","status":200}
{"url":"https://e.example/1","title":"Not found","text":[],"date":"2021-03-02","status":404}
"#;
    let got = Dump::of(&[("dump/a.jsonl", rows.as_bytes())]).read();
    let states: Vec<TextState> = got.article().revisions.iter().map(|r| r.state).collect();
    assert_eq!((states, &got.article().status), (vec![TextState::Whole, TextState::ErrorPage], &None));
}

#[test]
fn times_of_fetching_and_of_change_order_what_was_published_at_one_time() {
    for (name, is_publication) in [
        ("date_scraped", false),
        ("downloadedAt", false),
        ("archived_at", false),
        ("retrieved", false),
        ("access_date", false),
        ("updated_at", true),
        ("modified", true),
        ("last_updated", true),
    ] {
        let row = |day: u32, text: &str| {
            format!(
                "{{\"url\":\"https://e.example/1\",\"title\":\"Quay\",\"published\":\"2021-01-01T00:00:00Z\",\"text\":\"{text}\",\"{name}\":\"2021-03-0{day}T10:00:00Z\"}}\n"
            )
        };
        let got =
            Dump::of(&[("dump/a.jsonl", (row(3, "Two.") + &row(2, "One.") + &row(1, "None.")).as_bytes())]).read();
        let article = got.article();
        assert_eq!([texts(article, 0), texts(article, 2)], [["None."], ["Two."]], "{name}");
        let time = article.revisions[2].time.clone().expect("a time");
        assert_eq!((time.at.to_string(), time.is_publication), ("2021-03-03T10:00:00Z".to_owned(), is_publication));
        assert_eq!(article.revisions[0].notes, ["published 2021-01-01T00:00:00Z, as the dump says"], "{name}");
    }
    // It was changed before it was published: nobody saw that.
    let early = r#"{"url":"https://e.example/1","title":"Quay","published":"2021-01-02T00:00:00Z","text":"One.","modified":"2021-01-01T00:00:00Z"}"#;
    let got = Dump::of(&[("dump/a.jsonl", early.as_bytes())]).read();
    assert_eq!(
        got.article().revisions[0].time.as_ref().map(|t| t.at.to_string()).as_deref(),
        Some("2021-01-02T00:00:00Z")
    );
}

#[test]
fn databases_tell_times_and_numbers_in_objects() {
    let rows = r#"{"_id":{"$oid":"5e0b"},"url":"https://e.example/1","title":"Quay","text":"One.","date":{"$date":"2021-03-01T10:00:00Z"},"version":{"$numberInt":"3"}}
{"_id":{"$oid":"5e0c"},"url":"https://e.example/1","title":"Quay","text":"Two.","date":{"$date":{"$numberLong":"1614679200000"}},"version":{"$numberInt":"4"}}
"#;
    let got = Dump::of(&[("dump/a.jsonl", rows.as_bytes())]).read();
    let told: Vec<(u32, String)> =
        got.article().revisions.iter().map(|r| (r.number, r.time.as_ref().expect("a time").at.to_string())).collect();
    assert_eq!(told, [(3, "2021-03-01T10:00:00Z".into()), (4, "2021-03-02T10:00:00Z".into())], "{:?}", got.said());
}

#[test]
fn marks_behind_a_backslash_are_of_the_text() {
    let table = "url,title,text,date\nhttps://e.example/1,T,\"He said \\\"no\\\", and left.\nIt \\\"fell\\\"\",2021-03-01\n\
                 https://e.example/2,T,\"Plain.\",2021-03-02\n";
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    let first = got.articles.iter().find(|article| article.url.ends_with('1')).expect("both rows");
    assert_eq!((got.articles.len(), got.problems.len()), (2, 0), "{:?}", got.said());
    assert_eq!(texts(first, 0), ["He said \"no\", and left.", "It \"fell\""]);
}

#[test]
fn a_column_of_times_may_count_days() {
    let table = "url,title,date,text\nhttps://e.example/1,T,43831.5,One.\nhttps://e.example/1,T,43832.25,Two.\n";
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    let times: Vec<String> =
        got.article().revisions.iter().map(|r| r.time.as_ref().expect("a time").at.to_string()).collect();
    assert_eq!(times, ["2020-01-01T12:00:00Z", "2020-01-02T06:00:00Z"], "{:?}", got.said());
}

#[test]
fn lists_of_articles_that_gdelt_gives_as_tables_are_read() {
    let table = "\"URL\",\"MobileURL\",\"Date\",\"Title\"\n\"https://e.example/1\",\"\",\"2021-03-01 10:15:00\",\"Quay moves\"\n\
                 \"https://e.example/1\",\"\",\"2021-03-02 10:15:00\",\"Quay moves more\"\n";
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    let titles: Vec<&str> = got.article().revisions.iter().map(|r| r.title.as_str()).collect();
    assert_eq!((titles, got.article().revisions[0].state), (vec!["Quay moves", "Quay moves more"], TextState::Partial));
}

#[test]
fn a_long_text_of_a_name_nobody_knows_is_told_of() {
    let long = "The quay wall at Saltholme moved by a foot on Monday. ".repeat(10);
    let row = format!(r#"{{"url":"https://e.example/1","title":"Quay","published":"2021-03-01","inhalt":"{long}"}}"#);
    let table = format!("url,title,published,inhalt\nhttps://e.example/2,Quay,2021-03-01,{long}\n");
    let got = Dump::of(&[("dump/a.jsonl", row.as_bytes()), ("dump/b.csv", table.as_bytes())]).read();
    assert!(got.articles.iter().all(|article| article.revisions[0].state == TextState::Partial));
    let said = got.said();
    assert_eq!(said.iter().filter(|said| said.contains("“inhalt” holds the longest")).count(), 2, "{said:?}");
}

#[test]
fn a_word_for_whether_is_no_time() {
    let table = "url,title,date,downloaded,text\nhttps://e.example/1,Quay,2021-03-01,True,It moved.\n";
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    let time = got.article().revisions[0].time.as_ref().map(|time| time.at.to_string());
    assert_eq!((time.as_deref(), got.problems.len()), (Some("2021-03-01T00:00:00Z"), 0), "{:?}", got.said());
}

#[test]
fn a_count_is_no_time_and_an_export_has_no_order() {
    let times = |got: &Got| -> Vec<String> {
        let at = |r: &Revision| {
            r.time.as_ref().map_or("?".into(), |time| time.at.to_string().get(..10).unwrap_or("").into())
        };
        got.article().revisions.iter().map(at).collect()
    };
    let rows = |more: [&str; 2]| {
        let row = |day: u32, text: &str, more: &str| {
            format!(
                "{{\"url\":\"https://e.example/1\",\"title\":\"Quay\",\"published\":\"2021-03-0{day}\",{more},\"text\":\"{text}\"}}\n"
            )
        };
        row(2, "One. Two.", more[0]) + &row(1, "One.", more[1])
    };
    for more in [
        ["\"accessed\":12", "\"accessed\":10"],
        ["\"download_time\":0.5", "\"download_time\":0.25"],
        ["\"updated_at\":\"2024-05-05\"", "\"updated_at\":\"2024-05-05\""],
        ["\"scraped_at\":\"2024-05-05T10:00:00Z\"", "\"scraped_at\":\"2024-05-05T10:00:00Z\""],
    ] {
        let got = Dump::of(&[("dump/a.jsonl", rows(more).as_bytes())]).read();
        assert_eq!(times(&got), ["2021-03-01", "2021-03-02"], "{more:?}");
        assert!(got.problems.is_empty(), "{:?}", got.problems);
    }
    let got = Dump::of(&[(
        "dump/a.jsonl",
        rows(["\"updated_at\":\"2021-03-09\"", "\"updated_at\":\"2021-03-08\""]).as_bytes(),
    )])
    .read();
    assert_eq!(times(&got), ["2021-03-08", "2021-03-09"]);
}
