//! A file of any kind, read by whatever format takes it for its own. What a 7z archive says of its own header is made true:
//! a fuzzer finds no checksum by itself.
#![no_main]

mod dump;

use std::fs;

use libfuzzer_sys::fuzz_target;

/// An archive whose checksums of its header are right.
fn checked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut made = bytes.to_vec();
    bytes.strip_prefix(b"7z\xBC\xAF\x27\x1C")?;
    let number = |at: usize| bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
    let from = usize::try_from(number(12)?).ok()?.checked_add(32)?;
    let header = bytes.get(from..from.checked_add(usize::try_from(number(20)?).ok()?)?)?;
    made.get_mut(28..32)?.copy_from_slice(&crc32fast::hash(header).to_le_bytes());
    let start = crc32fast::hash(made.get(12..32)?);
    made.get_mut(8..12)?.copy_from_slice(&start.to_le_bytes());
    Some(made)
}

fuzz_target!(|bytes: &[u8]| {
    let path = dump::folder().join("dump/file");
    fs::write(&path, checked(bytes).as_deref().unwrap_or(bytes)).expect("a file");
    dump::read(&path, None);
});
