//! What is noted of the dump files that were read.

use rusqlite::{Connection, Transaction, params};

use super::{Disk, schema, seal};

/// A dump file, or what was claimed of a folder, whose reading was begun.
#[derive(Debug)]
pub(in crate::catalogue) struct DumpFile {
    /// The name under which it is shown.
    pub(in crate::catalogue) shown: String,
    /// The state in which it was read, see [`Stamp`](crate::source::Stamp).
    pub(in crate::catalogue) mark: u64,
    /// How far.
    pub(in crate::catalogue) stage: Stage,
}

/// How far the reading of a file came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::catalogue) enum Stage {
    /// It was begun.
    Begun,
    /// Whatever it holds was put.
    Ended,
    /// The same, of a file that has to be read together with others of its URL
    /// ([`Reading::tell_apart`](crate::source::Reading::tell_apart)).
    Claimed,
}

impl Disk {
    /// The dump files read.
    pub(in crate::catalogue) fn files(&self) -> Vec<DumpFile> {
        self.ask(read).unwrap_or_default()
    }
}

fn read(c: &Connection) -> rusqlite::Result<Vec<DumpFile>> {
    let mut query = c.prepare("SELECT shown, mark, stage, sum FROM file")?;
    let files = query.query_and_then([], |r| {
        let (shown, mark, stage): (String, i64, u8) = (r.get(0)?, r.get(1)?, r.get(2)?);
        let mark = mark.cast_unsigned();
        let is_whole = sum(&shown, mark, stage) == r.get::<_, u32>(3)?;
        let stage = Stage::of(stage).filter(|_| is_whole).ok_or_else(schema::damage)?;
        Ok(DumpFile { shown, mark, stage })
    })?;
    files.collect()
}

/// Notes how far the reading of a file came.
pub(super) fn note(t: &Transaction<'_>, shown: &str, mark: u64, stage: Stage) -> rusqlite::Result<()> {
    let stage = stage.number();
    let sql = "INSERT OR REPLACE INTO file(shown, mark, stage, sum) VALUES(?1, ?2, ?3, ?4)";
    t.prepare_cached(sql)?.execute(params![shown, mark.cast_signed(), stage, sum(shown, mark, stage)])?;
    Ok(())
}

fn sum(shown: &str, mark: u64, stage: u8) -> u32 {
    seal::sum(&[shown.as_bytes(), &mark.to_le_bytes(), &[stage]])
}

impl Stage {
    const ALL: [Stage; 3] = [Stage::Begun, Stage::Ended, Stage::Claimed];

    fn number(self) -> u8 {
        self as u8
    }

    fn of(number: u8) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.number() == number)
    }
}
