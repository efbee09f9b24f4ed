//! Exporting the diff on the screen, off the event loop.

use std::{
    path::{Path, PathBuf},
    thread,
};

use crossbeam_channel::Sender;

use super::{
    browser::Happening,
    fault::{FAULT, contained},
    places,
    reader::Reader,
};
use crate::{
    app::{Msg, Request, overlay::Extent},
    catalogue::Catalogue,
    export::{
        EXPORTERS, Piece,
        save::{SaveError, save},
    },
};

/// What is to be exported.
pub struct Order {
    /// The diff, as [`Request::Diff`].
    pub diff: Request,
    /// What of it.
    pub extent: Extent,
    /// The exporter's name.
    pub format: String,
    /// The file, as typed.
    pub file: String,
    /// Overwrite.
    pub force: bool,
}

/// What is said of a file written: its name, and where it lies.
#[must_use]
pub fn wrote(file: &Path) -> String {
    let name = file.file_name().unwrap_or(file.as_os_str());
    format!("Wrote {} in {}.", name.to_string_lossy(), places::folder_of(file))
}

/// Writes a diff as a document on a thread of its own and tells how it went.
pub fn start(reader: &Reader, order: Order, to: Sender<Happening>) {
    let catalogue = reader.catalogue();
    thread::spawn(move || {
        let failed = || Some(Msg::ExportFailed(format!("Nothing was written: {FAULT}.")));
        if let Some(msg) = contained(|| written(&catalogue, order)).unwrap_or_else(failed) {
            // The loop may have ended meanwhile.
            let _ = to.send(Happening::Msg(msg));
        }
    });
}

/// Writes it; what is told of that.
fn written(catalogue: &Catalogue, order: Order) -> Option<Msg> {
    let Order { diff: Request::Diff { article, base, target, ignore, markup }, extent, format, file, force } = order
    else {
        return None;
    };
    let exporter = EXPORTERS.iter().find(|e| e.name() == format)?;
    let found = catalogue.head(&article).zip(catalogue.diff_of(&article, (base, target), ignore, markup));
    let Some((head, diff)) = found else {
        return Some(Msg::Failed("This article is no longer in the archive; R reads it again.".to_owned()));
    };
    let (part, context) = match extent {
        Extent::Whole => (None, None),
        Extent::Changed(context) => (None, Some(context)),
        Extent::Selected(chosen) => (Some(diff.excerpt(&chosen)), None),
    };
    let piece = Piece { context, ..Piece::whole(&head, part.as_ref().unwrap_or(&diff)) };
    Some(match save(&piece, *exporter, &PathBuf::from(&file), force) {
        Ok(()) => Msg::Done(wrote(Path::new(&file))),
        Err(SaveError::Exists { .. }) => Msg::ExportExists { file },
        Err(why) => Msg::ExportFailed(why.to_string()),
    })
}
