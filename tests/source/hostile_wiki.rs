//! Dumps of wikis, 7z archives and changedetection.io folders that nobody writes by accident.

use std::io::{Cursor, Write};

use recension::model::TextState;
use sevenz_rust2::{ArchiveEntry, ArchiveWriter, EncoderConfiguration, EncoderMethod};

use crate::archive::Dump;

const HEAD: &str = "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\">\
    <siteinfo><dbname>astewiki</dbname><base>https://aster.example/wiki/Home</base></siteinfo>";

fn page(id: u32, title: &str, revisions: &str) -> String {
    format!("<page><title>{title}</title><ns>0</ns><id>{id}</id>{revisions}</page>")
}

fn revision(id: u32, rest: &str) -> String {
    format!("<revision><id>{id}</id><timestamp>2020-01-02T03:04:{:02}Z</timestamp>{rest}</revision>", id % 60)
}

fn sevenz(method: EncoderMethod, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).expect("an archive in memory");
    writer.set_content_methods(vec![EncoderConfiguration::new(method)]);
    for (name, bytes) in files {
        writer.push_archive_entry(ArchiveEntry::new_file(name), Some(*bytes)).expect("packing in memory");
    }
    writer.finish().expect("packing in memory").into_inner()
}

#[test]
fn what_is_kept_back_or_missing_is_no_text() {
    let revisions = [
        revision(
            1,
            "<contributor deleted=\"deleted\" /><comment deleted=\"deleted\" /><text bytes=\"9\">''One''</text>",
        ),
        revision(2, "<contributor><ip>192.0.2.1</ip></contributor><minor/><text deleted=\"deleted\" /><sha1/>"),
        revision(3, "<text id=\"7\" bytes=\"12\" />"),
        revision(4, "<text bytes=\"12\"></text>"),
        revision(5, "<text bytes=\"0\" xml:space=\"preserve\" />"),
        revision(6, "<text>One</text><content role=\"data\"><text>{\"not\":\"the page\"}</text></content>"),
        revision(7, "<text>'''One'''</text>"),
    ];
    let dump = format!("{HEAD}{}</mediawiki>", page(1, "Pier &amp; &#81;uay", &revisions.concat()));
    let got = Dump::of(&[("dump/a.xml", dump.as_bytes())]).read();
    let article = got.article();
    assert_eq!((article.id.as_str(), article.title()), ("mediawiki:astewiki:1", "Pier & Quay"));
    assert_eq!(article.url, "https://aster.example/wiki/Pier_%26_Quay");
    use TextState::{Partial, Whole, Withheld};
    let states: Vec<TextState> = article.revisions.iter().map(|r| r.state).collect();
    assert_eq!(states, [Whole, Withheld, Partial, Partial, Whole, Whole, Whole]);
    let texts: Vec<String> = article.revisions.iter().map(|r| r.paragraphs.join("|")).collect();
    assert_eq!(texts, ["One", "", "", "", "", "One", "One"]);
    let said = |n: usize, note: &str| article.revisions[n].notes.iter().any(|said| said == note);
    assert!(
        said(0, "its author is withheld") && said(1, "marked minor by its author") && said(6, "only markup changed")
    );
    assert_eq!(article.revisions[1].author.as_deref(), Some("192.0.2.1"));
    assert!(got.problems.is_empty(), "{:?}", got.said());
}

