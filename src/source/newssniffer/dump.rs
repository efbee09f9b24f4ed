//! News Sniffer's database as an SQL dump (`mysqldump`).

use std::collections::HashMap;

use super::{
    doubt::Doubt,
    tables::{ARTICLES, Cells, NEXT_CHECK, TEXTS, Table, Tables, VERSIONS},
};
use crate::source::{
    Confidence, Format, Input, Probe, Reading, SourceError, groups,
    mysql::{self, Row, Scanned},
    spill::Store,
};

/// An SQL dump of News Sniffer's database.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dump;

impl Format for Dump {
    fn name(&self) -> &'static str {
        "newssniffer-sql"
    }

    fn summary(&self) -> &'static str {
        "News Sniffer's database, as an SQL dump of MySQL or MariaDB"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        if !mysql::is_dump(probe.text) {
            return Confidence::No;
        }
        match (probe.text.contains("news_article"), probe.whole) {
            (true, _) => Confidence::Certain,
            // The tables may stand further on.
            (false, false) => Confidence::Likely,
            (false, true) => Confidence::Near("it holds none of its tables".into()),
        }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let texts = Store::new();
        let doubt = Doubt::default();
        let build = |number, rows| doubt.article(number, rows, &texts, input.show_hidden());
        groups::gather(HashMap::new(), &build, out, |groups, out| {
            let cut = scan(input, &mut Tables { groups, texts: &texts, checks: true }, out)?;
            doubt.raise(cut);
            Ok(())
        })?;
        doubt.tell(input.show_hidden(), out);
        Ok(())
    }
}

/// Takes the rows of the three tables. Whether it may be that not all articles were met.
fn scan(input: &Input<'_>, tables: &mut Tables<'_, '_, '_>, out: &mut Reading<'_>) -> Result<bool, SourceError> {
    let all = [&ARTICLES, &VERSIONS, &TEXTS];
    let wanted = |name: &str| all.iter().any(|table| table.name.eq_ignore_ascii_case(name));
    let mut met = [false; 3];
    let Scanned { others, ends_in } = mysql::scan(input.open()?, &wanted, out, &mut |row, out| {
        let Some(which) = all.iter().position(|table| table.name.eq_ignore_ascii_case(row.table)) else {
            return Ok(());
        };
        met.iter_mut().skip(which).take(1).for_each(|met| *met = true);
        match which {
            0 => {
                tables.checks = row.has(NEXT_CHECK, ARTICLES.schema);
                tables.article(&InOrder { row, table: &ARTICLES }, out)
            }
            1 => {
                // The first schema had the texts there.
                met[2] |= tables.version(&InOrder { row, table: &VERSIONS }, out)?;
                Ok(())
            }
            _ => tables.text(&InOrder { row, table: &TEXTS }),
        }
    })?;
    match met {
        [_, false, _] if !others.is_empty() || !met[2] => {
            let found = if others.is_empty() { "nothing".to_owned() } else { others.join(", ") };
            return Err(SourceError::malformed(format!(
                "It is an SQL dump without News Sniffer's table {}; it holds rows of {found}.",
                VERSIONS.name
            )));
        }
        [_, false, _] => {
            return Err(SourceError::malformed(
                "The dump holds texts without the table of versions that says which articles they are of.",
            ));
        }
        [_, true, false] => out.problem("", "The dump lacks the table of texts; only titles and times were read."),
        [_, true, true] => {}
    }
    // A dump sorted by name tells last which articles are withheld.
    Ok(!met[0] || ends_in.is_some_and(|table| table.eq_ignore_ascii_case(ARTICLES.name)))
}

/// A row with its values by the places of the columns that are read.
struct InOrder<'r> {
    row: &'r Row<'r>,
    table: &'static Table,
}

impl InOrder<'_> {
    fn value(&self, column: usize) -> &mysql::Value {
        let name = self.table.columns.get(column).copied().unwrap_or_default();
        self.row.value(name, self.table.schema)
    }
}

impl Cells for InOrder<'_> {
    fn text(&self, column: usize) -> String {
        self.value(column).text().to_owned()
    }

    fn integer(&self, column: usize) -> Option<i64> {
        self.value(column).integer()
    }

    fn is_true(&self, column: usize) -> bool {
        self.value(column).is_true()
    }
}
