//! `recension formats`, as scripts meet it.

use super::{bench::Bench, keys};

#[test]
fn formats_tells_what_of_each_is_in_a_path() {
    let bench = Bench::new();
    bench.write("table.csv", "url,title,date,text\nhttps://gazette.example/t,T,2020-07-07,Text.\n");
    bench.write("note.pdf", "%PDF-1.7\n");
    bench.write(".hidden", "x");
    let told = bench.run(&["formats", "."]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    for part in ["\njson ", "\ncsv ", "1 file passed over: hidden.", "1 problem:", "a PDF document", " in all."] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    assert!(told.out.lines().all(|line| line.chars().count() <= 80), "{}", told.out);
    let json = &bench.run(&["formats", ".", "--json"]).json()[0];
    assert_eq!(keys(json), ["files", "bytes", "articles", "shared", "formats", "passed_over", "problems"]);
    assert_eq!(json["formats"][1]["format"], "csv");
    assert_eq!(json["formats"][1]["example"], "table.csv");
    assert!(!told.out.contains("counted as they stand"), "{}", told.out);
    assert_eq!(bench.run(&["formats", "note.pdf"]).code, Some(1));
    assert_eq!(bench.run(&["formats", "nothing"]).code, Some(2));
    assert_eq!(keys(&bench.run(&["formats", "--json"]).json()[0]), ["read", "written"]);
}

#[test]
fn a_problem_that_is_met_often_is_said_once() {
    let bench = Bench::new();
    for n in 1..=9 {
        bench.write(&format!("{n}.pdf"), "%PDF-1.7\n");
    }
    bench.write("letter.rtf", "{\\rtf1 Dear reader}");
    let told = bench.run(&["formats", "."]).out;
    assert_eq!(told.matches("a PDF document").count(), 1, "{told}");
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in
        ["10 problems:", "9 times: It is a PDF document.", "1.pdf; ", "2.pdf; ", "3.pdf; and 6 more", "letter.rtf: It"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.contains("`recension formats --json` names every place."), "{told}");
    let all = &bench.run(&["formats", ".", "--json"]).json()[0];
    assert_eq!(all["problems"].as_array().map(Vec::len), Some(10));
    let import = bench.run(&["import", "."]).out;
    assert_eq!(import.matches("a PDF document").count(), 1, "{import}");
}

#[test]
fn revisions_that_stand_in_several_files_are_said_to_be_counted_in_each() {
    let bench = Bench::new();
    std::fs::copy(bench.path("dump.jsonl"), bench.path("copy.jsonl")).expect("copied");
    let told = bench.run(&["formats", "."]).out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("json 2 3 12") && told.contains("one that stands in several in each"), "{told}");
    assert!(bench.run(&["stats", "."]).out.starts_with("3 articles, 6 revisions"));
}
