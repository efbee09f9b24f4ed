//! Answers with the index are those without it.

use std::{fmt::Write as _, fs, ops::ControlFlow, path::Path};

use proptest::prelude::*;

use super::{DAMAGED, FOLDER, Question};
use crate::{
    catalogue::Catalogue,
    model::{Hit, HitOrder},
    query::{Need, Query},
    source::{Archive, Cancel, Options},
};

/// Words of generated texts; few, so that they meet.
const WORDS: [&str; 14] =
    ["mill", "weir", "the", "flood", "Flöhe", "ran", "of", "dry", "1,200", "milling", "東京", "京都", "l’eau", "don't"];

type Story = Vec<(Vec<u8>, Vec<Vec<u8>>)>;

fn text(words: &[u8]) -> String {
    let words: Vec<&str> = words.iter().filter_map(|w| WORDS.get(usize::from(*w) % WORDS.len()).copied()).collect();
    words.join(" ")
}

/// Articles as JSON Lines: each has revisions, each of these a headline and paragraphs.
fn dump(stories: &[Story], first: usize) -> String {
    let mut out = String::new();
    for (index, story) in stories.iter().enumerate() {
        for (version, (title, paragraphs)) in story.iter().enumerate() {
            // Of every seventh or so only the first paragraph is there.
            let (state, held) = if (index * 3 + version) % 7 == 2 { ("partial", 1) } else { ("whole", usize::MAX) };
            let line = serde_json::json!({
                "state": state,
                "url": format!("https://mill.example.org/{}", first + index),
                "version": version,
                "title": text(title),
                "date": format!("2020-01-{:02}T{:02}:00:00Z", 1 + version, index % 24),
                "text": paragraphs.iter().take(held).map(|p| text(p)).collect::<Vec<_>>().join("\n\n"),
            });
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

fn read(catalogue: &Catalogue, dumps: &Path) {
    catalogue.import(&Archive::Paths(vec![dumps.to_owned()]), &Options::default(), &|_| {}, &Cancel::default());
}

fn hits(catalogue: &Catalogue, query: &str) -> Vec<Hit> {
    ordered(catalogue, query, HitOrder::Time)
}

fn ordered(catalogue: &Catalogue, query: &str, order: HitOrder) -> Vec<Hit> {
    let mut hits = Vec::new();
    let query = Query::parse(query).unwrap_or_else(|mistake| panic!("{query}: {mistake}"));
    catalogue.search(&query, order, usize::MAX, &|| false, &mut |hit| {
        hits.push(hit);
        ControlFlow::Continue(())
    });
    hits
}

/// A story whose revisions are edits, each of the one before.
fn story() -> impl Strategy<Value = Story> {
    let words = |most| prop::collection::vec(any::<u8>(), 0..most);
    let first = (words(4), prop::collection::vec(words(20), 1..4));
    let edits = prop::collection::vec((any::<u8>(), any::<u8>(), 0..5_u8, any::<u8>()), 0..6);
    (first, edits).prop_map(|(first, edits)| {
        let mut story = vec![first];
        for (paragraph, at, kind, word) in edits {
            let (mut title, mut paragraphs) = story.last().cloned().unwrap_or_default();
            let index = usize::from(paragraph) % paragraphs.len().max(1);
            if kind == 1 && paragraphs.len() > 1 {
                paragraphs.remove(index);
            }
            match (kind, paragraphs.get_mut(index)) {
                (0, _) => title.push(word),
                (2, Some(text)) => text.insert(usize::from(at) % (text.len() + 1), word),
                (3, Some(text)) if !text.is_empty() => drop(text.remove(usize::from(at) % text.len())),
                (4, Some(text)) if !text.is_empty() => {
                    let at = usize::from(at) % text.len();
                    text[at] = word;
                }
                _ => {}
            }
            story.push((title, paragraphs));
        }
        story
    })
}

/// A query for words that stand in a story.
fn told(stories: &[Story], chosen: [u8; 5]) -> Option<String> {
    let [story, revision, paragraph, from, kind] = chosen.map(usize::from);
    let story = stories.get(story % stories.len())?;
    let paragraphs = &story.get(revision % story.len())?.1;
    let words = paragraphs.get(paragraph % paragraphs.len())?;
    let from = from % words.len().max(1);
    let words = text(words.get(from..words.len().min(from + 1 + kind % 8))?);
    let field = ["", "removed:", "removed:", "gone:", "added:"].get(kind / 8 % 5)?;
    (!words.is_empty()).then(|| format!("{field}\"{words}\""))
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        prop::sample::select(
            &["東", "京", "flohe", "EAU", "mil*", "f*", "東京*", "1", "absent", "mills", "=mill", "floods", "running"]
                [..]
        )
        .prop_map(str::to_owned),
    ]
}

fn thing() -> impl Strategy<Value = String> {
    let phrase = prop::collection::vec(prop::sample::select(&WORDS[..]), 2..8);
    prop_oneof![3 => word(), 2 => phrase.prop_map(|words| format!("\"{}\"", words.join(" ")))]
}

fn part() -> impl Strategy<Value = String> {
    let field = prop::sample::select(&["", "", "", "removed:", "added:", "gone:", "title:", "-"][..]);
    (field, thing()).prop_map(|(field, thing)| format!("{field}{thing}"))
}

fn asked() -> impl Strategy<Value = String> {
    let or = (part(), part()).prop_filter_map("needs something to find", |(a, b)| {
        (!a.starts_with('-') && !b.starts_with('-')).then(|| format!("{a} OR {b}"))
    });
    let any = prop_oneof![4 => part(), 1 => or];
    prop::collection::vec(any, 1..4)
        .prop_map(|parts| parts.join(" "))
        .prop_filter("finds something", |q| Query::parse(q).is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]
    /// The index answers as looking through everything does: when it was made, when files changed, and when it is
    /// behind.
    #[test]
    fn answers_are_those_of_looking_through_everything(
        stories in prop::collection::vec(story(), 1..40),
        others in prop::collection::vec(story(), 1..8),
        asked in prop::collection::vec(asked(), 40),
        chosen in prop::collection::vec(any::<[u8; 5]>(), 80),
    ) {
        let chosen = chosen.into_iter().filter_map(|chosen| told(&stories, chosen));
        let queries: Vec<String> = asked.into_iter().chain(chosen).collect();
        let folder = tempfile::tempdir().unwrap();
        let (dumps, kept) = (folder.path().join("dumps"), folder.path().join("kept"));
        fs::create_dir(&dumps).unwrap();
        let middle = stories.len() / 2;
        fs::write(dumps.join("a.jsonl"), dump(&stories[..middle], 0)).unwrap();
        fs::write(dumps.join("b.jsonl"), dump(&stories[middle..], middle)).unwrap();
        let (index, before) = (kept.join(FOLDER), folder.path().join("before"));
        for round in 0..5 {
            match round {
                // Changed: other articles in the place of some, some gone.
                1 => fs::write(dumps.join("b.jsonl"), dump(&others, middle)).unwrap(),
                // Revisions of an article in another file.
                2 => fs::write(dumps.join("c.jsonl"), dump(&others, 0)).unwrap(),
                4 => super::remove(&kept).unwrap(),
                _ => {}
            }
            let (memory, disk) = (Catalogue::new(), Catalogue::in_folder(&kept).unwrap());
            read(&memory, &dumps);
            read(&disk, &dumps);
            match round {
                1 => fs::rename(&index, &before).unwrap(),
                // An index that is behind.
                2 => {
                    fs::remove_dir_all(&index).unwrap();
                    fs::rename(&before, &index).unwrap();
                }
                _ => {}
            }
            let texts = disk.texts.disk().unwrap();
            prop_assert_eq!(texts.complaint(), None);
            let absent = Need::Words { words: vec!["absent".into()], prefix: false, went: false };
            let places: Vec<_> = (0..100).collect();
            let narrowed = texts.narrowed(Question { need: &absent, languages: 0 });
            let named = |narrowed: super::super::disk::Narrowed<'_>| {
                let all = narrowed.all().unwrap();
                let named: Vec<_> = places.iter().copied().filter(|p| all.has(*p)).collect();
                assert_eq!(narrowed.among(&places), named, "in parts");
                named.len()
            };
            let narrowed = narrowed.map(named);
            match round {
                1 => prop_assert_eq!(narrowed, None),
                2 => prop_assert!(narrowed.is_some_and(|count| count > 0)),
                _ => prop_assert_eq!(narrowed, Some(0)),
            }
            for query in &queries {
                let found = hits(&disk, query);
                prop_assert_eq!(&found, &hits(&memory, query), "{}, round {}", query, round);
                // The best first are the same ones.
                let by_id = |mut hits: Vec<Hit>| {
                    hits.sort_by(|a, b| a.id.as_str().cmp(b.id.as_str()));
                    hits
                };
                let best = |catalogue| by_id(ordered(catalogue, query, HitOrder::Relevance));
                let found = by_id(found);
                prop_assert_eq!(&best(&disk), &found, "{}, round {}", query, round);
                prop_assert_eq!(&best(&memory), &found, "{}, round {}", query, round);
            }
        }
    }
}

#[test]
fn the_name_of_a_text_without_a_headline_is_found_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let (dumps, kept) = (folder.path().join("dumps"), folder.path().join("kept"));
    fs::create_dir(&dumps).unwrap();
    fs::write(dumps.join("the old weir.txt"), "It ran dry in the end.\n\nNobody saw it.\n").unwrap();
    for catalogue in [Catalogue::new(), Catalogue::in_folder(&kept).unwrap()] {
        read(&catalogue, &dumps);
        for (query, snippet) in [("title:weir", "the old weir"), ("\"old weir\"", "the old weir"), ("title:dry", "")] {
            let told: Vec<String> = hits(&catalogue, query).into_iter().map(|hit| hit.snippet).collect();
            assert_eq!(told, if snippet.is_empty() { vec![] } else { vec![snippet.to_owned()] }, "{query}");
        }
        assert_eq!(hits(&catalogue, "removed:weir"), []);
    }
}

