//! Web captures that nobody sends by accident: a clear sentence or a harmless reading, nothing else lost.

use std::io::Write;

use recension::model::{Precision, TextState};

use crate::archive::{Dump, texts};

fn record(kind: &str, url: &str, date: &str, block: &[u8], length: &str) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\nContent-Type: application/http\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(url: &str, date: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n").as_bytes(), body].concat();
    let length = block.len().to_string();
    record("response", url, date, &block, &length)
}

fn story(n: usize) -> Vec<u8> {
    let text = format!(
        "<html><title>Ferry {n}</title><h1>Ferry {n}</h1><p>The ferry number {n} sails again, after three weeks in dock.</p>\
         <p>Fares stay as they are, for now, until the end of the year, said the harbour office on Monday.</p></html>"
    );
    text.into_bytes()
}

fn good(n: usize) -> Vec<u8> {
    response(&format!("https://e.example/ferry-{n}"), "2020-07-07T10:00:00Z", "", &story(n))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("packing in memory");
    packer.finish().expect("packing in memory")
}

/// Gzip of a beginning and so many megabytes of one byte.
fn swollen(before: &[u8], megabytes: usize) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(before).expect("packing in memory");
    let block = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        packer.write_all(&block).expect("packing in memory");
    }
    packer.finish().expect("packing in memory")
}

/// 200 MB of one letter.
pub(crate) const BROTLI_BOMB: [u8; 327] = [
    0xcb, 0xff, 0xff, 0x3f, 0x00, 0xa4, 0x79, 0x7c, 0xe0, 0xf0, 0xc4, 0x69, 0x81, 0xd8, 0xde, 0xff, 0x91, 0xf3, 0xff,
    0xff, 0x0f, 0x00, 0x09, 0x80, 0x38, 0x2c, 0x00, 0xdd, 0xfb, 0x3f, 0xfe, 0xff, 0xff, 0x01, 0x20, 0x01, 0x10, 0x87,
    0x05, 0xa0, 0x7b, 0xff, 0xc7, 0xff, 0xff, 0x3f, 0x00, 0x24, 0x00, 0xe2, 0xb0, 0x00, 0x74, 0xef, 0xff, 0xf8, 0xff,
    0xff, 0x07, 0x80, 0x04, 0x40, 0x1c, 0x16, 0x80, 0xee, 0xfd, 0x1f, 0xff, 0xff, 0xff, 0x00, 0x90, 0x00, 0x88, 0xc3,
    0x02, 0xd0, 0xbd, 0xff, 0xe3, 0xff, 0xff, 0x1f, 0x00, 0x12, 0x00, 0x71, 0x58, 0x00, 0xba, 0xf7, 0x7f, 0xfc, 0xff,
    0xff, 0x03, 0x40, 0x02, 0x20, 0x0e, 0x0b, 0x40, 0xf7, 0xfe, 0x8f, 0xff, 0xff, 0x7f, 0x00, 0x48, 0x00, 0xc4, 0x61,
    0x01, 0xe8, 0xde, 0xff, 0xf1, 0xff, 0xff, 0x0f, 0x00, 0x09, 0x80, 0x38, 0x2c, 0x00, 0xdd, 0xfb, 0x3f, 0xfe, 0xff,
    0xff, 0x01, 0x20, 0x01, 0x10, 0x87, 0x05, 0xa0, 0x7b, 0xff, 0xc7, 0xff, 0xff, 0x3f, 0x00, 0x24, 0x00, 0xe2, 0xb0,
    0x00, 0x74, 0xef, 0xff, 0xf8, 0xff, 0xff, 0x07, 0x80, 0x04, 0x40, 0x1c, 0x16, 0x80, 0xee, 0xfd, 0x1f, 0xff, 0xff,
    0xff, 0x00, 0x90, 0x00, 0x88, 0xc3, 0x02, 0xd0, 0xbd, 0xff, 0xe3, 0xff, 0xff, 0x1f, 0x00, 0x12, 0x00, 0x71, 0x58,
    0x00, 0xba, 0xf7, 0x7f, 0xfc, 0xff, 0xff, 0x03, 0x40, 0x02, 0x20, 0x0e, 0x0b, 0x40, 0xf7, 0xfe, 0x8f, 0xff, 0xff,
    0x7f, 0x00, 0x48, 0x00, 0xc4, 0x61, 0x01, 0xe8, 0xde, 0xff, 0xf1, 0xff, 0xff, 0x0f, 0x00, 0x09, 0x80, 0x38, 0x2c,
    0x00, 0xdd, 0xfb, 0x3f, 0xfe, 0xff, 0xff, 0x01, 0x20, 0x01, 0x10, 0x87, 0x05, 0xa0, 0x7b, 0xff, 0xc7, 0xff, 0xff,
    0x3f, 0x00, 0x24, 0x00, 0xe2, 0xb0, 0x00, 0x74, 0xef, 0xff, 0xf8, 0xff, 0xff, 0x07, 0x80, 0x04, 0x40, 0x1c, 0x16,
    0x80, 0xee, 0xfd, 0x1f, 0xff, 0xff, 0xff, 0x00, 0x90, 0x00, 0x88, 0xc3, 0x02, 0xd0, 0xbd, 0xff, 0xe3, 0xff, 0xff,
    0x1f, 0x00, 0x12, 0x00, 0x71, 0x58, 0x00, 0xba, 0xf7, 0x7f, 0xfc, 0xff, 0xff, 0x03, 0x40, 0x02, 0x20, 0x0e, 0x0b,
    0x40, 0xf7, 0xfe, 0x8f, 0xff, 0xff, 0x7f, 0x00, 0x48, 0x00, 0xc4, 0x61, 0x01, 0xe8, 0xde, 0xff, 0x41, 0x00, 0x20,
    0x78, 0x78, 0x78, 0x03,
];

