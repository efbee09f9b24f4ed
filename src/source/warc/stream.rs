//! Unpacked bytes held in a window, with marks looked for ahead.

use std::io;

use memchr::memmem;

use super::packed::Packed;

const CHUNK: usize = 128 << 10;

/// A window on unpacked bytes.
pub(super) struct Stream {
    packed: Packed,
    bytes: Vec<u8>,
    at: usize,
    /// Whether nothing follows what is held, up to the end or a break.
    ended: bool,
    /// Why reading failed for good.
    failure: Option<io::Error>,
}

/// What a record's block came to.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The bytes of it that are kept.
    pub(super) bytes: Vec<u8>,
    /// Whether more belongs to it than is kept.
    pub(super) longer: bool,
    /// Whether it ended before its length.
    pub(super) short: bool,
    /// Bytes of it that went by, kept or not.
    pub(super) length: u64,
}

impl Stream {
    pub(super) fn of(packed: Packed) -> Stream {
        Stream { packed, bytes: Vec::new(), at: 0, ended: false, failure: None }
    }

    /// The bytes held from here on: at least so many, if there are so many before the end or a break.
    pub(super) fn ahead(&mut self, count: usize) -> &[u8] {
        while self.bytes.len() - self.at < count && !self.ended {
            if self.at > CHUNK {
                self.bytes.drain(..self.at);
                self.at = 0;
            }
            let held = self.bytes.len();
            self.bytes.resize(held + CHUNK.max(count.min(8 * CHUNK)), 0);
            let read = self.packed.read(self.bytes.get_mut(held..).unwrap_or_default());
            self.bytes.truncate(held + read.as_ref().map_or(0, |read| *read));
            match read {
                Ok(0) => self.ended = true,
                Ok(_) => {}
                Err(error) => {
                    self.failure = Some(error);
                    self.ended = true;
                }
            }
        }
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over bytes that are held.
    pub(super) fn pass(&mut self, count: usize) {
        self.at = (self.at + count).min(self.bytes.len());
    }

    /// Goes on behind a break; what went wrong there, if anything did. `None` at the end.
    pub(super) fn go_on(&mut self) -> Option<Option<String>> {
        if let Some(failure) = self.failure.take() {
            return Some(Some(format!("The rest cannot be read: {}.", crate::source::reason(&failure))));
        }
        let damage = self.packed.damage();
        let on = self.packed.go_on();
        if on {
            self.ended = false;
        }
        let said = damage.map(|(at, reason)| {
            let then =
                if on { "what follows is read again from the next record on" } else { "nothing can be read behind it" };
            format!("Its compression is damaged before byte {at} ({reason}); {then}.")
        });
        if on || said.is_some() { Some(said) } else { None }
    }

    /// Takes a block of a length, keeping at most `keep` bytes of it.
    pub(super) fn block(&mut self, length: u64, keep: usize) -> Block {
        let mut block = Block { longer: length > keep as u64, ..Block::default() };
        let mut left = length;
        while left > 0 {
            let ahead = self.ahead(1);
            if ahead.is_empty() {
                block.short = true;
                break;
            }
            let step = usize::try_from(left).unwrap_or(usize::MAX).min(ahead.len());
            let kept = step.min(keep - block.bytes.len());
            block.bytes.extend_from_slice(ahead.get(..kept).unwrap_or_default());
            self.pass(step);
            block.length += step as u64;
            left -= step as u64;
        }
        block
    }

    /// Takes everything up to where `begins` finds a record's beginning, looking at each place behind a `mark`; keeps at most `keep`
    /// bytes. Whether it found one.
    pub(super) fn up_to(&mut self, mark: &[u8], begins: &dyn Fn(&[u8]) -> bool, keep: usize, into: &mut Block) -> bool {
        /// Bytes behind a mark that tell whether a record begins there.
        const HEAD: usize = 4096;
        loop {
            let ahead = self.ahead(CHUNK + HEAD);
            let last = ahead.len() < CHUNK + HEAD;
            let end = if last { ahead.len() } else { CHUNK };
            let found = memmem::find_iter(ahead.get(..(end + mark.len()).min(ahead.len())).unwrap_or_default(), mark)
                .map(|at| at + mark.len())
                .find(|at| ahead.get(*at..(at + HEAD).min(ahead.len())).is_some_and(begins));
            let taken = found.unwrap_or(end);
            let kept = taken.min(keep.saturating_sub(into.bytes.len()));
            into.bytes.extend_from_slice(ahead.get(..kept).unwrap_or_default());
            into.longer |= kept < taken;
            into.length += taken as u64;
            self.pass(taken);
            if found.is_some() {
                return true;
            }
            if last {
                return false;
            }
        }
    }

    /// Puts bytes back before what comes next.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        if let Some(place) = self.at.checked_sub(bytes.len()) {
            if let Some(to) = self.bytes.get_mut(place..self.at) {
                to.copy_from_slice(bytes);
            }
            self.at = place;
        } else {
            self.bytes.splice(..self.at, bytes.iter().copied());
            self.at = 0;
        }
    }
}
