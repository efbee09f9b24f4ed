//! One pass over a table.

use std::borrow::Cow;

use rusqlite::{ErrorCode, OptionalExtension as _, Statement, types::ValueRef};

use super::{
    super::{Reading, SourceError, decode},
    Database, LONGEST, Table, sentence,
};

/// Rows between two looks at whether somebody wants to stop.
const STRIDE: u64 = 256;

/// Bytes that the smallest row takes in its file.
const SMALLEST: u64 = 4;

/// Places of one table passed over, because they are damaged or a value is too large, before the table is given up.
const SKIPS: usize = 500;

/// How far beyond a damaged place rows are looked for, by their numbers.
const FARTHEST: i64 = 1 << 40;

/// A row of a scanned table. Columns count from 0, in the order in which they were asked for.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    row: &'r rusqlite::Row<'r>,
}

impl<'r> Row<'r> {
    fn value(&self, column: usize) -> ValueRef<'r> {
        self.row.get_ref(column + 1).unwrap_or(ValueRef::Null)
    }

    /// The row's number in its table, for telling where something lies.
    #[must_use]
    pub fn number(&self) -> i64 {
        match self.row.get_ref(0) {
            Ok(ValueRef::Integer(number)) => number,
            _ => 0,
        }
    }

    /// The value as text, whatever its type; bytes that are no UTF-8 are decoded as well as can be. Empty for nothing.
    #[must_use]
    pub fn text(&self, column: usize) -> Cow<'r, str> {
        match self.value(column) {
            ValueRef::Null => Cow::Borrowed(""),
            ValueRef::Integer(number) => number.to_string().into(),
            ValueRef::Real(number) => number.to_string().into(),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) if memchr::memchr(0, bytes).is_none() => Cow::Borrowed(text),
                _ => decode::decode(bytes, None).text,
            },
        }
    }

    /// The value as text, `None` where it is empty or missing.
    #[must_use]
    pub fn some(&self, column: usize) -> Option<Cow<'r, str>> {
        Some(self.text(column)).filter(|text| !text.trim().is_empty())
    }

    /// The value as a whole number; text and fractions that are one count.
    #[must_use]
    pub fn integer(&self, column: usize) -> Option<i64> {
        match self.value(column) {
            ValueRef::Integer(number) => Some(number),
            _ => {
                let number = self.real(column)?;
                // Beyond 2^53 a fraction is no exact number any more.
                (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
            }
        }
    }

    /// The value as a number; text that is one counts.
    #[must_use]
    pub fn real(&self, column: usize) -> Option<f64> {
        match self.value(column) {
            ValueRef::Integer(number) => Some(number as f64),
            ValueRef::Real(number) => Some(number),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok()?.trim().parse().ok(),
            ValueRef::Null | ValueRef::Blob(_) => None,
        }
        .filter(|number: &f64| number.is_finite())
    }

    /// Whether the value says yes: `1`, `t`, `true` (Rails writes `t` and `f`, Django numbers).
    #[must_use]
    pub fn is_true(&self, column: usize) -> bool {
        match self.value(column) {
            ValueRef::Integer(number) => number != 0,
            ValueRef::Real(number) => number != 0.0,
            _ => ["t", "true", "1", "y", "yes"].contains(&self.text(column).trim().to_ascii_lowercase().as_str()),
        }
    }

    /// The value's bytes; those of a text in its encoding.
    #[must_use]
    pub fn bytes(&self, column: usize) -> &'r [u8] {
        match self.value(column) {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => &[],
        }
    }

    /// Bytes of the row's texts and blobs.
    #[must_use]
    pub fn size(&self) -> usize {
        let columns = self.row.as_ref().column_count();
        (1..columns).map(|column| self.bytes(column - 1).len()).sum()
    }
}

/// What a scan counts, over all of its statements.
#[derive(Default)]
struct Count {
    rows: u64,
    bytes: u64,
    /// The number of the last row read.
    last: Option<i64>,
}

impl Database {
    /// Reads a table once, in the order in which it lies in the file, and gives each row to `each`. Columns that the
    /// table lacks are empty. Damage is told to `out`; the rows around it are read. Whether no row was lost to it.
    ///
    /// # Errors
    /// What `each` returns; [`SourceError::Cancelled`]; and when the table holds more than can lie in the file.
    pub fn scan(
        &self,
        table: &Table,
        columns: &[&str],
        out: &mut Reading<'_>,
        mut each: impl FnMut(Row<'_>, &mut Reading<'_>) -> Result<(), SourceError>,
    ) -> Result<bool, SourceError> {
        self.pass(table, columns, true, out, &mut each)
    }

