//! What nobody sends by accident: a clear sentence or a harmless reading, nothing else lost.

use std::{
    fs,
    io::Write,
    sync::{Mutex, PoisonError},
};

use recension::{
    model::{Article, Problem},
    source::{Archive, Cancel, FAULT, Options, Sink, open},
};

use crate::archive::{Dump, read, read_archive, texts};

const GOOD: &[u8] = br#"{"url":"https://e.example/good","versions":[{"text":"fine"}]}"#;

/// Bytes packed, followed by so many megabytes of one byte.
fn packed(before: &[u8], filling: u8, megabytes: usize) -> Vec<u8> {
    let mut packer = zstd::Encoder::new(Vec::new(), 1).expect("packing in memory");
    packer.write_all(before).expect("packing in memory");
    let block = vec![filling; 1 << 20];
    for _ in 0..megabytes {
        packer.write_all(&block).expect("packing in memory");
    }
    packer.finish().expect("packing in memory")
}

#[test]
fn a_bomb_ends_with_a_sentence_and_what_came_before() {
    let endless = [GOOD, b"\n{\"url\":\"https://e.example/bomb\",\"text\":\""].concat();
    let got = Dump::of(&[("dump/a.jsonl.zst", &packed(&endless, b'x', 700))]).read();
    assert_eq!(got.articles.len(), 1);
    assert!(got.said().join("").contains("times its size with nothing to read in it"), "{:?}", got.said());
    let got = Dump::of(&[("dump/plain", &packed(b"Headline\n\n", b'x', 700))]).read();
    assert_eq!(got.articles.len(), 0);
    assert!(got.said().join("").contains("times its size with nothing to read in it"), "{:?}", got.said());
}

#[test]
fn a_dump_that_repeats_itself_is_no_bomb() {
    let text = "All quiet on the northern pier. ".repeat(400_000);
    let mut packer = zstd::Encoder::new(Vec::new(), 1).expect("packing in memory");
    for n in 0..14 {
        writeln!(packer, "{{\"url\":\"https://e.example/{n}\",\"versions\":[{{\"text\":\"{text}\"}}]}}")
            .expect("packing");
    }
    let packed = packer.finish().expect("packing in memory");
    assert!(14 * text.len() > 128 << 20 && 14 * text.len() / packed.len() > 400, "{} bytes", packed.len());
    let got = Dump::of(&[("dump/a.jsonl.zst", &packed)]).read();
    assert_eq!((got.articles.len(), got.problems.len()), (14, 0), "{:?}", got.said());
}

#[test]
fn large_files_side_by_side_are_all_read() {
    let article = |n: u32, end: &str| {
        let text = "All quiet on the northern pier. ".repeat(265_000);
        format!("{{\"url\":\"https://e.example/{n}\",\"versions\":[{{\"text\":\"{text}{end}\"}}]}}\n")
    };
    let wide: Vec<u8> = article(2, "wide").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lines = [article(3, ""), article(4, ""), article(5, "")].concat();
    let dump = Dump::of(&[
        ("dump/a.json", article(1, "one").as_bytes()),
        ("dump/b.json", article(1, "other").as_bytes()),
        ("dump/c.json", article(1, "third").as_bytes()),
        ("dump/d.json", &wide),
        ("dump/e.jsonl", lines.as_bytes()),
        ("dump/f.txt", article(6, "").as_bytes()),
        ("dump/g/1.txt", "Quiet. ".repeat(1_200_000).as_bytes()),
        ("dump/g/2.txt", "Quiet. ".repeat(1_200_001).as_bytes()),
    ]);
    let got = read_archive(&Archive::Paths(vec![dump.path()]), &Options { threads: 8, ..Options::default() });
    assert_eq!((got.articles.len(), got.problems.len()), (9, 0), "{:?}", got.said());
}

