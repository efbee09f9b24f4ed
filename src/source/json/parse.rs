//! The bytes of an object to what they say, mended where they are nearly JSON.

use super::{
    super::{
        limits,
        record::{
            self, Record,
            article::{Complaint, Found},
            field::Field,
        },
    },
    keyed::Keyed,
    keys::where_cut,
    mend, unread,
    value::{Flaw, Value},
    wrapper::Wrapped,
};

/// What came of an object.
pub(super) struct Parsed {
    /// The line, from 1, of what is to be said of it.
    pub(super) line: u64,
    /// The column, from 1; 0 for the whole line.
    pub(super) column: usize,
    /// What it says, or a sentence about why it says nothing.
    pub(super) found: Result<Found, String>,
}

/// What an object says: one thing, unless it wraps several.
pub(super) fn parse(value: Value, show_hidden: bool) -> Vec<Parsed> {
    let Value { line, bytes, flaw, .. } = value;
    let bytes = bytes.trim_ascii();
    match flaw {
        Some(Flaw::TooLong) => {
            let held = limits::WHOLE >> 20;
            failed(
                line,
                0,
                format!("The object is larger than {held} MB, more than is held at a time; it was left out."),
            )
        }
        Some(Flaw::Unclosed { line: end, column }) if bytes.is_empty() => failed(
            line,
            0,
            format!(
                "The object never ends: the file breaks off {}. It was left out, and what follows its first line was \
                 looked through line by line.",
                where_cut(end, column)
            ),
        ),
        _ => parse_bytes(line, bytes.strip_suffix(b",").unwrap_or(bytes), show_hidden),
    }
}

fn failed(line: u64, column: usize, sentence: String) -> Vec<Parsed> {
    vec![Parsed { line, column, found: Err(sentence) }]
}

fn parse_bytes(line: u64, bytes: &[u8], show_hidden: bool) -> Vec<Parsed> {
    let error = match record::bounded(|| serde_json::from_slice::<Record<'_>>(bytes)) {
        Ok(record) => return found(line, &record, bytes, show_hidden),
        Err(error) => error,
    };
    // Where the parser gave up, counted from the beginning of the file.
    let (place, column) = (line + (error.line() as u64).saturating_sub(1), error.column());
    if error.is_eof() {
        return cut_off(line, (place, column), bytes, &error, show_hidden);
    }
    let (mended, encoding) = mend::mended(bytes);
    let why = without_place(&error);
    match record::bounded(|| serde_json::from_str::<Record<'_>>(&mended)) {
        Ok(record) => {
            let mut all = found(line, &record, mended.as_bytes(), show_hidden);
            if let Some(Parsed { found: Ok(first), .. }) = all.first_mut() {
                let encoding = encoding.map_or_else(String::new, |told| format!(" {told}"));
                let sentence = format!("It is not quite JSON ({why}); it was mended and read.{encoding}");
                first.complaints.push(Complaint::At(place, column, sentence));
            }
            all
        }
        Err(_) => {
            failed(place, column, format!("The object is broken ({why}); it was left out and the rest was read."))
        }
    }
}

/// What is left of an object that ends too early.
fn cut_off(line: u64, place: (u64, usize), bytes: &[u8], error: &serde_json::Error, show_hidden: bool) -> Vec<Parsed> {
    let inside = without_place(error);
    let inside = inside.strip_prefix("EOF while parsing ").unwrap_or("an object");
    let part = mend::whole_part(bytes, b'}');
    let read = part.as_deref().and_then(|part| record::bounded(|| serde_json::from_slice::<Record<'_>>(part)).ok());
    let kept = read.and_then(|record| Found::of(&record, show_hidden).ok()).filter(|found| !found.loose);
    let Some(mut kept) = kept else {
        let sentence = format!("The object is cut off here, inside {inside}; it was left out and the rest was read.");
        return failed(place.0, place.1, sentence);
    };
    let sentence = format!("The article is cut off here, inside {inside}; what was whole before the cut was kept.");
    kept.complaints.push(Complaint::At(place.0, place.1, sentence));
    vec![Parsed { line, column: 0, found: Ok(kept) }]
}

/// What a record says, or what the records inside it say.
fn found<'b>(line: u64, record: &Record<'_>, bytes: &'b [u8], show_hidden: bool) -> Vec<Parsed> {
    let found = Found::of(record, show_hidden);
    // What has versions is an article, if one that is left out: they are no articles themselves.
    let is_article = record.records(Field::Versions).is_some_and(|mut versions| versions.next().is_some());
    if found.is_err() && !is_article {
        let wrapped = || record::bounded(|| serde_json::from_slice::<Wrapped<'_>>(bytes)).unwrap_or_default().0;
        let keyed = || record::bounded(|| serde_json::from_slice::<Keyed<'_>>(bytes)).unwrap_or_default().0;
        let inner: [&dyn Fn() -> Vec<Record<'b>>; 2] = [&wrapped, &keyed];
        for inner in inner {
            // What has no member that we know is about the others, no article.
            let records = inner();
            let known = records.iter().filter(|record| !record.is_empty());
            let all: Vec<_> = known.map(|inner| Found::of(inner, show_hidden)).collect();
            if all.iter().any(Result::is_ok) {
                return all.into_iter().map(|found| Parsed { line, column: 0, found }).collect();
            }
        }
    }
    let mut found = found;
    if let Ok(found) = &mut found
        && found.is_textless()
        && let Some(name) = record::bounded(|| unread::longest(bytes))
    {
        found.complaints.push(Complaint::Habit(record::unread::told(&name, "members")));
    }
    vec![Parsed { line, column: 0, found }]
}

fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or_default().to_owned()
}
