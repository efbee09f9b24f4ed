//! WARC records: a version line, named fields, a blank line, a block of the length that the fields give.
//!
//! A length may be false, a record cut off, anything may lie between two: reading goes on where the next record begins.

use std::ops::Range;

use super::stream::{Block, Stream};

/// Bytes of a record's block that are kept.
pub(super) const LONGEST: usize = 40 << 20;

/// Bytes of a record's fields.
const FIELDS: usize = 512 << 10;

/// Bytes of a block that nobody asked for, kept all the same to look into if its length is false.
const SMALL: usize = 1 << 20;

/// One record.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Which of the file's records it is, from 1.
    pub(super) place: u64,
    fields: Vec<(String, String)>,
    pub(super) block: Vec<u8>,
    /// Why not all of the block is there.
    pub(super) cut: Option<&'static str>,
}

/// What is met in a file.
#[derive(Debug)]
pub(super) enum Met {
    Record(Record),
    /// Something that could not be read, as a sentence, and at which record.
    Damage(u64, String),
}

impl Record {
    /// A field's value; empty where there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Why the tool that wrote the record kept only the beginning, where it says so (`WARC-Truncated`).
    pub(super) fn truncation(&self) -> Option<&'static str> {
        Some(match self.field("WARC-Truncated").to_ascii_lowercase().as_str() {
            "" => return None,
            "length" => "it is longer than its archive keeps",
            "time" => "it took longer than its archive waits",
            "disconnect" => "the connection broke",
            _ => "its archive does not say why",
        })
    }

    /// A record of other origin, such as ARC, with the fields that a WARC record would have.
    pub(super) fn made(place: u64, fields: Vec<(String, String)>, block: Block) -> Record {
        let cut = if block.short {
            Some("the file ends inside of it")
        } else {
            block.longer.then_some("it is longer than is read")
        };
        Record { place, fields, block: block.bytes, cut }
    }
}

/// Whether a record of these types is wanted.
fn is_wanted(kind: &str) -> bool {
    ["response", "resource", "conversion", "revisit"].iter().any(|wanted| kind.eq_ignore_ascii_case(wanted))
}

/// A file's records.
pub(super) struct Records {
    stream: Stream,
    place: u64,
    /// Bytes that false lengths took from other records and that had to be put back.
    put_back: usize,
}

/// Bytes that are put back before the lengths of a file are no longer believed.
const PATIENCE: usize = 256 << 20;

impl Records {
    pub(super) fn of(stream: Stream) -> Records {
        Records { stream, place: 0, put_back: 0 }
    }

    /// The next record that may hold a page. Others are passed over.
    pub(super) fn next(&mut self) -> Option<Met> {
        loop {
            self.pass_blanks();
            let ahead = self.stream.ahead(5);
            if ahead.is_empty() {
                match self.stream.go_on()? {
                    Some(sentence) => return Some(Met::Damage(self.place, sentence)),
                    None => continue,
                }
            }
            if !ahead.starts_with(b"WARC/") {
                let mut passed = Block::default();
                let found = self.stream.up_to(b"\n", &begins, 0, &mut passed);
                let then = if found { "it was passed over" } else { "nothing can be read behind it" };
                return Some(Met::Damage(self.place, format!("Behind it stands what is no record; {then}.")));
            }
            self.place += 1;
            let Some(fields) = self.fields() else {
                let mut passed = Block::default();
                self.stream.pass(5);
                self.stream.up_to(b"\n", &begins, 0, &mut passed);
                return Some(Met::Damage(self.place, "Its fields do not end; it was left out.".into()));
            };
            let mut record = Record { place: self.place, fields, ..Record::default() };
            let wanted = is_wanted(record.field("WARC-Type"));
            self.take_block(&mut record, wanted);
            if wanted {
                return Some(Met::Record(record));
            }
            if let Some(cut) = record.cut {
                let kind: String = record.field("WARC-Type").chars().take(20).collect();
                return Some(Met::Damage(record.place, format!("The record ({kind}) is damaged: {cut}.")));
            }
        }
    }

    fn pass_blanks(&mut self) {
        loop {
            let ahead = self.stream.ahead(1);
            let blanks = ahead.iter().take_while(|b| b.is_ascii_whitespace() || **b == 0).count();
            if blanks == 0 {
                return;
            }
            self.stream.pass(blanks);
        }
    }

    fn fields(&mut self) -> Option<Vec<(String, String)>> {
        let mut want = 8 << 10;
        let end = loop {
            let ahead = self.stream.ahead(want);
            if let Some(end) = blank_line(ahead.get(..FIELDS.min(ahead.len())).unwrap_or_default()) {
                break end;
            }
            if ahead.len() < want || want >= FIELDS {
                return None;
            }
            want *= 4;
        };
        let fields = read_fields(self.stream.ahead(end.end).get(..end.start).unwrap_or_default());
        self.stream.pass(end.end);
        Some(fields)
    }