#[test]
fn revisions_name_the_one_they_were_made_from_where_it_is_not_the_one_before() {
    let revision = |id: u32, parent: u32, second: u32| {
        format!(
            "<revision><id>{id}</id><parentid>{parent}</parentid><timestamp>2020-01-02T03:04:{second:02}Z</timestamp>\
             <text>Text {id}.</text></revision>"
        )
    };
    // 15 was imported from another history; 13 undoes nothing of 12, it was written beside it.
    let revisions = [revision(10, 0, 5), revision(12, 10, 6), revision(13, 10, 7), revision(15, 9, 1)].concat();
    let dump = format!("{HEAD}{}{}</mediawiki>", page(1, "Pier", &revisions), page(2, "Quay", &revision(30, 29, 1)));
    let got = Dump::of(&[("dump/a.xml", dump.as_bytes())]).read();
    let notes = |title: &str| {
        let article = got.articles.iter().find(|a| a.title() == title).expect("the page");
        article.revisions.iter().map(|r| (r.number, r.notes.join("|"))).collect::<Vec<_>>()
    };
    let none = String::new;
    let first = "edited from revision 9, which is not in this dump".to_owned();
    assert_eq!(notes("Pier"), [(15, first), (10, none()), (12, none()), (13, "edited from revision 10".into())]);
    assert_eq!(notes("Quay"), [(30, none())]);
}

#[test]
fn damage_costs_what_it_lies_in() {
    let good = |id: u32| page(id, &format!("Page {id}"), &revision(id, "<text>Fine.</text>"));
    let broken = page(2, "Broken", &format!("{}<revision><id <", revision(2, "<text>Kept.</text>")));
    let dump = format!("{HEAD}{}{broken}{}{}", good(1), good(3), good(4).replace("</text></revision></page>", ""));
    let got = Dump::of(&[("dump/a.xml", dump.as_bytes())]).read();
    let titles: Vec<&str> = got.articles.iter().map(recension::model::Article::title).collect();
    assert_eq!(titles.len(), 3, "{titles:?} {:?}", got.said());
    assert!(titles.contains(&"Broken") && titles.contains(&"Page 3"));
    let said = got.said().join("\n");
    assert!(said.contains("damaged here") && said.contains("ends too early"), "{said}");
}

#[test]
fn a_dump_that_is_cut_off_says_where_and_that_its_beginning_was_read() {
    let good = |id: u32| page(id, &format!("Page {id}"), &revision(id, "<text>Fine.</text>"));
    let dump = format!("{HEAD}{}{}", good(1), good(2).replace("</text></revision></page>", ""));
    let packed = {
        let mut packer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        packer.write_all(format!("{HEAD}{}", good(3)).as_bytes()).expect("packing in memory");
        let mut bytes = packer.finish().expect("packing in memory");
        // The dump goes on in a second stream, which is cut off.
        let rest = bytes.clone();
        bytes.extend_from_slice(&rest[..rest.len() / 2]);
        bytes
    };
    // Of one block that is not whole nothing comes out.
    let block = &packed[..packed.len() / 4];
    for (name, bytes, pages, why) in [
        ("dump/block.xml.bz2", block, 0, "It cannot be read: it ends too early."),
        ("dump/a.xml", dump.as_bytes(), 1, "in “Page 2”: The dump ends too early: it is cut off here."),
        ("dump/a.xml.bz2", &packed[..], 1, "The dump ends too early: it is cut off here."),
        ("dump/none.xml", &HEAD.as_bytes()[..HEAD.len() - 4], 0, "It cannot be read: it ends too early."),
    ] {
        let got = Dump::of(&[(name, bytes)]).read();
        let said = got.said().join("\n");
        assert_eq!(got.articles.len(), pages, "{name}: {said}");
        assert!(said.contains(why), "{name}: {said}");
        assert_eq!(said.contains("What came before was read; the rest is missing."), pages > 0, "{name}: {said}");
        assert_eq!(said.contains("byte "), pages > 0, "{name}: {said}");
    }
}

