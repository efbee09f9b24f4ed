//! A file read by one format, whatever it looks like: its name stands in `FORMAT`.
#![no_main]

mod dump;

use std::{fs, sync::OnceLock};

use libfuzzer_sys::fuzz_target;
use recension::source::{self, Format};

fn format() -> &'static dyn Format {
    static FOUND: OnceLock<&'static dyn Format> = OnceLock::new();
    *FOUND.get_or_init(|| {
        let name = std::env::var("FORMAT").expect("FORMAT names the format");
        source::format(&name).expect("a format of this name")
    })
}

fuzz_target!(|bytes: &[u8]| {
    let path = dump::folder().join("dump/file");
    fs::write(&path, bytes).expect("a file");
    dump::read(&path, Some(format()));
});