#[test]
fn false_lengths_cost_no_other_record() {
    let block = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".as_slice(), &story(0)].concat();
    for length in ["0", "7", "99999", "99999999999999999", "-1", "x", "", "18446744073709551616"] {
        let bad = record("response", "https://e.example/ferry-0", "2020-07-07T09:00:00Z", &block, length);
        let file = [good(1), bad.clone(), good(2), bad, good(3)].concat();
        for (name, bytes) in [("dump/a.warc", file.clone()), ("dump/a.warc.gz", gzip(&file))] {
            let got = Dump::of(&[(name, &bytes)]).read();
            let found = |n: usize| got.articles.iter().any(|a| a.url.ends_with(&format!("ferry-{n}")));
            assert!(found(1) && found(2) && found(3), "{length} {name}: {:?} {:#?}", got.said(), got.articles);
        }
    }
}

#[test]
fn false_lengths_are_told_whatever_the_record_is_and_true_ones_are_not() {
    let info = |length: &str| record("warcinfo", "https://e.example/", "2020-07-07T09:00:00Z", b"software: x", length);
    for (length, told) in [("11", 0), ("9999999999999913", 1), ("99999", 1), ("3", 1), ("-1", 1)] {
        let file = [info(length), good(1), good(2)].concat();
        let got = Dump::of(&[("dump/a.warc", &file)]).read();
        let said = got.said();
        assert_eq!((got.articles.len(), said.len()), (2, told), "{length}: {said:?}");
        assert!(said.iter().all(|said| said.contains("record 1: The record (warcinfo) is damaged: it")), "{said:?}");
    }
    // Longer than is kept, and truly so: in the middle of a file, at its end, in a member of its own.
    let film = vec![b'x'; 41 << 20];
    let film = record("resource", "https://e.example/a.mp4", "2020-07-07T09:00:00Z", &film, &film.len().to_string());
    let members = [gzip(&good(1)), gzip(&film), gzip(&good(2))].concat();
    for bytes in [[good(1), film.clone(), good(2)].concat(), [good(1), good(2), film].concat(), members] {
        let got = Dump::of(&[("dump/a.warc", &bytes)]).read();
        assert_eq!(got.articles.len(), 2);
        let said = got.said();
        assert!(said.len() == 1 && said[0].contains("it is longer than is read"), "{said:?}");
    }
}