#[test]
fn no_entity_grows_and_no_text_is_endless() {
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a \"{0}\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>{HEAD}{1}</mediawiki>",
        "x".repeat(1000),
        page(1, "Bomb", &revision(1, "<text>&b;&b; then</text>"))
    );
    let long = format!(
        "{HEAD}{}</mediawiki>",
        page(2, "Long", &revision(2, &format!("<text>{}</text>", "word ".repeat(9 << 20))))
    );
    let deep = format!(
        "{HEAD}{}</mediawiki>",
        page(3, "Deep", &revision(3, &format!("<text>{}</text>", "{{a|[[b|".repeat(100_000))))
    );
    let got = Dump::of(&[
        ("dump/bomb.xml", bomb.as_bytes()),
        ("dump/long.xml", long.as_bytes()),
        ("dump/deep.xml", deep.as_bytes()),
        ("dump/tags.xml", format!("{HEAD}{}", "<a>".repeat(300_000)).as_bytes()),
        ("dump/tag.xml", format!("{HEAD}<page title=\"{}", "a".repeat(1 << 20)).as_bytes()),
    ])
    .read();
    let text = |title: &str| {
        let article = got.articles.iter().find(|a| a.title() == title).unwrap_or_else(|| panic!("{title}"));
        (article.revisions[0].paragraphs.join("|"), article.revisions[0].state)
    };
    assert_eq!(text("Bomb").0, "&b;&b; then");
    let (long, state) = text("Long");
    assert!(long.len() <= 32 << 20 && state == TextState::Partial);
    assert!(!text("Deep").0.is_empty());
    assert_eq!(got.articles.len(), 3, "{:?}", got.said());
}

#[test]
fn encodings_are_read_as_declared_or_as_they_look() {
    let dump = format!("{HEAD}{}</mediawiki>", page(1, "Größe", &revision(1, "<text>Über die ''Brücke''.</text>")));
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(dump.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> =
        format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{dump}").chars().map(|c| c as u8).collect();
    for bytes in [dump.into_bytes(), wide, latin] {
        let got = Dump::of(&[("dump/a.xml", &bytes)]).read();
        let article = got.article();
        assert_eq!((article.title(), &*article.revisions[0].paragraphs[0]), ("Größe", "Über die Brücke."));
        assert!(got.problems.is_empty(), "{:?}", got.said());
    }
}

#[test]
fn revisions_stand_by_time_and_pages_join_across_files() {
    let dump = |revisions: &str| format!("{HEAD}{}</mediawiki>", page(1, "Aster", revisions));
    let (a, b) = (
        dump(&[revision(5, "<text>Five</text>"), revision(3, "<text>Three</text>")].concat()),
        dump(&revision(4, "<text>Four</text>")),
    );
    let one = Dump::of(&[("dump/a.xml", a.as_bytes())]).read();
    assert_eq!(one.article().revisions.iter().map(|r| r.number).collect::<Vec<_>>(), [3, 5]);
    let both = Dump::of(&[("dump/a.xml", a.as_bytes()), ("dump/b.xml", b.as_bytes())]).read();
    assert_eq!(both.article().revisions.iter().map(|r| r.number).collect::<Vec<_>>(), [3, 4, 5]);
}

#[test]
fn archives_are_read_file_by_file() {
    let dump = format!("{HEAD}{}</mediawiki>", page(1, "Aster", &revision(1, "<text>The pier.</text>")));
    let json = br#"{"url":"https://e.example/a","versions":[{"text":"fine"}]}"#;
    for method in
        [EncoderMethod::LZMA, EncoderMethod::LZMA2, EncoderMethod::PPMD, EncoderMethod::BZIP2, EncoderMethod::COPY]
    {
        let packed =
            sevenz(method, &[("../../etc/a.xml", dump.as_bytes()), ("b\\c.json", json), ("p.png", b"\x89PNG")]);
        let got = Dump::of(&[("dump/a.7z", &packed)]).read();
        let origins: Vec<&str> = got.articles.iter().flat_map(|a| a.origins.iter().map(String::as_str)).collect();
        assert_eq!(got.articles.len(), 2, "{origins:?} {:?}", got.said());
        assert!(origins.contains(&"dump/a.7z/b/c.json"), "{origins:?}");
        assert!(got.problems.is_empty(), "{:?}", got.said());
    }
    let alone = Dump::of(&[("dump/a.7z", &sevenz(EncoderMethod::LZMA2, &[("x.xml", dump.as_bytes())]))]).read();
    assert_eq!(alone.article().origins, ["dump/a.7z"]);
}

#[test]
fn broken_archives_cost_a_sentence() {
    let dump = format!("{HEAD}{}</mediawiki>", page(1, "Aster", &revision(1, "<text>The pier.</text>")));
    let packed = sevenz(EncoderMethod::LZMA2, &[("a.xml", dump.as_bytes()), ("b.xml", dump.as_bytes())]);
    for end in (0..packed.len()).step_by(7) {
        let got = Dump::of(&[("dump/a.7z", &packed[..end])]).read();
        assert!(!got.said().is_empty(), "cut at {end}");
    }
    let mut seed = 1_u64;
    for place in 0..packed.len() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut spoilt = packed.clone();
        let at = place % packed.len();
        spoilt[at] ^= 1 << (seed >> 61);
        // Without its checksum the header is believed, whatever it says.
        if at >= 32 {
            let header = u64::from_le_bytes(spoilt[12..20].try_into().expect("eight bytes")) as usize + 32;
            let checksum = crc32fast::hash(&spoilt[header.min(spoilt.len())..]);
            spoilt[28..32].copy_from_slice(&checksum.to_le_bytes());
            let start = crc32fast::hash(&spoilt[12..32]);
            spoilt[8..12].copy_from_slice(&start.to_le_bytes());
        }
        Dump::of(&[("dump/a.7z", &spoilt)]).read();
    }
}

