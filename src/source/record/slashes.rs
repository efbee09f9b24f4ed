//! Days between slashes (`01/02/2020`), of which half the world puts the day first and half the month: others of the same
//! file may tell.

use super::{super::time, article::Numbered};
use crate::model::{Certainty, Seen};

/// A time that may be meant in two ways.
pub(in crate::source) struct Unsettled {
    given: String,
    is_publication: bool,
    /// What is to be said where nothing tells.
    sentence: String,
}

impl Unsettled {
    /// A time as the dump gives it.
    ///
    /// # Errors
    /// The sentence, where it is not understood in either way.
    pub(super) fn of(given: &str, is_publication: bool, sentence: String) -> Result<Unsettled, String> {
        match time::in_order(given, time::Slashes::Day) {
            Some(_) if time::in_order(given, time::Slashes::Month).is_some() => {
                Ok(Unsettled { given: given.to_owned(), is_publication, sentence })
            }
            _ => Err(sentence),
        }
    }

    fn read(&self, first: time::Slashes) -> Option<Seen> {
        let seen = time::in_order(&self.given, first)?;
        let certainty = if self.is_publication { Certainty::Unknown } else { seen.certainty };
        Some(Seen { certainty, is_publication: self.is_publication, ..seen })
    }
}

/// How a file writes days between slashes, as far as it was read.
#[derive(Debug, Default)]
pub(in crate::source) struct Days {
    /// The first that must have the day first, as it is written.
    day: Option<String>,
    /// The first that must have the month first.
    month: Option<String>,
    /// It was said how the others were read.
    is_told: bool,
}

impl Days {
    /// Learns from a time that can be meant in one way only.
    pub(super) fn learn(&mut self, version: &Numbered) {
        if self.day.is_some() && self.month.is_some() {
            return;
        }
        let given = version.revision.time.as_ref().and_then(|time| time.as_given.as_deref());
        let Some((given, first)) = given.and_then(|given| Some((given, time::slashes(given)?))) else { return };
        let known = match first {
            time::Slashes::Day => &mut self.day,
            time::Slashes::Month => &mut self.month,
        };
        known.get_or_insert_with(|| given.to_owned());
    }

    /// Settles the times that may be meant in two ways, where others tell in which one. Gives what is to be said, each with
    /// the line where.
    pub(super) fn settle(&mut self, versions: &mut [Numbered]) -> Vec<(u64, String)> {
        let order = match (&self.day, &self.month) {
            (Some(proof), None) => Some((time::Slashes::Day, "day", proof)),
            (None, Some(proof)) => Some((time::Slashes::Month, "month", proof)),
            _ => None,
        };
        let mut said = Vec::new();
        for version in versions {
            let Some(unsettled) = version.unsettled.take() else { continue };
            match order.and_then(|(first, name, proof)| Some((unsettled.read(first)?, name, proof))) {
                Some((seen, name, proof)) => {
                    if !std::mem::replace(&mut self.is_told, true) {
                        let sentence = format!(
                            "“{}” and others like it were read with the {name} first, since “{proof}” can be read in no other way.",
                            unsettled.given
                        );
                        said.push((version.line, sentence));
                    }
                    version.revision.time.get_or_insert(seen);
                }
                None => said.push((version.line, unsettled.sentence)),
            }
        }
        said
    }
}
