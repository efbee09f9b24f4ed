//! How fast an archive is read: `cargo bench --bench source -- PATH…` prints megabytes of dump a second, and how much of
//! the memory is held by a sink that drops what it is given.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use recension::{
    model::{Article, Problem},
    source::{Archive, Cancel, Options, Sink, open},
};

#[derive(Default)]
struct Count {
    articles: AtomicUsize,
    revisions: AtomicUsize,
    characters: AtomicUsize,
}

impl Sink for Count {
    fn article(&self, article: Article) {
        self.articles.fetch_add(1, Ordering::Relaxed);
        self.revisions.fetch_add(article.revisions.len(), Ordering::Relaxed);
        let bytes: usize = article.revisions.iter().flat_map(|r| &r.paragraphs).map(|p| p.len()).sum();
        self.characters.fetch_add(bytes, Ordering::Relaxed);
    }

    fn problem(&self, problem: Problem) {
        eprintln!("{} {}: {}", problem.file, problem.place, problem.reason);
    }
}

fn main() {
    let paths: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let archive = if paths.is_empty() { Archive::Sample } else { Archive::Paths(paths) };
    for threads in [1, 0] {
        let (count, start) = (Count::default(), Instant::now());
        let options = Options { threads, ..Options::default() };
        let summary = open(&archive, &options, &count, &Cancel::default());
        let seconds = start.elapsed().as_secs_f64();
        let megabytes = summary.progress.bytes_found as f64 / 1e6;
        println!(
            "threads {threads}: {megabytes:.1} MB of dump, {:.1} MB of text, {} articles, {} revisions in {seconds:.3} s: {:.0} MB/s",
            count.characters.into_inner() as f64 / 1e6,
            count.articles.into_inner(),
            count.revisions.into_inner(),
            megabytes / seconds,
        );
    }
}
