//! The container that `xz` puts around LZMA2: any number of streams, each of any number of blocks.
//!
//! After `xz-file-format.txt`, version 1.2.0, of XZ Utils. The window that a block asks for is bounded, checksums are
//! held against what was unpacked, and the index behind the blocks is passed over: whoever reads from the front needs it
//! not.

use std::{
    io::{self, Read},
    mem,
};

use crc32fast::Hasher;
use lzma_rust2::Lzma2Reader;
use sha2::{Digest as _, Sha256};

/// The first bytes of every stream.
pub(super) const MAGIC: [u8; 6] = [0xFD, b'7', b'z', b'X', b'Z', 0];

/// Bytes of the window that a block may ask for; `xz -9` takes a quarter of it.
const MOST: u32 = 256 << 20;

/// Windows that blocks may ask for one after another, in bytes for each byte that came out of them, and at first: each is
/// filled with zeros, and a block may be empty.
const WINDOWS: u64 = 1024;
const AT_FIRST: u64 = 1 << 30;

/// Blocks that an index may tell of: a number this large is false.
const MANY: u64 = 1 << 32;

/// A stream of what `xz` packed, unpacked.
pub(super) struct Xz<R> {
    at: At<R>,
    check: Check,
    /// Bytes of windows so far, and of what came out.
    asked: u64,
    given: u64,
}

/// What comes next.
enum At<R> {
    /// A stream, the first or another.
    Stream(Counted<R>, bool),
    /// A block, or the index.
    Block(Counted<R>),
    /// More of a block.
    Inside(Box<Lzma2Reader<Counted<R>>>),
    /// Nothing: the end, or damage.
    End,
}

impl<R: Read> Xz<R> {
    pub(super) fn new(stream: R) -> Xz<R> {
        Xz { at: At::Stream(Counted { stream, count: 0 }, true), check: Check::None, asked: 0, given: 0 }
    }

    /// Reads the header of a stream; `None` behind the last.
    fn stream(&mut self, mut from: Counted<R>, first: bool) -> io::Result<At<R>> {
        let mut header = [0; 12];
        // Streams may be padded, by fours.
        loop {
            let mut word = [0; 4];
            let read = whole(&mut from, &mut word)?;
            match (read, word) {
                (0, _) if !first => return Ok(At::End),
                (4, [0, 0, 0, 0]) if !first => {}
                (4, _) => {
                    header[..4].copy_from_slice(&word);
                    break;
                }
                _ => return Err(damaged("a stream of it is cut short")),
            }
        }
        from.read_exact(&mut header[4..])?;
        if header[..6] != MAGIC || header[6] != 0 || !agrees(&header[6..8], &header[8..]) {
            return Err(damaged("what follows its first part is no part of it"));
        }
        self.check = Check::of(header[7])?;
        Ok(At::Block(from))
    }

    /// Reads the header of a block, or what stands behind the last one.
    fn block(&mut self, mut from: Counted<R>) -> io::Result<At<R>> {
        from.count = 0;
        let size = from.byte()?;
        if size == 0 {
            index(&mut from)?;
            return Ok(At::Stream(from, false));
        }
        let mut header = vec![0; usize::from(size) * 4 + 4];
        header[0] = size;
        from.read_exact(&mut header[1..])?;
        let (told, checksum) = header.split_at(header.len() - 4);
        if !agrees(told, checksum) {
            return Err(damaged("the header of a block is wrong"));
        }
        let window = window(told)?;
        self.asked += u64::from(window);
        if self.asked > AT_FIRST + self.given.saturating_mul(WINDOWS) {
            return Err(damaged("it asks for much memory again and again, as only files made to do so do"));
        }
        self.check.begin();
        Ok(At::Inside(Box::new(Lzma2Reader::new(from, window, None))))
    }

    /// Holds the checksum behind a block against what it gave.
    fn end(&mut self, mut from: Counted<R>) -> io::Result<At<R>> {
        let padding = (4 - from.count % 4) % 4;
        let mut zeros = [0; 3];
        from.read_exact(&mut zeros[..padding])?;
        let mut stated = [0; 64];
        let length = self.check.length();
        from.read_exact(&mut stated[..length])?;
        if zeros != [0; 3] || !self.check.agrees(&stated[..length]) {
            return Err(damaged("its checksum is wrong: it was damaged; what could be unpacked was read"));
        }
        Ok(At::Block(from))
    }
}