#[test]
fn many_tiny_values_in_one_object_are_bounded() {
    let tiny = format!("{{\"url\":\"https://e.example/1\",\"text\":[{}0]}}\n", "[],".repeat(2_000_001));
    let got = Dump::of(&[("dump/a.jsonl", format!("{tiny}{}\n", String::from_utf8_lossy(GOOD)).as_bytes())]).read();
    assert_eq!(got.articles.len(), 1);
    assert!(got.said().join("").contains("more than 2000000 values"), "{:?}", got.said());
}

#[cfg(unix)]
#[test]
fn links_in_circles_end_and_broken_ones_are_told() {
    use std::os::unix::fs::symlink;
    let dump = Dump::of(&[("dump/in/good.json", GOOD)]);
    symlink("..", dump.path().join("in/up")).expect("a link");
    symlink(dump.path(), dump.path().join("in/again")).expect("a link");
    symlink("nowhere", dump.path().join("in/broken")).expect("a link");
    let got = dump.read();
    assert_eq!(got.articles.len(), 1);
    assert_eq!(got.articles[0].origins, ["dump/in/good.json"]);
    assert_eq!(got.problems.len(), 1);
    assert!(got.said()[0].contains("dump/in/broken"), "{:?}", got.said());
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_not_followed_but_told() {
    use std::os::unix::fs::symlink;
    let secret = GOOD.to_vec();
    let dump = Dump::of(&[
        ("dump/a/good.json", GOOD),
        ("secret/b.json", &secret),
        ("secret/1.txt", b"Secret."),
        ("dump/0a1b2c3d-0000-4000-8000-000000000001/history.txt", b"1577934245,a.txt\n1577934246,b.txt\n"),
        ("dump/0a1b2c3d-0000-4000-8000-000000000001/b.txt", b"The quay."),
        ("dump/jobs/urls.yaml", b"url: https://a.example/\n"),
    ]);
    let link = |to: &str, at: &str| symlink(dump.path().join(to), dump.path().join(at)).expect("a link");
    link("../secret", "a/folder");
    link("../secret/b.json", "a/file.json");
    link("a/good.json", "a/inside.json");
    link("../secret/1.txt", "0a1b2c3d-0000-4000-8000-000000000001/a.txt");
    fs::create_dir(dump.path().join("jobs/cache")).expect("a folder");
    link("../secret/1.txt", "jobs/cache/356a192b7913b04c54574d18c28d46e6395428ab");
    link("/", "everything");
    let got = dump.read();
    let said = got.said().join("\n");
    let texts: Vec<String> = got.articles.iter().flat_map(|a| texts(a, 0)).map(str::to_owned).collect();
    assert!(!texts.iter().any(|text| text.contains("Secret")), "{texts:?}");
    assert_eq!(got.articles.iter().filter(|a| a.url.contains("e.example")).count(), 1, "{said}");
    for told in ["dump/everything", "dump/a/file.json", "jobs/cache/356a", "one of 2 such links", "a.txt"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    // Who names it means it.
    let got = read(&[&dump.path().join("a/folder")]);
    assert_eq!(got.articles.len(), 2, "{:?}", got.said());
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told_and_the_rest_read() {
    use std::os::unix::fs::PermissionsExt;
    let dump = Dump::of(&[("dump/good.json", GOOD), ("dump/shut.json", GOOD)]);
    let shut = dump.path().join("shut.json");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::File::open(&shut).is_ok() {
        eprintln!("SKIPPED: this user may read everything");
        return;
    }
    let got = dump.read();
    assert_eq!((got.articles.len(), got.problems.len()), (1, 1));
    assert!(got.said()[0].contains("cannot be read"));
}

#[test]
fn empty_folders_missing_paths_and_binaries_are_told() {
    let dump = Dump::of(&[("dump/in/.keep", b""), ("dump/in/pic.json", b"\x89PNG\r\n\x1a\n")]);
    let got = read(&[&dump.path().join("in")]);
    assert_eq!((got.articles.len(), got.problems.len(), got.summary.skipped), (0, 0, 2));
    fs::remove_file(dump.path().join("in/pic.json")).expect("a file");
    let got = dump.read();
    assert!(got.said()[0].contains("There is no dump in it"), "{:?}", got.said());
    let got = read(&[&dump.path().join("missing")]);
    assert!(got.said()[0].contains("cannot be opened"), "{:?}", got.said());
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let got = Dump::of(&[("dump/noise.json", &noise)]).read();
    assert!(got.said()[0].contains("No format knows it"), "{:?}", got.said());
}

#[test]
fn odd_text_is_kept_as_found() {
    let text = "{\"url\":\"https://e.example/1\",\"title\":\"../../x\\u0000\",\"versions\":[{\"text\":\
                \"\\u001b[2J\\u202e<script>\\u0000alert(1)</script>\"}]}";
    let got = Dump::of(&[("dump/a.json", text.as_bytes())]).read();
    let article = got.article();
    assert_eq!(article.title(), "../../x");
    assert_eq!(texts(article, 0), ["\u{1b}[2J\u{202e}<script>alert(1)</script>"]);
}

#[test]
fn an_old_line_end_inside_a_text_is_kept_and_keeps_words_apart() {
    let text = "{\"url\":\"https://e.example/1\",\"title\":\"Ferry\u{85}late\",\"text\":\"It was\u{85}late.\"}";
    let got = Dump::of(&[("dump/a.json", text.as_bytes())]).read();
    assert_eq!(got.article().title(), "Ferry late");
    assert_eq!(texts(got.article(), 0), ["It was\u{85}late."]);
    assert_eq!(recension::text::words::count("It was\u{85}late."), 3);
}

#[test]
fn a_paragraph_of_ten_megabytes_and_a_deep_nest_are_borne() {
    let long = format!("{{\"url\":\"https://e.example/1\",\"text\":\"{}\"}}\n", "word ".repeat(2_000_000));
    let deep = format!("{{\"url\":\"https://e.example/2\",\"text\":{}{}}}\n", "[".repeat(100_000), "]".repeat(100_000));
    let got = Dump::of(&[("dump/a.jsonl", format!("{long}{deep}").as_bytes())]).read();
    assert_eq!(texts(got.article(), 0)[0].len(), 10_000_000);
    assert!(got.said()[0].contains("recursion limit"), "{:?}", got.said());
}

/// Fails over one article.
#[derive(Default)]
struct Failing(Mutex<Vec<String>>, Mutex<Vec<Problem>>);

impl Sink for Failing {
    fn article(&self, article: Article) {
        assert!(!article.title().starts_with("Weir"), "a fault that a test makes");
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(article.title().to_owned());
    }

    fn problem(&self, problem: Problem) {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).push(problem);
    }
}

#[test]
fn a_fault_of_ours_costs_the_file_at_which_it_comes() {
    let row = |title: &str| {
        format!(r#"{{"url": "https://mill.example.org/{title}", "title": "{title}", "text": "It rains."}}"#)
    };
    // Files of one URL wait for one another: not for one that is no longer read.
    let [weir, lane, mill] = ["Weir", "Lane", "Mill"].map(row);
    let dump = Dump::of(&[
        ("dump/a.json", lane.as_bytes()),
        ("dump/b.json", weir.as_bytes()),
        ("dump/c.json", mill.as_bytes()),
    ]);
    let sink = Failing::default();
    open(&Archive::Paths(vec![dump.path()]), &Options::default(), &sink, &Cancel::default());
    let mut read = sink.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    read.sort();
    assert_eq!(read, ["Lane", "Mill"]);
    let problems = sink.1.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(
        problems.iter().map(|p| (p.file.as_str(), p.reason.as_str())).collect::<Vec<_>>(),
        [("dump/b.json", FAULT)]
    );
}
