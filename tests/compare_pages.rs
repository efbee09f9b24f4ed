//! Compare pages saved as plain text: invented pages in every shape, laws, hostile input, and the figures on real cases.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use proptest::prelude::*;
use recension::{
    model::{ArticleId, Placement, Side, SidesMark, TextState},
    source::newssniffer::compare::{self, Cell, ComparePage, Corrections, Shape},
};

const HEAD: &str = "This article is from the source 'harbour' and was first published or seen\non .\n\
                    It last changed over 40 days ago and won't be checked again for changes.\n";

fn texts(cells: &[Cell]) -> Vec<&str> {
    cells.iter().map(|c| c.text.as_str()).collect()
}

fn read(text: &str) -> ComparePage {
    compare::read(text, &Corrections::default())
}

/// An unchanged paragraph, a reworded one, and one that only the newer side has.
fn cells_page() -> String {
    format!(
        "{HEAD}Ferry stops running\nFerry to Skarvholm stops running\n(about 3 hours later)\n\
         The ferry to Skarvholm stopped on Monday after its engine failed in the strait.\n\
         The ferry to Skarvholm stopped on Tuesday after its engine failed in the strait.\n\
         Islanders said they had warned of it for years.\nIslanders said they had warned of it for years.\n\
         A spare boat is on its way from the mainland.\nA spare boat is on its way from the mainland.\n"
    )
}

#[test]
fn a_cell_a_line() {
    let page = read(&cells_page());
    assert_eq!(page.shape, Shape::Cells);
    assert_eq!(page.source, "harbour");
    assert_eq!(page.first_seen, None);
    assert_eq!(page.status.as_deref(), Some("won't be checked again"));
    assert_eq!(page.later.as_deref(), Some("about 3 hours later"));
    assert_eq!(
        (page.titles.old.as_str(), page.titles.new.as_str()),
        ("Ferry stops running", "Ferry to Skarvholm stops running")
    );
    assert_eq!(page.old.len(), 3);
    assert_eq!(page.new.len(), 3);
    assert!(page.old[0].text.contains("Monday") && page.new[0].text.contains("Tuesday"));
    assert_eq!(page.old[1].evidence.placement, Placement::Both);
    assert_eq!(page.old[0].evidence.line, 7);
    assert!(page.old.iter().chain(&page.new).all(|c| !c.evidence.grounds.is_empty()));
    let article = compare::article(page, ArticleId::new("x"), "page.txt");
    assert_eq!(article.sides, SidesMark::Inferred);
    assert_eq!(article.revisions.len(), 2);
    assert_eq!(article.revisions[1].later.as_deref(), Some("about 3 hours later"));
}

#[test]
fn windows_line_ends_blank_lines_and_furniture_change_nothing() {
    let plain = read(&cells_page());
    let windows = format!(
        "\u{feff}News Sniffer\r\n\r\n{}\r\nPrevious version\r\n1\r\n2\r\nNext version\r\nCurrently monitoring 12 articles\r\n",
        cells_page().replace('\n', "\r\n\r\n")
    );
    let page = read(&windows);
    assert_eq!(texts(&page.old), texts(&plain.old));
    assert_eq!(texts(&page.new), texts(&plain.new));
    assert_eq!(page.titles, plain.titles);
}

#[test]
fn a_table_keeps_the_newer_text_whole_and_the_older_with_holes() {
    let page = read(
        "This article is from the source 'harbour' and was first published or seen on 3 May 2019 10:00 (UTC). \
         It will not be checked again for changes.\n\
         You can find the current article at its original source at https://harbour.example/ferry\n\
         The article has changed 4 times. There is an RSS feed of changes available.\nPrevious version\n1\n2\nNext version\n\
         Version 1 | Version 3 |\n---|---|\nFerry stops | Ferry stops |\n(2 days later) | |\n\
         The ferry stopped. | The ferry stopped. |\nIt will run again | we hope | soon. | |\nA second new line. | |\n\
         The harbour is shut. | The harbour is shut. |\nThe last word. |\n",
    );
    assert_eq!(page.shape, Shape::Table);
    assert_eq!(page.url, "https://harbour.example/ferry");
    assert_eq!(page.first_seen.as_deref(), Some("3 May 2019 10:00 (UTC)"));
    assert_eq!(page.status.as_deref(), Some("will not be checked again"));
    assert_eq!((page.versions.old, page.versions.new, page.changed_times), (Some(1), Some(3), Some(4)));
    assert_eq!(texts(&page.old), ["The ferry stopped.", "The harbour is shut."]);
    assert_eq!(page.new.len(), 5);
    assert_eq!(page.holes, [1, 2]);
    let article = compare::article(page, ArticleId::new("x"), "page.txt");
    assert_eq!(article.sides, SidesMark::OlderIncomplete);
    assert_eq!(article.revisions[0].state, TextState::Partial);
    assert_eq!((article.revisions[0].number, article.revisions[1].number), (1, 3));
}

