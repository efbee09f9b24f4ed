//! A file read by one format, whatever it looks like: its name stands in `FORMAT`.
#![no_main]

mod dump;

use std::fs;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = dump::folder().join("dump/file");
    fs::write(&path, bytes).expect("a file");
    let format = dump::format().expect("FORMAT names the format");
    dump::read(&path, Some(format));
});
