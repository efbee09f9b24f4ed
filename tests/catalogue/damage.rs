//! A damaged database: whatever of it is not what was written, every answer is that of the dumps, in the same run.

use std::{fs, path::Path};

use recension::{
    catalogue::Catalogue,
    model::{Anchor, ListQuery, Sort, WindowRequest},
};

use crate::archive::{Bench, content};

/// Bytes that are lost at once.
const BLOCK: usize = 8192;

/// What a catalogue answers.
fn answers(catalogue: &Catalogue) -> Vec<String> {
    let mut answers = content(catalogue);
    let query = ListQuery { sort: Sort::Title, ..ListQuery::default() };
    let window = catalogue.window(&WindowRequest { query, anchor: Anchor::Rank(0), count: 1000 });
    let dumps = catalogue.dumps();
    for row in &window.rows {
        let from: Vec<String> = catalogue.dumps_of(&dumps, &row.id).into_iter().map(str::to_owned).collect();
        let found = catalogue.resolve(Some(row.url.as_str()));
        answers.push(format!("{} {from:?} {found:?}", row.id));
    }
    answers.push(format!("{:?}", window.rows));
    answers.push(format!("{:?}", catalogue.stats(&|| false)));
    answers.push(format!("{:?}", catalogue.resolve(Some("nowhere"))));
    answers
}

/// Copies the files of a folder into another one, which is emptied before.
fn renew(from: &Path, to: &Path, with_cards: bool) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            renew(&path, &to.join(name), with_cards);
        } else if with_cards || name != "cards" {
            fs::copy(&path, to.join(name)).expect("copied");
        }
    }
}

#[test]
fn every_answer_is_that_of_the_dumps() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..40);
    bench.story("b.jsonl", 30..50);
    bench.write("broken.jsonl", "{\"source\": \"mill\", \"versions\": [}\n");
    drop(bench.open());
    let whole = answers(&bench.in_memory());
    let kept = tempfile::tempdir().expect("a folder");
    renew(&bench.cache(), kept.path(), true);
    let bytes = fs::read(bench.database()).expect("the database");
    let mut noticed = 0;
    let mut check = |what: &str, damaged: &[u8], with_cards: bool| {
        renew(kept.path(), &bench.cache(), with_cards);
        fs::write(bench.database(), damaged).expect("written");
        let catalogue = bench.open();
        assert!(answers(&catalogue) == whole, "{what} {with_cards}: {:?}", catalogue.problems());
        noticed += usize::from(catalogue.problems().iter().any(|p| p.reason.contains("damaged")));
        drop(catalogue);
        if with_cards {
            assert!(answers(&bench.open()) == whole, "{what}: the next time");
        }
    };
    check("nothing", &bytes, true);
    for (block, from) in (0..bytes.len()).step_by(BLOCK).enumerate() {
        let mut damaged = bytes.clone();
        let end = bytes.len().min(from + BLOCK);
        damaged[from..end].fill(0);
        if damaged != bytes {
            check(&format!("block {block}"), &damaged, block % 2 == 0);
        }
    }
    // Bits here and there, more where there is more than zeros.
    let filled: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    for n in 0..24 {
        let at = filled[(n * 7919 + 13) * 104_729 % filled.len()];
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (n % 8);
        check(&format!("bit {} of byte {at}", n % 8), &damaged, n % 2 == 0);
    }
    assert!(noticed > 10, "{noticed}");
}

#[test]
fn what_no_dump_tells_of_any_more_is_said_to_be_lost() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..40);
    bench.story("b.jsonl", 50..52);
    drop(bench.open());
    fs::remove_file(bench.path("b.jsonl")).expect("removed");
    drop(bench.open());
    let mut bytes = fs::read(bench.database()).expect("the database");
    let begins = |at: &usize| bytes[*at..].starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    let texts: Vec<usize> = (0..bytes.len() - 8).filter(begins).collect();
    texts.into_iter().for_each(|text| bytes[text + 8] ^= 1);
    fs::write(bench.database(), bytes).expect("written");
    let catalogue = bench.open();
    // What is vouched for is told until damage is met.
    let _ = answers(&catalogue);
    assert!(answers(&catalogue) == answers(&bench.in_memory()), "{:?}", catalogue.problems());
    let told: Vec<String> = catalogue.problems().into_iter().map(|problem| problem.reason).collect();
    assert!(told.iter().any(|told| told.starts_with("6 revisions of dumps that are no longer there went")), "{told:?}");
}
