//! The bytes of a WARC file, unpacked, that can be read on behind damage.
//!
//! `.warc.gz` is one gzip member a record, so that damage to one costs that one: behind it, the next member is looked for. What
//! lies between is a *break*: reading stops there until it is told to go on.

use std::{
    io,
    io::{BufRead, Read},
    sync::Arc,
};

use flate2::bufread::GzDecoder;

use crate::source::{
    meter::Meter,
    unpack::{self, Growth},
};

/// Packed bytes that can be gone back to: a damaged member may have been read on into the next.
const HISTORY: usize = 128 << 10;

const CHUNK: usize = 64 << 10;

/// Times that a member is looked for behind damage; a file that is damaged more often is given up.
const DAMAGES: usize = 1_000;

/// Opens a file's bytes as stored.
pub(in crate::source) type Open<'a> = dyn Fn() -> io::Result<Box<dyn Read + Send>> + 'a;

/// Unpacked bytes, with breaks where some are missing.
pub(super) enum Packed {
    /// Of a file that is not packed, or packed whole in another way.
    Whole(unpack::Unpacked),
    /// Of gzip members.
    Members(Box<Members>),
}

impl Packed {
    /// Begins to read a file.
    pub(super) fn open(open: &Open<'_>, meter: &Arc<Meter>) -> io::Result<Packed> {
        let mut first = [0; 64];
        let length = read_full(&mut *open()?, &mut first)?;
        let first = first.get(..length).unwrap_or_default();
        let text = first.iter().all(|b| (b' '..0x7f).contains(b) || b.is_ascii_whitespace());
        let known = !first.starts_with(&[0x1F, 0x8B]) && unpack::is_packed(first);
        if text || known {
            return Ok(Packed::Whole(unpack::unpack(open()?, meter)?));
        }
        // Gzip, or what was gzip before its beginning was damaged.
        Ok(Packed::Members(Box::new(Members::new(open()?, meter))))
    }

    /// Reads on up to the end or the next break; 0 there.
    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Packed::Whole(stream) => stream.read(into),
            Packed::Members(members) => members.read(into),
        }
    }

    /// Goes on behind a break; `false` at the end.
    pub(super) fn go_on(&mut self) -> bool {
        match self {
            Packed::Whole(_) => false,
            Packed::Members(members) => members.go_on(),
        }
    }

    /// What was wrong at the break, and at which byte of the file as stored.
    pub(super) fn damage(&mut self) -> Option<(u64, String)> {
        match self {
            Packed::Whole(_) => None,
            Packed::Members(members) => members.damage.take(),
        }
    }
}

fn read_full(stream: &mut dyn Read, into: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = into.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match stream.read(rest)? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

/// A file of gzip members.
pub(super) struct Members {
    /// The open member, or the bytes behind the last one.
    state: State,
    meter: Arc<Meter>,
    growth: Growth,
    given: u64,
    damages: usize,
    damage: Option<(u64, String)>,
    /// Where the open member begins.
    begun: u64,
}

enum State {
    Member(Box<GzDecoder<Raw>>),
    Between(Raw),
    /// Broken: nothing is read until it is told to go on.
    Broken(Raw),
    Ended,
}

impl Members {
    fn new(stream: Box<dyn Read + Send>, meter: &Arc<Meter>) -> Members {
        let raw = Raw { stream, meter: Arc::clone(meter), bytes: Vec::new(), at: 0, base: 0 };
        Members {
            state: State::Between(raw),
            meter: Arc::clone(meter),
            growth: Growth::default(),
            given: 0,
            damages: 0,
            damage: None,
            begun: 0,
        }
    }

    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Broken(raw) => {
                    self.state = State::Broken(raw);
                    return Ok(0);
                }
                State::Between(mut raw) => match raw.next_member() {
                    Err(error) => self.broken(raw, &error),
                    Ok(Found::Member) => {
                        self.begun = raw.offset();
                        self.state = State::Member(Box::new(GzDecoder::new(raw)));
                    }
                    Ok(Found::Padding | Found::End) => self.state = State::Ended,
                    Ok(Found::Other) => self.broken(raw, &io::Error::other("bytes that are no gzip")),
                },
                State::Member(mut member) => {
                    self.growth.check(&self.meter, self.given)?;
                    match member.read(into) {
                        Ok(0) if !into.is_empty() => self.state = State::Between(member.into_inner()),
                        Ok(read) => {
                            self.given += read as u64;
                            self.meter.give(self.given);
                            self.state = State::Member(member);
                            return Ok(read);
                        }
                        Err(error) => self.broken(member.into_inner(), &error),
                    }
                }
            }
        }
    }

    fn broken(&mut self, raw: Raw, error: &io::Error) {
        self.damages += 1;
        self.damage = Some((raw.offset(), crate::source::reason(error)));
        self.state = State::Broken(raw);
    }

    fn go_on(&mut self) -> bool {
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Broken(mut raw) => {
                if self.damages < DAMAGES && raw.seek_member(self.begun + 1) {
                    self.begun = raw.offset();
                    self.state = State::Between(raw);
                    return true;
                }
                false
            }
            State::Ended => false,
            state => {
                self.state = state;
                true
            }
        }
    }
}

