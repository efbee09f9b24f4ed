//! A folder that holds one of everything: the fixtures of every format, side by side.

use std::{fs, path::Path, sync::Mutex};

use recension::{
    catalogue::Catalogue,
    model::{Article, Problem},
    source::{self, Archive, Cancel, Census, FORMATS, Options, Sink},
};

use crate::{
    archive::{Bench, content},
    repository::Unpacked,
};

/// A bench with all fixtures in its folder of dumps; `None`, and told, where repositories cannot be made.
fn bench() -> Option<Bench> {
    let bench = Bench::new();
    let fixtures = Unpacked::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"))?;
    copy(fixtures.path(), &bench.dumps());
    Some(bench)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, name) = (entry.path(), entry.file_name());
        // Repositories have links that lead nowhere; copied, they would be files.
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(&name));
        } else if !name.to_string_lossy().ends_with(".EXPECTED.json") {
            fs::copy(&path, to.join(&name)).expect("copied");
        }
    }
}

#[test]
fn it_opens_as_one_archive_and_is_found_again() {
    let Some(bench) = bench() else { return };
    let archive = Archive::Paths(vec![bench.dumps()]);
    let census = Census::default();
    source::open(&archive, &Options::default(), &census, &Cancel::default());
    let found = census.found();
    for format in FORMATS {
        let count = found.formats.get(format.name());
        // Indices of captures and archives of other dumps have no articles of their own.
        let least = usize::from(!["cdx", "zip"].contains(&format.name()));
        assert!(
            count.is_some_and(|count| count.files > 0 && count.articles >= least),
            "nothing of {} was found: {:?}",
            format.name(),
            found.formats.keys()
        );
    }
    let plain = bench.in_memory();
    let first = bench.open();
    assert_eq!(first.progress().articles, found.articles);
    assert_eq!(content(&first), content(&plain));
    assert_eq!(first.problems(), plain.problems());
    drop(first);
    let again = bench.open();
    assert_eq!(content(&again), content(&plain));
    assert_eq!(again.problems(), plain.problems());
}

#[derive(Default)]
struct Parts(Mutex<Vec<Article>>, Mutex<Vec<Problem>>);

impl Sink for Parts {
    fn article(&self, article: Article) {
        self.0.lock().expect("no reader panics").push(article);
    }

    fn problem(&self, problem: Problem) {
        self.1.lock().expect("no reader panics").push(problem);
    }
}

#[test]
fn neither_order_nor_threads_change_what_it_holds() {
    let Some(bench) = bench() else { return };
    let archive = Archive::Paths(vec![bench.dumps()]);
    let want = content(&bench.in_memory());
    for threads in [1, 2, 7] {
        let parts = Parts::default();
        source::open(&archive, &Options { threads, ..Options::default() }, &parts, &Cancel::default());
        assert!(parts.1.lock().expect("no reader panics").iter().all(|problem| problem.reason != source::FAULT));
        let mut parts = parts.0.into_inner().expect("no reader panics");
        // A shuffle that is the same every time.
        let mut state = threads as u64;
        for at in (1..parts.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            parts.swap(at, (state >> 33) as usize % (at + 1));
        }
        let catalogue = Catalogue::new();
        parts.into_iter().for_each(|part| catalogue.put(part));
        let (got, want) = (content(&catalogue), &want);
        let only = |of: &[String], not: &[String]| of.iter().filter(|l| !not.contains(l)).cloned().collect::<Vec<_>>();
        let (more, less) = (only(&got, want), only(want, &got));
        assert!(more.is_empty() && less.is_empty(), "{threads} threads: {more:#?}\ninstead of\n{less:#?}");
    }
}

#[test]
fn what_several_formats_claim_of_one_folder_is_known_by_one_stamp() {
    let bench = Bench::new();
    bench.write("1.txt", "Weir\n\nIt jammed.\n");
    bench.write("2.txt", "Weir\n\nIt jammed again.\n");
    bench.write("articles.csv", "id,url\n1,https://e.example/1\n");
    bench.write(
        "versions.csv",
        "id,article_id,title,content_text,version_number\n1,1,T,Text.,1\n2,1,T,\"Text, longer.\",2\n",
    );
    bench.write("p.html", "<html><body><p>Page.</p></body></html>");
    bench.write("p.html.json", "{\"url\":\"https://e.example/p\",\"title\":\"P\",\"maintext\":\"Page.\",\"date_download\":\"2021-01-01 10:00:00\"}");
    let archive = Archive::Paths(vec![bench.dumps()]);
    let stamps = source::stamps(&archive, &Options::default());
    let shown: std::collections::HashSet<_> = stamps.iter().map(|stamp| &stamp.shown).collect();
    assert_eq!((shown.len(), stamps.len()), (1, 1), "{stamps:?}");
    let first = bench.open();
    assert_eq!((first.progress().articles, first.progress().revisions), (3, 5), "{:?}", first.problems());
    drop(first);
    assert_eq!(content(&bench.open()), content(&bench.in_memory()));
}
