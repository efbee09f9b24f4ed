//! The data folder of changedetection.io: a folder a watched page, in it the texts it had and a list of when.
//!
//! ```text
//! <data>/url-watches.json    all watches (old layout; lies there still after the new one was brought in)
//! <data>/<uuid>/watch.json   one watch (new layout)
//! <data>/<uuid>/history.txt  "seconds,file" a line
//! <data>/<uuid>/<md5>.txt    a text, or <md5>.txt.br
//! ```
//!
//! After `model/Watch.py` and `store/` of that project. A file is named by what it holds, so several times may name one
//! file: the page went back. Of a path in the list only the last part counts: old ones are paths inside a container, and
//! nothing outside of the watch's folder is read. Texts have been filtered by the tool, which the article says.

mod history;
mod watch;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use serde_json::Value;

use self::{history::Moment, watch::Watch};
use super::{
    Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError, brotli, decode, identity,
    limits, time,
};
use crate::{
    model::{Article, ArticleId, Certainty, Revision, Seen, SidesMark, TextState},
    text::{paragraphs, quantity::counted},
};

/// changedetection.io's data.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChangeDetection;

/// The list of all watches.
const WATCHES: &str = "url-watches.json";

impl Format for ChangeDetection {
    fn name(&self) -> &'static str {
        "changedetection"
    }

    fn summary(&self) -> &'static str {
        "The data folder of changedetection.io: a folder a page, its texts and history.txt"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let lone = probe.name == "history.txt"
            && probe.text.lines().next().is_some_and(|line| history::moment(line).is_some());
        if lone {
            return Confidence::Near("it is the list of a page's texts without the folder that they lie in".into());
        }
        Confidence::No
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        let is = |entry: &Entry, kind: Kind| entry.kind == kind;
        let has = |name: &str| folder.entries.iter().any(|e| is(e, Kind::File) && e.name == name);
        if has(WATCHES)
            || (has("changedetection.json") && folder.entries.iter().any(|e| is(e, Kind::Folder) && is_uuid(&e.name)))
        {
            return Claim::All;
        }
        // One watch alone, taken out of the data.
        let listed = folder.entries.iter().any(|e| is(e, Kind::File) && is_history(&e.name));
        if listed && (is_uuid(folder.name) || has("watch.json")) { Claim::All } else { Claim::Nothing }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let entries = entries(input, out)?;
        let mut all = Source::default();
        if let Some(file) = entries.iter().find(|e| e.name == WATCHES && e.kind == Kind::File) {
            let part = input.part(file);
            out.within(part.shown());
            match part.text().map(|(text, _)| serde_json::from_str::<Value>(&text)) {
                Ok(Ok(value)) => all.watches = watch::all(&value),
                Ok(Err(error)) => out
                    .problem("", format!("It is no JSON ({error}); addresses and titles come from watch.json alone.")),
                Err(error) => out.problem("", error.to_string()),
            }
        }
        // The watches come before their texts: of one page there may be several.
        let folders: Vec<&Entry> = entries.iter().filter(|e| e.kind == Kind::Folder && is_uuid(&e.name)).collect();
        let mut with_texts = HashSet::new();
        for folder in &folders {
            out.check()?;
            let part = input.part(folder);
            out.within(part.shown());
            match self::entries(&part, out) {
                Ok(inner) if all.learn(&part, &inner, out) => _ = with_texts.insert(folder.name.clone()),
                Ok(_) => {}
                Err(error) => out.problem("", error.to_string()),
            }
        }
        watch::note_others(&mut all.watches, &with_texts);
        let mut found = folders.len();
        if entries.iter().any(|e| is_history(&e.name)) {
            found += 1;
            all.learn(input, &entries, out);
            all.read(input, &entries, out)?;
        }
        for folder in folders {
            out.check()?;
            let part = input.part(folder);
            out.within(part.shown());
            // What cannot be looked at was told of.
            let Ok(inner) = part.folder_entries() else { continue };
            let inner: Vec<Entry> = inner.into_iter().flatten().collect();
            all.read(&part, &inner, out)?;
        }
        out.within(input.shown());
        if found == 0 {
            return Err(SourceError::malformed("There is no folder of a watched page in it."));
        }
        Ok(())
    }
}

/// What lies in a folder; what cannot be looked at is told of.
fn entries(input: &Input<'_>, out: &mut Reading<'_>) -> Result<Vec<Entry>, SourceError> {
    let mut entries = Vec::new();
    for entry in input.folder_entries()? {
        match entry {
            Ok(entry) => entries.push(entry),
            Err((name, error)) => out.problem(name, format!("It cannot be opened: {}.", super::reason(&error))),
        }
    }
    Ok(entries)
}