    fn take_block(&mut self, record: &mut Record, wanted: bool) {
        let keep = if wanted { LONGEST } else { SMALL };
        let length: Option<u64> = record.field("Content-Length").trim().parse().ok();
        let believed = self.put_back <= PATIENCE;
        let known = length.filter(|length| *length <= LONGEST as u64 && believed);
        let mut block = match known {
            Some(length) => self.stream.block(length, keep),
            None => {
                // No length, or one that no page has: it ends where the next record begins, if one does.
                let mut block = Block::default();
                if self.stream.up_to(b"\n", &begins, keep, &mut block) {
                    let end = block.bytes.trim_ascii_end().len();
                    if !block.longer {
                        block.bytes.truncate(end);
                    }
                } else {
                    block.short = length.is_some_and(|length| length > block.length);
                }
                record.cut = match length {
                    None => Some("it does not say how long it is"),
                    // Behind its end two line ends stand, or one too few or too many.
                    Some(length) if block.length.saturating_sub(8) > length || block.length < length => {
                        Some("its length is false")
                    }
                    Some(_) => None,
                };
                block
            }
        };
        if known.is_some() && !self.at_end() {
            self.mend(record, &mut block, keep);
        }
        if block.short {
            // Behind its own end the block may hold the next records.
            if self.give_back(&mut block) {
                record.cut = Some("its length is false");
            } else {
                record.cut = Some("the file is damaged or ends inside of it");
            }
        } else if block.longer && record.cut.is_none() && wanted {
            record.cut = Some("it is longer than is read");
        }
        record.block = block.bytes;
    }

    /// Whether a record may begin here, or the file or the readable part of it ends.
    fn at_end(&mut self) -> bool {
        let ahead = self.stream.ahead(16);
        let blanks = ahead.iter().take_while(|b| b.is_ascii_whitespace() || **b == 0).count();
        let rest = ahead.get(blanks..).unwrap_or_default();
        rest.is_empty() || rest.starts_with(b"WARC/") || (rest.len() < 5 && b"WARC/".starts_with(rest))
    }

    /// Finds the true end of a block whose length is false.
    fn mend(&mut self, record: &mut Record, block: &mut Block, keep: usize) {
        record.cut = Some("its length is false");
        if self.give_back(block) {
            block.longer = false;
            return;
        }
        if self.stream.up_to(b"\n", &begins, keep, block) && !block.longer {
            trim_end(&mut block.bytes);
        }
    }
}

impl Records {
    /// Puts the records back that a block of false length took; whether there were any.
    fn give_back(&mut self, block: &mut Block) -> bool {
        let Some(at) = swallowed(&block.bytes) else { return false };
        self.put_back += block.bytes.len() - at;
        self.stream.put_back(block.bytes.get(at..).unwrap_or_default());
        block.bytes.truncate(at);
        trim_end(&mut block.bytes);
        true
    }
}

/// Where the next record begins inside of a block.
fn swallowed(block: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(block, b"\nWARC/").map(|at| at + 1).find(|at| block.get(*at..).is_some_and(begins))
}

fn trim_end(block: &mut Vec<u8>) {
    let mut length = block.len();
    for _ in 0..4 {
        if length > 0 && matches!(block.get(length - 1), Some(b'\r' | b'\n')) {
            length -= 1;
        }
    }
    block.truncate(length);
}

/// Whether a record begins here: a version line, and the field that every record has.
fn begins(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"WARC/") else { return false };
    let line = rest.iter().take(12).position(|b| *b == b'\n');
    let version = rest.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    line.is_some_and(|end| version > 0 && rest.get(version..end).is_some_and(|r| r.trim_ascii().is_empty()))
        && ["WARC-Type:", "warc-type:", "Content-Length:", "WARC-Record-ID:"]
            .iter()
            .any(|field| memchr::memmem::find(head, field.as_bytes()).is_some())
}

/// Where the first blank line lies, with the line end before it.
pub(super) fn blank_line(bytes: &[u8]) -> Option<Range<usize>> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match bytes.get(at + 1..) {
        Some([b'\n', ..]) => Some(at..at + 2),
        Some([b'\r', b'\n', ..]) => Some(at..at + 3),
        _ => None,
    })
}

/// Named fields, a line each; lines that begin with a blank go on.
pub(super) fn read_fields(bytes: &[u8]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in bytes.split(|b| *b == b'\n').take(4096) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let text = String::from_utf8_lossy(line);
        if line.first().is_some_and(|b| *b == b' ' || *b == b'\t') {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(text.trim());
            }
        } else if let Some((name, value)) = text.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    fields
}
