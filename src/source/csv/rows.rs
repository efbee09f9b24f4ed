//! The rows of a table as records, one by one, without holding the table.

use std::{
    borrow::Cow,
    cell::Cell,
    io::{self, Cursor, Read},
    rc::Rc,
};

use encoding_rs::{Encoding, UTF_8};

use super::{
    super::{
        Input, Reading, SourceError, decode, limits,
        record::{
            Loose, Record,
            complaints::place,
            field::{self, Field},
            text, unread,
        },
    },
    escapes::{self, Doubling},
    quotes::{Seen, Watched},
    serials,
    shape::{self, Shape},
};

/// What takes a row: its line and what it says.
pub(in crate::source) type Each<'e> = dyn FnMut(u64, &Record<'_>, &mut Reading<'_>) -> Result<(), SourceError> + 'e;

/// Hands each row of a table on.
///
/// # Errors
/// When it is no table, a row is too long, or it cannot be read any further; and those of `each`.
pub(in crate::source) fn rows(
    input: &Input<'_>,
    out: &mut Reading<'_>,
    each: &mut Each<'_>,
) -> Result<(), SourceError> {
    let mut stream: Box<dyn Read + Send + '_> = Box::new(input.open()?);
    let mut head = Vec::new();
    let damage = stream.by_ref().take(limits::PROBE as u64).read_to_end(&mut head).err();
    let wide = decode::is_wide(&head);
    if wide {
        head = decode::decode(&input.bytes()?, None).text.into_owned().into_bytes();
        stream = Box::new(io::empty());
    }
    let whole = wide || head.len() < limits::PROBE;
    let decoded = decode::decode(&head, None);
    let encoding = Encoding::for_label(decoded.encoding.as_bytes()).unwrap_or(UTF_8);
    let Some(shape) = Shape::of(&decoded.text, whole) else {
        return Err(SourceError::malformed("It is no table: its first row names no columns. It was left out."));
    };
    let text = if shape.escaped { escapes::doubled(&decoded.text, shape.delimiter).into() } else { decoded.text };
    let counted = serials::columns(text.trim_start_matches('\u{feff}'), &shape);
    drop(text);
    let left = Rc::new(Cell::new(limits::ROW));
    let stream = Bounded { stream: Cursor::new(head).chain(stream), left: Rc::clone(&left) };
    let result = if shape.escaped {
        each_row(&shape, &counted, encoding, Doubling::new(stream, shape.delimiter), &left, out, each)
    } else {
        each_row(&shape, &counted, encoding, stream, &left, out, each)
    };
    // What came before the damage was read.
    result.and(damage.map_or(Ok(()), |error| Err(error.into())))
}

fn each_row(
    shape: &Shape,
    counted: &[bool],
    encoding: &'static Encoding,
    stream: impl Read,
    left: &Cell<usize>,
    out: &mut Reading<'_>,
    each: &mut Each<'_>,
) -> Result<(), SourceError> {
    let columns: Vec<Option<(Field, &'static str)>> = shape.names.iter().map(|name| Field::named(name)).collect();
    let is_text = |named: &Option<(Field, _)>| {
        named.is_some_and(|n| matches!(n.0, Field::Text | Field::Paragraphs | Field::Prose | Field::Markup))
    };
    // What is told once.
    let mut may_be_unread = !columns.iter().any(is_text);
    let seen = Seen::default();
    let stream = Watched::new(stream, shape.delimiter, shape.quoted, &seen);
    let mut reader = shape::reader(shape.delimiter, shape.quoted, stream);
    let mut row = csv::ByteRecord::new();
    let mut heads = 1 + shape.preface;
    loop {
        left.set(limits::ROW);
        match reader.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                return match error.into_kind() {
                    csv::ErrorKind::Io(error) => Err(error.into()),
                    _ => Err(SourceError::malformed("A row cannot be read; what came before was kept.")),
                };
            }
        }
        if heads > 0 || row.iter().all(<[u8]>::is_empty) {
            heads = heads.saturating_sub(1);
            continue;
        }
        // The row may stand behind blank lines, which the reader passes over with it.
        let inside = row.iter().map(|cell| memchr::memchr_iter(b'\n', cell).count() as u64).sum::<u64>();
        let from_end = seen.line_by_end(reader.position().line()).saturating_sub(inside);
        let line = seen.line(row.position().map_or(0, csv::Position::line)).max(from_end);
        if row.len() != columns.len() {
            let told = format!(
                "The row has {} cells, and the first row names {} columns; it was read as far as it goes.",
                row.len(),
                columns.len()
            );
            out.problem(place(line, 0), told);
        }
        if may_be_unread {
            let cells = shape.names.iter().zip(&row).map(|(name, cell)| {
                let is_prose = unread::is_prose(&String::from_utf8_lossy(cell));
                (name.as_str(), cell.len(), is_prose)
            });
            if let Some(name) = unread::longest(cells) {
                out.problem(place(line, 0), unread::told(name, "columns"));
                may_be_unread = false;
            }
        }
        let members = columns.iter().enumerate().filter_map(|(at, column)| {
            let (field, name) = (*column)?;
            let value = value(row.get(at).unwrap_or_default(), field, encoding);
            let time = counted.get(at).filter(|counted| **counted).and_then(|_| serials::time(&value.text()?));
            Some((field, name, time.map_or(value, |time| Loose::Text(time.into()))))
        });
        let mut record = Record::of(members);
        if seen.is_cut() {
            out.problem(place(line, 0), CUT);
        }
        // Behind the cells that have names there is more of one of them, most often of the last.
        if seen.is_cut() || row.iter().skip(columns.len()).any(|cell| !cell.is_empty()) {
            text::broken_off().into_iter().for_each(|(field, name, value)| record.add(field, name, value));
        }
        each(line, &record, out)?;
    }
}

/// What is said of a table that ends within a cell.
const CUT: &str = "A quotation mark opens in this row and none closes it before the file ends: the text may break off there, or \
                   hold the rows behind.";

/// What a cell says.
fn value<'c>(cell: &'c [u8], field: Field, encoding: &'static Encoding) -> Loose<'c> {
    let text = match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding.decode_without_bom_handling(cell).0,
    };
    match field {
        _ if field::is_missing(&text) => Loose::Nothing,
        Field::Text | Field::Prose => Loose::Text(with_line_feeds(text)),
        _ => Loose::Text(text),
    }
}

/// A text whose line feeds were written as a backslash and an `n`.
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains("\\n") && !text.contains('\n') { text.replace("\\n", "\n").into() } else { text }
}

/// A stream that ends with an error where a row does not end.
struct Bounded<R> {
    stream: R,
    /// Bytes that the row may still take.
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            let told = format!(
                "a row is larger than {} MB, as where a quotation mark never closes; what came before was kept",
                limits::ROW >> 20
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, told));
        }
        let read = self.stream.read(into)?;
        self.left.set(self.left.get().saturating_sub(read));
        Ok(read)
    }
}
