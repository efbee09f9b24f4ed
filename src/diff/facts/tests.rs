//! What facts are told of whole revisions, and the sentence made of them.

use std::sync::Arc;

use crate::{
    diff::{Ignore, Summary, TextSide, compare},
    model::ChangeKind,
};

fn side(title: &str, paragraphs: &[&str]) -> TextSide {
    TextSide {
        title: title.into(),
        paragraphs: paragraphs.iter().map(|p| Arc::from(*p)).collect(),
        ..TextSide::default()
    }
}

fn summary(old: &[&str], new: &[&str]) -> Summary {
    compare(&side("Flood in Harle", old), &side("Flood in Harle", new), Ignore::Nothing).summary
}

const FLOOD: &str = "The river Harle burst its banks in the night and the lower town was cut off until the morning.";
const TOLL: &str = "The death toll rose to 4, said the mayor, who called the delay “a disgrace” for the town.";

/// Kind, old, new, whether declared.
fn told(s: &Summary) -> Vec<String> {
    let mark = |d: Option<bool>| match d {
        None => "",
        Some(true) => " declared",
        Some(false) => " undeclared",
    };
    let text = |t: &Option<String>| t.as_deref().unwrap_or("·").chars().take(24).collect::<String>();
    s.facts.iter().map(|f| format!("{} {}→{}{}", f.kind.word(), text(&f.old), text(&f.new), mark(f.declared))).collect()
}

#[test]
fn a_notice_is_held_against_the_edits() {
    let new = TOLL.replace("to 4", "to 11");
    let notice = "An earlier version of this article gave the death toll as 4.";
    let s = summary(&[FLOOD, TOLL], &[FLOOD, &new, notice]);
    assert_eq!(told(&s), ["number 4→11 declared", "correction ·→An earlier version of th declared"]);
    assert!(!s.changes.has(ChangeKind::Undeclared));
    assert_eq!(s.sentence, "Correction announced; death toll 4 → 11; 1 paragraph added, 1 edited.");

    let other = new.replace("“a disgrace”", "a disgrace");
    let s = summary(&[FLOOD, TOLL], &[FLOOD, &other, notice]);
    assert!(told(&s).contains(&"quote a disgrace→· undeclared".to_owned()));
    assert!(s.changes.has(ChangeKind::Undeclared));
    assert!(s.sentence.starts_with("Correction announced, 1 other change undeclared; death toll 4 → 11;"));

    // Another change in the same paragraph as a declared one is not declared by it.
    let both = new.replace("said the mayor", "claimed the mayor");
    let s = summary(&[FLOOD, TOLL], &[FLOOD, &both, notice]);
    assert!(told(&s).contains(&"attribution said→claimed undeclared".to_owned()), "{:?}", told(&s));

    let s = summary(&[FLOOD, TOLL], &[FLOOD, TOLL, notice]);
    assert_eq!(told(&s), ["correction ·→An earlier version of th undeclared"]);
    assert_eq!(s.sentence, "Correction announced without a matching edit; 1 paragraph added.");

    let s = summary(&[FLOOD, TOLL], &[FLOOD, &new, "This article has been updated."]);
    assert_eq!(told(&s), ["number 4→11", "correction ·→This article has been up"]);
}

#[test]
fn names_headlines_and_what_was_added_are_declared() {
    let new = TOLL.replace("the mayor", "Jane Smyth");
    let old = TOLL.replace("the mayor", "Jane Smith");
    let notice = "This article was amended on 3 May to correct the spelling of Jane Smyth’s name.";
    let s = summary(&[FLOOD, &old], &[FLOOD, &new, notice]);
    assert!(s.facts.iter().all(|f| f.declared == Some(true)), "{:?}", told(&s));
    let added = "Ann Lee of the rowing club has opened the boathouse to those whose houses stand in the water.";
    let s = summary(&[FLOOD, TOLL], &[FLOOD, TOLL, added, "This story has been updated with comment from Ann Lee."]);
    assert!(s.facts.iter().all(|f| f.declared == Some(true)), "{:?}", told(&s));
    let (old, new) = (
        side("Flood in Harle", &[FLOOD]),
        side("Town cut off", &[FLOOD, "An earlier headline of this article was wrong."]),
    );
    let s = compare(&old, &new, Ignore::Nothing).summary;
    assert_eq!(s.facts[0].declared, Some(true));
}

