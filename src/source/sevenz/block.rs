//! The bytes of a block, unpacked.

use std::io::{self, BufReader, Read};

use lzma_rust2::{Lzma2Reader, LzmaReader, filter::bcj::BcjReader};

use super::header::{Block, Coder};

/// Bytes that unpacking a block may take; 7-Zip's strongest level takes a quarter of it.
const MOST: u32 = 256 << 20;

/// Puts what undoes a block's packing behind its packed bytes.
///
/// # Errors
/// A sentence's end, where the block is encrypted, packed in a way that is not read, or asks for too much memory.
pub(super) fn unpacked(block: &Block, packed: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    if !block.is_plain() {
        return Err(unsupported("its bytes are packed in a way that is made for programs and not for text"));
    }
    let mut stream: Box<dyn Read + Send> = Box::new(packed.take(block.packed));
    for coder in &block.coders {
        stream = undone(coder, BufReader::with_capacity(64 << 10, stream))?;
    }
    Ok(stream)
}

/// One way of packing undone; the methods' numbers are those of `Methods.txt` of the LZMA SDK.
fn undone(coder: &Coder, stream: BufReader<Box<dyn Read + Send>>) -> io::Result<Box<dyn Read + Send>> {
    let property = |at: usize| coder.properties.get(at).copied().ok_or_else(super::rest::damaged);
    let word =
        || -> io::Result<u32> { Ok(u32::from_le_bytes([property(1)?, property(2)?, property(3)?, property(4)?])) };
    Ok(match coder.method.as_slice() {
        [0] => Box::new(stream),
        [3, 1, 1] => {
            let window = bounded(word()?)?;
            Box::new(LzmaReader::new_with_props(stream, coder.size, property(0)?, window, None)?)
        }
        [0x21] => {
            let bits = u32::from(property(0)?);
            let window = if bits < 40 { (2 | bits & 1) << (bits / 2 + 11) } else { u32::MAX };
            Box::new(Lzma2Reader::new(stream, bounded(window)?, None))
        }
        [3, 4, 1] => {
            let memory = bounded(word()?)?;
            let reader = ppmd_rust::Ppmd7Decoder::new(stream, u32::from(property(0)?), memory);
            Box::new(reader.map_err(|error| unsupported(&format!("it is damaged ({error})")))?)
        }
        // Made for programs, and put on by some tools without looking.
        [3, 3, 1, 3] => Box::new(BcjReader::new_x86(stream, 0)),
        [4, 1, 8] => Box::new(flate2::bufread::DeflateDecoder::new(stream)),
        [4, 2, 2] => Box::new(bzip2::bufread::MultiBzDecoder::new(stream)),
        [6, 0xF1, 7, 1] => return Err(unsupported("it is encrypted; unpack it with its password first")),
        method => {
            let number: Vec<String> = method.iter().map(|byte| format!("{byte:02x}")).collect();
            return Err(unsupported(&format!(
                "it is packed by method {}, which is not read; unpack it with 7-Zip first",
                number.join(" ")
            )));
        }
    })
}

fn bounded(memory: u32) -> io::Result<u32> {
    if memory <= MOST {
        return Ok(memory);
    }
    Err(unsupported(&format!(
        "unpacking it would take {} MB of memory; more than {} MB are not given",
        memory >> 20,
        MOST >> 20
    )))
}

fn unsupported(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, reason.to_owned())
}
