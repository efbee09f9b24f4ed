//! What panes and overlays say of an article, word by word.

use recension::{
    app::{Answer, Msg, Slot},
    model::{ChangeKind, Changes, Problem},
    view::Page,
};

use crate::{articles, browser::Browser};

fn says(page: &Page, text: &str) -> bool {
    (0..page.size().1).any(|row| page.line(row).contains(text))
}

fn told(browser: &Browser, text: &str) {
    let page = browser.page();
    let rows: Vec<String> = (0..page.size().1).map(|row| page.line(row)).collect();
    assert!(says(&page, text), "{text}\n{}", rows.join("\n"));
}

#[test]
fn what_never_changed_is_not_said_to_have_changed() {
    let text = ["High water at noon."];
    let mut once = Browser::new(vec![articles::of_texts("once", &[("Tides", &text)])], (80, 24));
    told(once.press("l"), "seen once 24 Feb 2026");
    told(once.press("i"), "seen once      2026-02-24 08:00 GMT, 5 days ago");
    let again = articles::of_texts("again", &[("Tides", &text), ("Tides", &text)]);
    let mut again = Browser::new(vec![again], (80, 24));
    told(again.press("l"), "first seen 24 Feb 2026 · last seen 24 Feb 2026, unchanged");
    told(again.press("i"), "last seen      2026-02-24 09:00 GMT, 5 days ago, unchanged");
    let texts: [(&str, &[&str]); 3] =
        [("Tides", &text), ("Tides", &["High water at one."]), ("Tides", &["High water at one."])];
    let mut changed = Browser::new(vec![articles::of_texts("changed", &texts)], (80, 24));
    told(changed.press("li"), "last changed   2026-02-24 09:00 GMT");
}

#[test]
fn who_made_a_revision_and_why_is_told_whole() {
    let mut weir = articles::of_texts("weir", &[("Weir", &["It jammed."]), ("Weir", &["It broke."])]);
    for (revision, author) in weir.revisions.iter_mut().zip(["Ada Lund", "Bo Marr-Selby"]) {
        revision.author = Some(author.into());
        revision.comment = Some(
            "The keeper rang twice.\n\nHe said that it had been broken all along, and that nobody had asked him."
                .into(),
        );
    }
    let mut browser = Browser::new(vec![weir], (80, 24));
    browser.press("l");
    for text in
        ["Bo Marr-Selby · The keeper rang twice. …", "2 words           Ada Lund", "−2 +2             Bo Marr-Selby"]
    {
        told(&browser, text);
    }
    browser.press("iG");
    browser.press("kkkkkkkk");
    for text in
        ["Base: revision 0", "author       Ada Lund", "Target: revision 1", "comment      The keeper rang twice."]
    {
        told(&browser, text);
    }
    told(&browser, "             He said that it had been broken all along, and that nobody");
    told(&browser, "             had asked him.");
}

#[test]
fn what_changed_in_what_is_folded_away_is_said() {
    let mut weir = articles::of_texts("weir", &[("Weir", &["It jammed."]), ("Weir", &["It jammed."])]);
    for (revision, toll) in weir.revisions.iter_mut().zip([4, 11]) {
        revision.markup = Some(vec![format!("{{{{toll|{toll}}}}} It jammed.").into()]);
    }
    weir.revisions[1].notes.push("figures changed in what is folded away".into());
    let mut browser = Browser::new(vec![weir], (120, 40));
    told(&browser, "Figures changed in what is folded away; r in the diff shows it.");
    told(browser.press("ll"), "Figures changed in what is folded away; r shows it.");
    told(browser.press("r"), "{{toll|11}} It jammed.");
    browser.press("rh");
    told(&browser, "figures changed in what is folded away");
    // Where the head has no line for it the counts, by which all is the same, make room.
    browser.send(Msg::Resize(80, 24));
    told(&browser, "Figures changed in what is folded away; r in the diff shows it.");
}

#[test]
fn where_no_change_is_of_the_kinds_wanted_the_way_leads_on() {
    let texts = |day: &str, word: &str| {
        [format!("The weir jammed on {day}."), format!("“It is a {word},” said the keeper, Ann Lund, at noon.")]
    };
    let texts = [texts("Monday", "mess"), texts("Monday", "disgrace"), texts("Tuesday evening", "disgrace")];
    let of: Vec<Vec<&str>> = texts.iter().map(|text| text.iter().map(String::as_str).collect()).collect();
    let revisions: Vec<(&str, &[&str])> = of.iter().map(|text| ("Weir", text.as_slice())).collect();
    let mut browser = Browser::new(vec![articles::of_texts("weir", &revisions)], (120, 40));
    browser.press("F\"<esc>ll");
    told(&browser, "revision 1 → revision 2");
    told(&browser, "0 of 1 change shown");
    browser.press("]");
    told(&browser, "No change of these kinds there: back to revision 1.");
    assert_eq!(browser.model.timeline.pair(), Some((0, 1)));
    told(&browser, "change 1 of 1");
    browser.press("}[");
    assert_eq!(browser.model.timeline.pair(), Some((0, 1)));
    browser.model.diff.kinds = Changes::from_iter([ChangeKind::Link]);
    told(browser.press("]"), "No change of these kinds here, nor in any other revision of the article.");
}

