//! Golden frames: every view and overlay at several sizes, as two planes: glyphs, and the letter of the topmost role of
//! each cell. `INSTA_UPDATE=always cargo test --test frames` takes new ones; look at what changed before keeping them.

mod articles;
mod browser;
mod every_size;
mod long;
mod look;
mod planes;
mod told;

use browser::Browser;
use insta::assert_snapshot;
use recension::{
    app::{Answer, Msg, Slot},
    model::{ArticleId, Field, Hit, Lifeline, Problem, Seen, Sighting, TextState, Turn, Unknown},
};

/// The invented archive, after some keys.
fn after(keys: &str, columns: u16, rows: u16) -> Browser {
    let mut browser = Browser::new(articles::archive(), (columns, rows));
    browser.press(keys);
    browser
}

fn frame(keys: &str, columns: u16, rows: u16) -> String {
    planes::planes(&after(keys, columns, rows).page())
}

/// The keys to the ferry's last diff but one, which has everything in it.
const FERRY: &str = "jl<up>ll";

#[test]
fn the_list_is_the_first_screen() {
    assert_snapshot!("list-110x30", frame("j", 110, 30));
    assert_snapshot!("list-80x24", frame("j*", 80, 24));
    assert_snapshot!("list-40x10", frame("j", 40, 10));
    assert_snapshot!("list-20x6", frame("j", 20, 6));
}

#[test]
fn a_wide_screen_shows_all_panes() {
    assert_snapshot!("all-160x45", frame(FERRY, 160, 45));
}

#[test]
fn timelines_tell_times_sizes_gaps_and_authors() {
    assert_snapshot!("timeline-80x24", frame("jl<up>", 80, 24));
    assert_snapshot!("timeline-zoomed-120x20", frame("jl+", 120, 20));
    assert_snapshot!("timeline-wiki-110x30", frame("jjjjl", 110, 30));
    assert_snapshot!("timeline-utc-60x16", frame("jlU", 60, 16));
}

#[test]
fn what_must_be_known_of_a_text_has_a_badge() {
    let mut browser = Browser::new(articles::incomplete(), (80, 24));
    browser.press("G");
    assert_snapshot!("list-incomplete-80x24", planes::planes(&browser.page()));
}

#[test]
fn another_dumps_text_of_a_version_is_no_change_and_says_so() {
    let dump = |name: &str, said: &str| {
        let mut article = articles::of_texts(
            "quay",
            &[("Quay wall", &["It moved."]), ("Quay wall", &[said]), ("Quay wall", &["It fell."])],
        );
        article.origins = vec![name.into()];
        article.revisions.iter_mut().for_each(|revision| revision.origin = Some(name.into()));
        article
    };
    let articles = vec![dump("a.csv", "It moved far."), dump("b.csv", "It moved near.")];
    let snapshots = [((80, 24), "timeline-conflict-80x24"), ((40, 10), "timeline-conflict-40x10")];
    for (size, name) in snapshots {
        let mut browser = Browser::new(articles.clone(), size);
        assert_snapshot!(name, planes::planes(&browser.press("l").page()));
    }
}

#[test]
fn what_was_made_on_a_branch_says_so() {
    let texts: [(&str, &[&str]); 4] = [
        ("Weir", &["The weir jammed at four."]),
        ("Weir", &["The weir jammed at four, the keeper said."]),
        ("Weir", &["The weir jammed at five."]),
        ("Weir", &["The weir jammed at five, the keeper said."]),
    ];
    let mut weir = articles::of_texts("weir", &texts);
    for revision in &mut weir.revisions {
        revision.origin_revision = Some(format!("commit {}", revision.number));
    }
    (weir.revisions[1].made_from, weir.revisions[1].is_aside) = (Some("commit 0".into()), true);
    weir.revisions[1].author = Some("Ada Lund".into());
    let snapshots = [((130, 24), "timeline-branch-130x24"), ((80, 24), "timeline-branch-80x24")];
    for (size, name) in snapshots {
        let mut browser = Browser::new(vec![weir.clone()], size);
        assert_snapshot!(name, planes::planes(&browser.press("lkk").page()));
    }
}

#[test]
fn what_other_tools_kept_and_what_is_of_no_known_order_says_so() {
    let texts: [(&str, &[&str]); 4] = [
        ("Weir", &["The weir jammed at noon."]),
        ("Weir", &["The weir jammed at four."]),
        ("Weir", &["Menu", "The weir jammed at four."]),
        ("Weir", &["The weir jammed at five."]),
    ];
    let mut weir = articles::of_texts("weir", &texts);
    let tools = [None, Some("newssniffer:7"), Some("time"), Some("newssniffer:7")];
    for (revision, tool) in weir.revisions.iter_mut().zip(tools) {
        revision.numbered_by = tool.map(Into::into);
    }
    (weir.revisions[0].time, weir.revisions[0].is_aside) = (None, true);
    for (size, name) in [((130, 24), "timeline-joined-130x24"), ((80, 24), "timeline-joined-80x24")] {
        let mut browser = Browser::new(vec![weir.clone()], size);
        assert_snapshot!(name, planes::planes(&browser.press("l").page()));
    }
}

