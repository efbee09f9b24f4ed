//! The header of a 7z archive: which blocks of packed bytes there are, how each is unpacked, which files lie in it.
//!
//! After `7zFormat.txt` of the LZMA SDK. Every count is held against what is left of the header, so that a false one
//! costs an error and no memory.

use std::io;

use super::{
    chain::Chain,
    rest::{Rest, damaged},
};

/// A header larger than this, unpacked, is refused: it is room for more than a hundred thousand files with long names.
pub(super) const MOST: u64 = 16 << 20;

/// Blocks, and files, that an archive may hold.
const MANY: usize = 1 << 20;

/// What a header says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) blocks: Vec<Block>,
    /// Files that have bytes, in the order in which they lie in the blocks.
    pub(super) files: Vec<File>,
}

/// A run of packed bytes; in a solid archive it holds many files, one behind another.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Where its packed bytes begin, behind the signature header.
    pub(super) at: u64,
    pub(super) packed: u64,
    /// What undoes the packing, first things first.
    pub(super) coders: Vec<Coder>,
    crc: Option<u32>,
    /// Streams that its last coder gives and no other takes; more than one is beyond us.
    streams: u64,
}

/// One way of packing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Coder {
    pub(super) method: Vec<u8>,
    pub(super) properties: Vec<u8>,
    /// Bytes that it gives.
    pub(super) size: u64,
}

/// A file in a block.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) block: usize,
    /// Where it begins in the unpacked block.
    pub(super) at: u64,
    pub(super) size: u64,
    pub(super) crc: Option<u32>,
}

/// Either the header itself, or where it lies packed.
pub(super) enum Found {
    Header(Header),
    Packed(Block, Option<u32>),
}

/// Reads a header, or the block that holds it packed.
///
/// # Errors
/// When it is damaged, or of a kind that is not read.
pub(super) fn parse(bytes: &[u8]) -> io::Result<Found> {
    let mut rest = Rest(bytes);
    match rest.byte()? {
        END => Ok(Found::Header(Header::default())),
        HEADER => header(&mut rest).map(Found::Header),
        ENCODED_HEADER => {
            let streams = streams(&mut rest)?;
            let block = streams.blocks.into_iter().next().ok_or_else(damaged)?;
            let crc = block.crc;
            Ok(Found::Packed(block, crc))
        }
        _ => Err(damaged()),
    }
}

const END: u8 = 0;
const HEADER: u8 = 1;
const ARCHIVE_PROPERTIES: u8 = 2;
const STREAMS: u8 = 4;
const FILES: u8 = 5;
const PACKS: u8 = 6;
const UNPACKS: u8 = 7;
const SUBSTREAMS: u8 = 8;
const SIZE: u8 = 9;
const CRC: u8 = 10;
const FOLDER: u8 = 11;
const UNPACKED_SIZES: u8 = 12;
const STREAM_COUNTS: u8 = 13;
const EMPTY_STREAMS: u8 = 14;
const NAMES: u8 = 17;
const ENCODED_HEADER: u8 = 23;

fn header(rest: &mut Rest<'_>) -> io::Result<Header> {
    let mut streams = Streams::default();
    let mut names: Vec<Option<String>> = Vec::new();
    loop {
        match rest.byte()? {
            END => break,
            ARCHIVE_PROPERTIES => {
                while rest.byte()? != END {
                    rest.sized()?;
                }
            }
            STREAMS => streams = self::streams(rest)?,
            FILES => names = files(rest)?,
            _ => return Err(damaged()),
        }
    }
    let mut names = names.into_iter().flatten();
    let mut files = Vec::new();
    for (block, parts) in streams.parts.iter().enumerate() {
        let mut at = 0_u64;
        for (size, crc) in parts {
            let name = names.next().unwrap_or_default();
            files.push(File { name, block, at, size: *size, crc: *crc });
            at = at.checked_add(*size).ok_or_else(damaged)?;
        }
    }
    Ok(Header { blocks: streams.blocks, files })
}

/// The names of the files, `None` for those that have no bytes.
fn files(rest: &mut Rest<'_>) -> io::Result<Vec<Option<String>>> {
    let count = rest.count()?;
    if count > MANY {
        return Err(damaged());
    }
    let (mut names, mut empty) = (vec![String::new(); count], vec![false; count]);
    loop {
        let kind = rest.byte()?;
        if kind == END {
            break;
        }
        let mut part = Rest(rest.sized()?);
        match kind {
            EMPTY_STREAMS => empty = part.bits(count)?,
            NAMES => {
                if part.byte()? != 0 {
                    return Err(damaged());
                }
                let units: Vec<u16> = part.0.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
                for (name, units) in names.iter_mut().zip(units.split(|unit| *unit == 0)) {
                    *name = String::from_utf16_lossy(units);
                }
            }
            // Times, attributes and padding say nothing that is needed.
            _ => {}
        }
    }
    Ok(names.into_iter().zip(empty).map(|(name, empty)| (!empty).then_some(name)).collect())
}

