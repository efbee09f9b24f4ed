//! ARC, the format before WARC: a line that says address, host, moment, type and length, then a block of that length.
//!
//! After the Internet Archive's description of versions 1 and 2 of the format. Addresses may hold blanks, types may be missing:
//! lines are read from their end.

use super::{
    record::{LONGEST, Met, Record},
    stream::{Block, Stream},
};

/// Bytes of a line that begins a record.
const LINE: usize = 64 << 10;

/// A file's records, as those of a WARC.
pub(super) struct Records {
    stream: Stream,
    place: u64,
    /// Fields of a line that begins a record: 5, or 10 in version 2.
    fields: usize,
}

impl Records {
    pub(super) fn of(stream: Stream) -> Records {
        Records { stream, place: 0, fields: 5 }
    }

    /// The next record that may hold a page.
    pub(super) fn next(&mut self) -> Option<Met> {
        loop {
            let ahead = self.stream.ahead(1);
            let blanks = ahead.iter().take_while(|b| b.is_ascii_whitespace()).count();
            if blanks > 0 {
                self.stream.pass(blanks);
                continue;
            }
            if ahead.is_empty() {
                match self.stream.go_on()? {
                    Some(sentence) => return Some(Met::Damage(self.place, sentence)),
                    None => continue,
                }
            }
            self.place += 1;
            let ahead = self.stream.ahead(LINE);
            let end = memchr::memchr(b'\n', ahead.get(..LINE.min(ahead.len())).unwrap_or_default());
            let line = String::from_utf8_lossy(ahead.get(..end.unwrap_or(0)).unwrap_or_default()).trim().to_owned();
            let Some(head) = Head::of(&line, self.fields) else {
                let mut passed = Block::default();
                let fields = self.fields;
                self.stream.pass(end.unwrap_or(0).max(1));
                self.stream.up_to(b"\n", &|bytes| begins(bytes, fields), 0, &mut passed);
                let sentence = "Its line does not say address, moment and length; it was left out.";
                return Some(Met::Damage(self.place, sentence.into()));
            };
            self.stream.pass(end.map_or(0, |end| end + 1));
            if head.url.starts_with("filedesc:") {
                self.describe(head.length);
                continue;
            }
            let mut block = self.stream.block(head.length, LONGEST);
            self.check(&mut block);
            let fields = [
                ("WARC-Type", "response"),
                ("WARC-Target-URI", head.url.as_str()),
                ("WARC-Date", head.moment.as_str()),
                ("Content-Type", head.kind.as_str()),
            ];
            let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
            return Some(Met::Record(Record::made(self.place, fields, block)));
        }
    }

    /// The record that describes the file: which version it is, and the names of the fields.
    fn describe(&mut self, length: u64) {
        let block = self.stream.block(length.min(LINE as u64), LINE);
        if block.bytes.starts_with(b"2 ") {
            self.fields = 10;
        }
        // Its length is false more often than not: what follows its two lines is a record.
        let fields = self.fields;
        let ahead = self.stream.ahead(LINE);
        if !ahead.trim_ascii_start().is_empty() && !begins(ahead.trim_ascii_start(), fields) {
            let mut passed = Block::default();
            self.stream.put_back(&block.bytes);
            self.stream.up_to(
                b"\n",
                &|bytes| begins(bytes, fields) && !bytes.starts_with(b"filedesc:"),
                0,
                &mut passed,
            );
        }
    }

    /// Looks whether a record follows a block; goes on to the next where none does.
    fn check(&mut self, block: &mut Block) {
        let fields = self.fields;
        let ahead = self.stream.ahead(LINE);
        let rest = ahead.trim_ascii_start();
        if rest.is_empty() || begins(rest, fields) || block.longer {
            return;
        }
        self.stream.up_to(b"\n", &|bytes| begins(bytes, fields), LONGEST, block);
    }
}

struct Head {
    url: String,
    moment: String,
    kind: String,
    length: u64,
}

impl Head {
    fn of(line: &str, fields: usize) -> Option<Head> {
        let parts: Vec<&str> = line.rsplitn(fields, ' ').collect();
        let length = parts.first()?.parse().ok()?;
        let (kind, moment, url) = match fields {
            10 => (parts.get(6)?, parts.get(7)?, parts.get(9)?),
            _ => (parts.get(1)?, parts.get(2)?, parts.get(4)?),
        };
        let digits = moment.len() >= 8 && moment.bytes().all(|b| b.is_ascii_digit());
        let known = url.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.len() < 12 && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        (digits && known).then(|| Head {
            url: (*url).to_owned(),
            moment: (*moment).to_owned(),
            kind: (*kind).to_owned(),
            length,
        })
    }
}

/// Whether a record begins here.
fn begins(bytes: &[u8], fields: usize) -> bool {
    let known = ["http://", "https://", "dns:", "filedesc:", "ftp://"].iter().any(|s| bytes.starts_with(s.as_bytes()));
    let line = memchr::memchr(b'\n', bytes).and_then(|end| bytes.get(..end));
    known && line.is_some_and(|line| Head::of(String::from_utf8_lossy(line).trim(), fields).is_some())
}

#[cfg(test)]
mod tests {
    use super::Head;

    #[test]
    fn lines_are_read_from_their_end() {
        let head = Head::of("http://a.example/x y z 10.0.0.1 20140216050221 text/html 1591", 5).expect("a head");
        assert_eq!((head.url.as_str(), head.length, head.kind.as_str()), ("http://a.example/x y z", 1591, "text/html"));
        let head = Head::of("http://a.example/robots.txt 10.0.0.1 20110804181142  39", 5).expect("a head");
        assert_eq!((head.moment.as_str(), head.kind.as_str()), ("20110804181142", ""));
        let two = "http://a.example/ 10.0.0.1 20140216050221 text/html 200 - - 0 x.arc.gz 1591";
        assert_eq!(Head::of(two, 10).map(|h| h.length), Some(1591));
        for bad in ["http://a.example/ 10.0.0.1 20140401 text/html -1", "x", "", "<p> a b 20140401000000 c 12"] {
            assert!(Head::of(bad, 5).is_none(), "{bad}");
        }
    }
}
