//! Compressed bytes to bytes, streamed: gzip, zstd, bzip2, xz, each of any number of members, up to three layers deep.
//!
//! A stream that grows suspiciously while nothing is gained from it (a *bomb*) ends with an error that says so; what came
//! before it can be kept.

use std::{
    io,
    io::{BufRead, BufReader, Read},
    sync::Arc,
};

use super::{dictionary, limits, meter::Meter, xz};

const BUFFER: usize = 128 << 10;

/// A stream of unpacked bytes.
pub type Unpacked = BufReader<Box<dyn Read + Send>>;

/// Undoes the compression of a stream, layer by layer, by its first bytes. `meter` counts what is read.
///
/// # Errors
/// When the first bytes cannot be read, or the packing is damaged from the start.
pub fn unpack(stream: Box<dyn Read + Send>, meter: &Arc<Meter>) -> io::Result<Unpacked> {
    layers(counted(stream, meter), meter)
}

/// Counts the packed bytes of a stream.
pub(super) fn counted(stream: Box<dyn Read + Send>, meter: &Arc<Meter>) -> Box<dyn Read + Send> {
    Box::new(Counted { stream, meter: Arc::clone(meter) })
}

/// Ends a stream of unpacked bytes that grows and grows while nothing is gained from it.
pub(super) fn bounded(stream: Box<dyn Read + Send>, meter: &Arc<Meter>) -> Box<dyn Read + Send> {
    Box::new(Bounded { stream, meter: Arc::clone(meter), given: 0, growth: Growth::default() })
}

/// Undoes the compression of a stream whose packed bytes have been counted.
///
/// # Errors
/// As [`unpack`].
pub(super) fn layers(stream: Box<dyn Read + Send>, meter: &Arc<Meter>) -> io::Result<Unpacked> {
    let mut stream: Unpacked = BufReader::with_capacity(BUFFER, stream);
    for _ in 0..limits::LAYERS {
        let unpacked: Box<dyn Read + Send> = match packing(stream.fill_buf()?) {
            None => return Ok(stream),
            Some(Packing::Gzip) => Box::new(flate2::bufread::MultiGzDecoder::new(stream)),
            Some(Packing::Zstd) => dictionary::decoder(stream)?,
            Some(Packing::Bzip2) => Box::new(bzip2::bufread::MultiBzDecoder::new(stream)),
            Some(Packing::Xz) => Box::new(xz::Xz::new(stream)),
        };
        stream = BufReader::with_capacity(BUFFER, bounded(unpacked, meter));
    }
    Ok(stream)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

/// Whether a file that begins so is packed.
pub(super) fn is_packed(first: &[u8]) -> bool {
    packing(first).is_some()
}

fn packing(first: &[u8]) -> Option<Packing> {
    match first {
        [0x1F, 0x8B, 8, ..] => Some(Packing::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Packing::Zstd),
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, ..] => Some(Packing::Bzip2),
        _ if first.starts_with(&xz::MAGIC) => Some(Packing::Xz),
        _ => None,
    }
}

struct Counted {
    stream: Box<dyn Read + Send>,
    meter: Arc<Meter>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(into)?;
        self.meter.take(read as u64);
        Ok(read)
    }
}

/// One layer of packing, undone.
struct Bounded {
    stream: Box<dyn Read + Send>,
    meter: Arc<Meter>,
    given: u64,
    growth: Growth,
}

/// Where something was last gained from a stream that grows as it is unpacked.
#[derive(Debug, Default)]
pub(super) struct Growth {
    gains: u64,
    given: u64,
    taken: u64,
}

impl Growth {
    /// Looks at a stream of which `given` bytes came out so far.
    ///
    /// # Errors
    /// When it grew suspiciously since something was last gained from it.
    pub(super) fn check(&mut self, meter: &Meter, given: u64) -> io::Result<()> {
        let (taken, gains) = (meter.taken(), meter.gains());
        if gains != self.gains {
            *self = Growth { gains, given, taken };
        }
        let (given, taken) = (given.saturating_sub(self.given), taken.saturating_sub(self.taken));
        if given > limits::IDLE && given / taken.max(1) > limits::RATIO {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "it unpacks to more than {} times its size with nothing to read in it, as only files made to fill \
                     memory do; what came before was kept",
                    limits::RATIO
                ),
            ));
        }
        Ok(())
    }
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.growth.check(&self.meter, self.given)?;
        let read = self.stream.read(into)?;
        self.given += read as u64;
        self.meter.give(self.given);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn unpacked(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        unpack(Box::new(io::Cursor::new(bytes)), &Arc::default())?.read_to_end(&mut out)?;
        Ok(out)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).expect("packing in memory");
        packer.finish().expect("packing in memory")
    }

    fn bzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        packer.write_all(bytes).expect("packing in memory");
        packer.finish().expect("packing in memory")
    }

    fn xz(bytes: &[u8], block: Option<u64>, check: lzma_rust2::CheckType) -> Vec<u8> {
        let mut options = lzma_rust2::XzOptions::with_preset(1);
        options.set_block_size(block.and_then(std::num::NonZeroU64::new));
        options.set_check_sum_type(check);
        let mut packer = lzma_rust2::XzWriter::new(Vec::new(), options).expect("packing in memory");
        packer.write_all(bytes).expect("packing in memory");
        packer.finish().expect("packing in memory")
    }

    #[test]
    fn blocks_streams_and_checks_of_xz_are_read() -> io::Result<()> {
        use lzma_rust2::CheckType;
        let text = b"All quiet on the northern pier. ".repeat(40_000);
        for check in [CheckType::None, CheckType::Crc32, CheckType::Crc64, CheckType::Sha256] {
            assert_eq!(unpacked(xz(&text, Some(1 << 20), check))?, text, "{check:?}");
        }
        let one = xz(b"one", None, CheckType::Crc64);
        assert_eq!(unpacked([&one[..], &[0; 8], &one[..], &[0; 4]].concat())?, b"oneone");
        let end = one.len() - 28;
        for at in [7, 14, end - 12, end - 2] {
            let mut spoilt = one.clone();
            spoilt[at] ^= 0x10;
            assert!(unpacked(spoilt).is_err(), "byte {at}");
        }
        assert!(unpacked([&one[..], b"more"].concat()).is_err());
        Ok(())
    }

    #[test]
    fn members_and_layers_are_undone() -> io::Result<()> {
        let zstd = zstd::encode_all(&b"ab"[..], 1)?;
        assert_eq!(unpacked(b"plain".to_vec())?, b"plain");
        assert_eq!(unpacked([gzip(b"a"), gzip(b"b")].concat())?, b"ab");
        assert_eq!(unpacked([bzip(b"a"), bzip(b"b")].concat())?, b"ab");
        assert_eq!(unpacked([zstd.clone(), zstd].concat())?, b"abab");
        assert_eq!(unpacked(gzip(&bzip(b"deep")))?, b"deep");
        assert_eq!(unpacked(Vec::new())?, b"");
        Ok(())
    }

    #[test]
    fn a_cut_stream_gives_its_beginning_and_an_error() -> io::Result<()> {
        let noise: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let mut packed = gzip(&noise);
        packed.truncate(packed.len() / 2);
        let mut stream = unpack(Box::new(io::Cursor::new(packed)), &Arc::default())?;
        let mut out = Vec::new();
        assert!(stream.read_to_end(&mut out).is_err());
        assert!(!out.is_empty() && noise.starts_with(&out));
        Ok(())
    }
}
