//! SQL dumps as `mysqldump` writes them: rows out of `INSERT` statements, streamed.
//!
//! A statement may be megabytes long and a dump gigabytes, so nothing but one row is held. Nothing is executed: of all
//! statements only `CREATE TABLE` (for the names of columns), `SET NAMES` and `INSERT` are looked at. What `sqlite3`'s
//! `.dump` writes is read as well: there a backslash is a character like any other.

mod lexer;

use std::io::BufRead;

use lexer::{LONGEST, Lexer, Token};

use super::{Reading, SourceError, decode};

/// Values of one row.
const VALUES: usize = 500;

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// `NULL`.
    Null,
    /// A number, as written.
    Number(String),
    /// A string.
    Text(String),
}

impl Value {
    /// As text; empty for nothing.
    pub(super) fn text(&self) -> &str {
        match self {
            Value::Null => "",
            Value::Number(text) | Value::Text(text) => text,
        }
    }

    /// As a whole number.
    pub(super) fn integer(&self) -> Option<i64> {
        self.text().trim().parse().ok()
    }

    /// Whether it says yes.
    pub(super) fn is_true(&self) -> bool {
        ["1", "t", "true", "\u{1}"].contains(&self.text().to_ascii_lowercase().as_str())
    }
}

/// A row, with the names of its columns where the dump gives them.
pub(super) struct Row<'r> {
    /// The table, without quotation marks and schema.
    pub(super) table: &'r str,
    columns: &'r [String],
    values: &'r [Value],
}

impl Row<'_> {
    /// The value of a column; where the dump names none, of its place among `order`.
    pub(super) fn value(&self, column: &str, order: &[&str]) -> &Value {
        self.place(column, order).and_then(|place| self.values.get(place)).unwrap_or(&Value::Null)
    }

    /// Whether the row's table has a column.
    pub(super) fn has(&self, column: &str, order: &[&str]) -> bool {
        self.place(column, order).is_some()
    }

    fn place(&self, column: &str, order: &[&str]) -> Option<usize> {
        if self.columns.is_empty() {
            return order.iter().position(|name| *name == column);
        }
        self.columns.iter().position(|name| name.eq_ignore_ascii_case(column))
    }
}

/// Whether a text is the beginning of an SQL dump.
pub(super) fn is_dump(text: &str) -> bool {
    let head: String = text.chars().take(4096).collect();
    ["-- MySQL dump", "-- MariaDB dump", "PRAGMA foreign_keys=OFF"].iter().any(|mark| head.contains(mark))
        || text.contains("INSERT INTO `")
        || text.contains("CREATE TABLE `")
}

/// What a dump holds beside the rows of the wanted tables.
pub(super) struct Scanned {
    /// The names of the other tables.
    pub(super) others: Vec<String>,
    /// The wanted table whose rows the dump ends with, nothing else behind them: more of them may have been cut off.
    pub(super) ends_in: Option<String>,
}

/// Reads a dump and gives each row of a table that is `wanted` to `each`.
///
/// # Errors
/// When the stream breaks, and what `each` returns.
pub(super) fn scan<'s>(
    stream: Box<dyn BufRead + Send + 's>,
    wanted: &dyn Fn(&str) -> bool,
    out: &mut Reading<'_>,
    each: &mut dyn FnMut(&Row<'_>, &mut Reading<'_>) -> Result<(), SourceError>,
) -> Result<Scanned, SourceError> {
    let lexer = Lexer::new(stream);
    let mut scan = Scan { lexer, created: Vec::new(), others: Vec::new(), last: None, rows: 0 };
    loop {
        let token = scan.lexer.token()?;
        if !matches!(token, Token::End | Token::Sign(b';')) {
            scan.last = None;
        }
        match token {
            Token::End => return Ok(Scanned { others: scan.others, ends_in: scan.last }),
            Token::Word(word) if is(&word, "insert") || is(&word, "replace") => scan.insert(wanted, out, each)?,
            Token::Word(word) if is(&word, "create") => scan.create()?,
            Token::Word(word) if is(&word, "set") => scan.set()?,
            Token::Word(word) if is(&word, "pragma") => {
                scan.lexer.backslash = false;
                scan.lexer.skip_statement()?;
            }
            Token::Sign(b';') => {}
            _ => scan.lexer.skip_statement()?,
        }
        out.check()?;
    }
}

struct Scan<'s> {
    lexer: Lexer<'s>,
    /// Columns of the tables whose making was met.
    created: Vec<(String, Vec<String>)>,
    others: Vec<String>,
    /// The wanted table of the last statement.
    last: Option<String>,
    rows: u64,
}

