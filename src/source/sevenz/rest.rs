//! The numbers of a 7z archive's header.

use std::io;

/// The error of a header that makes no sense.
pub(super) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the header of the 7z archive is damaged")
}

/// What is left to be read.
pub(super) struct Rest<'a>(pub(super) &'a [u8]);

impl<'a> Rest<'a> {
    pub(super) fn take(&mut self, count: usize) -> io::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> io::Result<u8> {
        Ok(self.take(1)?.first().copied().unwrap_or_default())
    }

    /// A number of one to nine bytes: as many ones as lead the first byte follow, lowest first.
    pub(super) fn number(&mut self) -> io::Result<u64> {
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
    pub(super) fn count(&mut self) -> io::Result<usize> {
        let count = self.number()?;
        usize::try_from(count).ok().filter(|count| *count <= self.0.len()).ok_or_else(damaged)
    }

    /// Bytes behind their number.
    pub(super) fn sized(&mut self) -> io::Result<&'a [u8]> {
        let size = self.number()?;
        self.take(usize::try_from(size).map_err(|_| damaged())?)
    }

    pub(super) fn bits(&mut self, count: usize) -> io::Result<Vec<bool>> {
        let bytes = self.take(count.div_ceil(8))?;
        Ok((0..count).map(|n| bytes.get(n / 8).is_some_and(|byte| byte & (0x80 >> (n % 8)) != 0)).collect())
    }

    pub(super) fn checksums(&mut self, count: usize) -> io::Result<Vec<Option<u32>>> {
        let known = if self.byte()? != 0 { vec![true; count] } else { self.bits(count)? };
        let mut checksum = |known: bool| -> io::Result<Option<u32>> {
            let bytes = if known { self.take(4)? } else { return Ok(None) };
            Ok(bytes.try_into().ok().map(u32::from_le_bytes))
        };
        known.into_iter().map(&mut checksum).collect()
    }
}
