//! Sentences that were carried into another paragraph, as documents show them.

use crate::sample::compared;

const FERRY: &str = "The ferry left Oban before dawn with forty passengers and a cargo of seed potatoes.";
const STORM: &str = "By noon the wind had risen to a gale and the captain turned back towards the sound.";
const CREW: &str = "Nobody was hurt, said Morag Bell, who has run the line for twenty years.";

#[test]
fn carried_sentences_are_shown_as_moved() {
    let old = [format!("{FERRY} {CREW}"), STORM.to_owned()];
    let new = [FERRY.to_owned(), format!("{STORM} {CREW}")];
    let sample = compared(("Ferry", &old), ("Ferry", &new));
    let markdown = sample.document("markdown");
    assert!(markdown.contains("*⇅ sentence to ¶2*") && markdown.contains("*⇅ sentence from ¶1*"), "{markdown}");
    let html = sample.document("html");
    for (element, way) in [("del", "to ¶2"), ("ins", "from ¶1")] {
        assert!(html.contains(&format!("⇅ sentence {way}</p>")), "{html}");
        let mark = format!("<{element} class=\"carried\"> {CREW}</{element}>");
        // Once in each of the two views.
        assert_eq!(html.matches(&mark).count(), 2, "{html}");
    }

    // A paragraph of its own, made of one that was carried.
    let sample = compared(("Ferry", &old), ("Ferry", &[FERRY.to_owned(), STORM.to_owned(), CREW.to_owned()]));
    let html = sample.document("html");
    assert_eq!(html.matches(&format!("<ins class=\"carried\">{CREW}</ins>")).count(), 2, "{html}");
    assert!(sample.document("markdown").contains("*⇅ sentence from ¶1*"));
}
