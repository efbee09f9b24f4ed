//! What facts are told of whole revisions, and the sentence made of them.

use std::sync::Arc;

use super::{Reader, together};
use crate::{
    diff::{BlockKind, Ignore, Summary, TextSide, compare},
    model::{ChangeKind, Changes, Sides, TextState},
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

#[test]
fn where_only_kinds_are_asked_for_each_is_found_once() {
    let one = "Jane Hale gave 300 sacks and said “never again” of the mill at Oban.";
    let other = "Tom Pryor of Wexby gave 41 carts and said “not me” of the weir.";
    let (old, new) = (side("Flood", &[FLOOD, TOLL]), side("Flood", &[FLOOD, one, TOLL, other]));
    let sides = Sides::new(&old, &new);
    let blocks = compare(&old, &new, Ignore::Nothing).blocks;
    let mut plain = Reader::new(sides);
    let mut of_kinds = Reader::new(sides).of_kinds();
    assert_eq!(together(&mut plain, &[], &blocks), together(&mut of_kinds, &[], &blocks));
    let counts = |reader: &Reader<'_>| {
        [ChangeKind::Name, ChangeKind::Number, ChangeKind::Quote]
            .map(|kind| reader.found.iter().filter(|fact| fact.kind == kind).count())
    };
    assert_eq!(counts(&of_kinds), [1; 3]);
    assert!(counts(&plain).iter().all(|count| *count > 1), "{:?}", plain.found);
}

#[test]
fn a_word_of_the_headline_alone_is_told_as_that() {
    let of = |old: [&str; 2], new: [&str; 2]| {
        compare(&side(old[0], &[FLOOD, old[1]]), &side(new[0], &[FLOOD, new[1]]), Ignore::Nothing).summary.sentence
    };
    let (not, was) = ("The mill was not to blame for the flood.", "The mill was to blame for the flood.");
    let told = of(["Mill was not to blame", not], ["Mill was to blame", not]);
    assert!(told.contains("“not” removed in the headline"), "{told}");
    let told = of(["Mill was not to blame", not], ["Mill was to blame", was]);
    assert!(told.contains("“not” removed twice;"), "{told}");
    let text = "Nobody knows how many fell.";
    let told = of(["Flood fells 4 trees", text], ["Flood fells 11 trees", text]);
    assert!(told.contains("4 → 11 trees in the headline"), "{told}");
    let told = of(["Flood: “Nobody came”", text], ["Flood in Harle", text]);
    assert!(told.contains("a quotation removed in the headline"), "{told}");
    let told = of(
        ["Flood fells 4 trees", "The flood felled 4 trees."],
        ["Flood fells 11 trees", "The flood felled 11 trees."],
    );
    assert!(told.contains("4 → 11 trees") && !told.contains("in the headline"), "{told}");
}

#[test]
fn what_an_error_page_is_called_is_no_headline() {
    let gone = TextSide { state: TextState::ErrorPage, ..side("404 Not Found", &["No such page."]) };
    let summary = compare(&side("Flood", &[FLOOD]), &gone, Ignore::Nothing).summary;
    assert!(!summary.changes.has(ChangeKind::Headline) && summary.facts.is_empty(), "{}", summary.sentence);
}

#[test]
fn who_is_named_in_full_and_by_the_surname_is_one() {
    let said = "Shona Petrie of Wexby saw the weir break. She ran, and Petrie was not the only one.";
    let told = summary(&[FLOOD], &[FLOOD, said]).sentence;
    assert!(told.contains("Shona Petrie and Wexby named"), "{told}");
}