#[test]
fn sentences_tell_the_most_telling_first() {
    let old = [TOLL, FLOOD, "It is likely that it will rain again, wrote Karl Meier, and that the bridge stays shut."];
    let new = [
        "It will rain again, wrote Ann Lee, and the bridge will not be shut, they added on the day.",
        "The death toll rose to 11, said the mayor, who called the delay a disgrace for the town.",
        FLOOD,
    ];
    let (old, new) = (side("Four dead", &old), side("11 dead in flood", &new));
    let s = compare(&old, &new, Ignore::Nothing).summary;
    assert!(s.sentence.starts_with("Headline changed; “not” added; "), "{}", s.sentence);
    assert!(s.sentence.ends_with('…'), "{}", s.sentence);
    assert_eq!(s.reason, "the headline changed");
}

#[test]
fn minor_says_why() {
    let reason = |old: &[&str], new: &[&str]| {
        let s = summary(old, new);
        (s.minor, s.reason, s.sentence)
    };
    let curly = TOLL.replace(['“', '”'], "\"");
    assert_eq!(
        reason(&[TOLL], &[&curly]),
        (true, "typography only", "Typography only; 1 paragraph edited.".to_owned())
    );
    let (a, b) = ("Updated 3 hours ago", "Updated 4 hours ago");
    assert_eq!(
        reason(&[FLOOD, a], &[FLOOD, b]),
        (true, "boilerplate only", "Boilerplate only; 1 paragraph edited.".to_owned())
    );
    assert_eq!(reason(&[FLOOD], &[FLOOD]), (true, "no change", "No change.".to_owned()));
    let not = FLOOD.replace("was cut", "was not cut");
    assert_eq!(
        reason(&[FLOOD], &[&not]),
        (false, "a negation came or went", "“not” added; 1 paragraph edited.".to_owned())
    );
}

#[test]
fn a_paragraph_moves_up_or_down() {
    let rest: Vec<String> = (0..6)
        .map(|n| format!("Paragraph {n} of this is about something else, namely the number {n} itself."))
        .collect();
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    let at = |n: usize| {
        let mut all = rest.clone();
        all.insert(n, FLOOD);
        all
    };
    assert_eq!(summary(&at(5), &at(1)).sentence, "1 paragraph moved up.");
    assert_eq!(summary(&at(1), &at(5)).sentence, "1 paragraph moved down.");
}

#[test]
fn bylines_links_and_carried_quotations() {
    let s = summary(&["By Jane Smith", FLOOD], &["By Jane Smith and Ann Lee", FLOOD]);
    assert_eq!(told(&s), ["byline By Jane Smith→By Jane Smith and Ann Le"]);
    let (a, b) = (format!("{FLOOD} See https://a.example/1 there."), format!("{FLOOD} See https://a.example/2 there."));
    assert_eq!(told(&summary(&[&a], &[&b])), ["link https://a.example/1→https://a.example/2"]);
    // The quotation goes with its paragraph's half; nothing went.
    let (x, y) = TOLL.split_at(TOLL.find(", who").unwrap_or(0));
    let s = summary(&[FLOOD, TOLL], &[FLOOD, x, y]);
    assert!(!s.changes.has(ChangeKind::Quote), "{:?}", told(&s));
}

#[test]
fn masses_of_everything_are_soon_told() {
    let many = |n: usize| (0..n).map(|i| format!("“{i}” not {i} may")).collect::<Vec<_>>().join(" ");
    let (old, new) = (many(6000), many(6001).replace("not", "never").replace('“', "‘").replace('”', "’"));
    assert!(!summary(&[&old], &[&new]).minor);
}