    /// As [`Database::scan`], ahead of it and for counting only: damage is not told, since the scan will meet it again.
    ///
    /// # Errors
    /// As [`Database::scan`].
    pub fn survey(
        &self,
        table: &Table,
        columns: &[&str],
        out: &mut Reading<'_>,
        mut each: impl FnMut(Row<'_>),
    ) -> Result<(), SourceError> {
        let mut each = |row: Row<'_>, _: &mut Reading<'_>| {
            each(row);
            Ok(())
        };
        self.pass(table, columns, false, out, &mut each).map(|_| ())
    }

    /// Whether no row was lost to damage.
    fn pass(
        &self,
        table: &Table,
        columns: &[&str],
        tell: bool,
        out: &mut Reading<'_>,
        each: &mut impl FnMut(Row<'_>, &mut Reading<'_>) -> Result<(), SourceError>,
    ) -> Result<bool, SourceError> {
        let mut count = Count::default();
        let mut after: Option<i64> = None;
        // After which rows it is damaged.
        let mut damage: Vec<Option<i64>> = Vec::new();
        let mut ended = false;
        for _ in 0..SKIPS {
            let statement = self.statement(table, columns, after);
            let mut statement = statement.map_err(|e| sentence(&e))?;
            match self.rows(&mut statement, &mut count, out, each)? {
                None => {
                    ended = true;
                    break;
                }
                Some(ErrorCode::TooBig) => {
                    let Some(next) = self.next(table, count.last) else { break };
                    let reason = format!("A value is larger than {} MB; the row was left out.", LONGEST >> 20);
                    if tell {
                        out.problem(format!("{}, row {next}", table.name), reason);
                    }
                    count.last = Some(next);
                    after = count.last;
                }
                Some(_) => {
                    damage.push(count.last);
                    // A row may be found and yet not be read, where its text lies on pages of its own.
                    let from = count.last.max(after.map(|row| row.saturating_add(1))).unwrap_or(0);
                    let Some(next) = self.beyond(table, from) else { break };
                    after = Some(next.saturating_sub(1));
                }
            }
        }
        let whole = damage.is_empty() && ended;
        if tell && !whole {
            let row = damage.first().copied().flatten().or(count.last);
            let place = row.map_or_else(|| table.name.clone(), |row| format!("{}, after row {row}", table.name));
            let places = match damage.len() {
                0 | 1 => "The database is damaged".to_owned(),
                many => format!("The database is damaged in {many} places, here first"),
            };
            let read = if ended { "the rows around were read" } else { "what came before was read" };
            out.problem(place, format!("{places}; {read}."));
        }
        Ok(whole)
    }

    /// The first row after one that is found again, past damage: looked for in growing steps, then between the last two.
    fn beyond(&self, table: &Table, from: i64) -> Option<i64> {
        let mut step = 1_i64;
        let mut found = loop {
            match self.row_after(table, from.checked_add(step - 1)?) {
                Ok(row) => break row?,
                Err(_) => step = step.checked_mul(2).filter(|step| *step <= FARTHEST)?,
            }
        };
        let (mut fails, mut succeeds) = (from.saturating_add(step / 2 - 1), found.saturating_sub(1));
        while step > 1 && fails.saturating_add(1) < succeeds {
            let middle = fails.midpoint(succeeds);
            match self.row_after(table, middle) {
                Ok(Some(row)) => (succeeds, found) = (middle, row),
                _ => fails = middle,
            }
        }
        Some(found)
    }

    /// The number of the row after one, if there is any.
    fn row_after(&self, table: &Table, row: i64) -> rusqlite::Result<Option<i64>> {
        let (number, name) = (numbers(table), quoted(&table.name));
        let asked = format!("SELECT {number} FROM {name} NOT INDEXED WHERE {number} > ?1 ORDER BY {number} LIMIT 1");
        self.connection.query_row(&asked, [row], |row| row.get(0)).optional()
    }

    /// Rows until they end, or until the database turns out damaged.
    fn rows(
        &self,
        statement: &mut Statement<'_>,
        count: &mut Count,
        out: &mut Reading<'_>,
        each: &mut impl FnMut(Row<'_>, &mut Reading<'_>) -> Result<(), SourceError>,
    ) -> Result<Option<ErrorCode>, SourceError> {
        let mut rows = statement.query([]).map_err(|e| sentence(&e))?;
        loop {
            let row = match rows.next() {
                Ok(None) => return Ok(None),
                Ok(Some(row)) => Row { row },
                Err(error) => return Ok(Some(error.sqlite_error_code().unwrap_or(ErrorCode::DatabaseCorrupt))),
            };
            let size = row.size() as u64;
            (count.rows, count.bytes) = (count.rows + 1, count.bytes + size);
            count.last = Some(row.number());
            if count.rows.saturating_mul(SMALLEST) > self.size + 4096 || count.bytes > 2 * self.size + 4096 {
                return Err(SourceError::malformed(
                    "Its pages refer to one another in circles, as only a file made to be read for ever does; what \
                     came before was kept.",
                ));
            }
            if let Some(meter) = &self.meter {
                meter.take(size.min(self.size.saturating_sub(meter.taken())));
            }
            each(row, out)?;
            if count.rows.is_multiple_of(STRIDE) {
                out.check()?;
            }
        }
    }

    fn statement(&self, table: &Table, columns: &[&str], after: Option<i64>) -> rusqlite::Result<Statement<'_>> {
        let asked = |column: &&str| table.spelling(column).map_or_else(|| "NULL".to_owned(), quoted);
        let list: String = columns.iter().map(asked).map(|column| format!(", {column}")).collect();
        let name = quoted(&table.name);
        let number = numbers(table);
        let from = after.map_or_else(String::new, |after| format!(" WHERE {number} > {after}"));
        let asked = format!("SELECT {number}{list} FROM {name} NOT INDEXED{from}");
        match self.connection.prepare(&asked) {
            // A table without numbers of its own.
            Err(_) if after.is_none() => self.connection.prepare(&format!("SELECT NULL{list} FROM {name} NOT INDEXED")),
            prepared => prepared,
        }
    }

    /// The number of the row that follows one.
    fn next(&self, table: &Table, last: Option<i64>) -> Option<i64> {
        self.row_after(table, last.unwrap_or(i64::MIN)).ok().flatten()
    }
}

/// What a table's rows are numbered by: the one of the names for it that is no column of its own.
fn numbers(table: &Table) -> &'static str {
    ["rowid", "_rowid_", "oid"].into_iter().find(|name| !table.has(name)).unwrap_or("NULL")
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