#[test]
fn a_capture_of_which_only_the_month_or_the_year_is_known_has_no_day() {
    let dates = ["2020", "2020-07", "2020-08-07", "2020-08-07T10:00Z", "2020-09-01T10:00:00.5Z"];
    let capture = |n: usize| String::from_utf8(good(1)).expect("text").replace("2020-07-07T10:00:00Z", dates[n]);
    // Five states of the page, so that none is the repetition of another.
    let states =
        (0..5).map(|n| capture(n).replace("three weeks", ["one week", "two days", "a month", "a day", "years"][n]));
    let lengths = states.map(|state| {
        let (head, block) = state.split_once("\r\n\r\n").expect("a record");
        let length = block.len() - 4;
        let head: Vec<String> = head
            .lines()
            .map(|l| if l.starts_with("Content-Length") { format!("Content-Length: {length}") } else { l.to_owned() })
            .collect();
        format!("{}\r\n\r\n{block}", head.join("\r\n"))
    });
    let got = Dump::of(&[("dump/a.warc", lengths.collect::<String>().as_bytes())]).read();
    let times = got.article().revisions.iter().map(|r| r.time.as_ref().expect("a time"));
    let found: Vec<(Precision, String)> = times.map(|t| (t.precision, t.in_zone(&jiff::tz::TimeZone::UTC))).collect();
    use Precision::{Day, Minute, Month, Second, Year};
    let want = [
        (Year, "2020"),
        (Month, "2020-07"),
        (Day, "2020-08-07"),
        (Minute, "2020-08-07 10:00 UTC"),
        (Second, "2020-09-01 10:00 UTC"),
    ];
    assert_eq!(found, want.map(|(precision, text)| (precision, text.to_owned())), "{:?}", got.said());
    let labels: Vec<Option<&str>> = got.article().revisions.iter().map(|r| r.origin_revision.as_deref()).collect();
    assert_eq!(labels, [None, None, None, Some("20200807100000"), Some("20200901100000")]);
}

#[test]
fn a_redirect_that_leads_nowhere_says_so() {
    let moved = |day: u32, field: &str| {
        let block = format!("HTTP/1.1 301 Moved Permanently\r\nContent-Type: text/html\r\n{field}\r\n");
        let date = format!("2020-07-{day:02}T10:00:00Z");
        record("response", "https://e.example/ferry-1", &date, block.as_bytes(), &block.len().to_string())
    };
    let dump = [good(1), moved(8, ""), moved(9, "Location: /pier\r\n"), moved(10, "Location: \r\n")].concat();
    let got = Dump::of(&[("dump/a.warc", &dump)]).read();
    let notes: Vec<String> = got.article().revisions.iter().map(|r| r.notes.join(" ")).collect();
    let nowhere = "the server answered 301 and did not say where that leads";
    let somewhere = "the server answered 301: it led to https://e.example/pier";
    assert_eq!(notes, ["", nowhere, somewhere, nowhere]);
}

#[test]
fn many_false_lengths_take_no_time_to_speak_of() {
    let block = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".as_slice(), &story(0)].concat();
    let bad = record("response", "https://e.example/ferry-0", "2020-07-07T09:00:00Z", &block, "39000000");
    let file = bad.repeat(4_000);
    let begun = std::time::Instant::now();
    let got = Dump::of(&[("dump/a.warc", &file), ("dump/b.warc", &good(1))]).read();
    eprintln!("4,000 false lengths: {:?}", begun.elapsed());
    assert_eq!(got.articles.len(), 2);
}

#[test]
fn a_record_that_is_cut_off_is_read_as_far_as_it_goes() {
    let whole = [good(1), good(2)].concat();
    for cut in (0..whole.len()).step_by(13) {
        for bytes in [whole[..cut].to_vec(), gzip(&whole[..cut]), gzip(&whole)[..cut.min(gzip(&whole).len())].to_vec()]
        {
            Dump::of(&[("dump/a.warc", &bytes), ("dump/b.warc", &good(3))]).read();
        }
    }
    let got = Dump::of(&[("dump/a.warc", &whole[..whole.len() - 60])]).read();
    let second = got.articles.iter().find(|a| a.url.ends_with("ferry-2")).expect("the second article");
    assert_eq!(second.revisions[0].state, TextState::Partial);
    assert!(second.revisions[0].notes.iter().any(|n| n.contains("damaged")), "{second:#?}");
}

