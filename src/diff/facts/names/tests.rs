//! What is told of names.

use std::sync::Arc;

use super::*;

fn gone<'a>(text: &'a str, other: &str) -> Vec<&'a str> {
    names_gone(&Passage::whole(text), &mut Known::new("", &[Arc::from(other)]), MOST)
}

#[test]
fn who_is_called_by_a_title_is_named_still() {
    assert!(gone("The mayor, Ann Bell, left.", "The mayor left, and Mrs Bell’s car stayed.").is_empty());
    assert_eq!(gone("The mayor, Ann Bell, left.", "The mayor left, and Bell Lane is open."), ["Ann Bell"]);
    assert_eq!(gone("The mayor, Ann Bell, left.", "The mayor left; Mr Bell and Tom Bell came."), ["Ann Bell"]);
}

#[test]
fn a_name_that_was_cut_with_its_headline_is_the_longer_one() {
    let full = "Rain: how the mill fell, by Ann Bell and Jo Nelson";
    assert!(gone("Rain: how the mill fell, by Ann Bell and Jo Nel", full).is_empty());
    assert_eq!(gone("Rain: how the mill fell, by Ann Bell and Jo Weir", full), ["Jo Weir"]);
}

#[test]
fn names_are_one_but_for_their_endings() {
    assert!(is_same("Harle’s Satellite", "Harle Satellite") && is_same("PSBT", "PSBTs"));
    assert!(!is_same("Harle", "Harles") && !is_same("Ann Bell", "Ann") && !is_same("US", "U"));
}

#[test]
fn names_are_capitals_inside_sentences() {
    assert_eq!(gone("They met Smith on Monday.", "They met on Tuesday."), ["Smith"]);
    assert!(gone("They met Smith.", "Smith’s friends came.").is_empty());
    // The number of an item opens what follows it, whatever its letters look like.
    assert!(gone("ⅩⅡ Smith went home to his mother.", "").is_empty());
    assert!(gone("However, they met.", "They met.").is_empty());
    assert_eq!(gone("Jane Smith came.", "She came."), ["Jane Smith"]);
    assert!(gone("The NGOs came to it.", "The NGO came.").is_empty());
    assert_eq!(gone("The Kestrel Line’s boat came.", "It came."), ["Kestrel Line"]);
    assert!(gone("They came on Monday.", "They came.").is_empty());
    assert!(gone("It was Image caption Three people died.", "It was Image caption Four people died.").is_empty());
    assert_eq!(gone("They heard the Three Tenors.", "They heard it."), ["Three Tenors"]);
    assert_eq!(gone("It was a DoS attack there.", "It was it."), ["DoS"]);
    assert!(gone("It is so. Merge RFC 12 into it.", "It is so.").is_empty());
    assert!(gone("They asked the Council for it.", "The council came.").is_empty());
    assert!(gone("人々はNode.jsを使った。", "彼はNode.jsを使う。").is_empty());
    assert_eq!(gone("The U.S. sent ships.", "The U.K. sent ships."), ["U.S."]);
    assert_eq!(gone("They met Theresa May.", "They met Theresa Bell in May."), Vec::<&str>::new());
    assert!(gone("Local Laws and Customs", "").is_empty());
    assert!(gone("They asked YouTube for it.", "They asked Youtube and YOUTUBE.").is_empty());
    assert_eq!(gone("They asked the WHO for it.", "They asked who it was."), ["WHO"]);
    assert!(gone("Two MPs said a PCR test of Covid-19 cost VAT.", "").is_empty());
    assert_eq!(gone("They met Jan-Erik Harle in Jan 2020.", "They met."), ["Jan-Erik Harle"]);
    assert_eq!(gone("They met the Ebola Relief Board.", "They met."), ["Ebola Relief Board"]);
    // Somebody who is called by a title is nobody else.
    assert!(gone("They met Sir Ivo Weir.", "They met Ivo Weir.").is_empty());
    assert!(gone("They met Professor Ann Lee.", "They met Dr Ann Lee.").is_empty());
    assert_eq!(gone("They met Professor Ann Hay.", "They met Dr Ann Lee."), ["Professor Ann Hay"]);
    assert_eq!(gone("They met the President.", "They met."), ["President"]);
    assert!(
        gone("They live in GU21, ME15 and SW1A 1AA and see CVE-2018-1 in Annex B. Using PPE is fine.", "").is_empty()
    );
    assert!(gone("They met Kim RÃ¸en.", "They met Kim Røen.").is_empty());
    assert_eq!(gone("High alert now applies to Harle, Weirton and Moor End", "x"), ["Harle", "Weirton", "Moor End"]);
    assert!(
        gone(
            "Die Regierung hat das Gesetz über den Haushalt im Parlament gegen die Stimmen der Opposition beschlossen.",
            ""
        )
        .is_empty()
    );
}

#[test]
fn small_words_may_stand_inside_a_name() {
    for name in [
        "Weir-on-Harle",
        "Bank of Harle",
        "East Riding of Harle",
        "Office for Mill Statistics",
        "Office of the Prime Minister",
        "Department for Business, Energy and Industrial Strategy",
        "Medicines and Healthcare products Regulatory Agency",
        "NHS Test and Trace",
        "Eat Out to Help Out Scheme",
        "Access to Work",
        "Prevention of Floods Act",
        "Vincent van Weir",
        "Ursula von der Mühle",
        "Ann B. Lee",
    ] {
        assert_eq!(gone(&format!("It was said in the town by {name} then."), ""), [name]);
    }
    assert_eq!(gone("They met Smith of Harle and Jones of Weir.", ""), ["Smith", "Harle", "Jones", "Weir"]);
    assert_eq!(gone("It went from Harle to Weir.", ""), ["Harle", "Weir"]);
    assert_eq!(
        gone("The Department for Transport and Network Rail met.", ""),
        ["Department for Transport", "Network Rail"]
    );
    assert_eq!(gone("Residents of Harle fled.", ""), ["Harle"]);
    // Two names beside each other are two.
    for (text, names) in [
        ("He left Norwich City for Harle then.", ["Norwich City", "Harle"]),
        ("The Harle-to-Weir train left.", ["Harle", "Weir"]),
        ("They met staff of the Department of Health and Home Office then.", ["Department of Health", "Home Office"]),
        ("It was won by those of Group B. The Weir won it.", ["Group", "Weir"]),
        ("Ayer el alcalde Bell de Harle perdió la votación en la ciudad.", ["Bell", "Harle"]),
    ] {
        assert_eq!(gone(text, ""), names, "{text}");
    }
    assert_eq!(gone("They asked MI5 and told the Department for VAT.", ""), ["MI5", "Department"]);
    assert_eq!(gone("The crew of Apollo-11 sank. Trump COVID plans are out.", ""), ["Apollo", "Trump"]);
}

#[test]
fn who_says_something_at_the_beginning_of_a_sentence_is_named() {
    assert_eq!(gone("It sank. Smith said so.", "It sank. Jones said so."), ["Smith"]);
    assert_eq!(gone("It sank. Jones said so.", "It sank. Smith said so."), ["Jones"]);
    for many in ["Officials said so.", "Police said so.", "Smith spoke of it.", "They said so.", "Nobody said so."] {
        assert!(gone(many, "It sank.").is_empty(), "{many}");
    }
}

#[test]
fn links_and_code_name_nobody() {
    assert!(gone("see `HashMap Entry` at https://a.example/Jane/Smith there", "").is_empty());
}
