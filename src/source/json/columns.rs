//! A table that is one object, by columns: as pandas writes it (`to_json`), and dictionaries of lists.
//!
//! ```json
//! {"title": {"0": "…", "1": "…"}, "url": {"0": "…", "1": "…"}}
//! {"title": ["…", "…"], "url": ["https://…", "https://…"]}
//! {"columns": ["title", "url"], "index": [0, 1], "data": [["…", "https://…"], ["…", "https://…"]]}
//! ```
//!
//! Such an object is the only one of its file, and has to be held whole.

use std::collections::HashMap;

use serde_json::error::Category;

use super::{
    super::{
        identity, limits,
        record::{
            self, Loose, Record,
            article::{Complaint, Found},
            field::{self, Field},
        },
    },
    cells::{COLUMNS, Cells, Object},
    keys, mend,
    parse::Parsed,
    value::Value,
    wrapper,
};

/// Whether a text begins as a table does whose columns are named apart from its rows.
pub(super) fn begins(text: &str) -> bool {
    if !text.starts_with('{') {
        return false;
    }
    let Some(at) = text.find("\"columns\"").filter(|_| keys::first_keys(text).contains(&COLUMNS)) else { return false };
    let list = text.get(at + COLUMNS.len() + 2..).unwrap_or_default().trim_start_matches([':', ' ', '\n', '\r', '\t']);
    let Some(end) = list.starts_with('[').then(|| wrapper::behind(list, 0)).flatten() else { return false };
    let names: Vec<String> = list.get(..end).and_then(|list| serde_json::from_str(list).ok()).unwrap_or_default();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    field::wanted(&names).is_none()
}

/// What the rows of a table say; `None` where the object is none.
pub(super) fn parsed(value: &Value, show_hidden: bool) -> Option<Vec<Parsed>> {
    let bytes = value.bytes.trim_ascii();
    let why = match Table::of(bytes) {
        Ok(table) => return Some(table.rows(value.line, show_hidden, None)),
        Err(why) => why,
    };
    // What is nearly JSON is looked at again only where it can be a table.
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    if !may_be(&String::from_utf8_lossy(head)) {
        return None;
    }
    let mended = match why {
        NoTable::Told(sentence) => {
            return Some(vec![Parsed { line: value.line, column: 0, found: Err(sentence) }]);
        }
        NoTable::Broken => {
            let (mended, encoding) = mend::mended(bytes);
            let encoding = encoding.map_or_else(String::new, |told| format!(" {told}"));
            Some((mended.into_bytes(), format!("It is not quite JSON; it was mended and read.{encoding}")))
        }
        NoTable::CutOff => mend::whole_part(bytes, b']')
            .map(|part| (part, "The table is cut off; the rows before the cut were read.".to_owned())),
        NoTable::Other => None,
    };
    let (bytes, told) = mended?;
    Some(Table::of(&bytes).ok()?.rows(value.line, show_hidden, Some(told)))
}

/// Bytes by which it is told whether an object may be a table.
const HEAD: usize = 4096;

/// Whether an object may be a table, by its beginning: its first member is an object or a list.
fn may_be(head: &str) -> bool {
    let first = head.trim_start_matches('{').trim_start().strip_prefix('"');
    let value = first.and_then(|rest| rest.get(keys::end_of_string(rest) + 1..)).unwrap_or_default();
    value.trim_start_matches([':', ' ', '\n', '\r', '\t']).starts_with(['{', '['])
}

/// Why an object is read as no table.
enum NoTable {
    /// It is something else.
    Other,
    /// It is no JSON.
    Broken,
    /// It ends too early.
    CutOff,
    /// It is one, but cannot be read: why.
    Told(String),
}

impl NoTable {
    fn because(error: &serde_json::Error) -> NoTable {
        match error.classify() {
            _ if error.to_string().starts_with(record::TOO_MANY) => {
                NoTable::Told(format!("It is a table of more than {} cells; it was left out.", limits::VALUES))
            }
            Category::Data => NoTable::Other,
            Category::Eof => NoTable::CutOff,
            _ => NoTable::Broken,
        }
    }
}

/// A table.
#[derive(Debug, PartialEq)]
struct Table<'a> {
    /// What each means, its name, and its cells.
    columns: Vec<(Field, &'static str, Vec<Loose<'a>>)>,
    rows: usize,
    /// The first row, from 1, that has not as many cells as there are columns, and their number.
    uneven: Option<(usize, usize)>,
}