/// A capture of a page of which only the beginning was kept says nothing of the rest.
#[test]
fn a_capture_that_says_it_is_cut_off_is_not_whole() {
    let whole = story(1);
    let beginning = &whole[..whole.len() - 60];
    let url = "https://e.example/ferry-1";
    let said = |reason: &str, body: &[u8]| {
        let record = String::from_utf8_lossy(&response(url, "2020-07-07T11:00:00Z", "", body)).into_owned();
        record.replacen("WARC-Type", &format!("WARC-Truncated: {reason}\r\nWARC-Type"), 1).into_bytes()
    };
    let announced = format!("Content-Length: {}\r\n", whole.len());
    for (bytes, note) in [
        (said("length", beginning), "longer than its archive keeps"),
        (said("time", beginning), "longer than its archive waits"),
        (said("disconnect", beginning), "the connection broke"),
        (said("unspecified", beginning), "does not say why"),
        (response(url, "2020-07-07T11:00:00Z", &announced, beginning), "announced more bytes"),
    ] {
        let got = Dump::of(&[("dump/a.warc", &[good(1), bytes].concat())]).read();
        let article = got.article();
        let [full, short] = &article.revisions[..] else { panic!("{article:#?}") };
        assert_eq!((full.state, &full.holes[..]), (TextState::Whole, &[][..]));
        assert_eq!((short.state, &short.holes[..]), (TextState::Partial, &[short.paragraphs.len()][..]), "{short:#?}");
        assert!(short.notes.iter().any(|n| n.contains("cut off") && n.contains(note)), "{short:#?}");
    }
}

#[test]
fn a_capture_cut_into_segments_is_not_whole() {
    let first =
        String::from_utf8(good(1)).expect("text").replacen("WARC-Date", "WARC-Segment-Number: 1\r\nWARC-Date", 1);
    let rest = record("continuation", "https://e.example/ferry-1", "2020-07-07T10:00:00Z", b"<p>More.</p>", "12");
    let got = Dump::of(&[("dump/a.warc", &[first.as_bytes(), &rest].concat())]).read();
    let revision = &got.article().revisions[0];
    assert_eq!((revision.state, revision.notes.len()), (TextState::Partial, 1), "{revision:?}");
}

#[test]
fn damaged_members_cost_themselves_alone() {
    let members: Vec<Vec<u8>> = (0..6).map(|n| gzip(&good(n))).collect();
    let file = members.concat();
    let mut lost = 0;
    for at in (0..file.len()).step_by(31) {
        let mut bytes = file.clone();
        for byte in bytes.iter_mut().skip(at).take(8) {
            *byte ^= 0x5A;
        }
        let got = Dump::of(&[("dump/a.warc.gz", &bytes), ("dump/b.warc", &good(9))]).read();
        // Damage that spans two members costs two.
        assert!(got.articles.len() >= 5, "{at}: {} {:?}", got.articles.len(), got.said());
        lost += usize::from(got.articles.len() < 7);
    }
    assert!(lost > 0);
    let magic = [0x1F, 0x8B, 8].repeat(100_000);
    let got = Dump::of(&[("dump/a.warc.gz", &[members[0].as_slice(), &magic].concat())]).read();
    assert_eq!(got.articles.len(), 1);
    assert!(!got.problems.is_empty());
}

#[test]
fn bombs_in_members_and_in_codings_end() {
    let url = "https://e.example/bomb";
    let head = response(url, "2020-07-07T09:00:00Z", "", b"<p>x");
    let member = swollen(&head, 700);
    let got = Dump::of(&[("dump/a.warc.gz", &[gzip(&good(1)), member].concat())]).read();
    assert!(got.articles.iter().any(|a| a.url.ends_with("ferry-1")));
    let coded = |coding: &str, body: &[u8]| {
        response(url, "2020-07-07T09:00:00Z", &format!("Content-Encoding: {coding}\r\n"), body)
    };
    let page = [b"<html><title>x</title><p>".as_slice(), &story(5)].concat();
    let zstd = zstd::encode_all(&vec![b'x'; 50 << 20][..], 1).expect("packing in memory");
    for bad in [
        coded("gzip", &swollen(&page, 50)),
        coded("gzip, gzip, gzip", &gzip(&gzip(&swollen(&page, 50)))),
        coded("gzip, gzip, gzip, gzip, gzip", &gzip(&gzip(&gzip(&gzip(&gzip(&page)))))),
        coded("zstd", &zstd),
        coded("br", &BROTLI_BOMB),
        coded("br", &[0x11, 0x3e, 0xff, 0xff, 0xff, 0xff]),
    ] {
        let got = Dump::of(&[("dump/a.warc", &[bad, good(1)].concat())]).read();
        assert!(got.articles.iter().any(|a| a.url.ends_with("ferry-1")), "{:?}", got.said());
    }
}

