//! Runs the real binary, apart from the user's own folders, with standard input closed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own, with a small dump in it.
pub(crate) struct Bench {
    folder: TempDir,
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// The lines of output as JSON.
    pub(crate) fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}

impl Bench {
    pub(crate) fn new() -> Bench {
        let bench = Bench { folder: tempfile::tempdir().expect("a folder") };
        bench.write("dump.jsonl", DUMP);
        bench
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("written");
        path
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recension"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null()).env("TZ", "UTC");
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
            command.env(name, self.folder.path().join("home"));
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

pub(crate) fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).display().to_string()
}

/// Two articles of one outlet and one of another.
const DUMP: &str = r#"{"id":"a1","source":"mill-post","url":"https://mill.example.org/weir","title":"Weir jams, lane floods","versions":[{"version":0,"title":"Weir jams","created_at":"2020-07-07T10:00:00Z","text":"The weir jammed on Sunday.\nThe keeper said 3 trees were in the gate.\nNobody was hurt."},{"version":1,"title":"Weir jams","created_at":"2020-07-07T13:05:00Z","text":"The weir jammed on Sunday.\nThe keeper said 5 trees were in the gate.\nNobody was hurt."},{"version":2,"title":"Weir jams, lane floods","created_at":"2020-07-08T10:00:00Z","text":"The weir jammed on Sunday.\nThe keeper said 5 trees were in the gate."}]}
{"id":"a2","source":"mill-post","url":"https://mill.example.org/fair","title":"Fair opens","versions":[{"version":0,"title":"Fair opens","created_at":"2020-07-01T09:00:00Z","text":"The fair opened in the rain."}]}
{"id":"b1","source":"harle-news","url":"https://harle.example.org/cafe","title":"Café closes","versions":[{"version":0,"title":"Café closes","created_at":null,"text":"The café closes on Sunday."},{"version":1,"title":"Café closes","created_at":null,"text":"The café on the lane closes on Sunday."}]}
"#;