/// In a solid archive every file can only be had by unpacking those before it.
#[test]
fn what_lies_behind_damage_in_a_solid_archive_is_not_unpacked_again_for_each_file() {
    let text = |n: u32| {
        let words: Vec<String> =
            (0..200).map(|w: u32| format!("{:x}", (w + n * 977).wrapping_mul(2_654_435_761))).collect();
        format!("{{\"url\":\"https://e.example/{n}\",\"versions\":[{{\"text\":\"{}\"}}]}}", words.join(" "))
    };
    let texts: Vec<String> = (0..300).map(text).collect();
    let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).expect("an archive in memory");
    writer.set_content_methods(vec![EncoderConfiguration::new(EncoderMethod::LZMA2)]);
    let entries = (0..300).map(|n| ArchiveEntry::new_file(&format!("{n:03}.json"))).collect();
    let readers: Vec<sevenz_rust2::SourceReader<&[u8]>> = texts.iter().map(|text| text.as_bytes().into()).collect();
    writer.push_archive_entries(entries, readers).expect("packing in memory");
    let mut packed = writer.finish().expect("packing in memory").into_inner();
    assert_eq!(Dump::of(&[("dump/a.7z", &packed)]).read().articles.len(), 300);
    let middle = packed.len() / 2;
    packed[middle..middle + 400].fill(0xFF);
    let got = Dump::of(&[("dump/a.7z", &packed)]).read();
    assert!((1..300).contains(&got.articles.len()), "{}", got.articles.len());
    let behind = got.said().iter().filter(|said| said.contains("it lies behind a damaged part")).count();
    assert_eq!(behind, 1, "{:?}", got.said());
}

#[test]
fn a_bomb_in_an_archive_ends() {
    let mut packer = zstd::Encoder::new(Vec::new(), 1).expect("packing in memory");
    write!(packer, "{HEAD}<page><title>").expect("packing in memory");
    let block = vec![b'x'; 1 << 20];
    (0..600).for_each(|_| packer.write_all(&block).expect("packing in memory"));
    let packed = packer.finish().expect("packing in memory");
    let got = Dump::of(&[("dump/a.7z", &sevenz(EncoderMethod::COPY, &[("a.xml.zst", &packed)]))]).read();
    assert!(got.articles.is_empty());
    assert!(got.said().join("").contains("times its size with nothing to read in it"), "{:?}", got.said());
}

