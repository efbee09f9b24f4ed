//! Sums that rows bear, so that bytes that are not what was written are not taken for an answer.
//!
//! SQLite notices where a page makes no sense, not where a letter in it is another one, and not always where a row is no
//! longer found. A sum is over what a row says and over whose it is: a row that turns up in the place of another is
//! damage, too. How many rows there ought to be is counted as they are written ([`Tally`]).

use crc32fast::Hasher;
use rusqlite::{Connection, OptionalExtension, params};

use super::{super::shelf::Place, schema};

/// Bytes of a sum.
const LENGTH: usize = 4;

/// The sum of some texts; where one ends counts.
pub(super) fn sum(parts: &[&[u8]]) -> u32 {
    let mut hash = Hasher::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize()
}

fn of_place(place: Place, bytes: &[u8]) -> [u8; LENGTH] {
    sum(&[&place.to_le_bytes(), bytes]).to_le_bytes()
}

/// What is written at a place, behind its sum.
pub(super) fn sealed(place: Place, bytes: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(LENGTH + bytes.len());
    sealed.extend(of_place(place, bytes));
    sealed.extend(bytes);
    sealed
}

/// What was written at a place; `None` where it is not what is found there.
pub(super) fn opened(place: Place, sealed: &[u8]) -> Option<&[u8]> {
    let (sum, bytes) = sealed.split_at_checked(LENGTH)?;
    (*sum == of_place(place, bytes)).then_some(bytes)
}

/// A place as it is written beside a name of its article: with a sum above it.
pub(super) fn named(name: &str, place: Place) -> i64 {
    let sum = sum(&[name.as_bytes(), &place.to_le_bytes()]);
    (u64::from(sum) << 32 | u64::from(place)).cast_signed()
}

/// The place that was written beside a name; `None` where it is not what is found there.
pub(super) fn place_of(name: &str, written: i64) -> Option<Place> {
    let place = Place::try_from(written.cast_unsigned() & u64::from(Place::MAX)).ok()?;
    (named(name, place) == written).then_some(place)
}

/// The note of the tally.
const NOTE: &str = "tally";

/// How many rows there ought to be, kept with every batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Articles.
    pub(super) rows: usize,
    /// Names of articles.
    pub(super) names: usize,
    /// The sum of the sums of all origins.
    pub(super) origins: u64,
}

impl Tally {
    /// The tally of a database.
    ///
    /// # Errors
    /// Where it is damaged.
    pub(super) fn read(c: &Connection) -> rusqlite::Result<Tally> {
        let Some(written) = noted(c, NOTE)? else {
            // Before anything was written.
            let any = c.query_row("SELECT 1 FROM article LIMIT 1", [], |_| Ok(())).optional()?;
            return if any.is_none() { Ok(Tally::default()) } else { Err(schema::damage()) };
        };
        let mut parts = written.split(' ');
        let mut next = || parts.next().and_then(|part| part.parse::<u64>().ok()).ok_or_else(schema::damage);
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        Ok(Tally { rows: count(next()?), names: count(next()?), origins: next()? })
    }

    /// Writes it.
    pub(super) fn write(self, c: &Connection) -> rusqlite::Result<()> {
        note(c, NOTE, &format!("{} {} {}", self.rows, self.names, self.origins))
    }

    /// Counts an origin of an article.
    pub(super) fn add_origin(&mut self, name: &str, place: Place) {
        self.origins = self.origins.wrapping_add(sum(&[name.as_bytes(), &place.to_le_bytes()]).into());
    }
}

/// Writes a note.
pub(super) fn note(c: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    let sum = sum(&[key.as_bytes(), value.as_bytes()]);
    c.prepare_cached("INSERT OR REPLACE INTO note(key, value, sum) VALUES(?1, ?2, ?3)")?
        .execute(params![key, value, sum])?;
    Ok(())
}

/// Reads a note.
///
/// # Errors
/// Where it is damaged.
pub(super) fn noted(c: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let mut query = c.prepare_cached("SELECT value, sum FROM note WHERE key = ?1")?;
    let found: Option<(String, u32)> = query.query_row([key], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
    match found {
        Some((value, written)) if written != sum(&[key.as_bytes(), value.as_bytes()]) => Err(schema::damage()),
        found => Ok(found.map(|(value, _)| value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_what_was_written_is_noticed() {
        let written = sealed(7, b"The weir jammed.");
        assert_eq!(opened(7, &written), Some(&b"The weir jammed."[..]));
        assert_eq!(opened(8, &written), None, "of another place");
        for at in 0..written.len() {
            let mut other = written.clone();
            other[at] ^= 4;
            assert_eq!(opened(7, &other), None, "{at}");
        }
        assert_eq!((opened(7, &written[..9]), opened(7, b""), opened(7, &[0; 40])), (None, None, None));
        assert_eq!(place_of("weir", named("weir", Place::MAX)), Some(Place::MAX));
        assert_eq!((place_of("wier", named("weir", 7)), place_of("weir", named("weir", 7) ^ 1)), (None, None));
    }
}
