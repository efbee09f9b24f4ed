//! What holds whatever the dump and in whatever order its files are met.

use std::sync::Arc;

use proptest::prelude::*;
use recension::{
    model::{Article, ArticleId, Certainty, Gap, Precision, Revision, Seen, SidesMark, TextState},
    source::{
        Archive, FORMATS, Options,
        join::{BY_PLACE, BY_TIME, join},
    },
};

use crate::archive::{Dump, read, read_archive};

/// How many spoilt files are read: 120, or as many as `SPOILT` says.
fn cases() -> u32 {
    std::env::var("SPOILT").ok().and_then(|count| count.parse().ok()).unwrap_or(120)
}

/// A part of one article, as News Sniffer's pages or a file of some other tool give it: numbered by the tracker, by the
/// file, by nobody but in order, or captures of a moment.
fn part() -> impl Strategy<Value = Article> {
    let revision = (0..5_u32, prop::option::of(0..6_i64), 0..4_u8, 0..4_u8, 0..4_u8, 0..3_u8);
    let file = prop::sample::select(vec![
        "sniffer-a",
        "sniffer-b",
        "file-c",
        "file-d",
        "place-e",
        "place-f",
        "web-g",
        "web-h",
    ]);
    let gap = prop::option::of((0..4_u32, 4..8_u32));
    (prop::collection::vec(revision, 1..4), file, gap).prop_map(|(revisions, origin, gap)| {
        let sniffer = origin.starts_with("sniffer");
        let revision = |(number, minute, precision, text, known, second): (u32, Option<i64>, u8, u8, u8, u8)| {
            // A version of News Sniffer is one thing: its time follows from its number, and so does its text, unless a
            // dump has another.
            let (minute, text) = match sniffer {
                true => ((known < 2).then_some(i64::from(number)), number as u8 + if text == 3 { 10 } else { 0 }),
                false => (minute, text),
            };
            let precision =
                [Precision::Second, Precision::Second, Precision::Minute, Precision::Day][usize::from(precision)];
            let (seconds, parts) = match precision {
                Precision::Second => (i64::from(second) * 20, i32::from(second == 2) * 250_000_000),
                _ => (0, 0),
            };
            let time = minute.map(|minute| Seen {
                at: jiff::Timestamp::new(minute * 60 + seconds, parts).expect("a time"),
                certainty: Certainty::Stated,
                precision,
                as_given: None,
                is_publication: !sniffer && text == 2 && second == 0,
            });
            let (state, has_text) = match known {
                0 | 1 => (TextState::Whole, true),
                2 => (TextState::Partial, !sniffer),
                _ => (TextState::Partial, false),
            };
            let numbered_by = match origin.split_once('-') {
                Some(("sniffer", _)) => Some("sniffer"),
                Some(("place", _)) => Some(BY_PLACE),
                Some(("web", _)) => Some(BY_TIME),
                _ => None,
            };
            Revision {
                number,
                numbered_by: numbered_by.map(Arc::from),
                title: if second == 1 { String::new() } else { format!("title {text}") },
                time,
                state,
                paragraphs: if has_text { vec![format!("text {text}").into()] } else { Vec::new() },
                holes: if state == TextState::Whole { Vec::new() } else { vec![0] },
                origin: Some(origin.into()),
                ..Revision::default()
            }
        };
        let mut revisions: Vec<Revision> = revisions.into_iter().map(revision).collect();
        revisions.sort_by_key(|r| r.number);
        revisions.dedup_by_key(|r| r.number);
        let held = |number: &u32| revisions.iter().any(|r| r.number == *number);
        let gaps = gap.filter(|_| sniffer).into_iter().flat_map(|(from, to)| from..to);
        let gaps = gaps.filter(|number| !held(number)).map(|number| Gap { from: number, to: number }).collect();
        Article {
            id: ArticleId::new(if sniffer { "sniffer:1" } else { "0123456789ab" }),
            aliases: if sniffer { vec!["0123456789ab".into()] } else { Vec::new() },
            source: "gazette".into(),
            url: "https://e.example/1".into(),
            known_as: None,
            status: None,
            revisions,
            gaps,
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: vec![origin.into()],
            notes: Vec::new(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joining_depends_on_no_order(a in part(), b in part(), c in part(), d in part()) {
        prop_assert_eq!(join(a.clone(), b.clone()), join(b.clone(), a.clone()));
        let left = join(join(a.clone(), b.clone()), c.clone());
        prop_assert_eq!(&left, &join(a.clone(), join(b.clone(), c.clone())));
        prop_assert_eq!(&left, &join(join(a.clone(), c.clone()), b.clone()));
        prop_assert_eq!(&join(left.clone(), a.clone()), &left);
        let all = join(left.clone(), d.clone());
        prop_assert_eq!(&all, &join(join(a.clone(), d.clone()), join(b.clone(), c.clone())));
        prop_assert_eq!(&all, &join(join(d, c.clone()), join(a.clone(), b.clone())));
        prop_assert_eq!(&join(a.clone(), a.clone()), &a);
        let mut numbers: Vec<u32> = left.revisions.iter().map(|r| r.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), left.revisions.len());
    }
}

/// The beginnings of all files in a folder and below.
fn gather(folder: &std::path::Path, files: &mut Vec<Vec<u8>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            gather(&entry.path(), files);
        } else if let Ok(bytes) = std::fs::read(entry.path()) {
            files.push(bytes[..bytes.len().min(20_000)].to_vec());
        }
    }
}

/// Bytes that resemble every format, spoilt.
fn spoilt() -> impl Strategy<Value = Vec<u8>> {
    let mut files = Vec::new();
    gather(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"), &mut files);
    files.sort();
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 0..12);
    (prop::sample::select(files), changes, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(mut bytes, changes, cut, cuts)| {
            for (at, byte, kind) in changes {
                let at = at.index(bytes.len().max(1)).min(bytes.len());
                match kind {
                    0 => bytes.insert(at, byte),
                    1 if at < bytes.len() => _ = bytes.remove(at),
                    2 if at < bytes.len() => bytes[at] = byte,
                    _ => bytes.extend_from_within(at..(at + 40).min(bytes.len())),
                }
            }
            if cuts {
                bytes.truncate(cut.index(bytes.len() + 1));
            }
            bytes
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_stop_a_reader(bytes in prop_oneof![4 => spoilt(), 1 => prop::collection::vec(any::<u8>(), 0..3000)]) {
        let dump = Dump::of(&[("dump/file", &bytes), ("dump/20200707100000.txt", &bytes)]);
        read(&[&dump.path()]);
        for format in FORMATS {
            let options = Options { from: Some(*format), ..Options::default() };
            read_archive(&Archive::Paths(vec![dump.path().join("file")]), &options);
        }
    }
}

#[test]
fn the_same_archive_reads_the_same_whatever_the_threads_and_the_order_of_paths() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<_> = FORMATS.iter().map(|format| fixtures.join(format.name())).collect();
    let one = Archive::Paths(folders.clone());
    folders.reverse();
    let other = Archive::Paths(folders);
    let first = read_archive(&one, &Options { threads: 1, ..Options::default() });
    for threads in [1, 2, 7] {
        let again = read_archive(&other, &Options { threads, ..Options::default() });
        for (one, other) in first.articles.iter().zip(&again.articles) {
            assert_eq!(one, other);
        }
        assert_eq!(first.articles.len(), again.articles.len());
        assert_eq!(first.problems, again.problems);
    }
}