#[test]
fn fields_without_end_and_pages_without_measure_are_bounded() {
    let endless = [b"WARC/1.0\r\nWARC-Type: response\r\nX: ".as_slice(), &vec![b'x'; 3 << 20]].concat();
    let large = response("https://e.example/large", "2020-07-07T09:00:00Z", "", &story(7).repeat(400_000));
    assert!(large.len() > 80 << 20);
    let nested =
        response("https://e.example/deep", "2020-07-07T09:00:00Z", "", &b"<div><table><tr><td>".repeat(250_000));
    let got =
        Dump::of(&[("dump/a.warc", &[nested, large, good(1), endless, b"\r\n\r\n".to_vec(), good(2)].concat())]).read();
    for n in ["ferry-1", "ferry-2", "large"] {
        assert!(got.articles.iter().any(|a| a.url.ends_with(n)), "{n}: {:?}", got.said());
    }
    let large = got.articles.iter().find(|a| a.url.ends_with("large")).expect("the large page");
    assert_eq!(large.revisions[0].state, TextState::Partial);
}

#[test]
fn revisits_are_answered_from_wherever_their_text_is() {
    let revisit = |date: &str, more: &str| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://e.example/ferry-1\r\nWARC-Date: {date}\r\n{more}\
             Content-Length: 0\r\n\r\n\r\n\r\n"
        );
        head.into_bytes()
    };
    let refers =
        "WARC-Refers-To-Target-URI: https://e.example/ferry-1\r\nWARC-Refers-To-Date: 2020-07-07T10:00:00Z\r\n";
    let nowhere = "WARC-Payload-Digest: sha1:AAAA\r\n";
    let file = [
        revisit("2020-07-07T11:00:00Z", refers),
        good(1),
        revisit("2020-07-07T12:00:00Z", refers),
        revisit("2020-07-07T13:00:00Z", nowhere),
        revisit(
            "2020-07-07T14:00:00Z",
            "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n",
        ),
        revisit(
            "2020-07-07T09:00:00Z",
            "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n",
        ),
    ];
    let got = Dump::of(&[("dump/a.warc", &file.concat())]).read();
    let article = got.article();
    let states: Vec<(usize, bool)> = article
        .revisions
        .iter()
        .map(|r| (r.paragraphs.len(), r.notes.iter().any(|n| n.starts_with("unchanged capture"))))
        .collect();
    assert_eq!(states, [(0, true), (2, false), (2, true), (2, true), (0, true), (2, true)], "{article:#?}");
    assert_eq!(article.revisions.iter().map(|r| r.number).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    assert_eq!(article.revisions[1].origin_revision.as_deref(), Some("20200707100000"));
}

#[test]
fn captures_of_several_files_stand_in_the_order_of_time() {
    let capture =
        |hour: u32, n: usize| response("https://e.example/x-1", &format!("2020-07-07T{hour:02}:00:00Z"), "", &story(n));
    let files = [[capture(12, 1), capture(8, 2)].concat(), [capture(10, 3), capture(9, 4)].concat(), capture(11, 5)];
    let titles = |order: [usize; 3]| {
        let names = ["dump/a.warc", "dump/b.warc", "dump/c.warc"];
        let files: Vec<(&str, &[u8])> =
            names.iter().zip(order).map(|(name, at)| (*name, files[at].as_slice())).collect();
        let got = Dump::of(&files).read();
        let article = got.article();
        assert!(article.revisions.iter().zip(0..).all(|(r, n)| r.number == n));
        article.revisions.iter().map(|r| r.title.clone()).collect::<Vec<_>>()
    };
    let want = ["Ferry 2", "Ferry 4", "Ferry 3", "Ferry 5", "Ferry 1"];
    assert_eq!(titles([0, 1, 2]), want);
    assert_eq!(titles([2, 0, 1]), want);
}

