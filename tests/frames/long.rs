//! Changes that a reader could miss: two in one long paragraph, those that no notice declares, those of other kinds than
//! wanted, and what is in force while they are read.

use recension::{diff::rows::RowKind, model::Article, view::Page};

use crate::{articles, browser::Browser, planes::planes};

/// A paragraph of so many sentences, with words put into some of them.
fn paragraph(sentences: usize, put: &[(usize, &str)]) -> String {
    let sentence = |n: usize| {
        let word = put.iter().find(|p| p.0 == n).map_or(String::new(), |p| format!("{} ", p.1));
        format!("In year {n} the council of Harle {word}agreed to mend the lower weir.")
    };
    (1..=sentences).map(sentence).collect::<Vec<_>>().join(" ")
}

fn weir(new: &[&str]) -> Vec<Article> {
    let old = paragraph(60, &[]);
    vec![articles::of_texts(
        "weir",
        &[("The weir", &["The river is high.", &old, "Nobody was hurt."]), ("The weir", new)],
    )]
}

fn line(page: &Page, text: &str) -> bool {
    (0..page.size().1).any(|row| page.line(row).contains(text))
}

#[test]
fn two_changes_of_one_long_paragraph_are_two_stops() {
    let new = paragraph(60, &[(25, "never"), (50, "soon")]);
    let articles = || weir(&["The river is high.", &new, "Nobody was hurt."]);
    for (columns, rows) in [(100, 24), (80, 24), (40, 10), (120, 35)] {
        let mut browser = Browser::new(articles(), (columns, rows));
        browser.press("3+");
        assert!(line(&browser.page(), "never"), "it opens where something changed, at {columns}×{rows}");
        assert_eq!(browser.model.diff.rows.changes.len(), 2);
        browser.press("]");
        assert!(line(&browser.page(), "soon"), "at {columns}×{rows}");
        let notice = browser.model.notice.as_ref().map(|n| n.text.clone());
        assert_eq!(notice.as_deref(), Some("Change 2 of 2."));
        browser.press("[");
        assert!(line(&browser.page(), "never"));
    }
    // Not wrapped, the second is further on in the same line.
    let mut browser = Browser::new(articles(), (80, 24));
    browser.press("3+sw");
    assert!(line(&browser.page(), "never"));
    browser.press("]");
    assert!(line(&browser.page(), "soon"));
    browser.press("[");
    assert!(line(&browser.page(), "never"));
}

#[test]
fn of_a_long_paragraph_only_the_lines_near_its_changes_are_shown() {
    let new = paragraph(60, &[(25, "never"), (50, "soon")]);
    let mut browser = Browser::new(weir(&["The river is high.", &new, "Nobody was hurt."]), (80, 24));
    browser.press("3+sss");
    assert!(line(&browser.page(), "never") && line(&browser.page(), "unchanged lines"));
    insta::assert_snapshot!("diff-long-paragraph-folded-80x24", planes(&browser.page()));
    let folds = |browser: &Browser| {
        let rows = &browser.model.diff.rows.rows;
        rows.iter()
            .enumerate()
            .filter(|(_, r)| matches!(r.kind, RowKind::Fold { .. }))
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    };
    let found = folds(&browser);
    assert_eq!(found.len(), 3, "before, between and after the changes");
    browser.press(&format!("gg{}j<enter>", found[0]));
    assert!(folds(&browser).is_empty(), "a fold opens");
}

#[test]
fn changes_that_no_notice_declares_are_marked_and_walked_to() {
    let toll = "Four people died in the flood, the mayor said on Monday.";
    let bridge = "The bridge will be closed until March, the town said.";
    let old = [toll, bridge, "The water fell again by noon."];
    let new = [
        "Five people died in the flood, the mayor said on Monday.",
        "The bridge will be closed until June, the town said.",
        "The water fell again by noon.",
        "Correction: an earlier version of this article said that four people had died.",
    ];
    let articles = vec![articles::of_texts("flood", &[("Flood", &old), ("Flood", &new)])];
    let mut browser = Browser::new(articles, (80, 24));
    browser.press("3+Fo<esc>]");
    let page = browser.page();
    assert!(line(&page, "undeclared, no notice speaks of it: “March” → “June”"), "{}", planes(&page));
    let change = browser.model.diff.current_change().map(|c| c.block);
    assert_eq!(change, Some(Some(1)), "the undeclared change is the one walked to");
    insta::assert_snapshot!("diff-undeclared-80x24", planes(&page));
}

#[test]
fn what_is_in_force_is_said_at_every_width() {
    let new = paragraph(60, &[(25, "never")]);
    let mut browser = Browser::new(weir(&["The river is high.", &new, "Nobody was hurt."]), (120, 35));
    browser.press("3+sssWFe<esc>");
    browser.model.notice = None;
    for (columns, rows) in [(80, 24), (90, 24), (100, 24), (110, 30), (120, 35)] {
        browser.send(recension::app::Msg::Resize(columns, rows));
        let head: String = (0..4).map(|row| browser.page().line(row)).collect();
        for said in ["ignoring spacing", "only edited", "changes"] {
            assert!(head.contains(said), "{said} at {columns}: {head}");
        }
    }
    browser.press("Fe<esc>W");
    browser.model.notice = None;
    browser.send(recension::app::Msg::Resize(40, 10));
    let head: String = (0..3).map(|row| browser.page().line(row)).collect();
    assert!(head.contains("ignoring case"), "{head}");
}

#[test]
fn the_filter_in_force_stands_in_the_header() {
    let mut browser = Browser::new(articles::archive(), (80, 24));
    browser.press("fferry<enter>");
    assert!(browser.page().line(0).contains("“ferry”"), "{}", browser.page().line(0));
    browser.press("<esc>F#<esc>");
    assert!(browser.page().line(0).contains("changed figures"), "{}", browser.page().line(0));
}

#[test]
fn a_restored_revision_is_told() {
    let old = ["Four people died in the flood, the mayor said."];
    let new = ["Five people died in the flood, the mayor said."];
    let articles = vec![articles::of_texts("back", &[("Flood", &old), ("Flood", &new), ("Flood", &old)])];
    let mut browser = Browser::new(articles, (80, 24));
    browser.press("3+");
    assert!(line(&browser.page(), "Restores revision 0"), "{}", planes(&browser.page()));
    browser.press("i");
    assert!(line(&browser.page(), "revision 0 restored"), "{}", planes(&browser.page()));
    browser.press("<esc>2");
    assert!(line(&browser.page(), "↺0"), "{}", planes(&browser.page()));
}
