//! An archive written for a test, its catalogue, and what a catalogue holds.

use std::{
    fs,
    ops::{ControlFlow, Range},
    path::{Path, PathBuf},
};

use recension::{
    catalogue::Catalogue,
    model::{Anchor, HitOrder, ListQuery, Progress, WindowRequest},
    query::Query,
    source::{Archive, Cancel, FAULT, Options},
};
use serde_json::json;
use tempfile::TempDir;

/// A folder with dumps and, beside them, a catalogue.
pub(crate) struct Bench(TempDir);

impl Bench {
    pub(crate) fn new() -> Bench {
        let bench = Bench(tempfile::tempdir().expect("a folder"));
        fs::create_dir(bench.dumps()).expect("a folder");
        bench
    }

    pub(crate) fn dumps(&self) -> PathBuf {
        self.0.path().join("dumps")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dumps().join(name)
    }

    pub(crate) fn cache(&self) -> PathBuf {
        self.0.path().join("cache")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.cache().join("catalogue.sqlite")
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    /// Articles of these numbers, three revisions each.
    pub(crate) fn story(&self, name: &str, articles: Range<usize>) {
        self.write(name, &told(name, articles, 3));
    }

    /// The same with one revision each: a file of another size.
    pub(crate) fn story_again(&self, name: &str, articles: Range<usize>) {
        self.write(name, &told(name, articles, 1));
    }

    /// The catalogue on disk, brought up to date.
    pub(crate) fn open(&self) -> Catalogue {
        self.open_with(|_| ())
    }

    pub(crate) fn open_with(&self, prepare: impl FnOnce(&Catalogue)) -> Catalogue {
        let catalogue = Catalogue::in_folder(&self.cache()).expect("a catalogue");
        prepare(&catalogue);
        import(&catalogue, &self.dumps());
        catalogue
    }

    /// The catalogue on disk, brought up to date, with what is said of progress.
    pub(crate) fn open_telling(&self, tell: &(dyn Fn(&Progress) + Sync)) -> Catalogue {
        let catalogue = Catalogue::in_folder(&self.cache()).expect("a catalogue");
        catalogue.import(&Archive::Paths(vec![self.dumps()]), &Options::default(), tell, &Cancel::default());
        catalogue
    }

    /// A catalogue in memory, of the dumps as they are.
    pub(crate) fn in_memory(&self) -> Catalogue {
        let catalogue = Catalogue::new();
        import(&catalogue, &self.dumps());
        catalogue
    }
}

fn import(catalogue: &Catalogue, dumps: &Path) {
    let archive = Archive::Paths(vec![dumps.to_owned()]);
    catalogue.import(&archive, &Options::default(), &|_| (), &Cancel::default());
    assert!(catalogue.problems().iter().all(|problem| problem.reason != FAULT), "{:?}", catalogue.problems());
}

fn told(name: &str, articles: Range<usize>, revisions: usize) -> String {
    let article = |n: usize| {
        let version = |v: usize| {
            json!({
                "version": v,
                "title": format!("Story {n} of the mill"),
                "created_at": format!("2021-0{}-1{v}T08:00:00Z", 1 + n % 9),
                "text": format!("The weir holds {} trees.\nIt was told in {name}.\nNobody was hurt on day {v}.", n + v),
            })
        };
        let versions: Vec<_> = (0..revisions).map(version).collect();
        json!({"source": "mill", "url": format!("https://mill.example.org/{n}"), "title": "", "versions": versions})
    };
    articles.map(|n| format!("{}\n", article(n))).collect()
}

/// Everything that a catalogue tells and finds, as text, in an order of its own.
pub(crate) fn content(catalogue: &Catalogue) -> Vec<String> {
    let query = ListQuery::default();
    let window = catalogue.window(&WindowRequest { query, anchor: Anchor::Rank(0), count: usize::MAX });
    let mut content: Vec<String> = Vec::new();
    for row in window.rows {
        let timeline = catalogue.timeline(&row.id).map(|t| format!("{t:?}"));
        content.push(format!("{row:?} {timeline:?}"));
        for number in 0..row.revisions + 5 {
            content.extend(catalogue.text(&row.id, number).map(|text| format!("{text:?}")));
        }
    }
    for query in ["weir", "\"hurt on day 1\"", "removed:\"day 0\"", "gone:day added:2", "4* -told", "/[39]9/ trees"] {
        let found = Query::parse(query).expect("a query");
        catalogue.search(&found, HitOrder::Time, usize::MAX, &|| false, &mut |hit| {
            content.push(format!("{query}: {hit:?}"));
            ControlFlow::Continue(())
        });
    }
    content.sort();
    content
}