#[derive(Default)]
struct Streams {
    blocks: Vec<Block>,
    /// For each block the sizes and checksums of what lies in it.
    parts: Vec<Vec<(u64, Option<u32>)>>,
}

fn streams(rest: &mut Rest<'_>) -> io::Result<Streams> {
    let (mut packs, mut blocks, mut parts) = (Vec::new(), Vec::new(), None);
    loop {
        match rest.byte()? {
            END => break,
            PACKS => packs = self::packs(rest)?,
            UNPACKS => blocks = self::blocks(rest, &packs)?,
            SUBSTREAMS => parts = Some(substreams(rest, &blocks)?),
            _ => return Err(damaged()),
        }
    }
    let parts = parts.unwrap_or_else(|| blocks.iter().map(|b: &Block| vec![(b.size(), b.crc)]).collect());
    Ok(Streams { blocks, parts })
}

/// Where each packed stream lies, and its bytes.
fn packs(rest: &mut Rest<'_>) -> io::Result<Vec<(u64, u64)>> {
    let mut at = rest.number()?;
    let count = rest.count()?;
    let mut packs = Vec::with_capacity(count);
    loop {
        match rest.byte()? {
            END => return Ok(packs),
            SIZE => {
                for _ in 0..count {
                    let size = rest.number()?;
                    packs.push((at, size));
                    at = at.checked_add(size).ok_or_else(damaged)?;
                }
            }
            CRC => _ = rest.checksums(count)?,
            _ => return Err(damaged()),
        }
    }
}

fn blocks(rest: &mut Rest<'_>, packs: &[(u64, u64)]) -> io::Result<Vec<Block>> {
    if rest.byte()? != FOLDER {
        return Err(damaged());
    }
    let count = rest.count()?;
    if rest.byte()? != 0 || count > MANY / 4 {
        return Err(damaged());
    }
    let mut chains = Vec::with_capacity(count);
    for _ in 0..count {
        chains.push(Chain::read(rest)?);
    }
    let mut checksums = vec![None; count];
    loop {
        match rest.byte()? {
            END => break,
            UNPACKED_SIZES => {
                for chain in &mut chains {
                    for coder in &mut chain.coders {
                        coder.size = rest.number()?;
                    }
                    // Sizes of the streams of coders that have several; such a block is not unpacked.
                    for _ in chain.coders.len() as u64..chain.outs {
                        rest.number()?;
                    }
                }
            }
            CRC => checksums = rest.checksums(count)?,
            _ => return Err(damaged()),
        }
    }
    let mut pack = 0;
    let mut blocks = Vec::with_capacity(count);
    for (chain, crc) in chains.into_iter().zip(checksums) {
        let (at, packed) = packs.get(pack).copied().ok_or_else(damaged)?;
        pack += chain.packed.len();
        blocks.push(Block { at, packed, crc, streams: chain.packed.len() as u64, coders: chain.in_order()? });
    }
    Ok(blocks)
}

impl Block {
    /// Bytes, unpacked.
    pub(super) fn size(&self) -> u64 {
        self.coders.last().map_or(0, |coder| coder.size)
    }

    /// Whether its coders stand one behind another, as all do but those for programs.
    pub(super) fn is_plain(&self) -> bool {
        self.streams == 1 && !self.coders.is_empty()
    }
}

type Parts = Vec<Vec<(u64, Option<u32>)>>;

fn substreams(rest: &mut Rest<'_>, blocks: &[Block]) -> io::Result<Parts> {
    let mut kind = rest.byte()?;
    let mut counts = vec![1_usize; blocks.len()];
    if kind == STREAM_COUNTS {
        for count in &mut counts {
            *count = rest.count()?;
        }
        kind = rest.byte()?;
    }
    let all: usize = counts.iter().sum();
    if all > MANY || (kind != SIZE && counts.iter().any(|count| *count > 1)) {
        return Err(damaged());
    }
    let mut parts: Parts = Vec::with_capacity(blocks.len());
    for (block, count) in blocks.iter().zip(&counts) {
        let mut left = block.size();
        let mut sizes = Vec::new();
        for index in 0..*count {
            // The last one's is what is left.
            let size = if index + 1 == *count { left } else { rest.number()? };
            left = left.checked_sub(size).ok_or_else(damaged)?;
            sizes.push((size, if *count == 1 { block.crc } else { None }));
        }
        parts.push(sizes);
    }
    if kind == SIZE {
        kind = rest.byte()?;
    }
    loop {
        match kind {
            END => return Ok(parts),
            CRC => {
                let mut open: Vec<&mut Option<u32>> = parts.iter_mut().flatten().map(|part| &mut part.1).collect();
                open.retain(|crc| crc.is_none());
                let checksums = rest.checksums(open.len())?;
                open.into_iter().zip(checksums).for_each(|(crc, known)| *crc = known);
            }
            _ => return Err(damaged()),
        }
        kind = rest.byte()?;
    }
}
