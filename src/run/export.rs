//! Exporting the diff on the screen, off the event loop.

use std::{path::PathBuf, thread};

use crossbeam_channel::Sender;

use super::{browser::Happening, reader::Reader};
use crate::{
    app::{Msg, Request},
    export::{
        EXPORTERS, Piece,
        save::{SaveError, save},
    },
};

/// Writes a diff as a document on a thread of its own and tells how it went.
pub fn start(reader: &Reader, diff: Request, format: String, file: String, force: bool, to: Sender<Happening>) {
    let catalogue = reader.catalogue();
    thread::spawn(move || {
        let Request::Diff { article, base, target, ignore } = diff else { return };
        let Some(exporter) = EXPORTERS.iter().find(|e| e.name() == format) else { return };
        let found = catalogue.head(&article).zip(catalogue.diff(&article, base, target, ignore));
        let msg = match found {
            None => Msg::Failed("This article is no longer in the archive; R reads it again.".to_owned()),
            Some((head, diff)) => {
                let piece = Piece { article: &head, diff: &diff };
                match save(&piece, *exporter, &PathBuf::from(&file), force) {
                    Ok(()) => Msg::Done(format!("Wrote {file}.")),
                    Err(SaveError::Exists { .. }) => Msg::ExportExists { file },
                    Err(why) => Msg::Failed(why.to_string()),
                }
            }
        };
        // The loop may have ended meanwhile.
        let _ = to.send(Happening::Msg(msg));
    });
}
