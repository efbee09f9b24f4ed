//! What a capture is of: by its own index, else by the database of all.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    super::{Input, Kind, Reading, SourceError},
    Snapshot,
    layout::Place,
};
use crate::text::quantity::counted;

/// Characters of an address, or of a title, that are kept.
const LONGEST: usize = 4000;

/// What a capture is of.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    pub(super) url: String,
    pub(super) title: String,
    /// When it was made, as folders are named by it; empty where that is not told.
    pub(super) moment: String,
}

/// What captures are of, by the names of their folders.
#[derive(Debug, Default)]
pub(super) struct Index(HashMap<String, About>);

impl Index {
    /// What the database of a data folder knows of these captures. A database that is damaged costs what it alone knows.
    ///
    /// # Errors
    /// When somebody wants to stop.
    pub(super) fn of(input: &Input<'_>, places: &[Place], out: &mut Reading<'_>) -> Result<Index, SourceError> {
        let mut index = Index::default();
        let entry = input.tree.entry(&input.entry.path.join("index.sqlite3"));
        let Some(entry) = entry.ok().filter(|entry| entry.kind == Kind::File && !entry.link) else { return Ok(index) };
        // The database writes ids without dashes.
        let names = places.iter().map(|place| place.folder.name.as_str());
        let wanted: HashMap<String, &str> = names.map(|name| (name.replace('-', ""), name)).collect();
        let part = input.part(&entry);
        out.within(part.shown());
        let read = index.read(&part, &wanted, out);
        if let Err(error) = read {
            if matches!(error, SourceError::Cancelled | SourceError::Bomb) {
                return Err(error);
            }
            out.problem("", error.to_string());
        }
        out.within(input.shown());
        Ok(index)
    }

    fn read(
        &mut self,
        part: &Input<'_>,
        wanted: &HashMap<String, &str>,
        out: &mut Reading<'_>,
    ) -> Result<(), SourceError> {
        let mut without_folder = 0;
        let database = part.database()?;
        if let Some(complaint) = database.complaint() {
            out.problem("", complaint);
        }
        let Some(table) = database.table("core_snapshot") else { return Ok(()) };
        database.scan(table, &["timestamp", "url", "title", "id"], out, |row, _| {
            let [moment, url, title, id] = [0, 1, 2, 3].map(|column| row.text(column));
            if url.trim().is_empty() {
                return Ok(());
            }
            match wanted.get(moment.trim()).or_else(|| wanted.get(&id.trim().replace('-', ""))) {
                Some(folder) => {
                    let kept = |text: &str| text.trim().chars().take(LONGEST).collect::<String>();
                    let about = || About { url: kept(&url), title: kept(&title), moment: kept(&moment) };
                    self.0.entry((*folder).to_owned()).or_insert_with(about);
                }
                None => without_folder += 1,
            }
            Ok(())
        })?;
        if without_folder > 0 {
            let captures = counted(without_folder, "capture");
            out.problem("", format!("Left out: {captures} in its list, without a folder in “archive”."));
        }
        Ok(())
    }

    /// What the capture in a folder is of.
    pub(super) fn get(&self, folder: &str) -> Option<About> {
        self.0.get(folder).cloned()
    }
}

impl Snapshot<'_> {
    /// What the capture is of, by its own index.
    pub(super) fn own_index(&self) -> Option<About> {
        let entry = ["index.jsonl", "index.json"].iter().find_map(|name| self.file(name))?;
        let text = String::from_utf8(self.bytes(&entry)?).ok()?;
        let told = |value: &Value| {
            let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let about = About { url: text("url"), title: text("title"), moment: text("timestamp") };
            Some(about).filter(|about| !about.url.is_empty())
        };
        if entry.name.ends_with("index.json") {
            return told(&serde_json::from_str(&text).ok()?);
        }
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.filter(|line| line.get("type").and_then(Value::as_str) == Some("Snapshot")).find_map(|line| told(&line))
    }
}