/// A zip archive of members that are stored, or deflated where the bytes are said to be.
fn zip(members: &[(&str, &[u8], Option<u32>)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, bytes, deflated) in members {
        let (size, method) = (deflated.unwrap_or(bytes.len() as u32), if deflated.is_some() { 8_u16 } else { 0 });
        let mut fields = Vec::new();
        fields.extend_from_slice(&20_u16.to_le_bytes());
        fields.extend_from_slice(&0_u16.to_le_bytes());
        fields.extend_from_slice(&method.to_le_bytes());
        fields.extend_from_slice(&[0, 0, 0x21, 0x50, 0, 0, 0, 0]);
        fields.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        fields.extend_from_slice(&size.to_le_bytes());
        fields.extend_from_slice(&(name.len() as u16).to_le_bytes());
        fields.extend_from_slice(&0_u16.to_le_bytes());
        let at = (out.len() as u32).to_le_bytes();
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&fields);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(bytes);
        list.extend_from_slice(b"PK\x01\x02\x14\x00");
        list.extend_from_slice(&fields);
        list.extend_from_slice(&[0; 10]);
        list.extend_from_slice(&at);
        list.extend_from_slice(name.as_bytes());
    }
    let (count, at) = ((members.len() as u16).to_le_bytes(), (out.len() as u32).to_le_bytes());
    let size = (list.len() as u32).to_le_bytes();
    out.extend_from_slice(&list);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for part in [&count[..], &count, &size, &at, &[0, 0]] {
        out.extend_from_slice(part);
    }
    out
}