impl<R: Read> Read for Xz<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            self.at = match mem::replace(&mut self.at, At::End) {
                At::End => return Ok(0),
                At::Stream(from, first) => self.stream(from, first)?,
                At::Block(from) => self.block(from)?,
                At::Inside(mut block) => {
                    let read = block.read(into)?;
                    if read > 0 {
                        self.given += read as u64;
                        self.check.take(into.get(..read).unwrap_or_default());
                        self.at = At::Inside(block);
                        return Ok(read);
                    }
                    self.end(block.into_inner())?
                }
            };
        }
    }
}

/// The window that a block's filters ask for.
fn window(header: &[u8]) -> io::Result<u32> {
    let (flags, mut rest) = header.get(1..).and_then(<[u8]>::split_first).ok_or_else(short)?;
    if flags & 0x3C != 0 {
        return Err(damaged("it is of a kind of xz that is newer than what is read"));
    }
    for present in [flags & 0x40, flags & 0x80] {
        if present != 0 {
            number(&mut rest)?;
        }
    }
    let (filter, properties) = (number(&mut rest)?, number(&mut rest)?);
    if flags & 3 != 0 || filter != 0x21 {
        let reason =
            "its bytes are packed in a way that is made for programs and not for text; unpack it with `unxz` first";
        return Err(io::Error::new(io::ErrorKind::Unsupported, reason));
    }
    let bits = u32::from(*rest.first().filter(|bits| properties == 1 && **bits <= 40).ok_or_else(short)?);
    let asked = if bits == 40 { u32::MAX } else { (2 | bits & 1) << (bits / 2 + 11) };
    if asked > MOST {
        let (asked, most) = (asked >> 20, MOST >> 20);
        let reason = format!("unpacking it would take {asked} MB of memory; more than {most} MB are not given");
        return Err(io::Error::new(io::ErrorKind::Unsupported, reason));
    }
    Ok(asked)
}

/// Passes over the index of a stream, and its footer.
fn index<R: Read>(from: &mut Counted<R>) -> io::Result<()> {
    let blocks = from.number()?;
    if blocks > MANY {
        return Err(short());
    }
    for _ in 0..blocks {
        from.number()?;
        from.number()?;
    }
    let mut rest = [0; 3 + 4 + 12];
    let padding = (4 - from.count % 4) % 4;
    let rest = &mut rest[..padding + 4 + 12];
    from.read_exact(rest)?;
    if rest.ends_with(b"YZ") { Ok(()) } else { Err(short()) }
}

/// A number of one to nine bytes, seven bits each, the lowest first.
fn number(bytes: &mut &[u8]) -> io::Result<u64> {
    let length = bytes.iter().take(9).position(|byte| byte & 0x80 == 0).ok_or_else(short)? + 1;
    let (number, rest) = bytes.split_at(length);
    *bytes = rest;
    Ok(number.iter().rev().fold(0, |sum, byte| sum << 7 | u64::from(byte & 0x7F)))
}

/// Reads until a buffer is full or nothing is left; the bytes read.
fn whole(from: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = into.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn agrees(bytes: &[u8], checksum: &[u8]) -> bool {
    crc32fast::hash(bytes).to_le_bytes() == checksum
}

fn damaged(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason.to_owned())
}

fn short() -> io::Error {
    damaged("its packing is damaged")
}

/// Packed bytes, counted.
struct Counted<R> {
    stream: R,
    /// Bytes since the block began, or the index.
    count: usize,
}

impl<R: Read> Counted<R> {
    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    fn number(&mut self) -> io::Result<u64> {
        let mut bytes = [0; 9];
        for byte in &mut bytes {
            *byte = self.byte()?;
            if *byte & 0x80 == 0 {
                break;
            }
        }
        number(&mut bytes.as_slice())
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(into)?;
        self.count = self.count.wrapping_add(read);
        Ok(read)
    }
}

