//! Bytes to text, and packed bytes to bytes, without a format.
#![no_main]

use std::{
    io::{Cursor, Read},
    sync::Arc,
};

use libfuzzer_sys::fuzz_target;
use recension::source::{decode, mojibake, unpack};

fuzz_target!(|bytes: &[u8]| {
    let decoded = decode::decode(bytes, decode::html_charset(bytes).as_deref());
    let mended = mojibake::mended(&decoded.text);
    assert!(mended.len() <= decoded.text.len(), "mended text is no longer than what was spoilt");
    let _ = (decode::is_binary(&decoded.text), decode::is_wide(bytes));
    if let Ok(stream) = unpack::unpack(Box::new(Cursor::new(bytes.to_vec())), &Arc::default()) {
        let mut out = Vec::new();
        let _ = stream.take(64 << 20).read_to_end(&mut out);
    }
});
