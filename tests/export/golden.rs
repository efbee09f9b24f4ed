//! The small invented diff in every format, pinned. The documents are left in `target/tmp`, to be looked at.

use std::{fs, path::Path};

use recension::export::EXPORTERS;

use crate::sample::ferry;

#[test]
fn documents_are_as_pinned() {
    let program = recension::export::provenance::PROGRAM;
    for exporter in EXPORTERS {
        let document = ferry().document(exporter.name());
        let left =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ferry.{}.{}", exporter.name(), exporter.suffix()));
        fs::write(left, &document).expect("the document");
        let mut pinned = document.replace(program, "recension 0.0.0");
        // The style sheet is in a file of its own, and its hash follows it.
        for (from, to) in [("<style>", "</style>"), ("'sha256-", "'")] {
            if let Some((before, (_, after))) = pinned.split_once(from).and_then(|(b, a)| Some((b, a.split_once(to)?)))
            {
                pinned = format!("{before}{from}…{to}{after}");
            }
        }
        insta::assert_snapshot!(exporter.name(), pinned.replace('\u{1b}', "␛"));
    }
}
