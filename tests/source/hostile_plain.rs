//! Tables and dumps of plain data that nobody writes on purpose.

use recension::model::TextState;

use crate::archive::{Dump, texts};

#[test]
fn a_quotation_mark_that_never_closes_is_bounded() {
    let mut table = "url,title,date,text\nhttps://e.example/1,One,2022-01-01,First.\n".to_owned();
    table.push_str("https://e.example/2,Two,2022-01-02,\"never closed\n");
    table.push_str(&"x".repeat(40 << 20));
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    assert_eq!(texts(got.article(), 0), ["First."]);
    assert!(got.said().join("").contains("a row is larger than 16 MB"), "{:?}", got.said());
}

#[test]
fn many_cells_and_many_columns_are_borne() {
    let table = format!("url,title,date,text\nhttps://e.example/1,T,2022-01-01,fine{}\n", ",".repeat(1 << 20));
    let got = Dump::of(&[("dump/a.csv", table.as_bytes())]).read();
    assert_eq!(texts(got.article(), 0), ["fine"]);
    let wide = format!("url,title,text{}\n", ",c".repeat(10_000));
    let got = Dump::of(&[("dump/b.csv", wide.as_bytes())]).read();
    assert_eq!((got.articles.len(), got.problems.len()), (0, 1), "{:?}", got.said());
}

#[test]
fn bytes_of_other_encodings_in_rows_cost_nothing() {
    let mut table = b"url,title,date,text\nhttps://e.example/1,Caf\xE9,2022-01-01,\"Caf\xE9 \x93shut\x94.\"\n".to_vec();
    table.extend(b"https://e.example/2,T\0,2022-01-02,\x1b[2J\n");
    let got = Dump::of(&[("dump/a.csv", &table)]).read();
    assert_eq!(got.articles.len(), 2, "{:?}", got.said());
    let titles: Vec<&str> = got.articles.iter().map(recension::model::Article::title).collect();
    assert!(titles.contains(&"Café") && titles.contains(&"T"), "{titles:?}");
}

#[test]
fn a_daily_dump_that_is_spoilt_costs_what_is_spoilt() {
    let row = |id: u32| {
        format!(
            "{{\"id\":{id},\"url\":\"https:\\/\\/e.example\\/{id}\",\"normalized_id\":\"n\",\"source\":4,\"created_at\":1}}\n"
        )
    };
    let whole = |id: u32| format!("{}\"T{id}\"\n\"B{id}\"\n", row(id));
    let long = format!("{}\"T\"\n\"{}\"\n", row(3), "x".repeat(20 << 20));
    let text =
        [whole(1), row(2), "[1]\n\"b\"\n".into(), long, "junk\n\n".into(), whole(4), row(5), "\"cut".into()].concat();
    let got = Dump::of(&[("dump/20140513.txt", text.as_bytes())]).read();
    let mut all: Vec<String> = got.articles.iter().map(|a| texts(a, 0).join("|")).collect();
    all.sort();
    assert_eq!(all, ["B1", "B4"], "{:?}", got.said());
    assert_eq!(got.problems.len(), 4, "{:?}", got.said());
}

#[test]
fn tables_that_do_not_fit_together_are_told_of() {
    let versions = "id,article_id,title,content_text,version_number,created_at\n1,7,T,Text.,1,2026-03-26 08:00:00+00\n";
    let got = Dump::of(&[
        ("dump/articles.csv", b"id,url\n1,https://e.example/1\n\"never closed"),
        ("dump/versions.csv", versions.as_bytes()),
    ])
    .read();
    assert_eq!(texts(got.article(), 0), ["Text."]);
    assert!(got.said().join("").contains("the other table does not have"), "{:?}", got.said());
    let got = Dump::of(&[("dump/articles.csv", b"a,b\n1,2\n"), ("dump/versions.csv", b"%PDF-1.7\n")]).read();
    assert!(got.articles.is_empty() && got.said().join("").contains("a PDF document"), "{:?}", got.said());
}