impl Scan<'_> {
    /// `INSERT [IGNORE] INTO [schema.]table [(columns)] VALUES (…), (…);`
    fn insert(
        &mut self,
        wanted: &dyn Fn(&str) -> bool,
        out: &mut Reading<'_>,
        each: &mut dyn FnMut(&Row<'_>, &mut Reading<'_>) -> Result<(), SourceError>,
    ) -> Result<(), SourceError> {
        let mut table = None;
        let mut columns = Vec::new();
        loop {
            match self.lexer.token()? {
                Token::Word(word) if is(&word, "values") || is(&word, "value") => break,
                Token::Word(word) if ["into", "ignore", "delayed", "low_priority"].iter().any(|w| is(&word, w)) => {}
                Token::Word(word) => table = Some(bare(&word)),
                Token::Name(name) => table = Some(named(&name)),
                Token::Sign(b'(') => columns = self.names()?,
                Token::Sign(b'.') => {}
                Token::Sign(b';') | Token::End => return Ok(()),
                _ => return self.lexer.skip_statement(),
            }
        }
        let Some(table) = table else { return self.lexer.skip_statement() };
        if !wanted(&table) {
            if !self.others.contains(&table) && self.others.len() < 50 {
                self.others.push(table);
            }
            return self.lexer.skip_statement();
        }
        self.last = Some(table.clone());
        if columns.is_empty() {
            let made = self.created.iter().find(|(name, _)| name.eq_ignore_ascii_case(&table));
            columns = made.map(|(_, columns)| columns.clone()).unwrap_or_default();
        }
        let mut values = Vec::new();
        loop {
            match self.lexer.token()? {
                Token::Sign(b'(') => {
                    if self.row(&mut values)? {
                        each(&Row { table: &table, columns: &columns, values: &values }, out)?;
                    } else {
                        let place = format!("{table}, row {} of the dump", self.rows + 1);
                        out.problem(place, "It cannot be understood; it was left out.");
                    }
                    self.rows += 1;
                    if self.rows.is_multiple_of(256) {
                        out.check()?;
                    }
                }
                Token::Sign(b',') => {}
                Token::Sign(b';') => return Ok(()),
                Token::End => {
                    out.problem("", "The dump is cut off; what stands before the cut was read.");
                    return Ok(());
                }
                _ => return self.lexer.skip_statement(),
            }
        }
    }

    /// The values up to the closing parenthesis, and whether they are whole.
    fn row(&mut self, values: &mut Vec<Value>) -> Result<bool, SourceError> {
        values.clear();
        let (mut charset, mut depth, mut whole, mut held) = (None, 0_usize, true, 0);
        loop {
            let value = match self.lexer.token()? {
                Token::Sign(b')') if depth == 0 => return Ok(whole && !values.is_empty()),
                Token::Sign(b'(') => {
                    // A call of a function, which no dump of a tracker holds.
                    (depth, whole) = (depth + 1, false);
                    continue;
                }
                Token::Sign(b')') => {
                    depth -= 1;
                    continue;
                }
                Token::End => return Ok(false),
                Token::Sign(_) => continue,
                Token::Word(word) if is(&word, "null") => Value::Null,
                Token::Word(word) if is(&word, "true") => Value::Number("1".into()),
                Token::Word(word) if is(&word, "false") => Value::Number("0".into()),
                // `_utf8mb4'…'`, `x'…'`, `b'…'`: what stands before a string says how it is meant.
                Token::Word(word) if word.starts_with(b"_") || is(&word, "x") || is(&word, "b") || is(&word, "n") => {
                    charset = Some(word);
                    continue;
                }
                Token::Word(word) if word.starts_with(b"0x") => {
                    Value::Text(self.decoded(&from_hex(word.get(2..).unwrap_or_default()), None))
                }
                Token::Word(word) => {
                    whole &= word.first().is_some_and(|b| b.is_ascii_digit() || b"+-.".contains(b));
                    Value::Number(String::from_utf8_lossy(&word).into_owned())
                }
                Token::Text(bytes) | Token::Name(bytes) => match charset.take() {
                    Some(mark) if is(&mark, "x") => Value::Text(self.decoded(&from_hex(&bytes), None)),
                    Some(mark) if is(&mark, "b") => Value::Number(from_bits(&bytes)),
                    mark => Value::Text(self.decoded(&bytes, mark.as_deref())),
                },
                Token::TooLong => {
                    whole = false;
                    Value::Null
                }
            };
            charset = None;
            held += value.text().len();
            if values.len() < VALUES && held <= LONGEST {
                values.push(value);
            } else {
                whole = false;
            }
        }
    }

    /// A string's characters: by its own introducer, else by what the dump says of all.
    fn decoded(&self, bytes: &[u8], introducer: Option<&[u8]>) -> String {
        if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) && !is_latin(introducer) {
            return String::from_utf8_lossy(bytes).into_owned();
        }
        let latin = is_latin(introducer) || (introducer.is_none() && is_latin(Some(&self.lexer.charset)));
        decode::decode(bytes, latin.then_some("windows-1252")).text.into_owned()
    }

    /// `CREATE TABLE [IF NOT EXISTS] table (column type …, …);`
    fn create(&mut self) -> Result<(), SourceError> {
        match self.lexer.token()? {
            Token::Word(word) if is(&word, "table") => {}
            Token::Sign(b';') | Token::End => return Ok(()),
            _ => return self.lexer.skip_statement(),
        }
        let mut table = None;
        loop {
            match self.lexer.token()? {
                Token::Word(word) if ["if", "not", "exists"].iter().any(|w| is(&word, w)) => {}
                Token::Word(word) => table = Some(bare(&word)),
                Token::Name(name) => table = Some(named(&name)),
                Token::Sign(b'.') => {}
                Token::Sign(b'(') => break,
                Token::Sign(b';') | Token::End => return Ok(()),
                _ => return self.lexer.skip_statement(),
            }
        }
        let mut columns = Vec::new();
        let (mut depth, mut first) = (0_usize, true);
        loop {
            match self.lexer.token()? {
                Token::Sign(b'(') => depth += 1,
                Token::Sign(b')') if depth == 0 => break,
                Token::Sign(b')') => depth -= 1,
                Token::Sign(b',') if depth == 0 => first = true,
                Token::Sign(b';') | Token::End => return Ok(()),
                // Keys and constraints are not quoted, columns are.
                Token::Name(name) if std::mem::take(&mut first) => columns.push(named(&name)),
                Token::Word(word) if std::mem::take(&mut first) => {
                    let key =
                        ["primary", "key", "unique", "index", "constraint", "fulltext", "foreign", "check", "spatial"];
                    if !key.iter().any(|k| is(&word, k)) {
                        columns.push(named(&word));
                    }
                }
                _ => {}
            }
        }
        if let Some(table) = table.filter(|_| self.created.len() < VALUES && columns.len() < VALUES) {
            self.created.push((table, columns));
        }
        self.lexer.skip_statement()
    }

    /// `SET NAMES charset;`
    fn set(&mut self) -> Result<(), SourceError> {
        let names = matches!(self.lexer.token()?, Token::Word(word) if is(&word, "names"));
        if let Some(Token::Word(charset) | Token::Text(charset)) = names.then(|| self.lexer.token()).transpose()? {
            self.lexer.charset = charset;
        }
        self.lexer.skip_statement()
    }

    /// Names up to the closing parenthesis.
    fn names(&mut self) -> Result<Vec<String>, SourceError> {
        let mut names = Vec::new();
        loop {
            match self.lexer.token()? {
                Token::Word(name) | Token::Name(name) if names.len() < VALUES => names.push(named(&name)),
                Token::Sign(b')' | b';') | Token::End => return Ok(names),
                _ => {}
            }
        }
    }
}

fn is(word: &[u8], name: &str) -> bool {
    word.eq_ignore_ascii_case(name.as_bytes())
}

fn is_latin(charset: Option<&[u8]>) -> bool {
    charset.is_some_and(|c| is(c.strip_prefix(b"_").unwrap_or(c), "latin1"))
}

/// A name without quotation marks, of which a schema may be a part.
fn bare(name: &[u8]) -> String {
    named(name.rsplit(|b| *b == b'.').next().unwrap_or_default())
}

fn named(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn from_hex(digits: &[u8]) -> Vec<u8> {
    let digit = |b: &u8| (*b as char).to_digit(16).unwrap_or(0) as u8;
    digits.chunks(2).map(|pair| pair.iter().fold(0_u8, |byte, b| byte << 4 | digit(b))).collect()
}

fn from_bits(bits: &[u8]) -> String {
    let number = bits.iter().take(63).fold(0_u64, |number, b| number << 1 | u64::from(*b == b'1'));
    number.to_string()
}