#[test]
fn archives_lead_nowhere_and_do_not_grow_without_measure() {
    // How much the fast levels gain depends on the library behind flate2.
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflate.write_all(&good(5)).expect("packing in memory");
    let block = vec![b'x'; 1 << 20];
    for _ in 0..700 {
        deflate.write_all(&block).expect("packing in memory");
    }
    let bomb = deflate.finish().expect("packing in memory");
    let inner = zip(&[("a.warc", &good(3), None)]);
    let archive = zip(&[
        ("../../outside.warc", &good(1), None),
        ("/etc/outside.warc", &good(1), None),
        ("archive/bomb.warc", &bomb, Some(1000)),
        ("archive/inner.zip", &inner, None),
        ("archive/short.warc", &good(4)[..90], None),
        ("archive/z.warc", &good(2), None),
    ]);
    let got = Dump::of(&[("dump/a.wacz", &archive), ("dump/b.warc", &good(9))]).read();
    let found = |n: usize| got.articles.iter().any(|a| a.url.ends_with(&format!("ferry-{n}")));
    assert!(found(2) && found(9) && found(5) && !found(1) && !found(3), "{:?}", got.said());
    let said = got.said().join("\n");
    for part in ["leads out of the archive", "more than 400 times its size", "archive inside of another"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    for cut in (0..archive.len()).step_by(archive.len() / 20) {
        Dump::of(&[("dump/a.zip", &archive[..cut]), ("dump/b.warc", &good(9))]).read();
    }
}

#[test]
fn folders_of_captures_hold_whatever_they_like() {
    let got = Dump::of(&[
        ("dump/20200707100000/e.example/news/index.html", &story(1)),
        ("dump/20200708100000/e.example/news/index.html", b"\x89PNG"),
        ("dump/20200709100000/e.example/news/index.html", b"<"),
        ("dump/20200709100000/e.example/news/robots.txt", b"User-agent: *"),
        ("dump/20209999999999/e.example/other.txt", b"A headline\n\nNo moment, and so a text like others."),
        ("dump/box/archive/1594116000/index.json", br#"{"url":"https://e.example/../../x","title":"x"}"#),
        ("dump/box/archive/1594116001/index.json", b"{"),
        ("dump/box/archive/1594116002/index.jsonl", b"[]\n{\"type\":\"Snapshot\"}\nx"),
    ])
    .read();
    assert!(
        got.articles.iter().any(|a| a.url == "http://e.example/news/" && a.revisions.len() == 1),
        "{:#?}",
        got.articles
    );
}

#[test]
fn captures_without_a_page_are_states_of_which_nothing_is_known_or_are_counted() {
    let dump = Dump::of(&[
        ("dump/20200701100000/e.example/news/index.html", &story(1)),
        ("dump/20200702100000/e.example/news/index.html", b""),
        ("dump/20200703100000/e.example/news/index.html", b" \n"),
        ("dump/20200704100000/e.example/news/index.html", &story(1)),
        ("dump/20200705100000/e.example/news/index.html", &story(2)),
        ("dump/20200704100000/e.example/empty/index.html", b""),
        ("dump/20200704100000/e.example/style.css", b""),
        ("dump/20200704100000/e.example/robots.txt", b""),
    ]);
    let got = dump.read();
    use TextState::{Partial, Whole};
    let states: Vec<TextState> = got.article().revisions.iter().map(|r| r.state).collect();
    assert_eq!(states, [Whole, Partial, Partial, Whole, Whole]);
    assert_eq!(got.article().revisions[1].notes, ["the capture is an empty file"]);
    let said = got.said();
    assert_eq!(said, ["dump : Left out: 1 empty file, of an address of which nothing else is there."]);

    // Between two texts an empty capture is no deletion: the texts around it are compared with each other.
    let catalogue = recension::catalogue::Catalogue::new();
    catalogue.put(got.article().clone());
    let timeline = catalogue.timeline(&got.article().id).expect("a timeline");
    let against: Vec<Option<u32>> = timeline.rows.iter().map(|row| row.against).collect();
    assert_eq!(against, [None, None, None, Some(0), Some(3)]);
    assert!(timeline.rows[1..4].iter().all(|row| row.changes.is_empty() && row.restores.is_none()), "{timeline:#?}");
    assert!(timeline.rows[4].words_added.is_some_and(|added| added > 0));
}

#[test]
fn a_text_of_archivebox_has_its_headline_from_the_index() {
    let paragraphs = ["The harbour authority said that the ferry would sail again.", "Its pier is mended."];
    let plain = paragraphs.join("\n");
    let titled = format!("Ferry sails\n\n{plain}");
    for name in ["readability/content.txt", "htmltotext.txt"] {
        for (title, text) in [("\"Ferry sails\"", &plain), ("null", &plain), ("\"Ferry sails\"", &titled)] {
            let place = |name: &str| format!("dump/archive/1594116000/{name}");
            let index = format!(r#"{{"url":"https://e.example/ferry","title":{title}}}"#);
            let got = Dump::of(&[(&place("index.json"), index.as_bytes()), (&place(name), text.as_bytes())]).read();
            let article = got.article();
            assert_eq!(article.title(), if title == "null" { "" } else { "Ferry sails" });
            assert_eq!(texts(article, 0), paragraphs);
        }
    }
}

#[test]
fn snapshots_of_archivebox_without_a_page_are_told_of() {
    let index = |url: &str| format!(r#"{{"url":"{url}","title":"Ferry"}}"#).into_bytes();
    let database = {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let connection = rusqlite::Connection::open(file.path()).expect("a database");
        let rows = "CREATE TABLE core_snapshot(id, url, timestamp, title);
            INSERT INTO core_snapshot VALUES('a', 'https://e.example/ferry', '1594116000', 'Ferry');
            INSERT INTO core_snapshot VALUES('b', 'https://e.example/gone', '1594116900', 'Gone');";
        connection.execute_batch(rows).expect("rows");
        drop(connection);
        std::fs::read(file.path()).expect("the file")
    };
    let got = Dump::of(&[
        ("dump/box/index.sqlite3", &database),
        ("dump/box/archive/1594116000/singlefile.html", &story(1)),
        ("dump/box/archive/1594116001/index.json", &index("https://e.example/ferry#2020")),
        ("dump/box/archive/1594116002/index.json", &index("https://e.example/other")),
        ("dump/box/archive/1594116003/index.json", b"{"),
        // Of one address the page lies in a WARC alone.
        ("dump/box/archive/1594116004/index.json", &index("https://e.example/ferry-1")),
        ("dump/box/archive/1594116004/warc/1594116004.warc.gz", &gzip(&good(1))),
        ("dump/box/archive/1594116005/index.json", &index("https://e.example/ferry-1")),
    ])
    .read();
    let revisions = |url: &str| got.articles.iter().find(|a| a.url == url).map_or(0, |a| a.revisions.len());
    assert_eq!((got.articles.len(), revisions("https://e.example/ferry-1")), (2, 2), "{:?}", got.said());
    let article = got.articles.iter().find(|a| a.url == "https://e.example/ferry").expect("the article");
    let states: Vec<TextState> = article.revisions.iter().map(|r| r.state).collect();
    assert_eq!(states, [TextState::Whole, TextState::Partial], "{article:#?}");
    assert_eq!(article.revisions[1].notes, ["ArchiveBox kept no page of it"]);
    let said = got.said().join("\n");
    for (what, count) in [("without a page", 1), ("whose address neither", 1), ("without a folder", 1)] {
        assert_eq!(said.matches(what).count(), count, "{what}: {said}");
    }
    assert_eq!(got.problems.len(), 3, "{said}");
}