#[test]
fn a_text_that_was_cut_is_partial_and_one_that_was_not_kept_has_a_hole() {
    let lines = "{\"url\":\"https://e.example/1\",\"title\":\"T\",\"content\":\"Begin… [+12 chars]\",\"publishedAt\":\"2022-01-01\"}\n\
                 {\"url\":\"https://e.example/1\",\"title\":\"T\",\"maintext\":null,\"date_download\":\"2022-01-02 10:00:00\"}\n";
    let got = Dump::of(&[("dump/a.jsonl", lines.as_bytes())]).read();
    let revisions = &got.article().revisions;
    assert_eq!(revisions.iter().map(|r| r.state).collect::<Vec<_>>(), [TextState::Partial, TextState::Partial]);
    assert_eq!((texts(got.article(), 0), revisions[0].holes.as_slice()), (vec!["Begin…"], &[1][..]));
    assert_eq!(revisions[1].holes, [0]);
    assert!(got.article().notes[0].contains("published"), "{:?}", got.article().notes);
}

#[test]
fn text_that_was_encoded_twice_is_mended_and_says_so() {
    let text = "{\"url\":\"https://e.example/1\",\"title\":\"Itâ€™s\",\"text\":\"The cafÃ© is shut.\\nPlain.\"}";
    let got = Dump::of(&[("dump/a.json", text.as_bytes())]).read();
    assert_eq!((got.article().title(), texts(got.article(), 0)), ("It’s", vec!["The café is shut.", "Plain."]));
    assert_eq!(got.article().revisions[0].notes, ["encoded twice, and mended"]);
}

#[test]
fn kinds_of_file_that_nothing_reads_are_named() {
    let got = Dump::of(&[
        ("dump/a.pdf", b"%PDF-1.7\n\xFF"),
        ("dump/b.docx", b"PK\x03\x04\0\0\0\0word/document.xml"),
        ("dump/c.bak", b"PGDMP\x01\x0e\0"),
        ("dump/d.ibd", b"\xFE\x01\x0A\0\0"),
    ])
    .read();
    let said = got.said().join("\n");
    for kind in ["PDF document", "Word document", "PostgreSQL dump", "MySQL server"] {
        assert!(said.contains(kind), "{kind}: {said}");
    }
}

/// Bytes as `xz` packs them.
fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut packer =
        lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(0)).expect("packing in memory");
    std::io::Write::write_all(&mut packer, bytes).expect("packing in memory");
    packer.finish().expect("packing in memory")
}

#[test]
fn a_dump_packed_with_xz_is_read_and_a_bomb_ends_with_a_sentence() {
    let good = br#"{"url":"https://e.example/good","versions":[{"text":"fine"}]}"#;
    let got = Dump::of(&[("dump/a.jsonl.xz", &xz(good))]).read();
    assert_eq!(texts(got.article(), 0), ["fine"]);
    // As many streams behind one another as it takes.
    let mut bomb = xz(&[&good[..], b"\n{\"text\":\""].concat());
    let filling = xz(&vec![b'x'; 32 << 20]);
    for _ in 0..20 {
        bomb.extend_from_slice(&filling);
    }
    let got = Dump::of(&[("dump/a.jsonl.xz", &bomb)]).read();
    assert_eq!(got.articles.len(), 1);
    assert!(got.said().join("").contains("times its size with nothing to read in it"), "{:?}", got.said());
}

#[test]
fn xz_gets_no_memory_for_windows_without_end() {
    let window = |bits: u8| {
        let mut packed = xz(b"{}");
        // Behind the header of the stream: size, flags, filter, length of its properties, window, padding, checksum.
        assert_eq!(packed[13..16], [0, 0x21, 1]);
        packed[16] = bits;
        let checksum = crc32fast::hash(&packed[12..20]).to_le_bytes();
        packed[20..24].copy_from_slice(&checksum);
        packed
    };
    let got = Dump::of(&[("dump/a.json.xz", &window(40))]).read();
    assert!(got.said().join("").contains("more than 256 MB are not given"), "{:?}", got.said());
    let good = xz(b"{\"url\":\"https://e.example/good\",\"versions\":[{\"text\":\"fine\"}]}\n");
    let got = Dump::of(&[("dump/a.jsonl.xz", &[good, window(32).repeat(1000)].concat())]).read();
    assert_eq!(texts(got.article(), 0), ["fine"]);
    assert!(got.said().join("").contains("asks for much memory again and again"), "{:?}", got.said());
}
