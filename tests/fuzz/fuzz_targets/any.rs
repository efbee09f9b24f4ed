//! A file of any kind, read by whatever format takes it for its own.
#![no_main]

mod dump;

use std::fs;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = dump::folder().join("dump/file");
    fs::write(&path, bytes).expect("a file");
    dump::read(&path, None);
});