#[test]
fn a_diff_that_has_the_screen_to_itself_says_of_which_article_it_is() {
    let weir = articles::of_texts("weir", &[("Weir jams", &["It jammed."]), ("Weir jams", &["It broke."])]);
    for size in [(80, 24), (40, 10)] {
        let mut browser = Browser::new(vec![weir.clone()], size);
        assert!(!browser.page().line(0).contains("Weir"), "the list says it");
        browser.press("ll");
        assert!(browser.page().line(0).contains("invented · Weir jams"), "{}", browser.page().line(0));
    }
}

#[test]
fn a_base_that_is_folded_away_is_named_where_it_is_hidden() {
    let texts: [(&str, &[&str]); 4] = [
        ("Weir", &["It’s jammed at the mill."]),
        ("Weir", &["It's jammed at the mill."]),
        ("Weir", &["It's broken at the mill."]),
        ("Weir", &["It's mended at the mill."]),
    ];
    let mut browser = Browser::new(vec![articles::of_texts("weir", &texts)], (120, 40));
    told(browser.press("lMk"), "base   1 ⋯ 1 minor revision hidden");
    assert_eq!(browser.model.timeline.pair(), Some((1, 2)));
}

#[test]
fn authors_stand_in_line() {
    let long = "The weir jammed again on Monday, and nobody in the whole valley knows what to do.";
    let mut weir =
        articles::of_texts("weir", &[("Weir", &[long]), ("Weir", &["It jammed."]), ("Weir", &["It broke."])]);
    weir.revisions.iter_mut().for_each(|revision| revision.author = Some("Ann Onymous".into()));
    for width in 60..140 {
        let mut browser = Browser::new(vec![weir.clone()], (width, 40));
        browser.press("l");
        let page = browser.page();
        let row = |at: u16| page.line(at).chars().collect::<Vec<_>>();
        let column = |at: u16| row(at).windows(4).position(|cells| cells.iter().collect::<String>() == "Ann ");
        let (first, head) = ((0..40).find(|at| page.line(*at).contains("16 words")), 0..40);
        let Some(first) = first.filter(|at| column(*at).is_some()) else { continue };
        assert_eq!(column(first), column(first + 1), "{width}: {:?}", head.map(|at| page.line(at)).collect::<Vec<_>>());
    }
}

#[test]
fn a_raw_text_says_whose_it_is() {
    let weir = articles::of_texts("weir", &[("Weir", &["It jammed."]), ("Weir", &["It broke."])]);
    let mut browser = Browser::new(vec![weir], (80, 24));
    browser.press("llr");
    told(&browser, "3 Diff  revision 1");
    told(&browser, "raw; o shows revision 0");
    assert!(!says(&browser.page(), "revision 0 → revision 1"));
    told(browser.press("o"), "raw; o shows revision 1");
}

#[test]
fn problems_of_one_reason_are_counted() {
    let mut browser = Browser::new(articles::archive(), (80, 24));
    browser.press("P");
    let generation = browser.model.aside_generation;
    let problem =
        |file: &str, reason: &str| Problem { file: file.into(), place: "line 3".into(), reason: reason.into() };
    let problems = vec![problem("a.json", "Torn."), problem("b.json", "Wet."), problem("c.json", "Torn.")];
    browser.send(Msg::Answer { slot: Slot::Aside, generation, answer: Answer::Problems(problems) });
    for text in ["2 × Torn.", "  a.json · line 3, and 1 more", "b.json · line 3", "3 problems"] {
        told(&browser, text);
    }
    told(browser.press("<enter>"), "  c.json · line 3");
    told(browser.press("/wet"), "1 of 3 problems");
    told(&browser, "/wet");
    assert!(!says(&browser.page(), "Torn."));
    told(browser.press("<esc>/dry"), "No problem holds these words.");
}

#[test]
fn a_prompt_shows_what_can_be_typed() {
    let mut browser = Browser::new(articles::archive(), (80, 24));
    told(browser.press("S"), "\"exact phrase\"  -without  removed:\"…\"");
    assert!(!says(&browser.press("f").page(), "-without"), "what is typed takes its place");
    told(browser.press("<esc>f"), "words  -without  changed:figures");
}

#[test]
fn that_there_are_no_problems_is_said_whole_at_any_width() {
    for size in [(30, 8), (36, 12), (40, 10), (80, 24)] {
        let mut browser = Browser::new(articles::archive(), size);
        browser.press("P");
        let generation = browser.model.aside_generation;
        browser.send(Msg::Answer { slot: Slot::Aside, generation, answer: Answer::Problems(Vec::new()) });
        told(&browser, "read.");
    }
}

#[test]
fn the_folder_that_a_file_goes_to_is_named() {
    let mut browser = Browser::new(articles::archive(), (80, 24));
    browser.model.folder = "~/archives/harbour".into();
    told(browser.press("jlx"), "in    ~/archives/harbour");
    told(browser.press("e"), "The path is relative to ~/archives/harbour.");
    browser.press("<ctrl-u>/tmp/mine.html<esc>");
    assert!(!says(&browser.page(), "in    ~/archives"), "a folder was typed");
}

#[test]
fn where_nothing_is_listed_no_other_article_is_shown() {
    let mut browser = Browser::new(articles::archive(), (120, 35));
    browser.press("jfqqq<enter>");
    told(&browser, "No article passes the filter.");
    for text in ["Ferry", "first seen", "→"] {
        assert!(!says(&browser.page(), text), "{text}");
    }
}
