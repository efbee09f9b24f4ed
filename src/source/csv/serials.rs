//! Days since the end of 1899, as Excel counts them (`43831.5` is the noon of the first of January 2020): what a column of
//! times holds where whoever exported it left them as numbers.

use jiff::{SignedDuration, civil::DateTime};

use super::{
    super::record::field::{self, Field},
    shape::{self, Shape},
};

/// The days that are taken for such: of the years from 1990 up to 2039.
const DAYS: std::ops::Range<f64> = 32_874.0..51_136.0;

/// The columns of a table that hold such days, by its beginning: times by their names, and nothing else in any of their
/// cells. Where another column of times holds dates, they count something else.
pub(super) fn columns(text: &str, shape: &Shape) -> Vec<bool> {
    let is_time = |name: &String| matches!(Field::of(name), Some(Field::Time | Field::Published | Field::Changed));
    let mut counted: Vec<Option<bool>> = shape.names.iter().map(|name| is_time(name).then_some(false)).collect();
    if counted.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut reader = shape::reader(shape.delimiter, shape.quoted, text.as_bytes());
    let mut row = csv::StringRecord::new();
    let mut heads = 1 + shape.preface;
    let mut last = None;
    while reader.read_record(&mut row).is_ok_and(|read| read) {
        if heads > 0 {
            heads -= 1;
            continue;
        }
        // The last row may be cut off.
        if let Some(row) = last.replace(row.clone()) {
            learn(&mut counted, &row);
        }
    }
    if let Some(row) = last.filter(|row| row.len() == shape.names.len()) {
        learn(&mut counted, &row);
    }
    if shape.names.iter().zip(&counted).any(|(name, column)| is_time(name) && column.is_none()) {
        return Vec::new();
    }
    counted.into_iter().map(|column| column == Some(true)).collect()
}

fn learn(counted: &mut [Option<bool>], row: &csv::StringRecord) {
    for (column, cell) in counted.iter_mut().zip(row) {
        if column.is_some() && !field::is_missing(cell) {
            *column = day(cell).map(|_| true);
        }
    }
}

/// The number of days that a cell holds.
fn day(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let is_number = cell.len() <= 20 && cell.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    cell.parse()
        .ok()
        .filter(|day| is_number && cell.bytes().take_while(u8::is_ascii_digit).count() == 5 && DAYS.contains(day))
}

/// The time that a cell means; `None` where it is no such day.
pub(super) fn time(cell: &str) -> Option<String> {
    let count = day(cell)?;
    let first = DateTime::constant(1899, 12, 30, 0, 0, 0, 0);
    let at = first.checked_add(SignedDuration::from_secs((count * 86_400.0).round() as i64)).ok()?;
    let form = if count.fract() == 0.0 { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" };
    Some(at.strftime(form).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_a_column_that_holds_nothing_else() {
        for (text, want) in [
            ("url,title,date,text\nu,t,43831.5,x\nu,t,,x\nu,t,43832,x\n", true),
            ("url,title,date,text\nu,t,43831.5,x\nu,t,2020-01-02,x\n", false),
            ("url,title,date,text\nu,t,2020,x\n", false),
            ("url,title,ts,published_at,text\nu,t,43831,2020-01-01,x\n", false),
            ("url,title,score,text\nu,t,43831,x\n", false),
        ] {
            let shape = Shape::of(text, true).expect("a table");
            assert_eq!(columns(text, &shape).contains(&true), want, "{text}");
        }
        assert_eq!(time("43831.5").as_deref(), Some("2020-01-01 12:00:00"));
        assert_eq!(time("43831").as_deref(), Some("2020-01-01"));
        assert_eq!([time("4383"), time("438310"), time("99999"), time("4e4"), time("")], [const { None }; 5]);
    }
}