/// What tells whether a block came out whole.
enum Check {
    None,
    Crc32(Hasher),
    Crc64(u64),
    Sha256(Box<Sha256>),
    /// One of a kind that is not known, of so many bytes.
    Other(usize),
}

impl Check {
    /// By the number that a stream gives it.
    fn of(id: u8) -> io::Result<Check> {
        Ok(match id {
            0 => Check::None,
            1 => Check::Crc32(Hasher::new()),
            4 => Check::Crc64(0),
            10 => Check::Sha256(Box::default()),
            2..=3 => Check::Other(4),
            5..=6 => Check::Other(8),
            7..=9 => Check::Other(16),
            11..=12 => Check::Other(32),
            13..=15 => Check::Other(64),
            _ => return Err(short()),
        })
    }

    fn begin(&mut self) {
        match self {
            Check::None | Check::Other(_) => {}
            Check::Crc32(hasher) => hasher.reset(),
            Check::Crc64(sum) => *sum = 0,
            Check::Sha256(hasher) => **hasher = Sha256::new(),
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        match self {
            Check::None | Check::Other(_) => {}
            Check::Crc32(hasher) => hasher.update(bytes),
            Check::Crc64(sum) => *sum = crc64(*sum, bytes),
            Check::Sha256(hasher) => hasher.update(bytes),
        }
    }

    fn length(&self) -> usize {
        match self {
            Check::None => 0,
            Check::Crc32(_) => 4,
            Check::Crc64(_) => 8,
            Check::Sha256(_) => 32,
            Check::Other(length) => *length,
        }
    }

    fn agrees(&self, stated: &[u8]) -> bool {
        match self {
            Check::None | Check::Other(_) => true,
            Check::Crc32(hasher) => hasher.clone().finalize().to_le_bytes() == stated,
            Check::Crc64(sum) => sum.to_le_bytes() == stated,
            Check::Sha256(hasher) => hasher.as_ref().clone().finalize().as_slice() == stated,
        }
    }
}

/// The remainders of one byte, then of a byte followed by one to seven others, by the polynomial of ECMA-182 mirrored.
static REMAINDERS: [[u64; 256]; 8] = {
    let mut table = [[0; 256]; 8];
    let mut byte = 0;
    while byte < 256 {
        let mut sum = byte as u64;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 0 { sum >> 1 } else { sum >> 1 ^ 0xC96C_5795_D787_0F42 };
            bit += 1;
        }
        table[0][byte] = sum;
        byte += 1;
    }
    let mut place = 1;
    while place < 8 {
        byte = 0;
        while byte < 256 {
            let sum = table[place - 1][byte];
            table[place][byte] = sum >> 8 ^ table[0][(sum & 0xFF) as usize];
            byte += 1;
        }
        place += 1;
    }
    table
};

/// CRC-64/XZ, going on from what was summed up before; eight bytes at a time.
fn crc64(sum: u64, bytes: &[u8]) -> u64 {
    let remainder = |place: usize, byte: u8| REMAINDERS[place][usize::from(byte)];
    let mut sum = !sum;
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        let mixed = (sum ^ u64::from_le_bytes(*eight)).to_le_bytes();
        sum = (0..8).fold(0, |all, place| all ^ remainder(7 - place, mixed[place]));
    }
    for byte in rest {
        sum = sum >> 8 ^ remainder(0, sum.to_le_bytes()[0] ^ byte);
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_format() {
        assert_eq!(crc64(0, b"123456789"), 0x995D_C9BB_DF19_39FA);
        assert_eq!(crc64(crc64(0, b"12345678901"), b"2345"), crc64(0, b"123456789012345"));
    }

    #[test]
    fn a_number_takes_seven_bits_of_each_byte() {
        let mut bytes: &[u8] = &[0x85, 0x02, 0x7F, 0x80];
        assert_eq!(number(&mut bytes).ok(), Some(261));
        assert_eq!(number(&mut bytes).ok(), Some(127));
        assert!(number(&mut bytes).is_err());
    }
}