#[test]
fn rows_run_together_are_parted() {
    let page = read(
        "This article is from the source 'hafen' and was first published or seen on . \
         It last changed over 40 days ago and won't be checked again for changes.\n\n\
         Version 0 Version 1\nDie Fähre steht still Die Fähre steht still\n(35 minutes later)\n\
         Die Fähre nach Skarvholm fuhr am Montag nicht. Die Fähre nach Skarvholm fuhr am Dienstag nicht.\n\
         Die Inselbewohner warten.Die Inselbewohner warten.\n",
    );
    assert_eq!(page.shape, Shape::Joined);
    assert_eq!(page.titles.old, "Die Fähre steht still");
    assert_eq!(texts(&page.old), ["Die Fähre nach Skarvholm fuhr am Montag nicht.", "Die Inselbewohner warten."]);
    assert_eq!(texts(&page.new), ["Die Fähre nach Skarvholm fuhr am Dienstag nicht.", "Die Inselbewohner warten."]);
}

#[test]
fn one_headline_before_the_gap_means_that_repeats_were_dropped() {
    let page = read(&format!(
        "{HEAD}Le ferry s'arrête\n(1 day later)\nLe ferry pour Skarvholm n'est pas parti lundi matin, faute de moteur.\n\
         Le ferry pour Skarvholm n'est pas parti mardi matin, faute de moteur.\nLes habitants attendent sur le quai.\n"
    ));
    assert_eq!(page.shape, Shape::CellsDropped);
    assert_eq!(page.titles.old, page.titles.new);
    assert!(page.old[0].text.contains("lundi") && page.new[0].text.contains("mardi"));
}

#[test]
fn scripts_tell_the_sides_of_a_translation_apart() {
    let page = read(&format!(
        "{HEAD}Ferry\n渡轮\n(2 months later)\nThe ferry stopped running on Monday morning.\n渡轮星期一早上停航了。\n\
         Islanders waited on the quay for hours.\n岛民在码头等了好几个小时。\n"
    ));
    assert!(page.old.iter().all(|c| c.text.is_ascii()), "{:?}", texts(&page.old));
    assert_eq!(page.new.len(), 2);
}

#[test]
fn a_correction_holds_and_informs_its_block() {
    let text = cells_page();
    let mut corrections = Corrections::default();
    corrections.set(7, Placement::One(Side::New), "The ferry to Skarvholm");
    corrections.set(9, Placement::One(Side::Old), "");
    let page = compare::read(&text, &corrections);
    let set = page.new.iter().find(|c| c.evidence.line == 7).expect("line 7 is new");
    assert!(set.evidence.by_hand && (set.evidence.confidence - 1.0).abs() < 1e-6);
    assert!(page.old.iter().any(|c| c.evidence.line == 9));
    assert_eq!(compare::article(page, ArticleId::new("x"), "p").sides, SidesMark::ByHand);

    let mut stale = Corrections::default();
    stale.set(7, Placement::Both, "Something that the line never said");
    let page = compare::read(&text, &stale);
    assert_eq!(page.stale, [7]);
    assert_eq!(texts(&page.old), texts(&read(&text).old));
}

#[test]
fn other_texts_are_no_compare_pages() {
    assert!(compare::sniff(&cells_page()));
    // Data that quotes such a page is none; one saved as Markdown can begin with a bracket.
    let quoted = format!("[\n  {{\"line\": 1, \"text\": \n{}}}]", cells_page());
    assert!(!compare::sniff(&quoted) && !compare::sniff(&quoted[1..]), "{quoted}");
    assert!(compare::sniff(&format!("[News Sniffer](/)\n{}", cells_page())));
    for other in ["", "Version", "A ferry stopped.\n(about 3 hours later)\n", "a | b |\n---|---|\n", "\0\0\0"] {
        assert!(!compare::sniff(other), "{other:?}");
    }
}

