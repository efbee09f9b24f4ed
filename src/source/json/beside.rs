//! The pages that news-please saves beside its JSON (`NAME.html`, `NAME.html.json`): the text was taken from them already,
//! so that reading them too would find every revision twice.

use std::sync::Arc;

use super::{
    super::{
        Claim, Entry, Folder, Input, Kind, Reading, SourceError,
        sniff::{head, read_part},
    },
    Json, keys,
};

/// The pages with JSON beside them, and that JSON.
pub(super) fn claims(folder: &Folder<'_>) -> Claim {
    let mut claimed = Vec::new();
    for (at, entry) in folder.entries.iter().enumerate().filter(|(_, entry)| is_page(entry)) {
        let json = format!("{}.json", entry.name);
        // By name, as entries are.
        let beside = folder.entries.binary_search_by(|other| other.name.cmp(&json)).ok();
        let beside = beside.or_else(|| folder.entries.iter().skip(at).position(|e| e.name == json).map(|n| at + n));
        if let Some(beside) = beside {
            claimed.extend([at, beside]);
        }
    }
    if claimed.is_empty() { Claim::Nothing } else { Claim::Some(claimed) }
}

fn is_page(entry: &Entry) -> bool {
    let name = entry.name.as_bytes();
    entry.kind == Kind::File && (name.ends_with(b".html") || name.ends_with(b".htm"))
}

/// Reads the JSON of each pair, and the page only where the JSON was not made from it.
pub(super) fn read(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let shown = Arc::clone(input.shown());
    out.pass();
    let (pages, jsons): (Vec<&Entry>, Vec<&Entry>) = input.claimed().iter().partition(|entry| is_page(entry));
    for json in jsons {
        out.check()?;
        let part = input.part(json);
        if is_news_please(&part) {
            out.within(part.shown());
            if let Err(error) = Json.read_file(&part, out) {
                out.problem("", error.to_string());
            }
            continue;
        }
        read_part(&part, "json", out)?;
        let page = pages.iter().find(|page| json.name.strip_suffix(".json") == Some(page.name.as_str()));
        if let Some(page) = page {
            read_part(&input.part(page), "json", out)?;
        }
    }
    out.within(&shown);
    Ok(())
}

fn is_news_please(json: &Input<'_>) -> bool {
    let Ok((bytes, _)) = head(json) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    let keys = keys::first_keys(&text);
    ["maintext", "url"].iter().all(|key| keys.contains(key))
}
