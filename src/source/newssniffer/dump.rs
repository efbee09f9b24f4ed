//! News Sniffer's database as an SQL dump (`mysqldump`).

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::tables::{self, ARTICLES, Cells, Shown, TEXTS, Table, Tables, VERSIONS};
use crate::{
    source::{
        Confidence, Format, Input, Probe, Reading, SourceError,
        mysql::{self, Row, Scanned},
        spill::Store,
    },
    text::quantity::counted,
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
        // Whether articles that no row tells of may be withheld ones, which is known once the dump has been read; how many.
        let (doubtful, doubted) = (AtomicBool::new(false), AtomicUsize::new(0));
        let build = |number, rows: Vec<tables::Row>| {
            let listed = rows.iter().any(|row| matches!(row, tables::Row::Article { .. }));
            let known = listed || !doubtful.load(Ordering::Relaxed);
            let article = tables::article(number, rows, &texts, Shown { hidden: input.show_hidden(), known });
            doubted.fetch_add(usize::from(!known && article.is_some()), Ordering::Relaxed);
            article
        };
        let mut tables = Tables::new(&texts, &build);
        let all = [&ARTICLES, &VERSIONS, &TEXTS];
        let wanted = |name: &str| all.iter().any(|table| table.name.eq_ignore_ascii_case(name));
        let mut met = [false; 3];
        let Scanned { others, ends_in } = mysql::scan(input.open()?, &wanted, out, &mut |row, out| {
            let Some(which) = all.iter().position(|table| table.name.eq_ignore_ascii_case(row.table)) else {
                return Ok(());
            };
            met.iter_mut().skip(which).take(1).for_each(|met| *met = true);
            match which {
                0 => tables.article(&InOrder { row, table: &ARTICLES }, out),
                1 => tables.version(&InOrder { row, table: &VERSIONS }, out),
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
        let cut = ends_in.is_some_and(|table| table.eq_ignore_ascii_case(ARTICLES.name));
        doubtful.store(cut || !met[0], Ordering::Relaxed);
        tables.finish(out)?;
        let doubted = doubted.into_inner();
        if doubted > 0 && !input.show_hidden() {
            out.problem(
                "",
                format!(
                    "It does not say of {} whether News Sniffer withholds them: its table {} is missing, or cut off. Their \
                     texts are not shown; `--show-hidden` shows them.",
                    counted(doubted, "article"),
                    ARTICLES.name
                ),
            );
        }
        Ok(())
    }
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
