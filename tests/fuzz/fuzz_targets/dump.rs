//! What every target shares: bytes laid down as a dump and opened as the program opens it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock},
    time::{Duration, Instant},
};

use recension::{
    model::{Article, Problem},
    source::{Archive, Cancel, Format, Options, Sink, open},
};

/// Nothing that fits into a fuzzer's input may take longer.
const LONGEST: Duration = Duration::from_secs(1);

/// Where dumps are laid down: in memory, where there is such a place.
pub(crate) fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let shared = Path::new("/dev/shm");
        let base = if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() };
        let folder = base.join(format!("recension-fuzz-{}", std::process::id()));
        fs::create_dir_all(folder.join("dump")).expect("a folder");
        folder
    })
}

#[derive(Default)]
struct Held(Mutex<(usize, usize)>);

impl Sink for Held {
    fn article(&self, article: Article) {
        let paragraphs = || article.revisions.iter().flat_map(|r| &r.paragraphs);
        assert!(paragraphs().all(|p| !p.contains('\n')), "a paragraph holds a line feed");
        let ends = |r: &recension::model::Revision| r.holes.iter().all(|hole| *hole <= r.paragraphs.len());
        assert!(article.revisions.iter().all(ends), "a hole lies behind the end");
        let mut numbers: Vec<u32> = article.revisions.iter().map(|r| r.number).collect();
        numbers.sort_unstable();
        assert!(numbers.windows(2).all(|pair| pair[0] != pair[1]), "a number stands twice");
        assert!(!article.id.as_str().is_empty(), "an article without an id");
        self.0.lock().expect("no panic").0 += 1;
    }

    fn problem(&self, problem: Problem) {
        assert!(!problem.reason.is_empty(), "a problem that says nothing");
        self.0.lock().expect("no panic").1 += 1;
    }
}

/// Opens what lies at a path; by sniffing where no format is given.
pub(crate) fn read(path: &Path, from: Option<&'static dyn Format>) {
    let begun = Instant::now();
    let options = Options { from, threads: 1, ..Options::default() };
    open(&Archive::Paths(vec![path.to_owned()]), &options, &Held::default(), &Cancel::default());
    assert!(begun.elapsed() < LONGEST, "it took {:?}", begun.elapsed());
}