fn is_history(name: &str) -> bool {
    name == "history.txt" || (name.starts_with("history-") && name.ends_with(".txt"))
}

fn is_uuid(name: &str) -> bool {
    name.len() == 36
        && name.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// A data folder.
#[derive(Default)]
struct Source {
    /// What `url-watches.json` says, by the folder's name.
    watches: HashMap<String, Watch>,
}

impl Source {
    /// Takes what the folder of a watch says of it; whether it has a list of texts.
    fn learn(&mut self, folder: &Input<'_>, entries: &[Entry], out: &mut Reading<'_>) -> bool {
        let watch = self.watches.entry(folder.name().to_owned()).or_default();
        if let Some(file) = entries.iter().find(|e| e.name == "watch.json" && e.kind == Kind::File) {
            let part = folder.part(file);
            match part.text().map(|(text, _)| serde_json::from_str::<Value>(&text)) {
                Ok(Ok(value)) => *watch = watch::of(&value).or(std::mem::take(watch)),
                Ok(Err(error)) => out.problem("watch.json", format!("It is no JSON ({error}).")),
                Err(error) => out.problem("watch.json", error.to_string()),
            }
        }
        !watch.history.is_empty() || entries.iter().any(|e| e.name == "history.txt" && e.kind == Kind::File)
    }

    /// Reads the folder of a watch.
    fn read(&self, folder: &Input<'_>, entries: &[Entry], out: &mut Reading<'_>) -> Result<(), SourceError> {
        let watch = self.watches.get(folder.name()).cloned().unwrap_or_default();
        let lists: Vec<&Entry> = entries.iter().filter(|e| is_history(&e.name) && e.kind == Kind::File).collect();
        let mut any = false;
        for list in &lists {
            // `history-<processor>.txt` lists what another processor made of the page: pictures, prices.
            let processor = list.name.strip_prefix("history-").and_then(|name| name.strip_suffix(".txt"));
            let text = match folder.part(list).text() {
                Ok((text, _)) => text,
                Err(error @ (SourceError::Cancelled | SourceError::Bomb)) => return Err(error),
                Err(error) => {
                    out.problem(list.name.clone(), error.to_string());
                    continue;
                }
            };
            let (moments, lost) = history::moments(&text);
            if lost > 0 {
                out.problem(
                    list.name.clone(),
                    match lost {
                        1 => "One of its lines names no time and file; the others were read.".to_owned(),
                        _ => format!("{lost} of its lines name no time and file; the others were read."),
                    },
                );
            }
            any |= self.article(folder, entries, &watch, processor, &moments, out)?;
        }
        if lists.is_empty() && !watch.history.is_empty() {
            any |= self.article(folder, entries, &watch, None, &watch.history, out)?;
        }
        if !any && !lists.is_empty() {
            out.problem("", "Of all texts that its list names none is there; it was left out.");
        }
        Ok(())
    }

    /// What a list tells of, as an article; whether there was anything.
    fn article(
        &self,
        folder: &Input<'_>,
        entries: &[Entry],
        watch: &Watch,
        processor: Option<&str>,
        moments: &[Moment],
        out: &mut Reading<'_>,
    ) -> Result<bool, SourceError> {
        let files: HashMap<&str, &Entry> =
            entries.iter().filter(|e| e.kind == Kind::File).map(|e| (e.name.as_str(), e)).collect();
        let mut texts: HashMap<&str, Option<Snapshot>> = HashMap::new();
        let (mut revisions, mut gone, mut pictures) = (Vec::new(), 0_usize, 0_usize);
        for moment in moments {
            out.check()?;
            let Some(entry) = file(&files, &moment.file) else {
                gone += 1;
                continue;
            };
            let text = match texts.get(entry.name.as_str()) {
                Some(known) => known.clone(),
                None => {
                    let text = text(&folder.part(entry), out);
                    texts.insert(&entry.name, text.clone());
                    text
                }
            };
            let Some(Snapshot { paragraphs, cut }) = text else {
                pictures += 1;
                continue;
            };
            let seen = time::number(moment.seconds);
            let seen = seen.map(|seen| Seen { certainty: Certainty::Stated, ..seen });
            let number = u32::try_from(revisions.len()).unwrap_or(u32::MAX);
            revisions.push(Revision {
                number,
                numbered_by: Some(super::join::BY_PLACE.into()),
                time: seen,
                state: if cut.is_some() { TextState::Partial } else { TextState::Whole },
                holes: cut.map(|_| paragraphs.len()).into_iter().collect(),
                notes: cut.map(str::to_owned).into_iter().collect(),
                paragraphs,
                ..Revision::default()
            });
        }
        if gone > 0 {
            out.problem(
                "",
                match gone {
                    1 => "One of the texts that its list names is no longer there; the others were read.".to_owned(),
                    _ => format!("{gone} of the texts that its list names are no longer there; the others were read."),
                },
            );
        }
        if pictures > 0 {
            out.problem(
                "",
                format!(
                    "Left out: {} that {} no text (pictures, documents), of {} in all.",
                    counted(pictures, "snapshot"),
                    if pictures == 1 { "is" } else { "are" },
                    moments.len()
                ),
            );
        }
        if revisions.is_empty() {
            // Pictures are there, and were told of.
            return Ok(pictures > 0);
        }
        // What its user calls the page is no headline of it.
        let names = [watch.title.as_str(), &watch.url, folder.name()];
        let known_as = names.into_iter().find(|name| !name.is_empty()).map(str::to_owned);
        let (mut id, mut url) = (ArticleId::new(""), watch.url.clone());
        if is_uuid(folder.name()) {
            let processor = processor.map(|p| format!("/{p}")).unwrap_or_default();
            id = identity::id_of_origin("changedetection", &format!("{}{processor}", folder.name()));
        }
        let mut notes = vec!["Its texts were filtered by changedetection.io before they were kept: a change of filters looks like a change of the page.".to_owned()];
        if let Some(processor) = processor {
            notes.push(format!("It is what the processor {processor} made of {url}."));
            url.clear();
        } else {
            notes.extend(watch.note.map(str::to_owned));
            if watch.raw {
                notes.push("It is the source of the page that was watched, not what it shows.".to_owned());
            }
        }
        out.article(Article {
            id,
            aliases: Vec::new(),
            source: watch.source(),
            url,
            known_as,
            status: watch.paused.then(|| "paused".to_owned()),
            revisions,
            gaps: Vec::new(),
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes,
        });
        Ok(true)
    }
}

/// The file that a list names; brotli is put on and taken off without the list being told.
fn file<'e>(files: &HashMap<&str, &'e Entry>, name: &str) -> Option<&'e Entry> {
    let packed = format!("{name}.br");
    let found = [Some(name), Some(packed.as_str()), name.strip_suffix(".br")];
    found.into_iter().flatten().find_map(|name| files.get(name).copied())
}