#[test]
fn hostile_pages_are_read_in_bounded_time() {
    let head = format!("{HEAD}One\nTwo\n(1 day later)\n");
    let short: String = (0..20_000).map(|i| format!("w{i} x\n")).collect();
    let long: String = "word ".repeat(200_000);
    let joined = format!("Version 0 Version 1\nA A\n(1 day later)\n{long}\n");
    let pages = [
        format!("{head}{short}"),
        format!("{head}{short}x\nx\n"),
        format!("{head}{}", "the same line\n".repeat(20_000)),
        format!("{head}{}", "the same line\nanother\n".repeat(10_000)),
        format!("{head}{long}"),
        format!("{HEAD}One\n(1 day later)\n{short}"),
        format!("Version 0 | Version 1 |\n---|---|\n{}", "| ".repeat(100_000)),
        format!("{HEAD}{joined}"),
        format!("{HEAD}Version 0 Version 1\nA A\n(1 day later)\n{short}"),
    ];
    // Debug builds are some twenty times slower than what users run; the limit catches squares, not constants.
    for page in pages {
        let start = Instant::now();
        let read = read(&page);
        eprintln!("{:?} {} bytes {:?}", read.shape, page.len(), start.elapsed());
        assert!(start.elapsed() < Duration::from_secs(60), "{:?} took {:?}", read.shape, start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read(text in "(?s).{0,400}") {
        let _ = compare::sniff(&text);
        read(&text);
    }

    #[test]
    fn every_line_is_placed_and_corrections_are_honoured(
        lines in proptest::collection::vec("[a-d]{1,3}( [a-d]{1,3}){0,6}[.]?", 1..24),
        picked in any::<prop::sample::Index>(),
        side in 0..2usize,
        single in any::<bool>(),
    ) {
        let titles = if single { "One title" } else { "One title\nAnother title" };
        let text = format!("{HEAD}{titles}\n(1 day later)\n{}\n", lines.join("\n"));
        let page = read(&text);
        let placed: HashSet<&str> = page.old.iter().chain(&page.new).map(|c| c.text.as_str()).collect();
        for line in &lines {
            prop_assert!(placed.contains(line.as_str()), "{line} is lost");
        }
        for cell in page.old.iter().chain(&page.new) {
            prop_assert!((0.0..=1.0001).contains(&cell.evidence.confidence));
        }
        let number = 4 + u32::from(!single) + 2 + picked.index(lines.len()) as u32;
        let side = Side::BOTH[side];
        let mut corrections = Corrections::default();
        corrections.set(number, Placement::One(side), "");
        let page = compare::read(&text, &corrections);
        let cells = if side == Side::Old { &page.old } else { &page.new };
        prop_assert!(cells.iter().any(|c| c.evidence.line == number && c.evidence.by_hand));
    }

    #[test]
    fn any_line_of_a_page_of_equal_lines_may_be_set(count in 2..16usize, picked in any::<prop::sample::Index>()) {
        let text = format!("{HEAD}One title\nAnother title\n(1 day later)\n{}", "the same\n".repeat(count));
        let number = 7 + picked.index(count) as u32;
        let mut corrections = Corrections::default();
        corrections.set(number, Placement::One(Side::Old), "");
        let page = compare::read(&text, &corrections);
        prop_assert!(page.old.iter().any(|c| c.evidence.line == number && c.evidence.by_hand), "{number} of {text}");
    }

    #[test]
    fn corrections_survive_writing(lines in proptest::collection::btree_map(1u32..500, (0..3usize, "\\PC{0,30}"), 0..12)) {
        let places = [Placement::One(Side::Old), Placement::One(Side::New), Placement::Both];
        let mut corrections = Corrections::default();
        for (line, (place, text)) in &lines {
            corrections.set(*line, places[*place], text);
        }
        prop_assert_eq!(Corrections::parse(&corrections.write()), Ok(corrections));
    }
}

fn shared() -> Option<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if data.is_dir() {
        return Some(data);
    }
    eprintln!("SKIPPED: {} is not there; the figures on real cases were not checked", data.display());
    None
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn truth(path: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a truth file")).expect("JSON")
}

fn side(truth: &serde_json::Value, side: &str) -> Vec<String> {
    let list = truth[side]["paragraphs"].as_array().expect("paragraphs");
    list.iter().filter_map(|p| p.as_str()).map(fold).filter(|p| !p.is_empty()).collect()
}

#[test]
fn the_seed_is_read_exactly() {
    let Some(data) = shared() else { return };
    let text = std::fs::read_to_string(data.join("seed/guardian-1969222-diff-1-2.txt")).expect("the seed");
    let truth = truth(&data.join("seed/truth.json"));
    assert!(compare::sniff(&text));
    let page = read(&text);
    assert_eq!((page.source.as_str(), page.first_seen.as_deref()), ("guardian", None));
    assert_eq!(page.status.as_deref(), Some("won't be checked again"));
    assert_eq!(page.later.as_deref(), Some("about 3 hours later"));
    assert_eq!(texts(&page.old), side(&truth, "old"));
    assert_eq!(texts(&page.new), side(&truth, "new"));
}

#[test]
fn one_side_set_by_hand_does_not_turn_the_page_round() {
    let Some(data) = shared() else { return };
    let text = std::fs::read_to_string(data.join("seed/guardian-1969222-diff-1-2.txt")).expect("the seed");
    let page = read(&text);
    let places = |page: &ComparePage| -> Vec<(u32, Placement)> {
        page.old.iter().chain(&page.new).map(|c| (c.evidence.line, c.evidence.placement)).collect()
    };
    let before = places(&page);
    for &(line, placement) in &before {
        let other = if placement == Placement::One(Side::Old) { "new" } else { "old" };
        let corrections = Corrections::parse(&format!("{line} {other}\n")).expect("a correction");
        let corrected = compare::read(&text, &corrections);
        let (after, set) = (places(&corrected), other);
        assert!(
            after.contains(&(line, if other == "new" { Placement::One(Side::New) } else { Placement::One(Side::Old) }))
        );
        // The grounds of the others are those of the page as it is now.
        for (side, cells) in [(Side::Old, &corrected.old), (Side::New, &corrected.new)] {
            for ground in cells.iter().flat_map(|cell| &cell.evidence.grounds) {
                let named = |after: &str| ground.strip_prefix(after)?.split(' ').next()?.parse::<u32>().ok();
                let (same, other) = (named("goes on from line "), named("line "));
                let side = if same.is_some() { side } else { side.other() };
                if let Some(line) = same.or(other.filter(|_| ground.contains("rewording"))) {
                    assert!(after.contains(&(line, Placement::One(side))), "line {line} set to {set}: {ground}");
                }
            }
        }
        let changed = before.iter().filter(|p| !after.contains(p)).count();
        assert!(changed * 3 < before.len(), "line {line} set to {other} moved {changed} of {}", before.len());
    }
}

#[test]
fn real_beginnings_open() {
    let Some(data) = shared() else { return };
    let mut seen = 0;
    for entry in std::fs::read_dir(data.join("original/newssniffer")).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let shape = match () {
            () if name.ends_with(".B.txt") => Shape::Table,
            () if name.ends_with(".C.txt") => Shape::Joined,
            () => continue,
        };
        let text = std::fs::read_to_string(entry.path()).expect("a page");
        assert!(compare::sniff(&text), "{name}");
        let page = read(&text);
        assert_eq!(page.shape, shape, "{name}");
        assert!(!page.new.is_empty() && !page.titles.new.is_empty() && page.versions.new.is_some(), "{name}");
        assert!(page.new[0].text.len() > 8 && !page.new[0].text.starts_with("Version"), "{name}");
        seen += 1;
    }
    assert_eq!(seen, 6);
}

/// The share of paragraphs put right, as the shared scorer counts; the figures may only rise.
#[test]
fn figures_do_not_fall() {
    let Some(data) = shared() else { return };
    let mut stems: Vec<PathBuf> = std::fs::read_dir(data.join("seedlike"))
        .expect("a folder")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.to_string_lossy().ends_with(".truth.json"))
        .collect();
    stems.sort();
    for (suffix, least) in RATCHET {
        let (mut right, mut all, mut sure, mut sure_right) = (0usize, 0usize, 0usize, 0usize);
        for stem in &stems {
            let path = stem.to_string_lossy().replace(".truth.json", suffix);
            let text = std::fs::read_to_string(&path).expect("a page");
            let truth = truth(stem);
            let page = read(&text);
            let sides: Vec<HashSet<String>> = ["old", "new"].map(|s| side(&truth, s).into_iter().collect()).into();
            let have: Vec<HashSet<String>> =
                [&page.old, &page.new].map(|s| s.iter().map(|c| fold(&c.text)).collect()).into();
            let folded = fold(&text);
            let mut cells: HashSet<String> = HashSet::new();
            for line in text.split('\n') {
                cells.insert(fold(line).trim_matches(['|', ' ']).to_owned());
                line.trim().trim_matches('|').split(" | ").for_each(|c| {
                    cells.insert(fold(c).trim_matches(['|', ' ']).to_owned());
                });
            }
            for text in sides[0].union(&sides[1]) {
                let survives =
                    if **suffix == *".resil.txt" { folded.contains(text.as_str()) } else { cells.contains(text) };
                if !survives {
                    continue;
                }
                let hit = (0..2).all(|s| sides[s].contains(text) == have[s].contains(text));
                all += 1;
                right += usize::from(hit);
                let cell = page.old.iter().chain(&page.new).find(|c| fold(&c.text) == *text);
                if cell.is_some_and(|c| c.evidence.confidence >= 0.95) {
                    sure += 1;
                    sure_right += usize::from(hit);
                }
            }
        }
        let share = right as f64 / all.max(1) as f64;
        let calibrated = sure_right as f64 / sure.max(1) as f64;
        eprintln!("{suffix:11} right {share:.4} of {all}; of {sure} at 95 % {calibrated:.4}");
        assert!(share >= *least, "{suffix}: {share:.4} is under {least}");
    }
}

/// What was measured when this was last touched, rounded down.
const RATCHET: &[(&str, f64)] = &[(".cells.txt", 0.950), (".traf.txt", 0.963), (".resil.txt", 0.850), (".txt", 0.678)];