#[test]
fn a_base_out_of_sight_is_told_of() {
    assert_snapshot!("timeline-base-away-80x8", frame("jlggbGt", 80, 8));
}

#[test]
fn the_diff_in_every_view() {
    assert_snapshot!("diff-inline-80x24", frame(FERRY, 80, 24));
    assert_snapshot!("diff-side-by-side-140x40", frame(&format!("{FERRY}ss+]"), 140, 40));
    assert_snapshot!("diff-changes-only-80x24", frame(&format!("{FERRY}sss"), 80, 24));
    assert_snapshot!("diff-target-only-numbers-80x24", frame(&format!("{FERRY}oo#"), 80, 24));
    assert_snapshot!("diff-unwrapped-80x24", frame(&format!("{FERRY}w"), 80, 24));
    assert_snapshot!("diff-sideways-80x24", frame(&format!("{FERRY}ggw<shift-right>"), 80, 24));
    assert_snapshot!("diff-sideways-chinese-40x10", frame("jjjlllw5zl", 40, 10));
    assert_snapshot!("diff-selected-80x24", frame(&format!("{FERRY}vjjjjjjww"), 80, 24));
    assert_snapshot!("diff-found-and-selected-80x24", frame(&format!("{FERRY}/the<enter>jjjvww"), 80, 24));
    assert_snapshot!("diff-chinese-80x24", frame("jjjlll", 80, 24));
    assert_snapshot!("diff-arabic-80x24", frame("lll", 80, 24));
    assert_snapshot!("diff-sides-inferred-110x30", frame("Glll", 110, 30));
}

#[test]
fn where_nothing_is_underlined_or_struck_through_brackets_say_it() {
    let mut browser = after("", 80, 24);
    browser.model.diff.layout.brackets = true;
    browser.press(FERRY);
    assert_snapshot!("diff-brackets-80x24", planes::planes(&browser.page()));
}

#[test]
fn what_can_follow_a_key_is_told_for_every_key_or_the_line_says_that_there_is_more() {
    let hint = |keys: &str, columns: u16| {
        let mut browser = after(&format!("{FERRY}{keys}"), columns, 24);
        let later = jiff::Timestamp::from_second(browser.model.now.as_second() + 1).unwrap();
        browser.send(Msg::Tick(later));
        browser.page().line(23).trim().to_owned()
    };
    let lines: Vec<String> =
        ["y", "z"].into_iter().flat_map(|keys| [160, 80, 40, 24].map(|columns| hint(keys, columns))).collect();
    assert_snapshot!("prefixes", lines.join("\n"));
}

#[test]
fn overlays() {
    assert_snapshot!("help-80x24", frame("?", 80, 24));
    assert_snapshot!("help-36x20", frame("?", 36, 20));
    assert_snapshot!("palette-110x30", frame(":view", 110, 30));
    assert_snapshot!("export-selection-80x24", frame(&format!("{FERRY}vjjjjxj"), 80, 24));
    assert_snapshot!("sort-menu-40x8", frame(",", 40, 8));
    assert_snapshot!("sort-menu-80x24", frame(",", 80, 24));
    assert_snapshot!("kinds-menu-80x24", frame("F", 80, 24));
    assert_snapshot!("facts-80x24", frame("ji", 80, 24));
    assert_snapshot!("why-80x24", frame("Glll]i", 80, 24));
    assert_snapshot!("export-80x24", frame(&format!("{FERRY}x"), 80, 24));
    assert_snapshot!("filter-80x24", frame("fferry", 80, 24));
    assert_snapshot!("nothing-passes-80x24", frame("fqqq<enter>", 80, 24));
}

#[test]
fn hits_show_matches_and_lifelines() {
    let mut browser = after("Sstopped", 80, 24);
    browser.press("<enter>");
    let sighting = |revision: u32| Sighting {
        revision,
        time: Some(Seen::stated(format!("2026-02-2{revision}T22:55:00Z").parse().unwrap())),
    };
    let hit =
        |id: &str, present: &[Option<bool>], turn: Option<(u32, u32)>, snippet: &str, matches: Vec<(usize, usize)>| {
            Hit {
                id: ArticleId::new(id),
                source: "harbour post".into(),
                title: "Ferry with 61 aboard ran aground after engine failure".into(),
                revision: 2,
                time: Some(Seen::stated("2026-02-24T22:55:00Z".parse().unwrap())),
                field: Field::Paragraph(1),
                snippet: snippet.into(),
                matches,
                turn: turn.map(|(before, after)| Turn { went: true, before: sighting(before), after: sighting(after) }),
                is_sure: id != "invented:4",
                unknown: vec![Unknown { revision: 3, state: TextState::Withheld, is_side_uncertain: false }],
                before: (present.len() > 2).then_some(1),
                lifeline: Lifeline { revisions: present.iter().enumerate().map(|(i, p)| (i as u32, *p)).collect() },
            }
        };
    let long = format!(
        "{}“stopped without warning” and drifted.",
        "The captain told passengers that the engine had ".repeat(2)
    );
    let hits = vec![
        hit(
            "invented:1",
            &[Some(true), Some(true), None, Some(false), Some(false)],
            Some((1, 3)),
            "the engine had “simply stopped”.",
            vec![(23, 30)],
        ),
        hit("invented:2", &[Some(true); 40], None, &long, vec![(97, 104)]),
        hit("invented:3", &[Some(false), Some(true), None], None, "Nobody stopped.", vec![(7, 14)]),
        hit("invented:4", &[Some(true), Some(true), None], None, "Nobody stopped.", vec![(7, 14)]),
    ];
    let generation = browser.model.search_generation;
    browser.send(Msg::Answer { slot: Slot::Search, generation, answer: Answer::Hits { hits, done: true } });
    assert_snapshot!("hits-80x24", planes::planes(&browser.page()));
}