#[test]
fn a_damaged_index_is_told_of_and_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (dumps, kept) = (folder.path().join("dumps"), folder.path().join("kept"));
    fs::create_dir(&dumps).unwrap();
    fs::write(dumps.join("a.jsonl"), dump(&[vec![(vec![1], vec![vec![0, 1]])], vec![(vec![1], vec![vec![2]])]], 0))
        .unwrap();
    let open = || {
        let catalogue = Catalogue::in_folder(&kept).unwrap();
        read(&catalogue, &dumps);
        catalogue
    };
    assert_eq!(hits(&open(), "mill").len(), 1);
    let damage = |name: &dyn Fn(&str) -> bool| {
        let files = fs::read_dir(kept.join(FOLDER)).unwrap().map(|file| file.unwrap().path());
        let files: Vec<_> = files.filter(|file| name(&file.to_string_lossy())).collect();
        assert!(!files.is_empty());
        files.iter().for_each(|file| fs::write(file, b"damage").unwrap());
    };
    damage(&|name| name.ends_with("meta.json"));
    let mended = open();
    assert_eq!(hits(&mended, "mill").len(), 1);
    assert!(mended.problems().iter().any(|p| p.reason.contains("built anew")), "{:?}", mended.problems());
    // What only a search meets: it looks through everything, and the next start builds the index anew.
    let damaged = open();
    damage(&|name| name.ends_with(".pos") || name.ends_with(".idx") || name.ends_with(".term"));
    assert_eq!(hits(&damaged, "\"mill weir\"").len(), 1);
    assert!(damaged.problems().iter().any(|p| p.reason.contains("is damaged")), "{:?}", damaged.problems());
    assert!(kept.join(DAMAGED).exists());
    let mended = open();
    assert_eq!(hits(&mended, "\"mill weir\"").len(), 1);
    assert!(!kept.join(DAMAGED).exists() && mended.problems().iter().any(|p| p.reason.contains("built anew")));
    assert_eq!(open().problems(), []);
}

