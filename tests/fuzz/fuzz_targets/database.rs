//! An SQLite database made of statements of SQL, so that what lies in it is hostile and the file still whole. `FORMAT` may
//! name the format that reads it.
#![no_main]

mod dump;

use std::fs;

use libfuzzer_sys::fuzz_target;
use rusqlite::{Connection, limits::Limit};

fuzz_target!(|bytes: &[u8]| {
    let statements = String::from_utf8_lossy(bytes);
    let path = dump::folder().join("dump/file.db");
    let _ = fs::remove_file(&path);
    let made = Connection::open(&path).expect("a database");
    made.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 512;").expect("settings");
    for (limit, most) in [(Limit::SQLITE_LIMIT_LENGTH, 1 << 20), (Limit::SQLITE_LIMIT_ATTACHED, 0)] {
        made.set_limit(limit, most).expect("a limit");
    }
    // What makes the database may not take for ever either.
    let mut steps = 0;
    made.progress_handler(1000, Some(move || {
        steps += 1;
        steps > 200
    }))
    .expect("a handler");
    for statement in statements.split(";\n").take(200) {
        let _ = made.execute_batch(statement);
    }
    drop(made);
    dump::read(&path, dump::format());
});
