//! News Sniffer's database as SQLite.

use std::collections::HashMap;

use super::{
    doubt::Doubt,
    tables::{ARTICLES, Cells, NEXT_CHECK, TEXT, TEXTS, Tables, VERSIONS},
};
use crate::source::{Confidence, Format, Input, Probe, Reading, SourceError, groups, spill::Store, sqlite::Row};

/// News Sniffer's database.
#[derive(Debug, Clone, Copy, Default)]
pub struct Database;

impl Format for Database {
    fn name(&self) -> &'static str {
        "newssniffer-db"
    }

    fn summary(&self) -> &'static str {
        "News Sniffer's database, as SQLite"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let tables = [&ARTICLES, &VERSIONS, &TEXTS].map(|table| (table.name, probe.table(table.name)));
        if tables.iter().all(|(_, table)| table.is_none()) {
            return Confidence::No;
        }
        // The first schema had the texts in the table of versions.
        let within = probe.table(VERSIONS.name).is_some_and(|table| table.has(TEXT));
        let is_needed = |name: &str| name != ARTICLES.name && !(within && name == TEXTS.name);
        match tables.iter().find(|(name, table)| table.is_none() && is_needed(name)) {
            Some((missing, _)) => Confidence::Near(format!("it has no table {missing}")),
            None => Confidence::Certain,
        }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let database = input.database()?;
        if let Some(complaint) = database.complaint() {
            out.problem("", complaint);
        }
        let texts = Store::new();
        let doubt = Doubt::default();
        let build = |number, rows| doubt.article(number, rows, &texts, input.show_hidden());
        groups::gather(HashMap::new(), &build, out, |groups, out| {
            let checks = database.table(ARTICLES.name).is_some_and(|table| table.has(NEXT_CHECK));
            let mut tables = Tables { groups, texts: &texts, checks };
            let whole = match database.table(ARTICLES.name) {
                Some(table) => database.scan(table, ARTICLES.columns, out, |row, out| tables.article(&row, out))?,
                None => false,
            };
            doubt.raise(!whole);
            if let Some(table) = database.table(VERSIONS.name) {
                database.scan(table, VERSIONS.columns, out, |row, out| tables.version(&row, out).map(drop))?;
            }
            if let Some(table) = database.table(TEXTS.name) {
                database.scan(table, TEXTS.columns, out, |row, _| tables.text(&row))?;
            }
            Ok(())
        })?;
        doubt.tell(input.show_hidden(), out);
        Ok(())
    }
}

impl Cells for Row<'_> {
    fn text(&self, column: usize) -> String {
        Row::text(self, column).into_owned()
    }

    fn integer(&self, column: usize) -> Option<i64> {
        Row::integer(self, column)
    }

    fn is_true(&self, column: usize) -> bool {
        Row::is_true(self, column)
    }
}