impl<'a> Table<'a> {
    fn of(bytes: &'a [u8]) -> Result<Table<'a>, NoTable> {
        let object = record::bounded(|| serde_json::from_slice::<Object<'a>>(bytes));
        let Object { members, names, data } = object.map_err(|error| NoTable::because(&error))?;
        match (names, data) {
            (Some(names), Some(data)) => split(&names, data).ok_or(NoTable::Other),
            _ => by_member(members),
        }
    }

    /// What its rows say; `complaint` is to be told of the whole.
    fn rows(mut self, line: u64, show_hidden: bool, complaint: Option<String>) -> Vec<Parsed> {
        let mut all = Vec::with_capacity(self.rows);
        let told = complaint.map(|sentence| Parsed { line, column: 0, found: Err(sentence) });
        let uneven = self.uneven.map(|(row, columns)| {
            let sentence =
                format!("From row {row} on, rows do not have {columns} cells, as many as there are columns; they were read as far as they go.");
            Parsed { line, column: 0, found: Err(sentence) }
        });
        all.extend(told.into_iter().chain(uneven));
        for row in 0..self.rows {
            let cells = self.columns.iter_mut().map(|(field, name, cells)| {
                let cell = cells.get_mut(row).map_or(Loose::Nothing, |cell| std::mem::replace(cell, Loose::Nothing));
                (*field, *name, cell)
            });
            let found = Found::of(&Record::of(cells), show_hidden).map(|mut found| {
                for complaint in &mut found.complaints {
                    if let Complaint::Here(sentence) = complaint {
                        *sentence = format!("Row {}: {sentence}", row + 1);
                    }
                }
                found
            });
            let found = found.map_err(|sentence| sentence.replace("The object", &format!("Row {}", row + 1)));
            all.push(Parsed { line, column: 0, found });
        }
        all
    }
}

/// Rows of cells, and the names of their columns.
fn split<'a>(names: &[String], data: Vec<Vec<Loose<'a>>>) -> Option<Table<'a>> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if field::wanted(&names).is_some() {
        return None;
    }
    let rows = data.len();
    let mut columns: Vec<(usize, Field, &'static str, Vec<Loose<'a>>)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        columns.extend(Field::named(name).map(|(field, name)| (at, field, name, Vec::with_capacity(rows))));
    }
    let mut uneven = None;
    for (row, mut cells) in (1..).zip(data) {
        if cells.len() != names.len() {
            uneven = uneven.or(Some((row, names.len())));
        }
        for (at, .., column) in &mut columns {
            let cell = cells.get_mut(*at).map_or(Loose::Nothing, |cell| std::mem::replace(cell, Loose::Nothing));
            column.push(cell);
        }
    }
    Some(Table { columns: columns.into_iter().map(|(_, f, name, cells)| (f, name, cells)).collect(), rows, uneven })
}

/// Columns that are members: each has the same rows.
fn by_member<'a>(members: Vec<(Field, &'static str, Cells<'a>)>) -> Result<Table<'a>, NoTable> {
    let names: Vec<&str> = members.iter().map(|member| member.1).collect();
    if field::wanted(&names).is_some() || members.iter().any(|member| member.0 == Field::Versions) {
        return Err(NoTable::Other);
    }
    let named = members.iter().filter(|member| member.2.keys.is_some()).count();
    match named {
        0 => listed(members).ok_or(NoTable::Other),
        _ if named < members.len() => Err(NoTable::Other),
        _ => named_alike(members).ok_or_else(|| {
            NoTable::Told("It is a table by columns, but these do not have the same rows; it was left out.".to_owned())
        }),
    }
}

/// Columns whose cells bear the names of their rows.
fn named_alike<'a>(members: Vec<(Field, &'static str, Cells<'a>)>) -> Option<Table<'a>> {
    let order = members.first()?.2.keys.clone()?;
    let rows = order.len();
    let place: HashMap<&str, usize> = order.iter().enumerate().map(|(at, key)| (key.as_str(), at)).collect();
    let mut columns = Vec::with_capacity(members.len());
    for (field, name, Cells { keys, cells }) in members {
        let keys = keys.filter(|keys| keys.len() == rows && place.len() == rows)?;
        if keys == order {
            columns.push((field, name, cells));
            continue;
        }
        let mut sorted: Vec<Option<Loose<'a>>> = (0..rows).map(|_| None).collect();
        for (key, cell) in keys.iter().zip(cells) {
            *sorted.get_mut(*place.get(key.as_str())?)? = Some(cell);
        }
        columns.push((field, name, sorted.into_iter().collect::<Option<Vec<_>>>()?));
    }
    Some(Table { columns, rows, uneven: None })
}

/// Columns that are lists. An article whose members are lists has not as many URLs as it has of everything else.
fn listed<'a>(members: Vec<(Field, &'static str, Cells<'a>)>) -> Option<Table<'a>> {
    let rows = members.first()?.2.cells.len();
    let urls = members.iter().find(|member| member.0 == Field::Url)?;
    let is_url = |cell: &Loose<'_>| cell.text().is_some_and(|url| identity::normalise_url(&url).is_some());
    let even = members.iter().all(|member| member.2.cells.len() == rows);
    if rows < 2 || !even || !urls.2.cells.iter().all(is_url) {
        return None;
    }
    let columns = members.into_iter().map(|(field, name, column)| (field, name, column.cells)).collect();
    Some(Table { columns, rows, uneven: None })
}