#[test]
fn a_mistake_in_a_query_is_pointed_at() {
    let mut browser = after("Stitel:ferry", 80, 24);
    browser.press("<enter>");
    let answer =
        Answer::BadQuery { span: (0, 5), reason: "There is no field “titel”; did you mean “title”?".into() };
    let generation = browser.model.search_generation;
    browser.send(Msg::Answer { slot: Slot::Search, generation, answer });
    assert_snapshot!("mistake-80x24", planes::planes(&browser.page()));
}

#[test]
fn problems_name_file_place_and_reason() {
    let mut browser = after("P", 80, 24);
    let problem = |file: &str, place: &str, reason: &str| Problem {
        file: file.into(),
        place: place.into(),
        reason: reason.into(),
    };
    let problems = vec![
        problem("dumps/ferry.jsonl", "line 12", "This line is no JSON; it was left out."),
        problem("dumps/notes.docx", "", "No format of ours; `recension formats` lists them."),
    ];
    let generation = browser.model.aside_generation;
    browser.send(Msg::Answer { slot: Slot::Aside, generation, answer: Answer::Problems(problems) });
    assert_snapshot!("problems-80x24", planes::planes(&browser.page()));
    browser.send(Msg::Resize(36, 14));
    assert_snapshot!("problems-36x14", planes::planes(&browser.page()));
}

#[test]
fn lifelines_tell_which_version_brought_what() {
    assert_snapshot!("lifelines-110x40", frame(&format!("{FERRY}]L"), 110, 40));
    assert_snapshot!("lifelines-44x16", frame(&format!("{FERRY}L"), 44, 16));
}

#[test]
fn the_lifelines_of_selected_words_tell_what_became_of_them() {
    assert_snapshot!("phrase-80x24", frame(&format!("{FERRY}]vlL"), 80, 24));
    assert_snapshot!("phrase-120x35", frame(&format!("{FERRY}]]vllL"), 120, 35));
    assert_snapshot!("phrase-30x8", frame(&format!("{FERRY}]vlL"), 30, 8));
}

#[test]
fn the_overview_plots_the_archive() {
    assert_snapshot!("overview-100x44", frame("A", 100, 44));
    assert_snapshot!("overview-40x12", frame("A", 40, 12));
}

#[test]
fn reading_shows_how_far_it_is() {
    let mut browser = Browser::new(Vec::new(), (110, 30));
    browser.model.progress.done = false;
    browser.model.progress.files = 1;
    browser.model.progress.bytes = 12_345_678;
    browser.model.progress.bytes_found = 2_345_678_901;
    browser.model.progress.problems = 1;
    assert_snapshot!("reading-110x30", planes::planes(&browser.page()));
    let header = |browser: &Browser| browser.page().line(0).trim_end().to_owned();
    assert!(header(&browser).contains("reading 12 MB · 1 problem"), "how much there is is not known yet");
    browser.model.reading_since = Some("2026-03-01T11:59:50Z".parse().unwrap());
    assert!(header(&browser).contains("reading 12 MB · 1.2 MB/s"), "{}", header(&browser));
    browser.model.progress.counted = true;
    assert!(header(&browser).contains("reading 12 MB of 2.3 GB · 1.2 MB/s · 32 min left"), "{}", header(&browser));
    browser.model.size = (60, 20);
    assert!(header(&browser).contains("32 min left") && header(&browser).contains("1 problem"));
    (browser.model.progress.done, browser.model.rereading) = (true, true);
    assert!(header(&browser).contains("reading again"));
    browser.model.size = (12, 4);
    assert_snapshot!("too-small-12x4", planes::planes(&browser.page()));
}

#[test]
fn an_open_article_that_is_not_listed_is_no_row_under_the_cursor() {
    let mut browser = after("jmagg", 110, 24);
    browser.press("fkiosk<enter>'a");
    let apart = browser.model.list.is_apart();
    assert!(apart, "{:?}", browser.model.list.window.rows);
    assert_snapshot!("list-apart-110x24", planes::planes(&browser.page()));
}