enum Found {
    Member,
    Padding,
    Other,
    End,
}

/// Packed bytes, some of which can be gone back to.
struct Raw {
    stream: Box<dyn Read + Send>,
    meter: Arc<Meter>,
    bytes: Vec<u8>,
    at: usize,
    /// The offset in the file of the first byte held.
    base: u64,
}

impl Raw {
    fn offset(&self) -> u64 {
        self.base + self.at as u64
    }

    /// Holds at least so many bytes from here, if there are so many.
    fn ahead(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.bytes.len() < self.at + count {
            if self.at > HISTORY * 2 {
                let gone = self.at - HISTORY;
                self.bytes.drain(..gone);
                self.at -= gone;
                self.base += gone as u64;
            }
            let held = self.bytes.len();
            self.bytes.resize(held + CHUNK, 0);
            let read = self.stream.read(self.bytes.get_mut(held..).unwrap_or_default());
            self.bytes.truncate(held + read.as_ref().map_or(0, |read| *read));
            match read? {
                0 => break,
                read => self.meter.take(read as u64),
            }
        }
        Ok(self.bytes.get(self.at..).unwrap_or_default())
    }

    /// What comes next. Zeros between members are padding.
    fn next_member(&mut self) -> io::Result<Found> {
        let mut padded = false;
        loop {
            let ahead = self.ahead(4)?;
            match ahead {
                [] => return Ok(if padded { Found::Padding } else { Found::End }),
                bytes if is_member(bytes) => return Ok(Found::Member),
                [0, ..] => {
                    let zeros = ahead.iter().take_while(|b| **b == 0).count();
                    self.at += zeros;
                    padded = true;
                }
                _ => return Ok(Found::Other),
            }
        }
    }

    /// Goes to the next member from an offset on, or as near to that as is still held; `false` where there is none.
    fn seek_member(&mut self, from: u64) -> bool {
        self.at = usize::try_from(from.saturating_sub(self.base)).unwrap_or(usize::MAX).min(self.at);
        loop {
            let Ok(ahead) = self.ahead(CHUNK) else { return false };
            if let Some(found) = memchr::memmem::find(ahead, &[0x1F, 0x8B, 8]) {
                self.at += found;
                if self.ahead(4).is_ok_and(is_member) {
                    return true;
                }
                self.at += 1;
            } else if ahead.len() < CHUNK {
                return false;
            } else {
                self.at += ahead.len() - 2;
            }
        }
    }
}

fn is_member(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1F, 0x8B, 8, flags, ..] if flags & 0xE0 == 0)
}

impl Read for Raw {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let held = self.fill_buf()?;
        let length = held.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..length), held.get(..length)) {
            to.copy_from_slice(from);
        }
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Raw {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.ahead(1)
    }

    fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.bytes.len());
    }
}