#[test]
fn of_paragraphs_that_came_together_just_those_are_left_out_whose_side_is_uncertain() {
    let new = TextSide { uncertain: Arc::from([2]), ..side("Flood", &[FLOOD, TOLL, "Two mills fell.", "It is dry."]) };
    let summary = compare(&side("Flood", &[FLOOD]), &new, Ignore::Nothing).summary;
    let words = |summary: &Summary| {
        let (all, unsure) = (summary.words.unwrap(), summary.words_uncertain);
        [all.added, unsure.added, all.removed, unsure.removed]
    };
    assert_eq!(words(&summary), [24, 3, 0, 0]);
    assert!(summary.changes.has(ChangeKind::Added) && summary.changes.has(ChangeKind::Quote) && !summary.minor);
    assert!(summary.sentence.contains("2 paragraphs added"), "{}", summary.sentence);
    assert!(summary.sentence.contains("1 paragraph on an uncertain side"), "{}", summary.sentence);
    // Where nothing else changed no fact is told, but how much it is.
    let new = TextSide { uncertain: Arc::from([1]), ..side("Flood", &[FLOOD, "Two mills fell."]) };
    let summary = compare(&side("Flood", &[FLOOD]), &new, Ignore::Nothing).summary;
    assert_eq!((words(&summary), summary.facts.len(), summary.minor), ([3, 3, 0, 0], 0, false));
    assert_eq!(summary.changes, Changes::default());
    // Nor of a pair.
    let new = TextSide { uncertain: Arc::from([0]), ..side("Flood", &[&FLOOD.replace("lower", "upper"), TOLL]) };
    let summary = compare(&side("Flood", &[FLOOD, TOLL]), &new, Ignore::Nothing).summary;
    assert_eq!((words(&summary), summary.facts.len(), summary.minor), ([1, 1, 1, 1], 0, false));
}

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
fn what_a_notice_names_the_article_does_not() {
    let blast = "The blast hit Leeds and the mayor, John Smith, called for calm.";
    let told_of = |old: &str, new: &str, notice: &str| {
        let s = summary(&[FLOOD, blast], &[FLOOD, &blast.replace(old, new), notice]);
        s.sentence
    };
    let misspelt = "This article was amended on 3 July. An earlier version misspelled the mayor's name as John Smith.";
    let said = told_of("John Smith", "Jon Smith", misspelt);
    assert!(said.contains("John Smith → Jon Smith"), "{said}");
    let place = "This story has been corrected to say that the blast was in Bradford, not Leeds.";
    let said = told_of("Leeds", "Bradford", place);
    assert!(said.contains("Leeds no longer named, Bradford named"), "{said}");
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
fn over_several_steps_a_notice_is_told_and_nothing_held_against_it() {
    let notice = "Correction: An earlier version of this article gave the death toll as 11.";
    let (old, new) = (side("Flood", &[FLOOD]), side("Flood in Harle", &[FLOOD, TOLL, notice]));
    let s = compare(&old, &new, Ignore::Nothing).summary;
    assert!(s.undeclared > 0 && s.changes.has(ChangeKind::Undeclared), "{:?}", told(&s));
    let s = compare(&old, &TextSide { is_apart: true, ..new }, Ignore::Nothing).summary;
    assert!(s.undeclared == 0 && !s.changes.has(ChangeKind::Undeclared), "{:?}", told(&s));
    assert!(s.facts.iter().all(|f| f.declared.is_none()), "{:?}", told(&s));
    assert!(s.sentence.starts_with("Headline changed; correction announced; "), "{}", s.sentence);
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
    // It is told whole, however many parts it has.
    assert!(s.sentence.ends_with("; Karl Meier no longer named, Ann Lee named."), "{}", s.sentence);
    assert_eq!(s.reason, "the headline changed");
}

#[test]
fn a_notice_that_was_edited_declares_what_is_new_in_it() {
    let notice = "An earlier version of this article gave the death toll as 3.";
    let both = notice.replace("as 3", "as 3 and 4");
    let new = TOLL.replace("to 4", "to 11");
    let s = summary(&[FLOOD, TOLL, notice], &[FLOOD, &new, &both]);
    assert_eq!(
        told(&s),
        ["number 4→11 declared", "correction An earlier version of th→An earlier version of th declared"]
    );
    assert_eq!(s.sentence, "Correction notice edited; death toll 4 → 11; 2 paragraphs edited.");
    // In better words it announces nothing, and accuses nobody.
    let again = notice.replace("this article", "this report");
    let s = summary(&[FLOOD, TOLL, notice], &[FLOOD, &new, &again]);
    assert!(told(&s).iter().all(|fact| !fact.ends_with("declared")), "{:?}", told(&s));
    // What came instead of what the notice names is declared with it.
    let moved = "The flood hit Leeds on Monday, said the mayor.";
    let notice = "An earlier version of this article said that the flood hit Leeds.";
    let s = summary(&[FLOOD, moved], &[FLOOD, &moved.replace("Leeds", "Bradford"), notice]);
    assert!(told(&s).contains(&"name ·→Bradford declared".to_owned()), "{:?}", told(&s));
    // A notice in the paragraph that it corrects.
    let same = format!("{new} (An earlier version of this report gave the toll as 4.)");
    assert!(summary(&[FLOOD, TOLL], &[FLOOD, &same]).sentence.starts_with("Correction announced; death toll 4 → 11;"));
}

#[test]
fn quotations_whose_speakers_are_exchanged() {
    let (won, lost) = ("“We won the day,” said Ann Lee.", "“It was a disgrace,” said Bob Ray.");
    let exchanged = |text: &str| text.replace("Ann Lee", "·").replace("Bob Ray", "Ann Lee").replace('·', "Bob Ray");
    let facts = ["attribution said Ann Lee→said Bob Ray", "attribution said Bob Ray→said Ann Lee"];
    for (old, new) in [
        (vec![won.to_owned(), lost.to_owned()], vec![exchanged(won), exchanged(lost)]),
        (vec![won.to_owned(), lost.to_owned()], vec![exchanged(lost), exchanged(won)]),
        (vec![format!("{won} {lost}")], vec![format!("{} {}", exchanged(lost), exchanged(won))]),
    ] {
        let refs = |all: &[String]| all.iter().map(|t| Arc::from(t.as_str())).collect::<Vec<Arc<str>>>();
        let side = |all: &[String]| TextSide { paragraphs: refs(all).into(), ..TextSide::default() };
        let s = compare(&side(&old), &side(&new), Ignore::Nothing).summary;
        let mut told = told(&s);
        told.sort();
        assert_eq!((told, s.minor), (facts.map(str::to_owned).to_vec(), false), "{new:?}");
    }
    // Carried to another paragraph by the same speaker, it is nobody else's.
    let s = summary(&[FLOOD, won, CREW, lost], &[won, FLOOD, CREW, lost]);
    assert!(!s.changes.has(ChangeKind::Attribution), "{:?}", told(&s));
}

#[test]
fn two_short_paragraphs_are_two_edits() {
    let s = summary(&["We can do it, said Ann.", "I can't."], &["We can't do it, said Ann.", "I can."]);
    assert_eq!(told(&s), ["negation can→can't", "negation can't→can"]);
    assert_eq!(s.sentence, "“can” → “can't”, “can't” → “can”; 2 paragraphs edited.");
}

#[test]
fn minor_says_why() {
    let reason = |old: &[&str], new: &[&str]| {
        let s = summary(old, new);
        (s.minor, s.reason, s.sentence)
    };
    let curly = TOLL.replace(['“', '”'], "\"");
    assert_eq!(reason(&[TOLL], &[&curly]), (true, "typography only", "Typography only, in 1 paragraph.".to_owned()));
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
fn where_only_counts_could_be_told_what_came_and_went_is_by_its_beginning() {
    let mill = "the mill reopens on the quay with a café, a shop and a room for whoever wants to read there";
    assert_eq!(
        summary(&[FLOOD], &[FLOOD, "the mill", mill]).sentence,
        "2 paragraphs added; new: “the mill reopens on the quay with a café, a shop and a room…”."
    );
    assert_eq!(summary(&[FLOOD, "the mill"], &[FLOOD]).sentence, "1 paragraph removed; gone: “the mill”.");
    // What tells more needs no beginning, and a sentence that went elsewhere is not gone.
    assert_eq!(summary(&[FLOOD], &[FLOOD, "They met Ann Lee."]).sentence, "1 paragraph added; Ann Lee named.");
    let twice = summary(&["it is 6ft wide there", FLOOD, "it is 6ft high there"], &[FLOOD]).sentence;
    assert!(twice.ends_with("figure 6ft removed twice."), "{twice}");
    let day = summary(
        &["They will tell all of it, and come on Aug 18."],
        &["They will tell all by Aug 1, and come on Aug 18."],
    );
    assert!(day.sentence.contains("date Aug 1 added"), "{}", day.sentence);
    let marks = summary(&["so it was, the old mill"], &["so it was the old mill"]);
    assert_eq!((marks.reason, &*marks.sentence), ("punctuation changed", "1 paragraph edited, in punctuation only."));
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

const FERRY: &str = "The ferry left Oban before dawn with forty passengers and a cargo of seed potatoes.";
const STORM: &str = "By noon the wind had risen to a gale and the captain turned back towards the sound.";
const CREW: &str = "Nobody was hurt on Tuesday, said Morag Bell, who has run “the line” for twenty years.";
const PIER: &str = "The council will decide in March whether the old pier is worth another repair.";

#[test]
fn a_sentence_carried_elsewhere_neither_went_nor_came() {
    let (old, new) =
        ([format!("{FERRY} {CREW}"), format!("{STORM} {PIER}")], [FERRY, &format!("{STORM} {PIER} {CREW}")]);
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let s = summary(&old, &new);
    assert_eq!(told(&s), ["moved ·→·"]);
    assert_eq!(s.sentence, "2 paragraphs edited; 1 sentence carried elsewhere.");
    assert_eq!(s.words, Some(crate::diff::WordCounts::default()));
    assert!(!s.minor && s.changes.has(ChangeKind::Moved));

    // Of one that was altered on its way just that is told; so is what changed beside it.
    let altered = new[1].replace("twenty years", "thirty years");
    let ferry = FERRY.replace("before dawn", "after the dawn of 3 May");
    let s = summary(&old, &[&ferry, &altered]);
    assert_eq!(told(&s), ["date ·→3 May", "number twenty→thirty"]);
    assert!(s.changes.has(ChangeKind::Moved));
}

#[test]
fn a_last_sentence_that_becomes_a_paragraph_is_carried_or_split() {
    let all = format!("{FERRY} {STORM} {CREW}");
    let s = summary(&[&all, PIER], &[&format!("{FERRY} {STORM}"), CREW, PIER]);
    assert_eq!((told(&s), s.sentence.as_str(), s.minor), (vec![], "A paragraph split in two.", true));
    let s = summary(&[&all, PIER], &[&format!("{FERRY} {STORM}"), PIER, CREW]);
    assert_eq!(told(&s), ["moved ·→·"]);
    assert_eq!(
        (s.sentence.as_str(), s.reason),
        ("1 paragraph edited; 1 sentence carried elsewhere, making 1 paragraph.", "text moved")
    );
    // A short head that stays behind is no news either.
    let short = "It closed on 3 May.";
    let s = summary(&[&format!("{short} {CREW}"), PIER, STORM], &[short, PIER, CREW, STORM]);
    assert!(!s.changes.has(ChangeKind::Date), "{:?} {}", told(&s), s.sentence);
}

#[test]
fn paragraphs_split_or_joined_are_not_typography() {
    let both = format!("{FERRY} {STORM}");
    let s = summary(&[&both, PIER], &[FERRY, STORM, PIER]);
    assert_eq!((s.minor, s.reason), (true, "paragraphs split or joined only"));
    assert!(!s.changes.has(ChangeKind::Typography) && s.changes.has(ChangeKind::Edited));
    let s = summary(&[FERRY, STORM, PIER], &[&both, PIER]);
    assert_eq!(s.sentence, "2 paragraphs joined into one.");
    let (curly, straight) = (format!("{FERRY} {CREW}"), CREW.replace(['“', '”'], "\""));
    let s = summary(&[&curly, PIER], &[FERRY, &straight, PIER]);
    assert_eq!((s.minor, s.reason), (true, "typography and paragraph breaks only"));
    let s = summary(&[&both, PIER, CREW], &[CREW, FERRY, STORM, PIER]);
    assert!(!s.changes.has(ChangeKind::Typography) && !s.minor, "{}", s.sentence);
}

#[test]
fn a_notice_repeats_what_stands_beside_the_edit_or_has_none() {
    let fish = "The fish, a pale loach from the caves of Varsk, rests for less than 20 minutes a day.";
    let said = fish.replace("rests", "was said to rest");
    let notice = "This article was amended on 2 December. The claim that the fish rests for less than 20 minutes a day \
                  came from a study that was retracted.";
    let s = summary(&[fish], &[&said, notice]);
    assert!(s.facts.iter().all(|f| f.declared == Some(true)), "{:?}", told(&s));

    let vague = "Correction: an earlier version of this article gave the year of the old record wrongly.";
    let s = summary(&[fish], &[fish, vague]);
    assert_eq!(s.facts.iter().map(|f| f.declared).collect::<Vec<_>>(), [Some(false)]);
    assert_eq!(s.sentence, "Correction announced without a matching edit; 1 paragraph added.");

    // Two facts about one edit are one undeclared change.
    let new = TOLL.replace("rose to 4,", "allegedly was not given,");
    let s = summary(&[TOLL, FLOOD], &[&new, FLOOD, "Correction: an earlier version misspelt the name of Ann Lee."]);
    assert!(s.facts.iter().filter(|f| f.declared == Some(false)).count() > 1, "{:?}", told(&s));
    assert_eq!(s.undeclared, 1);
    assert!(
        s.sentence.starts_with("Correction announced without a matching edit, 1 change undeclared;"),
        "{}",
        s.sentence
    );
}

#[test]
fn names_that_change_places_are_told() {
    let s = summary(&["On that night Smith hit Jones in the town."], &["On that night Jones hit Smith in the town."]);
    assert!(!s.minor && s.changes.has(ChangeKind::Name), "{:?}", told(&s));
    assert!(s.sentence.contains("changed places"), "{}", s.sentence);
    let s = summary(&["They met Ann, Bob and Carl in the old town."], &["They met Carl, Ann and Bob in the old town."]);
    assert!(!s.changes.has(ChangeKind::Name), "{:?}", told(&s));
    let s = summary(&["The ships of the U.S. went there."], &["The ships of the U.K. went there."]);
    assert_eq!(told(&s), ["name U.S.→·", "name ·→U.K."]);
}

#[test]
fn words_that_came_more_than_once_are_named() {
    let (old, new) = (FLOOD.replace("and the", "and"), FLOOD.replace("and the", "and not the"));
    let old = [format!("{old} It was so, and it was seen to be so by all."), old, format!("{FERRY} It was {STORM}")];
    let new = [
        format!("{new} It was never so, and it was not seen to be so by all."),
        new,
        format!("{FERRY} It was never {STORM}"),
    ];
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let s = summary(&old, &new);
    assert!(s.sentence.starts_with("“not” added 3 times, “never” added twice;"), "{}", s.sentence);
}

#[test]
fn a_headline_of_which_the_typography_changed_is_no_news() {
    let sides = [("Flood’s end", "It’s over"), ("Flood's end", "It's over")].map(|(t, p)| side(t, &[p]));
    let s = compare(&sides[0], &sides[1], Ignore::Nothing).summary;
    assert_eq!(s.sentence, "Typography only, in the headline and 1 paragraph.");
}

#[test]
fn nobody_is_accused_where_a_notice_may_speak_of_the_edit() {
    for (old, new, notice) in [
        (
            "Mr Bell voted for the bill on the harbour last week.",
            "Mr Bell voted against the bill on the harbour last week.",
            "Correction (May 3): An earlier version of this story incorrectly stated that Mr Bell voted for the bill.",
        ),
        (
            "The firm had lost £14m by the end of the year.",
            "The firm had lost £41m by the end of the year.",
            "An earlier version of this article gave the loss as 14 million pounds.",
        ),
        (
            "The shop belongs to Anna Bell, who opened it.",
            "The shop belongs to Anna Ball, who opened it.",
            "An earlier version misspelled the name of the owner.",
        ),
    ] {
        let s = summary(&[old, FLOOD], &[new, FLOOD, notice]);
        assert!(s.facts.iter().all(|f| f.declared != Some(false)), "{:?}", told(&s));
        assert!(!s.sentence.contains("undeclared") && !s.sentence.contains("without"), "{}", s.sentence);
    }
}

#[test]
fn marks_of_a_quotation_that_went_alone_are_told_as_such() {
    let bare = TOLL.replace(['“', '”'], "");
    let s = summary(&[FLOOD, TOLL], &[FLOOD, &bare]);
    assert!(s.facts.iter().any(|f| f.is_marks && f.old.as_deref() == Some("a disgrace")), "{:?}", s.facts);
    assert!(s.sentence.contains("; quotation marks taken from “a disgrace”"), "{}", s.sentence);
    assert!(s.changes.has(ChangeKind::Quote) && !s.minor);
    let s = summary(&[FLOOD, &bare], &[FLOOD, TOLL]);
    assert!(s.sentence.contains("; quotation marks put around “a disgrace”"), "{}", s.sentence);
    let s = summary(&[FLOOD, TOLL], &[FLOOD, &TOLL.replace("“a disgrace”", "late")]);
    assert!(s.sentence.contains("; a quotation removed"), "{}", s.sentence);
}

#[test]
fn figures_of_paragraphs_that_came_or_went_whole_are_told() {
    let fire = "The fire killed 11 people on Monday and cost £3m, the owners of the mill said.";
    let s = summary(&[FLOOD], &[FLOOD, fire]);
    assert_eq!(told(&s), ["number ·→11", "number ·→£3m"]);
    assert!(s.changes.has(ChangeKind::Number) && s.sentence.ends_with("; figures 11 and £3m added."), "{}", s.sentence);
    let s = summary(&[FLOOD, fire], &[FLOOD]);
    assert!(s.sentence.ends_with("; figures 11 and £3m removed."), "{}", s.sentence);
    // What was written anew around the same figures has none that came or went.
    let anew = "Firefighters said that 11 people had lost their lives; owners reckoned with £3m.";
    let s = summary(&[FLOOD, fire], &[anew, FLOOD]);
    assert!(s.by_kind[BlockKind::Added as usize].new == 1, "{:?}", s.by_kind);
    assert!(!s.changes.has(ChangeKind::Number), "{:?}", told(&s));
    // Figures that became others are more telling, but the others are not passed over.
    let s = summary(&[FLOOD, TOLL], &[FLOOD, &TOLL.replace("to 4", "to 11"), fire]);
    assert_eq!(s.sentence, "Death toll 4 → 11; 1 paragraph added, 1 edited; other figures 11 and £3m added.");
}

#[test]
fn a_notice_withdrawn_is_told() {
    let notice = "Correction: an earlier version of this article gave the toll as 4. It is 11.";
    let s = summary(&[FLOOD, notice], &[FLOOD]);
    assert!(s.changes.has(ChangeKind::Correction) && !s.minor);
    assert!(s.sentence.starts_with("Correction notice withdrawn;"), "{}", s.sentence);
}

#[test]
fn what_a_page_is_called_by_is_no_quotation() {
    let quotes = |old: &str, new: &str| {
        let facts = compare(&side("", &[FLOOD, old]), &side("", &[FLOOD, new]), Ignore::Nothing).summary.facts;
        facts.into_iter().filter(|fact| fact.kind == ChangeKind::Quote).map(|fact| fact.is_marks).collect::<Vec<_>>()
    };
    let plain = "You must have a visa to stay at the mill.";
    assert_eq!(quotes(&format!("{plain} See the ‘Entry requirements’ page."), plain), [false; 0]);
    assert_eq!(quotes(plain, &format!("{plain} See the “Health” section for more.")), [false; 0]);
    // Somebody's words, and marks that went.
    assert_eq!(quotes(&format!("{plain} “Page by page,” she said, “they left.”"), plain).len(), 2);
    let marked = format!("{plain} See the ‘Entry requirements’ page.");
    assert_eq!(quotes(&marked, &marked.replace(['‘', '’'], "")), [true]);
}

#[test]
fn what_stands_above_a_notice_is_no_change_of_its_own() {
    let new = TOLL.replace("to 4", "to 11");
    let notice = "An earlier version of this article gave the death toll as 4.";
    for heading in ["Corrections and clarifications", "Footnotes", "Note to editors"] {
        let s = summary(&[FLOOD, TOLL], &[FLOOD, &new, heading, notice]);
        assert!(s.sentence.starts_with("Correction announced; death toll 4 → 11"), "{}", s.sentence);
    }
    let s = summary(&[FLOOD, TOLL], &[FLOOD, &new, "The dam is private property.", notice]);
    assert!(s.changes.has(ChangeKind::Undeclared), "{}", s.sentence);
}

#[test]
fn of_several_names_a_notice_that_names_none_declares_none() {
    let (mill, weir) =
        ("The mill belongs to Ann Bell, who built it.", "The weir lies behind Hurst Lane, which is dry.");
    let notice = "Correction: an earlier version misspelled the name of the miller.";
    let (one, other) = (mill.replace("Ann", "Anne"), weir.replace("Hurst", "Hirst"));
    let names = |new: [&str; 3]| {
        let facts = summary(&[FLOOD, mill, weir], &[&[FLOOD], &new[..]].concat()).facts;
        facts.into_iter().filter(|f| f.kind == ChangeKind::Name).map(|f| f.declared).collect::<Vec<_>>()
    };
    assert!(names([&one, weir, notice]).iter().all(|declared| *declared == Some(true)));
    let both = names([&one, &other, notice]);
    assert!(both.len() > 1 && both.iter().all(Option::is_none), "{both:?}");
}

#[test]
fn a_notice_sets_one_year_against_another() {
    let (old, new) = ("The mill of Harle opened in 1931 and is dry.", "The mill of Harle opened in 1913 and is dry.");
    let s = summary(&[FLOOD, old], &[FLOOD, new, "Clarification: the mill opened in 1913, not 1931."]);
    assert!(s.facts.iter().filter(|f| f.kind == ChangeKind::Date).all(|f| f.declared == Some(true)), "{:?}", s.facts);
}

/// The facts of a kind of one paragraph.
fn of_kind(kind: ChangeKind, old: &str, new: &str) -> Vec<String> {
    let facts = summary(&[FLOOD, old], &[FLOOD, new]).facts;
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "·".into());
    let all = facts.into_iter().filter(|fact| fact.kind == kind);
    all.map(|f| format!("{}→{}{}", side(&f.old), side(&f.new), if f.is_marks { " marks" } else { "" })).collect()
}

#[test]
fn what_is_quoted_on_both_sides_lost_no_marks() {
    let of = |old: &str, new: &str| of_kind(ChangeKind::Quote, old, new);
    let (two, one) = ("“It is a shame,” he said. “They should go.”", "“It is a shame. They should go,” he said.");
    assert_eq!(of(two, one), ["It is a shame,→It is a shame. They should go,"]);
    let plan = |quoted: &str| format!("The plan of the mill is {quoted}, said the miller of Harle.");
    assert_eq!(of(&plan("“dead in the water”"), &plan("“dead”")), ["dead in the water→dead"]);
    // Of the marks just the shape changed.
    assert_eq!(of(&plan("\"a shame\""), &plan("‘a shame’")), Vec::<String>::new());
    assert_eq!(of(&plan("\"a shame\""), &plan("a shame")), ["a shame→· marks"]);
    assert_eq!(of(&plan("\"a shame\""), &plan("\"a shame")).len(), 1, "a mark that lost its fellow");
}

#[test]
fn negations_of_other_languages_and_in_other_forms() {
    let of = |old: &str, new: &str| of_kind(ChangeKind::Negation, old, new);
    assert_eq!(
        of("L’acteur de la pièce est mort.", "L’acteur de la pièce, né à Harle, est mort."),
        Vec::<String>::new()
    );
    let (more, no_more) =
        ("Le moulin de la ville a plus de cent sacs.", "Le moulin de la ville n’a plus de cent sacs.");
    assert_eq!(of(more, no_more), ["·→n’a plus"]);
    assert_eq!(of("The plan is effective.", "The plan is ineffective."), ["effective→ineffective"]);
    assert_eq!(of("The millers agree with it.", "The millers disagree with it."), ["agree→disagree"]);
    assert_eq!(of("They form the council.", "They inform the council."), Vec::<String>::new());
    let parted = ["He did not, however, resign from the mill.", "He, however, did not resign from the mill."];
    assert_eq!(of(parted[0], parted[1]), Vec::<String>::new());
    let turned = ["The miller is not guilty; the mayor is guilty.", "The miller is guilty; the mayor is not guilty."];
    assert!(!of(turned[0], turned[1]).is_empty());
}

#[test]
fn who_claims_something_for_himself_says_nothing() {
    let of = |old: &str, new: &str| of_kind(ChangeKind::Attribution, old, new);
    assert_eq!(of("Find out if you get a grant.", "Find out if you can claim a grant."), Vec::<String>::new());
    assert_eq!(of("Das Amt prüft die Akten.", "Das Amt prüft die Angaben."), Vec::<String>::new());
    assert_eq!(of("Experts know it is late.", "Experts claim it is late.").len(), 1);
}

#[test]
fn what_stands_in_a_quotation_that_both_sides_have_lost_its_marks_all_the_same() {
    let of = |old: &str, new: &str| of_kind(ChangeKind::Quote, old, new);
    let marked = "He called the mill “safe”. She said: “The mill is not safe at all.”";
    assert_eq!(of(marked, &marked.replace("“safe”", "safe")), ["safe→· marks"]);
    let label = |word: &str| format!("He called it the “{word}” page of history.");
    assert!(!of(&label("Worst"), &label("Best")).is_empty());
    assert!(!of("He took the safe option.", "He took the “Safe” option.").is_empty());
}

#[test]
fn decimals_and_thousands_of_a_language_differ() {
    let of = |old: &str, new: &str| of_kind(ChangeKind::Number, old, new).len();
    assert_eq!(
        of("Der Zins liegt bei 3,125 Prozent, sagte die Bank.", "Der Zins liegt bei 3.125 Prozent, sagte die Bank."),
        1
    );
    assert_eq!(of("Der Ort hat 1.500 Mühlen und die Bank.", "Der Ort hat 1500 Mühlen und die Bank."), 0);
}

#[test]
fn german_months_are_months_at_the_beginning_of_a_sentence_too() {
    let of = |old: &str, new: &str| of_kind(ChangeKind::Date, old, new).len();
    for (old, new) in [("Im April", "Im Mai"), ("Ende April", "Ende Mai"), ("Im März", "Im Mai")] {
        let text = |when: &str| format!("{when} ging er in die Stadt und in die Mühle.");
        assert_eq!(of(&text(old), &text(new)), 1, "{old}");
    }
}

#[test]
fn an_opposite_is_told_once_and_other_royalty_is_told() {
    let facts = summary(&[FLOOD, "It was possible, they said."], &[FLOOD, "It was impossible, they said."]).facts;
    assert_eq!(facts.len(), 1, "{facts:?}");
    assert!(!of_kind(ChangeKind::Name, "He met Prince Ivo in Harle.", "He met King Ivo in Harle.").is_empty());
    assert!(!of_kind(ChangeKind::Attribution, "We claim that he lied.", "We know that he lied.").is_empty());
}
