//! Git repositories made with the `git` command, for tests; gone at their end.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    rc::Rc,
};

/// A repository with a work tree.
pub(crate) struct Repository {
    folder: Rc<tempfile::TempDir>,
    name: String,
}

/// A commit to be made: subject, time, files (`None` deletes).
pub(crate) struct Commit {
    subject: String,
    time: String,
    files: Vec<(String, Option<String>)>,
}

/// A commit. Paths may bear escapes in octal (`\\377`), as `git fast-import` reads them.
pub(crate) fn commit(subject: &str, time: &str, files: &[(&str, Option<&str>)]) -> Commit {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.map(str::to_owned))).collect();
    Commit { subject: subject.into(), time: time.into(), files }
}

/// The `git` command, without anybody's settings; `None`, and told, where there is none.
pub(crate) fn git(folder: &Path) -> Option<Command> {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    for (name, value) in [
        ("GIT_AUTHOR_NAME", "Ada"),
        ("GIT_AUTHOR_EMAIL", "ada@e.example"),
        ("GIT_COMMITTER_NAME", "Ada"),
        ("GIT_COMMITTER_EMAIL", "ada@e.example"),
        ("GIT_TERMINAL_PROMPT", "0"),
    ] {
        command.env(name, value);
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
        command.env_remove(name);
    }
    let there = Command::new("git").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: there is no git command");
        return None;
    }
    Some(command)
}

impl Repository {
    pub(crate) fn new(name: &str) -> Option<Repository> {
        let folder = Rc::new(tempfile::tempdir().expect("a temporary folder"));
        Self::made(Repository { folder, name: name.into() })
    }

    /// Another in the same folder.
    pub(crate) fn beside(other: &Repository, name: &str) -> Option<Repository> {
        Self::made(Repository { folder: Rc::clone(&other.folder), name: name.into() })
    }

    fn made(repository: Repository) -> Option<Repository> {
        git(repository.folder())?;
        fs::create_dir_all(repository.path()).expect("a folder");
        repository.git(&["init", "-q", "-b", "main"]);
        Some(repository)
    }

    /// The folder that everything of the test lies in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    /// Runs git in the repository.
    pub(crate) fn git(&self, arguments: &[&str]) {
        let done = git(&self.path()).expect("asked before").args(arguments).output().expect("git");
        assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Takes commits onto `main` and checks the last one out.
    pub(crate) fn take(&self, commits: &[Commit]) {
        let mut stream = String::new();
        for (n, commit) in commits.iter().enumerate() {
            let who = format!("Ada <ada@e.example> {}", commit.time);
            let subject = &commit.subject;
            let _ = writeln!(
                stream,
                "commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {}\n{subject}",
                subject.len()
            );
            if n == 0 && self.path().join(".git/refs/heads/main").exists() {
                stream.push_str("from refs/heads/main^0\n");
            }
            for (path, text) in &commit.files {
                let _ = match text {
                    None => writeln!(stream, "D \"{path}\""),
                    Some(text) => writeln!(stream, "M 100644 inline \"{path}\"\ndata {}\n{text}", text.len()),
                };
            }
        }
        self.fast_import(&stream);
    }

    /// What git says when it is run in the repository.
    pub(crate) fn said(&self, arguments: &[&str]) -> String {
        let done = git(&self.path()).expect("asked before").args(arguments).output().expect("git");
        assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// Takes a stream of commits and checks the last one of `main` out.
    pub(crate) fn fast_import(&self, stream: &str) {
        let mut import = git(&self.path())
            .expect("asked before")
            .args(["fast-import", "--quiet"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("git fast-import");
        import.stdin.take().expect("a pipe").write_all(stream.as_bytes()).expect("a pipe");
        assert!(import.wait().expect("an end").success());
        self.git(&["reset", "-q", "--hard", "main"]);
    }
}

/// A folder whose repositories, kept as streams of `git fast-import`, are repositories: `NAME.fast-import` becomes NAME with
/// a work tree, `NAME.bare.fast-import` a bare one. A folder without any is left where it lies.
pub(crate) struct Unpacked {
    path: PathBuf,
    _copy: Option<tempfile::TempDir>,
}

impl Unpacked {
    /// `None`, and told, where there are streams and no `git` command.
    pub(crate) fn of(folder: &Path) -> Option<Unpacked> {
        let files = files(folder);
        if !files.iter().any(|path| path.extension().is_some_and(|e| e == "fast-import")) {
            return Some(Unpacked { path: folder.to_owned(), _copy: None });
        }
        git(Path::new("."))?;
        let copy = tempfile::tempdir().expect("a temporary folder");
        let path = copy.path().join(folder.file_name().expect("a name"));
        for file in files {
            let place = path.join(file.strip_prefix(folder).expect("below the folder"));
            fs::create_dir_all(place.parent().expect("inside")).expect("folders");
            match place.to_str().and_then(|p| p.strip_suffix(".fast-import")) {
                None => _ = fs::copy(&file, &place).expect("a copy"),
                Some(name) => made(&file, name),
            }
        }
        Some(Unpacked { path, _copy: Some(copy) })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes a repository of a stream.
fn made(stream: &Path, name: &str) {
    let bare = name.strip_suffix(".bare");
    let folder = PathBuf::from(bare.unwrap_or(name));
    fs::create_dir_all(&folder).expect("a folder");
    let run = |arguments: &[&str], input: Stdio| {
        let done = git(&folder).expect("asked before").args(arguments).stdin(input).output().expect("git");
        assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    let kind: &[&str] = if bare.is_some() { &["init", "-q", "--bare"] } else { &["init", "-q"] };
    run(kind, Stdio::null());
    run(&["fast-import", "--quiet"], fs::File::open(stream).expect("the stream").into());
    let branches = run(&["for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/heads/master"], Stdio::null());
    run(&["symbolic-ref", "HEAD", branches.lines().next().expect("a branch")], Stdio::null());
    if bare.is_none() {
        run(&["reset", "-q", "--hard"], Stdio::null());
    }
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(&path).into_iter().flatten().flatten() {
            if entry.path().is_dir() { waiting.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    found
}
