//! Two tables of a tracker, exported side by side as CSV or JSON: its articles, and their versions, which name the
//! article by its number in the database.
//!
//! Known are rmdes/newsdiff (`articles`, `versions`; its `src/lib/server/db/schema.ts`) and ronnywang/newsdiff
//! (`news-list`, `news-content`; its `webdata/scripts/exporter.php`), each with `.csv`, `.tsv`, `.json` or `.jsonl`, packed
//! or not. The files are told by their names, then by their columns; where these are others, each file is read by
//! whatever format knows it.

use std::sync::Arc;

use super::{
    Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError, csv, json, newsdiff,
    record::{
        Record,
        article::Found,
        complaints::{Complaints, place},
        field::Field,
        grouped::Grouped,
        parents::Parents,
    },
    sniff::{head, read_part},
};

/// Two tables of a tracker.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tables;

/// The names of the tables, that of articles first.
const PAIRS: [(&str, &str); 3] =
    [("articles", "versions"), ("news-list", "news-content"), ("articles", "article_versions")];

impl Format for Tables {
    fn name(&self) -> &'static str {
        "tables"
    }

    fn summary(&self) -> &'static str {
        "Exported tables of a tracker, articles and versions side by side: rmdes/newsdiff, ronnywang/newsdiff"
    }

    fn sniff(&self, _: &Probe<'_>) -> Confidence {
        Confidence::No
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        let find = |stem: &str| {
            let is = |entry: &Entry| entry.kind == Kind::File && stem_of(&entry.name).is_some_and(|name| name == stem);
            folder.entries.iter().position(is)
        };
        let pair = PAIRS.iter().find_map(|(articles, versions)| Some(vec![find(articles)?, find(versions)?]));
        pair.map_or(Claim::Nothing, Claim::Some)
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let named =
            |stem: &str| input.claimed().iter().find(|entry| stem_of(&entry.name).is_some_and(|name| name == stem));
        let pair = PAIRS.iter().find_map(|(articles, versions)| Some((named(articles)?, named(versions)?)));
        let Some((articles, versions)) = pair else {
            return Err(SourceError::malformed("It is no folder with tables of articles and versions."));
        };
        let (articles, versions) = (input.part(articles), input.part(versions));
        let shown = Arc::clone(input.shown());
        let done = match kinds(&articles, &versions) {
            Some(kinds) => joined(kinds, &articles, &versions, out),
            None => [&articles, &versions].into_iter().try_for_each(|part| read_part(part, self.name(), out)),
        };
        out.within(&shown);
        done
    }
}

/// A table's name without its suffixes, in lower case; `None` for what is no table by its name.
fn stem_of(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let plain = [".gz", ".bz2", ".zst"].iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name);
    [".csv", ".tsv", ".json", ".jsonl", ".ndjson"]
        .iter()
        .find_map(|suffix| plain.strip_suffix(suffix))
        .map(str::to_owned)
}

/// What a table is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Csv,
    Json,
}

/// What the tables are written in; `None` where they are not what their names say.
fn kinds(articles: &Input<'_>, versions: &Input<'_>) -> Option<[Written; 2]> {
    let has = |fields: &[Field], any: &[Field]| any.iter().any(|field| fields.contains(field));
    let (articles, versions) = (columns(articles)?, columns(versions)?);
    let fits = has(&articles.1, &[Field::Id, Field::Article])
        && has(&articles.1, &[Field::Url])
        && has(&versions.1, &[Field::Article])
        && has(&versions.1, &[Field::Text, Field::Title]);
    fits.then_some([articles.0, versions.0])
}

/// What a table is written in, and its columns.
fn columns(table: &Input<'_>) -> Option<(Written, Vec<Field>)> {
    let (bytes, _) = head(table).ok()?;
    let text = super::decode::decode(&bytes, None).text;
    let names: (Written, Vec<String>) = match csv::Shape::of(&text, false) {
        Some(shape) => (Written::Csv, shape.names),
        None => (Written::Json, json::first_names(&text)),
    };
    Some((names.0, names.1.iter().filter_map(|name| Field::of(name)).collect()))
}

/// Reads the versions, with what the other table says of their articles.
fn joined(
    [of_articles, of_versions]: [Written; 2],
    articles: &Input<'_>,
    versions: &Input<'_>,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    out.within(articles.shown());
    let (mut parents, mut full) = (Parents::default(), false);
    let read = rows(of_articles, articles, out, &mut |line, record, out| {
        if !full && !parents.add(record) {
            full = true;
            out.problem(place(line, 0), "There is no room for more articles; the rest of the table was left out.");
        }
        out.check()
    });
    if let Err(error) = read {
        // What was read of the table is of use all the same.
        match error {
            SourceError::Cancelled | SourceError::Bomb => return Err(error),
            error => out.problem("", error.to_string()),
        }
    }
    out.within(versions.shown());
    let (mut grouped, mut complaints, mut orphans) = (Grouped::default(), Complaints::default(), 0_usize);
    let mut first_orphan = 0;
    let show_hidden = versions.show_hidden();
    let read = rows(of_versions, versions, out, &mut |line, record, out| {
        match Found::of(record, show_hidden) {
            Err(sentence) => out.problem(place(line, 0), sentence.replace("The object", "The row")),
            Ok(mut found) => {
                complaints.tell(line, std::mem::take(&mut found.complaints), out);
                if !parents.fill(&mut found.head) {
                    if orphans == 0 {
                        first_orphan = line;
                    }
                    orphans += 1;
                }
                newsdiff::name_outlet(&mut found.head);
                found.revisions.iter_mut().for_each(|version| newsdiff::mark_failure(&mut version.revision));
                grouped.put(line, found, out);
            }
        }
        out.check()
    });
    grouped.hand_on(out);
    if orphans > 0 {
        let rows = if orphans == 1 { "1 row belongs".to_owned() } else { format!("{orphans} rows belong") };
        let told = format!("{rows} to articles that the other table does not have; they were kept without address.");
        out.problem(place(first_orphan, 0), told);
    }
    read
}

fn rows(
    written: Written,
    table: &Input<'_>,
    out: &mut Reading<'_>,
    each: &mut csv::Each<'_>,
) -> Result<(), SourceError> {
    match written {
        Written::Csv => csv::rows(table, out, each),
        Written::Json => json::rows(table, out, &mut |line, record: &Record<'_>, out| each(line, record, out)),
    }
}

#[cfg(test)]
mod tests {
    use super::stem_of;

    #[test]
    fn tables_are_named_after_what_they_hold() {
        for (name, stem) in [
            ("news-list.csv.gz", Some("news-list")),
            ("Versions.JSON", Some("versions")),
            ("articles.tsv", Some("articles")),
            ("articles.txt", None),
            ("articles", None),
        ] {
            assert_eq!(stem_of(name).as_deref(), stem, "{name}");
        }
    }
}
