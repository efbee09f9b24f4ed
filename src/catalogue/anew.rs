//! What is answered where the catalogue on disk turns out to be damaged: what the dumps say.
//!
//! Every question is asked of the database first. Where that meets with damage on the way, whatever it answered is dropped,
//! and the question is put to a catalogue that is read anew from the dumps for as long as this one is open: in a folder
//! inside its own, or in memory.

use std::{fmt, sync::atomic::Ordering};

use super::{Catalogue, lock};
use crate::{
    model::Progress,
    source::{Archive, Cancel, Options, Summary},
    text::quantity::counted,
};

/// How an archive is read, and what came of reading it again.
#[derive(Debug)]
pub(super) struct Anew {
    archive: Archive,
    options: Options,
    cancel: Cancel,
}

/// Who is told of damage.
pub(super) struct Teller(Box<dyn Fn(&str) + Send + Sync>);

impl fmt::Debug for Teller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Teller")
    }
}

impl Catalogue {
    /// Calls this with a sentence when the catalogue turns out to be damaged, before the archive is read anew, which may
    /// take its time. The sentence stands among the [problems](Catalogue::problems) then, too.
    pub fn on_damage(&self, tell: impl Fn(&str) + Send + Sync + 'static) {
        *lock(&self.on_damage) = Some(Teller(Box::new(tell)));
    }

    /// Remembers how the archive is read.
    pub(super) fn remember(&self, archive: &Archive, options: &Options, cancel: &Cancel) {
        let (archive, options, cancel) = (archive.clone(), options.clone(), cancel.clone());
        *lock(&self.reads) = Some(Anew { archive, options, cancel });
    }

    /// Whether what is on disk is not to be taken for an answer.
    pub(super) fn is_lost(&self) -> bool {
        self.texts.disk().is_some_and(|disk| disk.lost().is_some())
    }

    /// The answer to a question, of a catalogue that is not damaged, where there is any.
    pub(super) fn sound<T>(&self, ask: impl Fn(&Catalogue) -> T) -> T {
        if !self.is_lost() {
            let answer = ask(self);
            if !self.is_lost() {
                return answer;
            }
        }
        match self.anew() {
            Some(anew) => anew.sound_of(&ask),
            None => ask(self),
        }
    }

    // Not generic over one more closure with each catalogue.
    fn sound_of<T>(&self, ask: &dyn Fn(&Catalogue) -> T) -> T {
        self.sound(ask)
    }

    /// The catalogue read anew; `None` where nobody has said what to read.
    pub(super) fn anew(&self) -> Option<&Catalogue> {
        self.read_anew(&|_| ()).map(|(anew, _)| anew)
    }

    /// The same, telling of its progress, and what came of it where it was read just now. Who asks first reads; who asks
    /// meanwhile is answered for what is there by then.
    pub(super) fn read_anew(&self, on_progress: &(dyn Fn(&Progress) + Sync)) -> Option<(&Catalogue, Option<Summary>)> {
        let reads = lock(&self.reads).as_ref().map(|r| (r.archive.clone(), r.options.clone(), r.cancel.clone()));
        let (archive, options, cancel) = reads?;
        let disk = self.texts.disk()?;
        let mut is_first = false;
        let anew = self.anew.get_or_init(|| {
            is_first = true;
            let folder = disk.anew();
            Box::new(folder.and_then(|folder| Catalogue::in_folder(&folder).ok()).unwrap_or_default())
        });
        if !is_first {
            return Some((anew, None));
        }
        let tell = |sentence: &str| {
            if let Some(tell) = &*lock(&self.on_damage) {
                (tell.0)(sentence);
            }
        };
        disk.lost().into_iter().for_each(tell);
        // What vanished is not read again either.
        anew.pruning.store(self.pruning.load(Ordering::Relaxed), Ordering::Relaxed);
        let summary = anew.import(&archive, &options, on_progress, &cancel);
        let revisions = |catalogue: &Catalogue| catalogue.shelf().counts().1;
        let missing = revisions(self).saturating_sub(revisions(anew));
        if missing > 0 && !summary.cancelled {
            let told = format!(
                "{} of dumps that are no longer there went with the damaged catalogue.",
                counted(missing, "revision")
            );
            tell(&told);
            anew.complain(Some(told));
        }
        Some((anew, Some(summary)))
    }
}