/// What is noted of a snapshot whose file is there and cannot be read.
const UNREAD: &str = "the file of the text cannot be read: what the page showed is not known";

/// What a page showed.
#[derive(Debug, Clone)]
struct Snapshot {
    paragraphs: Vec<Arc<str>>,
    /// Why only its beginning is there, as a note.
    cut: Option<&'static str>,
}

/// Reads a text; `None` where it is none. Of what cannot be read nothing is there.
fn text(file: &Input<'_>, out: &mut Reading<'_>) -> Option<Snapshot> {
    let unread = Some(Snapshot { paragraphs: Vec::new(), cut: Some(UNREAD) });
    let name = file.name().to_ascii_lowercase();
    let suffix = name.trim_end_matches(".br").rsplit('.').next().unwrap_or_default();
    if ["png", "jpg", "jpeg", "webp", "gif", "pdf", "bin", "zip"].contains(&suffix) {
        return None;
    }
    let bytes = match file.bytes() {
        Ok(bytes) => bytes,
        Err(error) => {
            out.problem(file.name(), error.to_string());
            return unread;
        }
    };
    let (bytes, cut) = if name.ends_with(".br") {
        match brotli::unpacked(&bytes, limits::BLOB) {
            Some((bytes, false)) => (bytes, None),
            Some((bytes, true)) => {
                out.problem(file.name(), "It is damaged or unpacks to more than is read; its beginning was read.");
                (bytes, Some("the file of the text is damaged or unpacks to more than is read: its end is missing"))
            }
            None => {
                out.problem(file.name(), "It cannot be unpacked: it is no brotli.");
                return unread;
            }
        }
    } else {
        (bytes, None)
    };
    let decoded = decode::decode(&bytes, None);
    if decode::is_binary(&decoded.text) && !decoded.text.is_empty() {
        return None;
    }
    if let Some(complaint) = decoded.complaint() {
        out.problem(file.name(), complaint);
    }
    let paragraphs = paragraphs::split(&decoded.text).into_iter().map(|p| p.trim().into()).collect();
    Some(Snapshot { paragraphs, cut })
}
