//! The header of a 7z archive: which blocks of packed bytes there are, how each is unpacked, which files lie in it.
//!
//! After `7zFormat.txt` of the LZMA SDK. Every count is held against what is left of the header, so that a false one
//! costs an error and no memory.

use std::io;

/// A header larger than this, unpacked, is refused: it is room for more than a hundred thousand files with long names.
pub(super) const MOST: u64 = 16 << 20;

/// Blocks, and files, that an archive may hold.
const MANY: usize = 1 << 20;

/// Coders one after another in a block.
const CODERS: u64 = 8;

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

/// The error of a header that makes no sense.
pub(super) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the header of the 7z archive is damaged")
}

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

/// The coders of a block as they are written, with who feeds whom.
struct Chain {
    coders: Vec<Coder>,
    outs: u64,
    /// The in-stream of one coder, and the out-stream of another that it takes.
    bonds: Vec<(u64, u64)>,
    /// The in-streams that take packed bytes.
    packed: Vec<u64>,
    plain: bool,
}

impl Chain {
    fn read(rest: &mut Rest<'_>) -> io::Result<Chain> {
        let (count, mut ins, mut outs) = (rest.number()?, 0_u64, 0_u64);
        if count == 0 || count > CODERS {
            return Err(damaged());
        }
        let mut coders = Vec::new();
        for _ in 0..count {
            let flags = rest.byte()?;
            let method = rest.take(usize::from(flags & 0x0F))?.to_vec();
            let (taken, given) = if flags & 0x10 == 0 { (1, 1) } else { (rest.number()?, rest.number()?) };
            let properties = if flags & 0x20 == 0 { Vec::new() } else { rest.sized()?.to_vec() };
            if taken > 4 || given > 4 {
                return Err(damaged());
            }
            (ins, outs) = (ins + taken, outs + given);
            coders.push(Coder { method, properties, size: 0 });
        }
        let bonds = (1..outs).map(|_| Ok((rest.number()?, rest.number()?))).collect::<io::Result<Vec<_>>>()?;
        let streams = (ins + 1).checked_sub(outs).filter(|n| *n > 0).ok_or_else(damaged)?;
        let packed = match streams {
            1 => (0..ins).filter(|n| bonds.iter().all(|bond| bond.0 != *n)).collect(),
            _ => (0..streams).map(|_| rest.number()).collect::<io::Result<Vec<_>>>()?,
        };
        let plain = ins == count && outs == count;
        Ok(Chain { coders, outs, bonds, packed, plain })
    }

    /// The coders in the order in which bytes pass them; none where they do not stand in a row.
    fn in_order(self) -> io::Result<Vec<Coder>> {
        if !self.plain {
            return Ok(Vec::new());
        }
        let mut next = self.packed.first().copied();
        let mut order = Vec::new();
        while let Some(index) = next {
            let coder = usize::try_from(index).ok().and_then(|i| self.coders.get(i)).ok_or_else(damaged)?;
            order.push(coder.clone());
            next = self.bonds.iter().find(|bond| bond.1 == index).map(|bond| bond.0);
            if order.len() > self.coders.len() {
                return Err(damaged());
            }
        }
        if order.len() == self.coders.len() { Ok(order) } else { Err(damaged()) }
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

/// What is left to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> io::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> io::Result<u8> {
        Ok(self.take(1)?.first().copied().unwrap_or_default())
    }

    /// A number of one to nine bytes: as many ones as lead the first byte follow, lowest first.
    fn number(&mut self) -> io::Result<u64> {
        let first = self.byte()?;
        let more = first.leading_ones();
        let mut number = 0_u64;
        for place in 0..more {
            number |= u64::from(self.byte()?) << (8 * place);
        }
        let high = u64::from(first & 0xFF_u8.checked_shr(more + 1).unwrap_or(0));
        Ok(if more < 8 { number | high << (8 * more) } else { number })
    }

    /// A number of things each of which takes a byte at least.
    fn count(&mut self) -> io::Result<usize> {
        let count = self.number()?;
        usize::try_from(count).ok().filter(|count| *count <= self.0.len()).ok_or_else(damaged)
    }

    /// Bytes behind their number.
    fn sized(&mut self) -> io::Result<&'a [u8]> {
        let size = self.number()?;
        self.take(usize::try_from(size).map_err(|_| damaged())?)
    }

    fn bits(&mut self, count: usize) -> io::Result<Vec<bool>> {
        let bytes = self.take(count.div_ceil(8))?;
        Ok((0..count).map(|n| bytes.get(n / 8).is_some_and(|byte| byte & (0x80 >> (n % 8)) != 0)).collect())
    }

    fn checksums(&mut self, count: usize) -> io::Result<Vec<Option<u32>>> {
        let known = if self.byte()? != 0 { vec![true; count] } else { self.bits(count)? };
        let mut checksum = |known: bool| -> io::Result<Option<u32>> {
            let bytes = if known { self.take(4)? } else { return Ok(None) };
            Ok(bytes.try_into().ok().map(u32::from_le_bytes))
        };
        known.into_iter().map(&mut checksum).collect()
    }
}