#[test]
fn a_byte_that_is_another_is_noticed_in_whichever_file_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (dumps, kept, copy) = (folder.path().join("dumps"), folder.path().join("kept"), folder.path().join("copy"));
    fs::create_dir(&dumps).unwrap();
    let stories: Vec<Story> = (0..30).map(|n| vec![(vec![n], vec![vec![0, n]]), (vec![n], vec![vec![0, 1]])]).collect();
    fs::write(dumps.join("a.jsonl"), dump(&stories, 0)).unwrap();
    let open = |kept: &Path| {
        let catalogue = Catalogue::in_folder(kept).unwrap();
        read(&catalogue, &dumps);
        catalogue
    };
    let found = hits(&open(&kept), "mill").len();
    assert_eq!(found, 30);
    let copied = |from: &Path, to: &Path| {
        let _ = fs::remove_dir_all(to);
        fs::create_dir_all(to.join(FOLDER)).unwrap();
        for place in [from.to_owned(), from.join(FOLDER)] {
            for file in fs::read_dir(&place).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file()) {
                fs::copy(&file, to.join(file.strip_prefix(from).unwrap())).unwrap();
            }
        }
    };
    let files = |kept: &Path| -> Vec<std::path::PathBuf> {
        fs::read_dir(kept.join(FOLDER)).unwrap().map(|file| file.unwrap().path()).collect()
    };
    let is_segment = |file: &Path| file.extension().is_some_and(|kind| kind != "json" && kind != "lock");
    let mut flipped = 0;
    for file in files(&kept).iter().filter(|file| is_segment(file)) {
        let bytes = fs::read(file).unwrap();
        for at in [0, bytes.len() / 3, bytes.len() / 2] {
            copied(&kept, &copy);
            let damaged = copy.join(FOLDER).join(file.file_name().unwrap());
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            fs::write(&damaged, bytes).unwrap();
            let mended = open(&copy);
            assert_eq!(hits(&mended, "mill").len(), found, "{}, byte {at}", file.display());
            let told = mended.problems();
            assert!(told.iter().any(|p| p.reason.contains("built anew")), "{}, byte {at}: {told:?}", file.display());
            assert_eq!(open(&copy).problems(), []);
            flipped += 1;
        }
    }
    assert!(flipped > 9, "{flipped}");
    // What the disk forgets leaves no trace in the file's time. It is found when the file is gone through again.
    copied(&kept, &copy);
    open(&copy);
    let note = copy.join(super::checked::FILE);
    let old = fs::read_to_string(&note).unwrap();
    let column = files(&copy).into_iter().find(|file| file.extension().is_some_and(|kind| kind == "fast")).unwrap();
    let time = fs::metadata(&column).unwrap().modified().unwrap();
    let mut bytes = fs::read(&column).unwrap();
    bytes[3] ^= 1;
    fs::write(&column, bytes).unwrap();
    fs::File::options().write(true).open(&column).unwrap().set_modified(time).unwrap();
    assert_eq!(open(&copy).problems(), [], "it looks as it did");
    let long_ago: String = old.lines().map(|line| format!("1{}\n", line.split_at(line.find(' ').unwrap()).1)).collect();
    fs::write(&note, long_ago).unwrap();
    let damaged = open(&copy);
    assert!(damaged.problems().iter().any(|p| p.reason.contains("is damaged")), "{:?}", damaged.problems());
    assert_eq!(hits(&damaged, "mill").len(), found);
    assert!(open(&copy).problems().iter().any(|p| p.reason.contains("built anew")));
    assert_eq!(open(&copy).problems(), []);
}

#[test]
fn a_damaged_number_of_what_is_known_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (dumps, kept) = (folder.path().join("dumps"), folder.path().join("kept"));
    fs::create_dir(&dumps).unwrap();
    fs::write(dumps.join("a.jsonl"), dump(&[vec![(vec![1], vec![vec![0, 1]])]], 0)).unwrap();
    let open = || {
        let catalogue = Catalogue::in_folder(&kept).unwrap();
        read(&catalogue, &dumps);
        catalogue
    };
    open();
    let meta = kept.join(FOLDER).join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let payload = format!("\"{} 1 1\"", super::VERSION);
    assert!(text.contains(&payload), "{text}");
    fs::write(&meta, text.replace(&payload, &payload.replacen(" 1", " 9", 1))).unwrap();
    assert!(open().problems().iter().any(|p| p.reason.contains("built anew")));
    assert_eq!(open().problems(), []);
}
