//! An archive written for a test, and what reading it gives.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
};

use recension::{
    model::{Article, Problem},
    source::{Archive, Cancel, FAULT, Options, Sink, Summary, open},
};

use crate::shelf::Shelf;

/// What was read: articles by id, joined, and problems in order.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) articles: Vec<Article>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) summary: Summary,
}

#[derive(Default)]
struct Collect {
    shelf: Mutex<Shelf>,
    problems: Mutex<Vec<Problem>>,
}

impl Sink for Collect {
    fn article(&self, article: Article) {
        assert!(article.revisions.iter().flat_map(|r| &r.paragraphs).all(|p| !p.contains('\n')), "{article:?}");
        self.shelf.lock().expect("no reader panics").put(article);
    }

    fn problem(&self, problem: Problem) {
        self.problems.lock().expect("no reader panics").push(problem);
    }
}

/// Reads paths.
pub(crate) fn read(paths: &[&Path]) -> Got {
    read_archive(&Archive::Paths(paths.iter().map(|p| p.to_path_buf()).collect()), &Options::default())
}

/// Reads anything.
pub(crate) fn read_archive(archive: &Archive, options: &Options) -> Got {
    let sink = Collect::default();
    let summary = open(archive, options, &sink, &Cancel::default());
    let mut problems = sink.problems.into_inner().expect("no reader panics");
    problems.sort();
    assert!(problems.iter().all(|problem| problem.reason != FAULT), "{problems:?}");
    Got { articles: sink.shelf.into_inner().expect("no reader panics").into_sorted(), problems, summary }
}

/// A folder of files, gone at the end of the test.
pub(crate) struct Dump(tempfile::TempDir);

impl Dump {
    pub(crate) fn of(files: &[(&str, &[u8])]) -> Dump {
        let dump = Dump(tempfile::tempdir().expect("a temporary folder"));
        for (name, bytes) in files {
            let path = dump.0.path().join(name);
            fs::create_dir_all(path.parent().expect("inside the folder")).expect("folders");
            fs::write(path, bytes).expect("a file");
        }
        dump
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().join("dump")
    }

    pub(crate) fn read(&self) -> Got {
        read(&[&self.path()])
    }
}

impl Got {
    /// The only article.
    pub(crate) fn article(&self) -> &Article {
        assert_eq!(self.articles.len(), 1, "{:#?}\n{:#?}", self.articles, self.problems);
        &self.articles[0]
    }

    /// The texts of the problems, each with its place.
    pub(crate) fn said(&self) -> Vec<String> {
        self.problems.iter().map(|p| format!("{} {}: {}", p.file, p.place, p.reason)).collect()
    }
}

/// A revision's paragraphs.
pub(crate) fn texts(article: &Article, index: usize) -> Vec<&str> {
    article.revisions[index].paragraphs.iter().map(|p| &**p).collect()
}
