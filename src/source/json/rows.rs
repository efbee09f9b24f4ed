//! The objects of a file as rows of a table, one by one, for readers that know what the table is.

use super::{
    super::{
        Input, Reading, SourceError,
        record::{self, Record, complaints::place},
    },
    mend, open,
};

/// Hands each object of a file on, with the line on which it begins; one that is broken is told of.
///
/// # Errors
/// When the file cannot be read any further; and those of `each`.
pub(in crate::source) fn rows(
    input: &Input<'_>,
    out: &mut Reading<'_>,
    each: &mut dyn FnMut(u64, &Record<'_>, &mut Reading<'_>) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let mut values = open(input)?;
    while let Some(value) = values.next()? {
        let bytes = value.bytes.trim_ascii();
        let bytes = bytes.strip_suffix(b",").unwrap_or(bytes);
        if let Ok(record) = record::bounded(|| serde_json::from_slice::<Record<'_>>(bytes)) {
            each(value.line, &record, out)?;
            continue;
        }
        let (mended, _) = mend::mended(bytes);
        match record::bounded(|| serde_json::from_str::<Record<'_>>(&mended)) {
            Ok(record) => each(value.line, &record, out)?,
            Err(_) => out.problem(place(value.line, 0), "The object is broken; it was left out and the rest was read."),
        }
    }
    Ok(())
}

/// What takes an object: its line and its bytes.
type EachObject<'e> = dyn FnMut(u64, &[u8], &mut Reading<'_>) -> Result<(), SourceError> + 'e;

/// Hands the bytes of each object of a file on, with the line on which it begins, for readers that know its members.
///
/// # Errors
/// When the file cannot be read any further; and those of `each`.
pub(in crate::source) fn objects(
    input: &Input<'_>,
    out: &mut Reading<'_>,
    each: &mut EachObject<'_>,
) -> Result<(), SourceError> {
    let mut values = open(input)?;
    while let Some(value) = values.next()? {
        let bytes = value.bytes.trim_ascii();
        let bytes = bytes.strip_suffix(b",").unwrap_or(bytes);
        if !bytes.is_empty() {
            each(value.line, bytes, out)?;
        }
    }
    Ok(())
}