/// The end of a text that is cut where unpacking ends is unknown, not removed.
#[test]
fn a_text_of_a_watch_that_unpacks_to_more_than_is_read_is_not_whole() {
    let uuid = "0a1b2c3d-0000-4000-8000-000000000001";
    let file = |name: &str| format!("dump/{uuid}/{name}");
    let got = Dump::of(&[
        (&file("history.txt"), b"1577934245,a.txt\n1577934246,b.txt.br\n1577934247,a.txt\n"),
        (&file("a.txt"), b"The pier.\nThe quay.\n"),
        (&file("b.txt.br"), &crate::hostile_web::BROTLI_BOMB),
    ])
    .read();
    let [before, cut, after] = &got.article().revisions[..] else { panic!("{:?}", got.said()) };
    assert_eq!((before.state, after.state), (TextState::Whole, TextState::Whole));
    assert_eq!((cut.state, &cut.holes[..]), (TextState::Partial, &[cut.paragraphs.len()][..]));
    assert!(cut.notes.iter().any(|note| note.contains("its end is missing")), "{:?}", cut.notes);
    assert!(got.said().join("").contains("its beginning was read"), "{:?}", got.said());
}

#[test]
fn a_list_that_cannot_be_read_costs_its_own_watch() {
    let file = |n: u32, name: &str| format!("dump/0a1b2c3d-0000-4000-8000-00000000000{n}/{name}");
    let list = b"1577934245,a.txt\n";
    let got = Dump::of(&[
        ("dump/changedetection.json", b"{}"),
        (&file(1, "history.txt"), list),
        (&file(1, "a.txt"), b"The pier."),
        (&file(2, "history.txt"), b"\x1f\x8b\x08\x00 no gzip"),
        (&file(2, "a.txt"), b"The mole."),
        (&file(3, "history.txt"), list),
        (&file(3, "a.txt"), b"The quay."),
    ])
    .read();
    assert_eq!(got.articles.len(), 2, "{:?}", got.said());
    assert!(got.said().join("").contains("history.txt"), "{:?}", got.said());
}

#[test]
fn nothing_beside_a_watch_is_read() {
    let uuid = "0a1b2c3d-0000-4000-8000-000000000001";
    let file = |name: &str| format!("dump/{uuid}/{name}");
    let history = "1577934245,/datastore/x/a.txt\r\n1577934246,../../secret.txt\r\n1577934247,b.txt\n1577934248,a.txt\n\
                   1577934249,p.png\nno comma\n1577934247,c.txt\n1577934250,bad.txt.br\n";
    let got = Dump::of(&[
        (
            "dump/url-watches.json",
            format!("{{\"watching\":{{\"{uuid}\":{{\"url\":\"https://aster.example/a\",\"title\":\"Aster\"}}}}}}")
                .as_bytes(),
        ),
        ("dump/secret.txt", b"secret"),
        (&file("history.txt"), history.as_bytes()),
        (&file("a.txt"), b"The pier.\nThe quay.\n"),
        (&file("b.txt"), b"overwritten"),
        (&file("c.txt"), b"The pier."),
        (&file("p.png"), b"\x89PNG"),
        (&file("bad.txt.br"), b"<html>no brotli"),
    ])
    .read();
    let article = got.article();
    assert_eq!(
        (article.title(), article.url.as_str(), article.source.as_str()),
        ("Aster", "https://aster.example/a", "aster.example")
    );
    let texts: Vec<String> = article.revisions.iter().map(|r| r.paragraphs.join("|")).collect();
    // What cannot be unpacked is a moment at which the page was looked at, and no more.
    assert_eq!(texts, ["The pier.|The quay.", "The pier.", "The pier.|The quay.", ""], "{:?}", got.said());
    assert_eq!((article.revisions[3].state, &article.revisions[3].holes[..]), (TextState::Partial, &[0][..]));
    assert!(!got.articles.iter().flat_map(|a| &a.revisions).any(|r| r.paragraphs.join("").contains("secret")));
}
