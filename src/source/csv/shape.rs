//! How the cells of a table lie, told from its first rows.

use std::borrow::Cow;

use super::{
    super::{
        Confidence,
        record::field::{self, Field},
    },
    escapes,
};

/// What may stand between two cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Columns at most.
const COLUMNS: usize = 4096;

/// So many known names make a table, whatever its second row holds: the reader tells of what is wrong with that.
const SURE: usize = 4;

/// Characters of a column's name at most.
const NAME: usize = 60;

/// What separates cells, and what the columns are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) struct Shape {
    pub(in crate::source) delimiter: u8,
    /// Quotation marks around a cell are none of its text.
    pub(in crate::source) quoted: bool,
    /// Marks within a cell stand behind a backslash.
    pub(in crate::source) escaped: bool,
    pub(in crate::source) names: Vec<String>,
    /// Rows before the one with the names: Excel's `sep=;`.
    pub(in crate::source) preface: usize,
    /// Cells of the second row, where there is one.
    second: Option<usize>,
}

impl Shape {
    /// The shape that makes the most of a text's first row; `None` for what is no table. `whole`: there is no more text.
    pub(in crate::source) fn of(text: &str, whole: bool) -> Option<Shape> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.trim_start().chars().next()?;
        if matches!(first, '{' | '[' | '<' | '%' | '#') {
            return None;
        }
        if let Some((delimiter, rows)) = separated(text) {
            return Shape::by(rows, delimiter, whole).map(|shape| Shape { preface: 1, ..shape });
        }
        let shapes = DELIMITERS.iter().filter_map(|delimiter| Shape::by(text, *delimiter, whole));
        // Of equal ones the first in the list.
        shapes.rev().max_by_key(|shape| (shape.known(), shape.names.len()))
    }

    fn by(text: &str, delimiter: u8, whole: bool) -> Option<Shape> {
        // Whoever separates by tabs often quotes nothing.
        let escaped = escapes::are_meant(text.as_bytes(), delimiter);
        let quoted = escaped || delimiter != b'\t' || !are_literal(text.as_bytes(), delimiter, whole);
        let text = if escaped { Cow::Owned(escapes::doubled(text, delimiter)) } else { Cow::Borrowed(text) };
        let mut reader = reader(delimiter, quoted, text.as_bytes());
        let mut record = csv::StringRecord::new();
        if !reader.read_record(&mut record).ok()? || !(2..=COLUMNS).contains(&record.len()) {
            return None;
        }
        let names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
        let is_name = |name: &String| name.chars().count() <= NAME && !name.ends_with(['.', '!', '?', ':']);
        if !names.iter().all(is_name) {
            return None;
        }
        let second = reader.read_record(&mut record).is_ok_and(|read| read).then_some(record.len());
        // The second row may be cut off.
        let second = second.filter(|_| whole || reader.position().byte() < text.len() as u64);
        Some(Shape { delimiter, quoted, escaped, names, preface: 0, second })
    }

    /// Columns whose names are known.
    fn known(&self) -> usize {
        self.names.iter().filter(|name| Field::of(name).is_some()).count()
    }

    /// What the columns say of the file.
    pub(in crate::source) fn judged(&self) -> Confidence {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let even = self.second.is_none_or(|cells| cells == names.len());
        match field::judged(&names, "its first row", "columns") {
            Confidence::Likely if self.known() >= if even { 2 } else { SURE } => Confidence::Likely,
            Confidence::Near(lack) if names.len() >= 3 && even && self.second.is_some() => Confidence::Near(lack),
            _ => Confidence::No,
        }
    }
}

/// What separates cells by a table's own word, and its rows: its first line is `sep=;`, as Excel writes and reads it.
fn separated(text: &str) -> Option<(u8, &str)> {
    let (first, rows) = text.split_once('\n')?;
    let (word, delimiter) = first.trim_end_matches('\r').trim_matches('"').split_once('=')?;
    let [delimiter] = delimiter.as_bytes() else { return None };
    (word.eq_ignore_ascii_case("sep") && DELIMITERS.contains(delimiter)).then_some((*delimiter, rows))
}

/// Whether the quotation marks of a table are those of its texts: a cell that begins with one goes on behind the one that
/// would close it, or there is none that would.
fn are_literal(text: &[u8], delimiter: u8, whole: bool) -> bool {
    let mut rest = text;
    loop {
        if let Some(mut inner) = rest.strip_prefix(b"\"") {
            let behind = loop {
                let Some(at) = memchr::memchr(b'"', inner) else { return whole };
                inner = inner.get(at + 1..).unwrap_or_default();
                match inner.strip_prefix(b"\"") {
                    Some(doubled) => inner = doubled,
                    None => break inner,
                }
            };
            let ends = |b: &u8| *b == delimiter || matches!(b, b'\r' | b'\n');
            let end = behind.iter().position(ends).unwrap_or(behind.len());
            if behind.get(..end).is_some_and(|left| !left.trim_ascii().is_empty()) {
                return true;
            }
            rest = behind;
        }
        let Some(at) = memchr::memchr3(delimiter, b'\n', b'\r', rest) else { return false };
        rest = rest.get(at + 1..).unwrap_or_default();
    }
}

/// A reader of the rows of a stream.
pub(super) fn reader<R: std::io::Read>(delimiter: u8, quoted: bool, stream: R) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(quoted)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(128 << 10)
        .from_reader(stream)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_with_text_behind_them_are_of_the_text() {
        for (text, quoted) in [
            ("url\ttext\nu\t\"He said it.\" And he left.\n", false),
            ("url\ttext\nu\t\"Never closed\nv\tThe end.\n", false),
            ("url\ttext\nu\t\"One \"\"two\"\"\nthree\"\nv\t5\" of rain\n", true),
            ("url\ttext\r\nu\t\"One\" \r\n\"v\"\tTwo", true),
            ("url,text\nu,\"He said it.\" And he left.\n", true),
        ] {
            assert_eq!(Shape::of(text, true).map(|shape| shape.quoted), Some(quoted), "{text}");
        }
    }

    #[test]
    fn the_content_tells_what_separates_cells() {
        for (text, delimiter, columns) in [
            ("author,title,description,url,published_at\n", b',', 5),
            ("\u{feff}topic;link;domain;published_date;title;lang\nx;y;z;a,b;c;d\n", b';', 6),
            ("url\ttitle\tbody\nu\tt, t, t\tb\n", b'\t', 3),
            ("\"url\",\"the title; or not\",\"text\"\n", b',', 3),
        ] {
            let shape = Shape::of(text, true).expect("a table");
            assert_eq!((shape.delimiter, shape.names.len()), (delimiter, columns), "{text}");
            let reads = shape.judged().reads();
            assert!(reads || text.contains("or not"), "{text}");
        }
        let uneven = Shape::of("url,title,date,text\nu,t,2021-03-01,One, two\n", true).map(|shape| shape.judged());
        assert_eq!(uneven, Some(Confidence::Likely));
        let near = Shape::of("name,price,stock\na,1,2\n", true).map(|shape| shape.judged());
        assert!(matches!(near, Some(Confidence::Near(lack)) if lack.contains("columns versions, text, paragraphs")));
        for prose in
            ["Mr Smith, who was late, said so.\nAnother line, too.\n", "One line", "", "{\"a\":1,\"b\":2}", "<p>a,b,c"]
        {
            assert!(Shape::of(prose, true).is_none_or(|shape| shape.judged() == Confidence::No), "{prose}");
        }
    }
}
