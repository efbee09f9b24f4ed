//! A folder of files: names and contents from the input, `name\n`, `length\n`, bytes, and so on. `FORMAT` may name the
//! format that reads it.
#![no_main]

mod dump;

use std::{fs, path::Path};

use libfuzzer_sys::fuzz_target;

fn line<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let end = bytes.iter().position(|b| *b == b'\n')?;
    let line = std::str::from_utf8(&bytes[..end]).ok();
    *bytes = &bytes[end + 1..];
    line
}

/// Whether a name stays inside the folder.
fn is_inside(name: &str) -> bool {
    !name.is_empty() && name.len() < 200 && !name.contains('\0') && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

fuzz_target!(|bytes: &[u8]| {
    let folder = dump::folder().join("folder");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let mut left = bytes;
    for _ in 0..64 {
        let (Some(name), Some(length)) = (line(&mut left), line(&mut left)) else { break };
        let length = length.parse().unwrap_or(left.len()).min(left.len());
        let (content, rest) = left.split_at(length);
        left = rest;
        if is_inside(name) {
            let path = folder.join(Path::new(name));
            let made = path.parent().is_some_and(|parent| fs::create_dir_all(parent).is_ok());
            if made {
                let _ = fs::write(path, content);
            }
        }
    }
    dump::read(&folder, dump::format());
});
