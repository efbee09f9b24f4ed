//! Documents that leave out what did not change, but for some paragraphs around each change.

use recension::export::{EXPORTERS, Exporter, Piece};

use crate::sample::{Sample, compared};

/// Twenty paragraphs, of which the tenth is edited.
fn long() -> Sample {
    let text = |tenth: &str| -> Vec<String> {
        (1..=20).map(|n| if n == 10 { tenth.to_owned() } else { format!("Berth {n} of the quay is free.") }).collect()
    };
    compared(
        ("Quay", &text("The tenth berth is closed for a week.")),
        ("Quay", &text("The tenth berth is closed for a month.")),
    )
}

fn document(exporter: &dyn Exporter, context: usize) -> String {
    let sample = long();
    let mut out = Vec::new();
    let piece = Piece { context: Some(context), ..sample.piece() };
    exporter.write(&piece, &mut out).expect("a Vec takes everything");
    String::from_utf8(out).expect("documents are UTF-8")
}

#[test]
fn unchanged_paragraphs_far_from_a_change_are_left_out_and_counted() {
    for exporter in EXPORTERS.iter().filter(|e| e.excerpts()) {
        let name = exporter.name();
        let short = document(*exporter, 2);
        for there in ["Berth 8 ", "Berth 9 ", "month", "Berth 11 ", "Berth 12 ", "⋯ 7 unchanged", "⋯ 8 unchanged"] {
            assert!(short.contains(there), "{name} lacks {there}:\n{short}");
        }
        for gone in ["Berth 7 ", "Berth 13 "] {
            assert!(!short.contains(gone), "{name} still has {gone}:\n{short}");
        }
        let none = document(*exporter, 0);
        assert!(none.contains("⋯ 9 unchanged") && !none.contains("Berth 9 "), "{name}:\n{none}");
        assert!(document(*exporter, 99).contains("Berth 1 "), "{name}: nothing is far enough");
    }
}

#[test]
fn patches_and_data_are_always_whole() {
    for exporter in EXPORTERS.iter().filter(|e| !e.excerpts()) {
        let whole = long().document(exporter.name());
        assert_eq!(document(*exporter, 0), whole, "{}", exporter.name());
    }
}
