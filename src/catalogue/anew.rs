//! What is answered where the catalogue on disk turns out to be damaged: what the dumps say.
//!
//! Every question is asked of the database first. Where that meets with damage on the way, whatever it answered is dropped,
//! and the question is put to a catalogue that is read anew from the dumps for as long as this one is open: in a folder
//! inside its own, or in memory.

use std::sync::atomic::Ordering;

use super::{Catalogue, lock};
use crate::{
    model::Progress,
    source::{Archive, Cancel, Options, Summary},
};

/// How an archive is read, and what came of reading it again.
#[derive(Debug)]
pub(super) struct Anew {
    archive: Archive,
    options: Options,
    cancel: Cancel,
}

impl Catalogue {
    /// Calls this with a sentence when the catalogue turns out to be damaged, before the archive is read anew, which may
    /// take its time. The sentence stands among the [problems](Catalogue::problems) then, too.
    pub fn on_damage(&self, tell: fn(&str)) {
        *lock(&self.on_damage) = Some(tell);
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
        let tell = *lock(&self.on_damage);
        if let Some((tell, lost)) = tell.zip(disk.lost()) {
            tell(lost);
        }
        // What vanished is not read again either.
        anew.pruning.store(self.pruning.load(Ordering::Relaxed), Ordering::Relaxed);
        let summary = anew.import(&archive, &options, on_progress, &cancel);
        Some((anew, Some(summary)))
    }
}
