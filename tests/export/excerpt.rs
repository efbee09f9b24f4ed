//! A part of a diff as a document: nothing of the rest is in it, it says that it is a part, and the hashes stay those of
//! the whole texts.

use std::collections::BTreeSet;

use recension::{
    export::{EXPORTERS, provenance::sha256},
    model::Sides,
};

use crate::sample::{Sample, ferry};

/// The paragraphs on ticket prices and on the council.
fn excerpt() -> Sample {
    let whole = ferry();
    let chosen = Sides::new(BTreeSet::from([1]), BTreeSet::from([1, 6]));
    Sample { diff: whole.diff.excerpt(&chosen), ..whole }
}

#[test]
fn a_part_is_said_to_be_one_and_the_rest_is_not_there() {
    for exporter in EXPORTERS.iter().filter(|e| e.excerpts()) {
        let document = excerpt().document(exporter.name());
        let plain = document.replace("&nbsp;", " ");
        for there in ["12.80", "meets on Friday", "only a part is shown"] {
            assert!(plain.contains(there), "{} lacks {there}:\n{document}", exporter.name());
        }
        for gone in ["Harrow Sound will cost", "price of diesel", "no choice"] {
            assert!(!plain.contains(gone), "{} still has {gone}:\n{document}", exporter.name());
        }
        let whole = ferry();
        for side in [&whole.diff.sides.old, &whole.diff.sides.new] {
            assert!(document.contains(&sha256(side)), "{}: the hash is that of the whole text", exporter.name());
        }
    }
}

#[test]
fn the_caution_numbers_what_is_shown() {
    let document = excerpt().document("text").replace("\n  ", " ");
    let caution = "Excerpt: only a part is shown, ¶2, ¶8 of the old text and ¶2, ¶7 of the new text; counts and hashes are \
                   those of the whole texts";
    assert!(document.contains(caution), "{document}");
    assert!(!ferry().document("text").contains("Excerpt"));
}

#[test]
fn of_a_selection_in_the_headline_the_headline_is_shown() {
    let whole = ferry();
    let excerpt = Sample { diff: whole.diff.excerpt(&Sides::default()), ..whole };
    for exporter in EXPORTERS.iter().filter(|e| e.excerpts()) {
        let plain = excerpt.document(exporter.name()).replace("&nbsp;", " ");
        for there in ["only the headline is shown", excerpt.diff.sides.new.title.split(' ').next().unwrap()] {
            assert!(plain.contains(there), "{} lacks {there}:\n{plain}", exporter.name());
        }
        assert!(!plain.contains("12.80"), "{}:\n{plain}", exporter.name());
    }
}

#[test]
fn patches_and_data_are_always_whole() {
    let whole: Vec<&str> = EXPORTERS.iter().filter(|e| !e.excerpts()).map(|e| e.name()).collect();
    assert_eq!(whole, ["patch", "json"]);
}
