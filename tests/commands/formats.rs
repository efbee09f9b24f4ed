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
    assert_eq!(bench.run(&["formats", "note.pdf"]).code, Some(1));
    assert_eq!(bench.run(&["formats", "nothing"]).code, Some(2));
    assert_eq!(keys(&bench.run(&["formats", "--json"]).json()[0]), ["read", "written"]);
}
