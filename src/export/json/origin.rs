//! The origin's own alignment of sentences, beside ours.

use serde::Serialize;

use crate::{
    diff::{Diff, SentenceKind, origin},
    model::Side,
};

/// An origin's alignment, and sentence by sentence what it says and what we say.
#[derive(Serialize)]
pub(super) struct OriginJson<'a> {
    by: &'a str,
    /// Its sentences, as it cut and spelt them.
    old: &'a [std::sync::Arc<str>],
    new: &'a [std::sync::Arc<str>],
    links: Vec<LinkJson>,
    sentences: Vec<JudgedJson>,
    agree: usize,
    differ: usize,
}

#[derive(Serialize)]
struct LinkJson {
    old: Option<u32>,
    new: Option<u32>,
    distance: [Option<f32>; 2],
}

#[derive(Serialize)]
struct JudgedJson {
    side: &'static str,
    sentence: usize,
    /// Paragraph, first character, one after the last.
    place: Option<[usize; 3]>,
    origin: &'static str,
    ours: Option<&'static str>,
    agrees: bool,
}

impl<'a> OriginJson<'a> {
    pub(super) fn of(diff: &'a Diff) -> Option<Self> {
        let alignment = diff.sides[Side::New].alignment.as_ref()?;
        let sentences: Vec<JudgedJson> = origin::judged(diff)
            .into_iter()
            .map(|judged| JudgedJson {
                side: if judged.side == Side::Old { "old" } else { "new" },
                sentence: judged.sentence,
                place: judged.place.map(|p| [p.paragraph, p.from, p.to]),
                origin: judged.theirs.word(),
                ours: judged.ours.map(SentenceKind::word),
                agrees: judged.agrees(),
            })
            .collect();
        let differ = sentences.iter().filter(|s| !s.agrees).count();
        let links = alignment.links.iter();
        Some(OriginJson {
            by: &alignment.by,
            old: &alignment.old,
            new: &alignment.new,
            links: links.map(|l| LinkJson { old: l.old, new: l.new, distance: l.distance }).collect(),
            agree: sentences.len() - differ,
            differ,
            sentences,
        })
    }
}
